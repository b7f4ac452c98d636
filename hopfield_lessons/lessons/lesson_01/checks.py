"""Exercises of lesson 01, the magnetic analogy."""

from __future__ import annotations

from typing import Any

import numpy as np

from ... import magnets
from ...exercises import draws
from ...exercises.exercise import Exercise, Function, Misconception, Telltale, slip
from .loops import gauge, unfrustrated

__all__ = ["crossing", "gauge", "magnetisation", "probability", "unfrustrated"]


def _heat_bath(field: Any, beta: Any) -> float:
    return float((1 + np.tanh(beta * field)) / 2)


def _probability(weights: Any, state: Any, unit: Any, beta: Any) -> float:
    return _heat_bath(weights[unit] @ state, beta)


def _visit(rng: np.random.Generator) -> tuple[Any, ...]:
    """Weights that need not be symmetric, a state, a unit, and a temperature."""
    size = int(rng.integers(2, 5))
    weights = draws.weights(rng, size) / 4
    return weights, draws.spins(rng, size), int(rng.integers(size)), float(rng.integers(1, 9) / 4)


probability = Exercise(
    name="my_probability",
    right=_probability,
    probes=(
        (magnets.ferromagnet(4, strength=0.25), np.array([1, 1, 1, -1]), 3, 2.0),
        (magnets.ferromagnet(5, strength=0.3), np.array([-1, -1, 1, -1, 1]), 2, 0.7),
        "hl.magnets.lattice((3, 3), strength=0.4), np.array([1, -1, 1, 1, -1, -1, 1, 1, -1]), "
        "0, 1.5",
    ),
    draw=_visit,
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
        *(
            Misconception(
                lambda w, s, i, beta, tie=tie: np.heaviside(w[i] @ s, tie),
                "This is what happens at temperature zero. With a finite β the spin follows its "
                "field with a probability between 0 and 1.",
            )
            for tie in (0.0, 0.5, 1.0)
        ),
        slip(
            lambda w, s, i, beta: _heat_bath(w[:, i] @ s, beta),
            "You took the column of the unit, what it means to the others. Its row, weights[unit], "
            "holds what they mean to it. (In symmetric weights the two are equal.)",
        ),
        slip(
            lambda w, s, i, beta: np.exp(2 * beta * (w[i] @ s)),
            "These are the odds, up against down. A probability is at most 1: divide the odds by "
            "1 + odds.",
        ),
        slip(
            lambda w, s, i, beta: np.exp(beta * (w[i] @ s)),
            "This is the weight e^(βh) of up alone. Divide it by the sum of both weights, "
            "e^(βh) + e^(−βh).",
        ),
        slip(
            lambda w, s, i, beta: _heat_bath(s[i] * (w[i] @ s), beta),
            "This is the probability that the spin stays or becomes what it is now. Asked for is "
            "the probability that it is up afterwards, whatever it was before.",
        ),
        Misconception(
            lambda w, s, i, beta: w[i] @ s,
            "This is the field. The probability is g of it, equation (1.2).",
        ),
        Misconception(
            lambda w, s, i, beta: (1 + beta * (w[i] @ s)) / 2,
            "This is g for weak fields only: (1 + tanh βh)/2, and the tanh is missing.",
        ),
    ),
    telltales=(
        Telltale(
            lambda given, right: all(np.isin(one, (0, 1)) for one in given),
            "This is one visit: up or not, drawn by chance. Return the probability itself, a "
            "number between 0 and 1.",
        ),
        Telltale(
            lambda given, right: any(one > 1 or one < 0 for one in given),
            "A probability lies between 0 and 1, and some of yours don't.",
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


def _away_from_the_critical_point(rng: np.random.Generator) -> tuple[Any, ...]:
    """β and J with βJ well below or above 1, where a few hundred steps are enough."""
    strength = float(rng.integers(2, 9) / 4)
    product = float(rng.choice([0.3, 0.5, 0.8, 1.25, 1.4, 1.8, 2.2]))
    return product / strength, strength


magnetisation = Exercise(
    name="my_magnetisation",
    right=_magnetisation,
    probes=((2.0, 1.0), (0.5, 3.0), (0.4, 1.5), (1.25, 1.2)),
    draw=_away_from_the_critical_point,
    draws=12,
    tolerance=2e-3,  # as an iteration that stops early enough leaves it, or a grid
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
        slip(
            lambda beta, strength: _magnetisation(beta, 1 / strength),
            "You divide by J. The field is J m: a stronger coupling helps the magnet.",
        ),
        slip(
            lambda beta, strength: _magnetisation(1.0, strength),
            "The temperature plays no role yet: the field is multiplied by β.",
        ),
        Misconception(
            lambda beta, strength: 1.0,
            "All spins up: so it is at temperature zero only. Put 1 into the right-hand side, and "
            "the result in again.",
        ),
    ),
    telltales=(
        Telltale(
            lambda given, right: all(b - 2e-3 <= a <= 1 for a, b in zip(given, right, strict=True)),
            "You are on the way from 1 down to the solution, but stop too early: repeat until m no "
            "longer changes, a few hundred times.",
            "almost",
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


def _root_of_a_line(temperatures: Any, gap: Any) -> float:
    slope, offset = np.polyfit(temperatures, gap, 1)
    return float(-offset / slope)


def _at(place: Function) -> Function:
    """What `place` makes of the temperatures, the bracket and the part."""
    return lambda t, small, large: place(t, *_bracket(small, large))


def _two_curves(rng: np.random.Generator) -> tuple[Any, ...]:
    """Two curves that cross once, anywhere from the first interval to the last."""
    points = int(rng.integers(3, 6))
    temperatures = np.cumsum(rng.integers(1, 6, points)) / 4
    gap = np.cumsum(rng.integers(1, 6, points)[::-1])[::-1] / 20
    gap -= gap[-1] + (gap - gap[-1])[rng.integers(points - 1)] - 0.02
    small = np.round(1 + np.cumsum(rng.integers(1, 9, points)) / 50, 2)
    return temperatures, small, np.round(small - gap, 2)


crossing = Exercise(
    name="my_crossing",
    right=_crossing,
    draw=_two_curves,
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
        slip(
            lambda t, small, large: float(
                np.interp(_crossing(t, small, large), t, small),
            ),
            "This is the height R at which the lines cross. Return the temperature below it.",
        ),
        Misconception(
            lambda t, small, large: _root_of_a_line(t, small - large),
            "This draws one line through all points. Join neighbours: only the two on either side "
            "of the crossing count.",
        ),
    ),
    praise="Straight lines between the points, and the temperature at which they meet.",
    shape="one temperature",
)
