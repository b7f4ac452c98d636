"""Exercises of lesson 03, the energy and its ½."""

from .conflicts import lowest
from .damage import wrong_units
from .half import half, questions
from .two_flips import energy_change
from .zeros import external_field

__all__ = ["energy_change", "external_field", "half", "lowest", "questions", "wrong_units"]
