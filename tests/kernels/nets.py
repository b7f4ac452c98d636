"""Small networks and states for the tests: drawn by hypothesis, or one by one from a seed."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst


def all_states(size: int) -> np.ndarray:
    """All 2^N states, shape (2^N, N)."""
    return np.array(list(product([1, -1], repeat=size)), dtype=np.int8)


def spins(shape: Any) -> st.SearchStrategy[np.ndarray]:
    """Arrays of +1 and -1."""
    return npst.arrays(np.int8, shape, elements=st.sampled_from([1, -1]))


def whole(shape: Any, least: int = -4, most: int = 4) -> st.SearchStrategy[np.ndarray]:
    """Arrays of small whole numbers, so that ties are frequent."""
    return npst.arrays(np.int64, shape, elements=st.integers(least, most))


@st.composite
def symmetric(
    draw: st.DrawFn, *, least_diagonal: int = 0, most_diagonal: int = 2, largest: int = 8
) -> np.ndarray:
    """Symmetric whole weights with a diagonal in the given range."""
    size = draw(st.integers(1, largest))
    upper = np.triu(draw(whole((size, size))), 1)
    weights = (upper + upper.T).astype(float)
    weights[np.diag_indices(size)] = draw(whole(size, least_diagonal, most_diagonal))
    return weights


@st.composite
def pattern_sets(
    draw: st.DrawFn, *, most: int = 6, least_size: int = 1, largest: int = 9
) -> np.ndarray:
    """Patterns (P, N), both odd and even."""
    shape = draw(st.tuples(st.integers(1, most), st.integers(least_size, largest)))
    return draw(spins(shape))


def random_case(rng: np.random.Generator, size: int) -> tuple[np.ndarray, int, Any]:
    """Weights, the whole number that makes them whole, and an external field."""
    kind = rng.integers(3)
    if kind == 0:  # Hebb, P odd and even
        xi = 2 * rng.integers(0, 2, (rng.integers(1, 8), size)) - 1
        weights, denominator = (xi.T @ xi - len(xi) * np.eye(size)) / size, size
    elif kind == 1:  # whole numbers, self-coupling
        half = rng.integers(-3, 4, (size, size))
        weights, denominator = (half + half.T).astype(float), 1
        np.fill_diagonal(weights, rng.integers(0, 3, size))
    else:  # decimal fractions, which floats only approximate
        half = rng.integers(-9, 10, (size, size))
        weights, denominator = (half + half.T) / 20, 20
        np.fill_diagonal(weights, 0)
    field = rng.integers(-3, 4, size) / denominator if rng.random() < 0.5 else 0.0
    return weights, denominator, field
