"""Heat a mixture of three patterns: who is outvoted, the overlaps and the energy, over time."""

from __future__ import annotations

from functools import cache

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from ... import _arguments as arguments
from ..._arguments import Spins
from ...dynamics.noisy import glauber
from ...mixtures import mixture
from ...network import Network, prepare
from ...patterns import random_patterns
from ...plotting.frame import Picture
from ...plotting.ink import BLUE, GREY, INK, VERMILION, minus
from ...plotting.patterns import draw_spins
from ...rules import hebbian

STARTS = ("mixture", "pattern 1")
_SIZE, _SWEEPS, _SEED = 500, 50, 3
_COLOURS = (INK, VERMILION, BLUE)
_STYLES = ("-", "--", "-.")  # told apart without colour too


def draw_melting(temperature: float, start: str = "mixture") -> Picture:
    """Draw 50 sweeps of a network of 500 units that stores three random patterns.

    Parameters
    ----------
    temperature : float
        T = 1/beta, in the units of the weights with their factor 1/N.
    start : {"mixture", "pattern 1"}
        The state at sweep 0: the symmetric mixture of all three, or one of them.

    Returns
    -------
    Picture
        Left the state: a row for every third unit, dark where it agrees with the majority of the
        three patterns, in four groups by which pattern that majority outvotes. In the
        middle the three overlaps, right the energy per unit. All temperatures see the same
        chances.

    Raises
    ------
    TypeError
        If `temperature` is not a number.
    ValueError
        If it is not above 0, or `start` is unknown.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_06.pictures import draw_melting
    >>> draw_melting(0.6).words
    'T = 0.60, from the mixture: after 50 sweeps the overlaps are −0.03, 0.90, −0.10.'
    >>> plt.close()
    """
    degree = arguments.real(temperature, "temperature", least=1e-3, why="β = 1/T must be finite")
    arguments.choice(start, STARTS, "start")
    patterns, weights, rows, sizes = _network()
    majority = mixture(patterns, [1, 1, 1])
    run = glauber(
        weights,
        majority if start == "mixture" else patterns[0],
        beta=1 / degree,
        sweeps=_SWEEPS,
        rng=_SEED,
        patterns=patterns,
        record=True,
    )
    assert run.states is not None
    assert run.overlaps is not None
    assert run.energies is not None

    fig, (left, middle, right) = plt.subplots(1, 3, figsize=(8.2, 3.1), width_ratios=[1.15, 1, 1])
    _draw_groups(left, (run.states * majority)[:, rows], sizes)
    for mu, (colour, style) in enumerate(zip(_COLOURS, _STYLES, strict=True)):
        middle.plot(run.overlaps[:, mu], style, color=colour, label=f"$m^{mu + 1}$")
    middle.axhline(0, color=GREY, linewidth=0.8, zorder=0)
    middle.set(ylim=(-1.08, 1.08), xlabel="sweep", title="overlaps $m^\\mu$")
    middle.legend(loc="lower left", ncols=3, handlelength=1.6, columnspacing=1.0)
    right.plot(run.energies / _SIZE, color=INK)
    right.set(ylim=(-0.55, 0.05), xlabel="sweep", title="energy per unit $E/N$")
    for ax in (middle, right):
        ax.set_xlim(-1, _SWEEPS + 1)
    final = minus(", ".join(f"{m:.2f}" for m in run.overlaps[-1]))
    return Picture(
        fig,
        f"T = {degree:.2f}, from {'the ' * (start == 'mixture')}{start}: "
        f"after {_SWEEPS} sweeps the overlaps are {final}.",
    )


@cache
def _network() -> tuple[Spins, Network, NDArray[np.intp], NDArray[np.intp]]:
    """Patterns, weights, the units to draw, sorted into four groups, and the groups' sizes."""
    patterns = random_patterns(3, _SIZE, rng=_SEED)
    agree = patterns == mixture(patterns, [1, 1, 1])
    outvoted = np.where(agree.all(axis=0), 3, agree.argmin(axis=0))
    rows = np.argsort(outvoted, kind="stable")[::3]
    sizes = np.bincount(outvoted[rows], minlength=4)
    return patterns, prepare(hebbian(patterns)), rows, sizes


def _draw_groups(ax: Axes, agreement: Spins, sizes: NDArray[np.intp]) -> None:
    extent = (-0.5, len(agreement) - 0.5, agreement.shape[1], 0)
    draw_spins(ax, agreement.T, aspect="auto", extent=extent)
    ends = np.cumsum(sizes)
    for end in ends[:-1]:
        ax.axhline(end, color=VERMILION, linewidth=1.2)
    names = ["$\\xi^1$\noutvoted", "$\\xi^2$\noutvoted", "$\\xi^3$\noutvoted", "all three\nagree"]
    ax.set_yticks(ends - sizes / 2, names)
    ax.tick_params(axis="y", length=0)
    ax.set(xlabel="sweep", title="units with the majority")
