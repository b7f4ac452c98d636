"""Where runs can end: basins under one order, and fates over all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import _arguments as arguments
from .. import _enumeration as enumeration
from .._arguments import Floats, Spins
from ..network import Network
from ._wants import MOST_MOVES, require_downhill, wants
from .states import state_number


@dataclass(frozen=True, eq=False)
class Basins:
    """Where each of the 2^N states of a small network ends.

    Attributes
    ----------
    states : ndarray of int8, shape (K, N)
        The attractors; of a cycle, the state with the lowest number.
    sizes : ndarray of int64, shape (K,)
        How many of the 2^N states end there; the attractor itself counts.
    periods : ndarray of int64, shape (K,)
        1 for a fixed point, more for a cycle of synchronous updates.
    attractor : ndarray of int64, shape (2^N,)
        For each row of `all_states`, the row of `states` that it reaches.
    """

    states: Spins
    sizes: NDArray[np.int64]
    periods: NDArray[np.int64]
    attractor: NDArray[np.int64]

    def of(self, state: ArrayLike) -> int | NDArray[np.int64]:
        """Return the row of `states` that a state, or each state of a batch, reaches."""
        found = self.attractor[state_number(arguments.state(state, size=self.states.shape[1]))]
        return int(found) if np.ndim(found) == 0 else found


def basins(
    weights: ArrayLike | Network,
    *,
    update: str = "asynchronous",
    order: str | ArrayLike = "sequential",
    ties: str = "keep",
    external_field: ArrayLike = 0.0,
) -> Basins:
    """Find where every state ends under a given order of updates.

    The basins of asynchronous updates depend on the order. What no order decides,
    and with which chances a random one does, `fates` tells.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings of at most 25 units; 20 units take about half a second. Asynchronous
        updates need symmetric weights and w_ii >= 0, so that every run ends.
    update : {"asynchronous", "synchronous"}
        One unit after another, or all at once.
    order : "sequential" or array_like of int
        Of the visits in an asynchronous sweep: 0 … N-1, or unit numbers, each unit
        at least once. The sweep is repeated until nothing changes.
    ties : {"keep", "plus", "flip"}
        As in `recall`; ``"flip"`` for synchronous updates only.
    external_field : float or array_like, shape (N,)
        b, in the units of the weights.

    Returns
    -------
    Basins
        The attractors, how many states reach each, and which.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If there are more than 25 units, an option is unknown or leaves the end to
        chance, or asynchronous updates need not end.

    Examples
    --------
    >>> from hopfield_lessons import basins, hebbian
    >>> found = basins(hebbian([[1, -1, -1, 1]]))
    >>> found.states
    array([[-1,  1,  1, -1],
           [ 1, -1, -1,  1]], dtype=int8)
    >>> found.sizes
    array([8, 8])
    """
    arguments.choice(update, arguments.UPDATES, "update")
    if arguments.choice(ties, arguments.TIES, "ties") == "random":
        raise ValueError("ties: with 'random' the end is left to chance; choose 'keep' or 'plus'")
    network, table = wants(weights, external_field, ties)
    if update == "synchronous":
        after = np.arange(len(table), dtype=np.uint32) ^ table
    else:
        require_downhill(network, ties, "asynchronous basins")
        after = enumeration.one_sweep(table, _visits(order, network.size), network.size)
    del table  # 2^N words, as are the next: 25 units are to fit into 2 GiB
    ends, cyclic = enumeration.settle(after)
    del after
    numbers, attractor = enumeration.numbered(ends)
    del ends
    sizes = np.bincount(attractor)
    periods = np.bincount(attractor[cyclic], minlength=len(numbers))
    return Basins(enumeration.spins_of(numbers, network.size), sizes, periods, attractor)


@dataclass(frozen=True, eq=False)
class Fates:
    """Which attractors each of the 2^N states can reach, over all orders of updates.

    Attributes
    ----------
    states : ndarray of int8, shape (K, N)
        The fixed points.
    chances : ndarray of float64, shape (2^N, K)
        For each row of `all_states`, how likely it ends in each fixed point if the
        next unit to flip is always drawn fairly from those that want to, which is
        what ``order="replacement"`` of `recall` does. Each row sums to 1.
    """

    states: Spins
    chances: Floats

    @property
    def reached(self) -> NDArray[np.bool_]:
        """Whether some order leads from a state to a fixed point, shape (2^N, K)."""
        reached: NDArray[np.bool_] = self.chances > 0
        return reached

    @property
    def undecided(self) -> NDArray[np.int64]:
        """The numbers of the states whose end depends on the order."""
        return np.flatnonzero(self.reached.sum(axis=1) > 1)


def fates(
    weights: ArrayLike | Network, *, ties: str = "keep", external_field: ArrayLike = 0.0
) -> Fates:
    """Find every end that a state can reach, whatever the order, and the chance of each.

    The graph of moves has no cycles, for energy falls at every flip. Going through it
    from the bottom, the chances of a state are the mean of those one move further down.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Symmetric couplings with w_ii >= 0, of at most 16 units.
    ties : {"keep", "plus"}
        As in `recall`.
    external_field : float or array_like, shape (N,)
        b, in the units of the weights.

    Returns
    -------
    Fates
        The fixed points, and for every state the chance to end in each.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If there are more than 16 units, runs need not end, the table would not fit in
        memory, or `ties` is neither 'keep' nor 'plus'.

    Examples
    --------
    >>> from hopfield_lessons import hebbian
    >>> from hopfield_lessons.landscape import fates, state_number
    >>> found = fates(hebbian([[1, 1, 1]]))
    >>> found.chances[state_number([1, 1, -1])]
    array([0., 1.])
    >>> len(found.undecided)
    0
    """
    network, table = wants(weights, external_field, ties, most=MOST_MOVES)
    require_downhill(network, ties, "fates")
    ends = np.flatnonzero(table == 0)
    arguments.require_memory(24 * len(table) * len(ends), f"chances of {len(ends)} fixed points")
    chances = np.zeros((len(table), len(ends)))
    chances[ends, np.arange(len(ends))] = 1.0
    depth = enumeration.depths(table, network.size)
    for level in range(1, int(depth.max()) + 1):
        numbers = np.flatnonzero(depth == level)
        for unit in range(network.size):
            flips = enumeration.bit(unit, network.size)
            moving = numbers[(table[numbers] & flips) > 0]
            chances[moving] += chances[moving ^ int(flips)]
        chances[numbers] /= np.bitwise_count(table[numbers])[:, None]
    return Fates(enumeration.spins_of(ends, network.size), chances)


def _visits(order: str | ArrayLike, size: int) -> NDArray[np.intp]:
    if isinstance(order, str):
        if order != "sequential":
            raise ValueError(
                f"order: expected 'sequential' or unit numbers, got {order!r}; "
                f"for random orders fates gives the chance of each end"
            )
        return np.arange(size)
    return arguments.visits(order, size)
