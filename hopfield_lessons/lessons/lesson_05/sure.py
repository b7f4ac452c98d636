"""Exercise of lesson 05: the starts that end in a memory whoever is asked first."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ... import landscape
from ...exercises import draws
from ...exercises.exercise import Exercise, Misconception, Telltale, slip
from ...rules import hebbian


class _Small:
    """All states of a small network, and the numbers of the states that each can move to."""

    def __init__(self, weights: Any, memory: Any) -> None:
        self.weights = np.asarray(weights, dtype=float)
        self.states = landscape.all_states(len(self.weights)).astype(float)
        self.home = np.all(self.states == np.asarray(memory), axis=1)
        self.aligned = self.states * (self.states @ self.weights.T)
        bits = 2 ** np.arange(len(self.weights))[::-1]
        turned = np.arange(len(self.states))[:, None] ^ bits
        self.after = [turned[k][self.aligned[k] < 0] for k in range(len(self.states))]
        self.downhill = np.argsort(-0.5 * self.aligned.sum(axis=1), kind="stable")

    def reach(self, together: Any) -> NDArray[Any]:
        """What holds of each state, from what holds of those that it moves to."""
        found = self.home.astype(float)
        for k in self.downhill:
            if self.after[k].size:
                found[k] = together(found[self.after[k]])
        return np.asarray(found)

    def ends(self, first: Any) -> NDArray[np.intp]:
        """Where runs end of which the unit is known that moves next."""
        ends = np.arange(len(self.states))
        for k in self.downhill:
            if self.after[k].size:
                ends[k] = ends[first(k)]
        return ends

    def count(self, ends: NDArray[np.intp]) -> int:
        return int(self.home[ends].sum())


def _sure(weights: Any, memory: Any) -> int:
    return int(_Small(weights, memory).reach(np.min).sum())


def _in_one_order(weights: Any, memory: Any, step: int = 1) -> int:
    """The basin if each sweep goes from first to last, or back."""
    small = _Small(weights, memory)
    found = landscape.basins(small.weights, order=np.arange(len(small.weights))[::step])
    return int(found.sizes[np.all(found.states == np.asarray(memory), axis=1)].sum())


def _steepest(weights: Any, memory: Any) -> int:
    small = _Small(weights, memory)

    def first(k: int) -> int:
        into = small.after[k]
        pulls = small.aligned[k][small.aligned[k] < 0]
        return int(into[pulls.argmin()])

    return small.count(small.ends(first))


def _all_at_once(weights: Any, memory: Any) -> int:
    small = _Small(weights, memory)
    ends = small.states
    for _ in range(2 * len(ends)):
        ends = np.where(ends * (ends @ small.weights.T) < 0, -ends, ends)
    return int(np.all(ends == np.asarray(memory), axis=1).sum())


def _one_step(weights: Any, memory: Any) -> int:
    """The memory, and the states all of whose moves lead straight to it."""
    small = _Small(weights, memory)
    straight = [into.size > 0 and small.home[into].all() for into in small.after]
    return int(np.sum(straight)) + 1


def _fixed_points_too(weights: Any, memory: Any) -> int:
    """All moves of a state that has none lead wherever one likes."""
    small = _Small(weights, memory)
    found = small.home.copy()
    for k in small.downhill:
        found[k] |= found[small.after[k]].all()
    return int(found.sum())


def _nearest(weights: Any, memory: Any) -> int:
    small = _Small(weights, memory)
    rests = small.states[[not into.size for into in small.after]]
    away = (len(small.weights) - small.states @ rests.T) / 2
    mine = (len(small.weights) - small.states @ np.asarray(memory, dtype=float)) / 2
    others = np.where(np.all(rests == np.asarray(memory), axis=1), np.inf, away)
    return int((mine < others.min(axis=1)).sum())


def _ties_move(weights: Any, memory: Any) -> int:
    """Sure, if a unit with field zero could turn as well."""
    small = _Small(weights, memory)
    sure = small.home.copy()
    bits = 2 ** np.arange(len(small.weights))[::-1]
    for _ in range(len(sure)):
        for k in range(len(sure)):
            into = (k ^ bits)[small.aligned[k] <= 0]
            sure[k] |= into.size > 0 and bool(sure[into].all())
    return int(sure.sum())


def _some_memory(rng: np.random.Generator) -> tuple[Any, ...]:
    """Small weights, and one of their fixed points."""
    weights = draws.symmetric(rng, int(rng.integers(2, 6)))
    states = landscape.all_states(len(weights))
    rests = states[np.all(states * (states @ weights) >= 0, axis=1)]
    return weights, rests[rng.integers(len(rests))]


_THREE = hebbian([[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, 1, -1]])
_ONE = hebbian([[1, -1, -1, 1]])
_FIVE = "hl.hebbian(hl.random_patterns(2, 8, rng=4))"
_FAR = (
    "np.int64([[0, 3, 1, 0, 1], [3, 0, 2, 1, 0], [1, 2, 0, 4, 1], [0, 1, 4, 0, 2], "
    "[1, 0, 1, 2, 0]]), np.int64([1, 1, 1, 1, 1])"
)

sure_basin = Exercise(
    name="my_sure_basin",
    right=_sure,
    draw=_some_memory,
    draws=30,
    probes=(
        (_THREE, np.array([1, 1, 1, 1])),
        (_ONE, np.array([1, -1, -1, 1])),
        (np.zeros((3, 3)), np.array([1, -1, 1])),
        _FAR,
        f"{_FIVE}, hl.random_patterns(2, 8, rng=4)[0]",
        f"{_FIVE}, -hl.random_patterns(2, 8, rng=4)[1]",
    ),
    misconceptions=(
        Misconception(
            lambda w, s: int((_Small(w, s).reach(np.max) > 0).sum()),
            "You counted the starts that can end there. Sure are those that can't end anywhere "
            "else: all of their moves, not any of them, must lead to sure states.",
        ),
        Misconception(
            lambda w, s: float(_Small(w, s).reach(np.mean).sum()),
            "These are chances, added up: a start that ends there half of the time counts as half. "
            "Count those whose chance is 1.",
        ),
        Misconception(
            _in_one_order,
            "This is the basin under one order of updates, from first to last. Asked are the "
            "starts that end there in every order.",
        ),
        Misconception(
            lambda w, s: _in_one_order(w, s, -1),
            "This is the basin under one order of updates, from last to first. Asked are the "
            "starts that end there in every order.",
        ),
        Misconception(
            _steepest,
            "You follow the unit that is most against its field. Whoever is asked first means that "
            "any unit with s h < 0 may be the next.",
        ),
        Misconception(
            _all_at_once,
            "You update all units at once. A move flips one unit, and which one is left open.",
        ),
        Misconception(
            _nearest,
            "You counted the starts that are nearest to the memory. Which memory is near says "
            "nothing for certain: follow the moves.",
        ),
        slip(
            lambda w, s: _sure(w, s) - 1,
            "The memory itself is missing: it ends in itself, whoever is asked.",
        ),
        slip(
            _one_step,
            "Only the states one move away are there. A state whose moves lead to sure states is "
            "sure as well: go on from the lowest energy up.",
        ),
        slip(
            _fixed_points_too,
            "All 2^N states are counted. That happens if each other fixed point counts as sure: it "
            "has no moves, and np.all of nothing is True. Of the states without a move only the "
            "memory is sure.",
        ),
        slip(
            lambda w, s: _sure(w, s) / 2 ** len(s),
            "This is their share among all states. Asked is how many they are.",
        ),
        slip(
            lambda w, s: _sure(w, s) + _sure(w, -np.asarray(s)),
            "You counted the starts of the negative too. Asked are those that end in the memory "
            "itself.",
        ),
        slip(
            _ties_move,
            "A tied unit moves in your function. A field of zero keeps the spin: s h < 0, not ≤ 0.",
        ),
        slip(
            lambda w, s: np.flatnonzero(_Small(w, s).reach(np.min) > 0),
            "These are the numbers of the right states. Return how many they are.",
        ),
        slip(
            lambda w, s: _Small(w, s).reach(np.min) > 0,
            "You found out which states are sure. Now count them.",
        ),
    ),
    telltales=(
        Telltale(
            lambda given, right: all(a >= b for a, b in zip(given, right, strict=True)),
            "All sure starts are counted, but also some that another order takes elsewhere: every "
            "single move must lead to a sure state.",
        ),
        Telltale(
            lambda given, right: all(a <= b for a, b in zip(given, right, strict=True)),
            "Some sure starts are missing. Go through the states from the lowest energy up, so "
            "that all states below are known; the memory itself counts.",
        ),
    ),
    praise="No order of updates can take these starts anywhere else.",
    shape="one whole number",
)
