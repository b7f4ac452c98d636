"""What a run of the lessons measured, as a table for the site's status page."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

# What a figure, a number or a slider in a lesson depends on.
PACKAGES = ("numpy", "matplotlib", "ipywidgets", "tqdm", "ipykernel", "nbclient")

# Processor time, because it hardly depends on what else the machine is doing. Linux keeps the
# largest memory that a process ever had; elsewhere there is no such file.
_PROBE = """\
import time
from pathlib import Path
seconds, status = time.process_time(), Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
print(seconds, *(line.split()[1] for line in lines if line.startswith("VmHWM")))"""


@dataclass(frozen=True)
class Run:
    """One run of a lesson.

    Attributes
    ----------
    path : Path
        The notebook.
    lesson : NotebookNode
        What is in it.
    seconds : float
        Processor time of its kernel, from start to end.
    kilobytes : int or None
        The largest memory of its kernel; None where the system doesn't tell.
    """

    path: Path
    lesson: NotebookNode
    seconds: float
    kilobytes: int | None


def probe() -> NotebookNode:
    """A last cell, which prints what its kernel has used."""
    cell: NotebookNode = new_code_cell(_PROBE)
    return cell


def measured(path: Path, lesson: NotebookNode, answered: NotebookNode) -> Run:
    """The run of a lesson, as its `probe` has answered."""
    seconds, *memory = "".join(output.text for output in answered.outputs).split()
    return Run(path, lesson, float(seconds), int(memory[0]) if memory else None)


def table(runs: Iterable[Run], today: date) -> str:
    """The runs as Markdown, with where and with what they were measured."""
    head = ("| no. | lesson | seconds | memory, MB |", "| --- | --- | --: | --: |")
    rows = sorted(runs, key=lambda run: run.path)
    return "\n".join([f"Measured {conditions(today)}.", "", *head, *map(_row, rows), ""])


def conditions(today: date) -> str:
    """The day, the machine, and the versions."""
    machine = f"{platform.system()} with {os.cpu_count()} cores"
    used = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"on {today}, {machine}, Python {platform.python_version()}, {used}"


def _row(run: Run) -> str:
    title = run.lesson.cells[0].source.splitlines()[0].removeprefix("# ")
    memory = "–" if run.kilobytes is None else f"{run.kilobytes / 1000:.0f}"
    link = f"[{title}](notebooks/{run.path.name})"
    return f"| {run.path.name[:2]} | {link} | {run.seconds:.1f} | {memory} |"
