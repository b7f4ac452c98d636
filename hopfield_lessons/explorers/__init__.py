"""Explorers: sliders on top of figures. The only part that imports ipywidgets.

An explorer shows pictures that a plain function draws. The same function, called
for a series of values, gives the frames that the site plays without a kernel.
So what you move in JupyterLab and what you step through on the site can't differ.
"""

from ..plotting import Picture
from .controls import choose, explore, slider
from .films import film
from .recalling import recall_explorer
from .stories import RecallStory, recall_story

__all__ = [
    "Picture",
    "RecallStory",
    "choose",
    "explore",
    "film",
    "recall_explorer",
    "recall_story",
    "slider",
]
