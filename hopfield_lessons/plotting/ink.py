"""Ink: the colours and the signs that figures are made of, each named once.

The hues are Okabe and Ito's, as in the style sheet: every kind of colour vision tells them apart.
"""

from __future__ import annotations

from matplotlib.colors import ListedColormap

INK, PAPER = "#1b2a41", "#f3efe6"
VERMILION, BLUE, ORANGE = "#d55e00", "#0072b2", "#e69f00"
GREY = "#8a8a8a"  # of what only helps to read: frames, zero lines, limits
SPINS = ListedColormap([PAPER, INK])  # from -1 to +1


def minus(text: str) -> str:
    """Return `text` with minus signs, as wide as a plus, where Python writes hyphens."""
    return text.replace("-", "−")


def sign(number: float) -> str:
    """Return the sign of a number, or 0."""
    if number == 0:
        return "0"
    return "+" if number > 0 else minus("-")
