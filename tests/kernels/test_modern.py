"""Dense memories and softmax retrieval beside plain loops, exact counts and finite differences."""

from __future__ import annotations

import itertools
import math
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import softmax
from scipy.stats import norm

import hopfield_lessons as hl
from hopfield_lessons.modern import (
    attention,
    dense_capacity,
    dense_energy,
    dense_error,
    dense_recall,
    merge_beta,
    retrieval_bound,
    separation,
    softmax_energy,
    softmax_retrieve,
    softmax_weights,
)
from tests.kernels import oracle

SHAPES = [(2, False), (3, False), (4, False), (3, True), (2, True), (40, False), ("exp", False)]


def well(x: int, power: Any, rectified: bool) -> Any:
    """F(x): whole numbers, or 60 digits of an exponential."""
    if power == "exp":
        return Decimal(x).exp()
    return 0 if rectified and x < 0 else x**power


def loop_energy(patterns: Any, s: list[int], power: Any, rectified: bool) -> Any:
    return -sum(
        well(sum(int(a) * b for a, b in zip(xi, s, strict=True)), power, rectified)
        for xi in patterns
    )


def plain_loop(
    patterns: Any, state: Any, power: Any, rectified: bool, ties: str, seed: int, order: Any
) -> list[int]:
    """Visit the units one by one and compare two energies of the whole network, exactly."""
    rng = np.random.default_rng(seed)
    s = [int(x) for x in state]
    with localcontext() as context:
        context.prec = 60
        for _ in range(50):
            before = list(s)
            for i in oracle.orders(order, len(s), rng):
                up, down = ([*s[:i], x, *s[i + 1 :]] for x in (1, -1))
                gain = loop_energy(patterns, down, power, rectified)
                gain -= loop_energy(patterns, up, power, rectified)
                if abs(gain) < Decimal(10) ** -40:  # two sums of the same exponentials
                    gain = 0
                s[i] = oracle.new_spin(gain, s[i], ties, 0)
            if s == before:
                return s
    return s


@pytest.mark.parametrize(("power", "rectified"), SHAPES)
@pytest.mark.parametrize("ties", ["keep", "plus"])
@pytest.mark.parametrize("order", ["random", "sequential"])
def test_recall_compares_the_two_energies(
    power: Any, rectified: bool, ties: Any, order: str
) -> None:
    """A derivative in place of the difference, a self-term, or a tie lost in rounding fails."""
    for seed in range(6):
        count, size = 1 + seed, 4 + seed % 4
        patterns = hl.random_patterns(count, size, rng=seed)
        start = hl.random_patterns(1, size, rng=seed + 50)[0]
        options: dict[str, Any] = {"power": power, "rectified": rectified, "rng": seed}
        run = dense_recall(patterns, start, ties=ties, order=order, **options)
        expected = plain_loop(patterns, start, power, rectified, ties, seed, order)
        assert run.state.tolist() == expected
        assert run.converged


@pytest.mark.parametrize("ties", ["keep", "plus", "random", "flip"])
@pytest.mark.parametrize("order", ["random", "replacement", [3, 1, 0, 2, 4, 5, 6, 7, 8, 9, 3]])
def test_a_power_of_two_is_the_hebb_rule(ties: Any, order: Any) -> None:
    """The same run as `recall`: state, sweeps, flips, rest, and the energies in another unit."""
    for seed in range(20):
        patterns = hl.random_patterns(4, 10, rng=seed)
        starts = hl.random_patterns(5, 10, rng=seed + 99)
        options: dict[str, Any] = {"ties": ties, "order": order, "max_sweeps": 30}
        dense = dense_recall(patterns, starts, power=2, rng=seed, **options)
        hebb = hl.recall(hl.hebbian(patterns), starts, rng=seed, **options)
        assert np.array_equal(dense.state, hebb.state)
        for name in ("converged", "period", "sweeps", "flips"):
            assert np.array_equal(getattr(dense, name), getattr(hebb, name)), name
        scaled = 10 * dense.energies / 2 + 4 / 2
        assert np.allclose(scaled, hebb.energies, equal_nan=True)


def test_each_state_of_a_batch_ends_where_it_would_alone() -> None:
    patterns, starts = hl.random_patterns(30, 15, rng=0), hl.random_patterns(9, 15, rng=1)
    for power, rectified in SHAPES:
        options: dict[str, Any] = {"power": power, "rectified": rectified, "rng": 5}
        batch = dense_recall(patterns, starts, **options)
        for start, member in zip(starts, batch, strict=True):
            alone = dense_recall(patterns, start, **options)
            assert np.array_equal(alone.state, member.state)
            assert (alone.sweeps, alone.flips) == (member.sweeps, member.flips)
            assert np.array_equal(alone.energies, member.energies)


