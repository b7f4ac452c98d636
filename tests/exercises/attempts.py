"""What every check must do, whatever the exercise."""

from collections.abc import Callable
from typing import Any

from hopfield_lessons.lessons.exercise import Exercise, Verdict

Check = Callable[[Any], Verdict]
MISCONCEPTIONS = 3


def divide_by_zero(*_: Any) -> Any:
    return 1 / 0


def answers_every_kind_of_attempt(check: Check) -> None:
    """A missing attempt, a wrong kind, an exception and nonsense each get their own answer."""
    verdicts = {
        "dots": check(lambda *_: ...),
        "nothing": check(lambda *_: None),
        "not a function": check(3),
        "an exception": check(divide_by_zero),
        "words": check(lambda *_: "words"),
        "shape": check(lambda *_: [[0.5] * 3] * 7),
    }
    assert verdicts["dots"].status == verdicts["nothing"].status == "not yet"
    assert all(verdict.status != "correct" for verdict in verdicts.values())
    assert "ZeroDivisionError: division by zero" in verdicts["an exception"].message
    assert "without brackets" in verdicts["not a function"].message
    assert "type str" in verdicts["words"].message
    assert "(7, 3)" in verdicts["shape"].message
    assert len({verdict.message for verdict in verdicts.values()}) == len(verdicts) - 1


def every_misconception_is_named(exercise: Exercise) -> None:
    """Each wrong answer is told apart from the right one and from all the others."""
    for wrong in exercise.misconceptions:
        verdict = exercise.check(wrong.answer)
        assert (verdict.status, verdict.message) == (wrong.status, wrong.message), (
            f"{exercise.name}: the wrong answer meant for “{wrong.message}” is told “{verdict}”. "
            "Add a probe on which the two differ, or put the narrower one first."
        )
    messages = {wrong.message for wrong in exercise.misconceptions}
    assert len(messages) >= MISCONCEPTIONS, (
        f"{exercise.name} knows {len(messages)} wrong answers; give it {MISCONCEPTIONS} or more, "
        "each with what to tell whoever gives it"
    )
