"""Pictures as patterns: drawn in text, letters, and grey pictures made black and white."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from inspect import cleandoc
from os import PathLike
from textwrap import dedent
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _arguments as arguments
from . import _cuts
from ._alphabet import LETTERS, PICTURES
from ._arguments import Flags, Floats, Spins

__all__ = ["binarise", "letters", "picture", "pictures"]

_BRIGHTEST = 1e300  # so that the sums of the block means stay finite
_MODES = ("1", "L", "LA", "I", "F", "RGB", "RGBA")  # Pillow's names for brightness


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
    """Return letters and digits as pictures of 8x8 pixels.

    Parameters
    ----------
    text : str
        Letters from A to Z and a to z, and digits, at least one of them.

    Returns
    -------
    ndarray of int8, shape (len(text), 64)
        One pattern for each character, in order.

    Raises
    ------
    TypeError
        If `text` is not a string.
    ValueError
        If it is empty or holds anything else.

    Examples
    --------
    >>> from hopfield_lessons import letters
    >>> letters("HOPFIELD").shape
    (8, 64)
    >>> letters("0123456789").shape
    (10, 64)
    """
    if not isinstance(text, str):
        raise TypeError(f"text: expected a string of letters and digits, got {type(text).__name__}")
    unknown = sorted(set(text) - set(LETTERS))
    if unknown or not text:
        raise ValueError(
            f"text: expected letters A to Z or a to z and digits, got {unknown or 'no letter'}"
        )
    return np.array([picture(LETTERS[letter]) for letter in text])


def binarise(
    grey: ArrayLike,
    shape: tuple[int, int],
    *,
    ink: float | str | None = None,
    threshold: float | None = None,
    dark: bool = True,
) -> Spins:
    """Turn grey pictures into patterns: +1 is ink, the darkest blocks, and -1 is paper.

    Each picture is cut into `shape` blocks of nearly equal size, and each block is as bright
    as the mean of its pixels. Then `ink` says where ink ends and paper begins.

    Parameters
    ----------
    grey : array_like, shape (H, W), (H, W, C), (B, H, W) or (B, H, W, C)
        Brightness in any unit, True being brighter than False: one picture, or a stack of
        B. C colours are averaged: 1 is grey, 3 are red, green and blue. With 2 or 4 the last
        is alpha, which may not vary. Images of Pillow will do as well.
    shape : (int, int)
        Rows and columns of a pattern; at most H and W.
    ink : float, "otsu" or "threshold", optional
        A share of +1, from 0 to 1: exactly round(ink * N) blocks, 0.5 if nothing is given.
        "otsu" is the cut after which the two classes of blocks differ most. "threshold" is
        everything darker than `threshold`. Each picture gets a cut of its own.
    threshold : float, optional
        A brightness, in the unit of `grey`. If there is none, "threshold" is halfway between
        the darkest and the brightest block.
    dark : bool, optional
        False if ink is bright and paper is dark, as it is in many collections of digits.
        Don't negate the picture instead: unsigned numbers wrap, and 0 stays 0.

    Returns
    -------
    ndarray of int8, shape (N,) or (B, N), with N = rows * columns
        A blank picture, all blocks of which are equally bright, is paper, unless the share is
        1. A share that would part equal blocks is refused, except that up to one block in a
        hundred may be equal at the cut: there the earlier one becomes ink.

    Raises
    ------
    TypeError
        If `grey` is not made of real numbers, `shape` is no pair of whole numbers, or
        another argument is of the wrong kind.
    ValueError
        If `grey` is not a picture, smaller than `shape`, or might be a stack as well as a
        picture in colour; if `ink` lies outside 0 to 1 or parts many equal blocks; or if
        `threshold` turns all into ink.

    References
    ----------
    N. Otsu, "A threshold selection method from gray-level histograms", IEEE Trans. Syst.
    Man Cybern. 9 (1979) 62, https://doi.org/10.1109/TSMC.1979.4310076.

    Examples
    --------
    >>> from hopfield_lessons import binarise
    >>> page = [[0, 0, 9, 9], [0, 0, 9, 9], [9, 9, 9, 9], [9, 9, 9, 9]]
    >>> binarise(page, (2, 2), ink="otsu")
    array([ 1, -1, -1, -1], dtype=int8)
    >>> binarise([page, page], (2, 2), ink="otsu", dark=False)
    array([[-1,  1,  1,  1],
           [-1,  1,  1,  1]], dtype=int8)
    """
    rows, columns = arguments.pair(shape, "shape")
    sign = 1 if arguments.flag(dark, "dark") else -1
    cut = _cut(ink, threshold, sign)
    pixels, alone = _stack(_pixels(grey), rows, columns)
    _refuse_a_threshold_of_another_unit(threshold, pixels, sign)
    patterns = np.empty((len(pixels), rows * columns), dtype=np.int8)
    for number, one in enumerate(pixels):
        bright = np.asarray(one, dtype=np.float64)
        blocks = sign * _block_means(_block_means(bright, rows).T, columns).T.ravel()
        try:
            patterns[number] = np.where(cut(blocks), 1, -1)
        except ValueError as error:
            which = "" if alone else f", picture {number}"
            raise ValueError(f"grey{which}: {error}") from None
    return patterns[0] if alone else patterns


def _cut(ink: object, threshold: object, sign: int) -> Callable[[Floats], Flags]:
    """The cut that is asked for, as a function of the blocks of one picture."""
    if threshold is not None:
        level = sign * arguments.finite(threshold, "threshold")
        if ink is not None and not (isinstance(ink, str) and ink == "threshold"):
            raise ValueError(
                f"ink: expected 'threshold' or nothing beside a threshold, got {ink!r}"
            )
        return partial(_cuts.by_threshold, level=level)
    if not isinstance(ink, str):
        share = 0.5 if ink is None else arguments.fraction(ink, "ink")
        return partial(_cuts.by_share, share=share)
    named = {"otsu": _cuts.by_otsu, "threshold": _cuts.by_half}
    if ink not in named:
        raise ValueError(f"ink: expected a share, 'otsu' or 'threshold', got {ink!r}")
    return named[ink]


def _refuse_a_threshold_of_another_unit(
    threshold: float | None, pixels: NDArray[Any], sign: int
) -> None:
    darkest, brightest = float(pixels.min()), float(pixels.max())
    if threshold is not None and max(sign * darkest, sign * brightest) < sign * threshold:
        raise ValueError(
            f"threshold: expected a brightness of the picture, from {darkest:g} to {brightest:g}, "
            f"got {threshold:g}: all would be ink"
        )


def _pixels(grey: ArrayLike) -> NDArray[Any]:
    """The numbers of pictures in any of the forms that they come in."""
    _refuse_what_only_looks_like_pixels(grey)
    if isinstance(grey, list | tuple):
        for one in grey:
            _refuse_what_only_looks_like_pixels(one)
        sizes = {np.shape(one) for one in grey if isinstance(one, np.ndarray)}
        if len(sizes) > 1:
            raise ValueError(
                f"grey: expected pictures of one size, got shapes {sorted(sizes)}; "
                "binarise them one by one, and put the patterns into np.array([...])"
            )
    array = arguments.rectangular(grey, "grey")
    if array.dtype.kind == "b":
        return array.astype(np.uint8)
    array = arguments.numeric(grey, "grey")
    if array.size and max(abs(float(array.min())), abs(float(array.max()))) > _BRIGHTEST:
        raise ValueError(f"grey: expected brightness up to {_BRIGHTEST:g}, got more")
    return _without_colour(array) if hasattr(grey, "convert") and array.ndim == 3 else array


def _refuse_what_only_looks_like_pixels(grey: object) -> None:
    if isinstance(grey, str | PathLike):
        raise TypeError(
            f"grey: expected the pixels of a picture, got the name {str(grey)!r}; "
            "read the file first, with matplotlib.pyplot.imread"
        )
    hidden = np.count_nonzero(grey.mask) if isinstance(grey, np.ma.MaskedArray) else 0
    if hidden:
        raise ValueError(
            f"grey: expected a brightness everywhere, got {hidden} masked pixels; make them paper "
            "with .filled(value), the value being the brightness of paper"
        )
    mode = str(getattr(grey, "mode", "L")).partition(";")[0]  # also "I;16"
    if hasattr(grey, "convert") and mode not in _MODES:
        raise TypeError(
            f"grey: expected grey pixels, got an image in mode {mode!r}, the numbers of which "
            "are no brightness; convert it with .convert('L')"
        )


def _stack(pixels: NDArray[Any], rows: int, columns: int) -> tuple[NDArray[Any], bool]:
    """Grey pictures (B, H, W), and whether it was one alone, without the axis B."""

    def large_enough(height: int, width: int) -> bool:
        return height >= rows and width >= columns

    shape = pixels.shape
    if pixels.ndim == 2 and large_enough(*shape):
        return pixels[None], True
    coloured = pixels.ndim in (3, 4) and shape[-1] in (1, 2, 3, 4) and large_enough(*shape[-3:-1])
    stacked = pixels.ndim == 3 and len(pixels) > 0 and large_enough(*shape[1:])
    if coloured and stacked and shape[-1] != 2 and shape[-2] != shape[-1]:  # else a stack
        raise ValueError(
            f"grey: expected one picture in colour or a stack of grey ones, got shape {shape}, "
            "which might be either; write grey.mean(axis=-1) or grey[..., None]"
        )
    if stacked:
        return pixels, False
    if coloured and len(pixels) > 0:
        mean = _without_colour(pixels)
        return (mean[None], True) if mean.ndim == 2 else (mean, False)
    raise ValueError(
        f"grey: expected a picture of at least {rows} x {columns} pixels, (H, W) or in colour "
        f"(H, W, 3), or a stack of them, (B, H, W), got shape {shape}"
    )


def _without_colour(pixels: NDArray[Any]) -> Floats:
    """The mean of the colours, which come last; an alpha beside them must not matter."""
    colours = pixels.shape[-1]
    if colours in (2, 4):
        alpha = pixels[..., -1]
        if alpha.min() < alpha.max():
            raise ValueError(
                f"grey: expected opaque colours, got {colours} channels, the last of which, alpha, "
                "varies; lay it on white paper first: with numbers from 0 to 1, "
                "grey[..., :-1] * grey[..., -1:] + 1 - grey[..., -1:]"
            )
        colours -= 1
    mean: Floats = pixels[..., :colours].mean(axis=-1, dtype=np.float64)
    return mean


def _block_means(pixels: Floats, count: int) -> Floats:
    """Average consecutive rows into `count` blocks of nearly equal height."""
    starts = np.arange(count) * len(pixels) // count
    heights = np.diff(np.append(starts, len(pixels)))
    means: Floats = np.add.reduceat(pixels, starts, axis=0) / heights[:, None]
    return means
