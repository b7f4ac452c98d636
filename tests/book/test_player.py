"""The frame player: what it refuses, what it writes, and how it plays in a real browser."""

import base64
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from playwright.sync_api import Browser, Page, expect

from hopfield_lessons.player import Player, player
from tests.browser.chromium import watched_page


def png(shade: int, width: int = 8, height: int = 8) -> bytes:
    """A grey picture, written by hand."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress((b"\0" + bytes([shade]) * width) * height))
    return b"\x89PNG\r\n\x1a\n" + header + rows + chunk(b"IEND", b"")


FRAMES = [png(50 * k) for k in range(5)]
LABELS = [f"Step {k}: {k} units are right." for k in range(5)]


def data_uri(frame: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(frame).decode()


def example(**changes: object) -> Player:
    arguments = {"frames": FRAMES, "labels": LABELS, "alt": "A grey picture.", "name": "grey"}
    return player(**{**arguments, **changes})


# --- what goes in ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"frames": [], "labels": []}, "frames is empty; expected at least one PNG"),
        ({"frames": [b"GIF89a" + bytes(20)] * 5}, r"frames\[0\] is bytes: b'GIF89a.*; expected"),
        ({"frames": [*FRAMES[:4], "x"]}, r"frames\[4\] is str; expected the bytes of a PNG"),
        ({"frames": [b"\x89PNG\r\n\x1a\n"] * 5}, r"frames\[0\] .* expected the bytes of a PNG"),
        (
            {"frames": [*FRAMES[:4], png(0, width=9)]},
            r"frames\[4\] is 9×8 pixels and frames\[0\] 8×8",
        ),
        ({"labels": LABELS[:3]}, "3 labels came for 5 frames; expected one label a frame"),
        ({"labels": [*LABELS[:4], " "]}, r"labels\[4\] is ' '; expected a sentence"),
        ({"alt": ""}, "alt is ''; expected a sentence"),
        ({"name": "Two words"}, "name is 'Two words'; expected lower-case letters"),
        ({"name": "ends-"}, "name is 'ends-'; expected lower-case letters"),
    ],
)
def test_bad_input_is_refused_in_words(changes: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        example(**changes)


def test_importing_the_player_loads_nothing_heavy() -> None:
    code = (
        "import sys, hopfield_lessons.player; "
        "print(*{'matplotlib', 'ipywidgets', 'IPython'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = run.stdout.split()
    assert loaded == [], f"importing hopfield_lessons.player also loaded {loaded}"


# --- what comes out -------------------------------------------------------------------------


class Images(HTMLParser):
    """The attributes of every <img>: what a reader without scripts gets."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append(dict(attrs))


def test_without_scripts_there_is_the_first_frame_with_its_alternative_text() -> None:
    (image,) = Images(example(alt='Before & "after"')._repr_html_()).found
    assert image["src"] == data_uri(FRAMES[0])
    assert image["alt"] == 'Before & "after"'
    assert (image["width"], image["height"]) == ("8", "8")


def test_the_html_is_the_same_each_time_and_asks_nobody_for_anything() -> None:
    html = example()._repr_html_()
    assert html == example()._repr_html_()
    assert 'id="player-grey"' in html
    assert not re.search(r"https?:|//[a-z]|@import|url\(", html), "a player fetches nothing"


def test_repr_says_how_many_frames() -> None:
    assert repr(example()) == "<player: 5 frames>"
    assert repr(example(frames=FRAMES[:1], labels=LABELS[:1])) == "<player: 1 frame>"


# --- how it plays ---------------------------------------------------------------------------


class OnPage:
    """One player on a page, seen as a reader sees it."""

    def __init__(self, page: Page, name: str = "grey") -> None:
        self.root = page.locator(f"#player-{name}")
        self.picture = self.root.get_by_role("img")
        self.label = self.root.locator("figcaption")
        self.slider = self.root.get_by_role("slider", name="Frame")

    def press(self, name: str) -> None:
        button = self.root.get_by_role("button", name=name, exact=True)
        button.click(force=True)  # also at an end, where the button says that it is disabled

    def expect_frame(self, index: int) -> None:
        expect(self.label).to_have_text(LABELS[index])
        expect(self.picture).to_have_attribute("src", data_uri(FRAMES[index]))
        expect(self.slider).to_have_value(str(index))
        expect(self.slider).to_have_attribute("aria-valuetext", f"Frame {index + 1} of 5")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with watched_page(browser, "about:blank") as (page, watch):
        yield page
        watch.assert_clean()


@pytest.fixture
def grey(page: Page) -> OnPage:
    page.set_content(example()._repr_html_())
    return OnPage(page)


