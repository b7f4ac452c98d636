"""What answers a guess waits under a cover, which one click lifts for good."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.book.audit import assert_nobody_is_shut_out, audit
from tests.book.visit import open_page
from tests.browser.chromium import watched_page

LESSON = "notebooks/03_energy_and_the_half.html"
ANSWER = "That is where the ½ comes from"  # in words, below the first cover of that lesson


def covers(page: Page) -> Locator:
    return page.locator("details.answer")


def answer(page: Page) -> Locator:
    return page.locator("article strong", has_text=ANSWER)


def test_one_click_lifts_it_and_the_browser_remembers(tab: Page, address: str) -> None:
    open_page(tab, address + LESSON, covers=True)
    expect(answer(tab)).to_be_hidden()
    covers(tab).first.locator("summary").click()
    expect(answer(tab)).to_be_visible()
    open_page(tab, address + LESSON, covers=True)
    expect(answer(tab)).to_be_visible()
    expect(tab.locator("details.answer:not([open])")).to_have_count(2)
    covers(tab).first.locator("summary").click()
    expect(answer(tab)).to_be_hidden()
    open_page(tab, address + LESSON, covers=True)
    expect(answer(tab)).to_be_hidden()


def test_it_is_lifted_by_keyboard(tab: Page, address: str) -> None:
    open_page(tab, address + LESSON, covers=True)
    covers(tab).first.locator("summary").focus()
    tab.keyboard.press("Enter")
    expect(answer(tab)).to_be_visible()


def test_without_scripts_nothing_is_covered(address: str, browser: Browser) -> None:
    """Answers in words alone fold themselves, and unfold without scripts."""
    with watched_page(browser, address, java_script_enabled=False) as (page, _):
        page.goto(address + LESSON)
        expect(answer(page)).to_be_visible()


def test_where_nothing_can_be_remembered_it_works_all_the_same(
    address: str, browser: Browser
) -> None:
    """As where a browser blocks all storage."""
    with watched_page(browser, address) as (page, watch):
        page.add_init_script(
            """for (const name of ["getItem", "setItem", "removeItem"])
                Storage.prototype[name] = (key) => {
                    if (key.startsWith("answer-")) throw new Error("no storage");
                };"""
        )
        open_page(page, address + LESSON, covers=True)
        expect(answer(page)).to_be_hidden()
        covers(page).first.locator("summary").click()
        expect(answer(page)).to_be_visible()
        watch.assert_clean()


@pytest.mark.parametrize("way", ["#equation-3-2", "?highlight=twice"])
def test_a_link_or_a_search_into_it_lifts_it(tab: Page, address: str, way: str) -> None:
    open_page(tab, address + LESSON + way, covers=True)
    expect(answer(tab)).to_be_visible()


def test_a_link_within_the_page_lifts_it(tab: Page, address: str) -> None:
    open_page(tab, address + LESSON, covers=True)
    expect(answer(tab)).to_be_hidden()
    tab.evaluate("location.hash = 'equation-3-2'")
    expect(answer(tab)).to_be_in_viewport()


def test_paper_has_no_covers(tab: Page, address: str) -> None:
    open_page(tab, address + LESSON, covers=True)
    tab.emulate_media(media="print")
    expect(answer(tab)).to_be_visible()
    expect(tab.locator("details.answer:not([open])")).to_have_count(0)
    tab.emulate_media(media="screen")
    expect(answer(tab)).to_be_hidden()


@pytest.mark.parametrize(("theme", "width"), [("light", 390), ("dark", 1440)])
def test_a_covered_page_shuts_nobody_out(
    address: str, browser: Browser, theme: str, width: int
) -> None:
    """Contrast depends on the theme alone, all else on the width alone."""
    options = {"color_scheme": theme, "viewport": {"width": width, "height": 1000}}
    with watched_page(browser, address, **options) as (page, _):
        open_page(page, address + LESSON, covers=True)
        assert_nobody_is_shut_out(audit(page, unfold=False))


def test_the_cover_says_what_it_does(tab: Page, address: str) -> None:
    open_page(tab, address + LESSON, covers=True)
    lids = covers(tab).locator("summary").all_inner_texts()
    assert all(re.fullmatch("My guess is made: show me", lid.strip()) for lid in lids)
