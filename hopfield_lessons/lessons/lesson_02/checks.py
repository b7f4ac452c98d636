"""Exercises of lesson 02, patterns and the Hebb rule."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ... import patterns, rules
from ...exercises.exercise import Exercise, Function, Misconception, slip


def _probes_of_patterns(*sizes: tuple[int, int]) -> tuple[tuple[Any, ...], ...]:
    return tuple((patterns.random_patterns(count, size, rng=7),) for count, size in sizes)


_LONG = patterns.random_patterns(1, 300, rng=3)[0]

overlap = Exercise(
    name="my_overlap",
    right=patterns.overlap,
    probes=(
        (np.array([1, 1, -1, -1], np.int8), np.array([1, 1, 1, -1], np.int8)),
        (np.array([1, -1, 1], np.int8), np.array([-1, 1, -1], np.int8)),
        (_LONG, patterns.flip(_LONG, 0.1, rng=4)),
    ),
    misconceptions=(
        Misconception(
            lambda p, s: np.mean(p == s),
            "This is the share of equal units, (1 + m)/2. "
            "An overlap runs from −1 to 1, and 0 means unrelated.",
        ),
        Misconception(
            lambda p, s: np.sum(p != s),
            "This is the Hamming distance d: it counts the units that differ. m = 1 − 2d/N.",
        ),
        Misconception(
            lambda p, s: np.sum(p * s, dtype=int),
            "The factor 1/N is missing: the overlap of a state with itself must be 1.",
        ),
        slip(
            lambda p, s: (p @ s) / len(p),
            "Right for short patterns, wrong for 300 units: the sum outgrew int8, which "
            "ends at 127. Average instead (np.mean), or convert with astype(float) first.",
        ),
    ),
    praise="It also stays right for long patterns, where a sum in int8 would overflow.",
    shape="one number",
)


def _zero_one_hebbian(x: NDArray[Any]) -> NDArray[Any]:
    bits = (x > 0).astype(float)
    weights: NDArray[Any] = bits.T @ bits / x.shape[1]
    np.fill_diagonal(weights, 0.0)
    return weights


hebbian = Exercise(
    name="my_hebbian",
    right=rules.hebbian,
    probes=_probes_of_patterns((2, 4), (3, 5)),
    misconceptions=(
        slip(
            lambda x: rules.hebbian(x) + len(x) / x.shape[1] * np.eye(x.shape[1]),
            "The diagonal is still there: w_ii = P/N. No unit acts on itself; set it to 0.",
        ),
        slip(
            lambda x: rules.hebbian(x) * x.shape[1],
            "The factor 1/N is missing. Fields would grow with the size of the network.",
        ),
        slip(
            lambda x: rules.hebbian(x) * x.shape[1] + len(x) * np.eye(x.shape[1]),
            "The sum over patterns is right. Still missing: the factor 1/N and the zero diagonal.",
        ),
        Misconception(
            lambda x: rules.hebbian(x) * x.shape[1] / len(x),
            "You divided by P, the number of patterns. The rule divides by N, the number of units.",
        ),
        Misconception(
            lambda x: rules.hebbian(x) / len(x),
            "You averaged over the patterns. The rule adds them: every new pattern is a new "
            "term, and the old ones keep their strength.",
        ),
        Misconception(
            _zero_one_hebbian,
            "This treats the spins as 0/1: two units that are both −1 must attract too. "
            "Multiply the spins ±1 themselves.",
        ),
        Misconception(
            lambda x: x.astype(float) @ x.T / x.shape[1],
            "Shape (P, P): you compared patterns with each other, these are their overlaps. "
            "Weights compare units, shape (N, N): sum over the patterns.",
        ),
        Misconception(
            lambda x: rules.hebbian(x[-1:]),
            "Only the last pattern is stored: add the contributions up, don't overwrite them.",
        ),
        Misconception(
            lambda x: -rules.hebbian(x),
            "The sign is turned round: units that agree in a pattern must attract, w_ij > 0.",
        ),
    ),
    praise="Symmetric, zero diagonal, every pattern counted.",
    shape="a matrix (N, N)",
)


def _sweep(
    weights: Any, state: Any, order: Any, *, tie: Function, old: bool = False
) -> NDArray[Any]:
    """One sweep; `tie` says what a zero field does, `old` lets units see the state before it."""
    before, now = np.array(state, dtype=float), np.array(state, dtype=float)
    for unit in order:
        field = weights[unit] @ (before if old else now)
        now[unit] = np.sign(field) if field else tie(now[unit])
    return now


def _keep(spin: float) -> float:
    return spin


def _right_sweep(weights: Any, state: Any, order: Any) -> NDArray[Any]:
    return _sweep(weights, state, order, tie=_keep)


# Four units make weights of quarters, which floats hold exactly: a zero is a zero.
_PAIR = rules.hebbian(np.array([[1, -1, -1, 1], [1, 1, -1, 1]]))
_ALONE = rules.hebbian(np.array([[1, -1, -1, 1]]))

sweep = Exercise(
    name="my_sweep",
    right=_right_sweep,
    probes=(
        (_ALONE, np.array([-1, -1, 1, 1]), np.array([3, 1, 0, 2])),
        (_ALONE, np.array([1, 1, 1, 1]), np.array([2, 0, 3, 1])),
        (_PAIR, np.array([1, -1, -1, -1]), np.array([1, 3, 2, 0])),
        (_PAIR, np.array([-1, -1, 1, 1]), np.array([2, 3, 0, 1])),
    ),
    misconceptions=(
        *(
            Misconception(
                lambda w, s, order, tie=tie: _sweep(w, s, order, tie=tie, old=True),
                "This is the synchronous update: every field was computed from the old state. "
                "Here a unit must see the units before it as they are now.",
            )
            for tie in (_keep, lambda spin: 1.0, lambda spin: 0.0)
        ),
        slip(
            lambda w, s, order: _sweep(w, s, order, tie=lambda spin: 1.0),
            "A zero field sets the unit to +1 here. In this course a tie keeps the spin.",
        ),
        slip(
            lambda w, s, order: _sweep(w, s, order, tie=lambda spin: -1.0),
            "A zero field sets the unit to −1 here. In this course a tie keeps the spin.",
        ),
        slip(
            lambda w, s, order: _sweep(w, s, order, tie=lambda spin: 0.0),
            "np.sign(0) is 0, and 0 is no spin. Where the field is zero, leave the unit alone.",
        ),
        Misconception(
            lambda w, s, order: _right_sweep(w, s, range(len(s))),
            "The units were visited as 0, 1, 2, …: use the order that came in.",
        ),
        Misconception(
            lambda w, s, order: _sweep(-w, s, order, tie=_keep),
            "The units turn against their fields: a unit takes the sign of its field.",
        ),
    ),
    praise="One unit at a time, in the order given, and ties keep their spin.",
    shape="a state (N,)",
)


def _crosstalk(
    x: Any, mu: Any, *, others_only: bool = True, aligned: bool = True, own_unit: bool = False
) -> NDArray[Any]:
    """Crosstalk by the definition, with switches for what learners forget."""
    count, size = x.shape
    total = np.zeros(size)
    for nu in range(count):
        if nu == mu and others_only:
            continue
        for i in range(size):
            terms = x[nu].astype(float) * x[mu]
            inner = terms.sum() - (0.0 if own_unit else terms[i])
            total[i] += x[nu, i] * inner * (x[mu, i] if aligned else 1) / size
    return total


crosstalk = Exercise(
    name="my_crosstalk",
    right=_crosstalk,
    probes=(
        (patterns.random_patterns(3, 5, rng=11), 1),
        (patterns.random_patterns(4, 6, rng=12), 0),
    ),
    misconceptions=(
        slip(
            lambda x, mu: _crosstalk(x, mu, others_only=False),
            "The term ν = μ, (N − 1)/N, is the signal itself; the crosstalk sums over the others.",
        ),
        slip(
            lambda x, mu: _crosstalk(x, mu, aligned=False),
            "This is the others' part of the field h_i. Multiply by ξ_i^μ: only then does "
            "a negative number mean that the unit is pushed the wrong way.",
        ),
        slip(
            lambda x, mu: _crosstalk(x, mu, own_unit=True),
            "The sum over j contains j = i. There is no w_ii: leave that term out.",
        ),
        slip(
            lambda x, mu: _crosstalk(x, mu) * x.shape[1],
            "The factor 1/N is missing.",
        ),
    ),
    praise="Signal plus this, and you have the aligned field of every unit.",
    shape="one number for each unit, shape (N,)",
)
