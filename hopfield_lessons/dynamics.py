"""How a state moves: recall without noise, and Glauber dynamics with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _validation as check
from ._engine import (
    ALL,
    Bounds,
    Columns,
    Couplings,
    Flags,
    MatrixCouplings,
    PatternCouplings,
    Units,
    Visited,
    along,
    sequential,
    simultaneous,
    wants,
)
from ._exact import Network, external, prepare, tie_of
from ._validation import Floats, Seed, Spins

Update: TypeAlias = Literal["asynchronous", "synchronous"]
Ties: TypeAlias = Literal["keep", "plus", "random", "flip"]

_UPDATES = ("asynchronous", "synchronous")
_ORDERS = ("random", "sequential", "replacement")
_TIES = ("keep", "plus", "random", "flip")


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
            step = check.whole(flips_per_frame, "flips_per_frame")
            marks = np.minimum(np.arange(step, len(self.flipped_units) + step, step), self.flips)
        return _replay(self.state, self.flipped_units, marks)


def _replay(end: Spins, units: NDArray[np.int64], marks: NDArray[np.int64]) -> Spins:
    """Undo all flips, then do them again, with a picture of the state at every mark."""
    state = end.copy()
    np.multiply.at(state, units, np.int8(-1))
    frames = np.empty((len(marks) + 1, len(state)), dtype=np.int8)
    frames[0] = state
    for frame, (start, stop) in enumerate(pairwise([0, *marks]), start=1):
        np.multiply.at(state, units[start:stop], np.int8(-1))
        frames[frame] = state
    return frames


def recall(
    weights: ArrayLike | Network,
    state: ArrayLike,
    *,
    update: Update = "asynchronous",
    order: str | ArrayLike = "random",
    ties: Ties = "keep",
    external_field: ArrayLike = 0.0,
    max_sweeps: int = 1000,
    rng: Seed | None = None,
    energies: bool | None = None,
    record: bool = False,
) -> Recall:
    """Let a state run to a fixed point: each visited unit takes the sign of its field.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings. With symmetric weights and w_ii >= 0 an asynchronous run with
        ``ties="keep"`` or ``"plus"`` always stops (Hopfield 1982).
    state : array_like, shape (N,) or (B, N)
        One state or a batch. Every state of a batch ends exactly where it would end alone.
    update : {"asynchronous", "synchronous"}
        One unit after another, or all at once. Synchronous runs of symmetric
        weights may end in a cycle of period 2; longer cycles are recognised too.
    order : {"random", "sequential", "replacement"} or array_like of int
        Of the visits in an asynchronous sweep. ``"random"``: a new permutation each
        sweep; ``"sequential"``: 0 … N-1; ``"replacement"``: N independent draws;
        or unit numbers, each unit at least once, repeated every sweep. A batch shares the order.
    ties : {"keep", "plus", "random", "flip"}
        What a unit does whose field is exactly zero: stay, become +1, toss a coin
        (one for each visit, shared by a batch), or flip.
    external_field : float or array_like, shape (N,)
        b, in the units of the weights; a threshold is -b.
    max_sweeps : int
        Stop after this many sweeps. A run ended by it has ``converged`` False.
    rng : int or numpy.random.Generator, optional
        A seed, or the generator to draw from. Without it a random order or coin
        can't be repeated, as in numpy.
    energies : bool, optional
        Whether to record the energies. By default yes, where there is an energy:
        an asynchronous run of asymmetric weights is refused unless you say False,
        for nothing then guarantees that it stops; a synchronous one goes without.
    record : bool
        Whether to record the flips, for `Recall.trajectory`.

    Returns
    -------
    Recall
        The final state, whether and how it converged, sweeps, flips, energies.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, an entry of `state` is not +1 or -1, an option is
        unknown, `order` misses a unit, or the weights are asymmetric where an energy is promised.

    References
    ----------
    J. J. Hopfield, Proc. Natl. Acad. Sci. USA 79 (1982) 2554,
    doi:10.1073/pnas.79.8.2554

    J. Bruck, Proc. IEEE 78 (1990) 1579, doi:10.1109/5.58341

    Examples
    --------
    >>> from hopfield_lessons import hebbian, recall
    >>> run = recall(hebbian([[1, -1, -1, 1]]), [1, -1, -1, -1], rng=0)
    >>> run.state
    array([ 1, -1, -1,  1], dtype=int8)
    >>> run.period, run.sweeps, run.flips
    (1, 1, 1)
    >>> run.energies
    array([ 0. , -1.5])
    """
    network = prepare(weights)
    start = check.state(state, size=network.size)
    states = np.atleast_2d(start)
    options = _Options.checked(update, order, ties, max_sweeps, rng, record, network.size)
    if energies is not None:
        check.flag(energies, "energies")
    if energies or (energies is None and options.update == "asynchronous"):
        network.require_symmetric(
            "the energy of a recall (energies=False goes without it, "
            "and then nothing guarantees that a run stops)"
        )
    couplings = MatrixCouplings(network, states)
    world = _World(couplings, network.scale, network.tie, network.field(external_field))
    wanted = network.symmetric if energies is None else energies
    log = _run(world, options, energies=wanted)
    return log.result(single=start.ndim == 1)


def recall_patterns(
    patterns: ArrayLike,
    states: ArrayLike,
    *,
    update: Update = "asynchronous",
    order: str | ArrayLike = "random",
    ties: Ties = "keep",
    external_field: ArrayLike = 0.0,
    max_sweeps: int = 1000,
    rng: Seed | None = None,
    record: bool = False,
) -> Recall:
    """Do what ``recall(hebbian(patterns), states)`` does, without the N x N weights.

    The same seed gives the same result. Memory grows with N (P + B), so networks of
    100,000 units fit; for many states and few patterns it is also the faster of the two.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        The stored patterns.
    states : array_like, shape (N,) or (B, N)
        One state or a batch.
    update, order, ties, external_field, max_sweeps, rng, record
        As in `recall`.

    Returns
    -------
    Recall
        As from `recall`, with energies.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, an entry is not +1 or -1, or an option is unknown.

    Examples
    --------
    >>> from hopfield_lessons import flip, overlap, random_patterns, recall_patterns
    >>> patterns = random_patterns(20, 10_000, rng=0)
    >>> run = recall_patterns(patterns, flip(patterns[0], 0.2, rng=1), rng=2)
    >>> float(overlap(patterns[0], run.state))
    1.0
    """
    stored = check.patterns(patterns)
    size = stored.shape[1]
    start = check.state(states, size=size, name="states")
    options = _Options.checked(update, order, ties, max_sweeps, rng, record, size)
    numbers = 2 * stored.size + 4 * start.size  # patterns twice; spins, fields and what is between
    check.require_memory(8 * numbers, f"recall of {start.size} spins from {stored.size}")
    couplings = PatternCouplings(stored, np.atleast_2d(start))
    world = _World(couplings, float(size), 0.0, external(external_field, size, float(size)))
    return _run(world, options, energies=True).result(single=start.ndim == 1)


@dataclass(frozen=True)
class _Options:
    update: Update
    ties: Ties
    max_sweeps: int
    random: np.random.Generator
    draw: Callable[[], Units]
    record: bool

    @classmethod
    def checked(
        cls,
        update: str,
        order: Any,
        ties: str,
        max_sweeps: int,
        rng: Seed | None,
        record: bool,
        size: int,
    ) -> _Options:
        check.choice(update, _UPDATES, "update")
        check.choice(ties, _TIES, "ties")
        limit = check.whole(max_sweeps, "max_sweeps", least=0)
        random = check.generator_or_fresh(rng)
        draw = _orders(order, size, random)
        recorded = check.flag(record, "record")
        return cls(update, ties, limit, random, draw, recorded)  # type: ignore[arg-type]

    def coins(self, visits: int) -> NDArray[np.int64] | None:
        """What a tied unit becomes at each of the sweep's visits, if chance decides."""
        if self.ties != "random":
            return None
        return 2 * self.random.integers(0, 2, size=visits) - 1


