"""Figures that several lessons draw. Only from here upwards matplotlib is imported.

Lessons begin with ``plt.style.use("hopfield_lessons.lessons")``: the style sheet of the
package. In pictures dark ink is +1 and paper is -1.
"""

from .frame import Picture
from .hypercube import show_hypercube
from .ink import INK, PAPER, VERMILION, png
from .photographs import sample_photographs
from .pictures import draw_pattern, show_patterns, show_weights
from .recalls import recall_frame

__all__ = [
    "INK",
    "PAPER",
    "VERMILION",
    "Picture",
    "draw_pattern",
    "png",
    "recall_frame",
    "sample_photographs",
    "show_hypercube",
    "show_patterns",
    "show_weights",
]
