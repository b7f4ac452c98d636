"""Learning rules: how patterns become couplings w_ij."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from . import _arguments as arguments
from ._arguments import Floats

__all__ = ["hebbian", "pseudo_inverse", "storkey"]

_EPS = float(np.finfo(np.float64).eps)


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
    stored = arguments.patterns(patterns)
    size = stored.shape[1]
    arguments.require_memory(16 * size**2, f"a {size} x {size} weight matrix")
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
    where w_ii = 1: everywhere for P = N, or where two patterns differ in unit i alone).
    What rounding leaves of a weight of 0 or 1 is removed. The diagonal, about P/N, holds
    damaged units where they are and so shrinks the basins; it is left out unless you ask
    for it. The rule is not local.

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
    stored = arguments.patterns(patterns).astype(np.float64)
    keep = arguments.flag(keep_diagonal, "keep_diagonal")
    size = stored.shape[1]
    arguments.require_memory(32 * size**2, f"a {size} x {size} weight matrix")
    products = stored @ stored.T
    dust = _EPS * _condition(products, size)
    weights: Floats = stored.T @ np.linalg.solve(products, stored)
    weights = (weights + weights.T) / 2
    weights[np.abs(weights) <= dust] = 0.0
    weights[np.abs(weights - 1.0) <= dust] = 1.0
    if not keep:
        np.fill_diagonal(weights, 0.0)
    return weights


def _condition(products: Floats, size: int) -> float:
    """The condition number of xi xi^T: so much does solving with it enlarge a rounding error."""
    count = len(products)
    scales = np.abs(np.linalg.eigvalsh(products))
    rank = int(np.count_nonzero(scales > scales.max() * count * _EPS))
    if rank < count:
        most = f" (of {size} units at most {size} are independent)" if count > size else ""
        raise ValueError(
            f"patterns: expected linearly independent patterns, got {count} of rank {rank}; "
            f"leave out {count - rank} that are sums or copies of others{most}"
        )
    return float(scales.max() / scales.min())


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
        If it is not two-dimensional, has an entry other than +1 and -1, holds so many
        patterns that the weights overflow, or these would not fit in memory.

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
    stored = arguments.patterns(patterns).astype(np.float64)
    size = stored.shape[1]
    arguments.require_memory(32 * size**2, f"a {size} x {size} weight matrix")
    weights = np.zeros((size, size))
    with np.errstate(over="ignore", invalid="ignore"):  # told of below
        for xi in stored:
            # h_ij = h_i - w_ij xi_j, because w_ii = 0; and xi_j squared is 1.
            h = weights @ xi
            crosstalk = np.outer(xi, h)
            weights += (np.outer(xi, xi) - crosstalk - crosstalk.T + 2 * weights) / size
            np.fill_diagonal(weights, 0.0)
    if not np.isfinite(weights).all():
        raise ValueError(
            f"patterns: expected fewer of {size} spins, got {len(stored)}; far beyond its capacity "
            "the rule's weights grow with each pattern, here until they overflow"
        )
    return weights
