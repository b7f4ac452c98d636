"""The pictures of an explorer as a film, for readers without a kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..player import Player, player
from ..plotting.frame import Picture, look, png


def film(draw: Callable[..., Picture], values: Iterable[Any], *, name: str, alt: str) -> Player:
    """Draw a series of pictures for readers without a kernel.

    Parameters
    ----------
    draw : callable
        Called with each value; returns a `Picture`.
    values : iterable
        One for each frame.
    name : str
        A slug such as ``"magnet-cools"``, used once on a page.
    alt : str
        What the whole series shows, for those who can't see it.

    Returns
    -------
    Player
        Show it as the last expression of a cell.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.explorers import Picture, film
    >>> def draw(size):
    ...     fig, ax = plt.subplots()
    ...     _ = ax.plot(range(size))
    ...     return Picture(fig, f"A line of {size} points.")
    >>> film(draw, [2, 3], name="longer-lines", alt="A line that grows from two to three points.")
    <player: 2 frames>
    """
    frames, labels = [], []
    for value in values:
        with look():
            figure, words = draw(value)
        frames.append(png(figure))  # closed at once: matplotlib warns of many open ones
        labels.append(words)
    return player(frames, labels=labels, alt=alt, name=name)
