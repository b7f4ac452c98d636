"""What theory says of mixtures: their overlaps, their stability, and where they melt."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, pi, sqrt

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .. import _enumeration as enumeration
from .._arguments import Floats
from ..network import tie_of_sum
from ._saddle import peak
from ._special import erf


@dataclass(frozen=True, eq=False)
class MixtureTheory:
    """What a mixture of random patterns is when patterns are few and units many.

    Attributes
    ----------
    overlaps : ndarray of float64, shape (n,)
        m^mu = <xi^mu sgn(c . xi)>, the mean over all 2^n columns xi of patterns;
        a tied column counts half up, half down.
    ties : float
        The fraction of units with c . xi = 0.
    stable : bool
        Whether the mixture is strictly stable: there are no ties, and every unit's
        field m . xi has the sign of c . xi.
    margin : float
        The smallest field against the spin's own sign, min (m . xi) sgn(c . xi):
        positive if stable. Nan if there are ties.
    energy : float
        E/N = -1/2 sum_mu (m^mu)^2.
    """

    overlaps: Floats
    ties: float
    stable: bool
    margin: float
    energy: float


def mixture_overlaps(coefficients: ArrayLike) -> MixtureTheory:
    """Tell whether sgn(sum_mu c_mu xi^mu) is an attractor, for few patterns (P/N -> 0).

    Then the fraction of units with each of the 2^n possible columns (xi^1 … xi^n) is
    2^-n, overlaps are means over columns, and a unit's field is h = m . xi. The mixture
    is stable where m . xi agrees in sign with c . xi for every column. Otherwise it is
    not self-consistent, and recall leaves it.

    Parameters
    ----------
    coefficients : array_like, shape (n,)
        c of at most 24 patterns.

    Returns
    -------
    MixtureTheory
        Overlaps, ties, whether it is stable, by which margin, and its energy.

    Raises
    ------
    TypeError
        If `coefficients` is not numeric.
    ValueError
        If it is empty, longer than 24, or all zero.

    References
    ----------
    D. J. Amit, H. Gutfreund and H. Sompolinsky, Phys. Rev. A 32 (1985) 1007,
    doi:10.1103/PhysRevA.32.1007

    Examples
    --------
    >>> from hopfield_lessons.theory import mixture_overlaps
    >>> mixture_overlaps([1, 1, 1]).overlaps
    array([0.5, 0.5, 0.5])
    >>> mixture_overlaps([1, 1]).ties
    0.5
    >>> six = mixture_overlaps([5, 2, 2, 2, 2, 2])
    >>> six.overlaps, six.stable
    (array([0.625, 0.25 , 0.25 , 0.25 , 0.25 , 0.25 ]), True)
    """
    weights = arguments.coefficients(coefficients)
    count = len(weights)
    enumeration.small(count)
    sums = enumeration.linear(weights)
    signs = np.sign(sums)
    signs[np.abs(sums) <= tie_of_sum(weights)] = 0
    # Twice the sum over the columns in which pattern mu is +1: flipping a column flips its sign.
    whole = np.array([2 * signs.reshape(2**mu, 2, -1)[:, 1].sum() for mu in range(count)])
    overlaps = whole / 2**count
    tied = float((signs == 0).mean())
    margin = 0.0 + float((enumeration.linear(whole) * signs).min()) / 2**count  # no minus zero
    return MixtureTheory(
        overlaps,
        tied,
        stable=tied == 0 and margin > 0,
        margin=float("nan") if tied else margin,
        energy=float(-0.5 * (overlaps**2).sum()),
    )


def symmetric_mixture_overlap(count: int) -> float:
    """Return m_n = 2^-(n-1) C(n-1, (n-1)/2), a symmetric mixture's overlap with each part.

    Exact for few patterns on many units (P/N -> 0): 1/2 for n = 3, 3/8 for n = 5. The
    energy is E/N = -n m_n^2 / 2.

    Parameters
    ----------
    count : int
        How many patterns are mixed, n; odd.

    Returns
    -------
    float
        The overlap.

    Raises
    ------
    TypeError
        If `count` is not a whole number.
    ValueError
        If it is below 1 or even.

    References
    ----------
    D. J. Amit, H. Gutfreund and H. Sompolinsky, Phys. Rev. A 32 (1985) 1007,
    doi:10.1103/PhysRevA.32.1007

    Examples
    --------
    >>> from hopfield_lessons.theory import symmetric_mixture_overlap
    >>> [symmetric_mixture_overlap(n) for n in (1, 3, 5, 7)]
    [1.0, 0.5, 0.375, 0.3125]
    """
    parts = _odd(count)
    return comb(parts - 1, parts // 2) / (1 << (parts - 1))


def mixture_melting_temperature(count: int) -> float:
    """Return the temperature above which a symmetric mixture of n patterns is unstable.

    For few patterns on many units (P/N -> 0) and couplings with the factor 1/N, so
    that the patterns themselves last until T = 1.

    Parameters
    ----------
    count : int
        How many patterns are mixed, n; odd, at most 999.

    Returns
    -------
    float
        Temperature T = 1/beta.

    Raises
    ------
    TypeError
        If `count` is not a whole number.
    ValueError
        If it is below 1, even, or above 999.

    References
    ----------
    D. J. Amit, H. Gutfreund and H. Sompolinsky, Phys. Rev. A 32 (1985) 1007,
    doi:10.1103/PhysRevA.32.1007

    Examples
    --------
    >>> from hopfield_lessons.theory import mixture_melting_temperature
    >>> print(f"{mixture_melting_temperature(3):.4f}")
    0.4598
    """
    return _melting_temperature(_odd(count, most=999))


def mixture_critical_load(count: int) -> float:
    """Return the load up to which a symmetric mixture of n patterns exists at T = 0.

    For N to infinity, by the same replica-symmetric theory as `critical_load`. In a finite
    network mixtures give way smoothly, and some hold at larger loads.

    Parameters
    ----------
    count : int
        How many patterns are mixed, n; odd, at most 999.

    Returns
    -------
    float
        alpha = P/N.

    Raises
    ------
    TypeError
        If `count` is not a whole number.
    ValueError
        If it is below 1, even, or above 999.

    References
    ----------
    D. J. Amit, H. Gutfreund and H. Sompolinsky, Ann. Phys. 173 (1987) 30,
    doi:10.1016/0003-4916(87)90092-3

    Examples
    --------
    >>> from hopfield_lessons.theory import mixture_critical_load
    >>> [round(mixture_critical_load(n), 4) for n in (1, 3, 5)]
    [0.1379, 0.0299, 0.0163]
    """
    signs, weights = _sums(_odd(count, most=999))

    def load(y: float) -> float:
        """With y = m/sqrt(2 alpha r): m = <z erf(yz)>/n, C from the slope, r = 1/(1 - C)^2."""
        width = float(weights @ (signs * erf(y * signs))) / (count * y)
        return 0.5 * (width - 2 / sqrt(pi) * float(weights @ np.exp(-((y * signs) ** 2)))) ** 2

    return load(peak(load, 1.0, 3.0))


def _melting_temperature(count: int) -> float:
    """Where the n-mixture loses stability against some of its parts growing at others' cost.

    With y = m/T and z the sum of n fair signs, m = <z tanh(yz)>/n gives T = m/y, and
    the smallest eigenvalue of the free energy's curvature vanishes where
    T = 1 - <tanh^2> + <xi^1 xi^2 tanh^2>. Both sides are functions of y alone.
    """
    if count == 1:
        return 1.0
    z, weights = _sums(count)

    def both(y: float) -> tuple[float, float]:
        t = np.tanh(y * z)
        own, pair = weights @ t**2, weights @ (z * t) ** 2 / count
        limit = 1 - own + (pair - own) / (count - 1)
        return float(weights @ (z * t)) / (count * y), float(limit)

    melted, stable = 1e-3, 50.0
    for _ in range(100):
        middle = (melted + stable) / 2
        temperature, limit = both(middle)
        melted, stable = (melted, middle) if temperature > limit else (middle, stable)
    return both(stable)[0]


def _sums(count: int) -> tuple[Floats, Floats]:
    """What a sum of n fair signs may be, and how probable each is."""
    chances = [comb(count, k) / 2**count for k in range(count + 1)]
    return np.arange(-count, count + 1, 2, dtype=np.float64), np.array(chances)


def _odd(count: int, most: int | None = None) -> int:
    parts = arguments.whole(count, "count")
    if most is not None and parts > most:
        raise ValueError(f"count: expected at most {most} patterns, got {parts}")
    if parts % 2 == 0:
        raise ValueError(
            f"count: expected an odd number, got {parts}; with an even number of equal "
            f"coefficients some units tie, and the mixture is never stable"
        )
    return parts
