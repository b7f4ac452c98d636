"""Controls, a screen, and the picture that follows them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import ipywidgets as widgets

from .. import _arguments as arguments
from ..plotting.frame import Picture, look, png


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
        It reports when the hand rests, not on the way.

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
    options = {"min": low, "max": high, "description": name, "continuous_update": False}
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
    return widgets.Dropdown(options=list(options), description=name)


class Screen:
    """A picture and the sentence under it, as widgets."""

    def __init__(self) -> None:
        self.image = widgets.Image(format="png")
        self.words = widgets.HTML()

    def show(self, frame: bytes, words: str) -> None:
        """Show a PNG picture and its sentence."""
        self.image.value = frame
        self.image.alt = words
        self.words.value = words


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
        with look():
            figure, words = draw(**{name: control.value for name, control in controls.items()})
        screen.show(png(figure), words)

    for control in controls.values():
        control.observe(redraw, "value")
    redraw(None)
    return widgets.VBox([*controls.values(), screen.image, screen.words])
