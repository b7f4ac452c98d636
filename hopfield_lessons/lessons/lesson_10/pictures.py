"""A graph that is cut flip by flip, and the window of the penalty of a round tour."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from ... import _arguments as arguments
from ..._arguments import Floats, Spins
from ...dynamics import anneal, recall
from ...optimise import (
    cut,
    decode_tour,
    max_cut,
    random_graph,
    shortest_tour,
    tour_length,
    tour_problem,
)
from ...patterns import to_spins
from ...plotting.frame import Picture
from ...plotting.ink import BLUE, GREY, INK, ORANGE, SPINS, VERMILION, minus

PERCENTS = tuple(range(40, 131, 10))
_CITIES, _MAPS, _STARTS, _SWEEPS = 8, 6, 40, 60


def draw_cut(flips: int) -> Picture:
    """Draw a graph of 12 vertices after so many flips of a descent, which begins on one side.

    Parameters
    ----------
    flips : int
        From 0; beyond the last flip the split stays as it is.

    Returns
    -------
    Picture
        Circles and squares are the two sides. Edges that are cut are solid, the others dashed.

    Raises
    ------
    TypeError
        If `flips` is not a whole number.
    ValueError
        If it is negative.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_10.pictures import draw_cut
    >>> draw_cut(0).words
    'After 0 flips 0 of 23 edges are cut: E = 23.'
    >>> plt.close()
    """
    graph, way = people(), _descent()
    state = way[min(arguments.whole(flips, "flips", least=0), len(way) - 1)]
    turn = 2 * np.pi * np.arange(len(graph)) / len(graph)
    x, y = np.cos(turn), np.sin(turn)
    fig, ax = plt.subplots(figsize=(4.6, 4.2))
    for i, j in zip(*np.nonzero(np.triu(graph)), strict=True):
        apart = state[i] != state[j]
        look = {"color": BLUE, "linewidth": 1.8} if apart else {"color": GREY, "linestyle": ":"}
        ax.plot(x[[i, j]], y[[i, j]], zorder=1, **look)
    for side, marker, colour in ((1, "o", INK), (-1, "s", ORANGE)):
        here = state == side
        ax.scatter(x[here], y[here], s=190, marker=marker, color=colour, zorder=2)
    edges, across = round(graph.sum() / 2), round(float(cut(graph, state)))
    ax.set(aspect="equal", xlim=(-1.2, 1.2), ylim=(-1.2, 1.2))
    ax.set_axis_off()
    energy = minus(str(edges - 2 * across))
    ax.set_title(f"{across} of {edges} edges are cut, E = {energy}")
    done = min(flips, len(way) - 1)
    return Picture(fig, f"After {done} flips {across} of {edges} edges are cut: E = {energy}.")


@cache
def people() -> Floats:
    """The graph of the lesson's first picture, 12 vertices."""
    graph = random_graph(12, chance=0.4, rng=3)
    graph.flags.writeable = False
    return graph


@cache
def _descent() -> Spins:
    start = np.ones(len(people()), dtype=int)
    return recall(max_cut(people()), start, record=True, rng=1).trajectory(1)


def draw_window(percent: int) -> Picture:
    """Draw what a board of 8 cities ends in, if the penalty is this much of the longest distance.

    Parameters
    ----------
    percent : int
        The penalty, in per cent of the longest distance: one of `PERCENTS`.

    Returns
    -------
    Picture
        A board after annealing, the roads that it means, and for all penalties the share of valid
        tours and their mean length, in units of the shortest.

    Raises
    ------
    ValueError
        If `percent` is another number.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_10.pictures import draw_window
    >>> draw_window(130).words
    'P = 1.3 max d: annealing ends in a valid tour in 100 % of the runs, of 1.47 times the \
shortest length; descent in 100 %, 1.60 times.'
    >>> plt.close()
    """
    if percent not in PERCENTS:
        raise ValueError(f"percent: expected one of {PERCENTS}, got {percent!r}")
    points = {name: [_window(p)[name] for p in PERCENTS] for name in ("descent", "annealing")}
    now = _window(percent)
    fig, (board, chart, right) = plt.subplots(
        1, 3, figsize=(9.2, 3.1), width_ratios=[1, 1, 1.35], layout="constrained"
    )
    _show_board(board, now["annealing"].board)
    _show_roads(chart, now["annealing"].board)
    lengths = right.twinx()
    lengths.grid(visible=False)
    shares = np.array(PERCENTS) / 100
    for (name, runs), sign in zip(points.items(), ("s", "o"), strict=True):
        look = {"markersize": 3.5, "capsize": 2, "linewidth": 1.2}
        valid, length = (np.array(part) for part in zip(*[r[:2] for r in runs], strict=True))
        right.errorbar(shares, *valid.T, fmt=f"{sign}--", color=BLUE, **look)
        lengths.errorbar(shares, *length.T, fmt=f"{sign}-", color=VERMILION, **look)
        right.plot([], [], sign, color=INK, markersize=3.5, label=name)
    right.legend(loc="lower right", fontsize=8)
    right.axvline(percent / 100, color=GREY, linewidth=4, alpha=0.5, zorder=0)
    right.set(xlabel=r"$P / \max d$", ylim=(-0.05, 1.1))
    right.set_ylabel("valid (dashed)", color=BLUE)
    lengths.set(ylim=(0.95, 1.75))
    lengths.set_ylabel("length / shortest", color=VERMILION)
    return Picture(fig, f"P = {percent / 100} max d: {_told(now)}.")


