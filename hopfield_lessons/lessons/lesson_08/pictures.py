"""A pin on the map of load and temperature, and what the heat bath does there."""

from __future__ import annotations

from functools import cache

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from ... import _arguments as arguments
from ..._arguments import Spins
from ...drawings import binarise
from ...dynamics.noisy import glauber
from ...dynamics.runs import Glauber
from ...patterns import overlap, random_patterns
from ...plotting.frame import Picture
from ...plotting.ink import BLUE, GREY, INK, VERMILION, minus
from ...plotting.patterns import draw_spins
from ...plotting.photographs import sample_photographs
from ...rules import hebbian
from ...theory.phases import glass_temperature
from .lines import lines

MOST_LOAD, MOST_TEMPERATURE = 0.2, 1.6
REGIONS = {
    "lowest": "the memory is the lowest state",
    "metastable": "the memory holds, but isn't the lowest state",
    "glass": "no memory, a spin glass",
    "paramagnet": "no memory, no order at all",
}
_SIDE, _SWEEPS, _AGO, _SEED = 32, 40, 10, 8


def region(load: float, temperature: float) -> str:
    """Tell in which region of the map a pin stands.

    Parameters
    ----------
    load : float
        alpha = P/N, at least 0.
    temperature : float
        T = 1/beta, at least 0.

    Returns
    -------
    {"lowest", "metastable", "glass", "paramagnet"}
        By the lines T_c, T_M and T_g of mean-field theory, in this order from below.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If one is negative or not finite.

    Examples
    --------
    >>> from hopfield_lessons.lessons.lesson_08.pictures import region
    >>> region(0.03, 0.4), region(0.1, 0.5)
    ('lowest', 'glass')
    """
    alpha = arguments.real(load, "load", least=0.0)
    heat = arguments.real(temperature, "temperature", least=0.0)
    temperatures, exists, lowest = lines()
    if alpha < np.interp(heat, temperatures, lowest):
        return "lowest"
    if alpha < np.interp(heat, temperatures, exists):
        return "metastable"
    return "glass" if heat < glass_temperature(alpha) else "paramagnet"


def draw_pin(load: float, temperature: float) -> Picture:
    """Draw 40 sweeps of the heat bath at one place of the map, from a stored portrait.

    Parameters
    ----------
    load : float
        alpha = P/N, from 0.005 to 0.2. N is 1024: a portrait of 32 x 32 pixels and P - 1 random
        patterns are stored.
    temperature : float
        T = 1/beta, from 0.05 to 1.6.

    Returns
    -------
    Picture
        Left the map with the pin. Then the last state; the overlaps with the portrait, with the
        nearest other pattern, and with the state 10 sweeps before; and the energy per unit. All
        pins see the same chances.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If one is out of range.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_08.pictures import draw_pin
    >>> draw_pin(0.03, 0.3).words
    'α = 0.030, T = 0.30: the memory is the lowest state. After 40 sweeps m = 0.99, E/N = −0.49.'
    >>> plt.close("all")
    """
    alpha = arguments.real(load, "load", least=0.005, most=MOST_LOAD)
    heat = arguments.real(temperature, "temperature", least=0.05, most=MOST_TEMPERATURE)
    patterns = _patterns()[: round(alpha * _SIDE**2)]
    run = glauber(
        hebbian(patterns),
        patterns[0],
        beta=1 / heat,
        sweeps=_SWEEPS,
        rng=_SEED,
        patterns=patterns,
        record=True,
    )
    assert run.states is not None
    assert run.overlaps is not None
    assert run.energies is not None
    fig = plt.figure(figsize=(8.2, 3.5), layout="none")  # places by hand: half the time
    grid = fig.add_gridspec(
        2,
        3,
        width_ratios=[1.3, 0.95, 1.1],
        left=0.07,
        right=0.99,
        bottom=0.14,
        top=0.95,
        wspace=0.36,
    )
    draw_map(fig.add_subplot(grid[:, 0]), alpha, heat)
    picture = fig.add_subplot(grid[:, 1])
    draw_spins(picture, run.state.reshape(_SIDE, _SIDE))
    picture.set(title=f"after {_SWEEPS} sweeps", xticks=[], yticks=[])
    _draw_overlaps(fig.add_subplot(grid[0, 2]), run)
    below = fig.add_subplot(grid[1, 2])
    below.plot(run.energies / _SIDE**2, color=INK)
    below.set(xlim=(-1, _SWEEPS + 1), ylim=(-0.65, 0.05), xlabel="sweep", ylabel="$E/N$")
    end = f"m = {run.overlaps[-1, 0]:.2f}, E/N = {run.energies[-1] / _SIDE**2:.2f}"
    return Picture(
        fig,
        f"α = {alpha:.3f}, T = {heat:.2f}: {REGIONS[region(alpha, heat)]}. "
        f"After {_SWEEPS} sweeps {minus(end)}.",
    )


def draw_map(ax: Axes, load: float | None = None, temperature: float | None = None) -> None:
    """Draw the three lines of the map, and a pin.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    load, temperature : float, optional
        Where the pin stands.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_08.pictures import draw_map
    >>> ax = plt.figure().add_subplot()
    >>> draw_map(ax, 0.05, 0.4)
    >>> [line.get_label() for line in ax.lines][:3]
    ['$T_g$', '$T_M$', '$T_c$']
    >>> plt.close()
    """
    temperatures, exists, lowest = lines()
    loads = np.linspace(0, MOST_LOAD, 101)
    ax.plot(loads, glass_temperature(loads), ":", color=GREY, label="$T_g$")
    ax.plot(exists, temperatures, color=INK, label="$T_M$")
    ax.plot(lowest, temperatures, "--", color=BLUE, label="$T_c$")
    if load is not None and temperature is not None:
        ax.plot(load, temperature, "o", color=VERMILION, markersize=9, zorder=5)
    ax.set(
        xlim=(0, MOST_LOAD),
        ylim=(0, MOST_TEMPERATURE),
        xlabel=r"load $\alpha$",
        ylabel="temperature $T$",
    )
    ax.legend(loc="upper right", ncols=3, handlelength=1.5, columnspacing=0.8)


def _draw_overlaps(ax: Axes, run: Glauber) -> None:
    assert run.states is not None
    assert run.overlaps is not None
    others = np.abs(run.overlaps[:, 1:]).max(axis=1, initial=0)
    itself = [overlap(run.states[t - _AGO], run.states[t]) for t in range(_AGO, _SWEEPS + 1)]
    ax.plot(run.overlaps[:, 0], color=VERMILION, label="portrait")
    ax.plot(others, ":", color=GREY, label="nearest other")
    ax.plot(range(_AGO, _SWEEPS + 1), itself, "--", color=BLUE, label="itself before")
    ax.set(xlim=(-1, _SWEEPS + 1), ylim=(-0.25, 1.75), ylabel="overlap")
    ax.set_yticks([0, 0.5, 1])
    ax.tick_params(labelbottom=False)
    ax.legend(loc="upper right", fontsize=7, borderpad=0.2, labelspacing=0.2)


@cache
def _patterns() -> Spins:
    """The portrait, and as many random patterns as the largest load asks for."""
    portrait = binarise(sample_photographs()["portrait"], (_SIDE, _SIDE))
    others = random_patterns(round(MOST_LOAD * _SIDE**2) - 1, _SIDE**2, rng=_SEED)
    return np.vstack([portrait, others])
