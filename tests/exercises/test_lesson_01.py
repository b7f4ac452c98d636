"""The checks of lesson 01: right answers in other words, and wrong ones as learners write them."""

from itertools import product
from math import exp, tanh
from typing import Any

import numpy as np

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


RIGHT = [
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


WRONG = [
    (check.probability, all_up_probability, "takes all other spins as up"),
    (check.probability, one_b_logistic, "2βh"),
    (check.probability, column_sum, "should be"),
    (check.probability, lambda w, s, i, b: 1 - loop_probability(w, s, i, b), "turns down"),
    (check.magnetisation, started_at_zero, "Start the iteration at m = 1"),
    (check.magnetisation, one_step, "one step"),
    (check.magnetisation, lambda beta, strength: 1.0, "should be"),
    (check.crossing, lambda t, a, b: t[np.abs(a - b).argmin()], "closest"),
    (check.crossing, lambda t, a, b: t.mean(), "should be"),
    (check.gauge, gauge_in_place, "changes its argument"),
    (check.gauge, lambda w, p: p.reshape(-1, 1) * w, "rows"),
    (check.gauge, lambda w, p: w, "should be"),
    (check.unfrustrated, three_loops, "a ring of four or five units"),
    (check.unfrustrated, lambda w: (w >= 0).all(), "A negative weight alone"),
    (check.unfrustrated, lambda w: not searched_unfrustrated(w), "Turned round"),
    (check.unfrustrated, lambda w: True, "should be 1, yours is 0|should be 0, yours is 1"),
]
