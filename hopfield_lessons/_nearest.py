"""Search for the symmetric mixture nearest to a state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ._arguments import Floats, Spins

Whole: TypeAlias = NDArray[np.int64]

_FEW = 6  # patterns: up to here all mixtures, (3^P - (-1)^P)/4 pairs ±c, are compared


def nearest_mixtures(patterns: Spins, states: Spins) -> Iterator[tuple[Whole, float]]:
    """For each state the coefficients, -1, 0 or +1, of the nearest symmetric mixture.

    Patterns count as mixtures of one. Yields the coefficients, shape (P,), and the
    overlap of sgn(sum c xi) with the state; of equally near ones that with fewest parts.
    """
    search = _every if len(patterns) <= _FEW else _by_regression
    return search(patterns, states)


def _every(patterns: Spins, states: Spins) -> Iterator[tuple[Whole, float]]:
    coefficients = all_mixtures(len(patterns))
    mixtures = np.sign(coefficients @ patterns).astype(np.float64)
    for state in states:
        products = mixtures @ state
        best = int(np.abs(products).argmax())
        sign = 1 if products[best] > 0 else -1
        yield sign * coefficients[best], float(abs(products[best])) / state.size


def all_mixtures(count: int) -> Whole:
    """Coefficients of all symmetric mixtures of an odd number, one of each pair ±c."""
    rows = np.array(list(product((0, 1, -1), repeat=count)), dtype=np.int64)
    parts = np.abs(rows).sum(axis=1)
    first = rows[np.arange(len(rows)), (rows != 0).argmax(axis=1)]
    wanted = (parts % 2 == 1) & (first == 1)
    mixtures: Whole = rows[wanted][np.argsort(parts[wanted], kind="stable")]
    return mixtures


def _by_regression(patterns: Spins, states: Spins) -> Iterator[tuple[Whole, float]]:
    search = _Search(patterns)
    for state in states:
        yield search.nearest(state)


@dataclass(frozen=True)
class _Search:
    """A state sgn(f) with f = sum c xi is nearly a multiple of f, so regression finds c.

    Overlaps alone would do for patterns, but those with other patterns bury a mixture
    of many. Where the best guess is not the state itself, regression on what it misses
    corrects the coefficients.
    """

    patterns: Spins

    @cached_property
    def regression(self) -> Floats:
        """The matrix that takes a state to its coefficients, shape (P, N)."""
        rows = self.patterns.astype(np.float64)
        matrix: Floats = np.linalg.pinv(rows @ rows.T, hermitian=True) @ rows
        return matrix

    def nearest(self, state: Spins) -> tuple[Whole, float]:
        """Return the coefficients of the nearest mixture found, and its overlap."""
        overlaps = self.patterns.astype(np.float64) @ state
        best = self.largest(overlaps, state)
        if best[1] == 1:
            return best
        best = _better(best, self.largest(self.regression @ state, state))
        while best[1] < 1:
            coefficients, match = best
            missed = state - np.sign(coefficients @ self.patterns)
            slope = np.sqrt(np.pi / 2 * np.abs(coefficients).sum())  # of f against sgn(f)
            corrected = coefficients + slope * (self.regression @ missed)
            best = _better(best, self.largest(corrected, state))
            if best[1] == match:
                break
        return best

    def largest(self, guess: Any, state: Spins) -> tuple[Whole, float]:
        """Mix the n patterns with the largest guessed coefficients, for the best odd n."""
        order = np.argsort(-np.abs(guess), kind="stable")
        signs = np.where(guess > 0, 1, -1)
        terms = signs[order, None] * self.patterns[order]
        sums = np.cumsum(terms, axis=0, dtype=np.int32)[::2]
        products = np.sign(sums) @ state.astype(np.int32)
        best = int(products.argmax())
        coefficients = np.zeros(len(guess), dtype=np.int64)
        chosen = order[: 2 * best + 1]
        coefficients[chosen] = signs[chosen]
        return coefficients, float(products[best]) / state.size


def _better(old: tuple[Whole, float], new: tuple[Whole, float]) -> tuple[Whole, float]:
    return new if new[1] > old[1] else old
