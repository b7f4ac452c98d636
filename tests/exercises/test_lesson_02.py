"""The checks of lesson 02: right answers in other words, and wrong ones as learners write them."""

from typing import Any

import numpy as np

import hopfield_lessons as hl
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


def overlap_by_distance(pattern: Any, state: Any) -> Any:
    return 1 - 2 * np.count_nonzero(pattern != state) / len(state)


def overlap_in_floats(pattern: Any, state: Any) -> Any:
    return np.array([pattern.astype(float) @ state.astype(float) / pattern.size])


def hebbian_of_outers(patterns: Any) -> Any:
    size = patterns.shape[1]
    weights = np.zeros((size, size))
    for p in patterns:
        weights += np.outer(p, p) / size
    return weights - np.diag(np.diag(weights))


def hebbian_by_einsum(patterns: Any) -> Any:
    weights = np.einsum("mi,mj->ij", patterns.astype(float), patterns) / len(patterns[0])
    return weights * (1 - np.eye(len(weights)))


def flip_if_against(weights: Any, state: Any, order: Any) -> Any:
    new = np.array(state)
    for i in order:
        if new[i] * np.dot(weights[i], new) < 0:
            new[i] = -new[i]
    return new


def sweep_by_the_package(weights: Any, state: Any, order: Any) -> Any:
    run = hl.recall(weights, state, order=order, max_sweeps=1, energies=False)
    return tuple(run.state)


def crosstalk_of_the_others(patterns: Any, mu: Any) -> Any:
    others = np.delete(patterns, mu, axis=0)
    if not len(others):
        return np.zeros(patterns.shape[1])
    return patterns[mu] * (hl.hebbian(others) @ patterns[mu])


def crosstalk_by_overlaps(patterns: Any, mu: Any) -> list[float]:
    x, size = patterns.astype(float), patterns.shape[1]
    others = [nu for nu in range(len(x)) if nu != mu]
    return [
        sum(x[nu, i] * x[mu, i] * (x[nu] @ x[mu] / size) - 1 / size for nu in others)
        for i in range(size)
    ]


RIGHT = [
    (check.overlap, loop_overlap),
    (check.overlap, overlap_by_distance),
    (check.overlap, overlap_in_floats),
    (check.hebbian, loop_hebbian),
    (check.hebbian, hebbian_of_outers),
    (check.hebbian, hebbian_by_einsum),
    (check.sweep, list_sweep),
    (check.sweep, flip_if_against),
    (check.sweep, sweep_by_the_package),
    (check.crosstalk, direct_crosstalk),
    (check.crosstalk, crosstalk_of_the_others),
    (check.crosstalk, crosstalk_by_overlaps),
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


def returned_too_early(patterns: Any) -> Any:
    size = patterns.shape[1]
    weights = np.zeros((size, size))
    for p in patterns:
        weights += np.outer(p, p) / size
        np.fill_diagonal(weights, 0)
        return weights
    return weights


def returned_a_call(patterns: Any) -> Any:
    weights = kept_diagonal(patterns)
    return np.fill_diagonal(weights, 0)


def until_nothing_changes(weights: Any, state: Any, order: Any) -> Any:
    for _ in range(99):
        before, state = state, list_sweep(weights, state, order)
        if list(before) == state:
            break
    return state


def field_as_spin(weights: Any, state: Any, order: Any) -> Any:
    state = state.astype(float)
    for i in order:
        state[i] = weights[i] @ state
    return state


WRONG = [
    (check.overlap, lambda p, s: (p == s).mean(), "share of equal units"),
    (check.overlap, lambda p, s: (p @ s) / len(p), "int8"),
    (check.overlap, lambda p, s: 1 - 2 * np.mean(p == s), "sign is turned round"),
    (check.overlap, lambda p, s: np.count_nonzero(p - s), "Hamming"),
    (check.overlap, lambda p, s: np.sum(p * s, dtype=int), "1/N is missing"),
    (check.overlap, lambda p, s: p * s, "Yours has shape"),
    (check.overlap, lambda p, s: abs(np.mean(p * s)), "Keep the sign"),
    (check.overlap, lambda p, s: np.mean(p * s) ** 3, "Right in"),
    (check.hebbian, kept_diagonal, "diagonal"),
    (check.hebbian, no_factor, "1/N is missing"),
    (check.hebbian, zero_one, "0/1"),
    (check.hebbian, lambda x: x @ x.T / x.shape[1], "overlaps"),
    (check.hebbian, lambda x: hl.hebbian(x.T) * len(x) / x.shape[1], "(P, P)"),
    (check.hebbian, returned_too_early, "inside the loop"),
    (check.hebbian, lambda x: np.tril(loop_hebbian(x)), "one half of the matrix"),
    (check.hebbian, returned_a_call, "fill_diagonal changes what it is given"),
    (check.sweep, synchronous, "synchronous"),
    (check.sweep, sign_of_zero_is_one, "tie keeps the spin"),
    (check.sweep, in_place, "changes its argument"),
    (check.sweep, until_nothing_changes, "Asked for is one sweep"),
    (check.sweep, lambda w, s, order: hl.recall(w, s).state, "Asked for is one|stopped with"),
    (check.sweep, lambda w, s, order: list_sweep(w.T, s, order), "column"),
    (check.sweep, lambda w, s, order: list_sweep(w, s, sorted(order)), "0, 1, 2"),
    (check.sweep, lambda w, s, order: list_sweep(w, s, order[::-1]), "reverse"),
    (check.sweep, field_as_spin, "field itself"),
    (check.crosstalk, lambda x, mu: x.sum() + mu, "Yours has shape|yours has shape"),
    (check.crosstalk, lambda x, mu: x[mu] * (hl.hebbian(x) @ x[mu]), "signal itself"),
    (check.crosstalk, lambda x, mu: x[mu] * (hl.hebbian(x) @ x[mu]) - 1, "subtracted 1"),
    (check.crosstalk, lambda x, mu: direct_crosstalk(x, mu) * x[mu], "Multiply by"),
    (check.crosstalk, lambda x, mu: -direct_crosstalk(x, mu), "sign is turned round"),
    (check.crosstalk, lambda x, mu: direct_crosstalk(x, 0), "pattern 0"),
    (check.crosstalk, lambda x, mu: direct_crosstalk(x, mu).mean(), "mean over the units"),
]


def test_a_verdict_reads_as_one_line() -> None:
    assert repr(check.overlap(loop_overlap)).startswith("✓ Correct. It also stays right")
    assert repr(check.overlap(lambda *_: ...)) == (
        "○ Not yet. my_overlap returns nothing so far: replace the dots."
    )