class _Runs(NamedTuple):
    """What many runs at one penalty ended in: each a mean over maps and two standard errors.

    The length is NaN if no tour is valid.
    """

    valid: tuple[float, float]
    length: tuple[float, float]
    board: Spins


def _told(now: dict[str, _Runs]) -> str:
    parts = []
    for name, start, unit in (
        ("annealing", "annealing ends in a valid tour in", " of the runs"),
        ("descent", "descent in", ""),
    ):
        runs = now[name]
        words = f"{start} {runs.valid[0]:.0%}{unit}".replace("%", " %")
        if runs.valid[0]:
            ending = " the shortest length" if name == "annealing" else ""
            more = "of " if name == "annealing" else ""
            words += f", {more}{runs.length[0]:.2f} times{ending}"
        parts.append(words)
    return "; ".join(parts)


@cache
def maps() -> list[Floats]:
    """Places of 8 cities, six times."""
    return [np.random.default_rng(k).random((_CITIES, 2)) for k in range(_MAPS)]


def roads(places: Floats) -> Floats:
    """Distances between places in the plane."""
    between = places[:, None] - places
    distances: Floats = np.hypot(between[..., 0], between[..., 1])
    return distances


@cache
def _window(percent: int) -> dict[str, _Runs]:
    """Descent and annealing at one penalty, on all maps, from the same starts."""
    found: dict[str, list[tuple[float, float, Spins]]] = {"descent": [], "annealing": []}
    for number, places in enumerate(maps()):
        d = roads(places)
        best = tour_length(d, shortest_tour(d))
        w, b, _ = tour_problem(d, penalty=percent / 100 * d.max()).weights_and_field()
        rng = np.random.default_rng(number)
        starts = to_spins(rng.random((_STARTS, _CITIES**2)) < 1 / _CITIES)
        cooling = np.linspace(0.3 * d.max(), 0.01, _SWEEPS)
        runs = {
            "descent": recall(w, starts, external_field=b, rng=rng, energies=False),
            "annealing": anneal(w, starts, temperatures=cooling, external_field=b, rng=rng),
        }
        for name, run in runs.items():
            tours = [decode_tour(state) for state in run.state]
            lengths = [tour_length(d, tour) / best for tour in tours if tour is not None]
            mean = float(np.mean(lengths)) if lengths else np.nan
            found[name].append((len(lengths) / _STARTS, mean, run.state[0]))
    return {
        name: _Runs(
            _mean([valid for valid, _, _ in parts]),
            _mean([length for _, length, _ in parts]),
            parts[0][2],
        )
        for name, parts in found.items()
    }


def _mean(values: list[float]) -> tuple[float, float]:
    """The mean over those maps that have a value, and two standard errors."""
    known = np.array([value for value in values if np.isfinite(value)])
    if len(known) < 2:
        return (float(known[0]) if len(known) else np.nan), np.nan
    return float(known.mean()), float(2 * known.std(ddof=1) / np.sqrt(len(known)))


def _show_board(ax: Axes, state: Spins) -> None:
    ax.imshow(state.reshape(_CITIES, _CITIES), cmap=SPINS, vmin=-1, vmax=1)
    ax.set_xticks(np.arange(-0.5, _CITIES), minor=True)
    ax.set_yticks(np.arange(-0.5, _CITIES), minor=True)
    ax.grid(which="minor", color=GREY, linewidth=0.5)
    ax.tick_params(which="both", length=0)
    ax.set(xticks=[], yticks=[], xlabel="position $i$", ylabel="city $X$")


def _show_roads(ax: Axes, state: Spins) -> None:
    """Each road from a city at a position to one at the next."""
    x, y = maps()[0].T
    board = state.reshape(_CITIES, _CITIES) > 0
    after = np.roll(board, -1, axis=1)
    for a, b in zip(*np.nonzero(board.astype(int) @ after.T), strict=True):
        ax.plot(x[[a, b]], y[[a, b]], color=BLUE, linewidth=1.5, zorder=1)
    ax.scatter(x, y, s=45, color=INK, zorder=2)
    ax.set(aspect="equal", xlim=(-0.05, 1.05), ylim=(-0.05, 1.05), xticks=[], yticks=[])
    valid = decode_tour(state) is not None
    ax.set_xlabel("a valid tour" if valid else "no valid tour")
