"""The engine against the plain loop: same seed, same order, the same flips one by one."""

from __future__ import annotations

from inspect import signature
from typing import Any

import numpy as np
import pytest

from hopfield_lessons import glauber, hebbian, prepare, random_patterns, recall, recall_patterns
from hopfield_lessons.dynamics import Recall, _engine
from tests.kernels import nets, oracle


@pytest.fixture(params=["as it is", 1, 3])
def window(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Short windows cut small networks too, and cut between the visits of a repeated unit."""
    if request.param != "as it is":
        monkeypatch.setattr(_engine, "_window_length", lambda *_: request.param)
        monkeypatch.setattr(_engine, "_GLANCE", request.param)


def options(rng: np.random.Generator, size: int) -> dict[str, Any]:
    """Any order, any rule for ties, any limit."""
    given = [*rng.permutation(size), *rng.integers(0, size, 3)]
    return {
        "order": ["random", "sequential", "replacement", given][rng.integers(4)],
        "ties": ["keep", "plus", "random", "flip"][rng.integers(4)],
        "max_sweeps": int(rng.choice([0, 1, 2, 30])),
    }


def assert_same(run: Recall, expected: dict[str, Any]) -> None:
    """Everything that the plain loop knows of a run."""
    assert run.state.tolist() == expected["state"]
    assert run.period == expected["period"]
    assert run.converged == (expected["period"] is not None)
    assert run.sweeps == expected["sweeps"]
    assert run.flips == len(expected["flipped"])
    assert run.flipped_units.tolist() == expected["flipped"]
    assert len(run.energies) == len(expected["energies"])
    np.testing.assert_allclose(run.energies, expected["energies"], rtol=1e-13, atol=1e-13)


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("seed", range(120))
def test_recall_is_the_plain_loop(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size, count = int(rng.integers(1, 14)), int(rng.integers(1, 5))
    weights, denominator, field = nets.random_case(rng, size)
    states = 2 * rng.integers(0, 2, (count, size)) - 1
    chosen = options(rng, size) | {"external_field": field}
    batch = recall(weights, states, rng=seed, record=True, **chosen)
    for k, state in enumerate(states):
        expected = oracle.recall(weights, state, denominator=denominator, seed=seed, **chosen)
        assert_same(batch[k], expected)
        assert_same(recall(weights, state, rng=seed, record=True, **chosen), expected)


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("seed", range(40))
def test_recall_with_asymmetric_weights_is_the_plain_loop(seed: int) -> None:
    """Where it matters which unit sends and which receives."""
    rng = np.random.default_rng(seed)
    size = int(rng.integers(2, 12))
    weights = rng.integers(-4, 5, (size, size)).astype(float)
    states = 2 * rng.integers(0, 2, (3, size)) - 1
    chosen = options(rng, size) | {"external_field": rng.integers(-1, 2, size)}
    batch = recall(weights, states, rng=seed, record=True, energies=False, **chosen)
    for k, state in enumerate(states):
        expected = oracle.recall(weights, state, denominator=1, seed=seed, **chosen)
        alone = recall(weights, state, rng=seed, record=True, energies=False, **chosen)
        for run in (batch[k], alone):
            assert run.flipped_units.tolist() == expected["flipped"]
            assert run.state.tolist() == expected["state"]
            assert run.period == expected["period"]


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("seed", range(60))
def test_recall_patterns_is_the_plain_loop(seed: int) -> None:
    rng = np.random.default_rng(1000 + seed)
    size, stored, count = (int(rng.integers(1, n)) for n in (14, 8, 5))
    patterns = random_patterns(stored, size, rng=rng)
    states = 2 * rng.integers(0, 2, (count, size)) - 1
    field = rng.integers(-3, 4, size) / size if seed % 2 else 0.0
    chosen = options(rng, size) | {"external_field": field}
    batch = recall_patterns(patterns, states, rng=seed, record=True, **chosen)
    for k, state in enumerate(states):
        expected = oracle.recall(hebbian(patterns), state, denominator=size, seed=seed, **chosen)
        assert_same(batch[k], expected)
        alone = recall_patterns(patterns, state, rng=seed, record=True, **chosen)
        assert_same(alone, expected)


def test_both_recalls_mean_the_same_where_nothing_is_said() -> None:
    by_weights, by_patterns = (
        {key: p.default for key, p in signature(f).parameters.items() if p.kind is p.KEYWORD_ONLY}
        for f in (recall, recall_patterns)
    )
    del by_weights["energies"]  # weights need not be symmetric, Hebb's always are
    assert by_patterns == by_weights


@pytest.mark.long
@pytest.mark.parametrize(("size", "stored", "count"), [(301, 40, 3), (400, 30, 40)])
def test_windows_as_long_as_they_really_are(size: int, stored: int, count: int) -> None:
    patterns = random_patterns(stored, size, rng=size)
    rng = np.random.default_rng(size)
    states = 2 * rng.integers(0, 2, (count, size)) - 1
    chosen: dict[str, Any] = {"ties": "plus", "record": True, "rng": 5}
    by_matrix = recall(hebbian(patterns), states, **chosen)
    by_patterns = recall_patterns(patterns, states, **chosen)
    for k in range(2):
        expected = oracle.recall(
            hebbian(patterns), states[k], denominator=size, ties="plus", seed=5
        )
        assert_same(by_matrix[k], expected)
        assert_same(by_patterns[k], expected)
        assert_same(recall(hebbian(patterns), states[k], **chosen), expected)


@pytest.mark.parametrize("update", ["asynchronous", "synchronous"])
@pytest.mark.parametrize("ties", ["keep", "plus", "random", "flip"])
@pytest.mark.parametrize("field", [False, True])
def test_patterns_and_weights_agree_on_big_batches(update: str, ties: str, field: bool) -> None:
    """N and P even and few patterns: ties abound."""
    patterns = random_patterns(4, 200, rng=3)
    states = random_patterns(150, 200, rng=4)
    external = np.linspace(-2, 2, 200).round() / 200 if field else 0.0
    chosen: dict[str, Any] = {
        "update": update,
        "ties": ties,
        "external_field": external,
        "max_sweeps": 20,
    }
    a = recall(prepare(hebbian(patterns)), states, rng=0, record=True, **chosen)
    b = recall_patterns(patterns, states, rng=0, record=True, **chosen)
    for name in ("state", "converged", "period", "sweeps", "flips", "energies"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name), err_msg=name)
    for k in range(0, 150, 10):
        np.testing.assert_array_equal(a.flipped_units[k], b.flipped_units[k])
        alone = recall_patterns(patterns, states[k], rng=0, record=True, **chosen)
        np.testing.assert_array_equal(alone.flipped_units, b.flipped_units[k])
        np.testing.assert_array_equal(alone.energies, b[k].energies)


@pytest.mark.parametrize("seed", range(150))
def test_synchronous_recall_is_a_memory_of_all_states(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(1, 9))
    weights = rng.integers(-2, 3, (size, size)).astype(float)
    weights = [weights, weights + weights.T, weights - weights.T][seed % 3]
    field = rng.integers(-2, 3, size) if rng.random() < 0.5 else 0
    ties = ["keep", "plus", "flip"][rng.integers(3)]
    states = 2 * rng.integers(0, 2, (3, size)) - 1
    chosen: dict[str, Any] = {"ties": ties, "external_field": field}
    run = recall(weights, states, update="synchronous", record=True, **chosen)
    for k, state in enumerate(states):
        period, path = oracle.synchronous(weights, state, denominator=1, **chosen)
        assert run.period[k] == period
        assert run.converged[k]
        walked = [tuple(row) for row in run[k].trajectory().tolist()]
        cycle = path[-1 - period :]
        longer = path + [cycle[1 + i % period] for i in range(len(walked))]
        assert walked == longer[: len(walked)]
        if period == 1:
            assert run.sweeps[k] == len(path) - 2  # the path ends with the fixed point twice
        else:
            assert run.sweeps[k] >= len(path) - 1


def test_a_period_is_a_whole_number() -> None:
    """It is printed as 7, not as 7.0."""
    ring = np.roll(np.eye(7), 1, axis=0)
    states = [[1, 1, -1, 1, -1, -1, -1], [1, 1, 1, 1, 1, 1, 1]]
    run = recall(ring, states, update="synchronous")
    assert [repr(period) for period in run.period] == ["7", "1"]


@pytest.mark.parametrize("limit", [0, 1, 2, 3])
def test_a_synchronous_run_that_was_stopped_says_so(limit: int) -> None:
    """A ring that hands its spins on has period 7: three steps can't tell."""
    ring = np.roll(np.eye(7), 1, axis=0)
    run = recall(ring, [1, 1, -1, 1, -1, -1, -1], update="synchronous", max_sweeps=limit)
    assert not run.converged
    assert run.period is None
    assert run.sweeps == limit


def test_synchronous_coins_are_tossed_once_for_each_unit_and_step() -> None:
    weights, state = np.zeros((6, 6)), np.ones(6)
    run = recall(weights, state, update="synchronous", ties="random", max_sweeps=5, rng=8)
    coins = np.random.default_rng(8)
    for _ in range(5):
        expected = 2 * coins.integers(0, 2, size=6) - 1
    np.testing.assert_array_equal(run.state, expected)
    assert not run.converged  # a state that came back by chance is no cycle


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_state_that_comes_back_by_a_coin_is_no_cycle(size: int, seed: int) -> None:
    """Few free units come back, or stay, within some steps; the next toss may part them."""
    run = recall(
        np.zeros((size, size)),
        np.ones(size),
        update="synchronous",
        ties="random",
        max_sweeps=15,
        rng=seed,
    )
    assert not run.converged
    assert run.sweeps == 15


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("seed", range(60))
def test_glauber_is_the_plain_loop(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size, count = int(rng.integers(1, 12)), int(rng.integers(1, 4))
    weights = rng.normal(size=(size, size))
    if seed % 3:
        weights += weights.T
    if seed % 4 == 0:
        weights = nets.random_case(rng, size)[0]
    states = 2 * rng.integers(0, 2, (count, size)) - 1
    chosen: dict[str, Any] = {
        "beta": float(rng.choice([0, 0.1, 0.5, 2, 8])),
        "sweeps": 4,
        "external_field": rng.normal(size=size) if seed % 2 else 0.0,
        "order": ["random", "sequential", "replacement"][rng.integers(3)],
    }
    run = glauber(weights, states, rng=seed, record=True, **chosen)
    expected = oracle.glauber(weights, states, seed=seed, **chosen)
    np.testing.assert_array_equal(run.state, expected)
    np.testing.assert_array_equal(run.states[:, -1], expected)
    np.testing.assert_array_equal(run.states[:, 0], states)


def test_glauber_without_noise_is_recall_with_random_ties() -> None:
    """No field of this net is zero (P odd, N even), so that no coin decides."""
    patterns = random_patterns(5, 60, rng=0)
    states = random_patterns(6, 60, rng=1)
    cold = glauber(hebbian(patterns), states, beta=np.inf, sweeps=30, order="sequential", rng=0)
    run = recall(hebbian(patterns), states, order="sequential", rng=0)
    np.testing.assert_array_equal(cold.state, run.state)
    np.testing.assert_array_equal(cold.flips, run.flips)


def test_a_cold_unit_without_a_field_is_a_fair_coin() -> None:
    """w = 0 and b = 0: a coin. A field, however weak, decides."""
    run = glauber(np.zeros((500, 500)), np.ones(500), beta=np.inf, sweeps=1, rng=3)
    assert 190 < (run.state == 1).sum() < 310  # five standard deviations
    run = glauber(
        np.zeros((500, 500)), -np.ones(500), beta=np.inf, sweeps=1, rng=3, external_field=1e-9
    )
    assert (run.state == 1).all()


def test_glauber_visits_the_boltzmann_distribution() -> None:
    """All 2^4 states of a small net, as often as exp(-beta E) says."""
    rng = np.random.default_rng(2)
    weights = rng.integers(-2, 3, (4, 4))
    weights = np.triu(weights, 1) + np.triu(weights, 1).T
    field, beta, count = np.array([0.5, 0, -0.5, 0]), 0.4, 40_000
    run = glauber(weights, np.ones((count, 4)), beta=beta, sweeps=12, rng=1, external_field=field)
    states = nets.all_states(4)
    energies = -0.5 * np.einsum("bi,ij,bj->b", states, weights, states) - states @ field
    expected = np.exp(-beta * energies)
    expected *= count / expected.sum()
    found = (run.state[:, None, :] == states).all(axis=2).sum(axis=0)
    chi_squared = ((found - expected) ** 2 / expected).sum()
    assert chi_squared < 44  # 15 degrees of freedom: one seed in 10,000 exceeds it
