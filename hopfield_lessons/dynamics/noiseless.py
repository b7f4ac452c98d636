"""How a state moves without noise: recall."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Seed
from ..network import Network, prepare
from ._moving import World
from ._options import Options, Ties, Update, free_units
from ._sweeps import run_to_the_end
from .runs import Recall


def recall(
    weights: ArrayLike | Network,
    state: ArrayLike,
    *,
    update: Update = "asynchronous",
    order: str | ArrayLike = "random",
    ties: Ties = "keep",
    external_field: ArrayLike = 0.0,
    hold: ArrayLike | None = None,
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
        or unit numbers, repeated every sweep: each unit at least once that is not held.
        A batch shares the order.
    ties : {"keep", "plus", "random", "flip"}
        What a unit does whose field is exactly zero: stay, become +1, toss a coin
        (one for each visit, shared by a batch), or flip.
    external_field : float or array_like, shape (N,)
        b, in the units of the weights; a threshold is -b.
    hold : array_like of bool, shape (N,) or (B, N), optional
        True for each unit that keeps its spin because it is known: it is never visited,
        and the others hear it. Where the run ends, the other units are at rest.
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
        unknown, `order` misses a unit that isn't held, or the weights are asymmetric where
        an energy is promised.

    See Also
    --------
    hopfield_lessons.experiments.storable : do the patterns hold at all, and under which rule?

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
    start = arguments.state(state, size=network.size)
    free = free_units(hold, start)
    options = Options.checked(network.size, free, update, order, ties, max_sweeps, rng, record)
    if energies is not None:
        arguments.flag(energies, "energies")
    if energies or (energies is None and options.update == "asynchronous"):
        network.require_symmetric(
            "the energy of a recall (energies=False goes without it, "
            "and then nothing guarantees that a run stops)"
        )
    world = World.of(network, np.atleast_2d(start), external_field, free)
    wanted = network.symmetric if energies is None else energies
    return run_to_the_end(world, options, energies=wanted).result(single=start.ndim == 1)


def recall_patterns(
    patterns: ArrayLike,
    states: ArrayLike,
    *,
    update: Update = "asynchronous",
    order: str | ArrayLike = "random",
    ties: Ties = "keep",
    external_field: ArrayLike = 0.0,
    hold: ArrayLike | None = None,
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
    update, order, ties, external_field, hold, max_sweeps, rng, record
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
    stored = arguments.patterns(patterns)
    size = stored.shape[1]
    start = arguments.state(states, size=size, name="states")
    free = free_units(hold, start)
    options = Options.checked(size, free, update, order, ties, max_sweeps, rng, record)
    numbers = 2 * stored.size + 4 * start.size  # patterns twice; spins, fields and what is between
    arguments.require_memory(8 * numbers, f"recall of {start.size} spins from {stored.size}")
    world = World.of_patterns(stored, np.atleast_2d(start), external_field, free)
    return run_to_the_end(world, options, energies=True).result(single=start.ndim == 1)
