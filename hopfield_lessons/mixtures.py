"""Mixtures of patterns: what they are, when they are attractors, and how to name a state."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _enumeration as enumeration
from . import _validation as check
from ._nearest import nearest_mixtures
from ._validation import Floats, Spins
from .patterns import overlap

Name: TypeAlias = Literal["pattern", "reversed", "mixture", "other"]

_EPS = float(np.finfo(np.float64).eps)


def mixture(patterns: ArrayLike, coefficients: ArrayLike) -> Spins:
    """Return the mixture state sgn(sum_mu c_mu xi^mu).

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Patterns.
    coefficients : array_like, shape (P,)
        c, any finite numbers, 0 for a pattern that takes no part.

    Returns
    -------
    ndarray of int8, shape (N,)
        The mixture.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If a unit's sum is zero, or can't be told from zero in float64: the mixture
        then has no spin there. Also if shapes don't match, or an entry of
        `patterns` is not +1 or -1.

    References
    ----------
    D. J. Amit, H. Gutfreund and H. Sompolinsky, Phys. Rev. A 32 (1985) 1007,
    doi:10.1103/PhysRevA.32.1007

    Examples
    --------
    >>> from hopfield_lessons import mixture
    >>> mixture([[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, 1, -1]], [1, 1, -1])
    array([ 1,  1, -1,  1], dtype=int8)
    """
    stored = check.patterns(patterns)
    weights = _coefficients(coefficients, len(stored))
    sums = weights @ stored
    tied = np.flatnonzero(np.abs(sums) <= _tie_of_sum(weights))
    if tied.size:
        first = ", ".join(map(str, tied[:5])) + (", …" if tied.size > 5 else "")
        raise ValueError(
            f"coefficients: the sum over patterns is zero at {tied.size} of {sums.size} units "
            f"({first}), so the mixture has no spin there; change the coefficients, for example "
            f"mix an odd number of patterns with equal ones"
        )
    return np.where(sums > 0, 1, -1).astype(np.int8)


@dataclass(frozen=True, eq=False)
class Mixture:
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


def mixture_overlaps(coefficients: ArrayLike) -> Mixture:
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
    Mixture
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
    >>> from hopfield_lessons import mixture_overlaps
    >>> mixture_overlaps([1, 1, 1]).overlaps
    array([0.5, 0.5, 0.5])
    >>> mixture_overlaps([1, 1]).ties
    0.5
    >>> six = mixture_overlaps([5, 2, 2, 2, 2, 2])
    >>> six.overlaps, six.stable
    (array([0.625, 0.25 , 0.25 , 0.25 , 0.25 , 0.25 ]), True)
    """
    weights = _coefficients(coefficients)
    count = len(weights)
    enumeration.small(count)
    sums = enumeration.linear(weights)
    signs = np.sign(sums)
    signs[np.abs(sums) <= _tie_of_sum(weights)] = 0
    # Twice the sum over the columns in which pattern mu is +1: flipping a column flips its sign.
    whole = np.array([2 * signs.reshape(2**mu, 2, -1)[:, 1].sum() for mu in range(count)])
    overlaps = whole / 2**count
    tied = float((signs == 0).mean())
    margin = 0.0 + float((enumeration.linear(whole) * signs).min()) / 2**count  # no minus zero
    return Mixture(
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
    >>> from hopfield_lessons import symmetric_mixture_overlap
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
    >>> from hopfield_lessons import mixture_melting_temperature
    >>> print(f"{mixture_melting_temperature(3):.4f}")
    0.4598
    """
    parts = _odd(count)
    if parts > 999:
        raise ValueError(f"count: expected at most 999 patterns, got {parts}")
    return _melting_temperature(parts)


def _melting_temperature(count: int) -> float:
    """Where the n-mixture loses stability against some of its parts growing at others' cost.

    With y = m/T and z the sum of n fair signs, m = <z tanh(yz)>/n gives T = m/y, and
    the smallest eigenvalue of the free energy's curvature vanishes where
    T = 1 - <tanh^2> + <xi^1 xi^2 tanh^2>. Both sides are functions of y alone.
    """
    if count == 1:
        return 1.0
    z = np.arange(-count, count + 1, 2)
    weights = np.array([comb(count, k) / 2**count for k in range(count + 1)])

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


def _odd(count: int) -> int:
    parts = check.whole(count, "count")
    if parts % 2 == 0:
        raise ValueError(
            f"count: expected an odd number, got {parts}; with an even number of equal "
            f"coefficients some units tie, and the mixture is never stable"
        )
    return parts


def _coefficients(values: ArrayLike, count: int | None = None) -> Floats:
    """Check coefficients; only their ratios matter, so return them with the largest at ±1."""
    array = np.asarray(check.numeric(values, "coefficients"), dtype=np.float64)
    if array.ndim != 1 or array.size == 0 or (count is not None and array.size != count):
        expected = "(n,)" if count is None else f"({count},), one for each pattern"
        raise ValueError(f"coefficients: expected shape {expected}, got {array.shape}")
    largest = np.abs(array).max()
    if largest == 0:
        raise ValueError("coefficients: expected at least one that is not zero")
    return np.ldexp(array, -int(np.frexp(largest)[1]))


def _tie_of_sum(coefficients: Floats) -> float:
    """A sum of ±c_mu of at most this size can't be told from zero: 0.1 + 0.2 - 0.3 is a tie."""
    return len(coefficients) * _EPS * float(np.abs(coefficients).sum())


@dataclass(frozen=True, eq=False)
class Kind:
    """What a state is.

    Attributes
    ----------
    name : {"pattern", "reversed", "mixture", "other"}
        "reversed" is a pattern with all signs turned; "mixture" a symmetric mixture
        of three, five … patterns.
    patterns : tuple of int
        Which patterns it is made of, in ascending order; empty for "other".
    signs : tuple of int
        +1 or -1 for each of them.
    match : float
        Overlap with the pure state of that name; for "other", with the nearest one.
    overlaps : ndarray of float64, shape (P,)
        Overlaps with all patterns.
    """

    name: Name
    patterns: tuple[int, ...]
    signs: tuple[int, ...]
    match: float
    overlaps: Floats

    def __str__(self) -> str:
        """Return for example 'pattern 3' or 'mixture +0 -2 +4'."""
        if self.name == "other":
            return "other"
        if self.name != "mixture":
            return f"{self.name} {self.patterns[0]}"
        signed = zip(self.signs, self.patterns, strict=True)
        return "mixture " + " ".join(f"{'+' if sign > 0 else '-'}{mu}" for sign, mu in signed)


def classify(patterns: ArrayLike, state: ArrayLike, *, tolerance: float = 0.9) -> Kind | list[Kind]:
    """Name a state: a pattern, a reversed pattern, a symmetric mixture, or something else.

    Regression of the state on the patterns gives each a coefficient. The state is compared
    with sgn(sum of ±xi) of the n patterns with the largest, for n = 1, 3, 5 … P, and the
    best match names it: that is P/2 comparisons, not one for each of the C(P, n)
    combinations. Where the match is not perfect the coefficients are corrected by what
    it missed. Up to six patterns all mixtures are compared, so nothing can be overlooked;
    with more, a pattern or its reverse is always found. Of mixtures of random patterns with
    at least ten units a pattern, about one in a hundred is missed, and only if it mixes ten
    or more; of mixtures of strongly correlated patterns, letters for example, one in ten.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Patterns.
    state : array_like, shape (N,) or (B, N)
        One state or a batch.
    tolerance : float
        The smallest overlap, above 0 and up to 1, with a pattern that still earns its
        name; 1 asks for equality. Recall at a load ends near a pattern, not in it: at the
        critical load with overlap 0.967, while a lost pattern leaves about 0.35. Mixtures
        have closer neighbours, sgn(2 xi^1 + 2 xi^2 + xi^3 + xi^4 + xi^5) overlaps 0.875 with
        the symmetric one, so they are allowed half as many wrong units: 0.95 by default.

    Returns
    -------
    Kind, or list of Kind for a batch
        The name, the patterns with their signs, and the overlaps.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If shapes don't match, an entry is not +1 or -1, or `tolerance` is out of range.

    Examples
    --------
    >>> from hopfield_lessons import classify, mixture, random_patterns
    >>> patterns = random_patterns(6, 200, rng=0)
    >>> print(classify(patterns, -patterns[2]))
    reversed 2
    >>> print(classify(patterns, mixture(patterns, [0, 1, 0, -1, 1, 0])))
    mixture +1 -3 +4
    """
    stored = check.patterns(patterns)
    present = check.state(state, size=stored.shape[1])
    least = check.real(tolerance, "tolerance", least=0.0, most=1.0)
    if least == 0:
        raise ValueError("tolerance: expected a number above 0, got 0; everything would match")
    rows = np.atleast_2d(present)
    named = zip(np.atleast_2d(overlap(stored, rows)), nearest_mixtures(stored, rows), strict=True)
    kinds = [_kind(overlaps, *nearest, least) for overlaps, nearest in named]
    return kinds[0] if present.ndim == 1 else kinds


def _kind(
    overlaps: Floats, coefficients: NDArray[np.int64], match: float, tolerance: float
) -> Kind:
    """Name the nearest mixture if it is near enough, else the nearest pattern if that is."""
    name: Name = "mixture"
    if np.abs(coefficients).sum() == 1 or match < (1 + tolerance) / 2:
        nearest = int(np.abs(overlaps).argmax())
        coefficients = np.zeros_like(coefficients)
        coefficients[nearest] = np.sign(overlaps[nearest])
        name = "pattern" if overlaps[nearest] > 0 else "reversed"
        if abs(overlaps[nearest]) < tolerance:
            return Kind("other", (), (), match, overlaps)
        match = float(abs(overlaps[nearest]))
    chosen = np.flatnonzero(coefficients).tolist()
    signs = coefficients[chosen].tolist()
    return Kind(name, tuple(chosen), tuple(signs), match, overlaps)
