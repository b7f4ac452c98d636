"""A tie is a tie, and the same seed gives the same bits, however the weights were added up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from hopfield_lessons import (
    energy,
    flip,
    glauber,
    hebbian,
    local_field,
    prepare,
    random_patterns,
    recall,
    recall_patterns,
)
from hopfield_lessons.dynamics import _couplings


def recipes(patterns: np.ndarray) -> dict[str, Any]:
    """One matrix on paper; in floats, its entries differ in the last bits."""
    count, size = patterns.shape
    outer = sum(np.outer(xi, xi) / size for xi in patterns)
    times = (patterns.T.astype(float) @ patterns) * (1 / size)
    backwards = sum(np.outer(xi, xi) * (1.0 / size) for xi in patterns[::-1])
    mean = np.einsum("mi,mj->ij", patterns / np.sqrt(size), patterns / np.sqrt(size))
    made = {"outer": outer, "times 1/N": times, "backwards": backwards, "square roots": mean}
    for weights in made.values():
        np.fill_diagonal(weights, 0)
    made["hebbian"] = hebbian(patterns)
    made["as a list"] = hebbian(patterns).tolist()
    made["column by column"] = np.asfortranarray(hebbian(patterns))
    made["whole numbers"] = patterns.T.astype(int) @ patterns - count * np.eye(size, dtype=int)
    made["prepared"] = prepare(hebbian(patterns))
    return made


# the others only stretch all fields
SAME_UNIT = ("outer", "times 1/N", "backwards", "square roots", "hebbian", "as a list", "prepared")


@pytest.mark.parametrize("size", [100, 90, 64, 7])
@pytest.mark.parametrize("count", [2, 5, 6])
def test_fields_are_whole_multiples_of_1_over_n_whatever_the_recipe(count: int, size: int) -> None:
    patterns = random_patterns(count, size, rng=size)
    states = random_patterns(9, size, rng=1)
    exact = states.astype(int) @ (patterns.T.astype(int) @ patterns) - count * states.astype(int)
    for name, weights in recipes(patterns).items():
        divisor = size if name != "whole numbers" else 1
        np.testing.assert_array_equal(local_field(weights, states), exact / divisor, err_msg=name)
        own = (exact * states).sum(axis=1)
        np.testing.assert_array_equal(energy(weights, states), -0.5 * own / divisor, err_msg=name)


def exact_fields(patterns: np.ndarray, states: np.ndarray) -> np.ndarray:
    """N h in whole numbers."""
    xi, s = patterns.astype(int), states.astype(int)
    return s @ (xi.T @ xi) - len(xi) * s


def test_two_patterns_of_a_hundred_units_that_cancel_keep_those_units() -> None:
    patterns, states = random_patterns(2, 100, rng=12), random_patterns(400, 100, rng=99)
    tied = exact_fields(patterns, states) == 0
    assert tied.mean() > 0.1
    floating = states @ hebbian(patterns).T
    assert (floating[tied] != 0).mean() > 0.9  # what deciding by floats would get wrong
    for weights in recipes(patterns).values():
        np.testing.assert_array_equal(local_field(weights, states) == 0, tied)
        for ties, becomes in {
            "keep": states,
            "plus": np.ones_like(states),
            "flip": -states,
        }.items():
            run = recall(weights, states, update="synchronous", max_sweeps=1, ties=ties)
            np.testing.assert_array_equal(run.state[tied], becomes[tied])


@pytest.mark.parametrize("ties", ["keep", "plus", "random", "flip"])
@pytest.mark.parametrize("field", [0.0, 0.02])
def test_the_same_seed_gives_the_same_run_whatever_the_recipe(ties: str, field: float) -> None:
    patterns = random_patterns(6, 100, rng=4)
    states = flip(patterns, 0.4, rng=5)
    chosen: dict[str, Any] = {"ties": ties, "rng": 6, "max_sweeps": 8, "record": True}
    expected = recall_patterns(patterns, states, external_field=field, **chosen)
    for name, weights in recipes(patterns).items():
        scale = 100 if name == "whole numbers" else 1
        runs = [recall(weights, states, external_field=scale * field, **chosen)]
        runs += [recall(weights, s, external_field=scale * field, **chosen) for s in states[:2]]
        for k in range(6):
            np.testing.assert_array_equal(runs[0].state[k], expected.state[k], err_msg=name)
            np.testing.assert_array_equal(runs[0].flipped_units[k], expected.flipped_units[k])
        for k in range(2):
            np.testing.assert_array_equal(runs[k + 1].flipped_units, expected.flipped_units[k])
            np.testing.assert_array_equal(runs[k + 1].energies, runs[0][k].energies)
            np.testing.assert_allclose(
                runs[k + 1].energies, scale * expected[k].energies, rtol=1e-15 if scale > 1 else 0
            )


def test_a_field_that_cancels_the_weights_is_a_tie_in_decimal_fractions() -> None:
    """0.1 + 0.2 - 0.3 is 5.6e-17 in floats, and zero on paper."""
    weights = np.array([[0, 0.1, 0.2], [0.1, 0, 0], [0.2, 0, 0]])
    fields = local_field(weights, [1, 1, 1], external_field=[-0.3, 0, 0])
    assert fields[0] == 0
    assert (0.1 + 0.2) - 0.3 != 0
    run = recall(weights, [-1, 1, 1], external_field=[-0.3, 0, 0], order=[0, 1, 2], max_sweeps=1)
    assert run.state[0] == -1
    assert recall(weights, [1, 1, 1], external_field=[-0.3, 0, 0], rng=0).flips == 0


@pytest.mark.parametrize("size", [49, 98, 103, 107, 161, 187])
def test_an_external_field_that_cancels_every_unit_leaves_ties_only(size: int) -> None:
    """For these N, (k/N) N is not k in floats."""
    assert any(k / size * size != k for k in range(size))
    patterns = random_patterns(9, size, rng=0)
    state = random_patterns(1, size, rng=1)[0]
    weights = hebbian(patterns)
    opposite = -local_field(weights, state)
    assert (local_field(weights, state, external_field=opposite) == 0).all()
    for run in (
        recall(weights, state, external_field=opposite, rng=0),
        recall_patterns(patterns, state, external_field=opposite, rng=0),
    ):
        assert run.flips == 0
    run = recall(
        weights, state, external_field=opposite, ties="flip", update="synchronous", max_sweeps=1
    )
    np.testing.assert_array_equal(run.state, -state)


def test_weak_fields_are_not_taken_for_ties() -> None:
    """Rounding bounds must be narrow: a field a million times weaker than a weight decides."""
    rng = np.random.default_rng(0)
    half = rng.normal(size=(200, 200))
    weights = half + half.T
    states = random_patterns(50, 200, rng=1)
    np.testing.assert_allclose(local_field(weights, states), states @ weights.T, rtol=0, atol=1e-11)
    assert (local_field(weights, states) != 0).all()
    weak = local_field(weights, states[0], external_field=1e-9 - weights @ states[0])
    np.testing.assert_allclose(weak, 1e-9, rtol=1e-2)
    loud = np.zeros((3, 3))
    loud[0, 1:] = loud[1:, 0] = 1.0
    weak = recall(loud, [1, 1, -1], order=[0, 1, 2], external_field=[-1e-9, 0, 0], max_sweeps=1)
    assert weak.state[0] == -1


def test_whole_numbers_too_long_for_float32_are_kept_whole() -> None:
    """Sums beyond 2^24 that differ by 1."""
    rng = np.random.default_rng(0)
    half = rng.integers(-(2**23), 2**23, (12, 12))
    whole = np.triu(half, 1) + np.triu(half, 1).T
    states = random_patterns(40, 12, rng=1).astype(int)
    np.testing.assert_array_equal(local_field(whole, states), states @ whole)
    own = (states @ whole * states).sum(axis=1)
    np.testing.assert_array_equal(energy(whole, states), -0.5 * own)
    for state in states:
        run = recall(whole, state, rng=0)
        assert ((whole @ run.state.astype(int)) * run.state >= 0).all()


@pytest.mark.parametrize("size", [2, 3, 100, 3000])
def test_exact_sums_end_where_the_docstring_says(size: int) -> None:
    most = min(2.0**50, 2.0**60 / size)
    for largest, exact in ((most / (2 * size) // 2 * 2 - 1, True), (2 * most // size + 2, False)):
        weights = np.zeros((size, size))
        weights[0] = largest
        weights[1, 0] = 1
        assert (prepare(weights).tie == 0) == exact


def test_a_weight_of_1e_16_of_a_row_is_dropped() -> None:
    for faint, felt in ((1e-16, False), (1e-14, True)):
        weights = np.array([[0, 1, faint], [1, 0, 0], [faint, 0, 0]])
        assert (local_field(weights, [1, 1, 1])[2] != 0) == felt


def test_float32_serves_as_long_as_it_is_exact() -> None:
    kinds = {
        count: _couplings.PatternCouplings(
            np.ones((count, 4096), dtype=np.int8), np.ones((1, 4096), dtype=np.int8)
        ).local.dtype
        for count in (2047, 2048)
    }
    assert kinds == {2047: np.float32, 2048: np.float64}
    assert prepare(np.full((4, 4), 2.0**20)).whole.dtype == np.float32
    assert prepare(np.full((4, 4), 2.0**22)).whole.dtype == np.float64


def test_a_permuted_network_has_permuted_fields() -> None:
    """The order of the additions changes, the sums don't."""
    patterns, states = random_patterns(4, 90, rng=0), random_patterns(20, 90, rng=1)
    weights = hebbian(patterns)
    chosen = np.random.default_rng(2).permutation(90)
    np.testing.assert_array_equal(
        local_field(weights[np.ix_(chosen, chosen)], states[:, chosen]),
        local_field(weights, states)[:, chosen],
    )


