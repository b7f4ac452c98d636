"""Exercises of lesson 00, start here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ... import dynamics, patterns, rules
from ..exercise import Exercise, Misconception, Verdict

# ----------------------------------------------------------- choosing among statements


def _choice(
    attempt: object,
    wrong: Mapping[str, str],
    right: Mapping[str, str],
    praise: str,
) -> Verdict:
    """Answer a choice of letters: `wrong` has what to say if a letter is there, `right` if not."""
    letters = sorted({*wrong, *right})
    if attempt is None or attempt is Ellipsis:
        return Verdict("not yet", 'Replace the dots by the letters you choose, such as "AB".')
    try:
        chosen = {str(letter).strip().upper() for letter in attempt}  # type: ignore[attr-defined]
    except TypeError:
        kind = type(attempt).__name__
        return Verdict("not quite", f'Expected letters such as "AB", got something of type {kind}.')
    chosen -= {"", ","}
    if strange := sorted(chosen - set(letters)):
        return Verdict(
            "not quite",
            f"Expected letters from {letters[0]} to {letters[-1]}, got {', '.join(strange)}.",
        )
    if not chosen:
        return Verdict("not yet", "You chose none. At least one of them fits.")
    if chosen == set(letters):
        return Verdict("not quite", "You chose all of them, and some don't fit.")
    for letter in sorted(chosen & set(wrong)):
        return Verdict("not quite", f"{letter}: {wrong[letter]}")
    missing = sorted(set(right) - chosen)
    if missing:
        more = "" if len(missing) == 1 else f" ({len(missing)} are missing.)"
        return Verdict("almost", f"All you chose are right. Look again: {right[missing[0]]}{more}")
    return Verdict("correct", praise)


def content(attempt: object) -> Verdict:
    """Check ``my_choice`` of lesson 00: which look-ups go by content."""
    return _choice(
        attempt,
        wrong={
            "A": "17 is a place. It says nothing about what the photo shows: an address.",
            "C": "The name is the key of an entry, and with a wrong name you find another "
            "person or nobody. A key that has to be exact is an address.",
            "F": "A shelf mark says where the book stands, not what is in it: an address.",
        },
        right={
            "B": "four notes are a part of the tune itself.",
            "D": "half a face is a part of the face itself.",
            "E": "how the whole is found doesn't matter. If the cue is a damaged piece of the "
            "thing, it is look-up by content, with a list and a clerk as well as without.",
        },
        praise="In each of them the cue is a part, or a damaged copy, of the thing looked for. "
        "The other three need an exact address.",
    )


def bowl(attempt: object) -> Verdict:
    """Check ``my_choice`` of lesson 00: what is true of the network and not of the bowl."""
    return _choice(
        attempt,
        wrong={
            "A": "that is the bowl. A spin is +1 or −1: between a state and the state after one "
            "flip there is nothing.",
            "D": "not even the bowl promises this. A valley that isn't the deepest holds the "
            "network as well, because every single flip leads uphill.",
            "F": "that is the bowl. A visited unit sees its own field only, and flips if that "
            "leads downhill; which unit is visited is a matter of order.",
        },
        right={
            "B": "each of the N units can flip, and nothing else can happen in one step.",
            "C": "follow the arrows in the hypercube from the top: does it have to be left?",
            "E": "the network with 64 units was started at random. Where did it end?",
            "G": "reverse all spins: each product of two spins stays the same.",
        },
        praise="Steps are flips, there are N of them from each state, their order decides, and "
        "valleys come with mirror images and with company that nobody asked for.",
    )


# ----------------------------------------------------------------- a picture of one's own

_PIXELS, _SHARE, _TRIES = 64, 0.2, 200
_ALIKE = 0.6  # overlap; 13 pixels differ


def picture(attempt: object) -> Verdict:
    """Check ``my_picture`` of lesson 00: 64 spins, unlike the stored ones, and restored."""
    if attempt is None or attempt is Ellipsis:
        return Verdict("not yet", "Replace the dots: eight rows of eight # and . for hl.picture.")
    if isinstance(attempt, str):
        return Verdict(
            "not quite", "This is text. hl.picture turns it into spins: hl.picture(your_text)."
        )
    try:
        pixels = np.asarray(attempt)
        numbers = pixels.astype(float)
    except (TypeError, ValueError):
        kind = type(attempt).__name__
        return Verdict("not quite", f"Expected 64 spins in an array, got something of type {kind}.")
    return _form(numbers) or _company(numbers.astype(np.int8)) or _healing(numbers.astype(np.int8))


def _form(numbers: NDArray[np.float64]) -> Verdict | None:
    """Complain about anything but 64 spins with some ink and some paper."""
    if numbers.size != _PIXELS:
        return Verdict(
            "not quite",
            f"Expected {_PIXELS} pixels, eight rows of eight, got {numbers.size}: the network "
            f"has one unit for each pixel.",
        )
    if numbers.shape != (_PIXELS,):
        return Verdict(
            "almost",
            f"These are {_PIXELS} pixels in shape {numbers.shape}. A state is one long row: "
            f"use .ravel().",
        )
    values = set(numbers.tolist())
    if len(values) == 1:
        return Verdict("not quite", "All pixels are the same: draw something.")
    if values <= {0.0, 1.0}:
        return Verdict(
            "not quite",
            "This picture is made of 0 and 1. A spin is −1 or +1, so that two pixels of paper "
            "agree as well: use hl.to_spins.",
        )
    if strange := sorted(values - {-1.0, 1.0}):
        return Verdict("not quite", f"Expected spins +1 and −1 only, got {strange[0]:g} too.")
    return None


def _company(mine: NDArray[np.int8]) -> Verdict | None:
    """Complain about a picture too much like one of the three, or like the negative of one."""
    for name, stored in patterns.pictures().items():
        different = int(patterns.distance(stored, mine))
        if different == 0:
            return Verdict("not quite", f"This is the {name}, which is stored already: draw anew.")
        if 1 - 2 * different / _PIXELS > _ALIKE:
            return Verdict(
                "almost",
                f"Only {different} pixels tell it from the {name}. A copy of it with 13 wrong "
                f"pixels may be nearer to the {name}: draw something less alike.",
            )
        if 2 * different / _PIXELS - 1 > _ALIKE:
            return Verdict(
                "almost",
                f"It differs from the {name} in {different} of {_PIXELS} pixels, so it is nearly "
                f"its negative. The weights can't tell a picture from its negative, so to the "
                f"network this is nearly the {name} again.",
            )
    return None


def _healing(mine: NDArray[np.int8]) -> Verdict:
    """Store it beside the three and count how many damaged copies come back whole."""
    stored = np.array([*patterns.pictures().values(), mine])
    weights = rules.hebbian(stored)
    if not np.array_equal(dynamics.recall(weights, mine, rng=0).state, mine):
        return Verdict(
            "almost",
            "A good picture, but the network leaves it even without damage: the others push some "
            "of its pixels over. Make it less like the heart, the anchor and the chequers.",
        )
    damaged = patterns.flip(np.tile(mine, (_TRIES, 1)), _SHARE, rng=1)
    healed = dynamics.recall(weights, damaged, rng=2).state
    count = int(np.sum(np.all(healed == mine, axis=1)))
    if count < _TRIES / 2:
        return Verdict(
            "almost",
            f"It is stored, but of {_TRIES} copies with 13 flipped pixels only {count} came back "
            f"whole. Overlaps nearer to 0 help: look at hl.overlap(stored, my_picture).",
        )
    return Verdict(
        "correct",
        f"Stored beside the three others. Of {_TRIES} copies with 13 flipped pixels, "
        f"{count} came back whole.",
    )


# ------------------------------------------------------------------------- restoring it


def _ends(x: NDArray[Any], s: NDArray[Any]) -> NDArray[Any]:
    return dynamics.recall(rules.hebbian(x), s, order="sequential").state


_TWO = np.array([[1, 1, 1, 1, -1, -1, -1, -1], [1, -1, 1, -1, 1, -1, 1, -1]])
_APART = np.array([[1, -1, -1, 1, -1, -1, 1, -1], [-1, -1, 1, -1, -1, 1, -1, -1]])

_HEAL = Exercise(
    name="my_heal",
    right=_ends,
    # Every order of updates leads from each of these starts to the same end.
    probes=(
        (_TWO, np.array([1, 1, 1, 1, -1, -1, -1, 1])),
        (_TWO, np.array([-1, 1, -1, 1, -1, -1, -1, 1])),
        (_TWO[:1], np.array([-1, -1, 1, 1, -1, -1, -1, 1])),
        (_APART, np.full(8, -1)),
    ),
    misconceptions=(
        Misconception(
            lambda x, s: s,
            "The state comes back as it went in: hand it to hl.recall, and return the end.",
        ),
        Misconception(
            lambda x, s: x[np.argmax(x @ s)],
            "This searches the list for the most similar pattern: look-up by content, but done by "
            "a clerk. The network has no list, and its end may be another one: use hl.recall.",
        ),
        Misconception(
            lambda x, s: x[np.argmax(np.abs(x @ s))],
            "This searches the list, without regard to sign. Let the network find the end: "
            "hl.recall.",
        ),
        Misconception(
            lambda x, s: x[0],
            "You return a stored pattern without looking at the damaged state.",
        ),
        Misconception(
            lambda x, s: patterns.overlap(x, _ends(x, s)),
            "These are the overlaps of the end with the patterns. Return the state itself.",
            status="almost",
        ),
        Misconception(
            lambda x, s: np.sign(rules.hebbian(x) @ s),
            "This turns all units at once, and once only; a unit with field 0 even becomes 0. "
            "hl.recall visits one unit after another until nothing changes.",
        ),
        Misconception(
            lambda x, s: -_ends(x, s),
            "This is the negative of the end.",
            status="almost",
        ),
    ),
    praise="Weights from the patterns, a start from the damage, and the end by itself.",
    shape="a state of shape (N,) (hl.recall returns more than that: take .state)",
)


def heal(attempt: object) -> Verdict:
    """Check ``my_heal(patterns, damaged)`` of lesson 00."""
    return _HEAL.check(attempt)


# ------------------------------------------------------------------- two orders, two ends

_DIAGONAL = np.array([1, -1, -1, 1])
_ALL_INK = np.array([1, 1, 1, 1])


def orders(attempt: object) -> Verdict:
    """Check ``my_orders`` of lesson 00: two orders that lead from one start to two ends."""
    if attempt is None or attempt is Ellipsis:
        return Verdict("not yet", "Replace the dots by two lists of the unit numbers 0, 1, 2, 3.")
    try:
        table = [[int(unit) for unit in order] for order in attempt]  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        kind = type(attempt).__name__
        return Verdict(
            "not quite", f"Expected two lists of unit numbers, got something of type {kind}."
        )
    if len(table) != 2:
        return Verdict("not quite", f"Expected two orders, got {len(table)}.")
    for which, order in zip(("first", "second"), table, strict=True):
        if sorted(order) == [1, 2, 3, 4]:
            return Verdict(
                "almost", f"The {which} order counts from 1. In code the units are 0, 1, 2, 3."
            )
        if sorted(order) != [0, 1, 2, 3]:
            return Verdict(
                "not quite",
                f"The {which} order is {order}. Each of the units 0, 1, 2, 3 should stand in it "
                f"exactly once.",
            )
    if table[0] == table[1]:
        return Verdict("not quite", "These are the same order twice, so they end alike.")
    weights = rules.hebbian(_DIAGONAL[None])
    ends = [dynamics.recall(weights, _ALL_INK, order=order).state.tolist() for order in table]
    if ends[0] == ends[1]:
        return Verdict(
            "almost",
            f"Two different orders, but both end in {ends[0]}. Who is visited first makes "
            f"the difference: which units could that be?",
        )
    return Verdict(
        "correct",
        f"The same start, and once {ends[0]}, once {ends[1]}. The first unit visited flips, and "
        f"with that the valley is chosen.",
    )
