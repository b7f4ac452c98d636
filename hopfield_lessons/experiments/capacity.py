"""Capacity measured: many networks of several sizes and loads, on one machine or on many."""

from __future__ import annotations

import csv
import io
import math
import warnings
from concurrent.futures import BrokenExecutor, Executor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import _arguments as arguments
from .._arguments import Floats, Seed
from ._networks import Outcome, Plan, Rule, Settings, one_network
from ._tasks import run_tasks, with_bar
from ._workers import require_known_to_workers

_COLUMNS = ("size", "count", "load", "networks", "overlap", "error", "perfect", "converged")


@dataclass(frozen=True, eq=False)
class CapacitySweep:
    """The result of `capacity_sweep`: a table with one row for each size and load.

    Attributes
    ----------
    size, count : ndarray of int64, shape (C,)
        N and P.
    load : ndarray of float64, shape (C,)
        P/N as simulated, the nearest to the load asked for that gives whole patterns.
    networks : ndarray of int64, shape (C,)
        How many networks are finished.
    overlap : ndarray of float64, shape (C,)
        Mean final overlap with the pattern that the run started from.
    error : ndarray of float64, shape (C,)
        Standard error of `overlap`. Runs in one network share its crosstalk, so the
        networks count as independent, not the runs. Nan for fewer than two networks.
    perfect : ndarray of float64, shape (C,)
        Fraction of runs that ended exactly in their pattern.
    converged : ndarray of float64, shape (C,)
        Fraction of runs that reached a fixed point or a cycle.
    samples : tuple of ndarray of float64, shape (networks, starts)
        The final overlaps behind each row.
    planned : int
        How many networks were asked for in each row.
    """

    size: NDArray[np.int64]
    count: NDArray[np.int64]
    load: Floats
    networks: NDArray[np.int64]
    overlap: Floats
    error: Floats
    perfect: Floats
    converged: Floats
    samples: tuple[Floats, ...]
    planned: int

    @property
    def complete(self) -> bool:
        """Whether all networks of all rows are finished."""
        return bool((self.networks == self.planned).all())

    def __len__(self) -> int:
        return len(self.size)

    def rows(self) -> list[dict[str, int | float]]:
        """Return the table as one dictionary a row."""
        columns = [getattr(self, name).tolist() for name in _COLUMNS]
        return [dict(zip(_COLUMNS, row, strict=True)) for row in zip(*columns, strict=True)]

    def of_size(self, size: int) -> CapacitySweep:
        """Return the rows of one size, for a curve in a figure."""
        wanted = np.flatnonzero(self.size == size)
        if not wanted.size:
            raise ValueError(f"size: expected one of {np.unique(self.size).tolist()}, got {size}")
        columns = {name: getattr(self, name)[wanted] for name in _COLUMNS}
        samples = tuple(self.samples[row] for row in wanted)
        return CapacitySweep(**columns, samples=samples, planned=self.planned)

    def to_csv(self, path: str | Path | None = None) -> str:
        """Return the table as comma-separated text, and write it to a file if one is named.

        Numbers are written so that reading them gives the same bits.
        """
        text = io.StringIO()
        writer = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows())
        if path is not None:
            Path(path).write_text(text.getvalue(), encoding="utf-8")
        return text.getvalue()

    def __str__(self) -> str:
        lines = ["     N      P    load  networks  overlap ± error  perfect  converged"]
        lines += [
            f"{row['size']:6d} {row['count']:6d} {row['load']:7.4f} {row['networks']:9d}"
            f"  {row['overlap']:7.4f} ± {row['error']:.4f} {row['perfect']:8.3f}"
            f" {row['converged']:10.3f}"
            + ("" if row["networks"] == self.planned else f"  incomplete, of {self.planned}")
            for row in self.rows()
        ]
        return "\n".join(lines)

    __repr__ = __str__


