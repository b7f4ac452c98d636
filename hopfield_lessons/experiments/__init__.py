"""Experiments with many networks, on one machine or on many."""

from .capacity import CapacitySweep, capacity_sweep

__all__ = ["CapacitySweep", "capacity_sweep"]
