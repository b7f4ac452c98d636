"""The cover: its moving picture, and what it says about starting, citing and copying."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import yaml
from moving_picture import draw, heal
from playwright.sync_api import Browser, expect
from pybtex.database import parse_string

from tests.book.contents import BOOK, ROOT, lessons, parsed
from tests.browser.chromium import watched_page

INDEX = (BOOK / "index.md").read_text(encoding="utf-8")
PICTURE = BOOK / "_static" / "recall.svg"
REDRAW = "python tools/moving_picture.py --out book/_static/recall.svg"


# --- the moving picture ---------------------------------------------------------------------


def test_the_committed_picture_is_the_one_that_the_tool_draws() -> None:
    committed = PICTURE.read_text(encoding="utf-8")
    assert committed == draw(heal()), f"draw the picture again: {REDRAW}"


def test_the_picture_is_small_and_asks_nobody_for_anything() -> None:
    committed = PICTURE.read_text(encoding="utf-8")
    assert len(committed) < 20_000
    assert "http" not in committed.replace("http://www.w3.org/2000/svg", "")
    assert "<script" not in committed


def test_the_story_is_that_of_a_memory_restoring_itself() -> None:
    story = heal()
    assert (story.overlaps[0, 0], story.overlaps[-1, 0]) == (0.5, 1.0)
    assert (np.diff(story.energies) < 0).all()


def test_it_moves_for_less_than_five_seconds_and_again_when_asked(
    browser: Browser, site: Path
) -> None:
    with watched_page(browser, "file:") as (page, watch):
        page.goto((site / "index.html").as_uri())
        picture = page.locator(".moving-picture svg")
        ends = picture.evaluate(
            "svg => svg.getAnimations({ subtree: true })"
            ".map((motion) => motion.effect.getComputedTiming().endTime)"
        )
        assert len(ends) > 2 * heal().flips, "each flip moves a pixel and a piece of the energy"
        assert max(ends) < 5_000  # milliseconds; what moves longer would need a way to stop it

        first = min(ends)
        waiting = (
            "document.querySelector('.moving-picture svg').getAnimations({ subtree: true })"
            f".filter((motion) => motion.currentTime < {first}).length"
        )
        page.wait_for_function(f"{waiting} === 0")
        again = page.get_by_role("button", name="Play again")
        again.evaluate(  # counts right after the click, however late we ask
            f"button => button.addEventListener('click', () => {{ button.value = {waiting}; }})"
        )
        again.click()
        expect(again).to_have_js_property("value", str(len(ends)))
        watch.assert_clean()


TOUCHES = """svg => {
    const box = element => element.getBoundingClientRect();
    const motions = svg.getAnimations({ subtree: true });
    const ends = motions.map(motion => motion.effect.getComputedTiming().endTime);
    const found = new Set();
    for (let time = 0; time <= Math.max(...ends); time += 50) {
        for (const motion of motions) { motion.pause(); motion.currentTime = time; }
        for (const text of svg.querySelectorAll("text")) for (const bar of svg.querySelectorAll(
            "[id^=hl-bar]")) {
            const [a, b] = [box(text), box(bar)];
            if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
                found.add(text.textContent);
        }
    }
    return [...found];
}"""


def test_no_bar_ever_covers_a_word(browser: Browser, site: Path) -> None:
    with watched_page(browser, "file:") as (page, _):
        page.goto((site / "index.html").as_uri())
        assert page.locator(".moving-picture svg").evaluate(TOUCHES) == []


def test_it_stands_still_for_those_who_asked_for_less_motion(browser: Browser, site: Path) -> None:
    with watched_page(browser, "file:", reduced_motion="reduce") as (page, _):
        page.goto((site / "index.html").as_uri())
        assert page.evaluate("document.getAnimations().length") == 0
        expect(page.locator(".moving-picture .on").first).to_have_css("opacity", "1")
        expect(page.locator(".moving-picture .off").first).to_have_css("opacity", "0")
        expect(page.get_by_role("button", name="Play again")).to_be_hidden()


def test_it_is_described_and_without_scripts_has_no_dead_button(
    browser: Browser, site: Path
) -> None:
    described = re.search(r"!\[(.+)\]\(_static/recall\.svg\)", INDEX)[1]
    with watched_page(browser, "file:", java_script_enabled=False) as (page, _):
        page.goto((site / "index.html").as_uri())
        expect(page.get_by_role("img", name=described)).to_be_visible()
        expect(page.get_by_role("button", name="Play again")).to_have_count(0)


# --- what the cover says --------------------------------------------------------------------


def test_it_cites_the_course_as_citation_cff_does(site: Path) -> None:
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    section = parsed(site / "index.html").find(id="cite-copy-teach")
    year = str(cff["date-released"])[:4]
    authors = [
        entry.get("name") or f"{entry['given-names']} {entry['family-names']}"
        for entry in cff["authors"]
    ]
    sentence = section.find("blockquote").get_text(" ", strip=True)
    for words in (*authors, cff["title"], cff["version"], year):
        assert words in sentence
    (entry,) = parse_string(section.find("pre").get_text(), "bibtex").entries.values()
    fields = {name: text.strip("{}") for name, text in entry.fields.items()}
    assert fields == {"title": cff["title"], "version": cff["version"], "year": year}
    assert [str(person).strip("{}") for person in entry.persons["author"]] == authors


def test_its_commands_exist() -> None:
    commands = re.findall(r"python -m hopfield_lessons (\w+)", INDEX)
    assert {"start", "doctor"} <= set(commands)
    for command in commands:
        run = [sys.executable, "-m", "hopfield_lessons", command, "--help"]
        assert subprocess.run(run, cwd=ROOT, capture_output=True).returncode == 0, command


def test_from_plain_files_the_search_quotes_and_links_show_the_source(
    browser: Browser, site: Path
) -> None:
    """As the cover says; if a browser learns more one day, the cover may promise more."""
    with watched_page(browser, "file:") as (page, _):
        page.goto((site / "search.html").as_uri() + "?q=basin")
        expect(page.locator("#search-results li a").first).to_be_visible()
        expect(page.locator("#search-results p.context")).not_to_have_count(0)
        page.goto((site / "notebooks" / lessons()[-1]).with_suffix(".html").as_uri())
        page.get_by_role("link", name=lessons()[-1]).click()
        page.wait_for_url(f"**/_sources/notebooks/{lessons()[-1]}")
