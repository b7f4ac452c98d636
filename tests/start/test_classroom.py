"""A learner gets lessons that nobody has run, a class none of the solutions, its teacher all.

That the exercises run to their end without them is seen by the guards in tests/notebooks.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from hopfield_lessons.commands.classroom import (
    LEFT_OUT,
    SHOW_ANSWER,
    SHOW_CAPTION,
    exercises,
    lessons,
    solutions,
    with_answers_folded,
    with_solutions_unfolded,
)
from hopfield_lessons.commands.shipped import lesson_files
from tests.notebooks.lesson import tags

LESSONS = lesson_files()
UNRUN = lessons(LESSONS)
EXERCISES = exercises(LESSONS)
SOLUTIONS = solutions(LESSONS)
NOTEBOOKS = [name for name in LESSONS if name.endswith(".ipynb")]

all_lessons = pytest.mark.parametrize("name", NOTEBOOKS)


def read(files: dict[str, bytes], name: str) -> NotebookNode:
    return nbformat.reads(files[name].decode(), as_version=4)


def strings(data: Any) -> Iterator[str]:
    """Every text in a notebook: sources, outputs, metadata and their keys; no pictures."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key != "image/png":
                yield key
                yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


def lines(data: Any) -> set[str]:
    return {line.strip() for text in strings(data) for line in text.splitlines() if line.strip()}


def ends_with_an_answer(name: str) -> list[NotebookNode]:
    """The cells of a lesson that give a solution away, or talk about one that isn't there."""
    given_away = []
    after = False
    for cell in read(LESSONS, name).cells:
        if cell.cell_type == "code" or cell.source.startswith("#"):
            after = "solution" in tags(cell)
        if after:
            given_away.append(cell)
    return given_away


@all_lessons
@pytest.mark.parametrize("made", [UNRUN, EXERCISES], ids=["lessons", "exercises"])
def test_a_learner_reads_no_answer_ahead(made: dict[str, bytes], name: str) -> None:
    """No output and no number of a run: as after *Clear Outputs of All Cells*."""
    nbformat.validate(read(made, name))
    codes = [cell for cell in read(made, name).cells if cell.cell_type == "code"]
    assert codes
    assert [cell for cell in codes if cell.outputs or cell.execution_count is not None] == []


@all_lessons
def test_a_lesson_that_was_not_run_is_the_same_lesson(name: str) -> None:
    for old, new in zip(read(LESSONS, name).cells, read(UNRUN, name).cells, strict=True):
        assert (new.id, new.metadata) == (old.id, old.metadata)
        assert unfolded(new).source == old.source


def unfolded(cell: NotebookNode) -> NotebookNode:
    """A text that answers a guess as the lesson has it, without the fold of a learner's copy."""
    if cell.cell_type == "markdown" and "answer" in tags(cell):
        opened = re.sub(r"\A<details><summary>.*</summary>\n\n", "", cell.source)
        return NotebookNode(cell | {"source": opened.replace("\n\n</details>", "", 1)})
    return cell


@all_lessons
def test_what_answers_a_guess_is_folded_in_a_learners_copy(name: str) -> None:
    """Up to a heading, if one is in it; a caption says what to do first."""
    answers = [c for c in read(UNRUN, name).cells if "answer" in tags(c)]
    texts = [cell for cell in answers if cell.cell_type == "markdown"]
    assert texts
    for cell in texts:
        summary = SHOW_CAPTION if "caption" in tags(cell) else SHOW_ANSWER
        assert cell.source.startswith(f"<details><summary>{summary}</summary>\n\n")
        open_text = cell.source.partition("</details>")[2]
        assert open_text == "" or open_text.startswith("\n\n##")
        assert cell.source.partition("</details>")[0].count("```") % 2 == 0


