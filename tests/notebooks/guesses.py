"""Guards of a guess: asked for before its answer is on the screen."""

from itertools import groupby, pairwise

from nbformat import NotebookNode

from tests.notebooks.lesson import CAPTION, Lesson, name, tags

GUESS = "**Predict.**"
ANSWER = "answer"  # cells below the cover that the site puts over them
FOLD = "<details><summary>My guess is made: show me</summary>"


def guesses_come_first(lesson: Lesson) -> list[str]:
    """A guess ends its cell, and what answers it is covered, on the site and in JupyterLab.

    There a cell that wasn't run hides its output, but a text stands open, unless it folds itself.
    """
    complaints = []
    for cell, following in pairwise(lesson.stored.cells):
        if asks(cell):
            if ANSWER in tags(cell):
                complaints.append(f"{name(cell)} asks for a guess below the cover of another one")
            if not cell.source.split("\n\n")[-1].startswith(GUESS):
                complaints.append(f"{name(cell)} goes on after its guess: begin a new cell there")
            if not (covered(following) or following.source.startswith(FOLD)):
                complaints.append(
                    f"{name(following)} answers a guess: let it be code, tagged {ANSWER}, as all "
                    f"cells to the words that say what came out; or a text that begins with {FOLD}"
                )
        elif ANSWER in tags(following) and ANSWER not in tags(cell):
            complaints.append(f"{name(following)} is tagged {ANSWER}, but no guess stands above it")
    return complaints


def answers_have_words(lesson: Lesson) -> list[str]:
    """The cover reaches to the words that say what came out, so that they don't stand below it."""
    runs = groupby(lesson.stored.cells, lambda cell: ANSWER in tags(cell))
    return [
        f"{name(cells[0])} begins an answer without words: tag the text {ANSWER}, too"
        for is_answer, run in runs
        if is_answer
        for cells in [list(run)]
        if all(cell.cell_type == "code" or CAPTION in tags(cell) for cell in cells)
    ]


def asks(cell: NotebookNode) -> bool:
    return cell.cell_type == "markdown" and GUESS in cell.source


def covered(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and ANSWER in tags(cell)
