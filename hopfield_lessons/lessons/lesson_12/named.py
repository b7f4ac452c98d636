"""What is answered by letters: the negative of a memory, and what exponential means."""

from __future__ import annotations

from ...exercises.choice import Choice

negatives = Choice(
    name="my_negatives",
    right={
        "B": "which state is the highest of all with n = 3 and one pattern?",
        "D": "what is max(x, 0) at the overlap −N?",
        "F": "what does an even power do with a minus sign?",
    },
    wrong={
        "A": "A: That is the symmetry of even powers. With n = 3, E(−s) = −E(s): what is deep "
        "becomes high.",
        "C": "C: The number of patterns doesn't matter. Already with one, −ξ has E = +1, the "
        "highest energy there is.",
        "E": "E: A diagonal isn't in play: no unit is compared with itself in (12.2). The sign of "
        "the odd power decides.",
        "G": "G: x⁴ can't tell a pattern from its negative. Only cut off at 0 it can.",
    },
    together={
        "AF": "Even powers keep the negatives, yes. Odd ones have another symmetry: E(−s) = −E(s).",
    },
    praise="Odd powers turn the landscape over with the state; cutting off at 0 removes one half "
    "of it, whatever the power.",
    dots='Choose letters, such as "AC": replace the dots.',
    tried=('"A"', '"AF"', '"BC"', '"BD"', '"E"', '"G"'),
)

exponential = Choice(
    name="my_statements",
    right={
        "B": "which share of 10⁶ patterns did the lesson find stable?",
        "D": "how many different states do 20 units have?",
        "F": "how many numbers have to be kept?",
    },
    wrong={
        "A": "A: 2²⁰ is the number of states there are. All of them stored, each has its "
        "neighbours for rivals, and none holds.",
        "C": "C: 2^{N/2} is up to where a theorem promises it, if the damage is small. What isn't "
        "promised may still hold: look at the figure.",
        "E": "E: This is Hebb's limit. The wells are steeper here.",
        "G": "G: Unlimited it can't be: there are 2²⁰ states, and each memory needs one.",
        "H": "H: e^{0.675 N} is a limit for N → ∞. At N = 20 the loss is gradual, and most are "
        "lost long before.",
    },
    together={
        "AF": "F is right: 10⁶ patterns are 20 million numbers. A is the count of all states: "
        "nothing could be told apart.",
        "DH": "D is right. But limits for N → ∞ are no promise at N = 20.",
    },
    praise="Exponential in N, for random patterns, for N → ∞, and with K N stored numbers: without "
    "these words it is a slogan.",
    dots='Choose letters, such as "AC": replace the dots.',
    tried=('"A"', '"C"', '"BDH"', '"BD"', '"E"', '"G"'),
)