@given(st.integers(0, 2**32), st.sampled_from(SHAPES), st.integers(1, 12), st.integers(1, 9))
def test_the_energy_never_rises(seed: int, shape: Any, count: int, size: int) -> None:
    power, rectified = shape
    patterns = hl.random_patterns(count, size, rng=seed)
    start = hl.random_patterns(3, size, rng=seed + 1)
    run = dense_recall(patterns, start, power=power, rectified=rectified, rng=seed)
    assert run.converged.all()
    assert (np.nan_to_num(np.diff(run.energies), nan=-1) <= 1e-15 * count).all()
    assert np.allclose(
        [member.energies[-1] for member in run],
        dense_energy(patterns, run.state, power=power, rectified=rectified),
    )
    for i, member in itertools.product(range(size), run):  # nobody can go further down
        turned = member.state.copy()
        turned[i] *= -1
        with localcontext() as context:
            context.prec = 60
            low, other = (
                loop_energy(patterns, s.tolist(), power, rectified) for s in (member.state, turned)
            )
            assert low <= other + (Decimal(10) ** -40 if power == "exp" else 0)


def test_energy_is_in_units_of_one_well() -> None:
    patterns, states = hl.random_patterns(5, 12, rng=0), hl.random_patterns(4, 12, rng=1)
    for power, rectified in SHAPES:
        energies = dense_energy(patterns, states, power=power, rectified=rectified)
        for state, energy in zip(states, energies, strict=True):
            exact = loop_energy(patterns, state.tolist(), power, rectified)
            depth = well(12, power, rectified)
            wanted = exact / depth if power == "exp" else Fraction(exact, depth)
            assert energy == pytest.approx(float(wanted), rel=1e-13)
            assert dense_energy(patterns, state, power=power, rectified=rectified) == energy


def test_a_tie_is_a_tie_where_floats_would_lose_it() -> None:
    """Each pattern and its copy with the visited unit turned: the fields cancel, at any power."""
    half = hl.random_patterns(40, 61, rng=0)
    turned = half.copy()
    turned[:, 7] *= -1
    patterns = np.concatenate([half, turned])[np.random.default_rng(1).permutation(80)]
    state = hl.random_patterns(1, 61, rng=2)[0]
    for power in (2, 3, 30, 99, "exp"):
        order = [7, *range(7), *range(8, 61)]
        for ties, flips in (("keep", False), ("flip", True)):
            run = dense_recall(
                patterns, state, power=power, order=order, ties=ties, max_sweeps=1, energies=False
            )
            assert (run.state[7] != state[7]) == flips, (power, ties)


def test_a_steep_power_decides_where_doubles_can_not() -> None:
    """Far from every pattern all terms vanish beside one well's depth; their sign still counts."""
    patterns = np.array([[1] * 100, [1] * 50 + [-1] * 50], dtype=np.int8)
    state = np.array([1, -1] * 50, dtype=np.int8)
    for power in (50, 100):
        run = dense_recall(patterns, state, power=power, order="sequential")
        assert run.flips > 0
        assert run.state.tolist() == plain_loop(
            patterns, state, power, False, "keep", 0, "sequential"
        )


def test_odd_powers_and_steep_wells_have_no_negatives() -> None:
    patterns = hl.random_patterns(3, 40, rng=3)
    for power, rectified, stays in (
        (2, False, True),
        (4, False, True),
        (3, False, False),
        (4, True, True),  # all fields are 0 there: a tie, and ties keep the spin
        ("exp", False, False),
    ):
        run = dense_recall(patterns[:1], -patterns[0], power=power, rectified=rectified, rng=0)
        assert np.array_equal(run.state, -patterns[0]) == stays, (power, rectified)


# --- how many fit ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "power"), [(2, 3), (5, 2), (8, 3), (9, 4), (7, 6)])
def test_the_variance_of_the_crosstalk_is_counted_exactly(size: int, power: int) -> None:
    squares = []
    for signs in itertools.product((1, -1), repeat=size - 1):
        a = sum(signs)
        squares.append(((a + 1) ** power - (a - 1) ** power) ** 2)
    signal, count = size**power - (size - 2) ** power, 7
    wanted = norm.cdf(-signal / math.sqrt((count - 1) * np.mean(squares)))
    assert dense_error(size=size, count=count, power=power) == pytest.approx(wanted, rel=1e-12)


