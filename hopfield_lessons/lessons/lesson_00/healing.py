"""Exercise of lesson 00: the whole memory in one function."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ... import dynamics, landscape, patterns, rules
from ...exercises.draws import spins
from ...exercises.exercise import Exercise, Misconception, slip

_UNITS = 9


def _ends(x: NDArray[Any], s: NDArray[Any], *, diagonal: float = 0, **options: Any) -> NDArray[Any]:
    weights = rules.hebbian(x) + diagonal * len(x) / x.shape[1] * np.eye(x.shape[1])
    return dynamics.recall(weights, s, **({"order": "sequential"} | options)).state


def _draw(rng: np.random.Generator) -> tuple[Any, ...]:
    """Patterns and a start that every order of updates takes to one end, but no short way does."""
    while True:
        x = spins(rng, int(rng.integers(3, 6)), _UNITS)
        starts = _starts_with_one_end(x)
        misses = np.array(
            [np.any(end != _ends(x, starts), axis=1) for end in _short_ways(x, starts)]
        ).sum(axis=0)
        if misses.size and misses.max() > 1:
            return x, starts[misses.argmax()]


def _starts_with_one_end(x: NDArray[Any]) -> NDArray[Any]:
    certain = np.isclose(landscape.fates(rules.hebbian(x)).chances.max(axis=1), 1)
    return np.asarray(landscape.all_states(_UNITS)[certain])


def _short_ways(x: NDArray[Any], s: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """One sweep, forwards and backwards; all at once, with the diagonal and without; one flip."""
    yield _ends(x, s, max_sweeps=1)
    yield _ends(x, s, max_sweeps=1, order=np.arange(_UNITS)[::-1])
    for diagonal in (0, 1):
        for sweeps in (1, 10):
            yield _ends(x, s, update="synchronous", max_sweeps=sweeps, diagonal=diagonal)
    yield _ends(x, s, diagonal=1)


_TWO = np.array([[1, 1, 1, 1, -1, -1, -1, -1], [1, -1, 1, -1, 1, -1, 1, -1]])
_APART = np.array([[1, -1, -1, 1, -1, -1, 1, -1], [-1, -1, 1, -1, -1, 1, -1, -1]])

# All at once these go elsewhere: without a diagonal, and with one in another way than one by one.
_BLINKS = np.array(
    [
        [-1, -1, 1, 1, -1, 1, -1, -1],
        [1, -1, -1, 1, -1, -1, 1, 1],
        [-1, 1, -1, 1, -1, -1, 1, 1],
        [1, 1, -1, 1, 1, 1, -1, -1],
        [-1, -1, -1, 1, 1, -1, -1, 1],
    ]
)
_HOLDS = np.array([[1, 1, -1, -1, 1, 1], [1, -1, 1, -1, -1, -1], [-1, -1, 1, -1, -1, 1]])

heal = Exercise(
    name="my_heal",
    right=_ends,
    # Every order of updates leads from each of these starts to the same end.
    probes=(
        (_TWO, np.array([1, 1, 1, 1, -1, -1, -1, 1])),
        (_TWO, np.array([-1, 1, -1, 1, -1, -1, -1, 1])),
        (_TWO[:1], np.array([-1, -1, 1, 1, -1, -1, -1, 1])),
        (_APART, np.full(8, -1)),
        (_BLINKS, np.array([-1, -1, -1, -1, -1, -1, -1, 1])),
        (_HOLDS, np.array([-1, 1, -1, -1, 1, -1])),
    ),
    draw=_draw,
    draws=12,
    misconceptions=(
        Misconception(
            lambda x, s: s,
            "The state comes back as it went in: hand it to hl.recall, and return the end.",
        ),
        Misconception(
            lambda x, s: x[np.argmax(x @ s)],
            "This searches the list for the most similar pattern: look-up by content, but done by "
            "a clerk. The network has no list, and its end may be another one: use hl.recall.",
        ),
        Misconception(
            lambda x, s: x[np.argmax(np.abs(x @ s))],
            "This searches the list, without regard to sign. Let the network find the end: "
            "hl.recall.",
        ),
        Misconception(
            lambda x, s: x[0],
            "You return a stored pattern without looking at the damaged state.",
        ),
        slip(
            lambda x, s: patterns.overlap(x, _ends(x, s)),
            "These are the overlaps of the end with the patterns. Return the state itself.",
        ),
        Misconception(
            lambda x, s: np.sign(rules.hebbian(x) @ s),
            "This turns all units at once, and once only; a unit with field 0 even becomes 0. "
            "hl.recall visits one unit after another until nothing changes.",
        ),
        slip(
            lambda x, s: _ends(x, s, diagonal=1),
            "Your weights have a diagonal, so each unit also listens to itself and holds on to "
            "its damage. hl.hebbian clears it.",
        ),
        *(
            Misconception(
                lambda x, s, sweeps=sweeps, diagonal=diagonal: _ends(
                    x, s, update="synchronous", max_sweeps=sweeps, diagonal=diagonal
                ),
                "This turns all units at once. The network visits one after another, so that each "
                "sees what the others have become: hl.recall does.",
            )
            for sweeps in (1, 10, 1000)
            for diagonal in (0, 1)
        ),
        slip(
            lambda x, s: _ends(x, s, max_sweeps=1),
            "This is the state after one sweep. A unit visited early may have to turn once more: "
            "go on until nothing changes, as hl.recall does.",
        ),
        slip(
            lambda x, s: _ends(x[:1], s),
            "Only the first pattern is stored: hand all of them to hl.hebbian.",
        ),
        slip(
            lambda x, s: -_ends(x, s),
            "This is the negative of the end.",
        ),
    ),
    praise="Weights from the patterns, a start from the damage, and the end by itself.",
    shape="a state of shape (N,) (hl.recall returns more than that: take .state)",
)
