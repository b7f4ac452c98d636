"""Papers, redone: each number is found again at small size, and the page says what was stored."""

from __future__ import annotations

import re
from math import sqrt

import numpy as np
import pybtex.database
import pytest
from scipy.optimize import brentq
from scipy.special import ellipk

from benchmarks.papers import ALL, Redone, page, ties
from benchmarks.papers.__main__ import BOOK, RESULTS, stored, written
from benchmarks.papers.redone import Floats, Measured, code_of, with_helpers
from hopfield_lessons.theory import retrieval_overlap
from tests.project.pages import text

MEASURED = {name: Measured(**numbers) for name, numbers in stored()["measured"].items()}
AGAIN = "python -m benchmarks.papers --tables-only writes it, and without the flag all is run again"


@pytest.mark.no_cover  # other tests reach the same lines, in half the time
@pytest.mark.parametrize("redone", ALL, ids=lambda redone: redone.name)
def test_a_short_run_agrees_with_what_is_stored(redone: Redone) -> None:
    """The first few of the same networks: their mean may be off by the error of so few."""
    long, short = MEASURED[redone.name], redone.run(redone.few)
    allowed = 4 * long.error * sqrt(long.networks / short.networks)
    assert short.mean == pytest.approx(long.mean, abs=allowed + 1e-9)
    assert long.networks == redone.networks


def test_the_page_shows_what_is_stored() -> None:
    assert set(MEASURED) == {redone.name for redone in ALL}, f"{RESULTS.name}: {AGAIN}"
    for path, part in written(stored()).items():
        assert path.read_text(encoding="utf-8") == part, f"{path.name}: {AGAIN}"


def test_every_paper_is_in_the_bibliography() -> None:
    entries = pybtex.database.parse_file(str(BOOK / "references.bib")).entries
    cited = {redone.paper for redone in ALL}
    assert cited == set(page.AUTHORS)
    for key in cited:
        assert (
            re.findall(r"\w+", page.AUTHORS[key])[0].casefold()
            in str(entries[key].persons).casefold()
        )
        assert entries[key].fields["year"] in page.AUTHORS[key]


def test_what_does_not_come_out_is_spoken_of() -> None:
    """A "no" in the table needs a paragraph on the page."""
    failed = [redone for redone in ALL if not redone.comes_out(MEASURED[redone.name])]
    below = text("book/papers.md").partition("## What doesn't come out")[2]
    assert [redone.name for redone in failed if redone.name not in below] == []


def test_numbers_that_formulas_give_are_those_of_the_formulas() -> None:
    """Onsager's energy at T = 2, and the overlap m = tanh(2 m) at T = 0.5."""
    said = {redone.name: redone.said for redone in ALL}
    module = 2 * np.sinh(1) / np.cosh(1) ** 2
    bracket = 1 + 2 / np.pi * (2 * np.tanh(1) ** 2 - 1) * ellipk(module**2)
    assert said["lattice_energy"] == f"−{bracket / np.tanh(1):.4f}"
    assert said["overlap_in_heat"] == f"{brentq(lambda m: m - np.tanh(2 * m), 0.5, 1):.4f}"
    assert said["overlap_below"].startswith(f"{retrieval_overlap(0.12):.3f}")


def test_lines_are_those_of_the_function_and_its_helpers() -> None:
    def helper() -> int:
        """Say nothing.

        Count nothing.
        """

        return 1

    def caller() -> int:
        return helper()

    assert code_of(helper) == "def helper() -> int:\n    return 1"
    assert with_helpers(caller) == [caller]  # what isn't of its file's own level isn't followed
    assert [part.__name__ for part in with_helpers(ties.together)] == ["together", "integers"]


def test_no_run_of_ours_is_decided_by_rounding() -> None:
    for name, run, exact in ties.runners():
        if name.startswith("recall"):
            assert ties.differing(run, exact, runs=20) == 0, name


def test_the_oracle_of_ties_sees_rounding() -> None:
    """The same network with weights divided by N, as one writes it first."""

    def naive(patterns: Floats, state: Floats) -> Floats:
        weights = patterns.T @ patterns / ties.SIZE
        np.fill_diagonal(weights, 0)
        for _ in range(ties.STEPS):
            state = np.where(np.sum(weights * state, axis=1) >= 0, 1, -1)
        return state

    assert ties.differing(naive, ties.together, runs=40) > 0


def test_the_readme_tells_what_was_measured() -> None:
    told = text("README.md").partition("**A tie is a tie.**")[2].partition("* **")[0]
    ours, sheet = (
        count
        for name, count in stored()["ties"].items()
        if name.startswith(("recall, all", "neuro"))
    )
    assert f"of {ties.RUNS} runs" in told
    assert f"{ours} differ from a run in" in told
    assert f"{sheet} differ." in told
    papers = len(page.AUTHORS)
    assert papers == 13
    assert "numbers of thirteen papers" in text("README.md")
