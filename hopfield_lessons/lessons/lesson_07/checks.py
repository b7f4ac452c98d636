"""Exercises of lesson 07, capacity."""

from .feedback import end
from .inputs import cut, error
from .measured import measured
from .statements import CURVE_LOADS, CURVES, capacities, kept_diagonal

__all__ = [
    "CURVES",
    "CURVE_LOADS",
    "capacities",
    "cut",
    "end",
    "error",
    "kept_diagonal",
    "measured",
]
