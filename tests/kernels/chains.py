"""Markov chains over all states of a tiny network, exactly: one entry for each pair of states."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from hopfield_lessons import all_states

# accept(field, spin): the chance that a visited unit flips
Rule = Callable[[float, int], float]


def heat_bath(beta: float) -> Rule:
    """1 - g(h) for a spin +1, g(h) for -1."""
    return lambda field, spin: 1 / (1 + math.exp(2 * beta * spin * field))


def metropolis(beta: float) -> Rule:
    """min(1, exp(-beta Delta E)) with Delta E = 2 s h."""
    return lambda field, spin: min(1.0, math.exp(-2 * beta * spin * field))


def energies(weights: np.ndarray, field: np.ndarray) -> np.ndarray:
    """E of every state by the definition, a pair at a time."""
    size = len(weights)
    found = []
    for s in all_states(size).astype(int):
        pairs = sum(weights[i, j] * s[i] * s[j] for i in range(size) for j in range(i))
        found.append(-pairs - sum(b * x for b, x in zip(field, s, strict=True)))
    return np.array(found, dtype=float)


def boltzmann(weights: np.ndarray, field: np.ndarray, beta: float) -> np.ndarray:
    """exp(-beta E)/Z."""
    factors = np.exp(-beta * energies(weights, field))
    return factors / factors.sum()


def visit(weights: np.ndarray, field: np.ndarray, unit: int, rule: Rule) -> np.ndarray:
    """Row: the state before; column: after one visit of a unit."""
    size = len(weights)
    chain = np.zeros((2**size, 2**size))
    for number, s in enumerate(all_states(size).astype(int)):
        h = sum(weights[unit, j] * s[j] for j in range(size) if j != unit) + field[unit]
        chance = rule(float(h), int(s[unit]))
        chain[number, number ^ (1 << (size - 1 - unit))] = chance
        chain[number, number] = 1 - chance
    return chain


def at_once(weights: np.ndarray, field: np.ndarray, beta: float) -> np.ndarray:
    """The heat bath with all units at once, self-couplings included."""
    size = len(weights)
    states = all_states(size).astype(int)
    chain = np.ones((2**size, 2**size))
    for row, before in enumerate(states):
        for column, after in enumerate(states):
            for i in range(size):
                h = sum(weights[i, j] * before[j] for j in range(size)) + field[i]
                chain[row, column] /= 1 + math.exp(-2 * beta * after[i] * h)
    return chain


def stationary(chain: np.ndarray) -> np.ndarray:
    """The one distribution that the chain leaves unchanged."""
    values, vectors = np.linalg.eig(chain.T)
    place = np.argmin(abs(values - 1))
    law = vectors[:, place].real
    return law / law.sum()
