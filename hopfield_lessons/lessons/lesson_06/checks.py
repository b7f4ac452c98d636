"""Exercises of lesson 06, spurious and mixture states."""

from __future__ import annotations

from math import comb, sqrt

import numpy as np

from ...exercises.exercise import Exercise, Misconception, slip
from .states import asymmetric, cure, ends, names

__all__ = ["asymmetric", "cure", "ends", "free_share", "names", "symmetric_mixture"]

# ------------------------------------------------------------------- 1: a symmetric mixture


def _overlap(n: int) -> float:
    return comb(n - 1, n // 2) / 2.0 ** (n - 1)


def _pair(m: float, n: int, *, parts: float | None = None, factor: float = -0.5) -> list[float]:
    return [m, factor * (n if parts is None else parts) * m * m]


symmetric_mixture = Exercise(
    name="my_mixture",
    right=lambda n: _pair(_overlap(n), n),
    probes=((1,), (3,), (5,), (7,), (9,)),
    misconceptions=(
        Misconception(
            lambda n: _pair(1 / n, n),
            "1/n would be a fair share, but overlaps are not shares: they needn't add up to 1. "
            "For n = 3 count the columns: the first pattern agrees with the majority in 6 of 8.",
        ),
        Misconception(
            lambda n: _pair(1 / sqrt(n), n),
            "1/√n is how vectors of equal length share a sum before the sign is taken. The sign "
            "throws part of that away: count columns.",
        ),
        slip(
            lambda n: _pair(sqrt(2 / (np.pi * n)), n),
            "This is what the overlap tends to for large n. Here n is small: count exactly.",
        ),
        slip(
            lambda n: _pair(2.0 ** -(n - 1), n),
            "This is the chance of one arrangement of the other n − 1. How many arrangements "
            "balance? C(n−1, (n−1)/2).",
        ),
        slip(
            lambda n: _pair(comb(n - 1, n // 2) / 2.0**n, n),
            "Half of what it should be: only the other n − 1 patterns toss coins, so divide by "
            "2 to the power n − 1.",
        ),
        Misconception(
            lambda n: _pair(comb(n, n // 2) / 2.0**n, n),
            "All n patterns toss coins in your formula. Ask about one of them: when do the other "
            "n − 1 balance, so that it decides?",
        ),
        slip(
            lambda n: _pair((1 + _overlap(n)) / 2, n),
            "This is the share of units that agree. The overlap counts those that agree minus "
            "those that don't: 2 × share − 1.",
        ),
        slip(
            lambda n: _pair(_overlap(n), n, parts=1),
            "The overlap is right. In the energy all n mixed patterns count, each with m².",
        ),
        slip(
            lambda n: _pair(_overlap(n), n, factor=-1),
            "The overlap is right. The energy has a factor ½: every pair of units once.",
        ),
        slip(
            lambda n: _pair(_overlap(n), n, factor=0.5),
            "The overlap is right. The energy has the wrong sign: valleys lie low.",
        ),
        slip(
            lambda n: [_overlap(n), -0.5 * n * _overlap(n)],
            "The overlap is right. In the energy it is squared.",
        ),
        slip(
            lambda n: [_overlap(n), -0.5 * (n * _overlap(n)) ** 2],
            "The overlap is right. Square each overlap first and then add: n m², not (n m)².",
        ),
        slip(
            lambda n: _pair(_overlap(n), n)[::-1],
            "Both numbers are right, in the wrong order: return m, e.",
        ),
        slip(
            lambda n: _overlap(n),
            "The overlap is right. Return the energy per unit too: return m, e.",
        ),
        slip(
            lambda n: _pair(_overlap(n), n, parts=n - 1),
            "The overlap is right. In the energy all n mixed patterns count, not n − 1.",
        ),
        slip(
            lambda n: [*[_overlap(n)] * n, _pair(_overlap(n), n)[1]],
            "Both numbers are right, but all n overlaps are equal: return one of them, m, and e.",
        ),
        slip(
            lambda n: _pair(2 * _overlap(n), n),
            "Twice too much: divide by 2 to the power n − 1, or by the number of columns.",
        ),
    ),
    praise="Shallower than a memory, −½, and deeper than its surroundings.",
    shape="two numbers, m and E/N (all n overlaps are equal: one of them)",
)

# ------------------------------------------------------------------- 2: free units


free_share = Exercise(
    name="my_free_share",
    right=lambda n: 0.0 if n % 2 else comb(n, n // 2) / 2.0**n,
    probes=((1,), (2,), (3,), (4,), (5,), (6,), (8,), (9,)),
    misconceptions=(
        slip(
            lambda n: comb(n, n // 2) / 2.0**n,
            "Right for even n. An odd number of ±1 can't add up to 0, so there the share is 0.",
        ),
        slip(
            lambda n: 0.0 if n % 2 else 0.5,
            "Half of the units is right for n = 2. With four patterns a balance is 2 against 2: "
            "how many of the 16 columns are like that?",
        ),
        slip(
            lambda n: 0.0 if n % 2 else comb(n, n // 2),
            "You have counted the balanced columns. Divide by how many columns there are, 2ⁿ.",
        ),
        Misconception(
            lambda n: 0.0 if n % 2 else 2.0**-n,
            "This is the share of one single column. Several columns balance: which n/2 of the "
            "n entries are +1 is free.",
        ),
        slip(
            lambda n: 0.0 if n % 2 else comb(n, n // 2) / 2.0 ** (n - 1),
            "Twice too much: n patterns make 2ⁿ columns. (The power n − 1 belongs to the overlap, "
            "where only the other patterns toss coins.)",
        ),
        Misconception(
            lambda n: 0.0 if n % 2 else 1 / (n + 1),
            "The n + 1 possible sums are not equally likely: more columns give a sum near 0.",
        ),
        slip(
            lambda n: 1.0 if n % 2 else 1 - comb(n, n // 2) / 2.0**n,
            "This is the share of units that do know their sign. Wanted are the free ones.",
        ),
        slip(
            lambda n: 0.0 if n % 2 else 100 * comb(n, n // 2) / 2.0**n,
            "Right, but in percent. A share is a number from 0 to 1.",
        ),
        Misconception(
            lambda n: comb(n - 1, (n - 1) // 2) / 2.0 ** (n - 1),
            "Here n − 1 patterns toss coins: that is the overlap of the mixture. A unit is free "
            "if all n together balance.",
        ),
        Misconception(
            lambda n: 0.5,
            "Half of the units is right for n = 2 only. In which columns do n signs add up to 0?",
        ),
        Misconception(
            lambda n: 0.0,
            "Nothing is free? With two patterns, units with +1 and −1 add up to 0.",
        ),
    ),
    praise="For even n that many units get no word from the mixture, and it slides away.",
    shape="one number from 0 to 1",
)
