"""The checks of lesson 01: right answers in other words, and wrong ones as learners write them."""

from itertools import product
from math import exp, tanh
from typing import Any

import numpy as np
from scipy import optimize, special

import hopfield_lessons as hl
from hopfield_lessons.lessons.lesson_01 import checks as check

# ------------------------------------------------------------------- as learners write


def loop_probability(weights: Any, state: Any, unit: Any, beta: Any) -> float:
    field = 0.0
    for j in range(len(state)):
        field += weights[unit][j] * state[j]
    return exp(beta * field) / (exp(beta * field) + exp(-beta * field))


def bisected_magnetisation(beta: Any, strength: Any) -> float:
    if beta * strength <= 1:
        return 0.0
    low, high = 1e-6, 1.0
    for _ in range(100):
        middle = (low + high) / 2
        if tanh(beta * strength * middle) > middle:
            low = middle
        else:
            high = middle
    return low


def loop_crossing(temperatures: Any, small: Any, large: Any) -> float:
    for k in range(len(temperatures) - 1):
        if small[k + 1] < large[k + 1]:
            slope_small = (small[k + 1] - small[k]) / (temperatures[k + 1] - temperatures[k])
            slope_large = (large[k + 1] - large[k]) / (temperatures[k + 1] - temperatures[k])
            return temperatures[k] + (small[k] - large[k]) / (slope_large - slope_small)
    raise AssertionError("the curves of the probes cross")


def interpolated_crossing(temperatures: Any, small: Any, large: Any) -> float:
    return float(np.interp(0.0, large - small, temperatures))


def loop_gauge(weights: Any, pattern: Any) -> list[list[float]]:
    size = len(pattern)
    return [[pattern[i] * weights[i][j] * pattern[j] for j in range(size)] for i in range(size)]


def searched_unfrustrated(weights: Any) -> bool:
    size = len(weights)
    for state in product([-1, 1], repeat=size):
        bonds = [weights[i, j] * state[i] * state[j] for i in range(size) for j in range(i)]
        if all(bond >= 0 for bond in bonds):
            return True
    return False


def probability_by_scipy(weights: Any, state: Any, unit: Any, beta: Any) -> Any:
    return special.expit(2 * beta * np.dot(weights[unit, :], state)).reshape(1)


def probability_of_the_mean(weights: Any, state: Any, unit: Any, beta: Any) -> Any:
    mean = np.tanh(beta * hl.local_field(weights, state)[unit])
    return 0.5 * (1 + mean)


def magnetisation_that_stops(beta: Any, strength: Any) -> Any:
    """Until a step changes less than a millionth."""
    m, before = 1.0, 2.0
    while abs(before - m) > 1e-6:
        m, before = np.tanh(beta * strength * m), m
    return m


def magnetisation_on_a_grid(beta: Any, strength: Any) -> Any:
    m = np.linspace(0, 1, 1001)
    return m[np.tanh(beta * strength * m) >= m][-1]


def magnetisation_by_fsolve(beta: Any, strength: Any) -> Any:
    return optimize.fsolve(lambda m: np.tanh(beta * strength * m) - m, 1.0)


def linear_crossing(temperatures: Any, small: Any, large: Any) -> Any:
    k = int(np.sum(small > large)) - 1
    gap = small[k : k + 2] - large[k : k + 2]
    weights = np.abs(gap[::-1]) / np.abs(gap).sum()
    return [float(weights @ temperatures[k : k + 2])]


def gauge_in_two_steps(weights: Any, pattern: Any) -> Any:
    rows = weights * pattern[:, None]
    return tuple(map(tuple, rows * pattern[None, :]))


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


RIGHT = [
    (check.probability, probability_by_scipy),
    (check.probability, probability_of_the_mean),
    (check.gauge, gauge_in_two_steps),
    (check.magnetisation, magnetisation_that_stops),
    (check.magnetisation, magnetisation_on_a_grid),
    (check.magnetisation, magnetisation_by_fsolve),
    (check.crossing, linear_crossing),
    (check.unfrustrated, colours),
    (check.unfrustrated, energies_unfrustrated),
    (check.probability, loop_probability),
    (check.gauge, loop_gauge),
    (check.gauge, lambda weights, pattern: np.diag(pattern) @ weights @ np.diag(pattern)),
    (check.magnetisation, bisected_magnetisation),
    (check.crossing, loop_crossing),
    (check.crossing, interpolated_crossing),
    (check.unfrustrated, searched_unfrustrated),
]


def all_up_probability(weights: Any, state: Any, unit: Any, beta: Any) -> Any:
    strength = np.max(weights[unit])
    neighbours = np.count_nonzero(weights[unit])
    return (1 + np.tanh(beta * strength * neighbours)) / 2 + 0 * state.sum()


def one_b_logistic(weights: Any, state: Any, unit: Any, beta: Any) -> Any:
    return 1 / (1 + np.exp(-beta * weights[unit] @ state))


def column_sum(weights: Any, state: Any, unit: Any, beta: Any) -> Any:
    return (1 + np.tanh(beta * (weights * state).sum())) / 2 + 0 * unit


