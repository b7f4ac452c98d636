"""The numbers of the (load, temperature) map, by another way: one width, Gauss's nodes, scipy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.optimize import brentq, minimize_scalar

from hopfield_lessons.theory import (
    critical_load,
    glass_temperature,
    retrieval_overlap,
    retrieval_temperature,
    thermodynamic_temperature,
)

Z = np.linspace(-10, 10, 4001)
DZ = np.exp(-0.5 * Z**2) / np.exp(-0.5 * Z**2).sum()


def at_width(x: float, temperature: float, retrieving: bool = True) -> tuple[float, float, float]:
    """The load, the overlap and the free energy for x = sqrt(alpha r)."""
    beta = 1 / temperature

    def mean(m: float) -> float:
        return float(DZ @ np.tanh(beta * (m + x * Z)))

    grid = np.linspace(1, 0.01, 60)
    signs = np.array([mean(m) - m for m in grid])
    first = int(np.argmax(signs > 0))
    m = 0.0
    if retrieving and signs[first] > 0 and first:
        m = brentq(lambda value: mean(value) - value, grid[first], grid[first - 1], xtol=1e-14)
    q = float(DZ @ np.tanh(beta * (m + x * Z)) ** 2)
    c = beta * (1 - q)
    load, r = x**2 * (1 - c) ** 2 / q, q / (1 - c) ** 2
    log_cosh = float(DZ @ np.logaddexp(beta * (m + x * Z), -beta * (m + x * Z)))
    f = 0.5 * load + 0.5 * m**2 + load / (2 * beta) * (math.log(1 - c) - beta * q / (1 - c))
    return load, m, f + 0.5 * load * beta * r * (1 - q) - temperature * log_cosh


@pytest.mark.parametrize(
    ("load", "temperature"),
    [(0.02, 0.716481), (0.05, 0.542255), (0.08, 0.404571), (0.10, 0.315432), (0.12, 0.215087)],
)
def test_retrieval_ends_at_the_largest_load_of_its_temperature(load, temperature):
    """T_M is where max_x alpha(x) = alpha; there m is far from 0: the loss is a jump."""
    assert retrieval_temperature(load) == pytest.approx(temperature, abs=6e-7)

    def minus_load(x: float) -> float:
        found, overlap, _ = at_width(x, temperature)
        return -found if overlap else 0.0

    best = minimize_scalar(minus_load, bounds=(0.05, 0.75), method="bounded")
    assert -best.fun == pytest.approx(load, rel=2e-5)
    before = retrieval_overlap(load, temperature=temperature - 1e-4)
    assert before > 0.6
    assert np.isnan(retrieval_overlap(load, temperature=temperature + 1e-4)) or (
        retrieval_overlap(load, temperature=temperature + 1e-4) == 0
    )


@pytest.mark.parametrize(
    ("load", "temperature"),
    [(0.02, 0.591300), (0.03, 0.478793), (0.04, 0.365231), (0.05, 0.216383)],
)
def test_below_t_c_retrieval_has_the_lower_free_energy(load, temperature):
    assert thermodynamic_temperature(load) == pytest.approx(temperature, abs=6e-7)
    assert temperature < retrieval_temperature(load) < glass_temperature(load)

    def gap(t: float) -> float:
        width = retrieval_width(load, t)
        glass = brentq(lambda x: at_width(x, t, retrieving=False)[0] - load, glass_start(t), 1.6)
        return at_width(width, t)[2] - at_width(glass, t, retrieving=False)[2]

    assert gap(temperature - 0.01) < 0 < gap(temperature + 0.01)


def retrieval_width(load: float, temperature: float) -> float:
    top = minimize_scalar(
        lambda x: -at_width(x, temperature)[0], bounds=(0.05, 0.6), method="bounded"
    ).x
    return float(brentq(lambda x: at_width(x, temperature)[0] - load, 0.02, top))


def glass_start(temperature: float) -> float:
    """A little past C = 1: before it, m = 0 is no glass."""

    def c(x: float) -> float:
        return float(DZ @ (1 - np.tanh(x * Z / temperature) ** 2)) / temperature - 1

    return float(brentq(c, 1e-3, 2)) + 1e-4


def test_a_little_noise_hardly_moves_the_largest_load():
    """The tiny re-entrance of replica symmetry: 0.13819 at T = 0.023, 0.137906 at T = 0."""
    assert critical_load() == pytest.approx(0.137906, abs=5e-7)
    loads = {t: critical_load(temperature=t / 1000) for t in range(10, 40)}
    assert max(loads, key=loads.__getitem__) == 23
    assert loads[23] == pytest.approx(0.13819, abs=5e-6)


def test_the_lines_near_no_load():
    """T_M = 1 - 1.95 sqrt(alpha), T_c = 1 - 2.6 sqrt(alpha), T_g = 1 + sqrt(alpha)."""
    root = math.sqrt(1e-5)
    assert (1 - retrieval_temperature(1e-5)) / root == pytest.approx(1.95, abs=0.01)
    assert (1 - thermodynamic_temperature(1e-5)) / root == pytest.approx(2.6, abs=0.01)
    assert glass_temperature(1e-5) == pytest.approx(1 + root)


@pytest.mark.parametrize("load", [0.01, 0.05, 0.1])
def test_noise_never_improves_the_overlap_of_a_given_load(load):
    temperatures = np.linspace(0, 0.999 * float(retrieval_temperature(load)), 40)
    overlaps = np.array([retrieval_overlap(load, temperature=float(t)) for t in temperatures])
    assert (np.diff(overlaps) <= 0).all()
