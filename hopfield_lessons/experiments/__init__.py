"""Experiments: will patterns hold, how much damage is healed, where does the capacity end."""

from .capacity import CapacitySweep, capacity_sweep
from .healing import RecallCurve, recall_curve
from .storing import Holding, Storage, storable

__all__ = [
    "CapacitySweep",
    "Holding",
    "RecallCurve",
    "Storage",
    "capacity_sweep",
    "recall_curve",
    "storable",
]
