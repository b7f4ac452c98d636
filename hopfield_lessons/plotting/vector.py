"""A figure as SVG that takes the colours of the page it stands on.

Each ink of the course becomes a CSS variable with the ink itself behind it: where nobody sets the
variable, the figure looks as it does on white paper.
"""

from __future__ import annotations

import hashlib
import io
import re
import sys

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.figure import Figure, FigureBase

from .frame import look
from .ink import BLUE, GREY, INK, ORANGE, VERMILION

TEXT = "#000000"
INKS = {
    TEXT: "text",
    "#ffffff": "ground",
    "#e4e4e4": "grid",
    INK: "ink",
    VERMILION: "vermilion",
    BLUE: "blue",
    ORANGE: "orange",
    GREY: "grey",
    "#009e73": "green",
    "#cc79a7": "pink",
    "#56b4e9": "sky",
}
MOST_CHARACTERS = 80_000
_INK = re.compile(r"(?<=: )#[0-9a-f]{6}\b")
# Scales stay as they are: two decimals are enough for a place on the page, not for a factor.
_PLACE = re.compile(r'(?<= d=")[^"]*|(?<= [xy]=")[^"]*|(?<=translate\()[^)]*')
_DECIMAL = re.compile(r"-?\d+\.\d+")
_ID = re.compile(r'(?<= id=")[^"]+')
_POINTER = re.compile(r"(?<=href=\"#)[^\"]+|(?<=url\(#)[^)]+")


def svg(fig: Figure) -> str:
    """Return a figure as an SVG element and close it.

    Parameters
    ----------
    fig : matplotlib Figure
        Closed afterwards, so that a long series doesn't fill the memory.

    Returns
    -------
    str
        One ``<svg>`` element, to stand in a page of HTML. Letters are outlines, so that it needs no
        typeface; places are rounded to a hundredth of a point, and ids count from 1 behind a digest
        of the drawing, so that the same figure gives the same text, and two figures share no id.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.plotting.vector import svg
    >>> svg(plt.figure())[:4]
    '<svg'
    """
    drawing = _drawing(fig)
    plt.close(fig)
    return drawing


def _offer(fig: Figure) -> str | None:
    """What a notebook shows beside the PNG: nothing for pictures, and for what would weigh much."""
    if any(ax.images for ax in fig.axes):
        return None
    drawing = _drawing(fig)
    return drawing if len(drawing) <= MOST_CHARACTERS else None


def _drawing(fig: Figure) -> str:
    buffer = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with look(), mpl.rc_context({"svg.fonttype": "path"}):
        fig.savefig(buffer, format="svg", metadata=nothing)
    written = buffer.getvalue()
    drawing = _PLACE.sub(_rounded, written[written.index("<svg") :])
    return _own_ids(_INK.sub(_variable, drawing)).replace(
        "<svg", f'<svg class="hl-figure nohighlight" style="fill: {_name(TEXT)}"', 1
    )


def _register() -> None:
    """Let a notebook show line figures as SVG too, if this runs in one."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is not None:
        shell.display_formatter.formatters["image/svg+xml"].for_type(
            FigureBase, _offer
        )  # of Figure, pyplot forgets it
        shell.display_formatter.formatters["image/svg+xml"].enabled = True


_register()


def _rounded(places: re.Match[str]) -> str:
    return _DECIMAL.sub(lambda number: f"{round(float(number[0]), 2) + 0.0:.6g}", places[0])


def _variable(ink: re.Match[str]) -> str:
    return _name(ink[0]) if ink[0] in INKS else ink[0]


def _name(ink: str) -> str:
    return f"var(--hl-{INKS[ink]}, {ink})"


def _own_ids(drawing: str) -> str:
    """Count the ids: matplotlib's own hang on the last digits of numbers."""
    number = {old: str(count) for count, old in enumerate(_ID.findall(drawing), start=1)}
    counted = _ID.sub(lambda old: number[old[0]], drawing)
    counted = _POINTER.sub(lambda old: number.get(old[0], old[0]), counted)
    mark = "f" + hashlib.sha256(counted.encode()).hexdigest()[:8]
    counted = _ID.sub(lambda count: f"{mark}-{count[0]}", counted)
    return re.sub(r'((?:href="|url\()#)(\d+)', rf"\g<1>{mark}-\g<2>", counted)
