"""What one update changes: the graph of moves, and the states that rest."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import _enumeration as enumeration
from .._arguments import Spins
from ..network import Network
from ._wants import MOST_MOVES, wants


def fixed_points(
    weights: ArrayLike | Network, *, external_field: ArrayLike = 0.0, ties: str = "keep"
) -> Spins:
    """Return every state that no update changes, by looking at each of the 2^N states.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings of at most 25 units, symmetric or not. 20 units take about a
        fifth of a second, and each unit more doubles that.
    external_field : float or array_like, shape (N,)
        b, in the units of the weights.
    ties : {"keep", "plus", "random", "flip"}
        What a unit does whose field is exactly zero, as in `recall`. With ``"random"``
        and ``"flip"`` a state with a tie is no fixed point.

    Returns
    -------
    ndarray of int8, shape (K, N)
        The fixed points in the order of `all_states`; K may be 0.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If there are more than 25 units, shapes don't match, a number is not finite,
        or `ties` is unknown.

    Examples
    --------
    >>> from hopfield_lessons import fixed_points, hebbian
    >>> fixed_points(hebbian([[1, -1, -1, 1]]))
    array([[-1,  1,  1, -1],
           [ 1, -1, -1,  1]], dtype=int8)
    """
    network, table = wants(weights, external_field, ties)
    return enumeration.spins_of(np.flatnonzero(table == 0), network.size)


def moves(
    weights: ArrayLike | Network, *, external_field: ArrayLike = 0.0, ties: str = "keep"
) -> NDArray[np.int64]:
    """Return the graph of moves: from each state to those that one update may lead to.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings of at most 16 units, symmetric or not.
    external_field : float or array_like, shape (N,)
        b, in the units of the weights.
    ties : {"keep", "plus", "random", "flip"}
        As in `recall`; with ``"random"`` the moves that may happen.

    Returns
    -------
    ndarray of int64, shape (M, 2)
        One row for each move: the number of the state before and after, as in
        `all_states`. The two states differ in one unit.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If there are more than 16 units, shapes don't match, a number is not finite,
        or `ties` is unknown.

    Examples
    --------
    >>> from hopfield_lessons import hebbian
    >>> from hopfield_lessons.landscape import moves
    >>> moves(hebbian([[1, 1]]))
    array([[1, 0],
           [1, 3],
           [2, 0],
           [2, 3]])
    """
    network, table = wants(weights, external_field, ties, most=MOST_MOVES)
    edges = []
    for unit in range(network.size):
        flips = enumeration.bit(unit, network.size)
        starts = np.flatnonzero(table & flips)
        edges.append(np.stack([starts, starts ^ int(flips)], axis=-1))
    rows = np.concatenate(edges)
    return rows[np.lexsort((rows[:, 1], rows[:, 0]))]
