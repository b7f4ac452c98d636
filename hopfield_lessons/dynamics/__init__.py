"""How a state moves: recall without noise, Glauber dynamics with it."""

from .noiseless import recall, recall_patterns
from .noisy import glauber
from .runs import Glauber, Recall

__all__ = ["Glauber", "Recall", "glauber", "recall", "recall_patterns"]
