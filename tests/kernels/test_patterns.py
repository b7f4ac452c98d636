"""Patterns: drawn, read, damaged, compared."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hopfield_lessons import (
    binarise,
    distance,
    erase,
    flip,
    letters,
    overlap,
    picture,
    pictures,
    random_patterns,
    to_bits,
    to_spins,
)
from tests.kernels import nets


def test_random_patterns_are_fair_and_independent() -> None:
    patterns = random_patterns(200, 1000, rng=0)
    assert patterns.dtype == np.int8
    assert set(np.unique(patterns)) == {-1, 1}
    assert abs(patterns.mean()) < 5 / np.sqrt(patterns.size)
    between = overlap(patterns, patterns)[np.triu_indices(200, 1)]
    assert between.std() == pytest.approx(1 / np.sqrt(1000), rel=0.03)
    assert np.abs(between).mean() == pytest.approx(np.sqrt(2 / np.pi / 1000), rel=0.03)


@given(
    size=st.integers(1, 200),
    count=st.integers(1, 4),
    fraction=st.floats(0, 1),
    seed=st.integers(0, 9),
)
def test_flip_flips_exactly_that_many_distinct_units(size, count, fraction, seed):
    states = random_patterns(count, size, rng=seed)
    before = states.copy()
    damaged = flip(states, fraction, rng=seed)
    assert ((damaged != states).sum(axis=1) == round(fraction * size)).all()
    np.testing.assert_array_equal(states, before)
    one = flip(states[0], fraction, rng=seed)
    assert one.shape == (size,)
    np.testing.assert_array_equal(one, damaged[0])


def test_flip_chooses_all_units_alike_and_each_state_anew() -> None:
    damaged = flip(np.ones((4000, 10)), 0.3, rng=0)
    often = (damaged == -1).sum(axis=0)
    assert (np.abs(often - 1200) < 150).all()  # five standard deviations
    assert len(np.unique(damaged, axis=0)) == 120  # C(10, 3)


def test_erase_tosses_a_coin_for_the_forgotten_units_only() -> None:
    states, forgotten = np.ones((3000, 6)), np.array([1, 0, 1, 1, 0, 0], dtype=bool)
    damaged = erase(states, forgotten, rng=0)
    assert (damaged[:, ~forgotten] == 1).all()
    assert np.abs(damaged[:, forgotten].mean(axis=0)).max() < 0.1
    assert (states == 1).all()
    np.testing.assert_array_equal(erase(states[0], ~(forgotten | ~forgotten), rng=0), states[0])


@given(patterns=nets.pattern_sets(), data=st.data())
def test_overlap_and_distance_are_their_definitions(patterns, data):
    count, size = patterns.shape
    states = data.draw(nets.spins((3, size)))
    m, d = overlap(patterns, states), distance(patterns, states)
    assert m.shape == d.shape == (3, count)
    assert d.dtype == np.int64
    for b in range(3):
        for mu in range(count):
            same = sum(int(x) * int(s) for x, s in zip(patterns[mu], states[b], strict=True))
            assert m[b, mu] == same / size
            assert d[b, mu] == (patterns[mu] != states[b]).sum()
    np.testing.assert_array_equal(overlap(patterns, states[0]), m[0])
    np.testing.assert_array_equal(overlap(patterns[0], states), m[:, 0])
    assert overlap(patterns[0], states[0]) == m[0, 0]
    assert distance(patterns[0], states[0]) == d[0, 0]


@pytest.mark.parametrize("size", [128, 300, 100_000])
def test_overlap_of_long_states_does_not_wrap_around(size: int) -> None:
    """Sums of int8 would."""
    assert overlap(np.ones(size, np.int8), np.ones(size, np.int8)) == 1
    assert distance(np.ones(size, np.int8), -np.ones(size, np.int8)) == size


@given(states=nets.spins((3, 4)))
def test_bits_and_spins_are_each_others_inverse(states):
    bits = to_bits(states)
    np.testing.assert_array_equal(bits, (states == 1).astype(int))
    for same in (bits, bits.astype(bool), bits.astype(float), bits.astype(np.uint64)):
        spins = to_spins(same)
        np.testing.assert_array_equal(spins, states)
        assert spins.dtype == bits.dtype == np.int8


def test_pictures_and_letters_are_what_they_show() -> None:
    for rows in (
        *("#. .#", "#.\n.#", " #.\n    .#\n", "\n    #.\n    .#\n    ", "#.\r\n.#\r\n"),
        *(["#.", ".#"], ("  #.", "  .#"), ["#.\n", ".#\r\n"], iter(["#.", ".#"])),
    ):
        assert picture(rows).tolist() == [1, -1, -1, 1]
    assert all(p.shape == (64,) and p.dtype == np.int8 for p in pictures().values())
    alphabet = letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert alphabet.shape == (26, 64)
    assert (distance(alphabet, alphabet) + 64 * np.eye(26) > 0).all()  # no two alike
    np.testing.assert_array_equal(letters("CAB"), alphabet[[2, 0, 1]])
    bar = alphabet[7].reshape(8, 8)  # H
    assert (bar == bar[:, ::-1]).all()
    assert (bar[3] == 1).all()


def test_pictures_are_new_arrays_each_time() -> None:
    pictures()["heart"][:] = 0
    assert (np.abs(pictures()["heart"]) == 1).all()


@given(
    shape=st.tuples(st.integers(1, 7), st.integers(1, 7)),
    more=st.tuples(st.integers(0, 9), st.integers(0, 9)),
    ink=st.floats(0, 1),
    seed=st.integers(0, 9),
)
def test_binarise_inks_the_darkest_blocks(shape, more, ink, seed):
    height, width = shape[0] + more[0], shape[1] + more[1]
    grey = np.random.default_rng(seed).integers(0, 256, (height, width))
    spins = binarise(grey, shape, ink=ink)
    assert (spins == 1).sum() == round(ink * shape[0] * shape[1])
    rows, columns = (
        [k * n // c for k in range(c)] + [n] for n, c in zip(grey.shape, shape, strict=True)
    )
    means = np.array(
        [
            grey[rows[i] : rows[i + 1], columns[j] : columns[j + 1]].mean()
            for i in range(shape[0])
            for j in range(shape[1])
        ]
    )
    if 0 < (spins == 1).sum() < spins.size:
        assert means[spins == -1].min() >= means[spins == 1].max() - 1e-9


def test_binarise_of_a_flat_picture_is_half_up_all_the_same() -> None:
    assert binarise(np.zeros((2, 2)), (2, 2)).tolist() == [1, 1, -1, -1]
