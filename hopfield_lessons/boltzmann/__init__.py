"""Boltzmann machines: energies that are learned, with the sums of small machines done exactly."""

from .gaussian import GaussianMachine, block_glauber, hopfield_rbm
from .learning import Moments, Trained, learn_boltzmann, moments
from .restricted import RBM, Change
from .tables import divergence, empirical_distribution

__all__ = [
    "RBM",
    "Change",
    "GaussianMachine",
    "Moments",
    "Trained",
    "block_glauber",
    "divergence",
    "empirical_distribution",
    "hopfield_rbm",
    "learn_boltzmann",
    "moments",
]
