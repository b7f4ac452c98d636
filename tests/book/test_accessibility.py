"""The audit of every page finds what it should, and the keyboard alone is enough."""

import pytest
from playwright.sync_api import Page, expect

from tests.book.audit import COLOURS, assert_nobody_is_shut_out, audit
from tests.book.visit import open_page

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
    contrast = words in COLOURS
    with pytest.raises(AssertionError, match=words) as failure:
        assert_nobody_is_shut_out(audit(tab, contrast=contrast, others=not contrast))
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
