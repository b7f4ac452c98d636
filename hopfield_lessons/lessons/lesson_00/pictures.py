"""Two landscapes: the smooth bowl of popular texts, and a walk over the true one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from numpy.typing import ArrayLike, NDArray

from ... import _arguments as arguments
from ...dynamics.noiseless import recall
from ...landscape import all_energies, all_states, fixed_points, state_number
from ...patterns import overlap
from ...plotting.frame import Picture
from ...plotting.hypercube import columns, edges
from ...plotting.ink import BLUE, GREY, INK, ORANGE, VERMILION
from ...plotting.patterns import draw_pattern
from ...rules import hebbian

_MOST_UNITS = 6  # 64 states; more can't be told apart in a figure
_PALE = "#e2e2e2"  # of the many lines between states


def show_bowl() -> Figure:
    """Draw the smooth landscape of popular texts: two valleys over a plane, and a ball.

    Returns
    -------
    matplotlib Figure

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_00.pictures import show_bowl
    >>> _ = show_bowl()
    >>> plt.close()
    """
    x, y = np.meshgrid(np.linspace(-1.55, 1.55, 61), np.linspace(-1.1, 1.1, 45))
    fig = plt.figure(figsize=(6.0, 3.3))
    ax = fig.add_subplot(projection="3d", computed_zorder=False)
    ax.plot_surface(x, y, _bowl(x, y), cmap="cividis", alpha=0.9, linewidth=0, rcount=61, ccount=61)
    along = np.linspace(-0.28, -0.95, 25)
    across = 0.55 * np.linspace(1, 0, 25) ** 2
    path, ball = _bowl(along, across) + 0.06, _bowl(along[:1], across[:1]) + 0.1
    rim = [withStroke(linewidth=5, foreground="white")]  # without colour they would be lost
    ax.plot(along, across, path, color=VERMILION, linewidth=2.5, path_effects=rim)
    ax.plot(along[:1], across[:1], ball, "o", color=VERMILION, ms=9, path_effects=rim)
    ax.set(xticks=[], yticks=[], zticks=[])
    for axis, name in zip((ax.xaxis, ax.yaxis, ax.zaxis), ("?", "?", "energy"), strict=True):
        axis.set_label_text(name, fontsize=12)
        axis.labelpad = -12
    ax.set_box_aspect((1.5, 1.0, 0.55), zoom=1.3)
    ax.view_init(elev=38, azim=-68)
    return fig


def _bowl(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    heights: NDArray[np.float64] = (x**2 - 1) ** 2 + 1.2 * y**2
    return heights


def cube_walk(
    patterns: ArrayLike, names: Sequence[str], shape: tuple[int, int]
) -> Callable[[int, int, int, int], Picture]:
    """Return a function that draws a walk over the states of a network of at most 6 units.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Patterns, in the order in which they are stored.
    names : sequence of str
        One name for each.
    shape : (int, int)
        Rows and columns of one picture.

    Returns
    -------
    callable
        ``draw(stored, start, order, step)`` gives a `Picture`: the landscape of the first
        `stored` patterns, and the walk from state number `start` after `step` flips.
        `order` seeds the random order in which units are visited.

    Raises
    ------
    ValueError
        If there are more than 6 units, names and patterns differ in number, or `shape`
        doesn't fit.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_00.pictures import cube_walk
    >>> draw = cube_walk([[1, 1, -1, -1]], ["left"], (2, 2))
    >>> draw(1, 8, 1, 1).words
    'Stored: left. Order 1: after 1 of 1 flips energy -1.5, in a valley: left.'
    >>> plt.close()
    """
    library = arguments.patterns(patterns)
    if library.shape[1] > _MOST_UNITS or len(names) != len(library):
        raise ValueError(
            f"expected at most {_MOST_UNITS} units and a name for each pattern, "
            f"got shape {library.shape} and {len(names)} names"
        )
    size = library.shape[1]
    states = all_states(size)
    ink = (states > 0).sum(axis=1)
    across = columns(ink, 0.92 / np.bincount(ink).max(), 1.0)
    every = [all_energies(hebbian(library[: p + 1])) for p in range(len(library))]
    limits = min(map(np.min, every)) - 0.25, max(map(np.max, every)) + 0.25

    def draw(stored: int, start: int, order: int, step: int) -> Picture:
        here, weights = library[:stored], hebbian(library[:stored])
        run = recall(weights, states[start], rng=order, record=True)
        path = run.trajectory(flips_per_frame=1)
        step = min(step, len(path) - 1)
        ends = fixed_points(weights)
        places = np.column_stack([across, every[stored - 1]])

        fig, (left, middle, right) = plt.subplots(
            1, 3, figsize=(8.2, 3.6), width_ratios=[3.4, 0.7, 1.1]
        )
        walk = places[[int(state_number(state)) for state in path[: step + 1]]]
        _draw_landscape(left, places, walk, size)
        _draw_ends(left, places, ends, here)
        title = f"all states; order {order} of visits"
        left.set(ylim=limits, xlabel="pixels of ink", ylabel="energy $E$", title=title)
        draw_pattern(middle, path[step], shape)
        middle.set_title("state")
        _draw_bars(right, names, np.atleast_1d(overlap(here, path[step])))
        return Picture(fig, _words(path, step, order, weights, here, names, ends))

    return draw


def _draw_landscape(
    ax: Axes, places: NDArray[np.float64], walk: NDArray[np.float64], size: int
) -> None:
    lines = [places[[a, b]] for a, b in edges(size)]
    ax.add_collection(LineCollection(lines, colors=_PALE, linewidths=0.6, zorder=1))
    ax.plot(*places.T, ".", color=GREY, markersize=4, zorder=2)
    for before, after in pairwise(walk):
        look = {"arrowstyle": "-|>", "color": VERMILION, "linewidth": 1.8}
        ax.annotate("", after, before, arrowprops={**look, "shrinkA": 0, "shrinkB": 0}, zorder=4)
    ax.plot(*walk[-1], "o", color=VERMILION, markersize=9, zorder=6, label="the network")
    ax.set_xlim(-0.6, size + 0.6)
    ax.grid(False)


def _draw_ends(
    ax: Axes, places: NDArray[np.float64], ends: NDArray[np.int8], here: NDArray[np.int8]
) -> None:
    """Mark the valley bottoms: stored, mirror image of a stored one, neither."""
    best = overlap(here, ends).reshape(len(ends), -1)
    kinds = {
        "stored": (best == 1).any(axis=1),
        "its mirror image": (best == -1).any(axis=1) & ~(best == 1).any(axis=1),
        "stored by nobody": (np.abs(best) < 1).all(axis=1),
    }
    marks = {"stored": ("s", BLUE), "its mirror image": ("s", "white")}
    marks["stored by nobody"] = ("D", ORANGE)
    for kind, chosen in kinds.items():
        marker, colour = marks[kind]
        spots = places[np.atleast_1d(state_number(ends[chosen]))] if chosen.any() else places[:0]
        ax.plot(
            *spots.T,
            linestyle="none",
            marker=marker,
            markersize=11,
            markerfacecolor=colour,
            markeredgecolor=INK,
            label=f"valley, {kind}",
            zorder=5,
        )
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=4)


def _draw_bars(ax: Axes, names: Sequence[str], overlaps: NDArray[np.float64]) -> None:
    """Overlaps; room is kept for the pictures that aren't stored yet."""
    ax.barh(np.arange(len(overlaps)), overlaps, color=INK, height=0.6)
    ax.axvline(0, color=GREY, linewidth=0.8)
    ax.set(xlim=(-1.05, 1.05), ylim=(len(names) - 0.4, -0.6), title="overlaps $m^\\mu$")
    ax.set_yticks(np.arange(len(names)), names)
    ax.grid(False, axis="y")


def _words(
    path: NDArray[np.int8],
    step: int,
    order: int,
    weights: NDArray[np.float64],
    here: NDArray[np.int8],
    names: Sequence[str],
    ends: NDArray[np.int8],
) -> str:
    state = path[step]
    height = all_energies(weights)[state_number(state)]
    likeness = np.atleast_1d(overlap(here, state))
    if not (ends == state).all(axis=1).any():
        where = "on the way"
    elif (likeness == 1).any():
        where = f"in a valley: {names[int(likeness.argmax())]}"
    elif (likeness == -1).any():
        where = f"in a valley: the mirror image of {names[int(likeness.argmin())]}"
    else:
        where = "in a valley that nobody stored"
    stored = ", ".join(names[: len(here)])
    way = f"Order {order}: after {step} of {len(path) - 1} flips"
    return f"Stored: {stored}. {way} energy {height:.1f}, {where}."
