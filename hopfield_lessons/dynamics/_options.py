"""How to run: the options of a recall, checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .. import _arguments as arguments
from .._arguments import Seed
from ._couplings import Units

Update: TypeAlias = Literal["asynchronous", "synchronous"]
Ties: TypeAlias = Literal["keep", "plus", "random", "flip"]

UPDATES = ("asynchronous", "synchronous")
ORDERS = ("random", "sequential", "replacement")
TIES = ("keep", "plus", "random", "flip")


@dataclass(frozen=True)
class Options:
    update: Update
    ties: Ties
    max_sweeps: int
    random: np.random.Generator
    draw: Callable[[], Units]
    record: bool

    @classmethod
    def checked(
        cls,
        update: str,
        order: Any,
        ties: str,
        max_sweeps: int,
        rng: Seed | None,
        record: bool,
        size: int,
    ) -> Options:
        arguments.choice(update, UPDATES, "update")
        arguments.choice(ties, TIES, "ties")
        limit = arguments.whole(max_sweeps, "max_sweeps", least=0)
        random = arguments.generator_or_fresh(rng)
        draw = orders(order, size, random)
        recorded = arguments.flag(record, "record")
        return cls(update, ties, limit, random, draw, recorded)  # type: ignore[arg-type]

    def coins(self, visits: int) -> NDArray[np.int64] | None:
        """What a tied unit becomes at each of the sweep's visits, if chance decides."""
        if self.ties != "random":
            return None
        return 2 * self.random.integers(0, 2, size=visits) - 1


def orders(order: Any, size: int, random: np.random.Generator) -> Callable[[], Units]:
    """Return a function that draws the order of the next sweep."""
    if isinstance(order, str):
        arguments.choice(order, ORDERS, "order (or unit numbers)")
        if order == "random":
            return lambda: random.permutation(size)
        if order == "replacement":
            return lambda: random.integers(0, size, size=size)
        return lambda: np.arange(size)
    given = arguments.visits(order, size)
    return lambda: given