def test_error_for_large_networks() -> None:
    """(2n - 3)!! pairings; 1 for n = 2, where it is the lesson's erfc."""
    for power, pairings in ((2, 1), (3, 3), (4, 15), (5, 105)):
        size = 10_000
        count = size ** (power - 1) // (4 * pairings)
        wanted = norm.cdf(-math.sqrt(size ** (power - 1) / (count * pairings)))
        assert dense_error(size=size, count=count, power=power) == pytest.approx(wanted, rel=0.01)
    # Two powers: the signal is 4 (N - 1), each of K - 1 terms has the variance 16 (N - 1).
    square = norm.cdf(-math.sqrt(99 / 13))
    assert dense_error(size=100, count=14, power=2) == pytest.approx(square, rel=1e-12)


@pytest.mark.parametrize(("power", "count"), [(2, 15), (3, 900), (4, 15000)])
def test_error_is_what_random_patterns_show(power: int, count: int) -> None:
    """Independent units: one pattern each of many networks, first step, five standard errors."""
    size, networks, wrong = 60, 30, []
    for seed in range(networks):
        patterns = hl.random_patterns(count, size, rng=seed)
        run = dense_recall(patterns, patterns[:1], power=power, order="sequential", max_sweeps=0)
        agree = ((patterns.astype(int) @ patterns[0])[:, None] - patterns * patterns[0]).T  # (N, K)
        gain = (agree + 1) ** power - (agree - 1) ** power
        fields = (patterns.T * gain).sum(axis=1)
        wrong.append(np.mean(fields * patterns[0] < 0))
        assert run.converged[0] == (fields * patterns[0] >= 0).all()
    error = np.std(wrong, ddof=1) / math.sqrt(networks)
    assert abs(np.mean(wrong) - dense_error(size=size, count=count, power=power)) < 5 * error


def test_capacity_is_the_known_one_for_two() -> None:
    for all_patterns in (False, True):
        assert dense_capacity(500, power=2, all_patterns=all_patterns) == pytest.approx(
            hl.theory.capacity_bound(500, all_patterns=all_patterns), rel=1e-12
        )
    for power, pairings in ((3, 3), (4, 15), (5, 105), (6, 945)):
        wanted = 100 ** (power - 1) / (2 * pairings * math.log(100))
        assert dense_capacity(100, power=power) == pytest.approx(wanted, rel=1e-12)
        assert dense_capacity(100, power=power, all_patterns=True) * power == pytest.approx(wanted)


# --- softmax --------------------------------------------------------------------------------------


def vectors(seed: int, count: int, size: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(count, size)) * rng.uniform(0.1, 2)


def test_attention_is_the_formula() -> None:
    for seed in range(200):
        rng = np.random.default_rng(seed)
        rows, count, size, out = rng.integers(1, 20, 4).tolist()
        Q, K, V = vectors(seed, rows, size), vectors(seed + 1, count, size), vectors(2, count, out)
        wanted = softmax(Q @ K.T / math.sqrt(size), axis=1) @ V
        assert np.abs(attention(Q, K, V) - wanted).max() < 1e-12
        assert np.abs(attention(Q[0], K, V) - wanted[0]).max() < 1e-12
        step = softmax_retrieve(K, Q, beta=1 / math.sqrt(size))
        assert np.abs(attention(Q, K, K) - step).max() < 1e-12


def test_weights_are_a_softmax_over_the_patterns() -> None:
    patterns, states = vectors(0, 7, 3), vectors(1, 4, 3)
    weights = softmax_weights(patterns, states, beta=2)
    assert np.allclose(weights, softmax(2 * states @ patterns.T, axis=1), rtol=1e-13)
    assert softmax_weights(patterns, 1e90 * states, beta=1e90).sum(axis=1) == pytest.approx(1)


@given(st.integers(0, 2**32), st.floats(-2, 2), st.integers(1, 9), st.integers(1, 6))
def test_a_step_never_raises_the_energy(seed: int, decade: float, count: int, size: int) -> None:
    patterns, state, beta = vectors(seed, count, size), vectors(seed + 1, 3, size), 10**decade
    longest = np.square(patterns).sum(axis=1).max()
    energies = []
    for _ in range(6):
        energies.append(softmax_energy(patterns, state, beta=beta))
        state = softmax_retrieve(patterns, state, beta=beta)
    assert (np.diff(energies, axis=0) <= 1e-12 * (1 + longest)).all()
    assert (np.array(energies[1:]) >= -1e-12 * (1 + longest)).all()
    assert (np.array(energies[1:]) <= 2 * longest * (1 + 1e-12)).all()


