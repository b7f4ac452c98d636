"""Pairs of units and what one flip costs: the figures and the explorer of lesson 03."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from ... import _arguments as arguments
from ..._arguments import Floats, Spins
from ...fields import energy, energy_change, local_field
from ...landscape import all_energies, all_states, moves
from ...network import prepare
from ...patterns import distance, overlap
from ...plotting.frame import Picture
from ...plotting.ink import INK, PAPER, VERMILION

_GREY = "#8a8a8a"
_MOST_UNITS_WITH_NUMBERS = 6
_MOST_UNITS_IN_LEVELS = 5


def signs(state: ArrayLike) -> str:
    """Return a state as a word of plus and minus signs.

    Parameters
    ----------
    state : array_like, shape (N,)
        Spins +1 and -1.

    Returns
    -------
    str
        One sign for each unit.

    Raises
    ------
    ValueError
        If an entry is not +1 or -1.

    Examples
    --------
    >>> from hopfield_lessons.lessons.lesson_03.pictures import signs
    >>> signs([1, -1, -1, 1])
    '+−−+'
    """
    return "".join("+" if spin > 0 else "−" for spin in arguments.pattern(state))


def draw_pairs(
    ax: Axes,
    weights: ArrayLike,
    state: ArrayLike,
    *,
    unit: int | None = None,
    pair: tuple[int, int] | None = None,
) -> None:
    """Draw the happiness w_ij s_i s_j of every pair as a matrix.

    Blue pairs are happy, red ones in conflict. Small matrices show their numbers, others the signs.

    Parameters
    ----------
    ax : matplotlib Axes
        Where to draw.
    weights : array_like, shape (N, N)
        Couplings.
    state : array_like, shape (N,)
        Spins.
    unit : int, optional
        Frame the row and the column of this unit, from 0.
    pair : (int, int), optional
        Frame the two places in which this pair stands.

    Raises
    ------
    ValueError
        If shapes don't match, or an entry of `state` is not +1 or -1.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import hebbian
    >>> from hopfield_lessons.lessons.lesson_03.pictures import draw_pairs
    >>> draw_pairs(plt.figure().subplots(), hebbian([[1, -1, 1]]), [1, 1, 1], pair=(0, 1))
    >>> plt.close()
    """
    matrix = arguments.square(weights)
    size = len(matrix)
    spins = arguments.state(state, size=size)
    happiness = matrix * np.outer(spins, spins)
    most = float(np.abs(matrix).max()) or 1.0
    ax.imshow(happiness, cmap="RdBu", vmin=-1.5 * most, vmax=1.5 * most)
    units = np.arange(size)
    ax.set(xticks=units, yticks=units, xlabel="unit $j$", ylabel="unit $i$")
    ax.set(xticklabels=units + 1, yticklabels=units + 1)
    ax.tick_params(length=0)
    ax.grid(False)
    for i in units:
        ax.add_patch(Rectangle((i - 0.5, i - 0.5), 1, 1, color=PAPER))  # no pair with oneself
    for i, j in np.argwhere(~np.eye(size, dtype=bool)):
        ax.text(j, i, _number_or_sign(happiness[i, j], size), ha="center", va="center")
    if pair is not None:
        _frame(ax, pair[0], pair[1], 1, 1)
        _frame(ax, pair[1], pair[0], 1, 1)
    if unit is not None:
        _frame(ax, 0, unit, size, 1)
        _frame(ax, unit, 0, 1, size)


def _number_or_sign(happiness: float, size: int) -> str:
    """What a cell says without its colour: its number, or where there is no room its sign."""
    if size <= _MOST_UNITS_WITH_NUMBERS:
        return f"{happiness:+.2f}".replace("-", "−")
    return {1.0: "+", 0.0: "0", -1.0: "−"}[float(np.sign(happiness))]


def _frame(ax: Axes, column: int, row: int, width: int, height: int) -> None:
    corner = (column - 0.5, row - 0.5)
    ax.add_patch(Rectangle(corner, width, height, fill=False, edgecolor=INK, lw=2.5, zorder=3))


def show_pairs(
    weights: ArrayLike,
    states: Sequence[ArrayLike],
    *,
    titles: Sequence[str] = (),
    unit: int | None = None,
    pair: tuple[int, int] | None = None,
) -> Figure:
    """Show the happiness of all pairs, in one state or in several side by side.

    Parameters
    ----------
    weights : array_like, shape (N, N)
        Couplings.
    states : sequence of array_like, each of shape (N,)
        The states to compare.
    titles : sequence of str
        One for each state.
    unit, pair : optional
        What to frame, as in `draw_pairs`.

    Returns
    -------
    matplotlib Figure

    Raises
    ------
    ValueError
        If shapes don't match, or an entry of a state is not +1 or -1.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import hebbian
    >>> from hopfield_lessons.lessons.lesson_03.pictures import show_pairs
    >>> len(show_pairs(hebbian([[1, -1, 1]]), [[1, 1, 1], [1, -1, 1]]).axes)
    2
    >>> plt.close()
    """
    fig, axes = plt.subplots(1, len(states), figsize=(3.5 * len(states), 3.4), squeeze=False)
    for ax, state in zip(axes[0], states, strict=True):
        draw_pairs(ax, weights, state, unit=unit, pair=pair)
    for ax, title in zip(axes[0], titles, strict=False):
        ax.set_title(title, loc="center")
    return fig


def show_levels(weights: ArrayLike, pattern: ArrayLike) -> Figure:
    """Show every state of a tiny network at its energy, with the flips that go downhill.

    Parameters
    ----------
    weights : array_like, shape (N, N)
        Symmetric couplings of at most 5 units.
    pattern : array_like, shape (N,)
        The states are sorted by how many units differ from it.

    Returns
    -------
    matplotlib Figure

    Raises
    ------
    ValueError
        If there are more than 5 units, shapes don't match, or the weights are not symmetric.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import hebbian
    >>> from hopfield_lessons.lessons.lesson_03.pictures import show_levels
    >>> ax = show_levels(hebbian([[1, -1, 1]]), [1, -1, 1]).axes[0]
    >>> len(ax.texts)  # one name for each of the 8 states
    8
    >>> plt.close()
    """
    network = prepare(weights)
    target = arguments.state(pattern, size=network.size)
    if network.size > _MOST_UNITS_IN_LEVELS:
        raise ValueError(f"weights: expected at most 5 units to draw, got {network.size}")
    states, heights = all_states(network.size), all_energies(network)
    away = np.asarray(distance(target, states))
    places = _places(away)
    fig, ax = plt.subplots(figsize=(8.2, 4.2))
    for before, after in moves(network):
        line = places[[before, after]], heights[[before, after]]
        ax.plot(*line, color="#c4c4c4", linewidth=0.9, zorder=1)
    lowest = heights == heights.min()
    ax.scatter(places, heights, s=55, c=np.where(lowest, VERMILION, INK), zorder=2)
    for place, height, state in zip(places, heights, states, strict=True):
        below = height == heights.min()
        ax.annotate(
            "\n".join(signs(state)),  # as a column, unit 1 on top
            (place, height),
            (0, -7 if below else 7),
            textcoords="offset points",
            ha="center",
            va="top" if below else "bottom",
            fontsize=9,
            linespacing=0.72,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
    centres = [places[away == d].mean() for d in range(network.size + 1)]
    ax.set_xticks(centres, [str(d) for d in range(network.size + 1)])
    margin = 0.24 * float(np.ptp(heights))
    ax.set_ylim(heights.min() - margin, heights.max() + margin)
    ax.set(xlabel="units that differ from the stored pattern", ylabel="energy $E$")
    ax.grid(False, axis="x")
    return fig


def _places(away: ArrayLike) -> Floats:
    """Where each state stands: sorted by distance, with a gap between the groups."""
    groups = np.asarray(away)
    places = np.empty(len(groups))
    order = np.lexsort((np.arange(len(groups)), groups))
    places[order] = np.arange(len(groups)) + 1.2 * groups[order]
    return places


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
    >>> from hopfield_lessons.lessons.lesson_03.pictures import flip_picture
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
    left.set_title(f"spins and fields; overlap {here:+.2f}".replace("-", "−"), loc="center")
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
    return Picture(fig, words.replace("-", "−"))


def _draw_fields(ax: Axes, spins: Spins, fields: Floats, unit: int, most: float) -> None:
    """Spins as squares in a row, their fields as bars above and below."""
    size = len(spins)
    ax.imshow(
        spins[None], cmap=ListedColormap([PAPER, INK]), vmin=-1, vmax=1, aspect="auto",
        extent=(-0.5, size - 0.5, -0.16 * most, 0.16 * most), zorder=1,
    )  # fmt: skip
    for place, spin in enumerate(spins):
        colour = PAPER if spin > 0 else INK
        ax.text(
            place, 0, "+" if spin > 0 else "−", ha="center", va="center", color=colour, zorder=3
        )
    base = 0.16 * most * np.sign(fields)
    colours = [VERMILION if place == unit else _GREY for place in range(size)]
    ax.bar(np.arange(size), fields, bottom=base, color=colours, width=0.5, zorder=2)
    for place, field in enumerate(fields):
        ax.text(
            place,
            base[place] + field + 0.09 * most * (1 if field >= 0 else -1),
            f"{field:+.2f}".replace("-", "−"),
            ha="center",
            va="center",
            fontsize=8.5,
        )
    ax.set(xlim=(-0.6, size - 0.4), ylim=(-1.42 * most, 1.42 * most), yticks=[], xlabel="unit")
    ax.set_xticks(np.arange(size), np.arange(size) + 1)
    ax.tick_params(length=0)
    ax.grid(False)
    ax.spines["left"].set_visible(False)


def _draw_step(ax: Axes, heights: Floats, now: float, change: float) -> None:
    """The energy before and after, as an arrow, in E and in 2E."""
    lowest, highest = 2 * float(heights.min()), 2 * float(heights.max())
    margin = 0.12 * ((highest - lowest) or 1.0)
    for place, factor in enumerate((1, 2)):
        for height in np.unique(heights):
            ax.plot([place - 0.32, place + 0.32], [factor * height] * 2, color="#c4c4c4", lw=1.2)
        start, end = factor * now, factor * (now + change)
        if change:
            ax.annotate(
                "",
                (place, end),
                (place, start),
                arrowprops={
                    "arrowstyle": "-|>",
                    "color": VERMILION,
                    "lw": 2,
                    "shrinkA": 0,
                    "shrinkB": 0,
                },
            )
        ax.plot(place, start, "o", color=INK, markersize=7)
    ax.set_xticks([0, 1], ["$E$", "without ½"])
    ax.set(xlim=(-0.6, 1.6), ylim=(lowest - margin, highest + margin))
    ax.set_title("energy", loc="center")
    ax.grid(False, axis="x")


def state_of(word: str) -> Spins:
    """Return the state that a word of signs stands for; the inverse of `signs`.

    Parameters
    ----------
    word : str
        Plus and minus signs, one for each unit.

    Returns
    -------
    ndarray of int8, shape (N,)

    Raises
    ------
    ValueError
        If the word is empty or has another character.

    Examples
    --------
    >>> from hopfield_lessons.lessons.lesson_03.pictures import state_of
    >>> state_of("+−−+")
    array([ 1, -1, -1,  1], dtype=int8)
    """
    if not word or set(word) - set("+-−"):
        raise ValueError(f"word: expected plus and minus signs, got {word!r}")
    return np.array([1 if sign == "+" else -1 for sign in word], dtype=np.int8)
