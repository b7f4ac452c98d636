"""Figures of the lessons. The only module that imports matplotlib.

Lessons begin with ``plt.style.use("hopfield_lessons.lessons")``: the style sheet
beside this file. In pictures dark ink is +1 and paper is -1.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import cbook
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike, NDArray

from . import _validation as check
from ._validation import Floats, Spins
from .patterns import overlap

INK, VERMILION, PAPER = "#1b2a41", "#d55e00", "#f3efe6"


def sample_photographs() -> dict[str, Floats]:
    """Return three grey pictures that come with matplotlib.

    Returns
    -------
    dict of str to ndarray of float64, shape (H, W)
        A portrait (Rear Admiral Grace Hopper), a slice through a head (magnetic
        resonance) and the heights of a mountain landscape (Jacksboro fault, USA),
        each cut to a square.

    References
    ----------
    The files and their origins are listed in matplotlib's ``sample_data`` folder.

    Examples
    --------
    >>> from hopfield_lessons.plotting import sample_photographs
    >>> {name: grey.shape for name, grey in sample_photographs().items()}
    {'portrait': (512, 512), 'head': (205, 205), 'mountains': (344, 344)}
    """
    portrait = plt.imread(_sample("grace_hopper.jpg")).mean(axis=2)[30:542]
    with gzip.open(_sample("s1045.ima.gz")) as file:
        head = np.frombuffer(file.read(), dtype=np.uint16).reshape(256, 256)[20:225, 20:225]
    with np.load(_sample("jacksboro_fault_dem.npz")) as file:
        mountains = file["elevation"][:, :344]
    grey = {"portrait": portrait, "head": head, "mountains": mountains}
    return {name: pixels.astype(np.float64) for name, pixels in grey.items()}


def _sample(name: str) -> str:
    return str(cbook.get_sample_data(name, asfileobj=False))


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
    ax.imshow(pixels, cmap=ListedColormap([PAPER, INK]), vmin=-1, vmax=1)
    ax.set(xticks=[], yticks=[])
    ax.grid(False)
    ax.spines[:].set_visible(True)
    ax.spines[:].set(color="#8a8a8a", linewidth=0.8)
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


def _image(pattern: ArrayLike, shape: tuple[int, int]) -> Spins:
    spins = check.pattern(pattern)
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
) -> Figure:
    """Show a table of pictures, one row for each array of patterns.

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

    Returns
    -------
    matplotlib Figure

    Raises
    ------
    ValueError
        If a row is not a set of patterns, or a picture doesn't fill `shape`.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import letters
    >>> from hopfield_lessons.plotting import show_patterns
    >>> _ = show_patterns([letters("HI")], (8, 8), columns=["H", "I"])
    >>> plt.close()
    """
    table = [check.patterns(row, "rows") for row in rows]
    width = max(len(row) for row in table)
    fig, axes = plt.subplots(
        len(table), width, figsize=(size * width, size * len(table) + 0.25), squeeze=False
    )
    for r, row in enumerate(table):
        for c, pattern in enumerate(row):
            draw_pattern(axes[r, c], pattern, shape, reference=row[0] if c in marked else None)
        for ax in axes[r, len(row) :]:
            ax.set_axis_off()
    for ax, title in zip(axes[0], columns, strict=False):
        ax.set_title(title, fontsize=10, loc="center")
    for ax, name in zip(axes[:, 0], names, strict=False):
        ax.set_ylabel(name, fontsize=10)
    return fig


def show_weights(weights: ArrayLike, ax: Axes | None = None) -> Axes:
    """Show weights as a picture: blue pulls units together, red and dotted apart.

    Parameters
    ----------
    weights : array_like, shape (N, N)
        Couplings.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If the weights are not a finite square matrix.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import hebbian
    >>> from hopfield_lessons.plotting import show_weights
    >>> _ = show_weights(hebbian([[1, -1, 1]]))
    >>> plt.close()
    """
    matrix = check.square(weights)
    if ax is None:
        _, ax = plt.subplots(figsize=(4.6, 3.6))
    most = float(np.abs(matrix).max()) or 1.0
    image = ax.imshow(matrix, cmap="RdBu", vmin=-most, vmax=most)
    ax.set(xlabel="unit $j$", ylabel="unit $i$")
    ax.grid(False)
    assert ax.figure is not None
    rows, columns = np.nonzero(matrix < 0)  # without colour the two signs would look alike
    width = ax.get_window_extent().width / len(matrix) * 72 / ax.figure.dpi  # of a cell, in points
    ax.plot(columns, rows, "s", color="white", markeredgewidth=0, markersize=0.4 * width)
    ax.figure.colorbar(image, ax=ax, label="$w_{ij}$")
    return ax


def recall_frame(
    patterns: ArrayLike,
    names: Sequence[str],
    path: ArrayLike,
    energies: ArrayLike,
    step: int,
    shape: tuple[int, int],
) -> Figure:
    """Draw one moment of a recall: the state, its overlaps, and the energy so far.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        The stored patterns.
    names : sequence of str
        One name for each pattern.
    path : array_like, shape (T, N)
        The states on the way, as from `Recall.trajectory`.
    energies : array_like, shape (T,)
        The energy of each state.
    step : int
        Which row of `path` to draw, from 0.
    shape : (int, int)
        Rows and columns of the picture.

    Returns
    -------
    matplotlib Figure

    Raises
    ------
    TypeError
        If `step` is not a whole number.
    ValueError
        If shapes don't match, or `step` lies outside the path.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import pictures
    >>> from hopfield_lessons.plotting import recall_frame
    >>> heart = pictures()["heart"]
    >>> _ = recall_frame([heart], ["heart"], [heart], [-31.5], 0, (8, 8))
    >>> plt.close()
    """
    stored, states = check.patterns(patterns), check.patterns(path, "path")
    heights = check.numeric(energies, "energies")
    moment = check.whole(step, "step", least=0)
    if moment >= len(states) or heights.shape != (len(states),) or len(names) != len(stored):
        raise ValueError(
            f"expected one name for each of {len(stored)} patterns and one energy for each of "
            f"{len(states)} states, and a step below that; got {len(names)} names, "
            f"energies of shape {heights.shape}, step {step}"
        )
    fig, (left, middle, right) = plt.subplots(1, 3, figsize=(8.2, 2.9), width_ratios=[1.05, 1, 1.1])
    draw_pattern(left, states[moment], shape)
    left.set_title("state")
    _draw_overlaps(middle, names, np.atleast_1d(overlap(stored, states[moment])))
    _draw_energy(right, heights, moment)
    return fig


def _draw_overlaps(ax: Axes, names: Sequence[str], overlaps: Floats) -> None:
    places = np.arange(len(names))
    winner = int(np.abs(overlaps).argmax())
    colours = [VERMILION if place == winner else INK for place in places]
    ax.barh(places, overlaps, color=colours, height=0.65)
    ax.axvline(0, color="#8a8a8a", linewidth=0.8)
    ax.set(xlim=(-1.05, 1.05), yticks=places, yticklabels=names, title="overlaps $m^\\mu$")
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.grid(False, axis="y")


def _draw_energy(ax: Axes, energies: NDArray[Any], step: int) -> None:
    ax.plot(energies, color="#c9c9c9")
    ax.plot(energies[: step + 1], color=INK)
    ax.plot(step, energies[step], "o", color=VERMILION, markersize=7)
    margin = 0.08 * (float(np.ptp(energies)) or 1.0)
    ax.set(
        xlim=(-0.3, max(len(energies) - 1, 1) + 0.3),
        ylim=(float(energies.min()) - margin, float(energies.max()) + margin),
        xlabel="step",
        title="energy $E$",
    )
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))


def png(fig: Figure) -> bytes:
    """Return a figure as a PNG picture and close it.

    Parameters
    ----------
    fig : matplotlib Figure
        Closed afterwards, so that a long series doesn't fill the memory.

    Returns
    -------
    bytes
        The picture, without date or software version: the same figure gives the same bytes.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.plotting import png
    >>> png(plt.figure())[1:4]
    b'PNG'
    """
    buffer = io.BytesIO()
    fig.savefig(buffer, format="png", dpi=90, metadata={"Software": None})
    plt.close(fig)
    return buffer.getvalue()
