"""Every lesson opens with a moving picture of its own physics, and the cover shows them all."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openings import OPENINGS, draw
from playwright.sync_api import Browser, expect

from tests.book.contents import BOOK, lessons
from tests.browser.chromium import watched_page

FOLDER = BOOK / "_static" / "openings"
REDRAW = "python tools/openings.py --out book/_static/openings"


def test_every_lesson_has_its_picture() -> None:
    missing = [name for name in lessons() if name[:2] not in OPENINGS]
    assert not missing, (
        f"{missing} open without a picture: write a function that returns an Opening in "
        f"tools/openings.py, add it to OPENINGS, and draw it: {REDRAW}"
    )


@pytest.mark.parametrize("number", OPENINGS)
def test_the_committed_picture_is_the_one_that_the_tool_draws_and_small(number: str) -> None:
    committed = (FOLDER / f"{number}.svg").read_text(encoding="utf-8")
    assert committed == draw(OPENINGS[number]()), f"draw the pictures again: {REDRAW}"
    assert len(committed) < 30_000
    assert "http" not in committed.replace("http://www.w3.org/2000/svg", "")


def test_the_cover_shows_them_all_and_a_way_to_start(site: Path) -> None:
    page = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert page.select_one("a.start")["href"] == f"notebooks/{Path(lessons()[0]).stem}.html"
    rows = page.select("#the-lessons tbody tr")
    assert len(rows) == len(lessons())
    for row in rows:
        assert row.select_one("td svg.hl-opening"), f"no picture: {row.get_text(' ', strip=True)}"


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_it_moves_in_the_first_screen_for_less_than_five_seconds(
    browser: Browser, site: Path, size: tuple[int, int]
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with watched_page(browser, "file:", viewport=viewport) as (page, watch):
        for lesson in ("index.ipynb", *(f"notebooks/{name}" for name in lessons())):
            page.goto((site / lesson).with_suffix(".html").as_uri(), wait_until="commit")
            picture = page.locator(".moving-picture svg")
            picture.wait_for()
            ends = picture.evaluate(
                "svg => svg.getAnimations({ subtree: true })"
                ".map((motion) => motion.effect.getComputedTiming().endTime)"
            )
            assert len(ends) > 4, lesson
            assert max(ends) < 5_000
            expect(picture).to_be_in_viewport(ratio=0.9)
            page.get_by_role("button", name="Play again").wait_for()
        watch.assert_clean()


def test_without_motion_it_shows_its_end(browser: Browser, site: Path) -> None:
    with watched_page(browser, "file:", reduced_motion="reduce") as (page, _):
        page.goto((site / "notebooks" / lessons()[3]).with_suffix(".html").as_uri())
        assert page.evaluate("document.getAnimations().length") == 0
        frames = page.locator(".hl-opening .frame")
        assert (
            frames.evaluate_all(
                "all => all.filter((f) => f.checkVisibility({visibilityProperty: true})).length"
            )
            == 1
        )
        expect(frames.last).to_be_visible()
