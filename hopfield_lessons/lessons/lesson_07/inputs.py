"""Exercises of lesson 07 about a network in which each unit hears only K others."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...exercises.exercise import Answer, Exercise, Misconception, Telltale, slip
from ...theory.one_step import error_probability

# ------------------------------------------------------------------- 1: cut most of the weights


def _cut(size: int, count: int, kept: int) -> list[float]:
    return [kept / size, (count - 1) * kept / size**2]


def _sizes(rng: np.random.Generator) -> tuple[Any, ...]:
    size = int(rng.integers(4, 13))
    return size, int(rng.integers(1, 9)), int(rng.integers(1, size))


def _right(which: int) -> Callable[[Sequence[Answer], Sequence[Answer]], bool]:
    """Whether one of the two numbers is right, whatever the other."""
    return lambda given, right: all(
        a.shape == b.shape and math.isclose(a[which], b[which], rel_tol=1e-5)
        for a, b in zip(given, right, strict=True)
    )


cut = Exercise(
    name="my_cut",
    right=_cut,
    draw=_sizes,
    probes=((10, 3, 4), (100, 14, 20), (8, 4, 7), (50, 1, 10)),
    misconceptions=(
        slip(
            lambda size, count, kept: _cut(size, count, kept)[::-1],
            "Both numbers are right, in the wrong order: return the signal, then the variance.",
        ),
        slip(
            lambda size, count, kept: [kept / size, (count - 1) * (size - 1) / size**2],
            "The signal is right. The crosstalk also comes through the K weights only: how many "
            "products are left?",
        ),
        slip(
            lambda size, count, kept: [(size - 1) / size, (count - 1) * kept / size**2],
            "The variance is right. The signal also comes through the K weights only.",
        ),
        Misconception(
            lambda size, count, kept: [(size - 1) / size, (count - 1) * (size - 1) / size**2],
            "This is the network with all its weights. Count again, with K others, not N − 1.",
        ),
        slip(
            lambda size, count, kept: [1.0, (count - 1) / kept],
            "You divide by K. The weights that stay are as before, with 1/N in front. (The ratio "
            "of the two is right all the same.)",
        ),
        slip(
            lambda size, count, kept: [kept / size, count * kept / size**2],
            "The signal is right. You count P patterns in the crosstalk, but the pattern itself "
            "is the signal: P − 1 others disturb it.",
        ),
        slip(
            lambda size, count, kept: [kept / size, (count - 1) * kept / size],
            "The signal is right. Dividing by N divides the variance by N², not by N.",
        ),
        slip(
            lambda size, count, kept: [kept / size, (count - 1) * (kept / size) ** 2],
            "The signal is right. Variances of independent signs add up: K units give K, not K². "
            "Only the N in front is squared.",
        ),
        slip(
            lambda size, count, kept: [kept / size, math.sqrt((count - 1) * kept) / size],
            "The signal is right. This is the standard deviation; its square is asked for.",
        ),
        slip(
            lambda size, count, kept: [float(kept), float((count - 1) * kept)],
            "These are the sums of signs. Divide by N: the signal once, the variance by N².",
        ),
        slip(
            lambda size, count, kept: [(kept - 1) / size, (count - 1) * (kept - 1) / size**2],
            "All K are others, the unit itself isn't among them: K, not K − 1.",
        ),
        slip(
            lambda size, count, kept: [kept / size, count / size],
            "The signal is right. α = P/N is the variance of the crosstalk where all weights are "
            "there. How many products are left?",
        ),
        slip(
            lambda size, count, kept: [kept / size, 0.0],
            "The signal is right. Zero is the mean of the crosstalk. The variance is the mean of "
            "its square.",
        ),
        slip(
            lambda size, count, kept: [kept / size, (count - 1) / kept],
            "The signal is right. (P − 1)/K is the variance divided by the square of the signal.",
        ),
        Misconception(
            lambda size, count, kept: (count - 1) * kept / size**2,
            "The variance is right. Return two numbers: first the signal, then the variance.",
        ),
    ),
    telltales=(
        Telltale(
            _right(0),
            "The signal is right, the variance isn't yet. Count the coins that are left in X_i: "
            "their number is its variance, and C_i = X_i/N.",
            "almost",
        ),
        Telltale(
            _right(1),
            "The variance is right, the signal isn't yet: K others bring 1/N each.",
            "almost",
        ),
    ),
    praise="Measured by the signal the variance is (P − 1)/K: what counts is the number of "
    "patterns per input, and N has dropped out.",
    shape="two numbers, the signal and the variance",
)


# ------------------------------------------------------------------- 3: the exact error


def _chance(
    kept: int, count: int, *, tosses: int | None = None, signal: int | None = None
) -> float:
    """The chance that `tosses` fair signs add up to less than −`signal`."""
    n = kept * (count - 1) if tosses is None else tosses
    needed = kept if signal is None else signal
    below: int = sum(math.comb(n, k) for k in range(n + 1) if 2 * k - n < -needed)
    return float(below / 2**n)


def _tie(kept: int, count: int) -> float:
    n = kept * (count - 1)
    return 0.0 if (n - kept) % 2 or n < kept else math.comb(n, (n - kept) // 2) / 2.0**n


def _one_term(kept: int, count: int) -> float:
    n = kept * (count - 1)
    k = max((k for k in range(n + 1) if 2 * k - n < -kept), default=-1)
    return math.comb(n, k) / 2.0**n if k >= 0 else 0.0


error = Exercise(
    name="my_error",
    right=_chance,
    probes=((4, 2), (3, 3), (8, 5), (19, 6), (20, 5), (49, 14)),
    draw=lambda rng: (int(rng.integers(1, 12)), int(rng.integers(2, 9))),
    tolerance=1e-12,
    misconceptions=(
        Misconception(
            lambda kept, count: error_probability(count / kept),
            "This is the Gaussian limit of many inputs. For finite K count the signs: a binomial.",
        ),
        Misconception(
            lambda kept, count: 0.5 * math.erfc(math.sqrt(kept / (2 * (count - 1)))),
            "A Gaussian with the exact variance is still a Gaussian. Count the signs.",
        ),
        slip(
            lambda kept, count: _chance(kept, count) + _tie(kept, count),
            "You count ties as errors (≤ instead of <, or K − 1 instead of K). A unit with field 0 "
            "keeps its spin, and here its spin is right.",
        ),
        slip(
            lambda kept, count: _chance(kept, count) + _tie(kept, count) / 2,
            "Half of the ties count as errors in your function. A tie keeps the spin here.",
        ),
        slip(
            lambda kept, count: _chance(
                kept, count, tosses=(kept - 1) * (count - 1), signal=kept - 1
            ),
            "You have K − 1 inputs, as if the unit itself were one of the K. All K are others.",
        ),
        slip(
            lambda kept, count: _chance(kept, count, tosses=kept * count),
            "You count P patterns in the crosstalk. The pattern itself is the signal: P − 1.",
        ),
        slip(
            lambda kept, count: _chance(kept, count, signal=kept + 1),
            "Your threshold is K + 1, or a division by 2 was rounded down. An error is X < −K, so "
            "2k < n − K.",
        ),
        Misconception(
            lambda kept, count: _chance(kept, count, signal=0),
            "This is the chance that the crosstalk is against the pattern at all. An error needs "
            "more: it has to outweigh the signal, K.",
        ),
        Misconception(
            lambda *_: 0.0,
            "You ask for k < −K, but k counts coins and is never negative. With k coins on +1 the "
            "sum is 2k − n.",
        ),
        slip(
            lambda kept, count: 1 - _chance(kept, count),
            "This is the chance that the unit stays. Asked is the chance of an error.",
        ),
        slip(
            lambda kept, count: 2 * _chance(kept, count),
            "Twice too much: only crosstalk against the pattern makes an error. Crosstalk that "
            "is large and positive helps.",
        ),
        slip(
            lambda kept, count: _chance(kept, count) * 2 ** (kept * (count - 1)),
            "You have counted the ways. Divide by how many there are in all, 2ⁿ.",
        ),
        slip(
            lambda kept, count: _chance(kept, count, signal=1),
            "Your threshold is 1. The signal is K/N in the field, but K for the sum of signs.",
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
    praise="Exact for every K and P, ties included. With K = N − 1 it is the error of the full "
    "network.",
    shape="one number",
)
