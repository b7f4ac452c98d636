"""For a lecture: large letters, one section a screen, and melodies that can be heard."""

from playwright.sync_api import Page, expect

from tests.book.visit import open_page

MELODIES = "notebooks/00_start_here.html"


def test_the_projector_mode_leads_from_section_to_section_by_keyboard(
    tab: Page, address: str
) -> None:
    open_page(tab, address + MELODIES)
    button = tab.get_by_role("button", name="Projector mode")
    button.focus()
    tab.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(tab.locator(".bd-sidebar-primary")).to_be_hidden()
    before = tab.evaluate("scrollY")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function(f"scrollY > {before}")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(tab.locator(".bd-sidebar-primary")).to_be_visible()


def test_melodies_sound_after_a_click_and_not_before(tab: Page, address: str) -> None:
    tab.add_init_script(
        "window.tones = 0; const start = OscillatorNode.prototype.start;"
        "OscillatorNode.prototype.start = function (at) { tones += 1; start.call(this, at); };"
    )
    open_page(tab, address + MELODIES)
    listen = tab.get_by_role("button", name="Listen: ")
    assert listen.count() >= 3
    assert tab.evaluate("tones") == 0
    listen.first.click()
    assert tab.evaluate("tones") == 8
