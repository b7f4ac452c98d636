"""Mean-field theory against scipy's integrals, plain iteration, and printed numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, optimize, special

from hopfield_lessons import capacity_sweep
from hopfield_lessons.theory import (
    critical_load,
    glass_temperature,
    mean_field,
    retrieval_overlap,
    retrieval_temperature,
    thermodynamic_load,
    thermodynamic_temperature,
)
from hopfield_lessons.theory._saddle import averages, root


def gaussian_mean(function, sharp=0.0):
    """Mean over a Gaussian, by adaptive quadrature; `sharp` is where it bends."""

    def weighted(z):
        return function(z) * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)

    return integrate.quad(weighted, -12, 12, points=[sharp], limit=400, epsabs=1e-13)[0]


def equations(alpha, temperature, m, q, r):
    """What the three equations make of m, q and r, and the free energy, by the textbook."""
    beta, s = 1 / temperature, math.sqrt(alpha * r)
    bend = min(max(-m / s, -11.9), 11.9) if s > 0 else 0.0
    new_m = gaussian_mean(lambda z: math.tanh(beta * (m + s * z)), bend)
    new_q = gaussian_mean(lambda z: math.tanh(beta * (m + s * z)) ** 2, bend)
    c = beta * (1 - q)
    free = 0.5 * alpha + 0.5 * m**2 + 0.5 * alpha / beta * (math.log(1 - c) - beta * q / (1 - c))
    free += 0.5 * alpha * beta * r * (1 - q)
    free -= temperature * gaussian_mean(
        lambda z: np.logaddexp(beta * (m + s * z), -beta * (m + s * z)), bend
    )
    return new_m, new_q, q / (1 - c) ** 2, free


def test_the_critical_load_to_the_digits():
    """alpha(x) = [erf(x)/x - 2/sqrt(pi) exp(-x^2)]^2/2 is largest at alpha_c."""

    def load(x):
        return 0.5 * (special.erf(x) / x - 2 / math.sqrt(math.pi) * math.exp(-x * x)) ** 2

    x = optimize.minimize_scalar(lambda x: -load(x), bracket=(1, 1.5, 2), options={"xtol": 1e-10}).x
    assert f"{critical_load():.6f}" == "0.137906"
    assert critical_load() == pytest.approx(load(x), abs=1e-14)
    assert f"{retrieval_overlap(critical_load()):.6f}" == "0.967417"
    assert retrieval_overlap(critical_load()) == pytest.approx(special.erf(x), abs=1e-7)
    assert f"{100 * (1 - retrieval_overlap(critical_load())) / 2:.2f}" == "1.63"
    assert retrieval_overlap(critical_load() + 1e-12) == 0


@given(load=st.floats(0.005, 0.1379))
def test_zero_temperature_by_the_stable_branch(load):
    """x from scipy's root finder, on the side of large x; then r, C and the energy."""

    def gap(x):
        width = special.erf(x) / x - 2 / math.sqrt(math.pi) * math.exp(-x * x)
        return 0.5 * width**2 - load

    x = optimize.brentq(gap, 1.5112, 20, xtol=1e-14)
    phase = mean_field(load)
    assert phase.overlap == pytest.approx(special.erf(x), abs=1e-6 if load > 0.1378 else 1e-9)
    assert phase.q == 1
    r = phase.r
    c = math.sqrt(2 / (math.pi * load * r)) * math.exp(-(phase.overlap**2) / (2 * load * r))
    assert r == pytest.approx((1 - c) ** -2, rel=1e-9)
    energy = -0.5 * phase.overlap**2 + 0.5 * load * (1 - r)
    assert phase.free_energy == pytest.approx(energy, rel=1e-9)


@given(load=st.floats(0.001, 3.0))
def test_the_glass_at_zero_temperature(load):
    phase = mean_field(load, phase="glass")
    assert phase.overlap == 0
    assert phase.q == 1
    assert phase.free_energy == pytest.approx(-1 / math.pi - math.sqrt(2 * load / math.pi))
    assert math.sqrt(phase.r) == pytest.approx(1 + math.sqrt(2 / (math.pi * load)))


POINTS = [
    ("retrieval", 0.05, 0.1),
    ("retrieval", 0.1, 0.02),
    ("retrieval", 0.1, 0.3),
    ("retrieval", 0.01, 0.75),
    ("retrieval", 1e-4, 0.97),
    ("glass", 0.1, 0.2),
    ("glass", 0.1, 1.0),
    ("glass", 0.1, 1.3),
    ("glass", 2.0, 0.5),
    ("glass", 0.02, 0.9),
]


