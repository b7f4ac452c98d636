"""A function to write.

An `Exercise` knows the right answer and the typical wrong ones. A learner's function
is run on small probes. If it agrees with a wrong answer everywhere, the verdict names
the misconception behind it; so a new exercise needs no parsing of anybody's code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from . import reading
from .check import Check
from .verdict import AttemptError, Verdict, correct, not_quite

Function: TypeAlias = Callable[..., Any]
Probe: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class Misconception:
    """A wrong answer that is met often, and what to tell whoever gives it.

    Attributes
    ----------
    answer : callable
        What such a learner would write.
    message : str
        What the answer is, then what to change.
    status : {"not quite", "almost"}
        How far it is.

    Examples
    --------
    >>> Misconception(lambda p, s: (p == s).mean(), "This is the share of equal units.").status
    'not quite'
    """

    answer: Function
    message: str
    status: str = "not quite"

    @property
    def verdict(self) -> Verdict:
        """What whoever gives this answer is told."""
        return Verdict(self.status, self.message)


def slip(answer: Function, message: str) -> Misconception:
    """Return a wrong answer that is almost right: one step is missing, or one sign is wrong.

    Examples
    --------
    >>> slip(lambda p, s: (p * s).sum(), "The factor 1/N is missing.").verdict
    ◐ Almost. The factor 1/N is missing.
    """
    return Misconception(answer, message, "almost")


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Exercise(Check):
    """A function to write: the right one, probes to try it on, and typical wrong ones.

    Attributes
    ----------
    right : callable
        A right answer.
    probes : tuple of tuples
        Arguments to try an attempt with. Arrays are copied for it, plain numbers stay plain.
    misconceptions : tuple of Misconception
        Wrong answers and slips, the narrower one first where two agree on all probes but few.
    praise : str
        What is right about a right answer.
    shape : str
        What kind of thing the function returns, in words.
    tolerance : float, default 1e-8
        How far an answer may be off, beside one part in 100,000.
    any_order : bool, default False
        Whether the rows of an answer may come in any order.

    Examples
    --------
    >>> twice = Exercise(
    ...     name="my_double",
    ...     right=lambda x: 2 * x,
    ...     probes=((1.0,), (3.0,)),
    ...     misconceptions=(Misconception(lambda x: x**2, "This is the square."),),
    ...     praise="Twice as much.",
    ...     shape="one number",
    ... )
    >>> twice(lambda x: x + x)
    ✓ Correct. Twice as much.
    >>> twice(lambda x: x * x)
    ✗ Not quite. This is the square.
    >>> twice(lambda x: x + 1)
    ✗ Not quite. For 3.0, the answer should be 6, yours is 4.
    """

    right: Function
    probes: tuple[Probe, ...]
    misconceptions: tuple[Misconception, ...]
    praise: str
    shape: str
    tolerance: float = 1e-8
    any_order: bool = False

    def answer(self, *attempt: object) -> Verdict:
        """Answer a function by what it makes of the probes."""
        (function,) = attempt
        if not callable(function):
            return not_quite(f"Pass the function itself, {self.name}, without brackets.")
        given = [self._tried_on(function, probe) for probe in self.probes]
        expected = self._answers(self.right)
        if self._all_close(given, expected):
            return correct(self.praise)
        for wrong in self.misconceptions:
            if self._all_close(given, self._answers(wrong.answer)):
                return wrong.verdict
        return self._first_difference(given, expected)

    def _tried_on(self, function: Function, probe: Probe) -> NDArray[Any]:
        own = tuple(_own(argument) for argument in probe)
        try:
            answer = function(*own)
        except Exception as error:  # whatever a learner's code raises is told, not raised
            raise AttemptError(
                f"Your function stopped with {type(error).__name__}: {error}"
            ) from None
        if reading.missing(answer):
            raise AttemptError(f"{self.name} returns nothing so far: replace the dots.", "not yet")
        if any(not np.array_equal(a, b) for a, b in zip(own, probe, strict=True)):
            told = "Your function changes its argument. Work on a copy: x = x.copy()."
            raise AttemptError(told, "almost")
        return self._in_order(reading.numbers(answer, self.name, self.shape))

    def _answers(self, function: Function) -> list[NDArray[Any]]:
        """What an answer of ours makes of the probes."""
        return [self._in_order(np.asarray(function(*probe))) for probe in self.probes]

    def _in_order(self, answer: NDArray[Any]) -> NDArray[Any]:
        if not self.any_order or answer.ndim != 2:
            return answer
        return np.array(sorted(answer.tolist())).reshape(answer.shape)

    def _first_difference(self, given: Sequence[Any], expected: Sequence[Any]) -> Verdict:
        for answer, wanted in zip(given, expected, strict=True):
            if answer.shape != wanted.shape:
                return not_quite(
                    f"Expected {self.shape}, here {wanted.shape}; got shape {answer.shape}."
                )
        for probe, answer, wanted in zip(self.probes, given, expected, strict=True):
            off = ~np.isclose(answer, wanted, atol=self.tolerance)
            if off.any():
                where = tuple(int(i) for i in np.argwhere(off)[0])
                place = f"entry {where}" if where else "the answer"
                tried = ", ".join(str(np.asarray(argument).tolist()) for argument in probe)
                tried = tried if len(tried) < 90 else "a larger case"
                return not_quite(
                    f"For {tried}, {place} should be {wanted[where]:g}, yours is {answer[where]:g}."
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
