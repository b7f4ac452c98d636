"""Exercises of lesson 01, the magnetic analogy."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ... import magnets
from ..exercise import Exercise, Misconception, Verdict

Function = Callable[..., Any]


def _heat_bath(field: Any, beta: Any) -> float:
    return float((1 + np.tanh(beta * field)) / 2)


def _probability(weights: Any, state: Any, unit: Any, beta: Any) -> float:
    return _heat_bath(weights[unit] @ state, beta)


_FOUR, _FIVE = magnets.ferromagnet(4), magnets.ferromagnet(5, strength=0.3)
_LATTICE = magnets.lattice((3, 3), strength=0.4)
_NINE = np.array([1, -1, 1, 1, -1, -1, 1, 1, -1])

_PROBABILITY = Exercise(
    name="my_probability",
    right=_probability,
    probes=(
        (_FOUR, np.array([1, 1, 1, -1]), np.array(3), np.array(2.0)),
        (_FIVE, np.array([-1, -1, 1, -1, 1]), np.array(2), np.array(0.7)),
        (_LATTICE, _NINE, np.array(0), np.array(1.5)),
    ),
    misconceptions=(
        Misconception(
            lambda w, s, i, beta: _heat_bath(w[i].sum(), beta),
            "This takes all other spins as up: the field is then the sum of the weights, "
            "w0(N − 1) in the all-to-all magnet. Use the spins as they are: h = Σ_j w_ij s_j.",
        ),
        Misconception(
            lambda w, s, i, beta: _heat_bath(w[i] @ s / 2, beta),
            "The exponent needs 2βh: g(h) = 1/(1 + exp(−2βh)) is the same as [1 + tanh βh]/2. "
            "With βh alone the temperature is off by a factor of 2.",
            status="almost",
        ),
        Misconception(
            lambda w, s, i, beta: np.tanh(beta * (w[i] @ s)),
            "tanh βh is the mean of the spin, from −1 to 1. The probability is (1 + tanh βh)/2.",
            status="almost",
        ),
        Misconception(
            lambda w, s, i, beta: _heat_bath(-(w[i] @ s), beta),
            "This is the probability that the spin turns down; up and down add up to 1.",
            status="almost",
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


_MAGNETISATION = Exercise(
    name="my_magnetisation",
    right=_magnetisation,
    probes=tuple(
        (np.array(beta), np.array(strength))
        for beta, strength in ((2.0, 1.0), (0.5, 3.0), (0.4, 1.5), (1.25, 1.2))
    ),
    misconceptions=(
        Misconception(
            lambda beta, strength: 0.0,
            "m = 0 always solves the equation; below T_c it isn't where the magnet stays. "
            "Start the iteration at m = 1 instead of 0.",
        ),
        Misconception(
            lambda beta, strength: -_magnetisation(beta, strength),
            "This is the branch m < 0, a solution as well; asked for is the one with m ≥ 0.",
            status="almost",
        ),
        Misconception(
            lambda beta, strength: _magnetisation(2 * beta, strength),
            "There is a 2 too many. It belongs into 1/(1 + exp(−2βh)), not into tanh βh.",
            status="almost",
        ),
        Misconception(
            lambda beta, strength: _magnetisation(beta / 2, strength),
            "There is a ½ too many: the mean of a spin is tanh βh.",
            status="almost",
        ),
        Misconception(
            lambda beta, strength: _magnetisation(1 / beta, strength),
            "β is the inverse temperature: multiply by it, don't divide.",
        ),
        Misconception(
            lambda beta, strength: _magnetisation(beta, 1.0),
            "The strength J is missing: the field is J m, not m.",
            status="almost",
        ),
        Misconception(
            lambda beta, strength: np.tanh(beta * strength),
            "This is one step from m = 1. Put the result in again, until it stops changing.",
            status="almost",
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


_CROSSING = Exercise(
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
        Misconception(
            lambda t, small, large: t[np.argmin(np.abs(small - large))],
            "This is the measured temperature at which the two are closest. They cross between "
            "two measured temperatures: draw straight lines.",
            status="almost",
        ),
        Misconception(
            _at(lambda t, k, part: (t[k] + t[k + 1]) / 2),
            "The right pair of temperatures, but not always their middle: the crossing lies "
            "nearer to the one with the smaller gap.",
            status="almost",
        ),
        Misconception(
            _at(lambda t, k, part: t[k + 1] - part * (t[k + 1] - t[k])),
            "The two ends are swapped: the crossing lies nearer to the smaller gap.",
            status="almost",
        ),
        Misconception(
            _at(lambda t, k, part: t[k]),
            "This is the last measured temperature before the crossing. Go on from there by "
            "straight lines.",
            status="almost",
        ),
        Misconception(
            _at(lambda t, k, part: t[k + 1]),
            "This is the first measured temperature after the crossing: the lines have crossed "
            "before it.",
            status="almost",
        ),
        Misconception(
            _at(lambda t, k, part: k),
            "This is a position in the array. Return a temperature.",
        ),
        Misconception(
            _at(lambda t, k, part: t[k] + part),
            "Right if the temperatures were 1 apart: multiply the part by their distance.",
            status="almost",
        ),
    ),
    praise="Straight lines between the points, and the temperature at which they meet.",
    shape="one temperature",
)


def _gauge(weights: Any, pattern: Any) -> NDArray[Any]:
    changed: NDArray[Any] = np.asarray(weights) * np.outer(pattern, pattern)
    return changed


_MIXED = np.array([[0, 0.5, -1, 2], [0.5, 0, 0, -0.3], [-1, 0, 0, -0.7], [2, -0.3, -0.7, 0]])

_GAUGE = Exercise(
    name="my_gauge",
    right=_gauge,
    probes=(
        (magnets.mattis([1, -1, -1, 1, -1]), np.array([1, -1, -1, 1, -1])),
        (_MIXED, np.array([1, -1, 1, -1])),
    ),
    misconceptions=(
        Misconception(
            lambda w, p: p[:, None] * w,
            "Only the rows got their sign. Each weight has two ends: p_i w_ij p_j.",
            status="almost",
        ),
        Misconception(
            lambda w, p: w * p,
            "Only the columns got their sign. Each weight has two ends: p_i w_ij p_j.",
            status="almost",
        ),
        Misconception(
            lambda w, p: magnets.mattis(p),
            "These are new weights, those of the Mattis model. A gauge change keeps the old "
            "ones and turns signs: multiply w_ij by p_i p_j.",
        ),
        Misconception(
            lambda w, p: np.outer(p, p),
            "These are only the signs p_i p_j. Multiply the weights by them, entry by entry.",
            status="almost",
        ),
        Misconception(
            lambda w, p: np.abs(w),
            "Dropping all minus signs makes any network a ferromagnet. A gauge change can't: "
            "the product of the weights around a loop must stay the same.",
        ),
        Misconception(
            lambda w, p: p @ w @ p,
            "This is one number: the sum of all p_i w_ij p_j. Keep the matrix, don't sum.",
        ),
    ),
    praise="Every weight got the signs of both its ends; no loop product has changed.",
    shape="a matrix (N, N)",
)


def _unfrustrated(weights: Any) -> float:
    """1.0 if some state satisfies every bond: signs spread from unit to unit, then compared."""
    matrix = np.asarray(weights)
    signs = np.zeros(len(matrix))
    for seed in range(len(matrix)):
        if not signs[seed]:
            signs[seed] = 1
            _spread(matrix, signs, seed)
    return float(np.all(matrix * np.outer(signs, signs) >= 0))


def _spread(matrix: NDArray[Any], signs: NDArray[Any], seed: int) -> None:
    waiting = [seed]
    while waiting:
        i = waiting.pop()
        for j in np.flatnonzero(matrix[i]):
            if not signs[j]:
                signs[j] = signs[i] * np.sign(matrix[i, j])
                waiting.append(int(j))


def _first_component(weights: Any) -> float:
    matrix = np.asarray(weights)
    signs = np.zeros(len(matrix))
    signs[0] = 1
    _spread(matrix, signs, 0)
    return float(np.all(matrix * np.outer(signs, signs) >= 0))


def _signs_of_unit_0(weights: Any) -> float:
    signs = np.sign(np.asarray(weights)[0])
    signs[0] = 1
    return float(np.all(weights * np.outer(signs, signs) >= 0))


def _triangles(weights: Any, missing_counts: bool) -> float:
    loops = [
        weights[i, j] * weights[j, k] * weights[k, i]
        for i, j, k in combinations(range(len(weights)), 3)
    ]
    return float(all(loop > 0 or (loop == 0 and not missing_counts) for loop in loops))


def _has_stable_state(weights: Any) -> float:
    states = (np.array(s) for s in product((-1, 1), repeat=len(weights)))
    return float(any(np.all(s * (weights @ s) > 0) for s in states))


def _network(size: int, bonds: dict[tuple[int, int], float]) -> NDArray[Any]:
    weights = np.zeros((size, size))
    for (i, j), weight in bonds.items():
        weights[i, j] = weights[j, i] = weight
    return weights


_RING = {(0, 1): 1.0, (1, 2): 1.0, (2, 3): -1.0, (3, 0): 1.0}
_PROBES_OF_FRUSTRATION = (
    magnets.ferromagnet(3),
    magnets.ferromagnet(3, strength=-1.0),
    magnets.mattis([1, -1, 1, 1]),
    magnets.ferromagnet(4, strength=-1.0),
    _network(3, {(0, 1): 1.0, (1, 2): 1.0, (0, 2): -0.1}),
    _network(4, dict.fromkeys(_RING, -1.0)),
    _network(4, _RING),
    _network(5, {(0, 1): 1.0, (2, 3): -1.0, (3, 4): -2.0, (2, 4): -1.0}),
    _network(5, {(0, 1): 1.0, (1, 2): 1.0, (2, 3): 1.0, (3, 4): 1.0, (4, 0): -1.0}),
)

_FRUSTRATION = Exercise(
    name="is_unfrustrated",
    right=_unfrustrated,
    probes=tuple((weights,) for weights in _PROBES_OF_FRUSTRATION),
    misconceptions=(
        Misconception(
            lambda w: np.all(w >= 0),
            "A negative weight alone frustrates nobody: in the Mattis model half of them may be "
            "negative, and ±p satisfy every bond.",
        ),
        Misconception(
            lambda w: 1 - _unfrustrated(w),
            "Turned round: return True if some state satisfies every bond.",
            status="almost",
        ),
        Misconception(
            lambda w: _triangles(w, missing_counts=False),
            "Right for triangles, but a ring of four or five units has none, and can be "
            "frustrated too. Look at longer loops, or at states.",
            status="almost",
        ),
        Misconception(
            lambda w: _triangles(w, missing_counts=True),
            "A product of zero means that a bond is missing, so there is no loop to frustrate. "
            "And rings of four or more units need a look too.",
        ),
        Misconception(
            lambda w: np.sum(w < 0) // 2 % 2 == 0,
            "The number of negative bonds says it for one single loop. In a network every loop "
            "counts by itself: four units with w = −1 have six negative bonds.",
        ),
        Misconception(
            _has_stable_state,
            "This asks for a state in which every spin follows its field. A frustrated network "
            "has such states too: in them some bond is unsatisfied, but outvoted.",
        ),
        Misconception(
            _first_component,
            "Only the units that hang together with unit 0 were looked at.",
            status="almost",
        ),
        Misconception(
            _signs_of_unit_0,
            "Setting every spin by its bond with unit 0 works if unit 0 is coupled to all. "
            "Where that bond is missing, the sign must come through another unit.",
            status="almost",
        ),
    ),
    praise="It finds long loops and separate parts too.",
    shape="True or False",
)


def probability(attempt: object) -> Verdict:
    """Check ``my_probability(weights, state, unit, beta)`` of lesson 01."""
    return _PROBABILITY.check(attempt)


def magnetisation(attempt: object) -> Verdict:
    """Check ``my_magnetisation(beta, strength)`` of lesson 01."""
    return _MAGNETISATION.check(attempt)


def crossing(attempt: object) -> Verdict:
    """Check ``my_crossing(temperatures, small, large)`` of lesson 01."""
    return _CROSSING.check(attempt)


def gauge(attempt: object) -> Verdict:
    """Check ``my_gauge(weights, pattern)`` of lesson 01."""
    return _GAUGE.check(attempt)


def unfrustrated(attempt: object) -> Verdict:
    """Check ``is_unfrustrated(weights)`` of lesson 01."""
    return _FRUSTRATION.check(attempt)
