"""The checks of lesson NN: right answers in other words, and wrong ones as learners write them."""

from typing import Any

import numpy as np

from hopfield_lessons.lessons.lesson_NN import checks as check

# ------------------------------------------------------------------- as learners write


def loop_overlap(pattern: Any, state: Any) -> float:
    return sum(int(a) * int(b) for a, b in zip(pattern, state, strict=True)) / len(pattern)


def sorted_nearest(patterns: Any, state: Any) -> int:
    return sorted(range(len(patterns)), key=lambda mu: np.sum(patterns[mu] != state))[0]


def hamming(patterns: Any, state: Any) -> Any:
    return (patterns != state).sum(axis=1)


RIGHT = [
    (check.overlap, loop_overlap),
    (check.distance, lambda pattern, state: len(pattern) * (1 - loop_overlap(pattern, state)) / 2),
    (check.nearest, sorted_nearest),
]

WRONG = [
    (check.overlap, lambda p, s: p @ s, "1/N is missing"),
    (check.distance, lambda p, s: sum(abs(p - s)), "counts each of them twice"),
    (check.nearest, lambda x, s: np.argmin(hamming(-x, s)), "farthest"),
]
