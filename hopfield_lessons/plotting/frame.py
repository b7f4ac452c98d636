"""What an explorer or a film shows."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.figure import Figure


class Picture(NamedTuple):
    """What an explorer shows: a figure, and one sentence that says what to see in it.

    Attributes
    ----------
    figure : matplotlib Figure
        All figures of one explorer have the same size.
    words : str
        The sentence, for those who can't see the figure and for everybody else.
    """

    figure: Figure
    words: str
