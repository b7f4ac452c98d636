"""Learning rules: what each puts into the weights, beside plain loops on exact numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hopfield_lessons import (
    centred,
    hebbian,
    local_field,
    overlap,
    random_patterns,
    recall,
)
from hopfield_lessons.rules import palimpsest
from tests.kernels import nets


def exact(patterns: np.ndarray) -> np.ndarray:
    return np.vectorize(Fraction)(patterns.astype(object))


@given(patterns=nets.pattern_sets())
def test_a_kept_diagonal_is_the_load(patterns):
    kept = hebbian(patterns, keep_diagonal=True)
    load = len(patterns) / patterns.shape[1]
    np.testing.assert_array_equal(kept, hebbian(patterns) + load * np.eye(len(kept)))


# ---- centred


@given(patterns=nets.pattern_sets(largest=7))
def test_centred_weights_and_field_are_the_formula_in_fractions(patterns):
    xi = exact(patterns)
    count, size = xi.shape
    mean = sum(xi) / count
    deviation = xi - mean
    weights, field = centred(patterns)
    for i, j in product(range(size), repeat=2):
        w = sum(deviation[:, i] * deviation[:, j]) / size if i != j else Fraction(0)
        assert weights[i, j] == float(w)
    for i in range(size):
        terms = deviation[:, i, None] * deviation * mean
        b = mean[i] / 2 - sum(terms[:, j].sum() for j in range(size) if j != i) / size
        assert field[i] == float(b)


@given(data=st.data())
def test_a_tie_of_centred_weights_is_a_tie(data):
    """h_i = sum_j w_ij (s_j - mean_j) + mean_i / 2, in fractions, has the sign of the field."""
    patterns = data.draw(nets.pattern_sets())
    count, size = patterns.shape
    state = data.draw(nets.spins(size))
    xi = exact(patterns)
    mean = sum(xi) / count
    deviation = xi - mean
    weights, b = centred(patterns)
    fields = local_field(weights, state, external_field=b)
    for i in range(size):
        others = [j for j in range(size) if j != i]
        h = mean[i] / 2 + sum(
            (deviation[:, i] * deviation[:, j]).sum() * (state[j] - mean[j]) / size for j in others
        )
        assert np.sign(fields[i]) == (h > 0) - (h < 0)


def test_a_single_centred_pattern_is_all_that_is_left():
    pattern = random_patterns(1, 20, rng=0)
    weights, field = centred(pattern)
    assert not weights.any()
    np.testing.assert_array_equal(field, pattern[0] / 2)


# ---- one pattern after another


@given(patterns=nets.pattern_sets(most=9), limit=st.integers(1, 4))
def test_bounded_weights_are_clipped_after_each_pattern(patterns, limit):
    size = patterns.shape[1]
    naive = np.zeros((size, size))
    for i, j in product(range(size), repeat=2):
        for xi in patterns:
            if i != j:
                naive[i, j] = min(limit, max(-limit, naive[i, j] + int(xi[i]) * int(xi[j])))
    np.testing.assert_array_equal(palimpsest(patterns, limit=limit), naive / size)


@pytest.mark.parametrize("limit", [100, 1000])
def test_a_bound_that_nothing_reaches_changes_nothing(limit):
    patterns = random_patterns(100, 70, rng=1)
    np.testing.assert_array_equal(palimpsest(patterns, limit=limit), hebbian(patterns))


@pytest.mark.long
def test_a_palimpsest_keeps_the_last_and_loses_the_first():
    patterns = random_patterns(300, 400, rng=2)
    run = recall(palimpsest(patterns, limit=8), patterns, rng=3)
    own = np.diagonal(overlap(patterns, run.state))
    assert (own[-5:] > 0.95).all()
    assert own[:100].mean() < 0.5
    forgotten = recall(hebbian(patterns), patterns[-5:], rng=3).state
    assert np.diagonal(overlap(patterns[-5:], forgotten)).mean() < 0.5
