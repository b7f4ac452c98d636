"""How to run: the options of a recall, checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import _arguments as arguments
from .._arguments import Flags, Seed, Spins, Units

Update: TypeAlias = Literal["asynchronous", "synchronous"]
Ties: TypeAlias = Literal["keep", "plus", "random", "flip"]


@dataclass(frozen=True)
class Options:
    """What a run without noise was asked to do."""

    update: Update
    ties: Ties
    max_sweeps: int
    random: np.random.Generator
    draw: Callable[[], Units]
    record: bool

    @classmethod
    def checked(
        cls,
        size: int,
        free: Flags | None,
        update: str,
        order: Any,
        ties: str,
        max_sweeps: int,
        rng: Seed | None,
        record: bool,
    ) -> Options:
        arguments.choice(update, arguments.UPDATES, "update")
        arguments.choice(ties, arguments.TIES, "ties")
        limit = arguments.whole(max_sweeps, "max_sweeps", least=0)
        random = arguments.generator_or_fresh(rng)
        draw = orders(order, size, free, random)
        recorded = arguments.flag(record, "record")
        return cls(update, ties, limit, random, draw, recorded)  # type: ignore[arg-type]

    def coins(self, visits: int) -> NDArray[np.int64] | None:
        """What a tied unit becomes at each of the sweep's visits, if chance decides."""
        if self.ties != "random":
            return None
        return 2 * self.random.integers(0, 2, size=visits) - 1


def free_units(hold: ArrayLike | None, states: Spins) -> Flags | None:
    """Which units may flip, with the units first: (N, 1) for all states, (N, B) for each; or None.

    `states` is one state or a batch, as it came.
    """
    if hold is None:
        return None
    free: Flags = ~np.atleast_2d(arguments.held(hold, states.shape)).T
    return free


def orders(
    order: Any, size: int, free: Flags | None, random: np.random.Generator
) -> Callable[[], Units]:
    """Return a function that draws the order of the next sweep."""
    if not isinstance(order, str):
        visited = None if free is None else np.asarray(free.any(axis=1))
        advice = "; if some are to rest, say which with hold=..."
        given = arguments.visits(order, size, visited, advice=advice)
        return lambda: given
    arguments.choice(order, arguments.ORDERS, "order (or unit numbers)")
    draws: dict[str, Callable[[], NDArray[Any]]] = {
        "random": lambda: random.permutation(size),
        "sequential": lambda: np.arange(size),
        "replacement": lambda: random.integers(0, size, size=size),
    }
    draw = draws[order]
    return lambda: draw().astype(np.intp)  # numpy draws int64, on a narrow machine too
