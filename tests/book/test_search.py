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
NO_EXCERPTS = "These pages were opened from a folder"


def search(page: Page, start: str, words: str) -> list[str]:
    """Type into the search box on the page `start`; the addresses found, the best first."""
    open_page(page, start)
    page.get_by_role("button", name="Search").locator("visible=true").first.click()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    expect(page.locator("#search-results")).to_contain_text("Search finished")
    if start.startswith("http"):  # excerpts come later; whoever goes on would break off their way
        bare = "#search-results li:not(.kind-object):not(:has(p.context))"
        expect(page.locator(bare)).to_have_count(0)
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
    assert found[:1] == [f"notebooks/{lesson}"]
    tab.locator("#search-results li > a").first.click()
    expect(tab).to_have_url(re.compile(re.escape(f"{address}notebooks/{lesson}")))


def test_the_glossary_is_found(tab: Page, address: str) -> None:
    assert any("glossary.html" in place for place in search(tab, address, "crosstalk"))


def test_results_have_excerpts_over_http(tab: Page, address: str) -> None:
    search(tab, address, "mixture")
    expect(tab.locator("#search-results li p.context").first).to_contain_text("mixture")
    for excerpt in tab.locator("#search-results li p.context").all_inner_texts():
        assert "On this page" not in excerpt, "the list of contents is no part of the text"
    expect(tab.get_by_text(NO_EXCERPTS)).to_have_count(0)


def test_a_plain_folder_finds_the_same_and_says_what_is_missing(
    site: Path, browser: Browser
) -> None:
    with watched_page(browser, "file:") as (page, watch):
        found = search(page, (site / START).as_uri(), "basin")
        assert found[:1] == [f"notebooks/{BASINS}"]
        expect(page.get_by_text(NO_EXCERPTS)).to_be_visible()
        watch.assert_clean()


def test_a_word_that_nobody_used_is_answered(tab: Page, address: str) -> None:
    open_page(tab, f"{address}search.html?q=zyzzyva")
    expect(tab.locator("#search-results")).to_contain_text("did not match any documents")
