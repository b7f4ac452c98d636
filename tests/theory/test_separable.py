"""Cover's count beside linear programs, and Gardner's load beside quadrature."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq, linprog

from hopfield_lessons.theory import cover_probability, gardner_load


def separable(points: np.ndarray, labels: np.ndarray) -> bool:
    """Whether some w has label * (w . x) >= 1 everywhere, by a linear program."""
    signed = points * labels[:, None]
    size = points.shape[1]
    found = linprog(
        np.zeros(size), A_ub=-signed, b_ub=-np.ones(len(points)), bounds=[(None, None)] * size
    )
    return bool(found.status == 0)


@pytest.mark.parametrize(("count", "inputs"), [(3, 3), (4, 2), (5, 3), (6, 3), (7, 2), (6, 5)])
def test_every_way_to_label_points_in_general_position(count: int, inputs: int) -> None:
    """Each of the 2^P labellings is tried: Cover's number is exact, for any such points."""
    points = np.random.default_rng(count).normal(size=(count, inputs))
    ways = sum(separable(points, np.array(s)) for s in product([1.0, -1.0], repeat=count))
    assert cover_probability(count=count, inputs=inputs) == ways / 2**count


def test_spins_are_not_in_general_position() -> None:
    """Two of four spins of three units may be opposite: then fewer labellings can be had."""
    points = np.array([[1.0, 1, 1], [-1, -1, -1], [1, 1, -1], [1, -1, 1]])
    ways = sum(separable(points, np.array(s)) for s in product([1.0, -1.0], repeat=4))
    assert ways / 16 < cover_probability(count=4, inputs=3)


@pytest.mark.parametrize("inputs", [1, 2, 5, 20, 99, 600])
def test_the_sum_in_whole_numbers(inputs: int) -> None:
    for count in {1, inputs, inputs + 1, 2 * inputs - 1, 2 * inputs, 2 * inputs + 1, 3 * inputs}:
        if count < 1:
            continue
        ways = 2 * sum(math.comb(count - 1, k) for k in range(inputs))
        exact = float(Fraction(ways, 2**count))
        found = cover_probability(count=count, inputs=inputs)
        assert found == pytest.approx(exact, rel=1e-12)


def test_the_step_is_at_two_patterns_an_input_and_gets_steeper() -> None:
    for inputs in (10, 100, 1000, 10**6):
        assert cover_probability(count=2 * inputs, inputs=inputs) == 0.5
    at = [cover_probability(count=int(1.8 * n), inputs=n) for n in (10, 100, 1000)]
    assert at == sorted(at)
    assert at[-1] > 0.99
    past = [cover_probability(count=int(2.2 * n), inputs=n) for n in (10, 100, 1000)]
    assert past == sorted(past, reverse=True)
    assert past[-1] < 0.01
    assert cover_probability(count=10**13, inputs=5 * 10**12 - 1) == pytest.approx(0.5, abs=1e-5)


def by_quadrature(margin: float) -> float:
    def integrand(t: float) -> float:
        return math.exp(-t * t / 2) / math.sqrt(2 * math.pi) * (t + margin) ** 2

    return 1 / quad(integrand, -margin, np.inf, epsabs=1e-13, epsrel=1e-12)[0]


@pytest.mark.parametrize("margin", [0.0, 0.01, 0.3, 0.5, 1.0, 2.0, 6.0])
def test_gardners_integral_by_quadrature(margin: float) -> None:
    assert gardner_load(margin) == pytest.approx(by_quadrature(margin), rel=1e-10)


def test_gardners_numbers() -> None:
    assert gardner_load(0) == 2.0
    np.testing.assert_allclose(gardner_load([0.5, 1.0]), [0.961205, 0.519572], atol=5e-7)
    largest = [brentq(lambda k, a=a: gardner_load(k) - a, 0, 5) for a in (1, 0.5)]
    np.testing.assert_allclose(largest, [0.470655, 1.034314], atol=5e-7)
    assert gardner_load(1e200) == 0.0
    assert gardner_load(np.ones((2, 3))).shape == (2, 3)
