"""What every check must do, whatever the exercise."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

import hopfield_lessons.lessons
from hopfield_lessons.exercises.check import Check, arguments, checks_of
from hopfield_lessons.exercises.choice import Choice
from hopfield_lessons.exercises.exercise import Exercise
from hopfield_lessons.exercises.matching import Matching
from hopfield_lessons.exercises.task import Task

FOLDER = Path(__file__).parent
LESSONS = [
    module.name
    for module in pkgutil.iter_modules(hopfield_lessons.lessons.__path__)
    if module.name.startswith("lesson_")
]
KNOWN = 3  # wrong answers to a choice with words of their own
NAMED = 6  # wrong functions with words of their own
LEARNERS = {"RIGHT": 3, "WRONG": 6}  # rows about a function in a lesson's file
TRIED = 2  # wrong answers that are only tried
PASTED = 450  # letters of a case, at most


def checks(lesson: str) -> dict[str, Check]:
    """Every check of a lesson by its name."""
    return checks_of(importlib.import_module(f"hopfield_lessons.lessons.{lesson}.checks"))


def learners(lesson: str) -> ModuleType | None:
    """The file with answers as learners write them, if there is one."""
    if not (FOLDER / f"test_{lesson}.py").exists():
        return None
    return importlib.import_module(f"tests.exercises.test_{lesson}")


def rows(lesson: str, table: str, check: Check) -> list[Any]:
    """Rows of a table, RIGHT or WRONG, in a lesson's file that are about a check."""
    return [row for row in getattr(learners(lesson), table, ()) if row[0] is check]


def learners_answers_are_tried(lesson: str, name: str, check: Check) -> None:
    """Somebody has thought of answers that the check wasn't written for."""
    file = FOLDER / f"test_{lesson}.py"
    assert file.exists(), (
        f"tests/exercises/{file.name} is missing: it tries right answers written in another way, "
        "and wrong ones as learners write them"
    )
    if not isinstance(check, Exercise):
        assert f"check.{name}" in file.read_text(encoding="utf-8"), (
            f"tests/exercises/{file.name} doesn't try check.{name} on answers of learners"
        )
        return
    for table, least in LEARNERS.items():
        found = len(rows(lesson, table, check))
        assert found >= least, (
            f"tests/exercises/{file.name}: {table} has {found} rows for check.{name}; "
            f"{least} are the least, written in different ways"
        )


# ------------------------------------------------------------------- a function


def divide_by_zero(*_: Any) -> Any:
    return 1 / 0


def answers_every_kind_of_attempt(check: Exercise) -> None:
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


def every_misconception_is_named(check: Exercise) -> None:
    """Each wrong answer is told apart from the right one and from all the others."""
    assert check(check.right).status == "correct"
    for wrong in check.misconceptions:
        verdict = check(wrong.answer)
        assert verdict == wrong.verdict, (
            f"{check.name}: the wrong answer meant for “{wrong.message}” is told “{verdict}”. "
            "Add a probe on which the two differ, or put the narrower one first."
        )
    knows_enough(check, {wrong.message for wrong in check.misconceptions}, NAMED)


def knows_enough(check: Check, words: set[str], least: int = KNOWN) -> None:
    assert len(words) >= least, (
        f"{check.name} knows {len(words)} wrong answers; give it {least} or more, "
        "each with what to tell whoever gives it"
    )


def every_case_can_be_pasted(check: Exercise) -> None:
    """What is shown makes the very arguments that were tried, and fits on a screen."""
    for case in check.cases:
        assert len(case.typed) <= PASTED, (
            f"{check.name}: a case takes {len(case.typed)} letters; give it as one would type it, "
            f"in a string: {case.typed}"
        )
        made = arguments(case.typed)
        assert list(map(type, made)) == list(map(type, case.arguments)), case.typed
        assert all(map(np.array_equal, made, case.arguments)), case.typed
        assert [getattr(a, "dtype", None) for a in made] == [
            getattr(a, "dtype", None) for a in case.arguments
        ], case.typed


