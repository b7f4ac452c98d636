"""Exercises of lesson 06 about states: to mix, to name, and to melt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...dynamics.noiseless import recall
from ...dynamics.noisy import glauber
from ...exercises import reading
from ...exercises.matching import Matching
from ...exercises.task import Task
from ...exercises.verdict import AttemptError, Verdict, almost, correct, not_quite
from ...mixtures import classify, mixture
from ...patterns import random_patterns
from ...rules import hebbian
from ...theory.mixed_states import mixture_overlaps

# ------------------------------------------------------------------- an asymmetric mixture

_MOST_PATTERNS = 12
_OF_THE_LESSON = ((4, 4, 2, 2, 2), (5, 2, 2, 2, 2, 2))  # overlaps times 8


def _asymmetric(coefficients: object) -> Verdict:
    """Answer the coefficients of a stable asymmetric mixture."""
    values = _coefficients(coefficients)
    used = values[values != 0]
    equal = np.ptp(np.abs(used)) == 0
    if equal and used.size > 1 and used.size % 2 == 0:
        return not_quite(
            f"An even number of equal coefficients, {used.size}: the worst choice. Where half of "
            "the patterns say + and half −, the unit is free.",
        )
    if equal and used.size > 1:
        return not_quite(
            f"This is the symmetric mixture of {used.size}: stable, but symmetric. Let the "
            "patterns weigh differently.",
        )
    found = mixture_overlaps(values)
    overlaps = np.array2string(np.round(found.overlaps, 4), separator=", ")
    if found.ties:
        return not_quite(
            f"{100 * found.ties:.3g} % of the units are tied: there your coefficients add up to "
            "exactly 0 with some choice of signs. Change one of them.",
        )
    heard = np.abs(found.overlaps[np.abs(found.overlaps) > 0])
    if heard.size == 1:
        return not_quite(
            "One pattern outvotes all others together, so this is that pattern, not a mixture: "
            f"overlaps {overlaps}.",
        )
    if not found.stable:
        return not_quite(
            f"No ties, but not self-consistent: the overlaps are {overlaps}, and with these as "
            f"coefficients some unit turns or is tied (smallest aligned field {found.margin:g}). "
            "Try the overlaps as your next coefficients, or other numbers.",
        )
    if np.ptp(heard) == 0:
        return not_quite(
            f"Stable, but the symmetric mixture of {heard.size} in disguise: the sign of the sum "
            f"is the same as with equal coefficients, overlaps {overlaps}.",
        )
    signature = tuple(sorted((8 * heard).tolist(), reverse=True))
    if signature in _OF_THE_LESSON:
        return almost(
            "Stable and asymmetric, but this is one that the lesson shows "
            f"(overlaps {overlaps}). Find another.",
        )
    return correct(
        f"A mixture of {heard.size} patterns with overlaps {overlaps}, smallest "
        f"aligned field {found.margin:g}: the coefficients reproduce their own signs.",
    )


def _coefficients(answer: object) -> NDArray[np.float64]:
    values = reading.numbers(answer, "my_coefficients", "a list of numbers")
    if values.ndim != 1 or not np.isfinite(values).all():
        raise AttemptError(
            f"Expected a list of finite numbers, one for each pattern; got shape {values.shape}."
        )
    if not values.any():
        raise AttemptError("All coefficients are 0: nothing is mixed.")
    if np.count_nonzero(values) > _MOST_PATTERNS:
        raise AttemptError(f"{_MOST_PATTERNS} patterns are plenty; five are enough.")
    return values[values != 0] if len(values) > _MOST_PATTERNS else values


asymmetric = Task(
    name="my_coefficients",
    judge=_asymmetric,
    dots="Replace the dots by a list of coefficients.",
    right="[5, 3, 3, 1, 1]",
    tried=(
        "[1, 1, 1, 1]",
        "[1, 1, 1]",
        "[2, 1, 1]",
        "[3, 1, 1]",
        "[7, 3, 3, 3, 3]",
        "[4, 3, 2]",
        "[2, 2, 1, 1, 1]",
    ),
)


# ------------------------------------------------------------------- name the end

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
    "A": {
        "asymmetric": "A: the signs differ, the sizes don't. It is +ξ or −ξ of three patterns "
        "with equal weight, a symmetric mixture.",
        "reversed": "A: a reversed pattern has one overlap near −1. Here three are near ½.",
        "pattern": "A: half is not a pattern; three overlaps share the first place.",
    },
    "B": {
        "spin glass": "B: 0.98 is a memory with a few wrong units, as crosstalk leaves it; "
        "the small overlaps are chance, about 1/√N.",
        "asymmetric": "B: the small overlaps are chance, about 1/√1000 = 0.03 and the largest "
        "of many; only one pattern is in this state.",
    },
    "C": {
        "symmetric": "C: the sizes fall off slowly, and no group stands apart. The largest, "
        "0.25, is no more than the sixth, 0.19, with some luck.",
        "asymmetric": "C: no overlap stands apart from the next; all of them are small.",
    },
    "D": {
        "symmetric": "D: one pattern weighs more than twice as much as the others: asymmetric.",
        "pattern": "D: 0.63 is far from 1, and five more overlaps near ¼ are not chance.",
        "spin glass": "D: 0.63 is a large overlap, and ¼ five times is not chance (0.03).",
    },
    "E": {
        "pattern": "E: look at the sign: −1 is the negative of a pattern.",
    },
    "F": {
        "reversed": "F: all five are negative, but a reversed pattern has one overlap near −1. "
        "This is a symmetric mixture of five reversed patterns.",
        "asymmetric": "F: 0.35 to 0.40 is one value, ⅜, within chance (0.03).",
        "spin glass": "F: five overlaps near ⅜ stand apart from the sixth, 0.02.",
    },
}


def ends() -> None:
    """Print the end states to name in exercise 4 of lesson 06."""
    print("six largest overlaps, N = 1000")
    for letter, (overlaps, _) in _ENDS.items():
        print(f"  {letter}  " + "  ".join(f"{m:+.2f}" for m in overlaps))
    print("names:", ", ".join(KINDS))


def _why_not(letter: str, kind: str) -> str:
    general = f"{letter}: not {kind}. How many overlaps stand apart, are they equal?"
    return _BECAUSE[letter].get(kind, general)


names = Matching(
    name="my_names",
    right={letter: right for letter, (_, right) in _ENDS.items()},
    wrong={
        letter: {kind: _why_not(letter, kind) for kind in KINDS if kind != right}
        for letter, (_, right) in _ENDS.items()
    },
    praise="Sizes tell the kind, signs tell which one of it.",
    dots="Still without a name: {all}.",
    tried=tuple(
        str(dict(zip(_ENDS, kinds, strict=True))).replace("'", '"')
        for kinds in (
            ("reversed", "pattern", "spin glass", "asymmetric", "reversed", "symmetric"),
            ("symmetric", "pattern", "symmetric", "asymmetric", "reversed", "reversed"),
            ("symmetric", "asymmetric", "spin glass", "symmetric", "reversed", "symmetric"),
            ("symmetric", "pattern", "spin glass", "spin glass", "pattern", "symmetric"),
        )
    ),
)


# ------------------------------------------------------------------- the cure

_MELTS = 0.4598  # the symmetric mixture of three
_SAFE = 0.75  # so far no memory of 500 units was lost in 180 trials; at 0.85 a third was


def _cure(temperature: object) -> Verdict:
    """Answer a temperature by heating a mixture and a memory."""
    if isinstance(temperature, bool) or not isinstance(
        temperature, int | float | np.integer | np.floating
    ):
        raise reading.refused(temperature, "my_temperature", "one number")
    degree = float(temperature)
    if not 0 < degree < np.inf:
        return not_quite(f"A temperature is above 0 and finite, got {degree:g}.")
    if degree >= 1:
        inverse = f" (If you meant β = {degree:g}, that is T = {1 / degree:.3g}.)"
        inverse = inverse if degree > 1 else ""
        return not_quite(
            "At T ≥ 1 everything melts, the memories too: the cure kills the patient." + inverse,
        )
    left = _after_heating(degree)
    if degree > _SAFE or left["memory"] != "pattern":
        return almost(
            f"The mixture melts, but at T = {degree:g} the memory itself is faint and wanders off: "
            "among 500 units some don't come back from T = 0.8, and a third from T = 0.85. "
            "A cooler cure is enough.",
        )
    if left["mixture"] == "mixture":
        return not_quite(f"After 60 sweeps at T = {degree:g} the mixture is still there. Warmer.")
    if degree <= _MELTS:
        return almost(
            f"It melted, but T = {degree:g} is below {_MELTS}: there the valley still exists, and "
            "only the noise of a small network jumped out of it. A larger one would stay longer. "
            "Choose a temperature at which it melts for every N.",
        )
    return correct(
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


cure = Task(
    name="my_temperature",
    judge=_cure,
    dots="Replace the dots by a temperature.",
    right="0.55",
    tried=("0.1", "0.4", "0.95", "2.0"),
)
