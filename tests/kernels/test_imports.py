"""Importing the kernels is light: numpy, the standard library and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys

HEAVY = ("matplotlib", "ipywidgets", "IPython", "scipy", "tqdm", "dask", "pandas", "PIL")


def test_import_loads_numpy_only() -> None:
    script = f"import sys, hopfield_lessons; print(*[m for m in {HEAVY} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_import_takes_little_beyond_numpy() -> None:
    """0.3 s, three times what it may take on an idle machine; the best of three runs."""

    def microseconds() -> int:
        run = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", "import numpy, hopfield_lessons"],
            capture_output=True,
            text=True,
            check=True,
        )
        last = run.stderr.strip().splitlines()[-1]
        found = re.fullmatch(r"import time:\s*\d+ \|\s*(\d+) \| hopfield_lessons", last)
        assert found, last
        return int(found[1])

    assert min(microseconds() for _ in range(3)) < 300_000
