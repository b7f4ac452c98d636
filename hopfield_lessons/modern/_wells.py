"""The shapes of a well, F(x) = x^n or e^x, as tables over how many units agree with a pattern.

x is a sum of signs, so it takes few values: a table holds them all. The sign of a sum over many
patterns is exact: where rounding could decide, whole numbers do.
"""

from __future__ import annotations

import math
from decimal import Context, Decimal, localcontext

import numpy as np
from numpy.typing import NDArray

from .. import _arguments as arguments
from .._arguments import Floats

MOST = 100  # the steepest power
_WHOLE = 2**53  # below, float64 adds whole numbers without error, in any order
_EPS = float(np.finfo(np.float64).eps)


class Powers:
    """F(x) = x^n, or with `rectified` max(x, 0)^n, for K patterns of N units."""

    def __init__(self, power: int, rectified: bool, size: int, count: int) -> None:
        def shape(x: int) -> int:
            return 0 if rectified and x < 0 else int(x**power)

        self._gains = [shape(a + 1) - shape(a - 1) for a in range(1 - size, size, 2)]
        largest = max(map(abs, self._gains))
        exact = count * largest < _WHOLE
        self._table = np.array([gain if exact else gain / largest for gain in self._gains], float)
        self._doubt = 0.0 if exact else count * (count + 2) * _EPS
        self._depths = [shape(x) for x in range(-size, size + 1, 2)]

    def gains(self, column: NDArray[np.int8], others: NDArray[np.intp]) -> Floats:
        """What turning a unit up gains, (B,) in some unit: its sign is exact.

        `column` (K,) holds the unit's spin in each pattern, `others` (K, B) how many of the other
        units agree with it.
        """
        sums: Floats = column.astype(np.float64) @ self._table[others]
        if self._doubt:
            for state in np.flatnonzero(np.abs(sums) <= self._doubt):
                counts = _counts(column, others[:, state])
                sums[state] = _sign(sum(n * self._gains[a] for a, n in counts.items()))
        return sums

    def energies(self, agree: NDArray[np.intp]) -> Floats:
        """Energies (B,) in units of one well's depth; `agree` (K, B) counts all units."""
        deepest = self._depths[-1]
        if len(agree) * deepest < _WHOLE:
            return -_sums(np.array(self._depths, float), agree) / deepest
        return -_sums(np.array([depth / deepest for depth in self._depths]), agree)


class Exponential:
    """F(x) = e^x; sums are taken relative to the nearest pattern, so that none is lost."""

    def __init__(self, size: int, count: int) -> None:
        self._table = np.exp(-2.0 * np.arange(size + 1))
        self._doubt = count * (count + 2) * _EPS

    def gains(self, column: NDArray[np.int8], others: NDArray[np.intp]) -> Floats:
        """As `Powers.gains`."""
        sums: Floats = (
            column.astype(np.float64)[None, :] @ (self._table[others.max(axis=0) - others])
        )
        sums = sums[0]
        for state in np.flatnonzero(np.abs(sums) <= self._doubt):
            sums[state] = _sign_of_exponentials(_counts(column, others[:, state]))
        return sums

    def energies(self, agree: NDArray[np.intp]) -> Floats:
        """As `Powers.energies`."""
        return -_sums(self._table, len(self._table) - 1 - agree)


Well = Powers | Exponential


def well(power: object, rectified: object, *, size: int, count: int) -> Well:
    """Check the shape that was asked for, and make its tables."""
    half = arguments.flag(rectified, "rectified")
    if isinstance(power, str):
        arguments.choice(power, ["exp"], "power (or a whole number from 2)")
        if half:
            raise ValueError(
                "rectified: expected False with power='exp', got True: e^x has no second side"
            )
        return Exponential(size, count)
    return Powers(degree(power), half, size, count)


def degree(power: object) -> int:
    """Check n of x^n."""
    n = arguments.whole(power, "power", least=2)
    if n > MOST:
        raise ValueError(f"power: expected at most {MOST}, got {n}; 'exp' is steeper than any")
    return n


def _sums(table: Floats, places: NDArray[np.intp]) -> Floats:
    """Sums (B,) of a table's entries, each state's in one order whatever else is in the batch."""
    sums: Floats = np.ascontiguousarray(table[places.T]).sum(axis=1)
    return sums


def _counts(column: NDArray[np.int8], others: NDArray[np.intp]) -> dict[int, int]:
    """For each number of agreeing units: patterns that want the unit up, minus those down."""
    sums = np.bincount(others, weights=column)  # whole numbers, exact
    return {int(a): int(sums[a]) for a in np.flatnonzero(sums)}


def _sign(number: int | Decimal) -> int:
    return (number > 0) - (number < 0)


def _sign_of_exponentials(counts: dict[int, int]) -> int:
    """The sign of sum_a n_a e^{2a}: zero only if every n_a is, since e is transcendental."""
    if not counts:
        return 0
    top = max(counts)
    digits = 30
    while True:
        with localcontext(Context(prec=digits)):
            total = sum((n * Decimal(2 * (a - top)).exp() for a, n in counts.items()), Decimal(0))
            error = Decimal(10) ** (2 - digits) * sum(map(abs, counts.values())) * len(counts)
        if abs(total) > error:
            return _sign(total)
        digits *= 2


def log_double_factorial(n: int) -> float:
    """ln (2n - 3)!!, the number of pairings of 2n - 2 things."""
    return math.lgamma(2 * n - 1) - (n - 1) * math.log(2) - math.lgamma(n)
