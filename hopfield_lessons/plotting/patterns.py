"""Patterns as pictures: dark ink is +1 and paper is -1."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Spins
from .ink import GREY, SPINS, VERMILION

_PAGE = 12.0  # inches: what is wider is shrunk until nobody can read it


def draw_pattern(
    ax: Axes, pattern: ArrayLike, shape: tuple[int, int], *, reference: ArrayLike | None = None
) -> None:
    """Draw a pattern as a picture; mark the pixels that differ from `reference`.

    Parameters
    ----------
    ax : matplotlib Axes
        Where to draw.
    pattern : array_like, shape (N,)
        Spins; +1 is ink, -1 is paper.
    shape : (int, int)
        Rows and columns, rows * columns = N.
    reference : array_like, shape (N,), optional
        Every pixel that differs from it gets a vermilion cross (on large pictures a dot).

    Raises
    ------
    ValueError
        If `pattern` doesn't fill `shape`, or an entry is not +1 or -1.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import picture
    >>> from hopfield_lessons.plotting import draw_pattern
    >>> draw_pattern(plt.figure().subplots(), picture("#. .#"), (2, 2))
    >>> plt.close()
    """
    pixels = _image(pattern, shape)
    draw_spins(ax, pixels)
    draw_border(ax)
    ax.set(xticks=[], yticks=[])
    if reference is not None:
        rows, columns = np.nonzero(pixels != _image(reference, shape))
        small = len(pixels) > 16
        ax.plot(
            columns,
            rows,
            linestyle="none",
            marker="." if small else "x",
            markersize=1.5 if small else 6,
            markeredgewidth=1.2 if small else 1.8,
            color=VERMILION,
        )


def draw_spins(ax: Axes, spins: Spins, **options: Any) -> None:
    """Draw rows of spins as a picture, with the options of matplotlib's `imshow`."""
    ax.imshow(spins, cmap=SPINS, vmin=-1, vmax=1, **options)
    ax.grid(False)


def draw_border(ax: Axes) -> None:
    """Draw a line around a picture, whose paper would else run out into the page."""
    ax.spines[:].set_visible(True)
    ax.spines[:].set(color=GREY, linewidth=0.8)


def _image(pattern: ArrayLike, shape: tuple[int, int]) -> Spins:
    spins = arguments.pattern(pattern)
    rows, columns = shape
    if rows * columns != spins.size:
        raise ValueError(
            f"shape: expected {spins.size} pixels, got {rows} x {columns} = {rows * columns}"
        )
    return spins.reshape(shape)


def show_patterns(
    rows: Sequence[ArrayLike],
    shape: tuple[int, int],
    *,
    columns: Sequence[str] = (),
    names: Sequence[str] = (),
    marked: Sequence[int] = (),
    size: float = 1.45,
    wrap: int | None = None,
) -> Figure:
    """Show a table of pictures, one row for each array of patterns.

    A table that is too wide for a page is broken: its next columns stand below.

    Parameters
    ----------
    rows : sequence of array_like, each of shape (columns, N)
        The patterns of each row of the table.
    shape : (int, int)
        Rows and columns of one picture.
    columns, names : sequence of str
        Titles above the columns, and names left of the rows.
    marked : sequence of int
        Columns in which pixels that differ from the row's first picture are marked.
    size : float
        Side of one picture in inches.
    wrap : int, optional
        Columns side by side, at most; by default as many as fit into 12 inches.

    Returns
    -------
    matplotlib Figure

    Raises
    ------
    ValueError
        If a row is not a set of patterns, a picture doesn't fill `shape`, or `wrap` is below 1.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import letters
    >>> from hopfield_lessons.plotting import show_patterns
    >>> _ = show_patterns([letters("HI")], (8, 8), columns=["H", "I"])
    >>> plt.close()
    """
    table = [arguments.patterns(row, "rows") for row in rows]
    parts = side_by_side(max(len(row) for row in table), wrap, size)
    width, height = len(parts[0]), len(table) * len(parts)
    fig, axes = plt.subplots(
        height, width, figsize=(size * width, size * height + 0.25), squeeze=False
    )
    for ax in axes.flat:
        ax.set_axis_off()
    for part, rows_of_axes in zip(parts, np.split(axes, len(parts)), strict=True):
        for row, places in zip(table, rows_of_axes, strict=True):
            for c, ax in zip(part, places, strict=False):
                if c < len(row):
                    ax.set_axis_on()
                    reference = row[0] if c in marked else None
                    draw_pattern(ax, row[c], shape, reference=reference)
        for ax, title in zip(rows_of_axes[0], columns[part.start : part.stop], strict=False):
            ax.set_title(title, fontsize=10, loc="center")
        for ax, name in zip(rows_of_axes[:, 0], names, strict=False):
            ax.set_ylabel(name, fontsize=10)
    return fig


def side_by_side(width: int, wrap: int | None, size: float) -> list[range]:
    """Break so many columns into parts of nearly one width, the first of them the widest."""
    most = max(1, int(_PAGE / size)) if wrap is None else arguments.whole(wrap, "wrap")
    each = math.ceil(width / math.ceil(width / most))
    return [range(start, min(start + each, width)) for start in range(0, width, each)]
