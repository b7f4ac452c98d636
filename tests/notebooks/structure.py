"""Guards of how a lesson is built."""

import ast
import re
from importlib import import_module
from itertools import pairwise

from cards import time_line
from minutes import is_caption, minutes
from nbformat import NotebookNode

from hopfield_lessons.exercises.check import checks_of
from tests.notebooks.lesson import Lesson, name, tags

LINES_IN_A_CELL = 12
WORDS_BEFORE_THE_EXERCISES = 2700
EXERCISES = range(3, 7)
HINTS = 2
CELLS_OF_THE_ENDING = 4
FIRST_LINE = "# A solution: open it when you have tried."
FOLDED = {"outputs_hidden": True, "source_hidden": True}


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
    ending = "\n".join(cell.source for cell in cells[-CELLS_OF_THE_ENDING:])
    reading = _section(text, "reading")
    complaints = []
    if not cells[0].source.startswith("# ") or len(re.findall(r"^# ", text, re.M)) != 1:
        complaints.append("the first cell should begin with the title, '# …', the only one")
    complaints += [
        f"the card in the first cell has no line such as “> {line}”"
        for pattern, line in _CARD.items()
        if not re.search(pattern, cells[0].source, re.M)
    ]
    if not re.search(r"^## Exercises$", text, re.M):
        complaints.append("no heading is “## Exercises”, where copies for a class say what is gone")
    if not _section(text, "summary"):
        complaints.append("no heading has the word summary")
    if not reading:
        complaints.append("no heading has the word reading")
    elif "doi.org/10." not in reading:
        complaints.append("the reading list links to no DOI")
    if "next" not in ending.lower():
        complaints.append("nothing at the end says what comes next: **Next:** …")
    return complaints


_CARD = {
    r"^> \*\*You will be able to\*\* .": "**You will be able to** say …, compute …, and …",
    r"^> \*\*You need\*\* .": "**You need** [lesson 02](02_….ipynb) and …",
    r"^> \*\*Time:\*\* about \d+ minutes to read and run, \d+ for the exercises.*\.$": (
        "**Time:** about 60 minutes to read and run, 45 for the exercises."
    ),
}


def minutes_are_counted(lesson: Lesson) -> list[str]:
    """The card says how long it takes to read the lesson and to do its exercises."""
    counted = time_line(*minutes(lesson.stored.cells))
    if counted in lesson.stored.cells[0].source:
        return []
    return [f"the card should say “> {counted}”: .venv/bin/python tools/write_tables.py counts"]


def lesson_is_told_as_all_are(lesson: Lesson) -> list[str]:
    """One visible seed, guesses before answers, a common mistake, an explorer; not too long."""
    text = "\n\n".join(cell.source for cell in lesson.texts)
    seeds = [
        cell for cell in lesson.codes for _ in re.findall(r"\b(?:default_rng|seed)\(", cell.source)
    ]
    words = _words(lesson)
    complaints = []
    seeded = [cell for cell in seeds if re.search(r"default_rng\(\d+\)", cell.source)]
    if not seeded == seeds == lesson.codes[:1]:
        complaints.append(
            "the first code cell, and no other, should make the one source of chance, with a "
            "seed: rng = np.random.default_rng(1)"
        )
    complaints += [
        f"no text begins with {lead}: {purpose}"
        for lead, purpose in _LEADS.items()
        if lead not in text
    ]
    if not any("explorer" in tags(cell) for cell in lesson.codes):
        complaints.append("no cell is tagged explorer: one slider moves one idea")
    if words > WORDS_BEFORE_THE_EXERCISES:
        complaints.append(
            f"{words} words before the exercises; {WORDS_BEFORE_THE_EXERCISES} are the most"
        )
    return complaints


_LEADS = {
    "**Predict.**": "ask for a guess before the figure that answers it",
    "> **Common mistake.**": "say what people get wrong, in a quoted paragraph",
}


def _words(lesson: Lesson) -> int:
    """Those of the text before the heading “Exercises”; a formula counts as one.

    Captions, what is folded, and exercises that stand in the text don't count.
    """
    texts = [cell.source for cell in lesson.texts if not is_caption(cell)]
    text = "\f\n\n".join(texts).partition("\n## Exercises")[0]
    text = re.sub(r"^### Exercise[^\f]*|<details>.*?</details>", "", text, flags=re.M | re.S)
    text = re.sub(r"\$\$.*?\$\$|\$[^$]*\$|<!--.*?-->|`[^`]*`", " formula ", text, flags=re.S)
    return len(re.findall(r"[^\W\d][\w'’-]*", text))


def _section(text: str, word: str) -> str:
    """From the heading that has `word` in it to the next heading."""
    found = re.search(rf"^#+ [^\n]*{word}.*?(?=^#+ |\Z)", text, re.I | re.M | re.S)
    return found[0] if found else ""


