"""Overlaps as figures: a table of all pairs, and bars under pictures."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats
from ..patterns import overlap
from .ink import GREY, INK, VERMILION, minus
from .patterns import draw_pattern, side_by_side

_READABLE = 12  # patterns: with more, numbers in the cells would run into each other


def show_overlaps(
    patterns: ArrayLike, *, names: Sequence[str] = (), ax: Axes | None = None
) -> Axes:
    """Show the overlaps between patterns as a table: blue is alike, red is opposite.

    Up to twelve patterns each cell holds its number; with more, cells below zero are dotted,
    so that the signs can be told apart without colour.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Patterns.
    names : sequence of str
        One name for each pattern; by default their numbers.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If `patterns` is not a set of patterns, or `names` are not as many.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import letters
    >>> from hopfield_lessons.plotting import show_overlaps
    >>> _ = show_overlaps(letters("HOPFIELD"), names="HOPFIELD")
    >>> plt.close()
    """
    stored = arguments.patterns(patterns)
    labels = _labels(names, len(stored))
    between = np.asarray(overlap(stored, stored))
    if ax is None:
        _, ax = plt.subplots(figsize=(5.6, 4.6))
    image = ax.imshow(between, cmap="RdBu", vmin=-1, vmax=1)
    places = list(range(len(stored))) if names or len(stored) <= _READABLE else []
    ax.set(xlabel="pattern $\\nu$", ylabel="pattern $\\mu$", xticks=places, yticks=places)
    if places:
        ax.set(xticklabels=labels, yticklabels=labels)
    ax.grid(False)
    rows, columns = np.nonzero(between < 0)
    if len(stored) <= _READABLE:
        for (row, column), m in np.ndenumerate(between):
            colour = "white" if abs(m) > 0.6 else "black"
            text = minus(f"{m:.2f}")
            ax.text(column, row, text, color=colour, ha="center", va="center", fontsize=7)
    else:
        ax.plot(columns, rows, "s", color="white", markeredgewidth=0, markersize=1.5)
    assert ax.figure is not None
    ax.figure.colorbar(image, ax=ax, label="overlap $m^{\\mu\\nu}$")
    return ax


def show_states(
    patterns: ArrayLike,
    states: ArrayLike,
    shape: tuple[int, int],
    *,
    names: Sequence[str] = (),
    titles: Sequence[str] = (),
    size: float = 1.45,
) -> Figure:
    """Show states as pictures, and under each the bars of its overlaps with the patterns.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        The stored patterns.
    states : array_like, shape (N,) or (B, N)
        One state or a batch.
    shape : (int, int)
        Rows and columns of one picture.
    names : sequence of str
        One name for each pattern; by default their numbers.
    titles : sequence of str
        Titles above the pictures.
    size : float
        Side of one picture in inches; as many stand side by side as fit into 12 inches.

    Returns
    -------
    matplotlib Figure

    Raises
    ------
    ValueError
        If shapes don't match, or `names` are not as many as the patterns.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import flip, letters
    >>> from hopfield_lessons.plotting import show_states
    >>> stored = letters("HOPFIELD")
    >>> _ = show_states(stored, flip(stored, 0.1, rng=0), (8, 8), names="HOPFIELD")
    >>> plt.close()
    """
    stored = arguments.patterns(patterns)
    rows = np.atleast_2d(arguments.state(states, size=stored.shape[1], name="states"))
    labels, overlaps = _labels(names, len(stored)), np.atleast_2d(overlap(stored, rows))
    parts = side_by_side(len(rows), None, size)
    width, bars = len(parts[0]), max(0.8, 0.16 * len(stored))
    fig, axes = plt.subplots(
        2 * len(parts),
        width,
        figsize=(size * width, (size + bars + 0.25) * len(parts)),
        height_ratios=[size, bars] * len(parts),
        squeeze=False,
    )
    for ax in axes.flat:
        ax.set_axis_off()
    for part, (pictures, below) in zip(parts, axes.reshape(len(parts), 2, width), strict=True):
        for number, picture, chart in zip(part, pictures, below, strict=False):
            picture.set_axis_on()
            draw_pattern(picture, rows[number], shape)
            if number < len(titles):
                picture.set_title(titles[number], fontsize=10, loc="center")
            chart.set_axis_on()
            draw_bars(chart, labels if number == part.start else [], overlaps[number])
            chart.tick_params(labelsize=7)
    return fig


def draw_bars(ax: Axes, names: Sequence[str], overlaps: Floats) -> None:
    """Draw one bar for each pattern; the longest has another colour."""
    places = np.arange(len(overlaps))
    winner = int(np.abs(overlaps).argmax())
    colours = [VERMILION if place == winner else INK for place in places]
    ax.barh(places, overlaps, color=colours, height=0.65)
    ax.axvline(0, color=GREY, linewidth=0.8)
    ax.set(xlim=(-1.05, 1.05), yticks=places[: len(names)], yticklabels=names)
    ax.set_ylim(len(overlaps) - 0.4, -0.6)
    ax.grid(False, axis="y")


def _labels(names: Sequence[str], count: int) -> list[str]:
    if names and len(names) != count:
        raise ValueError(f"names: expected one for each of {count} patterns, got {len(names)}")
    return list(names) or [str(number) for number in range(count)]
