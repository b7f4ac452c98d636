"""The landscape of a small network as it is: a hypercube of states, one flip apart.

Every state is a point, every flip of one unit a line, and the height is the energy.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.offsetbox import AnnotationBbox, OffsetImage
from numpy.typing import ArrayLike, NDArray

from .. import _arguments as arguments
from .._arguments import Floats, Spins
from ..landscape import all_energies, all_states, fixed_points, moves, state_number
from ..patterns import distance
from .ink import BLUE, GREY, SPINS, VERMILION

_MOST_UNITS = 5  # 32 states; the pictures of more would hide each other
_UNWANTED = "#cfcfcf"  # flips that leave the energy as it is


def show_hypercube(
    weights: ArrayLike,
    first: ArrayLike,
    shape: tuple[int, int],
    *,
    start: ArrayLike | None = None,
) -> Figure:
    """Draw every state of a network of at most 5 units as a small picture, at its energy.

    Parameters
    ----------
    weights : array_like, shape (N, N)
        Symmetric couplings, N at most 5.
    first : array_like, shape (N,)
        The state that stands on the left; from left to right states differ from it more.
    shape : (int, int)
        Rows and columns of a state's picture.
    start : array_like, shape (N,), optional
        A state whose ways down are drawn in colour, thicker than all others.

    Returns
    -------
    matplotlib Figure
        Arrows are the moves of the dynamics, each of them one flip; grey lines are
        flips that no unit wants. Blue frames mark states that no move leaves.

    Raises
    ------
    ValueError
        If there are more than 5 units, the weights aren't symmetric, or `shape` doesn't fit.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import hebbian
    >>> from hopfield_lessons.plotting import show_hypercube
    >>> _ = show_hypercube(hebbian([[1, -1, -1, 1]]), [1, -1, -1, 1], (2, 2))
    >>> plt.close()
    """
    left = arguments.pattern(first, name="first")
    if left.size > _MOST_UNITS or shape[0] * shape[1] != left.size:
        raise ValueError(
            f"first: expected {_MOST_UNITS} units at most, in shape {shape}, got {left.size}"
        )
    states, heights = all_states(left.size), all_energies(weights)
    places = np.column_stack([columns(np.asarray(distance(left, states)), 0.8, 1.5), heights])
    downhill = {(int(a), int(b)) for a, b in moves(weights)}
    ways = set() if start is None else _ways_down(start, left.size, downhill)
    ends = set(np.atleast_1d(state_number(fixed_points(weights))).tolist())

    fig, ax = plt.subplots(figsize=(7.6, 4.6))
    _draw_flips(ax, places, downhill, ways)
    for number, (state, place) in enumerate(zip(states, places, strict=True)):
        _draw_state(ax, state.reshape(shape), place, at_rest=number in ends)
    margin = 0.15 * (float(np.ptp(heights)) or 1.0)
    ax.set(ylim=(heights.min() - margin, heights.max() + margin), xticks=[], ylabel="energy $E$")
    ax.set_yticks(np.unique(heights.round(12)))
    ax.set_xlim(places[:, 0].min() - 0.5, places[:, 0].max() + 0.5)
    ax.grid(False, axis="x")
    ax.spines["bottom"].set_visible(False)
    return fig


def _ways_down(start: ArrayLike, size: int, downhill: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The moves that can come after a state, at once or later."""
    state = arguments.pattern(start, name="start")
    if state.size != size:
        raise ValueError(f"start: expected a state of {size} units, got {state.size}")
    ways: set[tuple[int, int]] = set()
    reached = {int(state_number(state))}
    while further := {move for move in downhill if move[0] in reached} - ways:
        ways |= further
        reached |= {after for _, after in further}
    return ways


def _draw_flips(
    ax: Axes,
    places: Floats,
    downhill: set[tuple[int, int]],
    ways: set[tuple[int, int]],
) -> None:
    for a, b in edges(len(places).bit_length() - 1):
        if (a, b) not in downhill and (b, a) not in downhill:
            ax.plot(*places[[a, b]].T, color=_UNWANTED, linewidth=1, zorder=1)
    plain = {"arrowstyle": "-|>", "color": GREY, "shrinkA": 11, "shrinkB": 15, "linewidth": 0.9}
    bold = plain | {"color": VERMILION, "linewidth": 2.2, "mutation_scale": 14}
    pale = plain | {"color": _UNWANTED}
    for a, b in sorted(downhill, key=lambda move: (move in ways, move)):
        look = bold if (a, b) in ways else pale if ways else plain
        ax.annotate("", places[b], places[a], arrowprops=look, zorder=2 + ((a, b) in ways) / 2)


def _draw_state(ax: Axes, pixels: Spins, place: Floats, *, at_rest: bool) -> None:
    colour, width = (BLUE, 3.0) if at_rest else (GREY, 0.8)
    frame = {"boxstyle": "square,pad=0.06", "edgecolor": colour, "linewidth": width}
    image = OffsetImage(pixels, zoom=9, cmap=SPINS)
    image.image.set_clim(-1, 1)
    across, height = place
    ax.add_artist(AnnotationBbox(image, (across, height), pad=0, bboxprops=frame, zorder=3))


def columns(layers: NDArray[np.int64], gap: float, step: float) -> Floats:
    """Place states side by side: a layer is centred at `step` times its number."""
    across = np.empty(len(layers))
    for layer in np.unique(layers):
        here = np.flatnonzero(layers == layer)
        across[here] = layer * step + gap * (np.arange(len(here)) - (len(here) - 1) / 2)
    return across


def edges(size: int) -> list[tuple[int, int]]:
    """The pairs of states, as numbers, that are one flip apart."""
    return [(a, a | 1 << k) for a in range(2**size) for k in range(size) if not a >> k & 1]
