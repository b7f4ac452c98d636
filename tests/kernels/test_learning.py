"""Better learning rules: plain loops, theorems, linear programs."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from hopfield_lessons import (
    centred,
    energy,
    hebbian,
    letters,
    local_field,
    overlap,
    pseudo_inverse,
    random_patterns,
    recall,
    spins_from_bits,
    to_bits,
    to_spins,
)
from hopfield_lessons.fields import stability
from hopfield_lessons.rules import covariance, perceptron, sequence
from hopfield_lessons.unlearning import unlearn
from tests.kernels import nets, oracle

# --- stability ----------------------------------------------------------------------------------


@given(weights=nets.symmetric(least_diagonal=-2, largest=6), data=st.data())
def test_stability_by_the_definition(weights, data):
    size = len(weights)
    patterns, field = data.draw(nets.spins((3, size))), data.draw(nets.whole(size))
    held = stability(weights, patterns, external_field=field)
    relative = stability(weights, patterns, external_field=field, normalised=True)
    for mu, i in product(range(3), range(size)):
        h = sum(weights[i, j] * patterns[mu, j] for j in range(size)) + field[i]
        assert held[mu, i] == patterns[mu, i] * h
        length = sum(weights[i, j] ** 2 for j in range(size)) ** 0.5
        expected = patterns[mu, i] * h / length if length else 0.0
        assert relative[mu, i] == pytest.approx(expected)


def test_a_tie_has_no_stability_and_a_scale_changes_nothing():
    patterns = random_patterns(4, 6, rng=3)
    whole = patterns.astype(int).T @ patterns - 4 * np.eye(6, dtype=int)
    held = stability(hebbian(patterns), patterns)
    assert ((held == 0) == (patterns * (patterns @ whole) == 0)).all()
    assert (held == 0).any()
    once, more = (
        stability(weights, patterns, normalised=True)
        for weights in (hebbian(patterns), hebbian(patterns) * 1e200)
    )
    np.testing.assert_allclose(once, more, rtol=1e-12)


# --- perceptron ---------------------------------------------------------------------------------


def by_hand(patterns, margin, symmetric, max_epochs, seed):
    """Unit after unit, in whole numbers; of one pattern, all units look before any learns."""
    rng = np.random.default_rng(seed)
    xi = patterns.astype(int)
    size = xi.shape[1]
    whole = [[0] * size for _ in range(size)]
    errors = []
    while len(errors) < max_epochs and (not errors or errors[-1]):
        errors.append(0)
        for pattern in xi[rng.permutation(len(xi))]:
            wrong = []
            for i in range(size):
                held = pattern[i] * sum(whole[i][j] * pattern[j] for j in range(size))
                square = sum(w * w for w in whole[i])
                if held <= 0 or held**2 <= Fraction(margin) ** 2 * square:
                    wrong.append(i)
            for i in wrong:
                for j in set(range(size)) - {i}:
                    whole[i][j] += int(pattern[i] * pattern[j])
                    if symmetric:
                        whole[j][i] += int(pattern[i] * pattern[j])
            errors[-1] += len(wrong)
    return np.array(whole), errors


@pytest.mark.parametrize("seed", range(40))
def test_the_perceptron_is_the_plain_loop(seed):
    rng = np.random.default_rng(seed)
    count, size = int(rng.integers(1, 9)), int(rng.integers(2, 9))
    patterns = random_patterns(count, size, rng=rng)
    margin = float(rng.choice([0.0, 0.25, 1.0]))  # nothing exceeds sqrt(N - 1): some never end
    learned = perceptron(patterns, margin=margin, symmetric=bool(seed % 2), max_epochs=12, rng=seed)
    whole, errors = by_hand(patterns, margin, bool(seed % 2), 12, seed)
    np.testing.assert_array_equal(learned.weights, whole / size)
    assert learned.errors.tolist() == errors
    assert learned.epochs == len(errors)
    assert learned.converged == (errors[-1] == 0)
    if learned.converged:
        held = stability(learned.weights, patterns)
        assert (held > 0).all()
        relative = stability(learned.weights, patterns, normalised=True)
        assert (relative > margin - 1e-12).all()


def largest_box_margin(inputs: np.ndarray, outputs: np.ndarray) -> tuple[float, np.ndarray]:
    """The w with |w_j| <= 1 and the largest smallest y (w . x), by a linear program."""
    count, size = inputs.shape
    rows = np.hstack([-inputs * outputs[:, None], np.ones((count, 1))])
    found = linprog(
        [0.0] * size + [-1.0],
        A_ub=rows,
        b_ub=np.zeros(count),
        bounds=[(-1, 1)] * size + [(None, None)],
    )
    return -found.fun, found.x[:size]


@pytest.mark.parametrize("seed", range(3))
def test_the_perceptron_ends_where_a_linear_program_finds_weights_and_as_soon_as_it_must(seed):
    """At most (R/kappa)^2 errors a row, for the kappa of any weights that do it (Novikoff)."""
    patterns = random_patterns(24, 20, rng=seed)
    bound, can = 0.0, True
    for unit in range(20):
        inputs = np.delete(patterns, unit, axis=1).astype(float)
        margin, w = largest_box_margin(inputs, patterns[:, unit].astype(float))
        can = can and margin > 1e-9
        if can:
            bound += 19 / (margin / np.linalg.norm(w)) ** 2
    assert can
    learned = perceptron(patterns, rng=seed, max_epochs=20_000)
    assert learned.converged
    assert learned.errors.sum() <= bound


def test_what_no_linear_program_can_is_not_learned():
    """One of 40 units is asked too much by 60 patterns."""
    patterns = random_patterns(60, 40, rng=1)
    margins = [
        largest_box_margin(
            np.delete(patterns, unit, axis=1).astype(float), patterns[:, unit].astype(float)
        )[0]
        for unit in range(40)
    ]
    assert np.sum(np.array(margins) < 1e-9) == 1
    assert not perceptron(patterns, rng=0, max_epochs=300).converged


def test_what_nobody_can_learn_is_not_learned():
    """Unit 0 is to differ between two patterns that are the same elsewhere."""
    patterns = [[1, 1, -1, 1], [-1, 1, -1, 1]]
    learned = perceptron(patterns, rng=0, max_epochs=50)
    assert not learned.converged
    assert learned.epochs == 50
    assert (learned.errors > 0).all()


def test_a_first_pattern_is_learned_by_hebbs_rule():
    pattern = random_patterns(1, 9, rng=0)
    for symmetric in (False, True):
        weights = perceptron(pattern, symmetric=symmetric, rng=0).weights
        np.testing.assert_array_equal(weights, hebbian(pattern) * (1 + symmetric))


def test_more_patterns_than_units_are_stable_with_and_without_symmetry():
    """Beyond the pseudo-inverse's N, and so far beyond Hebb's limit; symmetric ones have E."""
    patterns = random_patterns(50, 40, rng=1)
    learned = perceptron(patterns, rng=2)
    assert learned.converged
    assert (recall(learned.weights, patterns, energies=False, rng=0).flips == 0).all()
    assert (learned.weights != learned.weights.T).any()
    patterns = random_patterns(34, 30, rng=1)
    mutual = perceptron(patterns, symmetric=True, rng=2)
    assert mutual.converged
    run = recall(mutual.weights, patterns, rng=0)
    assert (run.flips == 0).all()
    np.testing.assert_array_equal(mutual.weights, mutual.weights.T)


def test_a_margin_repairs_more():
    patterns = random_patterns(24, 60, rng=3)
    damaged = patterns.copy()
    damaged[:, :9] *= -1
    shares = []
    for margin in (0.0, 0.6):
        learned = perceptron(patterns, margin=margin, rng=4)
        assert learned.converged
        ends = recall(learned.weights, damaged, energies=False, rng=5, max_sweeps=100).state
        shares.append(np.diagonal(overlap(patterns, ends)).mean())
    assert shares[1] > shares[0] + 0.2


# --- the pseudo-inverse -------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_energies_and_stabilities_under_the_pseudo_inverse(seed):
    """With the diagonal -N/2 and 1; without it -(N - P)/2 and 1 - w_ii; the trace is P."""
    count, size = 7, 20
    patterns = random_patterns(count, size, rng=seed)
    kept, bare = pseudo_inverse(patterns, keep_diagonal=True), pseudo_inverse(patterns)
    assert np.trace(kept) == pytest.approx(count)
    np.testing.assert_allclose(stability(kept, patterns), 1, atol=1e-12)
    np.testing.assert_allclose(energy(kept, patterns), -size / 2)
    held = np.broadcast_to(1 - np.diagonal(kept), patterns.shape)
    np.testing.assert_allclose(stability(bare, patterns), held, atol=1e-12)
    np.testing.assert_allclose(energy(bare, patterns), -(size - count) / 2)


def test_adaline_from_zero_comes_to_the_pseudo_inverse():
    """Gradient descent on sum_mu |w xi - xi|^2, the local form of the rule."""
    patterns = random_patterns(5, 16, rng=0)
    xi, w = patterns.astype(float), np.zeros((16, 16))
    for _ in range(4000):
        w += 0.02 / 16 * 5 * (xi - xi @ w.T).T @ xi
    np.testing.assert_allclose(w, pseudo_inverse(patterns, keep_diagonal=True), atol=1e-8)


# --- covariance ---------------------------------------------------------------------------------


@given(data=st.data(), activity=st.sampled_from([0.1, 0.25, 0.5]))
def test_covariance_is_the_formula_in_fractions(data, activity):
    bits = data.draw(nets.whole((data.draw(st.integers(1, 4)), 5), 0, 1))
    a = Fraction(activity)
    weights = covariance(bits, activity=activity)
    for i, j in product(range(5), repeat=2):
        total = sum((int(n[i]) - a) * (int(n[j]) - a) for n in bits) if i != j else 0
        assert weights[i, j] == pytest.approx(float(total / (5 * a * (1 - a))), abs=1e-13)


def test_bits_of_half_activity_are_spins():
    """a = 1/2: n - a = s/2 and a (1 - a) = 1/4, so that T is Hebb's w."""
    bits = to_bits(random_patterns(4, 10, rng=0))
    np.testing.assert_allclose(covariance(bits, activity=0.5), hebbian(to_spins(bits)), atol=1e-15)


