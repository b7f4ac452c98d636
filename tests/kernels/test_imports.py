"""Importing the kernels is light: numpy, the standard library and nothing else."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("matplotlib", "ipywidgets", "IPython", "scipy", "tqdm", "dask", "pandas", "PIL")


def test_import_loads_numpy_only() -> None:
    script = f"import sys, hopfield_lessons; print(*[m for m in {HEAVY} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_import_takes_little_beyond_numpy() -> None:
    """About as much work as numpy itself; counted in time of the processor, which no other
    program can take away, and the best of three runs."""
    script = (
        "from time import process_time as now; start = now(); import numpy; between = now(); "
        "import hopfield_lessons; print((now() - between) / (between - start))"
    )

    def times_as_much() -> float:
        command = [sys.executable, "-c", script]
        return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    assert min(times_as_much() for _ in range(3)) < 2.5
