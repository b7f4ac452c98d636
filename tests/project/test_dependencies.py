"""Every package that is imported is declared in an extra that the importing code may count on."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = ["hopfield_lessons", "benchmarks", "tests"] + [
    path.stem for folder in ("tools", "book/_ext") for path in ROOT.glob(f"{folder}/*.py")
]
ASIDE = [
    r"hopfield_lessons/commands/doctor\.py",  # asks which parts of JupyterLab are missing
    "book/(notebooks|_build)/",  # copies
]
NEEDS = [
    pytest.param(["hopfield_lessons", "notebooks"], {"lab"}, id="lessons"),
    pytest.param(["book"], {"book"}, id="book"),
    pytest.param(["benchmarks"], {"bench"}, id="benchmarks"),
    pytest.param(["tools", "tests"], {"test", "lab", "book"}, id="tests"),
]


@pytest.mark.parametrize(("folders", "extras"), NEEDS)
def test_what_is_imported_is_declared(folders: list[str], extras: set[str]) -> None:
    """Else it is there only as long as some other package happens to bring it."""
    others = ",".join(PROJECT["optional-dependencies"].keys() - extras)
    command = [sys.executable, "-m", "deptry", *folders, "--no-ansi"]
    command += ["--optional-dependencies-dev-groups", others]  # not for these folders
    command += ["--ignore", "DEP002"]  # many are programs, or loaded by name: no import shows them
    for pattern in ASIDE:  # in place of deptry's own, which would leave out the tests
        command += ["--exclude", pattern]
    for module in OURS:
        command += ["--known-first-party", module]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Success! No dependency issues found." in done.stderr
