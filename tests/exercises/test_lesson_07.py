"""The checks of lesson 07: right answers in other words, and wrong ones as learners write."""

import math
from typing import Any

import numpy as np
import pytest
from scipy import optimize, special, stats

from hopfield_lessons import capacity_sweep, hebbian
from hopfield_lessons.lessons.lesson_07 import checks as check
from hopfield_lessons.theory import critical_load, exact_error_probability

# ------------------------------------------------------------------- as learners write


def variance_by_enumeration(size: int, count: int) -> float:
    """A sum of independent signs: each adds 1 to the variance of the sum."""
    terms = [1 for _ in range(count - 1) for _ in range(size - 1)]
    return sum(terms) / size**2


def error_by_scipy(size: int, count: int) -> float:
    tosses = (size - 1) * (count - 1)
    strictly_below = math.ceil((tosses - (size - 1)) / 2) - 1
    return float(stats.binom.cdf(strictly_below, tosses, 0.5))


def error_with_fractions_of_two(size: int, count: int) -> float:
    """2**tosses is far beyond an int64: the check must hand over Python's own integers."""
    n = (size - 1) * (count - 1)
    return sum(math.comb(n, wrong) for wrong in range(n + 1) if n - 2 * wrong < 1 - size) / 2**n


def overlap_by_iteration(load: float) -> float:
    """x from large values downwards: x ← erf(x)/(√(2α) + (2/√π) e^(−x²))."""
    x = 10.0
    for _ in range(3_000):
        x = math.erf(x) / (math.sqrt(2 * load) + 2 / math.sqrt(math.pi) * math.exp(-x * x))
    return math.erf(x) if x > 0.5 else 0.0


def overlap_on_a_grid(load: float) -> Any:
    x = np.linspace(1e-3, 6, 200_001)
    loads = 0.5 * (special.erf(x) / x - 2 / np.sqrt(np.pi) * np.exp(-(x**2))) ** 2
    fitting = x[loads >= load]
    return special.erf(fitting[-1]) if fitting.size else 0


def variance_of_all_signs(size: int, count: int) -> float:
    """The mean square of a sum of signs, by the chances of its values."""
    n = (size - 1) * (count - 1)
    return float(sum((2 * k - n) ** 2 * math.comb(n, k) for k in range(n + 1)) / 2**n / size**2)


def variance_by_shares(size: int, count: int) -> Any:
    return np.array([(1 - 1 / size) * (count - 1) / size])


def overlap_by_brentq(load: float) -> Any:
    if load > critical_load():
        return 0
    x = optimize.brentq(lambda x: check._load(x) - load, check._top(), 12.0)
    return (special.erf(x),)


RIGHT = [
    (check.variance, variance_of_all_signs),
    (check.variance, variance_by_shares),
    (check.overlap, overlap_by_brentq),
    (check.variance, variance_by_enumeration),
    (check.error, error_by_scipy),
    (check.error, error_with_fractions_of_two),
    (check.error, lambda size, count: exact_error_probability(count=count, size=size)),
    (check.overlap, overlap_by_iteration),
    (check.overlap, overlap_on_a_grid),
    (check.overlap, lambda load: round(check._overlap(load), 4)),
]


def gaussian(size: int, count: int) -> Any:
    return stats.norm.cdf(-1 / math.sqrt(count / size))


