"""Exercises of lesson 07 about what is said and shown: which capacity, and whose diagonal."""

from __future__ import annotations

from ...exercises.choice import Choice
from ...exercises.matching import Matching

# ------------------------------------------------------------------- 2: which capacity?

capacities = Matching(
    name="my_a, my_b, my_c, my_d, my_e",
    right={"a": "all", "b": "most", "c": "one", "d": "most", "e": "none"},
    wrong={
        "a": {
            "one": "Sentence a: None of the patterns may have a wrong bit: P patterns must be "
            "flawless together.",
            "most": "Sentence a: 0.138 N allows wrong bits; here a single one is too many.",
            "none": "Sentence a: There is such a number, and it is one of the three.",
        },
        "b": {
            "one": "Sentence b: A few wrong bits are allowed here. Which capacity allows them?",
            "all": "Sentence b: A few wrong bits are allowed here. Which capacity allows them?",
            "none": "Sentence b: The sentence is right: 1.6 % of the bits may be wrong.",
        },
        "c": {
            "all": "Sentence c: Nothing is asked of the other patterns: one is named beforehand.",
            "most": "Sentence c: 0.138 N allows wrong bits; here a single one is too many.",
            "none": "Sentence c: There is such a number, and it is one of the three.",
        },
        "d": {
            "one": "Sentence d: N/(2 ln N) divided by N is 1/(2 ln N), which goes to 0.",
            "all": "Sentence d: N/(4 ln N) divided by N is 1/(4 ln N), which goes to 0.",
            "none": "Sentence d: One of the three does grow in proportion to N.",
        },
        "e": {
            "one": "Sentence e: Without errors only N/(2 ln N) fit, which is less than 0.138 N "
            "for large N.",
            "all": "Sentence e: Without errors only N/(4 ln N) fit, which is less than 0.138 N.",
            "most": "Sentence e: 0.138 N is right, 'without errors' isn't: 1.6 % of the bits are "
            "wrong.",
        },
    },
    praise="Three questions, three capacities, and one sentence to correct.",
    dots="Sentence {first} has no answer so far: replace the dots.",
    tried=(
        '"one", "most", "one", "most", "none"',
        '"all", "none", "one", "most", "none"',
        '"all", "most", "one", "all", "none"',
        '"all", "most", "one", "most", "most"',
    ),
)


# ------------------------------------------------------------------- 4: who kept the diagonal?

# Mean final overlaps of four experiments: N = 200, 8 networks with 5 runs each, ties keep.
# Made by capacity_sweep with rng=7; A and D start with 10 % of the units flipped.
CURVE_LOADS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.2)
CURVES = {
    "A": (1.0, 1.0, 0.95, 0.687, 0.395, 0.372, 0.316, 0.251),
    "B": (1.0, 1.0, 0.995, 0.988, 0.955, 0.91, 0.891, 0.923),
    "C": (1.0, 1.0, 0.962, 0.757, 0.412, 0.391, 0.353, 0.316),
    "D": (1.0, 0.998, 0.988, 0.954, 0.865, 0.766, 0.753, 0.768),
}

kept_diagonal = Choice(
    name="my_answer",
    right={
        "B": "D, yes. And B is too good: at load 1.2 it is back above 0.9, where every honest "
        "network is lost.",
        "D": "B, yes. But look at D beyond load 0.5: no honest network stays near 0.77. "
        "It started at 0.8, and holds on to what it was given.",
    },
    wrong={
        letter: f"{letter} falls to the remnant overlap, well below 0.9, as simulations without a "
        "diagonal do."
        for letter in "AC"
    },
    together={
        "AC": "The other way round. A kept diagonal doesn't make a curve fall, it hides the fall."
    },
    praise="B started in the patterns, D with 10 % damage: neither shows a capacity.",
    dots='Name the curves, such as "A" or "AC": replace the dots.',
    lead="",
    tried=('"B"', '"D"', '"AC"', '"ABD"'),
)
