"""Weights fitted to the patterns, however alike these are."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import _arguments as arguments
from .._arguments import Floats, Seed

_EPS = float(np.finfo(np.float64).eps)


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


@dataclass(frozen=True, eq=False)
class Learned:
    """What a perceptron learned.

    Attributes
    ----------
    weights : ndarray of float64, shape (N, N)
        Whole multiples of 1/N, zero diagonal.
    converged : bool
        Whether the last epoch met no error, so that every pattern has the margin. False says
        that `max_epochs` were too few, never that it can't be done.
    epochs : int
        How often all patterns were shown.
    errors : ndarray of int64, shape (epochs,)
        How often in each epoch a unit was wrong about a pattern, and learned.
    """

    weights: Floats
    converged: bool
    epochs: int
    errors: NDArray[np.int64]


def perceptron(
    patterns: ArrayLike,
    *,
    margin: float = 0.0,
    symmetric: bool = False,
    max_epochs: int = 1000,
    rng: Seed,
) -> Learned:
    r"""Let every unit learn, as a perceptron, what it should be in each pattern.

    Patterns are shown one after another, in a new order each epoch. A unit i for which
    xi_i sum_j w_ij xi_j is at most `margin` times the length of its row, (sum_j w_ij^2)^(1/2), adds
    xi_i xi_j / N to w_ij; a tie is an error. If weights exist that give each pattern more than
    this margin, the rule finds some, in finitely many steps (Gardner 1988). Random patterns have
    such weights up to P = 2 N, for N to infinity and margin 0; near that the steps are many.

    Each row learns alone, so the weights are not symmetric and there is no energy. With
    ``symmetric=True`` what is added to w_ij is added to w_ji as well; with margin 0 that too
    ends, if symmetric weights exist.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1.
    margin : float
        kappa, from 0 to (N - 1)^(1/2), the most that there can be. A larger one means larger
        basins, and fewer patterns: see `hopfield_lessons.theory.gardner_load`.
    symmetric : bool
        Whether to keep w_ij = w_ji.
    max_epochs : int
        Stop after so many epochs, at least 1.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from, for the order of the patterns.

    Returns
    -------
    Learned
        The weights, and whether the rule came to its end.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If `patterns` is not two-dimensional, has an entry other than +1 and -1, `margin` is out
        of its range, `max_epochs` is below 1, or the weights would not fit in memory.

    References
    ----------
    E. Gardner, J. Phys. A 21 (1988) 257, doi:10.1088/0305-4470/21/1/030

    Examples
    --------
    >>> from hopfield_lessons import random_patterns
    >>> from hopfield_lessons.fields import stability
    >>> from hopfield_lessons.rules import perceptron
    >>> patterns = random_patterns(40, 50, rng=0)
    >>> learned = perceptron(patterns, margin=0.2, rng=1)
    >>> learned.converged
    True
    >>> bool((stability(learned.weights, patterns, normalised=True) > 0.2).all())
    True
    """
    stored = arguments.patterns(patterns).astype(np.float64)
    size = stored.shape[1]
    most = math.sqrt(size - 1)
    kappa = arguments.real(margin, "margin", least=0.0, most=most, why="it can't exceed sqrt(N-1)")
    mutual = arguments.flag(symmetric, "symmetric")
    limit = arguments.whole(max_epochs, "max_epochs")
    random = arguments.generator(rng)
    arguments.require_memory(24 * size**2, f"a {size} x {size} weight matrix")
    whole = np.zeros((size, size))  # N times the weights: sums of these don't round
    errors: list[int] = []
    while len(errors) < limit and (not errors or errors[-1]):
        order = random.permutation(len(stored))
        errors.append(sum(_show(whole, xi, kappa, mutual) for xi in stored[order]))
    return Learned(whole / size, errors[-1] == 0, len(errors), np.array(errors))


def _show(whole: Floats, xi: Floats, margin: float, symmetric: bool) -> int:
    """Show one pattern to all units; return how many were wrong, and have learned."""
    held = xi * (whole @ xi)
    needed = margin * np.sqrt(np.vecdot(whole, whole)) if margin else 0.0
    wrong = np.flatnonzero(held <= needed)
    learned = np.outer(xi[wrong], xi)
    learned[np.arange(len(wrong)), wrong] = 0.0
    whole[wrong] += learned
    if symmetric:
        whole[:, wrong] += learned.T
    return len(wrong)