def _orders(order: Any, size: int, random: np.random.Generator) -> Callable[[], Units]:
    """Return a function that draws the order of the next sweep."""
    if isinstance(order, str):
        check.choice(order, _ORDERS, "order (or unit numbers)")
        if order == "random":
            return lambda: random.permutation(size)
        if order == "replacement":
            return lambda: random.integers(0, size, size=size)
        return lambda: np.arange(size)
    given = check.visits(order, size)
    return lambda: given


@dataclass
class _World:
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


class _Log:
    """What is known of each state of the batch; `alive` are those still moving."""

    def __init__(self, world: _World, *, energies: bool, record: bool) -> None:
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
        self.this_sweep[seen.states] += np.count_nonzero(seen.flipped, axis=0)
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
            self.world.couplings.keep(~done)

    def leave_unfinished(self, sweeps: int) -> None:
        """Close the runs that the limit ended: nothing is known of their future."""
        self.leave(np.ones(self.alive.size, dtype=bool), None, sweeps)

    def _note_energies(self) -> None:
        if self.energies is None:
            return
        row = np.full(len(self.state), np.nan)
        row[self.alive] = self.world.energies()
        self.energies.append(row)

    def result(self, *, single: bool) -> Recall:
        """Return the record, without the batch axis if there was no batch."""
        whole = self._batch()
        return whole[0] if single else whole

    def _batch(self) -> Recall:
        converged = np.array([period is not None for period in self.period])
        energies = None
        if self.energies is not None:
            energies = np.array(self.energies).T[:, : self.sweeps.max() + 1]
            later = np.arange(energies.shape[1]) > self.sweeps[:, None]
            energies[later] = np.nan
        units = counts = None
        if self.units is not None:
            units = tuple(np.concatenate([np.empty(0, np.int64), *u]) for u in self.units)
            table = np.array(self.counts, dtype=np.int64).reshape(-1, len(self.state)).T
            counts = tuple(table[i, :n] for i, n in enumerate(self.sweeps))
        return Recall(
            self.state, converged, self.period, self.sweeps, self.flips, energies, units, counts
        )


