"""Measure the capacity curve of lesson 07: python tools/capacity_curve.py --out FILE

Writes one row for each size and load. Every network has a seed made from the sweep's seed, N, P
and its number, so each row can be measured again alone and gives the same digits anywhere:

    python tools/capacity_curve.py --sizes 250 --loads 0.1 0.14

The whole curve takes about five minutes on one core.
"""

import argparse
import csv
import io
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from hopfield_lessons import capacity_sweep

SEED = 7
STARTS = 5
LOADS = (
    *(0.05, 0.08, 0.1, 0.11, 0.12, 0.125, 0.13, 0.135, 0.14),
    *(0.145, 0.15, 0.155, 0.16, 0.17, 0.18, 0.2, 0.25),
)
NETWORKS = {250: 100, 500: 100, 1000: 80, 2000: 40, 4000: 24}
RETRIEVED = 0.7  # a run that ends above this overlap counts as retrieved
COLUMNS = (
    *("size", "count", "load", "networks", "starts", "seed"),
    *("overlap", "error", "retrieved", "perfect"),
)


def measure(
    sizes: Sequence[int],
    loads: Sequence[float] = LOADS,
    *,
    workers: int = 1,
    progress: bool = False,
) -> list[dict[str, int | float]]:
    """Return one row for each size and load; runs start at the patterns themselves."""
    table = []
    with ProcessPoolExecutor(workers) as pool:
        for size in sizes:
            sweep = capacity_sweep(
                size,
                loads,
                networks=NETWORKS[size],
                rng=SEED,
                starts=STARTS,
                executor=pool if workers > 1 else None,
                progress=progress,
            )
            for row, ends in zip(sweep.rows(), sweep.samples, strict=True):
                row |= {"starts": STARTS, "seed": SEED, "retrieved": (ends > RETRIEVED).mean()}
                # Twelve digits: the last bits of a mean are the compiler's.
                table.append({name: round(row[name], 12) for name in COLUMNS})
    return table


def as_csv(table: Sequence[dict[str, int | float]]) -> str:
    """Write the rows as comma-separated text with a header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return text.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the capacity curve of lesson 07.")
    parser.add_argument("--out", type=Path, help="file to write; the screen by default")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(NETWORKS), choices=NETWORKS)
    parser.add_argument("--loads", type=float, nargs="+", default=LOADS)
    parser.add_argument("--workers", type=int, default=1, help="processes; the digits don't care")
    asked = parser.parse_args()
    text = as_csv(measure(asked.sizes, asked.loads, workers=asked.workers, progress=True))
    if asked.out is None:
        print(text, end="")
    else:
        asked.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
