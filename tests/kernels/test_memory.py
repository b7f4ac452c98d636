"""Memory of `recall_patterns` grows with N P, never with N squared."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import hopfield_lessons as hl
from hopfield_lessons import (
    _arguments,
    flip,
    glauber,
    prepare,
    random_patterns,
    recall,
    recall_patterns,
)


def peak(size: int, **chosen: Any) -> int:
    """Bytes that a recall of two states allocates at most, beside its arguments."""
    patterns = random_patterns(20, size, rng=0)
    states = flip(patterns[:2], 0.1, rng=1)
    tracemalloc.start()
    try:
        run = recall_patterns(patterns, states, rng=2, **chosen)
        assert (run.state == patterns[:2]).all()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("update", ["asynchronous", "synchronous"])
def test_recall_patterns_never_forms_the_weights(update: str) -> None:
    small, large = (peak(size, update=update) for size in (8_000, 16_000))
    assert large < 2.2 * small
    assert large < 2 * 20 * 16_000 * 10  # the weights would take 1 GB, this is 6.4 MB


def test_recording_costs_what_was_recorded() -> None:
    """The flips, not the states on the way."""
    plain, recorded = peak(16_000), peak(16_000, record=True)
    assert recorded - plain < 2 * 0.15 * 16_000 * 8 * 4
    assert recorded < 1.2 * plain


STATES = random_patterns(100, 300, rng=0)
ASKING: dict[str, Callable[[], Any]] = {
    "patterns": lambda: hl.random_patterns(300, 300, rng=0),
    "Hebb": lambda: hl.hebbian(STATES),
    "projection": lambda: hl.pseudo_inverse(STATES),
    "centred": lambda: hl.centred(STATES),
    "palimpsest": lambda: hl.rules.palimpsest(STATES[:3], limit=2),
    "Storkey": lambda: hl.storkey(STATES[:3]),
    "magnet": lambda: hl.ferromagnet(300),
    "lattice": lambda: hl.lattice((15, 20)),
    "copy": lambda: hl.prepare(np.eye(300) / 7),
    "recall": lambda: hl.recall_patterns(STATES, STATES),
}


@pytest.mark.parametrize("name", ASKING)
def test_the_memory_asked_for_is_the_memory_taken(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too little, and the machine swaps; too much, and what would fit is refused."""
    asked: list[int] = []
    monkeypatch.setattr(_arguments, "require_memory", lambda needed, _: asked.append(needed))
    tracemalloc.start()
    try:
        ASKING[name]()
        taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert max(asked) / 2 < taken < 2 * max(asked)


def test_arguments_are_left_as_they_were() -> None:
    """Even where a copy could have been saved."""
    weights = np.array([[0.0, 1.0], [1.0, 0.0]])
    state = np.array([1, -1], dtype=np.int8)
    network = prepare(weights)
    recall(weights, state, rng=0)
    assert weights.tolist() == [[0, 1], [1, 0]]
    assert weights.flags.writeable
    assert state.tolist() == [1, -1]
    weights[0, 1] = 7  # a prepared network doesn't follow
    assert network.weights[0, 1] == 1
    assert not network.weights.flags.writeable
    order = np.array([1, 0])
    run = recall(network, state, order=order, rng=0)
    order[:] = 0
    run.state[:] = 0
    assert state.tolist() == [1, -1]


def test_glauber_keeps_no_states_unless_asked() -> None:
    """A long run of a large network would fill the memory with them."""
    asked, unasked = (
        glauber(np.zeros((2, 2)), [1, -1], beta=1, sweeps=3, rng=0, **record)
        for record in ({"record": True}, {})
    )
    assert asked.states is not None
    assert unasked.states is None
