"""One moment of a recall: state, overlaps and energy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike, NDArray

from .. import _arguments as arguments
from ..patterns import overlap
from .ink import INK, VERMILION
from .overlaps import draw_bars
from .patterns import draw_pattern

_AHEAD = "#c9c9c9"  # the part of a curve that is still to come


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
    stored, states = arguments.patterns(patterns), arguments.patterns(path, "path")
    heights = arguments.numeric(energies, "energies")
    moment = arguments.whole(step, "step", least=0)
    if moment >= len(states) or heights.shape != (len(states),) or len(names) != len(stored):
        raise ValueError(
            f"expected one name for each of {len(stored)} patterns and one energy for each of "
            f"{len(states)} states, and a step below that; got {len(names)} names, "
            f"energies of shape {heights.shape}, step {step}"
        )
    fig, (left, middle, right) = plt.subplots(1, 3, figsize=(8.2, 2.9), width_ratios=[1.05, 1, 1.1])
    draw_pattern(left, states[moment], shape)
    left.set_title("state")
    draw_bars(middle, names, np.atleast_1d(overlap(stored, states[moment])))
    middle.set_title("overlaps $m^\\mu$")
    _draw_energy(right, heights, moment)
    return fig


def _draw_energy(ax: Axes, energies: NDArray[Any], step: int) -> None:
    ax.plot(energies, color=_AHEAD)
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
