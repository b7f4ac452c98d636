"""What a run did, for one state or a batch of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import _arguments as arguments
from .._arguments import Flags, Floats, Spins, Units

Run = TypeVar("Run", bound="_Batch")


@dataclass(frozen=True, eq=False)
class _Batch:
    """What holds for the run of a batch, whatever it notes: it has a length, parts, and members.

    Attributes
    ----------
    state : ndarray of int8, shape (N,) or (B, N)
        Where the run ended.
    """

    state: Spins

    def __len__(self) -> int:
        """Return the number of states B."""
        self._require_batch()
        return len(self.state)

    def __iter__(self: Run) -> Iterator[Run]:
        """Return the runs of the single states, one after another."""
        return (self[index] for index in range(len(self)))

    def __getitem__(self: Run, index: Any) -> Run:
        """Return the run of one state, or of the part of the batch that a slice or flags choose."""
        rows = np.arange(len(self))[index]
        if rows.ndim > 1:
            raise TypeError(
                f"index: expected a number, a slice or one flag for each state, got {index!r}"
            )
        if rows.ndim == 0:
            return self._pick(int(rows))
        return self._pick([int(row) for row in rows])

    def _pick(self: Run, rows: int | list[int]) -> Run:
        """Take the rows out of whatever the run noted."""
        return type(self)(**{name: _rows(value, rows) for name, value in vars(self).items()})

    def _require_batch(self) -> None:
        if self.state.ndim == 1:
            raise TypeError(
                f"this {type(self).__name__} holds one state, not a batch: there is nothing to "
                "count or to index"
            )


def _rows(value: Any, rows: int | list[int]) -> Any:
    """One entry as what it stands for, several as an array or tuple again."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return value[rows] if isinstance(rows, int) else tuple(value[row] for row in rows)
    picked = value[rows]
    return picked.item() if isinstance(picked, np.generic) else picked


@dataclass(frozen=True, eq=False)
class Recall(_Batch):
    """What a recall did, for one state or a batch of B states.

    A batch has a length, can be gone through, and gives parts of itself: ``run[3]`` is the run
    of one state, ``run[10:20]`` and ``run[run.converged]`` are batches again.

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
        (0: the start was a fixed point). Otherwise `max_sweeps`. Those of `anneal`, which
        come first, count as well.
    flips : int, or ndarray of int64, shape (B,)
        How many times a unit changed.
    energies : ndarray of float64, shape (T + 1,) or (B, T + 1), or None
        Energy at the start and after each sweep. In a batch the row of a state
        that needed fewer than T sweeps ends in NaN. None if not recorded.
    flipped_units : ndarray of intp, shape (flips,), tuple of such arrays, or None
        With ``record=True``, the units in the order in which they flipped.
    flips_per_sweep : ndarray of int64, shape (sweeps,), tuple of such arrays, or None
        With ``record=True``, how many of them belong to each sweep.
    """

    converged: bool | Flags
    period: int | NDArray[np.object_] | None
    sweeps: int | NDArray[np.int64]
    flips: int | NDArray[np.int64]
    energies: Floats | None
    flipped_units: Units | tuple[Units, ...] | None = None
    flips_per_sweep: NDArray[np.int64] | tuple[NDArray[np.int64], ...] | None = None

    @property
    def fixed_point(self) -> bool | Flags:
        """Whether the run ended in a fixed point (period 1)."""
        return self.period == 1

    def _pick(self, rows: int | list[int]) -> Recall:
        """No row of energies goes on after the longest of the runs that were taken."""
        sweeps = np.asarray(self.sweeps)[rows]
        longest = int(sweeps if isinstance(rows, int) else sweeps.max(initial=0))
        noted = vars(self)
        if self.energies is not None:
            noted = noted | {"energies": self.energies[:, : longest + 1]}
        return Recall(**{name: _rows(value, rows) for name, value in noted.items()})

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
        return _replay(self.state, self.flipped_units, marks)


def _replay(end: Spins, units: Units, marks: ArrayLike) -> Spins:
    """Undo all flips, then do them again, with a picture of the state at every mark."""
    state = end.copy()
    np.multiply.at(state, units, np.int8(-1))
    stops = np.asarray(marks).tolist()
    frames = np.empty((len(stops) + 1, len(state)), dtype=np.int8)
    frames[0] = state
    for frame, (start, stop) in enumerate(pairwise([0, *stops]), start=1):
        np.multiply.at(state, units[start:stop], np.int8(-1))
        frames[frame] = state
    return frames


@dataclass(frozen=True, eq=False)
class Glauber(_Batch):
    """What a run of Glauber dynamics did, for one state or a batch of B states.

    A batch has a length, can be gone through, and gives parts of itself, as `Recall` does.

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

    flips: int | NDArray[np.int64]
    energies: Floats | None
    overlaps: Floats | None
    states: Spins | None
