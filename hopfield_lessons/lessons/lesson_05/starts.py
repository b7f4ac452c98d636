"""Exercises of lesson 05 whose answer is a start, with orders or for any order."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ... import landscape
from ...dynamics.noiseless import recall
from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import Verdict, almost, correct, not_quite
from ...patterns import distance
from ...rules import hebbian


def _memory(patterns: NDArray[Any], state: NDArray[Any]) -> int | None:
    """Which stored pattern a state is, if any."""
    found = np.flatnonzero(np.all(patterns == state, axis=1))
    return int(found[0]) if found.size else None


def _two_ends(patterns: ArrayLike, start: object, order: object, other_order: object) -> Verdict:
    """Answer a start that two orders of updating take to two different stored patterns."""
    stored = np.array(patterns)
    size = stored.shape[1]
    state = reading.state(start, size, "my_start")
    first = reading.order(order, size, "my_order")
    second = reading.order(other_order, size, "my_other_order")
    weights = hebbian(stored)
    runs = [recall(weights, state, order=visits) for visits in (first, second)]
    if runs[0].flips == 0:
        return not_quite("This start is a fixed point: no order moves it. Damage it a little more.")
    ends = [_memory(stored, run.state) for run in runs]
    if np.array_equal(runs[0].state, runs[1].state):
        place = f"pattern {ends[0]}" if ends[0] is not None else "the same state"
        hint = "the two orders are the same" if first == second else "the orders agree on this one"
        return not_quite(f"Both runs end in {place}: {hint}. Try other orders, or another start.")
    lost = [f"run {k + 1}" for k, end in enumerate(ends) if end is None]
    if lost:
        return almost(
            f"The ends differ, but {' and '.join(lost)} doesn't end in a stored pattern. "
            "Wanted are two of the patterns themselves (no negatives, no mixtures).",
        )
    return correct(
        f"One start, and the order decides between pattern {ends[0]} and pattern {ends[1]}.",
    )


_TWO = "[[1, 1, 1, 1], [1, 1, -1, -1]]"

two_ends = Task(
    name="my_start, my_order, my_other_order",
    judge=_two_ends,
    of_the_lesson=True,
    right=f"{_TWO}, [1, 1, 1, -1], [0, 1, 2, 3], [0, 1, 3, 2]",
    tried=(
        f"{_TWO}, [1, 1, 1, 1], [0, 1, 2, 3], [3, 2, 1, 0]",
        f"{_TWO}, [1, 1, 1, -1], [0, 1, 2, 3], [0, 1, 2, 3]",
        f"{_TWO}, [1, -1, -1, 1], [0, 1, 2, 3], [1, 0, 2, 3]",
    ),
)


def _losing_start(patterns: ArrayLike, start: object) -> Verdict:
    """Answer a start whose nearest memory can't win, whatever the order, while another surely does.

    The memories are the patterns and their negatives.
    """
    stored = np.array(patterns)
    size = stored.shape[1]
    state = reading.state(start, size, "my_losing_start")
    memories = np.vstack([stored, -stored])
    names = [f"{kind}pattern {k}" for kind in ("", "the negative of ") for k in range(len(stored))]
    away = np.asarray(distance(memories, state))
    fates = landscape.fates(hebbian(stored))
    chances = fates.chances[landscape.state_number(state)]
    at = [np.flatnonzero(np.all(fates.states == memory, axis=1)) for memory in memories]
    chance = np.array([chances[found[0]] if found.size else 0.0 for found in at])
    closest = np.flatnonzero(away == away.min())
    if away.min() == 0:
        return not_quite("This start is a memory itself, so the nearest has won.")
    if closest.size > 1:
        both = " and ".join(names[k] for k in closest)
        return not_quite(
            f"There is no nearest memory: {both} are equally far, {away.min()} units.",
        )
    nearest = int(closest[0])
    if chance[nearest] == 1:
        return not_quite(f"Here the nearest memory, {names[nearest]}, always wins.")
    if chance[nearest] > 0:
        return almost(
            f"The nearest memory, {names[nearest]}, still wins with chance {chance[nearest]:.3f}. "
            "One run that ends elsewhere isn't enough: no order may lead there.",
        )
    if chance.max() < 1:
        moving = (
            "the start is a fixed point that nobody stored"
            if chances.max() == 1 and np.array_equal(fates.states[chances.argmax()], state)
            else f"the best other memory wins with chance {chance.max():.3f}"
        )
        return almost(
            f"{names[nearest].capitalize()}, the nearest memory, can't win, but {moving}. "
            "Find a start that ends in one other memory for certain.",
        )
    winner = int(chance.argmax())
    return correct(
        f"{names[nearest].capitalize()} is {away[nearest]} units away, {names[winner]} "
        f"{away[winner]}, and the farther one wins whatever the order.",
    )


_THREE = "[[1, -1, 1, 1, 1], [-1, -1, 1, 1, 1], [-1, 1, -1, 1, -1]]"

losing_start = Task(
    name="my_losing_start",
    judge=_losing_start,
    of_the_lesson=True,
    right=f"{_THREE}, [-1, -1, -1, 1, -1]",
    tried=(
        f"{_THREE}, [-1, 1, -1, 1, -1]",
        f"{_THREE}, [1, 1, -1, 1, -1]",
        f"{_THREE}, [1, 1, 1, 1, 1]",
    ),
)
