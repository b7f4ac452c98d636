"""Mixtures: exact overlaps, ties, stability, melting; and the names of states."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import combinations, product
from math import comb, cosh, tanh

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.special import erf

from hopfield_lessons import (
    classify,
    flip,
    hebbian,
    letters,
    mixture,
    overlap,
    random_patterns,
    recall,
    recall_patterns,
)
from hopfield_lessons._nearest import _by_regression, _every, all_mixtures
from hopfield_lessons.theory import (
    critical_load,
    mixture_critical_load,
    mixture_melting_temperature,
    mixture_overlaps,
    symmetric_mixture_overlap,
)
from tests.kernels import nets


@given(patterns=nets.pattern_sets(), data=st.data())
def test_a_mixture_is_the_sign_of_the_sum(patterns, data):
    coefficients = data.draw(nets.whole(len(patterns)))
    sums = coefficients @ patterns.astype(int)
    if not coefficients.any() or (sums == 0).any():
        with pytest.raises(ValueError, match="coefficients"):
            mixture(patterns, coefficients)
    else:
        state = mixture(patterns, coefficients)
        assert state.dtype == np.int8
        assert (state * sums > 0).all()


def test_ties_are_reported():
    patterns = np.array([[1, 1, 1, 1, 1, 1, 1], [-1, 1, -1, -1, -1, -1, -1]])
    with pytest.raises(ValueError, match=r"zero at 6 of 7 units \(0, 2, 3, 4, 5, …\)"):
        mixture(patterns, [1, 1])
    with pytest.raises(ValueError, match=r"zero at 1 of 7 units \(1\)"):
        mixture(patterns, [-3, 3])


def test_ties_of_decimal_fractions():
    """0.1 + 0.2 - 0.3 is 6e-17 in float64, and a tie in mathematics."""
    patterns = np.array([[1, 1], [1, 1], [-1, 1]])
    with pytest.raises(ValueError, match="zero at 1 of 2"):
        mixture(patterns, [0.1, 0.2, 0.3])
    assert mixture(patterns, [0.1, 0.2, 0.300001]).tolist() == [-1, 1]
    for scale in (1e-310, 1.7e308):  # nothing under- or overflows
        assert mixture(patterns, np.array([0.5, 0.25, 0.5]) * scale).tolist() == [1, 1]


def naive(coefficients):
    """Overlaps and stability over all columns in fractions."""
    columns = list(product([-1, 1], repeat=len(coefficients)))
    sums = [sum(c * x for c, x in zip(coefficients, column, strict=True)) for column in columns]
    signs = [(s > 0) - (s < 0) for s in sums]
    overlaps = [
        Fraction(sum(x[mu] * s for x, s in zip(columns, signs, strict=True)), len(columns))
        for mu in range(len(coefficients))
    ]
    fields = [sum(m * x for m, x in zip(overlaps, column, strict=True)) for column in columns]
    margin = min(h * s for h, s in zip(fields, signs, strict=True))
    return overlaps, Fraction(signs.count(0), len(signs)), margin


@given(coefficients=st.lists(st.integers(-6, 6), min_size=1, max_size=7).filter(any))
def test_mixture_overlaps_in_fractions(coefficients):
    overlaps, ties, margin = naive(coefficients)
    found = mixture_overlaps(coefficients)
    assert found.overlaps.tolist() == [float(m) for m in overlaps]
    assert found.ties == ties
    assert found.energy == -0.5 * float(sum(m * m for m in overlaps))
    if ties:
        assert not found.stable
        assert np.isnan(found.margin)
    else:
        assert found.margin == float(margin)
        assert found.stable == (margin > 0)


def test_the_known_mixtures():
    for parts, energy in ((1, -0.5), (3, -0.375), (5, -0.3515625), (7, -0.341796875)):
        found = mixture_overlaps([1] * parts)
        assert found.stable
        assert (found.overlaps == symmetric_mixture_overlap(parts)).all()
        assert found.energy == energy == -parts * symmetric_mixture_overlap(parts) ** 2 / 2
    assert [symmetric_mixture_overlap(n) for n in (3, 5, 7)] == [1 / 2, 3 / 8, 5 / 16]
    assert -1001 * symmetric_mixture_overlap(1001) ** 2 / 2 == pytest.approx(-1 / np.pi, rel=1e-3)
    asymmetric = mixture_overlaps([2, 2, 1, 1, 1])
    assert asymmetric.overlaps.tolist() == [0.5, 0.5, 0.25, 0.25, 0.25]
    assert asymmetric.stable
    six = mixture_overlaps([5, 2, 2, 2, 2, 2])
    assert six.overlaps.tolist() == [0.625, 0.25, 0.25, 0.25, 0.25, 0.25]
    assert six.stable
    assert six.ties == 0
    even = mixture_overlaps([1, 1, 1, 1])
    assert even.ties == comb(4, 2) / 16
    assert not even.stable


def test_no_ties_are_not_enough():
    """Coefficients must reproduce themselves: of (9, 8, 8, 8) recall makes (3, 1, 1, 1)/4."""
    found = mixture_overlaps([9, 8, 8, 8])
    assert found.ties == 0
    assert found.overlaps.tolist() == [0.75, 0.25, 0.25, 0.25]
    assert not found.stable
    assert mixture_overlaps(found.overlaps).ties > 0  # 3 = 1 + 1 + 1
    one = mixture_overlaps([3, 1, 1])  # no mixture at all, the first pattern outvotes the rest
    assert (one.overlaps.tolist(), one.stable, one.margin) == ([1, 0, 0], True, 1)


def test_overlap_formula_by_enumeration():
    for parts in (1, 3, 5, 7, 9, 11):
        columns = np.array(list(product([-1, 1], repeat=parts)))
        by_hand = (columns[:, 0] * np.sign(columns.sum(axis=1))).mean()
        assert symmetric_mixture_overlap(parts) == by_hand
    assert symmetric_mixture_overlap(100_001) == pytest.approx(np.sqrt(2 / np.pi / 1e5), rel=1e-4)


def test_finite_networks_agree_with_the_limit():
    patterns = random_patterns(6, 20_000, rng=0)
    for coefficients in ([1, -1, 1, 0, 0, 0], [5, 2, 2, -2, 2, 2], [0, 2, 2, 1, 1, 1]):
        state = mixture(patterns, coefficients)
        expected = mixture_overlaps(coefficients)
        assert np.abs(overlap(patterns, state) - expected.overlaps).max() < 5 / np.sqrt(20_000)
        run = recall_patterns(patterns, state, rng=1)
        assert expected.stable
        assert overlap(state, run.state) > 0.99


def test_melting_temperatures():
    assert mixture_melting_temperature(1) == 1
    for parts, printed in ((3, "0.4598"), (5, "0.3847"), (7, "0.3439")):
        assert f"{mixture_melting_temperature(parts):.4f}" == printed


def test_three_melt_where_two_curves_meet():
    """For n = 3 both conditions are closed: T = (tanh y + tanh 3y)/4y = 1/cosh^2 y, y = m/T."""
    y = brentq(lambda y: (tanh(y) + tanh(3 * y)) / (4 * y) - cosh(y) ** -2, 0.5, 2, xtol=1e-14)
    assert mixture_melting_temperature(3) == pytest.approx(cosh(y) ** -2, abs=1e-12)


@pytest.mark.parametrize("parts", [3, 5])
def test_melting_by_the_curvature_of_the_free_energy(parts):
    """An oracle of its own: iterate m at a temperature, then differentiate f numerically."""
    columns = np.array(list(product([-1, 1], repeat=parts)))

    def free_energy(m, temperature):
        return 0.5 * (m**2).sum() - temperature * np.mean(
            np.logaddexp(columns @ m / temperature, -columns @ m / temperature)
        )

    def smallest_curvature(temperature):
        m = symmetric_mixture_overlap(parts)
        for _ in range(2000):
            m = np.mean([c[0] * tanh(m * c.sum() / temperature) for c in columns])
        point, step = np.full(parts, m), 1e-4
        bend = np.zeros(parts)
        bend[:2] = step, -step  # one part grows at another's cost
        return (
            free_energy(point + bend, temperature)
            + free_energy(point - bend, temperature)
            - 2 * free_energy(point, temperature)
        ) / (2 * step**2)

    melting = mixture_melting_temperature(parts)
    assert smallest_curvature(melting - 0.005) > 1e-4
    assert smallest_curvature(melting + 0.005) < -1e-4


def lasts(parts: int, load: float) -> bool:
    """The plain way: from a mixture at load 0 put m and r in, and get the next ones."""
    signs = np.array([sum(column) for column in product([-1, 1], repeat=parts)])
    m, r = symmetric_mixture_overlap(parts), 1.0
    for _ in range(5000):
        x = m * signs / np.sqrt(2 * load * r)
        m = np.mean(signs * erf(x)) / parts
        c = np.sqrt(2 / (np.pi * load * r)) * np.mean(np.exp(-(x**2)))
        if c >= 1 or m < 0.1:
            return False
        r = (1 - c) ** -2
    return True


@pytest.mark.parametrize(("parts", "printed"), [(1, 0.1379), (3, 0.0299), (5, 0.0163)])
def test_mixtures_last_up_to_a_load_and_not_beyond(parts, printed):
    load = mixture_critical_load(parts)
    assert round(load, 4) == printed
    assert lasts(parts, 0.995 * load)
    assert not lasts(parts, 1.005 * load)


def test_one_pattern_is_a_mixture_of_one():
    assert mixture_critical_load(1) == pytest.approx(critical_load(), abs=1e-14)


def test_what_holds_at_one_load_depends_on_the_size():
    """Beyond the load of theory many mixtures of 200 units hold, of 1000 units hardly any."""

    def held(size):
        count = size // 20  # load 0.05
        ends = []
        for seed in range(20):
            patterns = random_patterns(count, size, rng=seed)
            state = mixture(patterns, [1, 1, 1] + [0] * (count - 3))
            ends.append(overlap(state, recall_patterns(patterns, state, rng=seed).state) > 0.95)
        return np.mean(ends)

    assert held(200) > 0.35
    assert held(1000) < 0.25


@pytest.mark.parametrize("size", [201, 500])
def test_names_of_patterns_and_their_reverse(size):
    patterns = random_patterns(9, size, rng=size)
    for mu, pattern in enumerate(patterns):
        kind = classify(patterns, pattern)
        assert (kind.name, kind.patterns, kind.signs, kind.match) == ("pattern", (mu,), (1,), 1)
        assert (kind.overlaps == overlap(patterns, pattern)).all()
        kind = classify(patterns, -pattern)
        assert (kind.name, kind.patterns, kind.signs, kind.match) == ("reversed", (mu,), (-1,), 1)
        assert str(kind) == f"reversed {mu}"


@pytest.mark.parametrize(("count", "size"), [(5, 40), (6, 40), (7, 400), (13, 1000), (25, 2000)])
def test_names_of_mixtures_of_any_odd_number_with_any_signs(count, size):
    rng = np.random.default_rng(count)
    patterns = random_patterns(count, size, rng=rng)
    for parts in range(3, count + 1, 2):
        for _ in range(5):
            chosen = sorted(rng.choice(count, parts, replace=False).tolist())
            signs = rng.choice([-1, 1], parts).tolist()
            coefficients = np.zeros(count)
            coefficients[chosen] = signs
            kind = classify(patterns, mixture(patterns, coefficients))
            assert kind.name == "mixture"
            assert (kind.patterns, kind.signs) == (tuple(chosen), tuple(signs))
            assert kind.match == 1
    assert str(kind).split()[1] == f"{'+' if signs[0] > 0 else '-'}{chosen[0]}"


def test_names_of_mixtures_of_correlated_patterns():
    """Letters overlap so much that a letter outside the mixture may look more like it."""
    patterns = letters("ABCDEFGHIJ")
    named = misled = 0
    for chosen in combinations(range(10), 3):
        coefficients = np.isin(np.arange(10), chosen).astype(int)
        state = mixture(patterns, coefficients)
        largest = np.argsort(-np.abs(overlap(patterns, state)), kind="stable")[:3]
        misled += sorted(largest) != list(chosen)
        kind = classify(patterns, state)
        named += kind.match == 1
        if kind.match == 1:
            assert (mixture(patterns, np.bincount(kind.patterns, kind.signs, 10)) == state).all()
    assert misled > 90
    assert named > 105  # of 120; regression alone finds 102, corrections alone 104


def test_damaged_states_keep_their_name_up_to_the_tolerance():
    patterns = random_patterns(5, 1000, rng=0)
    assert classify(patterns, flip(patterns[1], 0.05, rng=1)).name == "pattern"  # overlap 0.9
    assert classify(patterns, flip(patterns[1], 0.051, rng=1)).name == "other"
    assert classify(patterns, flip(patterns[1], 0.1, rng=1), tolerance=0.8).name == "pattern"
    assert classify(patterns, flip(patterns[1], 0.001, rng=1), tolerance=1).name == "other"
    three = mixture(patterns, [1, 0, 1, -1, 0])
    assert classify(patterns, flip(three, 0.025, rng=1)).patterns == (0, 2, 3)  # overlap 0.95
    assert classify(patterns, flip(three, 0.026, rng=1)).name == "other"


def test_asymmetric_mixtures_and_noise_have_no_name():
    patterns = random_patterns(6, 2000, rng=0)
    for coefficients in ([2, 2, 1, 1, 1, 0], [5, 2, 2, 2, 2, 2]):
        kind = classify(patterns, mixture(patterns, coefficients))
        assert kind.name == "other"
        assert (kind.patterns, kind.signs, str(kind)) == ((), (), "other")
    assert classify(patterns, mixture(patterns, [2, 2, 1, 1, 1, 0])).match == pytest.approx(
        0.875, abs=0.03
    )
    kinds = classify(patterns, random_patterns(50, 2000, rng=1))
    assert {kind.name for kind in kinds} == {"other"}
    assert all(np.abs(kind.overlaps).max() < 0.2 for kind in kinds)


def test_regression_finds_what_all_combinations_find():
    """For a few patterns both searches run: on mixtures, damaged ones, and ends of recall."""
    rng = np.random.default_rng(3)
    patterns = random_patterns(6, 120, rng=rng)
    pure = np.array([mixture(patterns, c) for c in all_mixtures(6)])
    ends = recall(hebbian(patterns), random_patterns(100, 120, rng=rng), rng=rng).state
    states = np.concatenate([pure, -flip(pure, 0.03, rng=rng), ends])
    for (every, best), (found, match) in zip(
        _every(patterns, states), _by_regression(patterns, states), strict=True
    ):
        assert match <= best
        if best > 0.9:
            assert match == best
            assert (found == every).all()


def test_all_mixtures_are_as_many_as_the_formula_says():
    for count in range(1, 7):
        rows = all_mixtures(count)
        assert 2 * len(rows) == (3**count - (-1) ** count) / 2
        assert len({tuple(r) for r in [*rows.tolist(), *(-rows).tolist()]}) == 2 * len(rows)
        assert (np.abs(rows).sum(axis=1) % 2 == 1).all()


def test_more_patterns_than_units_and_equal_patterns():
    patterns = random_patterns(12, 6, rng=0)
    for pattern in patterns:
        kind = classify(patterns, pattern)
        assert kind.name in ("pattern", "reversed")
        assert kind.match == 1
    twice = np.repeat(random_patterns(4, 50, rng=1), 2, axis=0)
    assert classify(twice, twice[5]).name == "pattern"


@pytest.mark.parametrize("count", [1, 2, 5])  # up to six patterns all mixtures are compared
@pytest.mark.parametrize("damage", [0, 0.02])
def test_where_negatives_are_stored_too_a_pattern_is_itself(count, damage):
    half = random_patterns(count, 100, rng=count)
    for patterns in (np.vstack([half, -half]), np.vstack([-half, half])):
        for mu, state in enumerate(flip(patterns, damage, rng=1)):
            kind = classify(patterns, state)
            assert (kind.name, kind.patterns, kind.signs) == ("pattern", (mu,), (1,))
            assert kind.match == kind.overlaps[mu]


@pytest.mark.parametrize("count", [5, 20])
def test_a_thousand_random_starts_are_named_in_a_second(count):
    patterns = random_patterns(count, 200, rng=1)
    ends = recall_patterns(patterns, random_patterns(1000, 200, rng=2), rng=3).state
    begin = time.process_time()
    kinds = classify(patterns, ends)
    assert time.process_time() - begin < 1
    names = [kind.name for kind in kinds]
    assert len(kinds) == 1000
    # E is even, so a pattern and its reverse are reached equally often.
    difference = names.count("pattern") - names.count("reversed")
    assert abs(difference) < 4 * np.sqrt(names.count("pattern") + names.count("reversed"))
    assert names.count("pattern") > 0
    if count == 5:
        assert names.count("mixture") > 0
    for kind, end in zip(kinds, ends, strict=True):
        if kind.name != "other":
            pure = mixture(patterns, np.bincount(kind.patterns, kind.signs, count))
            assert kind.match == overlap(pure, end)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda x: mixture(x, [1, 1]), ValueError, "one for each pattern"),
        (lambda x: mixture(x, [[1, 1, 1]]), ValueError, "shape"),
        (lambda x: mixture(x, [0, 0, 0]), ValueError, "not zero"),
        (lambda x: mixture(x, [1, np.nan, 0]), ValueError, "finite"),
        (lambda x: mixture(x, "abc"), TypeError, "coefficients"),
        (lambda x: mixture(x[0], [1]), ValueError, "patterns"),
        (lambda _: mixture_overlaps([]), (TypeError, ValueError), "coefficients"),
        (lambda _: mixture_overlaps([1] * 25), ValueError, "25"),
        (lambda _: symmetric_mixture_overlap(4), ValueError, "odd"),
        (lambda _: symmetric_mixture_overlap(3.0), TypeError, "whole"),
        (lambda _: mixture_melting_temperature(-1), ValueError, "at least 1"),
        (lambda _: mixture_melting_temperature(1001), ValueError, "999"),
        (lambda _: mixture_critical_load(1001), ValueError, "999"),
        (lambda x: classify(x, [1, -1]), ValueError, "state"),
        (lambda x: classify(x, x[0], tolerance=0), ValueError, "above 0"),
        (lambda x: classify(x, x[0], tolerance=1.5), ValueError, "tolerance"),
        (lambda x: classify(x, x[0], tolerance=None), TypeError, "tolerance"),
        (lambda x: classify(x, x[0] * 0), ValueError, "state"),
    ],
)
def test_bad_input(call, error, message):
    patterns = random_patterns(3, 9, rng=0)
    before = patterns.copy()
    with pytest.raises(error, match=message):
        call(patterns)
    assert (patterns == before).all()
