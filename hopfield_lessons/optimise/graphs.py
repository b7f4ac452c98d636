"""Graphs and their cuts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats, Seed
from ..network import prepare


def max_cut(adjacency: ArrayLike) -> Floats:
    """Return the weights whose lowest states are the largest cuts of a graph: w = -A.

    The energy is the weight of all edges minus twice that of the cut. In a state that rests, at
    least half of the edge weight at every vertex is cut, if no edge is negative.

    Parameters
    ----------
    adjacency : array_like, shape (N, N)
        A_ij, the weight of the edge between vertices i and j, or 0. Symmetric, zero diagonal.

    Returns
    -------
    ndarray of float64, shape (N, N)

    Raises
    ------
    TypeError
        If `adjacency` is not numeric.
    ValueError
        If it is not symmetric, a vertex has an edge to itself, or a number is not finite.

    References
    ----------
    A. Lucas, Front. Phys. 2 (2014) 5, doi:10.3389/fphy.2014.00005

    Examples
    --------
    >>> from hopfield_lessons import recall
    >>> from hopfield_lessons.optimise import cut, max_cut
    >>> triangle = [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    >>> run = recall(max_cut(triangle), [1, 1, 1], rng=0)
    >>> cut(triangle, run.state)
    2.0
    """
    return 0.0 - _graph(adjacency)


def cut(adjacency: ArrayLike, state: ArrayLike) -> float | Floats:
    """Return the weight of the edges between a vertex at +1 and one at -1.

    Parameters
    ----------
    adjacency : array_like, shape (N, N)
        A_ij; symmetric, zero diagonal.
    state : array_like, shape (N,) or (B, N)
        The side of each vertex.

    Returns
    -------
    float, or ndarray of float64, shape (B,) for a batch

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If `adjacency` is not symmetric or has a diagonal, or shapes don't match.

    Examples
    --------
    >>> from hopfield_lessons.optimise import cut
    >>> cut([[0, 2.5], [2.5, 0]], [[1, -1], [1, 1]])
    array([2.5, 0. ])
    """
    graph = _graph(adjacency)
    sides = arguments.state(state, size=len(graph))
    ones = (sides > 0).astype(np.float64)
    total = np.vecdot(ones @ graph, 1 - ones)
    return float(total) if sides.ndim == 1 else total


def random_graph(size: int, *, chance: float, rng: Seed) -> Floats:
    """Return a graph in which each pair of vertices is joined by chance.

    Parameters
    ----------
    size : int
        Number of vertices N.
    chance : float
        Of each edge, from 0 to 1.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from.

    Returns
    -------
    ndarray of float64, shape (N, N)
        A_ij, 1 or 0; symmetric, zero diagonal.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If `size` is below 1, or `chance` is not a fraction.

    Examples
    --------
    >>> from hopfield_lessons.optimise import random_graph
    >>> random_graph(3, chance=1, rng=0)
    array([[0., 1., 1.],
           [1., 0., 1.],
           [1., 1., 0.]])
    """
    count = arguments.whole(size, "size")
    share = arguments.fraction(chance, "chance")
    random = arguments.generator(rng)
    arguments.require_memory(24 * count**2, f"a graph of {count} vertices")
    upper = np.triu(random.random((count, count)) < share, 1).astype(np.float64)
    return upper + upper.T


def _graph(adjacency: ArrayLike) -> Floats:
    network = prepare(arguments.square(adjacency, "adjacency"))
    network.require_symmetric("a graph")
    if network.diagonal.any():
        vertex = int(np.flatnonzero(network.diagonal)[0])
        raise ValueError(
            f"adjacency: expected no edge from a vertex to itself, got "
            f"{network.diagonal[vertex]:g} at vertex {vertex}; no cut separates its ends"
        )
    return network.weights
