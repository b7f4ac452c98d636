"""Weights: how patterns, or a magnet, become couplings w_ij."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from . import _validation as check
from ._validation import Floats


def hebbian(patterns: ArrayLike) -> Floats:
    r"""Return the Hebb rule's weights, w_ij = (1/N) sum_mu xi_i^mu xi_j^mu with w_ii = 0.

    The rule is local (w_ij needs only what units i and j see) and incremental
    (a new pattern is added to the sum). The zero diagonal is a choice: see
    `prepare` and lesson 04 for what a kept one does.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1.

    Returns
    -------
    ndarray of float64, shape (N, N)
        Symmetric, zero diagonal.

    Raises
    ------
    TypeError
        If `patterns` is not numeric.
    ValueError
        If it is not two-dimensional, has an entry other than +1 and -1, or the
        weights would not fit in memory.

    References
    ----------
    J. J. Hopfield, Proc. Natl. Acad. Sci. USA 79 (1982) 2554,
    doi:10.1073/pnas.79.8.2554

    Examples
    --------
    >>> from hopfield_lessons import hebbian
    >>> hebbian([[1, -1, -1, 1]])
    array([[ 0.  , -0.25, -0.25,  0.25],
           [-0.25,  0.  ,  0.25, -0.25],
           [-0.25,  0.25,  0.  , -0.25],
           [ 0.25, -0.25, -0.25,  0.  ]])
    """
    stored = check.patterns(patterns)
    size = stored.shape[1]
    check.require_memory(16 * size**2, f"a {size} x {size} weight matrix")
    columns = stored.astype(np.float64)
    weights: Floats = columns.T @ columns
    np.fill_diagonal(weights, 0.0)
    weights /= size
    return weights


def pseudo_inverse(patterns: ArrayLike, *, keep_diagonal: bool = False) -> Floats:
    r"""Return the projection rule's weights, w = (1/N) sum_mu,nu xi^mu (C^-1)_mu,nu xi^nu.

    C is the matrix of the overlaps between the patterns. With its diagonal w is the
    projection on the patterns, w xi = xi, however correlated they are; without it
    the field of a stored pattern is (1 - w_ii) xi_i, of the right sign (or zero, a tie,
    where w_ii = 1). The diagonal, about P/N, holds damaged units where they are and so
    shrinks the basins; it is left out unless you ask for it. The rule is not local.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1, linearly independent.
    keep_diagonal : bool
        Whether to keep w_ii.

    Returns
    -------
    ndarray of float64, shape (N, N)
        Symmetric.

    Raises
    ------
    TypeError
        If `patterns` is not numeric, or `keep_diagonal` not True or False.
    ValueError
        If `patterns` is not two-dimensional, has an entry other than +1 and -1, or is
        linearly dependent, or the weights would not fit in memory.

    References
    ----------
    L. Personnaz, I. Guyon & G. Dreyfus, J. Physique Lett. 46 (1985) 359,
    doi:10.1051/jphyslet:01985004608035900

    I. Kanter & H. Sompolinsky, Phys. Rev. A 35 (1987) 380, doi:10.1103/PhysRevA.35.380

    Examples
    --------
    >>> from hopfield_lessons import pseudo_inverse
    >>> pseudo_inverse([[1, 1, 1, 1], [1, 1, 1, -1]], keep_diagonal=True).round(2)
    array([[0.33, 0.33, 0.33, 0.  ],
           [0.33, 0.33, 0.33, 0.  ],
           [0.33, 0.33, 0.33, 0.  ],
           [0.  , 0.  , 0.  , 1.  ]])
    """
    stored = check.patterns(patterns).astype(np.float64)
    keep = check.flag(keep_diagonal, "keep_diagonal")
    count, size = stored.shape
    check.require_memory(32 * size**2, f"a {size} x {size} weight matrix")
    products = stored @ stored.T
    rank = int(np.linalg.matrix_rank(products, hermitian=True))
    if rank < count:
        raise ValueError(
            f"patterns: expected linearly independent patterns, got {count} of rank {rank}; "
            f"leave out {count - rank} that are sums or copies of others"
        )
    weights: Floats = stored.T @ np.linalg.solve(products, stored)
    weights = (weights + weights.T) / 2
    if not keep:
        np.fill_diagonal(weights, 0.0)
    return weights


def storkey(patterns: ArrayLike) -> Floats:
    r"""Return the weights of Storkey's rule, which stores the patterns one after another.

    Each pattern adds (xi_i xi_j - xi_i h_ji - h_ij xi_j)/N to w_ij, where
    h_ij = sum_{k != i,j} w_ik xi_k is the field that the weights so far give. Like Hebb's
    rule it is local and incremental, but it stores more; the order of the patterns matters.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1, in the order in which they are learned.

    Returns
    -------
    ndarray of float64, shape (N, N)
        Symmetric, zero diagonal (the rule never reads w_ii).

    Raises
    ------
    TypeError
        If `patterns` is not numeric.
    ValueError
        If it is not two-dimensional, has an entry other than +1 and -1, or the
        weights would not fit in memory.

    References
    ----------
    A. Storkey, Artificial Neural Networks - ICANN'97, Lecture Notes in Computer Science
    1327 (1997) 451, doi:10.1007/BFb0020196

    Examples
    --------
    >>> from hopfield_lessons import storkey
    >>> storkey([[1, 1, 1, 1], [1, 1, -1, -1]])
    array([[0.  , 0.75, 0.  , 0.  ],
           [0.75, 0.  , 0.  , 0.  ],
           [0.  , 0.  , 0.  , 0.75],
           [0.  , 0.  , 0.75, 0.  ]])
    """
    stored = check.patterns(patterns).astype(np.float64)
    size = stored.shape[1]
    check.require_memory(32 * size**2, f"a {size} x {size} weight matrix")
    weights = np.zeros((size, size))
    for xi in stored:
        # h_ij = h_i - w_ij xi_j, because w_ii = 0; and xi_j squared is 1.
        h = weights @ xi
        crosstalk = np.outer(xi, h)
        weights += (np.outer(xi, xi) - crosstalk - crosstalk.T + 2 * weights) / size
        np.fill_diagonal(weights, 0.0)
    return weights


def ferromagnet(size: int, strength: float | None = None) -> Floats:
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
    count = check.whole(size, "size")
    each = 1 / count if strength is None else check.finite(strength, "strength")
    check.require_memory(8 * count**2, f"a {count} x {count} weight matrix")
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
    return hebbian(check.pattern(pattern)[None, :])


# Each shell of neighbours on a square lattice: the squared distances that it adds.
_SHELLS = {4: 1, 8: 2, 12: 4, 20: 5}


def lattice(shape: tuple[int, int], neighbours: int = 4, strength: float = 1.0) -> Floats:
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
    rows, columns = check.pair(shape, "shape")
    each = check.finite(strength, "strength")
    if check.whole(neighbours, "neighbours") not in _SHELLS:
        raise ValueError(f"neighbours: expected 4, 8, 12 or 20, got {neighbours}")
    farthest = _SHELLS[int(neighbours)]
    reach = int(farthest**0.5)
    if min(rows, columns) < 2 * reach + 1:
        raise ValueError(
            f"shape: with {neighbours} neighbours each side is expected to have at least "
            f"{2 * reach + 1} units, so that no two neighbours are the same; got {rows} x {columns}"
        )
    size = rows * columns
    check.require_memory(8 * size**2, f"a {size} x {size} weight matrix")
    unit = np.arange(size).reshape(rows, columns)
    weights = np.zeros((size, size))
    steps = range(-reach, reach + 1)
    for down, right in product(steps, steps):
        if 0 < down**2 + right**2 <= farthest:
            weights[unit, np.roll(unit, (down, right), axis=(0, 1))] = each
    return weights