def ties_are_errors(size: int, count: int) -> Any:
    tosses = (size - 1) * (count - 1)
    return stats.binom.cdf((tosses - (size - 1)) // 2, tosses, 0.5)


def iteration_from_zero(load: float) -> float:
    m = 0.0
    for _ in range(100):
        m = math.erf(m / math.sqrt(2 * load))
    return m


def iteration_without_r(load: float) -> float:
    m = 1.0
    for _ in range(5000):
        m = math.erf(m / math.sqrt(2 * load))
    return m


def never_zero(load: float) -> float:
    """As from a bisection whose lower end is the top on a grid: right to four digits."""
    return max(overlap_by_iteration(load), 0.9674)


def first_step_cut_off(load: float) -> float:
    return special.erf(1 / math.sqrt(2 * load)) if load < 0.138 else 0.0


def fewer_than(bound: int, size: int, count: int) -> float:
    tosses = (size - 1) * (count - 1)
    sums = 2 * np.arange(tosses + 1) - tosses
    return float(stats.binom.pmf(np.flatnonzero(sums < bound), tosses, 0.5).sum())


def with_a_floor(size: int, count: int) -> float:
    n = (size - 1) * (count - 1)
    return sum(math.comb(n, k) for k in range((n - size + 1) // 2)) / 2**n


def late(load: float) -> float:
    """Cut off at 0.14 by hand."""
    return overlap_by_iteration(min(load, 0.1379)) if load < 0.14 else 0.0


WRONG = [
    (check.variance, lambda n, p: p / n, "limit for large N"),
    (check.variance, lambda n, p: (p - 1) / (n - 1), "not 1/(N − 1)"),
    (check.variance, lambda n, p: (p - 1) * (n - 1) // n**2, "drops what is behind the point"),
    (check.variance, lambda n, p: p * (n - 1) / n**2, "P − 1 others"),
    (check.variance, lambda n, p: (p - 1) / n, "doesn't hear itself"),
    (check.variance, lambda n, p: (p - 1) * (n - 1) / n, "by N², not by N"),
    (check.variance, lambda n, p: np.sqrt((p - 1) * (n - 1)) / n, "standard deviation"),
    (check.variance, lambda n, p: 1 / n, "should be"),
    (check.variance, lambda p, n: (p - 1) * (n - 1) / n**2, "first argument"),
    (check.error, gaussian, "Gaussian limit"),
    (check.error, ties_are_errors, "ties as errors"),
    (check.error, lambda n, p: p / n, "between 0 and 1"),
    (check.error, lambda n, p: 1 / (n * p), "should be"),
    (check.error, lambda n, p: 1 - error_by_scipy(n, p), "stays"),
    (check.error, with_a_floor, "rounded down"),
    (check.error, lambda n, p: fewer_than(-n, n, p), "Your threshold is N"),
    (check.error, lambda n, p: fewer_than(0, n, p), "against the pattern at all"),
    (check.error, lambda n, p: 0, "k counts coins"),
    (check.overlap, iteration_from_zero, "whoever starts there"),
    (check.overlap, iteration_without_r, "no jump near 0.138"),
    (check.overlap, lambda load: 1.0 if load < 0.138 else 0.0, "has errors"),
    (check.overlap, lambda load: 0.97 if load < 0.138 else 0.0, "should be"),
    (check.overlap, lambda load: overlap_by_iteration(load if load > 0.14 else load - 0.002), "be"),
    (check.overlap, late, "above it there is no solution"),
    (check.overlap, lambda load: overlap_by_iteration(load) if load < 0.13 else 0, "too early"),
    (check.overlap, never_zero, "not the value at the top"),
    (check.overlap, first_step_cut_off, "cut off"),
]


def test_the_two_branches_meet_at_the_critical_load() -> None:
    assert check._load(check._top()) == pytest.approx(critical_load(), abs=1e-9)
    for load in (0.01, 0.1, 0.137):
        low, high = check._x_unstable(load), check._x_stable(load)
        assert low < check._top() < high
        assert check._load(low) == pytest.approx(load) == check._load(high)


# ------------------------------------------------------------------- which capacity?

CAPACITIES = ("all", "most", "one", "most", "none")


def test_capacities() -> None:
    assert check.capacities(*CAPACITIES).status == "correct"
    assert check.capacities(*CAPACITIES[:4], None).message.startswith("Sentence e has no answer")
    assert check.capacities(*(...,) * 5).message.startswith("Sentence a has no answer")
    assert "expected one of all, most, none, one" in check.capacities(3, *CAPACITIES[1:]).message
    assert "got 'half'" in check.capacities("half", *CAPACITIES[1:]).message
    assert "got <function" in check.capacities(test_capacities, *CAPACITIES[1:]).message


@pytest.mark.parametrize("place", range(5))
def test_a_wrong_choice_is_told_by_its_sentence(place: int) -> None:
    wrong = check.capacities.wrong["abcde"[place]]
    assert set(wrong) == set(CAPACITIES) - {CAPACITIES[place]}
    assert all(words.startswith(f"Sentence {'abcde'[place]}: ") for words in wrong.values())
    assert len(set(wrong.values())) >= 2


def test_five_times_the_same_is_a_guess() -> None:
    assert check.capacities(*("one",) * 5).status == "not quite"


# ------------------------------------------------------------------- who kept the diagonal?


def with_diagonal(patterns: Any) -> Any:
    weights = hebbian(patterns)
    np.fill_diagonal(weights, len(patterns) / patterns.shape[1])
    return weights


@pytest.mark.long
@pytest.mark.parametrize("name", check.CURVES)
def test_the_curves_are_what_they_say(name: str) -> None:
    measured = capacity_sweep(
        200,
        check.CURVE_LOADS,
        networks=8,
        rng=7,
        rule=with_diagonal if name in check.kept_diagonal.right else None,
        flipped=0.1 if name in "AD" else 0.0,
    )
    assert tuple(measured.overlap.round(3).tolist()) == check.CURVES[name]
    assert measured.error.max() < 0.07  # as the figure's caption says


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        ("BD", "correct", "neither shows a capacity"),
        ("d, b", "correct", "neither shows a capacity"),
        (..., "not yet", "replace the dots"),
        (None, "not yet", "replace the dots"),
        (2, "not quite", "letters from A to D"),
        ("BE", "not quite", "letters from A to D"),
        (" ", "not yet", "At least one"),
        ("B", "almost", "look at D"),
        ("D", "almost", "too good"),
        ("AC", "not quite", "other way round"),
        ("ABD", "not quite", "A falls to the remnant"),
        ("ABC", "not quite", "A falls to the remnant"),
        ("CD", "not quite", "C falls to the remnant"),
        ("ABCD", "not quite", "some don't fit"),
    ],
)
def test_kept_diagonal(answer: object, status: str, words: str) -> None:
    verdict = check.kept_diagonal(answer)
    assert verdict.status == status
    assert words in verdict.message
