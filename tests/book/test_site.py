"""The site as a reader finds it: whole, quiet, folded where it should be, and on its own."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.book.contents import LESSONS, lessons
from tests.book.visit import PAGES, open_page
from tests.browser.chromium import watched_page
from tests.browser.playing import assert_plays

WIDTHS = (390, 820, 1440)


# --- what must be true of every page --------------------------------------------------------


def assert_typeset(page: Page) -> None:
    state = page.evaluate(
        """() => ({
            untouched: [...document.querySelectorAll('.math')]
                .filter((m) => !m.querySelector('mjx-container')).map((m) => m.textContent),
            broken: [...document.querySelectorAll('mjx-merror')]
                .map((m) => m.getAttribute('data-mjx-error') || m.textContent),
            formulas: document.querySelectorAll('.math').length,
            typeset: document.querySelectorAll('mjx-container').length,
        })"""
    )
    assert not state["untouched"], f"not typeset: {state['untouched']}"
    assert not state["broken"], f"MathJax could not read: {state['broken']}"
    assert state["typeset"] == state["formulas"], f"formulas and typeset formulas differ: {state}"


def assert_fits(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1000})
        too_wide = page.evaluate(
            """() => {
                const room = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= room) return null;
                const style = (e) => getComputedStyle(e);
                const scrolls = (e) => e !== document.body
                    && (style(e).overflowX !== 'visible' || scrolls(e.parentElement));
                const sticksOut = (part) => part.getBoundingClientRect().right > room + 0.1;
                const texts = (e) => [...e.childNodes].filter((child) => child.nodeType === 3)
                    .map((text) => {
                        const range = document.createRange();
                        range.selectNode(text);
                        return range;
                    });
                return [...document.body.querySelectorAll('*')]
                    .filter((e) => style(e).position !== 'fixed')
                    .filter((e) => sticksOut(e) && !scrolls(e.parentElement)
                        || texts(e).some(sticksOut) && !scrolls(e))
                    .map((e) => e.outerHTML.slice(0, 120)).slice(0, 3);
            }"""
        )
        assert too_wide is None, (
            f"at {width} pixels the page scrolls sideways because of {too_wide}"
        )
        cut_off = page.evaluate(
            """() => [...document.querySelectorAll('div.math')]
                .filter((box) => {
                    const left = (e) => e.getBoundingClientRect().left;
                    const hidden = getComputedStyle(box).overflowX === 'hidden';
                    const wide = box.scrollWidth > box.clientWidth + 1;
                    return left(box.querySelector('mjx-container')) < left(box) - 1
                        || (wide && hidden);
                })
                .map((box) => box.textContent.trim().slice(0, 80))"""
        )
        assert not cut_off, f"at {width} pixels these formulas are cut off: {cut_off}"


def assert_reads_well(page: Page) -> None:
    prose = page.evaluate(
        """() => {
            const main = document.querySelector('main').cloneNode(true);
            main.querySelectorAll('pre, code, script, style, .math').forEach((e) => e.remove());
            return main.textContent;
        }"""
    )
    assert "<!--" not in prose, "a comment that only the tests should read is visible"
    assert "$$" not in prose, "a formula between $$ and $$ was taken for text"
    silent = page.locator("main img:not([alt]), main img[alt='']").evaluate_all(
        "images => images.map((i) => i.outerHTML.slice(0, 100))"
    )
    assert not silent, f"pictures without alternative text (metadata mystnb.image.alt): {silent}"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole(address: str, browser: Browser, name: str, theme: str) -> None:
    with watched_page(browser, address, color_scheme=theme) as (page, watch):
        open_page(page, address + name)
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        assert_typeset(page)
        assert_fits(page)
        assert_reads_well(page)
        watch.assert_clean()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_works_from_a_plain_folder(site: Path, browser: Browser, name: str) -> None:
    with watched_page(browser, "file:") as (page, watch):
        open_page(page, (site / name).as_uri())
        assert_typeset(page)
        for player in page.locator(".hl-player").all():
            assert_plays(player)
        watch.assert_clean()


# --- lessons --------------------------------------------------------------------------------


def test_the_cover_lists_every_lesson_in_order(tab: Page, address: str) -> None:
    open_page(tab, address)
    links = tab.locator("article table td:nth-child(2) a")
    listed = links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert listed == [f"notebooks/{Path(lesson).stem}.html" for lesson in lessons()]


def tagged(lesson: str, tag: str) -> int:
    """How many cells of the lesson carry the tag."""
    cells = json.loads((LESSONS / lesson).read_text(encoding="utf-8"))["cells"]
    return sum(tag in cell["metadata"].get("tags", []) for cell in cells)


@pytest.mark.parametrize("lesson", lessons())
def test_solutions_are_folded_and_open_by_keyboard(tab: Page, address: str, lesson: str) -> None:
    open_page(tab, f"{address}notebooks/{Path(lesson).stem}.html")
    solutions = tab.locator(".cell.tag_solution")
    expect(solutions).to_have_count(tagged(lesson, "solution"))
    for solution in solutions.all():
        code, summary = solution.locator("pre").first, solution.locator("summary").first
        expect(code).to_be_hidden()
        expect(summary).to_have_text(re.compile("Show the solution"))
        summary.focus()
        tab.keyboard.press("Enter")
        expect(code).to_be_visible()


@pytest.mark.parametrize("lesson", lessons())
def test_every_explorer_has_a_player_that_plays(tab: Page, address: str, lesson: str) -> None:
    open_page(tab, f"{address}notebooks/{Path(lesson).stem}.html")
    players = tab.locator(".hl-player").all()
    explorers = tagged(lesson, "explorer")
    assert len(players) >= explorers, f"{explorers} explorers, but only {len(players)} players"
    for player in players:
        assert_plays(player)


@pytest.mark.parametrize("lesson", lessons())
def test_a_lesson_can_be_downloaded_as_it_is(
    tab: Page, address: str, lesson: str, site: Path
) -> None:
    open_page(tab, f"{address}notebooks/{Path(lesson).stem}.html")
    link = tab.locator(f"a[href$='_sources/notebooks/{lesson}']")
    expect(link.first).to_be_attached()
    offered = site / "_sources/notebooks" / lesson
    assert offered.read_bytes() == (LESSONS / lesson).read_bytes(), "not the committed notebook"
