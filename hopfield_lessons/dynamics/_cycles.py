"""Recognising that a run has come back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .._arguments import Flags
from ._couplings import Columns


class History:
    """Recognises cycles of any length with three remembered states (R. P. Brent, BIT 20 (1980)
    176, doi:10.1007/BF01933190).

    The state two steps back finds the 2-cycles at once. A checkpoint, moved to the
    present at steps 1, 2, 4, 8 …, finds every other period: once it lies on the
    cycle, the first return to it is the period. A step decided by a coin starts anew.
    """

    def __init__(self, spins: Columns) -> None:
        self.before = self.last = self.checkpoint = spins.copy()
        count = spins.shape[1]
        self.since = np.zeros(count, dtype=np.int64)  # step of the checkpoint
        self.chance = np.zeros(count, dtype=np.int64)  # last step that a coin decided

    def add(self, spins: Columns, number: int, tied: Flags) -> NDArray[np.int64]:
        """Return the period of each state that has now come back, 0 for the others."""
        self.chance[tied] = number
        periods = np.zeros(len(tied), dtype=np.int64)
        back = (spins == self.checkpoint).all(axis=0) & (self.since >= self.chance)
        periods[back] = number - self.since[back]
        blink = (spins == self.before).all(axis=0) & (number - 2 >= self.chance) & (number >= 2)
        periods[blink] = 2
        self.before, self.last = self.last, spins.copy()
        if number & (number - 1) == 0:  # a power of two
            self.checkpoint = self.last
            self.since[:] = number
        return periods

    def keep(self, columns: Flags) -> None:
        """Go on with these states only."""
        self.before, self.last = self.before[:, columns], self.last[:, columns]
        self.checkpoint = self.checkpoint[:, columns]
        self.since, self.chance = self.since[columns], self.chance[columns]
