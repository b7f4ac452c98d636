"""The plain loop: what the window engine must reproduce bit for bit.

One unit after another, exact arithmetic on Python's fractions, nothing clever.
Weights given as floats are read as the fractions they stand for: `denominator`
turns w into the nearest multiple of 1/denominator.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np


def exact(values: Any, denominator: int) -> np.ndarray:
    """Whole numbers: `values` times `denominator`, which must be whole up to rounding."""
    scaled = np.asarray(values, dtype=float) * denominator
    whole = np.rint(scaled)
    assert np.abs(scaled - whole).max() < 1e-6
    return whole.astype(np.int64).astype(object)  # Python integers never overflow


def new_spin(field: Any, spin: int, ties: str, coin: int) -> int:
    """What a visited unit becomes."""
    if field != 0:
        return 1 if field > 0 else -1
    return {"keep": spin, "plus": 1, "flip": -spin, "random": coin}[ties]


def is_fixed(
    weights: np.ndarray, bias: np.ndarray, state: list[int], ties: str, hold: Any = False
) -> bool:
    """Whether no unit that isn't held would change, or might change, if it were visited."""
    fields = weights @ np.array(state, dtype=object) + bias
    held = np.broadcast_to(hold, len(state))
    free = [(f, s) for f, s, known in zip(fields, state, held, strict=True) if not known]
    if ties == "random" and any(field == 0 for field, _ in free):
        return False
    return all(new_spin(f, s, ties, s) == s for f, s in free)


def orders(order: Any, size: int, rng: np.random.Generator) -> list[int]:
    """The visits of the next sweep."""
    if isinstance(order, str):
        if order == "random":
            return list(rng.permutation(size))
        if order == "replacement":
            return list(rng.integers(0, size, size=size))
        return list(range(size))
    return list(order)


def energy(weights: np.ndarray, bias: np.ndarray, state: list[int]) -> Fraction:
    """-1/2 s.w.s - b.s, exactly."""
    s = np.array(state, dtype=object)
    return Fraction(-(s @ weights @ s), 2) - sum(b * x for b, x in zip(bias, s, strict=True))


def recall(
    weights: Any,
    state: Any,
    *,
    denominator: int,
    order: Any = "random",
    ties: str = "keep",
    external_field: Any = 0,
    hold: Any = False,
    max_sweeps: int = 1000,
    seed: int | np.random.Generator = 0,
) -> dict[str, Any]:
    """Asynchronous recall of one state by the definition; a unit that is held is passed over."""
    rng = np.random.default_rng(seed)
    size = len(state)
    w = exact(weights, denominator)
    b = exact(np.broadcast_to(external_field, size), denominator)
    s = [int(x) for x in state]
    held = np.broadcast_to(hold, size)
    flips: list[int] = []
    energies = [energy(w, b, s) / denominator]
    sweeps = 0
    while not is_fixed(w, b, s, ties, held) and sweeps < max_sweeps:
        visits = orders(order, size, rng)
        coins = [0] * len(visits)
        if ties == "random":
            coins = list(2 * rng.integers(0, 2, size=len(visits)) - 1)
        for unit, coin in zip(visits, coins, strict=True):
            if held[unit]:
                continue
            field = sum(w[unit, j] * s[j] for j in range(size)) + b[unit]
            spin = new_spin(field, s[unit], ties, int(coin))
            if spin != s[unit]:
                s[unit] = spin
                flips.append(int(unit))
        sweeps += 1
        energies.append(energy(w, b, s) / denominator)
    fixed = is_fixed(w, b, s, ties, held)
    return {
        "state": s,
        "period": 1 if fixed else None,
        "sweeps": sweeps,
        "flipped": flips,
        "energies": [float(e) for e in energies],
    }


def synchronous(
    weights: Any,
    state: Any,
    *,
    denominator: int,
    ties: str = "keep",
    external_field: Any = 0,
    hold: Any = False,
    max_sweeps: int = 1000,
) -> tuple[int | None, list[tuple[int, ...]]]:
    """Synchronous recall: the period by remembering every state, and the states."""
    w = exact(weights, denominator)
    b = exact(np.broadcast_to(external_field, len(state)), denominator)
    held = np.broadcast_to(hold, len(state))
    seen: dict[tuple[int, ...], int] = {}
    path = [tuple(int(x) for x in state)]
    while path[-1] not in seen and len(path) <= max_sweeps:
        seen[path[-1]] = len(path) - 1
        fields = w @ np.array(path[-1], dtype=object) + b
        path.append(
            tuple(
                s if known else new_spin(f, s, ties, 0)
                for f, s, known in zip(fields, path[-1], held, strict=True)
            )
        )
    if path[-1] not in seen:
        return None, path
    return len(path) - 1 - seen[path[-1]], path


