"""Every state at once, against one state at a time."""

from __future__ import annotations

import tracemalloc
from functools import cache
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hopfield_lessons import (
    _memory,
    all_energies,
    all_states,
    basins,
    energy,
    fixed_points,
    hebbian,
    local_field,
    overlap,
    prepare,
    random_patterns,
    recall,
)
from hopfield_lessons._enumeration import depths, numbered
from hopfield_lessons.landscape import fates, moves, state_number
from tests.kernels import nets

TIES = st.sampled_from(["keep", "plus", "random", "flip"])


def wishes(weights, field, state, ties):
    """Which units would, or might, flip: the definition, unit by unit, in whole numbers."""
    found = []
    for unit, spin in enumerate(state):
        h = int(weights[unit] @ state) + int(field[unit])
        tied = {"keep": False, "plus": spin < 0, "random": True, "flip": True}[ties]
        if spin * h < 0 or (h == 0 and tied):
            found.append(unit)
    return found


def test_states_are_binary_numbers():
    for size in (1, 2, 3, 7):
        states = all_states(size)
        assert states.dtype == np.int8
        assert states.tolist() == [list(row) for row in product([-1, 1], repeat=size)]
        assert state_number(states).tolist() == list(range(2**size))
    assert state_number([1, -1, -1]) == 4
    assert type(state_number([1, -1, -1])) is int


@given(weights=nets.symmetric(least_diagonal=-2), data=st.data())
def test_energies_of_all_states(weights, data):
    size = len(weights)
    field = data.draw(nets.whole(size))
    table = all_energies(weights, external_field=field)
    states = all_states(size).astype(int)
    by_hand = -0.5 * np.einsum("bi,ij,bj->b", states, weights, states) - states @ field
    assert (table == by_hand).all()


@pytest.mark.parametrize("size", [5, 9, 12])
def test_energies_of_all_states_have_the_bits_of_energy(size):
    weights = hebbian(random_patterns(4, size, rng=size))
    assert (all_energies(weights) == energy(weights, all_states(size))).all()


def test_energies_with_a_field_that_is_not_whole():
    rng = np.random.default_rng(0)
    weights = rng.normal(size=(6, 6))
    weights += weights.T
    field = rng.normal(size=6)
    expected = energy(weights, all_states(6), external_field=field)
    np.testing.assert_allclose(all_energies(weights, external_field=field), expected, atol=1e-12)


@given(weights=nets.symmetric(least_diagonal=-2), data=st.data(), ties=TIES)
def test_fixed_points_and_moves_by_the_definition(weights, data, ties):
    size = len(weights)
    if data.draw(st.booleans()):
        weights = weights + np.triu(data.draw(nets.whole((size, size))), 1)  # asymmetric
    field = data.draw(nets.whole(size))
    states = all_states(size)
    fixed, edges = [], []
    for number, state in enumerate(states):
        units = wishes(weights, field, state.astype(int), ties)
        if not units:
            fixed.append(state.tolist())
        edges += [[number, number ^ (1 << (size - 1 - unit))] for unit in units]
    points = fixed_points(weights, external_field=field, ties=ties)
    assert points.dtype == np.int8
    assert points.shape == (len(fixed), size)
    assert points.tolist() == fixed
    found = moves(weights, external_field=field, ties=ties)
    assert found.shape == (len(edges), 2)
    assert found.tolist() == sorted(edges)


def test_fixed_points_know_ties_that_float64_loses():
    """Six patterns on six units: 1/6 is no float, and ties are frequent."""
    found = {"keep": 0, "flip": 0}
    for seed, ties in product(range(12), found):
        patterns = random_patterns(6, 6, rng=seed)
        whole = patterns.astype(int).T @ patterns - 6 * np.eye(6, dtype=int)
        fixed = [s for s in all_states(6) if not wishes(whole, np.zeros(6), s.astype(int), ties)]
        assert fixed_points(hebbian(patterns), ties=ties).tolist() == np.array(fixed).tolist()
        found[ties] += len(fixed)
    assert found["keep"] > found["flip"]


def test_one_pattern_has_two_fixed_points_and_three_may_not_be_stored():
    pattern = random_patterns(1, 9, rng=0)[0].tolist()
    reverse = [-spin for spin in pattern]
    assert fixed_points(hebbian([pattern])).tolist() == sorted([pattern, reverse])
    three = np.array([[1, 1, 1, 1], [1, 1, 1, -1], [1, 1, -1, -1]])
    stored = fixed_points(hebbian(three)).tolist()
    assert [1, 1, 1, -1] in stored
    assert [1, 1, 1, 1] not in stored or [1, 1, -1, -1] not in stored


def test_frustrated_magnet_has_all_balanced_states():
    weights = -(np.ones((6, 6)) - np.eye(6))
    points = fixed_points(weights)
    assert len(points) == 20  # C(6, 3)
    assert (points.sum(axis=1) == 0).all()


