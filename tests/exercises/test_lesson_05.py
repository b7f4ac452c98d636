"""The checks of lesson 05: right answers in other words, and wrong ones as learners write."""

from itertools import product
from typing import Any

import numpy as np
import pytest

from hopfield_lessons import (
    all_energies,
    all_states,
    basins,
    fixed_points,
    hebbian,
    picture,
    recall,
)
from hopfield_lessons.landscape import fates, state_number
from hopfield_lessons.lessons.lesson_05 import checks as check

ROWS = {
    "steps": "##.. ##.. ..## ..##",
    "box": ".... .##. .##. ....",
    "stripes": "#.#. #.#. #.#. #.#.",
    "bar": "#### #### .... ....",
    "flag": "##.. ##.. .#.. ....",
}
FIVE = np.array([picture(rows) for rows in ROWS.values()])
STATES = all_states(16)
FATES = fates(hebbian(FIVE))
LOSING_OF_FIVE = STATES[17504]  # the lesson's example: nearest to the box, ends in the flag


# ------------------------------------------------------------------- as learners write


def sure_from_below(weights: Any, memory: Any) -> Any:
    states = all_states(len(memory))
    sure = np.all(states == memory, axis=1)
    for k in np.argsort(all_energies(weights)):
        movers = np.flatnonzero(states[k] * (weights @ states[k]) < 0)
        if movers.size:
            after = states[k] * (1 - 2 * np.eye(len(memory))[movers])
            sure[k] = np.all(sure[state_number(after)])
    return sure.sum()


def sure_by_recursion(weights: Any, memory: Any) -> int:
    size = len(memory)

    def sure(state: tuple[int, ...]) -> bool:
        into = []
        for i in range(size):
            if state[i] * sum(weights[i][j] * state[j] for j in range(size)) < 0:
                into.append((*state[:i], -state[i], *state[i + 1 :]))
        if not into:
            return state == tuple(memory)
        return all(sure(after) for after in into)

    return sum(sure(state) for state in product([-1, 1], repeat=size))


def sure_by_chances(weights: Any, memory: Any) -> Any:
    found = fates(weights)
    column = np.flatnonzero((found.states == memory).all(axis=1))[0]
    return [np.sum(found.chances[:, column] > 0.999)]


def sure_in_every_order(weights: Any, memory: Any) -> int:
    """Spoil whatever can reach a state that isn't sure, until nothing changes."""
    states = [tuple(s) for s in all_states(len(memory)).tolist()]
    moves = {}
    for s in states:
        fields = weights @ np.array(s)
        moves[s] = [(*s[:i], -s[i], *s[i + 1 :]) for i in range(len(s)) if s[i] * fields[i] < 0]
    lost = {s for s in states if not moves[s] and s != tuple(memory)}
    before = -1
    while before != len(lost):
        before = len(lost)
        lost |= {s for s in states if any(after in lost for after in moves[s])}
    return len(states) - len(lost)


RIGHT = [
    (check.sure_basin, sure_from_below),
    (check.sure_basin, sure_by_recursion),
    (check.sure_basin, sure_by_chances),
    (check.sure_basin, sure_in_every_order),
]


def sure_with_any(weights: Any, memory: Any) -> Any:
    states = all_states(len(memory))
    sure = np.all(states == memory, axis=1)
    for k in np.argsort(all_energies(weights)):
        for i in np.flatnonzero(states[k] * (weights @ states[k]) < 0):
            after = states[k].copy()
            after[i] *= -1
            sure[k] |= sure[state_number(after)]
    return sure.sum()


def sure_without_asking_for_moves(weights: Any, memory: Any) -> Any:
    states = all_states(len(memory))
    sure = np.all(states == memory, axis=1)
    for k in np.argsort(all_energies(weights)):
        if not sure[k]:
            movers = np.flatnonzero(states[k] * (weights @ states[k]) < 0)
            after = states[k] * (1 - 2 * np.eye(len(memory))[movers])
            sure[k] = all(sure[state_number(s)] for s in after)
    return sure.sum()


def size_of_the_basin(weights: Any, memory: Any) -> Any:
    found = basins(weights, order="sequential")
    return found.sizes[(found.states == memory).all(axis=1)]