def test_fields_of_a_pattern_have_a_gap_of_one():
    """1 - a at the ones and -a at the zeros, but for what w_ii would have added."""
    size, ones = 200, 10
    a = ones / size
    bits = np.repeat([1, 0], [ones, size - ones])
    fields = covariance([bits], activity=a) @ bits
    expected = (bits - a) - bits * (bits - a) ** 2 / (size * a * (1 - a))
    np.testing.assert_allclose(fields, expected, atol=1e-12)


def test_few_ones_fit_where_hebb_loses_them():
    """P = N/4 with 5 % ones: all stable with a threshold above the middle, none under Hebb."""
    rng = np.random.default_rng(0)
    bits = rng.permuted(np.tile(np.repeat([1, 0], [20, 380]), (100, 1)), axis=1)
    weights, field = spins_from_bits(covariance(bits, activity=0.05), thresholds=0.6)
    patterns = to_spins(bits)
    assert (stability(weights, patterns, external_field=field) > 0).all(axis=1).mean() > 0.8
    assert not (stability(hebbian(patterns), patterns) > 0).all(axis=1).any()


def test_a_common_bias_is_cured_by_centring_and_a_correlation_is_not():
    """Night photographs, nearly all dark, beside letters, of which half the pixels are dark."""
    rng = np.random.default_rng(1)
    dark = np.where(rng.random((12, 200)) < 0.15, 1, -1)
    weights, field = centred(dark)
    run = recall(weights, dark, external_field=field, rng=0)
    assert np.diagonal(overlap(dark, run.state)).min() > 0.95
    assert np.diagonal(overlap(dark, recall(hebbian(dark), dark, rng=0).state)).mean() < 0.9
    alike = letters("HOPFIE")
    assert abs(alike.mean()) < 0.2

    def share(weights: np.ndarray, field: Any = 0.0) -> float:
        held = stability(weights, alike, external_field=field)
        return float((held > 0).all(axis=1).mean())

    assert share(hebbian(alike)) < 0.7
    assert share(pseudo_inverse(alike)) == 1.0