def heat_bath_probability(beta: float, field: float) -> float:
    """g(h) = 1/(1 + exp(-2 beta h)), without overflow."""
    if math.isinf(beta):
        return (1 + math.copysign(1, field)) / 2 if field else 0.5
    x = 2 * beta * field
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def glauber(weights: Any, states: Any, **how: Any) -> np.ndarray:
    """Glauber dynamics of a batch: one shared order a sweep, a chance for each visit and state.

    A unit listens to the others, not to itself, and is passed over where it is held. The
    arguments are those of `visited`.
    """

    def heat_bath(_spin: int, field: float, beta: float, chance: float) -> int:
        return 1 if chance < heat_bath_probability(beta, field) else -1

    return visited(heat_bath, weights, states, **how)


def metropolis(weights: Any, states: Any, **how: Any) -> np.ndarray:
    """Metropolis dynamics of a batch, with draws as in `glauber`; what costs nothing flips."""

    def accept(spin: int, field: float, beta: float, chance: float) -> int:
        change = 2 * spin * field
        change = 0.0 if abs(change) < 1e-12 else change  # rounding
        return -spin if change <= 0 or 1 - chance < math.exp(-beta * change) else spin

    return visited(accept, weights, states, **how)


def visited(
    rule: Callable[[int, float, float, float], int],
    weights: Any,
    states: Any,
    *,
    beta: Any,
    sweeps: int,
    seed: int | np.random.Generator,
    order: Any = "random",
    external_field: Any = 0.0,
    hold: Any = False,
) -> np.ndarray:
    """A batch whose units are visited one by one; `rule` makes the new spin of the old one."""
    rng = np.random.default_rng(seed)
    s = np.array(states, dtype=int)
    count, size = s.shape
    b = np.broadcast_to(external_field, size)
    held = np.broadcast_to(hold, s.shape)
    w = np.array(weights, dtype=float)
    np.fill_diagonal(w, 0)
    for inverse in np.broadcast_to(beta, sweeps):
        visits = orders(order, size, rng)
        chances = rng.random((len(visits), count))
        for visit, unit in enumerate(visits):
            for k in np.flatnonzero(~held[:, unit]):
                field = float(np.dot(w[unit], s[k]) + b[unit])
                s[k, unit] = rule(s[k, unit], field, inverse, chances[visit, k])
    return s


def glauber_at_once(
    weights: Any,
    states: Any,
    *,
    beta: Any,
    sweeps: int,
    seed: int,
    external_field: Any = 0.0,
    hold: Any = False,
) -> np.ndarray:
    """The heat bath with all units at once; a unit hears itself, if it has a self-coupling."""
    rng = np.random.default_rng(seed)
    s = np.array(states, dtype=int)
    count, size = s.shape
    b = np.broadcast_to(external_field, size)
    held = np.broadcast_to(hold, s.shape)
    for inverse in np.broadcast_to(beta, sweeps):
        chances = rng.random((size, count))
        before = s.copy()
        for k in range(count):
            for unit in np.flatnonzero(~held[k]):
                field = sum(float(weights[unit][j]) * before[k, j] for j in range(size)) + b[unit]
                field = 0.0 if abs(field) < 1e-12 else field  # rounding
                up = chances[unit, k] < heat_bath_probability(inverse, field)
                s[k, unit] = 1 if up else -1
    return s


def anneal(
    weights: Any,
    states: Any,
    *,
    denominator: int,
    temperatures: Any,
    seed: int,
    ties: str = "keep",
    **options: Any,
) -> list[dict[str, Any]]:
    """A heat-bath sweep at each temperature, then each state comes to rest without noise."""
    rng = np.random.default_rng(seed)
    betas = [1 / t if t else math.inf for t in temperatures]
    warm = glauber(weights, states, beta=betas, sweeps=len(betas), seed=rng, **options)
    w = np.array(weights, dtype=float)
    np.fill_diagonal(w, 0)
    hold = np.broadcast_to(options.pop("hold", False), warm.shape)
    return [
        recall(w, s, denominator=denominator, ties=ties, seed=copy.deepcopy(rng), hold=h, **options)
        for s, h in zip(warm, hold, strict=True)
    ]


def projection(patterns: np.ndarray) -> np.ndarray | None:
    """The projection on the patterns in fractions, by Gauss's elimination; None if they depend."""
    xi = np.asarray(patterns).astype(int).astype(object)
    rows = np.hstack([xi @ xi.T, xi]) * Fraction(1)
    count = len(xi)
    for column in range(count):
        pivot = next((row for row in range(column, count) if rows[row, column]), None)
        if pivot is None:
            return None
        rows[[column, pivot]] = rows[[pivot, column]]
        rows[column] /= rows[column, column]
        for row in set(range(count)) - {column}:
            rows[row] -= rows[row, column] * rows[column]
    return xi.T @ rows[:, count:]
