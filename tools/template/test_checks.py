"""The checks of lesson NN: right answers in other words, and wrong ones as learners write them."""

from typing import Any

import numpy as np
import pytest
from hopfield_lessons.lessons.lesson_NN import checks as check

from tests.exercises.attempts import answers_every_kind_of_attempt, every_misconception_is_named

EXERCISES = {
    check.overlap: check._OVERLAP,
    check.distance: check._DISTANCE,
    check.nearest: check._NEAREST,
}


@pytest.mark.parametrize("ask", EXERCISES)
def test_every_kind_of_attempt(ask: Any) -> None:
    answers_every_kind_of_attempt(ask)


@pytest.mark.parametrize("ask", EXERCISES)
def test_every_misconception(ask: Any) -> None:
    every_misconception_is_named(EXERCISES[ask])
    assert ask(EXERCISES[ask].right).status == "correct"


# ------------------------------------------------------------------- as learners write


def loop_overlap(pattern: Any, state: Any) -> float:
    return sum(int(a) * int(b) for a, b in zip(pattern, state, strict=True)) / len(pattern)


def sorted_nearest(patterns: Any, state: Any) -> int:
    return sorted(range(len(patterns)), key=lambda mu: np.sum(patterns[mu] != state))[0]


@pytest.mark.parametrize(
    ("ask", "attempt"),
    [
        (check.overlap, loop_overlap),
        (
            check.distance,
            lambda pattern, state: len(pattern) * (1 - loop_overlap(pattern, state)) / 2,
        ),
        (check.nearest, sorted_nearest),
    ],
)
def test_right_answers_written_in_another_way(ask: Any, attempt: Any) -> None:
    assert ask(attempt).status == "correct"


@pytest.mark.parametrize(
    ("ask", "attempt", "words"),
    [
        (check.overlap, lambda p, s: p @ s, "1/N is missing"),
        (check.distance, lambda p, s: sum(abs(p - s)), "counts each of them twice"),
        (check.nearest, lambda x, s: np.argmin(hamming(-x, s)), "farthest"),
    ],
)
def test_wrong_answers_as_learners_write_them(ask: Any, attempt: Any, words: str) -> None:
    verdict = ask(attempt)
    assert verdict.status != "correct"
    assert words in verdict.message


def hamming(patterns: Any, state: Any) -> Any:
    return (patterns != state).sum(axis=1)
