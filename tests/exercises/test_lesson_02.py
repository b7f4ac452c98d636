"""The checks of lesson 02: right answers in other words, and wrong ones as learners write them."""

from typing import Any

import numpy as np

from hopfield_lessons.lessons.lesson_02 import checks as check

# ------------------------------------------------------------------- as learners write


def loop_overlap(pattern: Any, state: Any) -> float:
    total = 0
    for a, b in zip(pattern, state, strict=True):
        total += int(a) * int(b)
    return total / len(pattern)


def loop_hebbian(patterns: Any) -> list[list[float]]:
    count, size = patterns.shape
    return [
        [
            0.0 if i == j else sum(patterns[mu, i] * patterns[mu, j] for mu in range(count)) / size
            for j in range(size)
        ]
        for i in range(size)
    ]


def list_sweep(weights: Any, state: Any, order: Any) -> list[int]:
    spins = list(state)
    for i in order:
        field = sum(weights[i, j] * spins[j] for j in range(len(spins)))
        if field > 0:
            spins[i] = 1
        elif field < 0:
            spins[i] = -1
    return spins


def direct_crosstalk(patterns: Any, mu: Any) -> Any:
    count, size = patterns.shape
    out = np.zeros(size)
    for i in range(size):
        for nu in set(range(count)) - {int(mu)}:
            for j in set(range(size)) - {i}:
                out[i] += patterns[mu, i] * patterns[nu, i] * patterns[nu, j] * patterns[mu, j]
    return out / size


RIGHT = [
    (check.overlap, loop_overlap),
    (check.hebbian, loop_hebbian),
    (check.sweep, list_sweep),
    (check.crosstalk, direct_crosstalk),
]


def kept_diagonal(patterns: Any) -> Any:
    spins = patterns.astype(float)
    return spins.T @ spins / patterns.shape[1]


def no_factor(patterns: Any) -> Any:
    weights = sum(np.outer(p, p).astype(float) for p in patterns)
    np.fill_diagonal(weights, 0)
    return weights


def zero_one(patterns: Any) -> Any:
    return loop_hebbian((patterns + 1) // 2)


def synchronous(weights: Any, state: Any, order: Any) -> Any:  # noqa: ARG001  forgotten: the point
    return np.where(weights @ state >= 0, 1, -1)


def sign_of_zero_is_one(weights: Any, state: Any, order: Any) -> Any:
    state = state.copy()
    for i in order:
        state[i] = 1 if weights[i] @ state >= 0 else -1
    return state


def in_place(weights: Any, state: Any, order: Any) -> Any:
    for i in order:
        if weights[i] @ state != 0:
            state[i] = np.sign(weights[i] @ state)
    return state


WRONG = [
    (check.overlap, lambda p, s: (p == s).mean(), "share of equal units"),
    (check.overlap, lambda p, s: (p @ s) / len(p), "int8"),
    (check.overlap, lambda p, s: 1 - 2 * np.mean(p == s), "should be"),
    (check.hebbian, kept_diagonal, "diagonal"),
    (check.hebbian, no_factor, "1/N is missing"),
    (check.hebbian, zero_one, "0/1"),
    (check.hebbian, lambda x: x @ x.T / x.shape[1], "overlaps"),
    (check.sweep, synchronous, "synchronous"),
    (check.sweep, sign_of_zero_is_one, "tie keeps the spin"),
    (check.sweep, in_place, "changes its argument"),
    (check.crosstalk, lambda x, mu: x.sum() + mu, "should be|shape"),
]


def test_a_verdict_reads_as_one_line() -> None:
    assert repr(check.overlap(loop_overlap)).startswith("✓ Correct. It also stays right")
    assert repr(check.overlap(lambda *_: ...)) == (
        "○ Not yet. my_overlap returns nothing so far: replace the dots."
    )