def started_at_zero(beta: Any, strength: Any) -> float:
    m = 0.0
    for _ in range(100):
        m = tanh(beta * strength * m)
    return m


def one_step(beta: Any, strength: Any) -> Any:
    return np.tanh(beta * strength * 1.0)


def gauge_in_place(weights: Any, pattern: Any) -> Any:
    weights *= np.outer(pattern, pattern)
    return weights


def three_loops(weights: Any) -> bool:
    size = len(weights)
    for i, j, k in product(range(size), repeat=3):
        if len({i, j, k}) == 3 and weights[i, j] * weights[j, k] * weights[k, i] < 0:
            return False
    return True


DICE = np.random.default_rng(1)


def sampled(weights: Any, state: Any, unit: Any, beta: Any) -> Any:
    return DICE.random() < loop_probability(weights, state, unit, beta)


def one_run_from_above(weights: Any) -> Any:
    end = hl.recall(weights, np.ones(len(weights)), order="sequential").state
    return bool((weights * np.outer(end, end) >= 0).all())


def first_state_only(weights: Any) -> bool:
    for s in hl.all_states(len(weights)):
        return bool((weights * np.outer(s, s) >= 0).all())
    return False


def with_equals(weights: Any) -> Any:
    return hl.all_energies(weights).min() == -np.abs(weights).sum() / 2


def stable_somewhere(weights: Any) -> Any:
    return any((s * (weights @ s) > 0).all() for s in hl.all_states(len(weights)))


WRONG = [
    (check.probability, all_up_probability, "Here the answer should be"),
    (check.probability, lambda w, s, i, b: (1 + np.tanh(b * w[i].sum())) / 2, "all other spins as"),
    (check.probability, one_b_logistic, "2βh"),
    (check.probability, column_sum, "should be"),
    (check.probability, lambda w, s, i, b: 1 - loop_probability(w, s, i, b), "turns down"),
    (check.probability, lambda w, s, i, b: loop_probability(w.T, s, i, b), "the column"),
    (check.probability, sampled, "one visit"),
    (check.probability, lambda w, s, i, b: np.exp(2 * b * (w[i] @ s)), "the odds"),
    (check.probability, lambda w, s, i, b: 20 * loop_probability(w, s, i, b), "between 0 and 1"),
    (check.magnetisation, started_at_zero, "Start the iteration at m = 1"),
    (check.magnetisation, one_step, "one step"),
    (check.magnetisation, lambda beta, strength: 1.0, "All spins up"),
    (check.magnetisation, lambda b, j: 2 - bisected_magnetisation(b, j), "should be"),
    (check.magnetisation, lambda b, j: tanh(b * j * tanh(b * j)), "stop too early"),
    (check.magnetisation, lambda b, j: bisected_magnetisation(1 / b, j), "inverse"),
    (check.magnetisation, lambda b, j: bisected_magnetisation(b, 1), "strength J is missing"),
    (check.crossing, lambda t, a, b: t[np.abs(a - b).argmin()], "closest"),
    (check.crossing, lambda t, a, b: t.mean(), "should be"),
    (check.crossing, lambda t, a, b: t[a > b][-1], "last measured temperature before"),
    (check.crossing, lambda t, a, b: t[a <= b][0], "first measured temperature after"),
    (check.crossing, lambda t, a, b: (t[a > b][-1] + t[a <= b][0]) / 2, "middle"),
    (check.crossing, lambda t, a, b: np.polynomial.Polynomial.fit(t, a - b, 1).roots(), "one line"),
    (check.crossing, lambda t, a, b: np.interp(loop_crossing(t, a, b), t, b), "the height R"),
    (check.gauge, gauge_in_place, "changes its argument"),
    (check.gauge, lambda w, p: p.reshape(-1, 1) * w, "rows"),
    (check.gauge, lambda w, p: w, "columns twice"),
    (check.gauge, lambda w, p: p * w * p, "columns twice"),
    (check.gauge, lambda w, p: np.diag(p) @ w, "rows"),
    (check.gauge, lambda w, p: np.outer(p, p) @ w, "product of two matrices"),
    (check.gauge, lambda w, p: hl.magnets.mattis(p), "new weights"),
    (check.gauge, lambda w, p: (p @ w) * p, "yours has shape"),
    (check.unfrustrated, three_loops, "a ring of four or five units"),
    (check.unfrustrated, lambda w: (w >= 0).all(), "A negative weight alone"),
    (check.unfrustrated, first_state_only, "the first one only"),
    (check.unfrustrated, lambda w: not searched_unfrustrated(w), "Turned round"),
    (check.unfrustrated, lambda w: True, "True for every network"),
    (check.unfrustrated, lambda w: len(w) > 3, "should be True, yours is False"),
    (check.unfrustrated, one_run_from_above, "one run decide"),
    (check.unfrustrated, with_equals, "np.isclose"),
    (check.unfrustrated, stable_somewhere, "outvoted"),
]
