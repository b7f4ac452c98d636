"""States as words of plus and minus signs, to be read and to be chosen from a list."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ... import _arguments as arguments
from ..._arguments import Spins
from ...plotting.ink import sign


def signs(state: ArrayLike) -> str:
    """Return a state as a word of plus and minus signs.

    Parameters
    ----------
    state : array_like, shape (N,)
        Spins +1 and -1.

    Returns
    -------
    str
        One sign for each unit.

    Raises
    ------
    ValueError
        If an entry is not +1 or -1.

    Examples
    --------
    >>> from hopfield_lessons.lessons.lesson_03.words import signs
    >>> signs([1, -1, -1, 1])
    '+−−+'
    """
    return "".join(map(sign, arguments.pattern(state)))


def state_of(word: str) -> Spins:
    """Return the state that a word of signs stands for; the inverse of `signs`.

    Parameters
    ----------
    word : str
        Plus and minus signs, one for each unit.

    Returns
    -------
    ndarray of int8, shape (N,)

    Raises
    ------
    ValueError
        If the word is empty or has another character.

    Examples
    --------
    >>> from hopfield_lessons.lessons.lesson_03.words import state_of
    >>> state_of("+−−+")
    array([ 1, -1, -1,  1], dtype=int8)
    """
    if not word or set(word) - set("+-−"):
        raise ValueError(f"word: expected plus and minus signs, got {word!r}")
    return np.array([1 if letter == "+" else -1 for letter in word], dtype=np.int8)
