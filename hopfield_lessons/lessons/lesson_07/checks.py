"""Exercises of lesson 07, capacity."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ...exercises.choice import Choice
from ...exercises.exercise import Exercise, Misconception, Telltale, slip
from ...exercises.matching import Matching
from ...theory.one_step import error_probability, exact_error_probability
from ...theory.phases import critical_load, retrieval_overlap
from .equation import load_of

# ------------------------------------------------------------------- 1: which capacity?

capacities = Matching(
    name="my_a, my_b, my_c, my_d, my_e",
    right={"a": "all", "b": "most", "c": "one", "d": "most", "e": "none"},
    wrong={
        "a": {
            "one": "Sentence a: None of the patterns may have a wrong bit: P patterns must be "
            "flawless together.",
            "most": "Sentence a: 0.138 N allows wrong bits; here a single one is too many.",
            "none": "Sentence a: There is such a number, and it is one of the three.",
        },
        "b": {
            "one": "Sentence b: A few wrong bits are allowed here. Which capacity allows them?",
            "all": "Sentence b: A few wrong bits are allowed here. Which capacity allows them?",
            "none": "Sentence b: The sentence is right: 1.6 % of the bits may be wrong.",
        },
        "c": {
            "all": "Sentence c: Nothing is asked of the other patterns: one is named beforehand.",
            "most": "Sentence c: 0.138 N allows wrong bits; here a single one is too many.",
            "none": "Sentence c: There is such a number, and it is one of the three.",
        },
        "d": {
            "one": "Sentence d: N/(2 ln N) divided by N is 1/(2 ln N), which goes to 0.",
            "all": "Sentence d: N/(4 ln N) divided by N is 1/(4 ln N), which goes to 0.",
            "none": "Sentence d: One of the three does grow in proportion to N.",
        },
        "e": {
            "one": "Sentence e: Without errors only N/(2 ln N) fit, which is less than 0.138 N "
            "for large N.",
            "all": "Sentence e: Without errors only N/(4 ln N) fit, which is less than 0.138 N.",
            "most": "Sentence e: 0.138 N is right, 'without errors' isn't: 1.6 % of the bits are "
            "wrong.",
        },
    },
    praise="Three questions, three capacities, and one sentence to correct.",
    dots="Sentence {first} has no answer so far: replace the dots.",
    tried=(
        '"one", "most", "one", "most", "none"',
        '"all", "none", "one", "most", "none"',
        '"all", "most", "one", "all", "none"',
        '"all", "most", "one", "most", "most"',
    ),
)


# ------------------------------------------------------------------- 2: variance of the crosstalk


def _variance(size: int, count: int) -> float:
    return float((size - 1) * (count - 1) / size**2)


def _small_network(rng: np.random.Generator) -> tuple[Any, ...]:
    return int(rng.integers(2, 12)), int(rng.integers(1, 9))


variance = Exercise(
    name="my_variance",
    right=_variance,
    draw=_small_network,
    probes=((3, 2), (5, 4), (10, 3), (100, 14)),
    misconceptions=(
        slip(
            lambda size, count: count / size,
            "α = P/N is the limit for large N. Count the products: how many patterns, and how "
            "many units, take part?",
        ),
        slip(
            lambda size, count: (size - 1) * count / size**2,
            "You count P patterns. The pattern itself is the signal: P − 1 others disturb it.",
        ),
        slip(
            lambda size, count: (count - 1) / size,
            "You count N units. Unit i doesn't hear itself: there are N − 1 others.",
        ),
        Misconception(
            lambda size, count: (size - 1) * (count - 1),
            "This is the variance of N C_i, the plain sum of signs. Dividing by N divides the "
            "variance by N².",
        ),
        Misconception(
            lambda size, count: (size - 1) * (count - 1) / size,
            "Dividing by N divides the variance by N², not by N.",
        ),
        slip(
            lambda size, count: math.sqrt((size - 1) * (count - 1)) / size,
            "This is the standard deviation; its square is asked for.",
        ),
        Misconception(lambda *_: 0.0, "Zero is the mean. The variance is the mean of the square."),
        slip(
            lambda size, count: (size - 1) * (count - 1) / count**2,
            "You divide by P². C_i is X_i / N, so divide by N², and N is the first argument.",
        ),
        slip(
            lambda size, count: (size - 1) * (count - 1) // size**2,
            "// drops what is behind the point. Divide with /.",
        ),
        slip(
            lambda size, count: ((size - 1) / size) ** 2 * (count - 1),
            "The square belongs to N alone: N − 1 others add 1 each to the variance of X_i.",
        ),
        slip(
            lambda size, count: (size - 1) * (count - 1) ** 2 / size**2,
            "Variances of independent signs add up: P − 1 others give P − 1, not its square.",
        ),
        slip(
            lambda size, count: (size - 1) * (count - 1) / (size - 1) ** 2,
            "C_i has 1/N in front, not 1/(N − 1).",
        ),
    ),
    praise="(P − 1)(N − 1)/N² for every N, and α where N is large.",
    shape="one number",
)


# ------------------------------------------------------------------- 3: the exact error


def _chance(
    size: int, count: int, *, tosses: int | None = None, signal: int | None = None
) -> float:
    """The chance that `tosses` fair signs add up to less than −`signal`."""
    n = (size - 1) * (count - 1) if tosses is None else tosses
    needed = size - 1 if signal is None else signal
    below: int = sum(math.comb(n, k) for k in range(n + 1) if 2 * k - n < -needed)
    return float(below / 2**n)


def _one_term(size: int, count: int) -> float:
    n = (size - 1) * (count - 1)
    k = max((k for k in range(n + 1) if 2 * k - n < 1 - size), default=-1)
    return math.comb(n, k) / 2.0**n if k >= 0 else 0.0


error = Exercise(
    name="my_error",
    right=_chance,
    probes=((5, 2), (4, 3), (9, 5), (20, 6), (21, 5), (50, 14)),
    draw=lambda rng: (int(rng.integers(3, 12)), int(rng.integers(2, 9))),
    tolerance=1e-12,
    misconceptions=(
        Misconception(
            lambda size, count: error_probability(count / size),
            "This is the Gaussian limit of many units. For finite N count the signs: a binomial.",
        ),
        Misconception(
            lambda size, count: 0.5 * math.erfc(1 / math.sqrt(2 * _variance(size, count))),
            "A Gaussian with the exact variance is still a Gaussian. Count the signs.",
        ),
        slip(
            lambda size, count: exact_error_probability(count=count, size=size, ties="flip"),
            "You count ties as errors (≤ instead of <). A unit with field 0 keeps its spin, "
            "and here its spin is right.",
        ),
        slip(
            lambda size, count: exact_error_probability(count=count, size=size, ties="random"),
            "Half of the ties count as errors in your function. A tie keeps the spin here.",
        ),
        slip(
            lambda size, count: _chance(size, count, tosses=size * (count - 1), signal=size),
            "You let unit i hear itself: N − 1 others carry the signal, and the crosstalk.",
        ),
        slip(
            lambda size, count: _chance(size, count, tosses=(size - 1) * count),
            "You count P patterns in the crosstalk. The pattern itself is the signal: P − 1.",
        ),
        slip(
            lambda size, count: _chance(size, count, signal=size),
            "Your threshold is N, or a division by 2 was rounded down. Only the N − 1 other units "
            "carry the signal: X < −(N − 1), so 2k < n − (N − 1).",
        ),
        Misconception(
            lambda size, count: _chance(size, count, signal=0),
            "This is the chance that the crosstalk is against the pattern at all. An error needs "
            "more: it has to outweigh the signal, N − 1.",
        ),
        Misconception(
            lambda *_: 0.0,
            "You ask for k < −(N − 1), but k counts coins and is never negative. With k coins on "
            "+1 the sum is 2k − n.",
        ),
        slip(
            lambda size, count: 1 - _chance(size, count),
            "This is the chance that the unit stays. Asked is the chance of an error.",
        ),
        slip(
            lambda size, count: 2 * _chance(size, count),
            "Twice too much: only crosstalk against the pattern makes an error. Crosstalk that "
            "is large and positive helps.",
        ),
        slip(
            lambda size, count: _chance(size, count) * 2 ** ((size - 1) * (count - 1)),
            "You have counted the ways. Divide by how many there are in all, 2ⁿ.",
        ),
        slip(
            lambda size, count: _chance(size, count, signal=1),
            "Your threshold is 1. The signal is (N − 1)/N for C_i, but N − 1 for the sum X_i.",
        ),
        slip(
            _one_term,
            "This is the chance of one sum, the largest that makes an error. Add up all that do.",
        ),
    ),
    telltales=(
        Telltale(
            lambda given, right: any(one < 0 or one > 1 for one in given),
            "A probability lies between 0 and 1, and some of yours don't.",
        ),
    ),
    praise="Exact for every N and P, ties included.",
    shape="one number",
)


# ------------------------------------------------------------------- 4: the mean-field overlap


def _load(x: float) -> float:
    return float(load_of(np.array(x)))


def _halve(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a function that is positive at `low` and negative at `high` crosses zero."""
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return low


