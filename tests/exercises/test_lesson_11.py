"""The checks of lesson 11: right answers in other words, and wrong ones as learners write them."""

import math
from itertools import product
from typing import Any

import numpy as np
import pytest

from hopfield_lessons import all_states
from hopfield_lessons.boltzmann import RBM, learn_boltzmann
from hopfield_lessons.lessons.lesson_11 import checks as check

# ------------------------------------------------------------------- as learners write


def gradient_in_loops(examples: Any, states: Any, p: Any) -> Any:
    size = len(examples[0])
    found = [[0.0] * size for _ in range(size)]
    for i, j in product(range(size), repeat=2):
        for example in examples:
            found[i][j] += example[i] * example[j] / len(examples)
        for state, chance in zip(states, p, strict=True):
            found[i][j] -= chance * state[i] * state[j]
    return found


def gradient_by_einsum(examples: Any, states: Any, p: Any) -> Any:
    shown = np.einsum("ki,kj->ij", examples, examples) / len(examples)
    return shown - np.einsum("k,ki,kj->ij", p, states, states)


def gradient_by_outer(examples: Any, states: Any, p: Any) -> Any:
    shown = np.mean([np.outer(s, s) for s in examples], axis=0)
    dreamt = np.average([np.outer(s, s) for s in states], axis=0, weights=p)
    new = shown - dreamt
    np.fill_diagonal(new, 0)
    return new


def hidden_in_loops(w: Any, c: Any, v: Any) -> list[float]:
    chances = []
    for j in range(len(c)):
        a = c[j] + sum(v[i] * w[i][j] for i in range(len(v)))
        chances.append(math.exp(a) / (math.exp(a) + math.exp(-a)))
    return chances


def hidden_by_tanh(w: Any, c: Any, v: Any) -> Any:
    return (1 + np.tanh(c + w.T @ v)) / 2


def hidden_as_a_row(w: Any, c: Any, v: Any) -> Any:
    (row,) = 1 / (1 + np.exp(-2 * (np.atleast_2d(v) @ w + c)))
    return row


def free_in_bits(w: Any, b: Any, c: Any, v: Any) -> Any:
    return -b @ v - np.log2(2 * np.cosh(c + v @ w)).sum()


def free_with_one_2(w: Any, b: Any, c: Any, v: Any) -> Any:
    return -b @ v - np.log(2) - np.log(np.cosh(c + v @ w)).sum()


def free_by_sum(w: Any, b: Any, c: Any, v: Any) -> float:
    total = 0.0
    for h in product([-1, 1], repeat=len(c)):
        total += math.exp(v @ b + np.array(h) @ c + v @ w @ np.array(h))
    return -math.log(total)


def free_by_logaddexp(w: Any, b: Any, c: Any, v: Any) -> Any:
    a = v @ w + c
    return -(b @ v) - np.logaddexp(a, -a).sum()


def free_by_product(w: Any, b: Any, c: Any, v: Any) -> Any:
    product_ = np.prod([np.exp(a) + np.exp(-a) for a in c + v @ w])
    return [-np.log(product_) - sum(b * v)]


def no_mean(examples: Any, states: Any, p: Any) -> Any:
    return examples.T @ examples - states.T @ (p[:, None] * states)


def no_weights(examples: Any, states: Any, _: Any) -> Any:
    return examples.T @ examples / len(examples) - states.T @ states / len(states)


def of_means(examples: Any, states: Any, p: Any) -> Any:
    shown, dreamt = examples.mean(axis=0), p @ states
    return np.outer(shown, shown) - np.outer(dreamt, dreamt)


def plus(w: Any, b: Any, c: Any, v: Any) -> Any:
    return -(b @ v) + np.log(2 * np.cosh(c + v @ w)).sum()


def zero_or_one(w: Any, b: Any, c: Any, v: Any) -> Any:
    return -(b @ v) - np.log(1 + np.exp(c + v @ w)).sum()


def the_best_alone(w: Any, b: Any, c: Any, v: Any) -> Any:
    return min(
        -(b @ v) - np.array(h) @ c - v @ w @ np.array(h) for h in product([-1, 1], repeat=len(c))
    )


