"""Explorers on a page: whose picture a position shows, and that a hand moves it without Python."""

import importlib.util
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, expect

from tests.browser.chromium import watched_page

BOOK = Path(__file__).parents[2] / "book"


def extension(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, BOOK / "_ext" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


positions = extension("positions")
explore = extension("explore")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page in a folder, with an explorer of two controls and six positions."""
    where = tmp_path_factory.mktemp("explore")
    temperature = positions.Control("temperature", "T", (0.2, 0.6, 1.2), 1)
    start = positions.Control("start", "start", ("mixture", "pattern 1"), 0)
    made = positions.Explorer("lesson_06.pictures:draw_melting", (temperature, start))
    positions.draw_all(made, where / "frames")
    drawn = json.loads((where / "frames" / "words.json").read_text(encoding="utf-8"))
    html = explore.as_html(made, "frames", drawn)
    css, js = ((BOOK / "_static" / f"explore.{kind}").read_text("utf-8") for kind in ("css", "js"))
    (where / "page.html").write_text(
        f'<!doctype html><meta charset="utf-8"><style>{css}</style>'
        f'<main class="bd-content">{html}</main><script>{js}</script>',
        encoding="utf-8",
    )
    return where


def test_a_position_is_what_the_explorers_function_says_of_it(small: Path) -> None:
    from hopfield_lessons.lessons.lesson_06.pictures import draw_melting

    words = json.loads((small / "frames" / "words.json").read_text(encoding="utf-8"))["words"]
    assert len(words) == len(list((small / "frames").glob("*.webp"))) == 6
    assert words["2-1"] == draw_melting(1.2, "pattern 1").words


@pytest.mark.parametrize("lesson", positions.EXPLORERS)
def test_axes_stay_where_their_own_layout_would_put_them(lesson: str, tmp_path: Path) -> None:
    """The first picture's places serve all others: the last one must look as if drawn alone."""
    explorer = positions.EXPLORERS[lesson]
    ends = tuple(
        replace(control, values=(control.values[0], control.values[-1]), start=0)
        for control in explorer.controls
    )
    last = tuple(replace(control, values=control.values[1:]) for control in ends)
    positions.draw_all(replace(explorer, controls=ends), tmp_path / "both")
    positions.draw_all(replace(explorer, controls=last), tmp_path / "alone")
    name = "-".join("1" for _ in ends)
    kept = Image.open(tmp_path / "both" / f"{name}.webp").convert("RGB")
    own = Image.open(tmp_path / "alone" / f"{name.replace('1', '0')}.webp").convert("RGB")
    assert kept.size == own.size
    assert ImageChops.difference(kept, own).getbbox() is None


def test_controls_move_the_picture_from_a_folder(browser: Browser, small: Path) -> None:
    with watched_page(browser, "file:") as (page, watch):
        page.goto((small / "page.html").as_uri())
        picture, said = page.get_by_role("img"), page.locator("figcaption")
        slider, choice = page.get_by_role("slider", name="T"), page.get_by_role("combobox")
        before = said.text_content()
        slider.press("ArrowRight")
        expect(picture).to_have_attribute("src", "frames/2-0.webp")
        expect(slider).to_have_attribute("aria-valuetext", "1.20")
        expect(said).not_to_have_text(before)
        choice.select_option("pattern 1")
        expect(picture).to_have_attribute("src", "frames/2-1.webp")
        assert picture.evaluate("image => image.naturalWidth / image.clientWidth") >= 2
        for control in (slider, choice):
            assert control.bounding_box()["height"] >= 44
        assert slider.bounding_box()["width"] > picture.bounding_box()["width"] / 2
        watch.assert_clean()


def test_a_picture_that_is_not_there_is_told(browser: Browser, small: Path) -> None:
    with watched_page(browser, "file:") as (page, _):
        page.goto((small / "page.html").as_uri())
        root = page.locator(".hl-explore")
        root.evaluate("root => { root.dataset.frames = 'nowhere' }")
        page.get_by_role("slider").press("ArrowRight")
        expect(page.locator("figcaption")).to_contain_text("could not be loaded")


def test_without_scripts_the_first_picture_stands_without_controls(
    browser: Browser, small: Path
) -> None:
    with watched_page(browser, "file:", java_script_enabled=False) as (page, _):
        page.goto((small / "page.html").as_uri())
        expect(page.get_by_role("img")).to_be_visible()
        expect(page.get_by_role("slider")).to_have_count(0)


@pytest.mark.parametrize("lesson", positions.EXPLORERS)
def test_the_page_starts_where_its_lesson_starts(lesson: str) -> None:
    """The controls are the lesson's: same function, same arguments, same starts."""
    explorer = positions.EXPLORERS[lesson]
    notebook = BOOK.parent / "notebooks" / f"{lesson}.ipynb"
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    (cell,) = (c for c in cells if "explorer" in c["metadata"].get("tags", []))
    source = "".join(cell["source"])
    assert explorer.draw.split(":")[1] in source
    for control in explorer.controls:
        assert f"{control.argument}=" in source
        first = control.values[control.start]
        label = control.label
        starts = (f'slider("{label}", {first},', f'choose("{label}", ')
        assert any(start in source for start in starts), f"{label} doesn't start at {first}"


def test_all_positions_together_stay_few() -> None:
    total = sum(len(list(each.positions())) for each in positions.EXPLORERS.values())
    assert total <= 490, "each costs a sixth of a second of a build, and 25 kB of the site"
