"""Kernels of Hopfield Lessons: patterns, couplings, energy and dynamics.

States are arrays of +1 and -1 of shape (N,) or (B, N), patterns (P, N), weights (N, N).
Importing the package needs numpy only; figures, explorers and checks are in the
modules `plotting`, `explorers` and `checks`.
"""

from ._exact import Network, prepare
from .couplings import hebbian
from .dynamics import Glauber, Recall, glauber, recall, recall_patterns
from .energy import energy, energy_change, local_field
from .patterns import (
    binarise,
    distance,
    erase,
    flip,
    letters,
    overlap,
    picture,
    pictures,
    random_patterns,
    to_bits,
    to_spins,
)

__version__ = "0.1.0"

__all__ = [
    "Glauber",
    "Network",
    "Recall",
    "binarise",
    "distance",
    "energy",
    "energy_change",
    "erase",
    "flip",
    "glauber",
    "hebbian",
    "letters",
    "local_field",
    "overlap",
    "picture",
    "pictures",
    "prepare",
    "random_patterns",
    "recall",
    "recall_patterns",
    "to_bits",
    "to_spins",
]
