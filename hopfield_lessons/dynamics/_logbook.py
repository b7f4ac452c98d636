"""What is noted on the way."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._arguments import Flags, Floats, Spins, Units
from ._engine import Visited
from ._moving import World
from .runs import Glauber, Recall


class Logbook:
    """What is known of each state of the batch; `alive` are those still moving."""

    def __init__(self, world: World, *, energies: bool, record: bool) -> None:
        self.world = world
        size, count = world.couplings.spins.shape
        self.alive = np.arange(count)
        self.state = np.empty((count, size), dtype=np.int8)
        self.period = np.full(count, None, dtype=object)
        self.sweeps = np.zeros(count, dtype=np.int64)
        self.flips = np.zeros(count, dtype=np.int64)
        self.this_sweep = np.zeros(count, dtype=np.int64)
        self.energies: list[Floats] | None = [] if energies else None
        self.units: list[list[Units]] | None = [[] for _ in range(count)] if record else None
        self.counts: list[NDArray[np.int64]] = []
        self._note_energies()

    def visited(self, seen: Visited) -> None:
        """Count the flips, and remember them if asked to."""
        self.this_sweep[seen.states] += seen.counts
        if self.units is not None:
            rows = self.alive[seen.states]
            for column in np.flatnonzero(seen.flipped.any(axis=0)):
                self.units[rows[column]].append(seen.units[seen.flipped[:, column]])

    def end_sweep(self) -> NDArray[np.int64]:
        """Close the sweep; return how often each living state flipped in it."""
        flips = self.this_sweep
        self.flips[self.alive] += flips
        if self.units is not None:
            counts = np.zeros(len(self.state), dtype=np.int64)
            counts[self.alive] = flips
            self.counts.append(counts)
        self._note_energies()
        self.this_sweep = np.zeros_like(flips)
        return flips

    def leave(self, done: Flags, period: Any, sweeps: int | NDArray[np.int64]) -> None:
        """Take states out of the batch, with the periods that were found (or None)."""
        if not done.any():
            return
        rows = self.alive[done]
        self.state[rows] = self.world.couplings.spins[:, done].T
        self.period[rows], self.sweeps[rows] = period, sweeps
        self.alive = self.alive[~done]
        self.this_sweep = self.this_sweep[~done]
        if self.alive.size:
            self.world.keep(~done)

    def leave_unfinished(self, sweeps: int) -> None:
        """Close the runs that the limit ended: nothing is known of their future."""
        if self.alive.size:
            self.leave(np.ones(self.alive.size, dtype=bool), None, sweeps)

    def _note_energies(self) -> None:
        if self.energies is None:
            return
        energies = self.world.energies()
        if len(energies) < len(self.state):
            row = np.full(len(self.state), np.nan)
            row[self.alive] = energies
            energies = row
        self.energies.append(energies)

    def result(self, *, single: bool) -> Recall:
        """Return the record, without the batch axis if there was no batch."""
        energies, units, counts = self._energies(), self._flipped_units(), self._flips_per_sweep()
        if single:
            return Recall(
                self.state[0],
                self.period[0] is not None,
                self.period[0],
                int(self.sweeps[0]),
                int(self.flips[0]),
                None if energies is None else energies[0],
                None if units is None else units[0],
                None if counts is None else counts[0],
            )
        converged = np.array([period is not None for period in self.period])
        return Recall(
            self.state, converged, self.period, self.sweeps, self.flips, energies, units, counts
        )

    def _energies(self) -> Floats | None:
        """One row a state; those of a state that had come to rest end in NaN."""
        if self.energies is None:
            return None
        energies = np.array(self.energies).T[:, : self.sweeps.max() + 1]
        if len(energies) > 1:
            energies[np.arange(energies.shape[1]) > self.sweeps[:, None]] = np.nan
        return energies

    def _flipped_units(self) -> tuple[Units, ...] | None:
        if self.units is None:
            return None
        return tuple(np.concatenate([np.empty(0, np.intp), *units]) for units in self.units)

    def _flips_per_sweep(self) -> tuple[NDArray[np.int64], ...] | None:
        if self.units is None:
            return None
        table = np.array(self.counts, dtype=np.int64).reshape(-1, len(self.state)).T
        return tuple(row[:count] for row, count in zip(table, self.sweeps.tolist(), strict=True))


class Tape:
    """What a Glauber run records after each sweep."""

    def __init__(self, world: World, energies: bool, patterns: Spins | None, record: bool) -> None:
        self.world = world
        self.patterns = None if patterns is None else patterns.astype(np.float64)
        self.flips = np.zeros(world.couplings.spins.shape[1], dtype=np.int64)
        self.energies: list[Floats] | None = [] if energies else None
        self.overlaps: list[Floats] | None = None if patterns is None else []
        self.states: list[Spins] | None = [] if record else None
        self.note()

    def note(self) -> None:
        """Record the present."""
        spins = self.world.couplings.spins
        if self.energies is not None:
            self.energies.append(self.world.energies())
        if self.overlaps is not None and self.patterns is not None:
            self.overlaps.append(spins.T @ self.patterns.T / len(spins))
        if self.states is not None:
            self.states.append(spins.T.astype(np.int8))

    def result(self, *, single: bool) -> Glauber:
        """Return the record with the batch axis first, or without it."""

        def stack(rows: list[Any] | None) -> Any:
            return None if rows is None else np.moveaxis(np.array(rows), 0, 1)

        state = self.world.couplings.spins.T.astype(np.int8)
        whole = Glauber(
            state, self.flips, stack(self.energies), stack(self.overlaps), stack(self.states)
        )
        return whole[0] if single else whole
