"""What noisy dynamics samples: exact chains of tiny networks, plain loops, and long runs."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hopfield_lessons import (
    all_states,
    anneal,
    ferromagnet,
    glauber,
    hebbian,
    local_field,
    random_patterns,
    recall,
)
from hopfield_lessons.dynamics import anneal_patterns, metropolis
from hopfield_lessons.landscape import boltzmann_distribution, state_number
from tests.kernels import chains, nets, oracle
from tests.kernels.test_oracle import window  # noqa: F401  # short windows

BETAS = st.sampled_from([0.0, 0.3, 0.8, 2.0])


def small_case(seed: int, size: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric couplings without a diagonal, and a field."""
    rng = np.random.default_rng(seed)
    upper = np.triu(rng.normal(size=(size, size)), 1)
    return upper + upper.T, rng.normal(size=size)


# --- theorems, on exact chains ------------------------------------------------------------------


@given(data=st.data(), beta=BETAS, metropolitan=st.booleans())
def test_a_visit_of_any_unit_is_in_detailed_balance_with_boltzmann(data, beta, metropolitan):
    weights = data.draw(nets.symmetric(largest=4))
    field = data.draw(nets.whole(len(weights))) / 2
    law = chains.boltzmann(weights, field, beta)
    rule = chains.metropolis(beta) if metropolitan else chains.heat_bath(beta)
    for unit in range(len(weights)):
        chain = chains.visit(weights, field, unit, rule)
        flow = law[:, None] * chain
        np.testing.assert_allclose(flow, flow.T, atol=1e-15)
        np.testing.assert_allclose(law @ chain, law, atol=1e-14)


@pytest.mark.parametrize("seed", range(4))
def test_without_the_factor_two_the_heat_bath_samples_twice_the_temperature(seed: int) -> None:
    """1/(1 + exp(-h/T)) with spins: exactly exp(-E/2T), and not exp(-E/T)."""
    (weights, field), beta = small_case(seed), 0.9
    sweep = np.linalg.multi_dot(
        [
            chains.visit(weights, field, unit, lambda h, s: 1 / (1 + math.exp(beta * s * h)))
            for unit in range(4)
        ]
    )
    law = chains.stationary(sweep)
    np.testing.assert_allclose(law, chains.boltzmann(weights, field, beta / 2), atol=1e-12)
    assert np.abs(law - chains.boltzmann(weights, field, beta)).max() > 0.05


@given(change=st.floats(-30, 30))
def test_metropolis_flips_between_once_and_twice_as_often(change):
    """Where s h = Delta E/2; twice at a tie, once far from it."""
    ratio = chains.metropolis(1.0)(change / 2, 1) / chains.heat_bath(1.0)(change / 2, 1)
    assert ratio == pytest.approx(1 + math.exp(-abs(change)))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("diagonal", [False, True])
def test_all_units_at_once_sample_perettos_distribution(seed: int, diagonal: bool) -> None:
    """exp(-beta H2) = exp(beta b.s) prod_i 2cosh(beta h_i), in detailed balance; not exp(-beta E).

    A diagonal belongs to h here.
    """
    (weights, field), beta = small_case(seed, 3), 0.7
    if diagonal:
        weights = weights + np.diag([1.0, -0.5, 0.2])
    chain = chains.at_once(weights, field, beta)
    states = all_states(3).astype(int)
    h = states @ weights + field
    h2 = -np.log(2 * np.cosh(beta * h)).sum(axis=1) / beta - states @ field
    law = np.exp(-beta * h2)
    law /= law.sum()
    flow = law[:, None] * chain
    np.testing.assert_allclose(flow, flow.T, atol=1e-15)
    np.testing.assert_allclose(chains.stationary(chain), law, atol=1e-12)
    assert np.abs(law - chains.boltzmann(weights, field, beta)).max() > 0.01


