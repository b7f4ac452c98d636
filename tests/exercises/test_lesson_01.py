"""The checks of lesson 01: right answers in other words, and wrong ones as learners write them."""

from functools import partial
from itertools import product
from math import log
from typing import Any

import numpy as np
import pytest
from scipy import optimize

import hopfield_lessons as hl
from hopfield_lessons.lessons.lesson_01 import checks as check

# ------------------------------------------------------------------- as learners write


def temperature_step_by_step(w0: Any, ups: Any, downs: Any, share: Any) -> float:
    field = sum([w0] * ups) - sum([w0] * downs)
    odds = share / (1 - share)
    beta = log(odds) / (2 * field)
    return 1 / beta


def temperature_of_the_mean(w0: Any, ups: Any, downs: Any, share: Any) -> Any:
    mean = 2 * share - 1
    return w0 * (ups - downs) / np.arctanh(mean)


def searched_temperature(w0: Any, ups: Any, downs: Any, share: Any) -> Any:
    """The β at which the formula of the heat bath gives the share."""
    h = w0 * (ups - downs)
    beta = optimize.brentq(lambda b: (1 + np.tanh(b * h)) / 2 - share, 1e-6, 1e3)
    return [1 / beta]


def loop_crossing(temperatures: Any, small: Any, large: Any) -> float:
    for k in range(len(temperatures) - 1):
        if small[k + 1] < large[k + 1]:
            slope_small = (small[k + 1] - small[k]) / (temperatures[k + 1] - temperatures[k])
            slope_large = (large[k + 1] - large[k]) / (temperatures[k + 1] - temperatures[k])
            return temperatures[k] + (small[k] - large[k]) / (slope_large - slope_small)
    raise AssertionError("the curves of the probes cross")


def interpolated_crossing(temperatures: Any, small: Any, large: Any) -> float:
    return float(np.interp(0.0, large - small, temperatures))


def searched_unfrustrated(weights: Any) -> bool:
    size = len(weights)
    for state in product([-1, 1], repeat=size):
        bonds = [weights[i, j] * state[i] * state[j] for i in range(size) for j in range(i)]
        if all(bond >= 0 for bond in bonds):
            return True
    return False


def linear_crossing(temperatures: Any, small: Any, large: Any) -> Any:
    k = int(np.sum(small > large)) - 1
    gap = small[k : k + 2] - large[k : k + 2]
    weights = np.abs(gap[::-1]) / np.abs(gap).sum()
    return [float(weights @ temperatures[k : k + 2])]


def colours(weights: Any) -> bool:
    """Gives each unit a sign through its bonds, and looks for a bond that disagrees."""
    size = len(weights)
    sign: dict[int, int] = {}
    for first in range(size):
        if first not in sign:
            sign[first], waiting = 1, [first]
            while waiting:
                i = waiting.pop()
                for j in range(size):
                    if weights[i, j] and j not in sign:
                        sign[j] = sign[i] if weights[i, j] > 0 else -sign[i]
                        waiting.append(j)
    return not any(weights[i, j] * sign[i] * sign[j] < 0 for i in range(size) for j in range(size))


def energies_unfrustrated(weights: Any) -> Any:
    best = -np.abs(weights).sum() / 2
    return [np.isclose(hl.all_energies(weights), best).any()]


def every_bond_in_some_state(weights: Any) -> bool:
    return any(np.all(weights * np.outer(s, s) >= 0) for s in hl.all_states(len(weights)))


RIGHT = [
    (check.temperature, temperature_step_by_step),
    (check.temperature, temperature_of_the_mean),
    (check.temperature, searched_temperature),
    (check.crossing, linear_crossing),
    (check.unfrustrated, colours),
    (check.unfrustrated, every_bond_in_some_state),
    (check.crossing, loop_crossing),
    (check.crossing, interpolated_crossing),
    (check.unfrustrated, searched_unfrustrated),
]


def three_loops(weights: Any) -> bool:
    size = len(weights)
    for i, j, k in product(range(size), repeat=3):
        if len({i, j, k}) == 3 and weights[i, j] * weights[j, k] * weights[k, i] < 0:
            return False
    return True


def one_run_from_above(weights: Any) -> Any:
    end = hl.recall(weights, np.ones(len(weights)), order="sequential").state
    return bool((weights * np.outer(end, end) >= 0).all())


def first_state_only(weights: Any) -> bool:
    for s in hl.all_states(len(weights)):
        return bool((weights * np.outer(s, s) >= 0).all())
    return False


def with_equals(weights: Any) -> Any:
    return hl.all_energies(weights).min() == -np.abs(weights).sum() / 2


def energy_gap(weights: Any) -> Any:
    return hl.all_energies(weights).min() + np.abs(weights).sum() / 2


