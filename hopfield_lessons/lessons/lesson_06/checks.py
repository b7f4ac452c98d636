"""Exercises of lesson 06, spurious and mixture states."""

from .columns import alike, slide, voices
from .states import asymmetric, cure, ends, names

__all__ = ["alike", "asymmetric", "cure", "ends", "names", "slide", "voices"]