@pytest.mark.parametrize(
    ("source", "folded"),
    [
        ("Half.", "<details><summary>{}</summary>\n\nHalf.\n\n</details>"),
        (
            "Half,\nor so.\n\n## Why?\n\nSee.",
            "<details><summary>{}</summary>\n\nHalf,\nor so.\n\n</details>\n\n## Why?\n\nSee.",
        ),
        ("### Why?\n\nSee.", "### Why?\n\nSee."),
    ],
)
def test_a_fold_ends_at_a_heading(source: str, folded: str) -> None:
    metadata = {"tags": ["answer"]}
    cell = {"cell_type": "markdown", "source": source.splitlines(keepends=True)}
    (made,) = with_answers_folded([cell | {"metadata": metadata}])
    assert "".join(made["source"]) == folded.format(SHOW_ANSWER)
    assert made["source"] == "".join(made["source"]).splitlines(keepends=True)


def test_only_answers_in_words_are_folded() -> None:
    cells = [
        {"cell_type": "code", "source": ["m"], "metadata": {"tags": ["answer"]}},
        {"cell_type": "markdown", "source": ["Half."], "metadata": {"tags": ["caption"]}},
        {"cell_type": "markdown", "source": ["Half."], "metadata": {}},
    ]
    sources = [cell["source"] for cell in cells]
    assert [cell["source"] for cell in with_answers_folded(cells)] == sources


@all_lessons
def test_nothing_of_a_solution_is_left(name: str) -> None:
    """No line of it that the lesson doesn't show elsewhere too, neither code nor output."""
    whole = json.loads(LESSONS[name])
    solution_cells = [c for c in whole["cells"] if "solution" in c["metadata"].get("tags", ())]
    assert solution_cells
    others = [cell for cell in whole["cells"] if cell not in solution_cells]
    elsewhere = "\n".join(strings(others))
    answers = lines([[cell["source"], cell["outputs"]] for cell in solution_cells])
    secret = [line for line in answers if line not in elsewhere]
    assert secret
    left = "\n".join(strings(json.loads(EXERCISES[name])))
    assert [line for line in secret if line in left] == []
    assert '"solution"' not in EXERCISES[name].decode()


@all_lessons
def test_everything_else_stays_as_it_is(name: str) -> None:
    """Hints, stubs and texts, in order; one line says that the solutions aren't there, as the text
    promises them."""
    gone = [cell.id for cell in ends_with_an_answer(name)]
    expected = [cell for cell in read(UNRUN, name).cells if cell.id not in gone]
    (begin,) = (cell for cell in expected if "## Exercises\n" in cell.source)
    begin.source = begin.source.replace("## Exercises\n", f"## Exercises\n\n{LEFT_OUT}")
    assert read(EXERCISES, name).cells == expected


@all_lessons
def test_solutions_are_the_lesson_with_every_fold_open(name: str) -> None:
    lesson, unfolded = read(LESSONS, name), read(SOLUTIONS, name)
    nbformat.validate(unfolded)
    for old, new in zip(lesson.cells, unfolded.cells, strict=True):
        if "solution" in tags(old):
            assert new.source == old.source
            assert new.outputs == old.outputs
            assert new.metadata == {"tags": ["solution"]}
        else:
            assert new == old


def test_only_the_fold_is_taken_from_a_solutions_settings() -> None:
    cell = {
        "cell_type": "code",
        "metadata": {
            "tags": ["solution", "hide-cell", "x"],
            "jupyter": {"source_hidden": True, "outputs_hidden": True},
        },
    }
    (unfolded,) = with_solutions_unfolded([cell])
    assert unfolded["metadata"] == {"tags": ["solution", "x"]}


def test_data_files_come_along_and_the_bytes_are_always_the_same() -> None:
    data = [name for name in LESSONS if name not in NOTEBOOKS]
    assert data
    for made, make in ((UNRUN, lessons), (EXERCISES, exercises), (SOLUTIONS, solutions)):
        assert list(made) == list(LESSONS)
        assert {name: made[name] for name in data} == {name: LESSONS[name] for name in data}
        assert make(LESSONS) == made


@all_lessons
def test_the_layout_of_a_saved_notebook_is_kept(name: str) -> None:
    """So that a file differs from the lesson only where it says something else."""
    assert nbformat.writes(read(SOLUTIONS, name)).rstrip("\n") + "\n" == SOLUTIONS[name].decode()
    changed = {line.strip() for line in SOLUTIONS[name].splitlines()} - {
        line.strip() for line in LESSONS[name].splitlines()
    }
    assert changed == {b'"solution"'}  # it had a comma after it
