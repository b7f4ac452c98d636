"""What an explorer or a film shows: a figure with its sentence, and a figure as bytes."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
import matplotlib.pyplot as plt
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


def look() -> AbstractContextManager[None]:
    """The look of the course, whatever a matplotlibrc or another style has set."""
    return mpl.rc_context(_settings())


@cache
def _settings() -> mpl.RcParams:
    style = Path(__file__).parents[1] / "lessons.mplstyle"
    return mpl.rc_params_from_file(style, use_default_template=False)


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
    with look():
        fig.savefig(buffer, format="png", dpi=90, metadata={"Software": None})
    plt.close(fig)
    return buffer.getvalue()
