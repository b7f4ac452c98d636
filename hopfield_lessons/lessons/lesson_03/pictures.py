"""Pairs of units, happy or in conflict, and the levels of energy that they add up to."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from ... import _arguments as arguments
from ..._arguments import Floats
from ...landscape import all_energies, all_states, moves
from ...network import prepare
from ...patterns import distance
from ...plotting.ink import INK, PAPER, VERMILION, minus, sign
from .words import signs

PALE = "#c4c4c4"  # of lines behind the states
_MOST_UNITS_WITH_NUMBERS = 6
_MOST_UNITS_IN_LEVELS = 5


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
        return minus(f"{happiness:+.2f}")
    return sign(happiness)


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
        raise ValueError(
            f"weights: expected at most {_MOST_UNITS_IN_LEVELS} units to draw, got {network.size}"
        )
    states, heights = all_states(network.size), all_energies(network)
    away = np.asarray(distance(target, states))
    places = _places(away)
    fig, ax = plt.subplots(figsize=(8.2, 4.2))
    for before, after in moves(network):
        line = places[[before, after]], heights[[before, after]]
        ax.plot(*line, color=PALE, linewidth=0.9, zorder=1)
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
