"""A choice among statements, by their letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import reading
from .check import Check
from .verdict import AttemptError, Verdict, almost, correct, not_quite, not_yet


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Choice(Check):
    """Several letters to choose: every one too many and every one missing has words of its own.

    Attributes
    ----------
    right, wrong : mapping of letters to str
        What to say where a letter of `right` is missing, or one of `wrong` was chosen.
    together : mapping of letters to str, optional
        What to say to a whole answer, such as "AC", that has a misconception of its own.
    praise : str
        What is right about a right answer.
    dots : str
        What to say to untouched dots.
    lead : str
        What stands before the words for a letter that is missing.

    Examples
    --------
    >>> even = Choice(
    ...     name="my_choice",
    ...     right={"B": "halve 4.", "D": "halve 8."},
    ...     wrong={"A": "A: 3 is odd.", "C": "C: 7 is odd."},
    ...     praise="Even, both of them.",
    ... )
    >>> even("b and d"), even("AB"), even(["B"])  # doctest: +NORMALIZE_WHITESPACE
    (✓ Correct. Even, both of them.,
     ✗ Not quite. A: 3 is odd.,
     ◐ Almost. All you chose are right. Look again: halve 8.)
    """

    right: Mapping[str, str]
    wrong: Mapping[str, str]
    praise: str
    together: Mapping[str, str] = field(default_factory=dict)
    dots: str = 'Replace the dots by the letters you choose, such as "AB".'
    lead: str = "All you chose are right. Look again: "

    def answer(self, *attempt: object) -> Verdict:
        """Answer letters in a row, with anything between them, or any collection of letters."""
        chosen = self._letters(reading.only(attempt, self.name))
        if not chosen:
            return not_yet("You chose none. At least one of them fits.")
        if chosen == {*self.right, *self.wrong}:
            return not_quite("You chose all of them, and some don't fit.")
        for letters, words in self.together.items():
            if chosen == set(letters):
                return not_quite(words)
        for letter in sorted(chosen & set(self.wrong)):
            return not_quite(self.wrong[letter])
        absent = sorted(set(self.right) - chosen)
        if not absent:
            return correct(self.praise)
        more = "" if len(absent) == 1 else f" ({len(absent)} are missing.)"
        return almost(f"{self.lead}{self.right[absent[0]]}{more}")

    def _letters(self, answer: Any) -> set[str]:
        if reading.missing(answer):
            raise AttemptError(self.dots, "not yet")
        offered = sorted({*self.right, *self.wrong})
        span = f"letters from {offered[0]} to {offered[-1]}"
        try:
            words = re.findall(
                r"[^\W_]+", " ".join(map(str, answer)) if _listed(answer) else answer
            )
        except TypeError:
            raise reading.refused(answer, self.name, f'{span}, such as "AB"') from None
        letters = (word.upper() for word in words if word.casefold() != "and")
        chosen = {letter for word in letters for letter in word}
        if strange := sorted(chosen - set(offered)):
            raise AttemptError(f"Expected {span}, got {', '.join(strange)}.")
        return chosen


def _listed(answer: object) -> bool:
    return isinstance(answer, Iterable) and not isinstance(answer, str)
