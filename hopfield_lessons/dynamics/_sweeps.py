"""Sweep after sweep: one unit after another, all at once, or with noise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np

from .._arguments import Flags, Floats, Units
from ._couplings import ALL, Columns
from ._cycles import History
from ._engine import Bounds, Visited, sequential, simultaneous
from ._logbook import Logbook
from ._moving import World
from ._options import Options


# Matrix products raise the flag "invalid" now and then on some machines, with nothing but whole
# numbers in them. What comes in was checked to be finite.
@np.errstate(invalid="ignore")
def run_to_the_end(world: World, options: Options, *, energies: bool) -> Logbook:
    """Run without noise until every state has come to rest, or to a cycle."""
    log = Logbook(world, energies=energies, record=options.record)
    if options.update == "asynchronous":
        relax(world, options, log)
    else:
        _run_synchronous(world, options, log)
    return log


def relax(world: World, options: Options, log: Logbook, done: int = 0) -> None:
    """Visit one unit after another until nothing changes; `done` sweeps went before."""
    last = done + options.max_sweeps
    for number in range(done, last + 1):
        wanting = world.wanting(options.ties)
        log.leave(_calm(wanting), 1, number)
        if number == last or not log.alive.size:
            break
        order = options.draw()
        coins = options.coins(len(order))
        remaining = world.visited(order)
        bounds = world.bounds(options.ties, coins if coins is None else coins[remaining])
        expected = int(np.count_nonzero(wanting))
        for seen in sequential(world.couplings, world.bias, order[remaining], bounds, expected):
            log.visited(seen)
        log.end_sweep()
    log.leave_unfinished(last)


def _calm(wanting: Flags) -> Flags:
    """States in which no unit wants to flip."""
    return np.asarray(~wanting.any(axis=0))


def _run_synchronous(world: World, options: Options, log: Logbook) -> None:
    couplings = world.couplings
    units = np.arange(len(couplings.spins))
    history = History(couplings.spins)
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


# noise(world, beta, order, chances): the bounds of visits, each with a chance u from [0, 1)
Noise: TypeAlias = Callable[[World, float, Units, Floats], Bounds]


def noisy(
    world: World,
    noise: Noise,
    beta: float,
    order: Units,
    random: np.random.Generator,
    expected: float,
) -> Iterator[Visited]:
    """Visit the units in `order`, each with a chance of its own."""
    chances = random.random((len(order), world.couplings.spins.shape[1]))
    remaining = world.visited(order)
    order, chances = order[remaining], chances[remaining]
    bounds = world.held_back(noise(world, beta, order, chances))
    return sequential(world.couplings, world.bias, order, bounds, expected)


def noisy_at_once(
    world: World, noise: Noise, beta: float, random: np.random.Generator
) -> Iterator[Visited]:
    """Update all units at once, each with a chance of its own."""
    units = np.arange(len(world.couplings.spins))
    chances = random.random(world.couplings.spins.shape)
    bounds = world.held_back(noise(world, beta, units, chances))
    yield Visited(units, simultaneous(world.couplings, world.bias, bounds), ALL)


def heat_bath(world: World, beta: float, order: Units, chances: Floats) -> Bounds:
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


def metropolis_rule(world: World, beta: float, order: Units, chances: Floats) -> Bounds:
    """A visit with chance u flips if 1 - u < exp(-2 beta s h): s h < -log(1 - u)/(2 beta).

    What doesn't raise the energy always flips, a tie included.
    """
    if beta == 0:
        limit = np.full(chances.shape, np.inf)
    else:
        with np.errstate(over="ignore"):  # a tiny beta: inf
            limit = -np.log1p(-chances) / (2 * beta) * world.scale
    np.maximum(limit, np.nextafter(world.band, np.inf)[order, None], out=limit)

    def bounds(visits: slice, _: Units, __: Columns, states: slice | int) -> Floats:
        return np.asarray(limit[visits, states])

    return bounds
