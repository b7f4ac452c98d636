"""Run all of them, keep what they gave, and write the tables of the page.

python -m benchmarks.papers [--only NAME ...] [--tables-only]
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..__main__ import machine
from . import ALL, ties
from .page import functions, table, tied
from .redone import Measured

BOOK = Path(__file__).parents[2] / "book"
RESULTS = BOOK / "papers.json"


def stored() -> dict[str, Any]:
    """What was measured the last time."""
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return results


def written(results: dict[str, Any]) -> dict[Path, str]:
    """The parts of the page that these results make, by their files."""
    measured = {name: Measured(**numbers) for name, numbers in results["measured"].items()}
    parts = {
        "papers.table.md": table(measured, results["machine"]),
        "papers_ties.table.md": tied(results["ties"]),
        "papers_functions.table.md": functions(),
    }
    return {BOOK / name: "\n".join(lines) + "\n" for name, lines in parts.items()}


def measure(results: dict[str, Any], only: list[str]) -> None:
    """Run what is asked for, or everything, and put it into the results."""
    for each in ALL:
        if not only or each.name in only:
            ours = each.run()
            results["measured"][each.name] = asdict(ours)
            print(f"{each.name:28} {each.said:16} {ours.mean:.4f} ± {ours.error:.4f}", flush=True)
    if not only or "ties" in only:
        # Whoever isn't installed here keeps what was measured elsewhere.
        results["ties"] |= ties.race()
        print(results["ties"])
    results["machine"] = machine()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.papers", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="NAME", default=[], help="run these again")
    parser.add_argument("--tables-only", action="store_true", help="write the tables, run nothing")
    chosen = parser.parse_args()
    results = stored() if RESULTS.exists() else {"machine": "", "measured": {}, "ties": {}}
    if not chosen.tables_only:
        measure(results, chosen.only)
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    for path, part in written(results).items():
        path.write_text(part, encoding="utf-8")


if __name__ == "__main__":
    main()
