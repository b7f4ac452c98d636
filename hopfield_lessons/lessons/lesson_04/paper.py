"""Exercises of lesson 04 whose answer is one number, found on paper."""

from __future__ import annotations

from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import Verdict, almost, correct, not_quite
from ...plotting.ink import minus

# ------------------------------------------------------------------- when a pair stops blinking


def _self_coupling(answer: object) -> Verdict:
    """Answer the smallest self-coupling with which the pair rests from (1, -1), all at once."""
    d = reading.number(answer, "my_d")
    if d == 1:
        return correct(
            "Each unit hears d times itself against 1 from the other, h = (d − 1) s: for d < 1 "
            "both turn, at d = 1 both are tied and stay, above they are held."
        )
    if d == 0:
        return not_quite("d = 0 is the pair above: it blinks. Write down both fields for any d.")
    if d < 0:
        return not_quite(
            f"With d = {minus(f'{d:g}')} each unit contradicts itself, too: its field is (d − 1) "
            "times its spin, so both turn."
        )
    if d < 1:
        return not_quite(
            f"With d = {d:g} the other unit is still louder: h_1 = d·1 + 1·(−1) is "
            f"{minus(f'{d - 1:g}')}, against s_1 = +1. Both turn."
        )
    return almost(
        f"With d = {d:g} it rests, but so it does with less: {(1 + d) / 2:g} holds as well. From "
        "which d on is no field against its spin? A tie keeps it."
    )


self_coupling = Task(
    name="my_d",
    judge=_self_coupling,
    right="1",
    tried=("0", "0.5", "2", "-1"),
)


# ------------------------------------------------------------------- how often L can fall


def _most_falls(answer: object) -> Verdict:
    """Answer how often L can fall with six units, all pairs coupled by +1 or -1."""
    falls = reading.number(answer, "my_bound")
    if falls == 30:
        return correct(
            "L lies between −30 and +30, and each fall costs at least 2. (It begins at −Σ|h(0)|, "
            "which is −6 or less; who uses that finds 12.)"
        )
    if falls == 12:
        return correct(
            "Sharper than asked: L(1) = −Σ|h(0)| is at most −6, so that 24 are left, 2 a fall."
        )
    if falls in _FALLS:
        return almost(_FALLS[falls])
    if 4 <= falls < 30 and falls == round(falls):
        return almost("True or sharper perhaps, but asked is the bound by the argument of (4.5).")
    if falls == 64:
        return not_quite(
            "64 is the number of states. L sees two of them, and falls in steps: how far can it "
            "fall, and how much does one step cost at least?"
        )
    return not_quite(
        "Two questions: between which values does L lie, if all 30 products w_ij s_i(t) s_j(t − 1) "
        "have one sign? And by (4.7), how much does one fall cost at least, when a field is an odd "
        "whole number?"
    )


_FALLS = {
    15: "The pair i, j stands in L twice, as s_i(t) s_j(t − 1) and as s_j(t) s_i(t − 1): "
    "L lies between −30 and +30, not between −15 and +15.",
    60: "60 is how far L can fall. One fall costs more than 1: a unit that differs from two steps "
    "ago changes L by 2|h|.",
    31: "60 / 2 falls lead from +30 to −30, one more would lead below.",
    18: "36 products would be right with self-couplings. There are none: 6 · 5 = 30 of them.",
    36: "36 products would be right with self-couplings. There are none: 6 · 5 = 30 of them.",
    7.5: "Both the range and the cost are counted as in (4.5), and then halved once more. L lies "
    "between −30 and +30.",
    120: "The range is 60, and each fall costs at least 2: divide, don't multiply.",
}

most_falls = Task(
    name="my_bound",
    judge=_most_falls,
    right="30",
    tried=("15", "60", "64", "31", "18"),
)
