"""One name out of several for each of a few questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from . import reading
from .check import Check
from .verdict import AttemptError, Verdict, almost, correct, not_quite

_TOLD = 2  # complaints at a time: more would be a lecture
_NOUNS = ("mixture", "pattern", "state")


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Matching(Check):
    """One answer to each question, in the call or in a dictionary; every wrong one is told why.

    Attributes
    ----------
    right : mapping of str to str
        The right answer to each question.
    wrong : mapping of str to mappings of str to str
        For each question its wrong answers, each with what to tell whoever gives it.
    praise : str
        What is right about a right answer.
    dots : str
        What to say to untouched dots; ``{all}`` stands for the questions that they are left in,
        and ``{first}`` for the first of them.
    also : mapping of str to tuples of str, optional
        What else a name is called, for instance where the lesson has two words for it.

    Examples
    --------
    >>> colours = Matching(
    ...     name="my_colours",
    ...     right={"sky": "blue", "grass": "green"},
    ...     wrong={"sky": {"green": "Look up."}, "grass": {"blue": "Look down."}},
    ...     praise="Well seen.",
    ...     dots="Still without a colour: {all}.",
    ... )
    >>> colours("blue", "green")
    ✓ Correct. Well seen.
    >>> colours({"sky": "Green", "grass": "green"})
    ◐ Almost. Look up.
    >>> colours("blue", ...)
    ○ Not yet. Still without a colour: grass.
    """

    right: Mapping[str, str]
    wrong: Mapping[str, Mapping[str, str]]
    praise: str
    dots: str
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def answer(self, *attempt: object) -> Verdict:
        """Answer one name for each question."""
        given = self._by_question(attempt)
        if absent := [question for question, name in given.items() if reading.missing(name)]:
            raise self._untouched(absent)
        names = {question: self._name(question, name) for question, name in given.items()}
        complaints = [
            self.wrong[question][name]
            for question, name in names.items()
            if name != self.right[question]
        ]
        if not complaints:
            return correct(self.praise)
        words = " ".join(complaints[:_TOLD])
        return almost(words) if len(complaints) <= len(names) / 2 else not_quite(words)

    def _untouched(self, absent: list[str]) -> AttemptError:
        return AttemptError(self.dots.format(first=absent[0], all=", ".join(absent)), "not yet")

    def _by_question(self, attempt: tuple[object, ...]) -> dict[str, object]:
        if len(attempt) == 1 and isinstance(attempt[0], list | tuple | np.ndarray):
            attempt = tuple(attempt[0])
        if len(attempt) == len(self.right):
            return dict(zip(self.right, attempt, strict=True))
        answers = attempt[0] if attempt else None
        if isinstance(answers, Mapping):
            answers = {self._question(key): name for key, name in answers.items()}
        if reading.missing(answers):
            raise self._untouched([*self.right])
        if len(attempt) > 1 or not isinstance(answers, Mapping) or set(answers) != set(self.right):
            raise self._refused()
        return dict(answers)

    def _refused(self) -> AttemptError:
        keys = ", ".join(self.right)
        told = f"Expected {len(self.right)} answers, or a dictionary with the keys {keys}."
        return AttemptError(told)

    def _question(self, key: object) -> object:
        """A key as the question is written, in capitals or not."""
        alike = [name for name in self.right if str(key).strip().casefold() == name.casefold()]
        return key if key in self.right or len(alike) != 1 else alike[0]

    def _name(self, question: str, answer: object) -> str:
        given = getattr(answer, "__name__", answer)  # a rule itself stands for its name
        offered = sorted([self.right[question], *self.wrong[question]])
        for name in offered:
            if isinstance(given, str) and _plain(given) in self._spellings(name):
                return name
        expected = ", ".join(offered)
        raise AttemptError(f"{question}: expected one of {expected}, got {answer!r}.")

    def _spellings(self, name: str) -> set[str]:
        """The name, what else it is called, and each with the word that one may add to it."""
        names = [_plain(each) for each in (name, *self.also.get(name, ()))]
        return {each + noun for each in names for noun in ("", *_NOUNS)}


def _plain(name: str) -> str:
    """A name without what doesn't count: capitals, hyphens, dots, spaces, the module before it."""
    return re.sub(r"[\W_]+", "", name.removeprefix("hl.").removeprefix("rules.")).casefold()
