"""Names that stood in the package itself until 0.1, and the modules where they are now.

Code of a learner or a user that still calls them goes on, with a warning that names the new place.
"""

from __future__ import annotations

import importlib
import warnings
from typing import Any

_HOMES = {
    "dynamics": ("Glauber", "Recall"),
    "experiments": ("CapacitySweep",),
    "landscape": ("Basins", "Fates", "fates", "moves", "state_number"),
    "theory": (
        "MeanField",
        "capacity_bound",
        "critical_load",
        "error_probability",
        "exact_error_probability",
        "glass_temperature",
        "load_for_error",
        "mean_field",
        "mixture_melting_temperature",
        "mixture_overlaps",
        "retrieval_overlap",
        "retrieval_temperature",
        "symmetric_mixture_overlap",
        "thermodynamic_load",
        "thermodynamic_temperature",
        "tie_probability",
    ),
}
_NEW_PLACES = {name: f"{module}.{name}" for module, names in _HOMES.items() for name in names} | {
    "Kind": "mixtures.Classification",
    "Mixture": "theory.MixtureTheory",
}


def moved(name: str) -> Any:
    """Return what `name` stood for in the package; called where it isn't there any more."""
    if name not in _NEW_PLACES:
        raise AttributeError(f"module 'hopfield_lessons' has no attribute {name!r}")
    module, new_name = _NEW_PLACES[name].split(".")
    warnings.warn(
        f"hopfield_lessons.{name} has moved: write hopfield_lessons.{module}.{new_name}",
        DeprecationWarning,
        stacklevel=3,
    )
    return getattr(importlib.import_module(f"hopfield_lessons.{module}"), new_name)
