"""How long a lesson takes, counted from what there is to read, to run and to solve.

CONTRIBUTING says the same in words, and how the rates were chosen.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

Cell = dict[str, Any]

WORD = 1 / 180  # minutes for one of each; prose is studied here, a novel goes by at 240 words
LINE_OF_CODE = 1 / 10  # run, and compared with the text
FORMULA_IN_A_LINE = 1 / 12
FORMULA = 1.5  # on a line of its own
FIGURE = 0.5
FILM = 1.0
EXPLORER = 3.0
GUESS = 1.0
STEP = 5  # no card is more exact than that
CHAPTER = 2  # the level of a heading "## …", which ends an optional part or begins one

TASK = re.compile(
    r"Exercise .*?(\d+) minutes\)$"
)  # a heading that says how long its exercise takes


class Minutes(NamedTuple):
    """What a lesson's card says of its length."""

    reading: int
    exercises: int
    optional_reading: int = 0
    optional_exercises: int = 0


def minutes(cells: Sequence[Cell]) -> Minutes:
    """The minutes of a notebook: to read and run it, and to do its exercises.

    What stands below the heading of an exercise belongs to it, hints and solution included, and
    isn't counted again. The list of further reading isn't counted either. Sections whose heading
    begins with "Optional:" are counted apart.

    Examples
    --------
    >>> text = "word " * 1800 + "\\n### Exercise 1: try (easy, 5 minutes)\\nDo it."
    >>> minutes([{"cell_type": "markdown", "source": text}])
    Minutes(reading=10, exercises=5, optional_reading=0, optional_exercises=0)
    >>> text += "\\n## Optional: more\\n" + "word " * 900
    >>> text += "\\n### Exercise 2: on (hard, 15 minutes)"
    >>> time = minutes([{"cell_type": "markdown", "source": text}])
    >>> time.reading, time.optional_reading, time.optional_exercises
    (10, 5, 15)
    """
    reading, exercises = [0.0, 0.0], [0, 0]  # of the lesson, of what is optional
    heading, half = "", 0
    for cell in (cell for cell in cells if not is_caption(cell)):
        for level, opening, part in sections(cell):
            heading = opening or heading
            half = int(opening.startswith("Optional:")) if level == CHAPTER else half
            if task := TASK.match(heading):
                exercises[half] += int(task[1]) if opening else 0
            elif heading != "Further reading":
                reading[half] += of_text(part) if cell["cell_type"] == "markdown" else of_code(cell)
    (core, more), (tasks, more_tasks) = map(rounded, reading), map(rounded, exercises)
    return Minutes(core, tasks, more, more_tasks)


def sections(cell: Cell) -> Iterator[tuple[int, str, str]]:
    """The parts of a cell, each with the heading that opens it, and the level of that.

    The first part may have none: then the level is 0.
    """
    source = "".join(cell["source"])
    if cell["cell_type"] != "markdown":
        yield 0, "", source
        return
    for part in re.split(r"^(?=#+ )", source, flags=re.MULTILINE):
        opening = re.match(r"(#+) (.+)", part)
        yield (len(opening[1]), opening[2], part) if opening else (0, "", part)


def is_caption(cell: Cell) -> bool:
    """Whether a text belongs to a figure: the half minute that this takes is for both."""
    return "caption" in cell.get("metadata", {}).get("tags", ())


def of_text(text: str) -> float:
    """The minutes of some Markdown; comments are for the tests, names of code for the eye."""
    text = re.sub(r"<!--.*?-->|`[^`]*`", " ", text, flags=re.DOTALL)
    text, formulas = re.subn(r"\$\$.*?\$\$", " ", text, flags=re.DOTALL)
    text, in_lines = re.subn(r"\$[^$]*\$", " ", text)
    words = len(re.findall(r"[^\W\d][\w'’-]*", text))
    guesses = text.count("**Predict.**")
    return words * WORD + formulas * FORMULA + in_lines * FORMULA_IN_A_LINE + guesses * GUESS


def of_code(cell: Cell) -> float:
    """The minutes of a cell of code, and of what it shows."""
    lines = sum(1 for line in "".join(cell["source"]).splitlines() if line.strip())
    shown = [data for output in cell["outputs"] if (data := output.get("data"))]
    figures = sum("image/png" in data for data in shown)
    films = sum("hl-player" in "".join(data.get("text/html", "")) for data in shown)
    explorers = "explorer" in cell["metadata"].get("tags", ())
    return lines * LINE_OF_CODE + figures * FIGURE + films * FILM + explorers * EXPLORER


def rounded(measured: float) -> int:
    return STEP * round(measured / STEP)