@pytest.mark.parametrize(("phase", "load", "temperature"), POINTS)
def test_the_three_equations_hold(phase, load, temperature):
    found = mean_field(load, temperature=temperature, phase=phase)
    m, q, r, free = equations(load, temperature, found.overlap, found.q, found.r)
    assert found.overlap == pytest.approx(m, abs=1e-9)
    assert found.q == pytest.approx(q, rel=1e-7)
    assert found.r == pytest.approx(r, rel=1e-6)
    assert found.free_energy == pytest.approx(free, abs=1e-9)


def iterate(load, temperature):
    """The plain way: put m and r in, get the next ones, from the pattern on."""
    z = np.linspace(-8, 8, 2001)
    w = np.exp(-(z**2) / 2)
    w /= w.sum()
    m, r = 1.0, 1.0
    for _ in range(2000):
        t = np.tanh((m + math.sqrt(load * r) * z) / temperature)
        before, m, q = m, w @ t, w @ t**2
        r = q / (1 - (1 - q) / temperature) ** 2
        if abs(m - before) < 1e-11:
            return m, q, r
    return None  # it wanders about for ever


@pytest.mark.parametrize(("load", "temperature"), [(0.05, 0.3), (0.12, 0.1), (0.02, 0.6)])
def test_plain_iteration_from_the_pattern_ends_in_the_same_phase(load, temperature):
    """The branch is the one that is reached from m = 1, not the unstable one."""
    found = mean_field(load, temperature=temperature)
    assert (found.overlap, found.q, found.r) == pytest.approx(iterate(load, temperature), abs=1e-8)


@pytest.mark.parametrize("temperature", [0.1, 0.3, 0.6, 0.9])
def test_iteration_survives_below_the_limit_and_not_above(temperature):
    limit = critical_load(temperature)
    assert iterate(0.99 * limit, temperature) is not None
    assert iterate(1.01 * limit, temperature) is None


def test_small_temperatures_join_zero():
    for load in (0.01, 0.05, 0.13):
        for phase in ("retrieval", "glass"):
            cold = mean_field(load, temperature=1e-7, phase=phase)
            zero = mean_field(load, phase=phase)
            assert cold.overlap == pytest.approx(zero.overlap, abs=1e-6)
            assert cold.r == pytest.approx(zero.r, rel=1e-5)
            assert cold.free_energy == pytest.approx(zero.free_energy, abs=1e-6)
    assert critical_load(1e-8) == pytest.approx(critical_load(), abs=1e-8)


def test_averages_agree_where_their_two_forms_meet():
    for m, s in ((0.3, 0.5), (0.0, 0.2), (0.9, 0.01), (1.0, 1.0)):
        one, two = averages(m, s, s), averages(m, s, s * (1 + 1e-12))
        for name in ("m", "q", "c", "log_cosh"):
            assert getattr(one, name) == pytest.approx(getattr(two, name), abs=1e-10)


def test_an_empty_network_is_the_ferromagnet():
    for temperature in (0.2, 0.5, 0.9):
        m = retrieval_overlap(0, temperature=temperature)
        assert m == pytest.approx(math.tanh(m / temperature), abs=1e-12)
        phase = mean_field(0.0, temperature=temperature)
        assert phase.q == pytest.approx(m**2)
        free = m**2 / 2 - temperature * math.log(2 * math.cosh(m / temperature))  # Curie and Weiss
        assert phase.free_energy == pytest.approx(free, abs=1e-12)
    assert retrieval_overlap(0) == 1
    assert mean_field(0).free_energy == -0.5
    assert retrieval_overlap(0, temperature=1) == retrieval_overlap(0.1, temperature=1.5) == 0


def test_the_thermodynamic_load_to_the_digits():
    assert f"{thermodynamic_load():.4f}" == "0.0519"
    for load, sign in ((0.0517, -1), (0.0520, 1)):
        gap = mean_field(load).free_energy - mean_field(load, phase="glass").free_energy
        assert gap * sign > 0