@given(size=st.integers(1, 7), seed=st.integers(0, 99))
def test_ends_are_numbered_as_a_sort_would(size, seed):
    ends = np.random.default_rng(seed).integers(0, 2**size, 2**size).astype(np.uint32)
    numbers, place = np.unique(ends, return_inverse=True)
    found = numbered(ends)
    np.testing.assert_array_equal(found[0], numbers)
    np.testing.assert_array_equal(found[1], place)


FULL, EMPTY = prepare(hebbian(random_patterns(3, 18, rng=0))), prepare(np.zeros((18, 18)))
TABLES = {
    "states": lambda: all_states(18),
    "energies": lambda: all_energies(FULL, external_field=0.1),
    "fixed points": lambda: fixed_points(FULL),
    "fixed points, all states": lambda: fixed_points(EMPTY),
    "basins": lambda: basins(FULL),
    "basins of all states": lambda: basins(EMPTY),
    "cycles of all states": lambda: basins(EMPTY, update="synchronous", ties="flip"),
}


@pytest.mark.parametrize("name", TABLES)
def test_twenty_five_units_fit_into_two_gibibytes(name):
    """Tables grow as 2^N, so 18 units may take no more than 2 GiB divided by 2^7."""
    tracemalloc.start()
    try:
        TABLES[name]()
        taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert taken < 2**31 / 2**7


def test_twenty_units():
    """Fixed points of 2^20 states: each is one, and recall ends nowhere else."""
    weights = prepare(hebbian(random_patterns(3, 20, rng=5)))
    points = fixed_points(weights)
    h = local_field(weights, points)
    assert (points * h >= 0).all()
    ends = recall(weights, random_patterns(200, 20, rng=1), rng=2).state
    assert {tuple(s) for s in ends.tolist()} <= {tuple(s) for s in points.tolist()}
    table = all_energies(weights)
    assert (table[state_number(points)] == energy(weights, points)).all()


@given(weights=nets.symmetric(largest=6), data=st.data(), ties=st.sampled_from(["keep", "plus"]))
def test_basins_are_where_recall_ends(weights, data, ties):
    size = len(weights)
    field = data.draw(nets.whole(size))
    order = data.draw(st.permutations(range(size)))
    extra = data.draw(st.lists(st.integers(0, size - 1), max_size=3))
    order = [*order, *extra]
    states = all_states(size)
    run = recall(weights, states, order=order, ties=ties, external_field=field)
    found = basins(weights, order=order, ties=ties, external_field=field)
    assert (found.states[found.attractor] == run.state).all()
    assert (found.periods == 1).all()
    assert found.sizes.tolist() == np.bincount(found.attractor).tolist()
    assert found.states.tolist() == fixed_points(weights, ties=ties, external_field=field).tolist()
    assert found.of(states[-1]) == found.attractor[-1]
    assert (found.of(states) == found.attractor).all()


@given(weights=nets.symmetric(least_diagonal=-2, largest=6), data=st.data())
def test_synchronous_basins_by_following_each_state(weights, data):
    """Symmetric or not, each tie rule: follow one state until it comes back."""
    size = len(weights)
    if data.draw(st.booleans()):
        weights = weights + np.triu(data.draw(nets.whole((size, size))), 1)
    ties = data.draw(st.sampled_from(["keep", "plus", "flip"]))
    states = all_states(size).astype(int)
    after = []
    for state in states:
        new = state.copy()
        new[wishes(weights, np.zeros(size), state, ties)] *= -1
        after.append(state_number(new))
    found = basins(weights, update="synchronous", ties=ties)
    for number in range(len(states)):
        path = [number]
        while after[path[-1]] not in path:
            path.append(after[path[-1]])
        cycle = path[path.index(after[path[-1]]) :]
        row = found.attractor[number]
        assert state_number(found.states[row]) == min(cycle)
        assert found.periods[row] == len(cycle)
    assert found.sizes.sum() == len(states)


def test_synchronous_cycles_of_length_three_and_four():
    ring = np.roll(np.eye(3), 1, axis=0)  # each unit copies its neighbour
    found = basins(ring, update="synchronous")
    assert sorted(found.periods.tolist()) == [1, 1, 3, 3]
    turn = np.array([[0.0, 1.0], [-1.0, 0.0]])
    assert basins(turn, update="synchronous").periods.tolist() == [4]


@given(weights=nets.symmetric(largest=6), data=st.data(), ties=st.sampled_from(["keep", "plus"]))
def test_fates_by_walking_down_every_path(weights, data, ties):
    size = len(weights)
    field = data.draw(nets.whole(size))
    found = fates(weights, ties=ties, external_field=field)
    down: dict[int, list[int]] = {number: [] for number in range(2**size)}
    for before, after in moves(weights, ties=ties, external_field=field).tolist():
        down[before].append(after)
    ends = state_number(found.states).tolist()
    assert ends == [number for number, below in down.items() if not below]

    @cache
    def chances(number):
        if not down[number]:
            return np.eye(len(ends))[ends.index(number)]
        return sum(chances(below) for below in down[number]) / len(down[number])

    for number in range(2**size):
        np.testing.assert_allclose(found.chances[number], chances(number), atol=1e-14)
        assert (found.reached[number] == (chances(number) > 0)).all()
    np.testing.assert_allclose(found.chances.sum(axis=1), 1)


