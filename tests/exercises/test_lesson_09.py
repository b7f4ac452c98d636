"""The checks of lesson 09: right answers in other words, and wrong ones as learners write them."""

import math
from typing import Any

import numpy as np

from hopfield_lessons import pseudo_inverse, random_patterns, storkey
from hopfield_lessons.lessons.lesson_09 import checks as check

# ------------------------------------------------------------------- as learners write


def kappa_by_parts(count: int, size: int) -> float:
    diagonal = count / size
    field = 1 - diagonal
    squares = diagonal - diagonal**2
    return field / math.sqrt(squares)


def kappa_shortened(count: int, size: int) -> Any:
    return np.sqrt(size / count - 1)


def kappa_without_a_root(count: int, size: int) -> float:
    return ((size - count) / count) ** 0.5


def threshold_of_two_fields(a: float) -> float:
    active, silent = 1 - a, 0 - a
    return silent + (active - silent) / 2


def threshold_by_mean(a: float) -> Any:
    fields = [n - a for n in (0, 1)]
    return np.mean(fields)


def steps_in_loops(w: Any, pattern: Any) -> Any:
    """As the formula stands."""
    size = len(pattern)

    def h(i: int, j: int) -> float:
        return sum(w[i, k] * pattern[k] for k in range(size) if k not in (i, j))

    new = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            if i != j:
                added = pattern[i] * pattern[j] - pattern[i] * h(j, i) - h(i, j) * pattern[j]
                new[i, j] = w[i, j] + added / size
    return new


def steps_with_pairs(w: Any, pattern: Any) -> Any:
    """Each pair once."""
    new = np.array(w, dtype=float)
    size = len(pattern)
    for i in range(size):
        for j in range(i):
            others = [k for k in range(size) if k not in (i, j)]
            to_i, to_j = w[i, others] @ pattern[others], w[j, others] @ pattern[others]
            change = pattern[i] * pattern[j] - pattern[i] * to_j - pattern[j] * to_i
            new[i, j] += change / size
            new[j, i] = new[i, j]
    return new.tolist()


def steps_in_einsum(w: Any, pattern: Any) -> Any:
    size = len(pattern)
    keep = 1.0 - np.eye(size)
    h = np.einsum("ik,k,ik,jk->ij", w, pattern, keep, keep)
    new = w + (np.outer(pattern, pattern) - pattern[:, None] * h.T - h * pattern[None, :]) / size
    return new * keep


def full_field(w: Any, pattern: Any) -> Any:
    h = w @ pattern
    added = np.outer(pattern, pattern) - np.outer(pattern, h) - np.outer(h, pattern)
    new = w + added / len(pattern)
    np.fill_diagonal(new, 0)
    return new


def afterwards(w: Any, pattern: Any) -> Any:
    once = w + np.outer(pattern, pattern) / len(pattern)
    np.fill_diagonal(once, 0)
    return once


def late(w: Any, pattern: Any) -> Any:
    """Hebb's step first, the fields of what came out afterwards."""
    new = afterwards(w, pattern)
    h = (new @ pattern)[:, None] - new * pattern
    new -= (pattern[:, None] * h.T + h * pattern) / len(pattern)
    np.fill_diagonal(new, 0)
    return new


def one_sided(w: Any, pattern: Any) -> Any:
    h = (w @ pattern)[:, None] - w * pattern
    new = w + (np.outer(pattern, pattern) - 2 * h * pattern) / len(pattern)
    np.fill_diagonal(new, 0)
    return new


def kept(w: Any, pattern: Any) -> Any:
    h = (w @ pattern)[:, None] - w * pattern
    return w + (np.outer(pattern, pattern) - pattern[:, None] * h.T - h * pattern) / len(pattern)


def in_place(w: Any, pattern: Any) -> Any:
    """Reads what it has written."""
    w, size = w.copy(), len(pattern)
    for i in range(size):
        for j in range(size):
            if i != j:
                h = sum(w[i, k] * pattern[k] for k in range(size) if k not in (i, j))
                back = sum(w[j, k] * pattern[k] for k in range(size) if k not in (i, j))
                change = pattern[i] * pattern[j] - pattern[i] * back - h * pattern[j]
                w[i, j] = w[i, j] + change / size
    return w


def fields_of_weights(w: Any, pattern: Any) -> Any:
    h = w.sum(axis=1, keepdims=True) - w
    new = w + (np.outer(pattern, pattern) - pattern[:, None] * h.T - h * pattern) / len(pattern)
    np.fill_diagonal(new, 0)
    return new


def same_twice(w: Any, pattern: Any) -> Any:
    h = (w @ pattern)[:, None] - w * pattern
    new = w + (np.outer(pattern, pattern) - pattern[:, None] * h - h * pattern) / len(pattern)
    np.fill_diagonal(new, 0)
    return new


def overwrites(w: Any, pattern: Any) -> Any:
    w[:] = steps_in_loops(w.copy(), pattern)
    return w


CURES = {
    "a": "centred",
    "b": "pseudo_inverse",
    "c": "hebbian",
    "d": "perceptron",
    "e": "covariance",
    "f": "sequence",
}

