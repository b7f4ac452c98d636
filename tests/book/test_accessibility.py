"""Every page for everybody: audited by axe-core, and walked through with the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.book.audit import Finding, audit
from tests.book.visit import PAGES, open_page
from tests.browser.chromium import watched_page

# Pages that Sphinx adds. One with source code stands for all of those: they differ in nothing else.
ADDED = ["genindex.html", "py-modindex.html", "_modules/hopfield_lessons/fields.html"]
# How a page is looked at; contrast depends on the theme alone, all else on the width alone.
VIEWS = {
    "light": ("light", 1440, {"contrast": True, "others": True}),
    "dark": ("dark", 1440, {"contrast": True, "others": False}),
    "narrow": ("light", 390, {"contrast": False, "others": True}),
}


def assert_nobody_is_shut_out(findings: list[Finding]) -> None:
    """Minor findings are printed at the end of the test run; all others fail here."""
    faults = [finding for finding in findings if finding.certain and finding.impact != "minor"]
    assert not faults, "axe-core found:\n" + "\n".join(map(str, faults))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", PAGES + ADDED)
def test_a_page_passes_the_audit(
    address: str,
    browser: Browser,
    name: str,
    view: str,
    record_property: Callable[[str, object], None],
) -> None:
    theme, width, rules = VIEWS[view]
    options = {"color_scheme": theme, "viewport": {"width": width, "height": 1000}}
    with watched_page(browser, address, reduced_motion="reduce", **options) as (page, watch):
        open_page(page, address + name)
        findings = audit(page, **rules)
        watch.assert_clean()
    record_property("accessibility", (name, [tuple(finding) for finding in findings]))
    assert_nobody_is_shut_out(findings)


# --- planted faults: the audit finds what it should -----------------------------------------


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("picture.removeAttribute('alt')", "image-alt"),
        ("text.style.color = '#999'", "color-contrast"),
        ("text.innerHTML += '<h6>A planted heading</h6>'", "heading-order"),
        ("text.tabIndex = 5", "tabindex"),
    ],
)
def test_a_planted_fault_is_found(tab: Page, address: str, fault: str, words: str) -> None:
    open_page(tab, f"{address}performance.html")
    picture = tab.locator("main img").get_attribute("src")
    tab.evaluate(
        "() => { const [picture, text] = ['img', 'section > p']"
        ".map((part) => document.querySelector(`main ${part}`));"
        f"text.id = 'planted'; {fault}; }}"
    )
    with pytest.raises(AssertionError, match=words) as failure:
        assert_nobody_is_shut_out(audit(tab))
    assert (picture if words == "image-alt" else "planted") in str(failure.value)


# --- the keyboard alone ---------------------------------------------------------------------


def test_the_first_tab_stop_skips_to_the_text(tab: Page, address: str) -> None:
    open_page(tab, f"{address}notation.html")
    tab.keyboard.press("Tab")
    expect(tab.locator(":focus")).to_have_text("Skip to main content")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(f"{address}notation.html#main-content")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_keyboard_reaches_all_and_shows_where_it_is(tab: Page, address: str) -> None:
    open_page(tab, f"{address}notation.html")
    for _ in range(25):
        tab.keyboard.press("Tab")
        style = tab.evaluate("() => ({ ...getComputedStyle(document.activeElement) })")
        rim = style["outlineStyle"] != "none" and style["outlineWidth"] != "0px"
        place = tab.evaluate("document.activeElement.outerHTML.slice(0, 100)")
        assert rim or style["boxShadow"] != "none", (
            f"nothing shows that this has the focus: {place}"
        )
