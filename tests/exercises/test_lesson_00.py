"""The checks of lesson 00: choices, a drawing, two orders, and a function."""

from typing import Any

import numpy as np
import pytest

import hopfield_lessons as hl
from hopfield_lessons.lessons.lesson_00 import checks as check

CAT = "#......# ##....## ######## #.####.# ######## ###..### .######. ..#..#.."
SHAKY = "##..##.. ##....## ##..#..# ####.### .##..##. ..#.###. #..#.#.. ..#....."


# ------------------------------------------------------------------------------- choices


@pytest.mark.parametrize(("ask", "right"), [(check.content, "BDE"), (check.bowl, "BCEG")])
def test_choices(ask: Any, right: str) -> None:
    assert ask(right).status == "correct"
    assert ask(right[0]).status == "almost"
    assert f"({len(right) - 1} are missing.)" in ask(right[0]).message
    assert "got X" in ask("XB").message


# ------------------------------------------------------------------------------- drawing


def test_a_picture_of_ones_own() -> None:
    for form in (hl.picture(CAT), hl.picture(CAT).tolist(), hl.picture(CAT).astype(float)):
        verdict = check.picture(form)
        assert verdict.status == "correct"
        assert "199 came back whole" in verdict.message


def changed(pattern: Any, *units: int) -> Any:
    pattern = pattern.copy()
    pattern[list(units)] *= -1
    return pattern


HEART, ANCHOR, CHEQUERS = hl.pictures().values()
MIXED = np.sign(HEART - ANCHOR + CHEQUERS)


@pytest.mark.parametrize(
    ("attempt", "status", "words"),
    [
        (..., "not yet", "Replace the dots"),
        (None, "not yet", "Replace the dots"),
        (CAT, "not quite", "hl.picture turns it into spins"),
        (object(), "not quite", "type object"),
        (["#", "."], "not quite", "type list"),
        (hl.picture("#. .#"), "not quite", "got 4"),
        (hl.picture(CAT).reshape(8, 8), "almost", "ravel"),
        (hl.to_bits(hl.picture(CAT)), "not quite", "made of 0 and 1"),
        (hl.picture(CAT) == 1, "not quite", "made of 0 and 1"),
        (hl.picture(CAT) * 2, "not quite", "got -2"),
        (np.full(64, np.nan), "not quite", "got nan"),
        (np.ones(64), "not quite", "draw something"),
        (HEART, "not quite", "This is the heart"),
        (changed(ANCHOR, 0, 9, 30), "almost", "Only 3 pixels tell it from the anchor"),
        (-CHEQUERS, "almost", "nearly its negative"),
        (changed(-HEART, 5, 6), "almost", "in 62 of 64 pixels"),
        (changed(MIXED, 1), "almost", "even without damage"),
        (hl.picture(SHAKY), "almost", "only 89 came back whole"),
    ],
)
def test_pictures_that_will_not_do(attempt: Any, status: str, words: str) -> None:
    verdict = check.picture(attempt)
    assert verdict.status == status
    assert words in verdict.message, verdict


# ----------------------------------------------------------------------------- restoring


def by_hand(patterns: Any, damaged: Any) -> list[int]:
    """Weights and sweeps without the package."""
    weights = patterns.T @ patterns - len(patterns) * np.eye(patterns.shape[1], dtype=int)
    state = list(damaged)
    for _ in range(8):
        for i in range(len(state)):
            field = weights[i] @ state
            state[i] = int(np.sign(field)) or state[i]
    return state


@pytest.mark.parametrize("seed", range(8))
def test_the_end_does_not_depend_on_the_order(seed: int) -> None:
    heal = lambda x, s: hl.recall(hl.hebbian(x), s, rng=seed).state  # noqa: E731
    assert check.heal(heal).status == "correct"