def stop_time(page: Page) -> None:
    """From now on only `page.clock.run_for` lets time pass on the page."""
    page.clock.install(time=0)
    page.clock.pause_at(1)


def test_buttons_step_and_stop_at_the_ends(grey: OnPage) -> None:
    grey.expect_frame(0)
    grey.press("Previous frame")
    grey.expect_frame(0)
    grey.press("Next frame")
    grey.expect_frame(1)
    grey.press("Last frame")
    grey.expect_frame(4)
    grey.press("Next frame")
    grey.expect_frame(4)
    expect(grey.root.get_by_role("button", name="Next frame")).to_be_disabled()
    grey.press("First frame")
    grey.expect_frame(0)


def test_play_runs_to_the_last_frame_once_without_flooding_a_screen_reader(page: Page) -> None:
    stop_time(page)
    page.set_content(example()._repr_html_())
    grey = OnPage(page)
    page.clock.run_for(5_000)
    grey.expect_frame(0)  # nothing moves before the reader asks for it

    grey.press("Play")
    expect(grey.label).to_have_attribute("aria-live", "off")
    page.clock.run_for(1_700)  # all 26 characters of the first caption are new
    grey.expect_frame(1)
    page.clock.run_for(800)  # of the second, a number
    grey.expect_frame(2)
    grey.press("Pause")
    page.clock.run_for(5_000)
    grey.expect_frame(2)
    expect(grey.label).to_have_attribute("aria-live", "polite")

    grey.press("Play")
    page.clock.run_for(9_000)
    grey.expect_frame(4)
    grey.press("Play")  # again, from the start
    grey.expect_frame(0)


def test_play_is_slower_for_those_who_asked_for_less_motion(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    stop_time(page)
    page.set_content(example()._repr_html_())
    grey = OnPage(page)
    grey.press("Play")
    page.clock.run_for(1_700)
    grey.expect_frame(1)
    page.clock.run_for(1_300)
    grey.expect_frame(1)  # 700 milliseconds are enough for the others
    page.clock.run_for(300)
    grey.expect_frame(2)


def test_a_caption_stays_until_it_can_be_read_at_the_speed_that_was_chosen(page: Page) -> None:
    stop_time(page)
    page.set_content(example(labels=["x" * 100, *LABELS[1:]])._repr_html_())
    grey = OnPage(page)
    grey.press("Play")
    page.clock.run_for(5_900)
    expect(grey.slider).to_have_value("0")
    page.clock.run_for(200)
    expect(grey.slider).to_have_value("1")
    grey.press("First frame")
    grey.root.get_by_label("Speed").select_option("2")
    grey.press("Play")
    page.clock.run_for(3_100)
    expect(grey.slider).to_have_value("1")


def test_a_loop_begins_again_until_it_is_stopped(page: Page) -> None:
    stop_time(page)
    page.set_content(example(labels=["Dark."] * 5)._repr_html_())
    grey = OnPage(page)
    grey.press("Loop")
    grey.press("Play")
    page.clock.run_for(5 * 700 + 100)
    expect(grey.slider).to_have_value("0")
    expect(grey.root.get_by_role("button", name="Pause")).to_be_visible()
    grey.press("Loop")
    page.clock.run_for(10_000)
    expect(grey.slider).to_have_value("4")
    expect(grey.root.get_by_role("button", name="Play")).to_be_visible()


def test_a_click_on_the_picture_plays_and_a_swipe_steps(page: Page) -> None:
    stop_time(page)
    big = [png(50 * k, 200, 100) for k in range(5)]
    page.set_content(example(frames=big)._repr_html_())
    grey = OnPage(page)
    grey.picture.click()
    page.clock.run_for(1_700)
    expect(grey.slider).to_have_value("1")
    grey.picture.click()
    page.clock.run_for(9_000)
    expect(grey.slider).to_have_value("1")
    page.keyboard.press("ArrowRight")  # the keys are the player's after a click
    expect(grey.slider).to_have_value("2")
    box = grey.picture.bounding_box()
    x, y = box["x"] + 100, box["y"] + 50
    for pixels, index in ((-60, 3), (-60, 4), (60, 3)):
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + pixels, y)
        page.mouse.up()
        expect(grey.slider).to_have_value(str(index))


def test_keyboard_alone_is_enough(page: Page, grey: OnPage) -> None:
    page.keyboard.press("Tab")
    expect(grey.root.get_by_role("button", name="First frame")).to_be_focused()
    page.keyboard.press("ArrowRight")
    grey.expect_frame(1)
    page.keyboard.press("End")
    grey.expect_frame(4)
    page.keyboard.press("ArrowLeft")
    grey.expect_frame(3)
    for _ in range(7):
        page.keyboard.press("Tab")
    expect(grey.slider).to_be_focused()
    page.keyboard.press("Home")
    grey.expect_frame(0)
    page.keyboard.press("ArrowRight")
    grey.expect_frame(1)


