"""The checks of lesson 06: right answers in other words, and wrong ones as learners write."""

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest

from hopfield_lessons.lessons.lesson_06 import checks as check
from hopfield_lessons.theory import mixture_overlaps

# ------------------------------------------------------------------- as learners write

COLUMNS = np.array(list(product([-1, 1], repeat=5)))


def vote(*coefficients: int) -> Any:
    return np.sign(COLUMNS @ np.array(coefficients))


def test_what_paper_says_of_two_mixtures() -> None:
    first = vote(1, 1, 1, 0, 0)
    others = vote(1, 1, 0, 1, 0), vote(1, 0, 0, 1, 1), vote(1, 1, -1, 0, 0)
    assert check.alike(*(np.mean(first * other) for other in others)).status == "correct"


def test_what_paper_says_of_double_voices() -> None:
    m = COLUMNS.T @ vote(2, 2, 1, 1, 1) / 32
    assert check.voices(m[0], m[2], -np.sum(m**2) / 2).status == "correct"
    found = mixture_overlaps([2, 2, 1, 1, 1])
    assert found.stable  # as the praise says
    assert np.array_equal(4 * found.overlaps, [2, 2, 1, 1, 1])


def slide_of_groups(share: float) -> float:
    """Four columns of two patterns, two of them free: what each adds to the overlaps."""
    agree, split = 0.5, 0.5
    with_first, with_second = split * share, split * (1 - share)
    m = np.array([agree + with_first - with_second, agree - with_first + with_second])
    return float(-np.sum(m**2) / 2)


def slide_of_units(share: float) -> Any:
    """Spins of 400 units, and all pairs of them."""
    patterns = np.array([[1] * 400, [1] * 200 + [-1] * 200])
    state = np.ones(400)
    state[200 + round(200 * share) :] = -1  # these side with the second
    return [-0.5 * np.sum((patterns @ state / 400) ** 2)]


def slide_by_the_lead(share: float) -> float:
    lead = 2 * share - 1
    return -(1 + lead * lead) / 4


RIGHT = [
    (check.slide, slide_of_groups),
    (check.slide, slide_of_units),
    (check.slide, slide_by_the_lead),
    (check.alike, np.float64(0.5), [0.25], 0),
    (check.alike, Fraction(1, 2), 0.2504, -0.0),
    (check.voices, 0.5, 0.25, -0.34375),
    (check.voices, [0.5], Fraction(1, 4), -0.344),
]


def shares_that_agree(share: float) -> float:
    first, second = 0.5 + share / 2, 0.5 + (1 - share) / 2
    return -(first**2 + second**2) / 2


WRONG = [
    (check.slide, shares_that_agree, "counts those that agree minus"),
    (check.slide, lambda q: -(q**2 + (1 - q) ** 2), "has a factor ½"),
    (check.slide, lambda q: (q**2 + (1 - q) ** 2) / 2, "the wrong sign"),
    (check.slide, lambda q: -((q + 1 - q) ** 2) / 2, "−½ for every q"),
    (check.slide, lambda q: -(q**2) / 2, "Only ξ¹ counts"),
    (check.slide, lambda q: -((2 * q - 1) ** 2), "on the free half alone"),
    (check.slide, lambda q: 1 / 4 - 1 / 2, "−¼ is right for q = ½"),
    (check.slide, lambda q: -(q**2 + q**2) / 2, "both patterns the overlap q"),
    (check.slide, lambda q: -(q**2 + q**2) / 8, "Yours differ"),
    (check.slide, lambda q: (q**2 + 1) / 2, "above 0 somewhere"),
    (check.slide, lambda q: -(q * (1 - q)) - 1 / 8, "Here the answer should be"),
    (check.slide, lambda q: (q, 1 - q), "Expected one number"),
    (check.alike, 2 / 3, 1 / 3, 1 / 3, "overlaps are not shares"),
    (check.alike, 0.5, 0.5, 0, "½ is the overlap of a mixture with ξ¹ itself"),
    (check.alike, 0.5, 0.25, 0.25, "which pattern decides where"),
    (check.alike, 0.75, 0.625, 0.5, "¾ is the share of units"),
    (check.alike, 0.5, 0.25, -1, "only one pattern is turned"),
    (check.alike, 0.25, 0.5, 0, "¼ would come from"),
    (check.alike, 0.5, 0.2, 0, "independently of the other"),
    (check.alike, 0.5, "1/4", 0, "type str"),
    (check.alike, 0.5, [0.25, 0.25], 0, "one number, got shape"),
    (check.alike, 0.5, float("nan"), 0, "independently of the other"),
    (check.alike, 0.5, 0.25, "got 2"),
    (check.voices, 2 / 7, 1 / 7, -11 / 98, "share of all voices"),
    (check.voices, 3 / 8, 3 / 8, -45 / 128, "if all five count alike"),
    (check.voices, 1 / 2, 1 / 2, -5 / 8, "have to balance, too"),
    (check.voices, 1 / 2, 1 / 4, 11 / 32, "valleys lie low"),
    (check.voices, 1 / 2, 1 / 4, -5 / 32, "Add up all five"),
    (check.voices, 1 / 2, 1 / 4, -7 / 8, "enter squared"),
    (check.voices, 3 / 4, 5 / 8, -11 / 32, "share of units that agree"),
    (check.voices, 0.6, 0.25, -0.3, "either way"),
]


@pytest.mark.parametrize("task", [check.alike, check.voices])
def test_one_wrong_number_is_almost(task: Any) -> None:
    right = task.right.split(", ")
    for place in range(3):
        spoilt = [*right[:place], "0.123", *right[place + 1 :]]
        assert task.typed(", ".join(spoilt)).status == "almost"
    assert task.typed("0.123, 0.123, 0.123").status == "not quite"


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
