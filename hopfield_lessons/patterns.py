"""Patterns and states: how they are made, damaged, converted and compared."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from . import _advice
from . import _arguments as arguments
from ._arguments import Floats, Seed, Spins

__all__ = [
    "distance",
    "erase",
    "flip",
    "overlap",
    "random_patterns",
    "to_bits",
    "to_spins",
]


def random_patterns(count: int, size: int, *, rng: Seed) -> Spins:
    """Draw patterns whose spins are independent and fair.

    Parameters
    ----------
    count : int
        Number of patterns P, at least 1.
    size : int
        Number of units N, at least 1.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from.

    Returns
    -------
    ndarray of int8, shape (P, N)
        Spins +1 and -1.

    Raises
    ------
    TypeError
        If `count` or `size` is not a whole number, or `rng` neither seed nor generator.
    ValueError
        If `count` or `size` is below 1, or the patterns would not fit in memory.

    Examples
    --------
    >>> from hopfield_lessons import random_patterns
    >>> random_patterns(2, 5, rng=1)
    array([[ 1,  1, -1, -1,  1],
           [ 1, -1,  1, -1,  1]], dtype=int8)
    """
    count, size = arguments.whole(count, "count"), arguments.whole(size, "size")
    random = arguments.generator(rng)
    arguments.require_memory(2 * count * size, f"{count} patterns of {size} spins")
    bits = random.integers(0, 2, size=(count, size), dtype=np.int8)
    return 2 * bits - 1


def flip(state: ArrayLike, fraction: float, *, rng: Seed) -> Spins:
    """Return a copy with a given fraction of its units flipped.

    Parameters
    ----------
    state : array_like, shape (N,) or (B, N)
        One state or a batch; in a batch each state gets flips of its own.
    fraction : float
        From 0 to 1. Exactly round(fraction * N) distinct units are flipped
        (a half rounds to the even number, as in Python).
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from.

    Returns
    -------
    ndarray of int8, same shape as `state`
        The damaged copy; `state` itself is unchanged.

    Raises
    ------
    TypeError
        If `state` or `fraction` is not numeric, or `rng` neither seed nor generator.
    ValueError
        If an entry of `state` is not +1 or -1, or `fraction` lies outside 0 to 1.

    Examples
    --------
    >>> from hopfield_lessons import flip
    >>> flip([1, 1, 1, 1, 1], 0.4, rng=0)
    array([ 1,  1,  1, -1, -1], dtype=int8)
    """
    damaged = arguments.state(state)
    share, random = arguments.fraction(fraction, "fraction"), arguments.generator(rng)
    rows = np.atleast_2d(damaged)  # a view: what follows writes into `damaged`
    count = round(share * rows.shape[1])
    for row in rows:
        row[random.choice(row.size, count, replace=False)] *= -1
    return damaged


def erase(state: ArrayLike, units: ArrayLike, *, rng: Seed) -> Spins:
    """Return a copy in which some units are forgotten: a fair coin decides each of them.

    A spin has no third value for "unknown". The coin leaves about half of the
    erased units right, so erasing half of the units is damage like flipping a quarter.

    Parameters
    ----------
    state : array_like, shape (N,) or (B, N)
        One state or a batch.
    units : array_like of bool, shape (N,)
        True where the unit is forgotten.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from.

    Returns
    -------
    ndarray of int8, same shape as `state`
        The damaged copy; `state` itself is unchanged.

    Raises
    ------
    TypeError
        If `units` is not boolean, or `rng` neither seed nor generator.
    ValueError
        If an entry of `state` is not +1 or -1, or `units` has another length.

    Examples
    --------
    >>> from hopfield_lessons import erase
    >>> erase([1, 1, 1, 1], [False, False, True, True], rng=0)
    array([ 1,  1, -1,  1], dtype=int8)
    """
    damaged = arguments.state(state)
    forgotten = arguments.flags(units, "units", damaged.shape[-1:])
    random = arguments.generator(rng)
    coins = random.integers(0, 2, size=damaged[..., forgotten].shape, dtype=np.int8)
    damaged[..., forgotten] = 2 * coins - 1
    return damaged


def overlap(patterns: ArrayLike, state: ArrayLike) -> Floats | np.float64:
    r"""Return the overlaps m^mu = (1/N) sum_i xi_i^mu s_i.

    Parameters
    ----------
    patterns : array_like, shape (P, N) or (N,)
        Patterns; a single one gives overlaps without the axis P.
    state : array_like, shape (N,) or (B, N)
        One state or a batch.

    Returns
    -------
    ndarray of float64, shape (P,) or (B, P)
        From -1 (reversed) to 1 (identical). For a single pattern a number, or shape (B,).

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If an entry is not +1 or -1, or the lengths differ.

    Examples
    --------
    >>> from hopfield_lessons import overlap
    >>> overlap([[1, 1, 1, 1], [1, 1, -1, -1]], [1, 1, 1, -1])
    array([0.5, 0.5])
    """
    products, size = _products(patterns, state)
    return products / size


def _products(patterns: ArrayLike, state: ArrayLike) -> tuple[Floats, int]:
    """Return sum_i xi_i s_i and N. In float64 these sums are exact, in int8 they'd overflow."""
    stored = arguments.state(patterns, name="patterns")
    size = stored.shape[-1]
    present = arguments.state(state, size=size)
    return present.astype(np.float64) @ stored.T.astype(np.float64), size


