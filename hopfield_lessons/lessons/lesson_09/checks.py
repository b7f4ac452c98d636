"""Exercises of lesson 09, better learning rules."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..._arguments import Floats
from ...exercises import draws
from ...exercises.exercise import Exercise, Misconception, slip
from .named import cures, statements

__all__ = ["cures", "kappa", "statements", "storkey_step", "threshold"]

# ------------------------------------------------------------------- 1: how firm a projection is


def _of_load(rule: Callable[[float], float]) -> Callable[[int, int], float]:
    return lambda count, size: rule(count / size)


kappa = Exercise(
    name="my_kappa",
    right=_of_load(lambda a: math.sqrt((1 - a) / a)),
    probes=((50, 100), (20, 100), (1, 5), (90, 100), (3, 4), (7, 1000)),
    misconceptions=(
        slip(
            _of_load(lambda a: 1 - a),
            "This is the aligned field, 1 − α. Now divide it by the length of the row.",
        ),
        slip(
            _of_load(lambda a: (1 - a) / math.sqrt(a)),
            "You divided by √α, the length of a row with its diagonal. That was taken out: "
            "the squares that are left add up to α − α².",
        ),
        slip(
            _of_load(lambda a: 1 / math.sqrt(a)),
            "This is right with the diagonal. Without it the field falls to 1 − α, and the row "
            "gets shorter too.",
        ),
        slip(
            _of_load(lambda a: 1 / math.sqrt(a * (1 - a))),
            "The length √(α − α²) is right. But the field isn't 1 any more: the diagonal gave α "
            "of it. (If you wrote 1 − P//N: `//` rounds P/N down to 0.)",
        ),
        slip(
            _of_load(lambda a: (1 - a) / a),
            "Square or root? This is κ². A length is the root of a sum of squares.",
        ),
        slip(
            _of_load(lambda a: 1 / a),
            "You divided by the sum of squares, α − α². The length of the row is its root.",
        ),
        slip(
            _of_load(lambda a: math.sqrt(a / (1 - a))),
            "Upside down: the field is divided by the length, and κ falls as the load grows.",
        ),
        Misconception(
            _of_load(lambda a: math.sqrt(1 - a)),
            "At small loads κ must become large. Work out both parts: the field 1 − α, and the "
            "length of the row.",
        ),
        Misconception(
            _of_load(math.sqrt),
            "√α is the length of a row with its diagonal. Wanted is the field without the "
            "diagonal, divided by the length without it.",
        ),
        Misconception(
            _of_load(lambda a: math.sqrt(a * (1 - a))),
            "This is the length of the row. Divide the field 1 − α by it.",
        ),
        Misconception(
            _of_load(lambda a: (1 - a) * math.sqrt(a * (1 - a))),
            "You multiplied by the length of the row. Divide by it.",
        ),
        Misconception(
            lambda count, size: math.sqrt((size - count) / count) / size,
            "There is one 1/N too many: w_ii is P/N, and nothing else depends on N.",
        ),
        Misconception(
            lambda count, size: 1.0,
            "1 is the field with the diagonal, or κ at load ½. What is it at other loads?",
        ),
        Misconception(
            lambda count, size: math.inf,
            "No row has length 0, as long as 0 < P < N.",
        ),
    ),
    praise="It is 1 at load ½, where Gardner's best possible weights reach 1.034, and 0 at P = N.",
    shape="one number",
)

# ------------------------------------------------------------------- 3: midway between two groups

threshold = Exercise(
    name="my_threshold",
    right=lambda activity: 0.5 - activity,
    probes=((0.05,), (0.5,), (0.1,), (0.25,), (0.01,), (0.6,), (0.1234,)),
    misconceptions=(
        Misconception(
            lambda activity: 0.0,
            "0 is the habit of ±1, and the field averaged over all units. Midway between the two "
            "groups is the plain mean of two fields: those of (9.7), with n_i = 1 and n_i = 0.",
        ),
        Misconception(
            lambda activity: 0.5,
            "½ would lie between fields 0 and 1. The silent units have a field below 0.",
        ),
        Misconception(
            lambda activity: activity,
            "a is the mean of the pattern, not a field. Compute the fields of both groups.",
        ),
        slip(
            lambda activity: 1 - activity,
            "This is the field of the active units. Midway means the mean of both groups.",
        ),
        slip(
            lambda activity: -activity,
            "This is the field of the silent units. Midway means the mean of both groups.",
        ),
        slip(
            lambda activity: 1 - 2 * activity,
            "This is the sum of the two fields. Midway is half of it.",
        ),
        slip(
            lambda activity: activity - 0.5,
            "The sign is turned round: active units have the larger field, 1 − a.",
        ),
        slip(
            lambda activity: 0.5 + activity,
            "A silent unit has n_i − a = −a, so its field is below 0.",
        ),
        slip(
            lambda activity: abs(0.5 - activity),
            "Right up to a = ½. Beyond, the threshold is negative: leave its sign.",
        ),
        slip(
            lambda activity: max(0.5 - activity, 0.0),
            "Right up to a = ½. Beyond, the threshold is negative: a threshold may be.",
        ),
        Misconception(
            lambda activity: 1.0,
            "1 is the gap between the two groups, 1 − a − (−a). Where is its middle?",
        ),
        slip(
            lambda activity: (1 - activity) / 2,
            "This is midway between 0 and 1 − a. Silent units don't have field 0 but −a.",
        ),
    ),
    praise="Zero for a = ½ only. As patterns get sparser it tends to ½; the best threshold, with "
    "noise in the fields, is higher still.",
    shape="one number",
)

# ------------------------------------------------------------------- 4: one step of Storkey's rule


def _reduced(weights: Floats, xi: Floats, *, skip: str = "ij") -> Floats:
    """h_ij, a sum over k without i, without j, without both, or over all k."""
    h = np.repeat((weights @ xi)[:, None], len(xi), axis=1)
    if "i" in skip:
        h = h - (np.diag(weights) * xi)[:, None]
    if "j" in skip:
        h = h - weights * xi
    if skip == "ij":
        h = h + np.diag(np.diag(weights) * xi)  # k = i = j was taken out twice
    return h


def _step(
    weights: Any,
    pattern: Any,
    *,
    skip: str = "ij",
    after: bool = False,
    share: float = 1.0,
    signs: tuple[float, float] = (-1.0, -1.0),
    turned: bool = False,
    diagonal: bool = False,
) -> Floats:
    w, xi = np.asarray(weights, dtype=float), np.asarray(pattern, dtype=float)
    size = len(xi)
    h = _reduced(w + np.outer(xi, xi) / size if after else w, xi, skip=skip)
    if turned:
        h = h.T
    added = np.outer(xi, xi) + signs[0] * h.T * xi[:, None] + signs[1] * h * xi
    new: Floats = w + share * added / size
    if not diagonal:
        np.fill_diagonal(new, 0.0)
    return new


def _while_changing(weights: Any, pattern: Any) -> Floats:
    """Each field is taken when its turn comes, from weights that are half old, half new."""
    new, xi = np.array(weights, dtype=float), np.asarray(pattern, dtype=float)
    for i in range(len(xi)):
        for j in range(len(xi)):
            if i != j:
                to_i, to_j = (new[u] @ xi - new[u, v] * xi[v] for u, v in ((i, j), (j, i)))
                new[i, j] += (xi[i] * xi[j] - xi[i] * to_j - to_i * xi[j]) / len(xi)
    return new


def _without_spins(weights: Any, pattern: Any) -> Floats:
    """h as a sum of weights alone."""
    w, xi = np.asarray(weights, dtype=float), np.asarray(pattern, dtype=float)
    h = _reduced(w, np.ones(len(xi)))
    new: Floats = w + (np.outer(xi, xi) - h.T * xi[:, None] - h * xi) / len(xi)
    np.fill_diagonal(new, 0.0)
    return new


def _not_transposed(weights: Any, pattern: Any) -> Floats:
    w, xi = np.asarray(weights, dtype=float), np.asarray(pattern, dtype=float)
    h = _reduced(w, xi)
    new: Floats = w + (np.outer(xi, xi) - h * xi[:, None] - h * xi) / len(xi)
    np.fill_diagonal(new, 0.0)
    return new


def _one_sided(weights: Any, pattern: Any) -> Floats:
    w, xi = np.asarray(weights, dtype=float), np.asarray(pattern, dtype=float)
    h = _reduced(w, xi)
    new: Floats = w + (np.outer(xi, xi) - 2 * h * xi) / len(xi)
    np.fill_diagonal(new, 0.0)
    return new


def _only_the_change(weights: Any, pattern: Any) -> Floats:
    new: Floats = _step(weights, pattern) - np.asarray(weights, dtype=float)
    return new


def _weights_and_pattern(rng: np.random.Generator) -> tuple[Any, ...]:
    size = int(rng.integers(4, 7))
    weights = np.triu(rng.integers(-3, 4, (size, size)), 1) / 2
    return weights + weights.T, draws.spins(rng, size)


_SMALL = np.array([[0, 1, -2, 3, 1], [1, 0, 4, -1, 2], [-2, 4, 0, 2, -3], [3, -1, 2, 0, 1],
                   [1, 2, -3, 1, 0]]) / 5  # fmt: skip
_XI = np.array([1, -1, -1, 1, 1])

storkey_step = Exercise(
    name="my_storkey_step",
    right=_step,
    probes=((np.zeros((4, 4)), np.array([1, -1, -1, 1])), (_SMALL, _XI), (_SMALL, -_XI[::-1])),
    draw=_weights_and_pattern,
    misconceptions=(
        slip(
            lambda w, x: _step(w, x, skip=""),
            "You took the full field h_i, which contains k = j. That is another rule: h_ij leaves "
            "k = i and k = j out.",
        ),
        slip(
            lambda w, x: _step(w, x, after=True),
            "You added the pattern first and took the fields then. The fields are those of the "
            "weights before the step.",
        ),
        slip(
            lambda w, x: _step(w, x, after=True, skip=""),
            "Two things: the fields are those of the weights before the step, and they leave "
            "k = i and k = j out.",
        ),
        slip(
            lambda w, x: _step(w, x, turned=True),
            "The two h stand the wrong way round: ξ_i goes with h_ji, and ξ_j with h_ij.",
        ),
        slip(
            _while_changing,
            "You took fields from weights that were half old, half new. Compute all of h first, "
            "or write into a copy and read from w.",
        ),
        slip(
            _without_spins,
            "h_ij is a sum of w_ik ξ_k: the spins ξ_k are missing in yours.",
        ),
        slip(
            _not_transposed,
            "Nearly: ξ_i goes with h_ji, which is h.T, and you took h_ij there.",
        ),
        slip(
            lambda w, x: np.triu(_step(w, x)),
            "One half of the weights is missing: w_ji is w_ij.",
        ),
        slip(
            lambda w, x: _step(w, x, share=len(x) / (len(x) - 1)),
            "What is added is divided by N, not by N − 1.",
        ),
        slip(
            _one_sided,
            "Both terms have the same h, so the weights are not symmetric: one of them is "
            "transposed, h_ji.",
        ),
        slip(
            lambda w, x: _step(w, x, share=1 / len(x)),
            "Divided by N twice: what is added is divided by N once, and the old weights already "
            "hold their 1/N.",
        ),
        slip(
            lambda w, x: _step(w, x, share=float(len(x))),
            "The factor 1/N is missing.",
        ),
        Misconception(
            lambda w, x: _step(w, x, signs=(0.0, 0.0)),
            "This is Hebb's step. Storkey's takes away what the weights know already: the two "
            "terms with h.",
        ),
        slip(
            lambda w, x: _step(w, x, signs=(1.0, 1.0)),
            "The terms with h are subtracted.",
        ),
        slip(
            lambda w, x: _step(w, x, signs=(-1.0, 0.0)),
            "One of the two terms with h is missing: the other one is h_ij ξ_j.",
        ),
        slip(
            lambda w, x: _step(w, x, signs=(0.0, -1.0)),
            "One of the two terms with h is missing: the other one is ξ_i h_ji.",
        ),
        slip(
            lambda w, x: _step(w, x, diagonal=True),
            "Right but for the diagonal: set w_ii to 0 at the end.",
        ),
        slip(
            _only_the_change,
            "This is what the pattern adds. Return the new weights, the old ones and this.",
        ),
        Misconception(
            lambda w, x: np.asarray(w, dtype=float),
            "These are the weights as they came: nothing was learned.",
        ),
    ),
    praise="Local, incremental and symmetric, as Hebb's rule; what the weights knew already is "
    "not added again.",
    shape="an array of shape (N, N)",
)
