"""The checks of lesson 12: right answers in other words, and wrong ones as learners write them."""

import math
from fractions import Fraction
from typing import Any

import numpy as np

from hopfield_lessons.lessons.lesson_12 import checks as check
from hopfield_lessons.modern import dense_capacity, merge_beta, softmax_retrieve

# ------------------------------------------------------------------- as learners write


def capacity_in_a_loop(N: int, n: int) -> Any:
    pairings = 1
    odd = 2 * n - 3
    while odd > 1:
        pairings *= odd
        odd -= 2
    return N ** (n - 1) / (2 * pairings * math.log(N))


def capacity_of_numpy(N: int, n: int) -> Any:
    return float(N) ** (n - 1) / np.prod(np.arange(2 * n - 3, 0, -2)) / (2 * np.log(N))


def capacity_by_factorials(N: int, n: int) -> Any:
    pairs = n - 1
    double = math.factorial(2 * pairs) / (2**pairs * math.factorial(pairs))
    return N**pairs / (double * math.log(N**2))


def capacity_without_two(N: int, n: int) -> Any:
    return 2 * capacity_in_a_loop(N, n)


def capacity_first_factor(N: int, n: int) -> Any:
    return N ** (n - 1) / (2 * (2 * n - 3) * np.log(N))


def capacity_without_brackets(N: int, n: int) -> Any:
    return N ** (n - 1) / 2 * np.prod(np.arange(1, 2 * n - 2, 2)) * np.log(N)


def step_in_lines(X: Any, s: Any, beta: float) -> Any:
    scores = beta * (X @ s)
    weights = np.exp(scores) / np.exp(scores).sum()
    return X.T @ weights


def step_in_loops(X: Any, s: Any, beta: float) -> list[float]:
    terms = [math.exp(beta * sum(a * b for a, b in zip(x, s, strict=True))) for x in X]
    return [
        sum(t * x[i] for t, x in zip(terms, X, strict=True)) / sum(terms) for i in range(len(s))
    ]


def step_stable(X: Any, s: Any, beta: float) -> Any:
    scores = beta * np.einsum("kd,d->k", X, s)
    p = np.exp(scores - np.max(scores))
    return np.average(X, axis=0, weights=p)


def step_by_distance(X: Any, s: Any, beta: float) -> Any:
    p = np.exp(-beta / 2 * ((X - s) ** 2).sum(axis=1))
    return p @ X / p.sum()


def step_over_units(X: Any, s: Any, beta: float) -> Any:
    terms = np.exp(beta * X * s)
    return (terms / terms.sum(axis=1, keepdims=True) * X).sum(axis=0)


def step_weights(X: Any, s: Any, beta: float) -> Any:
    p = np.exp(beta * (X @ s))
    return p / p.sum()


def step_unnormalised(X: Any, s: Any, beta: float) -> Any:
    return np.exp(beta * (X @ s)) @ X


def rest_by_steps(degrees: float, beta: float) -> float:
    squared = 2 - 2 * math.cos(math.radians(degrees))
    t = 1.0
    for _ in range(5000):
        t = math.tanh(beta * squared * t / 4)
    return t


def rest_of_steps(degrees: float, beta: float, steps: int) -> float:
    t = 1.0
    for _ in range(steps):
        t = math.tanh(beta * math.sin(math.radians(degrees / 2)) ** 2 * t)
    return t


def rest_by_vectors(degrees: float, beta: float) -> Any:
    """The step itself, and where it ended on the line."""
    angle = np.radians(degrees)
    X = np.array([[1, 0], [np.cos(angle), np.sin(angle)]])
    s = softmax_retrieve(X, X[0], beta=beta, steps=5000)
    half = (X[0] - X[1]) / 2
    return (s - X.mean(axis=0)) @ half / (half @ half)


