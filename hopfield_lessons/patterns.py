"""Patterns and states: how they are made, damaged, converted and compared."""

from __future__ import annotations

from typing import Literal, overload

import numpy as np
from numpy.typing import ArrayLike

from . import _arguments as arguments
from ._arguments import Flags, Floats, Seed, Spins

__all__ = [
    "distance",
    "erase",
    "flip",
    "overlap",
    "random_patterns",
    "to_bits",
    "to_spins",
]


def random_patterns(count: int, size: int, *, rng: Seed, bias: float = 0.0) -> Spins:
    """Draw patterns whose spins are independent, and fair unless you give them a bias.

    Parameters
    ----------
    count : int
        Number of patterns P, at least 1.
    size : int
        Number of units N, at least 1.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from.
    bias : float
        The mean of a spin, from -1 to 1: it is +1 with probability (1 + bias)/2. Patterns with
        a bias are alike: two of them overlap by bias^2 on average.

    Returns
    -------
    ndarray of int8, shape (P, N)
        Spins +1 and -1.

    Raises
    ------
    TypeError
        If `count` or `size` is not a whole number, `bias` not a number, or `rng` neither seed
        nor generator.
    ValueError
        If `count` or `size` is below 1, `bias` is out of range, or the patterns would not fit
        in memory.

    Examples
    --------
    >>> from hopfield_lessons import random_patterns
    >>> random_patterns(2, 5, rng=1)
    array([[ 1,  1, -1, -1,  1],
           [ 1, -1,  1, -1,  1]], dtype=int8)
    """
    count, size = arguments.whole(count, "count"), arguments.whole(size, "size")
    mean, random = arguments.real(bias, "bias", least=-1.0, most=1.0), arguments.generator(rng)
    arguments.require_memory(
        (10 if mean else 2) * count * size, f"{count} patterns of {size} spins"
    )
    if mean:
        return np.where(random.random((count, size)) < (1 + mean) / 2, 1, -1).astype(np.int8)
    bits = random.integers(0, 2, size=(count, size), dtype=np.int8)
    return 2 * bits - 1


def flip(
    state: ArrayLike, fraction: float | None = None, *, count: int | None = None, rng: Seed
) -> Spins:
    """Return a copy with a given fraction, or a given number, of its units flipped.

    Parameters
    ----------
    state : array_like, shape (N,) or (B, N)
        One state or a batch; in a batch each state gets flips of its own.
    fraction : float
        From 0 to 1. Exactly round(fraction * N) distinct units are flipped
        (a half rounds to the even number, as in Python).
    count : int
        Instead of `fraction`: how many distinct units are flipped, from 0 to N.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from.

    Returns
    -------
    ndarray of int8, same shape as `state`
        The damaged copy; `state` itself is unchanged.

    Raises
    ------
    TypeError
        If `state`, `fraction` or `count` is not numeric, if not exactly one of the last two
        is given, or if `rng` is neither seed nor generator.
    ValueError
        If an entry of `state` is not +1 or -1, `fraction` lies outside 0 to 1, or `count`
        outside 0 to N.

    Examples
    --------
    >>> from hopfield_lessons import flip
    >>> flip([1, 1, 1, 1, 1], 0.4, rng=0)
    array([ 1,  1,  1, -1, -1], dtype=int8)
    >>> flip([1, 1, 1, 1, 1], count=1, rng=0)
    array([ 1,  1,  1,  1, -1], dtype=int8)
    """
    damaged = arguments.state(state)
    number, random = _number(fraction, count, damaged.shape[-1]), arguments.generator(rng)
    for row in np.atleast_2d(damaged):  # a view: this writes into `damaged`
        row[random.choice(row.size, number, replace=False)] *= -1
    return damaged


def _number(fraction: float | None, count: int | None, size: int) -> int:
    """How many of the units: given as a fraction of them, or counted."""
    if (fraction is None) == (count is None):
        came = "neither" if count is None else "both"
        raise TypeError(f"fraction, count: expected one of the two, got {came}")
    if count is None:
        return round(arguments.fraction(fraction, "fraction") * size)
    number = arguments.whole(count, "count", least=0)
    if number > size:
        raise ValueError(f"count: expected a whole number of at most {size} units, got {number}")
    return number


