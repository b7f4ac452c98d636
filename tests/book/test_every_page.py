"""Every page of the site, opened once: whole, quiet, and for everybody, in light, dark and narrow.

A page's tests share one visit, in this order, because opening it takes as long as most of them. It
is opened from its plain folder, where more can go wrong than over http, as the other files open it.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.book.audit import assert_nobody_is_shut_out, audit
from tests.book.contents import LESSONS, lessons
from tests.book.visit import PAGES, assert_typeset, open_page, uncover
from tests.browser.chromium import Watch, watched_page
from tests.browser.playing import assert_plays
from tests.notebooks.guesses import GUESS

# Pages that Sphinx adds. One with source code stands for all of those: they differ in nothing else.
ADDED = ["genindex.html", "py-modindex.html", "_modules/hopfield_lessons/fields.html"]
WIDTHS = (390, 820, 1440)
# How a page is audited; contrast depends on the theme alone, all else on the width alone.
VIEWS = {
    "light": ("light", 1440, {"contrast": True, "others": True}),
    "dark": ("dark", 1440, {"contrast": True, "others": False}),
    "narrow": ("light", 390, {"contrast": False, "others": True}),
}


@pytest.fixture(scope="module", params=PAGES + ADDED)
def visit(
    site: Path, browser: Browser, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, Watch]]:
    """The page in a browser that prefers light, until all of its tests are through."""
    options = {"color_scheme": "light", "reduced_motion": "reduce"}
    with watched_page(browser, "file:", **options) as (page, watch):
        open_page(page, (site / request.param).as_uri(), covers=True)
        yield page, watch


# --- as it opens ----------------------------------------------------------------------------


def tagged(page: Page, tag: str) -> int:
    """How many cells of the lesson carry the tag; none do on the other pages."""
    lesson = Path(page.url).with_suffix(".ipynb").name
    if lesson not in lessons():
        return 0
    cells = json.loads((LESSONS / lesson).read_text(encoding="utf-8"))["cells"]
    return sum(tag in cell["metadata"].get("tags", []) for cell in cells)


def guesses(page: Page) -> int:
    """How many guesses the lesson asks for."""
    lesson = LESSONS / Path(page.url).with_suffix(".ipynb").name
    return lesson.read_text(encoding="utf-8").count(GUESS) if lesson.exists() else 0


def test_every_guess_has_its_cover(visit: tuple[Page, Watch]) -> None:
    """Below it at once, down when the page is read first, and over one section at most."""
    page, _ = visit
    covers = page.locator("details.answer")
    expect(covers).to_have_count(guesses(page))
    expect(page.locator("p.predict + details.answer:not([open])")).to_have_count(guesses(page))
    expect(covers.locator("section")).to_have_count(0)
    expect(covers.locator("summary:visible")).to_have_count(guesses(page))


def test_solutions_are_folded_and_open_by_keyboard(visit: tuple[Page, Watch]) -> None:
    page, _ = visit
    solutions = page.locator(".cell.tag_solution")
    expect(solutions).to_have_count(tagged(page, "solution"))
    for solution in solutions.all():
        code, summary = solution.locator("pre").first, solution.locator("summary").first
        expect(code).to_be_hidden()
        expect(summary).to_have_text(re.compile("Show the solution"))
        summary.focus()
        page.keyboard.press("Enter")
        expect(code).to_be_visible()


def test_its_films_play(visit: tuple[Page, Watch]) -> None:
    page, watch = visit
    uncover(page)
    players = page.locator(".hl-player").all()
    assert len(players) >= tagged(page, "explorer"), (
        f"an explorer without a player: {len(players)} players"
    )
    for player in players:
        assert_plays(player)
    watch.assert_clean()


# --- whole ----------------------------------------------------------------------------------


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
    printed = page.locator("article pre").filter(has_text=re.compile(r"^[○✗◐✓] .*\s*$"))
    answers = page.locator("article .hl-answer, article .hl-answer *").or_(printed)
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
    silent = page.locator(
        "main img:not([alt]), main img[alt=''], main svg.hl-figure:not([aria-label]), "
        "main svg.hl-figure[aria-label='']"
    ).evaluate_all("images => images.map((i) => i.outerHTML.slice(0, 100))")
    assert not silent, f"pictures without alternative text (metadata mystnb.image.alt): {silent}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_whole(visit: tuple[Page, Watch], theme: str) -> None:
    page, watch = visit
    uncover(page)
    page.emulate_media(color_scheme=theme)
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    assert_typeset(page)
    assert_fits(page)
    assert_reads_well(page)
    watch.assert_clean()


# --- for everybody --------------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
def test_it_passes_the_audit(
    visit: tuple[Page, Watch],
    view: str,
    record_property: Callable[[str, object], None],
    request: pytest.FixtureRequest,
) -> None:
    page, watch = visit
    theme, width, rules = VIEWS[view]
    page.set_viewport_size({"width": width, "height": 1000})
    page.emulate_media(color_scheme=theme)
    findings = audit(page, **rules)
    watch.assert_clean()
    name = request.node.callspec.params["visit"]
    record_property("accessibility", (name, [tuple(finding) for finding in findings]))
    assert_nobody_is_shut_out(findings)
