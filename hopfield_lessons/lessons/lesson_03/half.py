"""Exercise of lesson 03: where the ½ comes from, and what goes wrong without it."""

from __future__ import annotations

from ...exercises.matching import Matching

_WHENCE = {
    "A": "A flip changes a spin by 2, and the ½ makes up for that.",
    "B": "The double sum names every pair twice, as ij and as ji; the ½ counts it once.",
    "C": "The Hebb rule stores the negative of each pattern too; the ½ shares the energy out.",
}
_WITHOUT = {
    "J": "E no longer falls at every flip, so recall ends elsewhere.",
    "K": "E doubles, but ΔE = 2 s_k h_k stays as it is.",
    "L": "E and every ΔE double: recall is the same, but each temperature is off by 2.",
    "M": "Nothing: a constant factor can never matter.",
}


def questions() -> None:
    """Print the statements to choose from in exercise 2 of lesson 03."""
    print("Where the ½ comes from:")
    for letter, statement in _WHENCE.items():
        print(f"  {letter}  {statement}")
    print("Without it:")
    for letter, statement in _WITHOUT.items():
        print(f"  {letter}  {statement}")


half = Matching(
    name="where_from, without_it",
    right={"where_from": "B", "without_it": "L"},
    wrong={
        "where_from": {
            "A": "A: the 2 of the flip, s_k − s_k' = 2 s_k, stays in ΔE and is not cancelled by "
            "anything. The ½ stands in E, before any unit flips: look at the table of pairs.",
            "C": "C: the ½ stands in front of any energy of pairs, Hebbian or not. Nothing was "
            "shared out; ask how often the sum over i and j meets the pair {1, 4}.",
        },
        "without_it": {
            "J": "J: 2E falls exactly where E falls. The states and the recall are the same.",
            "K": "K: this mixes two conventions. ΔE is a difference of two energies: if both "
            "double, so does it.",
            "M": "M: recall doesn't notice. But e^(−βE) does: doubling E is the same as doubling "
            "β.",
        },
    },
    praise=f"{_WHENCE['B']} {_WITHOUT['L']}",
    dots="Replace the dots by two letters in quotes, such as 'A'.",
    tried=('"A", "L"', '"C", "L"', '"B", "J"', '"B", "K"', '"B", "M"'),
)
