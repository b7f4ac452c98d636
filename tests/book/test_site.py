"""The site as a reader finds it: in order, with its notebooks, by keyboard and on paper."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from hopfield_lessons.commands.classroom import lessons as unrun
from tests.book.contents import LESSONS, lessons
from tests.book.visit import open_page
from tests.browser.chromium import watched_page


def test_the_cover_lists_every_lesson_in_order(tab: Page, address: str) -> None:
    open_page(tab, address)
    links = tab.locator("article table td:nth-child(2) a")
    listed = links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert listed == [f"notebooks/{Path(lesson).stem}.html" for lesson in lessons()]


@pytest.mark.parametrize("lesson", lessons())
def test_every_link_to_its_notebook_offers_it_unrun(lesson: str, site: Path) -> None:
    page = (site / "notebooks" / lesson).with_suffix(".html").read_text(encoding="utf-8")
    link = BeautifulSoup(page, "html.parser").select_one(f"a[href$='_sources/notebooks/{lesson}']")
    assert link, "no link"
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
