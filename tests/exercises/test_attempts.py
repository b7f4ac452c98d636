"""What an author is told when wrong answers are missing, or can't be told apart."""

import dataclasses
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from hopfield_lessons.exercises.task import Task
from hopfield_lessons.exercises.verdict import correct
from hopfield_lessons.lessons.lesson_00 import checks as choices
from hopfield_lessons.lessons.lesson_02 import checks as check
from hopfield_lessons.lessons.lesson_06 import checks as states
from tests.exercises import attempts


def test_an_exercise_without_wrong_answers() -> None:
    bare = dataclasses.replace(check.overlap, misconceptions=())
    with pytest.raises(AssertionError, match="my_overlap knows 0 wrong answers; give it 6 or more"):
        attempts.every_misconception_is_named(bare)


def test_probes_that_cannot_tell_a_wrong_answer() -> None:
    """Who counts ink on paper one way round is right as long as one list is part of the other."""
    short = dataclasses.replace(check.overlap, probes=check.overlap.probes[:2], draw=None)
    with pytest.raises(AssertionError, match=r"is told “✓ Correct.*Add a probe on which the two"):
        attempts.every_misconception_is_named(short)


def test_a_case_that_is_too_long_to_paste() -> None:
    long = dataclasses.replace(check.overlap, probes=((np.ones(200), np.ones(200)),), draw=None)
    with pytest.raises(AssertionError, match=r"give it as one would type it"):
        attempts.every_case_can_be_pasted(long)


def test_letters_that_share_their_words() -> None:
    same = dataclasses.replace(choices.content, wrong=dict.fromkeys("ACF", "No."))
    with pytest.raises(AssertionError):
        attempts.every_letter_has_words(same)


def test_a_right_name_among_the_wrong_ones() -> None:
    wrong = {question: dict(names) for question, names in states.names.wrong.items()}
    wrong["A"] |= {"symmetric": "A: no."}
    with pytest.raises(AssertionError):
        attempts.every_name_has_words(dataclasses.replace(states.names, wrong=wrong))


def test_a_task_that_accepts_anything() -> None:
    with pytest.raises(AssertionError):
        attempts.a_thing_is_tried(Task(name="my_thing", judge=lambda thing: correct(""), right="3"))


def test_attempts_that_are_right_or_told_alike() -> None:
    for tried in (("0.55", "0.1"), ("0.1", "0.10")):
        with pytest.raises(AssertionError):
            attempts.what_is_tried_is_wrong(dataclasses.replace(states.cure, tried=tried))
    with pytest.raises(AssertionError, match="my_temperature has 1 wrong answers to try; give it"):
        attempts.what_is_tried_is_wrong(dataclasses.replace(states.cure, tried=("0.1",)))


def test_a_lesson_without_learners() -> None:
    with pytest.raises(AssertionError, match=r"tests/exercises/test_lesson_98\.py is missing: it"):
        attempts.learners_answers_are_tried("lesson_98", "overlap", check.overlap)


def test_a_check_that_no_learner_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    new = dataclasses.replace(check.overlap)
    with pytest.raises(AssertionError, match=r"test_lesson_02.py: RIGHT has 0 rows for check.new"):
        attempts.learners_answers_are_tried("lesson_02", "new", new)
    file: Any = SimpleNamespace(RIGHT=[(new, None)] * 3)
    monkeypatch.setattr(attempts, "learners", lambda lesson: file)
    with pytest.raises(AssertionError, match=r"WRONG has 0 rows for check.new"):
        attempts.learners_answers_are_tried("lesson_02", "new", new)
    with pytest.raises(AssertionError, match=r"test_lesson_02.py doesn't try check.cure on"):
        attempts.learners_answers_are_tried("lesson_02", "cure", states.cure)
