"""Rules that turn patterns, or a magnet, into weights: against loops over all pairs."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hopfield_lessons import (
    energy,
    ferromagnet,
    flip,
    hebbian,
    lattice,
    local_field,
    mattis,
    prepare,
    pseudo_inverse,
    random_patterns,
    recall,
    storkey,
)
from tests.kernels import nets, oracle


@given(patterns=nets.pattern_sets(most=5, largest=7))
def test_storkey_is_the_loop_of_its_definition(patterns):
    size = patterns.shape[1]
    naive = np.zeros((size, size))
    for xi in patterns.astype(int):
        h = np.zeros((size, size))
        for i, j in product(range(size), repeat=2):
            h[i, j] = sum(naive[i, k] * xi[k] for k in range(size) if k not in (i, j))
        before = naive.copy()
        for i, j in product(range(size), repeat=2):
            step = xi[i] * xi[j] - xi[i] * h[j, i] - h[i, j] * xi[j]
            naive[i, j] = before[i, j] + step / size
    np.fill_diagonal(naive, 0)
    np.testing.assert_allclose(storkey(patterns), naive, rtol=0, atol=1e-13)
    assert prepare(storkey(patterns)).symmetric


def test_storkey_of_one_pattern_is_hebb_and_stores_more_than_hebb() -> None:
    one = random_patterns(1, 30, rng=0)
    np.testing.assert_array_equal(storkey(one), hebbian(one))
    many = random_patterns(30, 200, rng=1)
    stable = {}
    for rule in (hebbian, storkey):
        fields = local_field(rule(many), many)
        stable[rule] = (many * fields > 0).all(axis=1).sum()
    assert stable[storkey] > 20 > stable[hebbian]


@pytest.mark.parametrize(("count", "size"), [(9000, 20), (5000, 10)])
def test_far_beyond_its_capacity_storkey_overflows_in_words(count: int, size: int) -> None:
    with pytest.raises(ValueError, match=f"fewer of {size} spins, got {count}; far beyond"):
        storkey(random_patterns(count, size, rng=0))


@given(patterns=nets.pattern_sets(most=5, largest=9))
def test_pseudo_inverse_is_the_sum_over_the_inverse_overlaps(patterns):
    count, size = patterns.shape
    xi = patterns.astype(float)
    assume(np.linalg.matrix_rank(xi) == count)
    inverse = np.linalg.inv(xi @ xi.T / size)
    naive = np.zeros((size, size))
    for i, j in product(range(size), repeat=2):
        for mu, nu in product(range(count), repeat=2):
            naive[i, j] += xi[mu, i] * inverse[mu, nu] * xi[nu, j] / size
    kept = pseudo_inverse(patterns, keep_diagonal=True)
    np.testing.assert_allclose(kept, naive, rtol=0, atol=1e-12)
    np.testing.assert_allclose(kept @ xi.T, xi.T, rtol=0, atol=1e-12)  # w xi = xi
    np.testing.assert_allclose(kept @ kept, kept, rtol=0, atol=1e-12)  # a projection
    np.testing.assert_array_equal(kept, kept.T)
    removed = pseudo_inverse(patterns)
    np.testing.assert_array_equal(removed, kept - np.diag(np.diagonal(kept)))


def test_pseudo_inverse_stores_correlated_patterns_beyond_hebb() -> None:
    patterns = np.where(np.random.default_rng(0).random((60, 100)) < 0.8, 1, -1)
    assert (patterns * local_field(pseudo_inverse(patterns), patterns) > 0).all()
    assert (patterns * local_field(hebbian(patterns), patterns) < 0).any()


def test_the_kept_diagonal_freezes_damage_that_is_else_repaired() -> None:
    patterns = random_patterns(100, 200, rng=0)
    damaged = flip(patterns, 0.05, rng=1)
    repaired = recall(pseudo_inverse(patterns), damaged, rng=2).state
    frozen = recall(pseudo_inverse(patterns, keep_diagonal=True), damaged, rng=2).state
    assert (repaired == patterns).all(axis=1).mean() > 0.95
    assert (frozen == patterns).all(axis=1).mean() < 0.05


@pytest.mark.parametrize(
    ("patterns", "rank"),
    [
        ([[1, -1, 1], [1, -1, 1]], 1),
        ([[1, -1, 1], [-1, 1, -1]], 1),
        ([[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, 1, -1], [-1, -1, -1, -1]], 3),
        (np.random.default_rng(0).choice([-1, 1], (12, 8)), 8),
    ],
)
def test_dependent_patterns_are_refused_with_their_rank(patterns: object, rank: int) -> None:
    with pytest.raises(ValueError, match=rf"independent.*got \d+ of rank {rank}; leave out"):
        pseudo_inverse(patterns)


def test_more_patterns_than_units_are_told_so() -> None:
    with pytest.raises(ValueError, match=r"leave out 12 .*of 8 units at most 8 are independent"):
        pseudo_inverse(random_patterns(20, 8, rng=0))


@st.composite
def nearly_dependent(draw: st.DrawFn) -> np.ndarray:
    """Patterns, about as many as units, some of them near copies of others."""
    size = draw(st.integers(1, 7))
    patterns = draw(nets.spins((draw(st.integers(max(1, size - 2), size)), size)))
    for copied in draw(st.lists(st.integers(0, len(patterns) - 1), max_size=3)):
        patterns[draw(st.integers(0, len(patterns) - 1))] = patterns[copied]
        patterns[copied, draw(st.integers(0, size - 1))] *= -1
    return patterns


@given(patterns=nearly_dependent() | nets.pattern_sets(most=4, largest=7))
def test_a_tie_of_pseudo_inverse_is_a_tie(patterns):
    """At every state, and for every set of patterns that is not refused."""
    exact = oracle.projection(patterns)
    if exact is None:
        with pytest.raises(ValueError, match="linearly independent"):
            pseudo_inverse(patterns)
        return
    weights = pseudo_inverse(patterns, keep_diagonal=True)
    np.testing.assert_array_equal(np.sign(weights), np.sign(exact).astype(float))
    np.testing.assert_array_equal(weights == 1, exact == 1)
    np.fill_diagonal(exact, 0)
    states = nets.all_states(patterns.shape[1])
    fields = local_field(pseudo_inverse(patterns), states)
    np.testing.assert_array_equal(np.sign(fields), np.sign(states @ exact).astype(float))


@pytest.mark.parametrize("size", [9, 64, 200])
def test_as_many_patterns_as_units_leave_nothing_and_stay(size: int) -> None:
    patterns = random_patterns(size, size, rng=4)
    np.testing.assert_array_equal(pseudo_inverse(patterns, keep_diagonal=True), np.eye(size))
    assert not pseudo_inverse(patterns).any()
    run = recall(pseudo_inverse(patterns), patterns, rng=0)
    assert not np.any(run.flips)


@pytest.mark.parametrize(("count", "size"), [(3, 64), (20, 64), (63, 64), (199, 200), (50, 500)])
def test_the_unit_in_which_alone_two_patterns_differ_is_tied(count: int, size: int) -> None:
    patterns = random_patterns(count, size, rng=count)
    patterns[1] = patterns[0]
    patterns[1, 5] *= -1
    weights = pseudo_inverse(patterns)
    assert not weights[5].any()
    basis = np.linalg.qr(patterns.T.astype(float))[0]
    np.fill_diagonal(projection := basis @ basis.T, 0)
    np.testing.assert_allclose(weights, projection, rtol=0, atol=1e-12)
    assert not np.any(recall(weights, patterns, rng=0).flips)


@given(size=st.integers(1, 9), strength=st.sampled_from([None, 1, -1.0, 0.25, 0]))
def test_ferromagnet_depends_on_the_magnetisation_only(size, strength):
    weights = ferromagnet(size, strength=strength)
    each = 1 / size if strength is None else strength
    for i, j in product(range(size), repeat=2):
        assert weights[i, j] == (0 if i == j else each)
    states = nets.all_states(size)
    total = states.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(
        local_field(weights, states), each * (total - states), rtol=0, atol=1e-12
    )
    np.testing.assert_allclose(
        energy(weights, states), -each * (total[:, 0] ** 2 - size) / 2, rtol=0, atol=1e-12
    )


def test_an_antiferromagnet_has_all_half_and_half_states_as_ground_states() -> None:
    states = nets.all_states(6)
    energies = energy(ferromagnet(6, strength=-1), states)
    lowest = np.isclose(energies, energies.min())
    assert lowest.sum() == 20  # C(6, 3)
    assert (states[lowest].sum(axis=1) == 0).all()
    assert recall(ferromagnet(6, strength=-1), np.ones(6), update="synchronous").period == 2


@given(data=st.data(), size=st.integers(1, 8))
def test_mattis_is_a_ferromagnet_in_disguise(data, size):
    pattern = data.draw(nets.spins(size))
    np.testing.assert_array_equal(mattis(pattern), np.outer(pattern, pattern) * ferromagnet(size))
    states = nets.all_states(size)
    np.testing.assert_array_equal(
        energy(mattis(pattern), states * pattern), energy(ferromagnet(size), states)
    )


SQUARES = {4: 1, 8: 2, 12: 4, 20: 5}  # the largest squared distance


@pytest.mark.parametrize("neighbours", SQUARES)
@pytest.mark.parametrize("shape", [(5, 5), (5, 8), (6, 7), (11, 5)])
def test_lattice_couples_what_is_near_around_the_edges(
    neighbours: int, shape: tuple[int, int]
) -> None:
    rows, columns = shape
    weights = lattice(shape, neighbours, strength=-0.5)
    for a, b in product(range(rows * columns), repeat=2):
        down, right = abs(a // columns - b // columns), abs(a % columns - b % columns)
        square = min(down, rows - down) ** 2 + min(right, columns - right) ** 2
        assert weights[a, b] == (-0.5 if 0 < square <= SQUARES[neighbours] else 0)
    assert ((weights != 0).sum(axis=1) == neighbours).all()
    np.testing.assert_array_equal(weights, weights.T)


@pytest.mark.parametrize(
    ("shape", "neighbours"), [((2, 9), 4), ((9, 1), 4), ((2, 2), 8), ((4, 9), 12), ((9, 4), 20)]
)
def test_a_lattice_so_small_that_neighbours_coincide_is_refused(
    shape: tuple[int, int], neighbours: int
) -> None:
    with pytest.raises(ValueError, match=r"shape: with \d+ neighbours each side .* at least"):
        lattice(shape, neighbours)


def test_the_smallest_lattices_are_accepted() -> None:
    assert ((lattice((3, 3), 8) != 0).sum(axis=1) == 8).all()
    assert ((lattice((5, 5), 20) != 0).sum(axis=1) == 20).all()


def test_all_alike_and_a_stripe_are_fixed_points_of_the_lattice() -> None:
    stripe = np.ones((8, 8))
    stripe[:, 3:6] = -1
    run = recall(lattice((8, 8)), [np.ones(64), stripe.ravel()], rng=0)
    assert run.flips.tolist() == [0, 0]
    assert run.energies[0, 0] == -128  # two couplings a unit
