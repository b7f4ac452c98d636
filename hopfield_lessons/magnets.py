"""Weights that nobody learned: how a magnet becomes couplings w_ij."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from . import _arguments as arguments
from ._arguments import Floats
from .rules import hebbian

__all__ = ["ferromagnet", "lattice", "mattis"]


def ferromagnet(size: int, *, strength: float | None = None) -> Floats:
    """Return the weights of a magnet in which every unit pulls every other alike.

    Parameters
    ----------
    size : int
        Number of units N, at least 1.
    strength : float, optional
        Each w_ij; by default 1/N, for which the magnet orders below the temperature 1.
        A negative one asks every pair to differ, which for N >= 3 no state can satisfy.

    Returns
    -------
    ndarray of float64, shape (N, N)
        `strength` everywhere, zero diagonal.

    Raises
    ------
    TypeError
        If `size` is not a whole number or `strength` not a number.
    ValueError
        If `size` is below 1, `strength` is not finite, or the weights would not fit in memory.

    Examples
    --------
    >>> from hopfield_lessons import ferromagnet
    >>> ferromagnet(4)[0]
    array([0.  , 0.25, 0.25, 0.25])
    """
    count = arguments.whole(size, "size")
    each = 1 / count if strength is None else arguments.finite(strength, "strength")
    arguments.require_memory(8 * count**2, f"a {count} x {count} weight matrix")
    weights = np.full((count, count), each)
    np.fill_diagonal(weights, 0.0)
    return weights


def mattis(pattern: ArrayLike) -> Floats:
    """Return the Mattis model's weights, w_ij = p_i p_j / N with w_ii = 0.

    It is the ferromagnet seen through s_i -> p_i s_i, and the Hebb rule of one pattern:
    its ground states are the pattern and its reverse, and no loop is frustrated.

    Parameters
    ----------
    pattern : array_like, shape (N,)
        Spins +1 and -1.

    Returns
    -------
    ndarray of float64, shape (N, N)
        Symmetric, zero diagonal.

    Raises
    ------
    TypeError
        If `pattern` is not numeric.
    ValueError
        If it is not one-dimensional, has an entry other than +1 and -1, or the
        weights would not fit in memory.

    References
    ----------
    D. C. Mattis, Phys. Lett. A 56 (1976) 421, doi:10.1016/0375-9601(76)90396-0

    Examples
    --------
    >>> from hopfield_lessons import mattis
    >>> mattis([1, -1])
    array([[ 0. , -0.5],
           [-0.5,  0. ]])
    """
    return hebbian(arguments.pattern(pattern)[None, :])


# Each shell of neighbours on a square lattice: the squared distances that it adds.
_SHELLS = {4: 1, 8: 2, 12: 4, 20: 5}


def lattice(shape: tuple[int, int], neighbours: int = 4, *, strength: float = 1.0) -> Floats:
    """Return the weights of a square lattice whose opposite edges are joined.

    Unit ``row * columns + column`` is coupled to the nearest others: 4 at distance 1,
    8 with those at sqrt(2), 12 with those at 2, 20 with those at sqrt(5).

    Parameters
    ----------
    shape : (int, int)
        Rows and columns.
    neighbours : {4, 8, 12, 20}
        How many neighbours each unit has.
    strength : float
        The weight of each coupling.

    Returns
    -------
    ndarray of float64, shape (rows * columns, rows * columns)
        `strength` between neighbours, 0 elsewhere.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If `neighbours` is another number, a side is so short that a unit would be its own
        neighbour or be counted twice, or the weights would not fit in memory.

    References
    ----------
    L. Onsager, Phys. Rev. 65 (1944) 117, doi:10.1103/PhysRev.65.117

    Examples
    --------
    >>> from hopfield_lessons import lattice
    >>> lattice((3, 3))[4].reshape(3, 3)  # the neighbours of the unit in the middle
    array([[0., 1., 0.],
           [1., 0., 1.],
           [0., 1., 0.]])
    """
    rows, columns = arguments.pair(shape, "shape")
    each = arguments.finite(strength, "strength")
    if arguments.whole(neighbours, "neighbours") not in _SHELLS:
        raise ValueError(f"neighbours: expected 4, 8, 12 or 20, got {neighbours}")
    farthest = _SHELLS[int(neighbours)]
    reach = int(farthest**0.5)
    if min(rows, columns) < 2 * reach + 1:
        raise ValueError(
            f"shape: with {neighbours} neighbours each side is expected to have at least "
            f"{2 * reach + 1} units, so that no two neighbours are the same; got {rows} x {columns}"
        )
    size = rows * columns
    arguments.require_memory(8 * size**2, f"a {size} x {size} weight matrix")
    unit = np.arange(size).reshape(rows, columns)
    weights = np.zeros((size, size))
    steps = range(-reach, reach + 1)
    for down, right in product(steps, steps):
        if 0 < down**2 + right**2 <= farthest:
            weights[unit, np.roll(unit, (down, right), axis=(0, 1))] = each
    return weights
