"""The page "Your own data": its examples print and draw what it shows."""

import io
from contextlib import redirect_stdout

import pytest
import run_page
from nbformat.v4 import new_markdown_cell, new_notebook, new_output

from tests.book.contents import BOOK
from tests.notebooks import prose
from tests.notebooks.pictures import difference

PAGE = BOOK / "your_own_data.md"
RENEW = "then run: .venv/bin/python tools/run_page.py book/your_own_data.md"


@pytest.fixture(scope="module")
def session() -> run_page.Run:
    return run_page.run(PAGE)


def test_the_examples_print_what_the_page_shows(session: run_page.Run) -> None:
    assert not session.complaints, session.complaints


def test_the_figures_are_those_of_the_examples(session: run_page.Run) -> None:
    files = run_page.pictures(PAGE)
    assert len(files) == len(session.figures) > 0
    for file, fresh in zip(files, session.figures, strict=True):
        assert not (words := difference(file.read_bytes(), fresh)), f"{file.name}: {words}; {RENEW}"


def test_no_figure_is_left_over() -> None:
    kept = set(BOOK.glob(f"_static/{PAGE.stem}*.png"))
    assert kept == set(run_page.pictures(PAGE))


def test_its_numbers_are_checked_as_those_of_a_lesson(session: run_page.Run) -> None:
    page = new_markdown_cell(PAGE.read_text(encoding="utf-8"))
    probes = prose.probes(new_notebook(cells=[page]))
    for probe in probes:
        with redirect_stdout(io.StringIO()) as printed:
            exec(probe.source, dict(session.names))
        probe.outputs = [new_output("stream", text=printed.getvalue())]
    assert prose.disagreements([page], probes) == []