@pytest.mark.long
def test_fates_are_the_chances_of_recall_with_replacement():
    weights = hebbian(random_patterns(3, 8, rng=4))
    found = fates(weights)
    start = found.undecided[np.argmin(found.chances[found.undecided].max(axis=1))]
    runs = 3000
    counts = np.zeros(len(found.states))
    rows = {tuple(s): row for row, s in enumerate(found.states.tolist())}
    network, rng = prepare(weights), np.random.default_rng(0)
    for _ in range(runs):
        end = recall(network, all_states(8)[start], order="replacement", rng=rng).state
        counts[rows[tuple(end.tolist())]] += 1
    spread = np.sqrt(found.chances[start] * (1 - found.chances[start]) / runs)
    assert (np.abs(counts / runs - found.chances[start]) <= 4 * spread).all()
    assert found.chances[start].max() < 0.9  # a start whose end is open


def test_basins_depend_on_the_order_within_the_fates():
    weights = hebbian(random_patterns(2, 5, rng=11))
    reached = fates(weights).reached
    union = np.zeros_like(reached)
    for order in permutations(range(5)):
        union[np.arange(32), basins(weights, order=order).attractor] = True
    assert (union <= reached).all()
    disagree = np.flatnonzero(union.sum(axis=1) > 1)
    assert len(disagree) > 0
    assert set(disagree) <= set(fates(weights).undecided)


@pytest.mark.parametrize("function", [all_energies, fixed_points, basins, moves, fates])
@pytest.mark.parametrize("size", [26, 1100])
def test_too_many_units_are_refused_before_anything_is_made(function, size, monkeypatch):
    """Even a copy of the weights. 2^1100 is beyond the largest float."""
    monkeypatch.setattr(_memory, "total", lambda: 1000)
    with pytest.raises(ValueError, match=rf"{size} units have 2\^{size} states"):
        function(np.zeros((size, size)))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda w: all_energies(np.triu(w, 1)), ValueError, "symmetric"),
        (lambda w: all_energies(w, external_field=[1, 2]), ValueError, "external_field"),
        (lambda w: fixed_points(w, ties="never"), ValueError, "ties"),
        (lambda w: fixed_points(w * np.nan), ValueError, "finite"),
        (lambda _: fixed_points("net"), TypeError, "weights"),
        (lambda w: basins(np.triu(w, 1)), ValueError, "symmetric"),
        (lambda w: basins(w - np.eye(4)), ValueError, "w_ii >= 0"),
        (lambda w: basins(w, ties="flip"), ValueError, "ties"),
        (lambda w: basins(w, ties="random"), ValueError, "chance"),
        (lambda w: basins(w, update="both"), ValueError, "update"),
        (lambda w: basins(w, order="random"), ValueError, "fates"),
        (lambda w: basins(w, order=[0, 1, 2]), ValueError, "never come"),
        (lambda w: basins(w, order=[0, 1, 2, 3, 4]), ValueError, "as well"),
        (lambda w: basins(w, order=np.array([], dtype=int)), ValueError, "never come"),
        (lambda w: basins(w, order=[0.5, 1, 2, 3]), TypeError, "order"),
        (lambda w: basins(w).of([1, -1]), ValueError, "4 spins"),
        (lambda w: fates(w, ties="random"), ValueError, "ties"),
        (lambda w: fates(w - np.eye(4)), ValueError, "w_ii >= 0"),
        (lambda _: fates(np.zeros((16, 16))), ValueError, "GiB"),
        (lambda _: all_states(0), ValueError, "size"),
        (lambda _: all_states(2.5), TypeError, "size"),
        (lambda _: all_states(26), ValueError, "26 units"),
        (lambda _: state_number([0, 1]), ValueError, "state"),
    ],
)
def test_bad_input(call, error, message):
    weights = hebbian(random_patterns(2, 4, rng=0))
    before = weights.copy()
    with pytest.raises(error, match=message):
        call(weights)
    assert (weights == before).all()


def test_all_fixed_points_of_nothing():
    """Without weights nothing moves: every state is its own attractor."""
    assert len(fixed_points(np.zeros((5, 5)))) == 32
    assert len(fixed_points(np.zeros((5, 5)), ties="flip")) == 0
    assert fixed_points(np.zeros((5, 5)), ties="plus").tolist() == [[1] * 5]
    assert moves(np.zeros((3, 3))).shape == (0, 2)
    assert (overlap(all_states(3), fates(np.zeros((3, 3))).states).diagonal() == 1).all()


def test_a_way_down_that_goes_in_a_circle_is_refused():
    """Rounding could make two states each want to move to the other; then no depth is the last."""
    both_flip = np.array([1, 1], dtype=np.uint32)
    with pytest.raises(ValueError, match="circle"):
        depths(both_flip, 1)
