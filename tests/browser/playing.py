"""What a player must do wherever it stands: in JupyterLab, on the site, in a plain file."""

from playwright.sync_api import Locator, expect


def assert_plays(player: Locator) -> None:
    """Step once, then go to the end; the picture, the label and the slider follow."""
    picture, label = player.get_by_role("img"), player.locator("figcaption")
    slider = player.get_by_role("slider", name="Frame")
    expect(slider).to_have_value("0")
    first = picture.get_attribute("src") or ""
    player.get_by_role("button", name="Next frame").click()
    expect(slider).to_have_value("1")
    expect(picture).not_to_have_attribute("src", first)
    expect(label).not_to_be_empty()
    player.get_by_role("button", name="Last frame").click()
    expect(slider).to_have_value(slider.get_attribute("max") or "")