def distance(patterns: ArrayLike, state: ArrayLike) -> np.ndarray | np.int64:
    """Return the Hamming distances d = N (1 - m) / 2: in how many units two states differ.

    Parameters
    ----------
    patterns : array_like, shape (P, N) or (N,)
        Patterns.
    state : array_like, shape (N,) or (B, N)
        One state or a batch.

    Returns
    -------
    ndarray of int64, shape (P,) or (B, P)
        From 0 to N. For a single pattern a number, or shape (B,).

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If an entry is not +1 or -1, or the lengths differ.

    Examples
    --------
    >>> from hopfield_lessons import distance
    >>> distance([[1, 1, 1, 1], [1, 1, -1, -1]], [1, 1, 1, -1])
    array([1, 1])
    """
    products, size = _products(patterns, state)
    return (size - products.astype(np.int64)) // 2


def to_spins(bits: ArrayLike) -> Spins:
    """Convert 0/1 (or False/True) to -1/+1 by s = 2n - 1.

    Parameters
    ----------
    bits : array_like of 0 and 1, or of bool
        Any shape but empty.

    Returns
    -------
    ndarray of int8, same shape
        Spins.

    Raises
    ------
    TypeError
        If `bits` is not numeric.
    ValueError
        If an entry is neither 0 nor 1.

    Examples
    --------
    >>> from hopfield_lessons import to_spins
    >>> to_spins([0, 1, 1])
    array([-1,  1,  1], dtype=int8)
    """
    array = arguments.rectangular(bits, "bits")
    if array.dtype != np.bool_:
        array = arguments.numeric(bits, "bits")
    wrong = ~((array == 0) | (array == 1))
    if array.size == 0 or wrong.any():
        came = "an empty array" if array.size == 0 else f"{array[wrong].ravel()[0]}"
        raise ValueError(f"bits: expected 0 and 1, got {came}{_advice.for_bits(array)}")
    return 2 * array.astype(np.int8) - 1


def to_bits(spins: ArrayLike) -> Spins:
    """Convert -1/+1 to 0/1 by n = (s + 1) / 2.

    Parameters
    ----------
    spins : array_like of -1 and +1
        Any shape but empty.

    Returns
    -------
    ndarray of int8, same shape
        Bits.

    Raises
    ------
    TypeError
        If `spins` is not numeric.
    ValueError
        If an entry is neither -1 nor +1.

    Examples
    --------
    >>> from hopfield_lessons import to_bits
    >>> to_bits([-1, 1, 1])
    array([0, 1, 1], dtype=int8)
    """
    return (arguments.spins(spins, "spins") + 1) // 2
