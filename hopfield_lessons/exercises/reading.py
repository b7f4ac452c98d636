"""How what a learner hands in is read: each function returns it, or says what came instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .verdict import AttemptError


def missing(answer: object) -> bool:
    """Whether the dots are still there."""
    return answer is None or answer is Ellipsis


def present(answer: object, name: str) -> None:
    """Refuse dots."""
    if missing(answer):
        raise AttemptError(f"{name} is missing so far: replace the dots.", "not yet")


def only(attempt: tuple[object, ...], name: str) -> object:
    """The one thing that was handed in.

    Examples
    --------
    >>> only((0.5, 0.9), "my_chance")
    Traceback (most recent call last):
    hopfield_lessons.exercises.verdict.AttemptError: Hand in my_chance and nothing else: between \
the brackets stand 2 things.
    """
    if not attempt:
        raise AttemptError(f"Put {name} between the brackets.")
    if len(attempt) > 1:
        came = f"between the brackets stand {len(attempt)} things"
        raise AttemptError(f"Hand in {name} and nothing else: {came}.")
    return attempt[0]


def refused(answer: object, name: str, expected: str) -> AttemptError:
    """Say that something of another kind came.

    Examples
    --------
    >>> refused((np.ones(3), 0.5), "my_pair", "two numbers").verdict
    ✗ Not quite. my_pair: expected two numbers, got a tuple with parts of shapes (3,) and ().
    """
    came = "a function; call it first" if callable(answer) else _kind(answer)
    return AttemptError(f"{name}: expected {expected}, got {came}.")


def _kind(answer: object) -> str:
    """What something is; of a list of unlike parts, the shapes of these."""
    kind = type(answer).__name__
    try:
        parts = [str(np.array(part, dtype=float).shape) for part in answer]  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        parts = []
    if not parts or isinstance(answer, str):
        return f"something of type {kind}"
    if set(parts) == {"()"}:
        return f"a {kind} of {len(parts)} number{'s' * (len(parts) > 1)}"
    return f"a {kind} with parts of shapes {' and '.join(dict.fromkeys(parts))}"


def numbers(answer: Any, name: str, expected: str) -> NDArray[np.float64]:
    """An array of any shape; what is handed out one by one, as by a generator, is collected.

    Examples
    --------
    >>> numbers([1, 2], "my_state", "16 spins")
    array([1., 2.])
    >>> numbers("box", "my_state", "16 spins")
    Traceback (most recent call last):
    hopfield_lessons.exercises.verdict.AttemptError: my_state: expected 16 spins, got \
something of type str.
    """
    present(answer, name)
    is_array = isinstance(answer, (np.ndarray, np.generic))
    if is_array and np.iscomplexobj(answer) and np.any(np.imag(answer)):
        raise AttemptError(f"{name}: expected {expected}, got something of type complex.")
    try:
        return np.array([*answer] if isinstance(answer, Iterator) else answer, dtype=float)
    except OverflowError:
        raise AttemptError(f"{name}: expected {expected}, got a number beyond 10³⁰⁰.") from None
    except (TypeError, ValueError):
        raise refused(answer, name, expected) from None


def one_number(attempt: object) -> str:
    """What is expected, in words; a fraction in quotes is text.

    Examples
    --------
    >>> one_number("3/8"), one_number(3 / 8)
    ('one number (leave out the quotes)', 'one number')
    """
    return "one number (leave out the quotes)" if isinstance(attempt, str) else "one number"


def number(answer: object, name: str) -> float:
    """One finite number; a list or an array that holds one is read as one.

    Examples
    --------
    >>> number([0.5], "my_share")
    0.5
    >>> number("3/8", "my_share")
    Traceback (most recent call last):
    hopfield_lessons.exercises.verdict.AttemptError: my_share: expected one number (leave out \
the quotes), got something of type str.
    >>> number([1, 2], "my_share")
    Traceback (most recent call last):
    hopfield_lessons.exercises.verdict.AttemptError: my_share: expected one number, got shape (2,).
    """
    given = numbers(answer, name, one_number(answer))
    if given.size != 1 or not np.isfinite(given).all():
        came = f"shape {given.shape}" if given.size != 1 else f"{given.item()}"
        raise AttemptError(f"{name}: expected one number, got {came}.")
    return float(given.item())


def state(answer: object, size: int, name: str) -> NDArray[np.int8]:
    """One state of `size` units."""
    spins = numbers(answer, name, f"{size} numbers")
    if spins.shape != (size,):
        raise AttemptError(f"{name}: expected a state of shape ({size},), got shape {spins.shape}.")
    if not np.isin(spins, (-1, 1)).all():
        extra = " Zeros and ones become spins with hl.to_spins." if 0 in spins else ""
        raise AttemptError(f"{name}: spins are +1 and −1, nothing else.{extra}")
    return spins.astype(np.int8)


def order(answer: Any, size: int, name: str) -> list[int]:
    """Each of the units once."""
    present(answer, name)
    units = list(range(size))
    try:
        given = list(answer)  # an iterator, as reversed() gives, can be read once only
        visits = [int(unit) for unit in given]
        exact = given == visits
    except (TypeError, ValueError):
        visits, exact = [], False
    if sorted(visits) == list(range(1, size + 1)):
        counted = ", ".join(map(str, units))
        raise AttemptError(f"{name} counts from 1. In code the units are {counted}.", "almost")
    if not exact or sorted(visits) != units:
        raise AttemptError(
            f"{name}: expected each of the unit numbers 0 to {size - 1} once, in a list."
        )
    return visits
