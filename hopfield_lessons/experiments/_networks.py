"""Networks of a sweep: which to run, and how one of them runs from its own seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import _arguments as arguments
from .._arguments import Floats, Seed, Spins
from ..dynamics.noiseless import recall, recall_patterns
from ..patterns import flip, random_patterns
from ._rules import Rule, checked_rule, learned
from ._tasks import Task

Maker: TypeAlias = Callable[..., Spins]  # of count, size and rng
Outcome: TypeAlias = tuple[Floats, NDArray[np.bool_]]  # overlaps and converged, one for each start


@dataclass(frozen=True)
class Settings:
    """How to run one network; sent to the worker with each task."""

    starts: int
    flipped: float
    rule: Rule | None
    patterns: Maker | Spins | None
    update: Any
    ties: Any
    max_sweeps: int

    @classmethod
    def checked(
        cls,
        starts: int,
        flipped: float,
        rule: Any,
        patterns: Any,
        update: str,
        ties: str,
        max_sweeps: int,
    ) -> Settings:
        return cls(
            arguments.whole(starts, "starts"),
            arguments.fraction(flipped, "flipped"),
            checked_rule(rule),
            patterns if patterns is None or callable(patterns) else arguments.patterns(patterns),
            arguments.choice(update, arguments.UPDATES, "update"),
            arguments.choice(ties, arguments.TIES, "ties"),
            arguments.whole(max_sweeps, "max_sweeps", least=0),
        )


@dataclass(frozen=True)
class Plan:
    """The networks to run: for each cell of the table numbers 0, 1, 2 …"""

    cells: list[tuple[int, int]]  # N and P
    networks: int
    entropy: int
    settings: Settings

    @classmethod
    def checked(
        cls, sizes: ArrayLike, loads: ArrayLike, networks: int, rng: Seed, settings: Settings
    ) -> Plan:
        """Refuse whatever can't work before any work is done."""
        cells = [_cell(size, load, settings) for size in _sizes(sizes) for load in _loads(loads)]
        each = arguments.whole(networks, "networks")
        return cls(cells, each, int(arguments.generator(rng).integers(2**63)), settings)

    def __len__(self) -> int:
        return len(self.cells) * self.networks

    def __iter__(self) -> Iterator[Task]:
        """Cells in turn, so that a sweep cut short has something of each."""
        for number in range(self.networks):
            for cell, (size, count) in enumerate(self.cells):
                yield cell, number, (size, count, self.entropy, number, self.settings)


def one_network(size: int, count: int, entropy: int, number: int, settings: Settings) -> Outcome:
    """Make one network from its own seed, and run it. This is what a worker does."""
    rng = np.random.default_rng(np.random.SeedSequence(entropy, spawn_key=(size, count, number)))
    patterns = _patterns(settings.patterns, count, size, rng)
    targets = patterns[: settings.starts]
    states = flip(targets, settings.flipped, rng=rng)
    options: dict[str, Any] = {
        "update": settings.update,
        "ties": settings.ties,
        "max_sweeps": settings.max_sweeps,
        "rng": rng,
    }
    if settings.rule is None:
        run = recall_patterns(patterns, states, **options)
    else:
        weights, field = learned(settings.rule, patterns)
        run = recall(weights, states, external_field=field, energies=False, **options)
    agreement = (run.state.astype(np.int64) * targets).sum(axis=1)
    return agreement / size, np.asarray(run.converged)


def _patterns(
    source: Maker | Spins | None, count: int, size: int, rng: np.random.Generator
) -> Spins:
    """Random patterns, those that the caller's function makes, or some of the caller's own."""
    if source is None:
        return random_patterns(count, size, rng=rng)
    if not callable(source):
        return source[rng.choice(len(source), count, replace=False)]
    made = arguments.patterns(source(count, size, rng=rng))
    if made.shape != (count, size):
        raise ValueError(f"patterns: expected shape ({count}, {size}) to be made, got {made.shape}")
    return made


def _sizes(values: ArrayLike) -> list[int]:
    array = arguments.numeric(values, "sizes")
    if array.ndim > 1 or array.size == 0:
        raise ValueError(f"sizes: expected one or more numbers of units, got shape {array.shape}")
    return [arguments.whole(size, "sizes") for size in array.ravel().tolist()]


def _loads(values: ArrayLike) -> list[float]:
    array = arguments.numeric(values, "loads")
    if array.ndim > 1 or array.size == 0:
        raise ValueError(f"loads: expected one or more values of P/N, got shape {array.shape}")
    return [arguments.real(load, "loads", least=0.0) for load in array.ravel().tolist()]


def _cell(size: int, load: float, settings: Settings) -> tuple[int, int]:
    count = round(load * size)
    if count < 1:
        raise ValueError(
            f"loads: expected at least one pattern, got {load:g} of {size} units, which is none; "
            f"choose at least {1 / size:.3g}, or larger sizes"
        )
    own = settings.patterns
    if isinstance(own, np.ndarray) and (size != own.shape[1] or count > len(own)):
        raise ValueError(
            f"patterns: expected at least {count} of {size} units, got {len(own)} of "
            f"{own.shape[1]}; choose sizes={own.shape[1]}, and loads up to "
            f"{len(own) / own.shape[1]:.3g}"
        )
    starts = min(settings.starts, count)
    floats = 8 * size * (size * (settings.rule is not None) * 4 + 2 * count + 6 * starts)
    arguments.require_memory(floats, f"a network of {size} units with {count} patterns")
    return size, count
