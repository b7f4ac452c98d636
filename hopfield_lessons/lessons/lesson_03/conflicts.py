"""Exercise of lesson 03: five units that all want to differ."""

from __future__ import annotations

from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import Verdict, almost, correct, not_quite

_LOWEST = -2
_TOLD = {
    -10: "That would need ten happy pairs. But two spins have two values: of three units, two are "
    "always equal, and that pair is in conflict.",
    -5: "This is half of ten happy pairs. Are there states in which no pair is in conflict?",
    -4: "This is the whole table, which meets each pair twice. Count each pair once.",
    -6: "Six pairs are happy, and four are in conflict. Those count too, with the other sign.",
    -1: "You took the half twice: with six happy pairs and four in conflict, each counted once, "
    "nothing is left to halve.",
    2: "The sign: six happy pairs and four in conflict. Happiness lowers the energy.",
    4: "The sign, and each pair counted twice: six happy pairs and four in conflict, once each.",
    6: "Six happy pairs lower the energy, and four pairs in conflict raise it.",
    10: "This is the highest energy: all five are equal, and all ten pairs are in conflict.",
    0: "Six happy pairs against four: that isn't 0. How many units stand on each side?",
}


def _lowest(attempt: object) -> Verdict:
    """Answer the lowest energy of five units with weights of -1 between all."""
    energy = reading.numbers(attempt, "my_lowest", "one number")
    if energy.size != 1:
        return not_quite(f"Expected one number, got shape {energy.shape}.")
    value = float(energy.item())
    if value == _LOWEST:
        return correct(
            "Three against two: six happy pairs, four in conflict. Nobody can do better, and "
            "twenty states are as good."
        )
    if told := _TOLD.get(int(value)) if value.is_integer() else None:
        return almost(told) if value in (2, -4, -1) else not_quite(told)
    return not_quite(
        f"{value:g} is no energy of this network, or not its lowest. Put some of the five units "
        "up and the others down, and count: which pairs are happy?"
    )


lowest = Task(
    name="my_lowest",
    judge=_lowest,
    dots="Replace the dots by one number.",
    right="-2",
    tried=("-10", "-4", "-6", "2", "10", "-2.5"),
)
