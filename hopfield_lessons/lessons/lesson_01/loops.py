"""Exercises of lesson 01 about loops of bonds: who is frustrated, and by which loop."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ... import landscape, magnets
from ...dynamics.noiseless import recall
from ...exercises import draws, reading
from ...exercises.exercise import Exercise, Misconception, slip
from ...exercises.task import Task
from ...exercises.verdict import AttemptError, Verdict, almost, correct, not_quite


def _unfrustrated(weights: Any) -> bool:
    """True if some state satisfies every bond: signs spread from unit to unit, then compared."""
    matrix = np.asarray(weights)
    signs = np.zeros(len(matrix))
    for seed in range(len(matrix)):
        if not signs[seed]:
            signs[seed] = 1
            _spread(matrix, signs, seed)
    return bool(np.all(matrix * np.outer(signs, signs) >= 0))


def _spread(matrix: NDArray[Any], signs: NDArray[Any], seed: int) -> None:
    waiting = [seed]
    while waiting:
        i = waiting.pop()
        for j in np.flatnonzero(matrix[i]):
            if not signs[j]:
                signs[j] = signs[i] * np.sign(matrix[i, j])
                waiting.append(int(j))


def _first_component(weights: Any) -> float:
    matrix = np.asarray(weights)
    signs = np.zeros(len(matrix))
    signs[0] = 1
    _spread(matrix, signs, 0)
    return float(np.all(matrix * np.outer(signs, signs) >= 0))


def _signs_of_unit_0(weights: Any) -> float:
    signs = np.sign(np.asarray(weights)[0])
    signs[0] = 1
    return float(np.all(weights * np.outer(signs, signs) >= 0))


def _triangles(weights: Any, missing_counts: bool) -> float:
    loops = [
        weights[i, j] * weights[j, k] * weights[k, i]
        for i, j, k in combinations(range(len(weights)), 3)
    ]
    return float(all(loop > 0 or (loop == 0 and not missing_counts) for loop in loops))


def _has_stable_state(weights: Any) -> float:
    states = (np.array(s) for s in product((-1, 1), repeat=len(weights)))
    return float(any(np.all(s * (weights @ s) > 0) for s in states))


def _compared_exactly(weights: Any) -> float:
    return float(landscape.all_energies(weights).min() == -np.abs(weights).sum() / 2)


def _no_bond_counts(weights: Any) -> float:
    own = np.eye(len(weights), dtype=bool)
    states = landscape.all_states(len(weights))
    return float(any(np.all((weights * np.outer(s, s) > 0) | own) for s in states))


def _network(size: int, bonds: dict[tuple[int, int], float]) -> NDArray[Any]:
    weights = np.zeros((size, size))
    for (i, j), weight in bonds.items():
        weights[i, j] = weights[j, i] = weight
    return weights


def _some_bonds(rng: np.random.Generator) -> tuple[Any, ...]:
    """A sparse network whose weights no float holds exactly: a disguise, or drawn freely."""
    size = int(rng.integers(3, 7))
    weights = np.triu(rng.integers(1, 9, (size, size)) * (rng.random((size, size)) < 0.5), 1) / 10
    signs = draws.spins(rng, size)
    signs_of_bonds = np.outer(signs, signs) if rng.random() < 0.6 else draws.spins(rng, size, size)
    weights = weights * np.triu(signs_of_bonds)
    return (weights + weights.T + 0.0,)  # no −0


def _ring(*bonds: float) -> NDArray[Any]:
    size = len(bonds)
    return _network(size, {(i, (i + 1) % size): bond for i, bond in enumerate(bonds)})


def _one_state(weights: Any) -> float:
    """Whether recall from all +1 finds a state that satisfies every bond."""
    end = recall(weights, np.ones(len(weights)), order="sequential").state
    return float(np.all(weights * np.outer(end, end) >= 0))


_RING = {(0, 1): 1.0, (1, 2): 1.0, (2, 3): -1.0, (3, 0): 1.0}
_PROBES_OF_FRUSTRATION = (
    magnets.ferromagnet(3),
    magnets.ferromagnet(3, strength=-1.0),
    magnets.mattis([1, -1, 1, 1]),
    magnets.ferromagnet(4, strength=-1.0),
    _network(3, {(0, 1): 1.0, (1, 2): 1.0, (0, 2): -0.1}),
    _network(4, dict.fromkeys(_RING, -1.0)),
    _network(4, _RING),
    _network(5, {(0, 1): 1.0, (2, 3): -1.0, (3, 4): -2.0, (2, 4): -1.0}),
    _network(5, {(0, 1): 1.0, (1, 2): 1.0, (2, 3): 1.0, (3, 4): 1.0, (4, 0): -1.0}),
    np.zeros((2, 2)),
    _ring(1.0, 1.0, -1.0, 1.0, 1.0, 1.0, -1.0, 1.0),
    _ring(0.3, 0.1, 0.7, -0.2, 0.6, 0.1, 0.4, 0.9),
)

unfrustrated = Exercise(
    name="is_unfrustrated",
    right=_unfrustrated,
    probes=tuple((weights,) for weights in _PROBES_OF_FRUSTRATION),
    draw=_some_bonds,
    draws=24,
    misconceptions=(
        Misconception(
            lambda w: np.all(w >= 0),
            "True only where no weight is negative? A negative weight alone frustrates nobody: in "
            "the Mattis model ±p satisfy every bond. (If you loop over states and return False "
            "inside the loop, you have looked at the first one only.)",
        ),
        slip(
            lambda w: 1 - _unfrustrated(w),
            "Turned round: return True if some state satisfies every bond.",
        ),
        slip(
            lambda w: _triangles(w, missing_counts=False),
            "Right for triangles, but a ring of four or five units has none, and can be "
            "frustrated too. Look at longer loops, or at states.",
        ),
        Misconception(
            lambda w: _triangles(w, missing_counts=True),
            "A product of zero means that a bond is missing, so there is no loop to frustrate. "
            "And rings of four or more units need a look too.",
        ),
        Misconception(
            lambda w: np.sum(w < 0) // 2 % 2 == 0,
            "The number of negative bonds says it for one single loop. In a network every loop "
            "counts by itself: four units with w = −1 have six negative bonds.",
        ),
        Misconception(
            lambda w: True,
            "This is True for every network. If you ask for a state in which each spin follows its "
            "field: there always is one, and in it some bond may be unsatisfied, but outvoted.",
        ),
        Misconception(
            lambda w: False,
            "This is False for every network, the ferromagnet too.",
        ),
        Misconception(
            _has_stable_state,
            "This asks for a state in which every spin follows its field. A frustrated network "
            "has such states too: in them some bond is unsatisfied, but outvoted.",
        ),
        slip(
            _one_state,
            "You let one run decide. It may end in a valley that isn't the deepest, where some "
            "bond is left unsatisfied though another state satisfies all: look at every state.",
        ),
        slip(
            _compared_exactly,
            "With == two sums that differ in their last digit are called different. Weights such "
            "as 0.1 have no exact form: compare with np.isclose.",
        ),
        slip(
            _no_bond_counts,
            "A missing bond counts as unsatisfied in your function: w_ij s_i s_j = 0 is enough, "
            "write ≥ instead of >.",
        ),
        slip(
            _first_component,
            "Only the units that hang together with unit 0 were looked at.",
        ),
        slip(
            _signs_of_unit_0,
            "Setting every spin by its bond with unit 0 works if unit 0 is coupled to all. "
            "Where that bond is missing, the sign must come through another unit.",
        ),
    ),
    praise="It finds long loops and separate parts too.",
    shape="True or False",
)


# --------------------------------------------------------------- frustrated without a triangle

_MOST_SPINS = 10


def _knot(attempt: Any) -> Verdict:
    """Answer weights that are frustrated though none of their triangles is."""
    weights = reading.numbers(attempt, "my_weights", "a table of weights, one row for each spin")
    _refuse_no_weights(weights)
    for i, j, k in combinations(range(len(weights)), 3):
        if weights[i, j] * weights[j, k] * weights[k, i] < 0:
            return almost(
                f"Frustrated, but by a triangle: the weights between the spins {i}, {j} and {k} "
                f"have a negative product. Take a bond away, and close the loop over more spins."
            )
    if _unfrustrated(weights):
        return not_quite(
            f"Some state satisfies every bond: {_satisfied(weights)}. Is there a loop in your "
            f"network, and what is the product of the weights around it?"
        )
    return correct(
        "No triangle is to blame, and yet no state satisfies every bond: the product around a "
        "longer loop is negative."
    )


def _refuse_no_weights(weights: NDArray[np.float64]) -> None:
    """Let through a symmetric table without a diagonal."""
    if weights.ndim != 2 or weights.shape[0] != weights.shape[1]:
        raise AttemptError(
            f"my_weights: expected as many rows as columns, one for each spin, got shape "
            f"{weights.shape}."
        )
    if not np.isfinite(weights).all():
        raise AttemptError("my_weights: expected finite numbers.")
    if len(weights) > _MOST_SPINS:
        raise AttemptError(
            f"my_weights: {_MOST_SPINS} spins at most, you have {len(weights)}. Fewer will do."
        )
    if np.any(np.diag(weights)):
        i = int(np.flatnonzero(np.diag(weights))[0])
        raise AttemptError(
            f"Spin {i} would hear itself: w_ii = 0 for every spin. (As a bond with itself it could "
            f"never be broken, or never be satisfied.)"
        )
    if not np.array_equal(weights, weights.T):
        i, j = (int(place) for place in np.argwhere(weights != weights.T)[0])
        raise AttemptError(
            f"A bond has one weight: yours has {weights[i, j]:g} in row {i}, column {j}, and "
            f"{weights[j, i]:g} in row {j}, column {i}. Write it in both places.",
            "almost",
        )


def _satisfied(weights: NDArray[np.float64]) -> str:
    """A state that satisfies every bond, in signs."""
    states = landscape.all_states(len(weights))
    good = next(s for s in states[::-1] if np.all(weights * np.outer(s, s) >= 0))
    return "".join("+" if spin > 0 else "−" for spin in good)


knot = Task(
    name="my_weights",
    judge=_knot,
    right="[[0, 1, 0, -1], [1, 0, 1, 0], [0, 1, 0, 1], [-1, 0, 1, 0]]",
    tried=(
        "-1 * (np.ones((3, 3)) - np.eye(3))",
        "[[0, -1, 0, -1], [-1, 0, -1, 0], [0, -1, 0, -1], [-1, 0, -1, 0]]",
        "[[0, 1, 0, -1], [0, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]]",
        "-np.ones((4, 4))",
    ),
)
