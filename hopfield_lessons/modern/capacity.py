"""How many random patterns a dense memory holds."""

from __future__ import annotations

import math
from fractions import Fraction

from .. import _arguments as arguments
from ._wells import degree, log_double_factorial


def dense_error(*, size: int, count: int, power: int) -> float:
    r"""Return the chance that a unit of a stored pattern flips in the first step, for F = x^n.

    The signal is N^n - (N-2)^n, the crosstalk a sum of K - 1 independent terms
    +-[(A+1)^n - (A-1)^n], where A is a sum of N - 1 signs. Its variance is exact, its shape is
    taken as Gaussian: good for many patterns, and for powers that are not too high, for which few
    patterns carry the sum.

    Parameters
    ----------
    size, count : int
        N units, at most 10^4, and K random patterns.
    power : int
        n, from 2 to 100.

    Returns
    -------
    float
        A probability. For large N it is Phi(-sqrt(N^(n-1) / (K (2n-3)!!))).

    Raises
    ------
    TypeError
        If an argument is not a whole number.
    ValueError
        If one is out of range.

    References
    ----------
    D. Krotov and J. J. Hopfield, Adv. Neural Inf. Process. Syst. 29 (2016),
    doi:10.48550/arXiv.1606.01164

    Examples
    --------
    >>> from hopfield_lessons.modern import dense_error
    >>> [round(dense_error(size=100, count=count, power=3), 4) for count in (300, 1000, 3000)]
    [0.0005, 0.035, 0.1478]
    """
    units, stored, n = arguments.whole(size, "size"), arguments.whole(count, "count"), degree(power)
    if units > 10**4:
        raise ValueError(f"size: expected at most 10000 units, got {units}: the sum has N terms")
    if stored == 1:
        return 0.0
    signal = units**n - (units - 2) ** n
    if signal == 0:  # one unit of an even power: nothing holds it
        return 0.0
    noise = (stored - 1) * _mean_square(units, n)
    ratio = Fraction(signal) ** 2 / noise
    return 0.5 * math.erfc(_root(ratio / 2))


def _mean_square(units: int, n: int) -> Fraction:
    """The mean of [(A+1)^n - (A-1)^n]^2 over a sum A of N - 1 fair signs."""
    total, ways = 0, 1
    for k in range(units):
        a = 2 * k - (units - 1)
        total += ways * ((a + 1) ** n - (a - 1) ** n) ** 2
        ways = ways * (units - 1 - k) // (k + 1)
    return Fraction(total, 2 ** (units - 1))


def _root(ratio: Fraction) -> float:
    """The root of a fraction; what is larger than 1e300 is large enough."""
    return math.sqrt(ratio) if ratio < 10**300 else 1e150


def dense_capacity(size: int, *, power: int, all_patterns: bool = False) -> float:
    r"""Return how many random patterns are stable without a single wrong bit, for large N.

    K = N^(n-1) / (2 (2n-3)!! ln N) for a given pattern; a factor n less for all of them at once.
    For n = 2 these are `hopfield_lessons.theory.capacity_bound`. At finite N the exact
    signal and variance of `dense_error` allow a little more or less.

    Parameters
    ----------
    size : int
        Number of units N, at least 2.
    power : int
        n, from 2 to 100.
    all_patterns : bool
        Whether all patterns have to be stable, or a given one.

    Returns
    -------
    float
        K.

    Raises
    ------
    TypeError
        If `size` or `power` is not a whole number, or `all_patterns` not True or False.
    ValueError
        If one is out of range, or K would overflow.

    References
    ----------
    D. Krotov and J. J. Hopfield, Adv. Neural Inf. Process. Syst. 29 (2016),
    doi:10.48550/arXiv.1606.01164

    Examples
    --------
    >>> from hopfield_lessons.modern import dense_capacity
    >>> [round(dense_capacity(100, power=n), 2) for n in (2, 3, 4)]
    [10.86, 361.91, 7238.24]
    """
    units, n = arguments.whole(size, "size", least=2), degree(power)
    share = n if arguments.flag(all_patterns, "all_patterns") else 1
    log = (n - 1) * math.log(units) - log_double_factorial(n)
    if log > 700:
        raise ValueError(f"size: expected fewer than {units} units for power {n}: K would overflow")
    return math.exp(log) / (2 * share * math.log(units))
