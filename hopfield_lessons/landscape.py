"""Where recall can end, for every state of a small network: fixed points, basins, fates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _arguments as arguments
from . import _enumeration as enumeration
from ._arguments import Floats, Spins
from .network import Network

__all__ = [
    "Basins",
    "Fates",
    "all_energies",
    "all_states",
    "basins",
    "fates",
    "fixed_points",
    "moves",
    "state_number",
]

_MOST_FATES = 16  # units: beyond it, the table of chances becomes slow


def all_states(size: int) -> Spins:
    """Return every state of a small network.

    Parameters
    ----------
    size : int
        Number of units N, from 1 to 25.

    Returns
    -------
    ndarray of int8, shape (2^N, N)
        Row k is state number k: its spins, -1 read as 0 and unit 0 first, are k in binary.

    Raises
    ------
    TypeError
        If `size` is not a whole number.
    ValueError
        If `size` is below 1 or above 25.

    Examples
    --------
    >>> from hopfield_lessons import all_states
    >>> all_states(2)
    array([[-1, -1],
           [-1,  1],
           [ 1, -1],
           [ 1,  1]], dtype=int8)
    """
    units = arguments.whole(size, "size")
    enumeration.small(units)
    return enumeration.spins_of(np.arange(2**units, dtype=np.uint32), units)


def state_number(state: ArrayLike) -> int | NDArray[np.int64]:
    """Return the row of `all_states` that a state is.

    Parameters
    ----------
    state : array_like, shape (N,) or (B, N)
        One state or a batch, of at most 25 units.

    Returns
    -------
    int, or ndarray of int64, shape (B,) for a batch
        From 0 to 2^N - 1.

    Raises
    ------
    TypeError
        If `state` is not numeric.
    ValueError
        If it has more than 25 units, or an entry that is not +1 or -1.

    Examples
    --------
    >>> from hopfield_lessons.landscape import state_number
    >>> state_number([1, -1, 1])
    5
    """
    spins = arguments.state(state)
    enumeration.small(spins.shape[-1])
    places = 1 << np.arange(spins.shape[-1] - 1, -1, -1, dtype=np.int64)
    numbers = (spins > 0) @ places
    return int(numbers) if spins.ndim == 1 else numbers


def all_energies(weights: ArrayLike | Network, *, external_field: ArrayLike = 0.0) -> Floats:
    """Return the energy of every state of a small network.

    Unit after unit doubles the table, so 2^20 states take a fraction of a second.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Symmetric couplings of at most 25 units.
    external_field : float or array_like, shape (N,)
        b, in the units of the weights.

    Returns
    -------
    ndarray of float64, shape (2^N,)
        E of each row of `all_states`, as from `energy`; the pair sums have no rounding.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If the weights are not symmetric, there are more than 25 units, shapes don't
        match, or a number is not finite.

    Examples
    --------
    >>> from hopfield_lessons import all_energies, hebbian
    >>> all_energies(hebbian([[1, -1, -1]]))
    array([ 0.33333333,  0.33333333,  0.33333333, -1.        , -1.        ,
            0.33333333,  0.33333333,  0.33333333])
    """
    network = enumeration.small_network(weights)
    network.require_symmetric("an energy")
    field = network.field(external_field)
    pairs = enumeration.pair_sums(network).astype(np.float64)
    energies: Floats = 0.0 - 0.5 * pairs / network.scale - enumeration.linear(field)
    return energies


def fixed_points(
    weights: ArrayLike | Network, *, external_field: ArrayLike = 0.0, ties: str = "keep"
) -> Spins:
    """Return every state that no update changes, by looking at each of the 2^N states.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings of at most 25 units, symmetric or not. 20 units take about a
        fifth of a second, and each unit more doubles that.
    external_field : float or array_like, shape (N,)
        b, in the units of the weights.
    ties : {"keep", "plus", "random", "flip"}
        What a unit does whose field is exactly zero, as in `recall`. With ``"random"``
        and ``"flip"`` a state with a tie is no fixed point.

    Returns
    -------
    ndarray of int8, shape (K, N)
        The fixed points in the order of `all_states`; K may be 0.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If there are more than 25 units, shapes don't match, a number is not finite,
        or `ties` is unknown.

    Examples
    --------
    >>> from hopfield_lessons import fixed_points, hebbian
    >>> fixed_points(hebbian([[1, -1, -1, 1]]))
    array([[-1,  1,  1, -1],
           [ 1, -1, -1,  1]], dtype=int8)
    """
    network, table = _wants(weights, external_field, ties)
    return enumeration.spins_of(np.flatnonzero(table == 0), network.size)


def moves(
    weights: ArrayLike | Network, *, external_field: ArrayLike = 0.0, ties: str = "keep"
) -> NDArray[np.int64]:
    """Return the graph of moves: from each state to those that one update may lead to.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings of at most 16 units, symmetric or not.
    external_field : float or array_like, shape (N,)
        b, in the units of the weights.
    ties : {"keep", "plus", "random", "flip"}
        As in `recall`; with ``"random"`` the moves that may happen.

    Returns
    -------
    ndarray of int64, shape (M, 2)
        One row for each move: the number of the state before and after, as in
        `all_states`. The two states differ in one unit.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If there are more than 16 units, shapes don't match, a number is not finite,
        or `ties` is unknown.

    Examples
    --------
    >>> from hopfield_lessons import hebbian
    >>> from hopfield_lessons.landscape import moves
    >>> moves(hebbian([[1, 1]]))
    array([[1, 0],
           [1, 3],
           [2, 0],
           [2, 3]])
    """
    network, table = _wants(weights, external_field, ties, most=_MOST_FATES)
    edges = []
    for unit in range(network.size):
        flips = enumeration.bit(unit, network.size)
        starts = np.flatnonzero(table & flips)
        edges.append(np.stack([starts, starts ^ int(flips)], axis=-1))
    rows = np.concatenate(edges)
    return rows[np.lexsort((rows[:, 1], rows[:, 0]))]


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
    network, table = _wants(weights, external_field, ties)
    if update == "synchronous":
        after = np.arange(len(table), dtype=np.uint32) ^ table
    else:
        _require_downhill(network, ties, "asynchronous basins")
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
    network, table = _wants(weights, external_field, ties, most=_MOST_FATES)
    _require_downhill(network, ties, "fates")
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


def _wants(
    weights: ArrayLike | Network,
    external_field: ArrayLike,
    ties: str,
    most: int = enumeration.MOST_UNITS,
) -> tuple[Network, enumeration.Numbers]:
    arguments.choice(ties, arguments.TIES, "ties")
    network = enumeration.small_network(weights, most)
    return network, enumeration.wants(network, network.field(external_field), ties)


def _require_downhill(network: Network, ties: str, purpose: str) -> None:
    """Refuse what need not end in a fixed point."""
    arguments.choice(ties, ("keep", "plus"), f"ties, for {purpose}")
    network.require_symmetric(purpose)
    if (network.diagonal < 0).any():
        unit = int(network.diagonal.argmin())
        raise ValueError(
            f"weights: {purpose} need w_ii >= 0, got w[{unit}, {unit}] = "
            f"{network.diagonal[unit]:g}; with it a run may go in circles"
        )


def _visits(order: str | ArrayLike, size: int) -> NDArray[np.intp]:
    if isinstance(order, str):
        if order != "sequential":
            raise ValueError(
                f"order: expected 'sequential' or unit numbers, got {order!r}; "
                f"for random orders fates gives the chance of each end"
            )
        return np.arange(size)
    return arguments.visits(order, size)