def test_two_units_at_once_know_nothing_of_each_other() -> None:
    """w = 1, beta = 0.7: each state a quarter of the time, where one by one ++ has 0.4011."""
    weights, field = ferromagnet(2, strength=1), np.zeros(2)
    law = chains.stationary(chains.at_once(weights, field, 0.7))
    np.testing.assert_allclose(law, 0.25, atol=1e-12)
    assert boltzmann_distribution(weights, beta=0.7)[-1] == pytest.approx(0.4011, abs=5e-5)


# --- plain loops --------------------------------------------------------------------------------


def noisy_case(seed: int) -> tuple[np.random.Generator, np.ndarray, np.ndarray, dict[str, Any]]:
    rng = np.random.default_rng(seed)
    size, count = int(rng.integers(1, 12)), int(rng.integers(1, 4))
    weights = rng.normal(size=(size, size))
    weights += weights.T
    if seed % 3 == 0:
        weights = nets.random_case(rng, size)[0]
    states = 2 * rng.integers(0, 2, (count, size)) - 1
    chosen: dict[str, Any] = {
        "beta": [float(rng.choice([0, 0.1, 0.5, 2, 8, np.inf])), [0.0, 3.0, np.inf, 0.2]][seed % 2],
        "sweeps": 4,
        "external_field": rng.normal(size=size) if seed % 2 else 0.0,
        "hold": rng.random((count, size)) < 0.3 if seed % 5 == 0 else None,
    }
    return rng, weights, states, chosen


def told(chosen: dict[str, Any]) -> dict[str, Any]:
    """For the plain loop, to which None says nothing."""
    return chosen | {"hold": False if chosen["hold"] is None else chosen["hold"]}


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("seed", range(60))
def test_metropolis_is_the_plain_loop(seed: int) -> None:
    rng, weights, states, chosen = noisy_case(seed)
    chosen["order"] = ["random", "sequential", "replacement"][rng.integers(3)]
    run = metropolis(weights, states, rng=seed, record=True, **chosen)
    expected = oracle.metropolis(weights, states, seed=seed, **told(chosen))
    np.testing.assert_array_equal(run.state, expected)
    np.testing.assert_array_equal(run.states[:, -1], expected)


@pytest.mark.parametrize("seed", range(60))
def test_all_units_at_once_are_the_plain_loop(seed: int) -> None:
    rng, weights, states, chosen = noisy_case(seed)
    if seed % 3 == 1:
        weights = rng.normal(size=weights.shape)  # asymmetric, with a diagonal
    run = glauber(weights, states, update="synchronous", rng=seed, record=True, **chosen)
    expected = oracle.glauber_at_once(weights, states, seed=seed, **told(chosen))
    np.testing.assert_array_equal(run.state, expected)
    changes = (run.states[:, 1:] != run.states[:, :-1]).sum(axis=(1, 2))
    np.testing.assert_array_equal(run.flips, changes)


@pytest.mark.parametrize("size", [40, 300])
def test_metropolis_of_a_big_batch_is_that_of_the_plain_loop(size: int) -> None:
    """Windows and jumps as long as they really are, hot and cold."""
    weights = hebbian(random_patterns(5, size, rng=0))
    states = random_patterns(6, size, rng=1)
    betas = [0.3, 2.0, 20.0, np.inf]
    run = metropolis(weights, states, beta=betas, rng=2)
    expected = oracle.metropolis(weights, states, beta=betas, sweeps=4, seed=2)
    np.testing.assert_array_equal(run.state, expected)


def test_a_tie_always_flips_and_what_climbs_never_does_without_noise() -> None:
    """Six patterns on six units: nearly all ties, which float64 loses."""
    free = metropolis(np.zeros((5, 5)), np.ones(5), beta=np.inf, sweeps=3, rng=0)
    assert free.state.tolist() == [-1] * 5
    assert free.flips == 15
    weights = np.full((3, 3), 0.1) - 0.1 * np.eye(3)
    tied = metropolis(weights, [1, 1, -1], beta=1e9, sweeps=1, rng=0, order=[0, 1, 2])
    assert tied.state.tolist() == [-1, -1, -1]  # unit 0: 0.1 - 0.1; then downhill, then uphill


