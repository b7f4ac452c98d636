"""What a learner is told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .card import card

_MARKS = {"not yet": "○", "not quite": "✗", "almost": "◐", "correct": "✓"}


@dataclass(frozen=True)
class Verdict:
    """The answer to an attempt.

    Attributes
    ----------
    status : {"not yet", "not quite", "almost", "correct"}
        How far the attempt is.
    message : str
        What to do next.
    case : str, optional
        A call that one can paste to see what is meant; it stands on a line of its own.

    Examples
    --------
    >>> almost("The factor 1/N is missing.")
    ◐ Almost. The factor 1/N is missing.
    >>> not_quite("Here the answer should be 6, yours is 4:").at("my_double(3)")
    ✗ Not quite. Here the answer should be 6, yours is 4:
        my_double(3)
    """

    status: str
    message: str
    case: str = ""

    def at(self, case: str) -> Verdict:
        """Return the same words with a call to paste."""
        return replace(self, case=case)

    def __repr__(self) -> str:
        shown = f"\n    {self.case}" if self.case else ""
        return f"{_MARKS[self.status]} {self.status.capitalize()}. {self.message}{shown}"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """What a notebook shows: a card, and where there is no HTML the plain text."""
        html = card(_MARKS[self.status], self.status, self.message, self.case)
        return {"text/plain": repr(self), "text/html": html}


class AttemptError(Exception):
    """What ends a check early, with what the learner is told.

    Examples
    --------
    >>> raise AttemptError("Expected one number.")
    Traceback (most recent call last):
    hopfield_lessons.exercises.verdict.AttemptError: Expected one number.
    """

    def __init__(self, message: str, status: str = "not quite", *, case: str = "") -> None:
        super().__init__(message)
        self.verdict = Verdict(status, message, case)


def not_yet(message: str) -> Verdict:
    """Say that something is still missing."""
    return Verdict("not yet", message)


def not_quite(message: str) -> Verdict:
    """Say what is wrong."""
    return Verdict("not quite", message)


def almost(message: str) -> Verdict:
    """Say what the last step is."""
    return Verdict("almost", message)


def correct(message: str) -> Verdict:
    """Say what is right about it."""
    return Verdict("correct", message)
