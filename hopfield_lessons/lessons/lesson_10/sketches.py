"""Exercise 6 of lesson 10: a problem of one's own choice as a cost, tried on all its states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..._arguments import Floats
from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import AttemptError, Verdict, correct, not_quite, not_yet
from ...landscape import all_energies, all_states
from ...network import prepare
from ...optimise import Quadratic, spin_form
from ...patterns import to_bits

Bits = NDArray[np.int8]


@dataclass(frozen=True)
class Sketch:
    """A problem: what its cost is made from, and what is wrong with a choice, or nothing."""

    cases: tuple[Any, ...]
    size: Callable[[Any], int]
    fault: Callable[[Any, Bits], str]
    praise: str


# ------------------------------------------------------------------- what is wrong with a choice


def _queens_fault(n: int, x: Bits) -> str:
    where = [divmod(int(k), n) for k in np.flatnonzero(x)]
    for (row, column), (other, beside) in combinations(where, 2):
        if row == other:
            return f"it has two queens in row {row}"
        if column == beside:
            return f"it has two queens in column {column}"
        if abs(row - other) == abs(column - beside):
            return "two of its queens stand on a diagonal"
    return "" if len(where) == n else f"it has {len(where)} queens"


def _partition_fault(numbers: Sequence[int], x: Bits) -> str:
    all_of_them = np.array(numbers)
    choices = to_bits(all_states(len(numbers)))
    gaps = np.abs(2 * choices @ all_of_them - all_of_them.sum())
    gap = abs(2 * int(x @ all_of_them) - int(all_of_them.sum()))
    return (
        "" if gap == gaps.min() else f"its two sums differ by {gap}, and {gaps.min()} is possible"
    )


def _colouring_fault(graph: Sequence[Sequence[int]], x: Bits) -> str:
    painted = x.reshape(-1, 3)
    for vertex, count in enumerate(painted.sum(axis=1)):
        if count != 1:
            return f"vertex {vertex} has {count} colours"
    colours = painted.argmax(axis=1)
    for i, j in zip(*np.nonzero(np.array(graph)), strict=True):
        if colours[i] == colours[j]:
            return f"vertices {min(i, j)} and {max(i, j)} are joined and have the same colour"
    return ""


_PATH = [[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]]
_KITE = [[0, 1, 1, 0], [1, 0, 1, 1], [1, 1, 0, 1], [0, 1, 1, 0]]
_STAR = [[0, 1, 1, 1, 0], [1, 0, 0, 0, 1], [1, 0, 0, 0, 0], [1, 0, 0, 0, 1], [0, 1, 0, 1, 0]]

SKETCHES = {
    "queens": Sketch(
        (4,),
        lambda n: n * n,
        _queens_fault,
        "Both ways to place four queens are lowest, and nothing else is.",
    ),
    "partition": Sketch(
        ([4, 5, 6, 7, 8], [3, 1, 1, 2, 2, 1], [9, 2, 2], [7]),
        len,
        _partition_fault,
        "The fairest divisions are lowest. Their weights are large and small at once, which makes "
        "the landscape rugged: for long lists Karmarkar and Karp's differencing does better than "
        "descent, in five lines.",
    ),
    "colouring": Sketch(
        (_PATH, _KITE, _STAR),
        lambda graph: 3 * len(graph),
        _colouring_fault,
        "All proper colourings are lowest, and nothing else is.",
    ),
}

# ------------------------------------------------------------------- reading what was handed in


def _judge(problem: object, build: object) -> Verdict:
    if any(map(reading.missing, (problem, build))):
        return not_yet("Choose a problem, and write its cost: replace the dots.")
    if not isinstance(problem, str) or problem.strip().lower() not in SKETCHES:
        raise AttemptError(f"Expected one of {', '.join(map(repr, SKETCHES))}, and your function.")
    if not callable(build):
        raise AttemptError("Hand over your function itself, without brackets behind its name.")
    sketch = SKETCHES[problem.strip().lower()]
    for case in sketch.cases:
        wrong = _tried(sketch, build, case)
        if wrong:
            return not_quite(wrong)
    return correct(sketch.praise)


def _tried(sketch: Sketch, build: Callable[..., Any], case: Any) -> str:
    """What is wrong with the lowest choices of a case, in words, or nothing."""
    size = sketch.size(case)
    costs = _costs(_called(build, case), size)
    choices = to_bits(all_states(size))
    near = 1e-9 * max(1.0, float(np.abs(costs).max()))
    lowest = costs <= costs.min() + near
    for x in choices[lowest]:
        if fault := sketch.fault(case, x):
            return (
                f"For {case}, one of the cheapest choices is {x.tolist()}, but {fault}. "
                "What should it pay, and does it pay enough?"
            )
    for x, cost in zip(choices[~lowest], costs[~lowest], strict=True):
        if not sketch.fault(case, x):
            return (
                f"For {case}, {x.tolist()} is as good a solution, but costs "
                f"{cost - costs.min():.3g} more than another. Some term tells them apart."
            )
    return ""


def _called(build: Callable[..., Any], case: Any) -> Any:
    given = np.array(case, dtype=float) if isinstance(case, list) else case
    if isinstance(case, list) and np.ndim(case) == 1:
        given = list(case)
    try:
        made = build(given)
    except Exception as error:  # whatever a learner's line may raise
        raise AttemptError(
            f"Called with {case}, it ended in {type(error).__name__}: {error}"
        ) from None
    if reading.missing(made):
        raise AttemptError("It returns nothing so far: replace the dots.", "not yet")
    return made


def _costs(made: Any, size: int) -> Floats:
    """The cost of each choice: of a Quadratic, of Q, or of weights and field for spins."""
    if isinstance(made, Quadratic):
        if made.size != size:
            raise AttemptError(f"Expected {size} variables here, got {made.size}.")
        costs = made.cost(to_bits(all_states(size)))
        return np.atleast_1d(costs)
    weights, field = _pair(made, size)
    try:
        network = prepare(weights)
        return all_energies(network.without_diagonal, external_field=field)
    except (TypeError, ValueError) as error:
        raise AttemptError(f"This is no energy: {error}.") from None


def _pair(made: Any, size: int) -> tuple[Floats, Floats]:
    """Weights and field for spins, from Q or as they came, with a constant or without."""
    expected = "a Quadratic, a matrix Q, or (weights, field) for spins"
    if isinstance(made, tuple) and len(made) in (2, 3):
        weights = reading.numbers(made[0], "The weights", expected)
        field = reading.numbers(made[1], "The field", expected)
    else:
        q = reading.numbers(made, "Your cost", expected)
        _sized(q, size)
        weights, field, _ = spin_form(-(q + q.T))
    _sized(weights, size)
    if field.shape not in ((), (size,)):
        raise AttemptError(f"Expected a field of shape ({size},), got {field.shape}.")
    return weights, field


def _sized(matrix: Floats, size: int) -> None:
    if matrix.shape != (size, size) or not np.isfinite(matrix).all():
        raise AttemptError(
            f"Expected a matrix of shape ({size}, {size}) of finite numbers here, got shape "
            f"{matrix.shape}."
        )


sketch = Task(
    name="my_problem, my_cost",
    judge=_judge,
    right="'partition', lambda numbers: np.outer(numbers, numbers) - np.diag(numbers) * "
    "np.sum(numbers)",
    tried=(
        "'partition', lambda numbers: -np.outer(numbers, numbers)",
        "'partition', lambda numbers: np.outer(numbers, numbers)",
        "'queens', lambda n: hl.optimise.Quadratic(n * n)",
        "'queens', lambda n: hl.optimise.tour_problem(np.zeros((n, n)), penalty=1)",
        "'colouring', lambda graph: hl.optimise.Quadratic(3 * len(graph)).exactly_one("
        "range(3 * len(graph)), penalty=1)",
        "'colouring', lambda graph: hl.optimise.Quadratic(len(graph))",
    ),
)
