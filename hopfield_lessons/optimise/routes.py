"""Round tours without a network: their length, simple heuristics, and the shortest of all."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats, Units

_MOST_CITIES = 13


def tour_length(distances: ArrayLike, order: ArrayLike) -> float:
    """Return the length of a round tour, back to its first city.

    Parameters
    ----------
    distances : array_like, shape (n, n)
        Symmetric, zero diagonal, none negative.
    order : array_like of int, shape (n,)
        The cities, each once.

    Returns
    -------
    float

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If `distances` are no distances, or `order` leaves out a city.

    Examples
    --------
    >>> from hopfield_lessons.optimise import tour_length
    >>> tour_length([[0, 1, 2], [1, 0, 3], [2, 3, 0]], [2, 0, 1])
    6.0
    """
    d = distances_of(distances)
    tour = _order(order, len(d))
    return float(d[tour, np.roll(tour, -1)].sum())


def nearest_neighbour(distances: ArrayLike, *, first: int = 0) -> Units:
    """Return the tour that always goes to the nearest city not visited yet.

    Parameters
    ----------
    distances : array_like, shape (n, n)
        Symmetric, zero diagonal, none negative.
    first : int
        Where it begins.

    Returns
    -------
    ndarray of intp, shape (n,)
        The cities in order; of two equally near ones the one with the smaller number.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If `distances` are no distances, or city `first` does not exist.

    Examples
    --------
    >>> from hopfield_lessons.optimise import nearest_neighbour
    >>> nearest_neighbour([[0, 1, 2], [1, 0, 3], [2, 3, 0]], first=2)
    array([2, 0, 1])
    """
    d = distances_of(distances)
    start = arguments.whole(first, "first", least=0)
    if start >= len(d):
        raise ValueError(f"first: expected a city from 0 to {len(d) - 1}, got {start}")
    tour, left = [start], np.ones(len(d), dtype=bool)
    left[start] = False
    while left.any():
        near = int(np.where(left, d[tour[-1]], np.inf).argmin())
        tour.append(near)
        left[near] = False
    return np.array(tour, dtype=np.intp)


def two_opt(distances: ArrayLike, order: ArrayLike) -> Units:
    """Turn parts of a tour round, as long as that makes it shorter.

    Two roads are replaced by two others, which turns the cities between them round. The best such
    move is made, again and again. This too is a descent, with moves that keep the tour a tour.

    Parameters
    ----------
    distances : array_like, shape (n, n)
        Symmetric, zero diagonal, none negative.
    order : array_like of int, shape (n,)
        The tour to begin with.

    Returns
    -------
    ndarray of intp, shape (n,)
        A tour that no such move shortens.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If `distances` are no distances, or `order` leaves out a city.

    References
    ----------
    G. A. Croes, Oper. Res. 6 (1958) 791, doi:10.1287/opre.6.6.791

    Examples
    --------
    >>> import numpy as np
    >>> from hopfield_lessons.optimise import two_opt
    >>> line = np.abs(np.subtract.outer([0, 1, 2, 3], [0, 1, 2, 3]))
    >>> two_opt(line, [0, 2, 1, 3])
    array([0, 1, 2, 3])
    """
    d = distances_of(distances)
    tour = _order(order, len(d))
    least = 1e-12 * max(float(d.max(initial=0.0)), 1e-300)  # a gain by rounding alone never ends
    while True:
        after = np.roll(tour, -1)
        road = d[tour, after]
        change = d[np.ix_(tour, tour)] + d[np.ix_(after, after)] - road[:, None] - road[None, :]
        change[np.tril_indices(len(d))] = 0.0
        i, j = (int(k) for k in np.unravel_index(change.argmin(), change.shape))
        if change[i, j] >= -least:
            return tour
        tour[i + 1 : j + 1] = tour[i + 1 : j + 1][::-1]


def shortest_tour(distances: ArrayLike) -> Units:
    """Return a shortest round tour of a few cities, from all of them.

    For each set of cities, and each of its members as the last, the shortest way through the set
    is kept: 2^n n numbers instead of (n - 1)! tours.

    Parameters
    ----------
    distances : array_like, shape (n, n)
        Symmetric, zero diagonal, none negative; at most 13 cities.

    Returns
    -------
    ndarray of intp, shape (n,)
        It begins with city 0.

    Raises
    ------
    TypeError
        If `distances` are not numeric.
    ValueError
        If they are no distances, or there are more than 13 cities.

    References
    ----------
    M. Held & R. M. Karp, J. SIAM 10 (1962) 196, doi:10.1137/0110015

    Examples
    --------
    >>> import numpy as np
    >>> from hopfield_lessons.optimise import shortest_tour
    >>> corners = np.array([0, 1 + 1j, 1, 1j])
    >>> shortest_tour(np.abs(corners[:, None] - corners))
    array([0, 3, 1, 2])
    """
    d = distances_of(distances)
    others = len(d) - 1  # city 0 is where each way begins
    if others >= _MOST_CITIES:
        raise ValueError(
            f"distances: expected at most {_MOST_CITIES} cities, got {len(d)}; take two_opt"
        )
    best = np.full((2**others, others), np.inf)
    came = np.zeros((2**others, others), dtype=np.intp)
    for last in range(others):
        best[1 << last, last] = d[0, last + 1]
    for members in range(1, 2**others):
        for last in range(others):
            before = members & ~(1 << last)
            if members >> last & 1 and before:
                ways = best[before] + d[1:, last + 1]
                came[members, last] = ways.argmin()
                best[members, last] = ways.min()
    return _backwards(best[-1] + d[1:, 0], came)


def _backwards(rounds: Floats, came: Units) -> Units:
    """The tour, from its last city on, by where each shortest way came from."""
    members, tour = 2 ** len(rounds) - 1, []
    last = int(rounds.argmin())
    while members:
        tour.append(last + 1)
        members, last = members & ~(1 << last), int(came[members, last])
    return np.array([0, *tour[::-1]], dtype=np.intp)


def distances_of(distances: ArrayLike) -> Floats:
    """Check the distances of at least three cities."""
    d = arguments.square(distances, "distances")
    if len(d) < 3:
        raise ValueError(f"distances: expected at least 3 cities, got {len(d)}")
    if np.diag(d).any() or (d != d.T).any() or (d < 0).any():
        raise ValueError(
            "distances: expected a symmetric matrix, zero on the diagonal and nowhere negative; "
            "(d + d.T) / 2 makes one symmetric that rounding spoiled"
        )
    if d.max() > np.finfo(np.float64).max / (8 * d.size):
        raise ValueError(f"distances: {d.max():g} would overflow in a sum; divide them by a factor")
    return d


def _order(order: ArrayLike, cities: int) -> Units:
    given = arguments.numeric(order, "order")
    if given.dtype.kind not in "iu" or given.ndim != 1:
        raise TypeError(
            f"order: expected a list of city numbers, got dtype {given.dtype}, shape {given.shape}"
        )
    if sorted(given.tolist()) != list(range(cities)):
        raise ValueError(f"order: expected the cities 0 to {cities - 1}, each once, got {given}")
    return given.astype(np.intp)
