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
from .capacity import (
    capacity_bound,
    error_probability,
    exact_error_probability,
    load_for_error,
    tie_probability,
)
from .couplings import ferromagnet, hebbian, lattice, mattis, pseudo_inverse, storkey
from .dynamics import Glauber, Recall, glauber, recall, recall_patterns
from .energy import energy, energy_change, local_field, lyapunov
from .meanfield import (
    MeanField,
    critical_load,
    glass_temperature,
    mean_field,
    retrieval_overlap,
    retrieval_temperature,
    thermodynamic_load,
    thermodynamic_temperature,
)
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
from .sweeps import CapacitySweep, capacity_sweep

__version__ = "0.1.0"

__all__ = [
    "Basins",
    "CapacitySweep",
    "Fates",
    "Glauber",
    "Kind",
    "MeanField",
    "Mixture",
    "Network",
    "Recall",
    "all_energies",
    "all_states",
    "basins",
    "binarise",
    "capacity_bound",
    "capacity_sweep",
    "classify",
    "critical_load",
    "distance",
    "energy",
    "energy_change",
    "erase",
    "error_probability",
    "exact_error_probability",
    "fates",
    "ferromagnet",
    "fixed_points",
    "flip",
    "glass_temperature",
    "glauber",
    "hebbian",
    "lattice",
    "letters",
    "load_for_error",
    "local_field",
    "lyapunov",
    "mattis",
    "mean_field",
    "mixture",
    "mixture_melting_temperature",
    "mixture_overlaps",
    "moves",
    "overlap",
    "picture",
    "pictures",
    "prepare",
    "pseudo_inverse",
    "random_patterns",
    "recall",
    "recall_patterns",
    "retrieval_overlap",
    "retrieval_temperature",
    "state_number",
    "storkey",
    "symmetric_mixture_overlap",
    "thermodynamic_load",
    "thermodynamic_temperature",
    "tie_probability",
    "to_bits",
    "to_spins",
]
