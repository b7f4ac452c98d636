"""Measure when Hebb's rule merges patterns that are alike: python tools/collapse.py

Prints the table of the glossary's entry on common crosstalk: networks of 1000 units with biased
patterns, by the number of patterns P and by (P - 1) times their mean overlap. Every cell has a
seed of its own, made from P and that number, so that it can be measured again alone.
The whole table takes about a minute on one core.
"""

from collections.abc import Sequence

import numpy as np

from hopfield_lessons import local_field, random_patterns, recall
from hopfield_lessons.network import prepare
from hopfield_lessons.rules import hebbian

SIZE, NETWORKS = 1000, 20
COUNTS = (5, 10, 20, 50)
CROSSTALKS = (0.6, 0.8, 1.0, 1.2, 1.5, 2.0, 3.0)


def measure(count: int, crosstalk: float) -> tuple[list[float], list[float]]:
    """Shares of stable patterns and numbers of ends per pattern, one for each network."""
    rng = np.random.default_rng([count, round(1000 * crosstalk)])
    bias = (crosstalk / (count - 1)) ** 0.5  # whose square is the mean overlap
    stable, ends = [], []
    for _ in range(NETWORKS):
        patterns = random_patterns(count, SIZE, rng=rng, bias=bias)
        network = prepare(hebbian(patterns))
        aligned = patterns * local_field(network, patterns)
        last = recall(network, patterns, order="sequential", energies=False).state
        stable.append(float((aligned >= 0).all(axis=1).mean()))
        ends.append(len(np.unique(last, axis=0)) / count)
    return stable, ends


def cell(count: int, crosstalk: float) -> str:
    """Both means with their standard errors over networks, in percent."""
    shares = []
    for values in measure(count, crosstalk):
        error = np.std(values, ddof=1) / len(values) ** 0.5
        shares.append(f"{100 * np.mean(values):.0f} ± {100 * error:.0f}")
    return ", ".join(shares)


def table(counts: Sequence[int] = COUNTS, crosstalks: Sequence[float] = CROSSTALKS) -> str:
    """A Markdown table, one row for each crosstalk."""
    lines = [
        "| $(P - 1)\\,\\bar m$ | " + " | ".join(f"$P = {count}$" for count in counts) + " |",
        "| --: |" + " :-: |" * len(counts),
    ]
    lines += [
        f"| {crosstalk:.1f} | " + " | ".join(cell(count, crosstalk) for count in counts) + " |"
        for crosstalk in crosstalks
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
