"""Learning rules: how patterns become couplings w_ij."""

from .fitted import Learned, perceptron, pseudo_inverse
from .hebb import centred, covariance, hebbian, sequence
from .in_turn import palimpsest, storkey

__all__ = [
    "Learned",
    "centred",
    "covariance",
    "hebbian",
    "palimpsest",
    "perceptron",
    "pseudo_inverse",
    "sequence",
    "storkey",
]
