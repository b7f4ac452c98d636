"""Wrong answers to try on the checks that have no list of misconceptions to read out.

Such a check looks at what it is handed, a choice of letters or a network, and its answer depends on
it. So the key shows what it says to attempts as one meets them, run when the site is built.
"""

import importlib

import numpy as np

import hopfield_lessons as hl
from hopfield_lessons.lessons.exercise import Verdict

# Lesson and check; then the arguments as one would write them.
ATTEMPTS = {
    ("00", "content"): ('"A"', '"C"', '"F"', '"BD"'),
    ("00", "picture"): (
        "np.ones(64)",
        'hl.to_bits(hl.pictures()["heart"])',
        '-hl.pictures()["heart"]',
    ),
    ("00", "orders"): ("[[1, 2, 3, 4], [4, 3, 2, 1]]", "[[0, 1, 2, 3], [0, 2, 1, 3]]"),
    ("00", "bowl"): ('"A"', '"D"', '"F"', '"BEG"'),
    ("03", "half"): (
        '"A", "R"',
        '"C", "R"',
        '"B", "P"',
        '"B", "Q"',
        '"B", "S"',
    ),
    ("04", "counterexamples"): (
        "*[([[0, 1], [1, 0]], [1, -1])] * 4",
        "([[0, 1], [-1, 0]], [1, 1]), ([[0, 1], [1, 0]], [1, -1]), ..., ...",
        "([[0, 1], [-1, 0]], [1, 1]), ([[-1]], [1]), ([[0, 1], [1, 0]], [1, 1]), ...",
    ),
    ("04", "tie_that_decides"): (
        "([[0, 1], [1, 0]], [1, -1])",
        "([[0, 1, 0], [1, 0, 0], [0, 0, 0]], [1, 1, -1])",
        "([[0, 1, 0], [1, 0, -1], [0, -1, 0]], [1, 1, 1])",
    ),
    ("06", "names"): tuple(
        "{"
        + ", ".join(f'"{letter}": "{name}"' for letter, name in zip("ABCDEF", row, strict=True))
        + "}"
        for row in (
            ("reversed", "pattern", "spin glass", "asymmetric", "reversed", "symmetric"),
            ("symmetric", "pattern", "symmetric", "asymmetric", "reversed", "reversed"),
            ("symmetric", "asymmetric", "spin glass", "symmetric", "reversed", "symmetric"),
            ("symmetric", "pattern", "spin glass", "spin glass", "pattern", "symmetric"),
        )
    ),
    ("06", "cure"): ("0.1", "0.4", "0.95", "2.0"),
    ("06", "asymmetric"): (
        "[1, 1, 1, 1]",
        "[1, 1, 1]",
        "[2, 1, 1]",
        "[3, 1, 1]",
        "[7, 3, 3, 3, 3]",
        "[4, 3, 2]",
        "[2, 2, 1, 1, 1]",
    ),
    ("07", "capacities"): (
        '"one", "most", "one", "most", "none"',
        '"all", "none", "one", "most", "none"',
        '"all", "most", "one", "all", "none"',
        '"all", "most", "one", "most", "most"',
    ),
    ("07", "kept_diagonal"): ('"B"', '"D"', '"AC"', '"ABD"'),
}


def answers(lesson: str, check: str) -> list[tuple[str, Verdict]]:
    """Each attempt at a check, as code, with the verdict on it."""
    module = importlib.import_module(f"hopfield_lessons.lessons.lesson_{lesson}.checks")
    calls = [f"check.{check}({arguments})" for arguments in ATTEMPTS.get((lesson, check), ())]
    return [(call, eval(call, {"check": module, "hl": hl, "np": np})) for call in calls]
