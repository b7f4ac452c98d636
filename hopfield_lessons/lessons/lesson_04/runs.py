"""Runs of a fixed length, for networks that may never rest: their energies and their endings."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ... import _arguments as arguments
from ..._arguments import Floats, Seed, Spins, Ties, Update
from ...dynamics.noiseless import recall
from ...network import Network, prepare


def watch(
    weights: ArrayLike | Network,
    state: ArrayLike,
    *,
    update: Update = "synchronous",
    order: str | ArrayLike = "sequential",
    ties: Ties = "keep",
    sweeps: int = 24,
    rng: Seed | None = None,
) -> Spins:
    """Follow a network for a fixed number of sweeps, whether it rests or not.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings, symmetric or not.
    state : array_like, shape (N,)
        The start.
    update, order, ties
        As in `recall`; here the order is sequential by default.
    sweeps : int
        How many sweeps to follow.
    rng : int or numpy.random.Generator, optional
        For a random order or random ties.

    Returns
    -------
    ndarray of int8, shape (sweeps + 1, N)
        The start, and the state after each sweep.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, `state` is a batch, or an option is unknown.

    Examples
    --------
    >>> from hopfield_lessons.lessons.lesson_04.runs import watch
    >>> watch([[0, 1], [1, 0]], [1, -1], sweeps=2)
    array([[ 1, -1],
           [-1,  1],
           [ 1, -1]], dtype=int8)
    """
    network = prepare(weights)
    path = [arguments.pattern(state, "state")]
    generator = arguments.generator_or_fresh(rng)
    for _ in range(arguments.whole(sweeps, "sweeps")):
        step = recall(
            network,
            path[-1],
            update=update,
            order=order,
            ties=ties,
            max_sweeps=1,
            rng=generator,
            energies=False,
        )
        path.append(step.state)
    return np.array(path)


def quadratic_energies(weights: ArrayLike | Network, path: ArrayLike) -> Floats:
    """Return -1/2 s.w.s of each state, also for weights that have no energy.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings, symmetric or not: the sum sees their symmetric part only.
    path : array_like, shape (T, N)
        States.

    Returns
    -------
    ndarray of float64, shape (T,)

    Examples
    --------
    >>> from hopfield_lessons.lessons.lesson_04.runs import quadratic_energies
    >>> quadratic_energies([[0, 1], [-1, 0]], [[1, 1], [1, -1]])
    array([0., 0.])
    """
    network = prepare(weights)
    states = arguments.state(path, size=network.size, name="path")
    return network.energies(states, np.zeros(network.size))


def ending(path: Spins) -> str:
    """Say how a run ends whose next sweep depends on the state alone."""
    back = np.flatnonzero((path[-2::-1] == path[-1]).all(axis=1))
    if back.size == 0:
        return f"no state has come back within {len(path) - 1} sweeps"
    if back[0] == 0:
        still = np.flatnonzero((path != path[-1]).any(axis=1))
        moved = int(still[-1]) + 1 if still.size else 0
        return f"at rest after {moved} sweep{'' if moved == 1 else 's'}"
    return f"a cycle of {int(back[0]) + 1} sweeps"
