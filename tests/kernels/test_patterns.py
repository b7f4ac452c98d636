"""Patterns: drawn, read, damaged, compared."""

from __future__ import annotations

from string import ascii_letters, ascii_uppercase, digits

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hopfield_lessons import (
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


@pytest.mark.parametrize("bias", [-1, -0.4, 0.2, 0.9])
def test_biased_patterns_have_that_mean_and_its_square_as_overlap(bias):
    patterns = random_patterns(100, 1000, rng=1, bias=bias)
    assert patterns.dtype == np.int8
    assert patterns.mean() == pytest.approx(bias, abs=5 / np.sqrt(patterns.size))
    between = overlap(patterns, patterns)[np.triu_indices(100, 1)]
    assert between.mean() == pytest.approx(bias**2, abs=0.02)


def test_without_a_bias_the_patterns_are_those_of_the_seed() -> None:
    bits = np.random.default_rng(3).integers(0, 2, size=(4, 9), dtype=np.int8)
    for options in ({}, {"bias": 0}, {"bias": -0.0}):
        np.testing.assert_array_equal(random_patterns(4, 9, rng=3, **options), 2 * bits - 1)


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
    counted = flip(states, count=round(fraction * size), rng=seed)
    np.testing.assert_array_equal(counted, damaged)


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


@given(data=st.data(), seed=st.integers(0, 9))
def test_erase_by_flags_for_all_states_or_for_each_is_the_same(data, seed):
    states = data.draw(nets.pattern_sets())
    forgotten = data.draw(nets.spins(states.shape[1])) > 0
    for_all = erase(states, forgotten, rng=seed)
    for_each = erase(states, np.tile(forgotten, (len(states), 1)), rng=seed)
    np.testing.assert_array_equal(for_all, for_each)


@given(data=st.data(), fraction=st.floats(0, 1), value=st.sampled_from([None, -1, 1]))
def test_erase_of_a_fraction_forgets_that_many_units_and_says_which_it_knows(data, fraction, value):
    states = data.draw(nets.pattern_sets())
    size = states.shape[1]
    damaged, known = erase(states, fraction, rng=1, value=value, return_known=True)
    assert ((~known).sum(axis=1) == round(fraction * size)).all()
    assert (damaged == states)[known].all()
    if value is not None:
        assert (damaged[~known] == value).all()
    assert erase(states[0], fraction, rng=1).shape == (size,)


def test_erase_of_a_fraction_chooses_all_units_alike_and_each_state_anew() -> None:
    _, known = erase(np.ones((4000, 10)), 0.3, rng=0, return_known=True)
    often = (~known).sum(axis=0)
    assert (np.abs(often - 1200) < 150).all()  # five standard deviations
    assert len(np.unique(known, axis=0)) == 120  # C(10, 3)


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
    alphabet = letters(ascii_uppercase)
    np.testing.assert_array_equal(letters("CAB"), alphabet[[2, 0, 1]])
    bar = alphabet[7].reshape(8, 8)  # H
    assert (bar == bar[:, ::-1]).all()
    assert (bar[3] == 1).all()


def test_no_two_characters_are_easily_taken_for_each_other() -> None:
    every = letters(ascii_letters + digits)
    assert every.shape == (62, 64)
    assert (distance(every, every) + 64 * np.eye(62) >= 4).all()


def test_a_character_fills_its_square_where_its_kind_does() -> None:
    """Rows and columns of ink: a drawing that slipped by one would stand out in a row of text."""
    for kind, top in ((ascii_uppercase + digits, 0), ("acegmnopqrsuvwxyz", 2), ("bdfhijklt", 0)):
        ink = letters(kind).reshape(-1, 8, 8) == 1
        assert ink[:, top].any(axis=-1).all()
        assert ink[:, -1].any(axis=-1).all()
        assert not ink[:, :top].any()


def test_pictures_are_new_arrays_each_time() -> None:
    pictures()["heart"][:] = 0
    assert (np.abs(pictures()["heart"]) == 1).all()
