"""What is answered by a name or by letters: pins on the map, and rules of flipping."""

from __future__ import annotations

from ...exercises.choice import Choice
from ...exercises.matching import Matching

PINS = {
    "a": (0.02, 0.45),
    "b": (0.02, 0.65),
    "c": (0.08, 0.10),
    "d": (0.08, 0.60),
    "e": (0.05, 1.10),
    "f": (0.15, 1.50),
}

pins = Matching(
    name="my_a, my_b, my_c, my_d, my_e, my_f",
    right={
        "a": "lowest",
        "b": "metastable",
        "c": "metastable",
        "d": "glass",
        "e": "glass",
        "f": "paramagnet",
    },
    wrong={
        "a": {
            "metastable": "a: At load 0.02 T_c is 0.59, and 0.45 is below it.",
            "glass": "a: T_g tells what the rest is. Below T_M memories exist as well.",
            "paramagnet": "a: 0.45 is below all three lines.",
        },
        "b": {
            "lowest": "b: It exists, since T_M is 0.72 there; but T_c, 0.59, was crossed.",
            "glass": "b: You took T_c for T_M. Above T_c the memory isn't the lowest state, but "
            "it holds.",
            "paramagnet": "b: 0.65 is below T_M, which is 0.72 there.",
        },
        "c": {
            "lowest": "c: T_c ends near load 0.05; at 0.08 no memory is lowest, even when cold.",
            "glass": "c: The glass is lower, but at load 0.08 T_M is 0.40: cold memories hold.",
            "paramagnet": "c: 0.10 is nearly no noise. Which line ends at load 0.138?",
        },
        "d": {
            "lowest": "d: At load 0.08 T_M is 0.40; 0.60 is above it.",
            "metastable": "d: At load 0.08 T_M is 0.40; at 0.60 no memory is left.",
            "paramagnet": "d: No memory is left, but below T_g = 1.28 the spins are frozen.",
        },
        "e": {
            "lowest": "e: Above T = 1 no memory exists at any load.",
            "metastable": "e: Above T = 1 no memory exists at any load.",
            "paramagnet": "e: T_g isn't 1: with load it is 1 + √α, here 1.22.",
        },
        "f": {
            "lowest": "f: At load 0.15 no memory exists at any temperature.",
            "metastable": "f: At load 0.15 no memory exists at any temperature.",
            "glass": "f: T_g = 1 + √0.15 = 1.39, and 1.50 is above it.",
        },
    },
    praise="Three lines, three questions: does it exist, is it the lowest, is the rest frozen?",
    dots="Still without a region: {all}.",
    also={"glass": ("spin glass",), "paramagnet": ("paramagnetic",), "lowest": ("the lowest",)},
    tried=(
        '"lowest", "glass", "metastable", "glass", "glass", "paramagnet"',
        '"lowest", "lowest", "lowest", "glass", "glass", "paramagnet"',
        '"lowest", "metastable", "glass", "glass", "paramagnet", "paramagnet"',
    ),
)

rules = Choice(
    name="my_rules",
    right={
        "B": "multiply numerator and denominator of B by e^(−x/2).",
        "D": "D refuses half of all flips, there and back alike. It is slow, and right.",
        "G": "form the ratio for G at x = 1: e^(−2) there, e^(−1) back.",
    },
    wrong={
        "A": "A: There e^(−x/2), back 1: the ratio is e^(−x/2). That is twice the temperature.",
        "C": "C: The ratio is e^(−x/2), twice the temperature. With βΔE in the exponent there is "
        "no ½.",
        "E": "E: (1 − tanh x)/(1 + tanh x) is e^(−2x), half the temperature: of βh, which is x/2, "
        "the tanh is right, of x it isn't.",
        "F": "F: There is no way up, so the ratio is 0 for every x > 0: it is recall with "
        "coins at ties, T = 0.",
    },
    together={
        "B": "B is the heat bath, yes. But many rules share its ratio: form it for each of them.",
        "BCE": "You chose the smooth ones. Smooth or not doesn't matter, the ratio does.",
        "AD": "With a minimum in them, as Metropolis; but the ratio decides. For A it is e^(−x/2).",
        "AC": "Both have x/2, which is βh: but h is half of the change of energy, and (8.2) asks "
        "for all of it.",
    },
    praise="Only the ratio there and back counts. How often it flips at all sets the rate.",
    dots='Name the rules, such as "AC": replace the dots.',
    tried=('"B"', '"AC"', '"BDE"', '"BD"'),
)