@pytest.mark.parametrize("update", ["asynchronous", "synchronous"])
def test_a_batch_is_its_states_one_by_one(update: str) -> None:
    patterns = random_patterns(8, 120, rng=0)
    states = flip(np.repeat(patterns, 5, axis=0), 0.45, rng=1)
    together = recall(hebbian(patterns), states, update=update, rng=2)
    assert len(set(together.sweeps.tolist())) > 2  # states leave the batch at different times
    for k, state in enumerate(states):
        alone = recall(hebbian(patterns), state, update=update, rng=2)
        np.testing.assert_array_equal(together.state[k], alone.state)
        for name in ("period", "sweeps", "flips", "converged"):
            assert getattr(together[k], name) == getattr(alone, name)
        np.testing.assert_array_equal(together[k].energies, alone.energies)
        assert np.isnan(together.energies[k, alone.sweeps + 1 :]).all()
        assert not np.isnan(together.energies[k, : alone.sweeps + 1]).any()


def test_recording_changes_nothing_and_a_seed_is_a_generator() -> None:
    patterns = random_patterns(5, 80, rng=0)
    states = random_patterns(7, 80, rng=1)
    network = prepare(hebbian(patterns))
    plain = recall(network, states, rng=3)
    for run in (
        recall(network, states, rng=3, record=True),
        recall(network, states, rng=np.random.default_rng(3)),
        recall(network, states, rng=3, energies=False),
        recall(network, states.astype(float), rng=3),
        recall(network, states.tolist(), rng=np.int64(3)),
    ):
        np.testing.assert_array_equal(run.state, plain.state)
        np.testing.assert_array_equal(run.flips, plain.flips)
        np.testing.assert_array_equal(run.sweeps, plain.sweeps)
    assert recall(network, states, rng=3, energies=False).energies is None
    warm: dict[str, Any] = {"beta": 2, "sweeps": 3, "rng": 4}
    a = glauber(network, states, **warm)
    b = glauber(hebbian(patterns), states, record=True, patterns=patterns, **warm)
    np.testing.assert_array_equal(a.state, b.state)
    np.testing.assert_array_equal(a.flips, b.flips)
    np.testing.assert_array_equal(b.overlaps[:, -1], b.state @ patterns.T.astype(float) / 80)
    np.testing.assert_array_equal(b.energies[:, -1], energy(network, b.state))


