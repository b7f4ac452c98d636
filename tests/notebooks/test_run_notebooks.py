"""`make notebooks`: stable files, and none written from a run that failed."""

import asyncio
from pathlib import Path

import nbformat
import pytest
from jupyter_client.channels import zmq
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_notebook
from run_notebooks import WidgetError, execute, run_and_save

from tests.notebooks.sample import code, text


def test_a_second_run_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "lesson.ipynb"
    figure = code("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()")
    explorer = code("import ipywidgets\nipywidgets.IntSlider()", tags=["explorer"])
    nbformat.write(new_notebook(cells=[text("# Lines"), figure, explorer]), path)
    run = run_and_save(path)
    assert len(nbformat.read(path, as_version=4).cells) == 3, "the probe is saved too"
    assert run.seconds > 0
    assert run.kilobytes is None or run.kilobytes > 10_000  # a kernel alone has more
    first = path.read_bytes()
    run_and_save(path)
    assert path.read_bytes() == first
    assert first.endswith(b"}\n")


def test_a_failing_notebook_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "lesson.ipynb"
    nbformat.write(new_notebook(cells=[code("1"), code("1 / 0")]), path)
    before = path.read_bytes()
    with pytest.raises(CellExecutionError, match="division by zero"):
        run_and_save(path)
    assert path.read_bytes() == before


def test_an_error_that_a_widget_caught_counts(tmp_path: Path) -> None:
    source = "import ipywidgets\nwith ipywidgets.Output():\n    1 / 0"
    with pytest.raises(WidgetError, match="ZeroDivisionError inside a widget: division by zero"):
        execute(new_notebook(cells=[code(source)]), folder=tmp_path)


def test_outputs_are_those_of_a_run_without_history(tmp_path: Path) -> None:
    cells = execute(new_notebook(cells=[code("1;"), code("2")]), [code("3")], folder=tmp_path).cells
    assert [cell.outputs[0].data["text/plain"] for cell in cells] == ["1", "2", "3"]
    assert [cell.outputs[0].execution_count for cell in cells] == [1, 2, 3]


def test_the_event_loop_of_windows_is_no_reason_to_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our loop passes for the one of Windows; pyzmq warns of that, and here warnings are errors."""
    monkeypatch.setattr(asyncio, "ProactorEventLoop", asyncio.SelectorEventLoop, raising=False)
    monkeypatch.setattr(zmq.asyncio, "_get_selector", zmq.asyncio._get_selector_windows)
    (cell,) = execute(new_notebook(cells=[code("1 + 1")]), folder=tmp_path).cells
    assert cell.outputs[0].data["text/plain"] == "2"