@overload
def erase(
    state: ArrayLike,
    units: ArrayLike,
    *,
    rng: Seed,
    value: int | None = ...,
    return_known: Literal[False] = ...,
) -> Spins: ...
@overload
def erase(
    state: ArrayLike,
    units: ArrayLike,
    *,
    rng: Seed,
    value: int | None = ...,
    return_known: Literal[True],
) -> tuple[Spins, Flags]: ...
def erase(
    state: ArrayLike,
    units: ArrayLike,
    *,
    rng: Seed,
    value: int | None = None,
    return_known: bool = False,
) -> Spins | tuple[Spins, Flags]:
    """Return a copy in which some units are forgotten: a fair coin decides each of them.

    A spin has no third value for "unknown". The coin leaves about half of the
    erased units right, so erasing half of the units is damage like flipping a quarter.
    What you do know is worth more if recall may not touch it: ask for the known units too,
    and pass them on as `hold`.

    Parameters
    ----------
    state : array_like, shape (N,) or (B, N)
        One state or a batch.
    units : array_like of bool, shape (N,) or (B, N), or float
        True where the unit is forgotten; for all states, or for each. Or the fraction of the
        units that are forgotten, from 0 to 1: chance chooses round(fraction * N) of them, for
        each state of a batch anew.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from.
    value : {None, -1, 1}
        What a forgotten unit becomes: by default what its coin says; -1 leaves blank paper
        where a picture is torn, +1 a blot of ink.
    return_known : bool
        Whether to return also which units are known.

    Returns
    -------
    damaged : ndarray of int8, same shape as `state`
        The damaged copy; `state` itself is unchanged.
    known : ndarray of bool, same shape as `state`
        True where the unit was not forgotten; only if `return_known` is True.

    Raises
    ------
    TypeError
        If `units` is neither boolean nor a number, or `rng` neither seed nor generator.
    ValueError
        If an entry of `state` is not +1 or -1, `units` has another shape or is a fraction
        outside 0 to 1, or `value` is not -1 or +1.

    Examples
    --------
    >>> from hopfield_lessons import erase, hebbian, random_patterns, recall
    >>> erase([1, 1, 1, 1], [False, False, True, True], rng=0)
    array([ 1,  1, -1,  1], dtype=int8)
    >>> pattern = random_patterns(1, 100, rng=0)
    >>> start, known = erase(pattern, 0.4, rng=1, return_known=True)
    >>> run = recall(hebbian(pattern), start, hold=known, rng=2)
    >>> bool((run.state == pattern).all())
    True
    """
    damaged = arguments.state(state)
    random = arguments.generator(rng)
    if value is not None and (isinstance(value, bool) or value not in (-1, 1)):
        raise ValueError(f"value: expected -1, +1, or None for a coin, got {value!r}")
    wanted = arguments.flag(return_known, "return_known")
    forgotten = _forgotten(units, damaged.shape, random)
    if value is None:
        coins = random.integers(0, 2, size=np.count_nonzero(forgotten), dtype=np.int8)
        damaged[forgotten] = 2 * coins - 1
    else:
        damaged[forgotten] = value
    return (damaged, ~forgotten) if wanted else damaged


def _forgotten(units: ArrayLike, shape: tuple[int, ...], random: np.random.Generator) -> Flags:
    """Which units of each state to forget: flags that were given, or a fraction of the units."""
    array = arguments.rectangular(units, "units")
    if array.ndim == 0 and array.dtype.kind in "iuf":
        number = round(arguments.fraction(array.item(), "units") * shape[-1])
        flags = np.zeros(shape, dtype=bool)
        for row in np.atleast_2d(flags):
            row[random.choice(row.size, number, replace=False)] = True
        return flags
    return np.broadcast_to(arguments.flags(units, "units", shape[-1:], shape), shape)


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
    return 2 * arguments.bits(bits) - 1


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
