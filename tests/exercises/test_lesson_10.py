"""The checks of lesson 10: right answers in other words, and wrong ones as learners write them."""

import itertools
from typing import Any

import numpy as np
import pytest

import hopfield_lessons as hl
from hopfield_lessons.lessons.lesson_10 import checks as check
from hopfield_lessons.optimise import Quadratic, continuous, tour_problem

# ------------------------------------------------------------------- as learners write


def one_by_the_package(n: int, P: float) -> Any:
    problem = Quadratic(n).exactly_one(range(n), penalty=P)
    bits, spins = problem.weights_and_field("bits"), problem.weights_and_field()
    return bits.weights[0, 1], bits.field[0], spins.weights[0, 1], spins.field[0]


def one_in_a_list(n: int, P: float) -> list[float]:
    return [-2 * P, P, -P / 2, P - n * P / 2]


def one_in_an_array(n: int, P: float) -> Any:
    w01 = -2 * P
    b01 = P
    w = w01 / 4
    b = w * (n - 1) + b01 / 2
    return np.array([w01, b01, w, b])


def penalty_in_a_loop(d: Any, order: Any) -> float:
    n, most = len(order), 0
    for k in range(n):
        here = order[k]
        most = max(most, d[order[k - 1]][here] + d[here][order[(k + 1) % n]])
    return most / 2


def penalty_by_flips(d: Any, order: Any) -> float:
    """From the fields of the board itself, without the penalty."""
    n = len(order)
    board = np.zeros((n, n))
    board[order, np.arange(n)] = 1
    roads = d @ (np.roll(board, 1, axis=1) + np.roll(board, -1, axis=1))
    return float((roads * board).max() / 2)


def penalty_with_roll(d: Any, order: Any) -> Any:
    d = np.asarray(d)
    to, fro = np.roll(order, -1), np.roll(order, 1)
    return np.max(d[order, to] + d[fro, order]) * 0.5


def gain_by_eigenvalue(N: int) -> float:
    return float(1 / np.linalg.eigvalsh(hl.mattis(np.ones(N))).max())


RING = [[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 1, 0]]
TRIANGLE = 1 - np.eye(3)
RING_OF_8 = np.roll(np.eye(8), 1, axis=0) + np.roll(np.eye(8), -1, axis=0)


def queens_by_pairs(n: int) -> Quadratic:
    """A reward for each queen, and 1 for each attack."""
    problem = Quadratic(n * n)
    squares = list(itertools.product(range(n), repeat=2))
    for square in range(n * n):
        problem.add(square, cost=-0.5)
    for (a, (r, c)), (b, (s, d)) in itertools.combinations(enumerate(squares), 2):
        if r == s or c == d or abs(r - s) == abs(c - d):
            problem.add(a, b, cost=1)
    return problem


