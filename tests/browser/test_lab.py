"""The lessons in JupyterLab, in a real browser: run them, and move everything that moves."""

import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from hopfield_lessons.commands.classroom import lessons
from tests.browser.chromium import Watch, watched_page
from tests.browser.lab import Explorer, Lab, Lesson, running_lab
from tests.browser.playing import assert_plays
from tests.notebooks.structure import FIRST_LINE

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
RUN_ALL_LIMIT = 600.0  # seconds; a guard in tests/notebooks says what a lesson may take


def tags(cell: dict[str, Any]) -> list[str]:
    return cell["metadata"].get("tags", [])


def has_explorer(notebook: Path) -> bool:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return any("explorer" in tags(cell) for cell in cells)


LESSONS = [path.name for path in sorted(NOTEBOOKS.glob("*.ipynb")) if has_explorer(path)]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running_lab(NOTEBOOKS, tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture(scope="module")
def window(browser: Browser, lab: Lab) -> Iterator[tuple[Page, Watch]]:
    """JupyterLab, which may talk to its own server only; started once, as lessons come and go."""
    origin = (lab.address, lab.address.replace("http", "ws"))
    with watched_page(browser, origin, viewport={"width": 1300, "height": 1200}) as window:
        yield window


# --- the server -----------------------------------------------------------------------------


def status(lab: Lab, path: str) -> int:
    """The server's first answer, redirections not followed."""
    with closing(HTTPConnection(urlsplit(lab.address).netloc, timeout=60)) as connection:
        connection.request("GET", urlsplit(lab.address).path + path)
        return connection.getresponse().status


def test_the_server_opens_with_its_token_only(lab: Lab) -> None:
    assert urlsplit(lab.address).hostname == "127.0.0.1", "reachable from other machines"
    assert status(lab, f"lab?token={lab.token}") == 200
    assert status(lab, "lab") == 302, "without a token JupyterLab must ask for it"
    assert status(lab, "api/contents") == 403, "without a token the files must be closed"
    assert status(lab, "api/contents?token=guess") == 403, "a wrong token must not open the files"


# --- the lessons ----------------------------------------------------------------------------


def try_slider(explorer: Explorer, index: int) -> None:
    """Both ends, one step and a drag: the picture must follow, and the slider come back."""
    slider = explorer.sliders[index]
    start, place = slider.value, slider.place
    pictures = explorer.pictures_after(lambda: slider.press("Home"), lambda: slider.press("End"))
    assert len(set(pictures)) > 1, f"the slider {slider.name!r} changes nothing from end to end"
    slider.drag(-60)
    slider.put_back(start, place)
    explorer.settled_picture()


def try_dropdown(explorer: Explorer, index: int) -> None:
    dropdown = explorer.dropdowns[index]
    options = range(dropdown.locator("option").count())
    choices = [lambda i=i: dropdown.select_option(index=i) for i in options]
    pictures = explorer.pictures_after(*choices)
    assert len(set(pictures)) > 1, f"dropdown number {index + 1} changes nothing"


@contextmanager
def unrun(window: tuple[Page, Watch], lab: Lab, notebook: str) -> Iterator[Lesson]:
    """The notebook in JupyterLab, as it is opened."""
    page, watch = window
    with closing(Lesson(page, lab, notebook)) as lesson:
        yield lesson
    watch.assert_clean()


@contextmanager
def opened(window: tuple[Page, Watch], lab: Lab, notebook: str) -> Iterator[Lesson]:
    """The same after Run All."""
    with unrun(window, lab, notebook) as lesson:
        seconds = lesson.run_all(limit=RUN_ALL_LIMIT)
        print(f"{notebook}: Run All took {seconds:.1f} s")
        yield lesson


@pytest.mark.parametrize("notebook", LESSONS)
def test_run_all_then_move_everything(lab: Lab, window: tuple[Page, Watch], notebook: str) -> None:
    with opened(window, lab, notebook) as lesson:
        lesson.assert_no_errors("after Run All")
        for explorer in lesson.explorers():
            for index, slider in enumerate(explorer.sliders):
                try_slider(explorer, index)
                lesson.assert_no_errors(f"after moving the slider {slider.name!r}")
            for index in range(len(explorer.dropdowns)):
                try_dropdown(explorer, index)
                lesson.assert_no_errors(f"after choosing in dropdown number {index + 1}")
            for button in explorer.buttons:
                button.click()
                lesson.wait_idle()
                name = button.inner_text() or button.get_attribute("title")
                lesson.assert_no_errors(f"after pressing the button {name!r}")
        for player in lesson.players():
            assert_plays(player)


# --- what a learner meets first -------------------------------------------------------------

FIRST = "00_start_here.ipynb"


@pytest.mark.parametrize("is_a_copy", [True, False], ids=["copy", "committed"])
def test_a_folded_solution_shows_its_comment_and_nothing_else(
    lab: Lab, window: tuple[Page, Watch], is_a_copy: bool
) -> None:
    """In a learner's copy, and in a committed lesson, which has outputs."""
    notebook = FIRST
    if is_a_copy:
        notebook = "copy.ipynb"
        made = lessons({notebook: (NOTEBOOKS / FIRST).read_bytes()})
        (lab.root / notebook).write_bytes(made[notebook])
    with unrun(window, lab, notebook) as lesson:
        cells = lesson.page.locator(".jp-Notebook .jp-Cell")
        solutions = [i for i, c in enumerate(lesson.cells) if "solution" in tags(c)]
        for solution in map(cells.nth, solutions):
            solution.scroll_into_view_if_needed()
            expect(solution).to_contain_text(FIRST_LINE)
            shown = solution.locator(".jp-InputArea-editor, .jp-OutputArea-output")
            expect(shown.locator("visible=true")).to_have_count(0)
        assert solutions


def test_no_news_and_a_quiet_terminal(lab: Lab, window: tuple[Page, Watch]) -> None:
    """With a lesson open and its kernel running, nothing was said but where JupyterLab listens."""
    with unrun(window, lab, FIRST) as lesson:
        lesson.page.wait_for_timeout(3000)  # the pop-up would come within them
        expect(lesson.page.locator(".Toastify__toast")).to_have_count(0)
    said = lab.log.read_text(encoding="utf-8")
    assert re.findall(r"^\[[DIWE] .*|.*WARNING.*", said, re.MULTILINE) == []


# --- would these tests notice? --------------------------------------------------------------

DEAD_SLIDER = """
import base64
import ipywidgets as widgets
dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
picture = widgets.Image(value=base64.b64decode(dot))
dead = widgets.IntSlider(description="dead", max=3)
widgets.VBox([dead, picture])
"""

FAILING_SLIDER = """
failing = widgets.IntSlider(description="failing", max=3)
failing.observe(lambda change: 1 / 0, "value")
widgets.VBox([failing, picture])
"""


def code_cell(source: str, *tags: str) -> dict[str, object]:
    metadata = {"tags": list(tags)}
    empty = {"execution_count": None, "outputs": []}
    return {"cell_type": "code", "source": source, "metadata": metadata, **empty}


def test_a_dead_slider_and_a_hidden_error_are_noticed(lab: Lab, window: tuple[Page, Watch]) -> None:
    cells = [code_cell(DEAD_SLIDER, "explorer"), code_cell(FAILING_SLIDER, "explorer")]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}
    (lab.root / "planted.ipynb").write_text(json.dumps(notebook), encoding="utf-8")

    with opened(window, lab, "planted.ipynb") as lesson:
        lesson.assert_no_errors("after Run All")
        dead, failing = lesson.explorers()
        with pytest.raises(AssertionError, match="the slider 'dead' changes nothing"):
            try_slider(dead, 0)
        failing.sliders[0].press("End")
        failing.settled_picture()
        with pytest.raises(AssertionError, match="division by zero"):
            lesson.assert_no_errors("after moving the slider")
