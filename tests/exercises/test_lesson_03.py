"""The checks of lesson 03: right answers in other words, and wrong ones as learners write them."""

import ast
from functools import cache
from itertools import combinations
from typing import Any

import nbformat
import numpy as np
import pytest

import hopfield_lessons as hl
from hopfield_lessons.lessons.lesson_03 import checks as check
from tests.notebooks.lesson import FOLDER

# ------------------------------------------------------------------- as learners write


def pair_by_pair(weights: Any, state: Any) -> float:
    total = 0.0
    for i, j in combinations(range(len(state)), 2):
        total -= weights[i, j] * state[i] * state[j]
    return total


def two_energies(weights: Any, state: Any, k: Any) -> float:
    after = state.copy()
    after[k] = -after[k]
    return pair_by_pair(weights, after) - pair_by_pair(weights, state)


def without_the_unit_itself(weights: Any, state: Any, k: Any) -> float:
    h = sum(weights[k, j] * state[j] for j in range(len(state)) if j != k)
    return h * (state[k] - (-state[k]))


def through_pairs_of_patterns(overlaps: Any, size: Any) -> float:
    return (len(overlaps) - size * sum(m * m for m in overlaps)) / 2


def unit_by_unit(weights: Any, threshold: Any) -> list[float]:
    return [sum(row) / 2 - t for row, t in zip(weights, threshold, strict=True)]


def half_of_the_table(weights: Any, state: Any) -> Any:
    table = weights * np.outer(state, state)
    return -(table.sum() - np.trace(table)) / 2


def energy_without_diagonal(weights: Any, state: Any) -> Any:
    w = np.array(weights)
    np.fill_diagonal(w, 0)
    return [-0.5 * state @ w @ state]


def change_of_a_cleared_row(weights: Any, state: Any, k: Any) -> Any:
    row = weights[k].copy()
    row[k] = 0
    return np.dot(row, state) * 2 * state[k]


def overlaps_one_by_one(overlaps: Any, size: Any) -> float:
    energy = 0.0
    for m in overlaps:
        energy -= size * m**2 / 2 - 1 / 2
    return energy


def overlaps_as_a_product(m: Any, size: Any) -> Any:
    return -size / 2 * (m @ m - np.size(m) / size)


def field_of_all_up(v: Any, theta: Any) -> Any:
    """Half of the field where all units are at 1, and half of that where none is."""
    return ((v @ np.ones(len(v)) - theta) + (0 - theta)) / 2


def field_by_einsum(v: Any, theta: Any) -> Any:
    return np.einsum("ij->i", v / 2) - theta


RIGHT = [
    (check.energy, pair_by_pair),
    (check.energy, half_of_the_table),
    (check.energy, energy_without_diagonal),
    (check.energy_change, two_energies),
    (check.energy_change, without_the_unit_itself),
    (check.energy_change, hl.energy_change),
    (check.energy_change, change_of_a_cleared_row),
    (check.energy_from_overlaps, through_pairs_of_patterns),
    (check.energy_from_overlaps, overlaps_one_by_one),
    (check.energy_from_overlaps, overlaps_as_a_product),
    (check.external_field, unit_by_unit),
    (check.external_field, field_of_all_up),
    (check.external_field, field_by_einsum),
]


def with_half_over_each_pair_once(weights: Any, state: Any) -> float:
    return pair_by_pair(weights, state) / 2


def in_place(weights: Any, state: Any, k: Any) -> float:
    before = pair_by_pair(weights, state)
    state[k] *= -1
    return pair_by_pair(weights, state) - before


WRONG = [
    (check.energy, lambda w, s: -np.sum(np.triu(w, 1) * np.outer(s, s)) * 2, "two times"),
    (check.energy, with_half_over_each_pair_once, "no ½ belongs"),
    (check.energy, lambda w, s: -pair_by_pair(w, s), "happiness"),
    (check.energy, hl.energy, "hl.energy keeps it too"),
    (check.energy, lambda w, s: pair_by_pair(w, s) / len(s), "per unit"),
    (check.energy, lambda w, s: -0.5 * (s @ w @ s + np.trace(w)), "the wrong sign"),
    (check.energy, lambda w, s: -np.triu(w * np.outer(s, s)).sum(), "i ≤ j"),
    (check.energy, lambda w, s: -np.triu(w, 1).sum(), "state is missing"),
    (check.energy, lambda w, s: pair_by_pair(w, s) + 1, "should be"),
    (check.energy_change, lambda w, s, k: s[k] * (w[k] @ s), "stray ½"),
    (check.energy_change, lambda w, s, k: 4 * s[k] * (w[k] @ s), "without its ½"),
    (check.energy_change, lambda w, s, k: -two_energies(w, s, k), "turned round"),
    (check.energy_change, lambda w, s, k: 2 * s[k] * (w[k] @ s), "subtract 2 w_kk"),
    (check.energy_change, lambda w, s, k: -2 * abs(two_energies(w, s, k)) / 2, "downhill"),
    (check.energy_change, in_place, "changes its argument"),
    (check.energy_change, lambda w, s, k: 2 * s[k] * (w[k] @ s) - w[k, k], "bracket"),
    (check.energy_change, lambda w, s, k: 2 * (w[k] @ s - w[k, k] * s[k]), "spin is missing"),
    (check.energy_change, lambda w, s, k: w[k] @ s, "This is the field"),
    (check.energy_change, lambda w, s, k: two_energies(w, s, 0), "Right in"),
    (check.energy_from_overlaps, lambda m, n: -n / 2 * (m @ m), "load"),
    (check.energy_from_overlaps, lambda m, n: -n * (m @ m - len(m) / n), "twice"),
    (check.energy_from_overlaps, lambda m, n: m.sum() * n, "should be"),
    (check.energy_from_overlaps, lambda m, n: -n / 2 * (m @ m) - len(m) / n, "outside"),
    (check.energy_from_overlaps, lambda m, n: -n / 2 * (m @ m) + len(m) / n, "outside"),
    (check.energy_from_overlaps, lambda m, n: -n / 2 * (m.sum() ** 2 - len(m) / n), "Square each"),
    (check.energy_from_overlaps, lambda m, n: n / 2 * (m @ m - len(m) / n), "turned round"),
    (check.energy_from_overlaps, lambda m, n: -n / 2 * (m**2 - len(m) / n), "Yours has shape"),
    (check.external_field, lambda v, t: v.sum(axis=0) / 2 - t, "the columns"),
    (check.external_field, lambda v, t: v.sum(axis=1) - t, "with ½"),
    (check.external_field, lambda v, t: v.sum(axis=1) / 2 + t, "wrong sign"),
    (check.external_field, lambda v, t: v.sum(axis=1) / 2, "thresholds are missing"),
    (check.external_field, lambda v, t: (v.sum(axis=1) - t) / 2, "in full"),
    (check.external_field, lambda v, t: (v.sum(axis=1) / 2 - t)[:, None], "their shape"),
    (check.external_field, lambda v, t: np.zeros(len(t)), "should be"),
    (check.external_field, lambda v, t: -t, "Only the thresholds"),
]


