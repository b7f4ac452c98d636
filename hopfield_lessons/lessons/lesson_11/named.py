"""What is answered by letters: statements about machines that learn."""

from __future__ import annotations

from ...exercises.choice import Choice

statements = Choice(
    name="my_statements",
    right={
        "A": "at the top of the likelihood the gradient is 0. What does (11.3) say then?",
        "C": "given all visible units, does a hidden unit's field depend on another hidden one?",
        "F": "write ln 2cosh(v₁w₁ + v₂w₂ + v₃w₃ + c) for all v: is it a sum of pairs?",
    },
    wrong={
        "B": "B: The figure of contrastive divergence says otherwise: the error fell, KL rose.",
        "D": "D: Two coupled units at once sampled ¼ where 0.40 was right. They must not be "
        "coupled to each other; symmetry doesn't help.",
        "E": "E: Whoever compares energies forgets Z. Adding 1 to all energies changes no "
        "probability.",
        "G": "G: Temperature was there in lesson 08. What is new is that the weights are learned, "
        "and that there may be hidden units.",
        "H": "H: Learning changes the energy. It looks for the weights under which the examples "
        "are probable, not for a state.",
    },
    together={
        "ACD": "Independence is what makes a layer at once right. In D the units are coupled to "
        "each other.",
    },
    praise="Moments that match, layers drawn at once, and triples through hidden units.",
    dots='Choose letters, such as "AB": replace the dots.',
    tried=('"AB"', '"ACD"', '"CE"', '"G"', '"H"', '"AC"'),
)
