"""An explorer follows the hand while it moves, and ends where the hand does."""

import json
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.chromium import watched_page
from tests.browser.lab import Lesson, running_lab

SOURCE = """
from hopfield_lessons.explorers import explore, slider
from hopfield_lessons.lessons.lesson_07.pictures import draw_solution
explore(draw_solution, load=slider("α", 0.1, 0.02, 0.25, 0.005))
"""


def test_the_picture_follows_the_hand_and_the_latest_value_wins(
    browser: Browser, tmp_path: Path
) -> None:
    cell = {"cell_type": "code", "source": SOURCE, "metadata": {"tags": ["explorer"]}}
    cell |= {"execution_count": None, "outputs": []}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "live.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    with running_lab(tmp_path / "notebooks", tmp_path / "lab") as lab:
        origin = (lab.address, lab.address.replace("http", "ws"))
        with watched_page(browser, origin, viewport={"width": 1300, "height": 1200}) as (page, _):
            lesson = Lesson(page, lab, "live.ipynb")
            lesson.run_all(limit=120)
            (explorer,) = lesson.explorers()
            explorer.settled_picture()
            image, (slider,) = explorer.output.locator("img"), explorer.sliders
            assert image.evaluate("image => image.naturalWidth === 2 * image.clientWidth")
            track = slider.handle.locator("xpath=ancestor::*[contains(@class, 'noUi-target')]")
            edges, handle = track.bounding_box(), slider.handle.bounding_box()
            assert edges["width"] > 500

            y = handle["y"] + handle["height"] / 2
            page.mouse.move(handle["x"] + handle["width"] / 2, y)
            page.mouse.down()
            pictures = [image.get_attribute("src")]
            for share in (0.5, 0.7, 0.9):
                page.mouse.move(edges["x"] + share * edges["width"], y)
                expect(image).not_to_have_attribute("src", pictures[-1])  # the hand still holds it
                explorer.settled_picture()
                pictures.append(image.get_attribute("src"))
            for step in range(100):  # faster than any kernel draws
                page.mouse.move(edges["x"] + (0.1 + 0.004 * step) * edges["width"], y)
            explorer.settled_picture()
            page.mouse.up()
            explorer.settled_picture()
            expect(explorer.output).to_contain_text(f"Load {slider.value}")
            lesson.assert_no_errors("after dragging")
