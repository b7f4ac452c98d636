"""Pictures as patterns: drawn in text, letters, and grey pictures made black and white."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import cleandoc
from textwrap import dedent

import numpy as np
from numpy.typing import ArrayLike

from . import _arguments as arguments
from ._alphabet import LETTERS, PICTURES
from ._arguments import Floats, Spins

__all__ = ["binarise", "letters", "picture", "pictures"]

_BRIGHTEST = 1e300  # so that the sums of the block means stay finite


def picture(rows: str | Iterable[str]) -> Spins:
    """Read a pattern from rows of text: ``#`` is +1, ``.`` is -1.

    Parameters
    ----------
    rows : str or iterable of str
        The rows from the top, as a list or as one text with white space between them. Rows on
        lines of their own may share an indentation; another space among them is refused.

    Returns
    -------
    ndarray of int8, shape (N,)
        The rows one after another.

    Raises
    ------
    TypeError
        If a row is not text.
    ValueError
        If there is no row, the rows differ in length, or another character appears.

    Examples
    --------
    >>> from hopfield_lessons import picture
    >>> picture("#. .#")
    array([ 1, -1, -1,  1], dtype=int8)
    """
    lines = _lines(rows)
    if not lines or not lines[0]:
        raise ValueError("rows: expected at least one row of '#' and '.', got none")
    lengths = {len(line) for line in lines}
    if len(lengths) > 1:
        raise ValueError(f"rows: expected rows of one length, got lengths {sorted(lengths)}")
    strange = sorted(set("".join(lines)) - set("#."))
    if strange:
        raise ValueError(f"rows: expected only '#' (+1) and '.' (-1), got {strange}")
    return np.array([1 if mark == "#" else -1 for mark in "".join(lines)], dtype=np.int8)


def _lines(rows: str | Iterable[str]) -> list[str]:
    """The rows without the indentation that they share; any other space is no paper."""
    if isinstance(rows, str):
        lines = cleandoc(rows).splitlines() if "\n" in rows else rows.split()
    else:
        try:
            lines = dedent("\n".join([str.rstrip(row, "\r\n") for row in rows])).splitlines()
        except TypeError as error:
            raise TypeError(f"rows: expected rows of text ({error})") from error
    if any(not line or " " in line for line in lines):
        raise ValueError(
            "rows: expected only '#' (+1) and '.' (-1), got spaces; write paper as '.'"
        )
    return lines


def pictures() -> dict[str, Spins]:
    """Return the course's three pictures of 8x8 pixels by name.

    Returns
    -------
    dict of str to ndarray of int8, shape (64,)
        A heart, an anchor and a chequered flag.

    Examples
    --------
    >>> from hopfield_lessons import pictures
    >>> list(pictures())
    ['heart', 'anchor', 'chequers']
    """
    return {name: picture(rows) for name, rows in PICTURES.items()}


def letters(text: str) -> Spins:
    """Return capital letters as pictures of 8x8 pixels.

    Parameters
    ----------
    text : str
        Letters from A to Z, at least one.

    Returns
    -------
    ndarray of int8, shape (len(text), 64)
        One pattern for each letter, in order.

    Raises
    ------
    TypeError
        If `text` is not a string.
    ValueError
        If it is empty or holds anything but capital letters A to Z.

    Examples
    --------
    >>> from hopfield_lessons import letters
    >>> letters("HOPFIELD").shape
    (8, 64)
    """
    if not isinstance(text, str):
        raise TypeError(f"text: expected a string of capital letters, got {type(text).__name__}")
    unknown = sorted(set(text) - set(LETTERS))
    if unknown or not text:
        raise ValueError(f"text: expected capital letters A to Z, got {unknown or 'no letter'}")
    return np.array([picture(LETTERS[letter]) for letter in text])


def binarise(grey: ArrayLike, shape: tuple[int, int], *, ink: float = 0.5) -> Spins:
    """Turn a grey picture into a pattern: the darkest blocks become +1.

    The picture is cut into `shape` blocks of nearly equal size. The darkest of them,
    a share `ink`, become +1, the others paper, -1.

    Parameters
    ----------
    grey : array_like, shape (H, W)
        Brightness, any unit.
    shape : (int, int)
        Rows and columns of the pattern; at most H and W.
    ink : float, optional
        The share of +1, from 0 to 1; exactly round(ink * N) blocks.

    Returns
    -------
    ndarray of int8, shape (N,) with N = rows * columns
        Equally bright blocks are told apart by their place: the earlier one counts as darker.

    Raises
    ------
    TypeError
        If `grey` is not made of real numbers, `shape` is no pair of whole numbers, or
        `ink` is not a number.
    ValueError
        If `grey` is not a picture or smaller than `shape`, or `ink` lies outside 0 to 1.

    Examples
    --------
    >>> from hopfield_lessons import binarise
    >>> binarise([[0, 0, 9, 9], [0, 0, 9, 9], [1, 1, 5, 5], [1, 1, 5, 5]], (2, 2))
    array([ 1, -1,  1, -1], dtype=int8)
    """
    pixels = np.asarray(arguments.numeric(grey, "grey"), dtype=np.float64)
    rows, columns = arguments.pair(shape, "shape")
    share = arguments.fraction(ink, "ink")
    if pixels.ndim != 2 or pixels.shape[0] < rows or pixels.shape[1] < columns:
        raise ValueError(
            f"grey: expected a picture of at least {rows} x {columns} pixels, "
            f"got shape {pixels.shape}"
        )
    if np.abs(pixels).max() > _BRIGHTEST:
        raise ValueError(f"grey: expected brightness up to {_BRIGHTEST:g}, got more")
    blocks = _block_means(_block_means(pixels, rows).T, columns).T.ravel()
    darkest_first = np.argsort(blocks, kind="stable")
    spins = np.full(blocks.size, -1, dtype=np.int8)
    spins[darkest_first[: round(share * blocks.size)]] = 1
    return spins


def _block_means(pixels: Floats, count: int) -> Floats:
    """Average consecutive rows into `count` blocks of nearly equal height."""
    starts = np.arange(count) * len(pixels) // count
    heights = np.diff(np.append(starts, len(pixels)))
    means: Floats = np.add.reduceat(pixels, starts, axis=0) / heights[:, None]
    return means
