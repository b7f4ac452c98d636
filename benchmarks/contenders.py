"""Who takes part: each brings states to their fixed points, one unit after another."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np

import hopfield_lessons as hl

# settle(weights, states, seed) -> final states
Settle = Callable[[Any, np.ndarray, int], np.ndarray]
# move(weights, states, betas, seed) -> final states
Noisy = Callable[[np.ndarray, np.ndarray, np.ndarray, int], np.ndarray]
LOOP = "loop over units"


def loop(weights: np.ndarray, states: np.ndarray, seed: int) -> np.ndarray:
    """What one writes first: a numpy dot product for each visit of a unit."""
    rng = np.random.default_rng(seed)
    settled = states.astype(float)
    for spins in settled:
        moving = True
        while moving:
            moving = False
            for unit in rng.permutation(len(spins)):
                if spins[unit] * (weights[unit] @ spins) < 0:
                    spins[unit] = -spins[unit]
                    moving = True
    return settled


def noisy_loop(weights: np.ndarray, states: np.ndarray, betas: np.ndarray, seed: int) -> np.ndarray:
    """The heat bath as one writes it first: a dot product and a chance for each visit."""
    rng = np.random.default_rng(seed)
    moved = states.astype(float)
    for spins in moved:
        for beta in betas:
            for unit in rng.permutation(len(spins)):
                up = rng.random() < 1 / (1 + math.exp(-2 * beta * (weights[unit] @ spins)))
                spins[unit] = 1 if up else -1
    return moved


def metropolis_loop(
    weights: np.ndarray, states: np.ndarray, betas: np.ndarray, seed: int
) -> np.ndarray:
    """The Metropolis rule as one writes it first."""
    rng = np.random.default_rng(seed)
    moved = states.astype(float)
    for spins in moved:
        for beta in betas:
            for unit in rng.permutation(len(spins)):
                change = 2 * spins[unit] * (weights[unit] @ spins)
                if change <= 0 or rng.random() < math.exp(-beta * change):
                    spins[unit] = -spins[unit]
    return moved


def perceptron_loop(patterns: np.ndarray, epochs: int, seed: int) -> np.ndarray:
    """One unit of one pattern after another."""
    rng = np.random.default_rng(seed)
    xi = patterns.astype(float)
    whole = np.zeros((xi.shape[1],) * 2)
    for _ in range(epochs):
        for pattern in xi[rng.permutation(len(xi))]:
            for unit, spin in enumerate(pattern):
                if spin * (whole[unit] @ pattern) <= 0:
                    whole[unit] += spin * pattern
                    whole[unit, unit] = 0
    return whole / len(whole)


def dreaming_loop(weights: np.ndarray, dreams: int, strength: float, seed: int) -> np.ndarray:
    """A random state, `loop` until it rests, a little less of it in the weights."""
    rng = np.random.default_rng(seed)
    left = weights.copy()
    for dream in range(dreams):
        start = 2.0 * rng.integers(0, 2, (1, len(left))) - 1
        (end,) = loop(left, start, dream)
        left -= strength / len(left) * np.outer(end, end)
        np.fill_diagonal(left, 0)
    return left


def flow_loop(weights: np.ndarray, starts: np.ndarray, gain: float, steps: int) -> np.ndarray:
    """One start after another, one unit after another, in Euler's steps."""
    ends = starts.copy()
    for u in ends:
        for _ in range(steps):
            values = [math.tanh(gain * x) for x in u]
            u[:] = [x + 0.1 * (row @ values - x) for x, row in zip(u, weights, strict=True)]
    return ends


def split_loop(graph: np.ndarray, seed: int) -> np.ndarray:
    """Change sides, one vertex after another, as long as that cuts more."""
    rng = np.random.default_rng(seed)
    sides = 2.0 * rng.integers(0, 2, len(graph)) - 1
    moved = True
    while moved:
        moved = False
        for vertex in rng.permutation(len(graph)):
            if sides[vertex] * (graph[vertex] @ sides) > 0:
                sides[vertex] = -sides[vertex]
                moved = True
    return sides


def block_loop(patterns: np.ndarray, states: np.ndarray, beta: float, sweeps: int) -> np.ndarray:
    """Gaussian hidden units and spins, one state and one unit after another."""
    rng = np.random.default_rng(0)
    couplings = math.sqrt(beta / patterns.shape[1]) * patterns.T.astype(float)
    moved = states.astype(float)
    for spins in moved:
        for _ in range(sweeps):
            hidden = [column @ spins + rng.normal() for column in couplings.T]
            for unit, row in enumerate(couplings):
                up = rng.random() < 1 / (1 + math.exp(-2 * (row @ hidden)))
                spins[unit] = 1 if up else -1
    return moved


def dense_loop(patterns: np.ndarray, states: np.ndarray, power: int, seed: int) -> np.ndarray:
    """Two energies for each visit, from the definition, until a sweep changes nothing."""
    rng = np.random.default_rng(seed)
    xi = patterns.astype(float)
    moved = states.astype(float)
    for spins in moved:
        before = np.zeros_like(spins)
        while not np.array_equal(before, spins):
            before = spins.copy()
            for unit in rng.permutation(len(spins)):
                others = xi @ spins - xi[:, unit] * spins[unit]
                gain = np.sum((others + xi[:, unit]) ** power - (others - xi[:, unit]) ** power)
                if gain != 0:
                    spins[unit] = np.sign(gain)
    return moved


def softmax_loop(patterns: np.ndarray, states: np.ndarray, beta: float) -> np.ndarray:
    """One state and one pattern after another."""
    moved = []
    for state in states:
        weights = np.array([math.exp(beta * (pattern @ state)) for pattern in patterns])
        weights /= weights.sum()
        moved.append(sum(p * pattern for p, pattern in zip(weights, patterns, strict=True)))
    return np.array(moved)


def _hopfieldkit(package: ModuleType) -> Settle:
    def settle(weights: np.ndarray, states: np.ndarray, seed: int) -> np.ndarray:
        network = package.HopfieldNetwork(len(weights))
        network.weights = weights
        return np.array([network.recall(state, seed=seed) for state in states])

    return settle


def _hopfieldnetwork(package: ModuleType) -> Settle:
    def settle(weights: np.ndarray, states: np.ndarray, seed: int) -> np.ndarray:
        np.random.seed(seed)  # noqa: NPY002  # the only way to seed this package
        network = package.HopfieldNetwork(len(weights))
        network.w = weights
        settled = []
        for state in states:
            network.set_initial_neurons_state(state.copy())
            network.update_neurons(0, "async", run_max=True)
            settled.append(network.S.copy())
        return np.array(settled)

    return settle


def others() -> dict[str, Settle]:
    """The loop, and those public packages that are installed."""
    found: dict[str, Settle] = {LOOP: loop}
    for name, wrap in (("hopfieldkit", _hopfieldkit), ("hopfieldnetwork", _hopfieldnetwork)):
        try:
            found[name] = wrap(importlib.import_module(name))
        except ImportError:
            print(f"({name} is not installed: it does not take part)")
    return found


def by_weights(weights: Any, states: np.ndarray, seed: int) -> np.ndarray:
    """Ours, with the N x N weights; without energies, which the others don't record either."""
    return hl.recall(weights, states, rng=seed, energies=False).state


def by_patterns(patterns: np.ndarray, states: np.ndarray, seed: int) -> np.ndarray:
    """Ours, with the patterns and no weights."""
    return hl.recall_patterns(patterns, states, rng=seed).state