# ------------------------------------------------------------------- letters, and names


def every_letter_has_words(check: Choice) -> None:
    """Every letter too many and every letter missing has an answer of its own."""
    right, letters = "".join(check.right), "".join(sorted({*check.right, *check.wrong}))
    for form in (right, set(right), list(right.lower()), ", ".join(right), tuple(right[::-1])):
        assert check(form).status == "correct"
    too_many = [check(right + letter) for letter in check.wrong]
    too_few = [check(right.replace(letter, "")) for letter in right]
    assert {verdict.status for verdict in too_many} == {"not quite"}
    assert {verdict.status for verdict in too_few} == {"almost"}
    together = [check(several) for several in check.together]
    assert [verdict.message for verdict in together] == [*check.together.values()]
    words = {verdict.message for verdict in (*too_many, *too_few, *together)}
    assert len(words) == len(check.wrong) + len(right) + len(check.together)
    knows_enough(check, words)
    answers = [check(...), check(None), check(""), check(letters), check("Ω"), check(3)]
    assert [answer.status for answer in answers] == ["not yet"] * 3 + ["not quite"] * 3
    assert len({answer.message for answer in answers} - words) == len(answers) - 1


def every_name_has_words(check: Matching) -> None:
    """Every wrong name is told why, in the call and in a dictionary."""
    right, words = dict(check.right), set()
    assert check(*right.values()) == check(right)
    assert check({question: f" {name.upper()}" for question, name in right.items()}) == check(right)
    assert check(right).status == "correct"
    for question, wrong in check.wrong.items():
        for name, why in wrong.items():
            verdict = check(right | {question: name})
            assert (verdict.status, verdict.message) == ("almost", why)
            words.add(why)
        assert check(*(right | {question: ...}).values()).status == "not yet"
        for strange in (3, "Ω", len):
            assert f"{question}: expected one of" in check(right | {question: strange}).message
    knows_enough(check, words)
    assert check({question: min(wrong) for question, wrong in check.wrong.items()}).status == (
        "not quite"
    )
    assert check(...).status == check(None).status == "not yet"
    assert "a dictionary with the keys" in check(3).message
    assert "a dictionary with the keys" in check({}).message
    assert f"Expected {len(right)} answers" in check(*[*right.values(), "Ω"]).message


# ------------------------------------------------------------------- anything else


def a_thing_is_tried(check: Task) -> None:
    """A right one is right; dots, and what is of another kind, are told so, in every place."""
    assert check.typed(check.right).status == "correct", check.typed(check.right)
    right = list(arguments(check.right))
    for place in range(check.of_the_lesson, len(right)):
        for thing in (..., None, object(), len, "words", [[1], [2, 3]]):
            verdict = check(*right[:place], thing, *right[place + 1 :])
            missing = thing is None or thing is ...
            wanted = ("not yet",) if missing else ("not quite", "almost")
            assert verdict.status in wanted, f"{check.name}, {thing}: {verdict}"


def what_is_tried_is_wrong(check: Check) -> None:
    """Each wrong answer that the key shows gets an answer of its own."""
    verdicts = [check.typed(typed) for typed in check.tried]
    assert {verdict.status for verdict in verdicts} <= {"not quite", "almost"}, verdicts
    assert len({verdict.message for verdict in verdicts}) == len(verdicts), verdicts
    assert isinstance(check, Exercise) or len(verdicts) >= TRIED, (
        f"{check.name} has {len(verdicts)} wrong answers to try; give it {TRIED} or more"
    )


def of_kind(kind: type[Check]) -> Iterator[tuple[str, str, Check]]:
    """Lesson, name and check of every check of a kind."""
    for lesson in LESSONS:
        for name, check in checks(lesson).items():
            if isinstance(check, kind):
                yield lesson, name, check
