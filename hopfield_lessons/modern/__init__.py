"""Steeper wells: dense memories of +1 and -1, softmax retrieval of real vectors, attention."""

from .capacity import dense_capacity, dense_error
from .dense import dense_energy, dense_recall
from .softmax import (
    attention,
    merge_beta,
    retrieval_bound,
    separation,
    softmax_energy,
    softmax_retrieve,
    softmax_weights,
)

__all__ = [
    "attention",
    "dense_capacity",
    "dense_energy",
    "dense_error",
    "dense_recall",
    "merge_beta",
    "retrieval_bound",
    "separation",
    "softmax_energy",
    "softmax_retrieve",
    "softmax_weights",
]
