"""The site as a reader finds it: whole, quiet, folded where it should be, and on its own."""

import functools
import json
import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

import hopfield_lessons
from tests.book.contents import LESSONS, contents, lessons
from tests.browser.chromium import watched_page
from tests.browser.playing import assert_plays

WIDTHS = (390, 820, 1440)
PAGES = [str(Path(source).with_suffix(".html")) for source in contents()] + ["search.html"]


# --- opening a page -------------------------------------------------------------------------


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Don't print every request into the test's output."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site on a free port of this machine."""
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    with watched_page(browser, address) as (page, watch):
        yield page
        watch.assert_clean()


def open_page(page: Page, url: str) -> None:
    """Open `url` and wait until its mathematics is typeset."""
    page.goto(url)
    page.wait_for_function("!document.querySelector('.math') || window.MathJax?.startup?.promise")
    page.evaluate("window.MathJax?.startup?.promise")


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


def test_the_search_box_finds_a_word(tab: Page, address: str) -> None:
    open_page(tab, f"{address}search.html?q=crosstalk")
    expect(tab.locator("#search-results")).to_contain_text("Glossary")


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


# --- links ----------------------------------------------------------------------------------


class Links(HTMLParser):
    """The targets that a page links to or loads, and the ids that others may link to."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids.update(filter(None, (found.get("id"), tag == "a" and found.get("name"))))
        self.targets.extend(filter(None, (found.get("href"), found.get("src"))))


def test_every_public_name_is_documented(site: Path) -> None:
    documented = {place.rpartition(".")[2] for place in Links(site / "api.html").ids}
    missing = set(hopfield_lessons.__all__) - documented
    assert not missing, f"book/api.md leads to no docstring of {sorted(missing)}"


def broken(site: Path, page: Path, target: str, pages: dict[Path, Links]) -> str | None:
    """What is wrong with a link from `page` to `target`, or None."""
    url = urlsplit(target)
    if url.scheme in ("data", "mailto"):
        return None
    if url.scheme or url.netloc:
        if url.scheme != "https":
            return "is not an https address"
        if url.netloc.endswith("doi.org") and not re.fullmatch(r"/10\.\d{4,9}/\S+", url.path):
            return "is not of a DOI's form, https://doi.org/10.1234/…"
        return None
    file = (page.parent / unquote(url.path)).resolve() if url.path else page
    if not file.is_file():
        return "leads nowhere"
    if not file.is_relative_to(site):
        return "leaves the site"
    if url.fragment and file in pages and unquote(url.fragment) not in pages[file].ids:
        return "names a place that its page doesn't have"
    return None


def test_every_link_resolves(site: Path) -> None:
    pages = {path: Links(path) for path in site.rglob("*.html") if "_static" not in path.parts}
    problems = [
        f"{page.relative_to(site)}: {target} {problem}"
        for page, links in pages.items()
        for target in links.targets
        if target != "#" and (problem := broken(site, page, target, pages))
    ]
    assert not problems, "\n".join(problems)