def capacity_sweep(
    sizes: ArrayLike,
    loads: ArrayLike,
    *,
    networks: int,
    rng: Seed,
    starts: int = 5,
    flipped: float = 0.0,
    rule: Rule | None = None,
    update: str = "asynchronous",
    ties: str = "keep",
    max_sweeps: int = 1000,
    executor: Executor | None = None,
    progress: bool = False,
) -> CapacitySweep:
    """Measure how well networks of several sizes and loads recall their patterns.

    For each size and load, `networks` independent networks store new random patterns.
    In each, runs start from a few of the patterns, or near them, and their final
    overlaps with the pattern are averaged.

    Parameters
    ----------
    sizes : int or array_like of int, shape (A,)
        Numbers of units N.
    loads : float or array_like, shape (B,)
        P/N; P is rounded to the nearest whole number, a half to the even one: 0.05 of
        250 units are 12 patterns. The load of the result is that of this P.
    networks : int
        How many networks for each size and load.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw one from. Each network has a seed of its own,
        made from this one, N, P and its number. So the result is the same to the last bit
        whatever runs it, in whatever order, and however often a lost task is repeated;
        and adding sizes, loads or networks leaves what was there as it was.
    starts : int
        Runs in each network, from its first patterns; at most P of them.
    flipped : float
        Fraction of the pattern's units flipped before the run; 0 starts at the pattern.
    rule : callable, optional
        Makes weights (N, N) from patterns (P, N), such as `hebbian` or
        ``pseudo_inverse``. By default the Hebb rule without ever forming N x N. For a
        pool of processes it has to be a function of a module that they can import: no
        lambda, and where they are spawned none that is written in the notebook.
    update, ties, max_sweeps
        As in `recall`.
    executor : concurrent.futures.Executor, optional
        Runs one network a task: ``ProcessPoolExecutor()`` on one machine, Dask's
        ``Client(...).get_executor()`` on many. By default this process does the work. A
        network that fails in an executor is tried three times, as a lost worker may be why.
    progress : bool
        Whether to show a progress bar, which needs the package tqdm.

    Returns
    -------
    CapacitySweep
        One row for each size and load, the first size first. If the sweep is interrupted
        (Ctrl-C, or the notebook's stop button) or a worker process dies for good, a warning
        says so and the result holds what is finished, about equally much in each row.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind, or `rule` can't reach the processes of a pool.
    ValueError
        If a value is out of range, a load gives a size no pattern at all, or a network
        would not fit in memory; before any work is done.
    ImportError
        If `progress` is asked for and tqdm is missing.

    Warns
    -----
    RuntimeWarning
        If the result is incomplete.

    Examples
    --------
    >>> from hopfield_lessons import capacity_sweep
    >>> capacity_sweep([100, 200], [0.05, 0.3], networks=10, rng=0)
         N      P    load  networks  overlap ± error  perfect  converged
       100      5  0.0500        10   1.0000 ± 0.0000    1.000      1.000
       100     30  0.3000        10   0.5728 ± 0.0295    0.040      1.000
       200     10  0.0500        10   0.9998 ± 0.0002    0.980      1.000
       200     60  0.3000        10   0.4392 ± 0.0230    0.000      1.000
    """
    settings = Settings.checked(starts, flipped, rule, update, ties, max_sweeps)
    plan = Plan.checked(sizes, loads, networks, rng, settings)
    require_known_to_workers(rule, executor)
    outcomes: dict[tuple[int, int], Outcome] = {}
    finished = run_tasks(one_network, plan, executor)
    shown = with_bar(finished, len(plan)) if arguments.flag(progress, "progress") else finished
    try:
        with closing(finished):  # cancels what has not begun
            for cell, number, outcome in shown:
                outcomes[cell, number] = outcome
    except (KeyboardInterrupt, BrokenExecutor) as stop:
        warnings.warn(
            f"capacity_sweep: stopped by {type(stop).__name__}; the result holds the "
            f"{len(outcomes)} of {len(plan)} networks that were finished{_why(stop, rule)}",
            RuntimeWarning,
            stacklevel=2,
        )
    return _table(plan, outcomes)


def _why(stop: BaseException, rule: Rule | None) -> str:
    """What may have broken a pool of processes."""
    if rule is None or not isinstance(stop, BrokenExecutor):
        return ""
    return (
        "; a worker died, perhaps for want of memory, or since it can't load the rule: to a rule "
        "written after the pool's first task show a new pool"
    )


def _table(plan: Plan, outcomes: dict[tuple[int, int], Outcome]) -> CapacitySweep:
    """Collect the outcomes in the order of the plan, whatever order they came in."""
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    samples = []
    for cell, (size, count) in enumerate(plan.cells):
        done = [outcomes[cell, n] for n in range(plan.networks) if (cell, n) in outcomes]
        starts = min(plan.settings.starts, count)
        overlaps = np.array([run[0] for run in done]).reshape(len(done), starts)
        converged = np.array([run[1] for run in done]).reshape(len(done), starts)
        means = overlaps.mean(axis=1)
        row = {
            "size": size,
            "count": count,
            "load": count / size,
            "networks": len(done),
            "overlap": means.mean() if done else math.nan,
            "error": means.std(ddof=1) / math.sqrt(len(done)) if len(done) > 1 else math.nan,
            "perfect": (overlaps == 1).mean() if done else math.nan,
            "converged": converged.mean() if done else math.nan,
        }
        for name, value in row.items():
            columns[name].append(value)
        samples.append(overlaps)
    arrays: dict[str, Any] = {name: np.array(values) for name, values in columns.items()}
    return CapacitySweep(**arrays, samples=tuple(samples), planned=plan.networks)
