"""Exercises of lesson 05, attractors and basins."""

from __future__ import annotations

from .measured import radius
from .paper import four_pictures
from .starts import losing_start, two_ends
from .sure import sure_basin

__all__ = ["four_pictures", "losing_start", "radius", "sure_basin", "two_ends"]
