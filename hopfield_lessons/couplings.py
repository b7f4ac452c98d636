"""Weights: how patterns, or a magnet, become couplings w_ij."""

from __future__ import annotations

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