def by_many_runs(weights: Any, memory: Any) -> Any:
    """Three random orders are not all of them."""
    states, kept = all_states(len(memory)), True
    for seed in range(3):
        kept = kept & np.all(recall(weights, states, rng=seed).state == memory, axis=1)
    return np.sum(kept)


def neighbours_only(weights: Any, memory: Any) -> int:
    count = 1
    for i in range(len(memory)):
        near = memory.copy()
        near[i] *= -1
        movers = np.flatnonzero(near * (weights @ near) < 0)
        count += movers.tolist() == [i]
    return count


def sum_of_chances(weights: Any, memory: Any) -> Any:
    found = fates(weights)
    return found.chances[:, (found.states == memory).all(axis=1)].sum()


WRONG = [
    (check.sure_basin, sure_with_any, "that can end there"),
    (check.sure_basin, sure_without_asking_for_moves, "np.all of nothing is True"),
    (check.sure_basin, size_of_the_basin, "under one order of updates"),
    (check.sure_basin, by_many_runs, "another order takes elsewhere"),
    (check.sure_basin, neighbours_only, "one move away"),
    (check.sure_basin, sum_of_chances, "chances, added up"),
    (check.sure_basin, lambda w, s: sure_from_below(w, s) - 1, "memory itself is missing"),
    (check.sure_basin, lambda w, s: sure_from_below(w, s) / 2 ** len(s), "their share"),
    (check.sure_basin, lambda w, s: 1, "Some sure starts are missing"),
    (check.sure_basin, lambda w, s: 2 ** len(s), "All 2^N states are counted"),
]


# ------------------------------------------------------------------- on paper, and measured


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (16, "correct", "every field is zero"),
        ([16.0], "correct", "every field is zero"),
        (8, "not quite", "Eight"),
        (6, "not quite", "six with three"),
        (4, "not quite", "Four"),
        (0, "almost", "a tie keeps"),
        (5, "not quite", "odd number"),
        (2, "almost", "Compute the weights first"),
        (17, "not quite", "16 states"),
        (-2, "not quite", "16 states"),
        (2.5, "not quite", "whole number"),
        (np.nan, "not quite", "expected one number"),
        ([1, 2], "not quite", "expected one number"),
    ],
)
def test_a_fourth_picture(answer: Any, status: str, words: str) -> None:
    verdict = check.four_pictures(answer)
    assert verdict.status == status
    assert words in verdict.message


def test_four_pictures_leave_no_weights() -> None:
    four = [[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, 1, -1], [1, -1, -1, 1]]
    assert len(fixed_points(hebbian(four))) == 16


# Measured with the lesson's functions: m_c of fifteen networks of 200 units with 10 patterns.
M_C = [0.16, 0.2, 0.15, 0.22, 0.19, 0.23, 0.17, 0.14, 0.2, 0.18, 0.21, 0.19, 0.25, 0.12, 0.18]
RADIUS = (1 - np.mean(M_C)) / 2
DEVIATION = np.std(M_C, ddof=1)
ERROR = DEVIATION / np.sqrt(15)


@pytest.mark.parametrize(
    ("overlaps", "radius", "error"),
    [
        (M_C, RADIUS, ERROR),
        (np.array(M_C)[:, None], [RADIUS], np.array(ERROR)),
        (tuple(M_C), round(RADIUS, 3), round(ERROR, 4)),
        (iter(M_C), RADIUS, np.std(M_C) / np.sqrt(15)),
    ],
)
def test_a_measured_radius(overlaps: Any, radius: Any, error: Any) -> None:
    verdict = check.radius(overlaps, radius, error)
    assert verdict.status == "correct"
    assert "from 15 networks" in verdict.message


