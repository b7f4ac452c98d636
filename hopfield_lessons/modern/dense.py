"""Dense memories: an energy that is a sum of wells of any steepness, one for each pattern."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import _arguments as arguments
from .._arguments import Flags, Floats, Seed, Spins
from ..dynamics import Recall
from ..dynamics._options import Options, Ties
from ._wells import Well, well

Power: TypeAlias = int | Literal["exp"]


def dense_energy(
    patterns: ArrayLike, state: ArrayLike, *, power: Power, rectified: bool = False
) -> Floats | float:
    r"""Return the energy of a dense memory, in units of the depth of one well.

    E(s) = -sum_mu F(xi^mu . s) / F(N), with F(x) = x^n or e^x. A lone pattern has E = -1. For
    n = 2 it is the energy of the Hebb rule in another unit: E_Hebb = N E / 2 + P / 2.

    Parameters
    ----------
    patterns : array_like, shape (K, N)
        The stored patterns.
    state : array_like, shape (N,) or (B, N)
        One state or a batch.
    power : int or "exp"
        n, from 2 to 100, or the exponential.
    rectified : bool
        Take F(x) = 0 for x < 0, so that no power has reversed memories.

    Returns
    -------
    float, or ndarray of float64, shape (B,)
        E. Of two energies the difference may be lost in rounding; `dense_recall` compares them
        in whole numbers.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, an entry is not +1 or -1, `power` is out of range, or ``"exp"`` is
        to be rectified.

    References
    ----------
    D. Krotov and J. J. Hopfield, Adv. Neural Inf. Process. Syst. 29 (2016),
    doi:10.48550/arXiv.1606.01164

    Examples
    --------
    >>> from hopfield_lessons.modern import dense_energy
    >>> [dense_energy([[1, -1, -1, 1]], s, power=3) for s in ([1, -1, -1, 1], [1, 1, -1, 1])]
    [-1.0, -0.125]
    """
    stored = arguments.patterns(patterns)
    given = arguments.state(state, size=stored.shape[1])
    shape = well(power, rectified, size=stored.shape[1], count=len(stored))
    energies = shape.energies(_agreeing(stored, np.atleast_2d(given)))
    return float(energies[0]) if given.ndim == 1 else energies


def dense_recall(
    patterns: ArrayLike,
    states: ArrayLike,
    *,
    power: Power,
    rectified: bool = False,
    order: str | ArrayLike = "random",
    ties: Ties = "keep",
    max_sweeps: int = 1000,
    rng: Seed | None = None,
    energies: bool = True,
) -> Recall:
    r"""Let a state run downhill in the energy of a dense memory, one unit after another.

    A visited unit compares the energies of its two spins, the others as they are, and takes the
    lower: s_i = sign sum_mu [F(A_mu + xi_i) - F(A_mu - xi_i)], with A_mu = sum_{j != i} xi_j s_j.
    So E never rises, for any F. With n = 2 this is `hopfield_lessons.recall` with Hebb's weights,
    state by state. The comparison is exact: a tie is a tie, at any N, K and power.

    Parameters
    ----------
    patterns : array_like, shape (K, N)
        The stored patterns.
    states : array_like, shape (N,) or (B, N)
        One state or a batch, which shares the order.
    power, rectified
        As in `dense_energy`.
    order, ties, max_sweeps, rng
        As in `hopfield_lessons.recall`.
    energies : bool
        Whether to record the energies, as `dense_energy` gives them.

    Returns
    -------
    Recall
        As from `hopfield_lessons.recall`. A visit takes of order K B steps, so a sweep K N B.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, an entry is not +1 or -1, an option is unknown, `power` is out of
        range, or ``"exp"`` is to be rectified.

    References
    ----------
    D. Krotov and J. J. Hopfield, Adv. Neural Inf. Process. Syst. 29 (2016),
    doi:10.48550/arXiv.1606.01164. M. Demircigil et al., J. Stat. Phys. 168 (2017) 288,
    doi:10.1007/s10955-017-1806-y

    Examples
    --------
    >>> from hopfield_lessons import flip, random_patterns
    >>> from hopfield_lessons.modern import dense_recall
    >>> patterns = random_patterns(300, 100, rng=0)
    >>> run = dense_recall(patterns, flip(patterns[:20], 0.1, rng=1), power=4, rng=2)
    >>> int((run.state == patterns[:20]).all(axis=1).sum())
    20
    """
    stored = arguments.patterns(patterns)
    count, size = stored.shape
    start = arguments.state(states, size=size, name="states")
    options = Options.checked(size, None, "asynchronous", order, ties, max_sweeps, rng, False)
    noted = arguments.flag(energies, "energies")
    shape = well(power, rectified, size=size, count=count)
    batch = np.atleast_2d(start)
    # Patterns; agreement, a copy without one unit, and the table's entries, for every state.
    arguments.require_memory(
        2 * stored.size + 28 * count * len(batch), f"recall of {len(batch)} states from {count}"
    )
    passes = options.ties != "random" and not (isinstance(order, str) and order == "replacement")
    run = _Run(stored, batch, shape, options)
    return run.to_rest(sure=passes, energies=noted).result(single=start.ndim == 1)


def _agreeing(patterns: Spins, states: Spins) -> NDArray[np.intp]:
    """How many units of each state agree with each pattern, (K, B)."""
    overlaps = patterns.astype(np.float64) @ states.T.astype(np.float64)
    agree: NDArray[np.intp] = ((overlaps + patterns.shape[1]) / 2).astype(np.intp)
    return agree


class _Run:
    """States that move together; `alive` are the rows of those that do still."""

    def __init__(self, patterns: Spins, states: Spins, shape: Well, options: Options) -> None:
        self.columns = np.ascontiguousarray(patterns.T)
        self.spins = np.ascontiguousarray(states.T)
        self.agree = _agreeing(patterns, states)
        self.shape, self.options = shape, options
        self.alive = np.arange(len(states))
        self.state = states.copy()
        self.sweeps = np.zeros(len(states), dtype=np.int64)
        self.flips = np.zeros(len(states), dtype=np.int64)
        self.period = np.full(len(states), None, dtype=object)
        self.energies: list[Floats] | None = None

    def to_rest(self, *, sure: bool, energies: bool) -> _Run:
        """Sweep until all are at rest. A sweep without a flip is `sure` to have visited all."""
        self.energies = [] if energies else None
        limit = self.options.max_sweeps
        for done in range(limit + 1):
            self._note_energies()
            if not sure or done == limit:
                self._leave(self._resting(), 1, done)
            if done == limit or not self.alive.size:
                break
            flips = self._sweep()
            self.flips[self.alive] += flips
            if sure:
                self._leave(flips == 0, 1, done)
            if not self.alive.size:
                break
        self._leave(np.ones(self.alive.size, dtype=bool), None, limit)
        return self

    def _sweep(self) -> NDArray[np.int64]:
        """Visit the units in a new order; return how often each state flipped."""
        flips = np.zeros(self.alive.size, dtype=np.int64)
        order = self.options.draw()
        coins = self.options.coins(len(order))
        for visit, unit in enumerate(order):
            new, same = self._wanted(unit, 0 if coins is None else int(coins[visit]))
            flipped = new != self.spins[unit]
            if flipped.any():
                self.agree[:, flipped] += 1 - 2 * same[:, flipped].astype(np.intp)
                self.spins[unit] = new
                flips += flipped
        return flips

    def _wanted(self, unit: int, coin: int) -> tuple[Spins, Flags]:
        """The spin of lower energy for each state, and which patterns have its present spin."""
        column, present = self.columns[unit], self.spins[unit]
        same = column[:, None] == present
        gains = self.shape.gains(column, self.agree - same)
        at_a_tie = {"keep": present, "plus": 1, "random": coin, "flip": -present}
        tied: Any = at_a_tie[self.options.ties]
        new = np.where(gains == 0, tied, np.sign(gains)).astype(np.int8)
        return new, same

    def _resting(self) -> Flags:
        """Which states no visit would change, whatever a coin says."""
        resting = np.ones(self.alive.size, dtype=bool)
        for unit in range(len(self.columns)):
            for coin in (1, -1) if self.options.ties == "random" else (0,):
                resting &= self._wanted(unit, coin)[0] == self.spins[unit]
        return resting

    def _leave(self, done: Flags, period: int | None, sweeps: int) -> None:
        if not done.any():
            return
        rows = self.alive[done]
        self.state[rows] = self.spins[:, done].T
        self.period[rows], self.sweeps[rows] = period, sweeps
        self.alive = self.alive[~done]
        self.spins, self.agree = self.spins[:, ~done], self.agree[:, ~done]

    def _note_energies(self) -> None:
        if self.energies is not None and self.alive.size:
            row = np.full(len(self.state), np.nan)
            row[self.alive] = self.shape.energies(self.agree)
            self.energies.append(row)

    def result(self, *, single: bool) -> Recall:
        """Return the record, without the batch axis if there was no batch."""
        energies = None
        if self.energies is not None:
            energies = np.array(self.energies).T[:, : self.sweeps.max() + 1]
            energies[np.arange(energies.shape[1]) > self.sweeps[:, None]] = np.nan
        converged = np.array([period is not None for period in self.period])
        run = Recall(self.state, converged, self.period, self.sweeps, self.flips, energies)
        return run[0] if single else run