def rest_by_halving(degrees: float, beta: float) -> Any:
    j = beta * np.sin(np.radians(degrees / 2)) ** 2
    low, high = 1e-9, 1.0
    if j <= 1:
        return [0]
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if np.tanh(j * middle) > middle else (low, middle)
    return [low]


def rest_of_one_step(degrees: float, beta: float) -> float:
    return math.tanh(beta * (1 - math.cos(math.radians(degrees))) / 2)


def rest_in_degrees(degrees: float, beta: float) -> float:
    t = 1.0
    for _ in range(5000):
        t = math.tanh(beta * (1 - math.cos(degrees)) / 2 * t)
    return t


def rest_without_four(degrees: float, beta: float) -> float:
    return rest_by_steps(degrees, 4 * beta)


RIGHT = [
    (check.capacity, capacity_in_a_loop),
    (check.capacity, capacity_of_numpy),
    (check.capacity, capacity_by_factorials),
    (check.capacity, lambda N, n: [dense_capacity(N, power=n)]),
    (check.capacity, lambda N, n: (np.float32(capacity_in_a_loop(N, n)),)),
    (check.capacity, lambda N, n: Fraction(capacity_in_a_loop(N, n))),
    (check.step, step_in_lines),
    (check.step, step_in_loops),
    (check.step, step_stable),
    (check.rest, rest_by_steps),
    (check.rest, rest_by_vectors),
    (check.rest, rest_by_halving),
    (check.rest, lambda degrees, beta: round(rest_by_steps(degrees, beta), 3)),
    (check.rest, lambda degrees, beta: rest_of_steps(degrees, beta, 100)),
    (check.largest, 0.01132),
    (check.largest, 0.0113),
    (check.largest, [np.exp(0.125) / (99 + np.exp(0.125))]),
    (check.largest, np.float32(0.01132)),
    (check.negatives, "BDF"),
    (check.negatives, "f, b and d"),
    (check.negatives, ["B", "D", "F"]),
    (check.exponential, "BDF"),
    (check.exponential, {"B", "D", "F"}),
    (check.exponential, "b d f"),
]

