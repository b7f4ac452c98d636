"""A schedule for annealing: tried on four networks."""

from __future__ import annotations

from functools import cache

import numpy as np

from ..._arguments import Floats, Spins
from ...dynamics.annealing import anneal
from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import Verdict, almost, correct, not_quite
from ...network import Network, prepare
from ...patterns import overlap, random_patterns
from ...rules import hebbian
from ...theory.phases import retrieval_temperature

SIZE, COUNT, NETWORKS, STARTS, NEEDED, SWEEPS = 300, 6, 4, 20, 75, 15
_WARM = 0.25  # colder than this, mixtures of 300 units outlast the schedule


@cache
def _networks() -> list[tuple[Spins, Network, Spins]]:
    stored = [random_patterns(COUNT, SIZE, rng=800 + k) for k in range(NETWORKS)]
    begin = [random_patterns(STARTS, SIZE, rng=900 + k) for k in range(NETWORKS)]
    return [(xi, prepare(hebbian(xi)), s) for xi, s in zip(stored, begin, strict=True)]


def found(temperatures: Floats) -> int:
    """Return how many of the starts end in a memory or its negative."""
    total = 0
    for patterns, network, begin in _networks():
        ends = anneal(network, begin, temperatures=temperatures, rng=8).state
        total += int((np.abs(overlap(patterns, ends)).max(axis=1) > 0.9).sum())
    return total


def _judge(answer: object) -> Verdict:
    heat = np.atleast_1d(reading.numbers(answer, "my_schedule", "a list of temperatures"))
    if heat.ndim > 1 or not heat.size:
        return not_quite("my_schedule: expected a list of temperatures, one for each sweep.")
    if not (heat >= 0).all():
        return not_quite("A temperature is at least 0, and a number.")
    if len(heat) > SWEEPS:
        return almost(f"{len(heat)} sweeps are too many: you have {SWEEPS}.")
    arrived, starts = found(heat), NETWORKS * STARTS
    if arrived >= NEEDED:
        return correct(
            f"{arrived} of {starts} arrived. Noise that melts mixtures and leaves memories does "
            "it; the exact course matters little here."
        )
    return not_quite(f"{arrived} of {starts} arrived. {_advice(heat)}")


def _advice(heat: Floats) -> str:
    melting = float(retrieval_temperature(COUNT / SIZE))
    if heat.max() < _WARM:
        return "That is nearly a quench: it never gets warm enough to melt the mixtures."
    if heat[-1] > 0.9 * melting:
        return (
            f"It ends at T = {heat[-1]:.2f}, where memories of 300 units don't hold: so what "
            "follows is a quench from nearly random states. Be colder at the end."
        )
    if (heat < 0.9 * melting).sum() < 6:
        return "Only a few sweeps are at temperatures at which memories hold. Spend more there."
    return "Spend more sweeps where mixtures melt and memories hold, well inside."


schedule = Task(
    name="my_schedule",
    judge=_judge,
    right="np.linspace(0.6, 0.3, 15)",
    dots="Replace the dots by a list of temperatures.",
    tried=(
        "[0.0]",
        "np.full(15, 0.1)",
        "np.full(15, 1.5)",
        "np.linspace(0, 1, 15)",
        "np.linspace(1, 0, 100)",
        "[1.0, 0.5, 0.2]",
    ),
)
