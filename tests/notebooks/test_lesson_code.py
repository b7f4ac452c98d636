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


@pytest.mark.parametrize("name", ["overlap_by_hand", "solution_overlap"])
def test_overlap(name: str, xi: np.ndarray) -> None:
    own = function(name)
    assert [own(pattern, xi[0]) for pattern in xi] == pytest.approx(hl.overlap(xi, xi[0]))


def test_hebb_rule_in_the_open(xi: np.ndarray) -> None:
    """The cell itself asserts that its two lines give the package's weights."""
    (cell,) = [source for source in CODES if "hl.hebbian(xi)" in source and "assert" in source]
    exec(cell, {"np": np, "hl": hl, "xi": xi, "N": xi.shape[1]})


def test_hebb_rule_as_an_exercise(xi: np.ndarray) -> None:
    assert np.allclose(function("solution_hebbian")(xi), hl.hebbian(xi))


def test_crosstalk(xi: np.ndarray) -> None:
    """What the weights without pattern μ say about pattern μ."""
    own = function("solution_crosstalk")
    for mu, pattern in enumerate(xi):
        others = hl.hebbian(xi) - hl.hebbian(xi[mu : mu + 1])
        assert np.allclose(own(xi, mu), pattern * hl.local_field(others, pattern))


def test_sweep(xi: np.ndarray) -> None:
    """Times N the weights are integers, so that a plain sum is exactly zero where a field is."""
    own, rng = function("solution_sweep"), np.random.default_rng(5)
    weights = np.rint(xi.shape[1] * hl.hebbian(xi))
    start, order = hl.flip(xi[0], 0.3, rng=rng), rng.permutation(xi.shape[1])
    ours = hl.recall(weights, start, order=order, max_sweeps=1).state
    assert np.array_equal(own(weights, start, order), ours)