def exercises_are_complete(lesson: Lesson) -> list[str]:
    """Each exercise has a stub, then hints in a fold, then a folded solution that was run."""
    stubs = _exercises(lesson)
    complaints = []
    if len(stubs) not in EXERCISES:
        complaints.append(
            f"{len(stubs)} cells are tagged exercise; "
            f"{EXERCISES.start} to {EXERCISES.stop - 1} should be"
        )
    for stub, after in stubs:
        hints = [
            fold
            for cell in after
            for fold in re.findall(r"<details>.*?</summary>", cell.source, re.S)
            if "hint" in fold.lower()
        ]
        solutions = [cell for cell in after if "solution" in tags(cell)]
        if len(hints) < HINTS:
            complaints.append(
                f"after {name(stub)} there should be {HINTS} hints, but there are {len(hints)} "
                "such as <details><summary>Hint 1</summary> … </details>"
            )
        if not solutions:
            complaints.append(f"after {name(stub)} no cell is tagged solution")
        complaints += [
            complaint for solution in solutions for complaint in _solution_shows_nothing(solution)
        ]
    return complaints


def _solution_shows_nothing(solution: NotebookNode) -> list[str]:
    """Folded, JupyterLab still shows the first line of a cell: it is a comment, always the same."""
    complaints = []
    if "hide-cell" not in tags(solution) or solution.metadata.get("jupyter") != FOLDED:
        complaints.append(
            f"{name(solution)} should be folded: tag hide-cell, metadata jupyter {FOLDED}"
        )
    if solution.source.splitlines()[0] != FIRST_LINE:
        complaints.append(f"{name(solution)} should begin with the line {FIRST_LINE}")
    return complaints


def exercises_are_checked(lesson: Lesson) -> list[str]:
    """Each stub asks a check of the lesson's module, which is tested on learners' answers."""
    code = "\n".join(cell.source for cell in lesson.codes)
    found = re.search(
        r"from hopfield_lessons\.lessons\.(lesson_\d\d) import checks as check\b", code
    )
    if found is None:
        return ["no cell says: from hopfield_lessons.lessons.lesson_… import checks as check"]
    try:
        known = checks_of(import_module(f"hopfield_lessons.lessons.{found[1]}.checks"))
    except ModuleNotFoundError:
        return [f"hopfield_lessons/lessons/{found[1]}/checks.py doesn't exist"]
    path = lesson.folder.parent / "tests" / "exercises" / f"test_{found[1]}.py"
    tests = path.read_text(encoding="utf-8") if path.exists() else ""
    complaints = []
    for stub, _ in _exercises(lesson):
        asked = re.findall(r"^check\.(\w+)\(", stub.source, re.M)
        if not set(asked) & set(known):
            complaints.append(
                f"{name(stub)} doesn't end by asking a check of {found[1]}, check.…(…); "
                f"there are {', '.join(known)}"
            )
        complaints += [
            f"tests/exercises/{path.name} doesn't try check.{one} on wrong answers"
            for one in asked
            if not re.search(rf"\bcheck\.{one}\b", tests)
        ]
    return complaints


def exercises_are_answered(lesson: Lesson) -> list[str]:
    """An untouched stub is told "not yet", and a solution "correct"."""
    complaints = []
    for stub, after in _exercises(lesson):
        solutions = [cell for cell in after if "solution" in tags(cell)]
        for cells, mark, what in (([stub], "○", "Not yet."), (solutions, "✓", "Correct.")):
            said = "\n".join(map(_said, cells)).strip()
            if cells and f"{mark} {what}" not in said:
                complaints.append(
                    f"{name(cells[0])} should be told “{mark} {what}” by its check, "
                    + (f"but is told: {said}" if said else "but doesn't show what that says")
                )
    return complaints


def exercises_need_no_solution(lesson: Lesson) -> list[str]:
    """A class, whose copies have no solutions, sees what the file shows."""
    return [
        f"{name(stored)} says something else where no solution was run before it: {said}"
        for stored, fresh in lesson.pairs
        if not {"solution", "explorer"} & set(tags(stored))
        if (said := _said(fresh)) != _said(stored)
    ]


def _said(cell: NotebookNode) -> str:
    return "\n".join(
        output.get("text") or output.get("data", {}).get("text/plain", "")
        for output in cell.get("outputs", ())
    )


def _exercises(lesson: Lesson) -> list[tuple[NotebookNode, list[NotebookNode]]]:
    """Each stub, and the cells from there to the next one."""
    cells = lesson.stored.cells
    stubs = [i for i, cell in enumerate(cells) if "exercise" in tags(cell)]
    return [(cells[a], cells[a + 1 : b]) for a, b in pairwise([*stubs, len(cells)])]
