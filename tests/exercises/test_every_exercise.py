"""Every check of every lesson, found by itself: no list to keep, and nothing to forget."""

from typing import Any

import pytest

from hopfield_lessons.exercises.check import Check
from hopfield_lessons.exercises.choice import Choice
from hopfield_lessons.exercises.exercise import Exercise
from hopfield_lessons.exercises.matching import Matching
from hopfield_lessons.exercises.task import Task
from tests.exercises import attempts


def every(kind: type[Check]) -> Any:
    found = list(attempts.of_kind(kind))
    return pytest.mark.parametrize(
        "check", [each[2] for each in found], ids=[f"{each[0]}-{each[1]}" for each in found]
    )


def learners(table: str) -> Any:
    """Each row of a table of each lesson's file."""
    found = [
        pytest.param(row, id=f"{lesson}-{name}-{number}")
        for lesson, name, check in attempts.of_kind(Check)
        for number, row in enumerate(attempts.rows(lesson, table, check))
    ]
    return pytest.mark.parametrize("row", found)


@pytest.mark.parametrize("lesson", attempts.LESSONS)
def test_a_lesson_has_checks_and_learners(lesson: str) -> None:
    checks = attempts.checks(lesson)
    assert checks
    for name, check in checks.items():
        attempts.learners_answers_are_tried(lesson, name, check)


@every(Exercise)
def test_every_kind_of_attempt(check: Exercise) -> None:
    attempts.answers_every_kind_of_attempt(check)


@every(Exercise)
def test_every_misconception(check: Exercise) -> None:
    attempts.every_misconception_is_named(check)


@every(Exercise)
def test_every_case(check: Exercise) -> None:
    attempts.every_case_can_be_pasted(check)


@every(Choice)
def test_every_letter(check: Choice) -> None:
    attempts.every_letter_has_words(check)


@every(Matching)
def test_every_name(check: Matching) -> None:
    attempts.every_name_has_words(check)


@every(Task)
def test_every_task(check: Task) -> None:
    attempts.a_thing_is_tried(check)


@every(Check)
def test_what_the_key_shows(check: Check) -> None:
    attempts.what_is_tried_is_wrong(check)


@learners("RIGHT")
def test_right_answers_written_in_another_way(row: Any) -> None:
    check, *attempt = row
    assert check(*attempt).status == "correct", check(*attempt)


@learners("WRONG")
def test_wrong_answers_as_learners_write_them(row: Any) -> None:
    check, *attempt, words = row
    verdict = check(*attempt)
    assert verdict.status in ("not quite", "almost")
    assert any(word in verdict.message for word in words.split("|")), verdict
