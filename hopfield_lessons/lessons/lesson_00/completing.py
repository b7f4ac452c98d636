"""Exercise of lesson 00: a recall in which the units that are known stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ... import dynamics, rules
from ...exercises.draws import spins
from ...exercises.exercise import Exercise, Misconception, Telltale, slip

_UNITS = 8


def _end(
    weights: NDArray[Any], state: NDArray[Any], known: NDArray[Any], **options: Any
) -> NDArray[Any]:
    run = dynamics.recall(weights, state, hold=known, **({"order": "sequential"} | options))
    return run.state


def _ends(weights: NDArray[Any], state: NDArray[Any], known: NDArray[Any]) -> set[bytes]:
    """Every state of rest to which some order of visits leads."""
    waiting, seen, ends = [state], {state.tobytes()}, set()
    while waiting:
        here = waiting.pop()
        flips = np.flatnonzero((here * (weights @ here) < 0) & ~known)
        if not flips.size:
            ends.add(here.tobytes())
        for unit in flips:
            after = here.copy()
            after[unit] *= -1
            if after.tobytes() not in seen:
                seen.add(after.tobytes())
                waiting.append(after)
    return ends


def _draw(rng: np.random.Generator) -> tuple[Any, ...]:
    """A start that every order takes to one end, and no short way of most of them."""
    while True:
        weights = _integer_weights(spins(rng, int(rng.integers(3, 6)), _UNITS))
        state, known = spins(rng, _UNITS), rng.random(_UNITS) < 0.35
        if not known.any() or len(_ends(weights, state, known)) > 1:
            continue
        end = _end(weights, state, known)
        missed = [not np.array_equal(end, way) for way in _short_ways(weights, state, known)]
        if sum(missed) > len(missed) / 2:
            return weights, state, known


def _integer_weights(patterns: NDArray[np.int8]) -> NDArray[np.float64]:
    """Hebb's weights times N: whole numbers, so that a tie is a tie in every order of adding."""
    weights: NDArray[np.float64] = np.rint(rules.hebbian(patterns) * patterns.shape[1])
    return weights + 0.0  # no −0


def _short_ways(
    weights: NDArray[Any], state: NDArray[Any], known: NDArray[Any]
) -> Iterator[NDArray[Any]]:
    """Nothing held; one sweep, forwards and backwards; all at once; the known left out."""
    nobody = np.zeros_like(known)
    yield _end(weights, state, nobody)
    yield _put_back(weights, state, known)
    yield _end(weights, state, known, max_sweeps=1)
    yield _end(weights, state, known, max_sweeps=1, order=np.arange(len(state))[::-1])
    yield _at_once(weights, state, known, 1)
    yield _at_once(weights, state, known, 10)
    yield _unheard(weights, state, known)


def _put_back(weights: NDArray[Any], state: NDArray[Any], known: NDArray[Any]) -> NDArray[Any]:
    return np.where(known, state, _end(weights, state, np.zeros_like(known)))


def _at_once(
    weights: NDArray[Any], state: NDArray[Any], known: NDArray[Any], sweeps: int
) -> NDArray[Any]:
    return _end(weights, state, known, update="synchronous", max_sweeps=sweeps)


def _unheard(weights: NDArray[Any], state: NDArray[Any], known: NDArray[Any]) -> NDArray[Any]:
    """The known units stay, but no other unit hears them."""
    apart = known | known[:, None]
    return _end(np.where(apart, 0.0, weights), state, known)


def _tie_to_plus(weights: NDArray[Any], state: NDArray[Any], known: NDArray[Any]) -> NDArray[Any]:
    return _end(weights, state, known, ties="plus")


def _np_sign(weights: NDArray[Any], state: NDArray[Any], known: NDArray[Any]) -> NDArray[Any]:
    """Sweeps with np.sign and no regard to ties, so that units can become 0."""
    here = state.astype(float)
    for _ in range(20):
        for unit in np.flatnonzero(~known):
            here[unit] = np.sign(weights[unit] @ here)
    return here


# All at once this blinks for ever, though one after another there is a single end.
_BLINKS = np.array(
    [
        [-1, -1, 1, 1, -1, 1, -1, -1],
        [1, -1, -1, 1, -1, -1, 1, 1],
        [-1, 1, -1, 1, -1, -1, 1, 1],
        [1, 1, -1, 1, 1, 1, -1, -1],
        [-1, -1, -1, 1, 1, -1, -1, 1],
    ]
)
_NOBODY = np.zeros(4, dtype=bool)
_TIES = np.array([[0.0, 1, -1, 0], [1, 0, 0, -1], [-1, 0, 0, 1], [0, -1, 1, 0]])

complete = Exercise(
    name="my_complete",
    right=_end,
    # Every order of visits leads from each of these starts to the same end.
    probes=(
        (rules.hebbian([[1, -1, -1, 1]]), np.array([1, -1, -1, -1]), _NOBODY),
        (
            rules.hebbian([[1, -1, -1, 1]]),
            np.array([1, 1, 1, 1]),
            np.array([True, False, True, True]),
        ),
        (_TIES, np.array([-1, 1, 1, 1]), np.array([False, True, True, False])),
        (_TIES, np.array([-1, -1, -1, 1]), np.array([True, False, False, True])),
        (_integer_weights(_BLINKS), np.array([-1] * 7 + [1]), np.zeros(8, dtype=bool)),
    ),
    draw=_draw,
    draws=16,
    misconceptions=(
        Misconception(
            lambda w, s, known: s,
            "The state comes back as it went in. Visit the units that aren't known.",
        ),
        Misconception(
            lambda w, s, known: _end(w, s, ~known),
            "Turned round: you visit the units that are known, and leave the others. In numpy "
            "`~known` is True where a unit isn't known.",
        ),
        slip(
            lambda w, s, known: _end(w, s, np.zeros_like(known)),
            "You visit every unit, the known ones too, and some of them turn. Pass them by.",
        ),
        slip(
            _put_back,
            "You let all units move and put the known ones back at the end. On the way the others "
            "heard wrong values from them: the known ones must never turn.",
        ),
        slip(
            _unheard,
            "The known units stay, but nobody hears them. They are never visited, and yet they "
            "take part in every field.",
        ),
        slip(
            lambda w, s, known: _end(w, s, known, max_sweeps=1),
            "This is the state after one sweep. A unit visited early may have to turn once more: "
            "go on until a whole sweep changes nothing.",
        ),
        *(
            Misconception(
                lambda w, s, known, sweeps=sweeps: _at_once(w, s, known, sweeps),
                "This turns all units at once. Visit one after another, so that each hears what "
                "the others have become.",
            )
            for sweeps in (1, 10, 1000)
        ),
        slip(
            _np_sign,
            "In some case a field is exactly zero, and np.sign(0) is 0, which is no spin. "
            "Leave such a unit as it is.",
        ),
        slip(
            _tie_to_plus,
            "In some case a field is exactly zero, and your unit becomes +1. It should stay as it "
            "is.",
        ),
        slip(
            lambda w, s, known: -_end(w, s, known),
            "This is the negative of the end.",
        ),
    ),
    telltales=(
        Telltale(
            lambda given, right: any(
                np.any(np.abs(one) != np.abs(end)) for one, end in zip(given, right, strict=True)
            ),
            "Some of your units are neither +1 nor −1: a state is made of spins. Let each visited "
            "unit become the sign of its field.",
        ),
    ),
    praise="What was known stayed, and pulled the rest towards it.",
    shape="a state of shape (N,) (hl.recall returns more than that: take .state)",
)
