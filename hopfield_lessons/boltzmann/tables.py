"""Distributions over all states of a few units, one number for each state."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats
from ..landscape import state_number

__all__ = ["divergence", "empirical_distribution"]

MOST_UNITS = 20


def shares(values: ArrayLike | None, count: int) -> Floats:
    """Check how likely each of the examples is; without an answer all are alike."""
    if values is None:
        return np.full(count, 1 / count)
    return _distribution(values, "probabilities", count)


def small(size: int, most: int = MOST_UNITS) -> None:
    """Refuse more units than an exact sum can be done for."""
    if size > most:
        raise ValueError(
            f"size: expected at most {most} units, because all 2^{size} states are summed over; "
            f"got {size}. Larger machines are sampled"
        )


def empirical_distribution(states: ArrayLike, *, probabilities: ArrayLike | None = None) -> Floats:
    """Return how likely each state of a few units is among the examples.

    Parameters
    ----------
    states : array_like, shape (B, N)
        Examples, spins +1 and -1, of at most 20 units. One that comes twice counts twice.
    probabilities : array_like, shape (B,)
        How likely each example is; without it all are alike.

    Returns
    -------
    ndarray of float64, shape (2^N,)
        The probability of each row of `all_states`.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If an entry is not +1 or -1, there are more than 20 units, or the probabilities are
        negative, not one for each example, or don't add up to 1.

    Examples
    --------
    >>> from hopfield_lessons.boltzmann import empirical_distribution
    >>> empirical_distribution([[1, 1], [1, 1], [-1, -1], [1, -1]])
    array([0.25, 0.  , 0.25, 0.5 ])
    """
    rows = arguments.patterns(states, "states")
    small(rows.shape[1])
    chances = shares(probabilities, len(rows))
    law = np.bincount(state_number(rows), weights=chances, minlength=2 ** rows.shape[1])
    return law.astype(np.float64)


def divergence(data: ArrayLike, *, model: ArrayLike) -> float:
    r"""Return the Kullback-Leibler divergence sum_s q(s) ln[q(s)/p(s)], in nats.

    It is 0 if the two agree, and never negative. It equals the entropy that the data have, with a
    minus sign, less the mean of ln p over the data: of all models, the most likely one has the
    smallest divergence.

    Parameters
    ----------
    data : array_like, shape (K,)
        q, numbers that add up to 1.
    model : array_like, shape (K,)
        p, likewise.

    Returns
    -------
    float
        From 0 to infinity, which it is if the model rules out what the data hold. Divided by
        ln 2 it is in bits.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If shapes don't match, a number is negative, or the sums are not 1.

    References
    ----------
    S. Kullback & R. A. Leibler, Ann. Math. Stat. 22 (1951) 79, doi:10.1214/aoms/1177729694

    Examples
    --------
    >>> from hopfield_lessons.boltzmann import divergence
    >>> round(divergence([0.5, 0.5, 0, 0], model=[0.25, 0.25, 0.25, 0.25]), 4)  # ln 2
    0.6931
    """
    q = _distribution(data, "data")
    p = _distribution(model, "model", len(q))
    held = q > 0
    if (p[held] == 0).any():
        return float("inf")
    return max(0.0, float(q[held] @ (np.log(q[held]) - np.log(p[held]))))


def _distribution(values: ArrayLike, name: str, count: int | None = None) -> Floats:
    array = np.asarray(arguments.numeric(values, name), dtype=np.float64)
    if array.ndim != 1 or array.size == 0 or (count is not None and len(array) != count):
        expected = "(K,)" if count is None else f"({count},)"
        raise ValueError(f"{name}: expected probabilities of shape {expected}, got {array.shape}")
    if (array < 0).any():
        raise ValueError(f"{name}: expected probabilities, got {array.min():g}")
    with np.errstate(over="ignore"):
        total = array.sum()
    if abs(total - 1) > 1e-9:
        raise ValueError(
            f"{name}: expected probabilities that add up to 1, got {total:g} in all; "
            "divide them by their sum"
        )
    return array
