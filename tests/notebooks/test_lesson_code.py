"""The code that lesson 02 builds in the open is the package's, on more than the lesson's own data.

The functions are taken out of the notebook as they stand there.
"""

import ast
from typing import Any

import nbformat
import numpy as np
import pytest

import hopfield_lessons as hl
from tests.notebooks.lesson import FOLDER

LESSON = nbformat.read(FOLDER / "02_patterns_and_the_hebb_rule.ipynb", as_version=4)
CODES = [cell.source for cell in LESSON.cells if cell.cell_type == "code"]
SHAPES = [(1, 2), (2, 5), (3, 64), (20, 300)]  # the last one overflows int8, if code allows it


def function(name: str) -> Any:
    """The function that the lesson defines under this name, with nothing else of the lesson."""
    (definition,) = [
        node
        for source in CODES
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    ]
    namespace: dict[str, Any] = {"np": np, "hl": hl}
    exec(ast.unparse(definition), namespace)
    return namespace[name]


@pytest.fixture(params=SHAPES, ids=str)
def xi(request: pytest.FixtureRequest) -> np.ndarray:
    return hl.random_patterns(*request.param, rng=2)


def test_overlap(xi: np.ndarray) -> None:
    own = function("overlap_by_hand")
    assert [own(pattern, xi[0]) for pattern in xi] == pytest.approx(hl.overlap(xi, xi[0]))


def test_overlap_of_lists_of_ink(xi: np.ndarray) -> None:
    own, (first, *_) = function("solution_overlap"), [np.flatnonzero(p > 0) for p in xi]
    ours = [own(first, np.flatnonzero(p > 0), xi.shape[1]) for p in xi]
    assert ours == pytest.approx(hl.overlap(xi, xi[0]))


def test_hebb_rule_in_the_open(xi: np.ndarray) -> None:
    """The cell itself asserts that its two lines give the package's weights."""
    (cell,) = [source for source in CODES if "hl.hebbian(xi)" in source and "assert" in source]
    exec(cell, {"np": np, "hl": hl, "xi": xi, "N": xi.shape[1]})


def test_crosstalk(xi: np.ndarray) -> None:
    """What the weights without pattern μ say about pattern μ."""
    own = function("crosstalk")(xi)
    for mu, pattern in enumerate(xi):
        others = hl.hebbian(xi) - hl.hebbian(xi[mu : mu + 1])
        assert np.allclose(own[mu], pattern * hl.local_field(others, pattern))


def test_centred(xi: np.ndarray) -> None:
    for own, ours in zip(function("centred")(xi), hl.centred(xi), strict=True):
        assert np.allclose(own, ours)


@pytest.mark.parametrize("size", [2, 8, 64, 256])
def test_sweep(size: int) -> None:
    """Where N is a power of two floats divide exactly, and a tie is exactly zero."""
    own, rng = function("solution_sweep"), np.random.default_rng(5)
    for count in (1, 2, 5, 20):
        x = hl.random_patterns(count, size, rng=rng)
        start, order = hl.flip(x[0], 0.3, rng=rng), rng.permutation(size)
        ours = hl.recall_patterns(x, start, order=order, max_sweeps=1).state
        assert np.array_equal(own(x, start, order), ours)
