"""The mean-field equation of capacity without noise, in x: erf(x) is the overlap m.

    erf(x) = x (sqrt(2 alpha) + 2/sqrt(pi) exp(-x^2))

It is what the equations of `theory` become at temperature 0, in a form that can be solved by
looking. x = 0 solves it at every load.
"""

from __future__ import annotations

import math

import numpy as np

from ..._arguments import Floats
from ...theory._special import erf


def other_side(x: Floats, load: float) -> Floats:
    """Return the right-hand side; the left is erf(x)."""
    other: Floats = x * (math.sqrt(2 * load) + 2 / math.sqrt(math.pi) * np.exp(-(x**2)))
    return other


def load_of(x: Floats) -> Floats:
    """Return the load at which x > 0 solves the equation."""
    loads: Floats = (erf(x) / x - 2 / math.sqrt(math.pi) * np.exp(-(x**2))) ** 2 / 2
    return loads


def meetings(load: float) -> list[float]:
    """Return where the two sides meet at x > 0: first unstable, then stable; or nowhere."""
    x = np.linspace(1e-3, 8.0, 16001)
    gap = load_of(x) - load
    crossings = np.flatnonzero(np.diff(np.sign(gap)))
    share = gap[crossings] / (gap[crossings] - gap[crossings + 1])
    return [float(place) for place in x[crossings] + share * (x[1] - x[0])]
