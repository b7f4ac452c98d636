"""Exercises of lesson 05, attractors and basins."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ... import landscape
from ...exercises import draws
from ...exercises.exercise import Exercise, Misconception, Telltale, slip
from ...rules import hebbian
from .curve import radius
from .starts import losing_start, two_ends

__all__ = ["fixed_points", "losing_start", "moves", "radius", "two_ends"]

# Sizes that are powers of two, and whole numbers: here a tie is exactly zero in floats.
_TWINS = hebbian([[1, -1, -1, 1], [1, -1, -1, -1]])  # the last unit has no field
_THREE = hebbian([[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, 1, -1]])
_EIGHT = "hl.hebbian(hl.random_patterns(3, 8, rng=2))"
_TRIANGLE = np.array([[0, -1, -1], [-1, 0, -1], [-1, -1, 0]])


# ------------------------------------------------------------------- 1: fixed points


def _all(weights: Any) -> tuple[NDArray[Any], NDArray[Any]]:
    """All states, and what each unit's field says about its spin, s_i h_i."""
    w = np.asarray(weights, dtype=float)
    states = landscape.all_states(len(w)).astype(float)
    return states, states * (states @ w.T)


def _fixed_points(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    return states[np.all(aligned >= 0, axis=1)]


def _ties_are_unstable(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    return states[np.all(aligned > 0, axis=1)]


def _sign_of_zero_is_one(weights: Any) -> NDArray[Any]:
    states, _ = _all(weights)
    fields = states @ np.asarray(weights, dtype=float).T
    return states[np.all(np.where(fields >= 0, 1, -1) == states, axis=1)]


def _half(weights: Any, sign: int) -> NDArray[Any]:
    found = _fixed_points(weights)
    half: NDArray[Any] = found[found[:, 0] == sign]
    return half


def _deepest(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    energies = -0.5 * aligned.sum(axis=1)
    return np.asarray(states[np.isclose(energies, energies.min())])


def _content_on_the_whole(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    return np.asarray(states[aligned.sum(axis=1) >= 0])


def _somebody_content(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    return states[np.any(aligned >= 0, axis=1)]


def _field_positive(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    return states[np.all(aligned * states >= 0, axis=1)]


def _against(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    return states[np.all(aligned <= 0, axis=1)]


def _some_weights(rng: np.random.Generator) -> tuple[Any, ...]:
    return (draws.symmetric(rng, int(rng.integers(2, 6))),)


def _rows(answer: NDArray[Any]) -> set[tuple[float, ...]]:
    return {tuple(row) for row in answer.tolist()} if answer.ndim == 2 else set()


fixed_points = Exercise(
    name="my_fixed_points",
    right=_fixed_points,
    probes=(
        (_THREE,),
        (_TWINS,),
        _EIGHT,
        (_TRIANGLE,),
        (np.zeros((1, 1)),),
        "np.zeros((6, 6))",
    ),
    draw=_some_weights,
    misconceptions=(
        slip(
            _ties_are_unstable,
            "You count a tie as unstable. A unit whose field is zero keeps its spin, so it rests: "
            "s h ≥ 0, not > 0. (np.sign(h) == s has the same fault, for np.sign(0) is 0.)",
        ),
        slip(
            _sign_of_zero_is_one,
            "A zero field asks for +1 in your function, so a tied unit that is −1 doesn't rest. "
            "In this course a tie keeps the spin.",
        ),
        slip(
            lambda w: _half(w, 1),
            "Half of them are missing: with s its negative −s is a fixed point too. "
            "Look at all 2^N states.",
        ),
        slip(
            lambda w: _half(w, -1),
            "Half of them are missing: with s its negative −s is a fixed point too. "
            "Look at all 2^N states.",
        ),
        Misconception(
            _deepest,
            "These are the states of lowest energy. A fixed point needs only to be lower than "
            "its neighbours: there are valleys that are not the deepest.",
        ),
        Misconception(
            _content_on_the_whole,
            "You added up s_i h_i over the units. Every single unit must be content: "
            "np.all over the units, for each state.",
        ),
        Misconception(
            _somebody_content,
            "np.any asks for one content unit. Every unit must be content: np.all.",
        ),
        Misconception(
            _field_positive,
            "You look at the fields alone, h ≥ 0. A unit is content if its spin has the sign of "
            "its field: multiply, s h ≥ 0.",
        ),
        slip(
            lambda w: np.flatnonzero(np.all(_all(w)[1] >= 0, axis=1)),
            "These are the numbers of the right states. Return the states themselves, "
            "states[numbers].",
        ),
        Misconception(
            _against,
            "The sign is turned round: a unit rests if its spin and its field agree, s h ≥ 0.",
        ),
        slip(
            lambda w: np.all(_all(w)[1] >= 0, axis=1),
            "You found out which states rest. Now return these states themselves: states[rests].",
        ),
        slip(
            lambda w: (_fixed_points(w) + 1) / 2,
            "These are the right states in zeros and ones. Spins are +1 and −1.",
        ),
        slip(
            lambda w: _fixed_points(w)[:1],
            "Only the first fixed point is there. Is the return inside the loop? It ends the loop "
            "at once: move it to the left.",
        ),
        slip(
            lambda w: np.vstack([_fixed_points(w), -_fixed_points(w)]),
            "Every state is there twice: with s the search finds −s by itself.",
        ),
    ),
    telltales=(
        Telltale(
            lambda given, right: all(
                _rows(a) <= _rows(b) for a, b in zip(given, right, strict=True)
            ),
            "All of these are fixed points, but some are missing. A run finds one at a time, and "
            "small basins seldom: look at all 2^N states.",
        ),
        Telltale(
            lambda given, right: all(
                _rows(a) >= _rows(b) for a, b in zip(given, right, strict=True)
            ),
            "Every fixed point is there, but so are states that some unit would leave.",
        ),
    ),
    praise="Patterns, negatives, ties and whatever else is there: nothing is missing.",
    shape="one fixed point in each row, shape (K, N)",
    any_order=True,
)


# ------------------------------------------------------------------- 2: moves


def _flipped(state: Any, units: Any) -> NDArray[Any]:
    """One copy of the state for each unit, with that unit flipped."""
    rows = np.tile(np.asarray(state, dtype=float), (len(units), 1))
    rows[np.arange(len(units)), units] *= -1
    return rows


def _aligned(weights: Any, state: Any) -> NDArray[Any]:
    spins = np.asarray(state, dtype=float)
    return np.asarray(spins * (np.asarray(weights, dtype=float) @ spins))


def _moves(weights: Any, state: Any) -> NDArray[Any]:
    return _flipped(state, np.flatnonzero(_aligned(weights, state) < 0))


def _all_at_once(weights: Any, state: Any) -> NDArray[Any]:
    return np.asarray(np.where(_aligned(weights, state) < 0, -1.0, 1.0) * np.asarray(state))


def _along_a_run(weights: Any, state: Any) -> NDArray[Any]:
    """The states that one sweep from first to last passes through."""
    w, spins, passed = np.asarray(weights, dtype=float), np.array(state, dtype=float), []
    for unit in range(len(spins)):
        if spins[unit] * (w[unit] @ spins) < 0:
            spins[unit] *= -1
            passed.append(spins.copy())
    return np.array(passed)


def _one_list_entry(weights: Any, state: Any) -> NDArray[Any]:
    """The same array put into the list again and again: all rows are its last form."""
    last = _all_at_once(weights, state)
    return np.tile(last, (len(_moves(weights, state)), 1))


def _one_more_each_time(weights: Any, state: Any) -> NDArray[Any]:
    """Flips that are never taken back."""
    units = np.flatnonzero(_aligned(weights, state) < 0)
    spins, passed = np.array(state, dtype=float), []
    for unit in units:
        spins[unit] *= -1
        passed.append(spins.copy())
    return np.array(passed).reshape(len(units), len(spins))


def _weights_and_state(rng: np.random.Generator) -> tuple[Any, ...]:
    size = int(rng.integers(2, 6))
    return draws.symmetric(rng, size), draws.spins(rng, size)


moves = Exercise(
    name="my_moves",
    right=_moves,
    draw=_weights_and_state,
    draws=24,
    probes=(
        (_THREE, np.array([1, -1, -1, 1])),
        (_TWINS, np.array([-1, -1, -1, 1])),
        (_TWINS, np.array([1, -1, 1, -1])),
        f"{_EIGHT}, np.array([1, 1, 1, -1, -1, -1, 1, -1])",
        f"{_EIGHT}, np.array([-1, -1, -1, -1, -1, -1, -1, 1])",
    ),
    misconceptions=(
        Misconception(
            _all_at_once,
            "This is the synchronous update: all discontent units changed at once, and that is one "
            "state. A move flips one unit; each of them leads to a state of its own.",
        ),
        Misconception(
            lambda w, s: _all_at_once(w, s)[None],
            "This is the synchronous update: all discontent units changed at once, and that is one "
            "state. A move flips one unit; each of them leads to a state of its own.",
        ),
        Misconception(
            lambda w, s: _flipped(s, [int(_aligned(w, s).argmin())]),
            "This is steepest descent: only the flip that lowers the energy most. Any discontent "
            "unit may be the next to be visited, so list all of their flips.",
        ),
        Misconception(
            lambda w, s: _flipped(s, np.flatnonzero(_aligned(w, s) < 0)[:1]),
            "Only the first discontent unit moves here. Another order visits another one first: "
            "list all of them.",
        ),
        Misconception(
            _along_a_run,
            "You follow one run: after its flip the next unit looks at the new state. A move "
            "starts from the given state each time; put the spin back before you go on.",
        ),
        Misconception(
            lambda w, s: _flipped(s, np.arange(len(s))),
            "These are all N neighbours of the state. A move happens only where the field is "
            "against the spin, s h < 0.",
        ),
        slip(
            lambda w, s: _flipped(s, np.flatnonzero(_aligned(w, s) <= 0)),
            "A tied unit moves here. A zero field keeps the spin: s h < 0, not ≤ 0.",
        ),
        Misconception(
            lambda w, s: _flipped(s, np.flatnonzero(_aligned(w, s) > 0)),
            "The sign is turned round: these units agree with their fields and stay.",
        ),
        slip(
            lambda w, s: np.flatnonzero(_aligned(w, s) < 0),
            "These are the units that flip. Return the states they lead to, one in each row.",
        ),
        slip(
            lambda w, s: _moves(w, s) - np.asarray(s),
            "These rows hold the changes. Return the new states.",
        ),
        slip(
            _one_list_entry,
            "All rows are the same: one array was put into the list several times, and flipped "
            "on. Copy the state for each unit.",
        ),
        slip(
            _one_more_each_time,
            "The flips add up: put each spin back before you flip the next, or copy the state for "
            "each unit.",
        ),
        slip(
            lambda w, s: (_moves(w, s) + 1) / 2,
            "These are the right states in zeros and ones. Spins are +1 and −1.",
        ),
        slip(
            lambda w, s: np.vstack([np.asarray(s)[None], _moves(w, s)]),
            "The state itself is among them. A move changes something.",
        ),
    ),
    praise="Every arrow out of this state, and no other.",
    shape="one state in each row, shape (K, N)",
    any_order=True,
)
