"""The checks of lesson 11: right answers in other words, and wrong ones as learners write them."""

from typing import Any

import numpy as np

from hopfield_lessons.lessons.lesson_11 import checks as check

# ------------------------------------------------------------------- as learners write


def loop_overlap(pattern: Any, state: Any) -> float:
    return sum(int(a) * int(b) for a, b in zip(pattern, state, strict=True)) / len(pattern)


def mean_overlap(pattern: Any, state: Any) -> Any:
    return np.mean(pattern * state)


def overlap_by_distance(pattern: Any, state: Any) -> Any:
    return [1 - 2 * loop_distance(pattern, state) / len(state)]


def loop_distance(pattern: Any, state: Any) -> int:
    return sum(1 for a, b in zip(pattern, state, strict=True) if a != b)


def distance_by_overlap(pattern: Any, state: Any) -> float:
    return len(pattern) * (1 - loop_overlap(pattern, state)) / 2


def sorted_nearest(patterns: Any, state: Any) -> int:
    return sorted(range(len(patterns)), key=lambda mu: np.sum(patterns[mu] != state))[0]


def hamming(patterns: Any, state: Any) -> Any:
    return (patterns != state).sum(axis=1)


def counted_nearest(patterns: Any, state: Any) -> Any:
    return np.argmin(hamming(patterns, state))


def loop_nearest(patterns: Any, state: Any) -> int:
    best = 0
    for mu in range(len(patterns)):
        if patterns[mu] @ state > patterns[best] @ state:
            best = mu
    return best


RIGHT = [
    (check.overlap, loop_overlap),
    (check.overlap, mean_overlap),
    (check.overlap, overlap_by_distance),
    (check.distance, loop_distance),
    (check.distance, distance_by_overlap),
    (check.distance, lambda p, s: np.count_nonzero(p - s)),
    (check.nearest, sorted_nearest),
    (check.nearest, counted_nearest),
    (check.nearest, loop_nearest),
]

WRONG = [
    (check.overlap, lambda p, s: p @ s, "1/N is missing"),
    (check.overlap, lambda p, s: (p == s).sum() / len(p), "share of equal units"),
    (check.overlap, loop_distance, "the distance"),
    (check.overlap, lambda p, s: abs(loop_overlap(p, s)), "Keep the sign"),
    (check.overlap, lambda p, s: 1 - 2 * np.mean(p == s), "turned round"),
    (check.overlap, lambda p, s: 0, "should be"),
    (check.distance, lambda p, s: sum(abs(p - s)), "counts each of them twice"),
    (check.distance, lambda p, s: sum(p == s), "that agree"),
    (check.distance, lambda p, s: np.mean(p != s), "don't divide by N"),
    (check.distance, lambda p, s: abs(sum(p - s)), "cancel"),
    (check.distance, loop_overlap, "the overlap m"),
    (check.distance, lambda p, s: len(p), "should be"),
    (check.nearest, lambda x, s: np.argmin(hamming(-x, s)), "farthest"),
    (check.nearest, lambda x, s: loop_nearest(x, s) + 1, "from 1"),
    (check.nearest, lambda x, s: np.abs(x @ s).argmax(), "absolute value"),
    (check.nearest, lambda x, s: np.abs(x @ s).argmin(), "unrelated"),
    (check.nearest, lambda x, s: x[loop_nearest(x, s)], "the pattern itself"),
    (check.nearest, lambda x, s: 0, "should be"),
]
