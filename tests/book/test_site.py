"""The site as a reader finds it: whole, quiet, folded where it should be, and on its own."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hopfield_lessons.commands.classroom import lessons as unrun
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
        assert_answers_wrap(page, width)
        assert_no_line_is_torn(page, width)
        assert_no_cell_is_lost(page, width)


def assert_answers_wrap(page: Page, width: int) -> None:
    """What a check says on one line is read without scrolling."""
    answers = page.locator("article pre").filter(has_text=re.compile(r"^[○✗◐✓] .*\s*$"))
    assert answers.count() or "/notebooks/" not in page.url, "no check of this lesson answers"
    out_of_sight = answers.evaluate_all(
        """answers => answers.filter((answer) => answer.scrollWidth > answer.clientWidth)
            .map((answer) => answer.textContent)"""
    )
    assert not out_of_sight, f"at {width} pixels these answers run out of sight: {out_of_sight}"


def assert_no_line_is_torn(page: Page, width: int) -> None:
    """No line ends between a formula and the bracket or comma that touches it."""
    torn = page.evaluate(
        """() => {
            const place = (text, at) => {
                const range = document.createRange();
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                return range.getBoundingClientRect();
            };
            return [...document.querySelectorAll('article span.math')].filter((formula) => {
                const box = formula.getBoundingClientRect();
                const [before, after] = [formula.previousSibling, formula.nextSibling];
                const opens = /[(\\[“]$/.test(before?.data);
                const closes = /^[)\\].,:;?!”]/.test(after?.data);
                return opens && place(before, before.length - 1).left > box.left
                    || closes && place(after, 0).left < box.left;
            }).map((formula) => formula.parentElement.textContent.trim().slice(0, 100));
        }"""
    )
    assert not torn, f"at {width} pixels a line ends beside these formulas: {torn}"


def assert_no_cell_is_lost(page: Page, width: int) -> None:
    """A table that is rearranged for a phone keeps what it says."""
    lost = page.locator("article td").evaluate_all(
        """cells => cells.filter((cell) => cell.textContent.trim() && !cell.checkVisibility()
            && !cell.closest('details:not([open])')).map((cell) => cell.textContent.trim())"""
    )
    assert not lost, f"at {width} pixels these cells are hidden: {lost}"


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
def test_every_link_to_its_notebook_offers_it_unrun(
    tab: Page, address: str, lesson: str, site: Path
) -> None:
    open_page(tab, f"{address}notebooks/{Path(lesson).stem}.html")
    link = tab.locator(f"a[href$='_sources/notebooks/{lesson}']")
    expect(link.first).to_be_attached()
    offered = site / "_sources/notebooks" / lesson
    assert offered.read_bytes() == unrun({lesson: (LESSONS / lesson).read_bytes()})[lesson]


def test_only_formulas_on_lines_of_their_own_are_tab_stops(tab: Page, address: str) -> None:
    open_page(tab, f"{address}notebooks/03_energy_and_the_half.html")
    in_the_text = tab.locator("span.math mjx-container")
    assert in_the_text.count() > 50
    expect(in_the_text.and_(tab.locator("[tabindex]"))).to_have_count(0)
    on_their_own = tab.locator("div.math mjx-container")
    expect(on_their_own.and_(tab.locator("[tabindex='0']"))).to_have_count(on_their_own.count())


def test_a_page_prints_dark_on_light_with_nothing_cut_off(address: str, browser: Browser) -> None:
    paper = {"width": 700, "height": 1000}
    with watched_page(browser, address, color_scheme="dark", viewport=paper) as (page, watch):
        open_page(page, f"{address}notebooks/03_energy_and_the_half.html")
        page.emulate_media(media="print")
        expect(page.locator("html")).to_have_attribute("data-theme", "light")
        expect(page.locator("h1:visible")).to_have_count(1)
        expect(page.locator("article button:visible")).to_have_count(0)
        cut_off = page.locator("article pre:visible").evaluate_all(
            "all => all.filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.textContent)"
        )
        assert not cut_off, f"the paper ends before these lines do: {cut_off}"
        page.emulate_media(media="screen")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        watch.assert_clean()
