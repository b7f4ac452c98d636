"""A number of a paper, and the function that finds it again: what all of them share."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time
from typing import Any, TypeAlias

import numpy as np

Floats: TypeAlias = np.ndarray[Any, Any]
Once: TypeAlias = Callable[[np.random.Generator], float]  # one network, or one run
SEED = 1982


@dataclass(frozen=True)
class Measured:
    """What many networks gave.

    Attributes
    ----------
    mean, error : float
        Over the networks; `error` is the standard error of the mean.
    networks : int
        How many; 1 where nothing is drawn by chance.
    seconds : float
        Processor time for all of them, which hardly depends on what else the machine does.
    """

    mean: float
    error: float
    networks: int
    seconds: float


@dataclass(frozen=True)
class Redone:
    """One number of one paper.

    Attributes
    ----------
    paper : str
        Its key in book/references.bib.
    what : str
        What the number is.
    said : str
        The number, or the words, in the paper.
    range : (float, float)
        What we read these words as. The number comes out if ours, give or take two
        standard errors, lies in it.
    networks : int
        How many are run; 1 where nothing is drawn by chance.
    once : function
        Gives the number for one network.
    """

    paper: str
    what: str
    said: str
    range: tuple[float, float]
    networks: int
    once: Once

    @property
    def name(self) -> str:
        return self.once.__name__

    @property
    def few(self) -> int:
        """As many as a short run takes."""
        return min(self.networks, max(5, self.networks // 20))

    def run(self, networks: int | None = None) -> Measured:
        """Run so many networks, each from a seed of its own; fewer are the first of them."""
        seeds = np.random.SeedSequence(SEED).spawn(networks or self.networks)
        start = process_time()
        values = np.array([self.once(np.random.default_rng(seed)) for seed in seeds])
        seconds = process_time() - start
        error = values.std(ddof=1) / np.sqrt(len(values)) if len(values) > 1 else 0.0
        return Measured(float(values.mean()), float(error), len(values), seconds)

    def comes_out(self, ours: Measured) -> bool:
        low, high = self.range
        return low - 2 * ours.error <= ours.mean <= high + 2 * ours.error

    @property
    def lines(self) -> int:
        """Lines of code: of the function and of its helpers here, docstrings aside."""
        return sum(len(code_of(function).splitlines()) for function in with_helpers(self.once))


ALL: list[Redone] = []


def redone(
    paper: str, what: str, said: str, reads_as: tuple[float, float], networks: int = 1
) -> Callable[[Once], Once]:
    """Enter a function into the table."""

    def enter(once: Once) -> Once:
        ALL.append(Redone(paper, what, said, reads_as, networks, once))
        return once

    return enter


def with_helpers(function: Callable[..., Any]) -> list[Callable[..., Any]]:
    """The function, and those of its own file that it calls, each once."""
    found = [function]
    for caller in found:
        for name in caller.__code__.co_names:
            called = caller.__globals__.get(name)
            own = inspect.isfunction(called) and called.__module__ == function.__module__
            if own and called not in found:
                found.append(called)
    return found


def code_of(function: Callable[..., Any]) -> str:
    """Its source without decorator, docstring and empty lines."""
    source = inspect.cleandoc("\n" + inspect.getsource(function))
    source = source[source.index("def ") :]
    if function.__doc__:
        head, quotes, rest = source.partition('    """')
        source = head + rest.partition('"""\n')[2] if quotes else source
    return "\n".join(line for line in source.splitlines() if line.strip())
