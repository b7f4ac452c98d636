"""Kernels of Hopfield Lessons: patterns, couplings, energy and dynamics.

States are arrays of +1 and -1 of shape (N,) or (B, N), patterns (P, N), weights (N, N).
Importing the package needs numpy only; figures, explorers and checks are in the
modules `plotting`, `explorers` and `checks`.
"""

from ._exact import Network, prepare
from .attractors import (
    Basins,
    Fates,
    all_energies,
    all_states,
    basins,
    fates,
    fixed_points,
    moves,
    state_number,
)
from .couplings import hebbian
from .dynamics import Glauber, Recall, glauber, recall, recall_patterns
from .energy import energy, energy_change, local_field
from .mixtures import (
    Kind,
    Mixture,
    classify,
    mixture,
    mixture_melting_temperature,
    mixture_overlaps,
    symmetric_mixture_overlap,
)
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
    "Basins",
    "Fates",
    "Glauber",
    "Kind",
    "Mixture",
    "Network",
    "Recall",
    "all_energies",
    "all_states",
    "basins",
    "binarise",
    "classify",
    "distance",
    "energy",
    "energy_change",
    "erase",
    "fates",
    "fixed_points",
    "flip",
    "glauber",
    "hebbian",
    "letters",
    "local_field",
    "mixture",
    "mixture_melting_temperature",
    "mixture_overlaps",
    "moves",
    "overlap",
    "picture",
    "pictures",
    "prepare",
    "random_patterns",
    "recall",
    "recall_patterns",
    "state_number",
    "symmetric_mixture_overlap",
    "to_bits",
    "to_spins",
]