def runs(seed: int, weights: Any) -> bool:
    """Whether one of five random starts ends with all bonds satisfied."""
    starts = hl.random_patterns(5, len(weights), rng=seed)
    ends = hl.recall(weights, starts, rng=seed).state
    return any((weights * np.outer(s, s) >= 0).all() for s in ends)


def by_eigenvalues(weights: Any) -> Any:
    signed, unsigned = np.linalg.eigvalsh(weights), np.linalg.eigvalsh(abs(weights))
    return signed.max() >= 0.999_999_9 * unsigned.max()


def place_of(small: Any, large: Any) -> Any:
    """Where the gap is zero, in steps of one."""
    return np.interp(0.0, large - small, np.arange(len(small)))


def stable_somewhere(weights: Any) -> Any:
    return any((s * (weights @ s) > 0).all() for s in hl.all_states(len(weights)))


def temperature_of_a_share(w0: Any, ups: Any, downs: Any, share: Any) -> Any:
    return 2 * w0 * (ups - downs) / np.log(share)


def temperature_without_w0(w0: Any, ups: Any, downs: Any, share: Any) -> Any:
    return 0 * w0 + 2 * (ups - downs) / (log(share) - log(1 - share))


WRONG = [
    (check.temperature, lambda w, u, d, q: log(q / (1 - q)) / (2 * w * (u - d)), "This is β"),
    (check.temperature, lambda w, u, d, q: w * (u - d) / log(q / (1 - q)), "Half of it"),
    (check.temperature, lambda w, u, d, q: 2 * w * (u - d) / log((1 - q) / q), "down against up"),
    (check.temperature, temperature_of_a_share, "the logarithm of the share"),
    (check.temperature, temperature_without_w0, "w0 is missing"),
    (check.temperature, lambda w, u, d, q: 2 * w * u / log(q / (1 - q)), "Only the spins that are"),
    (check.temperature, lambda w, u, d, q: w * (u - d) / np.arctanh(q), "equal to tanh"),
    (check.temperature, lambda w, u, d, q: 2 * w * (u - d) / np.log10(q / (1 - q)), "base 10"),
    (check.temperature, lambda w, u, d, q: 2 * w * (d - u) / log(q / (1 - q)), "downs − ups"),
    (check.temperature, lambda w, u, d, q: 2 * w * (u - d) / np.log2(q / (1 - q)), "base 2"),
    (check.temperature, lambda w, u, d, q: abs(w * (u - d)) * q, "Here"),
    (check.temperature, lambda w, u, d, q: -1.0, "A temperature is positive"),
    (check.crossing, lambda t, a, b: t[np.abs(a - b).argmin()], "closest"),
    (check.crossing, lambda t, a, b: t.mean(), "should be"),
    (check.crossing, lambda t, a, b: 2.269, "Onsager's temperature, whatever"),
    (check.crossing, lambda t, a, b: t[a > b][-1] + 0.1 * (place_of(a, b) % 1), "were 0.1 apart"),
    (check.crossing, lambda t, a, b: place_of(a, b), "a place in the array"),
    (check.crossing, lambda t, a, b: t[a > b][-1], "last measured temperature before"),
    (check.crossing, lambda t, a, b: t[a <= b][0], "first measured temperature after"),
    (check.crossing, lambda t, a, b: (t[a > b][-1] + t[a <= b][0]) / 2, "middle"),
    (check.crossing, lambda t, a, b: np.polynomial.Polynomial.fit(t, a - b, 1).roots(), "one line"),
    (check.crossing, lambda t, a, b: np.interp(loop_crossing(t, a, b), t, b), "the height R"),
    (check.unfrustrated, three_loops, "a ring of four or five units"),
    (check.unfrustrated, lambda w: (w >= 0).all(), "A negative weight alone"),
    (check.unfrustrated, first_state_only, "the first one only"),
    (check.unfrustrated, lambda w: not searched_unfrustrated(w), "Turned round"),
    (check.unfrustrated, lambda w: True, "True for every network"),
    (check.unfrustrated, lambda w: len(w) > 3, "should be True, yours is False"),
    (check.unfrustrated, one_run_from_above, "one run decide"),
    (check.unfrustrated, with_equals, "last digit"),
    (check.unfrustrated, energies_unfrustrated, "np.isclose calls"),
    (check.unfrustrated, lambda w: energy_gap(w) < 0.1, "below your tolerance"),
    (check.unfrustrated, lambda w: abs(energy_gap(w)) < 1e-9, "below your tolerance"),
    *((check.unfrustrated, partial(runs, seed), "True, yours is False") for seed in range(5)),
    (check.unfrustrated, by_eigenvalues, "falls into parts"),
    (check.unfrustrated, stable_somewhere, "outvoted"),
]


# -------------------------------------------------------------------------- one number each


