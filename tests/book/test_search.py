"""The search box in the sidebar, used as a reader uses it: over http and from a plain folder."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.book.visit import open_page
from tests.browser.chromium import watched_page

BASINS = "05_attractors_and_basins.html"
MIXTURES = "06_spurious_and_mixture_states.html"
START = "notebooks/00_start_here.html"


def search(page: Page, start: str, words: str) -> list[str]:
    """Type into the search box on the page `start`; the addresses found, the best first."""
    open_page(page, start)
    page.get_by_role("button", name="Search").locator("visible=true").first.click()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    expect(page.locator("#search-results")).to_contain_text("Search finished")
    links = page.locator("#search-results li > a")
    return [link.get_attribute("href") or "" for link in links.all()]


@pytest.mark.parametrize(
    ("words", "lesson"),
    [("mixture", MIXTURES), ("basin", BASINS), ("Basins", BASINS), ("spurious states", MIXTURES)],
)
def test_a_lesson_named_after_the_word_comes_first(
    tab: Page, address: str, words: str, lesson: str
) -> None:
    found = search(tab, address + START, words)
    assert found[0].partition("?")[0] == f"notebooks/{lesson}"
    tab.locator("#search-results li > a").first.click()
    expect(tab).to_have_url(re.compile(re.escape(f"{address}notebooks/{lesson}")))


def test_the_glossary_is_found(tab: Page, address: str) -> None:
    assert any("glossary.html" in place for place in search(tab, address, "crosstalk"))


def test_results_have_excerpts_over_http(tab: Page, address: str) -> None:
    search(tab, address, "mixture")
    expect(tab.locator("#search-results li p.context").first).to_contain_text("mixture")
    for excerpt in tab.locator("#search-results li p.context").all_inner_texts():
        assert "On this page" not in excerpt, "the list of contents is no part of the text"


def test_a_plain_folder_finds_the_same_with_excerpts(site: Path, browser: Browser) -> None:
    with watched_page(browser, "file:") as (page, watch):
        found = search(page, (site / START).as_uri(), "basin")
        assert found[0].partition("?")[0] == f"notebooks/{BASINS}"
        expect(page.locator("#search-results p.context mark").first).to_have_text(
            re.compile("basin", re.I)
        )
        watch.assert_clean()


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("0.138", "0.138"),
        ("½", "½|1⁄2"),
        ("α_c", "α_c"),
        ("alpha_c", "α_c|alpha_c"),
        ("first-order", "first-order"),
    ],
)
def test_numbers_and_symbols_are_found_in_their_section_and_quoted_as_one_reads_them(
    tab: Page, address: str, words: str, quoted: str
) -> None:
    tab.goto(f"{address}search.html?q={words}")
    expect(tab.locator("#search-results p.context mark").first).to_have_text(
        re.compile(quoted, re.I)
    )
    for excerpt in tab.locator("#search-results p.context").all_inner_texts():
        assert not re.search(r"\\[a-z]+|\$\$", excerpt), f"raw TeX: {excerpt}"
    assert any("#" in (a.get_attribute("href") or "") for a in tab.locator("li > a").all())


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("spurius", "spurious"), ("temprature", "temperature"), ("mixtrue", "mixture")],
)
def test_a_misspelt_word_is_answered_by_the_nearest(
    tab: Page, address: str, slip: str, meant: str
) -> None:
    tab.goto(f"{address}search.html?q={slip}")
    expect(tab.locator("#search-results")).to_contain_text(f"Did you mean {meant}?")
    tab.get_by_role("link", name=meant, exact=True).click()
    expect(tab.locator("#search-results li > a").first).to_be_visible()


def test_a_search_leaves_drawings_and_styles_as_they_are(site: Path, browser: Browser) -> None:
    with watched_page(browser, "file:", reduced_motion="reduce") as (page, watch):
        page.goto((site / "index.html").as_uri())
        drawing = page.locator("article .moving-picture svg").first.inner_html()
        page.goto((site / "index.html").as_uri() + "?highlight=one%20energy%20heart")
        assert page.evaluate("CSS.highlights.get('sought').size") > 0
        assert page.locator("article .moving-picture svg").first.inner_html() == drawing
        watch.assert_clean()


@pytest.mark.parametrize("name", [START, f"notebooks/{BASINS}", "glossary.html"])
def test_the_search_is_on_the_screen_when_a_page_opens(tab: Page, address: str, name: str) -> None:
    for width in (390, 1440):
        tab.set_viewport_size({"width": width, "height": 800})
        open_page(tab, address + name)
        tab.wait_for_timeout(300)
        button = tab.get_by_role("button", name="Search").locator("visible=true").first
        expect(button).to_be_in_viewport()


def test_a_word_that_nobody_used_is_answered(tab: Page, address: str) -> None:
    open_page(tab, f"{address}search.html?q=zyzzyva")
    expect(tab.locator("#search-results")).to_contain_text("did not match any documents")
