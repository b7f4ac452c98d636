"""Kernels of Hopfield Lessons: patterns, couplings, energy and dynamics.

States are arrays of +1 and -1 of shape (N,) or (B, N), patterns (P, N), weights (N, N).
What several lessons use is at hand here, everything else in its module, as in
``hopfield_lessons.theory.critical_load``. Importing the package needs numpy only; figures and
sliders are in the modules `plotting` and `explorers`, and what one lesson needs in `lessons`.
"""

from typing import Any

from . import (
    boltzmann,
    drawings,
    dynamics,
    experiments,
    fields,
    landscape,
    magnets,
    mixtures,
    modern,
    network,
    optimise,
    patterns,
    rules,
    theory,
    unlearning,
)
from ._moved import moved
from .drawings import binarise, letters, picture, pictures
from .dynamics import anneal, glauber, recall, recall_patterns
from .experiments import capacity_sweep, recall_curve, storable
from .fields import energy, energy_change, local_field, lyapunov
from .landscape import all_energies, all_states, basins, fixed_points
from .magnets import ferromagnet, lattice, mattis
from .mixtures import classify, mixture
from .network import Network, prepare, spins_from_bits
from .patterns import (
    distance,
    erase,
    flip,
    overlap,
    random_patterns,
    to_bits,
    to_spins,
)
from .rules import centred, hebbian, pseudo_inverse, storkey

__version__ = "0.1.0"

__all__ = [
    "Network",
    "all_energies",
    "all_states",
    "anneal",
    "basins",
    "binarise",
    "boltzmann",
    "capacity_sweep",
    "centred",
    "classify",
    "distance",
    "drawings",
    "dynamics",
    "energy",
    "energy_change",
    "erase",
    "experiments",
    "ferromagnet",
    "fields",
    "fixed_points",
    "flip",
    "glauber",
    "hebbian",
    "landscape",
    "lattice",
    "letters",
    "local_field",
    "lyapunov",
    "magnets",
    "mattis",
    "mixture",
    "mixtures",
    "modern",
    "network",
    "optimise",
    "overlap",
    "patterns",
    "picture",
    "pictures",
    "prepare",
    "pseudo_inverse",
    "random_patterns",
    "recall",
    "recall_curve",
    "recall_patterns",
    "rules",
    "spins_from_bits",
    "storable",
    "storkey",
    "theory",
    "to_bits",
    "to_spins",
    "unlearning",
]


def __getattr__(name: str) -> Any:
    return moved(name)
