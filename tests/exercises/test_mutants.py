"""Right answers with one thing changed are never called right, unless they still are."""

import inspect
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest

from hopfield_lessons.exercises import reading
from hopfield_lessons.exercises.cases import Case, drawn
from hopfield_lessons.exercises.exercise import Exercise
from hopfield_lessons.exercises.verdict import Verdict
from tests.exercises import attempts
from tests.exercises.mutants import Mutant, mutants

FURTHER = 60  # cases of which the check knows nothing
pytestmark = pytest.mark.long
WAYS = ("named", "by the case", "otherwise")
TOLD: Counter[str] = Counter()
ALIKE: dict[str, list[str]] = {}

FOUND = list(attempts.of_kind(Exercise))
every = pytest.mark.parametrize(
    ("lesson", "check"),
    [(lesson, check) for lesson, _, check in FOUND],
    ids=[f"{lesson}-{name}" for lesson, name, _ in FOUND],
)


def written(lesson: str, check: Exercise) -> list[Callable[..., Any]]:
    """The right answers in the lesson's file that are defined there by name."""
    functions = [row[1] for row in attempts.rows(lesson, "RIGHT", check)]
    return [
        each
        for each in functions
        if inspect.getmodule(each) is attempts.learners(lesson) and each.__name__ != "<lambda>"
    ]


@cache
def further(check: Exercise) -> list[Case]:
    return drawn(check.draw, FURTHER, first=1000) if check.draw else []


def differs(check: Exercise, mutant: Mutant) -> Iterator[str]:
    """Further cases on which a mutant isn't right."""
    for case in further(check):
        try:
            answer = reading.numbers(mutant.function(*case.copies()), check.name, check.shape)
            same = check._same(answer, np.asarray(check.right(*case.copies())))
        except Exception:
            same = False
        if not same:
            yield check.call(case)


@pytest.mark.no_cover  # with mistakes that a learner makes, other tests reach the same lines
@every
def test_no_mutant_is_called_right(lesson: str, check: Exercise) -> None:
    named = {wrong.verdict for wrong in (*check.misconceptions, *check.telltales)}
    functions = written(lesson, check)
    assert functions, f"tests/exercises/test_{lesson}.py: no right answer of {check.name} is a def"
    for mutant in (mutant for function in functions for mutant in mutants(function)):
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            verdict = check(mutant.function)
            if verdict.status == "correct":
                case = next(differs(check, mutant), None)
                assert case is None, (
                    f"{check.name} calls this mutant correct: {mutant.change}\n"
                    f"It differs in {case}: add such a probe, or let draw make more of them."
                )
                ALIKE.setdefault(check.name, []).append(mutant.change)
        TOLD[way(verdict, named)] += 1


def way(verdict: Verdict, named: set[Verdict]) -> str:
    if verdict.status == "correct":
        return "alike"
    if verdict in named:
        return "named"
    return "by the case" if verdict.case else "otherwise"


def test_some_mutants_get_an_answer_of_their_own(
    request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """Runs last, and says how many mutants were told what; with -v also which are still right."""
    wrong = sum(TOLD.values()) - TOLD["alike"]
    assert wrong, "the tests of this file belong together"
    shares = ", ".join(f"{TOLD[told] / wrong:.0%} told {told}" for told in WAYS)
    with capsys.disabled():
        print(f"\n{wrong} mutants: {shares}. {TOLD['alike']} more are right:")
        print(f"they agree with the right answer on {FURTHER} further cases each.")
        for name, changes in ALIKE.items() if request.config.get_verbosity() > 0 else ():
            print(*(f"  {name}: {change}" for change in changes), sep="\n")
    assert TOLD["named"] / wrong > 0.2
