"""The checks of lesson 06: right answers in other words, and wrong ones as learners write."""

from itertools import product
from math import comb, factorial
from typing import Any

import numpy as np
import pytest

from hopfield_lessons.lessons.lesson_06 import checks as check
from hopfield_lessons.theory import mixture_overlaps, symmetric_mixture_overlap

# ------------------------------------------------------------------- as learners write


def mixture_by_the_package(n: int) -> tuple[float, float]:
    found = mixture_overlaps([1] * n)
    return found.overlaps[0], found.energy


def mixture_by_factorials(n: int) -> Any:
    half = (n - 1) // 2
    m = factorial(n - 1) / factorial(half) ** 2 / 2 ** (n - 1)
    return np.array([m, -0.5 * sum(m * m for _ in range(n))])


def free_by_counting(n: int) -> float:
    columns = list(product([-1, 1], repeat=n))
    return sum(sum(column) == 0 for column in columns) / len(columns)


def mixture_of_columns(n: int) -> list[Any]:
    columns = np.array(list(product([-1, 1], repeat=n)))
    majority = np.sign(columns.sum(axis=1))
    m = columns.T @ majority / 2**n
    return [m[0], -np.sum(m**2) / 2]


def free_by_halves(n: int) -> Any:
    return comb(n, n // 2) * 0.5**n * (n % 2 == 0)


RIGHT = [
    (check.symmetric_mixture, mixture_by_the_package),
    (check.symmetric_mixture, mixture_by_factorials),
    (check.symmetric_mixture, mixture_of_columns),
    (check.free_share, free_by_counting),
    (check.free_share, free_by_halves),
    (check.free_share, lambda n: mixture_overlaps([1] * n).ties),
]


def as_the_lesson_writes(n: int) -> Any:
    columns = np.array(list(product([-1, 1], repeat=n)))
    m = np.mean(columns * np.sign(columns.sum(axis=1))[:, None], axis=0)
    return m, -np.sum(m**2) / 2


def all_of_them_toss(n: int) -> tuple[float, float]:
    m = comb(n, n // 2) / 2**n
    return m, -n * m**2 / 2


WRONG = [
    (check.symmetric_mixture, lambda n: (1 / n, -1 / (2 * n)), "overlaps are not shares"),
    (check.symmetric_mixture, symmetric_mixture_overlap, "Return the energy per unit too"),
    (check.symmetric_mixture, lambda n: [0.5, -0.375], "should be"),
    (check.symmetric_mixture, lambda n: mixture_by_the_package(n)[::-1], "wrong order"),
    (check.symmetric_mixture, as_the_lesson_writes, "all n overlaps are equal: one of them"),
    (check.symmetric_mixture, lambda n: (m := mixture_by_the_package(n)[0], -n * m**2), "factor ½"),
    (check.symmetric_mixture, lambda n: (m := mixture_by_the_package(n)[0], -(m**2) / 2), "all n"),
    (check.symmetric_mixture, all_of_them_toss, "when do the other n − 1 balance"),
    (check.free_share, lambda n: (n + 1) % 2 / 2, "Half of the units is right for n = 2. "),
    (check.free_share, lambda n: 1 / 2, "Half of the units is right for n = 2 only"),
    (check.free_share, lambda n: 100 * free_by_counting(n), "in percent"),
    (check.free_share, lambda n: comb(n - 1, (n - 1) // 2) / 2 ** (n - 1), "overlap of the"),
    (check.free_share, lambda n: n % 2, "should be"),
    (check.free_share, lambda n: comb(n, n // 2) / 2**n, "Right for even n"),
    (check.free_share, lambda n: 1 - free_by_counting(n), "do know their sign"),
]


# ------------------------------------------------------------------- names of end states

NAMES = dict(check.names.right)


def test_names(capsys: pytest.CaptureFixture[str]) -> None:
    check.ends()
    printed = capsys.readouterr().out
    assert all(f"  {letter}  " in printed for letter in NAMES)
    assert all(kind in printed for wrong in check.names.wrong.values() for kind in wrong)
    assert "name: A, B" in check.names(NAMES | {"A": ..., "B": None}).message


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"A": "asymmetric"}, "almost", "the signs differ, the sizes don't"),
        ({"B": "spin glass"}, "almost", "a memory with a few wrong units"),
        ({"C": "symmetric"}, "almost", "no group stands apart"),
        ({"D": "symmetric"}, "almost", "more than twice as much"),
        ({"E": "pattern"}, "almost", "look at the sign"),
        ({"F": "reversed"}, "almost", "five reversed patterns"),
        ({"C": "Spin-glass", "D": "asymmetric mixture", "E": "reversed pattern"}, "correct", ""),
        ({"E": "spin glass"}, "almost", "not spin glass"),
        (dict.fromkeys(NAMES, "pattern"), "not quite", "A: half is not a pattern"),
        ({"A": 3}, "not quite", "expected one of"),
        ({"A": "mixture"}, "not quite", "expected one of"),
        ({"G": "pattern"}, "not quite", "keys A, B, C, D, E, F"),
    ],
)
def test_a_wrong_name_is_told_why(change: dict[str, Any], status: str, words: str) -> None:
    verdict = check.names(NAMES | change)
    assert verdict.status == status
    assert words in verdict.message, verdict


# ------------------------------------------------------------------- a temperature


@pytest.mark.parametrize(
    ("temperature", "status", "words"),
    [
        (..., "not yet", "Replace the dots"),
        ("hot", "not quite", "type str"),
        (True, "not quite", "type bool"),
        (0, "not quite", "above 0"),
        (float("nan"), "not quite", "above 0"),
        (0.1, "not quite", "still there"),
        (0.4, "almost", "a small network jumped out"),
        (0.76, "almost", "faint"),
        (0.9, "almost", "faint"),
        (0.98, "almost", "faint"),
        (0.99, "almost", "faint"),
        (0.75, "correct", "still itself"),
        (1, "not quite", "everything melts"),
        (2, "not quite", "T = 0.5"),
        (0.5, "correct", "still itself"),
        (np.float64(0.7), "correct", "still itself"),
    ],
)
def test_a_temperature(temperature: Any, status: str, words: str) -> None:
    verdict = check.cure(temperature)
    assert verdict.status == status, verdict
    assert words in verdict.message, verdict


# ------------------------------------------------------------------- an asymmetric mixture


@pytest.mark.parametrize(
    ("coefficients", "status", "words"),
    [
        (None, "not yet", "Replace the dots"),
        (len, "not quite", "got a function"),
        ("ab", "not quite", "type str"),
        ([[1, 2]], "not quite", "(1, 2)"),
        ([1, float("inf")], "not quite", "finite"),
        ([0, 0, 0], "not quite", "nothing is mixed"),
        (range(1, 14), "not quite", "five are enough"),
        ([1, 1, 1], "not quite", "symmetric mixture of 3: stable, but"),
        ([1, -1, 0, 1, 1], "not quite", "An even number of equal coefficients, 4"),
        ([2, 1, 1], "not quite", "25 % of the units are tied"),
        ([0.1, 0.2, 0.3], "not quite", "are tied"),
        ([5, 1, 1, 1], "not quite", "outvotes all others"),
        ([4, 3, 2], "not quite", "in disguise"),
        ([9, 8, 8, 8], "not quite", "not self-consistent"),
        ([7, 3, 3, 3, 3], "not quite", "not self-consistent"),
        ([1, 1, 2, -2, 1], "almost", "the lesson shows"),
        ([5, 2, 2, 2, 2, 2], "almost", "the lesson shows"),
        ([5, 3, 3, 1, 1], "correct", "5 patterns"),
        ([7, 7, 7, -3, 3, 3], "correct", "6 patterns"),
        (np.array([0.5, 0.375, 0.375, 0.25, 0.25, 0.125]), "correct", "6 patterns"),
    ],
)
def test_an_asymmetric_mixture(coefficients: Any, status: str, words: str) -> None:
    verdict = check.asymmetric(coefficients)
    assert verdict.status == status, verdict
    assert words in verdict.message, verdict
