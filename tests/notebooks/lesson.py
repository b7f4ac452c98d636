"""A lesson as the guards see it: the file as committed, and what a fresh run of it shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from run_notebooks import execute
from status import measured, probe

from tests.notebooks.prose import probes

FOLDER = Path(__file__).parents[2] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
CAPTION = "caption"  # tag of the text below a figure


@dataclass(frozen=True)
class Lesson:
    """`fresh` has the cells of `stored`, run again, and after them a probe for each prose number.

    `folder` is where the lesson's links start from, `seconds` the processor time of the run, and
    `kilobytes` the most memory that it had, or None where the system doesn't tell.
    """

    stored: NotebookNode
    fresh: NotebookNode
    folder: Path
    seconds: float
    kilobytes: int | None

    @property
    def texts(self) -> list[NotebookNode]:
        return [cell for cell in self.stored.cells if cell.cell_type == "markdown"]

    @property
    def codes(self) -> list[NotebookNode]:
        return [cell for cell in self.stored.cells if cell.cell_type == "code"]

    @property
    def pairs(self) -> Iterator[tuple[NotebookNode, NotebookNode]]:
        """Each code cell as stored and as run again."""
        for stored, fresh in zip(self.stored.cells, self.fresh.cells, strict=False):
            if stored.cell_type == "code":
                yield stored, fresh

    @property
    def probes(self) -> list[NotebookNode]:
        return list(self.fresh.cells[len(self.stored.cells) :])


def run(path: Path) -> Lesson:
    """Read the lesson at `path` and run it once, the solutions last.

    Up to them it is what a class gets, whose copies have none. nbval runs it as it stands.
    """
    stored = nbformat.read(path, as_version=4)
    order = sorted(range(len(stored.cells)), key=lambda i: "solution" in tags(stored.cells[i]))
    for_a_class = nbformat.from_dict(stored | {"cells": [stored.cells[i] for i in order]})
    try:
        fresh = execute(for_a_class, [*probes(stored), probe()], folder=path.parent)
    except CellExecutionError as error:
        error.add_note(f"{path.name} ran with its solutions last: no other cell may need one.")
        raise
    used = measured(path, stored, fresh.cells.pop())
    for place, cell in zip(order, list(fresh.cells), strict=False):  # the probes stay at the end
        fresh.cells[place] = cell
    return Lesson(stored, fresh, path.parent, used.seconds, used.kilobytes)


def name(cell: NotebookNode) -> str:
    """What to call a cell in a complaint: its prompt, if it has one, and how it begins."""
    beginning = next((line.strip() for line in cell.source.splitlines() if line.strip()), "")
    quoted = f"“{beginning}”" if len(beginning) <= 50 else f"“{beginning[:49]}…”"
    if cell.cell_type == "code":
        return f"code cell [{cell.execution_count or ' '}] {quoted}"
    return f"the text cell {quoted}"


def tags(cell: NotebookNode) -> list[str]:
    return list(cell.metadata.get("tags", ()))