RIGHT = [
    (check.kappa, kappa_by_parts),
    (check.kappa, kappa_shortened),
    (check.kappa, kappa_without_a_root),
    (check.threshold, lambda a: 0.5 - a),
    (check.threshold, threshold_of_two_fields),
    (check.threshold, threshold_by_mean),
    (check.storkey_step, steps_in_loops),
    (check.storkey_step, steps_with_pairs),
    (check.storkey_step, steps_in_einsum),
    (check.statements, "AEG"),
    (check.statements, "g, a and e"),
    (check.statements, ["A", "E", "G"]),
    (check.cures, CURES),
    (check.cures, {name: rule.upper() for name, rule in CURES.items()}),
    (check.cures, dict(reversed(CURES.items()))),
    (check.cures, [*CURES.values()]),
    (check.cures, {name: f"hl.{rule}" for name, rule in CURES.items()}),
    (check.cures, {name.upper(): rule for name, rule in CURES.items()}),
    (check.cures, CURES | {"a": "centring", "b": "pseudoinverse", "c": "Hebb's rule"}),
    (check.cures, CURES | {"b": pseudo_inverse}),
]

WRONG = [
    (check.kappa, lambda p, n: 1 - p / n, "length of the row"),
    (check.kappa, lambda p, n: (1 - p / n) / math.sqrt(p / n), "with its diagonal"),
    (check.kappa, lambda p, n: math.sqrt(n / p), "right with the diagonal"),
    (check.kappa, lambda p, n: n / p - 1, "root of a sum"),
    (check.kappa, lambda p, n: math.sqrt(p / (n - p)), "Upside down"),
    (check.kappa, lambda p, n: 1, "load ½"),
    (check.kappa, lambda p, n: n, "should be"),
    (check.kappa, lambda p, n: (1 - p // n) / math.sqrt(p / n - (p / n) ** 2), "rounds P/N down"),
    (check.kappa, lambda p, n: round(kappa_by_parts(p, n), 3), "rounded to 3"),
    (check.kappa, lambda p, n: str(kappa_by_parts(p, n)), "returns text"),
    (check.threshold, lambda a: 0, "habit of ±1"),
    (check.threshold, lambda a: a, "the mean of the pattern"),
    (check.threshold, lambda a: 0.5, "below 0"),
    (check.threshold, lambda a: 1 - a, "active units"),
    (check.threshold, lambda a: a - 0.5, "turned round"),
    (check.threshold, lambda a: 1 - 2 * a, "the sum of the two"),
    (check.threshold, lambda a: (1 - a) / 2, "field 0"),
    (check.threshold, lambda a: round(0.5 - a, 2), "rounded to 2"),
    (check.threshold, lambda a: abs(0.5 - a), "leave its sign"),
    (check.threshold, lambda a: max(0, 0.5 - a), "may be"),
    (check.threshold, lambda a: (1 - a) - (-a), "the gap"),
    (check.storkey_step, full_field, "the full field"),
    (check.storkey_step, late, "before the step"),
    (check.storkey_step, afterwards, "Hebb's step"),
    (check.storkey_step, one_sided, "transposed"),
    (check.storkey_step, kept, "the diagonal"),
    (check.storkey_step, lambda w, x: steps_in_loops(w, x) - w, "old ones"),
    (check.storkey_step, lambda w, x: w + (steps_in_loops(w, x) - w) / len(x), "twice"),
    (check.storkey_step, lambda w, x: w, "nothing was learned"),
    (check.storkey_step, lambda w, x: np.round(steps_in_loops(w, x), 3), "rounded to 3"),
    (check.storkey_step, lambda w, x: np.round(steps_in_loops(w, x), 2), "rounded to 2"),
    (check.storkey_step, in_place, "half old, half new"),
    (check.storkey_step, fields_of_weights, "spins ξ_k are missing"),
    (check.storkey_step, same_twice, "which is h.T"),
    (check.storkey_step, lambda w, x: np.triu(steps_in_loops(w, x)), "One half"),
    (
        check.storkey_step,
        lambda w, x: w + (steps_in_loops(w, x) - w) * len(x) / (len(x) - 1),
        "N − 1",
    ),
    (check.storkey_step, overwrites, "Work on a copy"),
    (check.statements, "AB", "rows learn alone"),
    (check.statements, "AD", "another question"),
    (check.statements, "AF", "100 units"),
    (check.statements, "ACEG", "N is the limit of the pseudo-inverse"),
    (check.statements, "H", "150 is below"),
    (check.statements, "AE", "what does a unit need"),
    (check.cures, CURES | {"a": "hebbian"}, "the signal is 1"),
    (check.cures, CURES | {"b": "centred"}, "little to subtract"),
    (check.cures, CURES | {"d": "pseudo_inverse"}, "no inverse"),
    (check.cures, CURES | {"e": "hebbian"}, "at least 0"),
    (check.cures, CURES | {"c": "pseudo_inverse"}, "not locally"),
    (check.cures, CURES | {"f": "hebbian"}, "call the next"),
]


def test_the_step_again_and_again_is_the_packages_rule() -> None:
    patterns = random_patterns(5, 20, rng=1)
    weights = np.zeros((20, 20))
    for pattern in patterns:
        weights = steps_in_loops(weights, pattern)
    np.testing.assert_allclose(weights, storkey(patterns), atol=1e-12)


def test_kappa_of_the_packages_projection() -> None:
    """Each unit has its own w_ii; with P/N for all of them the formula is near the mean."""
    patterns = random_patterns(150, 500, rng=2)
    weights = pseudo_inverse(patterns)
    diagonal = 1 - patterns[0] * (weights @ patterns[0])
    lengths = np.linalg.norm(weights, axis=1)
    np.testing.assert_allclose(lengths, np.sqrt(diagonal - diagonal**2))
    mean = ((1 - diagonal) / lengths).mean()
    assert math.isclose(mean, kappa_by_parts(150, 500), rel_tol=0.01)
