"""Exercises of lesson 00, start here."""

from __future__ import annotations

from typing import Any

import numpy as np

from ... import dynamics, rules
from ...exercises import reading
from ...exercises.choice import Choice
from ...exercises.task import Task
from ...exercises.verdict import Verdict, almost, correct, not_quite
from .drawing import picture
from .healing import heal

__all__ = ["bowl", "content", "heal", "orders", "picture"]

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
