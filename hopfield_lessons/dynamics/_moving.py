"""The moving states together with what acts on them: field, ties, and what is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._arguments import Flags, Floats, Spins, Units
from ..network import Network, external, tie_of
from ._couplings import ALL, Columns, Couplings, MatrixCouplings, PatternCouplings
from ._engine import Bounds, along, wants
from ._options import Ties


@dataclass
class World:
    """The moving states together with what acts on them, in the couplings' units.

    `free` says which units may flip, (N, 1) for all states or (N, B); None: all of them.
    `diagonal` is the sum of the self-couplings that the couplings leave out.
    """

    couplings: Couplings
    scale: float
    tie: float
    field: Floats
    free: Flags | None = None
    diagonal: int = 0

    def __post_init__(self) -> None:
        size = len(self.couplings.spins)
        self.bias = self.field * self.scale if self.field.any() else None
        margin = np.zeros(size) if self.bias is None else tie_of(self.bias)
        # A field of at most `band` units is a tie.
        self.band: Floats = self.tie + margin

    @classmethod
    def of(
        cls, network: Network, states: Spins, external_field: ArrayLike, free: Flags | None
    ) -> World:
        """The rows of `states` in a network with an external field."""
        couplings = MatrixCouplings(network, states)
        field = network.field(external_field)
        return cls(couplings, network.scale, network.tie, field, free)

    @classmethod
    def of_patterns(
        cls, stored: Spins, states: Spins, external_field: ArrayLike, free: Flags | None
    ) -> World:
        """The same in the network that Hebb's rule makes of the patterns, which is never built."""
        size = stored.shape[1]
        field = external(external_field, size, float(size))
        return cls(PatternCouplings(stored, states), float(size), 0.0, field, free)

    @classmethod
    def without_self(
        cls, network: Network, states: Spins, external_field: ArrayLike, free: Flags | None
    ) -> World:
        """The same, where no unit hears itself: a heat bath asks for the difference of two
        energies, to which a self-coupling, the same in both, adds nothing."""
        world = cls.of(network.without_diagonal, states, external_field, free)
        world.diagonal = int(np.trace(network.whole, dtype=np.int64))
        return world

    def energies(self) -> Floats:
        """E = -1/2 sum_ij w_ij s_i s_j - sum_i b_i s_i of each state."""
        sums = self.couplings.pair_sums() + self.diagonal
        pairs = np.asarray(0.0 - 0.5 * sums / self.scale)  # never -0.0
        if self.bias is None:
            return pairs
        rows = np.ascontiguousarray(self.couplings.spins.T)
        return np.asarray(pairs - (rows * self.field).sum(axis=1))

    def keep(self, states: Flags) -> None:
        """Go on with these states only."""
        self.couplings.keep(states)
        if self.free is not None and self.free.shape[1] > 1:
            self.free = self.free[:, states]

    def visited(self, order: Units) -> Flags | slice:
        """Which visits of a sweep remain, without those of units that are held in all states."""
        return ALL if self.free is None else np.asarray(self.free.any(axis=1))[order]

    def bounds(self, ties: Ties, coins: NDArray[np.int64] | None = None) -> Bounds:
        """A unit flips if s h < -band; if it is tied, the rule decides."""
        if self.bias is None:  # fields are whole numbers, and the band is the same everywhere
            kind = self.couplings.spins.dtype.type
            stay, change = kind(-self.tie), kind(self.tie + 0.5)
        else:
            stay, change = -self.band, np.nextafter(self.band, np.inf)

        def bounds(visits: slice, units: Units, spins: Columns, _: slice | int) -> Any:
            low, high = stay, change
            if self.bias is not None:
                low, high = along(stay[units], spins), along(change[units], spins)
            if ties == "keep":
                return low
            if ties == "flip":
                return high
            return np.where(
                spins == (1 if coins is None else along(coins[visits], spins)), low, high
            )

        return self.held_back(bounds)

    def held_back(self, bounds: Bounds) -> Bounds:
        """No field is low enough to flip a unit that is held."""
        free = self.free
        if free is None:
            return bounds
        shared = free.shape[1] == 1

        def held(visits: slice, units: Units, spins: Columns, states: slice | int) -> Any:
            column = 0 if shared and isinstance(states, int) else states
            usual = bounds(visits, units, spins, states)
            return np.where(free[units, column], usual, -np.inf)

        return held

    def wanting(self, ties: Ties) -> Flags:
        """Which units would flip, or may flip, if they were visited; shape (N, B)."""
        spins = self.couplings.spins
        bounds = self.bounds("flip" if ties == "random" else ties)
        bound = bounds(ALL, np.arange(len(spins)), spins, ALL)
        return wants(spins, self.couplings.local, self.bias, bound)

    def tied(self) -> Flags:
        """Which states have a unit whose field is zero, and that may flip."""
        fields = self.couplings.local
        if self.bias is not None:
            fields = fields + self.bias[:, None]
        ties = np.abs(fields) <= self.band[:, None]
        if self.free is not None:
            ties &= self.free
        return np.asarray(ties.any(axis=0))
