"""What lesson 08 says beside its cells, each by another way."""

import math

import numpy as np
import pytest
from scipy import optimize

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


# ------------------------------------------------------------------- the end of a valley

NODES, GAUSS = np.polynomial.hermite_e.hermegauss(80)
GAUSS = GAUSS / GAUSS.sum()


def load_along(sigma: float, temperature: float) -> tuple[float, float]:
    """The largest m at this crosstalk, by bisection, and the load that goes with it."""

    def gap(m: float) -> float:
        return float(GAUSS @ np.tanh((m + sigma * NODES) / temperature)) - m

    grid = np.linspace(0.3, 1, 200)
    above = grid[np.flatnonzero([gap(m) > 0 for m in grid])[-1]]
    m = optimize.brentq(gap, above, 1.0) if above < 1 else 1.0
    q = float(GAUSS @ np.tanh((m + sigma * NODES) / temperature) ** 2)
    return m, sigma**2 * (1 - (1 - q) / temperature) ** 2 / q


def test_the_valley_of_a_memory_ends_at_the_top_of_its_loads_with_a_square_root() -> None:
    """T_M(0.05), where two solutions meet: m - m_end goes as the root of what is missing."""

    def top(temperature: float) -> tuple[float, float]:
        found = optimize.minimize_scalar(
            lambda s: -load_along(s, temperature)[1],
            bounds=(0.2, 0.6),
            method="bounded",
            options={"xatol": 1e-9},
        )
        return float(found.x), -float(found.fun)

    end = optimize.brentq(lambda heat: top(heat)[1] - 0.05, 0.4, 0.7, xtol=1e-9)
    assert end == pytest.approx(hl.theory.retrieval_temperature(0.05), abs=1e-6)
    summit, _ = top(end)
    last, _ = load_along(summit, end)
    over = []
    for missing in (1e-4, 4e-4):
        heat = end - missing
        here = optimize.brentq(lambda s, t=heat: load_along(s, t)[1] - 0.05, 0.2, top(heat)[0])
        m, _ = load_along(here, heat)
        assert m == pytest.approx(hl.theory.retrieval_overlap(0.05, temperature=heat), abs=1e-5)
        over.append(m - last)
    assert over[1] / over[0] == pytest.approx(2, rel=0.05)


# ------------------------------------------------------------------- how long a state stays


def sweeps_to_the_middle(size: int, temperature: float) -> float:
    """The exact mean time of one pattern's network, from the pattern to overlap 0, in sweeps.

    By the chain of the number of right units, each visit to a unit drawn by chance.
    """
    total, step = 0.0, 0.0
    for wrong in range(size // 2):
        m = 1 - 2 * wrong / size
        fields = m - 1 / size, m + 1 / size  # on a right unit and on a wrong one
        leave, back = (
            1 / (1 + math.exp(sign * 2 * h / temperature))
            for sign, h in zip((1, -1), fields, strict=True)
        )
        down, up = (1 - wrong / size) * leave, wrong / size * back
        step = (1 + up * step) / down  # the mean time from this number of wrong units to one more
        total += step
    return total / size


def test_the_time_in_a_valley_grows_exponentially_with_the_size() -> None:
    times = [sweeps_to_the_middle(size, 0.8) for size in (100, 200, 300, 400, 500)]
    rates = np.diff(np.log(times)) / 100
    assert rates.min() > 0.02
    assert np.ptp(rates) < 0.1 * rates.mean()
    m = hl.theory.retrieval_overlap(0, temperature=0.8)
    rim = m**2 / 2 - 0.8 * (math.log(2 * math.cosh(m / 0.8)) - math.log(2))  # f(m) - f(0)
    assert rates[-1] == pytest.approx(-rim / 0.8, rel=0.1)


def test_that_time_by_runs() -> None:
    one = hl.random_patterns(1, 30, rng=0)
    run = hl.glauber(
        hl.hebbian(one),
        np.repeat(one, 300, axis=0),
        beta=1 / 0.8,
        sweeps=600,
        rng=1,
        patterns=one,
        order="replacement",
    )
    course = run.overlaps[:, :, 0]
    assert (course <= 0).any(axis=1).all()
    first = (course <= 0).argmax(axis=1)
    assert first.mean() == pytest.approx(sweeps_to_the_middle(30, 0.8), rel=0.25)


# ------------------------------------------------------------------- how slowly one has to cool


def share_in_the_lowest(schedule: np.ndarray) -> float:
    """The exact chance of the lowest states of a network with another valley, from that valley."""
    patterns = np.array([[1, 1, 1, 1, 1, 1], [1, 1, 1, -1, -1, -1]])
    weights = hl.hebbian(patterns) * 1.0
    field = 0.15 * patterns[0]  # makes one of the valleys the lowest
    states = hl.all_states(6).astype(float)
    heights = -0.5 * np.einsum("si,ij,sj->s", states, weights, states) - states @ field
    start = int(np.flatnonzero((states == patterns[1]).all(axis=1))[0])
    partner = [[int(k ^ (1 << bit)) for bit in range(6)] for k in range(64)]
    rise = heights[np.array(partner)] - heights[:, None]
    p = np.eye(64)[start]
    for temperature in schedule:
        go = p[:, None] / 6 / (1 + np.exp(np.clip(rise / max(temperature, 1e-6), -500, 500)))
        p = p - go.sum(axis=1)
        np.add.at(p, np.array(partner), go)
    return float(p[heights < heights.min() + 1e-9].sum())


def test_a_logarithmic_schedule_finds_the_lowest_state_if_its_constant_is_large() -> None:
    """Geman and Geman's promise, on a chain of 64 states, exactly; a smaller c, or haste, stays."""
    k = np.arange(1, 40_001)
    ends = (400, 4000, 40_000)
    slow, small = (
        [share_in_the_lowest(c / np.log(k[:end] + 1)) for end in ends] for c in (1.6, 0.6)
    )
    assert slow == sorted(slow)
    assert slow[-1] > 0.99
    assert small[-1] < small[1] + 0.01 < 0.3
    fast = [share_in_the_lowest(0.9 * 0.8 ** k[:end]) for end in ends[:2]]
    assert fast[1] == pytest.approx(fast[0])
    assert fast[1] < 0.2
