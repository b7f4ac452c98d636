"""The checks of lesson 05: right answers in other words, and wrong ones as learners write."""

from typing import Any

import numpy as np
import pytest

from hopfield_lessons import all_states, fixed_points, hebbian, picture, random_patterns, recall
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
LOSING = STATES[17504]  # the lesson's example: nearest to the box, ends in the flag


# ------------------------------------------------------------------- as learners write


def loop_fixed_points(weights: Any) -> list[list[int]]:
    size, found = len(weights), []
    for number in range(2**size):
        state = [1 if number >> i & 1 else -1 for i in range(size)]  # another order of the states
        for i in range(size):
            field = sum(weights[i][j] * state[j] for j in range(size))
            if field * state[i] < 0:
                break
        else:
            found.append(state)
    return found


def package_fixed_points(weights: Any) -> Any:
    return fixed_points(weights)[::-1]


def loop_moves(weights: Any, state: Any) -> list[Any]:
    found = []
    for i in reversed(range(len(state))):
        after = list(state)
        after[i] = -after[i]
        if state[i] * sum(weights[i, j] * state[j] for j in range(len(state))) < 0:
            found.append(after)
    return found


def short_radius(overlaps: Any, success: Any) -> float:
    b = next(k for k, share in enumerate(success) if share >= 0.5)
    pair = slice(b - 1, b + 1)
    return 0.5 - np.interp(0.5, success[pair], overlaps[pair]) / 2


def fixed_points_in_a_list(weights: Any) -> list[Any]:
    return [s for s in all_states(len(weights)) if all(s * (weights @ s) >= 0)]


def fixed_points_reached(weights: Any) -> Any:
    """Where runs from every state end."""
    return np.unique(recall(weights, all_states(len(weights)), rng=0).state, axis=0)


def moves_as_a_matrix(weights: Any, state: Any) -> Any:
    flips = np.outer(np.ones(len(state)), state) - 2 * np.diag(state)
    return flips[state * (weights @ state) < 0]


def moves_that_lower_the_energy(weights: Any, state: Any) -> Any:
    for i in range(len(state)):
        after = state.astype(float)
        after[i] *= -1
        if after @ weights @ after > state @ weights @ state:
            yield after


def radius_step_by_step(overlaps: Any, success: Any) -> Any:
    for k in range(1, len(success)):
        if success[k] >= 0.5:
            part = (0.5 - success[k - 1]) / (success[k] - success[k - 1])
            wrong_before, wrong_after = (1 - overlaps[k - 1]) / 2, (1 - overlaps[k]) / 2
            return np.array([wrong_before + part * (wrong_after - wrong_before)])
    raise AssertionError("the curves of the cases reach one half")


def radius_by_a_line(overlaps: Any, success: Any) -> Any:
    b = np.flatnonzero(success >= 0.5)[0]
    slope, offset = np.polyfit(overlaps[b - 1 : b + 1], success[b - 1 : b + 1], 1)
    return (1 - (0.5 - offset) / slope) / 2


RIGHT = [
    (check.fixed_points, loop_fixed_points),
    (check.fixed_points, package_fixed_points),
    (check.fixed_points, fixed_points_in_a_list),
    (check.fixed_points, fixed_points_reached),
    (check.moves, loop_moves),
    (check.moves, moves_as_a_matrix),
    (check.moves, moves_that_lower_the_energy),
    (check.radius, short_radius),
    (check.radius, radius_step_by_step),
    (check.radius, radius_by_a_line),
]


def short_overlap(overlaps: Any, success: Any) -> float:
    return 1 - 2 * short_radius(overlaps, success)


def sign_equals_spin(weights: Any) -> Any:
    states = all_states(len(weights))
    return states[np.all(np.sign(states @ weights) == states, axis=1)]


def end_of_random_runs(weights: Any) -> Any:
    starts = random_patterns(20, len(weights), rng=1)
    return np.unique(recall(weights, starts, rng=0).state, axis=0)


def strictly(weights: Any) -> Any:
    return [s for s in all_states(len(weights)) if all(s * (weights @ s) > 0)]


def one_array_again_and_again(weights: Any, state: Any) -> Any:
    after, found = state.copy(), []
    for i in np.flatnonzero(state * (weights @ state) < 0):
        after[i] *= -1
        found.append(after)
    return found


def synchronous(weights: Any, state: Any) -> Any:
    return np.where(state * (weights @ state) < 0, -state, state)


def steepest(weights: Any, state: Any) -> Any:
    after = state.copy()
    after[np.argmin(state * (weights @ state))] *= -1
    return [after]


def somebody_rests(weights: Any) -> Any:
    states = all_states(len(weights))
    return states[(states * (states @ weights) >= 0).any(axis=1)]


def fields_alone(weights: Any) -> Any:
    states = all_states(len(weights))
    return states[(states @ weights >= 0).all(axis=1)]


def one_after_another(weights: Any, state: Any) -> Any:
    run, found = state.copy(), []
    for i in range(len(run)):
        if run[i] * (weights[i] @ run) < 0:
            run[i] *= -1
            found.append(run.copy())
    return found


