"""Guards of how a lesson is built."""

import ast
import re
from itertools import pairwise

from tests.notebooks.lesson import Lesson, name, tags

LINES_IN_A_CELL = 12
EXERCISES = 3
CELLS_BEFORE_THE_CARD_ENDS = 4
CELLS_OF_THE_ENDING = 4


def cells_are_short(lesson: Lesson) -> list[str]:
    """One idea a cell: at most a dozen lines of code, solutions aside."""
    return [
        f"{name(cell)} has {lines} lines; split it, {LINES_IN_A_CELL} are the most"
        for cell in lesson.codes
        if "solution" not in tags(cell)
        if (lines := sum(1 for line in cell.source.splitlines() if line.strip())) > LINES_IN_A_CELL
    ]


def code_agrees_with_the_package(lesson: Lesson) -> list[str]:
    """What is built in the open is compared with the package's function by an assert."""
    for cell in lesson.codes:
        for statement in ast.walk(ast.parse(cell.source)):
            if isinstance(statement, ast.Assert) and "hl." in ast.unparse(statement.test):
                return []
    return ["no assert compares code of the lesson with a function of the package, hl.…"]


def lesson_is_complete(lesson: Lesson) -> list[str]:
    """A title and a card at the start; a summary, reading with DOIs and a way on at the end."""
    cells, text = lesson.stored.cells, "\n\n".join(cell.source for cell in lesson.texts)
    opening = "\n".join(cell.source for cell in cells[:CELLS_BEFORE_THE_CARD_ENDS]).lower()
    ending = "\n".join(cell.source for cell in cells[-CELLS_OF_THE_ENDING:]).lower()
    reading = _section(text, "reading")
    complaints = []
    if not cells[0].source.startswith("# ") or len(re.findall(r"^# ", text, re.M)) != 1:
        complaints.append("the first cell should begin with the title, '# …', the only one")
    if missing := [word for word in ("able to", "need", "minutes") if word not in opening]:
        complaints.append(f"the card at the start doesn't say: {', '.join(missing)}")
    if not _section(text, "summary"):
        complaints.append("no heading has the word summary")
    if not reading:
        complaints.append("no heading has the word reading")
    elif "doi.org/10." not in reading:
        complaints.append("the reading list links to no DOI")
    if "next" not in ending:
        complaints.append("nothing at the end says what comes next")
    return complaints


def _section(text: str, word: str) -> str:
    """From the heading that has `word` in it to the next heading."""
    found = re.search(rf"^#+ [^\n]*{word}.*?(?=^#+ |\Z)", text, re.I | re.M | re.S)
    return found[0] if found else ""


def exercises_are_complete(lesson: Lesson) -> list[str]:
    """Each exercise has a stub, then hints in a fold, then a folded solution that was run."""
    cells = lesson.stored.cells
    stubs = [i for i, cell in enumerate(cells) if "exercise" in tags(cell)]
    complaints = []
    if len(stubs) < EXERCISES:
        complaints.append(f"{len(stubs)} cells are tagged exercise; at least {EXERCISES} should be")
    for start, end in pairwise([*stubs, len(cells)]):
        stub, after = cells[start], cells[start + 1 : end]
        folds = [c for c in after if "<details>" in c.source and "hint" in c.source.lower()]
        solutions = [c for c in after if "solution" in tags(c)]
        if not folds:
            complaints.append(f"after {name(stub)} there is no <details> with a hint")
        if not solutions:
            complaints.append(f"after {name(stub)} no cell is tagged solution")
        complaints += [
            f"{name(solution)} should be folded: tag hide-cell, metadata jupyter.source_hidden true"
            for solution in solutions
            if "hide-cell" not in tags(solution)
            or solution.metadata.get("jupyter", {}).get("source_hidden") is not True
        ]
    return complaints
