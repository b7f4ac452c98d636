"""Recall curves against plain loops."""

from __future__ import annotations

import math

import numpy as np
import pytest

from hopfield_lessons import (
    centred,
    flip,
    hebbian,
    letters,
    pseudo_inverse,
    random_patterns,
    recall,
    recall_curve,
)

PATTERNS = letters("HOPFI")


@pytest.mark.parametrize("rule", [None, hebbian, pseudo_inverse, centred])
def test_a_curve_is_a_plain_loop(rule):
    found = recall_curve(PATTERNS, flipped=[0.1, 0.3], rule=rule, rng=3, tries=4)
    made = (rule or hebbian)(PATTERNS)
    weights, field = made if isinstance(made, tuple) else (made, 0.0)
    entropy = int(np.random.default_rng(3).integers(2**63))
    for row, number in enumerate((6, 19)):  # of 64 units
        rng = np.random.default_rng(np.random.SeedSequence(entropy, spawn_key=(number,)))
        goals = [xi for xi in PATTERNS for _ in range(4)]
        starts = flip(goals, count=number, rng=rng)
        ends = recall(weights, starts, external_field=field, rng=rng).state.astype(int)
        agreement = [
            [ends[4 * mu + k] @ xi / 64 for k in range(4)] for mu, xi in enumerate(PATTERNS)
        ]
        assert found.flipped[row] == number / 64
        assert found.samples[row].tolist() == agreement
        assert found.overlap[row] == pytest.approx(np.mean(agreement))
        assert found.perfect[row] == pytest.approx(np.mean(np.array(agreement) == 1))
        assert found.recalled(0.8)[row] == np.mean(np.array(agreement) >= 0.8)
    assert len(found) == 2


def test_the_error_is_the_spread_over_other_draws_of_the_damage():
    """The patterns stay: their differences are no error."""
    options = {"flipped": 0.25, "rule": pseudo_inverse}
    means = [recall_curve(PATTERNS, rng=seed, tries=20, **options) for seed in range(40)]
    spread = np.std([curve.overlap[0] for curve in means], ddof=1)
    assert np.mean([curve.error[0] for curve in means]) == pytest.approx(spread, rel=0.3)
    shares = np.std([curve.perfect[0] for curve in means], ddof=1)
    assert np.mean([curve.perfect_error[0] for curve in means]) == pytest.approx(shares, rel=0.3)


def test_more_damage_leaves_the_rest_as_it_was():
    few = recall_curve(PATTERNS, flipped=0.2, rng=5)
    many = recall_curve(PATTERNS, flipped=[0, 0.2, 0.4], rng=5)
    np.testing.assert_array_equal(few.samples[0], many.samples[1])


def test_one_try_has_no_error_and_no_damage_is_perfect():
    pattern = random_patterns(1, 50, rng=0)
    curve = recall_curve(pattern, flipped=[0, 0.6], rng=0, tries=1)
    assert curve.overlap.tolist() == [1, -1]  # beyond one half the negative is found
    assert all(map(math.isnan, curve.error))
    assert "0.600  -1.0000 ± nan" in str(curve)
