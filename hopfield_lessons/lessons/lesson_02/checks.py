"""Exercises of lesson 02, patterns and the Hebb rule."""

from .crosstalk import by_hand, lost, safe
from .overlaps import overlap
from .sweeping import sweep

__all__ = ["by_hand", "lost", "overlap", "safe", "sweep"]
