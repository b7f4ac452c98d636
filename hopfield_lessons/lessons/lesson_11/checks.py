"""Exercises of lesson 11, Boltzmann machines."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..._arguments import Floats
from ...exercises import draws
from ...exercises.exercise import Exercise, Misconception, slip
from ...exercises.number import Wrong, number
from ...landscape import all_states
from .named import statements

__all__ = ["free_energy", "gradient", "hidden", "lowest_divergence", "statements"]

# ------------------------------------------------------------------- 1: the two phases


def _pairs(states: Any, chances: Any = None) -> Floats:
    s = np.asarray(states, dtype=float)
    p = np.full(len(s), 1 / len(s)) if chances is None else np.asarray(chances)
    means: Floats = s.T @ (p[:, None] * s)
    return means


def _phases(examples: Any, states: Any, p: Any) -> Floats:
    return _pairs(examples) - _pairs(states, p)


def _centred(states: Any, chances: Any = None) -> Floats:
    s = np.asarray(states, dtype=float)
    p = np.full(len(s), 1 / len(s)) if chances is None else np.asarray(chances)
    return _pairs(s, p) - np.outer(p @ s, p @ s)


def _of_means(examples: Any, states: Any, p: Any) -> Floats:
    """Products of means, where means of products are wanted."""
    return (_pairs(examples) - _centred(examples)) - (_pairs(states, p) - _centred(states, p))


def _examples_and_model(rng: np.random.Generator) -> tuple[Any, ...]:
    size = int(rng.integers(2, 4))
    examples = draws.spins(rng, int(rng.integers(2, 6)), size)
    sixteenths = rng.multinomial(16, np.full(2**size, 2.0**-size))
    return examples, all_states(size), sixteenths / 16


gradient = Exercise(
    name="my_gradient",
    right=_phases,
    probes=(
        (np.array([[1, 1], [-1, -1]]), all_states(2), np.full(4, 0.25)),
        (np.array([[1, 1, -1], [1, 1, 1]]), all_states(3), np.arange(1, 9) / 36),
        (np.array([[1, -1, 1]] * 3), all_states(3), np.arange(8, 0, -1) / 36),
    ),
    draw=_examples_and_model,
    misconceptions=(
        slip(
            lambda e, s, p: 2 * _phases(e, s, p),
            "Twice too much: each pair was counted twice. In E a pair stands twice, and the ½ "
            "makes it one.",
        ),
        slip(
            lambda e, s, p: _phases(e, s, p) / 2,
            "Half too little: the ½ of the energy has been used up. w_ij and w_ji are one number, "
            "and it stands in both terms of the sum.",
        ),
        slip(
            lambda e, s, p: -_phases(e, s, p),
            "The sign is turned round. The energy has a minus sign, and so has the exponent: what "
            "the examples have more of is added.",
        ),
        Misconception(
            lambda e, s, p: _pairs(e),
            "This is the positive phase alone, Hebb's rule. Subtract what the machine does by "
            "itself.",
        ),
        Misconception(
            lambda e, s, p: -_pairs(s, p),
            "This is the negative phase alone: it forgets. Add what the examples show.",
        ),
        slip(
            lambda e, s, p: len(e) * _pairs(e) - _pairs(s, p),
            "The positive phase is a sum over the examples. Take their mean: divide by how many "
            "there are.",
        ),
        slip(
            lambda e, s, p: len(e) * _phases(e, s, p),
            "This is the gradient of the sum of all ln p. Wanted is that of their mean: divide by "
            "how many examples there are.",
        ),
        slip(
            lambda e, s, p: _pairs(e) - _pairs(s),
            "In the negative phase all states count alike. Weight each with its probability p.",
        ),
        slip(
            lambda e, s, p: _pairs(e) - len(s) * _pairs(s, p) / len(s) ** 2,
            "The p add up to 1 already: a weighted sum is the mean, and needs no division.",
        ),
        Misconception(
            lambda e, s, p: _centred(e) - _centred(s, p),
            "You took covariances, with the means subtracted. The gradient has the plain mean of "
            "the products s_i s_j.",
        ),
        Misconception(
            _of_means,
            "You multiplied means. Wanted is the mean of the products: units can be correlated "
            "though each of them has mean 0.",
        ),
    ),
    praise="At w = 0 and b = 0 all states are alike, the negative phase is 0, and Hebb's rule "
    "is left.",
    shape="an array of shape (N, N)",
)

# ------------------------------------------------------------------- 2: what pairs can't see

lowest_divergence = number(
    name="my_divergence",
    right=math.log(2),
    wrong=[
        Wrong(
            0.0,
            "Four states out of 16 that pairs know all about? The machine can learn s₄ = s₁. Can "
            "means of pairs tell s₁s₂s₃ = +1?",
        ),
        Wrong(
            math.log(4),
            "This is ln 4, where learning begins: all 16 states alike. One of the two conditions "
            "is about a pair, and that it can learn.",
        ),
        Wrong(
            math.log(8), "ln 8 is the entropy of 8 equal states. KL compares it with the data's."
        ),
        Wrong(math.log(16), "ln 16 is the entropy of the machine before learning, not a distance."),
        Wrong(
            1.0,
            "Right in bits, where a halving counts 1. The lesson takes natural logarithms: nats.",
            "almost",
        ),
        Wrong(
            0.69, "The right idea, rounded too far: give three digits, or write np.log.", "almost"
        ),
        Wrong(
            0.7, "The right idea, rounded too far: give three digits, or write np.log.", "almost"
        ),
        Wrong(2.0, "This is ln 4 in bits. Two things: the unit, and what the machine can learn."),
        Wrong(
            0.5, "Half of the states it likes are wrong, yes. KL is the logarithm of that factor."
        ),
        Wrong(
            -math.log(2),
            "The sign: KL is never negative. The machine gives the data half of what they should "
            "have, and ln(q/p) = ln 2.",
            "almost",
        ),
        Wrong(
            math.log(2) / 2, "½ ln 2 is for a restricted machine with two hidden units on parity."
        ),
    ],
    praise="The pair is learned, up to weights that grow forever; the triple isn't. 8 equal "
    "states are left for 4.",
    below="Too small: pairs can't tell s₁s₂s₃ = +1 from −1. How many states are left for the 4?",
    above="Too large: the machine can learn that s₄ = s₁. How many states are left then?",
)

# ------------------------------------------------------------------- 3: a layer at once


def _fields(weights: Any, bias: Any, visible: Any) -> Floats:
    fields: Floats = np.asarray(bias) + np.asarray(visible) @ np.asarray(weights)
    return fields


def _up(fields: Any, factor: float = 2.0) -> Any:
    return 1 / (1 + np.exp(-factor * fields))


def _layer(rng: np.random.Generator) -> tuple[Any, ...]:
    size, count = int(rng.integers(3, 5)), int(rng.integers(2, 4))
    weights = rng.integers(-4, 5, (size, count)) / 4
    return weights, rng.integers(-4, 5, count) / 4, draws.spins(rng, size)


_W = np.array([[0.5, -0.25], [1.0, 0.5], [-0.75, 0.25]])
_C = np.array([0.25, -0.5])
_V = np.array([1, -1, 1])

hidden = Exercise(
    name="my_hidden",
    right=lambda w, c, v: _up(_fields(w, c, v)),
    probes=((_W, _C, _V), (_W, 0 * _C, -_V), (_W, _C, np.ones(3, dtype=int))),
    draw=_layer,
    misconceptions=(
        slip(
            lambda w, c, v: _up(_fields(w, c, v), 1.0),
            "The 2 is missing: this is for units 0 and 1. Between h = −1 and h = +1 the energy "
            "changes by 2a.",
        ),
        slip(
            lambda w, c, v: _up(_fields(w, c, v), -2.0),
            "This is the probability of −1. The sign of the energy: +1 is likely where a is "
            "positive.",
        ),
        slip(
            lambda w, c, v: _up(_fields(w, c, v), -1.0),
            "The sign is turned round, and the 2 is missing.",
        ),
        slip(
            lambda w, c, v: np.tanh(_fields(w, c, v)),
            "This is the mean of h, between −1 and 1. The probability of +1 is (1 + mean)/2.",
        ),
        Misconception(
            lambda w, c, v: np.where(_fields(w, c, v) > 0, 1.0, 0.0),
            "This is the unit without noise. At temperature 1 it has a chance.",
        ),
        Misconception(
            lambda w, c, v: np.where(_fields(w, c, v) >= 0, 1.0, -1.0),
            "This is the state without noise. Wanted is the probability of +1.",
        ),
        Misconception(
            lambda w, c, v: np.exp(_fields(w, c, v)),
            "e^a isn't normalised yet: divide by e^a + e^(−a), the sum over both values of h.",
        ),
        Misconception(
            lambda w, c, v: np.exp(2 * _fields(w, c, v)),
            "These are the odds, p/(1 − p). Solve for p.",
        ),
        slip(
            lambda w, c, v: _up(_fields(w, 0 * np.asarray(c), v)),
            "c is missing: a_j = c_j + Σ_i v_i w_ij.",
        ),
        slip(
            lambda w, c, v: _up(_fields(w, -np.asarray(c), v)),
            "c comes with the wrong sign: in E it stands as −c·h, so it pulls towards +1.",
        ),
        slip(
            lambda w, c, v: _up(_fields(2 * np.asarray(w), c, v), 1.0),
            "The 2 belongs to c as well: it multiplies the whole field.",
        ),
        slip(
            lambda w, c, v: _up(_fields(w, c, v), 4.0),
            "One 2 too many: E changes by 2a when h turns.",
        ),
        slip(
            lambda w, c, v: (lambda e: e / e.sum())(np.exp(2 * _fields(w, c, v))),
            "You shared one unit's worth of probability among all. Each hidden unit has its own "
            "+1 and −1; nothing adds up over j.",
        ),
    ),
    praise="Each hidden unit asks the visible ones alone, so the layer can be drawn at once.",
    shape="one number for each hidden unit, shape (K,)",
)

# ------------------------------------------------------------------- 4: the free energy


def _log_cosh(fields: Any) -> Any:
    return np.log(2 * np.cosh(fields))


def _machine(rng: np.random.Generator) -> tuple[Any, ...]:
    weights, c, v = _layer(rng)
    return weights, rng.integers(-4, 5, len(v)) / 4, c, v


_B = np.array([0.5, 0.25, -1.0])

free_energy = Exercise(
    name="my_free_energy",
    right=lambda w, b, c, v: -np.dot(b, v) - _log_cosh(_fields(w, c, v)).sum(),
    probes=((_W, _B, _C, _V), (_W, _B, 0 * _C, -_V), (2 * _W, 0 * _B, _C, _V)),
    draw=_machine,
    misconceptions=(
        slip(
            lambda w, b, c, v: -np.dot(b, v) - np.log1p(np.exp(_fields(w, c, v))).sum(),
            "ln(1 + e^a) is for hidden units 0 and 1. Here h is −1 or +1: the two terms are e^a "
            "and e^(−a).",
        ),
        slip(
            lambda w, b, c, v: -np.dot(b, v) - np.log1p(np.exp(2 * _fields(w, c, v))).sum(),
            "ln(1 + e^(2a)) is ln 2cosh a, plus a. The terms are e^a and e^(−a).",
        ),
        slip(
            lambda w, b, c, v: -np.dot(b, v) - np.log(np.cosh(_fields(w, c, v))).sum(),
            "The 2 of 2cosh a is missing. It is the same for all v, so Z would absorb it; but "
            "then e^(−F) isn't the sum over h.",
        ),
        slip(
            lambda w, b, c, v: np.dot(b, v) + _log_cosh(_fields(w, c, v)).sum(),
            "This is −F, the logarithm of the sum over h.",
        ),
        slip(
            lambda w, b, c, v: -np.dot(b, v) + _log_cosh(_fields(w, c, v)).sum(),
            "The hidden units lower F: the second sign is a minus too.",
        ),
        slip(
            lambda w, b, c, v: np.dot(b, v) - _log_cosh(_fields(w, c, v)).sum(),
            "The first sign: E has −b·v.",
        ),
        slip(
            lambda w, b, c, v: -_log_cosh(_fields(w, c, v)).sum(),
            "The visible units' own term, −b·v, is missing.",
        ),
        slip(
            lambda w, b, c, v: -np.dot(b, v) - _log_cosh(_fields(w, 0 * np.asarray(c), v)).sum(),
            "c is missing: a_j = c_j + Σ_i v_i w_ij.",
        ),
        Misconception(
            lambda w, b, c, v: -np.dot(b, v) - abs(_fields(w, c, v)).sum(),
            "This is the lowest energy over h, its best state alone. The others count too: sum "
            "e^(−E), then take the logarithm.",
        ),
        Misconception(
            lambda w, b, c, v: -np.dot(b, v) - (_fields(w, c, v) * np.tanh(_fields(w, c, v))).sum(),
            "This is the mean energy over h. The free energy is lower, by the entropy of h.",
        ),
        Misconception(
            lambda w, b, c, v: np.exp(np.dot(b, v)) * np.prod(2 * np.cosh(_fields(w, c, v))),
            "This is the sum e^(−F) itself. F is minus its logarithm.",
        ),
        Misconception(
            lambda w, b, c, v: -np.dot(b, v) - (2 * np.cosh(_fields(w, c, v))).sum(),
            "The logarithm is missing: a product over j becomes a sum of logarithms.",
        ),
        slip(
            lambda w, b, c, v: -np.dot(b, v) - np.log2(2 * np.cosh(_fields(w, c, v))).sum(),
            "The logarithm is one to base 2. e^(−F) asks for the natural one, np.log.",
        ),
        slip(
            lambda w, b, c, v: -np.dot(b, v) - np.log(2) - np.log(np.cosh(_fields(w, c, v))).sum(),
            "The 2 of 2cosh a is there once. Each of the K hidden units brings its own.",
        ),
        slip(
            lambda w, b, c, v: -np.dot(b, v) - np.log((2 * np.cosh(_fields(w, c, v))).sum()),
            "The logarithm stands outside of the sum. It is the logarithm of a product over j, so "
            "a sum of logarithms.",
        ),
    ),
    praise="A sum over 2ᴷ states in K steps, because the hidden units don't know of each other.",
    shape="one number",
)
