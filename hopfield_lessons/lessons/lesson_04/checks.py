"""Exercises of lesson 04, symmetry and convergence."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...exercises.exercise import Exercise, Misconception, slip
from .networks import counterexamples, tie_that_decides
from .paper import most_falls, self_coupling
from .theorems import guarantee

__all__ = [
    "counterexamples",
    "guarantee",
    "most_falls",
    "period",
    "self_coupling",
    "tie_that_decides",
]


# ------------------------------------------------------------------- 3: the period


def _period(trajectory: Any) -> int:
    path = np.asarray(trajectory)
    for steps in range(1, len(path)):
        if np.array_equal(path[-1 - steps], path[-1]):
            return steps
    return 0


def _first_return(trajectory: Any) -> int:
    """When a state of the past comes up for the first time, counted from the start."""
    seen: dict[bytes, int] = {}
    for time, state in enumerate(np.asarray(trajectory)):
        if state.tobytes() in seen:
            return time
        seen[state.tobytes()] = time
    return 0


def _back_at_the_start(trajectory: Any) -> int:
    path = np.asarray(trajectory)
    back = np.flatnonzero((path[1:] == path[0]).all(axis=1))
    return int(back[0]) + 1 if back.size else 0


def _up_to_sign(trajectory: Any) -> int:
    path = np.asarray(trajectory)
    for steps in range(1, len(path)):
        if abs(int(path[-1].astype(int) @ path[-1 - steps])) == path.shape[1]:
            return steps
    return 0


def _longest_return(trajectory: Any) -> int:
    path = np.asarray(trajectory)
    back = np.flatnonzero((path[:-1] == path[-1]).all(axis=1))
    return len(path) - 1 - int(back[0]) if back.size else 0


def _one_state_short(trajectory: Any) -> int:
    found = _period(trajectory)
    return found if found < len(trajectory) - 1 else 0


def _since_the_cycle_began(trajectory: Any) -> int:
    """How many different states there are."""
    return len({state.tobytes() for state in np.asarray(trajectory)})


def _visits(trajectory: Any) -> int:
    path = np.asarray(trajectory)
    return int((path == path[-1]).all(axis=1).sum())


def _walk(*marks: int) -> NDArray[np.int8]:
    """A trajectory through different states of four units, given by number."""
    return np.array([[2 * (mark >> unit & 1) - 1 for unit in range(4)] for mark in marks], np.int8)


def _way_into_a_cycle(rng: np.random.Generator) -> tuple[Any, ...]:
    """A tail, then a cycle, once or several times round; or different states only."""
    marks = rng.permutation(8)
    tail, period = int(rng.integers(4)), int(rng.integers(1, 5))
    steps = int(rng.integers(1 if tail else 2, tail + 2 * period + 3))
    way = [*range(tail + period), *(tail + k % period for k in range(2 * period + 3))]
    return (_walk(*marks[way[: steps + 1]])[:, :3],)


period = Exercise(
    name="my_period",
    right=_period,
    draw=_way_into_a_cycle,
    probes=(
        (_walk(1, 3, 7, 7, 7),),
        (_walk(1, 2, 7, 4, 7, 4, 7, 4),),
        (_walk(0, 1, 3, 12, 10, 3, 12, 10, 3, 12, 10),),
        (_walk(9, 5, 1, 14, 9, 5, 1, 14, 9),),
        (_walk(3, 5, 12, 10, 3, 5, 12, 10, 3),),
        (_walk(1, 2, 3, 4, 5),),
        (_walk(6, 1, 3, 6),),
    ),
    misconceptions=(
        Misconception(
            lambda path: int(np.array_equal(path[-1], path[-2])),
            "You compare with the state one step back only, so every cycle is missed: "
            "a run that blinks between two states looks as if it never came back.",
        ),
        Misconception(
            lambda path: 1 if np.array_equal(path[-1], path[-2]) else 2,
            "Not at rest doesn't mean period 2. Compare with the state two steps back, "
            "then three, and so on.",
        ),
        slip(
            lambda path: _period(path) if _period(path) <= 2 else 0,
            "Fixed points and 2-cycles are found, longer cycles are not: don't stop at two steps.",
        ),
        Misconception(
            _first_return,
            "This is the time at which a state came up again, counted from the start, with the "
            "way into the cycle in it; the period is the number of steps from return to return.",
        ),
        Misconception(
            lambda path: len(path) - 1,
            "This is the number of steps in the trajectory. The period is how many steps ago "
            "the last state was there before.",
        ),
        slip(
            lambda path: _period(path) - 1 if _period(path) else 0,
            "One too few: a fixed point has period 1, because it is back after one step.",
        ),
        Misconception(
            _back_at_the_start,
            "You wait for the first state to come back. Most runs never see their start again: "
            "compare with the last state.",
        ),
        Misconception(
            _up_to_sign,
            "You take a state and its negative for the same. s(t + 2) = −s(t) is half of a cycle "
            "of four.",
        ),
        slip(
            _longest_return,
            "You found the earliest visit of the last state. The period is the distance to the "
            "latest one before it.",
        ),
        slip(
            _one_state_short,
            "The search ends one state too early: the last state may be back after the very first. "
            "range(1, n) ends at n − 1.",
        ),
        Misconception(
            _since_the_cycle_began,
            "You counted the different states, those on the way into the cycle too. The period is "
            "the number of steps from return to return.",
        ),
        Misconception(
            _visits,
            "You counted how often the last state comes up. Asked is how many steps ago it was "
            "there before.",
        ),
        slip(
            lambda path: _period(path) or len(path) - 1,
            "A state that was never there before has no period yet: return 0.",
        ),
        slip(
            lambda path: _period(path) or 1,
            "A state that was never there before has no period yet: return 0.",
        ),
        slip(
            lambda path: len(path) - 1 - _period(path) if _period(path) else 0,
            "This is the number of the row in which it was before. Asked is how many steps ago.",
        ),
    ),
    praise="Fixed points, blinkers, longer cycles, and runs that have not come back yet.",
    shape="one whole number",
)
