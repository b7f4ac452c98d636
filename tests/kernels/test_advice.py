"""What people really pass: each refusal ends with a way out, and the way out works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import hopfield_lessons as hl

LETTERS = hl.letters("HOP")
W = hl.hebbian(LETTERS)
H = LETTERS[0]
IMAGE = np.where(H > 0, 255, 0).astype(np.uint8)
RING = np.eye(6, k=1, dtype=bool) | np.eye(6, k=-1, dtype=bool)
ALL = np.ones(64, dtype=bool)


class Nullable:
    """An array of a data frame: numpy makes objects of it."""

    def __init__(self, *items: Any) -> None:
        self.items = items

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return np.array(self.items, dtype=dtype or object)

    def astype(self, kind: type) -> np.ndarray:
        return np.array(self.items, dtype=kind)


class Sparse:
    """A sparse matrix, which numpy doesn't look into."""

    def toarray(self) -> np.ndarray:
        return W


def objects(*items: Any) -> np.ndarray:
    filled = np.empty(len(items), dtype=object)
    filled[:] = items
    return filled


def state(values: Any) -> Any:
    return hl.recall(W, values, rng=0).state


# what is called, what came, words that its refusal ends with, and what these words ask for
CASES: dict[str, tuple[Callable[[Any], Any], Any, str, Any]] = {
    "0 and 255": (state, IMAGE, "to_spins(values == 255)", hl.to_spins(IMAGE == 255)),
    "0 and 1": (state, hl.to_bits(H), "got 0 and 1; convert them with to_spins", H),
    "zeros": (state, np.zeros(64), "got zeros only; fill an array of np.zeros first", H),
    "a sign of zero": (state, np.sign(H - 1), "np.where(sums >= 0, 1, -1)", H),
    "grey": (state, np.linspace(0, 1, 64), "np.where(values > threshold, 1, -1)", H),
    "-1 as uint8": (state, H.astype(np.uint8), "dtype=np.int8", H),
    "a mask over it": (
        state,
        np.ma.masked_array(H, mask=H > 0),
        "masked; say what stands there with .filled(value)",
        H,
    ),
    "a picture": (state, H.reshape(8, 8), ".ravel()", H),
    "a column": (state, H[:, None], ".ravel()", H),
    "columns": (state, LETTERS.T, "a batch has one state in each row: .T", LETTERS),
    "pictures": (state, LETTERS.reshape(3, 8, 8), ".reshape(3, -1)", LETTERS),
    "a long row": (state, LETTERS.ravel(), ".reshape(-1, 64)", LETTERS),
    "batches": (state, LETTERS[None], ".reshape(-1, 64)", LETTERS),
    "missing": (state, Nullable(1, None), "1 of 2 are missing (None): fill them", H),
    "not a number": (state, [1, np.nan], "fill what is missing", H),
    "stored pictures": (hl.hebbian, LETTERS.reshape(3, 8, 8), ".reshape(3, -1)", LETTERS),
    "values of a dict": (hl.hebbian, hl.pictures().values(), "list(values)", LETTERS),
    "a dict": (hl.hebbian, hl.pictures(), "list(values.values())", LETTERS),
    "a generator": (hl.hebbian, (p for p in LETTERS), "list(values)", LETTERS),
    "nothing returned": (hl.hebbian, np.fill_diagonal(W.copy(), 0), "returns None", LETTERS),
    "a series": (hl.hebbian, Nullable([1, -1]), ".astype(float)", [[1, -1]]),
    "objects": (hl.hebbian, objects(1, -1), ".astype(float)", [[1, -1]]),
    "a whole number too long": (
        hl.prepare,
        [[2**70]],
        "np.array(values, dtype=float)",
        [[2.0**70]],
    ),
    "a column of rows": (hl.hebbian, objects(*LETTERS), "np.stack(list(values))", LETTERS),
    "numbers in text": (hl.hebbian, [["1", "-1"]], "np.array(values, dtype=float)", [[1, -1]]),
    "a picture in text": (hl.hebbian, ["#.", ".#"], "picture", LETTERS),
    "a spectrum": (hl.hebbian, np.fft.fft(H)[None], ".real", LETTERS),
    "a picture alone": (hl.mattis, H.reshape(8, 8), ".ravel()", H),
    "a graph": (hl.prepare, RING, ".astype(float)", RING.astype(float)),
    "a sparse graph": (hl.prepare, Sparse(), ".toarray()", W),
    "weights in a row": (hl.prepare, W.ravel(), ".reshape(64, -1)", W),
    "patterns for weights": (hl.prepare, LETTERS, "hebbian(patterns)", W),
    "many networks": (hl.prepare, W[None], "one network at a time", W),
    "spins for bits": (hl.to_spins, H, "these are spins already", hl.to_bits(H)),
    "grey for bits": (hl.to_spins, IMAGE, "values > threshold", IMAGE > 0),
    "a field as a picture": (
        lambda b: hl.local_field(W, H, external_field=b),
        np.ones((8, 8)),
        ".ravel()",
        np.ones(64),
    ),
    "held by bits": (lambda h: hl.recall(W, H, hold=h), ALL.astype(int), ".astype(bool)", ALL),
    "held by numbers": (lambda h: hl.recall(W, H, hold=h), [1, 5], "np.isin", ALL),
    "held by objects": (lambda h: hl.recall(W, H, hold=h), objects(*ALL), ".astype(bool)", ALL),
    "a picture held": (
        lambda h: hl.recall(W, H, hold=h),
        ALL.reshape(8, 8),
        ".ravel()",
        ALL,
    ),
    "erased by numbers": (lambda u: hl.erase(H, u, rng=0), [1, 5], "np.isin", ALL),
}


@pytest.mark.parametrize("case", CASES)
def test_a_refusal_ends_with_a_way_out(case: str) -> None:
    call, came, words, instead = CASES[case]
    with pytest.raises((TypeError, ValueError)) as refused:
        call(came)
    assert words in str(refused.value)
    call(instead)


def test_bool_weights_are_not_sent_to_the_maker_of_spins() -> None:
    """It would make a coupling of -1 of each edge that isn't there."""
    with pytest.raises(TypeError, match="weights: ") as refused:
        hl.recall(RING, np.ones(6), rng=0)
    assert "to_spins" not in str(refused.value)


@pytest.mark.parametrize("mask", [False, np.ma.nomask, np.zeros(64, dtype=bool)])
def test_where_nothing_is_masked_nothing_is_lost(mask: Any) -> None:
    assert hl.overlap(np.ma.masked_array(H, mask=mask), H) == 1


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (np.arange(50, 100), r"0, 1, 2, 3, 4 … \(50 in all\) of the units 0 to 99 never come"),
        (np.arange(1, 101), "got 100 as well"),
    ],
)
def test_an_order_says_which_units_are_missing_or_foreign(order: np.ndarray, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        hl.recall(np.zeros((100, 100)), np.ones(100), order=order)
