"""What is exactly true of the Hebb rule: energies, stability, parity."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hopfield_lessons import (
    distance,
    energy,
    energy_change,
    hebbian,
    local_field,
    overlap,
    random_patterns,
    recall,
    to_bits,
)
from tests.kernels import nets


@given(patterns=nets.pattern_sets())
def test_hebbian_is_the_triple_loop(patterns):
    size = patterns.shape[1]
    naive = np.zeros((size, size))
    for i, j in product(range(size), repeat=2):
        if i != j:
            naive[i, j] = sum(int(xi[i]) * int(xi[j]) for xi in patterns) / size
    np.testing.assert_array_equal(hebbian(patterns), naive)
    assert hebbian(patterns).dtype == np.float64


@given(patterns=nets.pattern_sets())
def test_energy_is_minus_half_n_times_squared_overlaps_less_alpha(patterns):
    count, size = patterns.shape
    states = nets.all_states(size)
    squares = (overlap(patterns, states) ** 2).sum(axis=1)
    expected = -size / 2 * (squares - count / size)
    np.testing.assert_allclose(energy(hebbian(patterns), states), expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("size", [1, 2, 7, 64, 100, 1001])
def test_one_pattern_alone_has_energy_minus_half_n_less_one(size):
    pattern = random_patterns(1, size, rng=size)
    assert energy(hebbian(pattern), pattern[0]) == pytest.approx(-(size - 1) / 2, rel=1e-15)


@pytest.mark.parametrize("count", [2, 3])
def test_a_stored_pattern_has_energy_minus_half_n_less_one_on_average(count):
    """Averaged over all choices of the others; N = 4."""
    first = np.array([1, -1, 1, 1])
    others = product(nets.all_states(4), repeat=count - 1)
    energies = [energy(hebbian([first, *rest]), first) for rest in others]
    assert np.mean(energies) == -(4 - 1) / 2


@pytest.mark.parametrize(("count", "size"), [(1, 4), (2, 4), (3, 3)])
def test_a_random_state_has_mean_energy_zero_and_a_known_spread(count, size):
    """Averaged over all patterns and all states."""
    states = nets.all_states(size)
    energies = np.array([energy(hebbian(xi), states) for xi in product(states, repeat=count)])
    assert energies.mean() == pytest.approx(0, abs=1e-12)
    assert energies.std() == pytest.approx(np.sqrt(count * (size - 1) / (2 * size)), rel=1e-12)


@given(weights=nets.symmetric(least_diagonal=-3), data=st.data())
def test_energy_change_is_the_difference_of_two_energies(weights, data):
    size = len(weights)
    state, field = data.draw(nets.spins(size)), data.draw(nets.whole(size))
    diagonal = np.diagonal(weights)
    h = weights @ state + field
    for k in range(size):
        other = state.copy()
        other[k] *= -1
        difference = energy(weights, other, external_field=field) - energy(
            weights, state, external_field=field
        )
        assert energy_change(weights, state, k, external_field=field) == difference
        assert difference == 2 * state[k] * h[k] - 2 * diagonal[k]
    bare = weights - np.diag(diagonal)
    assert energy(weights, state) == energy(bare, state) - diagonal.sum() / 2


@given(weights=nets.symmetric(), data=st.data())
def test_energy_and_field_are_their_definitions(weights, data):
    size = len(weights)
    states, field = data.draw(nets.spins((3, size))), data.draw(nets.whole(size))
    for state, e, h in zip(
        states,
        energy(weights, states, external_field=field),
        local_field(weights, states, external_field=field),
        strict=True,
    ):
        pairs = sum(
            weights[i, j] * int(state[i]) * int(state[j]) for i, j in product(range(size), repeat=2)
        )
        assert e == -0.5 * pairs - sum(b * s for b, s in zip(field, state, strict=True))
        assert h.tolist() == [
            sum(weights[i, j] * state[j] for j in range(size)) + field[i] for i in range(size)
        ]


@given(weights=nets.symmetric(most_diagonal=0), data=st.data())
def test_zero_one_units_are_the_same_net_with_twice_the_weights_and_thresholds(weights, data):
    state = data.draw(nets.spins(len(weights)))
    thresholds = weights.sum(axis=1)
    np.testing.assert_array_equal(
        local_field(weights, state), 2 * weights @ to_bits(state) - thresholds
    )


# ---- stability


def stable(weights: np.ndarray, states: np.ndarray) -> np.ndarray:
    """Which states are fixed points, asked of the dynamics."""
    return recall(weights, states, rng=0, max_sweeps=1).flips == 0


@pytest.mark.parametrize("size", [2, 3, 4, 7, 8])
def test_one_pattern_gives_exactly_two_fixed_points(size):
    pattern = random_patterns(1, size, rng=size)
    states = nets.all_states(size)
    fixed = states[stable(hebbian(pattern), states)]
    assert {tuple(s) for s in fixed} == {tuple(pattern[0]), tuple(-pattern[0])}


@given(data=st.data(), size=st.integers(2, 9))
def test_two_patterns_are_never_unstable_and_tie_only_as_near_neighbours(data, size):
    patterns = data.draw(nets.spins((2, size)))
    aligned = patterns * local_field(hebbian(patterns), patterns)
    assert (aligned >= 0).all()
    apart = int(distance(patterns[0], patterns[1]))
    assert (aligned == 0).any() == (apart in (1, size - 1))


def test_three_patterns_of_four_units_already_fail():
    patterns = np.array([[1, 1, 1, 1], [1, 1, 1, -1], [1, 1, -1, -1]])
    assert stable(hebbian(patterns), patterns).tolist() == [False, True, False]


@pytest.mark.parametrize("count", range(1, 9))
def test_orthogonal_patterns_feel_n_minus_p(count):
    hadamard = np.array([[1]])
    for _ in range(3):
        hadamard = np.block([[hadamard, hadamard], [hadamard, -hadamard]])
    patterns = hadamard[:count]
    np.testing.assert_array_equal(
        8 * patterns * local_field(hebbian(patterns), patterns), 8 - count
    )
    if count == 8:
        assert not hebbian(patterns).any()  # N orthogonal patterns leave nothing


# ---- ties


@given(patterns=nets.pattern_sets(largest=8))
def test_the_parity_of_a_field(patterns):
    count, size = patterns.shape
    states = nets.all_states(size)
    fields = size * local_field(hebbian(patterns), states)
    whole = np.rint(fields)
    np.testing.assert_allclose(fields, whole, atol=1e-12)
    assert (whole % 2 == count * (size - 1) % 2).all()
    ties = (fields == 0).any()
    if count % 2 == 1 and size % 2 == 0:
        assert not ties
    if count % 2 == 0 and size % 2 == 0 and ties:
        assert patterns.sum(dtype=int) % 4 == count % 4


def test_both_sides_of_the_rule_modulo_four_occur():
    tied, free = np.array([[1, 1, 1, 1], [1, 1, -1, 1]]), np.array([[1, 1, 1, 1], [1, 1, -1, -1]])
    states = nets.all_states(4)
    assert (tied.sum() - 2) % 4 == 0
    assert (local_field(hebbian(tied), states) == 0).any()
    assert (free.sum() - 2) % 4 != 0
    assert (local_field(hebbian(free), states) != 0).all()
