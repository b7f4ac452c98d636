"""Exercises of lesson 04 whose answer is a small network and a start."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ...dynamics.noiseless import recall
from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import AttemptError, Verdict, almost, correct, not_quite
from ...fields import local_field

_MOST_UNITS = 12
_EVERY_ORDER = 4  # units

Net: TypeAlias = tuple[NDArray[np.float64], NDArray[np.int8]]
Update: TypeAlias = Literal["asynchronous", "synchronous"]


def _read(answer: Any, name: str) -> Net:
    """A small network and a start."""
    reading.present(answer, name)
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        raise reading.refused(answer, name, "the pair (weights, start)")
    weights = reading.numbers(answer[0], name, "weights in rows of equal length")
    if weights.ndim != 2 or weights.shape[0] != weights.shape[1] or not np.isfinite(weights).all():
        raise AttemptError(f"{name}: the weights should be (N, N), got shape {weights.shape}.")
    if not 1 <= len(weights) <= _MOST_UNITS:
        raise AttemptError(f"{name}: a dozen units are plenty, got {len(weights)}.")
    return weights, reading.state(answer[1], len(weights), name)


# ------------------------------------------------------------------- four counter-examples


@dataclass(frozen=True)
class _Wanted:
    """What a counter-example breaks, and what it keeps."""

    name: str
    symmetric: bool
    diagonal: str
    update: Update
    period: int | None = None


_WANTED = (
    _Wanted("no_symmetry", False, "zero", "asynchronous"),
    _Wanted("bad_diagonal", True, "negative", "asynchronous"),
    _Wanted("all_at_once", True, "positive", "synchronous", 2),
    _Wanted("five_in_turn", False, "any", "synchronous", 5),
)


def _counterexamples(*answers: object) -> Verdict:
    right: list[str] = []
    wrong: list[Verdict] = []
    for answer, wanted in zip(answers, _WANTED, strict=True):
        try:
            net = _read(answer, wanted.name)
        except AttemptError as refused:
            wrong.append(refused.verdict)
            continue
        told = _too_small(net[0]) or _conditions(net[0], wanted) or _moves_on(net, wanted)
        if told.startswith(_OTHER_ORDER):
            wrong.append(almost(f"{wanted.name}: {told}"))
        elif told:
            wrong.append(not_quite(f"{wanted.name}: {told}"))
        else:
            right.append(wanted.name)
    if not wrong:
        return correct("Four theorems, four conditions, and none of them is for show.")
    if not right:
        return min(wrong, key=lambda verdict: verdict.status == "almost")
    first = min(wrong, key=lambda verdict: verdict.status == "almost")
    status = "almost" if first.status == "not quite" else first.status
    return Verdict(status, f"{', '.join(right)}: right. {first.message}")


def _too_small(weights: NDArray[Any]) -> str:
    """The networks that the lesson prints have one unit or two, or units that hear nobody."""
    if len(weights) < 3:
        return (
            "with one unit or two it is a network of the lesson again. Take three or more, "
            "each of which hears another one."
        )
    lonely = np.flatnonzero(~(weights - np.diag(np.diagonal(weights))).any(axis=1))
    if lonely.size:
        return (
            f"unit {lonely[0] + 1} hears no other unit: its row holds nothing beside w_ii. "
            "Give every unit at least one weight from another."
        )
    return ""


def _conditions(weights: NDArray[Any], wanted: _Wanted) -> str:
    """What the weights must be so that only the condition in question is broken."""
    mirrored = np.array_equal(weights, weights.T)
    own = np.diagonal(weights)
    if wanted.symmetric and not mirrored:
        return "the weights are not symmetric. Here symmetry holds; break the other thing."
    if not wanted.symmetric and mirrored:
        return "the weights are symmetric, so the theorem still holds."
    if wanted.diagonal == "zero" and own.any():
        return "leave the diagonal at zero, so that nothing but symmetry is broken."
    if wanted.diagonal == "negative" and not (own < 0).any():
        return "no w_ii is negative, so the theorem still holds."
    if wanted.diagonal == "positive" and not (own > 0).all():
        return "give every unit w_ii > 0: show that this isn't enough when all move at once."
    return ""


_OTHER_ORDER = "from first to last this run comes to rest"


def _moves_on(net: Net, wanted: _Wanted) -> str:
    """Whether the run goes round for ever (with this period), without the help of ties.

    One by one, from the first unit to the last. An order in which it would is told.
    """
    told = _goes_round(net, wanted, np.arange(len(net[0])))
    if wanted.update == "synchronous" or not told.startswith("this run comes to rest"):
        return told
    for order in _some_orders(len(net[0])):
        if not _goes_round(net, wanted, order):
            visits = ", ".join(str(unit + 1) for unit in order)
            return (
                f"{_OTHER_ORDER}. In the order {visits} it never does: "
                "give the units other numbers, so that this order is 1, 2, 3, …"
            )
    return told


def _some_orders(size: int) -> list[NDArray[np.intp]]:
    """Every order of a few units; of more units some, and backwards among them."""
    if size <= _EVERY_ORDER:
        return [np.array(order) for order in permutations(range(size))]
    rng = np.random.default_rng(1)
    return [np.arange(size)[::-1], *(rng.permutation(size) for _ in range(9))]


def _goes_round(net: Net, wanted: _Wanted, order: NDArray[np.intp]) -> str:
    weights, start = net
    run = recall(
        weights,
        start,
        update=wanted.update,
        order=order,
        max_sweeps=4 * 2 ** len(weights),  # more than there are states: what moves, moves on
        energies=False,
    )
    if run.period == 1:
        return (
            f"this run comes to rest in {run.state.tolist()}. "
            "Find weights, or a start, that go on for ever."
        )
    if wanted.period is not None and run.period != wanted.period:
        return f"this run has period {run.period}; wanted is {wanted.period}."
    if wanted.update == "asynchronous":
        if _ties_met(weights, run.state, order, sweeps=_WATCHED):
            return (
                "a unit meets a field of exactly zero when its turn comes, so the tie rule has a "
                "say. Find one that needs no tie rule."
            )
        return ""
    later = recall(
        weights, run.state, update="synchronous", max_sweeps=_WATCHED, energies=False, record=True
    )
    if (local_field(weights, later.trajectory()) == 0).any():
        return (
            "a field is exactly zero on the way, so the tie rule has a say. "
            "Find one that needs no tie rule."
        )
    return ""


_WATCHED = 8  # sweeps of a run that goes round


def _ties_met(
    weights: NDArray[Any], start: NDArray[Any], order: NDArray[Any], sweeps: int
) -> list[int]:
    """The units that feel zero when they are visited one by one; they keep their spin.

    The fields of all others don't matter at that moment: nobody asks them.
    """
    state, met = np.array(start), []
    for unit in np.tile(order, sweeps).tolist():
        field = local_field(weights, state)[unit]
        if field == 0:
            met.append(unit)
        else:
            state[unit] = np.sign(field)
    return met


_CHASE = "([[0, 0, -1], [1, 0, 0], [0, 1, 0]], [1, 1, 1])"
_CONTRARY = "([[-3, 1, 1], [1, 0, 2], [1, 2, 0]], [1, 1, 1])"
_BLINK = "(3 * np.eye(3) - 2, [1, 1, 1])"
_RING = "(np.roll(np.eye(5), 1, axis=0), [1, -1, -1, -1, -1])"

counterexamples = Task(
    name=", ".join(wanted.name for wanted in _WANTED),
    judge=_counterexamples,
    right=f"{_CHASE}, {_CONTRARY}, {_BLINK}, {_RING}",
    tried=(
        "*[([[0, 1], [1, 0]], [1, -1])] * 4",
        f"{_CHASE}, (-np.eye(3), [1, 1, 1]), ..., ...",
        f"{_CHASE}, {_CONTRARY}, (2 * np.eye(3) - 1, [-1, 1, 1]), ...",
        f"{_CHASE}, {_CONTRARY}, {_BLINK}, ([[0, 0, 1], [1, 0, 0], [0, 1, 0]], [1, 1, -1])",
    ),
)


# ------------------------------------------------------------------- a tie that decides


def _tie_that_decides(answer: object) -> Verdict:
    """Answer a network and a start where the rules keep and plus should end differently."""
    weights, start = _read(answer, "my_tie")
    if not np.array_equal(weights, weights.T):
        return not_quite("The weights are not symmetric: then a run need not end, ties or not.")
    if np.diagonal(weights).any():
        return not_quite("Leave the diagonal at zero.")
    if not weights.any(axis=1).all():
        lonely = int(np.flatnonzero(~weights.any(axis=1))[0])
        return almost(
            f"True, but unit {lonely} (counted from 0) hears nobody at all. Find a tie between "
            "voices that cancel: give every unit at least one weight."
        )
    kept = recall(weights, start, order="sequential", ties="keep", record=True, rng=0)
    plus = recall(weights, start, order="sequential", ties="plus", rng=0)
    if not np.array_equal(kept.state, plus.state):
        if _mutual_opponents(weights):
            return almost(
                "The rules decide, but three of the units are mutual opponents, as in the "
                "triangle of the lesson. Find a network without such three."
            )
        return correct(
            f"Keep ends in {kept.state.tolist()}, plus in {plus.state.tolist()}: the same weights "
            "and start, two memories. Without a rule the question has no answer."
        )
    tied = (local_field(weights, kept.trajectory(1)) == 0).any(axis=0)
    if not tied.any():
        return not_quite(
            "No field is ever zero on this run, so no rule is asked. "
            "Let the voices that a unit hears cancel."
        )
    if not _ties_met(weights, start, np.arange(len(start)), sweeps=int(kept.sweeps)):
        return not_quite(
            f"The voices at unit {int(np.flatnonzero(tied)[0])} (counted from 0) cancel for a "
            "moment, but a unit that it hears turns before it is asked. Make those it hears firm: "
            "give each a neighbour that holds it."
        )
    return not_quite(
        f"There is a tie at unit {int(np.flatnonzero(tied)[0])} (counted from 0), but both rules "
        "end alike. A tied unit that is +1 already, or that is overruled later, decides nothing."
    )


def _mutual_opponents(weights: NDArray[Any]) -> bool:
    """Whether some three units oppose each other, as in the triangle of the lesson."""
    opposed = (weights < 0).astype(int)
    return bool(np.trace(opposed @ opposed @ opposed) > 0)  # walks of three steps back home


tie_that_decides = Task(
    name="my_tie",
    judge=_tie_that_decides,
    right="(np.eye(5, k=1) + np.eye(5, k=-1), [1, 1, -1, -1, -1])",
    tried=(
        "([[0, -1, -1], [-1, 0, -1], [-1, -1, 0]], [-1, 1, -1])",
        "([[0, 1], [1, 0]], [1, -1])",
        "([[0, 1, 0], [1, 0, 0], [0, 0, 0]], [1, 1, -1])",
        "([[0, 1, 0], [1, 0, -1], [0, -1, 0]], [1, 1, 1])",
    ),
)
