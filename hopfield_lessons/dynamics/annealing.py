"""How a state is cooled down."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Seed
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
    with np.errstate(divide="ignore", over="ignore"):  # without noise beta is infinite
        betas = 1 / np.abs(arguments.temperatures(temperatures))
    free = free_units(hold, start)
    generator, update = arguments.generator(rng), "asynchronous"
    options = Options.checked(
        network.size, free, update, order, ties, max_sweeps, generator, record
    )
    noted = arguments.flag(energies, "energies")
    world = World.without_self(network, np.atleast_2d(start), external_field, free)
    log = Logbook(world, energies=noted, record=options.record)
    expected = start.size / 2
    for inverse in betas.tolist():
        for seen in noisy(world, heat_bath, inverse, options.draw(), options.random, expected):
            log.visited(seen)
        expected = float(log.end_sweep().sum())
    relax(world, options, log, done=len(betas))
    return log.result(single=start.ndim == 1)