def _run(world: _World, options: _Options, *, energies: bool) -> _Log:
    log = _Log(world, energies=energies, record=options.record)
    if options.update == "asynchronous":
        _run_asynchronous(world, options, log)
    else:
        _run_synchronous(world, options, log)
    return log


def _run_asynchronous(world: _World, options: _Options, log: _Log) -> None:
    for number in range(options.max_sweeps + 1):
        wanting = world.wanting(options.ties)
        log.leave(_calm(wanting), 1, number)
        if number == options.max_sweeps or not log.alive.size:
            break
        order = options.draw()
        bounds = world.bounds(options.ties, options.coins(len(order)))
        expected = int(np.count_nonzero(wanting))
        for seen in sequential(world.couplings, world.bias, order, bounds, expected):
            log.visited(seen)
        log.end_sweep()
    log.leave_unfinished(options.max_sweeps)


def _calm(wanting: Flags) -> Flags:
    """States in which no unit wants to flip."""
    return np.asarray(~wanting.any(axis=0))


def _run_synchronous(world: _World, options: _Options, log: _Log) -> None:
    couplings = world.couplings
    units = np.arange(len(couplings.spins))
    history = _History(couplings.spins)
    for number in range(1, options.max_sweeps + 1):
        chance = options.ties == "random"
        tied = world.tied() if chance else np.zeros(log.alive.size, dtype=bool)
        bounds = world.bounds(options.ties, options.coins(len(units)))
        log.visited(Visited(units, simultaneous(couplings, world.bias, bounds), ALL))
        still = (log.end_sweep() == 0) & ~tied
        periods = history.add(couplings.spins, number, tied)
        periods[still] = 1
        done = periods > 0
        sweeps = np.where(still, number - 1, number)
        log.leave(done, periods[done].astype(object), sweeps[done])
        history.keep(~done)
        if not log.alive.size:
            return
    log.leave(_calm(world.wanting(options.ties)), 1, options.max_sweeps)
    log.leave_unfinished(options.max_sweeps)


class _History:
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


