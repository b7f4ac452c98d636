"""A stand-in for 32-bit machines, such as WebAssembly: there numpy draws int64, and counts intp.

On this machine both are 64 bits wide, so the draws come as numpy's other kind of 64-bit numbers,
and the functions that take indices refuse every kind but intp, as they do where it is narrower.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import hopfield_lessons as hl

INDEX = np.dtype(np.intp).char
OTHER = next(char for char in "ql" if char != INDEX)


class WideDraws(np.random.Generator):
    """Draws whole numbers of a kind that is no index."""

    def __init__(self, seed: int) -> None:
        super().__init__(np.random.PCG64(seed))

    def integers(self, *args: Any, **options: Any) -> Any:
        drawn = super().integers(*args, **options)
        return drawn.astype(OTHER) if drawn.dtype == np.int64 else drawn

    def permutation(self, *args: Any, **options: Any) -> Any:
        return super().permutation(*args, **options).astype(OTHER)


def strict(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as on a narrow machine: "Cannot cast array data … according to 'safe'"."""

    def narrow(numbers: Any, *args: Any, **options: Any) -> Any:
        kind = np.asarray(numbers)
        if kind.dtype.itemsize == 8 and kind.dtype.char != INDEX:
            raise TypeError(f"Cannot cast array data from {kind.dtype!r} to intp")
        return function(numbers, *args, **options)

    return narrow


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("bincount", "unravel_index", "ravel_multi_index"):
        monkeypatch.setattr(np, name, strict(getattr(np, name)))


@pytest.mark.parametrize("order", ["random", "sequential", "replacement", [2, 1, 0, *range(60)]])
def test_every_order_runs(order: Any) -> None:
    patterns = hl.random_patterns(4, 60, rng=WideDraws(0))
    states = hl.flip(patterns, 0.3, rng=WideDraws(1))
    weights = hl.hebbian(patterns)
    options: dict[str, Any] = {"order": order}
    assert hl.recall(weights, states, rng=WideDraws(2), record=True, **options).converged.all()
    hl.recall(weights, states[0], rng=WideDraws(2), ties="random", max_sweeps=3, **options)
    hl.recall_patterns(patterns, states, rng=WideDraws(2), **options)
    hl.glauber(weights, states[0], beta=2, sweeps=3, rng=WideDraws(2), **options)
    hl.anneal(weights, states, temperatures=[1, 0.5], rng=WideDraws(2), **options)


def test_units_on_record_are_indices() -> None:
    weights = hl.hebbian([[1, 1, 1, 1]])
    run = hl.recall(weights, [1, -1, 1, 1], rng=WideDraws(0), record=True)
    assert run.flipped_units.dtype == np.intp
    still = hl.recall(weights, [1, 1, 1, 1], rng=WideDraws(0), record=True)
    assert still.flipped_units.dtype == np.intp


def test_the_landscape_is_counted_with_indices() -> None:
    weights = hl.hebbian(hl.random_patterns(2, 7, rng=0))
    hl.fixed_points(weights)
    hl.landscape.moves(weights)
    hl.landscape.fates(weights)
    hl.basins(weights)
    hl.basins(weights, update="synchronous")
    hl.classify(hl.random_patterns(2, 7, rng=0), hl.all_states(7)[:5])


def test_the_stand_in_refuses_what_such_a_machine_refuses() -> None:
    with pytest.raises(TypeError, match="Cannot cast"):
        np.bincount(WideDraws(0).integers(0, 3, size=4))
