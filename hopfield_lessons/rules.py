"""Learning rules: how patterns become couplings w_ij."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from . import _arguments as arguments
from ._arguments import Floats
from ._memory import blocks

__all__ = ["centred", "hebbian", "palimpsest", "pseudo_inverse", "storkey"]

_EPS = float(np.finfo(np.float64).eps)


def hebbian(patterns: ArrayLike, *, keep_diagonal: bool = False) -> Floats:
    r"""Return the Hebb rule's weights, w_ij = (1/N) sum_mu xi_i^mu xi_j^mu with w_ii = 0.

    The rule is local (w_ij needs only what units i and j see) and incremental
    (a new pattern is added to the sum). The zero diagonal is a choice: see
    `prepare` and lesson 04 for what a kept one does. Patterns that are alike, as
    pictures are, merge into one state: ask `storable` first.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1.
    keep_diagonal : bool
        Whether to keep w_ii, which is P/N for every unit.

    Returns
    -------
    ndarray of float64, shape (N, N)
        Symmetric; zero diagonal, unless you keep it.

    Raises
    ------
    TypeError
        If `patterns` is not numeric, or `keep_diagonal` not True or False.
    ValueError
        If `patterns` is not two-dimensional, has an entry other than +1 and -1, or the
        weights would not fit in memory.

    See Also
    --------
    hopfield_lessons.experiments.storable
        will these patterns hold, and under which rule?
    centred : the same rule for what makes the patterns differ.

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
    keep = arguments.flag(keep_diagonal, "keep_diagonal")
    size = stored.shape[1]
    arguments.require_memory(16 * size**2, f"a {size} x {size} weight matrix")
    columns = stored.astype(np.float64)
    weights: Floats = columns.T @ columns
    if not keep:
        np.fill_diagonal(weights, 0.0)
    weights /= size
    return weights


def centred(patterns: ArrayLike) -> tuple[Floats, Floats]:
    r"""Return the centred Hebb rule's weights, and the external field that belongs to them.

    What all patterns share says nothing about which of them is seen. So their mean
    c_i = (1/P) sum_mu xi_i^mu is taken away, from the patterns and from the state:
    w_ij = (1/N) sum_mu (xi_i^mu - c_i)(xi_j^mu - c_j) with w_ii = 0, and
    h_i = sum_j w_ij (s_j - c_j) + c_i / 2. All of h_i that doesn't depend on the state is
    the external field, b_i = c_i / 2 - sum_j w_ij c_j. The push c_i / 2 brings back what
    all patterns share; its factor is our choice. With a field the negatives of the
    patterns are no memories any more, and a single pattern is the only one.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1.

    Returns
    -------
    weights : ndarray of float64, shape (N, N)
        Symmetric, zero diagonal.
    field : ndarray of float64, shape (N,)
        b, for the argument `external_field`.

    Raises
    ------
    TypeError
        If `patterns` is not numeric.
    ValueError
        If it is not two-dimensional, has an entry other than +1 and -1, or the
        weights would not fit in memory.

    See Also
    --------
    hopfield_lessons.experiments.storable
        will these patterns hold, and under which rule?

    References
    ----------
    D. J. Amit, H. Gutfreund & H. Sompolinsky, Phys. Rev. A 35 (1987) 2293,
    doi:10.1103/PhysRevA.35.2293 (patterns with one bias, subtracted from each spin)

    Examples
    --------
    >>> from hopfield_lessons import centred, hebbian, letters, recall
    >>> patterns = letters("HOPFI")
    >>> run = recall(hebbian(patterns), patterns, order="sequential")
    >>> (run.state == patterns).all(axis=1)
    array([ True,  True, False, False, False])
    >>> weights, field = centred(patterns)
    >>> run = recall(weights, patterns, external_field=field, order="sequential")
    >>> (run.state == patterns).all(axis=1)
    array([ True,  True,  True,  True,  True])
    """
    stored = arguments.patterns(patterns)
    count, size = stored.shape
    arguments.require_memory(40 * size**2, f"a {size} x {size} weight matrix")
    columns = stored.astype(np.float64)
    total = columns.sum(axis=0)
    # In units of 1/(N P) the weights are whole, and so is twice the field in units of 1/(N P^2).
    whole = count * (columns.T @ columns) - np.outer(total, total)
    np.fill_diagonal(whole, 0.0)
    field: Floats = (size * count * total - 2 * (whole @ total)) / (2 * size * count**2)
    return whole / (size * count), field


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
    arguments.require_memory(12 * size**2, f"a {size} x {size} weight matrix")
    weights = np.zeros((size, size))
    with np.errstate(over="ignore", invalid="ignore"):  # told of below
        for xi in stored:
            # h_ij = h_i - w_ij xi_j, because w_ii = 0; and xi_j squared is 1.
            h = weights @ xi
            for rows in blocks(size):
                learned = np.outer(xi[rows], xi - h)
                learned -= np.outer(h[rows], xi)
                learned += 2 * weights[rows]
                learned /= size
                weights[rows] += learned
            np.fill_diagonal(weights, 0.0)
    if not np.isfinite(weights).all():
        raise ValueError(
            f"patterns: expected fewer of {size} spins, got {len(stored)}; far beyond its capacity "
            "the rule's weights grow with each pattern, here until they overflow"
        )
    return weights


def palimpsest(patterns: ArrayLike, *, limit: int) -> Floats:
    r"""Return Hebb's weights with a bound: the network writes over what it learned long ago.

    Each pattern in turn adds xi_i xi_j / N to w_ij, which then stays between -limit/N and
    limit/N. Without the bound a network that learns too much loses everything at once; with
    it the last patterns are kept, however many came before, and the oldest fade.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1, in the order in which they are learned.
    limit : int
        The bound in steps of 1/N, at least 1. A small one forgets soon; a large one
        holds each of the last patterns less firmly; about 0.4 sqrt(N) is a good middle.

    Returns
    -------
    ndarray of float64, shape (N, N)
        Symmetric, zero diagonal; whole multiples of 1/N.

    Raises
    ------
    TypeError
        If `patterns` is not numeric, or `limit` not a whole number.
    ValueError
        If `patterns` is not two-dimensional, has an entry other than +1 and -1, `limit` is
        below 1, or the weights would not fit in memory.

    References
    ----------
    J. J. Hopfield, Proc. Natl. Acad. Sci. USA 79 (1982) 2554,
    doi:10.1073/pnas.79.8.2554 (weights 0, ±1, ±2, ±3)

    G. Parisi, J. Phys. A 19 (1986) L617, doi:10.1088/0305-4470/19/10/011

    Examples
    --------
    >>> from hopfield_lessons import hebbian, overlap, random_patterns, recall
    >>> from hopfield_lessons.rules import palimpsest
    >>> patterns = random_patterns(100, 200, rng=0)
    >>> last = patterns[-1]
    >>> for weights in (hebbian(patterns), palimpsest(patterns, limit=6)):
    ...     print(overlap(last, recall(weights, last, order="sequential").state))
    0.32
    1.0
    """
    stored = arguments.patterns(patterns)
    most = min(arguments.whole(limit, "limit"), len(stored))  # nothing gets further
    size = stored.shape[1]
    arguments.require_memory(12 * size**2, f"a {size} x {size} weight matrix")
    weights = np.zeros((size, size))
    for xi in stored.astype(np.float64):
        for rows in blocks(size):
            np.clip(weights[rows] + np.outer(xi[rows], xi), -most, most, out=weights[rows])
    np.fill_diagonal(weights, 0.0)
    weights /= size
    return weights
