"""Run the races, print the table, draw the figure.

python -m benchmarks [--quick] [--table FILE.md] [--figure FILE.png]
"""

from __future__ import annotations

import argparse
import os
import platform
from pathlib import Path

import numpy as np

from . import measure
from .contenders import LOOP


def machine() -> str:
    """Processor, Python and numpy: a time means nothing without them."""
    name = platform.processor() or platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]["name"]
    return (
        f"{name}, {os.cpu_count()} cores, one used; {platform.system()}; "
        f"Python {platform.python_version()}, numpy {np.__version__} with {blas}"
    )


def duration(seconds: float) -> str:
    """Three digits and a unit."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def table(title: str, times: dict[str, float], against: str = LOOP) -> str:
    """A Markdown table of one race."""
    plain = "the loop" if against == LOOP else against
    rows = [
        f"## {title}",
        "",
        f"| who | time | times faster than {plain} |",
        "| --- | --: | --: |",
    ]
    rows += [
        f"| {name} | {duration(seconds)} | {times[against] / seconds:.2g} |"
        if times[against] < 10 * seconds
        else f"| {name} | {duration(seconds)} | {times[against] / seconds:.0f} |"
        for name, seconds in times.items()
    ]
    return "\n".join(rows)


def grid(title: str, head: str, series: dict[str, dict[int, float]]) -> str:
    """A Markdown table of times against N or P."""
    columns = sorted({x for points in series.values() for x in points})
    rows = [f"## {title}", "", f"| {head} | " + " | ".join(f"{x:,}" for x in columns) + " |"]
    rows.append("| --- |" + " --: |" * len(columns))
    for name, points in series.items():
        cells = [duration(points[x]) if x in points else "" for x in columns]
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def draw(
    path: Path, sizes: dict[str, dict[int, float]], counts: dict[str, dict[int, float]]
) -> None:
    """Both grids as curves with logarithmic axes."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 4), layout="constrained")
    left, right = figure.subplots(1, 2)
    panels = (
        (left, sizes, "number of units N (P = 50)"),
        (right, counts, "number of patterns P (N = 5000)"),
    )
    for axes, series, label in panels:
        for marker, (name, points) in zip("os^v", series.items(), strict=False):
            axes.loglog(list(points), list(points.values()), marker=marker, label=name)
        axes.set_xlabel(label)
        axes.set_ylabel("seconds for one state")
        axes.grid(alpha=0.3)
        axes.legend(fontsize=8)
    figure.savefig(path, dpi=150)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes, fewer rounds")
    parser.add_argument("--table", type=Path, help="write the tables to this Markdown file too")
    parser.add_argument("--figure", type=Path, help="draw cost against N and P to this file")
    chosen = parser.parse_args()
    rounds = 2 if chosen.quick else 5
    top = 2000 if chosen.quick else 20_000
    parts: list[str] = []

    def show(text: str) -> None:
        print(text, end="\n\n", flush=True)
        parts.append(text)

    show(f"Measured on {machine()}.")
    title = "1000 states, N = 1000, P = 50, 10 % of the units flipped"
    show(table(title, measure.many_states(rounds)))
    show(table("States of the same network, one after another", measure.one_state(rounds)))
    title = "A point of the capacity curve: N = 1000, P = 138, 20 networks, 5 patterns each"
    show(table(title + ", learning included", measure.capacity_point(rounds)))
    title = "Glauber dynamics of one state: N = 1000, β = 0.5, 20 sweeps"
    show(table(title, measure.with_noise(rounds)))
    title = "Metropolis dynamics of one state: N = 1000, β = 0.5, 20 sweeps"
    show(table(title, measure.metropolis(rounds)))
    title = "100 random states annealed: N = 1000, 20 sweeps from T = 1.2 down to 0.02"
    show(table(title, measure.annealing(min(rounds, 2))))
    title = "Ten epochs of the perceptron rule: N = 100, P = 120"
    show(table(title, measure.learning(rounds)))
    title = "A hundred dreams: N = 100, P = 20"
    show(table(title, measure.dreaming(rounds)))
    title = "200 descents of max-cut: 200 vertices, 5 % of the edges"
    show(table(title, measure.splitting(rounds)))
    title = "40 continuous networks: N = 100, 100 steps"
    show(table(title, measure.flowing(rounds)))
    title = "Twenty sweeps of 100 states: N = 500, P = 25, β = 2"
    show(table(title, measure.blocks(rounds)))
    title = "20 damaged patterns of a dense memory, n = 4: N = 100, K = 5000"
    show(table(title, measure.dense(min(rounds, 2))))
    title = "One softmax step: 100 states, 1000 patterns, d = 64"
    show(table(title, measure.softmax_step(rounds)))
    title = "The energy of one state, N = 1000"
    show(table(title, measure.energies(rounds), against=measure.NUMPY))
    sizes = measure.against_size(
        [n for n in (200, 500, 1000, 2000, 5000, 10_000, 20_000) if n <= top], max(2, rounds - 2)
    )
    show(grid("Time for one state, P = 50", "N", sizes))
    counts = measure.against_count([p for p in (10, 30, 100, 300) if p <= top / 20], 2)
    show(grid("Time for one state, N = 5000", "P", counts))
    peak, seconds = measure.big_network()
    show(
        "`recall_patterns` with N = 100,000, P = 100 and 4 states: "
        f"{duration(seconds)}, peak memory of the process {peak / 2**30:.2f} GiB "
        "(the weights would take 75 GiB)."
    )
    if chosen.table:
        chosen.table.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    if chosen.figure:
        draw(chosen.figure, sizes, counts)


if __name__ == "__main__":
    main()
