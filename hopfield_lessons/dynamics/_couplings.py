"""The states that move, and what the dynamics needs to know of their network."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .._arguments import Flags, Spins, Units
from ..network import Network

Columns: TypeAlias = NDArray[Any]  # (N, B) or (L, B): whole numbers as float32 or float64

ALL = slice(None)
# Rough times in microseconds: a number fetched from memory, a multiplication in a matrix product.
FETCH, MULTIPLY = 1e-3, 2e-5


class Couplings(ABC):
    """The states that move, and what the dynamics needs to know of their network."""

    row_time: float  # of one row of weights, in microseconds
    width: int  # numbers that make up the field of one unit

    def __init__(self, states: Spins, kind: np.dtype[Any]) -> None:
        self.spins: Columns = np.ascontiguousarray(states.T, dtype=kind)
        self._local: Columns | None = None

    @abstractmethod
    def fields(self, units: Units | slice) -> Columns:
        """Exact fields of `units`, shape (L, B)."""

    @abstractmethod
    def block(self, units: Units, senders: Units) -> NDArray[Any]:
        """Weights from `senders` to `units`, shape (L, senders); right for different units."""

    @abstractmethod
    def row(self, sender: np.intp | int) -> NDArray[Any]:
        """Weights from one unit to all, itself included, shape (N,)."""

    @abstractmethod
    def pair_sums(self) -> NDArray[np.int64]:
        """sum_ij w_ij s_i s_j of each state, shape (B,)."""

    @property
    def local(self) -> Columns:
        """The fields of all units, shape (N, B), kept until a unit flips."""
        if self._local is None:
            self._local = self.fields(ALL)
        return self._local

    def flip(self, units: Units | slice, change: Columns) -> None:
        """Add `change`: -2 s where a unit flips, 0 elsewhere."""
        self.spins[units] += change
        self._local = None

    def replace(self, state: int, spins: Columns, fields: Columns) -> None:
        """Put in one state, whose fields are known."""
        self.local[:, state] = fields
        self.spins[:, state] = spins

    def keep(self, states: Flags) -> None:
        """Go on with these states only."""
        self.spins = self.spins[:, states]
        if self._local is not None:
            self._local = self._local[:, states]


class MatrixCouplings(Couplings):
    """Fields from the N x N weights."""

    def __init__(self, network: Network, states: Spins) -> None:
        super().__init__(states, network.whole.dtype)
        self.whole = network.whole
        # A row is read faster than a column; with symmetric weights it says the same.
        self.sent = self.whole if network.symmetric else self.whole.T
        self.width = network.size
        self.row_time = FETCH * self.width

    def fields(self, units: Units | slice) -> Columns:
        if isinstance(units, np.ndarray) and self._all_at_once(len(units)):
            return self.local[units]
        fields: Columns = self.whole[units] @ self.spins
        return fields

    def _all_at_once(self, units: int) -> bool:
        """Whether all fields cost less than to copy the rows of these units."""
        size, batch = self.spins.shape
        return bool(size * MULTIPLY * batch < units * (FETCH + MULTIPLY * batch))

    def block(self, units: Units, senders: Units) -> NDArray[Any]:
        return self.whole[np.ix_(units, senders)]

    def row(self, sender: np.intp | int) -> NDArray[Any]:
        row: NDArray[Any] = self.sent[sender]
        return row

    def pair_sums(self) -> NDArray[np.int64]:
        return _whole_sum(self.local * self.spins)


class PatternCouplings(Couplings):
    """Hebbian fields from the patterns, N h = xi^T (xi s) - P s, never N x N."""

    def __init__(self, patterns: Spins, states: Spins) -> None:
        self.count, size = patterns.shape
        # float32 holds whole numbers, and so every partial sum, exactly up to 2^24.
        kind = np.dtype(np.float32 if 2 * self.count * size < 2**24 else np.float64)
        super().__init__(states, kind)
        self.stored = patterns.astype(kind)  # (P, N), to add up rows of weights,
        self.patterns = np.ascontiguousarray(self.stored.T)  # and (N, P), to pick units
        self.overlaps: Columns = self.stored @ self.spins
        self.width = self.count
        self.row_time = 2 * MULTIPLY * self.count * size

    def fields(self, units: Units | slice) -> Columns:
        fields: Columns = self.patterns[units] @ self.overlaps
        fields -= self.count * self.spins[units]
        return fields

    def block(self, units: Units, senders: Units) -> NDArray[Any]:
        block: NDArray[Any] = self.patterns[units] @ self.patterns[senders].T
        return block

    def row(self, sender: np.intp | int) -> NDArray[Any]:
        row: NDArray[Any] = self.patterns[sender] @ self.stored
        row[sender] = 0
        return row

    def pair_sums(self) -> NDArray[np.int64]:
        squares = self.overlaps.astype(np.float64) ** 2
        return _whole_sum(squares) - np.int64(self.count * len(self.spins))

    def flip(self, units: Units | slice, change: Columns) -> None:
        super().flip(units, change)
        self.overlaps += self.patterns[units].T @ change

    def replace(self, state: int, spins: Columns, fields: Columns) -> None:
        super().replace(state, spins, fields)
        self.overlaps[:, state] = self.stored @ spins

    def keep(self, states: Flags) -> None:
        super().keep(states)
        self.overlaps = self.overlaps[:, states]


def _whole_sum(values: Columns) -> NDArray[np.int64]:
    """Exact sums of each column. Below 2^24 each, float32 values can be summed in float64."""
    exact = values.dtype == np.float32
    total = values.sum(axis=0, dtype=np.float64) if exact else values.astype(np.int64).sum(axis=0)
    return np.asarray(total, dtype=np.int64)
