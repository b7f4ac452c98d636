"""Exercise of lesson 03: how many units are wrong, read off the energy."""

from __future__ import annotations

from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import Verdict, almost, correct, not_quite

_SIZE, _ENERGY = 100, -1.5
_RIGHT = (40, 60)
_ROUNDED = 0.06  # of numbers that aren't whole

# The smaller of two numbers, and what led to it.
_TOLD = {
    42.1: "You have m² = 0.025, as if E were −N [m² − α]: the factor ½ is missing.",
    43.9: "You have m² = 0.015: the factor ½ is missing, and so is the load α.",
    41.3: "You have m² = 0.03. The load α = P/N = 0.01 is missing.",
    42.9: "You have m² = 0.02. The load α = 0.01 comes off m²; you added it to E.",
    80: "You took d = N (1 − m). A wrong unit costs the overlap twice: m = 1 − 2d/N.",
    0: "Without a wrong unit E is −49.5, the lowest there is.",
    50: "With half of the units wrong m = 0, and E is +½.",
}


def _wrong_units(*attempt: object) -> Verdict:
    """Answer two numbers, in any order."""
    if len(attempt) != len(_RIGHT):
        return not_quite("Expected two numbers.")
    names = ("fewer", "more")
    given = sorted(_count(each, name) for each, name in zip(attempt, names, strict=True))
    if tuple(given) == _RIGHT:
        return correct(
            "m² = 0.04, so m is 0.2 or −0.2. The energy can't tell a state from its negative: 60 "
            "wrong units are 40 wrong ones in the negative of the pattern."
        )
    if found := set(given) & set(_RIGHT):
        return almost(_one_of_two(found.pop(), given))
    return not_quite(_neither(given))


def _count(answer: object, name: str) -> float:
    return round(reading.number(answer, name), 6)  # 40.00000000000001 is 40


def _one_of_two(found: float, given: list[float]) -> str:
    if given[0] == given[1]:
        return f"{found:g} is one of them. m² = 0.04 has two roots: which is the other m?"
    other = given[0] if given[1] == found else given[1]
    return (
        f"{found:g} is right, {other:g} isn't: m² = 0.04 has two roots, and they differ in sign. "
        "What is d = N (1 − m)/2 for each?"
    )


def _neither(given: list[float]) -> str:
    for number, words in _TOLD.items():
        if any(abs(each - number) < _ROUNDED for each in given):
            return words
    if min(given) < 0 or max(given) > _SIZE:
        return f"There are {_SIZE} units: from 0 to {_SIZE} of them can be wrong."
    overlap = 1 - 2 * given[0] / _SIZE
    energy = -_SIZE / 2 * (overlap**2 - 1 / _SIZE)
    units = "unit" if given[0] == 1 else "units"
    return (
        f"With {given[0]:g} wrong {units} m = {overlap:.2f} and E = {energy:.1f}, not {_ENERGY}. "
        "Solve equation (3.11) for m², with P = 1."
    )


wrong_units = Task(
    name="fewer, more",
    judge=_wrong_units,
    dots="Replace the dots by two numbers of wrong units.",
    right="40, 60",
    tried=("42.1, 57.9", "40, 40", "41.34, 58.66", "80, 20", "30, 70"),
)
