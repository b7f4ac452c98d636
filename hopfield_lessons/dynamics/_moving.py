"""The moving states together with what acts on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._arguments import Floats
from ..network import tie_of
from ._couplings import ALL, Columns, Couplings, Flags, Units
from ._engine import Bounds, along, wants
from ._options import Ties


@dataclass
class World:
    """The moving states together with what acts on them, in the couplings' units."""

    couplings: Couplings
    scale: float
    tie: float
    field: Floats

    def __post_init__(self) -> None:
        size = len(self.couplings.spins)
        self.bias = self.field * self.scale if self.field.any() else None
        margin = np.zeros(size) if self.bias is None else tie_of(self.bias)
        # A field of at most `band` units is a tie.
        self.band: Floats = self.tie + margin

    def energies(self) -> Floats:
        """E = -1/2 sum_ij w_ij s_i s_j - sum_i b_i s_i of each state."""
        pairs = np.asarray(0.0 - 0.5 * self.couplings.pair_sums() / self.scale)  # never -0.0
        if self.bias is None:
            return pairs
        rows = np.ascontiguousarray(self.couplings.spins.T)
        return np.asarray(pairs - (rows * self.field).sum(axis=1))

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

        return bounds

    def wanting(self, ties: Ties) -> Flags:
        """Which units would flip, or may flip, if they were visited; shape (N, B)."""
        spins = self.couplings.spins
        bounds = self.bounds("flip" if ties == "random" else ties)
        bound = bounds(ALL, np.arange(len(spins)), spins, ALL)
        return wants(spins, self.couplings.local, self.bias, bound)

    def tied(self) -> Flags:
        """Which states have a unit whose field is zero."""
        fields = self.couplings.local
        if self.bias is not None:
            fields = fields + self.bias[:, None]
        return np.asarray((np.abs(fields) <= self.band[:, None]).any(axis=0))
