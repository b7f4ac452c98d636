"""Exercise of lesson 00: a picture that comes back from flips, but not from its upper half."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ... import drawings, dynamics, patterns, rules
from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import AttemptError, Verdict, almost, correct, not_quite

_PIXELS, _SHARE, _TRIES = 64, 0.2, 200
_ALIKE = 0.8  # overlap; up to 6 pixels differ
_LOWER_HALF = np.arange(_PIXELS) >= _PIXELS // 2


def _picture(attempt: object) -> Verdict:
    """Answer 64 spins, unlike the stored ones, and restored."""
    if isinstance(attempt, str):
        return not_quite("This is text. hl.picture turns it into spins: hl.picture(your_text).")
    pixels = reading.numbers(attempt, "my_picture", f"{_PIXELS} spins in an array")
    _refuse_other_forms(pixels)
    _refuse_company(pixels.astype(np.int8))
    return _healing(pixels.astype(np.int8))


def _refuse_other_forms(pixels: NDArray[np.float64]) -> None:
    """Let through 64 spins with some ink and some paper."""
    if pixels.size != _PIXELS:
        raise AttemptError(
            f"Expected {_PIXELS} pixels, eight rows of eight, got {pixels.size}: the network "
            f"has one unit for each pixel."
        )
    if pixels.shape != (_PIXELS,):
        raise AttemptError(
            f"These are {_PIXELS} pixels in shape {pixels.shape}. A state is one long row: "
            f"use .ravel().",
            "almost",
        )
    values = set(pixels.tolist())
    if len(values) == 1:
        raise AttemptError("All pixels are the same: draw something.")
    if values <= {0.0, 1.0}:
        raise AttemptError(
            "This picture is made of 0 and 1. A spin is −1 or +1, so that two pixels of paper "
            "agree as well: use hl.to_spins."
        )
    if strange := sorted(values - {-1.0, 1.0}):
        raise AttemptError(f"Expected spins +1 and −1 only, got {strange[0]:g} too.")


def _refuse_company(mine: NDArray[np.int8]) -> None:
    """Let through what is unlike each of the three, and unlike the negative of each."""
    for name, stored in drawings.pictures().items():
        different = int(patterns.distance(stored, mine))
        if different == 0:
            raise AttemptError(f"This is the {name}, which is stored already: draw anew.")
        if different == _PIXELS:
            raise AttemptError(
                f"This is the negative of the {name}. The weights can't tell a picture from its "
                f"negative, so it is stored already: draw anew."
            )
        if 1 - 2 * different / _PIXELS > _ALIKE:
            raise AttemptError(
                f"Only {different} pixel{'s tell' if different > 1 else ' tells'} it from the "
                f"{name}. A copy of it with 13 wrong pixels is often nearer to the {name}: draw "
                "something less alike.",
                "almost",
            )
        if 2 * different / _PIXELS - 1 > _ALIKE:
            raise AttemptError(
                f"It differs from the {name} in {different} of {_PIXELS} pixels, so it is "
                f"nearly its negative. The weights can't tell a picture from its negative, so "
                f"to the network this is nearly the {name} again.",
                "almost",
            )


def _healing(mine: NDArray[np.int8]) -> Verdict:
    """Store it beside the three and count how many damaged copies come back whole."""
    stored = np.array([*drawings.pictures().values(), mine])
    weights = rules.hebbian(stored)
    if not np.array_equal(dynamics.recall(weights, mine, rng=0).state, mine):
        return almost(
            "A good picture, but the network leaves it even without damage: the others push some "
            "of its pixels over. Make it less like the heart, the anchor and the chequers"
            f"{_kept(mine)}."
        )
    copies = np.tile(mine, (_TRIES, 1))
    flipped = _whole(weights, mine, patterns.flip(copies, _SHARE, rng=1))
    halved = _whole(weights, mine, patterns.erase(copies, _LOWER_HALF, rng=1))
    if flipped < _TRIES / 2:
        return almost(
            f"It is stored, but of {_TRIES} copies with 13 flipped pixels only {flipped} came back "
            f"whole. Overlaps nearer to 0 help{_kept(mine)}: look at hl.overlap(stored, "
            f"my_picture)."
        )
    if halved > _TRIES / 2:
        return almost(
            f"It comes back from 13 flipped pixels, {flipped} times of {_TRIES}, but also from its "
            f"upper half, {halved} times. What would make the upper half a bad clue? Think of two "
            f"tunes with the same beginning."
        )
    return correct(
        f"From 13 flipped pixels it came back {flipped} times of {_TRIES}, from its upper half "
        f"only {halved} times. What counts isn't how much is known, but whether it tells one "
        f"picture from another."
    )


def _kept(mine: NDArray[np.int8]) -> str:
    """What to leave as it is: an upper half that is nearly that of a stored picture."""
    for name, stored in drawings.pictures().items():
        if np.mean((mine == stored)[~_LOWER_HALF]) > 0.9:
            return f", but keep what the upper half shares with the {name}"
    return ""


def _whole(weights: NDArray[np.float64], mine: NDArray[np.int8], damaged: NDArray[np.int8]) -> int:
    """How many damaged copies come back as they were."""
    healed = dynamics.recall(weights, damaged, rng=2).state
    return int(np.sum(np.all(healed == mine, axis=1)))


picture = Task(
    name="my_picture",
    judge=_picture,
    dots="Replace the dots: eight rows of eight # and . for hl.picture.",
    right="np.where(np.arange(64) < 32, 1, -1) * hl.pictures()['heart']",
    tried=(
        "np.ones(64)",
        'hl.to_bits(hl.pictures()["heart"])',
        '-hl.pictures()["heart"]',
        'hl.picture("#......# ##....## ######## #.####.# ######## ###..### .######. ..#..#..")',
    ),
)