def in_place(weights: Any, state: Any) -> Any:
    for i in np.flatnonzero(state * (weights @ state) < 0):
        state[i] *= -1
    return [state]


WRONG = [
    (check.fixed_points, sign_equals_spin, "tie as unstable"),
    (check.fixed_points, end_of_random_runs, "some are missing"),
    (check.fixed_points, strictly, "tie as unstable"),
    (check.fixed_points, lambda w: all_states(len(w)), "some unit would leave"),
    (check.fixed_points, lambda w: fixed_points(w).T, "rows and columns are exchanged"),
    (check.fixed_points, lambda w: fixed_points(w, ties="plus"), "asks for +1"),
    (check.fixed_points, lambda w: state_number(fixed_points(w)), "numbers of the right"),
    (check.fixed_points, somebody_rests, "np.any"),
    (check.fixed_points, fields_alone, "the fields alone"),
    (check.moves, synchronous, "synchronous"),
    (check.moves, steepest, "steepest descent"),
    (check.moves, in_place, "changes its argument"),
    (check.moves, lambda w, s: loop_moves(w, s)[-1:], "first discontent unit"),
    (check.moves, one_after_another, "You follow one run"),
    (check.moves, one_array_again_and_again, "All rows are the same"),
    (check.moves, lambda w, s: [m for m in loop_moves(w, s) if m[0] == s[0]], "yours has shape"),
    (check.radius, short_overlap, "critical initial overlap"),
    (check.radius, lambda m, q: 0.5 - np.interp(0.5, q, m) / 2, "never falls"),
    (check.radius, lambda m, q: (1 - m[q >= 0.5][0]) / 2, "first measured point"),
    (check.radius, lambda m, q: 1 - short_overlap(m, q), "costs the overlap twice"),
    (check.radius, lambda m, q: 1 - short_radius(m, q), "share of right units"),
    (check.radius, lambda m, q: (1 - m[q < 0.5][-1]) / 2, "should be"),
    (check.radius, lambda m, q: (1 - np.interp(0.5, m, q)) / 2, "should be"),
]


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
        (LOSING, _ORDER[1:], _ORDER, "my_order: expected each"),
        (LOSING, _ORDER, [1, *_ORDER[1:]], "my_other_order: expected each"),
        (LOSING, _ORDER, "backwards", "my_other_order: expected each"),
        (FIVE[1], _ORDER, _ORDER[::-1], "fixed point"),
        (LOSING, _ORDER, _ORDER, "Both runs end in pattern 4: the two orders are the same"),
        (LOSING, _ORDER, _ORDER[::-1], "the orders agree"),
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


def test_the_lesson_s_losing_start() -> None:
    verdict = check.losing_start(FIVE, LOSING)
    assert verdict.status == "correct"
    assert "Pattern 1 is 2 units away, pattern 4 3" in verdict.message
    assert check.losing_start(FIVE, -LOSING).status == "correct"


def near(picture_number: int, *units: int) -> Any:
    state = FIVE[picture_number].copy()
    state[list(units)] *= -1
    return state


def kinds_of_starts() -> dict[str, Any]:
    """One start of each kind, found by enumeration."""
    memories = np.vstack([FIVE, -FIVE])
    columns = [int(np.flatnonzero(np.all(FATES.states == m, axis=1))[0]) for m in memories]
    chance = FATES.chances[:, columns]
    away = (16 - STATES.astype(int) @ memories.T) // 2
    ranked = np.sort(away, axis=1)
    clear = (ranked[:, 0] < ranked[:, 1]) & (ranked[:, 0] > 0)
    wins = chance[np.arange(len(STATES)), away.argmin(axis=1)]
    alone = np.zeros(len(STATES), dtype=bool)
    alone[state_number(FATES.states)] = True
    never = clear & (wins == 0)
    masks = {
        "fixed point that nobody stored": never & alone,
        "the best other memory wins": never & ~alone & (chance.max(axis=1) < 1),
        "still wins with chance": clear & (wins > 0) & (wins < 1),
        "always wins": clear & (wins == 1),
        "equally far": (ranked[:, 0] == ranked[:, 1]) & (ranked[:, 0] > 0),
    }
    return {words: STATES[mask][0] for words, mask in masks.items() if mask.any()}


@pytest.mark.long
def test_what_losing_start_says() -> None:
    kinds = kinds_of_starts()
    assert len(kinds) >= 4
    for words, start in kinds.items():
        verdict = check.losing_start(FIVE, start)
        assert words in verdict.message
        assert verdict.status in ("not quite", "almost")
    assert "memory itself" in check.losing_start(FIVE, -FIVE[2]).message
    assert check.losing_start(FIVE, ...).status == "not yet"
    assert "my_losing_start" in check.losing_start(FIVE, None).message
    assert "shape (1, 16)" in check.losing_start(FIVE, LOSING[None]).message
    assert "+1 and −1" in check.losing_start(FIVE, LOSING * 2).message
