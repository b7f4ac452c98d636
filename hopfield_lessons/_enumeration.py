"""Every state of a small network at once.

A state's *number* is its spins read as a binary number, unit 0 first: ``-1, +1, +1``
is 011, number 3. So an array with one entry for each number is a table over all
states, and unit i is one bit of the index. Two observations make the tables cheap:

* A linear function of the spins needs one addition a state: the first half of the
  units and the second half give two short tables, and every state is a pair.
* What a state's units want fits into one word: bit i says that unit i would flip.
  A visit of unit i is then ``number ^= wants[number] & bit``.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _arguments as arguments
from ._arguments import Floats, Spins
from .network import Network, prepare, tie_of

Numbers: TypeAlias = NDArray[np.uint32]

MOST_UNITS = 25  # a grid of 5 x 5: basins take 2 GiB at most, and less than a minute

_PART = 2**15  # states at a time, so that what is between them stays in the cache
_INSTEAD = "For larger networks use recall from many starts"


def small(size: int, most: int = MOST_UNITS, instead: str = _INSTEAD) -> None:
    """Refuse a network with too many states to look at each."""
    if size > most:
        raise ValueError(
            f"{size} units have 2^{size} states; all of them can be looked at up to {most} units. "
            + instead
        )
    arguments.require_memory(48 * 2**size, f"a table of all 2^{size} states")


def small_network(
    weights: ArrayLike | Network, most: int = MOST_UNITS, instead: str = _INSTEAD
) -> Network:
    """Prepare weights of a network whose states can be enumerated."""
    if not isinstance(weights, Network):
        small(len(arguments.square(weights)), most, instead)
    network = prepare(weights)
    small(network.size, most, instead)
    return network


def linear(coefficients: NDArray[Any]) -> NDArray[Any]:
    """Sum of c_i s_i for every state, by number; exact for whole numbers."""
    if len(coefficients) == 1:
        return np.array([-coefficients[0], coefficients[0]])
    half = len(coefficients) // 2
    table: NDArray[Any] = np.add.outer(linear(coefficients[:half]), linear(coefficients[half:]))
    return table.ravel()


def pair_sums(network: Network) -> NDArray[np.int64]:
    """sum_ij w_ij s_i s_j of every state in units of the network, unit by unit.

    With the first k units done, unit k adds its field from them, times its spin.
    """
    whole = network.whole.astype(np.int64)
    both = whole + whole.T
    table = np.array([np.trace(whole), np.trace(whole)])
    for unit in range(1, network.size):
        field = linear(both[unit, :unit])
        table = np.stack([table - field, table + field], axis=-1).ravel()
    return table


def wants(network: Network, external_field: Floats, ties: str) -> Numbers:
    """For every state a word whose bits say which units would flip if they were visited."""
    size = network.size
    table = np.zeros(2**size, dtype=np.uint32)
    bias = external_field * network.scale
    margins = network.tie + tie_of(bias)
    for unit in range(size):
        field = (linear(network.whole[unit]) + bias[unit]).reshape(2**unit, 2, -1)
        rises, falls = _moves(field[:, 0], field[:, 1], float(margins[unit]), ties)
        words = table.reshape(2**unit, 2, -1)
        words[:, 0] |= rises * bit(unit, size)
        words[:, 1] |= falls * bit(unit, size)
    return table


def _moves(if_down: Floats, if_up: Floats, margin: float, ties: str) -> tuple[Any, Any]:
    """Whether a unit rises where it is down, and falls where it is up, given its fields."""
    rises = if_down > margin if ties == "keep" else if_down >= -margin
    falls = if_up <= margin if ties in ("flip", "random") else if_up < -margin
    return rises, falls


def bit(unit: int, size: int) -> np.uint32:
    """The place of a unit in a state's number."""
    return np.uint32(1 << (size - 1 - unit))


def spins_of(numbers: NDArray[Any], size: int) -> Spins:
    """The states with these numbers, shape (K, N)."""
    places = np.arange(size - 1, -1, -1, dtype=np.uint32)
    states = np.empty((len(numbers), size), dtype=np.int8)
    for start in range(0, len(numbers), _PART):  # else 25 units would need 5 GiB on the way
        part = numbers[start : start + _PART].astype(np.uint32)
        states[start : start + _PART] = (part[:, None] >> places) & np.uint32(1)
    states *= 2
    states -= 1
    return states


def one_sweep(table: Numbers, order: NDArray[np.intp], size: int) -> Numbers:
    """Where one sweep in the given order takes every state."""
    after = np.arange(2**size, dtype=np.uint32)
    for unit in order:
        after ^= table[after] & bit(unit, size)
    return after


def settle(after: Numbers) -> tuple[Numbers, Numbers]:
    """Follow the map `after` for ever.

    Each pass doubles the number of steps, so a few passes do. Returns, for every
    state, the lowest number on the cycle that it ends in, and all states on cycles.
    """
    jump, lowest = after, np.arange(len(after), dtype=np.uint32)
    for _ in range(len(after).bit_length()):
        lowest = np.minimum(lowest, lowest[jump])
        twice = jump[jump]
        if np.array_equal(twice, jump):
            break
        jump = twice
    return lowest[jump], np.flatnonzero(_met(jump)).astype(np.uint32)


def numbered(ends: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different ends in ascending order, and which of them each state has; without a sort."""
    is_end = _met(ends)
    place = np.cumsum(is_end, dtype=np.uint32)
    place -= np.uint32(1)
    return np.flatnonzero(is_end), place[ends].astype(np.int64)


def _met(numbers: Numbers) -> NDArray[np.bool_]:
    """Which states are among these."""
    met = np.zeros(len(numbers), dtype=bool)
    met[numbers] = True
    return met


def depths(table: Numbers, size: int) -> NDArray[np.int64]:
    """The longest way down from every state; needs a graph of moves without cycles."""
    numbers = np.arange(2**size, dtype=np.uint32)
    depth = np.zeros(2**size, dtype=np.int64)
    for _ in range(2**size):
        deeper = np.zeros_like(depth)
        for unit in range(size):
            moving = numbers[(table & bit(unit, size)) > 0]
            deeper[moving] = np.maximum(deeper[moving], depth[moving ^ bit(unit, size)] + 1)
        if np.array_equal(deeper, depth):
            return depth
        depth = deeper
    raise ValueError("weights: their rounding lets single flips go round in a circle")
