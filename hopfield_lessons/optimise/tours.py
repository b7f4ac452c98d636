"""The travelling salesman on a board of units: a row for each city, a column for each position."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats, Units
from .quadratic import Quadratic
from .routes import distances_of


def tour_problem(distances: ArrayLike, *, penalty: float) -> Quadratic:
    r"""Return the cost of a board: its length as a tour, and penalties where it is none.

    Unit X n + i is 1 if city X comes at position i. The cost is P times the sum, over rows and
    columns, of (1 - what stands in it)^2, plus d_XY for each city X at a position and Y at the
    next one; behind the last comes the first. For a valid tour it is the length.

    With penalty at least 2 max d, no d_XY = 0 between two cities, every strict minimum (each
    single flip raises the cost) is a valid tour. A valid tour is stable if and only if 2P is at
    least the sum of the two roads at each of its cities.

    Parameters
    ----------
    distances : array_like, shape (n, n)
        d, symmetric, zero diagonal, none negative; at least 3 cities.
    penalty : float
        P, at least 0.

    Returns
    -------
    Quadratic
        Of n^2 variables.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If `distances` are no distances, the penalty is negative, or the terms would not fit in
        memory.

    References
    ----------
    J. J. Hopfield & D. W. Tank, Biol. Cybern. 52 (1985) 141, doi:10.1007/BF00339943

    Examples
    --------
    >>> import numpy as np
    >>> from hopfield_lessons.optimise import tour_problem
    >>> line = np.abs(np.subtract.outer([0, 1, 2], [0, 1, 2]))
    >>> tour_problem(line, penalty=4).cost([np.eye(3).ravel(), np.zeros(9)])
    array([ 4., 24.])
    """
    d = distances_of(distances)
    cities = len(d)
    weight = arguments.real(penalty, "penalty", least=0.0, most=np.finfo(np.float64).max)
    problem = Quadratic(cities**2)
    board = np.arange(cities**2).reshape(cities, cities)
    for line in (*board, *board.T):
        problem.exactly_one(line, penalty=weight)
    return problem.add_matrix(np.kron(d, np.roll(np.eye(cities), 1, axis=1)))


def decode_tour(state: ArrayLike) -> Units | None:
    """Read the tour from a board.

    Parameters
    ----------
    state : array_like, shape (n^2,)
        Spins; unit X n + i is +1 if city X comes at position i.

    Returns
    -------
    ndarray of intp, shape (n,), or None
        The cities in order, or None if not each city stands at one position, and each position
        holds one city.

    Raises
    ------
    TypeError
        If `state` is not numeric.
    ValueError
        If an entry is not +1 or -1, or their number is not a square.

    Examples
    --------
    >>> from hopfield_lessons.optimise import decode_tour
    >>> decode_tour([-1, 1, -1, 1, -1, -1, -1, -1, 1])
    array([1, 0, 2])
    >>> decode_tour([1, 1, 1, 1]) is None
    True
    """
    spins = arguments.pattern(state, "state")
    cities = round(spins.size**0.5)
    if cities**2 != spins.size:
        raise ValueError(f"state: expected n^2 spins, such as 64 for 8 cities, got {spins.size}")
    board = spins.reshape(cities, cities) > 0
    if (board.sum(axis=0) != 1).any() or (board.sum(axis=1) != 1).any():
        return None
    order: Units = board.argmax(axis=0)
    return order


def hopfield_tank(
    distances: ArrayLike,
    *,
    same_city: float = 500.0,
    same_position: float = 500.0,
    total: float = 200.0,
    length: float = 500.0,
    expected: float = 15.0,
) -> tuple[Floats, Floats]:
    r"""Return the network of Hopfield and Tank, with their own constants.

    For V of 0 to 1 they took A/2 for each two positions of a city, B/2 for each two cities at a
    position, C/2 (sum of V - n')^2, and D/2 times the roads to the positions before and after.
    They took n' = 15 for ten cities: without that push too few units are on. The square leaves
    -C on the diagonal, and there it stays.

    Parameters
    ----------
    distances : array_like, shape (n, n)
        d, symmetric, zero diagonal, none negative.
    same_city, same_position, total, length : float
        A, B, C and D.
    expected : float
        n', how many units the third term asks for.

    Returns
    -------
    weights : ndarray of float64, shape (n^2, n^2)
        For `continuous` with a gain of 1/u_0 = 50: half of those for V from 0 to 1, since
        V = (1 + tanh)/2.
    field : ndarray of float64, shape (n^2,)
        The same for all units but for the distances of their city.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If `distances` are no distances, or a constant is not finite.

    References
    ----------
    J. J. Hopfield & D. W. Tank, Biol. Cybern. 52 (1985) 141, doi:10.1007/BF00339943

    Examples
    --------
    >>> import numpy as np
    >>> from hopfield_lessons.optimise import hopfield_tank
    >>> weights, field = hopfield_tank(1 - np.eye(3), expected=3)
    >>> weights[0, :4]
    array([-100., -350., -350., -350.])
    """
    d = distances_of(distances)
    names = ("same_city", "same_position", "total", "length", "expected")
    given = (same_city, same_position, total, length, expected)
    a, b, c, far, wanted = (arguments.finite(x, n) for x, n in zip(given, names, strict=True))
    cities = len(d)
    arguments.require_memory(48 * cities**4, f"the weights of {cities} cities")
    same = np.eye(cities)
    other = 1 - same
    beside = np.roll(same, 1, axis=1) + np.roll(same, -1, axis=1)
    with np.errstate(over="ignore", invalid="ignore"):
        weights = 0.0 - (
            a * np.kron(same, other) + b * np.kron(other, same) + c + far * np.kron(d, beside)
        )
        field = weights.sum(axis=1) / 2 + c * wanted
    if not np.isfinite(field).all():
        raise ValueError("distances, or a constant: would overflow; expected smaller numbers")
    return weights / 2, field
