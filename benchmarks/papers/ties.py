"""How often rounding decides a tie: public packages and ours beside exact integers.

Weights divided by N make a field that is zero come out as ±1e-16, and then its sign is that of
the dust. The oracle here sums whole numbers. All take sign(0) = +1, as these packages do. One of
them, neurodynex3, asks for a simulator that its Hopfield networks do without:
pip install --no-deps neurodynex3
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any

import numpy as np

import hopfield_lessons as hl

from .redone import SEED, Floats

SIZE, COUNT, DAMAGE, STEPS, RUNS = 100, 10, 0.3, 8, 400
Run = Callable[[Floats, Floats], Floats]  # patterns and a state -> the state after STEPS


def integers(patterns: Floats) -> Floats:
    """N times the Hebb rule's weights, as whole numbers."""
    weights = patterns.T.astype(np.int64) @ patterns
    np.fill_diagonal(weights, 0)
    return weights


def together(patterns: Floats, state: Floats) -> Floats:
    """All units at once, in whole numbers."""
    weights = integers(patterns)
    for _ in range(STEPS):
        state = np.where(weights @ state >= 0, 1, -1)
    return state


def one_by_one(patterns: Floats, state: Floats) -> Floats:
    """Units 0, 1, 2 … in turn, in whole numbers."""
    weights, state = integers(patterns), state.astype(np.int64)
    for _ in range(STEPS):
        for unit in range(len(state)):
            state[unit] = 1 if weights[unit] @ state >= 0 else -1
    return state


def _ours(**options: Any) -> Run:
    def run(patterns: Floats, state: Floats) -> Floats:
        weights = hl.hebbian(patterns)
        for _ in range(STEPS):  # one at a time: a longer run stops in a cycle, at either state
            state = hl.recall(weights, state, ties="plus", max_sweeps=1, **options).state
        return state

    return run


def _neurodynex3(package: Any) -> Run:
    def run(patterns: Floats, state: Floats) -> Floats:
        network = package.HopfieldNetwork(SIZE)
        network.store_patterns(list(patterns))
        network.set_state_from_pattern(state)
        network.run(STEPS)
        return network.state

    return run


def _hopfieldnetwork(package: Any) -> Run:
    def run(patterns: Floats, state: Floats) -> Floats:
        network = package.HopfieldNetwork(SIZE)
        network.train_pattern(patterns.T.astype(float))
        network.set_initial_neurons_state(state.copy())
        network.update_neurons(STEPS, "sync")
        return network.S

    return run


def _hopfieldkit(package: Any) -> Run:
    def run(patterns: Floats, state: Floats) -> Floats:
        network = package.HopfieldNetwork(SIZE).fit(patterns.astype(float))
        return network.recall(state, order="sequential", max_steps=STEPS)

    return run


PACKAGES = (
    ("neurodynex3", "neurodynex3.hopfield_network.network", _neurodynex3, together),
    ("hopfieldnetwork", "hopfieldnetwork", _hopfieldnetwork, together),
    ("hopfieldkit", "hopfieldkit", _hopfieldkit, one_by_one),
)


def runners() -> Iterator[tuple[str, Run, Run]]:
    """Who takes part: a name, how it runs, and the whole numbers that it is compared with."""
    yield "recall, all at once", _ours(update="synchronous"), together
    yield "recall, one by one", _ours(order="sequential"), one_by_one
    for name, module, wrap, exact in PACKAGES:
        try:
            package = importlib.import_module(module)
        except ImportError:
            print(f"({name} is not installed: it does not take part)")
        else:
            yield f"{name} {version(name)}", wrap(package), exact


def differing(run: Run, exact: Run, runs: int = RUNS) -> int:
    """How many of these runs end elsewhere than in whole numbers."""
    count = 0
    for seed in np.random.SeedSequence(SEED).spawn(runs):
        rng = np.random.default_rng(seed)
        patterns = hl.random_patterns(COUNT, SIZE, rng=rng)
        state = hl.flip(patterns[0], DAMAGE, rng=rng)
        count += not np.array_equal(run(patterns, state), exact(patterns, state))
    return count


def race(runs: int = RUNS) -> dict[str, int]:
    """For each of them, how many runs differ."""
    return {name: differing(run, exact, runs) for name, run, exact in runners()}
