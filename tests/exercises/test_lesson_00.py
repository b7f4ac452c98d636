"""The checks of lesson 00: choices, a number, a drawing, two orders, and a function."""

from typing import Any

import numpy as np
import pytest

import hopfield_lessons as hl
from hopfield_lessons.lessons.lesson_00 import checks as check

CAT = "#......# ##....## ######## #.####.# ######## ###..### .######. ..#..#.."
SMILE = "..####.. .#....#. #.#..#.# #......# #.#..#.# #..##..# .#....#. ..####.."
UMBRELLA = "...##... .######. ######## #..##..# ...##... ...##... .#.##... .###...."
SHAKY = "##..##.. ##....## ##..#..# ####.### .##..##. ..#.###. #..#.#.. ..#....."
HEART, ANCHOR, CHEQUERS = hl.pictures().values()
MIXED = np.sign(HEART - ANCHOR + CHEQUERS)
HEART_ON_TOP = np.where(np.arange(64) < 32, HEART, hl.picture(SMILE))


# ------------------------------------------------------------------------------- choices


@pytest.mark.parametrize(("ask", "right"), [(check.content, "BDE"), (check.bowl, "BCEG")])
def test_choices(ask: Any, right: str) -> None:
    assert ask(right).status == "correct"
    assert ask(right[0]).status == "almost"
    assert f"({len(right) - 1} are missing.)" in ask(right[0]).message
    assert "got X" in ask("XB").message


# ------------------------------------------------------------------------------- drawing


def test_a_picture_whose_upper_half_is_that_of_another() -> None:
    for form in (HEART_ON_TOP, HEART_ON_TOP.tolist(), HEART_ON_TOP.astype(float)):
        verdict = check.picture(form)
        assert verdict.status == "correct"
        assert "came back 198 times of 200, from its upper half only 52 times" in verdict.message


@pytest.mark.parametrize("above", [HEART, ANCHOR, CHEQUERS], ids=["heart", "anchor", "chequers"])
@pytest.mark.parametrize("below", [CAT, UMBRELLA], ids=["cat", "umbrella"])
def test_another_lower_half_will_do(above: Any, below: str) -> None:
    mine = np.where(np.arange(64) < 32, above, hl.picture(below))
    assert check.picture(mine).status == "correct"


def changed(pattern: Any, *units: int) -> Any:
    pattern = pattern.copy()
    pattern[list(units)] *= -1
    return pattern


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
        (hl.picture(CAT), "almost", "also from its upper half, 194 times"),
        (changed(MIXED, 1), "almost", "even without damage"),
        (hl.picture(SHAKY), "almost", "only 89 came back whole"),
    ],
)
def test_pictures_that_will_not_do(attempt: Any, status: str, words: str) -> None:
    verdict = check.picture(attempt)
    assert verdict.status == status
    assert words in verdict.message, verdict


# ---------------------------------------------------------------------------- completing


def by_hand(weights: Any, state: Any, known: Any) -> list[int]:
    """Eight sweeps without the package."""
    here = list(state)
    for _ in range(8):
        for i in range(len(here)):
            if not known[i]:
                field = sum(weights[i][j] * here[j] for j in range(len(here)))
                here[i] = int(np.sign(field)) or here[i]
    return here


def until_nothing_changes(weights: Any, state: Any, known: Any) -> Any:
    here, changed = state.copy(), True
    while changed:
        changed = False
        for i in np.where(~known)[0]:
            if here[i] * (weights[i] @ here) < 0:
                here[i], changed = -here[i], True
    return here


def backwards(weights: Any, state: Any, known: Any) -> Any:
    """The last discontent unit flips, until none is left: another order each time."""
    here = np.array(state, dtype=float)
    while (discontent := np.flatnonzero((here * (weights @ here) < 0) & ~known)).size:
        here[discontent[-1]] *= -1
    return here


def with_a_field(weights: Any, state: Any, known: Any) -> Any:
    """The known units as an outer field of a smaller network."""
    free, here = ~known, state.astype(float)
    inner, outer = weights[np.ix_(free, free)], weights[np.ix_(free, known)] @ state[known]
    here[free] = hl.recall(inner, here[free], external_field=outer, rng=4).state
    return here


def held(weights: Any, state: Any, known: Any) -> Any:
    return hl.recall(weights, state, hold=known, rng=7).state


