"""Capacity measured: many networks of several sizes and loads, on one machine or on many."""

from __future__ import annotations

import csv
import importlib
import io
import math
import warnings
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _validation as check
from ._validation import Floats, Seed, Spins
from .dynamics import recall, recall_patterns
from .patterns import flip, random_patterns

Rule: TypeAlias = Callable[[Spins], Floats]
Outcome: TypeAlias = tuple[Floats, NDArray[np.bool_]]  # overlaps and converged, one for each start
Task: TypeAlias = tuple[int, int, tuple[Any, ...]]  # cell, number, arguments of _one_network
Finished: TypeAlias = Generator[tuple[int, int, Outcome], None, None]  # cell, number, outcome

_COLUMNS = ("size", "count", "load", "networks", "overlap", "error", "perfect", "converged")
_ATTEMPTS = 3  # at a network that an executor fails to bring


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
        P/N; P is rounded to the nearest whole number.
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
        ``pseudo_inverse``. By default the Hebb rule without ever forming N x N. For
        other processes it has to be a function of a module, no lambda.
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
        If an argument is of the wrong kind.
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
    settings = _Settings.checked(starts, flipped, rule, update, ties, max_sweeps)
    plan = _Plan.checked(sizes, loads, networks, rng, settings)
    outcomes: dict[tuple[int, int], Outcome] = {}
    finished = _in_turn(plan) if executor is None else _anywhere(plan, executor)
    shown = _with_bar(finished, len(plan)) if check.flag(progress, "progress") else finished
    try:
        with closing(finished):  # cancels what has not begun
            for cell, number, outcome in shown:
                outcomes[cell, number] = outcome
    except (KeyboardInterrupt, BrokenExecutor) as stop:
        warnings.warn(
            f"capacity_sweep: stopped by {type(stop).__name__}; the result holds the "
            f"{len(outcomes)} of {len(plan)} networks that were finished",
            RuntimeWarning,
            stacklevel=2,
        )
    return _table(plan, outcomes)


@dataclass(frozen=True)
class _Settings:
    """How to run one network; sent to the worker with each task."""

    starts: int
    flipped: float
    rule: Rule | None
    update: Any
    ties: Any
    max_sweeps: int

    @classmethod
    def checked(
        cls, starts: int, flipped: float, rule: Any, update: str, ties: str, max_sweeps: int
    ) -> _Settings:
        if rule is not None and not callable(rule):
            raise TypeError(f"rule: expected a function of the patterns, got {type(rule).__name__}")
        return cls(
            check.whole(starts, "starts"),
            check.fraction(flipped, "flipped"),
            rule,
            check.choice(update, ("asynchronous", "synchronous"), "update"),
            check.choice(ties, ("keep", "plus", "random", "flip"), "ties"),
            check.whole(max_sweeps, "max_sweeps", least=0),
        )


@dataclass(frozen=True)
class _Plan:
    """The networks to run: for each cell of the table numbers 0, 1, 2 …"""

    cells: list[tuple[int, int]]  # N and P
    networks: int
    entropy: int
    settings: _Settings

    @classmethod
    def checked(
        cls, sizes: ArrayLike, loads: ArrayLike, networks: int, rng: Seed, settings: _Settings
    ) -> _Plan:
        """Refuse whatever can't work before any work is done."""
        cells = [_cell(size, load, settings) for size in _sizes(sizes) for load in _loads(loads)]
        each = check.whole(networks, "networks")
        return cls(cells, each, int(check.generator(rng).integers(2**63)), settings)

    def __len__(self) -> int:
        return len(self.cells) * self.networks

    def __iter__(self) -> Iterator[Task]:
        """Cells in turn, so that a sweep cut short has something of each."""
        for number in range(self.networks):
            for cell, (size, count) in enumerate(self.cells):
                yield cell, number, (size, count, self.entropy, number, self.settings)


def _sizes(values: ArrayLike) -> list[int]:
    array = check.numeric(values, "sizes")
    if array.ndim > 1 or array.size == 0:
        raise ValueError(f"sizes: expected one or more numbers of units, got shape {array.shape}")
    return [check.whole(size, "sizes") for size in array.ravel().tolist()]