@pytest.mark.parametrize(
    ("overlaps", "radius", "error", "status", "words"),
    [
        (..., RADIUS, ERROR, "not yet", "my_overlaps is missing"),
        (M_C, ..., ERROR, "not yet", "my_radius is missing"),
        (M_C, RADIUS, ..., "not yet", "my_error is missing"),
        (0.186, RADIUS, ERROR, "not quite", "one m_c for each network"),
        (M_C[:5], RADIUS, ERROR, "almost", "5 networks are too few"),
        ([0.186] * 20, RADIUS, ERROR, "not quite", "all are the same"),
        ([*M_C, np.nan], RADIUS, ERROR, "not quite", "between"),
        (np.array(M_C) + 0.155, RADIUS, ERROR, "not quite", "load 0.1"),
        ((1 - np.array(M_C)) / 2, RADIUS, ERROR, "not quite", "these are radii"),
        (np.array(M_C) * 3, RADIUS, ERROR, "not quite", "should be near 0.186"),
        (M_C, np.mean(M_C), ERROR, "almost", "this is the critical overlap"),
        (M_C, 2 * RADIUS, ERROR, "almost", "not 1 − m"),
        (M_C, 1 - RADIUS, ERROR, "almost", "fraction of right units"),
        (M_C, 0.3, ERROR, "not quite", "yours is 0.300"),
        (M_C, RADIUS, 2 * ERROR, "almost", "two standard errors of m_c"),
        (M_C, RADIUS, ERROR / 2, "almost", "one standard error"),
        (M_C, RADIUS, DEVIATION, "almost", "how much single networks differ"),
        (M_C, RADIUS, DEVIATION / 2, "almost", "Or: this is how much the radii"),
        (M_C, RADIUS, 2 * DEVIATION, "almost", "two standard deviations"),
        (M_C, RADIUS, -ERROR, "not quite", "take the standard deviation"),
        (M_C, RADIUS, 0, "not quite", "take the standard deviation"),
    ],
)
def test_what_a_measured_radius_lacks(
    overlaps: Any, radius: Any, error: Any, status: str, words: str
) -> None:
    verdict = check.radius(overlaps, radius, error)
    assert verdict.status == status, verdict
    assert words in verdict.message, verdict


# ------------------------------------------------------------------- starts


def orders_to(start: Any) -> dict[int, Any]:
    """For each stored picture that a start reaches within 300 random orders, such an order."""
    rng, found = np.random.default_rng(1), {}
    for _ in range(300):
        order = rng.permutation(16)
        end = recall(hebbian(FIVE), start, order=order).state
        for k in np.flatnonzero(np.all(end == FIVE, axis=1)):
            found[int(k)] = order
    return found


def split_start() -> tuple[Any, Any, Any]:
    columns = [int(np.flatnonzero(np.all(FATES.states == p, axis=1))[0]) for p in FIVE]
    start = STATES[np.sort(FATES.chances[:, columns], axis=1)[:, -2].argmax()]
    one, two = list(orders_to(start).values())[:2]
    return start, one, two


def test_two_ends_are_accepted_in_any_kind_of_sequence() -> None:
    start, one, two = split_start()
    verdict = check.two_ends(FIVE, start, one, two)
    assert verdict.status == "correct"
    assert check.two_ends(FIVE, start.tolist(), tuple(one), list(two)) == verdict


_ORDER = list(range(16))


