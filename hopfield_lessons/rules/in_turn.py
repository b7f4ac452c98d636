"""One pattern after another, each on top of what the weights are by then."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats
from .._memory import blocks


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
