"""Exercises of lesson 12, modern Hopfield networks."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..._arguments import Floats
from ...exercises.exercise import Exercise, Misconception, slip
from ...exercises.number import Wrong, number
from .named import exponential, negatives

__all__ = ["capacity", "exponential", "largest", "negatives", "rest", "step"]

# ------------------------------------------------------------------- 2: how many fit


def _capacity(
    size: int,
    power: int,
    *,
    pairings: Callable[[int], float] = lambda n: math.prod(range(1, 2 * n - 2, 2)),
    exponent: int = -1,
    two: float = 2.0,
    log: bool = True,
) -> float:
    return float(
        size ** (power + exponent) / (two * pairings(power) * (math.log(size) if log else 1.0))
    )


capacity = Exercise(
    name="my_capacity",
    right=_capacity,
    probes=((100, 3), (100, 2), (50, 4), (1000, 5), (20, 6)),
    misconceptions=(
        slip(
            lambda size, power: _capacity(size, power, two=1.0),
            "The 2 beside the logarithm is missing, so you are twice too high. It belongs to "
            "patterns without any wrong bit: the argument of Φ is squared and halved.",
        ),
        slip(
            lambda size, power: _capacity(size, power, pairings=lambda n: 1),
            "(2n − 3)!! was taken as 1. That is so for n = 2 only: for n = 3 it is 3·1, for "
            "n = 4 it is 5·3·1.",
        ),
        slip(
            lambda size, power: _capacity(size, power, pairings=lambda n: 2 * n - 3),
            "The double factorial has all its factors: (2n − 3)!! = (2n − 3)(2n − 5) … 3·1. You "
            "took the first one.",
        ),
        slip(
            lambda size, power: _capacity(
                size, power, pairings=lambda n: math.factorial(2 * n - 3)
            ),
            "This is (2n − 3)!, all whole numbers. The double factorial takes each second one.",
        ),
        slip(
            lambda size, power: _capacity(
                size, power, pairings=lambda n: math.prod(range(1, 2 * n, 2))
            ),
            "This is (2n − 1)!!, the moment of A to the power n. The crosstalk has A to the power "
            "n − 1, so it is (2n − 3)!!.",
        ),
        slip(
            lambda size, power: _capacity(size, power, exponent=0),
            "The exponent is n − 1, not n: the field of a unit is a sum over the other n − 1 "
            "units of each coupling.",
        ),
        slip(
            lambda size, power: _capacity(size, power) / power,
            "You divided by n as well. That is the count at which all patterns hold at once; "
            "asked is that for a given one.",
        ),
        Misconception(
            lambda size, power: _capacity(size, power, log=False),
            "The logarithm is missing. N units have to be right at once, so the chance of one to "
            "be wrong must fall below 1/N.",
        ),
        Misconception(
            lambda size, power: float(size ** (power - 1)),
            "N^(n−1) is how it grows. The number in front of it is small: 1/(2 (2n − 3)!! ln N).",
        ),
        slip(
            lambda size, power: _capacity(size, power) * math.log(size) / math.log10(size),
            "That is the logarithm to base 10. ln is the natural one, np.log.",
        ),
        slip(
            lambda size, power: _capacity(size, power) * math.log(size) / math.log2(size),
            "That is the logarithm to base 2. ln is the natural one, np.log.",
        ),
        Misconception(
            lambda size, power: 0.138 * size,
            "This is the 0.138 N of Hebb's rule, which allows wrong bits, and it doesn't know n.",
        ),
        Misconception(
            lambda size, power: _capacity(size, 2),
            "This is the count for n = 2. Where does n come in?",
        ),
    ),
    praise="10.9, 362 and 7238 patterns of 100 units, for n = 2, 3 and 4; each of them N numbers "
    "that somebody has to store.",
    shape="one number",
)

# ------------------------------------------------------------------- 3: a step


def _softmax(scores: Floats, axis: int = -1) -> Floats:
    terms = np.exp(scores - scores.max(axis=axis, keepdims=True))
    weights: Floats = terms / terms.sum(axis=axis, keepdims=True)
    return weights


def _floats(*arrays: Any) -> tuple[Floats, ...]:
    return tuple(np.asarray(array, dtype=float) for array in arrays)


def _step(X: Any, s: Any, beta: float) -> Floats:
    patterns, state = _floats(X, s)
    step: Floats = _softmax(beta * (patterns @ state)) @ patterns
    return step


def _no_sum(X: Any, s: Any, beta: float) -> Floats:
    patterns, state = _floats(X, s)
    step: Floats = np.exp(beta * (patterns @ state)) @ patterns
    return step


def _nearest(X: Any, s: Any) -> Floats:
    patterns, state = _floats(X, s)
    nearest: Floats = patterns[(patterns @ state).argmax()]
    return nearest


def _weights_of(X: Any, s: Any, beta: float) -> Floats:
    patterns, state = _floats(X, s)
    return _softmax(beta * (patterns @ state))


def _linear(X: Any, s: Any, beta: float) -> Floats:
    patterns, state = _floats(X, s)
    step: Floats = beta * (patterns @ state) @ patterns
    return step


def _over_units(X: Any, s: Any, beta: float) -> Floats:
    patterns, state = _floats(X, s)
    step: Floats = (_softmax(beta * patterns * state, axis=1) * patterns).sum(axis=0)
    return step


def _by_distance(X: Any, s: Any, beta: float) -> Floats:
    patterns, state = _floats(X, s)
    far = np.square(patterns - state).sum(axis=1)
    step: Floats = _softmax(-beta * far) @ patterns
    return step


def _three_patterns(rng: np.random.Generator) -> tuple[Any, ...]:
    size = int(rng.integers(2, 5))
    X, s = rng.normal(size=(3, size)).round(1), rng.normal(size=size).round(1)
    return X, s, float(rng.integers(2, 9)) / 2


_X = np.array([[1.0, 0.0, 0.5], [0.0, 2.0, -1.0], [0.5, 0.5, 0.0], [-1.0, 1.0, 1.5]])

step = Exercise(
    name="my_step",
    right=_step,
    probes=(
        (_X, np.array([0.5, 1.0, -0.5]), 2.0),
        (_X, np.array([0.5, 1.0, -0.5]), 0.5),
        (np.eye(2), np.array([1.0, 0.5]), 1.5),
        (np.array([[1.0, 2.0]]), np.array([0.0, 1.0]), 3.0),
    ),
    draw=_three_patterns,
    misconceptions=(
        Misconception(
            _weights_of,
            "These are the softmax weights, K numbers. The new state is the sum of the patterns, "
            "each times its weight: weights @ X.",
        ),
        slip(
            lambda X, s, beta: _step(X, s, 1.0),
            "β is missing: it stands inside the exponential, as a factor of the scores.",
        ),
        slip(
            lambda X, s, beta: beta * _step(X, s, 1.0),
            "β stands outside of the exponential. Inside, it decides how unequal the weights are.",
        ),
        slip(
            lambda X, s, beta: _step(X, s, -beta),
            "The sign of the exponent is turned round: this goes to the farthest pattern.",
        ),
        slip(
            lambda X, s, beta: _step(X, s, 1 / beta),
            "You divided by β: that is right for a temperature. β is its inverse, a factor.",
        ),
        slip(
            lambda X, s, beta: _step(X, s, beta / math.sqrt(len(s))),
            "There is a √d too many: here β is given. 1/√d is the β that attention chooses.",
        ),
        slip(
            _no_sum,
            "The exponentials aren't divided by their sum, so this is no mean of the patterns.",
        ),
        Misconception(
            _over_units,
            "The softmax runs over the units. It compares patterns: first one score for each, a "
            "sum over the units, X @ s.",
        ),
        Misconception(
            lambda X, s, beta: _nearest(X, s),
            "This is the best pattern itself, the limit of large β. At this β the others count "
            "too, with their weights.",
        ),
        Misconception(
            _linear,
            "There is no exponential in it: this is Hebb's field. The scores go through the "
            "softmax first.",
        ),
        slip(
            lambda X, s, beta: np.asarray(s, dtype=float) - _step(X, s, beta),
            "This is the gradient of the energy, s − step. The step itself is asked for.",
        ),
        slip(
            lambda X, s, beta: np.asarray(s, dtype=float) + _step(X, s, beta),
            "You added the old state. A step replaces it. (A Transformer adds it: that is its "
            "residual path, outside of the step.)",
        ),
        slip(
            lambda X, s, beta: _step(X, _step(X, s, beta), beta),
            "These are two steps. One is asked for.",
        ),
        slip(
            _by_distance,
            "You compared by distance, −β |x − s|². That prefers short patterns, and it counts "
            "the product twice; the step compares by the product β x·s.",
        ),
        Misconception(
            lambda X, s, beta: np.asarray(X, dtype=float).mean(axis=0),
            "This is the plain mean, the limit β = 0. Give the patterns their weights.",
        ),
    ),
    praise="Two matrix products and a softmax: with keys and values for the patterns and β = 1/√d "
    "it is attention.",
    shape="an array of shape (d,)",
)

# ------------------------------------------------------------------- 4: two memories


def _rest(degrees: float, beta: float, *, share: float = 0.25, steps: int = 20_000) -> float:
    """Where t <- tanh(share beta |x1 - x2|^2 t) ends that starts at 1."""
    slope = share * beta * 2 * (1 - math.cos(math.radians(degrees)))
    return _magnet(slope, steps)


def _magnet(slope: float, steps: int = 20_000) -> float:
    if steps > 1 and slope <= 1:
        return 0.0
    t = 1.0
    for _ in range(steps):
        t = math.tanh(slope * t)
    return t


def _side(degrees: float) -> float:
    return math.sqrt(2 * (1 - math.cos(math.radians(degrees))))


def _whether(degrees: float, beta: float) -> float:
    """1 above the parting, 0 below."""
    return float(beta * (1 - math.cos(math.radians(degrees))) > 2)


rest = Exercise(
    name="my_rest",
    right=_rest,
    probes=(
        (60, 3),
        (60, 8),
        (90, 3),
        (30, 20),
        (120, 1),
        (150, 2),
        (45, 9),
        (150, 5),
        (90, 6),
        (150, 0.5),
    ),
    tolerance=1e-3,
    misconceptions=(
        Misconception(
            lambda degrees, beta: 1.0,
            "You said that it stays in x¹. One step from there leads near it; the fixed point of "
            "(12.6) may be far from it, and below the β at which they part it is the mean.",
        ),
        Misconception(
            lambda degrees, beta: 0.0,
            "You said that it always ends in the mean. Above the β at which they part two more "
            "solutions of (12.6) exist.",
        ),
        slip(
            lambda degrees, beta: _rest(degrees, beta, steps=1),
            "This is one step, from t = 1. Put the result in again, until nothing changes.",
        ),
        slip(
            lambda degrees, beta: _rest(degrees, beta, share=1.0),
            "The 4 of (12.6) is missing: |x¹ − x²|² is divided by it.",
        ),
        slip(
            lambda degrees, beta: _rest(degrees, beta, share=0.5),
            "|x¹ − x²|² is divided by 4, not by 2.",
        ),
        slip(
            lambda degrees, beta: _magnet(beta * _side(degrees) / 4),
            "The distance is squared in (12.6): |x¹ − x²|² = 2 (1 − cos θ).",
        ),
        slip(
            lambda degrees, beta: _magnet(beta * (1 - math.cos(degrees)) / 2),
            "The cosine got degrees: np.cos takes radians, np.radians(degrees) makes them.",
        ),
        slip(
            lambda degrees, beta: _magnet(beta * math.cos(math.radians(degrees)) / 2),
            "cos θ stands alone: |x¹ − x²|² = 2 (1 − cos θ). Vectors that point the same way have "
            "distance 0.",
        ),
        Misconception(
            lambda degrees, beta: _magnet(beta),
            "The angle has to come in: the nearer the two, the larger β must be. This is the "
            "magnet with J = 1.",
        ),
        slip(
            lambda degrees, beta: _magnet(beta * (1 - math.cos(math.radians(degrees))) / 4),
            "|x¹ − x²|² = 2 (1 − cos θ): the 2 is missing.",
        ),
        Misconception(
            lambda degrees, beta: _rest(degrees, 1 / beta),
            "You took β for a temperature: it stands in the numerator.",
        ),
        Misconception(
            lambda degrees, beta: 2 / (1 - math.cos(math.radians(degrees))),
            "This is the β at which the two part. Asked is the t at which the state rests.",
        ),
        Misconception(
            _whether,
            "Only whether they part was asked of this answer. For how far, solve (12.6).",
        ),
    ),
    praise="The magnet of lesson 01, with |x¹ − x²|²/4 in place of J: above the β at which they "
    "part the memory is a mean too, of much of one pattern and a little of the other.",
    shape="one number",
)


# ------------------------------------------------------------------- 5: attention that looks at all

_KEYS = 100

largest = number(
    name="my_weight",
    right=math.exp(1 / 8) / (math.exp(1 / 8) + _KEYS - 1),
    tolerance=2e-4,
    wrong=[
        Wrong(
            1.0,
            "1 would mean that the query finds its key. Compute the scores: the best is β·1 = 1/8, "
            "and e^{1/8} is hardly more than e⁰.",
        ),
        Wrong(
            math.exp(8) / (math.exp(8) + _KEYS - 1),
            "You took vectors of length √d = 8, as LayerNorm makes them: then β|x|² = 8. These "
            "have length 1.",
        ),
        Wrong(
            math.e / (math.e + _KEYS - 1),
            "β is missing: the score of the key itself is 1/8, not 1.",
        ),
        Wrong(
            0.01,
            "1/100 is what equal weights would have. Nearly right: the key itself has the score "
            "1/8, the others 0.",
            "almost",
        ),
        Wrong(0.5, "½ would need a score as large as all others together: ln 99 = 4.6."),
        Wrong(
            0.0,
            "A softmax weight is never 0, and the largest of 100 is at least 1/100.",
        ),
        Wrong(
            math.exp(1 / 8),
            "This is the exponential of the best score. Divide it by the sum of all of them.",
        ),
        Wrong(1 / 8, "This is the score β x·x. The weight is its exponential, divided by the sum."),
    ],
    wrong_tolerance=2e-5,
    below="Too small: the largest of 100 weights is at least 1/100.",
    above="Too large. The scores are 1/8 once, and 0 for the 99 others.",
    praise="Hardly more than 1/100: this head takes the plain mean of its values. β and the "
    "lengths of the vectors go together, and d alone says nothing.",
)