def glauber(
    weights: ArrayLike | Network,
    state: ArrayLike,
    *,
    beta: float,
    sweeps: int,
    rng: Seed,
    order: str | ArrayLike = "random",
    external_field: ArrayLike = 0.0,
    patterns: ArrayLike | None = None,
    record: bool = False,
) -> Glauber:
    """Run heat-bath dynamics: a visited unit becomes +1 with probability g(h).

    g(h) = (1 + tanh(beta h))/2 = 1/(1 + exp(-2 beta h)). One unit at a time, with
    symmetric weights of zero diagonal, this leaves exp(-beta E) unchanged (Glauber 1963).

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings.
    state : array_like, shape (N,) or (B, N)
        One state or a batch. A batch shares the order of the visits, but each state
        has chances of its own.
    beta : float
        Inverse temperature, from 0 (pure chance) to infinity (recall with random ties).
    sweeps : int
        How many sweeps, of N visits each.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from.
    order : {"random", "sequential", "replacement"} or array_like of int
        As in `recall`.
    external_field : float or array_like, shape (N,)
        b, in the units of the weights.
    patterns : array_like, shape (P, N), optional
        Record the overlaps with these.
    record : bool
        Whether to record the states.

    Returns
    -------
    Glauber
        The final state and what was recorded on the way.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, an entry is not +1 or -1, `beta` is negative or NaN,
        or the record would not fit in memory.

    References
    ----------
    R. J. Glauber, J. Math. Phys. 4 (1963) 294, doi:10.1063/1.1703954

    Examples
    --------
    >>> from hopfield_lessons import glauber, hebbian, random_patterns
    >>> patterns = random_patterns(3, 200, rng=0)
    >>> run = glauber(hebbian(patterns), patterns[0], beta=4, sweeps=20, rng=1, patterns=patterns)
    >>> bool(run.overlaps[-1, 0] > 0.9)
    True
    """
    network = prepare(weights)
    start = check.state(state, size=network.size)
    inverse = check.real(beta, "beta", least=0.0, why="it is an inverse temperature")
    count = check.whole(sweeps, "sweeps", least=0)
    random = check.generator(rng)
    draw = _orders(order, network.size, random)
    stored = None if patterns is None else check.patterns(patterns)
    if stored is not None:
        check.state(stored, size=network.size, name="patterns")
    states = np.atleast_2d(start)
    if check.flag(record, "record"):
        check.require_memory((count + 1) * states.size, "the recorded states")
    field = network.field(external_field)
    world = _World(MatrixCouplings(network, states), network.scale, network.tie, field)
    tape = _Tape(world, network.symmetric, stored, record)
    flips = states.size / 2  # expected in the first sweep; later as many as in the one before
    for _ in range(count):
        visits = draw()
        bounds = _heat_bath(world, inverse, visits, random.random((len(visits), len(states))))
        before = tape.flips.sum()
        for seen in sequential(world.couplings, world.bias, visits, bounds, flips):
            tape.flips[seen.states] += np.count_nonzero(seen.flipped, axis=0)
        flips = float(tape.flips.sum() - before)
        tape.note()
    return tape.result(single=start.ndim == 1)


def _heat_bath(world: _World, beta: float, order: Units, chances: Floats) -> Bounds:
    """A visit with chance u makes the unit +1 if u < g(h), that is if h > logit(u)/(2 beta)."""
    if beta == 0:
        limit = np.copysign(np.inf, chances - 0.5)
    elif beta == np.inf:  # the sign of h, and a coin within the band of a tie
        band = world.band[order, None]
        limit = np.where(chances < 0.5, -np.nextafter(band, np.inf), band)
    else:
        with np.errstate(divide="ignore", over="ignore"):  # u = 0 or a tiny beta: -inf or inf
            limit = (np.log(chances) - np.log1p(-chances)) / (2 * beta) * world.scale
    up, down = np.nextafter(limit, np.inf), -limit  # +1 flips if h <= limit, -1 if h > limit

    def bounds(visits: slice, _: Units, spins: Columns, states: slice | int) -> Floats:
        return np.where(spins > 0, up[visits, states], down[visits, states])

    return bounds


class _Tape:
    """What a Glauber run records after each sweep."""

    def __init__(self, world: _World, energies: bool, patterns: Spins | None, record: bool) -> None:
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
            if rows is None:
                return None
            table = np.moveaxis(np.array(rows), 0, 1)
            return table[0] if single else table

        state = self.world.couplings.spins.T.astype(np.int8)
        return Glauber(
            state[0] if single else state,
            int(self.flips[0]) if single else self.flips,
            stack(self.energies),
            stack(self.overlaps),
            stack(self.states),
        )
