"""The lessons as each gets them: learners unrun, a class without solutions, its teacher with them.

The committed lessons hold what they print and draw, because the site shows it. A learner is asked
for a guess before each figure; so their copies hold no outputs, what the texts say to them waits
in a fold, and nothing can be read ahead.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

Cell = dict[str, Any]

BEGIN = "## Exercises\n"  # in every lesson; what follows may promise solutions
FOLD = "<details><summary>{}</summary>\n\n{}\n\n</details>\n\n"
SHOW_ANSWER = "My guess is made: show me"  # as on the site
SHOW_CAPTION = "Caption of the figure: run the cell first"
LEFT_OUT = "*This copy is for a class: the solutions that the text mentions are left out.*\n"


def lessons(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The lessons as if nobody had run them yet; the data files stay."""
    return _edited(files, lambda cells: with_answers_folded(without_outputs(cells)))


def exercises(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same without any solution; hints stay."""
    return _edited(lessons(files), without_solutions)


def solutions(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The lessons, whole, with every solution unfolded where it stands."""
    return _edited(files, with_solutions_unfolded)


def _edited(
    files: Mapping[str, bytes], edit: Callable[[list[Cell]], list[Cell]]
) -> dict[str, bytes]:
    return {
        name: _rewritten(content, edit) if name.endswith(".ipynb") else content
        for name, content in files.items()
    }


def _rewritten(content: bytes, edit: Callable[[list[Cell]], list[Cell]]) -> bytes:
    """The notebook with its cells edited, in the layout in which notebooks are saved."""
    notebook = json.loads(content)
    notebook["cells"] = edit(notebook["cells"])
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def without_outputs(cells: list[Cell]) -> list[Cell]:
    """Take away what each cell printed and drew, and the number of its run."""
    for cell in cells:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return cells


def with_answers_folded(cells: list[Cell]) -> list[Cell]:
    """Fold each text that answers a guess, up to a heading in it: it doesn't wait for a run."""
    for cell in cells:
        if cell["cell_type"] == "markdown" and "answer" in _tags(cell):
            text = "".join(cell["source"])
            answer, rest = re.split(r"(?m)^(?=##+ )|\Z", text, maxsplit=1)
            summary = SHOW_CAPTION if "caption" in _tags(cell) else SHOW_ANSWER
            fold = FOLD.format(summary, answer.strip()) if answer.strip() else ""
            cell["source"] = (fold + rest).rstrip().splitlines(keepends=True)
    return cells


def without_solutions(cells: list[Cell]) -> list[Cell]:
    """Leave out each solution, and the remarks on it that follow before the next heading."""
    kept = []
    after_a_solution = False
    for cell in cells:
        if "solution" in _tags(cell):
            after_a_solution = True
        elif cell["cell_type"] == "code" or "".join(cell["source"]).startswith("#"):
            after_a_solution = False
        if not after_a_solution:
            kept.append(cell)
    return _saying_so(kept)


def _saying_so(cells: list[Cell]) -> list[Cell]:
    """Where the exercises begin, a line that takes back what is said about solutions."""
    for cell in cells:
        if cell["cell_type"] == "markdown" and BEGIN in cell["source"]:
            place = cell["source"].index(BEGIN) + 1
            cell["source"][place:place] = ["\n", LEFT_OUT]
    return cells


def with_solutions_unfolded(cells: list[Cell]) -> list[Cell]:
    """Take away what folds a solution in JupyterLab and on a page of the site."""
    for cell in cells:
        if "solution" in _tags(cell):
            cell["metadata"]["tags"] = [tag for tag in _tags(cell) if tag != "hide-cell"]
            cell["metadata"].pop("jupyter", None)
    return cells


def _tags(cell: Cell) -> list[str]:
    return list(cell["metadata"].get("tags", ()))