def _top() -> float:
    """The x at which the load is largest."""
    return _halve(lambda x: _load(x + 1e-5) - _load(x - 1e-5), 0.5, 3.0)


def _x_stable(load: float) -> float:
    return _halve(lambda x: _load(x) - load, _top(), 40.0)


def _x_unstable(load: float) -> float:
    return _halve(lambda x: load - _load(x), 1e-6, _top())


def _overlap(load: float) -> float:
    return float(retrieval_overlap(load))


def _if_stored(load: float, x: Callable[[float], float]) -> float:
    return x(load) if load < critical_load() else 0.0


def _without_r(load: float) -> float:
    """The largest solution of m = erf(m/√(2α))."""
    return math.erf(
        _halve(lambda x: math.erf(x) / x - math.sqrt(2 * load), 1e-6, 40.0)
        if load < 2 / math.pi
        else 0.0
    )


overlap = Exercise(
    name="my_overlap",
    right=_overlap,
    probes=((0.1,), (0.12,), (0.13,), (0.137,), (0.139,), (0.15,), (0.3,)),
    draw=lambda rng: (float(rng.integers(2, 30) / 100),),
    draws=10,
    misconceptions=(
        slip(
            lambda load: _if_stored(load, lambda a: math.erf(_x_unstable(a))),
            "You found the unstable solution, left of the top of α(x): a state there would run "
            "away from it. Search to the right of the top.",
        ),
        Misconception(
            _without_r,
            "This solves m = erf(m/√(2α)), with r = 1: the other patterns' overlaps are taken as "
            "if the state didn't lean towards them. It shows no jump near 0.138.",
        ),
        Misconception(
            lambda *_: 0.0,
            "m = 0 always solves the equation, and whoever starts there stays there. "
            "Search from large x.",
        ),
        slip(
            lambda load: _if_stored(load, _x_stable),
            "This is x. The overlap is m = erf(x).",
        ),
        Misconception(
            lambda load: math.erf(1 / math.sqrt(2 * load)),
            "This is 1 − 2 P_err, the overlap after the first step. It has no jump, "
            "because it doesn't ask what happens next.",
        ),
        Misconception(
            lambda load: _if_stored(load, lambda a: math.erf(1 / math.sqrt(2 * a))),
            "This is 1 − 2 P_err, the overlap after the first step, cut off at α_c. "
            "The run goes on: solve equation (7.7) for x.",
        ),
        slip(
            lambda load: math.erf(_x_stable(min(load, critical_load()))),
            "Above the top of α(x) there is no x that fits: the answer is 0, not the value "
            "at the top.",
        ),
        slip(
            lambda load: 1.0 if load < critical_load() else 0.0,
            "The retrieval state isn't the pattern: it has errors, and m is below 1. Solve for x.",
        ),
        Misconception(
            lambda load: math.tanh(_if_stored(load, _x_stable)),
            "m is erf(x), not tanh(x): the crosstalk is Gaussian, and there is no noise.",
        ),
        Misconception(
            lambda load: _if_stored(load, lambda a: math.erf(_x_stable(a) / math.sqrt(2))),
            "m is erf(x). A √2 stands in x already, x = m/√(2αr).",
        ),
    ),
    telltales=(
        Telltale(
            lambda given, right: all(
                a == 0 or abs(a - b) < 1e-3 for a, b in zip(given, right, strict=True)
            ),
            "Your function ends too early. The solution lasts until the top of α(x), just below "
            "0.138.",
        ),
        Telltale(
            lambda given, right: all(
                b == 0 or abs(a - b) < 1e-3 for a, b in zip(given, right, strict=True)
            ),
            "Right below α_c, but above it there is no solution: the answer is 0 from the top of "
            "α(x) on, just below 0.138.",
        ),
    ),
    praise="The stable branch, and nothing above its end.",
    shape="one number",
    tolerance=1e-4,
)


