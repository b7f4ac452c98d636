"""How a state moves: recall without noise, Glauber dynamics with it."""

from .noiseless import recall, recall_patterns
from .noisy import anneal, glauber
from .runs import Glauber, Recall

__all__ = ["Glauber", "Recall", "anneal", "glauber", "recall", "recall_patterns"]
