"""Exercise of lesson 04: which theorem applies to given weights?"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...exercises import draws
from ...exercises.exercise import Exercise, Function, Misconception, slip


def _mirrored(weights: NDArray[Any]) -> bool:
    return np.array_equal(weights, weights.T)


def _reversed(weights: NDArray[Any]) -> bool:
    return np.array_equal(weights, -weights.T)


def _semidefinite(weights: NDArray[Any]) -> bool:
    return bool(np.linalg.eigvalsh(weights).min() > -1e-9)


def _no_negative_diagonal(weights: NDArray[Any]) -> bool:
    return bool((np.diagonal(weights) >= 0).all())


def _guarantee(
    weights: Any,
    all_at_once: Any,
    *,
    symmetric: Function = _mirrored,
    own: Function = _no_negative_diagonal,
    definite: Function = _semidefinite,
    antisymmetric: Function = _reversed,
) -> int:
    """The longest period that a theorem allows; 0: no theorem.

    By the words of the theorems, each of which may be replaced by another condition.
    """
    w = np.asarray(weights)
    if antisymmetric(w):
        return 4 if all_at_once else 0
    if not symmetric(w):
        return 0
    if all_at_once:
        return 1 if definite(w) else 2
    return int(own(w))


def _by(**conditions: Any) -> Function:
    return lambda w, once: _guarantee(w, once, **conditions)


def _dominant(weights: NDArray[Any]) -> bool:
    """Whether each w_ii outweighs the rest of its row: enough for no negative eigenvalue."""
    own = np.diagonal(weights)
    rest = np.abs(weights).sum(axis=1) - np.abs(own)
    return bool((own >= rest).all())


def _without_margin(eigenvalues: Function, margin: float) -> Function:
    """Whether no eigenvalue is negative, for one who trusts the last digit."""
    return lambda w: eigenvalues(w).real.min() >= -margin


def _reversed_but_for_the_diagonal(weights: NDArray[Any]) -> bool:
    return _reversed(weights - np.diag(np.diagonal(weights)))


_DIAGONAL_TOO = (
    "Antisymmetric means w_ij = −w_ji for i = j, too, so w_ii = 0. With another diagonal the "
    "theorem of period 4 doesn't apply."
)


def _eigenvalues_first(weights: Any, all_at_once: Any) -> int:
    w = np.asarray(weights)
    if all_at_once and not _reversed(w) and _semidefinite(w):
        return 1
    return _guarantee(w, all_at_once)


def _some_weights(rng: np.random.Generator) -> tuple[Any, ...]:
    """Symmetric or not, of each kind that a theorem knows, and of kinds that look like it."""
    size = int(rng.integers(2, 4))
    drawn = draws.symmetric(rng, size, diagonal=True)
    free = draws.weights(rng, size) + np.diag(np.diagonal(drawn))
    x = draws.spins(rng, int(rng.integers(1, 4)), size).astype(float)
    kinds = (
        drawn,
        free,
        x.T @ x,  # no negative eigenvalue, and some are 0
        x.T @ x - 2 * np.diag(rng.integers(0, 2, size)),
        np.triu(free, 1) - np.triu(free, 1).T,
        drawn + np.diag(np.abs(drawn).sum(axis=1)),
    )
    weights = kinds[rng.integers(len(kinds))]
    weights[0, 1] = weights[0, 1] or 1.0  # not all of them 0, which would be of both kinds
    return weights + 0.0, bool(rng.integers(2))


_SINGULAR = np.array([[1, -1, 1], [-1, 1, -1], [1, -1, 1]]) / 3
# Rank 2 of 6, and large: the four eigenvalues 0 come out as some 10^-14, of both signs.
_CROWDED = np.array([[7, -3, 1, 9, -4, 2], [2, 6, -5, 3, 1, -8]])
_CROWDED = _CROWDED.T @ _CROWDED / 3
_PAIR = np.array([[3, 1, 1], [1, 3, -1], [1, -1, 3]]) / 3

guarantee = Exercise(
    name="my_guarantee",
    right=_guarantee,
    probes=tuple(
        (np.array(weights), all_at_once)
        for weights in (
            [[0, 1], [1, 0]],
            [[0, -1, -1], [-1, 0, -1], [-1, -1, 0]],
            [[0, 1], [-1, 0]],
            [[0, 1], [2, 0]],
            [[1, 2], [2, 1]],
            [[2, 1], [1, 2]],
            [[-1, 3], [3, 0]],
            [[0, 1, 0], [0, 0, 1], [1, 0, 0]],
            [[-1]],
            [[3, 0], [0, -1]],
            [[1, 5], [0, 1]],
            [[2, 2, 2], [2, 2, 2], [2, 2, 2]],
            [[-1, 0, 0], [0, -1, 0], [0, 0, 3]],
            [[1, 2], [-2, 1]],
            [[2, 3], [3, 6]],
            _CROWDED,
            _SINGULAR,
            _PAIR,
        )
        for all_at_once in (False, True)
    ),
    draw=_some_weights,
    draws=24,
    misconceptions=(
        slip(
            _by(own=lambda w: True),
            "You forgot the diagonal: one by one, a negative w_ii can turn a unit again and again. "
            "N = 1, w = −1 is enough.",
        ),
        slip(
            _by(own=lambda w: not np.diagonal(w).any()),
            "w_ii = 0 is not necessary. One by one, w_ii ≥ 0 is enough: the flip then costs "
            "−2|h| − 2w_ii, which is still negative.",
        ),
        slip(
            _by(own=lambda w: (np.diagonal(w) > 0).all()),
            "w_ii > 0 asks too much. One by one, w_ii ≥ 0 is enough, and 0 is the usual case.",
        ),
        slip(
            _by(own=lambda w: np.trace(w) >= 0),
            "The trace is a sum, in which a negative w_ii can hide. One by one, each w_ii must be "
            "at least 0.",
        ),
        slip(
            _by(own=_semidefinite),
            "One by one the eigenvalues don't matter: symmetry and w_ii ≥ 0 are enough.",
        ),
        slip(
            _by(definite=lambda w: False),
            "All at once there is one more theorem: a symmetric matrix without negative "
            "eigenvalues comes to rest.",
        ),
        slip(
            _by(definite=lambda w: np.linalg.det(w) >= -1e-9),
            "The determinant is the product of the eigenvalues: two negative ones make it positive "
            "again. Look at the smallest eigenvalue itself.",
        ),
        slip(
            _by(definite=lambda w: np.linalg.eigvalsh(w).min() > 1e-9),
            "Your test asks for positive eigenvalues (as a Cholesky factor does). The theorem "
            "allows zeros, ≥ 0, and Hebbian weights with their diagonal have some.",
        ),
        *(
            slip(
                _by(definite=_without_margin(eigenvalues, margin)),
                "Your test is right on paper. But an eigenvalue 0 may come out as −10⁻¹⁶, or a "
                "bit more: compare with a small margin, ≥ −1e-9.",
            )
            for eigenvalues in (np.linalg.eigvalsh, np.linalg.eigvals)
            for margin in (0, 1e-16)
        ),
        slip(
            _by(definite=_dominant),
            "A diagonal that outweighs its rows is enough for eigenvalues ≥ 0, but not necessary. "
            "Look at the eigenvalues themselves.",
        ),
        slip(
            _by(definite=lambda w: np.trace(w) >= 0),
            "The trace is the sum of the eigenvalues, in which a negative one can hide. Look at "
            "the smallest.",
        ),
        slip(
            _by(definite=_no_negative_diagonal),
            "All at once w_ii ≥ 0 isn't enough to come to rest: no eigenvalue may be negative.",
        ),
        slip(
            _by(definite=lambda w: (w >= 0).all()),
            "Weights ≥ 0 don't make the eigenvalues so: those of the pair are 1 and −1, and it "
            "blinks.",
        ),
        Misconception(
            _eigenvalues_first,
            "Ask for symmetry first. np.linalg.eigvalsh reads one half of the matrix only, and "
            "takes the other for its mirror image.",
        ),
        Misconception(
            lambda w, once: _guarantee(w, False),
            "All at once is another matter: E may rise there, and symmetric weights may blink.",
        ),
        slip(
            lambda w, once: _guarantee(w, not once),
            "One by one and all at once are exchanged.",
        ),
        slip(
            lambda w, once: _guarantee(w, once) or (4 if _reversed(np.asarray(w)) else 0),
            "Period 4 belongs to synchronous updates. One by one, antisymmetric weights have no "
            "theorem.",
        ),
        slip(
            _by(antisymmetric=lambda w: False),
            "You left out the antisymmetric matrices, w_ij = −w_ji: all at once they have "
            "period 4.",
        ),
        slip(_by(antisymmetric=_reversed_but_for_the_diagonal), _DIAGONAL_TOO),
        slip(
            _by(antisymmetric=lambda w: not _mirrored(w) and _reversed_but_for_the_diagonal(w)),
            _DIAGONAL_TOO,
        ),
        Misconception(
            _by(symmetric=lambda w: True),
            "Without symmetry no theorem of this lesson applies, the antisymmetric case aside.",
        ),
        Misconception(
            lambda w, once: (
                (2 if once else 1) if _mirrored(w) and (once or not np.diagonal(w).any()) else 0
            ),
            "Symmetric or not, and zero diagonal or not: that is where most textbooks stop. Two "
            "more theorems apply all at once, and one by one w_ii ≥ 0 is enough.",
        ),
    ),
    praise="You know which theorem speaks, and when none does.",
    shape="one of the numbers 0, 1, 2, 4",
)
