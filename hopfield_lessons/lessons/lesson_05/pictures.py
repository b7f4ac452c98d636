"""Many runs from equally damaged copies of one pattern: which come back, and which don't."""

from __future__ import annotations

from functools import cache

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from ... import _arguments as arguments
from ..._arguments import Floats, Seed, Spins
from ...dynamics.noiseless import recall_patterns
from ...dynamics.runs import Recall
from ...patterns import flip, overlap, random_patterns
from ...plotting.frame import Picture
from ...plotting.ink import GREY, INK, VERMILION
from ...plotting.patterns import draw_pattern

SUCCESS = 0.9  # the final overlap from which a run counts as having come back
_SWEEPS = 15  # shown

_SIZE, _SHAPE, _SEED = 500, (20, 25), 2
_RUNS = 96
_OVERLAPS = (0, 0.08, 0.16, 0.24, 0.32, 0.4, 0.48, 0.56, 0.64, 0.72, 0.8, 1)
_BACK = {  # how many of the runs came back, as the lesson measures it before its explorer
    "0.02": (0, 24, 88, 96, 96, 96, 96, 96, 96, 96, 96, 96),
    "0.05": (0, 2, 30, 80, 94, 96, 96, 96, 96, 96, 96, 96),
    "0.08": (0, 0, 1, 25, 56, 93, 95, 96, 95, 96, 96, 96),
    "0.10": (0, 0, 0, 1, 24, 65, 84, 95, 95, 96, 96, 96),
    "0.12": (0, 0, 0, 0, 5, 18, 61, 76, 86, 89, 93, 94),
}


@cache
def networks() -> dict[str, Spins]:
    """The random patterns that the explorer stores at each load, for 500 units.

    Returns
    -------
    dict of str to ndarray of int8, shape (P, 500)
        By the load as it is written. The same at every call; not to be changed in place.

    Examples
    --------
    >>> from hopfield_lessons.lessons.lesson_05.pictures import networks
    >>> {load: len(patterns) for load, patterns in networks().items()}
    {'0.02': 10, '0.05': 25, '0.08': 40, '0.10': 50, '0.12': 60}
    """
    rng = np.random.default_rng(_SEED)
    return {load: random_patterns(round(float(load) * _SIZE), _SIZE, rng=rng) for load in _BACK}


def draw_start(load: str, start: float) -> Picture:
    """Follow 24 runs from one initial overlap with a pattern, at one of the lesson's loads.

    Parameters
    ----------
    load : {"0.02", "0.05", "0.08", "0.10", "0.12"}
        Patterns per unit.
    start : float
        The initial overlap, from 0 to 1.

    Returns
    -------
    Picture
        As from `follow`, with the recall curve that the lesson measured.

    Raises
    ------
    TypeError
        If `start` is not a number.
    ValueError
        If it lies outside 0 to 1, or `load` is another one.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_05.pictures import draw_start
    >>> draw_start("0.02", 0.6).words
    'P = 10, N = 500, start at m = 0.60: 24 of 24 runs end near the pattern.'
    >>> plt.close()
    """
    arguments.choice(load, tuple(_BACK), "load")
    curve = (_OVERLAPS, np.array(_BACK[load]) / _RUNS)
    return follow(networks()[load], start, _SHAPE, rng=1, curve=curve)


def follow(
    patterns: ArrayLike,
    start_overlap: float,
    shape: tuple[int, int],
    *,
    rng: Seed,
    runs: int = 24,
    curve: tuple[ArrayLike, ArrayLike] | None = None,
) -> Picture:
    """Start many runs at one distance from the first pattern, and draw where they go.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        The stored patterns, of the Hebb rule; the runs start near the first.
    start_overlap : float
        Overlap of every start with the first pattern, from 0 to 1, as near as whole
        units allow. Which units are wrong is left to chance.
    shape : (int, int)
        Rows and columns in which the units of a state are drawn.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from.
    runs : int
        How many.
    curve : pair of array_like, each of shape (K,), optional
        Initial overlaps and shares of success that were measured before, to be drawn
        beside the runs.

    Returns
    -------
    Picture
        The recall curve, the last state of the first run with its wrong units marked,
        and the overlaps and energies of all runs, sweep by sweep.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If `start_overlap` lies outside 0 to 1, or shapes don't match.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import random_patterns
    >>> from hopfield_lessons.lessons.lesson_05.pictures import follow
    >>> follow(random_patterns(2, 100, rng=0), 0.6, (10, 10), rng=1).words
    'P = 2, N = 100, start at m = 0.60: 24 of 24 runs end near the pattern.'
    >>> plt.close()
    """
    stored = arguments.patterns(patterns)
    wrong = (1 - arguments.fraction(start_overlap, "start_overlap")) / 2
    count, generator = arguments.whole(runs, "runs"), arguments.generator(rng)
    starts = flip(np.tile(stored[0], (count, 1)), wrong, rng=generator)
    run = recall_patterns(stored, starts, rng=generator, record=True)
    back = np.atleast_1d(overlap(stored[0], run.state)) >= SUCCESS
    begin = float(np.atleast_1d(overlap(stored[0], starts[0]))[0])

    fig, panels = plt.subplot_mosaic(
        [["curve", "overlap"], ["state", "energy"]],
        figsize=(8.2, 4.8),
        width_ratios=[1, 1.6],
        layout="none",
    )
    fig.subplots_adjust(left=0.09, right=0.985, bottom=0.1, top=0.93, hspace=0.45, wspace=0.22)
    _draw_curve(panels["curve"], curve, begin, float(back.mean()))
    draw_pattern(panels["state"], run.state[0], shape, reference=stored[0])
    panels["state"].set_title("end of run 1, wrong units marked", fontsize=10)
    _draw_paths(panels["overlap"], [_overlaps(stored[0], run, i) for i in range(count)], back)
    panels["overlap"].set(ylim=(-0.3, 1.05), title="overlap $m$ with the pattern")
    heights = np.asarray(run.energies) / stored.shape[1]
    _draw_paths(panels["energy"], list(heights), back)
    panels["energy"].set(ylim=(-0.62, 0.05), title="energy $E/N$", xlabel="sweep $t$")
    words = (
        f"P = {len(stored)}, N = {stored.shape[1]}, start at m = {begin:.2f}: "
        f"{back.sum()} of {count} runs end near the pattern."
    )
    return Picture(fig, words)


def _overlaps(pattern: ArrayLike, run: Recall, index: int) -> Floats:
    return np.atleast_1d(overlap(pattern, run[index].trajectory()))


def _draw_curve(
    ax: Axes, curve: tuple[ArrayLike, ArrayLike] | None, start: float, share: float
) -> None:
    if curve is not None:
        ax.plot(*curve, "o-", color=INK, markersize=3, linewidth=1.2)
    ax.axhline(0.5, color=GREY, linewidth=0.8)
    ax.plot(start, share, "o", color=VERMILION, markersize=8)
    ax.set(xlim=(-0.03, 1.03), ylim=(-0.05, 1.08), xlabel="initial overlap $m_0$")
    ax.set_title("share that comes back", fontsize=10)


def _draw_paths(ax: Axes, paths: list[Floats], back: np.ndarray) -> None:
    """Those that come back in ink, the others in vermilion and dashed."""
    for path, home in zip(paths, back, strict=True):
        look = {"color": INK} if home else {"color": VERMILION, "linestyle": "--"}
        ax.plot(path, linewidth=1.1, **look)  # type: ignore[arg-type]
    ax.set_xlim(0, _SWEEPS)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