RIGHT = [
    (check.gradient, gradient_in_loops),
    (check.gradient, gradient_by_einsum),
    (check.gradient, gradient_by_outer),
    (check.lowest_divergence, np.log(2)),
    (check.lowest_divergence, [0.6931]),
    (check.lowest_divergence, 0.693),
    (check.lowest_divergence, math.log(8) - math.log(4)),
    (check.hidden, hidden_in_loops),
    (check.hidden, hidden_by_tanh),
    (check.hidden, hidden_as_a_row),
    (check.free_energy, free_by_sum),
    (check.free_energy, free_by_logaddexp),
    (check.free_energy, free_by_product),
    (check.statements, "ACF"),
    (check.statements, "f, a and c"),
    (check.statements, ["A", "C", "F"]),
]

WRONG = [
    (check.gradient, no_mean, "Take their mean"),
    (check.gradient, no_weights, "Weight each with its probability"),
    (check.gradient, of_means, "You multiplied means"),
    (check.gradient, lambda e, s, p: -gradient_by_einsum(e, s, p), "turned round"),
    (check.gradient, lambda e, s, p: e.T @ e / len(e), "positive phase alone"),
    (check.gradient, lambda e, s, p: 2 * gradient_by_einsum(e, s, p), "counted twice"),
    (check.gradient, lambda e, s, p: gradient_by_einsum(e, s, p) / 2, "½ of the energy"),
    (check.lowest_divergence, 0, "Can means of pairs"),
    (check.lowest_divergence, 1, "Right in bits"),
    (check.lowest_divergence, 0.69, "rounded too far"),
    (check.lowest_divergence, 0.7, "rounded too far"),
    (check.lowest_divergence, math.log(4), "where learning begins"),
    (check.lowest_divergence, math.log(8), "entropy of 8"),
    (check.lowest_divergence, 0.5, "logarithm of that factor"),
    (check.lowest_divergence, math.log(16), "before learning"),
    (check.lowest_divergence, -math.log(2), "never negative"),
    (check.hidden, lambda w, c, v: 1 / (1 + np.exp(-(c + v @ w))), "units 0 and 1"),
    (check.hidden, lambda w, c, v: np.tanh(c + v @ w), "mean of h"),
    (check.hidden, lambda w, c, v: 1 / (1 + np.exp(2 * (c + v @ w))), "probability of −1"),
    (check.hidden, lambda w, c, v: np.sign(c + v @ w + 1e-9), "state without noise"),
    (check.hidden, lambda w, c, v: np.exp(c + v @ w), "normalised"),
    (check.hidden, lambda w, c, v: 1 / (1 + np.exp(-2 * (v @ w))), "c is missing"),
    (check.hidden, lambda w, c, v: 1 / (1 + np.exp(-(c + 2 * v @ w))), "belongs to c"),
    (check.free_energy, plus, "second sign"),
    (check.free_energy, free_in_bits, "base 2"),
    (check.free_energy, free_with_one_2, "brings its own"),
    (check.gradient, lambda *a: gradient_by_einsum(*a) + 1j, "type complex"),
    (check.free_energy, zero_or_one, "units 0 and 1"),
    (check.free_energy, the_best_alone, "best state alone"),
    (check.free_energy, lambda w, b, c, v: -free_by_sum(w, b, c, v), "This is −F"),
    (check.free_energy, lambda w, b, c, v: math.exp(-free_by_sum(w, b, c, v)), "itself"),
    (check.free_energy, lambda w, b, c, v: free_by_sum(w, 0 * b, c, v), "own term"),
    (
        check.free_energy,
        lambda w, b, c, v: free_by_sum(w, b, c, v) + len(c) * math.log(2),
        "Z would absorb it",
    ),
    (check.statements, "ABCF", "says otherwise"),
    (check.statements, "ACD", "coupled to each other"),
    (check.statements, "CE", "forgets Z"),
    (check.statements, "G", "was there in lesson 08"),
    (check.statements, "H", "changes the energy"),
    (check.statements, "AC", "a sum of pairs"),
]


def test_the_free_energy_of_the_package() -> None:
    rng = np.random.default_rng(0)
    w, b, c = rng.normal(size=(4, 3)), rng.normal(size=4), rng.normal(size=3)
    machine = RBM(w, b, c)
    for v in all_states(4):
        assert machine.free_energy(v) == pytest.approx(free_by_sum(w, b, c, v))


def test_what_the_second_exercise_says_is_what_learning_reaches() -> None:
    examples = [(a, b, a * b, a) for a, b in product([-1, 1], repeat=2)]
    found = learn_boltzmann(examples, steps=3000, rate=0.2, momentum=0.9).divergence
    assert found[0] == pytest.approx(math.log(4))
    assert found[-1] == pytest.approx(math.log(2), abs=1e-3)
    assert found[-1] > math.log(2)