# ------------------------------------------------------------------- what the lesson itself writes


@cache
def codes() -> list[str]:
    cells = nbformat.read(FOLDER / "03_energy_and_the_half.ipynb", as_version=4).cells
    return [cell.source for cell in cells if cell.cell_type == "code"]


def of_lesson(name: str) -> Any:
    """The function that the lesson defines under this name, with nothing else of the lesson."""
    (definition,) = [
        node
        for source in codes()
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    ]
    namespace: dict[str, Any] = {"np": np}
    exec(ast.unparse(definition), namespace)
    return namespace[name]


@pytest.fixture(params=[(1, 2), (2, 5), (3, 64), (20, 301)], ids=str)
def xi(request: pytest.FixtureRequest) -> Any:
    return hl.random_patterns(*request.param, rng=2)


@pytest.mark.parametrize("name", ["energy_of_pairs", "energy", "solution_energy"])
def test_energies_of_the_lesson(name: str, xi: Any) -> None:
    weights, state = hl.hebbian(xi), hl.flip(xi[0], 0.3, rng=3)
    assert of_lesson(name)(weights, state) == pytest.approx(hl.energy(weights, state))


def test_energy_change_of_the_lesson(xi: Any) -> None:
    weights, state = hl.hebbian(xi) + np.diag(xi[0]), hl.flip(xi[0], 0.3, rng=3)
    own = of_lesson("solution_energy_change")
    for k in range(min(8, len(state))):
        assert own(weights, state, k) == pytest.approx(hl.energy_change(weights, state, k))


def test_energy_from_overlaps_of_the_lesson(xi: Any) -> None:
    state = hl.flip(xi[0], 0.3, rng=3)
    ours = of_lesson("solution_energy_from_overlaps")(hl.overlap(xi, state), xi.shape[1])
    assert ours == pytest.approx(hl.energy(hl.hebbian(xi), state))


def test_zeros_and_ones_of_the_lesson(xi: Any) -> None:
    """The external field of exercise 5 gives equal fields, and energies in the ratio 2."""
    v, state = hl.hebbian(xi), hl.flip(xi[0], 0.3, rng=3)
    theta = np.linspace(-1, 1, xi.shape[1])
    field = of_lesson("solution_external_field")(v, theta)
    fields = hl.local_field(v / 2, state, external_field=field)
    assert np.allclose(fields, v @ hl.to_bits(state) - theta)

    def difference(states: Any) -> Any:
        own = [of_lesson("energy_01")(bits, v, theta) for bits in hl.to_bits(states)]
        return 2 * np.array(own) - hl.energy(v / 2, states, external_field=field)

    assert np.ptp(difference(np.stack([state, -state, xi[0]]))) == pytest.approx(0, abs=1e-9)


# ------------------------------------------------------------------- two letters


def test_only_one_pair_of_letters_is_right() -> None:
    verdicts = {(a, b): check.half(a, b) for a in "ABC" for b in "PQRS"}
    assert [key for key, verdict in verdicts.items() if verdict.status == "correct"] == [("B", "R")]
    assert len({verdict.message for verdict in verdicts.values()}) == len(verdicts)
    assert verdicts["B", "P"].status == verdicts["A", "R"].status == "almost"
    assert verdicts["A", "Q"].status == "not quite"
    assert verdicts["C", "R"].message.startswith("C: ")


@pytest.mark.parametrize(
    ("answers", "status", "words"),
    [
        (("B", None), "not yet", "two letters"),
        ((2, "R"), "not quite", "where_from: expected one of A, B, C, got 2"),
        (("B", "T"), "not quite", "without_it: expected one of P, Q, R, S, got 'T'"),
        (("BR", "R"), "not quite", "got 'BR'"),
        ((np.ones(2), "R"), "not quite", "got array"),
    ],
)
def test_what_is_no_letter(answers: Any, status: str, words: str) -> None:
    verdict = check.half(*answers)
    assert verdict.status == status
    assert words in verdict.message


def test_the_questions_show_every_letter(capsys: pytest.CaptureFixture[str]) -> None:
    check.questions()
    shown = capsys.readouterr().out
    assert all(f"  {letter}  " in shown for letter in "ABCPQRS")
