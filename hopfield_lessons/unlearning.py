"""Unlearning: weights improved by what the network dreams."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from . import _arguments as arguments
from ._arguments import Floats, Seed
from .dynamics import recall
from .network import Network, prepare
from .patterns import random_patterns

__all__ = ["unlearn"]


def unlearn(
    weights: ArrayLike | Network,
    *,
    dreams: int,
    strength: float = 0.01,
    together: int = 1,
    rng: Seed,
) -> Floats:
    r"""Take away, a little at a time, the states in which random starts end.

    A dream: a random state s runs to rest, one unit at a time, and w_ij becomes
    w_ij - (epsilon/N) s_i s_j for i and j not the same: Hebb's rule with the other sign. Random
    starts end often in states that nobody stored, so some dreams make room for the patterns.
    Too many destroy these as well: the dose has to be found.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Symmetric couplings with w_ii >= 0; the diagonal stays as it is.
    dreams : int
        How many.
    strength : float
        epsilon, from 0 to 1. With 1 a dream takes away as much as Hebb's rule adds for a pattern.
    together : int
        How many dreams run on the same weights, before what they ended in is taken away. More
        than 1 is faster, and changes little while this many take away little.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from: for each set of dreams their starts, then their runs.

    Returns
    -------
    ndarray of float64, shape (N, N)
        Symmetric.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If the weights are not symmetric, a w_ii is negative, or a number is out of its range.

    References
    ----------
    J. J. Hopfield, D. I. Feinstein & R. G. Palmer, Nature 304 (1983) 158, doi:10.1038/304158a0

    Examples
    --------
    >>> from hopfield_lessons import hebbian, random_patterns
    >>> from hopfield_lessons.fields import stability
    >>> from hopfield_lessons.unlearning import unlearn
    >>> patterns = random_patterns(20, 100, rng=0)
    >>> learned = hebbian(patterns)
    >>> for weights in (learned, unlearn(learned, dreams=300, together=10, rng=1)):
    ...     print(int((stability(weights, patterns) > 0).all(axis=1).sum()), "of 20 are stable")
    3 of 20 are stable
    19 of 20 are stable
    """
    network = prepare(weights)
    network.require_symmetric("unlearning")
    if (network.diagonal < 0).any():
        raise ValueError(
            f"weights: expected w_ii >= 0, without which a run need not end, got "
            f"{network.diagonal.min():g}"
        )
    left = arguments.whole(dreams, "dreams", least=0)
    epsilon = arguments.real(strength, "strength", least=0.0, most=1.0)
    most = arguments.whole(together, "together")
    random = arguments.generator(rng)
    taken = np.zeros((network.size, network.size))  # whole: so often were i and j alike, or not
    present = network.weights.copy()
    while left > 0:
        count = min(left, most)
        starts = random_patterns(count, network.size, rng=random)
        ends = recall(present, starts, rng=random, energies=False).state.astype(np.float64)
        taken += ends.T @ ends
        np.fill_diagonal(taken, 0.0)
        present = network.weights - epsilon * taken / network.size
        left -= count
    return present
