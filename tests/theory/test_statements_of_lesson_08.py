"""What lesson 08 says beside its cells, each by another way."""

import numpy as np
import pytest

import hopfield_lessons as hl


def ends(
    load: float, size: int, temperatures: np.ndarray, networks: int, starts: int = 8, first: int = 0
) -> tuple:
    """Shares of runs that found a memory, and energies per unit, of annealing and of a quench."""
    shares, heights = [], []
    for seed in range(first, first + networks):
        patterns = hl.random_patterns(round(load * size), size, rng=seed)
        weights = hl.prepare(hl.hebbian(patterns))
        begin = hl.random_patterns(starts, size, rng=100 + seed)
        slow = hl.anneal(weights, begin, temperatures=temperatures, rng=seed).state
        quick = hl.recall(weights, begin, rng=seed).state
        both = (slow, quick)
        shares.append([(np.abs(hl.overlap(patterns, s)).max(axis=1) > 0.9).mean() for s in both])
        heights.append([hl.energy(weights, s).mean() / size for s in both])
    return np.mean(shares, axis=0), np.mean(heights, axis=0)


COOLING = np.linspace(0.8, 0, 30)


def test_annealing_finds_low_energy_and_memories_only_where_they_are_lowest() -> None:
    shares, heights = ends(0.02, 300, COOLING, networks=6)
    assert shares[0] > 0.9 > shares[1]
    assert heights[0] < heights[1]
    shares, heights = ends(0.1, 300, COOLING, networks=6)
    assert shares[0] < 0.1
    assert heights[0] < heights[1] < -0.5  # below the memories, whose energy is about −½


def test_with_as_many_sweeps_a_larger_network_finds_fewer_memories() -> None:
    """At load 0.03, where memories are the lowest states."""
    small, large = (ends(0.03, size, COOLING, networks=4)[0][0] for size in (200, 900))
    assert small > large + 0.3


@pytest.mark.parametrize(("load", "temperature"), [(0.03, 0.5), (0.05, 0.3)])
def test_the_energy_is_the_slope_of_beta_f_and_what_the_overlaps_add_up_to(
    load: float, temperature: float
) -> None:
    """E/N = -(sum of all m² - α)/2: in it the other overlaps last, r, and tremble."""
    beta, small = 1 / temperature, 1e-4

    def weighted(b: float) -> float:
        return b * hl.theory.mean_field(load, temperature=1 / b).free_energy

    slope = (weighted(beta + small) - weighted(beta - small)) / (2 * small)
    phase = hl.theory.mean_field(load, temperature=temperature)
    trembling = (1 - phase.q) / (1 - beta * (1 - phase.q))
    assert slope == pytest.approx(
        -(phase.overlap**2 + load * (phase.r + trembling - 1)) / 2, abs=1e-6
    )


@pytest.mark.parametrize(
    ("load", "temperature", "kind"),
    [(0.05, 0.4, "retrieval"), (0.1, 0.2, "retrieval"), (0.05, 0.7, "glass")],
)
def test_the_free_energy_is_flat_where_its_equations_hold(
    load: float, temperature: float, kind: str
) -> None:
    """Equation (8.6), with Gauss's nodes."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(120)
    weights = weights / weights.sum()
    beta = 1 / temperature

    def free(m: float, q: float, r: float) -> float:
        c, field = beta * (1 - q), beta * (m + np.sqrt(load * r) * nodes)
        f = load / 2 + m**2 / 2 + load * beta * r * (1 - q) / 2
        f += load / (2 * beta) * (np.log(1 - c) - beta * q / (1 - c))
        return float(f - weights @ np.logaddexp(field, -field) / beta)

    phase = hl.theory.mean_field(load, temperature=temperature, phase=kind)
    here = np.array([phase.overlap, phase.q, phase.r])
    assert free(*here) == pytest.approx(phase.free_energy, abs=1e-6)
    for nudge in 1e-4 * np.eye(3):
        assert abs(free(*(here + nudge)) - free(*(here - nudge))) / 2e-4 < 1e-5


def test_two_ways_to_lose_a_factor_two() -> None:
    """1/(1 + e^(-βh)), and Metropolis with ΔE = s h, leave e^(-βE/2) unchanged."""
    weights, beta = hl.hebbian(hl.random_patterns(3, 5, rng=2)), 1.1
    states = hl.all_states(5).astype(float)
    field = (states @ weights)[:, 0]
    down, up = states[:, 0] < 0, states[:, 0] > 0  # partners stand in the same order
    hot = np.exp(-beta / 2 * hl.all_energies(weights))
    logistic = 1 / (1 + np.exp(-beta * field))
    assert np.allclose((hot * logistic)[down], (hot * (1 - logistic))[up])
    flips = np.minimum(1, np.exp(-beta * states[:, 0] * field))
    assert np.allclose((hot * flips)[down], (hot * flips)[up])


def test_cooling_ends_lower_where_it_finds_no_more_memories() -> None:
    """At load 0.05 and N = 500, where memories are the lowest states by a little; in pairs."""
    lower, more = [], []
    for seed in range(16):
        shares, heights = ends(0.05, 500, np.linspace(0.8, 0, 40), networks=1, starts=6, first=seed)
        lower.append(heights[1] - heights[0])
        more.append(shares[0] - shares[1])
    errors = np.std([lower, more], axis=1, ddof=1) / 4
    assert np.mean(lower) > 2 * errors[0]
    assert abs(np.mean(more)) < 3 * errors[1]


@pytest.mark.parametrize(("temperature", "least", "most"), [(0.2, 0.8, 1.0), (0.5, 0.0, 0.0)])
def test_warmth_melts_mixtures_that_outlast_the_cold(
    temperature: float, least: float, most: float
) -> None:
    stayed = []
    for seed in range(20):
        patterns = hl.random_patterns(5, 1000, rng=seed)
        mixture = hl.mixture(patterns, [1, 1, 1, 0, 0])
        run = hl.glauber(hl.hebbian(patterns), mixture, beta=1 / temperature, sweeps=60, rng=seed)
        stayed.append(np.abs(hl.overlap(patterns, run.state)).max() < 0.7)
    assert least <= np.mean(stayed) <= most
