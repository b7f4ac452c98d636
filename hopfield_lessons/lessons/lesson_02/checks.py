"""Exercises of lesson 02, patterns and the Hebb rule."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ... import dynamics, patterns, rules
from ...exercises import draws
from ...exercises.exercise import Exercise, Function, Misconception, slip


def _probes_of_patterns(*sizes: tuple[int, int]) -> tuple[tuple[Any, ...], ...]:
    return tuple((patterns.random_patterns(count, size, rng=7),) for count, size in sizes)


def _two_states(rng: np.random.Generator) -> tuple[Any, ...]:
    return tuple(draws.spins(rng, 2, int(rng.integers(1, 7))))


overlap = Exercise(
    name="my_overlap",
    right=patterns.overlap,
    probes=(
        (np.array([1, 1, -1, -1], np.int8), np.array([1, 1, 1, -1], np.int8)),
        (np.array([1, -1, 1], np.int8), np.array([-1, 1, -1], np.int8)),
        "hl.random_patterns(1, 300, rng=3)[0], hl.random_patterns(1, 300, rng=3)[0]",
        "hl.random_patterns(1, 300, rng=3)[0], -hl.random_patterns(1, 300, rng=3)[0]",
    ),
    draw=_two_states,
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
            lambda p, s: np.mean(p != s),
            "This is the share d/N of units that differ. The overlap falls twice as fast: "
            "m = 1 − 2d/N.",
        ),
        Misconception(
            lambda p, s: np.sum(p == s),
            "You counted the units that agree. Those that differ count too, with a minus; then "
            "divide by N.",
        ),
        slip(
            lambda p, s: -patterns.overlap(p, s),
            "The sign is turned round: the overlap of a state with itself must be 1.",
        ),
        slip(
            lambda p, s: np.abs(patterns.overlap(p, s)),
            "Keep the sign: a state and the negative of the pattern have overlap −1.",
        ),
        slip(
            lambda p, s: np.mean(p * s) * 2,
            "Twice too much: the overlap of a state with itself must be 1.",
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


def _some_patterns(rng: np.random.Generator) -> tuple[Any, ...]:
    return (draws.spins(rng, int(rng.integers(1, 5)), int(rng.integers(2, 5))),)


def _only(x: NDArray[Any], triangle: Function) -> NDArray[Any]:
    return np.asarray(triangle(rules.hebbian(x)))


def _cleared(square: NDArray[Any]) -> NDArray[Any]:
    np.fill_diagonal(square, 0.0)
    return square


hebbian = Exercise(
    name="my_hebbian",
    right=rules.hebbian,
    probes=_probes_of_patterns((2, 4), (3, 5)),
    draw=_some_patterns,
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
            lambda x: _cleared(x.astype(float) @ x.T / x.shape[1]),
            "Shape (P, P): you compared patterns with each other, these are their overlaps. "
            "Weights compare units, shape (N, N): sum over the patterns.",
        ),
        slip(
            lambda x: rules.hebbian(x[:1]),
            "Only the first pattern is stored. Is the return inside the loop? It ends the loop at "
            "once: move it to the left.",
        ),
        *(
            slip(
                lambda x, triangle=triangle: _only(x, triangle),
                "Only one half of the matrix is there. What i means to j, j means to i: weights "
                "are symmetric.",
            )
            for triangle in (np.tril, np.triu)
        ),
        Misconception(
            lambda x: np.sign(rules.hebbian(x)),
            "You kept the signs alone. Patterns that agree on a pair make its weight stronger.",
        ),
        slip(
            lambda x: rules.hebbian(x) + np.eye(x.shape[1]),
            "The diagonal is 1. No unit acts on itself; set it to 0.",
        ),
        slip(
            lambda x: rules.hebbian(x) / x.shape[1],
            "You divided by N twice.",
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


def _one_sweep(rng: np.random.Generator) -> tuple[Any, ...]:
    """Weights that need not be symmetric, a state, and an order of all units.

    Whoever sweeps on until nothing changes comes to an end as well.
    """
    while True:
        size = int(rng.integers(3, 5))
        drawn = draws.weights(rng, size), draws.spins(rng, size), rng.permutation(size)
        end = _at_rest(*drawn)
        if np.array_equal(end, _right_sweep(drawn[0], end, drawn[2])):
            return drawn


def _at_rest(weights: Any, state: Any, order: Any) -> NDArray[Any]:
    """Sweep after sweep until nothing changes, or for a long time."""
    now = np.array(state, dtype=float)
    for _ in range(50):
        before, now = now, _right_sweep(weights, now, order)
        if np.array_equal(before, now):
            break
    return now


def _field_as_spin(weights: Any, state: Any, order: Any) -> NDArray[Any]:
    now = np.array(state, dtype=float)
    for unit in order:
        now[unit] = weights[unit] @ now
    return now


def _first_flip(weights: Any, state: Any, order: Any) -> NDArray[Any]:
    now = np.array(state, dtype=float)
    for unit in order:
        if now[unit] * (weights[unit] @ now) < 0:
            now[unit] *= -1
            break
    return now


# Four units make weights of quarters, which floats hold exactly: a zero is a zero.
_PAIR = rules.hebbian(np.array([[1, -1, -1, 1], [1, 1, -1, 1]]))
_ALONE = rules.hebbian(np.array([[1, -1, -1, 1]]))

sweep = Exercise(
    name="my_sweep",
    right=_right_sweep,
    draw=_one_sweep,
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
            _at_rest,
            "You go on until nothing changes. Asked for is one sweep: visit each unit once, then "
            "return.",
        ),
        Misconception(
            lambda w, s, order: (
                dynamics.recall(w, s, order="sequential", energies=False, max_sweeps=50).state
            ),
            "You go on until nothing changes, and in the order 0, 1, 2, … Asked for is one sweep, "
            "in the order that came in.",
        ),
        slip(
            lambda w, s, order: _right_sweep(w.T, s, order),
            "The field needs row i of the weights, what all units mean to unit i. You took the "
            "column. (In symmetric weights the two are equal.)",
        ),
        slip(
            lambda w, s, order: _right_sweep(w, s, order[::-1]),
            "You visit the units in the reverse of the given order.",
        ),
        slip(
            lambda w, s, order: _right_sweep(w, s, np.argsort(order)),
            "order[k] is the unit that is visited as number k, not the turn of unit k.",
        ),
        slip(
            lambda w, s, order: _right_sweep(w, s, order[:1]),
            "Only the first unit was visited. Is the return inside the loop? It ends the loop at "
            "once: move it to the left.",
        ),
        slip(
            _first_flip,
            "You stop after the first flip. A sweep visits every unit.",
        ),
        slip(
            lambda w, s, order: _right_sweep(w, s, order[:-1]),
            "The last unit of the order isn't visited.",
        ),
        Misconception(
            _field_as_spin,
            "The field itself became the spin. A spin is its sign, and a tie keeps the spin.",
        ),
        Misconception(
            lambda w, s, order: s,
            "Nothing has moved: set the units in the copy, and return the copy.",
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


def _one_of_some_patterns(rng: np.random.Generator) -> tuple[Any, ...]:
    (x,) = _some_patterns(rng)
    return x, int(rng.integers(len(x)))


crosstalk = Exercise(
    name="my_crosstalk",
    right=_crosstalk,
    draw=_one_of_some_patterns,
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
        slip(
            lambda x, mu: _crosstalk(x, mu) - 1 / x.shape[1],
            "You subtracted 1 for the signal. It is (N − 1)/N, for a unit doesn't hear itself.",
        ),
        slip(
            lambda x, mu: _crosstalk(x, mu) + (len(x) - 1) / x.shape[1] - 1 / x.shape[1],
            "Your weights have a diagonal, so every unit also hears itself.",
        ),
        slip(
            lambda x, mu: -_crosstalk(x, mu),
            "The sign is turned round: crosstalk that pushes a unit the wrong way is negative.",
        ),
        slip(
            lambda x, mu: _crosstalk(x, 0),
            "You answered for pattern 0. Use the number mu that came in.",
        ),
        slip(
            lambda x, mu: x[mu] * (rules.hebbian(x) @ x[mu] - (x.shape[1] - 1) / x.shape[1]),
            "Subtract the signal after the field was multiplied by ξ_i^μ: a bracket stands in the "
            "wrong place.",
        ),
        slip(
            lambda x, mu: _crosstalk(x, mu).mean(),
            "This is the mean over the units. Return one number for each of them.",
        ),
        slip(
            lambda x, mu: _crosstalk(x, mu).sum(),
            "This is the sum over the units. Return one number for each of them.",
        ),
    ),
    praise="Signal plus this, and you have the aligned field of every unit.",
    shape="one number for each unit, shape (N,)",
)
