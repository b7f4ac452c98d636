"""Run notebooks and save what they show: python tools/run_notebooks.py NOTEBOOK...

A file is written only if all of its notebook ran, and a second run changes no text in it.
With --table FILE, what the runs measured goes into FILE, if every notebook ran.
"""

import argparse
import hashlib
import os
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from queue import Empty
from typing import Any

import matplotlib
import matplotlib.font_manager  # builds the font cache now: its notice must not land in a lesson
import nbformat
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from status import Run, measured, probe, table
from traitlets import Type

SECONDS_A_CELL = 120
SECONDS_TO_START = 180
SECONDS_A_SLICE = 0.25

KERNELSPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}
LANGUAGE = {  # without the last three, an export as a script would be a .txt
    "name": "python",
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "nbconvert_exporter": "python",
}
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"


class WidgetError(Exception):
    """An error that a widget caught and showed, so that its cell seemed to succeed."""


class PatientChannel(AsyncZMQSocketChannel):
    """Waits for a message in short slices.

    While nbclient waits for the reply to a cell, it answers Output widgets on the same socket. That
    can swallow the wake-up for the reply, which then lies there unseen: without slices, one run in
    eight of a notebook with an Output widget waits for ever.
    """

    async def get_msg(  # type: ignore[override]
        self, timeout: float | None = None
    ) -> dict[str, Any]:
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        while True:
            left = end - time.monotonic()
            try:
                return await super().get_msg(max(0.0, min(SECONDS_A_SLICE, left)))
            except Empty:
                if left <= SECONDS_A_SLICE:
                    raise


class PatientClient(AsyncKernelClient):
    shell_channel_class = Type(PatientChannel)


class PatientManager(AsyncKernelManager):
    client_factory = Type(PatientClient)


class Runner(NotebookClient):
    """Runs cells as nbval does, without history, so that both see the same text outputs."""

    async def async_execute_cell(
        self,
        cell: NotebookNode,
        cell_index: int,
        execution_count: int | None = None,
        store_history: bool = False,  # noqa: ARG002  the caller's wish doesn't count
    ) -> NotebookNode:
        return await super().async_execute_cell(cell, cell_index, execution_count, False)


def neutral_environment(scratch: Path) -> dict[str, str]:
    """Settings that keep a person's own configuration, and the number of cores, out of a run."""
    return {
        "OPENBLAS_NUM_THREADS": "1",  # the order of a large sum, so its last bit, depends on them
        "IPYTHONDIR": str(scratch / "ipython"),
        "MATPLOTLIBRC": str(Path(matplotlib.get_data_path(), "matplotlibrc")),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }


def execute(
    notebook: NotebookNode, extra_cells: Iterable[NotebookNode] = (), *, folder: Path
) -> NotebookNode:
    """Run a copy of `notebook` in `folder` with `extra_cells` at its end; return it, tidied."""
    fresh = nbformat.from_dict(notebook | {"cells": [*notebook.cells, *extra_cells]})
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        # On Windows. What pyzmq does about it, it does well; the policy it names is on its way out.
        warnings.filterwarnings("ignore", "Proactor event loop", RuntimeWarning)
        Runner(
            fresh,
            kernel_manager_class=PatientManager,
            kernel_name=KERNELSPEC["name"],
            timeout=SECONDS_A_CELL,
            startup_timeout=SECONDS_TO_START,
            record_timing=False,
            coalesce_streams=True,  # else the clock decides into how many pieces a print falls
            resources={"metadata": {"path": str(folder)}},
            extra_arguments=["--log-level=ERROR"],
        ).execute(env=os.environ | neutral_environment(Path(scratch)))
    for widget in fresh.metadata.get("widgets", {}).get(WIDGET_STATE, {}).get("state", {}).values():
        for output in widget["state"].get("outputs", ()):
            if output["output_type"] == "error":
                raise WidgetError(f"{output['ename']} inside a widget: {output['evalue']}")
    return tidied(fresh)


def tidied(notebook: NotebookNode) -> NotebookNode:
    """A copy with nothing in it that changes from run to run or from machine to machine."""
    notebook = nbformat.from_dict(notebook)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata.pop("widgets", None)  # an explorer without its kernel would only mislead
    notebook.metadata.update(kernelspec=KERNELSPEC, language_info=LANGUAGE)
    seen: Counter[str] = Counter()
    for cell in notebook.cells:
        # An id that follows from the source: new text, new id; everywhere else the file stays.
        digest = hashlib.sha256(cell.source.encode()).hexdigest()[:8]
        seen[digest] += 1
        cell.id = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        for passing in ("execution", "trusted", "scrolled", "collapsed"):
            cell.metadata.pop(passing, None)
        if alt := cell.metadata.get("mystnb", {}).get("image", {}).get("alt"):
            cell.metadata.alt = alt  # where nbconvert looks for it
        if cell.cell_type == "code":
            if "explorer" in cell.metadata.get("tags", ()):
                cell.outputs = []
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = cell.execution_count
    return notebook


def run_and_save(path: Path) -> Run:
    """Run the notebook at `path` and write it back; return what was measured."""
    fresh = execute(nbformat.read(path, as_version=4), [probe()], folder=path.parent)
    answered = fresh.cells.pop()
    path.write_text(nbformat.writes(fresh).rstrip("\n") + "\n", encoding="utf-8")
    return measured(path, fresh, answered)


def main() -> int:
    parser = argparse.ArgumentParser(description="Run notebooks and save what they show.")
    parser.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write what was measured here")
    arguments = parser.parse_args()
    runs, failed = [], 0
    for path in arguments.notebooks:
        start = time.monotonic()
        try:
            runs.append(run_and_save(path))
        except (CellExecutionError, CellTimeoutError, DeadKernelError, WidgetError) as error:
            print(f"{path}: not saved, because a cell failed.\n{error}", file=sys.stderr)
            failed += 1
        else:
            print(f"{path}: run and saved in {time.monotonic() - start:.1f} s")
    if arguments.table and not failed:
        arguments.table.write_text(table(runs, date.today()), encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main())