# --- sequences ----------------------------------------------------------------------------------


@given(patterns=nets.pattern_sets(largest=6), cyclic=st.booleans())
def test_sequence_is_the_formula(patterns, cyclic):
    count, size = patterns.shape
    if not cyclic and count < 2:
        return
    steps = [(mu, (mu + 1) % count) for mu in range(count if cyclic else count - 1)]
    weights = sequence(patterns, cyclic=cyclic)
    for i, j in product(range(size), repeat=2):
        total = sum(int(patterns[after, i]) * int(patterns[mu, j]) for mu, after in steps)
        assert weights[i, j] == (total / size if i != j else 0)


def test_a_sequence_is_played_all_at_once_and_not_one_by_one():
    patterns = random_patterns(5, 300, rng=2)
    run = recall(sequence(patterns), patterns[2], update="synchronous", record=True)
    assert run.period == 5
    np.testing.assert_array_equal(run.trajectory()[:5], np.roll(patterns, -2, axis=0))
    slow = recall(
        sequence(patterns), patterns[2], energies=False, rng=0, max_sweeps=30, record=True
    )
    later = np.abs(overlap(patterns, slow.trajectory()[5:])).max(axis=1)
    assert (later < 0.95).mean() > 0.9


def test_what_ends_a_sequence_leads_nowhere():
    patterns = random_patterns(4, 400, rng=0)
    weights = sequence(patterns, cyclic=False)
    for now, after in pairwise(patterns):
        assert (np.sign(local_field(weights, now)) == after).mean() > 0.99
    assert np.abs(local_field(weights, patterns[-1])).mean() < 0.2