def _loads(values: ArrayLike) -> list[float]:
    array = check.numeric(values, "loads")
    if array.ndim > 1 or array.size == 0:
        raise ValueError(f"loads: expected one or more values of P/N, got shape {array.shape}")
    return [check.real(load, "loads", least=0.0) for load in array.ravel().tolist()]


def _cell(size: int, load: float, settings: _Settings) -> tuple[int, int]:
    count = round(load * size)
    if count < 1:
        raise ValueError(
            f"loads: expected at least one pattern, got {load:g} of {size} units, which is none; "
            f"choose at least {1 / size:.3g}, or larger sizes"
        )
    starts = min(settings.starts, count)
    floats = 8 * size * (size * (settings.rule is not None) * 4 + 2 * count + 6 * starts)
    check.require_memory(floats, f"a network of {size} units with {count} patterns")
    return size, count


def _one_network(size: int, count: int, entropy: int, number: int, settings: _Settings) -> Outcome:
    """Make one network from its own seed, and run it. This is what a worker does."""
    rng = np.random.default_rng(np.random.SeedSequence(entropy, spawn_key=(size, count, number)))
    patterns = random_patterns(count, size, rng=rng)
    targets = patterns[: settings.starts]
    states = flip(targets, settings.flipped, rng=rng)
    options: dict[str, Any] = {
        "update": settings.update,
        "ties": settings.ties,
        "max_sweeps": settings.max_sweeps,
        "rng": rng,
    }
    if settings.rule is None:
        run = recall_patterns(patterns, states, **options)
    else:
        run = recall(settings.rule(patterns), states, energies=False, **options)
    agreement = (run.state.astype(np.int64) * targets).sum(axis=1)
    return agreement / size, np.asarray(run.converged)


def _in_turn(plan: _Plan) -> Finished:
    for cell, number, task in plan:
        yield cell, number, _one_network(*task)


def _anywhere(plan: _Plan, executor: Executor) -> Finished:
    """Give all networks to the executor; take them as they come, ask again for lost ones."""
    if not callable(getattr(executor, "submit", None)):
        raise TypeError(
            f"executor: expected a concurrent.futures.Executor, got {type(executor).__name__}; "
            f"from a Dask client take client.get_executor()"
        )
    waiting: dict[Future[Outcome], Task] = {}
    done: SimpleQueue[Future[Outcome]] = SimpleQueue()
    attempts: Counter[tuple[int, int]] = Counter()

    def ask(task: Task) -> None:
        cell, number, arguments = task
        attempts[cell, number] += 1
        future = executor.submit(_one_network, *arguments)
        waiting[future] = task
        future.add_done_callback(done.put)

    try:
        for task in plan:
            ask(task)
        while waiting:
            future = done.get()
            cell, number, _ = task = waiting.pop(future)
            outcome = _brought(future, last=attempts[cell, number] == _ATTEMPTS)
            if outcome is None:
                ask(task)
            else:
                yield cell, number, outcome
    finally:
        for future in waiting:
            future.cancel()


def _brought(future: Future[Outcome], last: bool) -> Outcome | None:
    """Take the outcome; None if it failed and may be asked for again.

    A cluster can lose a result on its way, when the worker that holds it dies just then.
    Dask's executor then reports errors of several kinds, so all kinds are tried again.
    """
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except Exception:
        if last:
            raise
        return None


def _with_bar(items: Finished, total: int) -> Iterable[tuple[int, int, Outcome]]:
    try:
        tqdm = importlib.import_module("tqdm.auto").tqdm
    except ImportError as error:
        raise ImportError(
            "progress=True shows a bar drawn by tqdm, which is not installed: "
            "pip install tqdm, or pass progress=False"
        ) from error
    bar: Iterable[tuple[int, int, Outcome]] = tqdm(items, total=total, unit="network")
    return bar


def _table(plan: _Plan, outcomes: dict[tuple[int, int], Outcome]) -> CapacitySweep:
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
