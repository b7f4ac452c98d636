"""Exercises of lesson 01, the magnetic analogy."""

from __future__ import annotations

from typing import Any

import numpy as np

from ... import magnets
from ...exercises.exercise import Exercise, Function, Misconception, slip
from .loops import gauge, unfrustrated

__all__ = ["crossing", "gauge", "magnetisation", "probability", "unfrustrated"]


def _heat_bath(field: Any, beta: Any) -> float:
    return float((1 + np.tanh(beta * field)) / 2)


def _probability(weights: Any, state: Any, unit: Any, beta: Any) -> float:
    return _heat_bath(weights[unit] @ state, beta)


_LATTICE = magnets.lattice((3, 3), strength=0.4)
_NINE = np.array([1, -1, 1, 1, -1, -1, 1, 1, -1])

probability = Exercise(
    name="my_probability",
    right=_probability,
    probes=(
        (magnets.ferromagnet(4, strength=0.25), np.array([1, 1, 1, -1]), 3, 2.0),
        (magnets.ferromagnet(5, strength=0.3), np.array([-1, -1, 1, -1, 1]), 2, 0.7),
        (_LATTICE, _NINE, 0, 1.5),
    ),
    misconceptions=(
        Misconception(
            lambda w, s, i, beta: _heat_bath(w[i].sum(), beta),
            "This takes all other spins as up: the field is then the sum of the weights, "
            "w0(N − 1) in the all-to-all magnet. Use the spins as they are: h = Σ_j w_ij s_j.",
        ),
        slip(
            lambda w, s, i, beta: _heat_bath(w[i] @ s / 2, beta),
            "The exponent needs 2βh: g(h) = 1/(1 + exp(−2βh)) is the same as [1 + tanh βh]/2. "
            "With βh alone the temperature is off by a factor of 2.",
        ),
        slip(
            lambda w, s, i, beta: np.tanh(beta * (w[i] @ s)),
            "tanh βh is the mean of the spin, from −1 to 1. The probability is (1 + tanh βh)/2.",
        ),
        slip(
            lambda w, s, i, beta: _heat_bath(-(w[i] @ s), beta),
            "This is the probability that the spin turns down; up and down add up to 1.",
        ),
        Misconception(
            lambda w, s, i, beta: _heat_bath(-s[i] * (w[i] @ s), beta),
            "This is the probability that the spin changes. Asked for is the probability that "
            "it is up afterwards, whatever it was before.",
        ),
        Misconception(
            lambda w, s, i, beta: _heat_bath(w[i] @ (s > 0), beta),
            "Only the spins that are up were counted. A spin that is down pulls down: "
            "it enters the field as −1, not as 0.",
        ),
        Misconception(
            lambda w, s, i, beta: _heat_bath(w[i].sum() * s.mean(), beta),
            "This replaces the neighbours by the average over the whole magnet, the mean-field "
            "step. Here the actual neighbours are known: h = Σ_j w_ij s_j.",
        ),
        Misconception(
            lambda w, s, i, beta: _heat_bath(w[i] @ s, 1 / beta),
            "β is the inverse temperature: multiply the field by it, don't divide.",
        ),
        Misconception(
            lambda w, s, i, beta: _heat_bath(w[i] @ s, 1.0),
            "The temperature plays no role yet: the field is multiplied by β.",
        ),
        Misconception(
            lambda w, s, i, beta: float(w[i] @ s > 0),
            "This is what happens at temperature zero. With a finite β the spin follows its "
            "field with a probability between 0 and 1.",
        ),
    ),
    praise="It uses the field of the neighbours as they are, whatever the weights.",
    shape="one number",
)


def _iterate(function: Function, start: float, steps: int = 500) -> float:
    m = start
    for _ in range(steps):
        m = float(function(m))
    return m


def _magnetisation(beta: Any, strength: Any) -> float:
    return _iterate(lambda m: np.tanh(beta * strength * m), 1.0)


