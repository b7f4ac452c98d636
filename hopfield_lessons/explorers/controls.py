"""Controls, a screen, and the picture that follows them."""

from __future__ import annotations

import io
import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import imsave

from .. import _arguments as arguments
from ..plotting.frame import Picture, look

_DPI = 90  # of a figure in the page
_DEVICE_PIXELS = 2  # a side of a pixel of the page: sharp on fine screens too
_ROW = {"height": "44px", "max_width": "100%"}  # high enough for a finger
_LABELS = {"description_width": "5.5rem"}  # one width, so that all tracks begin at one edge
_PATIENCE = 0.5  # seconds; a picture that takes longer is announced


def slider(
    name: str, value: float, low: float, high: float, step: float | None = None
) -> widgets.Widget:
    """Make a slider for `explore`.

    Parameters
    ----------
    name : str
        The label; a symbol such as "β" is fine.
    value, low, high : int or float
        Where the slider starts, and its ends. Whole numbers give a slider of whole numbers.
    step : float, optional
        The distance of two positions: 1 for whole numbers, a hundredth of the range otherwise.

    Returns
    -------
    ipywidgets.IntSlider or ipywidgets.FloatSlider
        It reports while the hand moves. The front-end holds a value back while the kernel
        draws, and then sends the latest one only: no queue of stale pictures builds up.

    Raises
    ------
    ValueError
        If `value` doesn't lie between `low` and `high`, or these are not in order.

    Examples
    --------
    >>> from hopfield_lessons.explorers import slider
    >>> slider("β", 1.0, 0.0, 4.0).step
    0.04
    """
    start = arguments.real(value, name, least=low, most=high)
    if not low < high:
        raise ValueError(f"{name}: expected low < high, got {low} and {high}")
    options = {"min": low, "max": high, "description": name}
    options |= {"layout": widgets.Layout(**_ROW), "style": _LABELS}
    if all(isinstance(number, int) for number in (value, low, high)):
        return widgets.IntSlider(value=value, step=step or 1, **options)
    distance = step or (high - low) / 100
    decimals = max(0, -math.floor(math.log10(distance)))  # so that each step can be read off
    return widgets.FloatSlider(
        value=start, step=distance, readout_format=f".{decimals}f", **options
    )


def choose(name: str, options: Sequence[str]) -> widgets.Dropdown:
    """Make a drop-down list for `explore`.

    Parameters
    ----------
    name : str
        The label.
    options : sequence of str
        What can be chosen; the first is chosen at the start.

    Returns
    -------
    ipywidgets.Dropdown

    Examples
    --------
    >>> from hopfield_lessons.explorers import choose
    >>> choose("order", ["random", "sequential"]).value
    'random'
    """
    layout = widgets.Layout(width="20rem", **_ROW)
    return widgets.Dropdown(options=list(options), description=name, style=_LABELS, layout=layout)


class Screen:
    """A picture and the sentence under it, as widgets."""

    def __init__(self) -> None:
        natural = widgets.Layout(max_width="100%", height="auto", align_self="flex-start")
        self.image = widgets.Image(format="png", layout=natural)
        self.words = widgets.HTML()
        self._took = 0.0

    @contextmanager
    def announcing(self) -> Iterator[None]:
        """Say that a picture is on its way, where the one before it took long."""
        before, start = self.words.value, time.perf_counter()
        if self._took > _PATIENCE:
            self.words.value = "Working …"
        try:
            yield
        except BaseException:
            self.words.value = before
            raise
        self._took = time.perf_counter() - start

    def show(self, picture: Picture) -> None:
        """Show a figure at its natural size, and its sentence."""
        figure, words = picture
        with self.image.hold_sync():  # one message
            self.image.width = str(round(figure.get_figwidth() * _DPI))
            self.image.value = _sharp(figure)
            self.image.alt = words
        self.words.value = words


def _sharp(figure: Figure) -> bytes:
    """Return a figure as a PNG with more pixels than the page has, and close it.

    `savefig` lays a figure out twice; a hand that waits has no time for that.
    """
    buffer = io.BytesIO()
    with look():
        figure.set_dpi(_DPI * _DEVICE_PIXELS)
        canvas: Any = FigureCanvasAgg(figure)  # matplotlib has no types here
        canvas.draw()
    quick = {"compress_level": 1}  # it goes to the next window, not over the net
    imsave(buffer, np.asarray(canvas.buffer_rgba()), format="png", pil_kwargs=quick)
    plt.close(figure)
    return buffer.getvalue()


def explore(draw: Callable[..., Picture], **controls: widgets.Widget) -> widgets.VBox:
    """Redraw a picture whenever a control moves.

    Parameters
    ----------
    draw : callable
        Called with the controls' values by name; returns a `Picture`.
    **controls : ipywidgets widgets
        From `slider` and `choose`; the names are those of `draw`'s arguments.

    Returns
    -------
    ipywidgets.VBox
        Show it as the last expression of a cell.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.explorers import Picture, explore, slider
    >>> def draw(size):
    ...     fig, ax = plt.subplots()
    ...     _ = ax.plot(range(size))
    ...     return Picture(fig, f"A line of {size} points.")
    >>> explore(draw, size=slider("N", 3, 1, 9)).children[-1].value
    'A line of 3 points.'
    """
    screen = Screen()

    def redraw(_: object) -> None:
        with screen.announcing():
            with look():
                picture = draw(**{name: control.value for name, control in controls.items()})
            screen.show(picture)

    redraw(None)
    for control in controls.values():
        if not isinstance(control, widgets.Dropdown):
            control.layout.width = f"{screen.image.width}px"  # a track as wide as the picture
        control.observe(redraw, "value")
    return widgets.VBox([*controls.values(), screen.image, screen.words])
