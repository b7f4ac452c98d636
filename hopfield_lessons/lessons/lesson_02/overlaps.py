"""Exercise of lesson 02: the overlap of two pictures of which only the ink is known."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...exercises.exercise import Exercise, Misconception, slip


def _shared(ink: Any, other: Any) -> int:
    return len(np.intersect1d(ink, other))


def _differ(ink: Any, other: Any) -> int:
    return len(np.setxor1d(ink, other))


def _either(ink: Any, other: Any) -> int:
    return len(np.union1d(ink, other))


def _right(ink: Any, other: Any, size: Any) -> float:
    return float(1 - 2 * _differ(ink, other) / size)


def _two_lists(rng: np.random.Generator) -> tuple[Any, ...]:
    """Two lists of pixels, in any order; each has some ink and some paper."""
    size = int(rng.integers(3, 10))
    lists = (rng.permutation(size)[: rng.integers(1, size)] for _ in range(2))
    return *lists, size


_BACKWARDS = "The sign is turned round: the overlap of a picture with itself must be 1."
_ONE_SIDED = (
    "You counted the pixels that are ink in one picture and paper in the other, but only one way "
    "round. Those that are paper in the first and ink in the second differ too."
)

overlap = Exercise(
    name="my_overlap",
    right=_right,
    probes=(
        (np.array([0, 1, 2, 3]), np.array([1, 2]), 8),  # the second has no ink of its own
        (np.array([0, 4, 5]), np.array([5]), 6),
        (np.array([0, 1, 2]), np.array([2, 4, 6, 7]), 8),
        (np.array([6, 0, 3]), np.array([1, 3]), 7),
        (np.array([1, 2]), np.array([0, 3]), 4),
        "np.arange(0, 300), np.arange(100, 350), 1000",
    ),
    draw=_two_lists,
    misconceptions=(
        Misconception(
            lambda a, b, n: _shared(a, b) / n,
            "This is the share of pixels that are ink in both, as if paper were 0. Paper is −1: "
            "two pixels of paper agree as well, and pixels that differ count −1.",
        ),
        Misconception(
            lambda a, b, n: (_shared(a, b) - _differ(a, b)) / n,
            "Ink on ink counts +1 here, and a difference −1. Paper on paper is missing: "
            "(−1) · (−1) = +1 too.",
        ),
        Misconception(
            lambda a, b, n: 1 - _differ(a, b) / n,
            "This is the share of equal pixels, (1 + m)/2. "
            "An overlap runs from −1 to 1, and 0 means unrelated.",
        ),
        Misconception(
            lambda a, b, n: _differ(a, b),
            "This is the Hamming distance d: it counts the pixels that differ. m = 1 − 2d/N.",
        ),
        slip(
            lambda a, b, n: _differ(a, b) / n,
            "This is the share d/N of pixels that differ. m = 1 − 2d/N.",
        ),
        slip(
            lambda a, b, n: n - 2 * _differ(a, b),
            "The factor 1/N is missing: the overlap of a picture with itself must be 1.",
        ),
        slip(lambda a, b, n: -_right(a, b, n), _BACKWARDS),
        slip(
            lambda a, b, n: abs(_right(a, b, n)),
            "Keep the sign: a picture and its negative have overlap −1.",
        ),
        slip(lambda a, b, n: 1 - 2 * (len(a) - _shared(a, b)) / n, _ONE_SIDED),
        slip(lambda a, b, n: 1 - 2 * (len(b) - _shared(a, b)) / n, _ONE_SIDED),
        Misconception(
            lambda a, b, n: 1 - 2 * _either(a, b) / n,
            "You took all pixels that are ink in one of the two. Those that are ink in both don't "
            "differ: leave them out (np.setxor1d).",
        ),
        Misconception(
            lambda a, b, n: 1 - 2 * _shared(a, b) / n,
            "You took the pixels that are ink in both for those that differ.",
        ),
        Misconception(
            lambda a, b, n: _shared(a, b) / _either(a, b),
            "This is ink in both, divided by ink in either. An overlap compares all N pixels, and "
            "paper on paper is agreement.",
        ),
        Misconception(
            lambda a, b, n: _shared(a, b) / np.sqrt(len(a) * len(b)),
            "This is the cosine of two 0/1 pictures. Make them ±1: then paper on paper counts, "
            "and each picture has the same length √N.",
        ),
        slip(
            lambda a, b, n: 1 - 2 * _differ(a, b) / (len(a) + len(b)),
            "Divide by all N pixels, not by the ink alone.",
        ),
        slip(
            lambda a, b, n: 1 - _differ(a, b),
            "d stands there as it was counted: m = 1 − 2d/N.",
        ),
    ),
    praise="Paper on paper is agreement too: all N pixels count, not the ink alone.",
    shape="one number",
)
