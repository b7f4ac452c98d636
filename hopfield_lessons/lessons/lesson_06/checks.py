"""Exercises of lesson 06, spurious and mixture states."""

from __future__ import annotations

from math import comb, sqrt

import numpy as np
from numpy.typing import NDArray

from ...dynamics.noiseless import recall
from ...dynamics.noisy import glauber
from ...mixtures import classify, mixture
from ...patterns import random_patterns
from ...rules import hebbian
from ...theory.mixed_states import mixture_overlaps
from ..exercise import Exercise, Misconception, Verdict

# ------------------------------------------------------------------- 1: a symmetric mixture


def _overlap(n: int) -> float:
    return comb(n - 1, n // 2) / 2.0 ** (n - 1)


def _pair(m: float, n: int, *, parts: float | None = None, factor: float = -0.5) -> list[float]:
    return [m, factor * (n if parts is None else parts) * m * m]


_MIXTURE = Exercise(
    name="my_mixture",
    right=lambda n: _pair(_overlap(n), n),
    probes=((3,), (5,), (9,), (1,)),
    misconceptions=(
        Misconception(
            lambda n: _pair(1 / n, n),
            "1/n would be a fair share, but overlaps are not shares: they needn't add up to 1. "
            "For n = 3 count the columns: the first pattern agrees with the majority in 6 of 8.",
        ),
        Misconception(
            lambda n: _pair(1 / sqrt(n), n),
            "1/√n is how vectors of equal length share a sum before the sign is taken. The sign "
            "throws part of that away: count columns.",
        ),
        Misconception(
            lambda n: _pair(sqrt(2 / (np.pi * n)), n),
            "This is what the overlap tends to for large n. Here n is small: count exactly.",
            status="almost",
        ),
        Misconception(
            lambda n: _pair(2.0 ** -(n - 1), n),
            "This is the chance of one arrangement of the other n − 1. How many arrangements "
            "balance? C(n−1, (n−1)/2).",
            status="almost",
        ),
        Misconception(
            lambda n: _pair(comb(n - 1, n // 2) / 2.0**n, n),
            "Half of what it should be: only the other n − 1 patterns toss coins, so divide by "
            "2 to the power n − 1.",
            status="almost",
        ),
        Misconception(
            lambda n: _pair(comb(n, n // 2) / 2.0**n, n),
            "All n patterns toss coins in your formula. Ask about one of them: when do the other "
            "n − 1 balance, so that it decides?",
        ),
        Misconception(
            lambda n: _pair((1 + _overlap(n)) / 2, n),
            "This is the share of units that agree. The overlap counts those that agree minus "
            "those that don't: 2 × share − 1.",
            status="almost",
        ),
        Misconception(
            lambda n: _pair(_overlap(n), n, parts=1),
            "The overlap is right. In the energy all n mixed patterns count, each with m².",
            status="almost",
        ),
        Misconception(
            lambda n: _pair(_overlap(n), n, factor=-1),
            "The overlap is right. The energy has a factor ½: every pair of units once.",
            status="almost",
        ),
        Misconception(
            lambda n: _pair(_overlap(n), n, factor=0.5),
            "The overlap is right. The energy has the wrong sign: valleys lie low.",
            status="almost",
        ),
        Misconception(
            lambda n: [_overlap(n), -0.5 * n * _overlap(n)],
            "The overlap is right. In the energy it is squared.",
            status="almost",
        ),
        Misconception(
            lambda n: [_overlap(n), -0.5 * (n * _overlap(n)) ** 2],
            "The overlap is right. Square each overlap first and then add: n m², not (n m)².",
            status="almost",
        ),
        Misconception(
            lambda n: _pair(_overlap(n), n)[::-1],
            "Both numbers are right, in the wrong order: return m, e.",
            status="almost",
        ),
        Misconception(
            lambda n: _overlap(n),
            "The overlap is right. Return the energy per unit too: return m, e.",
            status="almost",
        ),
    ),
    praise="Shallower than a memory, −½, and deeper than its surroundings.",
    shape="two numbers, m and E/N",
)

# ------------------------------------------------------------------- 2: free units


_TIES = Exercise(
    name="my_free_share",
    right=lambda n: 0.0 if n % 2 else comb(n, n // 2) / 2.0**n,
    probes=((2,), (3,), (4,), (6,), (7,)),
    misconceptions=(
        Misconception(
            lambda n: comb(n, n // 2) / 2.0**n,
            "Right for even n. An odd number of ±1 can't add up to 0, so there the share is 0.",
            status="almost",
        ),
        Misconception(
            lambda n: 0.0 if n % 2 else 0.5,
            "Half of the units is right for n = 2. With four patterns a balance is 2 against 2: "
            "how many of the 16 columns are like that?",
            status="almost",
        ),
        Misconception(
            lambda n: 0.0 if n % 2 else comb(n, n // 2),
            "You have counted the balanced columns. Divide by how many columns there are, 2ⁿ.",
            status="almost",
        ),
        Misconception(
            lambda n: 0.0 if n % 2 else 2.0**-n,
            "This is the share of one single column. Several columns balance: which n/2 of the "
            "n entries are +1 is free.",
        ),
        Misconception(
            lambda n: 0.0 if n % 2 else comb(n, n // 2) / 2.0 ** (n - 1),
            "Twice too much: n patterns make 2ⁿ columns. (The power n − 1 belongs to the overlap, "
            "where only the other patterns toss coins.)",
            status="almost",
        ),
        Misconception(
            lambda n: 0.0 if n % 2 else 1 / (n + 1),
            "The n + 1 possible sums are not equally likely: more columns give a sum near 0.",
        ),
        Misconception(
            lambda n: 1.0 if n % 2 else 1 - comb(n, n // 2) / 2.0**n,
            "This is the share of units that do know their sign. Wanted are the free ones.",
            status="almost",
        ),
        Misconception(
            lambda n: 0.0 if n % 2 else 100 * comb(n, n // 2) / 2.0**n,
            "Right, but in percent. A share is a number from 0 to 1.",
            status="almost",
        ),
        Misconception(
            lambda n: comb(n - 1, (n - 1) // 2) / 2.0 ** (n - 1),
            "Here n − 1 patterns toss coins: that is the overlap of the mixture. A unit is free "
            "if all n together balance.",
        ),
        Misconception(
            lambda n: 0.5,
            "Half of the units is right for n = 2 only. In which columns do n signs add up to 0?",
        ),
        Misconception(
            lambda n: 0.0,
            "Nothing is free? With two patterns, units with +1 and −1 add up to 0.",
        ),
    ),
    praise="For even n that many units get no word from the mixture, and it slides away.",
    shape="one number from 0 to 1",
)

# ------------------------------------------------------------------- 5: an asymmetric mixture

_MOST_PATTERNS = 12
_OF_THE_LESSON = ((4, 4, 2, 2, 2), (5, 2, 2, 2, 2, 2))  # overlaps times 8


def asymmetric(coefficients: object) -> Verdict:
    """Check the coefficients of a stable asymmetric mixture, exercise 5 of lesson 06."""
    values = _coefficients(coefficients)
    if isinstance(values, Verdict):
        return values
    used = values[values != 0]
    equal = np.ptp(np.abs(used)) == 0
    if equal and used.size > 1 and used.size % 2 == 0:
        return Verdict(
            "not quite",
            f"An even number of equal coefficients, {used.size}: the worst choice. Where half of "
            "the patterns say + and half −, the unit is free.",
        )
    if equal and used.size > 1:
        return Verdict(
            "not quite",
            f"This is the symmetric mixture of {used.size}: stable, but symmetric. Let the "
            "patterns weigh differently.",
        )
    found = mixture_overlaps(values)
    overlaps = np.array2string(np.round(found.overlaps, 4), separator=", ")
    if found.ties:
        return Verdict(
            "not quite",
            f"{100 * found.ties:.3g} % of the units are tied: there your coefficients add up to "
            "exactly 0 with some choice of signs. Change one of them.",
        )
    heard = np.abs(found.overlaps[np.abs(found.overlaps) > 0])
    if heard.size == 1:
        return Verdict(
            "not quite",
            "One pattern outvotes all others together, so this is that pattern, not a mixture: "
            f"overlaps {overlaps}.",
        )
    if not found.stable:
        return Verdict(
            "not quite",
            f"No ties, but not self-consistent: the overlaps are {overlaps}, and with these as "
            f"coefficients some unit turns or is tied (smallest aligned field {found.margin:g}). "
            "Try the overlaps as your next coefficients, or other numbers.",
        )
    if np.ptp(heard) == 0:
        return Verdict(
            "not quite",
            f"Stable, but the symmetric mixture of {heard.size} in disguise: the sign of the sum "
            f"is the same as with equal coefficients, overlaps {overlaps}.",
        )
    signature = tuple(sorted((8 * heard).tolist(), reverse=True))
    if signature in _OF_THE_LESSON:
        return Verdict(
            "almost",
            "Stable and asymmetric, but this is one that the lesson shows "
            f"(overlaps {overlaps}). Find another.",
        )
    return Verdict(
        "correct",
        f"A mixture of {heard.size} patterns with overlaps {overlaps}, smallest "
        f"aligned field {found.margin:g}: the coefficients reproduce their own signs.",
    )


def _coefficients(answer: object) -> NDArray[np.float64] | Verdict:
    if answer is None or answer is Ellipsis:
        return Verdict("not yet", "Replace the dots by a list of coefficients.")
    if callable(answer):
        return Verdict("not quite", "Expected a list of numbers, got a function.")
    try:
        values = np.array(answer, dtype=float)
    except (TypeError, ValueError):
        kind = type(answer).__name__
        return Verdict("not quite", f"Expected a list of numbers, got {kind}: {answer!r}.")
    if values.ndim != 1 or not np.isfinite(values).all():
        return Verdict(
            "not quite",
            f"Expected a list of finite numbers, one for each pattern; got shape {values.shape}.",
        )
    if not values.any():
        return Verdict("not quite", "All coefficients are 0: nothing is mixed.")
    if np.count_nonzero(values) > _MOST_PATTERNS:
        return Verdict("not quite", f"{_MOST_PATTERNS} patterns are plenty; five are enough.")
    return values[values != 0] if len(values) > _MOST_PATTERNS else values


# ------------------------------------------------------------------- 3: name the end

KINDS = ("pattern", "reversed", "symmetric", "asymmetric", "spin glass")

# Six largest overlaps of states in which recall ended, N = 1000.
_ENDS: dict[str, tuple[tuple[float, ...], str]] = {
    "A": ((-0.52, 0.51, 0.48, 0.05, 0.03, 0.01), "symmetric"),
    "B": ((0.98, 0.08, 0.08, -0.07, 0.07, -0.06), "pattern"),
    "C": ((0.25, 0.21, 0.20, -0.20, 0.19, -0.19), "spin glass"),
    "D": ((0.63, 0.33, 0.28, 0.27, 0.26, 0.25), "asymmetric"),
    "E": ((-1.00, -0.05, 0.05, -0.03, -0.03, -0.02), "reversed"),
    "F": ((-0.40, -0.39, -0.38, -0.38, -0.35, -0.02), "symmetric"),
}
_BECAUSE = {
    ("A", "asymmetric"): "A: the signs differ, the sizes don't. It is +ξ or −ξ of three patterns "
    "with equal weight, a symmetric mixture.",
    ("A", "reversed"): "A: a reversed pattern has one overlap near −1. Here three are near ½.",
    ("A", "pattern"): "A: half is not a pattern; three overlaps share the first place.",
    ("B", "spin glass"): "B: 0.98 is a memory with a few wrong units, as crosstalk leaves it; "
    "the small overlaps are chance, about 1/√N.",
    ("B", "asymmetric"): "B: the small overlaps are chance, about 1/√1000 = 0.03 and the largest "
    "of many; only one pattern is in this state.",
    ("C", "symmetric"): "C: the sizes fall off slowly, and no group stands apart. The largest, "
    "0.25, is no more than the sixth, 0.19, with some luck.",
    ("C", "asymmetric"): "C: no overlap stands apart from the next; all of them are small.",
    ("D", "symmetric"): "D: one pattern weighs more than twice as much as the others: asymmetric.",
    ("D", "pattern"): "D: 0.63 is far from 1, and five more overlaps near ¼ are not chance.",
    ("D", "spin glass"): "D: 0.63 is a large overlap, and ¼ five times is not chance (0.03).",
    ("E", "pattern"): "E: look at the sign: −1 is the negative of a pattern.",
    ("F", "reversed"): "F: all five are negative, but a reversed pattern has one overlap near −1. "
    "This is a symmetric mixture of five reversed patterns.",
    ("F", "asymmetric"): "F: 0.35 to 0.40 is one value, ⅜, within chance (0.03).",
    ("F", "spin glass"): "F: five overlaps near ⅜ stand apart from the sixth, 0.02.",
}


def ends() -> None:
    """Print the end states to name in exercise 3 of lesson 06."""
    print("six largest overlaps, N = 1000")
    for letter, (overlaps, _) in _ENDS.items():
        print(f"  {letter}  " + "  ".join(f"{m:+.2f}" for m in overlaps))
    print("names:", ", ".join(KINDS))


def names(answers: object) -> Verdict:
    """Check the names given to the end states of exercise 3 of lesson 06."""
    if answers is None or answers is Ellipsis:
        return Verdict("not yet", "Replace the dots by names.")
    if not isinstance(answers, dict) or set(answers) != set(_ENDS):
        return Verdict("not quite", f"Expected a dictionary with the keys {', '.join(_ENDS)}.")
    missing = [letter for letter, name in answers.items() if name is None or name is Ellipsis]
    if missing:
        return Verdict("not yet", f"Still without a name: {', '.join(missing)}.")
    complaints = []
    for letter, name in answers.items():
        if not isinstance(name, str) or name.strip().lower() not in KINDS:
            return Verdict("not quite", f"{letter}: expected one of {KINDS}, got {name!r}.")
        given, right = name.strip().lower(), _ENDS[letter][1]
        if given != right:
            general = f"{letter}: not {given}. How many overlaps stand apart, are they equal?"
            complaints.append(_BECAUSE.get((letter, given), general))
    if not complaints:
        return Verdict("correct", "Sizes tell the kind, signs tell which one of it.")
    status = "almost" if len(complaints) <= 2 else "not quite"
    return Verdict(status, " ".join(complaints[:2]))


# ------------------------------------------------------------------- 4: the cure

_MELTS = 0.4598  # the symmetric mixture of three
_FAINT = 0.85  # from here on the memory's own overlap is below 0.65


def cure(temperature: object) -> Verdict:
    """Check the temperature of exercise 4 of lesson 06, by heating a mixture and a memory."""
    if temperature is None or temperature is Ellipsis:
        return Verdict("not yet", "Replace the dots by a temperature.")
    if isinstance(temperature, bool) or not isinstance(
        temperature, int | float | np.integer | np.floating
    ):
        kind = type(temperature).__name__
        return Verdict("not quite", f"Expected one number, got something of type {kind}.")
    degree = float(temperature)
    if not 0 < degree < np.inf:
        return Verdict("not quite", f"A temperature is above 0 and finite, got {degree:g}.")
    if degree >= 1:
        inverse = f" (If you meant β = {degree:g}, that is T = {1 / degree:.3g}.)"
        inverse = inverse if degree > 1 else ""
        return Verdict(
            "not quite",
            "At T ≥ 1 everything melts, the memories too: the cure kills the patient." + inverse,
        )
    left = _after_heating(degree)
    if left["mixture"] == "mixture":
        return Verdict(
            "not quite", f"After 60 sweeps at T = {degree:g} the mixture is still there. Warmer."
        )
    if degree <= _MELTS:
        return Verdict(
            "almost",
            f"It melted, but T = {degree:g} is below {_MELTS}: there the valley still exists, and "
            "only the noise of a small network jumped out of it. A larger one would stay longer. "
            "Choose a temperature that is safe for every N.",
        )
    if degree > _FAINT or left["memory"] != "pattern":
        return Verdict(
            "almost",
            f"The mixture has melted, but at T = {degree:g} the memory itself is faint and may "
            "wander off. A cooler cure is enough.",
        )
    return Verdict(
        "correct",
        f"At T = {degree:g} the mixture became a {left['mixture']}, and the memory is still itself "
        "after cooling.",
    )


def _after_heating(temperature: float) -> dict[str, str]:
    """What a mixture and a memory of 500 units are after 60 warm sweeps and recall."""
    patterns = random_patterns(3, 500, rng=1)
    weights = hebbian(patterns)
    starts = np.stack([mixture(patterns, [1, 1, 1]), patterns[0]])
    warm = glauber(weights, starts, beta=1 / temperature, sweeps=60, rng=2).state
    cold = recall(weights, warm, rng=3).state
    found = [classify(patterns, state) for state in cold]
    kinds = [kind.name for kind in found if not isinstance(kind, list)]
    return dict(zip(("mixture", "memory"), kinds, strict=True))


def symmetric_mixture(attempt: object) -> Verdict:
    """Check ``my_mixture(n)`` of lesson 06."""
    return _MIXTURE.check(attempt)


def free_share(attempt: object) -> Verdict:
    """Check ``my_free_share(n)`` of lesson 06."""
    return _TIES.check(attempt)
