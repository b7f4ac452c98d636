"""How a state is cooled down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Flags, Floats, Seed, Spins
from ..network import Network, prepare
from ._logbook import Logbook
from ._moving import World
from ._options import Options, Ties, free_units
from ._sweeps import heat_bath, noisy, relax
from .runs import Recall


def anneal(
    weights: ArrayLike | Network,
    state: ArrayLike,
    *,
    temperatures: ArrayLike,
    rng: Seed,
    order: str | ArrayLike = "random",
    ties: Ties = "keep",
    external_field: ArrayLike = 0.0,
    hold: ArrayLike | None = None,
    max_sweeps: int = 1000,
    energies: bool = False,
    record: bool = False,
) -> Recall:
    """Cool a state down: one heat-bath sweep at each temperature, then run without noise to rest.

    At a temperature T the heat bath climbs a hill of height ΔE about exp(-ΔE/T) times as often as
    it goes down, so that a slow schedule ends low in energy. Low is not the same as a stored
    pattern, and no schedule that ends in your lifetime promises the lowest state.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Symmetric couplings. A diagonal adds the same to the energy of all states, and is left out
        of the fields.
    state : array_like, shape (N,) or (B, N)
        One state or a batch. A batch shares the order of the visits, but each state
        has chances of its own.
    temperatures : array_like, shape (T,)
        One for each sweep, in the units of the weights, from 0 (no noise) to infinity.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from.
    order, ties, external_field, hold
        As in `recall`; `ties` holds for the run without noise.
    max_sweeps : int
        Stop after this many sweeps without noise. A run ended by it has ``converged`` False.
    energies : bool
        Whether to record the energies, at the start and after each sweep.
    record : bool
        Whether to record the flips, for `Recall.trajectory`.

    Returns
    -------
    Recall
        The final state, no single flip of which lowers the energy if the run converged. Its
        `sweeps` counts the T sweeps of the schedule and those without noise.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, an entry of `state` is not +1 or -1, a temperature is negative or
        NaN, an option is unknown, or the weights are asymmetric: they have no energy to lower.

    References
    ----------
    S. Kirkpatrick, C. D. Gelatt & M. P. Vecchi, Science 220 (1983) 671,
    doi:10.1126/science.220.4598.671

    Examples
    --------
    >>> import numpy as np
    >>> from hopfield_lessons import anneal, ferromagnet
    >>> cooling = np.linspace(2, 0, 20)
    >>> run = anneal(ferromagnet(6), [1, -1, 1, -1, 1, -1], temperatures=cooling, rng=1)
    >>> abs(int(run.state.sum())), run.period
    (6, 1)
    """
    network = prepare(weights)
    network.require_symmetric("annealing")
    start = arguments.state(state, size=network.size)
    plan = _Plan.checked(
        start, temperatures, hold, rng, order, ties, max_sweeps, energies=energies, record=record
    )
    world = World.without_self(network, np.atleast_2d(start), external_field, plan.free)
    return _cool(world, plan).result(single=start.ndim == 1)


def anneal_patterns(
    patterns: ArrayLike,
    states: ArrayLike,
    *,
    temperatures: ArrayLike,
    rng: Seed,
    order: str | ArrayLike = "random",
    ties: Ties = "keep",
    external_field: ArrayLike = 0.0,
    hold: ArrayLike | None = None,
    max_sweeps: int = 1000,
    energies: bool = False,
    record: bool = False,
) -> Recall:
    """Do what ``anneal(hebbian(patterns), states)`` does, without the N x N weights.

    The same seed gives the same result. Memory grows with N (P + B); for many states and few
    patterns it is also the faster of the two.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        The stored patterns.
    states : array_like, shape (N,) or (B, N)
        One state or a batch.
    temperatures, rng, order, ties, external_field, hold, max_sweeps, energies, record
        As in `anneal`.

    Returns
    -------
    Recall
        As from `anneal`.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, an entry is not +1 or -1, a temperature is negative or NaN, or an
        option is unknown.

    Examples
    --------
    >>> import numpy as np
    >>> from hopfield_lessons import overlap, random_patterns
    >>> from hopfield_lessons.dynamics import anneal_patterns
    >>> patterns, start = random_patterns(1, 5000, rng=0), random_patterns(1, 5000, rng=1)[0]
    >>> run = anneal_patterns(patterns, start, temperatures=np.linspace(1, 0, 30), rng=2)
    >>> abs(float(overlap(patterns[0], run.state)))
    1.0
    """
    stored = arguments.patterns(patterns)
    start = arguments.state(states, size=stored.shape[1], name="states")
    plan = _Plan.checked(
        start, temperatures, hold, rng, order, ties, max_sweeps, energies=energies, record=record
    )
    numbers = 2 * stored.size + 8 * start.size  # as in recall_patterns, and each visit's chance
    arguments.require_memory(8 * numbers, f"annealing {start.size} spins with {stored.size}")
    world = World.of_patterns(stored, np.atleast_2d(start), external_field, plan.free)
    return _cool(world, plan).result(single=start.ndim == 1)


@dataclass(frozen=True)
class _Plan:
    """How to cool: what both functions are asked, checked."""

    options: Options
    free: Flags | None
    betas: list[float]
    energies: bool

    @classmethod
    def checked(
        cls,
        start: Spins,
        temperatures: ArrayLike,
        hold: ArrayLike | None,
        rng: Seed,
        order: str | ArrayLike,
        ties: Ties,
        max_sweeps: int,
        *,
        energies: bool,
        record: bool,
    ) -> _Plan:
        betas = _inverse(arguments.temperatures(temperatures))
        free = free_units(hold, start)
        random = arguments.generator(rng)
        options = Options.checked(
            start.shape[-1], free, "asynchronous", order, ties, max_sweeps, random, record
        )
        return cls(options, free, betas, arguments.flag(energies, "energies"))


def _inverse(temperatures: Floats) -> list[float]:
    """1/T; without noise it is infinite."""
    with np.errstate(divide="ignore", over="ignore"):
        betas: list[float] = (1 / np.abs(temperatures)).tolist()
    return betas


@np.errstate(invalid="ignore")  # as in run_to_the_end
def _cool(world: World, plan: _Plan) -> Logbook:
    """A heat-bath sweep at each temperature, then run without noise to rest."""
    options = plan.options
    log = Logbook(world, energies=plan.energies, record=options.record)
    expected = world.couplings.spins.size / 2
    for inverse in plan.betas:
        visits = noisy(world, heat_bath, inverse, options.draw(), options.random, expected)
        for seen in visits:
            log.visited(seen)
        expected = float(log.end_sweep().sum())
    relax(world, options, log, done=len(plan.betas))
    return log