def test_the_trajectory_shows_each_flip_in_its_place() -> None:
    patterns = random_patterns(3, 50, rng=0)
    run = recall(hebbian(patterns), flip(patterns[0], 0.3, rng=1), rng=2, record=True)
    sweep_by_sweep = run.trajectory()
    assert len(sweep_by_sweep) == run.sweeps + 1
    np.testing.assert_array_equal(energy(hebbian(patterns), sweep_by_sweep), run.energies)
    one_by_one = run.trajectory(1)
    assert (np.abs(np.diff(one_by_one.astype(int), axis=0)).sum(axis=1) == 2).all()
    assert len(run.trajectory(7)) == 1 + -(-run.flips // 7)
    for frames in (sweep_by_sweep, one_by_one, run.trajectory(7)):
        np.testing.assert_array_equal(frames[0], flip(patterns[0], 0.3, rng=1))
        np.testing.assert_array_equal(frames[-1], run.state)
    assert sum(run.flips_per_sweep) == run.flips == len(run.flipped_units)


@pytest.mark.parametrize("factor", [1e-280, 1e-9, 3.0, 1e9, 1e290])
def test_stretching_all_weights_changes_no_run(factor: float) -> None:
    rng = np.random.default_rng(0)
    half = rng.normal(size=(40, 40))
    weights, states = half + half.T, random_patterns(10, 40, rng=1)
    expected = recall(weights, states, rng=2)
    run = recall(weights * factor, states, rng=2)
    np.testing.assert_array_equal(run.state, expected.state)
    np.testing.assert_allclose(run.energies, expected.energies * factor, rtol=1e-12)
