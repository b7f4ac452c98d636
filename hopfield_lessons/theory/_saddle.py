"""The replica-symmetric equations of the Hopfield model, solved without iteration to chance.

A phase has an overlap m and a width s = sqrt(alpha r) of the crosstalk. With
<...> the mean over a Gaussian z,

    m = <tanh((m + s z)/T)>,   q = <tanh^2>,   C = (1 - q)/T,   r = q/(1 - C)^2.

Read for given s and T they are explicit: m solves one concave equation, and then
the load is alpha = s^2 (1 - C)^2/q. So phases are found along s, where each is a
curve without folds: retrieval from s = 0 to the largest load, the spin glass from
the s at which C = 1. Nothing can fall onto the unstable branch in between.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ._special import erf

_STEP = 0.25  # of the trapezoid rule; its error for these integrands is below 1e-16
_Z = np.arange(-36, 37) * _STEP
_GAUSS = _STEP * np.exp(-0.5 * _Z**2) / math.sqrt(2 * math.pi)
_U = np.arange(-80, 81) * _STEP
_SECH2 = 0.5 * _STEP / np.cosh(_U) ** 2  # tanh v is a mean of sgn(v - u) with this weight
_CLOSE = 1e-9  # nearer than this to T = 1, nothing is left of retrieval in float64
_GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True)
class Averages:
    """Means over the crosstalk: of tanh, of tanh^2, (1 - q)/T, and T ln 2cosh."""

    m: float
    q: float
    c: float
    log_cosh: float


def averages(m: float, s: float, temperature: float) -> Averages:
    """Average over m + s z; the sharper of the two functions is integrated by hand."""
    if s < temperature:
        v = (m + s * _Z) / temperature
        tanh = np.tanh(v)
        q = float(_GAUSS @ tanh**2)
        log_cosh = temperature * float(_GAUSS @ np.logaddexp(v, -v))
        return Averages(float(_GAUSS @ tanh), q, (1 - q) / temperature, log_cosh)
    above = m - temperature * _U
    x = np.clip(above / (s * math.sqrt(2)), -40, 40)  # beyond, erf is 1 to the last bit
    sign, bell = erf(x), np.exp(-(x**2)) * math.sqrt(2 / math.pi)  # means of sgn, and its slope
    c = float(_SECH2 @ bell) / s
    log_cosh = float(_SECH2 @ (above * sign + s * bell))
    return Averages(float(_SECH2 @ sign), 1 - temperature * c, c, log_cosh)


def overlap_at(s: float, temperature: float) -> float:
    """The overlap m > 0 at a width s below `widest`.

    <tanh> is concave in m, so Newton's method from m = 1 comes down without overshooting.
    """
    m = 1.0
    for _ in range(200):
        mean = averages(m, s, temperature)
        step = (mean.m - m) / (mean.c - 1)
        m -= step
        if abs(step) <= 1e-15:
            break
    return m


def load_at(m: float, s: float, temperature: float) -> float:
    """The load at which crosstalk has the width s."""
    mean = averages(m, s, temperature)
    return s**2 * (1 - mean.c) ** 2 / mean.q


def widest(temperature: float) -> float:
    """The width at which C = 1 for m = 0: the end of retrieval and the start of the glass.

    At T = 0 it is sqrt(2/pi), at T = 1 it vanishes.
    """
    if temperature == 0:
        return math.sqrt(2 / math.pi)
    return root(lambda s: averages(0.0, s, temperature).c - 1, 0.0, 1.0)


@lru_cache(maxsize=4096)
def limit(temperature: float) -> tuple[float, float]:
    """The width and the load at which the retrieval phase ends, for 0 <= T < 1."""

    def load(s: float) -> float:
        return load_at(overlap_at(s, temperature), s, temperature)

    width = peak(load, 0.0, widest(temperature))
    return width, load(width)


def most(temperature: float) -> float:
    """The largest load with a retrieval phase."""
    return limit(temperature)[1] if temperature < 1 - _CLOSE else 0.0


def retrieval(load: float, temperature: float) -> tuple[float, float] | None:
    """Overlap and width of the retrieval phase, or None where there is none."""
    if temperature >= 1 - _CLOSE or load > most(temperature):
        return None
    if load == temperature == 0:
        return 1.0, 0.0

    def missing(s: float) -> float:
        return load_at(overlap_at(s, temperature), s, temperature) - load

    s = root(missing, 0.5 * math.sqrt(load), limit(temperature)[0])  # s^2 = alpha r, r >= 1
    return min(overlap_at(s, temperature), 1.0), s


def glass(load: float, temperature: float) -> float:
    """Width of the spin-glass phase; 0 in the paramagnet."""
    if temperature >= 1 - _CLOSE and load <= (temperature - 1) ** 2:
        return 0.0
    start = (
        widest(temperature) if temperature < 1 - _CLOSE else 0.0
    ) + 1e-9  # there the load is 0 or 0/0
    end = start + math.sqrt(load) + 1  # s = sqrt(alpha q) + s C, and s C < 1
    return root(lambda s: load_at(0.0, s, temperature) - load, start, end)


def order(m: float, s: float, temperature: float) -> tuple[float, float]:
    """The order parameters q and r of a phase."""
    if s == 0 and (m == 0 or temperature == 0):
        return m**2, m**2
    mean = averages(m, s, temperature)
    return mean.q, mean.q / (1 - mean.c) ** 2


def free_energy(load: float, temperature: float, m: float, s: float) -> float:
    """Free energy per unit, Amit, Gutfreund and Sompolinsky 1985, with alpha r = s^2."""
    if s == temperature == 0:  # one pattern without crosstalk
        return -0.5
    mean = averages(m, s, temperature)
    entropy = load * temperature * math.log1p(-mean.c) if load > 0 else 0.0
    return 0.5 * (load + m**2 + entropy + s**2 * (2 * mean.c - 1)) - mean.log_cosh


def gap(load: float, temperature: float) -> float:
    """By how much the free energy of retrieval is above the glass's."""
    m, s = retrieval(load, temperature) or (0.0, glass(load, temperature))
    width = glass(load, temperature)
    return free_energy(load, temperature, m, s) - free_energy(load, temperature, 0.0, width)


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a function changes sign between two ends: secants, kept inside (Illinois)."""
    f_low, f_high = function(low), function(high)
    if f_low == 0 or f_low * f_high > 0:
        return low if abs(f_low) <= abs(f_high) else high
    for _ in range(200):
        middle = high - f_high * (high - low) / (f_high - f_low)
        f_middle = function(middle)
        if f_middle * f_high < 0:
            low, f_low = high, f_high
        else:
            f_low *= 0.5
        high, f_high = middle, f_middle
        if f_high == 0 or abs(high - low) <= 1e-15 * abs(high):
            break
    return high


def peak(
    function: Callable[[float], float], low: float, high: float, tolerance: float = 1e-9
) -> float:
    """Where a function with one maximum is largest: golden section."""
    width = high - low
    left, right = high - _GOLDEN * width, low + _GOLDEN * width
    f_left, f_right = function(left), function(right)
    while high - low > tolerance * width:
        if f_left > f_right:
            high, right, f_right = right, left, f_left
            left = high - _GOLDEN * (high - low)
            f_left = function(left)
        else:
            low, left, f_left = left, right, f_right
            right = low + _GOLDEN * (high - low)
            f_right = function(right)
    return (low + high) / 2
