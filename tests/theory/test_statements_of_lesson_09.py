"""What lesson 09 says beside its cells, each by another way."""

import math

import numpy as np
import pytest
from scipy import optimize, special

import hopfield_lessons as hl
from hopfield_lessons.rules import covariance, sequence
from hopfield_lessons.theory import gardner_load


def largest_margin(signed: np.ndarray) -> float:
    """Of a unit with these inputs, each times its answer: the least distance from a plane.

    Lawson and Hanson: the shortest w with signed @ w >= 1 comes out of one problem of least
    squares without negative numbers.
    """
    system = np.vstack([signed.T, np.ones(len(signed))])
    goal = np.append(np.zeros(signed.shape[1]), 1.0)
    found, _ = optimize.nnls(system, goal, maxiter=20_000)
    left = system @ found - goal
    shortest = -left[:-1] / left[-1]
    assert (signed @ shortest > 1 - 1e-6).all()
    return float(1 / np.linalg.norm(shortest))


@pytest.mark.parametrize("load", [0.5, 1.0])
def test_the_best_margin_of_all_weights_is_gardners(load: float) -> None:
    """By the exact optimum of units with 200 inputs, for random patterns."""
    best = optimize.brentq(lambda margin: gardner_load(margin) - load, 0, 5)
    rng = np.random.default_rng(200)
    found = [
        largest_margin(hl.random_patterns(round(load * 200), 200, rng=rng).astype(float))
        for _ in range(40)
    ]
    error = np.std(found, ddof=1) / math.sqrt(len(found))
    assert error < 0.02
    assert np.mean(found) == pytest.approx(best, abs=3 * error)


@pytest.mark.parametrize("load", [0.1, 0.3, 0.5, 0.8])
def test_the_perceptrons_margin_is_below_gardners(load: float) -> None:
    """What the lesson asks for, 0.6 of it, can be had."""
    best = optimize.brentq(lambda margin: gardner_load(margin) - load, 0, 8)
    patterns = hl.random_patterns(round(100 * load), 100, rng=3)
    learned = hl.rules.perceptron(patterns, margin=0.6 * best, rng=4)
    assert learned.converged
    held = hl.fields.stability(learned.weights, patterns, normalised=True).min()
    assert 0.6 * best < held < 1.15 * best


@pytest.mark.parametrize(("activity", "load"), [(0.05, 0.5), (0.2, 0.3), (0.5, 0.1)])
def test_noise_of_the_covariance_rule(activity: float, load: float) -> None:
    """Its standard deviation is √(αa), for bits that are drawn one by one."""
    size, spreads = 800, []
    for seed in range(5):
        bits = (np.random.default_rng(seed).random((round(load * size), size)) < activity) * 1
        fields = bits @ covariance(bits, activity=activity).T
        gap = bits.mean(axis=1, keepdims=True)  # a pattern with more ones has larger signals
        signal = (bits - activity) * (1 - activity) * gap / (activity * (1 - activity))
        spreads.append((fields - signal).std())
    assert np.mean(spreads) == pytest.approx(math.sqrt(load * activity), rel=0.05)


def test_a_bias_pushes_every_unit_by_p_b_cubed_to_the_majority() -> None:
    """And all overlaps are about b²."""
    count, size, bias = 12, 4000, 0.6
    bits = np.random.default_rng(0).random((count, size)) < (1 + bias) / 2
    patterns = np.where(bits, 1, -1)
    others = hl.overlap(patterns, patterns)[np.triu_indices(count, 1)]
    assert np.abs(others - bias**2).max() < 5 / math.sqrt(size)
    push = patterns @ hl.hebbian(patterns) - patterns  # the field less the signal
    assert push.mean() == pytest.approx((count - 1) * bias**3, rel=0.05)
    assert hl.fields.stability(hl.hebbian(patterns), patterns)[~bits].mean() < 0  # the minority


def test_only_the_symmetric_half_of_the_weights_counts_in_the_energy() -> None:
    rng = np.random.default_rng(0)
    weights, states = rng.normal(size=(6, 6)), hl.random_patterns(9, 6, rng=rng)
    plain = [
        -0.5 * sum(weights[i, j] * s[i] * s[j] for i in range(6) for j in range(6)) for s in states
    ]
    np.testing.assert_allclose(hl.energy((weights + weights.T) / 2, states), plain)


def largest_load(feedback: float) -> float:
    """At T = 0, where the state repeats the mean noise with this power of 1 - C or 1 - C²."""

    def load(x: float) -> float:
        m = special.erf(x)
        c = 2 * x / math.sqrt(math.pi) * math.exp(-x * x) / m
        return float(m**2 / (2 * x * x) * ((1 - c) ** 2 if feedback == 1 else 1 - c**2))

    return -float(
        optimize.minimize_scalar(lambda x: -load(x), bounds=(0.5, 4), method="bounded").fun
    )


def test_a_ring_holds_twice_as_much_as_hebbs_rule() -> None:
    """Noise adds up over the steps as 1 + C² + C⁴ …, since each step meets another pattern.

    In a resting memory it meets the same one again, and 1/(1 - C)² comes out: lesson 07.
    """
    assert largest_load(1) == pytest.approx(hl.theory.critical_load(), abs=1e-6)
    assert largest_load(2) == pytest.approx(0.269, abs=5e-4)


def test_a_ring_is_played_below_its_largest_load_and_lost_above() -> None:
    heard = {}
    for load in (0.2, 0.34):
        size = 1500
        tune = hl.random_patterns(round(load * size), size, rng=1)
        weights = hl.prepare(sequence(tune))
        state = tune[0]
        for step in range(40):
            state = hl.recall(
                weights, state, update="synchronous", max_sweeps=1, energies=False, rng=step
            ).state
        heard[load] = hl.overlap(tune[40], state)
    assert heard[0.2] > 0.9 > 0.3 > heard[0.34]


def test_one_flipped_unit_beside_the_last_pattern_that_fits() -> None:
    """P = N - 1 under the pseudo-inverse: hardly ever repaired, at load ½ always."""
    shares = {}
    for count in (30, 59):
        healed = []
        for seed in range(8):
            patterns = hl.random_patterns(count, 60, rng=seed)
            starts = hl.flip(patterns, 1 / 60, rng=seed)
            run = hl.recall(hl.pseudo_inverse(patterns), starts, rng=seed)
            healed.append((run.state == patterns).all(axis=1).mean())
        shares[count] = np.mean(healed)
    assert shares[30] > 0.97
    assert shares[59] < 0.2
