"""How a state moves with noise: Glauber dynamics and the Metropolis rule."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Seed
from ..network import Network, prepare
from ._logbook import Tape
from ._moving import World
from ._options import Update, free_units, orders
from ._sweeps import Noise, heat_bath, metropolis_rule, noisy, noisy_at_once
from .runs import Glauber


def glauber(
    weights: ArrayLike | Network,
    state: ArrayLike,
    *,
    beta: ArrayLike,
    sweeps: int | None = None,
    rng: Seed,
    update: Update = "asynchronous",
    order: str | ArrayLike = "random",
    external_field: ArrayLike = 0.0,
    hold: ArrayLike | None = None,
    patterns: ArrayLike | None = None,
    record: bool = False,
) -> Glauber:
    """Run heat-bath dynamics: a visited unit becomes +1 with probability g(h).

    g(h) = (1 + tanh(beta h))/2 = 1/(1 + exp(-2 beta h)), where h comes from the other units:
    w_ii s_i is left out, for it adds the same to the energy before and after a flip. One unit at
    a time, with symmetric weights, this leaves exp(-beta E) unchanged (Glauber 1963).

    All units at once, it doesn't: what symmetric weights then leave unchanged is
    exp(-beta H2), with H2 = -(1/beta) sum_i log(2 cosh(beta h_i)) - sum_i b_i s_i (Peretto
    1984). There a unit that hears itself, by w_ii, does so in h as well.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings.
    state : array_like, shape (N,) or (B, N)
        One state or a batch. A batch shares the order of the visits, but each state
        has chances of its own.
    beta : float or array_like, shape (sweeps,)
        Inverse temperature, from 0 (pure chance) to infinity (recall with random ties);
        one number, or one for each sweep.
    sweeps : int, optional
        How many sweeps, of N visits each. It may be left out if `beta` gives one for each.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from.
    update : {"asynchronous", "synchronous"}
        One unit after another, or all at once, in each sweep.
    order : {"random", "sequential", "replacement"} or array_like of int
        As in `recall`.
    external_field : float or array_like, shape (N,)
        b, in the units of the weights.
    hold : array_like of bool, shape (N,) or (B, N), optional
        True for each unit that keeps its spin: it is never visited. The others then sample
        exp(-beta E) under the condition that these are what they are.
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
        If shapes don't match, an entry is not +1 or -1, `beta` is negative, NaN or
        as long as another number of sweeps, or the record would not fit in memory.

    References
    ----------
    R. J. Glauber, J. Math. Phys. 4 (1963) 294, doi:10.1063/1.1703954

    P. Peretto, Biol. Cybern. 50 (1984) 51, doi:10.1007/BF00317939 (all units at once)

    Examples
    --------
    >>> from hopfield_lessons import glauber, hebbian, random_patterns
    >>> patterns = random_patterns(3, 200, rng=0)
    >>> run = glauber(hebbian(patterns), patterns[0], beta=4, sweeps=20, rng=1, patterns=patterns)
    >>> bool(run.overlaps[-1, 0] > 0.9)
    True
    """
    return _run(
        heat_bath,
        prepare(weights),
        state,
        beta=beta,
        sweeps=sweeps,
        rng=rng,
        order=order,
        external_field=external_field,
        hold=hold,
        patterns=patterns,
        record=record,
        update=update,
    )


def metropolis(
    weights: ArrayLike | Network,
    state: ArrayLike,
    *,
    beta: ArrayLike,
    sweeps: int | None = None,
    rng: Seed,
    order: str | ArrayLike = "random",
    external_field: ArrayLike = 0.0,
    hold: ArrayLike | None = None,
    patterns: ArrayLike | None = None,
    record: bool = False,
) -> Glauber:
    """Run Metropolis dynamics: a visited unit flips with probability min(1, exp(-beta Delta E)).

    Delta E = 2 s_i h_i is what the flip would add to the energy. One unit at a time this leaves
    exp(-beta E) unchanged, as `glauber` does, and flips between once and twice as often. What
    doesn't raise the energy always flips, a tie included. So where nothing is refused, at beta = 0
    or with all fields zero, a sweep turns the whole state round, and no more: use `glauber` there.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Symmetric couplings; a diagonal changes no Delta E.
    state : array_like, shape (N,) or (B, N)
        One state or a batch. A batch shares the order of the visits, but each state
        has chances of its own.
    beta : float or array_like, shape (sweeps,)
        Inverse temperature, from 0 (every visit flips) to infinity (nothing climbs); one
        number, or one for each sweep.
    sweeps, rng, order, external_field, hold, patterns, record
        As in `glauber`.

    Returns
    -------
    Glauber
        The final state and what was recorded on the way, as from `glauber`.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If the weights are not symmetric, shapes don't match, an entry is not +1 or -1, `beta` is
        negative, NaN or as long as another number of sweeps, or the record would not fit in
        memory.

    References
    ----------
    N. Metropolis, A. W. Rosenbluth, M. N. Rosenbluth, A. H. Teller & E. Teller, J. Chem. Phys. 21
    (1953) 1087, doi:10.1063/1.1699114

    Examples
    --------
    >>> from hopfield_lessons import ferromagnet, glauber
    >>> from hopfield_lessons.dynamics import metropolis
    >>> magnet, up = ferromagnet(100), [1] * 100
    >>> moved, bathed = (
    ...     run(magnet, up, beta=1.5, sweeps=1000, rng=0) for run in (metropolis, glauber)
    ... )
    >>> float(moved.energies.mean().round()), float(bathed.energies.mean().round())
    (-36.0, -36.0)
    >>> round(moved.flips / bathed.flips, 1)
    1.1
    """
    network = prepare(weights)
    network.require_symmetric("the Metropolis rule")
    return _run(
        metropolis_rule,
        network,
        state,
        beta=beta,
        sweeps=sweeps,
        rng=rng,
        order=order,
        external_field=external_field,
        hold=hold,
        patterns=patterns,
        record=record,
    )


@np.errstate(invalid="ignore")  # as in run_to_the_end
def _run(
    noise: Noise,
    network: Network,
    state: ArrayLike,
    *,
    beta: ArrayLike,
    sweeps: int | None,
    rng: Seed,
    order: str | ArrayLike,
    external_field: ArrayLike,
    hold: ArrayLike | None,
    patterns: ArrayLike | None,
    record: bool,
    update: str = "asynchronous",
) -> Glauber:
    """Check what the two have in common, and run."""
    start = arguments.state(state, size=network.size)
    betas = arguments.inverse_temperatures(beta, sweeps)
    random = arguments.generator(rng)
    free = free_units(hold, start)
    at_once = arguments.choice(update, arguments.UPDATES, "update") == "synchronous"
    draw = orders(order, network.size, free, random)
    stored = None if patterns is None else arguments.patterns(patterns)
    if stored is not None:
        arguments.state(stored, size=network.size, name="patterns")
    states = np.atleast_2d(start)
    if arguments.flag(record, "record"):
        arguments.require_memory((len(betas) + 1) * states.size, "the recorded states")
    whole = World.of if at_once else World.without_self
    world = whole(network, states, external_field, free)
    tape = Tape(world, network.symmetric, stored, record)
    expected = states.size / 2  # flips in the first sweep; later as many as in the one before
    for inverse in betas.tolist():
        before = int(tape.flips.sum())
        if at_once:
            visits = noisy_at_once(world, noise, inverse, random)
        else:
            visits = noisy(world, noise, inverse, draw(), random, expected)
        for seen in visits:
            tape.flips[seen.states] += seen.counts
        expected = float(tape.flips.sum() - before)
        tape.note()
    return tape.result(single=start.ndim == 1)
