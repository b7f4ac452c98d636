"""Exercises of lesson 05 whose answer is a start: with two orders, or with one's own pictures."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ... import landscape
from ...dynamics.noiseless import recall
from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import AttemptError, Verdict, almost, correct, not_quite
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


_MOST_UNITS, _PICTURES = 12, range(2, 7)


def _pictures(answer: object) -> NDArray[np.int8]:
    """A few different pictures of a few units, each of which is a fixed point."""
    reading.present(answer, "my_pictures")
    rows = reading.numbers(answer, "my_pictures", "one picture in each row")
    if rows.ndim != 2 or len(rows) not in _PICTURES or not 2 <= rows.shape[1] <= _MOST_UNITS:
        raise AttemptError(
            f"my_pictures: expected 2 to 6 pictures of at most {_MOST_UNITS} units, one in each "
            f"row, got shape {rows.shape}."
        )
    stored = np.array([reading.state(row, len(row), "my_pictures") for row in rows])
    alike = np.abs(stored.astype(int) @ stored.T) == stored.shape[1]
    if twins := np.argwhere(np.triu(alike, 1)).tolist():
        first, second = twins[0]
        raise AttemptError(
            f"Pictures {first} and {second} are the same, up to the sign (the first is 0). "
            "Take different ones."
        )
    whole = stored.T.astype(int) @ stored - len(stored) * np.eye(stored.shape[1], dtype=int)
    unstable = np.argwhere(stored * (stored @ whole) < 0)
    if unstable.size:
        picture, unit = unstable[0]
        raise AttemptError(
            f"Picture {picture} isn't kept: its unit {unit} turns (both counted from 0). A memory "
            "that isn't a fixed point can't win, and that would be too cheap.",
            "almost",
        )
    return stored


def _units(count: int) -> str:
    return f"{count} unit{'' if count == 1 else 's'}"


def _losing_start(pictures: object, start: object) -> Verdict:
    """Answer pictures, and a start whose nearest memory can't win while another one surely does.

    The memories are the pictures and their negatives.
    """
    stored = _pictures(pictures)
    state = reading.state(start, stored.shape[1], "my_start")
    memories = np.vstack([stored, -stored])
    names = [f"{kind}picture {k}" for kind in ("", "the negative of ") for k in range(len(stored))]
    away = np.asarray(distance(memories, state))
    fates = landscape.fates(hebbian(stored))
    chances = fates.chances[landscape.state_number(state)]
    at = [int(np.flatnonzero(np.all(fates.states == memory, axis=1))[0]) for memory in memories]
    chance = chances[at]
    closest = np.flatnonzero(away == away.min())
    if away.min() == 0:
        return not_quite("This start is a memory itself, so the nearest has won.")
    if closest.size > 1:
        both = " and ".join(names[k] for k in closest)
        return not_quite(
            f"There is no nearest memory: {both} are equally far, {away.min()} units.",
        )
    nearest = int(closest[0])
    if chance[nearest] > _SURE:
        return not_quite(f"Here the nearest memory, {names[nearest]}, always wins.")
    if chance[nearest] > 0:
        return almost(
            f"The nearest memory, {names[nearest]}, still wins with chance {chance[nearest]:.3f}. "
            "One run that ends elsewhere isn't enough: no order may lead there.",
        )
    if chance.max() < _SURE:
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
        f"{names[nearest].capitalize()} is {_units(away[nearest])} away, {names[winner]} "
        f"{away[winner]}, and the farther one wins whatever the order.",
    )


_SURE = 1 - 1e-9  # a chance, of which the last digits are rounded
_NINE = (
    "[[-1, 1, -1, -1, 1, -1, 1, -1, -1], [-1, -1, -1, 1, -1, -1, 1, 1, 1], "
    "[-1, 1, -1, 1, -1, 1, 1, 1, -1], [1, 1, -1, -1, 1, 1, 1, 1, -1]]"
)

losing_start = Task(
    name="my_pictures, my_start",
    judge=_losing_start,
    right=f"{_NINE}, [-1, 1, -1, -1, 1, 1, 1, -1, -1]",
    tried=(
        f"{_NINE}, [-1, 1, -1, 1, -1, 1, 1, 1, -1]",
        f"{_NINE}, [-1, 1, -1, 1, -1, 1, 1, 1, 1]",
        "[[1, 1, 1, 1], [1, 1, 1, -1], [1, 1, -1, -1]], [1, 1, 1, 1]",
        "[[1, 1, 1, 1], [-1, -1, -1, -1]], [1, 1, 1, -1]",
    ),
)
