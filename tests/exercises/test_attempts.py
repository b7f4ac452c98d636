"""What an author is told when wrong answers are missing, or can't be told apart."""

import dataclasses

import pytest

from hopfield_lessons.lessons.lesson_02 import checks as check
from tests.exercises.attempts import every_misconception_is_named


def test_an_exercise_without_wrong_answers() -> None:
    bare = dataclasses.replace(check._OVERLAP, misconceptions=())
    with pytest.raises(AssertionError, match="my_overlap knows 0 wrong answers; give it 3 or more"):
        every_misconception_is_named(bare)


def test_probes_that_cannot_tell_a_wrong_answer() -> None:
    """The sum that outgrows int8 is right as long as no probe is long."""
    short = dataclasses.replace(check._OVERLAP, probes=check._OVERLAP.probes[:2])
    with pytest.raises(AssertionError, match=r"is told “✓ Correct.*Add a probe on which the two"):
        every_misconception_is_named(short)
