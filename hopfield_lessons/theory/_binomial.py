"""Tails of the sum of many fair signs, without underflow, cancellation or big factorials.

Catherine Loader's way (2000): Stirling's series for the error of Stirling's formula,
and the exponent as one deviance, so that nothing large is subtracted from anything large.
"""

from __future__ import annotations

import math

import numpy as np

_BLOCK = 1 << 14
_EXACT = 1000  # up to here Python's whole numbers are quick


def at(count: int, successes: int) -> float:
    """Chance of exactly so many successes in `count` fair tosses."""
    if not 0 <= successes <= count:
        return 0.0
    if count <= _EXACT:
        return math.comb(count, successes) / (1 << count)
    failures = count - successes
    if min(successes, failures) == 0:
        return math.ldexp(1.0, -count)
    exponent = _stirling(count) - _stirling(successes) - _stirling(failures)
    exponent -= _deviance(count, abs(successes - failures) / count)
    return math.exp(exponent) * math.sqrt(count / (2 * math.pi * successes * failures))


def below(count: int, successes: int) -> float:
    """Chance of fewer successes than this; at most half of `count`.

    Each term is the one after it times k/(n - k + 1): a sum of falling positive terms.
    """
    k = successes - 1
    first = total = at(count, k)
    term = 1.0  # relative to the first
    while k > 0 and first > 0:
        ks = np.arange(k, max(k - _BLOCK, 0), -1, dtype=np.float64)
        terms = term * np.cumprod(ks / (count - ks + 1))
        total += first * float(terms.sum())
        term, k = float(terms[-1]), int(ks[-1]) - 1
        if term * max(k, 1) < 1e-18:
            break
    return total


def _stirling(n: int) -> float:
    """log n! minus Stirling's formula."""
    if n < 16:
        return math.lgamma(n + 1) - (n + 0.5) * math.log(n) + n - 0.5 * math.log(2 * math.pi)
    return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * n**2)) / n**2) / n**2) / n


def _deviance(count: int, e: float) -> float:
    """(n/2) [(1 + e) log(1 + e) + (1 - e) log(1 - e)], by its series where e is small."""
    if e > 0.1:
        return 0.5 * count * ((1 + e) * math.log1p(e) + (1 - e) * math.log1p(-e))
    return 0.5 * count * sum(e ** (2 * k) / (k * (2 * k - 1)) for k in range(9, 0, -1))
