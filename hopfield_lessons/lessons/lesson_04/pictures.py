"""Watch whether a network comes to rest: its state, its energy and L(t), sweep by sweep."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from ... import _arguments as arguments
from ..._arguments import Floats, Spins, Update
from ...fields import lyapunov
from ...network import Network, prepare
from ...plotting.frame import Picture
from ...plotting.ink import GREY, INK, PAPER, VERMILION
from ...plotting.patterns import draw_border, draw_spins
from .runs import ending, quadratic_energies, watch


def show_runs(
    runs: Sequence[ArrayLike], titles: Sequence[str], *, height: float = 2.3, columns: int = 4
) -> Figure:
    """Show runs side by side: one row for each unit, one column for each moment.

    Parameters
    ----------
    runs : sequence of array_like, each of shape (T, N)
        States in the order of time, as from `watch`; +1 is ink.
    titles : sequence of str
        One for each run.
    height : float
        Height of one row of runs in inches.
    columns : int
        How many runs stand side by side.

    Returns
    -------
    matplotlib Figure

    Raises
    ------
    ValueError
        If a run is not an array of states, or titles and runs differ in number.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_04.pictures import show_runs
    >>> _ = show_runs([[[1, -1], [-1, 1]]], ["two units"])
    >>> plt.close()
    """
    paths = [arguments.patterns(run, "runs") for run in runs]
    if len(titles) != len(paths):
        raise ValueError(f"titles: expected {len(paths)}, one for each run, got {len(titles)}")
    width = min(columns, len(paths))
    rows = -(-len(paths) // width)
    fig, axes = plt.subplots(rows, width, figsize=(8.2, height * rows), squeeze=False)
    for ax in axes.flat[len(paths) :]:
        ax.set_axis_off()
    for ax, path, title in zip(axes.flat, paths, titles, strict=False):
        _draw_run(ax, path)
        ax.set_title(title, fontsize=9)
    for ax in axes[:, 0]:
        ax.set_ylabel("unit")
    return fig


def _draw_run(ax: Axes, path: Spins) -> None:
    extent = (-0.5, len(path) - 0.5, path.shape[1] + 0.5, 0.5)
    draw_spins(ax, path.T, aspect="auto", extent=extent)
    draw_border(ax)
    ax.set(xlabel="sweep $t$")
    ax.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    ax.yaxis.set_major_locator(MaxNLocator(4, integer=True))


def show_double(weights: ArrayLike | Network, state: ArrayLike, *, steps: int = 2) -> Figure:
    """Show a synchronous run as one of two copies of the network, of which one is updated.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings between the copies; inside a copy there are none.
    state : array_like, shape (N,)
        The start, s(0). Ties keep the spin.
    steps : int
        How many updates of a whole copy to show, after the first moment.

    Returns
    -------
    matplotlib Figure

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_04.pictures import show_double
    >>> _ = show_double([[0, 1], [1, 0]], [1, -1])
    >>> plt.close()
    """
    network = prepare(weights)
    path = watch(network, state, sweeps=arguments.whole(steps, "steps") + 1)
    fig, ax = plt.subplots(figsize=(8.2, 2.6), layout="none")
    fig.subplots_adjust(left=0.02, right=0.98, bottom=0.02, top=0.98)
    for moment in range(steps + 1):
        # Even times stand in the left copy, odd ones in the right.
        times = [moment + moment % 2, moment + 1 - moment % 2]
        left = moment * _APART
        for i, j in np.argwhere(network.weights):
            ax.plot([left, left + _BETWEEN], [i, j], color=GREY, linewidth=0.7, zorder=0)
        for time, x in zip(times, (left, left + _BETWEEN), strict=True):
            _draw_copy(ax, x, path[time], f"$s({time})$", new=moment > 0 and time == moment + 1)
        if moment:
            arrow = {"arrowstyle": "->", "color": INK}
            middle = (network.size - 1) / 2
            ends = [(left - _APART + _BETWEEN + 0.7, middle), (left - 0.7, middle)]
            ax.annotate("", ends[1], ends[0], arrowprops=arrow)
    ax.set(xlim=(-0.8, steps * _APART + _BETWEEN + 0.8), ylim=(network.size - 0.3, -1.4))
    ax.set_aspect("equal")
    ax.set_axis_off()
    return fig


_BETWEEN, _APART = 2.6, 5.2  # the copies of one moment, and the moments


def _draw_copy(ax: Axes, x: float, spins: Spins, name: str, *, new: bool) -> None:
    """One copy: its units one below another, and a frame around them if it was updated."""
    for unit, spin in enumerate(spins):
        face = INK if spin > 0 else PAPER
        ax.add_patch(Rectangle((x - 0.36, unit - 0.36), 0.72, 0.72, facecolor=face, edgecolor=INK))
    if new:
        frame = Rectangle((x - 0.55, -0.55), 1.1, len(spins) + 0.1, fill=False)
        frame.set(edgecolor=VERMILION, linewidth=2)
        ax.add_patch(frame)
    ax.text(x, -0.85, name, ha="center", va="bottom", color=VERMILION if new else INK)


@cache
def mixed_tables() -> tuple[Floats, Floats, Spins]:
    """What the explorer mixes: a symmetric and an antisymmetric table, and a start for both.

    Returns
    -------
    tuple of ndarray
        S and A, each of shape (30, 30), with fields near 1 and no diagonal, and the start, of
        shape (30,). They are the same at every call; not to be changed in place.

    Examples
    --------
    >>> import numpy as np
    >>> from hopfield_lessons.lessons.lesson_04.pictures import mixed_tables
    >>> S, A, start = mixed_tables()
    >>> np.array_equal(S, S.T), np.array_equal(A, -A.T), start.shape
    (True, True, (30,))
    """
    rng = np.random.default_rng(_SEED)
    table = rng.normal(size=(_UNITS, _UNITS)) * (1 - np.eye(_UNITS)) / np.sqrt(2 * _UNITS)
    return table + table.T, table - table.T, rng.choice(np.array([-1, 1], np.int8), size=_UNITS)


_UNITS, _SEED = 30, 46


def draw_mixture(mixture: float, update: Update = "synchronous") -> Picture:
    """Draw how thirty units settle whose weights are partly symmetric, partly antisymmetric.

    Parameters
    ----------
    mixture : float
        The share of the antisymmetric table, from 0 to 1.
    update : {"asynchronous", "synchronous"}
        One unit after another in the order 1 ... N, or all at once.

    Returns
    -------
    Picture
        As from `settle`.

    Raises
    ------
    TypeError
        If `mixture` is not a number.
    ValueError
        If it lies outside 0 to 1, or `update` is unknown.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_04.pictures import draw_mixture
    >>> draw_mixture(1.0).words
    'λ = 1.00, synchronous: a cycle of 4 sweeps.'
    >>> plt.close()
    """
    share = arguments.fraction(mixture, "mixture")
    symmetric, antisymmetric, start = mixed_tables()
    weights = (1 - share) * symmetric + share * antisymmetric
    return settle(weights, start, update=update, label=f"λ = {share:.2f}")


def settle(
    weights: ArrayLike | Network,
    state: ArrayLike,
    *,
    update: Update = "synchronous",
    sweeps: int = 40,
    label: str = "",
) -> Picture:
    """Draw one run with E and L beside it, and say in a sentence how it ends.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings, symmetric or not, of a size that gives fields near 1.
    state : array_like, shape (N,)
        The start.
    update : {"asynchronous", "synchronous"}
        One unit after another in the order 1 ... N, or all at once. Ties keep the spin.
    sweeps : int
        How many sweeps to follow.
    label : str
        What the sentence begins with.

    Returns
    -------
    Picture

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, or `update` is unknown.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_04.pictures import settle
    >>> settle([[0, 1], [1, 0]], [1, -1], label="Two units").words
    'Two units, synchronous: a cycle of 2 sweeps.'
    >>> plt.close()
    """
    network = prepare(weights)
    path = watch(network, state, update=update, sweeps=sweeps)
    fig, panels = plt.subplot_mosaic(
        [["run", "E"], ["run", "L"]], figsize=(8.2, 3.4), width_ratios=[1.25, 1], layout="none"
    )
    fig.subplots_adjust(left=0.07, right=0.985, bottom=0.14, top=0.92, hspace=0.3, wspace=0.14)
    _draw_run(panels["run"], path)
    panels["run"].set(title=f"state, {update}", ylabel="unit")
    size = network.size
    _draw_height(panels["E"], np.arange(sweeps + 1), quadratic_energies(network, path) / size)
    panels["E"].set(title="$E/N$", xlim=(0, sweeps), xticklabels=[])
    panels["L"].set(title="$L/N$", xlim=(0, sweeps), xlabel="sweep $t$")
    if update == "synchronous":
        heights = np.asarray(lyapunov(network, path[1:], path[:-1]))
        _draw_height(panels["L"], np.arange(1, sweeps + 1), heights / size)
    else:
        panels["L"].set(ylim=(-1, 1), yticks=[])
        panels["L"].text(sweeps / 2, 0, "synchronous runs only", ha="center", va="center")
    start = f"{label}, {update}" if label else update.capitalize()
    return Picture(fig, f"{start}: {ending(path)}.")


def _draw_height(ax: Axes, times: ArrayLike, heights: Floats) -> None:
    """A curve with dots where it rises, on a scale on which every rise can be seen."""
    rising = np.flatnonzero(np.diff(heights) > 1e-9) + 1
    ax.plot(times, heights, color=INK)
    ax.plot(np.asarray(times)[rising], heights[rising], "o", color=VERMILION)
    middle = (heights.max() + heights.min()) / 2
    reach = max(0.6 * np.ptp(heights), _LEAST_HEIGHT / 2)
    ax.set_ylim(middle - reach, middle + reach)


_LEAST_HEIGHT = 0.2  # of a panel, in energy per unit: a curve that is flat looks flat