WRONG = [
    (check.capacity, capacity_without_two, "twice too high"),
    (check.capacity, capacity_first_factor, "all its factors"),
    (check.capacity, lambda N, n: N ** (n - 1) / (2 * np.log(N)), "taken as 1"),
    (check.capacity, lambda N, n: N ** (n - 1), "how it grows"),
    (check.capacity, lambda N, n: 0.138 * N, "allows wrong bits"),
    (check.capacity, lambda N, n: capacity_in_a_loop(N, n) / n, "a given one"),
    (check.capacity, lambda N, n: N * capacity_in_a_loop(N, n), "n − 1, not n"),
    (check.capacity, lambda N, n: int(capacity_in_a_loop(N, n)), "You rounded"),
    (check.capacity, lambda N, n: round(capacity_in_a_loop(N, n), 1), "but rounded to 1 decimals"),
    (check.capacity, lambda N, n: (2 * n - 3) * capacity_in_a_loop(N, n), "(2n − 5)!!"),
    (check.capacity, capacity_without_brackets, "brackets"),
    (check.capacity, lambda N, n: capacity_in_a_loop(N, n) * 2 * np.log(N), "2 ln N is missing"),
    (check.step, step_over_units, "over the units"),
    (check.step, step_weights, "softmax weights"),
    (check.step, step_unnormalised, "divided by their sum"),
    (check.step, lambda X, s, beta: X[np.argmax(X @ s)], "large β"),
    (check.step, lambda X, s, beta: step_in_lines(X, s, 1), "β is missing"),
    (check.step, lambda X, s, beta: step_in_lines(X, s, beta / np.sqrt(len(s))), "√d too many"),
    (check.step, lambda X, s, beta: s - step_in_lines(X, s, beta), "gradient"),
    (check.step, lambda X, s, beta: step_in_lines(X, s, beta) - s, "add s again"),
    (check.step, lambda X, s, beta: softmax_retrieve(X, s, beta=beta, steps=999), "One step"),
    (check.step, step_by_distance, "equally long"),
    (check.rest, rest_of_one_step, "one step"),
    (check.rest, lambda degrees, beta: rest_of_steps(degrees, beta, 3), "on its way"),
    (check.rest, lambda degrees, beta: rest_of_steps(degrees, beta, 20), "on its way"),
    (check.rest, lambda degrees, beta: rest_by_steps(degrees, 1), "β stand in your formula"),
    (check.rest, lambda degrees, beta: (1 + rest_by_steps(degrees, beta)) / 2, "p₁ − p₂"),
    (check.rest, lambda degrees, beta: -rest_by_steps(degrees, beta), "other memory's side"),
    (check.rest, lambda degrees, beta: rest_by_steps(180 - degrees, beta), "1 + cos θ"),
    (check.rest, rest_in_degrees, "radians"),
    (check.rest, rest_without_four, "The 4"),
    (check.rest, lambda degrees, beta: 1, "stays in x¹"),
    (check.rest, lambda degrees, beta: 0, "always ends in the mean"),
    (check.rest, lambda degrees, beta: 2 / (1 - np.cos(np.radians(degrees))), "β at which"),
    (check.rest, lambda degrees, beta: rest_by_steps(degrees, 2 * beta), "not by 2"),
    (check.largest, 1, "finds its key"),
    (check.largest, 0.01, "equal weights"),
    (check.largest, 0.5, "ln 99"),
    (check.largest, 0, "never 0"),
    (check.largest, np.exp(8) / (np.exp(8) + 99), "LayerNorm"),
    (check.largest, np.e / (np.e + 99), "β is missing"),
    (check.largest, 0.3, "Too large"),
    (check.largest, 1.13, "percent"),
    (check.largest, 0.0111, "a little more"),
    (check.largest, 0.011, "two significant digits"),
    (check.largest, 0.0115, "Too large"),
    (check.largest, 0.0114, "100 terms"),
    (check.largest, np.exp(0.125) / (np.exp(0.125) + 98), "100 terms"),
    (check.largest, np.exp(0.125) / (np.exp(0.125) + 100), "100 terms"),
    (check.largest, np.exp(0.125) / 99, "100 terms"),
    (check.largest, 1.125 / 100.125, "first order"),
    (check.largest, np.exp(-0.125) / (np.exp(-0.125) + 99), "turned round"),
    (check.largest, 1 / (np.exp(0.125) + 99), "each other key"),
    (check.negatives, "A", "symmetry of even powers"),
    (check.negatives, "AF", "another symmetry"),
    (check.negatives, "BC", "number of patterns"),
    (check.negatives, "E", "diagonal"),
    (check.negatives, "BD", "an even power"),
    (check.negatives, "G", "cut off"),
    (check.exponential, "DF", "did the lesson find stable"),
    (check.exponential, "A", "states there are"),
    (check.exponential, "C", "a theorem promises"),
    (check.exponential, "BDH", "gradual"),
    (check.exponential, "E", "Hebb's limit"),
    (check.exponential, "G", "2²⁰ states"),
    (check.exponential, "BD", "numbers have to be kept"),
]


def test_the_numbers_of_the_exercises_are_those_of_the_package() -> None:
    assert round(capacity_in_a_loop(100, 3), 1) == 361.9
    assert math.isclose(capacity_by_factorials(100, 4), dense_capacity(100, power=4))
    for degrees in (30, 60, 90):
        angle = math.radians(degrees)
        parting = merge_beta([1, 0], [math.cos(angle), math.sin(angle)])
        assert rest_by_vectors(degrees, 0.9 * parting) < 1e-6
        assert rest_by_vectors(degrees, 1.1 * parting) > 0.4


def test_what_the_map_is_called_in_the_messages_is_its_number_in_the_lesson() -> None:
    for wrong in check.rest.misconceptions:
        assert "(12.6)" not in wrong.message