# ------------------------------------------------------------------- 5: who kept the diagonal?

# Mean final overlaps of four experiments: N = 200, 8 networks with 5 runs each, ties keep.
# Made by capacity_sweep with rng=7; A and D start with 10 % of the units flipped.
CURVE_LOADS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.2)
CURVES = {
    "A": (1.0, 1.0, 0.95, 0.687, 0.395, 0.372, 0.316, 0.251),
    "B": (1.0, 1.0, 0.995, 0.988, 0.955, 0.91, 0.891, 0.923),
    "C": (1.0, 1.0, 0.962, 0.757, 0.412, 0.391, 0.353, 0.316),
    "D": (1.0, 0.998, 0.988, 0.954, 0.865, 0.766, 0.753, 0.768),
}

kept_diagonal = Choice(
    name="my_answer",
    right={
        "B": "D, yes. And B is too good: at load 1.2 it is back above 0.9, where every honest "
        "network is lost.",
        "D": "B, yes. But look at D beyond load 0.5: no honest network stays near 0.77. "
        "It started at 0.8, and holds on to what it was given.",
    },
    wrong={
        letter: f"{letter} falls to the remnant overlap, well below 0.9, as simulations without a "
        "diagonal do."
        for letter in "AC"
    },
    together={
        "AC": "The other way round. A kept diagonal doesn't make a curve fall, it hides the fall."
    },
    praise="B started in the patterns, D with 10 % damage: neither shows a capacity.",
    dots='Name the curves, such as "A" or "AC": replace the dots.',
    lead="",
    tried=('"B"', '"D"', '"AC"', '"ABD"'),
)
