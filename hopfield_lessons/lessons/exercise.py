"""How an attempt at an exercise is answered.

An `Exercise` knows the right answer and the typical wrong ones. A learner's function
is run on small probes. If it agrees with a wrong answer everywhere, the verdict names
the misconception behind it; so a new exercise needs no parsing of anybody's code.

A check never raises because of what a learner wrote: the notebook always runs on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Function = Callable[..., Any]


@dataclass(frozen=True)
class Verdict:
    """The answer to an attempt.

    Attributes
    ----------
    status : {"not yet", "not quite", "almost", "correct"}
        How far the attempt is.
    message : str
        What to do next.
    """

    status: str
    message: str

    def __repr__(self) -> str:
        mark = {"not yet": "○", "not quite": "✗", "almost": "◐", "correct": "✓"}[self.status]
        return f"{mark} {self.status.capitalize()}. {self.message}"


@dataclass(frozen=True)
class Misconception:
    """A wrong answer that is met often, and what to tell whoever gives it."""

    answer: Function
    message: str
    status: str = "not quite"


@dataclass(frozen=True)
class Exercise:
    """A function to write: the right one, probes to try it on, and typical wrong ones."""

    name: str
    right: Function
    probes: tuple[tuple[Any, ...], ...]
    misconceptions: tuple[Misconception, ...]
    praise: str
    shape: str  # of the answer, in words
    tolerance: float = 1e-8  # how far an answer may be off, beside one part in 100,000

    def check(self, attempt: object) -> Verdict:
        """Say how far an attempt is."""
        if not callable(attempt):
            return Verdict("not quite", f"Pass the function itself, {self.name}, without brackets.")
        answers: list[Any] = []
        for probe in self.probes:
            own = tuple(_own(argument) for argument in probe)
            try:
                answer = attempt(*own)
            except Exception as error:  # whatever a learner's code raises is told, not raised
                return Verdict(
                    "not quite", f"Your function stopped with {type(error).__name__}: {error}"
                )
            if answer is None or answer is Ellipsis:
                return Verdict("not yet", f"{self.name} returns nothing so far: replace the dots.")
            answers.append(answer)
            if any(not np.array_equal(a, b) for a, b in zip(own, probe, strict=True)):
                return Verdict(
                    "almost", "Your function changes its argument. Work on a copy: x = x.copy()."
                )
        return self._compare(answers)

    def _compare(self, answers: Sequence[Any]) -> Verdict:
        expected = [np.asarray(self.right(*probe)) for probe in self.probes]
        try:
            given = [np.asarray(answer, dtype=float) for answer in answers]
        except (TypeError, ValueError):
            kind = type(answers[0]).__name__
            return Verdict("not quite", f"Expected {self.shape}, got something of type {kind}.")
        if self._all_close(given, expected):
            return Verdict("correct", self.praise)
        for wrong in self.misconceptions:
            if self._all_close(given, [np.asarray(wrong.answer(*probe)) for probe in self.probes]):
                return Verdict(wrong.status, wrong.message)
        for answer, wanted in zip(given, expected, strict=True):
            if answer.shape != wanted.shape:
                return Verdict(
                    "not quite",
                    f"Expected {self.shape}, here {wanted.shape}; got shape {answer.shape}.",
                )
        return self._first_difference(given, expected)

    def _first_difference(self, given: Sequence[Any], expected: Sequence[Any]) -> Verdict:
        for probe, answer, wanted in zip(self.probes, given, expected, strict=True):
            off = ~np.isclose(answer, wanted, atol=self.tolerance)
            if off.any():
                where = tuple(int(i) for i in np.argwhere(off)[0])
                place = f"entry {where}" if where else "the answer"
                tried = ", ".join(str(np.asarray(argument).tolist()) for argument in probe)
                tried = tried if len(tried) < 90 else "a larger case"
                return Verdict(
                    "not quite",
                    f"For {tried}, {place} should be {wanted[where]:g}, "
                    f"yours is {answer[where]:g}.",
                )
        raise AssertionError("answers that agree were called different")

    def _all_close(self, left: Sequence[NDArray[Any]], right: Sequence[NDArray[Any]]) -> bool:
        return all(
            a.shape == b.shape and np.allclose(a, b, atol=self.tolerance, equal_nan=True)
            for a, b in zip(left, right, strict=True)
        )


def _own(argument: Any) -> Any:
    """A copy for the learner; a plain number stays one, so that it can count or index."""
    return argument.copy() if isinstance(argument, np.ndarray) else argument
