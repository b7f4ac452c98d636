"""A prepared Network can't be written to, and weights that come again aren't checked again."""

from __future__ import annotations

import copy
import gc
import pickle
import weakref
from typing import Any

import numpy as np
import pytest

from hopfield_lessons import Network, energy, glauber, hebbian, network, prepare, random_patterns
from hopfield_lessons import recall as run_recall

COPIES = {
    "itself": lambda net: net,
    "after pickle": lambda net: pickle.loads(pickle.dumps(net)),
    "shallow copy": copy.copy,
    "deep copy": copy.deepcopy,
    "without its diagonal": lambda net: net.without_diagonal,
}


@pytest.fixture(params=["whole", "rounded"])
def weights(request: pytest.FixtureRequest) -> np.ndarray:
    if request.param == "whole":
        return hebbian(random_patterns(3, 10, rng=0)) + np.eye(10)
    half = np.random.default_rng(1).normal(size=(10, 10))
    return half + half.T


@pytest.mark.parametrize("how", COPIES)
@pytest.mark.parametrize("part", ["weights", "whole", "diagonal"])
def test_nothing_of_it_can_be_written_to(weights: np.ndarray, how: str, part: str) -> None:
    net = COPIES[how](prepare(weights))
    with pytest.raises(ValueError, match="read-only"):
        getattr(net, part)[..., 0] = 7
    with pytest.raises(AttributeError):
        setattr(net, part, None)


@pytest.mark.parametrize("how", [how for how in COPIES if "diagonal" not in how])
def test_a_copy_is_the_same_network(weights: np.ndarray, how: str) -> None:
    net = prepare(weights)
    other = COPIES[how](net)
    assert isinstance(other, Network)
    np.testing.assert_array_equal(other.weights, net.weights)
    np.testing.assert_array_equal(other.whole, net.whole)
    assert (other.scale, other.tie, other.symmetric) == (net.scale, net.tie, net.symmetric)


def test_a_network_made_by_hand_leaves_the_arrays_of_its_maker_alone() -> None:
    mine = np.zeros((2, 2))
    Network(mine, mine, 1.0, 0.0)
    mine[0, 1] = 1.0


def test_the_diagonal_that_is_left_out_stays_in_the_network() -> None:
    net = prepare(np.array([[2.0, 1.0], [1.0, -3.0]]))
    glauber(net, [1, -1], beta=1, sweeps=2, rng=0)
    assert net.diagonal.tolist() == [2.0, -3.0]
    assert net.without_diagonal.whole.tolist() == [[0, 1], [1, 0]]
    assert prepare([[0, 1], [1, 0]]).without_diagonal.size == 2


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The weights that were really checked, in order."""
    seen: list[Any] = []
    check = network._checked

    def watched(weights: Any) -> Network:
        seen.append(weights)
        return check(weights)

    monkeypatch.setattr(network, "_checked", watched)
    monkeypatch.setattr(network, "_recent", network._Recent(count=2, most_bytes=10_000))
    return seen


def test_weights_that_come_again_are_not_checked_again(checked: list[Any]) -> None:
    first, second = hebbian([[1, -1, 1, 1]]), hebbian([[1, 1, 1, -1]])
    for weights in (first, first.copy(), second, first, np.asfortranarray(second)):
        run_recall(weights, [1, 1, 1, 1], rng=0)
    assert len(checked) == 2


def test_weights_that_changed_in_one_entry_are_checked(checked: list[Any]) -> None:
    weights = hebbian(random_patterns(2, 30, rng=0))
    before = energy(weights, np.ones(30))
    weights[29, 28] = weights[28, 29] = 5.0
    assert energy(weights, np.ones(30)) == pytest.approx(before - 5.0, abs=1.0)
    weights[0, 0] = np.nan
    with pytest.raises(ValueError, match="NaN"):
        energy(weights, np.ones(30))
    assert len(checked) == 3


def test_only_the_last_few_small_ones_are_remembered(checked: list[Any]) -> None:
    for strength in (1.0, 2.0, 3.0, 1.0):
        prepare(np.full((3, 3), strength))
    assert len(checked) == 4
    for _ in range(2):
        prepare(np.zeros((40, 40)))  # more bytes than may be held
    assert len(checked) == 6


def test_other_kinds_of_arrays_are_checked_as_ever(checked: list[Any]) -> None:
    """A mask, or whole numbers of another kind, are not what equal entries would say."""
    weights = np.zeros((3, 3))
    prepare(weights)
    prepare(weights.astype(np.float32))
    prepare(weights.tolist())
    prepare(np.ma.masked_array(weights))
    assert len(checked) == 4


@pytest.mark.parametrize("own", [0.0, 0.5])
def test_a_network_goes_as_soon_as_nobody_has_it(own: float) -> None:
    """Not only when Python next looks for circles: a hundred large ones would fill the memory."""
    kept = Network(np.full((3, 3), own), np.full((3, 3), own), 1.0, 0.0)
    gone = weakref.ref(kept)
    gc.disable()
    try:
        assert kept.without_diagonal.size == 3
        del kept
        assert gone() is None
    finally:
        gc.enable()
