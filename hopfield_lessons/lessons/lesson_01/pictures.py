"""Heat a magnet: the state, its magnetisation and its energy, sweep by sweep."""

from __future__ import annotations

from functools import cache

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from ... import _arguments as arguments
from ..._arguments import Floats
from ...dynamics.noisy import glauber
from ...magnets import ferromagnet, lattice
from ...network import Network, prepare
from ...plotting.frame import Picture
from ...plotting.ink import GREY, INK, VERMILION
from ...plotting.patterns import draw_pattern

REACH = ("4", "8", "20", "all")
_SIDE, _SWEEPS, _SEED = 20, 60, 1


def draw_magnet(temperature: float, reach: str = "4") -> Picture:
    """Draw 60 sweeps of a magnet of 20 x 20 spins that starts with all spins up.

    Parameters
    ----------
    temperature : float
        In units of sum_j w_ij: mean-field theory expects order below 1.
    reach : {"4", "8", "20", "all"}
        How many others each spin listens to: neighbours on a lattice whose opposite edges
        are joined, or all of them. The weights add up to 1 (for "all" to 1 - 1/N).

    Returns
    -------
    Picture
        The last state, the magnetisation m and the energy per spin E/N after each sweep.
        All temperatures and reaches see the same chances.

    Raises
    ------
    TypeError
        If `temperature` is not a number.
    ValueError
        If it is not above 0, or `reach` is unknown.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_01.pictures import draw_magnet
    >>> draw_magnet(0.2).words
    'Temperature 0.20, 4 neighbours: after 60 sweeps m = +1.00 and E/N = -0.50.'
    >>> plt.close()
    """
    degree = arguments.real(temperature, "temperature", least=1e-3, why="β = 1/T must be finite")
    arguments.choice(reach, REACH, "reach")
    size = _SIDE**2
    up = np.ones((1, size), dtype=np.int8)
    run = glauber(_magnet(reach), up[0], beta=1 / degree, sweeps=_SWEEPS, rng=_SEED, patterns=up)
    assert run.overlaps is not None
    assert run.energies is not None
    magnetisation, energies = run.overlaps[:, 0], run.energies / size

    fig, (left, middle, right) = plt.subplots(1, 3, figsize=(8.2, 2.9), width_ratios=[1.05, 1, 1])
    draw_pattern(left, run.state, (_SIDE, _SIDE))
    left.set_title("state")
    _draw_course(middle, magnetisation, (-1.08, 1.08), "magnetisation $m$")
    _draw_course(right, energies, (-0.54, 0.12), "energy per spin $E/N$")
    words = (
        f"Temperature {degree:.2f}, {reach} neighbours: after {_SWEEPS} sweeps "
        f"m = {magnetisation[-1]:+.2f} and E/N = {energies[-1]:.2f}."
    )
    return Picture(fig, words)


@cache
def _magnet(reach: str) -> Network:
    if reach == "all":
        return prepare(ferromagnet(_SIDE**2))
    neighbours = int(reach)
    return prepare(lattice((_SIDE, _SIDE), neighbours, strength=1 / neighbours))


def _draw_course(ax: Axes, values: Floats, limits: tuple[float, float], title: str) -> None:
    ax.axhline(0, color=GREY, linewidth=0.8)
    ax.plot(values, color=INK)
    ax.plot(len(values) - 1, values[-1], "o", color=VERMILION, markersize=7)
    ax.set(xlim=(-1, len(values) + 1), ylim=limits, xlabel="sweep", title=title)
