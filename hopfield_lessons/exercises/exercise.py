"""A function to write.

An `Exercise` knows the right answer and the typical wrong ones. A learner's function is run on
small cases, some chosen and some drawn by chance. If it agrees with a wrong answer everywhere, the
verdict names the misconception behind it; what nobody has thought of is told with a case to paste.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from . import nothing, reading
from .cases import Case, Draw, Probe, digits, drawn
from .check import Check
from .verdict import AttemptError, Verdict, almost, correct, not_quite

Function: TypeAlias = Callable[..., Any]
Answer: TypeAlias = NDArray[Any]

_LONGEST = 72  # letters of an answer that is shown as a whole


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


@dataclass(frozen=True, eq=False)
class Telltale:
    """What many wrong answers have in common, where no single function stands for them.

    Attributes
    ----------
    shows : callable
        Takes the answers to all cases and the right ones, two tuples of arrays in the same shapes,
        and tells whether this is it.
    message : str
        What the answer is, then what to change.
    status : {"not quite", "almost", "correct"}
        How far it is; "correct" where an answer is right by a rule that `tolerance` can't say.

    Examples
    --------
    >>> beyond = Telltale(lambda given, right: max(given) > 1, "No probability is above 1.")
    >>> beyond.shows((0.5, 20.0), (0.5, 0.9))
    True
    """

    shows: Callable[[tuple[Answer, ...], tuple[Answer, ...]], Any]
    message: str
    status: str = "not quite"

    @property
    def verdict(self) -> Verdict:
        """What whoever gives such answers is told."""
        return Verdict(self.status, self.message)


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Exercise(Check):
    """A function to write: the right one, cases to try it on, and typical wrong ones.

    Attributes
    ----------
    right : callable
        A right answer.
    probes : tuple of tuples or str
        Chosen arguments to try an attempt with. Arrays are copied for it, plain numbers stay
        plain. What is too long to be shown is given as one would type it, with ``np`` and ``hl``.
    misconceptions : tuple of Misconception
        Wrong answers and slips, the narrower one first where two agree on all cases but few.
    praise : str
        What is right about a right answer.
    shape : str
        What kind of thing the function returns, in words.
    telltales : tuple of Telltale, optional
        What is looked for where no misconception fits.
    draw : callable, optional
        Takes a generator and returns the arguments of one more small case, drawn by chance.
    draws : int, default 20
        How many of them are tried. Their seeds are fixed, so all learners meet the same.
    tolerance : float, default 1e-8
        How far an answer may be off, beside one part in 100,000: as far as the hinted way allows.
    any_order : bool, default False
        Whether the rows of an answer may come in any order.

    Examples
    --------
    >>> twice = Exercise(
    ...     name="my_double",
    ...     right=lambda x: 2 * x,
    ...     probes=((1.0,), (3.0,)),
    ...     draw=lambda rng: (int(rng.integers(3, 9)),),
    ...     misconceptions=(Misconception(lambda x: x**2, "This is the square."),),
    ...     praise="Twice as much.",
    ...     shape="one number",
    ... )
    >>> twice(lambda x: x + x)
    ✓ Correct. Twice as much.
    >>> twice(lambda x: x * x)
    ✗ Not quite. This is the square.
    >>> twice(lambda x: x + 1)
    ✗ Not quite. Right in 1 of 22 cases. Here the answer should be 10, yours is 6:
        my_double(5)
    """

    right: Function
    probes: tuple[Probe, ...]
    misconceptions: tuple[Misconception, ...]
    praise: str
    shape: str
    telltales: tuple[Telltale, ...] = ()
    draw: Draw | None = None
    draws: int = 20
    tolerance: float = 1e-8
    any_order: bool = False

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """All that an attempt is tried on, the chosen cases and then those drawn by chance."""
        chosen = [Case.of(probe) for probe in self.probes]
        return (*chosen, *(drawn(self.draw, self.draws) if self.draw else ()))

    @cached_property
    def expected(self) -> tuple[Answer, ...]:
        """The right answer to each case."""
        return tuple(np.asarray(self.right(*case.copies())) for case in self.cases)

    @cached_property
    def mistaken(self) -> tuple[tuple[Answer, ...], ...]:
        """What each misconception makes of the cases; nothing where it stops at one of them."""
        return tuple(self._attempt(wrong.answer) for wrong in self.misconceptions)

    def answer(self, *attempt: object) -> Verdict:
        """Answer a function by what it makes of the cases."""
        function = reading.only(attempt, self.name)
        if not callable(function):
            return not_quite(f"Pass the function itself, {self.name}, without brackets.")
        given = self._tried(function)
        if all(map(self._same, given, self.expected)):
            return correct(self.praise)
        for wrong, answers in zip(self.misconceptions, self.mistaken, strict=True):
            if answers and all(map(self._same, given, answers)):
                return wrong.verdict
        return (
            self._in_other_clothes(given)
            or self._rounded(given)
            or self._of_its_kind(given)
            or self._of_another_shape(given)
            or self._difference(given)
        )

    def call(self, case: Case) -> str:
        """What one pastes to see a case."""
        return f"{self.name}({case.typed})"

    # --- what a function makes of the cases

    def _tried(self, function: Function) -> list[Answer]:
        """The answers of a learner's function; what it prints is shown for the first case."""
        printed, raw = io.StringIO(), []
        for number, case in enumerate(self.cases):
            with redirect_stdout(printed if not number else io.StringIO()):
                raw.append(self._run(function, case))
        nothings = [k for k, answer in enumerate(raw) if reading.missing(answer)]
        if nothings:
            raise nothing.told(
                function,
                self.name,
                printed=bool(printed.getvalue()),
                always=len(nothings) == len(raw),
                call=self.call(min((self.cases[k] for k in nothings), key=_length)),
            )
        print(printed.getvalue(), end="")
        if all(isinstance(answer, str) and _is_number(answer) for answer in raw):
            told = f"{self.name} returns text, with which nobody can compute. Return the number."
            raise AttemptError(told, "almost")
        return [reading.numbers(answer, self.name, self.shape) for answer in raw]

    def _run(self, function: Function, case: Case) -> Any:
        own = case.copies()
        try:
            answer = function(*own)
        except Exception as error:  # whatever a learner's code raises is told, not raised
            told = f"Your function stopped with {type(error).__name__}: {error}. Here:"
            raise AttemptError(told, case=self.call(case)) from None
        if not reading.missing(answer) and not all(map(np.array_equal, own, case.arguments)):
            told = "Your function changes its argument. Work on a copy: x = x.copy()."
            raise AttemptError(told, "almost")
        return answer

    def _attempt(self, wrong: Function) -> tuple[Answer, ...]:
        with np.errstate(all="ignore"), suppress(Exception):
            return tuple(np.asarray(wrong(*case.copies())) for case in self.cases)
        return ()

    # --- how answers are compared

    def _same(self, answer: Answer, wanted: Answer) -> bool:
        answer = _dressed(answer, wanted)
        if answer.shape != wanted.shape:
            return False
        left, right = (self._in_order(each) for each in (answer, wanted))
        return bool(np.allclose(left, right, atol=self.tolerance, equal_nan=True))

    def _in_order(self, answer: Answer) -> Answer:
        if not self.any_order or answer.ndim != 2:
            return answer
        return np.array(sorted(answer.tolist())).reshape(answer.shape)

    # --- what to say to an answer that nobody has thought of

    def _in_other_clothes(self, given: list[Answer]) -> Verdict | None:
        """Right numbers in another shape."""
        for words, change in _CLOTHES.items():
            if all(self._same(change(a, w), w) for a, w in zip(given, self.expected, strict=True)):
                case, answer, wanted = self._smallest_of_another_shape(given)
                return almost(f"{words} Expected {_form(wanted)}, got shape {answer.shape}:").at(
                    self.call(case)
                )
        return None

    def _rounded(self, given: list[Answer]) -> Verdict | None:
        """Right numbers, cut to a few decimals; whole numbers may be right by chance."""
        for decimals in range(1, 5):
            rounded = [np.round(wanted.astype(float), decimals) for wanted in self.expected]
            if all(map(self._same, given, rounded)):
                return almost(
                    f"The numbers are right, but rounded to {decimals} decimals. Return them as "
                    "they are: round what you print, not what you compute with."
                )
        return None

    def _of_its_kind(self, given: list[Answer]) -> Verdict | None:
        fitted = tuple(map(_dressed, given, self.expected))
        for tell in self.telltales:
            with suppress(ValueError):  # raised where shapes don't fit: then this isn't it
                if tell.shows(fitted, self.expected):
                    return tell.verdict
        return None

    def _of_another_shape(self, given: list[Answer]) -> Verdict | None:
        """Too many numbers, or too few."""
        if all(_dressed(a, w).shape == w.shape for a, w in zip(given, self.expected, strict=True)):
            return None
        case, answer, wanted = self._smallest_of_another_shape(given)
        here = (
            f"Here that is {_form(wanted)}, yours has shape" if wanted.ndim else "Yours has shape"
        )
        return not_quite(f"Expected {self.shape}. {here} {answer.shape}:").at(self.call(case))

    def _smallest_of_another_shape(self, given: list[Answer]) -> tuple[Case, Answer, Answer]:
        rows = zip(self.cases, given, self.expected, strict=True)
        wrong = (row for row in rows if _dressed(row[1], row[2]).shape != row[2].shape)
        return min(wrong, key=lambda row: _length(row[0]))

    def _difference(self, given: list[Answer]) -> Verdict:
        """The smallest case that is wrong, with what was expected and what came."""
        rows = list(zip(self.cases, given, self.expected, strict=True))
        wrong = [row for row in rows if not self._same(row[1], row[2])]
        case, answer, wanted = min(wrong, key=lambda row: _length(row[0]))
        right = len(rows) - len(wrong)
        some = f"Right in {right} of {len(rows)} cases. " if right else ""
        told = self._compared(_dressed(answer, wanted), wanted)
        return not_quite(f"{some}Here {told}:").at(self.call(case))

    def _compared(self, answer: Answer, wanted: Answer) -> str:
        shown = [_shown(each, wanted) for each in (wanted, answer)]
        if self.any_order or not wanted.ndim or max(map(len, shown)) <= _LONGEST:
            return f"the answer should be {shown[0]}, yours is {shown[1]}"
        off = ~np.isclose(answer, wanted, atol=self.tolerance, equal_nan=True)
        where = tuple(int(i) for i in np.argwhere(off)[0])
        place = where[0] if len(where) == 1 else where
        return f"entry {place} should be {wanted[where]:.6g}, yours is {answer[where]:.6g}"


def _is_number(text: str) -> bool:
    with suppress(ValueError):
        float(text)
        return True
    return False


def _length(case: Case) -> int:
    return len(case.typed)


def _form(wanted: Answer) -> str:
    return f"shape {wanted.shape}" if wanted.ndim else "one number"


def _dressed(answer: Answer, wanted: Answer) -> Answer:
    """One number may come as a row of one, and no rows at all as an empty list."""
    alike = answer.size == wanted.size <= 1
    return answer.reshape(wanted.shape) if alike else answer


def _shown(answer: Answer, wanted: Answer) -> str:
    """Six digits of each number; truth values as such."""
    if wanted.dtype == bool and np.isin(answer, (0, 1)).all():
        return str(answer.astype(bool).tolist())
    return digits(np.array([float(f"{x:.6g}") for x in answer.ravel()]).reshape(answer.shape))


def _flat(answer: Answer, wanted: Answer) -> Answer:
    return answer.reshape(wanted.shape) if answer.size == wanted.size else answer


_CLOTHES: dict[str, Callable[[Answer, Answer], Answer]] = {
    "The numbers are right, but rows and columns are exchanged.": lambda a, w: a.T,
    "The numbers are right, their shape isn't.": _flat,
}