@pytest.mark.parametrize(
    ("start", "order", "other", "words"),
    [
        (..., _ORDER, _ORDER, "my_start is missing"),
        (FIVE[0], ..., _ORDER, "my_order is missing"),
        (FIVE[0], _ORDER, ..., "my_other_order is missing"),
        (FIVE[0][:5], _ORDER, _ORDER, "shape (5,)"),
        ((FIVE[0] + 1) // 2, _ORDER, _ORDER, "to_spins"),
        ("box", _ORDER, _ORDER, "something of type str"),
        (len, _ORDER, _ORDER, "call it first"),
        (LOSING_OF_FIVE, _ORDER[1:], _ORDER, "my_order: expected each"),
        (LOSING_OF_FIVE, _ORDER, [1, *_ORDER[1:]], "my_other_order: expected each"),
        (LOSING_OF_FIVE, _ORDER, "backwards", "my_other_order: expected each"),
        (FIVE[1], _ORDER, _ORDER[::-1], "fixed point"),
        (LOSING_OF_FIVE, _ORDER, _ORDER, "Both runs end in pattern 4: the two orders are the same"),
        (LOSING_OF_FIVE, _ORDER, _ORDER[::-1], "the orders agree"),
    ],
)
def test_what_two_ends_says(start: Any, order: Any, other: Any, words: str) -> None:
    verdict = check.two_ends(FIVE, start, order, other)
    assert verdict.status == ("not yet" if "missing" in words else "not quite")
    assert words in verdict.message


def test_ends_that_differ_but_are_not_pictures_are_almost_right() -> None:
    columns = [int(np.flatnonzero(np.all(FATES.states == p, axis=1))[0]) for p in FIVE]
    half = np.abs(FATES.chances[:, columns].sum(axis=1) - 0.5).argmin()
    rng, weights = np.random.default_rng(2), hebbian(FIVE)
    orders: dict[bool, Any] = {}
    for _ in range(200):
        order = rng.permutation(16)
        end = recall(weights, STATES[half], order=order).state
        orders[bool(np.any(np.all(end == FIVE, axis=1)))] = order
    verdict = check.two_ends(FIVE, STATES[half], orders[True], orders[False])
    assert verdict.status == "almost"
    assert "run 2 doesn't end in a stored pattern" in verdict.message


NINE = np.array(
    [
        [-1, 1, -1, -1, 1, -1, 1, -1, -1],
        [-1, -1, -1, 1, -1, -1, 1, 1, 1],
        [-1, 1, -1, 1, -1, 1, 1, 1, -1],
        [1, 1, -1, -1, 1, 1, 1, 1, -1],
    ]
)
LOSING = np.array([-1, 1, -1, -1, 1, 1, 1, -1, -1])


def test_a_losing_start() -> None:
    verdict = check.losing_start(NINE, LOSING)
    assert verdict.status == "correct"
    assert "Picture 0 is 1 unit away, picture 3 2" in verdict.message
    assert check.losing_start(NINE.tolist(), (-LOSING).tolist()).status == "correct"
    turned = check.losing_start(-NINE[::-1], LOSING)
    assert "negative of picture 3 is 1 unit away, the negative of picture 0 2" in turned.message


def kinds_of_starts() -> dict[str, Any]:
    """One start of each kind, found by enumeration."""
    states, found = all_states(9), fates(hebbian(NINE))
    memories = np.vstack([NINE, -NINE])
    columns = [int(np.flatnonzero(np.all(found.states == m, axis=1))[0]) for m in memories]
    chance = found.chances[:, columns]
    away = (9 - states.astype(int) @ memories.T) // 2
    ranked = np.sort(away, axis=1)
    clear = (ranked[:, 0] < ranked[:, 1]) & (ranked[:, 0] > 0)
    wins = chance[np.arange(len(states)), away.argmin(axis=1)]
    alone = np.zeros(len(states), dtype=bool)
    alone[state_number(found.states)] = True
    never = clear & (wins == 0)
    masks = {
        "fixed point that nobody stored": never & alone,
        "the best other memory wins": never & ~alone & (chance.max(axis=1) < 0.99),
        "still wins with chance": clear & (wins > 0) & (wins < 0.99),
        "always wins": clear & (wins > 0.999),
        "equally far": (ranked[:, 0] == ranked[:, 1]) & (ranked[:, 0] > 0),
    }
    return {words: states[mask][0] for words, mask in masks.items() if mask.any()}


def test_what_losing_start_says() -> None:
    kinds = kinds_of_starts()
    assert len(kinds) >= 3, list(kinds)
    for words, start in kinds.items():
        verdict = check.losing_start(NINE, start)
        assert words in verdict.message
        assert verdict.status in ("not quite", "almost")
    assert "memory itself" in check.losing_start(NINE, -NINE[2]).message


@pytest.mark.parametrize(
    ("pictures", "start", "status", "words"),
    [
        (..., LOSING, "not yet", "my_pictures is missing"),
        (NINE, ..., "not yet", "my_start is missing"),
        (NINE[0], LOSING, "not quite", "one in each row"),
        (NINE[:1], LOSING, "not quite", "2 to 6 pictures"),
        (FIVE, LOSING_OF_FIVE, "not quite", "at most 12 units"),
        ((NINE + 1) // 2, LOSING, "not quite", "to_spins"),
        (NINE, LOSING[:4], "not quite", "shape (4,)"),
        (NINE, LOSING * 2, "not quite", "+1 and −1"),
        (NINE[[0, 1, 0]], LOSING, "not quite", "Pictures 0 and 2 are the same"),
        (np.vstack([NINE, -NINE[2]]), LOSING, "not quite", "Pictures 2 and 4 are the same"),
        ([[1, 1, 1, 1], [1, 1, 1, -1], [1, 1, -1, -1]], [1] * 4, "almost", "isn't kept"),
    ],
)
def test_pictures_that_do_not_do(pictures: Any, start: Any, status: str, words: str) -> None:
    verdict = check.losing_start(pictures, start)
    assert verdict.status == status, verdict
    assert words in verdict.message, verdict
