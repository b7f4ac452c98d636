"""Exercises of lesson 00, start here."""

from __future__ import annotations

from typing import Any

import numpy as np

from ... import dynamics, rules
from ...exercises import reading
from ...exercises.choice import Choice
from ...exercises.number import Wrong, number
from ...exercises.task import Task
from ...exercises.verdict import Verdict, almost, correct, not_quite
from .completing import complete
from .drawing import picture

__all__ = ["bowl", "complete", "content", "lost", "orders", "picture"]

# ----------------------------------------------------------- choosing among statements

content = Choice(
    name="my_choice",
    wrong={
        "A": "A: 17 is a place. It says nothing about what the photo shows: an address.",
        "C": "C: The name is the key of an entry, and with a wrong name you find another "
        "person or nobody. A key that has to be exact is an address.",
        "F": "F: A shelf mark says where the book stands, not what is in it: an address.",
    },
    right={
        "B": "four notes are a part of the tune itself.",
        "D": "half a face is a part of the face itself.",
        "E": "how the whole is found doesn't matter. If the cue is a damaged piece of the "
        "thing, it is look-up by content, with a list and a clerk as well as without.",
    },
    praise="In each of them the cue is a part, or a damaged copy, of the thing looked for. "
    "The other three need an exact address.",
    tried=('"A"', '"C"', '"F"', '"BD"'),
)

bowl = Choice(
    name="my_truths",
    wrong={
        "A": "A: that is the bowl. A spin is +1 or −1: between a state and the state after one "
        "flip there is nothing.",
        "D": "D: not even the bowl promises this. A valley that isn't the deepest holds the "
        "network as well, because every single flip leads uphill.",
        "F": "F: that is the bowl. A visited unit sees its own field only, and flips if that "
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
    tried=('"A"', '"D"', '"F"', '"BEG"'),
)

# ------------------------------------------------------------------- an overlap, by thought

lost = number(
    name="my_overlap",
    right=24 / 64,
    tolerance=6e-3,  # two digits
    wrong=(
        Wrong(
            40 / 64,
            "This is the share of pixels that are lost. The others agree; and what do coins "
            "contribute to a sum of agreements minus disagreements?",
        ),
        Wrong(
            1 - 2 * 40 / 64,
            "You count every lost pixel as wrong. A coin is right half of the time.",
        ),
        Wrong(
            44 / 64,
            "This is the share of pixels that agree: 24, and 20 of the coins. The overlap is the "
            "share that agree minus the share that differ.",
            "almost",
        ),
        Wrong(
            20 / 64,
            "This is the share of wrong pixels. The overlap is the share that agree minus the "
            "share that differ.",
            "almost",
        ),
        Wrong(
            24,
            "24 pixels agree for certain, and the coins cancel. Divide by all 64.",
            "almost",
        ),
        Wrong(
            20,
            "About 20 pixels will be wrong. The overlap is a share: those that agree minus those "
            "that differ, divided by 64.",
        ),
        Wrong(
            44,
            "About 44 pixels will agree. Take away those that differ, and divide by 64.",
        ),
        Wrong(
            0.5,
            "This is the overlap after half of the pixels was lost. Here it is more.",
        ),
        Wrong(0, "The coins add 0 on average, but 24 pixels aren't coins."),
        Wrong(1, "That would be the undamaged picture."),
    ),
    praise="24 pixels agree for certain, and 40 coins add nothing on average: 24/64. In a single "
    "picture chance moves it a little.",
    below="Too small. Count apart: what do the 24 pixels add that are left, and what do 40 coins "
    "add on average?",
    above="Too large. Count apart: what do the 24 pixels add that are left, and what do 40 coins "
    "add on average?",
)


# ------------------------------------------------------------------- two orders, two ends

_DIAGONAL = np.array([1, -1, -1, 1])
_ALL_INK = np.array([1, 1, 1, 1])


def _orders(attempt: Any) -> Verdict:
    """Answer two orders that lead from one start to two ends."""
    try:
        table = [list(order) for order in attempt]
    except TypeError:
        raise reading.refused(attempt, "my_orders", "two lists of unit numbers") from None
    if len(table) != 2:
        return not_quite(f"Expected two orders, got {len(table)}.")
    first, second = (
        reading.order(order, 4, f"The {which} order")
        for which, order in zip(("first", "second"), table, strict=True)
    )
    if first == second:
        return not_quite("These are the same order twice, so they end alike.")
    weights = rules.hebbian(_DIAGONAL[None])
    ends = [
        dynamics.recall(weights, _ALL_INK, order=order).state.tolist() for order in (first, second)
    ]
    if ends[0] == ends[1]:
        return almost(
            f"Two different orders, but both end in {ends[0]}. Who is visited first makes "
            f"the difference: which units could that be?"
        )
    return correct(
        f"The same start, and once {ends[0]}, once {ends[1]}. The first unit visited flips, and "
        f"with that the valley is chosen."
    )


orders = Task(
    name="my_orders",
    judge=_orders,
    dots="Replace the dots by two lists of the unit numbers 0, 1, 2, 3.",
    right="[[0, 1, 2, 3], [1, 0, 2, 3]]",
    tried=("[[1, 2, 3, 4], [4, 3, 2, 1]]", "[[0, 1, 2, 3], [0, 2, 1, 3]]"),
)
