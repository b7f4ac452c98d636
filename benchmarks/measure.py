"""Timing and memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np

import hopfield_lessons as hl

from . import contenders
from .contenders import LOOP, Noisy, by_patterns, by_weights

SIZE, COUNT, DAMAGE = 1000, 50, 0.1
NUMPY = "a line of numpy"


def race(runners: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Best time of each in seconds. They take turns, so that a busy moment hits all alike."""
    best = dict.fromkeys(runners, np.inf)
    for _ in range(rounds):
        for name, run in runners.items():
            start = perf_counter()
            run()
            best[name] = min(best[name], perf_counter() - start)
    return best


def _damaged(patterns: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    wanted = patterns[np.arange(count) % len(patterns)]
    return wanted, hl.flip(wanted, DAMAGE, rng=1)


def many_states(rounds: int, count: int = 1000, sample: int = 10) -> dict[str, float]:
    """Seconds for `count` states; those who take them one by one run `sample` of them."""
    patterns = hl.random_patterns(COUNT, SIZE, rng=0)
    weights = hl.hebbian(patterns)
    network = hl.prepare(weights)
    wanted, states = _damaged(patterns, count)
    runners: dict[str, Callable[[], Any]] = {}
    for name, settle in contenders.others().items():
        assert np.mean(settle(weights, states[:2], 0) * wanted[:2]) > 0.99, name
        runners[name] = lambda settle=settle: settle(weights, states[:sample], 0)
    runners["recall"] = lambda: by_weights(network, states, 0)
    runners["recall_patterns"] = lambda: by_patterns(patterns, states, 0)
    times = race(runners, rounds)
    return {n: t if n.startswith("recall") else t * count / sample for n, t in times.items()}


def one_state(rounds: int, count: int = 10) -> dict[str, float]:
    """Seconds for one state, when `count` of them come one after another."""
    patterns = hl.random_patterns(COUNT, SIZE, rng=0)
    weights = hl.hebbian(patterns)
    network = hl.prepare(weights)
    _, states = _damaged(patterns, count)
    runners: dict[str, Callable[[], Any]] = {
        name: lambda settle=settle: settle(weights, states, 0)
        for name, settle in contenders.others().items()
    }
    runners["recall"] = lambda: [by_weights(network, state, 0) for state in states]
    runners["recall, weights not prepared"] = lambda: [by_weights(weights, s, 0) for s in states]
    runners["recall_patterns"] = lambda: [by_patterns(patterns, state, 0) for state in states]
    return {name: seconds / count for name, seconds in race(runners, 2 * rounds).items()}


def with_noise(
    rounds: int,
    sweeps: int = 20,
    size: int = SIZE,
    loop: Noisy = contenders.noisy_loop,
    kernel: Callable[..., Any] = hl.glauber,
) -> dict[str, float]:
    """Seconds for one hot state, beta = 0.5, where a third of the units flips in each sweep."""
    patterns = hl.random_patterns(COUNT, size, rng=0)
    weights = hl.hebbian(patterns)
    network = hl.prepare(weights)
    betas = np.full(sweeps, 0.5)
    return race(
        {
            LOOP: lambda: loop(weights, patterns[:1], betas, 0),
            kernel.__name__: lambda: kernel(network, patterns[0], beta=betas, rng=0),
        },
        rounds,
    )


def metropolis(rounds: int, sweeps: int = 20, size: int = SIZE) -> dict[str, float]:
    """The same by the Metropolis rule, where nearly twice as many flip."""
    loop, kernel = contenders.metropolis_loop, hl.dynamics.metropolis
    return with_noise(rounds, sweeps, size, loop, kernel)


def annealing(
    rounds: int, count: int = 100, sweeps: int = 20, size: int = SIZE, sample: int = 1
) -> dict[str, float]:
    """Seconds to cool `count` random states down; the loop cools `sample` of them."""
    patterns = hl.random_patterns(COUNT, size, rng=0)
    weights = hl.hebbian(patterns)
    network = hl.prepare(weights)
    states = hl.random_patterns(count, size, rng=1)
    temperatures = np.linspace(1.2, 0.02, sweeps)

    def by_loop() -> None:
        warm = contenders.noisy_loop(weights, states[:sample], 1 / temperatures, 0)
        contenders.loop(weights, warm, 0)

    times = race(
        {
            LOOP: by_loop,
            "anneal": lambda: hl.anneal(network, states, temperatures=temperatures, rng=0),
            "anneal_patterns": lambda: hl.dynamics.anneal_patterns(
                patterns, states, temperatures=temperatures, rng=0
            ),
        },
        rounds,
    )
    return times | {LOOP: times[LOOP] * count / sample}


def learning(rounds: int, count: int = 120, size: int = 100) -> dict[str, float]:
    """Seconds of 10 epochs of the perceptron rule."""
    patterns = hl.random_patterns(count, size, rng=0)
    return race(
        {
            LOOP: lambda: contenders.perceptron_loop(patterns, 10, 0),
            "perceptron": lambda: hl.rules.perceptron(patterns, max_epochs=10, rng=0),
        },
        rounds,
    )


def dreaming(rounds: int, dreams: int = 100, size: int = 100) -> dict[str, float]:
    """Seconds of so many dreams of an overloaded network."""
    weights = hl.hebbian(hl.random_patterns(size // 5, size, rng=0))

    def unlearn(together: int) -> np.ndarray:
        return hl.unlearning.unlearn(weights, dreams=dreams, together=together, rng=0)

    return race(
        {
            LOOP: lambda: contenders.dreaming_loop(weights, dreams, 0.01, 0),
            "unlearn": lambda: unlearn(1),
            "unlearn, 10 together": lambda: unlearn(10),
        },
        rounds,
    )


def splitting(rounds: int, count: int = 200, size: int = 200, sample: int = 5) -> dict[str, float]:
    """Seconds for `count` descents of max-cut on a sparse graph; the loop does `sample` of them."""
    graph = hl.optimise.random_graph(size, chance=0.05, rng=0)
    network = hl.prepare(hl.optimise.max_cut(graph))
    starts = hl.random_patterns(count, size, rng=1)
    times = race(
        {
            LOOP: lambda: [contenders.split_loop(graph, seed) for seed in range(sample)],
            "recall": lambda: hl.recall(network, starts, rng=0, energies=False),
        },
        rounds,
    )
    return times | {LOOP: times[LOOP] * count / sample}


def flowing(
    rounds: int, count: int = 40, size: int = 100, steps: int = 100, sample: int = 1
) -> dict[str, float]:
    """Seconds for 100 steps of `count` continuous networks; the loop does `sample` of them."""
    weights = hl.hebbian(hl.random_patterns(5, size, rng=0))
    starts = np.random.default_rng(1).normal(size=(count, size))
    times = race(
        {
            LOOP: lambda: contenders.flow_loop(weights, starts[:sample], 2.0, steps),
            "continuous": lambda: hl.optimise.continuous(weights, starts, gain=2.0, steps=steps),
        },
        rounds,
    )
    return times | {LOOP: times[LOOP] * count / sample}


def blocks(rounds: int, count: int = 100, size: int = 500, sample: int = 2) -> dict[str, float]:
    """Seconds for 20 sweeps of `count` states by block sampling; loops do `sample` of them."""
    patterns = hl.random_patterns(max(1, size // 20), size, rng=0)
    network = hl.prepare(hl.hebbian(patterns))
    states = hl.random_patterns(count, size, rng=1)
    few, chosen = states[:sample], {"beta": 2.0, "sweeps": 20}
    times = race(
        {
            LOOP: lambda: contenders.block_loop(patterns, few, **chosen),
            "glauber": lambda: hl.glauber(network, states, rng=0, **chosen),
            "block_glauber": lambda: hl.boltzmann.block_glauber(patterns, states, rng=0, **chosen),
        },
        rounds,
    )
    return times | {LOOP: times[LOOP] * count / sample}


def dense(
    rounds: int, states: int = 20, count: int = 5000, size: int = 100, sample: int = 1
) -> dict[str, float]:
    """Seconds for damaged patterns of a dense memory, n = 4; the loop takes `sample` of them."""
    patterns = hl.random_patterns(count, size, rng=0)
    _, damaged = _damaged(patterns, states)

    def recall(starts: np.ndarray) -> np.ndarray:
        return hl.modern.dense_recall(patterns, starts, power=4, rng=0, energies=False).state

    times = race(
        {
            LOOP: lambda: contenders.dense_loop(patterns, damaged[:sample], 4, 0),
            "dense_recall": lambda: recall(damaged),
            "dense_recall, one state after another": lambda: [recall(state) for state in damaged],
        },
        rounds,
    )
    return times | {LOOP: times[LOOP] * states / sample}


def softmax_step(
    rounds: int, states: int = 100, count: int = 1000, size: int = 64
) -> dict[str, float]:
    """Seconds for one step of softmax retrieval, beside its two matrix products alone."""
    rng = np.random.default_rng(0)
    patterns, starts = rng.normal(size=(count, size)), rng.normal(size=(states, size))
    return race(
        {
            LOOP: lambda: contenders.softmax_loop(patterns, starts, 0.5),
            "softmax_retrieve": lambda: hl.modern.softmax_retrieve(patterns, starts, beta=0.5),
            "its two matrix products": lambda: starts @ patterns.T @ patterns,
        },
        5 * rounds,
    )


def energies(rounds: int, size: int = SIZE) -> dict[str, float]:
    """Seconds for the energy of one state."""
    patterns = hl.random_patterns(COUNT, size, rng=0)
    weights, state = hl.hebbian(patterns), patterns[0]
    network = hl.prepare(weights)
    return race(
        {
            NUMPY: lambda: -0.5 * state @ weights @ state,
            "energy": lambda: hl.energy(network, state),
            "energy, weights not prepared": lambda: hl.energy(weights, state),
        },
        20 * rounds,
    )


def capacity_point(rounds: int, networks: int = 20) -> dict[str, float]:
    """Seconds for 5 patterns of each of 20 networks at P = 138, learning included."""
    sets = [hl.random_patterns(138, SIZE, rng=seed) for seed in range(networks)]

    def learn(patterns: np.ndarray) -> np.ndarray:
        columns = patterns.astype(float)
        weights = columns.T @ columns / SIZE
        np.fill_diagonal(weights, 0)
        return weights

    runners: dict[str, Callable[[], Any]] = {}
    for name, settle in contenders.others().items():
        runners[name] = lambda settle=settle: [settle(learn(p), p[:5], 0) for p in sets]
    runners["recall"] = lambda: [by_weights(hl.hebbian(p), p[:5], 0) for p in sets]
    runners["recall_patterns"] = lambda: [by_patterns(p, p[:5], 0) for p in sets]
    return race(runners, rounds)


def against_size(sizes: list[int], rounds: int) -> dict[str, dict[int, float]]:
    """Seconds a state at P = 50, for growing N."""
    series: dict[str, dict[int, float]] = {
        LOOP: {},
        "recall, one state": {},
        "recall_patterns, one state": {},
        "recall_patterns, 100 states": {},
    }
    for size in sizes:
        patterns = hl.random_patterns(COUNT, size, rng=0)
        _, states = _damaged(patterns, 100)
        runners: dict[str, Callable[[], Any]] = {
            "recall_patterns, one state": lambda p=patterns, s=states: by_patterns(p, s[0], 0),
            "recall_patterns, 100 states": lambda p=patterns, s=states: by_patterns(p, s, 0),
        }
        if size <= 5000:  # beyond, the N x N weights alone take gigabytes
            weights = hl.hebbian(patterns)
            network = hl.prepare(weights)
            runners[LOOP] = lambda w=weights, s=states: contenders.loop(w, s[:1], 0)
            runners["recall, one state"] = lambda n=network, s=states: by_weights(n, s[0], 0)
        repeats = rounds * max(1, 5000 // size)  # a short race is easily disturbed
        for name, seconds in race(runners, repeats).items():
            series[name][size] = seconds / (100 if "100" in name else 1)
    return series


def against_count(counts: list[int], rounds: int, size: int = 5000) -> dict[str, dict[int, float]]:
    """Seconds a state at N = 5000, for growing P."""
    series: dict[str, dict[int, float]] = {
        "recall, 100 states": {},
        "recall_patterns, 100 states": {},
    }
    for count in counts:
        patterns = hl.random_patterns(count, size, rng=0)
        network = hl.prepare(hl.hebbian(patterns))
        _, states = _damaged(patterns, 100)
        times = race(
            {
                "recall, 100 states": lambda n=network, s=states: by_weights(n, s, 0),
                "recall_patterns, 100 states": lambda p=patterns, s=states: by_patterns(p, s, 0),
            },
            rounds,
        )
        for name, seconds in times.items():
            series[name][count] = seconds / 100
    return series


_BIG = """
import resource, sys, time
import hopfield_lessons as hl
size, count, states = map(int, sys.argv[1:])
patterns = hl.random_patterns(count, size, rng=0)
damaged = hl.flip(patterns[:states], 0.1, rng=1)
start = time.perf_counter()
run = hl.recall_patterns(patterns, damaged, rng=2)
seconds = time.perf_counter() - start
assert (run.state == patterns[:states]).mean() > 0.99
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak * (1 if sys.platform == "darwin" else 1024), seconds)
"""


def big_network(size: int = 100_000, count: int = 100, states: int = 4) -> tuple[float, float]:
    """Peak memory in bytes of a process of its own, Python and numpy included; and seconds."""
    arguments = [sys.executable, "-c", _BIG, str(size), str(count), str(states)]
    run = subprocess.run(arguments, capture_output=True, text=True, check=True)
    peak, seconds = run.stdout.split()
    return float(peak), float(seconds)
