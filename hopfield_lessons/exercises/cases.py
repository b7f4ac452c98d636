"""What a function is tried on: each case with the text that one pastes to try it oneself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .check import arguments

Probe: TypeAlias = tuple[Any, ...] | str
Draw: TypeAlias = Callable[[np.random.Generator], tuple[Any, ...]]

_SEED = 1982  # one more number makes the seed of each case


@dataclass(frozen=True, eq=False)
class Case:
    """Arguments of a call, and how they are typed between its brackets.

    Examples
    --------
    >>> Case.of((np.array([1, -1]), 2.0)).typed
    'np.array([1, -1]), 2.0'
    >>> Case.of("hl.random_patterns(1, 300, rng=3)[0]").arguments[0].shape
    (300,)
    """

    arguments: tuple[Any, ...]
    typed: str

    @classmethod
    def of(cls, probe: Probe) -> Case:
        """Return the case of a probe, which is a tuple of arguments, or a text to be typed."""
        if isinstance(probe, str):
            return cls(arguments(probe), probe)
        return cls(probe, ", ".join(map(literal, probe)))

    def copies(self) -> tuple[Any, ...]:
        """Arrays to do with as one likes; a plain number stays one, so that it can count."""
        return tuple(a.copy() if isinstance(a, np.ndarray) else a for a in self.arguments)


def drawn(draw: Draw, count: int, *, first: int = 0) -> list[Case]:
    """Return cases made by chance, each with a seed of its own: the same ones at every call.

    Examples
    --------
    >>> [case.typed for case in drawn(lambda rng: (int(rng.integers(9)),), 3)]
    ['4', '6', '4']
    """
    seeds = range(first, first + count)
    return [Case.of(draw(np.random.default_rng([_SEED, seed]))) for seed in seeds]


def literal(argument: Any) -> str:
    """Return what one types for an argument.

    Examples
    --------
    >>> literal(np.array([[0.0, 0.5], [0.5, 0.0]]))
    'np.array([[0, 0.5], [0.5, 0]])'
    >>> literal(np.array([1.0, -1.0]))  # without a point in it, it would hold integers
    'np.array([1, -1], float)'
    >>> literal(np.array([1, -1], np.int8)), literal(np.zeros((0, 2))), literal(True)
    ('np.int8([1, -1])', 'np.zeros((0, 2))', 'True')
    """
    if not isinstance(argument, np.ndarray):
        return repr(argument.item() if isinstance(argument, np.generic) else argument)
    if not argument.size:
        return f"np.zeros({argument.shape})"
    entries = digits(argument)
    if argument.dtype == np.dtype(float):
        whole = not set(entries) & {".", "e"}
        return f"np.array({entries}, float)" if whole else f"np.array({entries})"
    plain = argument.dtype in (np.dtype(int), np.dtype(bool))
    return f"np.array({entries})" if plain else f"np.{argument.dtype}({entries})"


def digits(numbers: NDArray[Any]) -> str:
    """Return nested lists of numbers, each as short as it stays exact.

    Examples
    --------
    >>> digits(np.array([[1.0, -0.5]])), digits(np.array(0.1))
    ('[[1, -0.5]]', '0.1')
    """
    if numbers.ndim:
        return f"[{', '.join(map(digits, numbers))}]"
    return repr(numbers.item()).removesuffix(".0")
