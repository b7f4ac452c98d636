"""Exercise of lesson 05 whose answer is found on paper: four pictures on four units."""

from __future__ import annotations

from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import Verdict, almost, correct, not_quite


def _four_pictures(answer: object) -> Verdict:
    """Answer in how many of its 16 states a network of four orthogonal patterns rests."""
    count = reading.number(answer, "my_count")
    if count == 16:
        return correct(
            "Every weight is (1 + 1 − 1 − 1)/4 = 0, so every field is zero, and a tie keeps "
            "whatever is there. Who keeps everything recalls nothing."
        )
    if not 0 <= count <= 16 or count != round(count):
        return not_quite("There are 16 states, and the network rests in a whole number of them.")
    if count in _TOLD:
        status, words = _TOLD[int(count)]
        return Verdict(status, words)
    if count % 2:
        return not_quite(
            "An odd number can't be: with s its negative −s is a fixed point too. Compute w_12 "
            "from the first two entries of the four pictures."
        )
    return almost(
        "Compute the weights first: w_12 from the first two entries of the four pictures, then "
        "w_13 and w_14. What does such a field ask of a unit?"
    )


_TOLD = {
    0: (
        "almost",
        "The fields are zero indeed. But a tie keeps the spin here: does a unit with field 0 "
        "ever turn?",
    ),
    4: (
        "not quite",
        "Four are the pictures, and the weights can't tell a picture from its negative. But don't "
        "count what was stored: compute the weights.",
    ),
    6: (
        "not quite",
        "It was six with three pictures. The fourth adds to each weight: compute w_12 again.",
    ),
    8: (
        "not quite",
        "Eight would be the four pictures and their negatives, as with three. But compute the "
        "weights: w_12 = (1 + 1 − 1 − 1)/4, and the others?",
    ),
}

four_pictures = Task(
    name="my_count",
    judge=_four_pictures,
    right="16",
    tried=("8", "6", "4", "0", "7", "10"),
)