magnetisation = Exercise(
    name="my_magnetisation",
    right=_magnetisation,
    probes=((2.0, 1.0), (0.5, 3.0), (0.4, 1.5), (1.25, 1.2)),
    misconceptions=(
        Misconception(
            lambda beta, strength: 0.0,
            "m = 0 always solves the equation; below T_c it isn't where the magnet stays. "
            "Start the iteration at m = 1 instead of 0.",
        ),
        slip(
            lambda beta, strength: -_magnetisation(beta, strength),
            "This is the branch m < 0, a solution as well; asked for is the one with m ≥ 0.",
        ),
        slip(
            lambda beta, strength: _magnetisation(2 * beta, strength),
            "There is a 2 too many. It belongs into 1/(1 + exp(−2βh)), not into tanh βh.",
        ),
        slip(
            lambda beta, strength: _magnetisation(beta / 2, strength),
            "There is a ½ too many: the mean of a spin is tanh βh.",
        ),
        Misconception(
            lambda beta, strength: _magnetisation(1 / beta, strength),
            "β is the inverse temperature: multiply by it, don't divide.",
        ),
        slip(
            lambda beta, strength: _magnetisation(beta, 1.0),
            "The strength J is missing: the field is J m, not m.",
        ),
        slip(
            lambda beta, strength: np.tanh(beta * strength),
            "This is one step from m = 1. Put the result in again, until it stops changing.",
        ),
        Misconception(
            lambda beta, strength: np.sqrt(max(3 * (beta * strength - 1), 0.0)),
            "√(3(βJ − 1)) holds only close to T_c; here m would even grow beyond 1.",
        ),
    ),
    praise="Zero above T_c, and the branch on which the magnet stays below it.",
    shape="one number",
)


def _bracket(small: Any, large: Any) -> tuple[int, float]:
    """The last point at which the small magnet is above, and how far behind it they cross."""
    gap = np.asarray(small) - np.asarray(large)
    k = int(np.flatnonzero((gap[:-1] > 0) & (gap[1:] <= 0))[0])
    return k, float(gap[k] / (gap[k] - gap[k + 1]))


def _crossing(temperatures: Any, small: Any, large: Any) -> float:
    k, part = _bracket(small, large)
    return float(temperatures[k] + part * (temperatures[k + 1] - temperatures[k]))


def _at(place: Function) -> Function:
    """What `place` makes of the temperatures, the bracket and the part."""
    return lambda t, small, large: place(t, *_bracket(small, large))


crossing = Exercise(
    name="my_crossing",
    right=_crossing,
    probes=(
        (
            np.array([1.0, 1.5, 2.0, 3.0]),
            np.array([1.10, 1.18, 1.25, 1.40]),
            np.array([1.02, 1.08, 1.35, 1.52]),
        ),
        (
            np.array([0.6, 0.8, 0.9, 1.2, 1.4]),
            np.array([1.20, 1.26, 1.30, 1.42, 1.46]),
            np.array([1.05, 1.14, 1.22, 1.44, 1.53]),
        ),
        (
            np.array([2.0, 2.2, 2.5]),
            np.array([1.30, 1.36, 1.43]),
            np.array([1.28, 1.42, 1.50]),
        ),
    ),
    misconceptions=(
        slip(
            lambda t, small, large: t[np.argmin(np.abs(small - large))],
            "This is the measured temperature at which the two are closest. They cross between "
            "two measured temperatures: draw straight lines.",
        ),
        slip(
            _at(lambda t, k, part: (t[k] + t[k + 1]) / 2),
            "The right pair of temperatures, but not always their middle: the crossing lies "
            "nearer to the one with the smaller gap.",
        ),
        slip(
            _at(lambda t, k, part: t[k + 1] - part * (t[k + 1] - t[k])),
            "The two ends are swapped: the crossing lies nearer to the smaller gap.",
        ),
        slip(
            _at(lambda t, k, part: t[k]),
            "This is the last measured temperature before the crossing. Go on from there by "
            "straight lines.",
        ),
        slip(
            _at(lambda t, k, part: t[k + 1]),
            "This is the first measured temperature after the crossing: the lines have crossed "
            "before it.",
        ),
        Misconception(
            _at(lambda t, k, part: k),
            "This is a position in the array. Return a temperature.",
        ),
        slip(
            _at(lambda t, k, part: t[k] + part),
            "Right if the temperatures were 1 apart: multiply the part by their distance.",
        ),
    ),
    praise="Straight lines between the points, and the temperature at which they meet.",
    shape="one temperature",
)
