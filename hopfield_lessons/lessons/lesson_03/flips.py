"""What one flip costs: the figure that the explorer of lesson 03 moves."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from ... import _arguments as arguments
from ..._arguments import Floats, Spins
from ...fields import energy, energy_change, local_field
from ...landscape import all_energies
from ...network import prepare
from ...patterns import overlap
from ...plotting.frame import Picture
from ...plotting.ink import GREY, INK, PAPER, VERMILION, minus, sign
from ...plotting.patterns import draw_spins
from ...rules import hebbian
from .pictures import PALE, draw_pairs
from .words import signs, state_of

_U = (1, -1, -1, 1)


def draw_flip(state: str, unit: int) -> Picture:
    """Show a state of the lesson's four units, which store U = +−−+, and what one flip does.

    Parameters
    ----------
    state : str
        The state before the flip, as four signs.
    unit : int
        The unit to flip, from 1.

    Returns
    -------
    Picture
        As from `flip_picture`.

    Raises
    ------
    TypeError
        If `unit` is not a whole number.
    ValueError
        If `state` is not four signs, or `unit` is not between 1 and 4.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_03.flips import draw_flip
    >>> draw_flip("+−−−", 4).words.partition(": ")[0]
    'State +−−−, overlap +0.50. Unit 4 has spin −1 and field +0.75'
    >>> plt.close()
    """
    number = arguments.whole(unit, "unit", least=1)
    if number > len(_U):
        raise ValueError(f"unit: expected 1 to {len(_U)}, got {number}")
    return flip_picture(hebbian([_U]), _U, state_of(state), number - 1)


def flip_picture(weights: ArrayLike, pattern: ArrayLike, state: ArrayLike, unit: int) -> Picture:
    """Show a state of a small network, and what flipping one unit does to its energy.

    Parameters
    ----------
    weights : array_like, shape (N, N)
        Symmetric couplings of at most 6 units.
    pattern : array_like, shape (N,)
        The overlap is taken with it.
    state : array_like, shape (N,)
        The state before the flip.
    unit : int
        The unit to flip, from 0.

    Returns
    -------
    Picture
        Left spins and fields, in the middle the pairs, right the energy before and
        after, once with and once without the factor one half.

    Raises
    ------
    TypeError
        If `unit` is not a whole number.
    ValueError
        If shapes don't match, the weights are not symmetric, or `unit` is no unit.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import hebbian
    >>> from hopfield_lessons.lessons.lesson_03.flips import flip_picture
    >>> U = [1, -1, -1, 1]
    >>> print(flip_picture(hebbian([U]), U, [1, -1, -1, -1], 3).words)
    State +−−−, overlap +0.50. Unit 4 has spin −1 and field +0.75: flipping it lowers E by 1.50 \
(without the ½: 3.00), and the state becomes +−−+, overlap +1.00.
    >>> plt.close()
    """
    network = prepare(weights)
    before = arguments.state(state, size=network.size)
    change = float(energy_change(network, before, unit))
    after = before.copy()
    after[unit] *= -1
    fields = local_field(network, before)
    here, there = float(overlap(pattern, before)), float(overlap(pattern, after))
    fig, (left, middle, right) = plt.subplots(
        1, 3, figsize=(8.6, 3.2), width_ratios=[1.15, 1, 1.15]
    )
    most = float(np.abs(network.weights).sum(axis=1).max())
    _draw_fields(left, before, fields, unit, most or 1.0)
    draw_pairs(middle, network.weights, before, unit=unit)
    left.set_title(minus(f"spins and fields; overlap {here:+.2f}"), loc="center")
    middle.set_title("happiness $w_{ij} s_i s_j$", loc="center")
    _draw_step(right, all_energies(network), float(energy(network, before)), change)
    verb = "lowers" if change < 0 else "raises"
    effect = (
        f"{verb} E by {abs(change):.2f} (without the ½: {2 * abs(change):.2f})"
        if change
        else "costs nothing"
    )
    words = (
        f"State {signs(before)}, overlap {here:+.2f}. Unit {unit + 1} has spin {before[unit]:+d} "
        f"and field {fields[unit]:+.2f}: flipping it {effect}, "
        f"and the state becomes {signs(after)}, overlap {there:+.2f}."
    )
    return Picture(fig, minus(words))


def _draw_fields(ax: Axes, spins: Spins, fields: Floats, unit: int, most: float) -> None:
    """Spins as squares in a row, their fields as bars above and below."""
    size = len(spins)
    extent = (-0.5, size - 0.5, -0.16 * most, 0.16 * most)
    draw_spins(ax, spins[None], aspect="auto", extent=extent, zorder=1)
    for place, spin in enumerate(spins):
        colour = PAPER if spin > 0 else INK
        ax.text(place, 0, sign(spin), ha="center", va="center", color=colour, zorder=3)
    base = 0.16 * most * np.sign(fields)
    colours = [VERMILION if place == unit else GREY for place in range(size)]
    ax.bar(np.arange(size), fields, bottom=base, color=colours, width=0.5, zorder=2)
    for place, field in enumerate(fields):
        ax.text(
            place,
            base[place] + field + 0.09 * most * (1 if field >= 0 else -1),
            minus(f"{field:+.2f}"),
            ha="center",
            va="center",
            fontsize=8.5,
        )
    ax.set(xlim=(-0.6, size - 0.4), ylim=(-1.42 * most, 1.42 * most), yticks=[], xlabel="unit")
    ax.set_xticks(np.arange(size), np.arange(size) + 1)
    ax.tick_params(length=0)
    ax.spines["left"].set_visible(False)


def _draw_step(ax: Axes, heights: Floats, now: float, change: float) -> None:
    """The energy before and after, as an arrow, in E and in 2E."""
    lowest, highest = 2 * float(heights.min()), 2 * float(heights.max())
    margin = 0.12 * ((highest - lowest) or 1.0)
    for place, factor in enumerate((1, 2)):
        for height in np.unique(heights):
            ax.plot([place - 0.32, place + 0.32], [factor * height] * 2, color=PALE, lw=1.2)
        start, end = factor * now, factor * (now + change)
        if change:
            look = {"arrowstyle": "-|>", "color": VERMILION, "lw": 2, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", (place, end), (place, start), arrowprops=look)
        ax.plot(place, start, "o", color=INK, markersize=7)
    ax.set_xticks([0, 1], ["$E$", "without ½"])
    ax.set(xlim=(-0.6, 1.6), ylim=(lowest - margin, highest + margin))
    ax.set_title("energy", loc="center")
    ax.grid(False, axis="x")