def test_the_energy_is_the_formula_and_a_step_its_gradient() -> None:
    for seed in range(20):
        patterns, state, beta = vectors(seed, 6, 4), vectors(seed + 1, 1, 4)[0], 1.7
        scores = beta * patterns @ state
        longest = np.square(patterns).sum(axis=1).max()
        wanted = -np.log(np.exp(scores).sum()) / beta + state @ state / 2
        wanted += np.log(6) / beta + longest / 2
        assert softmax_energy(patterns, state, beta=beta) == pytest.approx(wanted, abs=1e-12)
        slope = [
            (
                softmax_energy(patterns, state + h, beta=beta)
                - softmax_energy(patterns, state - h, beta=beta)
            )
            / 2e-5
            for h in 1e-5 * np.eye(4)
        ]
        step = softmax_retrieve(patterns, state, beta=beta)
        assert np.allclose(state - step, slope, atol=1e-8)
    hot = softmax_energy(patterns, state, beta=1e-90)  # ln(1 + tiny) must not be lost
    mean = patterns.mean(axis=0)
    assert hot == pytest.approx(state @ state / 2 - mean @ state + longest / 2, abs=1e-12)


def test_the_bound_is_never_broken() -> None:
    """400 random sets, starts at every distance up to 1, in every direction."""
    tight = 0.0
    for seed in range(400):
        rng = np.random.default_rng(seed)
        count, size = int(rng.integers(2, 12)), int(rng.integers(1, 12))
        patterns = vectors(seed, count, size)
        beta, radius = 10 ** rng.uniform(-1, 2), rng.uniform(0, 1) * rng.integers(0, 2)
        away = rng.normal(size=(count, size))
        starts = patterns + radius * away / np.linalg.norm(away, axis=1, keepdims=True)
        moved = np.linalg.norm(softmax_retrieve(patterns, starts, beta=beta) - patterns, axis=1)
        bound = retrieval_bound(patterns, beta=beta, distance=radius)
        assert (moved <= bound * (1 + 1e-9) + 1e-12).all()
        tight = max(tight, (moved[bound > 1e-9] / bound[bound > 1e-9]).max(initial=0))
    assert tight > 0.5  # half the bound would be broken


def test_the_bound_is_the_formula() -> None:
    patterns = np.array([[2.0, 0.0], [0.0, 1.0], [0.6, 0.8]])
    assert np.allclose(separation(patterns), [4 - 1.2, 1 - 0.8, 1 - 1.2])
    wanted = 2 * 2 * 2 * np.exp(-3 * (np.array([2.8, 0.2, -0.2]) - 2 * 0.1 * 2))
    assert np.allclose(retrieval_bound(patterns, beta=3, distance=0.1), wanted)


@pytest.mark.parametrize(("degrees", "beta"), [(90, "2.0000"), (60, "4.0000"), (30, "14.9282")])
def test_two_memories_part_where_the_magnet_does(degrees: int, beta: str) -> None:
    angle = math.radians(degrees)
    pair = np.array([[1.0, 0.0], [math.cos(angle), math.sin(angle)]])
    critical = merge_beta(*pair)
    assert f"{critical:.4f}" == beta
    half = (pair[0] - pair[1]) / 2
    for ratio in (0.8, 0.95, 1.05, 1.5):
        rest = softmax_retrieve(pair, pair[0], beta=ratio * critical, steps=3000)
        t = (rest - pair.mean(axis=0)) @ half / (half @ half)
        m = 1.0
        for _ in range(3000):
            m = math.tanh(ratio * m)
        assert t == pytest.approx(m, abs=1e-12)
        assert (abs(t) > 0.1) == (ratio > 1)


def test_orthogonal_patterns_part_as_a_potts_model_does() -> None:
    """The mean of K is stable up to beta = K; single ones exist from the spinodal on."""
    p = np.linspace(1e-6, 1 - 1e-6, 2_000_001)
    for count, known in ((3, 2.74564), (10, 4.55978), (100, 7.45868)):
        with np.errstate(all="ignore"):
            along = np.log(p * (count - 1) / (1 - p)) / (p - (1 - p) / (count - 1))
        spinodal = np.nanmin(along)
        assert spinodal == pytest.approx(known, abs=1e-4)
        single = np.eye(count)[0]
        for beta, stays in ((spinodal * 0.98, False), (spinodal * 1.02, True)):
            rest = softmax_retrieve(np.eye(count), single, beta=beta, steps=3000)
            assert (rest[0] > 0.5) == stays
        middle = np.full(count, 1 / count) + 1e-6 * single
        for beta, stays in ((count * 0.98, True), (count * 1.02, False)):
            rest = softmax_retrieve(np.eye(count), middle, beta=beta, steps=3000)
            assert (rest[0] < 2 / count) == stays
