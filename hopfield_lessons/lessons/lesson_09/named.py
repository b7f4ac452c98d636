"""What is answered by letters or by a name: statements about 150 patterns, and cures."""

from __future__ import annotations

from ...exercises.choice import Choice
from ...exercises.matching import Matching

statements = Choice(
    name="my_statements",
    right={
        "A": "the rule ended, so no unit of any pattern was wrong any more: what does that make "
        "of the patterns?",
        "E": "how many patterns of 100 units can be linearly independent?",
        "G": "what does a unit need to know in order to add ξ_i ξ_j?",
    },
    wrong={
        "B": "B: Each row learned alone, so w_ij and w_ji differ. Without symmetry there is no "
        "energy that must fall.",
        "C": "C: N is the limit of the pseudo-inverse, which needs independent patterns. "
        "Symmetric weights found otherwise can hold more.",
        "D": "D: You took stability for a basin. At margin 0 a fixed point may lose its bit.",
        "F": "F: 0.138 N is the limit of Hebb's rule, not of the weights. No unit was added.",
        "H": "H: 2N is where random patterns stop having such weights, for large N. 150 is below.",
    },
    together={
        "AB": "Every pattern is a fixed point, yes. But an energy needs symmetric weights, and "
        "a perceptron's rows learn alone.",
        "AD": "Every pattern is a fixed point, yes. What happens beside it is another question.",
        "AF": "Every pattern is a fixed point, yes, and of the 100 units that there are.",
    },
    praise="More than N fixed points, found locally; the symmetry and the basins were paid for it.",
    dots='Choose letters, such as "AC": replace the dots.',
    tried=('"ABD"', '"AC"', '"F"', '"H"', '"A"', '"EG"'),
)

_NAMES = ("hebbian", "centred", "pseudo_inverse", "perceptron", "covariance", "sequence")

cures = Matching(
    name="my_a, my_b, my_c, my_d, my_e, my_f",
    right={
        "a": "centred",
        "b": "pseudo_inverse",
        "c": "hebbian",
        "d": "perceptron",
        "e": "covariance",
        "f": "sequence",
    },
    wrong={
        "a": {
            "hebbian": "a: The bias adds a push of about P b³ = 3.4 towards the majority; the "
            "signal is 1.",
            "pseudo_inverse": "a: It would hold them too, but a new picture changes all its "
            "weights through C⁻¹. The overlaps are b²: all they share is the bias.",
            "perceptron": "a: It could, but look at the overlaps first: 0.49 is b². There is one "
            "cause, and a rule made for it.",
            "covariance": "a: That one is for patterns in which few units are active, 0 and 1, "
            "all to the same number. These are spins with a bias.",
            "sequence": "a: These pictures shall stay, not follow each other.",
        },
        "b": {
            "hebbian": "b: Overlaps of 0.6 or 0.7 are crosstalk of the size of the signal.",
            "centred": "b: The bias is 0 already, so there is little to subtract. The overlaps "
            "differ from pair to pair: the pictures resemble each other.",
            "perceptron": "b: That makes them fixed points, but at margin 0 with poor basins; "
            "they are to come back from damage.",
            "covariance": "b: Half of the units are active: nothing is sparse here.",
            "sequence": "b: These pictures shall stay, not follow each other.",
        },
        "c": {
            "centred": "c: The mean of the patterns changes with each new one, and old ones "
            "can't be looked up.",
            "pseudo_inverse": "c: It can be updated pattern by pattern, but not locally: a weight "
            "would need to know all others.",
            "perceptron": "c: It must see the patterns again and again. These come once.",
            "covariance": "c: Half of the units are active: nothing is sparse here.",
            "sequence": "c: These patterns shall stay, not follow each other.",
        },
        "d": {
            "hebbian": "d: Load 1.5 is eleven times what Hebb's rule can hold.",
            "centred": "d: Random patterns have no bias, and load 1.5 is far too much for it.",
            "pseudo_inverse": "d: 150 patterns of 100 units are not independent: C has no inverse.",
            "covariance": "d: Half of the units are active: nothing is sparse here.",
            "sequence": "d: These patterns shall be fixed points, not follow each other.",
        },
        "e": {
            "hebbian": "e: On zeros and ones Hebb's rule would make every weight at least 0.",
            "centred": "e: A good thought, but it is made for spins and a mean picture. For "
            "zeros and ones of one activity there is a rule without either.",
            "pseudo_inverse": "e: It isn't local, and the patterns come one by one.",
            "perceptron": "e: The patterns come one by one, and only once.",
            "sequence": "e: These patterns shall stay, not follow each other.",
        },
        "f": dict.fromkeys(
            _NAMES[:-1],
            "f: That would hold each note where it is. One note shall call the next, which needs "
            "w_ij to differ from w_ji.",
        ),
    },
    praise="First the question what the patterns have in common, then the rule.",
    dots="Still without a rule: {all}.",
    also={
        "hebbian": ("Hebb", "Hebb's", "Hebb's rule"),
        "centred": ("centered", "centring", "centering"),
        "pseudo_inverse": ("projection", "projection rule"),
    },
    tried=(
        "'hebbian', 'centred', 'hebbian', 'perceptron', 'covariance', 'sequence'",
        "'centred', 'pseudo_inverse', 'hebbian', 'pseudo_inverse', 'hebbian', 'sequence'",
        "'pseudo_inverse', 'perceptron', 'centred', 'hebbian', 'centred', 'hebbian'",
    ),
)