def test_the_lines_of_the_phase_diagram():
    loads = np.array([0.0, 1e-4, 0.01, 0.04, 0.1, 0.135])
    melting, lowest = retrieval_temperature(loads), thermodynamic_temperature(loads)
    freezing = glass_temperature(loads)
    assert melting.shape == lowest.shape == freezing.shape == loads.shape
    assert melting[0] == lowest[0] == freezing[0] == 1
    assert (np.diff(melting) < 0).all()
    assert (lowest[1:] < melting[1:]).all()
    assert (melting[1:] < freezing[1:]).all()
    assert (lowest[4:] == 0).all()
    for load, line in zip(loads[1:], melting[1:], strict=True):
        assert retrieval_overlap(load, temperature=line - 1e-6) > 0
        assert retrieval_overlap(load, temperature=line + 1e-6) == 0
    for load, line in zip(loads[1:4], lowest[1:4], strict=True):
        phases = [mean_field(load, temperature=line, phase=p) for p in ("retrieval", "glass")]
        frees = [equations(load, line, p.overlap, p.q, p.r)[3] for p in phases]
        assert frees[0] == pytest.approx(frees[1], abs=1e-9)
    for load, line in zip(loads[1:], freezing[1:], strict=True):
        assert line == 1 + math.sqrt(load)
        assert mean_field(load, temperature=line + 1e-3, phase="glass").q == 0
        assert 0 < mean_field(load, temperature=line - 1e-3, phase="glass").q < 0.01


def test_lines_end():
    assert retrieval_temperature(0.139) == 0
    assert thermodynamic_temperature(0.054) == 0
    assert critical_load(1.0) == thermodynamic_load(1.2) == 0
    # Replica symmetry bends the lines back a little: critical_load is largest at T = 0.02.
    assert critical_load(0.02) == pytest.approx(0.1382, abs=5e-5)
    assert 0 < retrieval_temperature(0.1381) < 0.1
    assert type(retrieval_temperature(0.1)) is float


def test_shapes_are_broadcast():
    loads, temperatures = np.array([[0.01], [0.1]]), np.array([0.0, 0.2, 0.5])
    table = retrieval_overlap(loads, temperature=temperatures)
    assert table.shape == (2, 3)
    assert table[1, 1] == retrieval_overlap(0.1, temperature=0.2)
    assert (np.diff(table, axis=1) < 0).all()
    assert type(retrieval_overlap(0.1)) is float


@pytest.mark.long
def test_simulation_below_and_above():
    """A thousand units know the theory well below alpha_c, and forget above."""
    found = capacity_sweep(1000, [0.1, 0.2], networks=6, rng=0)
    assert abs(found.overlap[0] - retrieval_overlap(0.1)) < 4 * found.error[0] + 0.002
    assert 0.25 < found.overlap[1] < 0.6  # the remnant overlap, not 0


@pytest.mark.parametrize("load", [0, 1e-300, 1e-11, 0.1379055664, 1e5])
@pytest.mark.parametrize("temperature", [0, 1e-300, 1e-11, 1 - 1e-8, 1 - 1e-16, 1, 1 + 1e-15, 1e6])
def test_extremes_neither_warn_nor_fail(load, temperature):
    assert 0 <= retrieval_overlap(load, temperature=temperature) <= 1
    assert 0 <= critical_load(temperature) < 0.14
    if load >= 1e-12:
        phase = mean_field(load, temperature=temperature, phase="glass")
        assert np.isfinite([phase.q, phase.r, phase.free_energy]).all()
        assert 0 <= phase.q <= 1


def test_root_finder():
    assert root(lambda x: x**3 - 2, 0, 5) == pytest.approx(2 ** (1 / 3), abs=1e-14)
    assert root(lambda x: x, 0, 5) == 0
    assert root(lambda x: math.atan(50 * (x - 0.3)), -1, 9) == pytest.approx(0.3, abs=1e-14)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: retrieval_overlap(-0.1), ValueError, "load"),
        (lambda: retrieval_overlap(0.1, temperature=-1), ValueError, "temperature"),
        (lambda: retrieval_overlap([0.1, 0.2], temperature=[1, 2, 3]), ValueError, "don't match"),
        (lambda: retrieval_overlap(np.nan), ValueError, "finite"),
        (lambda: retrieval_overlap(None), TypeError, "load"),
        (lambda: mean_field(0.2), ValueError, "0.137906"),
        (lambda: mean_field(0.1, temperature=1.0), ValueError, "no retrieval phase"),
        (lambda: mean_field(0.0, temperature=0.5, phase="glass"), ValueError, "above 0"),
        (lambda: mean_field(0.1, phase="solid"), ValueError, "phase"),
        (lambda: mean_field([0.1]), TypeError, "load"),
        (lambda: critical_load(-1), ValueError, "temperature"),
        (lambda: critical_load("0"), TypeError, "temperature"),
        (lambda: thermodynamic_load(math.inf * -1), ValueError, "temperature"),
        (lambda: glass_temperature([-1]), ValueError, "load"),
        (lambda: retrieval_temperature(True), TypeError, "load"),
        (lambda: thermodynamic_temperature(-1), ValueError, "load"),
    ],
)
def test_bad_input(call, error, message):
    with pytest.raises(error, match=message):
        call()