RIGHT = [
    (check.complete, by_hand),
    (check.complete, until_nothing_changes),
    (check.complete, backwards),
    (check.complete, with_a_field),
    (check.complete, held),
]


def not_known(weights: Any, state: Any, known: Any) -> Any:
    return until_nothing_changes(weights, state, ~known)


def put_back(weights: Any, state: Any, known: Any) -> Any:
    end = until_nothing_changes(weights, state, np.zeros_like(known))
    end[known] = state[known]
    return end


def put_back_each_sweep(weights: Any, state: Any, known: Any) -> Any:
    here = state.copy()
    for _ in range(20):
        for i in range(len(here)):
            here[i] = np.sign(weights[i] @ here) or here[i]
        here[known] = state[known]
    return here


def one_sweep(weights: Any, state: Any, known: Any) -> Any:
    here = state.copy()
    for i in range(len(here)):
        if not known[i] and weights[i] @ here != 0:
            here[i] = np.sign(weights[i] @ here)
    return here


def at_once(weights: Any, state: Any, known: Any) -> Any:
    here = state
    for _ in range(10):
        field = weights @ here
        here = np.where(known | (field == 0), here, np.sign(field))
    return here


def without_ties(weights: Any, state: Any, known: Any) -> Any:
    here = state.copy()
    for _ in range(10):
        for i in range(len(here)):
            if not known[i]:
                here[i] = 1 if weights[i] @ here >= 0 else -1
    return here


def plain_sign(weights: Any, state: Any, known: Any) -> Any:
    here = state.copy()
    for _ in range(10):
        for i in range(len(here)):
            if not known[i]:
                here[i] = np.sign(weights[i] @ here)
    return here


def in_place(weights: Any, state: Any, known: Any) -> Any:
    for _ in range(10):
        for i in range(len(state)):
            if not known[i] and weights[i] @ state != 0:
                state[i] = np.sign(weights[i] @ state)
    return state


def only_the_free(weights: Any, state: Any, known: Any) -> Any:
    free = ~known
    here = state.copy()
    here[free] = hl.recall(weights[np.ix_(free, free)], state[free], order="sequential").state
    return here


def fields(weights: Any, state: Any, known: Any) -> Any:
    return np.where(known, state, weights @ state)


WRONG = [
    (check.complete, lambda w, s, k: hl.recall(w, s, hold=k), "take .state"),
    (check.complete, lambda w, s, k: s, "as it went in"),
    (check.complete, not_known, "Turned round"),
    (check.complete, lambda w, s, k: hl.recall(w, s, order="sequential").state, "every unit"),
    (check.complete, put_back, "at the end"),
    (check.complete, put_back_each_sweep, "Here"),
    (check.complete, one_sweep, "after one sweep"),
    (check.complete, at_once, "all units at once"),
    (check.complete, without_ties, "your unit becomes +1"),
    (check.complete, plain_sign, "np.sign(0) is 0"),
    (check.complete, in_place, "changes its argument"),
    (check.complete, only_the_free, "nobody hears them"),
    (check.complete, fields, "neither +1 nor −1"),
    (check.complete, lambda w, s, k: -np.array(by_hand(w, s, k)), "the negative of the end"),
    (check.complete, lambda w, s, k: s[k], "shape"),
    (check.complete, lambda w, s, k: np.ones(len(s)), "Here"),
]


# ------------------------------------------------------------------- an overlap, by thought


@pytest.mark.parametrize("attempt", [0.375, 3 / 8, [0.375], np.float32(0.37), 0.38, "0.375"])
def test_the_overlap_of_what_is_lost(attempt: Any) -> None:
    assert check.lost(attempt).status == "correct"


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (40 / 64, "the share of pixels that are lost"),
        (-0.25, "every lost pixel as wrong"),
        (0.6875, "the share of pixels that agree"),
        (0.31, "the share of wrong pixels"),
        (24, "Divide by all 64"),
        (20, "About 20 pixels will be wrong"),
        (0, "24 pixels aren't coins"),
        (1, "undamaged"),
        (0.9, "Too large"),
        (0.2, "Too small"),
        (float("nan"), "expected one number, got nan"),
        ([0.375, 0.375], "got 2 of them"),
    ],
)
def test_other_overlaps(attempt: Any, words: str) -> None:
    verdict = check.lost(attempt)
    assert verdict.status in ("not quite", "almost")
    assert words in verdict.message, verdict


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
