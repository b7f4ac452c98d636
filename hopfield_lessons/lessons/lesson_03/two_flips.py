"""Exercise of lesson 03: what it costs when two units flip at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...exercises import draws
from ...exercises.exercise import Exercise, Misconception, slip

# The pair of two units is in both of their fields, and flips twice: it comes off with a 4.
_TWICE = 2.0
_PAIR = -4.0


def _field(weights: Any, state: Any, unit: int) -> float:
    return float(weights[unit] @ state.astype(float))


def _change(
    weights: Any, state: Any, i: int, k: int, *, spins: float = _TWICE, pair: float = _PAIR
) -> float:
    """`spins` (s_i h_i + s_k h_k) + `pair` w_ik s_i s_k, with the fields before the flip."""
    own = sum(float(state[unit]) * _field(weights, state, unit) for unit in (i, k))
    return spins * own + pair * float(weights[i, k] * state[i] * state[k])


def _changes(**options: float) -> Callable[..., float]:
    return lambda w, s, i, k: _change(w, s, i, k, **options)


def _energy(weights: Any, state: Any) -> float:
    return float(-0.5 * state.astype(float) @ weights @ state)


def _one(weights: Any, state: Any, unit: int) -> float:
    return 2 * float(state[unit]) * _field(weights, state, unit)


def _two_units(rng: np.random.Generator) -> tuple[Any, ...]:
    size = int(rng.integers(3, 6))
    i, k = (int(unit) for unit in rng.permutation(size)[:2])
    return draws.symmetric(rng, size), draws.spins(rng, size), i, k


_FIVE = np.array(
    [[0, 2, -1, 3, 1], [2, 0, 1, -3, 2], [-1, 1, 0, 2, -2], [3, -3, 2, 0, 1], [1, 2, -2, 1, 0]],
    dtype=float,
)
_S5 = np.array([1, 1, -1, 1, -1], np.int8)
_PAIR_STAYS = (
    "The pair of the two units changes its sign twice, so it stays as it was. It stands in both "
    "fields, and each 2 s h has counted it as turned: take it off, 4 w_ik s_i s_k."
)
_STRAY = (
    "Half of what it should be: a stray ½. The ½ of E is used up when rows and columns, which are "
    "equal, are added."
)
_DOUBLE = "Twice too much: this is the ΔE of an energy without its ½."
_TURNED = (
    "The sign is turned round: this is E(before) − E(after). Or spins and fields were taken after "
    "the flips: take them before."
)

energy_change = Exercise(
    name="my_energy_change",
    right=_change,
    draw=_two_units,
    probes=(
        (np.array([[0.0, -2.0], [-2.0, 0.0]]), np.array([1, 1], np.int8), 0, 1),
        *((_FIVE, _S5, i, k) for i, k in ((0, 1), (1, 3), (2, 4), (4, 0))),
    ),
    misconceptions=(
        slip(_changes(pair=0), _PAIR_STAYS),
        slip(
            _changes(pair=-2),
            "The pair comes off once. It stands in both fields, h_i and h_k, and each comes with "
            "a 2: take off 4 w_ik s_i s_k.",
        ),
        slip(
            _changes(pair=4),
            "The pair of the two has the wrong sign: it is in the fields, so it has to come off.",
        ),
        slip(
            _changes(pair=2),
            "The pair of the two has the wrong sign, and stands in both fields: take off "
            "4 w_ik s_i s_k.",
        ),
        slip(
            lambda w, s, i, k: _change(w, s, i, k, pair=0) - 4 * float(w[i, k]),
            "The spins of the pair are missing in the last term: 4 w_ik s_i s_k.",
        ),
        Misconception(_changes(spins=1, pair=-2), _STRAY),
        Misconception(_changes(spins=1, pair=0), _STRAY),
        Misconception(_changes(spins=4, pair=-8), _DOUBLE),
        Misconception(_changes(spins=4, pair=0), _DOUBLE),
        Misconception(_changes(spins=-2, pair=4), _TURNED),
        Misconception(_changes(spins=-2, pair=0), _TURNED),
        Misconception(
            lambda w, s, i, k: _one(w, s, i),
            "This is the cost of unit i alone. Unit k flips too.",
        ),
        Misconception(
            lambda w, s, i, k: _one(w, s, k),
            "This is the cost of unit k alone. Unit i flips too.",
        ),
        Misconception(
            lambda w, s, i, k: _energy(w, s) + _change(w, s, i, k),
            "This is the energy after the flips. Subtract the energy before.",
        ),
        Misconception(
            lambda w, s, i, k: _field(w, s, i) + _field(w, s, k),
            "These are the two fields. Each comes with 2 s, where the unit stands before its flip.",
        ),
        Misconception(
            lambda w, s, i, k: 2 * float(s[i] * s[k]) * (_field(w, s, i) + _field(w, s, k)),
            "Each field goes with the spin of its own unit: 2 s_i h_i + 2 s_k h_k, and then the "
            "pair of the two.",
        ),
        Misconception(
            lambda w, s, i, k: -abs(_one(w, s, i)) - abs(_one(w, s, k)),
            "Always downhill? Here somebody flips the two, whatever their fields say.",
        ),
    ),
    praise="Two fields before the flips, and the pair of the two, which flips twice, comes off.",
    shape="one number",
)
