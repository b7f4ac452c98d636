"""A distribution that is learned, step by step, and a network that is drawn in two ways."""

from __future__ import annotations

from functools import cache
from itertools import combinations, product

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ... import _arguments as arguments
from ..._arguments import Floats
from ...boltzmann import divergence, empirical_distribution, moments
from ...landscape import all_states, boltzmann_distribution
from ...patterns import random_patterns
from ...plotting.frame import Picture
from ...plotting.ink import BLUE, GREY, INK, VERMILION

MOST = 60
_SIZE, _COUNT, _SEED, _RATE = 5, 3, 11, 0.15


def draw_learning(steps: int) -> Picture:
    """Draw a machine of five units that learns three patterns, after so many steps.

    Parameters
    ----------
    steps : int
        From 0 to 60, at rate 0.15.

    Returns
    -------
    Picture
        On the left how likely each of the 32 states is, bars, and how often the data hold it,
        circles. In the middle the difference of the pair means of data and machine, which is the
        next step of the weights. On the right the divergence after each step, with this one
        marked.

    Raises
    ------
    TypeError
        If `steps` is not a whole number.
    ValueError
        If it is not between 0 and 60.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_11.pictures import draw_learning
    >>> draw_learning(0).words
    'After 0 steps: the three patterns have 0.09 of the probability, KL = 2.37.'
    >>> plt.close()
    """
    now = arguments.whole(steps, "steps", least=0)
    if now > MOST:
        raise ValueError(f"steps: expected at most {MOST}, got {now}")
    data, laws, differences = _course()
    distances = [divergence(data, model=law) for law in laws]
    fig, (left, middle, right) = plt.subplots(
        1, 3, figsize=(9.6, 3.0), width_ratios=[2.0, 1.0, 1.2], layout="constrained"
    )
    numbers = np.arange(2**_SIZE)
    left.bar(numbers, laws[now], color=np.where(data > 0, BLUE, GREY).tolist())
    held = np.flatnonzero(data)
    left.plot(held, data[held], "o", color=VERMILION, markerfacecolor="none", label="data")
    left.set(xlabel="number of the state", ylabel="probability", ylim=(0, 0.42))
    left.legend(loc="upper right")
    shown = middle.imshow(differences[now], cmap="RdBu", vmin=-1, vmax=1)
    middle.set(xticks=[], yticks=[], xlabel="unit $j$", ylabel="unit $i$", title="data − machine")
    fig.colorbar(shown, ax=middle, shrink=0.8)
    right.plot(distances, color=INK)
    right.plot(now, distances[now], "o", color=VERMILION)
    right.set(xlabel="steps", ylabel="KL in nats", ylim=(0, 2.5))
    share = laws[now][held].sum()
    word = "step" if now == 1 else "steps"
    return Picture(
        fig,
        f"After {now} {word}: the three patterns have {share:.2f} of the probability, "
        f"KL = {distances[now]:.2f}.",
    )


@cache
def _course() -> tuple[Floats, list[Floats], list[Floats]]:
    """The data, and for each step the machine's distribution and the difference of pair means."""
    examples = random_patterns(_COUNT, _SIZE, rng=_SEED)
    wanted, states = moments(examples), all_states(_SIZE)
    weights, field = np.zeros((_SIZE, _SIZE)), np.zeros(_SIZE)
    laws, differences = [], []
    for _ in range(MOST + 1):
        law = boltzmann_distribution(weights, external_field=field)
        present = moments(states, probabilities=law)
        change = wanted.correlations - present.correlations
        np.fill_diagonal(change, 0.0)
        laws.append(law)
        differences.append(change)
        weights = weights + _RATE * (change + change.T) / 2  # rounding parts i, j from j, i
        field = field + _RATE * (wanted.mean - present.mean)
    return empirical_distribution(examples), laws, differences


def draw_two_ways(patterns: ArrayLike) -> Figure:
    """Draw a Hopfield network as a restricted machine, and with the hidden units integrated out.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1.

    Returns
    -------
    Figure
        Left a square for each pattern, joined to every unit: solid for +1, dashed for -1. Right the
        units on a ring, joined by Hebb's weights: solid for positive, dashed for negative ones.

    Raises
    ------
    TypeError
        If the patterns are not numeric.
    ValueError
        If an entry is not +1 or -1.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_11.pictures import draw_two_ways
    >>> len(draw_two_ways([[1, 1, -1], [1, -1, -1]]).axes[1].lines)  # two pairs have weight 0
    1
    >>> plt.close()
    """
    stored = arguments.patterns(patterns).astype(int)
    count, size = stored.shape
    fig, (left, right) = plt.subplots(1, 2, figsize=(8.2, 2.8), layout="constrained")
    across = np.arange(size) - (size - 1) / 2
    units = np.column_stack([across, np.zeros(size)])
    above = (np.arange(count) - (count - 1) / 2) * size / count
    hidden = np.column_stack([above, np.full(count, 2.0)])
    for mu, i in product(range(count), range(size)):
        _join(left, hidden[mu], units[i], stored[mu, i])
    angle = 2 * np.pi * np.arange(size) / size
    ring = np.column_stack([np.cos(angle), np.sin(angle)])
    for i, j in combinations(range(size), 2):
        _join(right, ring[i], ring[j], int(stored[:, i] @ stored[:, j]))
    for k, place in enumerate(hidden):
        left.annotate(f"$z_{{{k + 1}}}$", place, (0, 16), textcoords="offset points", ha="center")
    left.scatter(*hidden.T, s=260, marker="s", color=VERMILION, edgecolor=INK, zorder=3)
    for ax, places in ((left, units), (right, ring)):
        ax.scatter(*places.T, s=200, color=BLUE, edgecolor=INK, zorder=3)
        ax.margins(0.15)
        ax.axis("off")
    left.set_ylim(-0.5, 2.9)
    right.set_aspect("equal")
    return fig


def _join(ax: Axes, one: Floats, other: Floats, coupling: int) -> None:
    if coupling:
        ax.plot(*np.stack([one, other]).T, "-" if coupling > 0 else "--", color=INK, linewidth=1.2)
