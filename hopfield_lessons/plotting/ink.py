"""Colours, and a figure as bytes."""

from __future__ import annotations

import io

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

INK, VERMILION, PAPER = "#1b2a41", "#d55e00", "#f3efe6"


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
