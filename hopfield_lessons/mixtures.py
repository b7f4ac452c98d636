"""Mixtures of patterns: what they are, when they are attractors, and how to name a state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _arguments as arguments
from ._arguments import Floats, Spins
from ._nearest import nearest_mixtures
from .network import tie_of_sum
from .patterns import overlap

__all__ = ["Classification", "classify", "mixture"]

_SPELLED = 5  # patterns of a mixture; the name of more would be a list that nobody reads

Name: TypeAlias = Literal["pattern", "reversed", "mixture", "other"]


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
    stored = arguments.patterns(patterns)
    weights = arguments.coefficients(coefficients, len(stored))
    sums = weights @ stored
    tied = np.flatnonzero(np.abs(sums) <= tie_of_sum(weights))
    if tied.size:
        first = ", ".join(map(str, tied[:5])) + (", …" if tied.size > 5 else "")
        raise ValueError(
            f"coefficients: the sum over patterns is zero at {tied.size} of {sums.size} units "
            f"({first}), so the mixture has no spin there; change the coefficients, for example "
            f"mix an odd number of patterns with equal ones"
        )
    return np.where(sums > 0, 1, -1).astype(np.int8)


@dataclass(frozen=True, eq=False)
class Classification:
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
        """Return for example 'pattern 3', 'mixture +0 -2 +4' or 'mixture of 62 patterns'."""
        if self.name == "other":
            return "other"
        if self.name != "mixture":
            return f"{self.name} {self.patterns[0]}"
        if len(self.patterns) > _SPELLED:
            return f"mixture of {len(self.patterns)} patterns"
        signed = zip(self.signs, self.patterns, strict=True)
        return "mixture " + " ".join(f"{'+' if sign > 0 else '-'}{mu}" for sign, mu in signed)


def classify(
    patterns: ArrayLike, state: ArrayLike, *, tolerance: float = 0.9
) -> Classification | list[Classification]:
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
        critical load with overlap 0.967, while a lost pattern leaves 0.2 to 0.6. Mixtures
        have closer neighbours, sgn(2 xi^1 + 2 xi^2 + xi^3 + xi^4 + xi^5) overlaps 0.875 with
        the symmetric one, so they are allowed half as many wrong units: 0.95 by default.

    Returns
    -------
    Classification, or list of Classification for a batch
        The name, the patterns with their signs, and the overlaps. Where the negative of a
        pattern is stored too, a state that equals one of them is that pattern, not the
        other one reversed.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If shapes don't match, an entry is not +1 or -1, or `tolerance` is out of range.

    See Also
    --------
    hopfield_lessons.experiments.storable : why patterns that are alike end in one mixture.

    Examples
    --------
    >>> from hopfield_lessons import classify, mixture, random_patterns
    >>> patterns = random_patterns(6, 200, rng=0)
    >>> print(classify(patterns, -patterns[2]))
    reversed 2
    >>> print(classify(patterns, mixture(patterns, [0, 1, 0, -1, 1, 0])))
    mixture +1 -3 +4
    """
    stored = arguments.patterns(patterns)
    present = arguments.state(state, size=stored.shape[1])
    least = arguments.real(tolerance, "tolerance", least=0.0, most=1.0)
    if least == 0:
        raise ValueError("tolerance: expected a number above 0, got 0; everything would match")
    rows = np.atleast_2d(present)
    named = zip(np.atleast_2d(overlap(stored, rows)), nearest_mixtures(stored, rows), strict=True)
    kinds = [_classified(overlaps, *nearest, least) for overlaps, nearest in named]
    return kinds[0] if present.ndim == 1 else kinds


def _classified(
    overlaps: Floats, coefficients: NDArray[np.int64], match: float, tolerance: float
) -> Classification:
    """Name the nearest mixture if it is near enough, else the nearest pattern if that is."""
    name: Name = "mixture"
    if np.abs(coefficients).sum() == 1 or match < (1 + tolerance) / 2:
        nearest = _nearest_pattern(overlaps)
        coefficients = np.zeros_like(coefficients)
        coefficients[nearest] = np.sign(overlaps[nearest])
        name = "pattern" if overlaps[nearest] > 0 else "reversed"
        if abs(overlaps[nearest]) < tolerance:
            return Classification("other", (), (), match, overlaps)
        match = float(abs(overlaps[nearest]))
    chosen = np.flatnonzero(coefficients).tolist()
    signs = coefficients[chosen].tolist()
    return Classification(name, tuple(chosen), tuple(signs), match, overlaps)


def _nearest_pattern(overlaps: Floats) -> int:
    """The pattern that is nearest, as it is or reversed; of equally near ones the one as it is."""
    likest, most = int(overlaps.argmax()), int(np.abs(overlaps).argmax())
    return likest if overlaps[likest] == abs(overlaps[most]) else most
