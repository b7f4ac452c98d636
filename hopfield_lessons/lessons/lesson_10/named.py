"""What is answered by letters: which claims about networks as solvers the measurements support."""

from __future__ import annotations

from ...exercises.choice import Choice

claims = Choice(
    name="my_claims",
    right={
        "B": "which budget did both methods have, and what was compared: single runs or the best "
        "of many?",
        "E": "what does the theorem say of strict minima, once P is at least 2 max d?",
    },
    wrong={
        "A": "A: The best of 1000 runs belongs to 1000 runs. One run gives what the mean says.",
        "C": "C: Valid isn't short: at such a penalty every tour is a minimum, and descent ends in "
        "about a random one.",
        "D": "D: Annealing has no such guarantee in any time that you would wait. On 16 vertices "
        "you saw it miss the optimum.",
        "F": "F: 15 % is another model, Hopfield and Tank's continuous one in the hands of Wilson "
        "and Pawley. This is descent on the squares.",
        "G": "G: The distances have a say too: only the ratio of P to them matters.",
    },
    together={
        "BC": "B is right. C takes valid for good: with a large P every tour is a minimum.",
        "CE": "E is right. C takes valid for good: with a large P every tour is a minimum.",
        "BF": "B is right. F is about another model, Hopfield and Tank's.",
    },
    praise="Equal budgets, and no more than the theorem says.",
    dots='Choose letters, such as "AG": replace the dots.',
    tried=('"A"', '"C"', '"D"', '"F"', '"B"', '"BC"'),
)
