"""Errors of the first step against enumeration, fractions, scipy and simulation."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from hopfield_lessons import hebbian, local_field, random_patterns
from hopfield_lessons.theory import (
    capacity_bound,
    error_probability,
    exact_error_probability,
    load_for_error,
    tie_probability,
)


def test_gaussian_error_by_another_erfc():
    loads = np.array([[0.001, 0.02, 0.1], [0.138, 1.0, 50.0]])
    expected = 0.5 * special.erfc(1 / np.sqrt(2 * loads))
    np.testing.assert_allclose(error_probability(loads), expected, rtol=1e-13)
    kept = 0.5 * special.erfc((1 + loads) / np.sqrt(2 * loads))
    np.testing.assert_allclose(error_probability(loads, diagonal=True), kept, rtol=1e-13)
    assert type(error_probability(0.1)) is float
    assert error_probability(0) == 0
    assert error_probability(1e-9) == 0  # underflows, quietly


def test_the_table_of_loads():
    printed = {0.001: 0.1047, 0.0036: 0.1385, 0.01: 0.1848, 0.05: 0.3696, 0.1: 0.6089}
    for chance, load in printed.items():
        assert f"{load_for_error(chance):.4f}" == f"{load:.4f}"


@given(chance=st.floats(1e-290, 0.499))
def test_load_for_error_inverts(chance):
    assert error_probability(load_for_error(chance)) == pytest.approx(chance, rel=1e-9)


def test_the_kept_diagonal_is_worst_at_load_one():
    loads = np.linspace(0.01, 5, 500)
    errors = error_probability(loads, diagonal=True)
    assert loads[errors.argmax()] == pytest.approx(1.0)
    assert f"{100 * error_probability(1.0, diagonal=True):.3f}" == "2.275"
    assert (error_probability(loads) > errors).all()


@pytest.mark.parametrize(
    ("size", "count"), [(2, 2), (3, 2), (3, 3), (4, 3), (5, 3), (3, 4), (2, 5)]
)
def test_exact_error_by_all_sets_of_patterns(size, count):
    """Without loss of generality the first pattern is all +1; the rest takes every value."""
    wrong = tied = wrong_kept = tied_kept = 0
    sets = list(product([-1, 1], repeat=size * (count - 1)))
    for spins in sets:
        xi = np.vstack([np.ones(size, dtype=int), np.reshape(spins, (count - 1, size))])
        h = int((xi[:, 0] @ xi).sum()) - count  # N h of unit 0
        wrong, tied = wrong + (h < 0), tied + (h == 0)
        wrong_kept, tied_kept = wrong_kept + (h + count < 0), tied_kept + (h + count == 0)
    total = len(sets)
    assert exact_error_probability(count=count, size=size) == wrong / total
    assert tie_probability(count=count, size=size) == tied / total
    assert exact_error_probability(count=count, size=size, ties="flip") == (wrong + tied) / total
    for ties in ("plus", "random"):
        by_halves = exact_error_probability(count=count, size=size, ties=ties)
        assert by_halves == (wrong + tied / 2) / total
    assert exact_error_probability(count=count, size=size, diagonal=True) == wrong_kept / total
    assert tie_probability(count=count, size=size, diagonal=True) == tied_kept / total


@given(size=st.integers(1, 70), count=st.integers(1, 40), diagonal=st.booleans())
def test_exact_error_in_fractions(size, count, diagonal):
    tosses, signal = (size - 1) * (count - 1), size - 1 + count * diagonal
    strict = sum(math.comb(tosses, k) for k in range(tosses + 1) if 2 * k - tosses < -signal)
    tie = sum(math.comb(tosses, k) for k in range(tosses + 1) if 2 * k - tosses == -signal)
    whole = 2**tosses
    assert exact_error_probability(count=count, size=size, diagonal=diagonal) == pytest.approx(
        float(Fraction(strict, whole)), rel=1e-12, abs=1e-300
    )
    assert tie_probability(count=count, size=size, diagonal=diagonal) == pytest.approx(
        float(Fraction(tie, whole)), rel=1e-12, abs=1e-300
    )


@pytest.mark.parametrize(
    ("size", "count"),
    [(1000, 50), (1001, 138), (4000, 700), (10**5, 2 * 10**4), (10**6, 10**6), (10**7, 10**6)],
)
def test_exact_error_of_large_networks_by_scipy(size, count):
    tosses = (size - 1) * (count - 1)
    below = (tosses - (size - 1) + 1) // 2
    expected = stats.binom.cdf(below - 1, tosses, 0.5)
    assert exact_error_probability(count=count, size=size) == pytest.approx(expected, rel=1e-9)
    if (tosses - size + 1) % 2 == 0:
        expected = stats.binom.pmf((tosses - size + 1) // 2, tosses, 0.5)
        assert tie_probability(count=count, size=size) == pytest.approx(expected, rel=1e-9)


def test_exact_error_is_below_the_gaussian_and_approaches_it():
    for load in (0.1, 0.2, 0.5, 1.0):
        gaps = [
            error_probability(load) / exact_error_probability(count=round(load * n), size=n)
            for n in (50, 200, 1000, 10_000)
        ]
        assert all(gap > 1 for gap in gaps)
        assert gaps == sorted(gaps, reverse=True)
        assert gaps[-1] < 1.06


def test_ties_by_parity():
    """N xi h has the parity of P (N - 1): no ties for odd P and even N."""
    for size, count in product(range(2, 12), range(2, 12)):
        possible = count * (size - 1) % 2 == 0 and (size - 1) <= (size - 1) * (count - 1)
        assert (tie_probability(count=count, size=size) > 0) == possible


def test_simulated_first_steps():
    size, count, networks = 60, 12, 400
    wrong = tied = 0
    for seed in range(networks):
        patterns = random_patterns(count, size, rng=seed)
        aligned = patterns * local_field(hebbian(patterns), patterns)
        wrong, tied = wrong + (aligned < 0).sum(), tied + (aligned == 0).sum()
    units = networks * count * size
    for measured, theory in (
        (wrong / units, exact_error_probability(count=count, size=size)),
        (tied / units, tie_probability(count=count, size=size)),
    ):
        # Units of a network are correlated, so allow more than the binomial spread.
        assert abs(measured - theory) < 6 * math.sqrt(theory / units)


def test_bounds():
    assert capacity_bound(1000) == 1000 / (2 * math.log(1000))
    assert capacity_bound(1000, all_patterns=True) == 1000 / (4 * math.log(1000))
    # A million units: at the bound hardly a pattern has a wrong bit, at twice the load all have.
    size = 10**6
    few = size * exact_error_probability(count=round(capacity_bound(size)), size=size)
    all_few = few * capacity_bound(size, all_patterns=True)
    many = size * exact_error_probability(count=round(2 * capacity_bound(size)), size=size)
    assert few < 0.1
    assert many > 10
    assert all_few > 100  # to store all of them without a wrong bit takes a smaller load
    half = round(capacity_bound(size, all_patterns=True))
    assert size * half * exact_error_probability(count=half, size=size) < 0.01


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: error_probability(-0.1), ValueError, "at least 0"),
        (lambda: error_probability([0.1, np.nan]), ValueError, "finite"),
        (lambda: error_probability("0.1"), TypeError, "load"),
        (lambda: error_probability(0.1, diagonal=1), TypeError, "diagonal"),
        (lambda: load_for_error(0.5), ValueError, "below 0.5"),
        (lambda: load_for_error(0), ValueError, "probability"),
        (lambda: load_for_error("1 %"), TypeError, "probability"),
        (lambda: exact_error_probability(count=3, size=0), ValueError, "size"),
        (lambda: exact_error_probability(count=2.5, size=3), TypeError, "count"),
        (lambda: exact_error_probability(count=3, size=10, ties="both"), ValueError, "ties"),
        (lambda: exact_error_probability(count=10**6, size=10**8), ValueError, "10\\^13"),
        (lambda: tie_probability(count=3, size=True), TypeError, "size"),
        (lambda: capacity_bound(1), ValueError, "at least 2"),
        (lambda: capacity_bound(10, all_patterns="yes"), TypeError, "all_patterns"),
    ],
)
def test_bad_input(call, error, message):
    with pytest.raises(error, match=message):
        call()