# --- unlearning ---------------------------------------------------------------------------------


@pytest.mark.parametrize("together", [1, 3])
@pytest.mark.parametrize("seed", range(6))
def test_unlearning_is_the_plain_loop(seed, together):
    """Weights in hundredths of 1/N, so that the loop can be exact."""
    size, dreams = 7, 7
    weights = hebbian(random_patterns(3, size, rng=seed)) + (seed % 2) * np.eye(size) / size
    rng, left, present = np.random.default_rng(seed), dreams, weights.copy()
    while left:
        starts = random_patterns(min(left, together), size, rng=rng)
        states = recall(present, starts, rng=rng, energies=False).state
        for start, state in zip(starts, states, strict=True):  # an end, downhill from the start
            h = oracle.exact(present, 100 * size) @ np.array(state.tolist(), dtype=object)
            assert all(s * x >= 0 for s, x in zip(state.tolist(), h, strict=True))
            low, high = (
                oracle.energy(oracle.exact(present, 100 * size), np.zeros(size, int), s)
                for s in (state.tolist(), start.tolist())
            )
            assert low <= high
        for state in states:
            for i, j in product(range(size), repeat=2):
                if i != j:
                    present[i, j] -= 0.04 / size * state[i] * state[j]
        left -= len(starts)
    found = unlearn(weights, dreams=dreams, strength=0.04, together=together, rng=seed)
    np.testing.assert_allclose(found, present, atol=1e-12)


def test_there_is_a_dose():
    """Some dreams make room for the patterns, and too many destroy them."""
    patterns = random_patterns(12, 60, rng=0)
    weights = hebbian(patterns)

    def stable(dreams: int) -> float:
        dreamt = unlearn(weights, dreams=dreams, strength=0.02, together=10, rng=1)
        return float((stability(dreamt, patterns) > 0).all(axis=1).mean())

    assert stable(0) < 0.5
    assert stable(200) > 0.9
    assert stable(800) < 0.1


def test_dreams_that_weigh_nothing_change_nothing():
    weights = hebbian(random_patterns(3, 9, rng=0), keep_diagonal=True)
    np.testing.assert_array_equal(unlearn(weights, dreams=0, rng=0), weights)
    np.testing.assert_array_equal(unlearn(weights, dreams=4, strength=0, rng=0), weights)
    dreamt = unlearn(weights, dreams=4, rng=0)
    np.testing.assert_array_equal(np.diagonal(dreamt), np.diagonal(weights))
    np.testing.assert_array_equal(dreamt, dreamt.T)
