"""What a run did."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .. import _arguments as arguments
from .._arguments import Floats, Spins
from ._couplings import Flags


@dataclass(frozen=True, eq=False)
class Recall:
    """What a recall did, for one state or a batch of B states.

    Attributes
    ----------
    state : ndarray of int8, shape (N,) or (B, N)
        Where the run ended.
    converged : bool, or ndarray of bool, shape (B,)
        Whether the final behaviour was reached: a fixed point or a cycle. False
        means that `max_sweeps` ended the run and nothing is known of its future.
    period : int or None, or ndarray of object, shape (B,)
        1 for a fixed point, 2 or more for a synchronous cycle, None if not reached (an
        asynchronous run that never rests has None).
    sweeps : int, or ndarray of int64, shape (B,)
        Sweeps until the fixed point was reached or the cycle was recognised
        (0: the start was a fixed point). Otherwise `max_sweeps`.
    flips : int, or ndarray of int64, shape (B,)
        How many times a unit changed.
    energies : ndarray of float64, shape (T + 1,) or (B, T + 1), or None
        Energy at the start and after each sweep. In a batch the row of a state
        that needed fewer than T sweeps ends in NaN. None if not recorded.
    flipped_units : ndarray of int64, shape (flips,), tuple of such arrays, or None
        With ``record=True``, the units in the order in which they flipped.
    flips_per_sweep : ndarray of int64, shape (sweeps,), tuple of such arrays, or None
        With ``record=True``, how many of them belong to each sweep.
    """

    state: Spins
    converged: bool | Flags
    period: int | NDArray[np.object_] | None
    sweeps: int | NDArray[np.int64]
    flips: int | NDArray[np.int64]
    energies: Floats | None
    flipped_units: NDArray[np.int64] | tuple[NDArray[np.int64], ...] | None = None
    flips_per_sweep: NDArray[np.int64] | tuple[NDArray[np.int64], ...] | None = None

    @property
    def fixed_point(self) -> bool | Flags:
        """Whether the run ended in a fixed point (period 1)."""
        return self.period == 1

    def __getitem__(self, index: int) -> Recall:
        """Return the run of one state of a batch."""
        if self.state.ndim == 1:
            raise TypeError("this Recall holds one state, not a batch: there is nothing to index")
        sweeps = int(self.sweeps[index])  # type: ignore[index]
        return Recall(
            self.state[index],
            bool(self.converged[index]),  # type: ignore[index]
            self.period[index],  # type: ignore[index]
            sweeps,
            int(self.flips[index]),  # type: ignore[index]
            None if self.energies is None else self.energies[index, : sweeps + 1],
            None if self.flipped_units is None else self.flipped_units[index],
            None if self.flips_per_sweep is None else self.flips_per_sweep[index],
        )

    def trajectory(self, flips_per_frame: int | None = None) -> Spins:
        """Return the states on the way, from the start to the end.

        Parameters
        ----------
        flips_per_frame : int, optional
            A state after every so many flips. By default one state after each sweep.
            In a synchronous sweep units change together: then only the default makes sense.

        Returns
        -------
        ndarray of int8, shape (frames, N)
            The first row is the start, the last row is `state`.

        Raises
        ------
        TypeError
            If `flips_per_frame` is not a whole number.
        ValueError
            If the run was not recorded, or holds a batch: take ``run[index]`` first.

        Examples
        --------
        >>> from hopfield_lessons import hebbian, recall
        >>> run = recall(hebbian([[1, 1, 1, 1]]), [1, -1, 1, 1], rng=0, record=True)
        >>> run.trajectory()
        array([[ 1, -1,  1,  1],
               [ 1,  1,  1,  1]], dtype=int8)
        """
        if self.flips_per_sweep is None or self.flipped_units is None:
            raise ValueError("trajectory: nothing was recorded; call recall with record=True")
        if isinstance(self.flipped_units, tuple) or isinstance(self.flips_per_sweep, tuple):
            raise ValueError("trajectory: this is a batch; choose one state with run[index]")
        if flips_per_frame is None:
            marks = np.cumsum(self.flips_per_sweep)
        else:
            step = arguments.whole(flips_per_frame, "flips_per_frame")
            marks = np.minimum(np.arange(step, len(self.flipped_units) + step, step), self.flips)
        return replay(self.state, self.flipped_units, marks)


def replay(end: Spins, units: NDArray[np.int64], marks: NDArray[np.int64]) -> Spins:
    """Undo all flips, then do them again, with a picture of the state at every mark."""
    state = end.copy()
    np.multiply.at(state, units, np.int8(-1))
    frames = np.empty((len(marks) + 1, len(state)), dtype=np.int8)
    frames[0] = state
    for frame, (start, stop) in enumerate(pairwise([0, *marks]), start=1):
        np.multiply.at(state, units[start:stop], np.int8(-1))
        frames[frame] = state
    return frames


@dataclass(frozen=True, eq=False)
class Glauber:
    """What a run of Glauber dynamics did, for one state or a batch of B states.

    Attributes
    ----------
    state : ndarray of int8, shape (N,) or (B, N)
        Where the run ended.
    flips : int, or ndarray of int64, shape (B,)
        How many times a unit changed.
    energies : ndarray of float64, shape (sweeps + 1,) or (B, sweeps + 1), or None
        Energy at the start and after each sweep; None for asymmetric weights.
    overlaps : ndarray of float64, shape (sweeps + 1, P) or (B, sweeps + 1, P), or None
        With ``patterns=...``, the overlaps at the start and after each sweep.
    states : ndarray of int8, shape (sweeps + 1, N) or (B, sweeps + 1, N), or None
        With ``record=True``, the states at the start and after each sweep.
    """

    state: Spins
    flips: int | NDArray[np.int64]
    energies: Floats | None
    overlaps: Floats | None
    states: Spins | None
