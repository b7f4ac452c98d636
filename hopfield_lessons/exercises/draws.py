"""What the checks draw by chance: small networks and states, in whole numbers.

Sums of whole numbers are exact in floats, so a field is zero or it isn't, in every order of adding.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def spins(rng: np.random.Generator, *shape: int) -> NDArray[np.int8]:
    """Return spins +1 and -1 of a shape, as likely.

    Examples
    --------
    >>> spins(np.random.default_rng(1), 4)
    array([-1,  1,  1,  1], dtype=int8)
    """
    return (2 * rng.integers(0, 2, shape) - 1).astype(np.int8)


def weights(rng: np.random.Generator, size: int) -> NDArray[np.float64]:
    """Return weights -2 to 2 without any symmetry, and without a diagonal.

    Examples
    --------
    >>> weights(np.random.default_rng(1), 2)
    array([[0., 0.],
           [1., 0.]])
    """
    drawn = rng.integers(-2, 3, (size, size)).astype(float)
    np.fill_diagonal(drawn, 0)
    return drawn


def symmetric(
    rng: np.random.Generator, size: int, *, diagonal: bool = False
) -> NDArray[np.float64]:
    """Return symmetric weights -2 to 2, on wish with a diagonal.

    Examples
    --------
    >>> symmetric(np.random.default_rng(2), 2)
    array([[ 0., -1.],
           [-1.,  0.]])
    """
    upper = np.triu(weights(rng, size), 1)
    own = rng.integers(-2, 3, size) if diagonal else np.zeros(size)
    return upper + upper.T + np.diag(own)
