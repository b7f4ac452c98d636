"""Units that are held, schedules of temperatures, and annealing, against the plain loop."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from hopfield_lessons import (
    all_energies,
    all_states,
    anneal,
    energy,
    energy_change,
    glauber,
    hebbian,
    prepare,
    random_patterns,
    recall,
    recall_patterns,
)
from hopfield_lessons.dynamics import _engine
from tests.kernels import nets, oracle
from tests.kernels.test_oracle import assert_same, options

pytestmark = pytest.mark.usefixtures("window")


@pytest.fixture(params=["as it is", 2])
def window(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param != "as it is":
        monkeypatch.setattr(_engine, "_window_length", lambda *_: request.param)
        monkeypatch.setattr(_engine, "_GLANCE", request.param)


def held_in_all_or_each(rng: np.random.Generator, count: int, size: int) -> np.ndarray:
    """Flags of shape (N,) or (B, N); at times all units are held, or none."""
    share = rng.choice([0, 0.3, 0.7, 1])
    return rng.random((size,) if rng.random() < 0.5 else (count, size)) < share


@pytest.mark.parametrize("seed", range(60))
def test_recall_with_held_units_is_the_plain_loop(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size, count = int(rng.integers(1, 12)), int(rng.integers(1, 5))
    weights, denominator, field = nets.random_case(rng, size)
    states = 2 * rng.integers(0, 2, (count, size)) - 1
    hold = held_in_all_or_each(rng, count, size)
    chosen = options(rng, size) | {"external_field": field}
    batch = recall(weights, states, rng=seed, record=True, hold=hold, **chosen)
    for k, (state, held) in enumerate(
        zip(states, np.broadcast_to(hold, states.shape), strict=True)
    ):
        expected = oracle.recall(
            weights, state, denominator=denominator, seed=seed, hold=held, **chosen
        )
        assert_same(batch[k], expected)
        assert_same(recall(weights, state, rng=seed, record=True, hold=held, **chosen), expected)
        assert (batch.state[k] == state)[held].all()


@pytest.mark.parametrize("seed", range(30))
def test_recall_patterns_with_held_units_is_recall(seed: int) -> None:
    rng = np.random.default_rng(seed)
    patterns = random_patterns(int(rng.integers(1, 7)), int(rng.integers(1, 13)), rng=rng)
    states = 2 * rng.integers(0, 2, (3, patterns.shape[1])) - 1
    hold = held_in_all_or_each(rng, *states.shape)
    chosen = options(rng, patterns.shape[1]) | {"hold": hold, "record": True, "rng": seed}
    update = ["asynchronous", "synchronous"][seed % 2]
    left = recall(hebbian(patterns), states, update=update, **chosen)
    right = recall_patterns(patterns, states, update=update, **chosen)
    for one, other in zip(left, right, strict=True):
        np.testing.assert_array_equal(one.flipped_units, other.flipped_units)
        np.testing.assert_array_equal(one.energies, other.energies)
        assert (one.period, one.sweeps) == (other.period, other.sweeps)


@pytest.mark.parametrize("ties", ["keep", "plus", "flip"])
@pytest.mark.parametrize("seed", range(15))
def test_held_units_stay_when_all_others_move_at_once(seed: int, ties: str) -> None:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(1, 8))
    weights = rng.integers(-2, 3, (size, size)).astype(float)
    states = 2 * rng.integers(0, 2, (4, size)) - 1
    hold = held_in_all_or_each(rng, *states.shape)
    batch = recall(
        weights, states, update="synchronous", ties=ties, hold=hold, energies=False, record=True
    )
    for k, held in enumerate(np.broadcast_to(hold, states.shape)):
        period, path = oracle.synchronous(weights, states[k], denominator=1, ties=ties, hold=held)
        assert batch[k].period == period
        walked = batch[k].trajectory().tolist()
        assert walked[: len(path)] == [list(state) for state in path][: len(walked)]


@pytest.mark.parametrize("seed", range(40))
def test_glauber_with_held_units_and_a_schedule_is_the_plain_loop(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size, count, sweeps = int(rng.integers(1, 11)), int(rng.integers(1, 4)), 5
    weights = rng.normal(size=(size, size)) if seed % 2 else nets.random_case(rng, size)[0]
    states = 2 * rng.integers(0, 2, (count, size)) - 1
    chosen: dict[str, Any] = {
        "beta": rng.choice([0, 0.1, 0.5, 2, 8], sweeps),
        "external_field": rng.normal(size=size) if seed % 3 else 0.0,
        "order": ["random", "sequential", "replacement"][rng.integers(3)],
        "hold": held_in_all_or_each(rng, count, size),
    }
    run = glauber(weights, states, rng=seed, record=True, **chosen)
    expected = oracle.glauber(weights, states, seed=seed, sweeps=sweeps, **chosen)
    np.testing.assert_array_equal(run.state, expected)
    assert run.states is not None
    assert run.states.shape == (count, sweeps + 1, size)


@pytest.mark.parametrize("seed", range(40))
def test_annealing_is_the_plain_loop(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size, count = int(rng.integers(1, 11)), int(rng.integers(1, 4))
    weights, denominator, field = nets.random_case(rng, size)
    states = 2 * rng.integers(0, 2, (count, size)) - 1
    chosen: dict[str, Any] = {
        "temperatures": [np.inf, 2.0, 1.0, 0.5, 0.13],
        "external_field": field,
        "order": ["random", "sequential", "replacement"][rng.integers(3)],
        "ties": ["keep", "plus"][rng.integers(2)],
        "hold": held_in_all_or_each(rng, count, size),
    }
    run = anneal(weights, states, rng=seed, energies=True, record=True, **chosen)
    expected = oracle.anneal(weights, states, denominator=denominator, seed=seed, **chosen)
    for one, wanted, start in zip(run, expected, states, strict=True):
        assert one.state.tolist() == wanted["state"]
        assert one.sweeps == 5 + wanted["sweeps"]
        assert one.period == wanted["period"] == 1
        path = one.trajectory()
        assert path[0].tolist() == start.tolist()
        assert one.flips == len(one.flipped_units) == one.flips_per_sweep.sum()
        np.testing.assert_array_equal(
            one.energies, energy(weights, path, external_field=field), strict=True
        )


def test_a_schedule_of_one_number_is_that_number() -> None:
    patterns = random_patterns(3, 40, rng=0)
    steady = glauber(hebbian(patterns), patterns, beta=0.7, sweeps=4, rng=1)
    listed = glauber(hebbian(patterns), patterns, beta=[0.7] * 4, rng=1)
    np.testing.assert_array_equal(steady.state, listed.state)
    np.testing.assert_array_equal(steady.energies, listed.energies)


def test_a_diagonal_changes_no_chance_and_only_shifts_the_energies() -> None:
    """A unit that heard itself would stay longer than exp(-beta E) says."""
    half = np.random.default_rng(0).normal(size=(30, 30))
    weights = half + half.T
    np.fill_diagonal(weights, 0)
    start = random_patterns(4, 30, rng=1)
    diagonal = np.linspace(-3, 5, 30)
    without = glauber(weights, start, beta=0.3, sweeps=10, rng=2)
    kept = glauber(weights + np.diag(diagonal), start, beta=0.3, sweeps=10, rng=2)
    np.testing.assert_array_equal(without.state, kept.state)
    np.testing.assert_allclose(kept.energies, without.energies - diagonal.sum() / 2, atol=1e-9)
    np.testing.assert_allclose(
        kept.energies[:, -1], energy(weights + np.diag(diagonal), kept.state), atol=1e-9
    )


def test_held_units_leave_the_boltzmann_distribution_of_the_others() -> None:
    """Sampled with one unit held, the states come as often as exp(-beta E) says among those
    that have it, diagonal or not."""
    weights = np.array([[2.0, 1, -1, 0.5], [1, 0, 1, 0], [-1, 1, -3, 1], [0.5, 0, 1, 1]])
    hold = np.array([False, True, False, False])
    start = np.tile([1, -1, 1, 1], (4000, 1))
    run = glauber(weights, start, beta=0.5, sweeps=12, rng=3, hold=hold)
    states = all_states(4)
    chances = np.exp(-0.5 * all_energies(weights)) * (states[:, 1] == -1)
    chances /= chances.sum()
    counts = (run.state[:, None] == states).all(axis=-1).sum(axis=0)
    assert (counts[chances == 0] == 0).all()
    deviation = (counts - 4000 * chances) / np.sqrt(4000 * chances + 1e-9)
    assert np.abs(deviation[chances > 0]).max() < 4.5


def test_units_that_rest_are_named_with_hold() -> None:
    """A layer by itself: an order of some units is taken once the others are held."""
    weights = hebbian(random_patterns(2, 6, rng=0))
    layer, rest = [4, 5, 4], np.arange(6) < 4
    start = np.array([1, 1, -1, 1, 1, 1])
    run = recall(weights, start, order=layer, hold=rest, rng=0)
    assert (run.state[:4] == start[:4]).all()
    assert glauber(weights, start, beta=1, sweeps=3, rng=0, order=layer, hold=rest).flips >= 0
    with pytest.raises(ValueError, match=r"0, 1, 2, 3 of the units 0 to 5 never come.*hold="):
        recall(weights, start, order=layer, rng=0)


def test_an_annealed_state_is_stable_without_its_diagonal() -> None:
    """Energies know no diagonal; with it in the field this net would freeze where it stands."""
    half = np.random.default_rng(5).normal(size=(12, 12))
    weights = half + half.T
    np.fill_diagonal(weights, 50)
    start = random_patterns(20, 12, rng=6)
    run = anneal(weights, start, temperatures=np.linspace(5, 0, 60), rng=7)
    changes = np.array([energy_change(weights, run.state, unit) for unit in range(12)])
    assert (changes >= 0).all()
    np.testing.assert_allclose(energy(weights, run.state).min(), all_energies(weights).min())


@pytest.mark.parametrize("zero", [0.0, -0.0])
def test_without_noise_a_tie_is_a_coin_in_annealing_too(zero: float) -> None:
    """2/30 + 2/30 - 4/30 leaves dust in whole numbers of a small unit; it must not decide."""
    weights = np.zeros((4, 4))
    weights[0, 1:] = weights[1:, 0] = 2 / 30, 2 / 30, 4 / 30
    start = np.tile([1, 1, 1, -1], (400, 1))
    hold = np.array([False, True, True, True])
    run = anneal(weights, start, temperatures=[zero], rng=1, hold=hold, max_sweeps=0)
    assert 150 < (run.state[:, 0] == 1).sum() < 250  # five standard deviations


@pytest.mark.parametrize(
    ("call", "kind", "words"),
    [
        (lambda w, s: recall(w, s, hold=[1, 0, 0, 0]), TypeError, "hold: .*True or False.*isin"),
        (lambda w, s: recall(w, s, hold=[2, 3]), TypeError, "hold: .*True or False"),
        (lambda w, s: recall(w, s, hold=[True]), ValueError, r"hold: .*\(4,\), got \(1,\)"),
        (lambda w, s: recall(w, s, hold=[[True] * 4]), ValueError, r"hold: .*got \(1, 4\)"),
        (lambda w, s: recall(w, [s, s], hold=[[True] * 4] * 3), ValueError, r"\(4,\) or \(2, 4\)"),
        (lambda w, s: glauber(w, s, beta=1, rng=0), TypeError, "sweeps: .*one beta for each"),
        (lambda w, s: glauber(w, s, beta=[1, 2], sweeps=3, rng=0), ValueError, "3 sweeps, got 2"),
        (lambda w, s: glauber(w, s, beta=[1, -2], rng=0), ValueError, "beta: .*got -2"),
        (lambda w, s: glauber(w, s, beta=[[1]], rng=0), ValueError, "beta: .*shape"),
        (lambda w, s: glauber(w, s, beta="hot", sweeps=1, rng=0), TypeError, "beta: .*numbers"),
        (lambda w, s: anneal(w, s, temperatures=[], rng=0), ValueError, "one number for each"),
        (lambda w, s: anneal(w, s, temperatures=1.0, rng=0), ValueError, "np.linspace"),
        (lambda w, s: anneal(w, s, temperatures=[1, np.nan], rng=0), ValueError, "got nan"),
        (lambda w, s: anneal(w, s, temperatures=[1, -1], rng=0), ValueError, "got -1"),
        (lambda w, s: anneal(w, s, temperatures=[1], rng=None), TypeError, "rng: expected a seed"),
        (lambda w, s: anneal(np.triu(w), s, temperatures=[1], rng=0), ValueError, "symmetric"),
    ],
)
def test_what_is_refused(call: Any, kind: type[Exception], words: str) -> None:
    weights, state = hebbian([[1, 1, 1, 1]]), np.array([1, -1, 1, 1])
    with pytest.raises(kind, match=words):
        call(weights, state)


def test_the_flags_of_the_caller_stay_as_they_are() -> None:
    hold = np.array([True, False, False, False])
    hold.flags.writeable = False
    recall(hebbian([[1, 1, 1, 1]]), [1, -1, 1, 1], hold=hold, rng=0)
    assert hold.tolist() == [True, False, False, False]


def test_a_batch_has_a_length_parts_and_members() -> None:
    patterns = random_patterns(30, 60, rng=0)
    states = random_patterns(7, 60, rng=1)
    network = prepare(hebbian(patterns))
    run = recall(network, states, rng=2, record=True)
    assert len(run) == 7
    assert [one.sweeps for one in run] == run.sweeps.tolist()
    part = run[2:5]
    assert len(part) == 3
    np.testing.assert_array_equal(part.state, run.state[2:5])
    assert part.energies.shape == (3, part.sweeps.max() + 1)
    np.testing.assert_array_equal(part[0].trajectory(), run[2].trajectory())
    assert len(run[run.sweeps > run.sweeps.min()]) < 7
    assert len(run[:0]) == 0
    np.testing.assert_array_equal(run[-1].state, run.state[-1])
    assert type(run[1].converged) is bool
    assert type(run[1].flips) is int
    noisy = glauber(network, states, beta=1, sweeps=3, rng=2, patterns=patterns, record=True)
    assert len(noisy) == 7
    assert noisy[1:3].overlaps.shape == (2, 4, 30)
    np.testing.assert_array_equal(noisy[6].states, noisy.states[6])
    assert type(noisy[0].flips) is int
    with pytest.raises(IndexError):
        run[7]
    with pytest.raises(TypeError, match="a number, a slice or one flag for each state, got True"):
        run[True]
    with pytest.raises(TypeError, match="holds one state, not a batch"):
        len(run[0])
    with pytest.raises(TypeError, match="this Glauber holds one state"):
        list(noisy[0])