def queens_by_rows(n: int) -> Quadratic:
    """One in each row and column, as in the tour, and diagonals on top."""
    problem = tour_problem(np.zeros((n, n)), penalty=3)
    for a, b in itertools.combinations(range(n * n), 2):
        if abs(a // n - b // n) == abs(a % n - b % n):
            problem.add(a, b, cost=2)
    return problem


def queens_as_spins(n: int) -> Any:
    return queens_by_pairs(n).weights_and_field()


def queens_without_diagonals(n: int) -> Quadratic:
    return tour_problem(np.zeros((n, n)), penalty=3)


def queens_too_shy(n: int) -> Quadratic:
    """A reward that an attack outweighs is fine; one that is too large isn't."""
    problem = queens_by_pairs(n)
    for square in range(n * n):
        problem.add(square, cost=-2)
    return problem


def queens_unrewarded(n: int) -> Quadratic:
    problem = queens_by_pairs(n)
    for square in range(n * n):
        problem.add(square, cost=0.5)
    return problem


def parts_as_spins(numbers: Any) -> tuple[Any, float]:
    a = np.array(numbers)
    return -np.outer(a, a), 0.0


def parts_by_square(numbers: Any) -> Quadratic:
    return Quadratic(len(numbers)).square(numbers, target=sum(numbers) / 2, penalty=4)


def parts_with_the_whole_as_target(numbers: Any) -> Quadratic:
    return Quadratic(len(numbers)).square(numbers, target=sum(numbers), penalty=1)


def colours_by_rows(graph: Any) -> Quadratic:
    n = len(graph)
    problem = Quadratic(3 * n)
    for v in range(n):
        problem.exactly_one([3 * v, 3 * v + 1, 3 * v + 2], penalty=2)
        for u in range(v):
            if graph[u][v]:
                for c in range(3):
                    problem.add(3 * u + c, 3 * v + c, cost=1)
    return problem


def colours_as_a_matrix(graph: Any) -> Any:
    n = len(graph)
    same_vertex = np.kron(np.eye(n), np.ones((3, 3)) - 2 * np.eye(3))
    return 5 * same_vertex + np.kron(np.asarray(graph), np.eye(3))


def colours_without_edges(graph: Any) -> Any:
    return colours_as_a_matrix(np.zeros((len(graph), len(graph))))


def colours_without_one(graph: Any) -> Quadratic:
    problem = Quadratic(3 * len(graph))
    for u, v in zip(*np.nonzero(np.triu(graph)), strict=True):
        for c in range(3):
            problem.add(3 * int(u) + c, 3 * int(v) + c, cost=1)
    return problem


def breaks(graph: Any) -> Any:
    return graph.nonsense


RIGHT = [
    (check.exactly_one, one_by_the_package),
    (check.exactly_one, one_in_a_list),
    (check.exactly_one, one_in_an_array),
    (check.penalty, penalty_in_a_loop),
    (check.penalty, penalty_by_flips),
    (check.penalty, penalty_with_roll),
    (check.gain, gain_by_eigenvalue),
    (check.gain, lambda N: N / (N - 1)),
    (check.gain, lambda N: 1 / (1 - 1 / N)),
    (check.claims, "BE"),
    (check.claims, ["E", "B"]),
    (check.claims, "b and e"),
]

WRONG = [
    (check.exactly_one, lambda n, P: (-P, P, -P / 2, -P * (n - 2) / 2), "½ was counted twice"),
    (check.exactly_one, lambda n, P: (-2 * P, -P, -P / 2, -P * (n - 2) / 2), "sign of b"),
    (check.exactly_one, lambda n, P: (-2 * P, 2 * P, -P / 2, -P * (n - 2) / 2), "squares"),
    (check.exactly_one, lambda n, P: (-2 * P, P, -2 * P, P), "same numbers in both units"),
    (check.exactly_one, lambda n, P: (-2 * P, P, -P / 2, P / 2), "more than half of b"),
    (check.exactly_one, lambda n, P: (2 * P, -P, P / 2, P * (n - 2) / 2), "turned round"),
    (check.exactly_one, lambda n, P: (-2, 1, -0.5, 1 - n / 2), "a factor of each"),
    (check.exactly_one, lambda n, P: (-2 * P, P), "four numbers"),
    (check.penalty, lambda d, order: d.max(), "longest of all"),
    (check.penalty, lambda d, order: round(penalty_in_a_loop(d, order), 1), "but rounded to 1"),
    (check.penalty, lambda d, order: 2 * d.max(), "the other statement"),
    (check.penalty, lambda d, order: 2 * penalty_in_a_loop(d, order), "more than one P"),
    (check.penalty, lambda d, order: hl.optimise.tour_length(d, order) / 2, "whole tour"),
    (check.penalty, lambda d, order: d[order, np.roll(order, 1)].max() / 2, "saves two roads"),
    (check.penalty, lambda d, order: d[order, np.roll(order, 1)].max(), "isn't enough"),
    (check.gain, lambda N: 1, "with the diagonal"),
    (check.gain, lambda N: N, "N − 1 of them"),
    (check.gain, lambda N: 1 / N, "one weight"),
    (check.gain, lambda N: 1 - 1 / N, "eigenvalue itself"),
    (check.gain, lambda N: np.inf, "There is one"),
    (check.gain, lambda N: 2 * N / (N - 1), "slope"),
    (check.claims, "A", "1000 runs"),
    (check.claims, "BC", "takes valid for good"),
    (check.claims, "D", "no such guarantee"),
    (check.claims, "BEF", "another model"),
    (check.claims, "G", "ratio of P"),
    (check.claims, "E", "which budget"),
]

HALF = [
    (RING, [1, 1, -1, -1]),
    (np.array(RING), np.array([-1, 1, 1, -1])),
    (RING_OF_8, [1, 1, -1, -1] * 2),
    (RING_OF_8.tolist(), (-1, 1, 1, -1, -1, 1, 1, -1)),
]
NOT_HALF = [
    (([[0, 1], [1, 0]], [1, -1]), "more than half"),
    (([[0, 1], [1, 0]], [1, 1]), "changes sides"),
    ((TRIANGLE, [1, 1, -1]), "more than half"),
    ((np.zeros((4, 4)), [1, 1, -1, -1]), "no edges"),
    ((RING, [1, 1, 1, 1]), "changes sides"),
    ((RING, [1, 0, 1, 0]), "to_spins"),
    ((RING, [1, -1]), "shape"),
    (([1, 0, 1], [1, -1, 1]), "a matrix"),
    ((np.array(RING) - np.eye(4), [1, 1, -1, -1]), "1 or 0"),
    (([[0, 1], [0, 0]], [1, -1]), "both ends"),
    ((np.eye(2), [1, -1]), "to itself"),
    ((np.pad(RING, (0, 1)), [1, 1, -1, -1, 1]), "no edge"),
]


@pytest.mark.parametrize("attempt", HALF, ids=range(len(HALF)))
def test_halves(attempt: Any) -> None:
    assert check.half(*attempt).status == "correct"


@pytest.mark.parametrize(("attempt", "words"), NOT_HALF, ids=range(len(NOT_HALF)))
def test_not_halves(attempt: Any, words: str) -> None:
    verdict = check.half(*attempt)
    assert verdict.status != "correct"
    assert words in verdict.message


SKETCHED = [
    ("queens", queens_by_pairs),
    ("Queens", queens_by_rows),
    ("queens", queens_as_spins),
    ("partition", parts_as_spins),
    ("partition", parts_by_square),
    ("partition", lambda a: np.outer(a, a) - np.diag(a) * sum(a)),
    ("colouring", colours_by_rows),
    ("colouring", colours_as_a_matrix),
    ("colouring", lambda graph: colours_by_rows(graph).weights_and_field()[:2]),
]
NOT_SKETCHED = [
    (("queens", queens_without_diagonals), "stand on a diagonal"),
    (("queens", queens_too_shy), "two queens in"),
    (("queens", queens_unrewarded), "it has 0 queens"),
    (("queens", lambda n: Quadratic(n)), "Expected 16 variables"),
    (("partition", lambda a: np.outer(a, a)), "sums differ"),
    (("partition", lambda a: -np.outer(a, a)), "sums differ"),
    (("partition", parts_with_the_whole_as_target), "sums differ"),
    (("partition", lambda a: parts_by_square(a).add(0, cost=-0.1)), "as good a solution"),
    (("colouring", colours_without_edges), "have the same colour"),
    (("colouring", colours_without_one), "has 0 colours"),
    (("colouring", lambda graph: 1), "shape"),
    (("colouring", breaks), "AttributeError"),
    (("colouring", colours_by_rows(RING)), "function itself"),
    (("knapsack", queens_by_pairs), "Expected one of"),
    (("queens", lambda n: ...), "replace the dots"),
    ((..., ...), "Choose a problem"),
    (("partition", lambda a: (np.triu(np.outer(a, a), 1), 0)), "no energy"),
    (("partition", lambda a: (np.outer(a, a), [0, 1])), "field of shape"),
]


@pytest.mark.parametrize("attempt", SKETCHED, ids=range(len(SKETCHED)))
def test_sketches(attempt: Any) -> None:
    assert check.sketch(*attempt).status == "correct"


@pytest.mark.parametrize(("attempt", "words"), NOT_SKETCHED, ids=range(len(NOT_SKETCHED)))
def test_not_sketches(attempt: Any, words: str) -> None:
    verdict = check.sketch(*attempt)
    assert verdict.status != "correct"
    assert words in verdict.message


def test_the_gain_is_where_zero_loses_its_hold() -> None:
    w = hl.hebbian(hl.random_patterns(1, 10, rng=0))
    for share, away in ((0.95, False), (1.05, True)):
        flow = continuous(w, np.full(10, 1e-3), gain=share * 10 / 9, steps=3000)
        assert (np.abs(flow.values).max() > 0.1) == away
