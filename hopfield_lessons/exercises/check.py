"""What every check is: an object that is called with an attempt and answers in words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from types import ModuleType

import numpy as np

import hopfield_lessons as hl

from .verdict import AttemptError, Verdict


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Check(ABC):
    """The base of `Exercise`, `Choice`, `Matching` and `Task`.

    A check never raises because of what a learner wrote: the notebook always runs on.

    Attributes
    ----------
    name : str
        What the learner hands in.
    tried : tuple of str
        Wrong answers as one would type them between the brackets of the call, with ``np`` and
        ``hl``. The key to the exercises shows what the check says to them.

    Examples
    --------
    >>> from hopfield_lessons.lessons.lesson_06 import checks as check
    >>> check.cure(2.0)  # doctest: +ELLIPSIS
    ✗ Not quite. At T ≥ 1 everything melts, the memories too...
    >>> check.cure
    Task('my_temperature')
    """

    name: str
    tried: tuple[str, ...] = ()

    def __call__(self, *attempt: object) -> Verdict:
        """Say how far an attempt is."""
        try:
            return self.answer(*attempt)
        except AttemptError as early:
            return early.verdict

    @abstractmethod
    def answer(self, *attempt: object) -> Verdict:
        """Answer an attempt; what can't be read raises `AttemptError`."""

    def typed(self, typed: str) -> Verdict:
        """Answer what one would type between the brackets.

        Examples
        --------
        >>> from hopfield_lessons.lessons.lesson_00 import checks as check
        >>> check.picture.typed("np.ones(64)")
        ✗ Not quite. All pixels are the same: draw something.
        """
        return self(*arguments(typed))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"


def arguments(typed: str) -> tuple[object, ...]:
    """Return what one hands over by typing this between the brackets of a call.

    Examples
    --------
    >>> arguments('"B", hl.overlap(np.ones(4), [1, 1, 1, -1])')
    ('B', np.float64(0.5))
    """
    handed: tuple[object, ...] = eval(f"({typed},)", {"hl": hl, "np": np})
    return handed


def checks_of(module: ModuleType) -> dict[str, Check]:
    """Return the checks of a module by the names that a lesson calls them by.

    Examples
    --------
    >>> from hopfield_lessons.lessons.lesson_02 import checks
    >>> list(checks_of(checks))
    ['by_hand', 'lost', 'safe', 'overlap', 'sweep']
    """
    return {
        name: check
        for name, check in vars(module).items()
        if isinstance(check, Check) and not name.startswith("_")
    }
