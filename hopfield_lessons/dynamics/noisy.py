"""How a state moves with noise: Glauber dynamics."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats, Seed
from ..network import Network, prepare
from ._couplings import Columns, MatrixCouplings, Units
from ._engine import Bounds, sequential
from ._logbook import Tape
from ._moving import World
from ._options import orders
from .runs import Glauber


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
    start = arguments.state(state, size=network.size)
    inverse = arguments.real(beta, "beta", least=0.0, why="it is an inverse temperature")
    count = arguments.whole(sweeps, "sweeps", least=0)
    random = arguments.generator(rng)
    draw = orders(order, network.size, random)
    stored = None if patterns is None else arguments.patterns(patterns)
    if stored is not None:
        arguments.state(stored, size=network.size, name="patterns")
    states = np.atleast_2d(start)
    if arguments.flag(record, "record"):
        arguments.require_memory((count + 1) * states.size, "the recorded states")
    field = network.field(external_field)
    world = World(MatrixCouplings(network, states), network.scale, network.tie, field)
    tape = Tape(world, network.symmetric, stored, record)
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


def _heat_bath(world: World, beta: float, order: Units, chances: Floats) -> Bounds:
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
