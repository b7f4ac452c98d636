"""Figures that several lessons draw. Only from here upwards matplotlib is imported.

Lessons begin with ``plt.style.use("hopfield_lessons.lessons")``: the style sheet of the
package. In pictures dark ink is +1 and paper is -1.
"""

from .frame import Picture, png
from .hypercube import show_hypercube
from .ink import BLUE, GREY, INK, ORANGE, PAPER, VERMILION
from .overlaps import show_overlaps, show_states
from .patterns import draw_pattern, show_patterns
from .photographs import sample_photographs
from .recalls import recall_frame
from .vector import svg
from .weights import show_weights

__all__ = [
    "BLUE",
    "GREY",
    "INK",
    "ORANGE",
    "PAPER",
    "VERMILION",
    "Picture",
    "draw_pattern",
    "png",
    "recall_frame",
    "sample_photographs",
    "show_hypercube",
    "show_overlaps",
    "show_patterns",
    "show_states",
    "show_weights",
    "svg",
]
