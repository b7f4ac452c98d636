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


def two_energies(weights: Any, state: Any, i: Any, k: Any) -> float:
    after = state.copy()
    after[i], after[k] = -after[i], -after[k]
    return pair_by_pair(weights, after) - pair_by_pair(weights, state)


def two_fields(weights: Any, state: Any, i: Any, k: Any) -> float:
    h_i = sum(weights[i, j] * state[j] for j in range(len(state)) if j != k)
    h_k = sum(weights[k, j] * state[j] for j in range(len(state)) if j != i)
    return 2 * state[i] * h_i + 2 * state[k] * h_k


def one_after_the_other(weights: Any, state: Any, i: Any, k: Any) -> Any:
    first = 2 * state[i] * (weights[i] @ state)
    between = state.copy()
    between[i] *= -1
    return first + 2 * between[k] * (weights[k] @ between)


def pair_taken_off(weights: Any, state: Any, i: Any, k: Any) -> list[float]:
    h = weights @ state
    happiness = weights[i, k] * state[i] * state[k]
    return [2 * state[i] * h[i] + 2 * state[k] * h[k] - 4 * happiness]


def by_the_package(weights: Any, state: Any, i: Any, k: Any) -> Any:
    between = np.where(np.arange(len(state)) == i, -state, state)
    return hl.energy_change(weights, state, i) + hl.energy_change(weights, between, k)


def unit_by_unit(weights: Any, threshold: Any) -> list[float]:
    return [sum(row) / 2 - t for row, t in zip(weights, threshold, strict=True)]


def field_of_all_up(v: Any, theta: Any) -> Any:
    """Half of the field where all units are at 1, and half of that where none is."""
    return ((v @ np.ones(len(v)) - theta) + (0 - theta)) / 2


def field_by_einsum(v: Any, theta: Any) -> Any:
    return np.einsum("ij->i", v / 2) - theta


RIGHT = [
    (check.energy_change, two_energies),
    (check.energy_change, two_fields),
    (check.energy_change, one_after_the_other),
    (check.energy_change, pair_taken_off),
    (check.energy_change, by_the_package),
    (check.external_field, unit_by_unit),
    (check.external_field, field_of_all_up),
    (check.external_field, field_by_einsum),
]


def one_by_one(weights: Any, state: Any, i: Any, k: Any) -> Any:
    return hl.energy_change(weights, state, i) + hl.energy_change(weights, state, k)


def in_place(weights: Any, state: Any, i: Any, k: Any) -> float:
    before = pair_by_pair(weights, state)
    state[[i, k]] *= -1
    return pair_by_pair(weights, state) - before


def all_after(weights: Any, state: Any, i: Any, k: Any) -> Any:
    after = state.copy()
    after[[i, k]] *= -1
    return pair_taken_off(weights, after, i, k)


def energy_after(weights: Any, state: Any, i: Any, k: Any) -> float:
    after = state.copy()
    after[[i, k]] *= -1
    return pair_by_pair(weights, after)


WRONG = [
    (check.energy_change, one_by_one, "changes its sign twice"),
    (check.energy_change, lambda w, s, i, k: two_energies(w, s, i, k) / 2, "stray ½"),
    (check.energy_change, lambda w, s, i, k: one_by_one(w, s, i, k) / 2, "stray ½"),
    (check.energy_change, lambda w, s, i, k: 2 * two_energies(w, s, i, k), "without its ½"),
    (check.energy_change, lambda w, s, i, k: -two_energies(w, s, i, k), "turned round"),
    (check.energy_change, all_after, "turned round"),
    (check.energy_change, in_place, "changes its argument"),
    (check.energy_change, energy_after, "energy after the flips"),
    (check.energy_change, lambda w, s, i, k: hl.energy_change(w, s, i), "unit i alone"),
    (check.energy_change, lambda w, s, i, k: hl.energy_change(w, s, k), "unit k alone"),
    (
        check.energy_change,
        lambda w, s, i, k: one_by_one(w, s, i, k) - 2 * w[i, k] * s[i] * s[k],
        "comes off once",
    ),
    (
        check.energy_change,
        lambda w, s, i, k: one_by_one(w, s, i, k) + 4 * w[i, k] * s[i] * s[k],
        "has to come off",
    ),
    (
        check.energy_change,
        lambda w, s, i, k: one_by_one(w, s, i, k) - 4 * w[i, k],
        "spins of the pair",
    ),
    (check.energy_change, lambda w, s, i, k: (w[i] + w[k]) @ s, "two fields"),
    (check.energy_change, lambda w, s, i, k: two_energies(w, s, 0, 1), "Right in"),
    (check.external_field, lambda v, t: v.sum(axis=0) / 2 - t, "the columns"),
    (check.external_field, lambda v, t: v.sum(axis=1) - t, "with ½"),
    (check.external_field, lambda v, t: v.sum(axis=1) / 2 + t, "wrong sign"),
    (check.external_field, lambda v, t: v.sum(axis=1) / 2, "thresholds are missing"),
    (check.external_field, lambda v, t: (v.sum(axis=1) - t) / 2, "in full"),
    (check.external_field, lambda v, t: (v.sum(axis=1) / 2 - t)[:, None], "their shape"),
    (check.external_field, lambda v, t: np.zeros(len(t)), "should be"),
    (check.external_field, lambda v, t: -t, "Only the thresholds"),
]


