"""Exercises of lesson 10, optimisation."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..._arguments import Floats
from ...exercises.exercise import Exercise, Misconception, slip
from .halves import half
from .named import claims
from .sketches import sketch

__all__ = ["claims", "exactly_one", "gain", "half", "penalty", "sketch"]

# ------------------------------------------------------------------- 2: exactly one of n


def _four(w: float, b: float, spin_w: float, spin_b: float) -> Callable[[int, float], Floats]:
    """Four numbers in units of P; the last is multiplied by n - 2."""
    return lambda n, P: P * np.array([w, b, spin_w, spin_b * (n - 2)])


exactly_one = Exercise(
    name="my_exactly_one",
    right=_four(-2, 1, -0.5, -0.5),
    probes=((5, 1.0), (5, 10.0), (3, 4.0), (2, 1.0), (8, 0.5)),
    misconceptions=(
        slip(
            _four(-1, 1, -0.25, -0.25),
            "Each w is half of what it should be: 2P x_i x_j is the cost of a pair, and the energy "
            "has ½ Σ_ij, which meets each pair twice. So the pair pays −w_ij.",
        ),
        slip(
            _four(-1, 1, -0.5, -0.5),
            "In 0/1 the ½ was counted twice: the energy meets each pair twice, so a pair pays "
            "−w_ij, and that is to be 2P.",
        ),
        slip(
            _four(-4, 1, -1, -0.5),
            "Each w is twice of what it should be: the pair (i, j) pays −w_ij in all, and 2P is "
            "its cost.",
        ),
        slip(
            _four(-2, -1, -0.5, -0.5),
            "The sign of b in 0/1: one unit alone costs P x_i² − 2P x_i = −P x_i, which is "
            "−b_i x_i.",
        ),
        slip(
            _four(-2, 2, -0.5, -0.5),
            "In 0/1, b = 2P forgets the squares: x_i² = x_i costs P for each unit.",
        ),
        Misconception(
            lambda n, P: np.array([-2 * P, P, -2 * P, P]),
            "The same numbers in both units. Put x = (1 + s)/2 into the cost: each pair brings a "
            "quarter of its weight, and some of it goes into the fields.",
        ),
        slip(
            lambda n, P: np.array([-2 * P, P, -P / 2, P / 2]),
            "In ±1 the field is more than half of b: each of the n − 1 pairs of a unit adds a "
            "quarter of its weight.",
        ),
        slip(
            lambda n, P: np.array([-2 * P, P, -P / 2, -P * (n - 1) / 2]),
            "The pairs bring −P(n − 1)/2 to the field in ±1. Half of b is missing.",
        ),
        slip(
            lambda n, P: np.array([-2 * P, P, -P / 2, P * (n - 2) / 2]),
            "The sign of the last one: most of the spins are to be −1, so for n > 2 the field must "
            "push downwards.",
        ),
        slip(
            lambda n, P: np.array([-2 * P, P, -P / 2, -P * n / 2]),
            "A unit has no pair with itself: n − 1 weights reach it.",
        ),
        slip(
            lambda n, P: np.array([-2 * P, P, -P, -P * (n - 2)]),
            "In ±1 both are twice of what they should be: a product of two units brings ¼ s_i s_j.",
        ),
        slip(
            lambda n, P: np.array([2 * P, -P, P / 2, P * (n - 2) / 2]),
            "All signs are turned round. The energy has minus signs in front of w and b.",
        ),
        slip(
            lambda n, P: np.array([-2, 1, -0.5, -(n - 2) / 2]),
            "The penalty P is a factor of each of the four.",
        ),
    ),
    praise="Nothing stands on the diagonal, and in ±1 the fields know how many units there are.",
    shape="four numbers",
)

# ------------------------------------------------------------------- 3: a tour that rests


def _around(d: Any, order: Any) -> Floats:
    """The roads of a tour, the one to the first city last."""
    distances, tour = np.asarray(d, dtype=float), np.asarray(order)
    roads: Floats = distances[tour, np.roll(tour, -1)]
    return roads


def _pairs(roads: Floats) -> Floats:
    """At each city the road that comes and the one that goes."""
    sums: Floats = roads + np.roll(roads, 1)
    return sums


def _map_and_tour(rng: np.random.Generator) -> tuple[Any, ...]:
    cities = int(rng.integers(4, 6))
    upper = np.triu(rng.integers(1, 20, (cities, cities)), 1)
    return upper + upper.T, rng.permutation(cities)


_TRIANGLE = np.array([[0, 4, 6], [4, 0, 9], [6, 9, 0]])
_SQUARE = np.array([[0, 3, 8, 4], [3, 0, 5, 20], [8, 5, 0, 7], [4, 20, 7, 0]])

penalty = Exercise(
    name="my_penalty",
    right=lambda d, order: _pairs(_around(d, order)).max() / 2,
    probes=(
        (_TRIANGLE, np.array([0, 1, 2])),
        (_SQUARE, np.array([0, 1, 2, 3])),
        (_SQUARE, np.array([1, 3, 0, 2])),
        (np.sqrt(_SQUARE), np.array([0, 2, 1, 3])),  # roads that rounding would change
    ),
    draw=_map_and_tour,
    misconceptions=(
        slip(
            lambda d, order: _pairs(_around(d, order)).max(),
            "This is what taking the city out saves. It costs more than one P: its row and its "
            "column both lose their one.",
        ),
        Misconception(
            lambda d, order: 2.0 * np.max(d),
            "2 max d is the other statement, of when nothing but tours rests. A tour rests "
            "earlier.",
        ),
        Misconception(
            lambda d, order: 1.0 * np.max(d),
            "The longest of all distances may not even lie on this tour. Ask each city what it "
            "would save by leaving.",
        ),
        slip(
            lambda d, order: _around(d, order).max(),
            "One road isn't enough: who leaves saves the road that comes and the one that goes, "
            "and loses 2P.",
        ),
        slip(
            lambda d, order: _around(d, order).max() / 2,
            "Who leaves saves two roads, the one that comes and the one that goes.",
        ),
        slip(
            lambda d, order: _pairs(_around(d, order)).min() / 2,
            "Each city must stay: the most tempted one decides, not the least.",
        ),
        slip(
            lambda d, order: _pairs(_around(d, order)).mean() / 2,
            "This is the mean over cities. Each city must stay, so the most tempted one decides.",
        ),
        Misconception(
            lambda d, order: _around(d, order).sum() / 2,
            "Half of the whole tour: but units flip one at a time, and one city saves two roads.",
        ),
        Misconception(
            lambda d, order: _around(d, order).sum(),
            "The length of the tour: but units flip one at a time, and one city saves two roads.",
        ),
        slip(
            lambda d, order: (_around(d, order)[:-2] + _around(d, order)[1:-1]).max() / 2,
            "The tour is closed: the first and the last city have two roads as well.",
        ),
        slip(
            lambda d, order: (_around(d, order)[:-1] + _around(d, order)[1:]).max() / 2,
            "One city was left out: the first one has two roads as well.",
        ),
        Misconception(
            lambda d, order: np.sort(_around(d, order))[-2:].sum() / 2,
            "The two longest roads may not meet at a city.",
        ),
    ),
    praise="With 2P above it, leaving costs more than it saves. Switching a unit on costs 2P and "
    "roads, so nobody comes in either.",
    shape="one number",
)

# ------------------------------------------------------------------- 4: the gain of a decision


gain = Exercise(
    name="my_gain",
    right=lambda N: N / (N - 1),
    probes=((50,), (2,), (10,), (3,), (1000,)),
    misconceptions=(
        slip(
            lambda N: 1.0,
            "1 is right with the diagonal, or for infinitely many units. Here w_ii = 0.",
        ),
        slip(
            lambda N: (N - 1) / N,
            "This is the largest eigenvalue itself; β times it is 1.",
        ),
        Misconception(
            lambda N: float(N),
            "One weight is 1/N, but N − 1 of them reach a unit. Let w act on the pattern.",
        ),
        Misconception(
            lambda N: 1 / N,
            "This is one weight. Its inverse isn't the gain either: N − 1 weights reach a unit.",
        ),
        Misconception(
            lambda N: 1 / (N - 1),
            "The weights are divided by N: on the pattern w gives (N − 1)/N, not N − 1.",
        ),
        Misconception(
            lambda N: float(N - 1),
            "N − 1 weights, each of them 1/N: what does w make of the pattern?",
        ),
        Misconception(
            lambda N: math.inf,
            "There is one: at a high gain the pattern itself is at rest.",
        ),
        Misconception(
            lambda N: 0.0,
            "At gain 0 all V are 0, and stay there.",
        ),
        slip(
            lambda N: N / (N - 2) if N > 2 else math.inf,
            "Only one unit is missing from the sum at unit i: itself.",
        ),
        slip(
            lambda N: 2 * N / (N - 1),
            "Twice too much: for tanh(βu) the slope at 0 is β. The 2 belongs to 1/(1 + exp(−2βu)).",
        ),
        slip(
            lambda N: N / (2 * (N - 1)),
            "Half of it: for tanh(βu) the slope at 0 is β, without a 2.",
        ),
    ),
    praise="A little above 1: it is the inverse of the critical temperature (N − 1)/N of lesson "
    "01's magnet in mean field, its pattern all +1.",
    shape="one number",
)