# As front-ends insert an output, whose scripts a browser doesn't run by itself.
IN_PLACE = """html => {
    document.body.innerHTML = html;
    for (const old of document.querySelectorAll("script")) {
        const script = document.createElement("script");
        script.text = old.text;
        old.replaceWith(script);
    }
}"""
FROM_THE_HEAD = """html => {
    document.body.innerHTML = html;
    for (const old of document.querySelectorAll("body script")) {
        const script = document.createElement("script");
        script.text = old.text;
        document.head.appendChild(script).remove();
    }
}"""
LATER = """html => {
    document.body.innerHTML = html;
    return new Promise(done => setTimeout(() => {
        for (const old of document.querySelectorAll("script")) eval(old.text);
        done();
    }));
}"""


@pytest.mark.parametrize("insert", [IN_PLACE, FROM_THE_HEAD, LATER], ids=["Lab", "classic", "eval"])
def test_it_plays_however_a_front_end_runs_its_script(page: Page, insert: str) -> None:
    page.evaluate(insert, example()._repr_html_() + example(name="other")._repr_html_())
    expect(page.get_by_role("group")).to_have_count(2)
    for each in (OnPage(page), OnPage(page, "other")):
        each.press("Next frame")
        each.expect_frame(1)


def test_a_page_that_was_saved_with_its_controls_plays_again(page: Page, grey: OnPage) -> None:
    expect(page.get_by_role("group")).to_have_count(1)
    page.set_content(page.content())
    expect(page.get_by_role("group")).to_have_count(1)
    grey.press("Next frame")
    grey.expect_frame(1)


# A notebook's shortcuts: JupyterLab and Notebook 7 ask for the attribute on the element that has
# the focus, before the element hears of the key; classic Notebook and slides hear of it afterwards.
SHORTCUTS = """() => {
    window.stolen = [];
    document.addEventListener("keydown", (event) => {
        if (event.target.hasAttribute("data-lm-suppress-shortcuts")) return;
        event.preventDefault();
        event.stopPropagation();
        window.stolen.push(event.key);
    }, true);
    document.addEventListener("keydown", (event) => window.stolen.push(event.key));
}"""


def test_a_notebook_leaves_the_players_keys_to_it(page: Page, grey: OnPage) -> None:
    page.evaluate(SHORTCUTS)
    grey.press("Next frame")
    for key, index in {"ArrowRight": 2, "ArrowLeft": 1, "End": 4, "Home": 0, "Enter": 1}.items():
        page.keyboard.press(key)
        grey.expect_frame(index)
        expect(grey.root.get_by_role("button", name="Next frame")).to_be_focused()
    grey.slider.focus()
    for key, index in {"ArrowRight": 2, "ArrowUp": 3, "ArrowLeft": 2, "End": 4}.items():
        page.keyboard.press(key)
        grey.expect_frame(index)
    assert page.evaluate("window.stolen") == []


def test_controls_are_big_enough_for_a_thumb(grey: OnPage) -> None:
    for control in (*grey.root.get_by_role("button").all(), grey.slider):
        box = control.bounding_box()
        assert box["height"] >= 44, f"{control} is {box['height']} pixels high"
        assert box["width"] >= 44, f"{control} is {box['width']} pixels wide"


def test_two_players_on_one_page_do_not_disturb_each_other(page: Page) -> None:
    page.set_content(example()._repr_html_() + example(name="other")._repr_html_())
    grey, other = OnPage(page), OnPage(page, "other")
    other.press("Last frame")
    other.expect_frame(4)
    grey.expect_frame(0)


def test_a_label_may_hold_any_characters(page: Page) -> None:
    odd = 'A </script> & an <b>"odd"</b> $name.'
    page.set_content(example(labels=[odd, *LABELS[1:4], odd])._repr_html_())
    grey = OnPage(page)
    expect(grey.label).to_have_text(odd)
    grey.press("Last frame")
    expect(grey.label).to_have_text(odd)


def test_without_scripts_no_dead_controls_are_shown(browser: Browser) -> None:
    with watched_page(browser, "about:blank", java_script_enabled=False) as (page, _):
        page.set_content(example()._repr_html_())
        expect(page.get_by_role("img", name="A grey picture.")).to_be_visible()
        expect(page.get_by_text(LABELS[0])).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)


def test_a_single_frame_needs_no_controls(page: Page) -> None:
    page.set_content(example(frames=FRAMES[:1], labels=LABELS[:1])._repr_html_())
    expect(OnPage(page).picture).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
