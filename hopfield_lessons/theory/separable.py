"""What the best weights could store: Cover's count and Gardner's volume."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats
from . import _binomial as binomial

_MOST_PATTERNS = 10**13  # the sum still takes less than a second


def cover_probability(*, count: int, inputs: int) -> float:
    r"""Return the chance that one unit can be right about P patterns, whatever they ask of it.

    P points in n dimensions can be divided by a plane through the origin in
    2 sum_{k<n} C(P - 1, k) of the 2^P ways, if they are in general position: no n of them lie on
    such a plane (Cover 1965). It is 1 up to P = n, 1/2 at P = 2 n, and the step between gets
    steeper with n. Numbers drawn from a Gaussian are in general position; patterns of +1 and -1
    often aren't, as long as n is small.

    Parameters
    ----------
    count : int
        P, the number of patterns, up to 10^13.
    inputs : int
        n, the number of units that the unit hears: N - 1 in a network without self-coupling.

    Returns
    -------
    float
        A probability from 0 to 1.

    Raises
    ------
    TypeError
        If an argument is not a whole number.
    ValueError
        If one is below 1, or `count` above 10^13.

    References
    ----------
    T. M. Cover (1965), IEEE Trans. Electron. Comput. EC-14, 326, doi:10.1109/PGEC.1965.264137

    Examples
    --------
    >>> from hopfield_lessons.theory import cover_probability
    >>> [cover_probability(count=p, inputs=3) for p in (3, 4, 5, 6)]
    [1.0, 0.875, 0.6875, 0.5]
    """
    points = arguments.whole(count, "count")
    dimensions = arguments.whole(inputs, "inputs")
    if points > _MOST_PATTERNS:
        raise ValueError(f"count: expected at most 10^13 patterns, got {points}")
    if points <= dimensions:
        return 1.0
    if points == 2 * dimensions:
        return 0.5
    if points > 2 * dimensions:  # fewer than n heads among P - 1 fair tosses
        return binomial.below(points - 1, dimensions)
    return 1.0 - binomial.below(points - 1, points - dimensions)


def gardner_load(margin: ArrayLike) -> Floats | float:
    r"""Return the largest load alpha = P/N that any weights can hold with a margin.

    For N to infinity and random patterns, weights w exist with
    xi_i sum_j w_ij xi_j >= kappa (sum_j w_ij^2)^(1/2) for all units and patterns up to
    1/alpha = integral from -kappa to infinity of Dt (t + kappa)^2, where Dt is the Gaussian measure
    (Gardner 1988). The integral is (1 + kappa^2) Phi(kappa) + kappa phi(kappa), with phi the
    Gaussian density and Phi the probability below kappa. Whether a rule finds the weights is
    another question.

    Parameters
    ----------
    margin : float or array_like
        kappa, at least 0.

    Returns
    -------
    float, or ndarray of float64 of the same shape
        2 for no margin, and less for more.

    Raises
    ------
    TypeError
        If `margin` is not numeric.
    ValueError
        If a value is negative or not finite.

    References
    ----------
    E. Gardner, J. Phys. A 21 (1988) 257, doi:10.1088/0305-4470/21/1/030

    Examples
    --------
    >>> from hopfield_lessons.theory import gardner_load
    >>> gardner_load(0), round(gardner_load(1), 6)
    (2.0, 0.519572)
    """
    margins = np.asarray(arguments.numeric(margin, "margin"), dtype=np.float64)
    if (margins < 0).any():
        raise ValueError(f"margin: expected numbers of at least 0, got {margins.min():g}")

    def load(kappa: float) -> float:
        below = 0.5 * math.erfc(-kappa / math.sqrt(2))
        density = math.exp(-0.5 * kappa * kappa) / math.sqrt(2 * math.pi)
        return 1 / ((1 + kappa * kappa) * below + kappa * density)

    if margins.ndim == 0:
        return load(float(margins))
    return np.array([load(kappa) for kappa in margins.ravel().tolist()]).reshape(margins.shape)