# ------------------------------------------------------------------- one number, and two


def test_the_lowest_energy_of_five_who_want_to_differ() -> None:
    energies = hl.all_energies(np.eye(5) - 1)
    lowest = energies.min()
    assert np.isclose(energies, lowest).sum() == 20
    told = {number: check.lowest(number) for number in range(-12, 13)}
    assert [n for n, verdict in told.items() if verdict.status == "correct"] == [lowest]
    assert check.lowest([-2.0]).status == "correct"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (-10, "ten happy pairs"),
        (-4, "meets each pair twice"),
        (-6, "Those count too"),
        (2, "The sign"),
        (10, "highest energy"),
        (-1, "the half twice"),
        (-2.5, "no energy of this network"),
        (np.nan, "no energy of this network"),
        ([1, 2], "got shape (2,)"),
    ],
)
def test_another_energy_of_the_five(number: Any, words: str) -> None:
    verdict = check.lowest(number)
    assert verdict.status in ("almost", "not quite")
    assert words in verdict.message


def test_only_two_numbers_of_wrong_units_have_this_energy() -> None:
    pattern = hl.random_patterns(1, 100, rng=1)
    wrong = np.arange(100) < np.arange(101)[:, None]
    energies = hl.energy(hl.hebbian(pattern), np.where(wrong, -pattern, pattern))
    few, many = np.flatnonzero(np.isclose(energies, -24))
    assert check.wrong_units(few, many).status == "correct"
    assert check.wrong_units([float(many)], np.array(few)).status == "correct"
    assert check.wrong_units(*(100 * (1 - m) / 2 for m in (0.7, -0.7))).status == "correct"
    for other in range(101):
        status = check.wrong_units(few, other).status
        assert status == ("correct" if other == many else "almost")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((15, 15), "has two roots: which"),
        ((20, 85), "85 is right, 20 isn't"),
        ((25, 75), "the factor ½ is missing"),
        ((15.36, 84.64), "α = P/N = 0.01 is missing"),
        ((50 - 50 * np.sqrt(0.47), 50 + 50 * np.sqrt(0.47)), "you added it"),
        ((30, 70), "costs the overlap twice"),
        ((20, 80), "m = 0.60 and E = -17.5"),
        ((-15, 115), "There are 100 units"),
        (((15, 85),), "Expected two numbers"),
        ((15, np.inf), "more: expected one number"),
    ],
)
def test_other_numbers_of_wrong_units(given: Any, words: str) -> None:
    verdict = check.wrong_units(*given)
    assert verdict.status in ("almost", "not quite")
    assert words in verdict.message


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


@pytest.mark.parametrize("name", ["energy_of_pairs", "energy"])
def test_energies_of_the_lesson(name: str, xi: Any) -> None:
    weights, state = hl.hebbian(xi), hl.flip(xi[0], 0.3, rng=3)
    assert of_lesson(name)(weights, state) == pytest.approx(hl.energy(weights, state))


def test_energy_change_of_the_lesson(xi: Any) -> None:
    weights, state = hl.hebbian(xi), hl.flip(xi[0], 0.3, rng=3)
    own = of_lesson("solution_energy_change")
    for k in range(1, min(8, len(state))):
        both = np.where(np.isin(np.arange(len(state)), (0, k)), -state, state)
        change = hl.energy(weights, both) - hl.energy(weights, state)
        assert own(weights, state, 0, k) == pytest.approx(change, abs=1e-9)


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
    verdicts = {(a, b): check.half(a, b) for a in "ABC" for b in "JKLM"}
    assert [key for key, verdict in verdicts.items() if verdict.status == "correct"] == [("B", "L")]
    assert len({verdict.message for verdict in verdicts.values()}) == len(verdicts)
    assert verdicts["B", "J"].status == verdicts["A", "L"].status == "almost"
    assert verdicts["A", "K"].status == "not quite"
    assert verdicts["C", "L"].message.startswith("C: ")


@pytest.mark.parametrize(
    ("answers", "status", "words"),
    [
        (("B", None), "not yet", "two letters"),
        ((2, "L"), "not quite", "where_from: expected one of A, B, C, got 2"),
        (("B", "T"), "not quite", "without_it: expected one of J, K, L, M, got 'T'"),
        (("BL", "L"), "not quite", "got 'BL'"),
        ((np.ones(2), "L"), "not quite", "got array"),
    ],
)
def test_what_is_no_letter(answers: Any, status: str, words: str) -> None:
    verdict = check.half(*answers)
    assert verdict.status == status
    assert words in verdict.message


def test_the_questions_show_every_letter(capsys: pytest.CaptureFixture[str]) -> None:
    check.questions()
    shown = capsys.readouterr().out
    assert all(f"  {letter}  " in shown for letter in "ABCJKLM")
