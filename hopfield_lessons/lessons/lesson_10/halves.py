"""Exercise 1 of lesson 10: a split that rests, and cuts half of the edges."""

from __future__ import annotations

import numpy as np

from ..._arguments import Floats
from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import AttemptError, Verdict, almost, correct, not_quite
from ...optimise import cut

_MOST = 200


def _half(graph: object, split: object) -> Verdict:
    adjacency = _graph(graph)
    size = len(adjacency)
    sides = reading.state(split, size, "my_split")
    across = float(cut(adjacency, sides))
    edges = round(adjacency.sum() / 2)
    if not adjacency.any(axis=1).all():
        lonely = int(np.flatnonzero(~adjacency.any(axis=1))[0])
        return almost(f"Vertex {lonely} (counted from 0) has no edge: give every one a neighbour.")
    here = (adjacency * (sides[:, None] != sides)).sum(axis=1)
    degrees = adjacency.sum(axis=1)
    restless = np.flatnonzero(2 * here < degrees)
    if len(restless):
        k = int(restless[0])
        return not_quite(
            f"Vertex {k} (counted from 0) changes sides: {round(here[k])} of its "
            f"{round(degrees[k])} edges are cut, fewer than half."
        )
    if 2 * across > edges:
        return not_quite(
            f"Descent stops here, but {round(across)} of {edges} edges are cut, more than half. "
            "Half in all means half at every vertex: each needs as many neighbours on its own "
            "side as on the other, a tie."
        )
    return correct(
        f"All {size} vertices are tied, {round(across)} of {edges} edges are cut, and with ties "
        "that keep the spin nothing moves. The half can't be improved on."
    )


def _graph(answer: object) -> Floats:
    expected = "a matrix (n, n) of 0 and 1"
    adjacency = reading.numbers(answer, "my_graph", expected)
    if adjacency.ndim != 2 or len(set(adjacency.shape)) != 1 or not 0 < len(adjacency) <= _MOST:
        raise AttemptError(f"my_graph: expected {expected}, got shape {adjacency.shape}.")
    if not np.isin(adjacency, (0, 1)).all():
        raise AttemptError("my_graph: an edge is there or not, 1 or 0.")
    if (adjacency != adjacency.T).any():
        raise AttemptError("my_graph: an edge joins both ends, so the matrix is symmetric.")
    if np.diag(adjacency).any():
        raise AttemptError("my_graph: no vertex has an edge to itself.")
    if not adjacency.any():
        raise AttemptError("my_graph has no edges, and half of nothing is no achievement.")
    return adjacency


half = Task(
    name="my_graph, my_split",
    judge=_half,
    right="[[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 1, 0]], [1, 1, -1, -1]",
    tried=(
        "[[0, 1], [1, 0]], [1, -1]",
        "[[0, 1], [1, 0]], [1, 1]",
        "[[0, 1, 1], [1, 0, 1], [1, 1, 0]], [1, 1, -1]",
        "np.zeros((4, 4)), [1, 1, -1, -1]",
        "[[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 1, 0]], [1, -1, 1, -1]",
        "[[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 1, 0]], [1, 1, 1, -1]",
    ),
)
