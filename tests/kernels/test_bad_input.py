"""Bad input: a refusal that helps, or a right answer; never a warning or a changed argument."""

from __future__ import annotations

import copy
import inspect
import re
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hopfield_lessons as hl
from hopfield_lessons import _arguments, _memory
from tests.project.names import kernels

W = hl.hebbian([[1, -1, -1, 1], [1, 1, -1, -1]])
S = np.array([1, -1, -1, -1])
ASYMMETRIC = np.array([[0, 1.0], [-1.0, 0]])

REFUSED: dict[str, tuple[Callable[[], Any], type[Exception], str]] = {
    # what is called, the kind of error, what its text must say: what came, what was expected
    "hebbian of bits": (lambda: hl.hebbian([[0, 1]]), ValueError, "got 0 and 1.*to_spins"),
    "hebbian of NaN": (lambda: hl.hebbian([[1, np.nan]]), ValueError, r"NaN at index \(0, 1\)"),
    "hebbian of infinity": (lambda: hl.hebbian([[1, np.inf]]), ValueError, "infinite"),
    "hebbian of one pattern": (
        lambda: hl.hebbian([1, -1]),
        ValueError,
        r"expected shape \(P, N\), got \(2,\); .*pattern\[None, :\]",
    ),
    "hebbian of text": (lambda: hl.hebbian("+-+-"), TypeError, "real numbers, got str"),
    "hebbian of bool": (lambda: hl.hebbian([[True, False]]), TypeError, "to_spins"),
    "hebbian of complex": (lambda: hl.hebbian([[1j, 1]]), TypeError, "complex128"),
    "hebbian of None": (lambda: hl.hebbian(None), TypeError, "NoneType"),
    "hebbian of rows": (lambda: hl.hebbian([[1, 1], [1]]), ValueError, "different lengths"),
    "hebbian of nothing": (lambda: hl.hebbian(np.empty((0, 4))), ValueError, r"\(0, 4\)"),
    "hebbian of a cube": (lambda: hl.hebbian(np.ones((1, 2, 3))), ValueError, r"\(1, 2, 3\)"),
    "hebbian of 2": (lambda: hl.hebbian([[1, 2]]), ValueError, r"got 2 at index \(0, 1\)"),
    "another length": (lambda: hl.recall(W, [1, 1, 1]), ValueError, "expected 4 spins.*got 3"),
    "a state of bits": (lambda: hl.recall(W, [1, 0, 0, 1]), ValueError, "got 0 and 1"),
    "a state with a zero": (lambda: hl.recall(W, [1, 0, -1, 1]), ValueError, "got 0 at index"),
    "asymmetric weights": (
        lambda: hl.recall(ASYMMETRIC, [1, 1]),
        ValueError,
        r"symmetric weights, got w\[0, 1\] = 1 and w\[1, 0\] = -1",
    ),
    "an asymmetric energy": (lambda: hl.energy(ASYMMETRIC, [1, 1]), ValueError, "symmetric"),
    "an asymmetric energy change": (
        lambda: hl.energy_change(ASYMMETRIC, [1, 1], 0),
        ValueError,
        "symmetric",
    ),
    "a longer state before": (
        lambda: hl.lyapunov(W, S, [1, 1, 1, 1, 1]),
        ValueError,
        r"previous: expected shape \(4,\) as of state, got \(5,\)",
    ),
    "weights that are not square": (lambda: hl.prepare(np.ones((2, 3))), ValueError, r"\(2, 3\)"),
    "weights of NaN": (lambda: hl.prepare([[np.nan]]), ValueError, "weights.*NaN"),
    "weights of text": (lambda: hl.prepare([["a"]]), TypeError, "weights"),
    "weights that overflow": (lambda: hl.prepare([[0, 1e308], [1e308, 0]]), ValueError, "overflow"),
    "a field that overflows": (
        lambda: hl.local_field(np.ones((2, 2)) * 1e-300, [1, 1], external_field=1e300),
        ValueError,
        "would overflow",
    ),
    "flip of 1.5": (lambda: hl.flip(S, 1.5, rng=0), ValueError, "from 0.0 to 1.0, got 1.5"),
    "flip of 20 %": (lambda: hl.flip(S, 20, rng=0), ValueError, "got 20; 20 % is written 0.2"),
    "flip of -0.1": (lambda: hl.flip(S, -0.1, rng=0), ValueError, "-0.1"),
    "flip of NaN": (lambda: hl.flip(S, np.nan, rng=0), ValueError, "nan"),
    "flip of text": (lambda: hl.flip(S, "0.2", rng=0), TypeError, "'0.2'"),
    "flip of bits": (lambda: hl.flip([0, 1], 0.5, rng=0), ValueError, "to_spins"),
    "flip without a seed": (lambda: hl.flip(S, 0.5, rng=None), TypeError, "seed"),
    "a seed below zero": (lambda: hl.flip(S, 0.5, rng=-1), ValueError, "at least 0"),
    "a seed of 0.5": (lambda: hl.flip(S, 0.5, rng=0.5), TypeError, "float"),
    "no pattern": (lambda: hl.random_patterns(0, 5, rng=0), ValueError, "at least 1, got 0"),
    "half a pattern": (lambda: hl.random_patterns(1.5, 5, rng=0), TypeError, "whole number"),
    "true patterns": (lambda: hl.random_patterns(True, 5, rng=0), TypeError, "bool"),
    "erase by numbers": (lambda: hl.erase(S, [0, 1, 1, 0], rng=0), TypeError, "True or False"),
    "erase too few": (lambda: hl.erase(S, [True], rng=0), ValueError, r"\(4,\).*\(1,\)"),
    "overlap of lengths": (lambda: hl.overlap([[1, 1]], S), ValueError, "expected 2 spins"),
    "distance of lengths": (lambda: hl.distance([[1, 1]], S), ValueError, "expected 2 spins"),
    "distance of a number": (lambda: hl.distance([[1, 1]], 1), ValueError, "state"),
    "erase of 20 %": (lambda: hl.erase(S, 20, rng=0), ValueError, "got 20; 20 % is written 0.2"),
    "erase to zero": (lambda: hl.erase(S, 0.5, rng=0, value=0), ValueError, "None for a coin.*0"),
    "flip of nothing": (lambda: hl.flip(S, rng=0), TypeError, "one of the two, got neither"),
    "flip of both": (lambda: hl.flip(S, 0.5, count=2, rng=0), TypeError, "of the two, got both"),
    "flip of five": (lambda: hl.flip(S, count=5, rng=0), ValueError, "at most 4 units, got 5"),
    "a bias of 2": (lambda: hl.random_patterns(1, 5, rng=0, bias=2), ValueError, "-1.0 to 1.0"),
    "thresholds of three": (
        lambda: hl.spins_from_bits(W, thresholds=[1, 2, 3]),
        ValueError,
        "thresholds: expected one number",
    ),
    "no damage": (lambda: hl.recall_curve([S], flipped=[], rng=0), ValueError, "flipped.*more"),
    "storable of one pattern": (lambda: hl.storable(S), ValueError, r"pattern\[None, :\]"),
    "bits of 2": (lambda: hl.to_spins([0, 2]), ValueError, "got 2"),
    "bits of spins": (lambda: hl.to_spins([1, -1]), ValueError, "got -1"),
    "spins of bits": (lambda: hl.to_bits([0, 1]), ValueError, "got 0 and 1"),
    "no bits": (lambda: hl.to_spins([]), ValueError, "empty"),
    "a letter that is none": (lambda: hl.letters("Aé"), ValueError, "é"),
    "letters of a number": (lambda: hl.letters(3), TypeError, "int"),
    "no letters": (lambda: hl.letters(""), ValueError, "no letter"),
    "a crooked picture": (lambda: hl.picture("## #"), ValueError, r"\[1, 2\]"),
    "a picture of 1": (lambda: hl.picture("#1"), ValueError, "1"),
    "a picture of spaces": (lambda: hl.picture(" # \n#  "), ValueError, "spaces; write paper as"),
    "rows of spaces": (lambda: hl.picture([" # ", "#  "]), ValueError, "spaces; write paper as"),
    "marks apart": (lambda: hl.picture("# #\n# #"), ValueError, "spaces; write paper as"),
    "a row of spaces": (lambda: hl.picture("##\n  \n##"), ValueError, "spaces; write paper as"),
    "no picture": (lambda: hl.picture(""), ValueError, "none"),
    "a picture of a number": (lambda: hl.picture(5), TypeError, "int"),
    "a picture of numbers": (lambda: hl.picture([1, 0]), TypeError, "int"),
    "a picture too small": (lambda: hl.binarise([[1, 2]], (2, 2)), ValueError, "2 x 2"),
    "a picture too bright": (lambda: hl.binarise([[2e300]], (1, 1)), ValueError, r"up to 1e\+300"),
    "a file's name": (lambda: hl.binarise("a.png", (2, 2)), TypeError, "'a.png'.*imread"),
    "a picture with a mask": (
        lambda: hl.binarise([np.ma.masked_equal(np.eye(4), 1)], (2, 2)),
        ValueError,
        r"got 4 masked pixels; make them paper with \.filled",
    ),
    "pictures of two sizes": (
        lambda: hl.binarise([np.eye(4), np.eye(5)], (2, 2)),
        ValueError,
        r"\[\(4, 4\), \(5, 5\)\]; binarise them one by one",
    ),
    "colours one can see through": (
        lambda: hl.binarise(np.dstack([np.eye(5)] * 4), (5, 5)),
        ValueError,
        "opaque.*alpha, varies; lay it on white paper",
    ),
    "a cube of colours": (lambda: hl.binarise(np.ones((9, 5, 5, 5)), (4, 4)), ValueError, "colour"),
    "no picture in a stack": (lambda: hl.binarise(np.ones((0, 4, 4)), (2, 2)), ValueError, "got"),
    "a share that parts equal blocks": (
        lambda: hl.binarise([np.eye(2), [[0, 0], [0, 1]]], (2, 2), ink=0.5),
        ValueError,
        r"grey, picture 1: expected .* ink=0.5, which parts 3 equal ones of 4; take ink=0.75, or",
    ),
    "an unknown ink": (
        lambda: hl.binarise(np.eye(2), (2, 2), ink="black"),
        ValueError,
        "a share, 'otsu' or 'threshold', got 'black'",
    ),
    "a share beside a threshold": (
        lambda: hl.binarise(np.eye(2), (2, 2), ink=0.5, threshold=1),
        ValueError,
        "beside a threshold, got 0.5",
    ),
    "a threshold of another unit": (
        lambda: hl.binarise(np.eye(2), (2, 2), threshold=128),
        ValueError,
        "from 0 to 1, got 128: all would be ink",
    ),
    "a shape of one number": (lambda: hl.binarise([[1, 2]], 2), TypeError, "shape"),
    "a shape of three": (lambda: hl.binarise([[1, 2]], (1, 1, 1)), TypeError, "shape"),
    "a magnet of no strength": (
        lambda: hl.ferromagnet(3, strength=np.inf),
        ValueError,
        "strength.*inf",
    ),
    "a magnet of minus no strength": (
        lambda: hl.ferromagnet(3, strength=-np.inf),
        ValueError,
        "strength.*-inf",
    ),
    "a magnet too strong": (lambda: hl.ferromagnet(3, strength=10**400), ValueError, "strength"),
    "a magnet of no unit": (lambda: hl.ferromagnet(0), ValueError, "size.*at least 1, got 0"),
    "mattis of two": (lambda: hl.mattis([[1, -1], [1, 1]]), ValueError, r"\(N,\), got shape"),
    "five neighbours": (lambda: hl.lattice((5, 5), 5), ValueError, "4, 8, 12 or 20, got 5"),
    "a lattice of one number": (lambda: hl.lattice(5), TypeError, "rows, columns"),
    "a diagonal kept by a word": (
        lambda: hl.pseudo_inverse([[1, 1]], keep_diagonal="yes"),
        TypeError,
        "True or False, got 'yes'",
    ),
    "an unknown update": (lambda: hl.recall(W, S, update="both"), ValueError, "'synchronous'"),
    "an unknown order": (lambda: hl.recall(W, S, order="up"), ValueError, "'sequential'"),
    "an order that misses 3": (
        lambda: hl.recall(W, S, order=[0, 1, 2]),
        ValueError,
        "3 of the units",
    ),
    "an order beyond": (
        lambda: hl.recall(W, S, order=[0, 1, 2, 3, 4]),
        ValueError,
        "got 4 as well",
    ),
    "an order of halves": (lambda: hl.recall(W, S, order=[0.5]), TypeError, "float64"),
    "an empty order": (lambda: hl.recall(W, S, order=[]), (TypeError, ValueError), "order"),
    "an unknown tie rule": (lambda: hl.recall(W, S, ties="zero"), ValueError, "'keep'"),
    "sweeps below zero": (lambda: hl.recall(W, S, max_sweeps=-1), ValueError, "-1"),
    "half a sweep": (lambda: hl.recall(W, S, max_sweeps=0.5), TypeError, "0.5"),
    "a field of three": (lambda: hl.recall(W, S, external_field=[1, 2, 3]), ValueError, "(4,)"),
    "a field of NaN": (lambda: hl.recall(W, S, external_field=np.nan), ValueError, "NaN"),
    "a field of text": (lambda: hl.energy(W, S, external_field="up"), TypeError, "str"),
    "a unit beyond": (lambda: hl.energy_change(W, S, 4), ValueError, "0 to 3, got 4"),
    "a unit below": (lambda: hl.energy_change(W, S, -1), ValueError, "-1"),
    "half a unit": (lambda: hl.energy_change(W, S, 0.5), TypeError, "0.5"),
    "beta below zero": (
        lambda: hl.glauber(W, S, beta=-1, sweeps=1, rng=0),
        ValueError,
        "inverse temperature",
    ),
    "beta of NaN": (lambda: hl.glauber(W, S, beta=np.nan, sweeps=1, rng=0), ValueError, "nan"),
    "glauber's patterns": (
        lambda: hl.glauber(W, S, beta=1, sweeps=1, rng=0, patterns=[[1, 1]]),
        ValueError,
        "patterns: expected 4",
    ),
    "states of another length": (
        lambda: hl.recall_patterns([[1, 1]], [1, 1, 1]),
        ValueError,
        "states: expected 2",
    ),
    "nothing recorded": (lambda: hl.recall(W, S).trajectory(), ValueError, "record=True"),
    "a batch's trajectory": (
        lambda: hl.recall(W, [S], record=True).trajectory(),
        ValueError,
        r"run\[index\]",
    ),
    "frames of half a flip": (
        lambda: hl.recall(W, S, record=True).trajectory(0.5),
        TypeError,
        "flips_per_frame",
    ),
    "a margin beyond all": (
        lambda: hl.rules.perceptron([[1, 1]], margin=1.5, rng=0),
        ValueError,
        "margin: expected a number from 0.0 to 1.0, got 1.5",
    ),
    "a sequence of one": (
        lambda: hl.rules.sequence([[1, 1]], cyclic=False),
        ValueError,
        "patterns: expected at least two, one after another, got 1",
    ),
    "spins for bits": (
        lambda: hl.rules.covariance([[1, -1]], activity=0.5),
        ValueError,
        "bits: expected 0 and 1, got -1",
    ),
    "one pattern of bits": (
        lambda: hl.rules.covariance([1, 0], activity=0.5),
        ValueError,
        r"bits: expected shape \(P, N\), got \(2,\)",
    ),
    "no activity": (
        lambda: hl.rules.covariance([[1, 0]], activity=0),
        ValueError,
        "activity: expected a share between 0 and 1, got 0",
    ),
    "dreams that need not end": (
        lambda: hl.unlearning.unlearn([[-1]], dreams=1, rng=0),
        ValueError,
        "weights: expected w_ii >= 0, .* got -1",
    ),
    "dreams without energy": (
        lambda: hl.unlearning.unlearn(ASYMMETRIC, dreams=1, rng=0),
        ValueError,
        "unlearning needs symmetric weights",
    ),
    "a margin below zero": (
        lambda: hl.theory.gardner_load([0.5, -0.1]),
        ValueError,
        "margin: expected numbers of at least 0, got -0.1",
    ),
    "too many patterns to count": (
        lambda: hl.theory.cover_probability(count=10**14, inputs=2),
        ValueError,
        r"count: expected at most 10\^13 patterns",
    ),
    "a power of 1": (
        lambda: hl.modern.dense_energy([[1, 1]], [1, 1], power=1),
        ValueError,
        "power: expected a whole number of at least 2, got 1",
    ),
    "a power by another name": (
        lambda: hl.modern.dense_recall([[1, 1]], [1, 1], power="softmax"),
        ValueError,
        r"power \(or a whole number from 2\): expected one of 'exp', got 'softmax'",
    ),
    "half an exponential": (
        lambda: hl.modern.dense_recall([[1, 1]], [1, 1], power="exp", rectified=True),
        ValueError,
        "rectified: expected False with power='exp'",
    ),
    "memories in columns": (
        lambda: hl.modern.softmax_retrieve(np.ones((2, 3)), np.ones(2), beta=1),
        ValueError,
        r"states: expected vectors of length 3, got 2 .*patterns are rows",
    ),
    "beta of nothing": (
        lambda: hl.modern.softmax_retrieve(np.ones((2, 3)), np.ones(3), beta=0),
        ValueError,
        "beta: expected a number from .*, got 0; it is an inverse temperature",
    ),
    "nothing to stand apart from": (
        lambda: hl.modern.separation([[1.0, 2.0]]),
        ValueError,
        "patterns: expected at least two, got 1",
    ),
    "memories of two lengths": (
        lambda: hl.modern.merge_beta([1, 0], [0, 2]),
        ValueError,
        "expected vectors of equal length, got 1 and 2: .*acts as a field",
    ),
    "one memory twice": (
        lambda: hl.modern.merge_beta([1, 0], [1, 0]),
        ValueError,
        "first, second: expected two different vectors",
    ),
    "values without keys": (
        lambda: hl.modern.attention([1], [[1], [2]], [[1]]),
        ValueError,
        "values: expected one row for each of the 2 keys, got 1",
    ),
    "a part of one run": (lambda: hl.recall(W, S)[0], TypeError, "not a batch"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusals_say_what_came_and_what_was_expected(case: str) -> None:
    call, kind, text = REFUSED[case]
    with pytest.raises(kind, match=text):
        call()


TOO_BIG: dict[str, Callable[[], Any]] = {
    "patterns": lambda: hl.random_patterns(1000, 1000, rng=0),
    "weights": lambda: hl.hebbian(np.ones((1, 1000))),
    "a magnet": lambda: hl.ferromagnet(1000),
    "a lattice": lambda: hl.lattice((30, 30)),
    "storkey's weights": lambda: hl.storkey(np.ones((1, 1000))),
    "a projection": lambda: hl.pseudo_inverse(np.ones((1, 1000))),
    "centred weights": lambda: hl.centred(np.ones((1, 1000))),
    "weights of bits": lambda: hl.rules.covariance(np.ones((1, 1000)), activity=0.5),
    "a perceptron": lambda: hl.rules.perceptron(np.ones((1, 1000)), rng=0),
    "weights of a sequence": lambda: hl.rules.sequence(np.ones((2, 1000))),
    "bounded weights": lambda: hl.rules.palimpsest(np.ones((1, 1000)), limit=3),
    "a report": lambda: hl.storable(np.ones((1, 1000))),
    "tries": lambda: hl.recall_curve([S], rng=0, tries=10**5),
    "more tries than a float can count": lambda: hl.recall_curve([S], rng=0, tries=10**400),
    "a copy of weights": lambda: hl.prepare(np.zeros((300, 300))),
    "recall from patterns": lambda: hl.recall_patterns(np.ones((100, 1000)), np.ones(1000)),
    "annealing from patterns": lambda: hl.dynamics.anneal_patterns(
        np.ones((100, 1000)), np.ones(1000), temperatures=[1], rng=0
    ),
    "a record": lambda: hl.glauber(W, S, beta=1, sweeps=10**6, rng=0, record=True),
}


@pytest.mark.parametrize("case", TOO_BIG)
def test_what_memory_can_not_hold_is_refused_with_its_size(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_memory, "total", lambda: 10**6)
    with pytest.raises(ValueError, match=r"would need \d+\.\d GiB"):
        TOO_BIG[case]()


def test_sizes_beyond_any_machine_are_refused_before_anything_is_allocated() -> None:
    with pytest.raises(ValueError, match="would need"):
        hl.random_patterns(10**9, 10**9, rng=0)
    with pytest.raises(ValueError, match="would need"):
        hl.glauber(W, S, beta=1, sweeps=10**15, rng=0, record=True)


def test_where_memory_is_not_told_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_memory, "total", lambda: None)
    _arguments.require_memory(2**80, "a universe")


# ---- fuzzing: any argument may be anything

SPINS = [
    np.array([1, -1, -1, 1]),
    np.array([[1, -1, -1, 1], [1, 1, 1, -1]], dtype=np.int8),
    np.array([[1.0, -1.0, 1.0, 1.0]]),
    [1, -1, 1, 1],
    ((1, 1, 1, 1), (1, -1, 1, 1)),
    np.asfortranarray(np.array([[1, -1, -1, 1]] * 3, dtype=np.float32)),
]
WEIGHTS = [W, W.tolist(), hl.prepare(W), W * 1e-300, W * 1e290, W.astype(np.float32), W + np.eye(4)]
WEIGHTS += [np.arange(16).reshape(4, 4), np.full((4, 4), 0.1), np.zeros((4, 4), dtype=np.uint8)]
GRAPHS = [1 - np.eye(4), np.zeros((4, 4), dtype=int), (1 - np.eye(4)) * -1e300]
ROADS = [1 - np.eye(3), [[0, 1, 2], [1, 0, 3], [2, 3, 0]], (1 - np.eye(3)) * 1e290]
SEEDS = [0, 7, np.int64(3), np.random.default_rng(1)]
CHANCES = [None, [1], [0.25, 0.75], np.full(3, 1 / 3)]
FIELDS = [0, 0.5, -1e-300, np.float32(0.1), [1, 2, 3, 4], np.zeros(4, dtype=int), 10**30, -1e308]
JUNK: list[Any] = [
    None,
    True,
    -1,
    0,
    1,
    2.5,
    1e308,
    -1e-320,
    10**400,
    float("nan"),
    float("-inf"),
    3 + 1j,
    "",
    "keep",
    "random",
    b"#.",
    "#. .#",
    [],
    {},
    {1, 2},
    object(),
    [1],
    [[1, 2], [3]],
    [None, 1],
    [0, 1, 1, 0],
    [[0, 1, 1, 0]],
    [1, -1, float("nan"), 1],
    ["a", "b"],
    ["#.", ".#"],
    range(4),
    np.array(1),
    np.array(1.5),
    np.array([]),
    np.empty((0, 4)),
    np.empty((2, 0)),
    np.ones((2, 3, 4)),
    np.ones((4, 3)),
    np.array([True, False, True, True]),
    np.array([1, 255, 255, 1], dtype=np.uint8),
    np.array([1, 0.5, -1, 1]),
    np.array([1, None, -1, 1], dtype=object),
    np.array([1, 2**70, 0, 1], dtype=object),
    np.array([1, -1, 1, 1], dtype="datetime64[D]"),
    np.array([1, 1j, 1, 1]),
    np.array([1, np.inf, 1, 1]),
    np.array([[1, -1, -1, 1]], dtype=np.longdouble),
    np.array([np.longdouble("1e400"), 1, 1, 1]),
    np.ma.masked_array([1, -1, -1, 1], mask=[0, 1, 0, 0]),
    np.random.RandomState(0),
    np.bool_(True),
    np.float16(0.5),
]
ANY = [*SPINS, *WEIGHTS, *SEEDS, *JUNK]

VECTORS = [
    np.eye(4),
    [[0.5, -1.5, 2, 0], [1, 1, 1, 1]],
    np.ones((1, 4), dtype=np.float32),
    *SPINS[1:3],
]
INVERSE = [1, 0.25, 1e-100, 1e100, np.float32(8)]
POWERS = [2, 3, np.int64(4), 100, "exp"]
LOADS = [0, 0.05, np.float32(0.2), [0.01, 0.3], np.array([[0.1]])]
BETAS = [0, 0.5, 1e-300, 1e300, np.inf, [0.1, 0, np.inf]]
HOLDS = [None, [True, False, False, True], np.zeros(4, dtype=bool)]
TIES, ORDERS = ["keep", "plus", "random", "flip"], ["random", "sequential", "replacement"]
RECALL = {
    "update": ["asynchronous", "synchronous"],
    "order": [*ORDERS, [3, 2, 1, 0, 0]],
    "ties": TIES,
    "external_field": FIELDS,
    "hold": HOLDS,
    "max_sweeps": [0, 1, 5],
    "rng": SEEDS,
    "record": [True, False],
}
GOOD: dict[str, dict[str, list[Any]]] = {
    "random_patterns": {"count": [1, 3], "size": [1, 4], "rng": SEEDS, "bias": [0, -1, 0.3]},
    "picture": {"rows": ["#. .#", ["#", "."]]},
    "letters": {"text": ["A", "HOPFIELD"]},
    "binarise": {
        "grey": [np.eye(4), [[1, 2], [3, 4]], np.ones((4, 4, 3)), [[[True, False], [True, True]]]],
        "shape": [(2, 2), [1, 1]],
        "ink": [None, 0, 0.3, "otsu", "threshold"],
        "threshold": [None, 2, -0.5],
        "dark": [True, False],
    },
    "flip": {
        "state": SPINS,
        "fraction": [None, 0, 0.25, 1, np.float32(0.5)],
        "count": [None, 0, 3],
        "rng": SEEDS,
    },
    "erase": {
        "state": SPINS,
        "units": [[True, False, True, True], 0.5, np.float32(1)],
        "rng": SEEDS,
        "value": [None, -1, 1],
        "return_known": [True, False],
    },
    "overlap": {"patterns": SPINS, "state": SPINS},
    "distance": {"patterns": SPINS, "state": SPINS},
    "to_spins": {"bits": [[0, 1], [[True], [False]]]},
    "to_bits": {"spins": SPINS},
    "hebbian": {"patterns": SPINS, "keep_diagonal": [True, False]},
    "centred": {"patterns": SPINS},
    "rules.palimpsest": {"patterns": SPINS, "limit": [1, 3]},
    "rules.sequence": {"patterns": SPINS, "cyclic": [True, False]},
    "rules.covariance": {
        "bits": [[[0, 1, 1]], np.eye(4, dtype=bool), np.eye(3)],
        "activity": [0.5, 1e-300, np.float32(0.3)],
    },
    "rules.perceptron": {
        "patterns": SPINS,
        "margin": [0, 0.5, np.float32(0.1)],
        "symmetric": [True, False],
        "max_epochs": [1, 5],
        "rng": SEEDS,
    },
    "unlearning.unlearn": {
        "weights": WEIGHTS,
        "dreams": [0, 1, 3],
        "strength": [0, 0.01, 1],
        "together": [1, 2],
        "rng": SEEDS,
    },
    "optimise.max_cut": {"adjacency": GRAPHS},
    "optimise.cut": {"adjacency": GRAPHS, "state": SPINS},
    "optimise.random_graph": {"size": [1, 5], "chance": [0, 0.5, np.float32(1)], "rng": SEEDS},
    "optimise.spin_form": {
        "weights": WEIGHTS,
        "field": FIELDS,
        "constant": [0, -1.5, np.float32(2), 1e308],
    },
    "optimise.bit_form": {
        "weights": WEIGHTS,
        "field": FIELDS,
        "constant": [0, -1.5, np.float32(2), 1e308],
    },
    "optimise.tour_length": {"distances": ROADS, "order": [[2, 0, 1], range(3)]},
    "optimise.nearest_neighbour": {"distances": ROADS, "first": [0, np.int8(2)]},
    "optimise.two_opt": {"distances": ROADS, "order": [[2, 0, 1], range(3)]},
    "optimise.shortest_tour": {"distances": ROADS},
    "optimise.tour_problem": {"distances": ROADS, "penalty": [0, 2.5, np.float32(1), 1e300]},
    "optimise.decode_tour": {"state": [[1, -1, -1, 1], np.ones(9), [1]]},
    "optimise.hopfield_tank": {
        "distances": ROADS,
        "same_city": [0, 500, 1e300],
        "same_position": [0, 500],
        "total": [0, 200],
        "length": [0, 500, 1e300],
        "expected": [3, 4.5, -1e300],
    },
    "optimise.continuous": {
        "weights": WEIGHTS,
        "start": [[0, 1, -2, 0.5], np.zeros((2, 4)), [[1e300, 0, 0, -1e300]]],
        "gain": [0, 1, 1e-300, 1e6, [0.5, 1, 2]],
        "steps": [1, 3],
        "dt": [0.1, 1, np.float32(0.5)],
        "external_field": FIELDS,
        "energies": [True, False],
        "record": [True, False],
    },
    "optimise.continuous_energy": {
        "weights": WEIGHTS,
        "values": [[0, 1, -1, 0.5], np.zeros((2, 4))],
        "gain": [1, 1e-280, 1e300, np.inf],
        "external_field": FIELDS,
    },
    "boltzmann.moments": {"states": SPINS, "probabilities": CHANCES},
    "boltzmann.empirical_distribution": {"states": SPINS, "probabilities": CHANCES},
    "boltzmann.divergence": {"data": [[0.5, 0.5], [0, 1]], "model": [[1, 0], [0.25, 0.75]]},
    "boltzmann.learn_boltzmann": {
        "states": SPINS,
        "probabilities": CHANCES,
        "hidden": [0, 2],
        "steps": [0, 5],
        "rate": [0, 0.1, 1000],
        "momentum": [0, 0.9],
        "decay": [0, 1e-3],
        "rng": [None, *SEEDS],
    },
    "boltzmann.hopfield_rbm": {"patterns": SPINS, "beta": [0, 1.5, 1e6]},
    "boltzmann.block_glauber": {
        "patterns": SPINS,
        "states": SPINS,
        "beta": [0, 1.5, 1e6],
        "sweeps": [0, 3],
        "external_field": FIELDS,
        "rng": SEEDS,
    },
    "modern.dense_energy": {
        "patterns": SPINS,
        "state": SPINS,
        "power": POWERS,
        "rectified": [True, False],
    },
    "modern.dense_recall": {
        "patterns": SPINS,
        "states": SPINS,
        "power": POWERS,
        "rectified": [True, False],
        "order": [*ORDERS, [3, 2, 1, 0, 0]],
        "ties": TIES,
        "max_sweeps": [0, 1, 5],
        "rng": SEEDS,
        "energies": [True, False],
    },
    "modern.dense_error": {"size": [1, 2, 30], "count": [1, 7], "power": [2, 3, 100]},
    "modern.dense_capacity": {"size": [2, 99], "power": [2, 7], "all_patterns": [True, False]},
    "modern.softmax_weights": {"patterns": VECTORS, "states": VECTORS, "beta": INVERSE},
    "modern.softmax_retrieve": {
        "patterns": VECTORS,
        "states": VECTORS,
        "beta": INVERSE,
        "steps": [0, 1, 9],
    },
    "modern.softmax_energy": {"patterns": VECTORS, "states": VECTORS, "beta": INVERSE},
    "modern.separation": {"patterns": VECTORS},
    "modern.retrieval_bound": {"patterns": VECTORS, "beta": INVERSE, "distance": [0, 0.5]},
    "modern.merge_beta": {"first": [[1, 0], [0.6, 0.8]], "second": [[0, 1], [-1, 0]]},
    "modern.attention": {
        "queries": VECTORS,
        "keys": [np.eye(4), np.ones((4, 4))],
        "values": [np.eye(4), [[1], [2], [3], [4]]],
        "beta": [None, *INVERSE],
    },
    "pseudo_inverse": {"patterns": SPINS, "keep_diagonal": [True, False]},
    "storkey": {"patterns": SPINS},
    "ferromagnet": {"size": [1, 5], "strength": [None, -1, 0.5, np.float32(2)]},
    "mattis": {"pattern": [[1, -1], np.ones(3)]},
    "lattice": {"shape": [(3, 4), [5, 5]], "neighbours": [4, 8, 20], "strength": [1, -0.5]},
    "prepare": {"weights": WEIGHTS},
    "spins_from_bits": {"weights": WEIGHTS, "thresholds": FIELDS},
    "local_field": {"weights": WEIGHTS, "state": SPINS, "external_field": FIELDS},
    "energy": {"weights": WEIGHTS, "state": SPINS, "external_field": FIELDS},
    "energy_change": {
        "weights": WEIGHTS,
        "state": SPINS,
        "unit": [0, 3, np.int8(1)],
        "external_field": FIELDS,
    },
    "lyapunov": {
        "weights": WEIGHTS,
        "state": SPINS,
        "previous": SPINS,
        "external_field": FIELDS,
    },
    "fields.stability": {
        "weights": WEIGHTS,
        "patterns": SPINS,
        "normalised": [True, False],
        "external_field": FIELDS,
    },
    "recall": {"weights": WEIGHTS, "state": SPINS, "energies": [None, True, False], **RECALL},
    "recall_patterns": {"patterns": SPINS, "states": SPINS, **RECALL},
    "glauber": {
        "weights": WEIGHTS,
        "state": SPINS,
        "beta": BETAS,
        "sweeps": [None, 0, 3],
        "rng": SEEDS,
        "update": ["asynchronous", "synchronous"],
        "order": ORDERS,
        "external_field": FIELDS,
        "hold": HOLDS,
        "patterns": [None, *SPINS],
        "record": [True, False],
    },
    "dynamics.metropolis": {
        "weights": WEIGHTS,
        "state": SPINS,
        "beta": BETAS,
        "sweeps": [None, 0, 3],
        "rng": SEEDS,
        "order": ORDERS,
        "external_field": FIELDS,
        "hold": HOLDS,
        "patterns": [None, *SPINS],
        "record": [True, False],
    },
    "anneal": {
        "weights": WEIGHTS,
        "state": SPINS,
        "temperatures": [[0], [1.5, 0.2], np.array([np.inf, 1e-300])],
        "rng": SEEDS,
        "order": ORDERS,
        "ties": TIES,
        "external_field": FIELDS,
        "hold": HOLDS,
        "max_sweeps": [0, 5],
        "energies": [True, False],
        "record": [True, False],
    },
    "dynamics.anneal_patterns": {
        "patterns": SPINS,
        "states": SPINS,
        "temperatures": [[0], [1.5, 0.2], np.array([np.inf, 1e-300])],
        "rng": SEEDS,
        "order": ORDERS,
        "ties": TIES,
        "external_field": FIELDS,
        "hold": HOLDS,
        "max_sweeps": [0, 5],
        "energies": [True, False],
        "record": [True, False],
    },
    "all_states": {"size": [1, 5]},
    "landscape.state_number": {"state": SPINS},
    "all_energies": {"weights": WEIGHTS, "external_field": FIELDS},
    "fixed_points": {"weights": WEIGHTS, "external_field": FIELDS, "ties": TIES},
    "landscape.boltzmann_distribution": {
        "weights": WEIGHTS,
        "beta": [0, 0.5, 1e-320, 1e308, np.inf, np.float32(2)],
        "external_field": FIELDS,
    },
    "landscape.moves": {"weights": WEIGHTS, "external_field": FIELDS, "ties": TIES},
    "landscape.fates": {"weights": WEIGHTS, "external_field": FIELDS, "ties": ["keep", "plus"]},
    "basins": {
        "weights": WEIGHTS,
        "update": ["asynchronous", "synchronous"],
        "order": ["sequential", [3, 2, 1, 0]],
        "ties": ["keep", "plus", "flip"],
        "external_field": FIELDS,
    },
    "mixture": {"patterns": SPINS, "coefficients": [[1, 2], [1], [1.0, -3, 0.5]]},
    "theory.mixture_overlaps": {"coefficients": [[1, 1, 1], [2, 2, 1, 1, 1], np.array([0.5])]},
    "theory.symmetric_mixture_overlap": {"count": [1, 3, 9]},
    "theory.mixture_critical_load": {"count": [1, 3, 5]},
    "theory.mixture_melting_temperature": {"count": [1, 3, 5]},
    "classify": {"patterns": SPINS, "state": SPINS, "tolerance": [0.9, 1, 0.5]},
    "theory.error_probability": {"load": LOADS, "diagonal": [True, False]},
    "theory.load_for_error": {"probability": [0.001, 0.2]},
    "theory.exact_error_probability": {
        "count": [1, 4],
        "size": [1, 9],
        "ties": TIES,
        "diagonal": [True, False],
    },
    "theory.tie_probability": {"size": [1, 9], "count": [1, 4], "diagonal": [True, False]},
    "theory.capacity_bound": {"size": [2, 99], "all_patterns": [True, False]},
    "theory.cover_probability": {"count": [1, 9], "inputs": [1, 4]},
    "theory.gardner_load": {"margin": [0, 0.5, [0.1, 1e300], np.float32(2)]},
    "theory.mean_field": {"load": [0.0, 0.1], "temperature": [0, 0.3], "phase": ["retrieval"]},
    "theory.retrieval_overlap": {"load": LOADS, "temperature": [0, 0.3]},
    "theory.critical_load": {"temperature": [0, 0.5]},
    "theory.thermodynamic_load": {"temperature": [0, 0.5]},
    "theory.retrieval_temperature": {"load": LOADS},
    "theory.thermodynamic_temperature": {"load": LOADS},
    "theory.glass_temperature": {"load": LOADS},
    "storable": {"patterns": SPINS},
    "recall_curve": {
        "patterns": SPINS,
        "flipped": [0, 0.5, [0.25, 1]],
        "rng": SEEDS,
        "tries": [1, 3],
        "update": ["asynchronous", "synchronous"],
        "ties": TIES,
        "max_sweeps": [1, 50],
    },
    "capacity_sweep": {
        "sizes": [20, [20, 30]],
        "loads": [0.1, [0.1, 0.2]],
        "networks": [1, 2],
        "rng": SEEDS,
        "patterns": [None, hl.random_patterns, hl.random_patterns(9, 20, rng=0)],
        "starts": [1, 2],
        "flipped": [0, 0.2],
        "update": ["asynchronous", "synchronous"],
        "ties": TIES,
        "max_sweeps": [1, 50],
    },
}
PASSED_ON = {"rule", "executor", "progress"}  # to a function of the caller's, a pool, a bar
LIMITS = {
    "max_sweeps",
    "sweeps",
    "count",
    "size",
    "max_epochs",
    "dreams",
    "steps",
}  # 10**400 sweeps are not refused: they run


@pytest.mark.parametrize("name", kernels())
def test_every_function_is_tried_with_anything(name: str) -> None:
    taken = set(inspect.signature(kernels()[name]).parameters) - PASSED_ON
    untried = sorted(taken.difference(GOOD.get(name, ())))
    assert not untried, (
        f'tests/kernels/test_bad_input.py, GOOD: write good values of {untried} into a row "{name}"'
    )


HELPFUL = re.compile(
    r"[\w ,()]+: .*(expected|needs symmetric|would overflow|there is no \w+ phase)"
    r"|.* would need .* GiB|.*missing \d+ required"
)


def frozen(value: Any) -> Any:
    """What must not change: an array's bytes, a Network's weights, a list's items."""
    if isinstance(value, hl.Network):
        return value.weights.tobytes()
    if isinstance(value, np.ndarray):
        return value.dtype, value.shape, value.tobytes() if value.dtype != object else repr(value)
    return repr(value)


@pytest.mark.parametrize("name", GOOD)
@settings(max_examples=100)
@given(data=st.data())
def test_any_argument_may_be_anything(name: str, data: st.DataObject) -> None:
    """Warnings are errors in these tests, so a RuntimeWarning of numpy's fails as well."""
    arguments: dict[str, Any] = {}
    strange = data.draw(st.sets(st.sampled_from(sorted(GOOD[name])), max_size=2))
    for key, good in GOOD[name].items():
        choices = ANY if key in strange else good
        value = choices[data.draw(st.integers(0, len(choices) - 1), label=key)]
        if not (key in LIMITS and isinstance(value, int) and value > 100):
            arguments[key] = copy.deepcopy(value)
    before = {key: frozen(value) for key, value in arguments.items()}
    try:
        result = attrgetter(name)(hl)(**arguments)
    except (TypeError, ValueError) as error:
        if not HELPFUL.match(str(error)):
            raise
    else:
        assert_sound(name, arguments, result)
    for key, value in arguments.items():
        assert isinstance(value, np.random.Generator) or frozen(value) == before[key], key


RUNS = ("recall", "recall_patterns", "glauber", "metropolis", "anneal", "anneal_patterns")


def assert_sound(name: str, arguments: dict[str, Any], result: Any) -> None:
    """A result is of the promised kind, finite, and agrees with its shape."""
    if name == "erase" and isinstance(result, tuple):
        result, known = result
        assert known.dtype == bool
        assert known.shape == result.shape
    if name in ("flip", "erase", "random_patterns", "picture", "letters", "binarise", "to_spins"):
        assert result.dtype == np.int8
        assert (np.abs(result) == 1).all()
    if name in ("flip", "erase"):
        assert result.shape == np.shape(arguments["state"])
    if name in ("overlap", "hebbian"):
        assert (np.abs(result) <= len(arguments["patterns"])).all()
    if name == "landscape.boltzmann_distribution":
        assert (result >= 0).all()
        assert result.sum() == pytest.approx(1)
    if name in ("energy", "energy_change", "local_field", "lyapunov"):
        assert np.isfinite(result).all()
    if name.rpartition(".")[2] in RUNS:
        states = arguments["states" if name.endswith("_patterns") else "state"]
        assert result.state.shape == np.shape(states)
        assert result.state.dtype == np.int8
        assert (np.abs(result.state) == 1).all()
        assert result.energies is None or not np.isinf(result.energies).any()
