"""Softmax retrieval: one step of it, and where it rests between two memories."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..._arguments import Floats
from ...exercises.exercise import Exercise, Misconception, Telltale, slip

__all__ = ["rest", "step"]

# ------------------------------------------------------------------- 3: a step


def _softmax(scores: Floats, axis: int = -1) -> Floats:
    terms = np.exp(scores - scores.max(axis=axis, keepdims=True))
    weights: Floats = terms / terms.sum(axis=axis, keepdims=True)
    return weights


def _floats(*arrays: Any) -> tuple[Floats, ...]:
    return tuple(np.asarray(array, dtype=float) for array in arrays)


def _step(X: Any, s: Any, beta: float) -> Floats:
    patterns, state = _floats(X, s)
    step: Floats = _softmax(beta * (patterns @ state)) @ patterns
    return step


def _no_sum(X: Any, s: Any, beta: float) -> Floats:
    patterns, state = _floats(X, s)
    step: Floats = np.exp(beta * (patterns @ state)) @ patterns
    return step


def _nearest(X: Any, s: Any) -> Floats:
    patterns, state = _floats(X, s)
    nearest: Floats = patterns[(patterns @ state).argmax()]
    return nearest


def _weights_of(X: Any, s: Any, beta: float) -> Floats:
    patterns, state = _floats(X, s)
    return _softmax(beta * (patterns @ state))


def _linear(X: Any, s: Any, beta: float) -> Floats:
    patterns, state = _floats(X, s)
    step: Floats = beta * (patterns @ state) @ patterns
    return step


def _over_units(X: Any, s: Any, beta: float) -> Floats:
    patterns, state = _floats(X, s)
    step: Floats = (_softmax(beta * patterns * state, axis=1) * patterns).sum(axis=0)
    return step


def _by_distance(X: Any, s: Any, beta: float) -> Floats:
    patterns, state = _floats(X, s)
    far = np.square(patterns - state).sum(axis=1)
    step: Floats = _softmax(-beta * far) @ patterns
    return step


def _until_rest(X: Any, s: Any, beta: float) -> Floats:
    (state,) = _floats(s)
    for _ in range(500):
        state = _step(X, state, beta)
    return state


def _three_patterns(rng: np.random.Generator) -> tuple[Any, ...]:
    size = int(rng.integers(2, 5))
    X, s = rng.normal(size=(3, size)).round(1), rng.normal(size=size).round(1)
    return X, s, float(rng.integers(2, 9)) / 2


_X = np.array([[1.0, 0.0, 0.5], [0.0, 2.0, -1.0], [0.5, 0.5, 0.0], [-1.0, 1.0, 1.5]])

step = Exercise(
    name="my_step",
    right=_step,
    probes=(
        (_X, np.array([0.5, 1.0, -0.5]), 2.0),
        (_X, np.array([0.5, 1.0, -0.5]), 0.5),
        (np.eye(2), np.array([1.0, 0.5]), 1.5),
        (np.array([[1.0, 2.0]]), np.array([0.0, 1.0]), 3.0),
    ),
    draw=_three_patterns,
    misconceptions=(
        Misconception(
            _weights_of,
            "These are the softmax weights, K numbers. The new state is the sum of the patterns, "
            "each times its weight: weights @ X.",
        ),
        slip(
            lambda X, s, beta: _step(X, s, 1.0),
            "β is missing: it stands inside the exponential, as a factor of the scores.",
        ),
        slip(
            lambda X, s, beta: beta * _step(X, s, 1.0),
            "β stands outside of the exponential. Inside, it decides how unequal the weights are.",
        ),
        slip(
            lambda X, s, beta: _step(X, s, -beta),
            "The sign of the exponent is turned round: this goes to the farthest pattern.",
        ),
        slip(
            lambda X, s, beta: _step(X, s, 1 / beta),
            "You divided by β: that is right for a temperature. β is its inverse, a factor.",
        ),
        slip(
            lambda X, s, beta: _step(X, s, beta / math.sqrt(len(s))),
            "There is a √d too many: here β is given. 1/√d is the β that attention chooses.",
        ),
        slip(
            _no_sum,
            "The exponentials aren't divided by their sum, so this is no mean of the patterns.",
        ),
        Misconception(
            _over_units,
            "The softmax runs over the units. It compares patterns: first one score for each, a "
            "sum over the units, X @ s.",
        ),
        Misconception(
            lambda X, s, beta: _nearest(X, s),
            "This is the best pattern itself, the limit of large β. At this β the others count "
            "too, with their weights.",
        ),
        Misconception(
            _linear,
            "There is no exponential in it: this is Hebb's field. The scores go through the "
            "softmax first.",
        ),
        slip(
            lambda X, s, beta: np.asarray(s, dtype=float) - _step(X, s, beta),
            "This is the gradient of the energy, s − step. The step itself is asked for.",
        ),
        slip(
            lambda X, s, beta: _step(X, s, beta) - np.asarray(s, dtype=float),
            "This is by how much the state moves. Asked is the new state: add s again.",
        ),
        slip(
            lambda X, s, beta: _until_rest(X, s, beta),
            "You went on until the state rests. One step is asked for.",
        ),
        slip(
            lambda X, s, beta: _by_distance(X, s, beta / 2),
            "You compared by distance, −β |x − s|²/2. That is the same only where all patterns "
            "are equally long; the step compares by the product β x·s.",
        ),
        slip(
            lambda X, s, beta: np.asarray(s, dtype=float) + _step(X, s, beta),
            "You added the old state. A step replaces it. (A Transformer adds it: that is its "
            "residual path, outside of the step.)",
        ),
        slip(
            lambda X, s, beta: _step(X, _step(X, s, beta), beta),
            "These are two steps. One is asked for.",
        ),
        slip(
            _by_distance,
            "You compared by distance, −β |x − s|². That prefers short patterns, and it counts "
            "the product twice; the step compares by the product β x·s.",
        ),
        Misconception(
            lambda X, s, beta: np.asarray(X, dtype=float).mean(axis=0),
            "This is the plain mean, the limit β = 0. Give the patterns their weights.",
        ),
    ),
    praise="Two matrix products and a softmax: with keys and values for the patterns and β = 1/√d "
    "it is attention.",
    shape="an array of shape (d,)",
)

# ------------------------------------------------------------------- 4: two memories


def _rest(degrees: float, beta: float, *, share: float = 0.25, steps: int = 20_000) -> float:
    """Where t <- tanh(share beta |x1 - x2|^2 t) ends that starts at 1."""
    slope = share * beta * 2 * (1 - math.cos(math.radians(degrees)))
    return _magnet(slope, steps)


def _magnet(slope: float, steps: int = 20_000) -> float:
    if steps > 1 and slope <= 1:
        return 0.0
    t = 1.0
    for _ in range(steps):
        t = math.tanh(slope * t)
    return t


def _side(degrees: float) -> float:
    return math.sqrt(2 * (1 - math.cos(math.radians(degrees))))


def _whether(degrees: float, beta: float) -> float:
    """1 above the parting, 0 below."""
    return float(beta * (1 - math.cos(math.radians(degrees))) > 2)


_PAIRS = (
    (60, 3),
    (60, 8),
    (90, 3),
    (30, 20),
    (120, 1),
    (150, 2),
    (45, 9),
    (150, 5),
    (90, 6),
    (150, 0.5),
)


def _on_the_way(given: tuple[Any, ...], right: tuple[Any, ...]) -> bool:
    """Whether all answers are what some number of steps, the same for all, leaves of t."""
    answers = np.array(given, dtype=float).reshape(len(right))
    t = np.ones(len(_PAIRS))
    slopes = np.array([beta * _side(degrees) ** 2 / 4 for degrees, beta in _PAIRS])
    for _ in range(100):
        t = np.tanh(slopes * t)
        if np.allclose(answers, t, atol=1e-6):
            return True
    return False


rest = Exercise(
    name="my_rest",
    right=_rest,
    probes=_PAIRS,
    tolerance=1e-3,
    misconceptions=(
        Misconception(
            lambda degrees, beta: 1.0,
            "You said that it stays in x¹. One step from there leads near it; the fixed point of "
            "(12.9) may be far from it, and below the β at which they part it is the mean.",
        ),
        Misconception(
            lambda degrees, beta: 0.0,
            "This always ends in the mean, t = 0. Above the β at which they part, (12.9) has two "
            "more solutions. Does β stand in your formula? With β = 1 every pair is one memory.",
        ),
        slip(
            lambda degrees, beta: _rest(degrees, beta, steps=1),
            "This is one step, from t = 1. Put the result in again, until nothing changes.",
        ),
        slip(
            lambda degrees, beta: _rest(degrees, beta, share=1.0),
            "The 4 of (12.9) is missing: |x¹ − x²|² is divided by it.",
        ),
        slip(
            lambda degrees, beta: _rest(degrees, beta, share=0.5),
            "|x¹ − x²|² is divided by 4, not by 2.",
        ),
        slip(
            lambda degrees, beta: _magnet(beta * _side(degrees) / 4),
            "The distance is squared in (12.9): |x¹ − x²|² = 2 (1 − cos θ).",
        ),
        slip(
            lambda degrees, beta: _magnet(beta * (1 - math.cos(degrees)) / 2),
            "The cosine got degrees: np.cos takes radians, np.radians(degrees) makes them.",
        ),
        slip(
            lambda degrees, beta: _magnet(beta * math.cos(math.radians(degrees)) / 2),
            "cos θ stands alone: |x¹ − x²|² = 2 (1 − cos θ). Vectors that point the same way have "
            "distance 0.",
        ),
        Misconception(
            lambda degrees, beta: _magnet(beta),
            "The angle has to come in: the nearer the two, the larger β must be. This is the "
            "magnet with J = 1.",
        ),
        slip(
            lambda degrees, beta: _magnet(beta * (1 - math.cos(math.radians(degrees))) / 4),
            "|x¹ − x²|² = 2 (1 − cos θ): the 2 is missing.",
        ),
        Misconception(
            lambda degrees, beta: _rest(degrees, 1 / beta),
            "You took β for a temperature: it stands in the numerator.",
        ),
        Misconception(
            lambda degrees, beta: 2 / (1 - math.cos(math.radians(degrees))),
            "This is the β at which the two part. Asked is the t at which the state rests.",
        ),
        slip(
            lambda degrees, beta: (1 + _rest(degrees, beta)) / 2,
            "This is the weight p₁ of the first memory. t is the difference p₁ − p₂.",
        ),
        slip(
            lambda degrees, beta: -_rest(degrees, beta),
            "This is the other memory's side. The state starts in the first, at t = 1.",
        ),
        slip(
            lambda degrees, beta: _magnet(beta * (1 + math.cos(math.radians(degrees))) / 2),
            "You took 1 + cos θ: |x¹ − x²|² = 2 (1 − cos θ). Vectors that point the same way have "
            "distance 0.",
        ),
        Misconception(
            _whether,
            "Only whether they part was asked of this answer. For how far, solve (12.9).",
        ),
    ),
    telltales=(
        Telltale(
            lambda given, right: _on_the_way(given, right),
            "The state is still on its way. Near the β at which they part it is slow: take some "
            "thousand steps.",
            "almost",
        ),
    ),
    praise="The magnet of lesson 01, with |x¹ − x²|²/4 in place of J: above the β at which they "
    "part the memory is a mean too, of much of one pattern and a little of the other.",
    shape="one number",
)
