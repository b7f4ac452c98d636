"""One number to find: by thought, on paper or by measuring."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from . import reading
from .task import Task
from .verdict import AttemptError, Verdict, correct, not_quite

_PRINTED = 4  # digits of a wrong number as the key shows it


@dataclass(frozen=True)
class Wrong:
    """A wrong number that is met often, and what to tell whoever gives it.

    Attributes
    ----------
    value : float
        The number.
    message : str
        How one comes by it, then what to change.
    status : {"not quite", "almost"}
        How far it is.

    Examples
    --------
    >>> Wrong(9.0, "This is the square of 3: halve 6 instead.").status
    'not quite'
    """

    value: float
    message: str
    status: str = "not quite"


def number(
    *,
    name: str,
    right: float,
    wrong: Sequence[Wrong],
    praise: str,
    below: str,
    above: str,
    tolerance: float = 1e-3,
    wrong_tolerance: float | None = None,
) -> Task:
    """Return a check of one number, which knows wrong ones too.

    Parameters
    ----------
    name : str
        What the learner hands in.
    right : float
        The number.
    wrong : sequence of Wrong
        Numbers that a typical mistake leads to.
    praise : str
        What is right about the right one.
    below, above : str
        What to say to any other number that is too small, or too large.
    tolerance : float
        How far the right number may be off.
    wrong_tolerance : float, optional
        How far a wrong one may be off to be known; by default as much.

    Returns
    -------
    Task

    Raises
    ------
    ValueError
        If a wrong number isn't farther from the right one than `tolerance`: it would be called
        right.

    Examples
    --------
    >>> half = number(
    ...     name="my_half",
    ...     right=3,
    ...     wrong=[Wrong(12, "Twice 6. Halve it.")],
    ...     praise="Half of 6.",
    ...     below="Too small.",
    ...     above="Too large.",
    ... )
    >>> half(3), half(12), half(2)
    (✓ Correct. Half of 6., ✗ Not quite. Twice 6. Halve it., ✗ Not quite. Too small.)
    """
    near = tolerance if wrong_tolerance is None else wrong_tolerance
    for each in wrong:
        if abs(each.value - right) <= tolerance:
            raise ValueError(f"{name}: the wrong number {each.value:g} would be called right")

    def judge(attempt: object) -> Verdict:
        given = _one(attempt, name)
        if abs(given - right) <= tolerance:
            return correct(praise)
        for each in wrong:
            if abs(given - each.value) <= near:
                return Verdict(each.status, each.message)
        return not_quite(below if given < right else above)

    tried = tuple(f"{each.value:.{_PRINTED}g}" for each in wrong[:4])
    return Task(name=name, judge=judge, right=repr(right), tried=tried)


def _one(attempt: object, name: str) -> float:
    """The number itself; a list or an array that holds one is read as one."""
    given = reading.numbers(attempt, name, reading.one_number(attempt))
    if given.size != 1 or not math.isfinite(given.item()):
        came = f"{given.size} of them" if given.size != 1 else f"{given.item()}"
        raise AttemptError(f"{name}: expected one number, got {came}.")
    return float(given.item())
