"""Tails of many fair tosses, beside whole-number arithmetic: any count, both ends, both ways."""

import math
from fractions import Fraction

import pytest

from hopfield_lessons.theory import _binomial as binomial

# On both sides of where the way of computing changes: counts of 1000, numbers of 16, e = 0.1.
COUNTS = (1, 2, 7, 999, 1000, 1001, 1002, 1999)
CASES = [
    (count, successes)
    for count in COUNTS
    for successes in sorted(
        {0, 1, 2, 14, 15, 16, 17, 18, 100, 449, 450, 451, count // 2, count - 16, count - 1, count}
    )
    if 0 <= successes <= count
]


def exactly(ways: int, count: int) -> float:
    return float(Fraction(ways, 2**count))


@pytest.mark.parametrize(("count", "successes"), CASES)
def test_at(count: int, successes: int) -> None:
    expected = exactly(math.comb(count, successes), count)
    assert binomial.at(count, successes) == pytest.approx(expected, rel=2e-13, abs=1e-307)


@pytest.mark.parametrize(("count", "successes"), CASES)
def test_below(count: int, successes: int) -> None:
    if 2 * successes <= count + 1:  # the smaller tail; the other is one minus a tail like it
        expected = exactly(sum(math.comb(count, k) for k in range(successes)), count)
        assert binomial.below(count, successes) == pytest.approx(expected, rel=2e-13, abs=1e-307)


@pytest.mark.parametrize("count", [3, 1000, 1001, 5000])
def test_outside_there_is_nothing(count: int) -> None:
    assert binomial.at(count, -1) == binomial.at(count, count + 1) == binomial.below(count, 0) == 0


def test_the_ends_of_long_runs() -> None:
    """Halves all the way down, to the smallest number that there is, and then to zero."""
    assert binomial.at(1074, 0) == binomial.at(1074, 1074) == 2.0**-1074
    assert binomial.at(1076, 0) == 0.0


def test_a_tail_of_several_blocks() -> None:
    """Around the middle of 10^9 tosses the terms fall slowly; half of them is half the chance."""
    count = 10**9 + 1
    assert binomial.below(count, count // 2 + 1) == pytest.approx(0.5, rel=1e-11)
