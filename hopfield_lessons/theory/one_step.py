"""How many patterns fit: errors of the first step, and what is proved about capacity."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats
from . import _binomial as binomial

_MOST_TERMS = 10**13  # N P: so far the sum is tested; it takes a quarter of a second there


def error_probability(load: ArrayLike, *, diagonal: bool = False) -> Floats | float:
    """Return the chance that one unit of a stored pattern flips in the first step.

    For N to infinity the crosstalk is Gaussian with variance alpha, the signal is 1,
    and P_err = erfc(1/sqrt(2 alpha))/2. With the diagonal of the Hebb rule kept, the
    signal is 1 + alpha: the net holds on to whatever it is given, which is no recall.

    Parameters
    ----------
    load : float or array_like
        alpha = P/N, at least 0.
    diagonal : bool
        Whether the weights keep their diagonal w_ii = P/N.

    Returns
    -------
    float, or ndarray of float64 of the same shape
        A probability from 0 to 1/2.

    Raises
    ------
    TypeError
        If `load` is not numeric, or `diagonal` not True or False.
    ValueError
        If a value is negative or not finite.

    References
    ----------
    J. Hertz, A. Krogh and R. G. Palmer, Introduction to the Theory of Neural
    Computation (1991), section 2.2. V. Folli, M. Leonetti and G. Ruocco, Front. Comput.
    Neurosci. 10 (2017) 144, doi:10.3389/fncom.2016.00144

    Examples
    --------
    >>> from hopfield_lessons.theory import error_probability
    >>> round(error_probability(0.1847), 4)
    0.01
    >>> round(error_probability(1.0, diagonal=True), 5)
    0.02275
    """
    loads = np.asarray(arguments.numeric(load, "load"), dtype=np.float64)
    kept = arguments.flag(diagonal, "diagonal")
    if (loads < 0).any():
        raise ValueError(f"load: expected numbers of at least 0, got {loads.min():g}; it is P/N")

    def chance(alpha: float) -> float:
        signal = 1 + alpha if kept else 1.0
        return 0.5 * math.erfc(signal / math.sqrt(alpha) / math.sqrt(2)) if alpha > 0 else 0.0

    if loads.ndim == 0:
        return chance(float(loads))
    return np.array([chance(alpha) for alpha in loads.ravel().tolist()]).reshape(loads.shape)


def load_for_error(probability: float) -> float:
    """Return the load at which `error_probability` has a given value.

    Parameters
    ----------
    probability : float
        Chance that a unit flips in the first step, at least 1e-300 and below 1/2.

    Returns
    -------
    float
        alpha = P/N.

    Raises
    ------
    TypeError
        If `probability` is not a number.
    ValueError
        If it is out of range.

    References
    ----------
    J. Hertz, A. Krogh and R. G. Palmer, Introduction to the Theory of Neural
    Computation (1991), table 2.1

    Examples
    --------
    >>> from hopfield_lessons.theory import load_for_error
    >>> [round(load_for_error(p), 4) for p in (0.001, 0.0036, 0.01, 0.05, 0.1)]
    [0.1047, 0.1385, 0.1848, 0.3696, 0.6089]
    """
    chance = arguments.real(probability, "probability", least=1e-300, most=0.5)
    if chance == 0.5:
        raise ValueError("probability: expected a number below 0.5, got 0.5: no load is so large")
    return 1 / NormalDist().inv_cdf(chance) ** 2


def exact_error_probability(
    *, count: int, size: int, ties: str = "keep", diagonal: bool = False
) -> float:
    """Return the chance that a unit of a stored pattern flips in the first step, exactly.

    N xi_i h_i is N - 1 plus a sum of (P - 1)(N - 1) independent fair signs, a binomial.
    A field of exactly zero has `tie_probability`.

    Parameters
    ----------
    count, size : int
        P random patterns and N units.
    ties : {"keep", "plus", "random", "flip"}
        What a unit does whose field is zero: with ``"keep"`` that is no error, with
        ``"plus"`` and ``"random"`` in half of the cases, with ``"flip"`` always.
    diagonal : bool
        Whether the weights keep their diagonal w_ii = P/N.

    Returns
    -------
    float
        A probability. Without the diagonal, for P <= N and with ``ties="keep"`` it lies below
        the Gaussian `error_probability`.

    Raises
    ------
    TypeError
        If `count` or `size` is not a whole number, or `diagonal` not True or False.
    ValueError
        If one is below 1, `ties` is unknown, or N P exceeds 10^13.

    Examples
    --------
    >>> from hopfield_lessons.theory import error_probability, exact_error_probability
    >>> exact, gaussian = exact_error_probability(count=14, size=100), error_probability(0.14)
    >>> round(exact, 5), round(gaussian, 5)
    (0.00265, 0.00376)
    >>> [exact_error_probability(count=2, size=5, ties=ties) for ties in ("keep", "flip")]
    [0.0, 0.0625]
    """
    tosses, threshold = _tosses(count, size, diagonal)
    share = {"keep": 0.0, "plus": 0.5, "random": 0.5, "flip": 1.0}
    part = share[arguments.choice(ties, share, "ties")]
    # Twice the successes minus the tosses is the sum of signs: an error if below -signal.
    strictly = binomial.below(tosses, (threshold + 1) // 2)
    return strictly + (part * _tie(tosses, threshold) if part else 0.0)


def tie_probability(*, count: int, size: int, diagonal: bool = False) -> float:
    """Return the chance that a unit of a stored pattern has a field of exactly zero.

    Parameters
    ----------
    count, size : int
        P random patterns and N units.
    diagonal : bool
        Whether the weights keep their diagonal w_ii = P/N.

    Returns
    -------
    float
        A probability; 0 for even N and odd P, with the diagonal for odd N and odd P.

    Raises
    ------
    TypeError
        If `count` or `size` is not a whole number, or `diagonal` not True or False.
    ValueError
        If one is below 1, or N P exceeds 10^13.

    Examples
    --------
    >>> from hopfield_lessons.theory import tie_probability
    >>> tie_probability(count=2, size=5), tie_probability(count=3, size=4)
    (0.0625, 0.0)
    """
    return _tie(*_tosses(count, size, diagonal))


def _tosses(count: int, size: int, diagonal: bool) -> tuple[int, int]:
    """The number of fair signs in the crosstalk, and twice the successes that make a tie."""
    units, stored = arguments.whole(size, "size"), arguments.whole(count, "count")
    if units * stored > _MOST_TERMS:
        raise ValueError(
            f"size and count: {units} x {stored} units times patterns is beyond 10^13, up to "
            f"which the sum is tested; use the Gaussian error_probability"
        )
    tosses = (units - 1) * (stored - 1)
    signal = units - 1 + (stored if arguments.flag(diagonal, "diagonal") else 0)
    return tosses, tosses - signal


def _tie(tosses: int, threshold: int) -> float:
    return 0.0 if threshold % 2 else binomial.at(tosses, threshold // 2)


def capacity_bound(size: int, *, all_patterns: bool = False) -> float:
    """Return how many random patterns are stable without a single wrong bit, for large N.

    A given pattern is stable with probability approaching 1 up to P = N/(2 ln N), all
    of them at once up to P = N/(4 ln N). The limit is reached very slowly.

    Parameters
    ----------
    size : int
        Number of units N, at least 2.
    all_patterns : bool
        Whether all patterns have to be stable, or a given one.

    Returns
    -------
    float
        P.

    Raises
    ------
    TypeError
        If `size` is not a whole number, or `all_patterns` not True or False.
    ValueError
        If `size` is below 2.

    References
    ----------
    R. J. McEliece, E. C. Posner, E. R. Rodemich and S. S. Venkatesh, IEEE Trans. Inf.
    Theory 33 (1987) 461, doi:10.1109/TIT.1987.1057328

    Examples
    --------
    >>> from hopfield_lessons.theory import capacity_bound
    >>> round(capacity_bound(1000), 1), round(capacity_bound(1000, all_patterns=True), 1)
    (72.4, 36.2)
    """
    units = arguments.whole(size, "size", least=2)
    return units / ((4 if arguments.flag(all_patterns, "all_patterns") else 2) * math.log(units))