def units_in_turn(patterns: Any, damaged: Any) -> Any:
    """Until nobody wants to flip, the first discontent unit flips: another order each time."""
    weights, state = hl.hebbian(patterns), np.array(damaged, dtype=float)
    while (discontent := np.flatnonzero(state * hl.local_field(weights, state) < 0)).size:
        state[discontent[0]] *= -1
    return state


def last_of_a_story(patterns: Any, damaged: Any) -> Any:
    run = hl.recall(hl.hebbian(patterns), damaged, record=True, rng=3)
    return run.trajectory(1)[-1].tolist()


RIGHT = [
    (check.heal, by_hand),
    (check.heal, units_in_turn),
    (check.heal, last_of_a_story),
]


def kept_diagonal(patterns: Any) -> Any:
    return patterns.T.astype(float) @ patterns / patterns.shape[1]


def ten_steps_at_once(patterns: Any, damaged: Any) -> Any:
    weights, state = kept_diagonal(patterns), damaged
    for _ in range(10):
        field = weights @ state
        state = np.where(field == 0, state, np.sign(field))
    return state


def one_sweep(patterns: Any, damaged: Any) -> Any:
    weights, state = hl.hebbian(patterns), damaged.copy()
    for i in range(len(state)):
        if weights[i] @ state != 0:
            state[i] = np.sign(weights[i] @ state)
    return state


WRONG = [
    (check.heal, lambda x, s: hl.recall(hl.hebbian(x), s), "take .state"),
    (check.heal, lambda x, s: x[hl.overlap(x, s).argmax()], "done by a clerk"),
    (check.heal, lambda x, s: s, "as it went in"),
    (check.heal, lambda x, s: np.sign(hl.hebbian(x) @ s), "all units at once"),
    (check.heal, lambda x, s: hl.recall(x, s).state, "stopped with ValueError"),
    (check.heal, lambda x, s: hl.recall_patterns(x, x).state, "yours has shape (1, 8)"),
    (check.heal, lambda x, s: hl.recall(hl.hebbian(x), s[None], rng=1).state, "their shape isn't"),
    (check.heal, ten_steps_at_once, "turns all units at once"),
    (check.heal, one_sweep, "after one sweep"),
    (check.heal, lambda x, s: hl.recall(kept_diagonal(x), s, order="sequential").state, "diagonal"),
    (check.heal, lambda x, s: hl.recall(hl.hebbian(x), s, update="synchronous").state, "at once"),
    (check.heal, lambda x, s: one_sweep(x[:1], s), "Only the first pattern"),
    (check.heal, lambda x, s: np.ones(x.shape[1]), "Here"),
]


# -------------------------------------------------------------------------------- orders


def test_two_orders() -> None:
    for right in ([[0, 1, 2, 3], [1, 0, 2, 3]], np.array([[2, 0, 1, 3], [3, 0, 1, 2]])):
        assert check.orders(right).status == "correct"


@pytest.mark.parametrize(
    ("attempt", "status", "words"),
    [
        (..., "not yet", "Replace the dots"),
        (7, "not quite", "type int"),
        ([0, 1, 2, 3], "not quite", "expected two lists"),
        ([[0, 1, 2, 3]], "not quite", "got 1"),
        ("0123", "not quite", "Expected two orders, got 4"),
        ([[1, 2, 3, 4], [2, 1, 3, 4]], "almost", "counts from 1"),
        ([[0, 1, 2, 3], [0, 1, 2]], "not quite", "The second order: expected each of the"),
        ([[0, 1, 2, 3], [0, 1, 2, 3]], "not quite", "same order twice"),
        ([[0, 1, 2, 3], [3, 2, 1, 0]], "almost", "both end in [-1, 1, 1, -1]"),
        ([[1, 0, 2, 3], [2, 0, 1, 3]], "almost", "both end in [1, -1, -1, 1]"),
    ],
)
def test_orders_that_will_not_do(attempt: Any, status: str, words: str) -> None:
    verdict = check.orders(attempt)
    assert verdict.status == status
    assert words in verdict.message, verdict
