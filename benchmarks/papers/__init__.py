"""Numbers of papers, found again: ``python -m benchmarks.papers``."""

from . import capacity, hopfield1982, other_rules, spins
from .redone import ALL, Redone

__all__ = ["ALL", "Redone", "capacity", "hopfield1982", "other_rules", "spins"]
