"""Convergence, exactly: each theorem on small nets full of ties."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hopfield_lessons import energy, energy_change, local_field, lyapunov, recall
from tests.kernels import nets

ORDERS = st.sampled_from(["random", "sequential", "replacement"])


@given(weights=nets.symmetric(), data=st.data(), order=ORDERS, seed=st.integers(0, 99))
def test_asynchronous_recall_stops_and_energy_falls_at_every_flip(weights, data, order, seed):
    size = len(weights)
    field, start = data.draw(nets.whole(size)), data.draw(nets.spins(size))
    run = recall(weights, start, order=order, rng=seed, external_field=field, record=True)
    assert run.converged
    assert run.period == 1
    assert run.fixed_point
    frames = run.trajectory(1)
    assert len(frames) == run.flips + 1
    for unit, (before, after) in zip(run.flipped_units, pairwise(frames), strict=True):
        assert np.flatnonzero(before != after).tolist() == [unit]
        h = weights[unit] @ before + field[unit]  # with the diagonal
        step = exact_energy(weights, field, after) - exact_energy(weights, field, before)
        assert step == -2 * abs(h) - 2 * weights[unit, unit]
        assert step < 0
        assert energy_change(weights, before, unit, external_field=field) == step
    h = weights @ run.state + field
    assert (run.state * h >= 0).all()  # nothing more to do
    assert run.energies[-1] == exact_energy(weights, field, run.state)


def exact_energy(weights: np.ndarray, field: np.ndarray, state: np.ndarray) -> float:
    """The definition, on whole numbers."""
    return -0.5 * state @ weights @ state - field @ state


@given(weights=nets.symmetric(), data=st.data(), order=ORDERS)
def test_plus_stops_too_and_energy_never_rises(weights, data, order):
    field, start = data.draw(nets.whole(len(weights))), data.draw(nets.spins(len(weights)))
    run = recall(weights, start, order=order, ties="plus", external_field=field, rng=0)
    assert run.period == 1
    assert (np.diff(run.energies) <= 0).all()
    h = weights @ run.state + field
    assert ((run.state == 1) | (h < 0)).all()  # at a tie +1


@given(weights=nets.symmetric(), data=st.data())
def test_with_random_ties_energy_never_rises(weights, data):
    start = data.draw(nets.spins(len(weights)))
    run = recall(weights, start, ties="random", rng=0, max_sweeps=20)
    assert (np.diff(run.energies) <= 0).all()
    fields = local_field(weights, run.state)
    assert run.converged == (run.state * fields > 0).all()


def test_flipping_at_ties_cycles_even_one_unit_at_a_time():
    run = recall(np.zeros((3, 3)), [1, 1, -1], ties="flip", max_sweeps=9, rng=0)
    assert not run.converged
    assert run.flips == 27
    assert (run.energies == 0).all()


def test_a_negative_diagonal_may_cycle():
    run = recall([[-1.0]], [1], max_sweeps=7, rng=0)
    assert not run.converged
    assert run.flips == 7
    assert run.state.tolist() == [-1]


def test_asymmetric_weights_may_chase_each_other_for_ever():
    """Unit 0 copies unit 1, unit 1 opposes unit 0."""
    run = recall([[0, 1], [-1, 0]], [1, 1], energies=False, order="sequential", max_sweeps=50)
    assert not run.converged
    assert run.period is None
    assert run.sweeps == 50
    assert run.energies is None


@given(
    weights=nets.symmetric(least_diagonal=-4, most_diagonal=4),
    data=st.data(),
    ties=st.sampled_from(["keep", "plus", "flip"]),
)
def test_synchronous_recall_has_period_two_at_most_and_its_lyapunov_function_never_rises(
    weights, data, ties
):
    field, start = data.draw(nets.whole(len(weights))), data.draw(nets.spins(len(weights)))
    run = recall(weights, start, update="synchronous", ties=ties, external_field=field, record=True)
    assert run.period in (1, 2)
    path = run.trajectory()
    heights = [-(b @ weights @ a) - field @ (a + b) for a, b in pairwise(path.astype(int))]
    assert (np.diff(heights) <= 0).all()
    if len(path) > 1:
        found = lyapunov(weights, path[1:], path[:-1], external_field=field)
        np.testing.assert_allclose(found, heights)


@given(patterns=nets.pattern_sets(), data=st.data())
def test_a_positive_semidefinite_matrix_has_no_synchronous_cycle(patterns, data):
    weights = patterns.T.astype(int) @ patterns  # Hebb with its diagonal
    start = data.draw(nets.spins(patterns.shape[1]))
    run = recall(weights, start, update="synchronous")
    assert run.period == 1
    assert (np.diff(run.energies) <= 0).all()  # here E itself is a Lyapunov function


@given(data=st.data(), half=st.integers(1, 4))
def test_antisymmetric_weights_have_period_four(data, half):
    """Odd weights and an even N: no field is zero."""
    size = 2 * half
    upper = np.triu(2 * data.draw(nets.whole((size, size))) + 1, 1)
    start = data.draw(nets.spins(size))
    run = recall(upper - upper.T, start, update="synchronous", record=True)
    assert run.period == 4
    path = run.trajectory()
    assert run.energies is None
    a, b, c, *_ = recall(upper - upper.T, run.state, update="synchronous", record=True).trajectory()
    np.testing.assert_array_equal(a, -c)
    assert (a != b).any()
    assert (path[-1] == path[-5]).all()


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13, 30])
def test_asymmetric_cycles_are_recognised_whatever_their_length(size):
    """A ring hands its spins on: one marked unit comes back after N steps."""
    marked = np.where(np.arange(size) == 0, -1, 1)
    ring = np.roll(np.eye(size), 1, axis=0)
    assert recall(ring, marked, update="synchronous").period == size
    twisted = ring.copy()
    twisted[0, -1] *= -1
    assert recall(twisted, np.ones(size), update="synchronous").period == 2 * size


@given(weights=nets.symmetric(least_diagonal=-2), data=st.data())
def test_fixed_points_are_the_same_one_by_one_and_all_at_once(weights, data):
    field = data.draw(nets.whole(len(weights)))
    states = nets.all_states(len(weights))
    one = recall(weights, states, external_field=field, max_sweeps=1, rng=0)
    all_at_once = recall(weights, states, external_field=field, max_sweeps=1, update="synchronous")
    stable = (states * (states @ weights.T + field) >= 0).all(axis=1)
    np.testing.assert_array_equal(one.flips == 0, stable)
    np.testing.assert_array_equal(all_at_once.flips == 0, stable)


@given(weights=nets.symmetric(most_diagonal=0), data=st.data())
def test_a_positive_diagonal_destroys_no_fixed_point_and_freezes_weak_fields(weights, data):
    states = nets.all_states(len(weights))
    kept = weights + np.diag(data.draw(nets.whole(len(weights), 1, 9)))
    before = recall(weights, states, max_sweeps=1, rng=0).flips == 0
    after = recall(kept, states, max_sweeps=1, rng=0).flips == 0
    assert (after | ~before).all()
    frozen = (np.abs(states @ weights.T) < np.diagonal(kept)).all(axis=1)
    assert after[frozen].all()


@given(weights=nets.symmetric(most_diagonal=0), data=st.data(), order=ORDERS)
def test_the_number_of_flips_is_bounded_by_the_sum_of_the_couplings(weights, data, order):
    """Whole J with fields of both parities: E starts at most at +sum, ends at least at -sum,
    and a flip lowers it by 2 or more."""
    states = data.draw(nets.spins((4, len(weights))))
    run = recall(weights, states, order=order, rng=0)
    assert (run.flips <= np.abs(np.triu(weights, 1)).sum()).all()


def test_energy_may_rise_on_the_way_to_a_two_cycle():
    """ "Energy falls in synchronous recall" is wrong: each of four units opposes all others."""
    weights = np.eye(4) - 1
    run = recall(weights, [1, 1, 1, -1], update="synchronous")
    assert run.energies[:2].tolist() == [0, 6]
    assert run.period == 2


def test_all_units_at_once_blink_where_one_by_one_they_settle():
    """Two units that want to be opposite."""
    weights = np.array([[0.0, -1.0], [-1.0, 0.0]])
    assert recall(weights, [1, 1], update="synchronous").period == 2
    assert recall(weights, [1, 1], rng=0).period == 1
    assert energy(weights, [1, 1]) > energy(weights, [1, -1])
