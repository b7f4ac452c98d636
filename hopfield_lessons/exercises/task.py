"""Something to hand in that isn't a function: a picture, a network, an order, a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature

from . import reading
from .check import Check
from .verdict import AttemptError, Verdict, not_yet


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Task(Check):
    """A thing to find, which is tried: most often a network is run with it.

    Attributes
    ----------
    judge : callable
        Takes the attempt and returns its verdict. It reads with the functions of `reading`.
    right : str
        A right answer as one would type it between the brackets of the call.
    dots : str, optional
        What to say to untouched dots, where `reading` isn't precise enough.
    of_the_lesson : bool, default False
        Whether the lesson's own network comes before the learner's answer. What the check says
        then depends on that network, so the key has no wrong answers to show.

    Examples
    --------
    >>> def judge(answer):
    ...     side = float(reading.numbers(answer, "my_side", "one number"))
    ...     return Verdict("correct" if side**2 == 9 else "not quite", f"The area is {side**2:g}.")
    >>> square = Task(name="my_side", judge=judge, right="3", tried=("9", "4.5"))
    >>> square(3)
    ✓ Correct. The area is 9.
    >>> square(...)
    ○ Not yet. my_side is missing so far: replace the dots.
    """

    judge: Callable[..., Verdict]
    right: str
    dots: str = ""
    of_the_lesson: bool = False

    def answer(self, *attempt: object) -> Verdict:
        """Answer what was handed in by trying it."""
        if self.dots and any(map(reading.missing, attempt)):
            return not_yet(self.dots)
        try:
            signature(self.judge).bind(*attempt)
        except TypeError:
            told = f"Put {self.name} between the brackets, and nothing else."
            raise AttemptError(told) from None
        return self.judge(*attempt)
