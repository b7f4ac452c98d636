"""The window engine: sequential dynamics of many states, many units at a time.

Visiting units one by one leaves a processor idle. Here the next L units of the
order are taken at once, and their fields, for all states, are one matrix product.
Unit k of the window then flips if and only if

    s_k (h_k - sum_{j<k} 2 w_kj d_j) < bound_k,

where d_j is the old spin of a unit j that flipped, and 0 if it didn't. We guess
which units flip, put the guess in, and get the next guess. Unit k depends on
earlier units only, so after k passes unit k is right for good: the recurrence has
one fixed point, reached in a few passes, and that is the sequential result.

States are columns here, shape (N, B), so that the spins of one window lie side by
side. All fields are exact whole numbers of units (see `_exact`); the external field
("bias") and the bounds are in the same units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ._exact import Network
from ._validation import Floats, Spins

Columns: TypeAlias = NDArray[Any]  # (N, B) or (L, B): whole numbers as float32 or float64
Units: TypeAlias = NDArray[np.intp]
Flags: TypeAlias = NDArray[np.bool_]
# bounds(visits, units, spins) -> (L, 1) or (L, B): below which s h a unit flips
Bounds: TypeAlias = Callable[[slice, Units, Columns], NDArray[Any]]

_GLANCE = 64  # visits that one state looks ahead for the next unit that wants to flip


@dataclass(frozen=True)
class Visited:
    """What one window did: its units in order, which flipped, and the fields they saw."""

    units: Units
    flipped: Flags  # (L, B)
    aligned: Columns  # (L, B): s h at the moment of the visit, without the bias


class Couplings(Protocol):
    """What the dynamics needs to know of a network and the states that move on it."""

    spins: Columns

    def fields(self, units: Units | slice) -> Columns:
        """Exact fields of `units`, shape (L, B)."""

    def block(self, units: Units) -> NDArray[Any]:
        """Weights among `units`, shape (L, L); the diagonal is not used."""

    def flip(self, units: Units | slice, change: Columns) -> None:
        """Add `change`: -2 s where a unit flips, 0 elsewhere."""

    def keep(self, columns: Flags) -> None:
        """Go on with these states only."""

    def pair_sums(self) -> NDArray[np.int64]:
        """sum_ij w_ij s_i s_j of each state, shape (B,)."""

    def self_coupling(self, units: Units) -> NDArray[Any]:
        """w_ii of `units`, shape (L,)."""


class MatrixCouplings:
    """Fields from the N x N weights."""

    def __init__(self, network: Network, states: Spins) -> None:
        self.whole = network.whole
        self.spins: Columns = np.ascontiguousarray(states.T, dtype=network.whole.dtype)

    def fields(self, units: Units | slice) -> Columns:
        fields: Columns = self.whole[units] @ self.spins
        return fields

    def block(self, units: Units) -> NDArray[Any]:
        return self.whole[np.ix_(units, units)]

    def flip(self, units: Units | slice, change: Columns) -> None:
        self.spins[units] += change

    def keep(self, columns: Flags) -> None:
        self.spins = np.ascontiguousarray(self.spins[:, columns])

    def pair_sums(self) -> NDArray[np.int64]:
        return _whole_sum(self.fields(slice(None)) * self.spins)

    def self_coupling(self, units: Units) -> NDArray[Any]:
        return self.whole[units, units]


class PatternCouplings:
    """Hebbian fields from the patterns, N h = xi^T (xi s) - P s, never N x N."""

    def __init__(self, patterns: Spins, states: Spins) -> None:
        self.count, size = patterns.shape
        # float32 holds whole numbers, and so every partial sum, exactly up to 2^24.
        kind = np.float32 if 2 * self.count * size < 2**24 else np.float64
        self.patterns = np.ascontiguousarray(patterns.T, dtype=kind)
        self.spins: Columns = np.ascontiguousarray(states.T, dtype=kind)
        self.overlaps: Columns = self.patterns.T @ self.spins

    def fields(self, units: Units | slice) -> Columns:
        fields: Columns = self.patterns[units] @ self.overlaps
        fields -= self.count * self.spins[units]
        return fields

    def block(self, units: Units) -> NDArray[Any]:
        rows = self.patterns[units]
        weights: NDArray[Any] = rows @ rows.T
        return weights

    def flip(self, units: Units | slice, change: Columns) -> None:
        self.spins[units] += change
        self.overlaps += self.patterns[units].T @ change

    def keep(self, columns: Flags) -> None:
        self.spins = np.ascontiguousarray(self.spins[:, columns])
        self.overlaps = np.ascontiguousarray(self.overlaps[:, columns])

    def pair_sums(self) -> NDArray[np.int64]:
        squares = self.overlaps.astype(np.float64) ** 2
        return _whole_sum(squares) - self.count * len(self.spins)

    def self_coupling(self, units: Units) -> NDArray[Any]:
        return np.zeros(len(units))


class OneState(MatrixCouplings):
    """One state on an N x N network: keep its fields, and jump from flip to flip."""

    def __init__(self, network: Network, states: Spins) -> None:
        super().__init__(network, states)
        self.sent = self.whole if network.symmetric else np.ascontiguousarray(self.whole.T)
        self.now: Columns = self.whole @ self.spins

    def fields(self, units: Units | slice) -> Columns:
        fields: Columns = self.now[units]
        return fields

    def flip(self, units: Units | slice, change: Columns) -> None:
        super().flip(units, change)
        self.now = self.whole @ self.spins

    def walk(self, bias: Floats | None, order: Units, bounds: Bounds) -> Visited:
        """Visit the units in `order`; report only the visits that flipped their unit."""
        flipped: list[np.intp] = []
        aligned: list[float] = []
        start = 0
        while start < len(order):
            visits = slice(start, min(start + _GLANCE, len(order)))
            units = order[visits]
            spins, fields = self.spins[units], self.now[units]
            wants = spins * _add(fields, None if bias is None else bias[units, None])
            ahead = wants < bounds(visits, units, spins)
            first = int(ahead.argmax())
            if not ahead[first]:
                start = visits.stop
                continue
            unit = units[first]
            flipped.append(unit)
            aligned.append(float(spins[first, 0] * fields[first, 0]))
            self.now[:, 0] -= (2 * self.spins[unit, 0]) * self.sent[unit]
            self.spins[unit, 0] *= -1
            start += first + 1
        return Visited(
            np.array(flipped, dtype=np.intp),
            np.ones((len(flipped), 1), dtype=bool),
            np.array(aligned)[:, None],
        )


def sequential(
    couplings: Couplings, bias: Floats | None, order: Units, bounds: Bounds
) -> Iterator[Visited]:
    """Visit the units one after another in `order`, a window at a time."""
    if isinstance(couplings, OneState):
        yield couplings.walk(bias, order, bounds)
        return
    for visits in _windows(order, couplings.spins.shape[1]):
        units = order[visits]
        spins = couplings.spins[units]
        window = _Window(
            units,
            spins,
            couplings.fields(units),
            None if bias is None else bias[units, None],
            bounds(visits, units, spins),
        )
        flipped, aligned = window.solve(couplings)
        if flipped.any():
            couplings.flip(units, -2 * spins * flipped)
        yield Visited(units, flipped, aligned)


def simultaneous(couplings: Couplings, bias: Floats | None, bounds: Bounds) -> Flags:
    """Update all units at once; return which flipped, shape (N, B)."""
    everything = np.arange(len(couplings.spins))
    spins = couplings.spins
    fields = _add(couplings.fields(slice(None)), None if bias is None else bias[:, None])
    flipped: Flags = spins * fields < bounds(slice(None), everything, spins)
    couplings.flip(slice(None), -2 * spins * flipped)
    return flipped


@dataclass(frozen=True)
class _Window:
    units: Units
    spins: Columns
    fields: Columns
    bias: Floats | None
    bound: NDArray[Any]

    def solve(self, couplings: Couplings) -> tuple[Flags, Columns]:
        """Return which visits flip their unit, and s h (without bias) at each visit."""
        aligned = self.spins * self.fields
        flipped: Flags = self.spins * _add(self.fields, self.bias) < self.bound
        active = np.flatnonzero(flipped.any(axis=0))
        if active.size == 0:
            return flipped, aligned
        earlier = np.tril(2 * couplings.block(self.units), -1)
        while active.size:
            spins, guess = self.spins[:, active], flipped[:, active]
            fields = self.fields[:, active] - earlier @ (spins * guess)
            bound = self.bound if self.bound.shape[1] == 1 else self.bound[:, active]
            better = spins * _add(fields, self.bias) < bound
            changed = (better != guess).any(axis=0)
            flipped[:, active], aligned[:, active] = better, spins * fields
            active = active[changed]
        return flipped, aligned


def _add(fields: Columns, bias: Floats | None) -> Columns:
    return fields if bias is None else fields + bias


def _whole_sum(values: Columns) -> NDArray[np.int64]:
    total: NDArray[np.int64] = values.astype(np.int64).sum(axis=0)
    return total


def _window_length(batch: int) -> int:
    """A long window saves calls, a short one passes: the best falls with the root of the batch."""
    return int(np.clip(np.sqrt(6e5 / batch), 8, 1024))


def _windows(order: Units, batch: int) -> Iterator[slice]:
    """Cut the order into windows in which no unit appears twice."""
    length = _window_length(batch)
    start = 0
    while start < len(order):
        count = _distinct(order[start : start + length])
        yield slice(start, start + count)
        start += count


def _distinct(units: Units) -> int:
    """How many units, from the start, are all different."""
    _, first = np.unique(units, return_index=True)
    repeats = np.ones(len(units), dtype=bool)
    repeats[first] = False
    return int(repeats.argmax()) if repeats.any() else len(units)