def test_all_at_once_without_noise_is_synchronous_recall() -> None:
    """P odd and N even: N h is odd, no tie. The diagonal is heard by both, and matters."""
    plain = hebbian(random_patterns(5, 60, rng=0))
    weights = plain + np.eye(60) * 10 / 60
    states = random_patterns(6, 60, rng=1)
    cold = glauber(weights, states, beta=np.inf, sweeps=4, update="synchronous", rng=0)
    run = recall(weights, states, update="synchronous", max_sweeps=4)
    settled = run.period == 1
    assert settled.any()
    assert (run.state != recall(plain, states, update="synchronous", max_sweeps=4).state).any()
    np.testing.assert_array_equal(cold.state[settled], run.state[settled])


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("seed", range(40))
def test_annealing_from_patterns_is_annealing_with_weights(seed: int) -> None:
    """In every number that a run notes."""
    rng = np.random.default_rng(seed)
    size, stored, count = (int(rng.integers(1, n)) for n in (20, 8, 5))
    patterns = random_patterns(stored, size, rng=rng)
    chosen: dict[str, Any] = {
        "temperatures": rng.choice([np.inf, 1.3, 0.7, 0.2, 0.0], size=5),
        "order": ["random", "sequential", "replacement"][rng.integers(3)],
        "ties": ["keep", "plus", "random"][rng.integers(3)],
        "external_field": rng.normal(size=size) if seed % 2 else 0.0,
        "hold": rng.random(size) < 0.3 if seed % 3 == 0 else None,
        "max_sweeps": 30,
    }
    states = random_patterns(count, size, rng=rng)[0 if seed % 4 == 0 else slice(None)]
    runs = (
        anneal(hebbian(patterns), states, rng=seed, energies=True, record=True, **chosen),
        anneal_patterns(patterns, states, rng=seed, energies=True, record=True, **chosen),
    )
    by_weights, by_patterns = (vars(run) for run in runs)
    np.testing.assert_allclose(
        by_weights.pop("energies"), by_patterns.pop("energies"), rtol=1e-12, atol=1e-12
    )
    for name, value in by_weights.items():
        parts = (value, by_patterns[name])
        for a, b in zip(*parts, strict=True) if isinstance(value, tuple) else [parts]:
            np.testing.assert_array_equal(a, b, err_msg=name)


# --- long runs ----------------------------------------------------------------------------------


def chi_squared(states: np.ndarray, law: np.ndarray) -> float:
    counts = np.bincount(state_number(states), minlength=len(law))
    expected = len(states) * law
    return float(((counts - expected) ** 2 / expected).sum())


def test_metropolis_visits_the_boltzmann_distribution() -> None:
    (weights, field), count = small_case(2), 40_000
    start = random_patterns(count, 4, rng=0)
    run = metropolis(weights, start, beta=0.4, sweeps=20, rng=1, external_field=field)
    law = boltzmann_distribution(weights, beta=0.4, external_field=field)
    assert chi_squared(run.state, law) < 44  # 15 degrees of freedom: one seed in 10,000 exceeds it
    assert chi_squared(run.state, chains.boltzmann(weights, field, 0.2)) > 1000


def test_all_units_at_once_visit_perettos_distribution() -> None:
    (weights, field), count = small_case(3), 40_000
    start = random_patterns(count, 4, rng=0)
    run = glauber(
        weights, start, beta=0.4, sweeps=20, rng=1, external_field=field, update="synchronous"
    )
    states = all_states(4)
    h = local_field(weights, states, external_field=field)
    law = np.exp(0.4 * states @ field) * np.cosh(0.4 * h).prod(axis=1)
    assert chi_squared(run.state, law / law.sum()) < 44
    assert chi_squared(run.state, chains.boltzmann(weights, field, 0.4)) > 200


def test_an_option_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="Metropolis rule needs symmetric weights"):
        metropolis([[0, 1], [-1, 0]], [1, 1], beta=1, sweeps=1, rng=0)
    with pytest.raises(ValueError, match="update: expected one of"):
        glauber(np.eye(2), [1, 1], beta=1, sweeps=1, rng=0, update="both")