@pytest.mark.parametrize(
    ("ask", "attempt"),
    [
        (check.flat, 2 / 3),
        (check.flat, "0.667"),
        (check.flat, np.array([0.66])),
        (check.wait, 50 + np.log(1e6 / 766) / 0.09),
        (check.wait, 50 + 10 * np.log(1e6 / 766) / np.log(2.4)),
        (check.wait, 50 + 10 * np.log(1e6 / 766) / np.log(766 / 350)),
        (check.wait, 130),
        (check.wait, [120]),
    ],
)
def test_right_numbers(ask: Any, attempt: Any) -> None:
    assert ask(attempt).status == "correct"


@pytest.mark.parametrize(
    ("ask", "attempt", "words"),
    [
        (check.flat, 1, "can't lie flat"),
        (check.flat, 1 / 3, "Half of it"),
        (check.flat, 1.5, "This is β"),
        (check.flat, 4 / 3, "Twice as much"),
        (check.flat, 0.5, "not 4"),
        (check.flat, 0.6, "Too cold"),
        (check.flat, 0.7, "Too warm"),
        (check.flat, 2, "the sum of the odds stands below"),
        (check.wait, 24_071, "straight line"),
        (check.wait, 65_274, "proportional to N"),
        (check.wait, 80, "50 at 766 sweeps already"),
        (check.wait, 153.5, "e^(cN) itself"),
        (check.wait, 84.6, "base 10"),
        (check.wait, 8, "each is ten spins"),
        (check.wait, 58, "each of them is ten spins"),
        (check.wait, 100, "Too few"),
        (check.wait, 1000, "Too many"),
        (check.wait, "10^6", "leave out the quotes"),
    ],
)
def test_wrong_numbers(ask: Any, attempt: Any, words: str) -> None:
    verdict = ask(attempt)
    assert verdict.status in ("not quite", "almost")
    assert words in verdict.message, verdict


@pytest.mark.parametrize("temperature", [0.65, 2 / 3, 0.68])
def test_a_magnet_of_spins_that_may_lie_flat(temperature: float) -> None:
    """Solved by iteration: order below two thirds only."""
    m = 1.0
    for _ in range(2000):
        m = 2 * np.sinh(m / temperature) / (1 + 2 * np.cosh(m / temperature))
    assert bool(m > 0.2) == (temperature < 2 / 3)


def test_the_wait_is_that_of_the_exact_distribution() -> None:
    """How rare the middle is, at T = 0.7: a million sweeps are reached near 130 spins."""
    from scipy.special import gammaln

    def rarity(size: int) -> float:
        total = 2 * np.arange(size + 1) - size
        ways = -gammaln(np.arange(size + 1) + 1) - gammaln(size - np.arange(size + 1) + 1)
        log_p = ways + total**2 / (2 * size * 0.7)
        return float(np.exp(log_p.max() - log_p[size // 2]))

    assert 766 * rarity(130) / rarity(50) == pytest.approx(1e6, rel=0.02)


# ------------------------------------------------------------- frustrated without a triangle


def ring(*bonds: float) -> Any:
    size = len(bonds)
    weights = np.zeros((size, size))
    for i, bond in enumerate(bonds):
        weights[i, (i + 1) % size] = weights[(i + 1) % size, i] = bond
    return weights


@pytest.mark.parametrize(
    "attempt",
    [
        ring(1, 1, 1, -1),
        ring(-1, -1, -1, 1).tolist(),
        ring(-1, -1, -1, -1, -1),
        ring(0.1, -2, 3, 1, 1, 7),
        np.pad(ring(1, -1, 1, 1), 2),
    ],
)
def test_loops_that_are_frustrated_without_a_triangle(attempt: Any) -> None:
    assert check.knot(attempt).status == "correct"


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (hl.ferromagnet(3, strength=-1.0), "the spins 0, 1 and 2"),
        (hl.ferromagnet(4, strength=-1.0), "by a triangle"),
        (ring(1, 1, -1), "by a triangle"),
        (ring(-1, -1, -1, -1), "satisfies every bond: +−+−"),
        (ring(1, 1, 1, 1), "satisfies every bond: ++++"),
        (np.zeros((4, 4)), "Is there a loop"),
        (hl.magnets.mattis([1, -1, 1, 1]), "satisfies every bond"),
        (np.triu(ring(1, 1, 1, -1)), "in both places"),
        (ring(1, 1, 1, -1) - np.eye(4), "would hear itself"),
        ([1, 1, 1, -1], "as many rows as columns"),
        (ring(*[1] * 10, -1), "10 spins at most"),
        ([(0, 1), (1, 2)], "is yours, of shape (2, 2), a list of bonds?"),
        ([(0, 1), (1, 2), (2, 3), (3, 0)], "a list of bonds?"),
        (ring(1, 1, np.nan, -1), "finite"),
    ],
)
def test_networks_that_are_no_knot(attempt: Any, words: str) -> None:
    verdict = check.knot(attempt)
    assert verdict.status in ("not quite", "almost")
    assert words in verdict.message, verdict
