"""How a state moves: recall without noise, Glauber and Metropolis dynamics with it, annealing."""

from .annealing import anneal, anneal_patterns
from .noiseless import recall, recall_patterns
from .noisy import glauber, metropolis
from .runs import Glauber, Recall

__all__ = [
    "Glauber",
    "Recall",
    "anneal",
    "anneal_patterns",
    "glauber",
    "metropolis",
    "recall",
    "recall_patterns",
]
