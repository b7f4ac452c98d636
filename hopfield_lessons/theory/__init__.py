"""What theory says of random patterns: one step, phases, mixtures, the best weights."""

from .mixed_states import (
    MixtureTheory,
    mixture_critical_load,
    mixture_melting_temperature,
    mixture_overlaps,
    symmetric_mixture_overlap,
)
from .one_step import (
    capacity_bound,
    error_probability,
    exact_error_probability,
    load_for_error,
    tie_probability,
)
from .phases import (
    MeanField,
    critical_load,
    glass_temperature,
    mean_field,
    retrieval_overlap,
    retrieval_temperature,
    thermodynamic_load,
    thermodynamic_temperature,
)
from .separable import cover_probability, gardner_load

__all__ = [
    "MeanField",
    "MixtureTheory",
    "capacity_bound",
    "cover_probability",
    "critical_load",
    "error_probability",
    "exact_error_probability",
    "gardner_load",
    "glass_temperature",
    "load_for_error",
    "mean_field",
    "mixture_critical_load",
    "mixture_melting_temperature",
    "mixture_overlaps",
    "retrieval_overlap",
    "retrieval_temperature",
    "symmetric_mixture_overlap",
    "thermodynamic_load",
    "thermodynamic_temperature",
    "tie_probability",
]
