"""Exercises of lesson 02 on what the patterns do to each other: by hand, for sure, on purpose."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ... import drawings, dynamics, fields, patterns, rules
from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import AttemptError, Verdict, almost, correct, not_quite

# ------------------------------------------------------------------- two patterns, by hand

_BY_HAND: dict[str, tuple[float, dict[float, str]]] = {
    "w_48": (
        -1 / 4,
        {
            1 / 4: "units 4 and 8 differ in both patterns, so both products are −1.",
            -2: "the factor 1/N is missing.",
            -1: "you divided by P. The rule divides by N, the number of units.",
            -1 / 8: "this is one pattern's part. In ξ² the two units differ as well.",
            0: "both products are −1: nothing cancels here.",
        },
    ),
    "C_3": (
        3 / 8,
        {
            1 / 2: "this is the overlap. The sum leaves out j = 3, where the two agree: it is one "
            "less.",
            3: "the factor 1/N is missing.",
            -3 / 8: "the sign. ξ¹ and ξ² agree at unit 3, so ξ² helps it.",
            5 / 8: "of the other seven units five agree, and two differ: those count −1.",
            1 / 4: "leaving out j = 3 takes one 1/8 away, not two.",
            5 / 4: "this is the whole aligned field. The crosstalk is what comes on top of the "
            "signal, 7/8.",
        },
    ),
    "C_4": (
        -5 / 8,
        {
            -1 / 2: "this is minus the overlap. The sum leaves out j = 4, where the two differ: it "
            "is one more.",
            5 / 8: "the sign. ξ¹ and ξ² differ at unit 4, so ξ² pushes it the wrong way.",
            3 / 8: "this is unit 3's. At unit 4 the two patterns differ.",
            -3 / 8: "leaving out j = 4, where the two differ, makes the sum larger: of the other "
            "seven units six agree and one differs.",
            -3 / 4: "of the other seven units six agree, and one differs: that one counts −1.",
            -5: "the factor 1/N is missing.",
            1 / 4: "this is the whole aligned field. The crosstalk is what comes on top of the "
            "signal, 7/8.",
        },
    ),
    "h_4": (
        1 / 4,
        {
            -1 / 4: "the sign. h_4 is asked for, not s_4 h_4, and unit 4's own spin isn't in it.",
            3 / 8: "you took C_4 = −1/2. The sum leaves out j = 4.",
            1 / 2: "the signal is 7/8, as no unit hears itself, and C_4 is −5/8.",
            1 / 8: "by (2.8), two patterns are stored, so P/N = 2/8 times s_4 is taken away.",
            0: "no tie: signal 7/8, crosstalk −5/8. Unit 4's own spin isn't in its field.",
            -5 / 8: "this is the crosstalk alone. The signal, 7/8, comes on top.",
            7 / 8: "this is the signal alone. The crosstalk of unit 4 comes on top.",
            2: "the factor 1/N is missing.",
            3 / 2: "signal and crosstalk have different signs here: 7/8 − 5/8.",
        },
    ),
}
_HOW = {
    "w_48": "Multiply the spins of units 4 and 8 in each pattern, add, divide by N.",
    "C_3": "One other pattern: C_3 = ξ¹_3 ξ²_3 times the sum of ξ²_j ξ¹_j over j ≠ 3, over N.",
    "C_4": "One other pattern: C_4 = ξ¹_4 ξ²_4 times the sum of ξ²_j ξ¹_j over j ≠ 4, over N.",
    "h_4": "h_4 = ξ¹_4 (signal + C_4): the field of unit 4 doesn't contain s_4.",
}
_ROUNDED = 0.006  # 0.38 is meant to be 3/8


def _by_hand(*attempt: object) -> Verdict:
    """Answer four numbers: of those that are wrong, the first."""
    if len(attempt) != len(_BY_HAND):
        return not_quite(f"Expected {len(_BY_HAND)} numbers: {', '.join(_BY_HAND)}.")
    given = {name: reading.number(each, name) for name, each in zip(_BY_HAND, attempt, strict=True)}
    wrong = [name for name, number in given.items() if not _is(number, _BY_HAND[name][0])]
    if not wrong:
        return correct(
            "ξ² speaks against unit 4 with 5/8, but the signal of 7/8 is louder: even when unit 4 "
            "alone is wrong, it turns back. Its own spin was never asked."
        )
    if _is(given["C_3"], _BY_HAND["C_4"][0]) and _is(given["C_4"], _BY_HAND["C_3"][0]):
        told = "C_3 and C_4 are exchanged: the two patterns agree at unit 3 and differ at unit 4."
        return almost(told) if len(wrong) == 2 else not_quite(told)
    name, number = wrong[0], given[wrong[0]]
    known = [words for value, words in _BY_HAND[name][1].items() if _is(number, value)]
    told = f"{name}: {known[0]}" if known else f"{name} isn't {number:g}. {_HOW[name]}"
    return almost(told) if len(wrong) == 1 else not_quite(told)


def _is(number: float, value: float) -> bool:
    return abs(number - value) < _ROUNDED


by_hand = Task(
    name="w_48, C_3, C_4, h_4",
    judge=_by_hand,
    dots="Replace the dots by numbers; a fraction such as -1/8 is one.",
    right="-1/4, 3/8, -5/8, 1/4",
    tried=(
        "1/4, 3/8, -5/8, 1/4",
        "-1/4, 1/2, -1/2, 1/4",
        "-1/4, 3/8, -3/8, 1/4",
        "-1/4, 3/8, -5/8, -1/4",
    ),
)

# ------------------------------------------------------------------- safe for certain

_SAFE = {
    3: "3 is the number of the others. The pattern itself is stored too: 1 − (P − 1) · 0.3 > 0.",
    5: "With five, four others can all push the same way: 1 − 4 · 0.3 < 0. You want to be sure.",
    2: "Two are safe, and so are more. In equation (2.11) each other pattern took away m; how "
    "often does 0.3 fit into 1?",
    1: "One is always safe. Each other pattern takes away 0.3 at most: how many can do that?",
    11: "This is the walk: √P · 0.3 ≈ 1 is what the crosstalk is *typically*. For certain means "
    "that all of them may push the same way.",
    12: "This is the walk: √(P − 1) · 0.3 ≈ 1 is what the crosstalk is *typically*. For certain "
    "means that all of them may push the same way.",
}


def _safe(attempt: object) -> Verdict:
    """Answer how many patterns are safe, whatever they look like."""
    count = reading.number(attempt, "my_count")
    if count != int(count):
        return not_quite("Patterns are counted: expected a whole number.")
    if count == 4:
        return correct(
            "Three others take away 0.9 at most. A fifth pattern can be too much: where all four "
            "others push the same way, 1 − 1.2 < 0."
        )
    if told := _SAFE.get(int(count)):
        return not_quite(told)
    if count < 1:
        return not_quite("At least one pattern is stored.")
    return not_quite(
        f"With {count:g} patterns, the {count - 1:g} others can take away "
        f"{(count - 1) * 0.3:.1f} together, if all of them push the same way. The signal is 1."
    )


safe = Task(
    name="my_count",
    judge=_safe,
    dots="Replace the dots by the largest number of patterns.",
    right="4",
    tried=("3", "5", "2", "11", "12", "20"),
)

# ------------------------------------------------------------------- a picture to be lost

_PIXELS = 64
_APART = 10  # pixels; then the three others hold, whatever the fourth is


def _lost(attempt: object) -> Verdict:
    """Answer a picture that the network leaves, while it keeps the three others."""
    if isinstance(attempt, str):
        return not_quite("This is text. hl.picture turns it into spins: hl.picture(your_text).")
    pixels = reading.numbers(attempt, "my_picture", f"{_PIXELS} numbers")
    if pixels.shape == (8, 8):
        raise AttemptError(
            "These are 64 pixels in shape (8, 8). A state is one long row: use .ravel()."
        )
    mine = reading.state(pixels, _PIXELS, "my_picture")
    _refuse_copies(mine)
    stored = np.array([*drawings.pictures().values(), mine])
    weights = rules.hebbian(stored)
    aligned = mine * fields.local_field(weights, mine)
    if aligned.min() >= 0:
        pixel, alike = int(aligned.argmin()), int(np.isclose(aligned, aligned.min()).sum())
        weakest = f"One of its {alike} weakest pixels" if alike > 1 else "Its weakest pixel"
        return not_quite(
            f"It holds. {weakest} is in row {pixel // 8}, column {pixel % 8} (counted from 0), "
            f"with aligned field {aligned.min():+.2f}. What makes that negative? The three others "
            "have to push one pixel the wrong way, all together."
        )
    run = dynamics.recall(weights, mine, order="sequential")
    wrong = int((aligned < 0).sum())
    return correct(
        f"{wrong} pixel{' has' if wrong == 1 else 's have'} an aligned field below 0, down to "
        f"{aligned.min():+.2f}: the network leaves your picture, and comes to rest "
        f"{run.flips} flip{'s' if run.flips > 1 else ''} later. Heart, anchor and chequers hold."
    )


def _refuse_copies(mine: NDArray[np.int8]) -> None:
    """Let through what differs from each of the three, and from the negative of each."""
    for name, other in drawings.pictures().items():
        different = int(patterns.distance(other, mine))
        apart = min(different, _PIXELS - different)
        if apart < _APART:
            which = name if different < _APART else f"negative of the {name}"
            but = f", but for {apart} pixel{'s' if apart > 1 else ''}" if apart else ""
            raise AttemptError(
                f"This is the {which}{but}: a copy, which shares its fate or falls back to it. "
                f"Draw one that differs from each of the three, and from their negatives, in "
                f"{_APART} pixels or more."
            )


lost = Task(
    name="my_picture",
    judge=_lost,
    dots="Replace the dots by a picture: 64 spins, or hl.picture with eight rows of # and .",
    right="np.sign(np.sum([*hl.pictures().values()], axis=0)) * (-1) ** (np.arange(64) == 12)",
    tried=(
        'hl.pictures()["heart"]',
        '-hl.pictures()["anchor"]',
        'hl.letters("Z")[0]',
        "np.sign(np.sum([*hl.pictures().values()], axis=0))",
    ),
)
