"""Every state of a small network, its number and its energy."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import _arguments as arguments
from .. import _enumeration as enumeration
from .._arguments import Floats, Spins
from ..network import Network


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
