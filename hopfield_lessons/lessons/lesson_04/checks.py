"""Exercises of lesson 04, symmetry and convergence."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...exercises.exercise import Exercise, Misconception, slip
from ...patterns import random_patterns
from .networks import counterexamples, tie_that_decides

__all__ = ["counterexamples", "guarantee", "lyapunov", "period", "tie_that_decides"]


# ------------------------------------------------------------------- 1: the period


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


def _walk(*marks: int) -> NDArray[np.int8]:
    """A trajectory through different states of four units, given by number."""
    return np.array([[2 * (mark >> unit & 1) - 1 for unit in range(4)] for mark in marks], np.int8)


period = Exercise(
    name="my_period",
    right=_period,
    probes=(
        (_walk(1, 3, 7, 7, 7),),
        (_walk(1, 2, 7, 4, 7, 4, 7, 4),),
        (_walk(0, 1, 3, 12, 10, 3, 12, 10, 3, 12, 10),),
        (_walk(9, 5, 1, 14, 9, 5, 1, 14, 9),),
        (_walk(3, 5, 12, 10, 3, 5, 12, 10, 3),),
        (_walk(1, 2, 3, 4, 5),),
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
            lambda path: next((p for p in (1, 2) if np.array_equal(path[-1], path[-1 - p])), 0),
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
    ),
    praise="Fixed points, blinkers, longer cycles, and runs that have not come back yet.",
    shape="one whole number",
)


# ------------------------------------------------------------------- 2: L(t)


def _lyapunov(
    weights: Any, trajectory: Any, field: Any, *, field_twice: bool = True, factor: float = 1.0
) -> NDArray[np.float64]:
    path = np.asarray(trajectory, dtype=float)
    w, b = np.asarray(weights, dtype=float), np.asarray(field, dtype=float)
    return np.array(
        [
            -factor * (after @ w @ before) - b @ (after + (before if field_twice else 0))
            for before, after in pairwise(path)
        ]
    )


def _energy_along(weights: Any, trajectory: Any, field: Any) -> NDArray[np.float64]:
    path = np.asarray(trajectory, dtype=float)
    return np.array([-0.5 * s @ np.asarray(weights) @ s - np.asarray(field) @ s for s in path])


def _probe_of_lyapunov(size: int, seed: int) -> tuple[Any, ...]:
    rng = np.random.default_rng(seed)
    half = rng.integers(-3, 4, (size, size))
    return half + half.T, random_patterns(5, size, rng=rng), rng.integers(1, 5, size)


lyapunov = Exercise(
    name="my_lyapunov",
    right=_lyapunov,
    probes=(_probe_of_lyapunov(4, 1), _probe_of_lyapunov(5, 2)),
    misconceptions=(
        Misconception(
            _energy_along,
            "This is the energy E of each state. L mixes two moments, s(t) and s(t − 1).",
        ),
        Misconception(
            lambda w, path, b: _energy_along(w, path, b)[1:],
            "This is the energy E of each state. L mixes two moments, s(t) and s(t − 1).",
        ),
        slip(
            lambda w, path, b: _lyapunov(w, path, b, factor=0.5),
            "There is no ½ in L: a pair i, j comes as s_i(t) s_j(t − 1) and as s_j(t) s_i(t − 1), "
            "two different products, so nothing is counted twice.",
        ),
        slip(
            lambda w, path, b: _lyapunov(w, path, b, field_twice=False),
            "The field acts at both moments: Σ b_i (s_i(t) + s_i(t − 1)).",
        ),
        slip(
            lambda w, path, b: _lyapunov(w, path, 0 * b),
            "The external field is missing: − Σ b_i (s_i(t) + s_i(t − 1)).",
        ),
        slip(
            lambda w, path, b: -_lyapunov(w, path, b),
            "The sign is turned round: L falls, so both sums come with a minus.",
        ),
        slip(
            lambda w, path, b: _lyapunov(w, path, b)[-1:],
            "Only the last value is there. Return L at every moment from t = 1 on.",
        ),
    ),
    praise="Two moments, one number, and it never rises.",
    shape="one number for each step, shape (T,)",
)


# ------------------------------------------------------------------- 3: which theorem


def _guarantee(
    weights: Any,
    all_at_once: Any,
    *,
    least_diagonal: bool = True,
    zero_diagonal: bool = False,
    definite: bool = True,
    antisymmetric: bool = True,
) -> int:
    """The longest period that a theorem allows; 0: no theorem."""
    w = np.asarray(weights)
    diagonal = np.diagonal(w)
    if np.array_equal(w, -w.T) and antisymmetric:
        return 4 if all_at_once else 0
    if not np.array_equal(w, w.T):
        return 0
    if all_at_once:
        return 1 if definite and np.linalg.eigvalsh(w).min() > -1e-9 else 2
    if zero_diagonal:
        return int((diagonal == 0).all())
    return int((diagonal >= 0).all() or not least_diagonal)


_COPY = np.array([[0, 1], [1, 0]])
_CHASE = np.array([[0, 1], [-1, 0]])
_TRIANGLE = np.array([[0, -1, -1], [-1, 0, -1], [-1, -1, 0]])

guarantee = Exercise(
    name="my_guarantee",
    right=_guarantee,
    probes=tuple(
        (np.array(weights), all_at_once)
        for weights in (
            _COPY,
            _TRIANGLE,
            _CHASE,
            [[0, 1], [2, 0]],
            [[1, 2], [2, 1]],
            [[2, 1], [1, 2]],
            [[-1, 3], [3, 0]],
            [[0, 1, 0], [0, 0, 1], [1, 0, 0]],
        )
        for all_at_once in (False, True)
    ),
    misconceptions=(
        slip(
            lambda w, once: _guarantee(w, once, least_diagonal=False),
            "You forgot the diagonal: one by one, a negative w_ii can turn a unit again and again. "
            "N = 1, w = −1 is enough.",
        ),
        slip(
            lambda w, once: _guarantee(w, once, zero_diagonal=True),
            "w_ii = 0 is not necessary. One by one, w_ii ≥ 0 is enough: the flip then costs "
            "−2|h| − 2w_ii, which is still negative.",
        ),
        slip(
            lambda w, once: _guarantee(w, once, definite=False),
            "All at once there is one more theorem: a symmetric matrix without negative "
            "eigenvalues comes to rest.",
        ),
        Misconception(
            lambda w, once: _guarantee(w, False),
            "All at once is another matter: E may rise there, and symmetric weights may blink.",
        ),
        slip(
            lambda w, once: _guarantee(w, once) or (4 if np.array_equal(w, -w.T) else 0),
            "Period 4 belongs to synchronous updates. One by one, antisymmetric weights have no "
            "theorem.",
        ),
        slip(
            lambda w, once: _guarantee(w, once, antisymmetric=False),
            "You left out the antisymmetric matrices, w_ij = −w_ji: all at once they have "
            "period 4.",
        ),
        Misconception(
            lambda w, once: (
                (2 if once else 1)
                if np.array_equal(w, w.T) and (once or not np.diagonal(w).any())
                else 0
            ),
            "Symmetric or not, and zero diagonal or not: that is where most textbooks stop. Two "
            "more theorems apply all at once, and one by one w_ii ≥ 0 is enough.",
        ),
    ),
    praise="You know which theorem speaks, and when none does.",
    shape="one of the numbers 0, 1, 2, 4",
)
