"""What a learner is told."""

from __future__ import annotations

from dataclasses import dataclass

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

    Examples
    --------
    >>> almost("The factor 1/N is missing.")
    ◐ Almost. The factor 1/N is missing.
    """

    status: str
    message: str

    def __repr__(self) -> str:
        return f"{_MARKS[self.status]} {self.status.capitalize()}. {self.message}"


class AttemptError(Exception):
    """What ends a check early, with what the learner is told.

    Examples
    --------
    >>> raise AttemptError("Expected one number.")
    Traceback (most recent call last):
    hopfield_lessons.exercises.verdict.AttemptError: Expected one number.
    """

    def __init__(self, message: str, status: str = "not quite") -> None:
        super().__init__(message)
        self.verdict = Verdict(status, message)


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
