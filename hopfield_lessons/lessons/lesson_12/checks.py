"""Exercises of lesson 12, modern Hopfield networks."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from ...exercises.exercise import Exercise, Misconception, Telltale, slip
from ...exercises.number import Wrong, number
from .named import exponential, negatives
from .retrieving import rest, step

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


def _without_brackets(size: int, power: int) -> float:
    pairings = math.prod(range(1, 2 * power - 2, 2))
    return float(size ** (power - 1) / 2 * pairings * math.log(size))


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
            lambda size, power: _capacity(
                size, power, pairings=lambda n: math.prod(range(1, 2 * n - 3, 2))
            ),
            "This is (2n − 5)!!: the last factor, 2n − 3, is missing. (A range stops "
            "before its end.)",
        ),
        slip(
            lambda size, power: _without_brackets(size, power),
            "Python divides by the 2 only: what stands after / 2 multiplies again. Put brackets "
            "round the whole denominator.",
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
            lambda size, power: _capacity(size, power, two=1.0, log=False),
            "This is N^(n−1)/(2n − 3)!!. There 2 ln N is missing in the denominator: N units have "
            "to be right at once.",
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
    telltales=(
        Telltale(
            lambda given, right: np.all(np.abs(np.subtract(given, right)) < 1),
            "You rounded. That is how to say it in words; the function returns (12.4) as it is.",
            "almost",
        ),
    ),
    praise="10.9, 362 and 7238 patterns of 100 units, for n = 2, 3 and 4; each of them N numbers "
    "that somebody has to store.",
    shape="one number",
)

# ------------------------------------------------------------------- 5: attention that looks at all

_KEYS = 100

largest = number(
    name="my_weight",
    right=math.exp(1 / 8) / (math.exp(1 / 8) + _KEYS - 1),
    tolerance=5e-5,
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
            "1/100 is what equal weights would have, and nearly what each other key gets. The key "
            "itself has the score 1/8, the others 0.",
            "almost",
        ),
        Wrong(
            0.011,
            "These are two significant digits: asked are three.",
            "almost",
        ),
        *(
            Wrong(
                value,
                "The sum has 100 terms: e^{1/8} once, for the key itself, and 99 times e⁰.",
                "almost",
            )
            for value in (
                math.exp(1 / 8) / (math.exp(1 / 8) + _KEYS),
                math.exp(1 / 8) / (math.exp(1 / 8) + _KEYS - 2),
                math.exp(1 / 8) / (_KEYS - 1),
                0.0114,
            )
        ),
        Wrong(
            (1 + 1 / 8) / (_KEYS + 1 / 8),
            "1 + 1/8 is e^{1/8} to first order only: it isn't enough for three digits.",
            "almost",
        ),
        Wrong(
            math.exp(-1 / 8) / (math.exp(-1 / 8) + _KEYS - 1),
            "The sign of the exponent is turned round: this key would get less than the others.",
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
    below="Too small. The largest of 100 weights is at least 1/100, and here e^{1/8} makes it a "
    "little more: the scores are 1/8 once, and 0 for the 99 others.",
    above="Too large. The scores are 1/8 once, and 0 for the 99 others. (A share, not in percent.)",
    praise="Hardly more than 1/100: this head takes the plain mean of its values. β and the "
    "lengths of the vectors go together, and d alone says nothing.",
)
