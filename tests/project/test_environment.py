"""The ways to set up the course agree with each other, and say clearly what is missing."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from lowest import lowest as lowest_versions
from lowest import requirements
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
DIRECT = [
    requirement
    for line in [*PROJECT["dependencies"], *(line for extra in EXTRAS.values() for line in extra)]
    if (requirement := Requirement(line)).name != PROJECT["name"]
]
COMPARED = {"hopfieldkit", "hopfieldnetwork"}  # the benchmark's opponents; no test needs them
INSTALLED = [requirement for requirement in DIRECT if requirement.name not in COMPARED]


def pins(constraints: Path) -> dict[str, Requirement]:
    return {
        canonicalize_name(pin.name): pin
        for line in constraints.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for pin in [Requirement(line)]
    }


PINS = pins(ROOT / "constraints.txt")
ASKED = os.environ.get("CONSTRAINTS", "constraints.txt")  # what make gave pip; empty: the newest


def test_constraints_are_plain_pins() -> None:
    """One exact version each, and no address of a registry or a file."""
    for pin in PINS.values():
        assert re.fullmatch(r"==[\w.]+", str(pin.specifier)), pin
        assert pin.url is None, pin


@pytest.mark.parametrize("requirement", DIRECT, ids=lambda requirement: requirement.name)
def test_every_dependency_is_pinned_within_its_bounds(requirement: Requirement) -> None:
    pin = PINS[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(str(pin.specifier).removeprefix("=="))


@pytest.mark.parametrize("requirement", INSTALLED, ids=lambda requirement: requirement.name)
def test_every_dependency_is_installed_as_asked(requirement: Requirement) -> None:
    installed = version(requirement.name)
    assert requirement.specifier.contains(installed)
    if ASKED:
        asked = pins(ROOT / ASKED)[canonicalize_name(requirement.name)].specifier
        assert asked.contains(installed), (
            f"{requirement.name} {installed} is installed, but {ASKED} asks for {asked}: "
            "run `make test` again, or give these constraints a VENV of their own"
        )


def test_the_lowest_versions_are_the_bounds() -> None:
    """One bound for each direct dependency: pip refuses a name with two versions."""
    lowest = [Requirement(line) for line in lowest_versions(requirements())]
    names = [requirement.name for requirement in lowest]
    assert sorted(names) == sorted({requirement.name for requirement in DIRECT})
    for requirement in lowest:
        bounds = {str(d.specifier) for d in DIRECT if d.name == requirement.name}
        assert bounds == {str(requirement.specifier).replace("==", ">=")}


def test_only_numpy_is_needed_to_compute() -> None:
    assert [Requirement(line).name for line in PROJECT["dependencies"]] == ["numpy"]


def test_dependencies_have_no_upper_bounds() -> None:
    """They would fight with a learner's other packages; constraints.txt pins what we test."""
    assert {s.operator for requirement in DIRECT for s in requirement.specifier} == {">="}


def test_conda_and_binder_take_the_same_versions() -> None:
    """conda writes the pip section to a requirements file, so pip must understand each line."""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    python, pip, section = environment["dependencies"]
    assert re.fullmatch(r"python=3\.\d+", python)
    assert pip == "pip"
    assert section == {"pip": ["-c constraints.txt", "-e .[lab]"]}


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make as from a shell of its own, not as part of the make that runs the tests."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *arguments], cwd=ROOT, env=env, capture_output=True, text=True)


def fake_python(folder: Path, script: str) -> str:
    path = folder / "python3"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_missing_python_is_named(tmp_path: Path) -> None:
    done = make("lab", "PYTHON=no-such-python", f"VENV={tmp_path}/venv")
    assert done.returncode != 0
    assert "There is no 'no-such-python' here: install Python 3.11 or newer" in done.stderr


def test_an_old_python_is_named(tmp_path: Path) -> None:
    """A stand-in that gives itself out as Python 3.9."""
    pose = "import sys; sys.version_info = (3, 9); sys.version = '3.9.2'; exec(sys.argv[1])"
    pretend = f'exec "{sys.executable}" -c "{pose}" "$2"'
    done = make("test", f"PYTHON={fake_python(tmp_path, pretend)}", f"VENV={tmp_path}/venv")
    assert done.returncode != 0
    assert re.search(r"Python 3\.11 or newer is needed, but \S+ is Python 3\.9\.2", done.stderr)


def test_a_python_without_venv_is_named(tmp_path: Path) -> None:
    """A stand-in for Debian's python3 without python3-venv: `import venv, ensurepip` fails."""
    refuse = 'case "$*" in *ensurepip*) exit 1;; esac'
    done = make("test", f"PYTHON={fake_python(tmp_path, refuse)}", f"VENV={tmp_path}/venv")
    assert done.returncode != 0
    assert "apt install python3-venv" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_lab_stays_on_this_machine_with_its_token() -> None:
    commands = make("--dry-run", "lab", "LAB_ARGS=--port=9999").stdout
    (lab,) = [line for line in commands.splitlines() if "-m jupyterlab" in line]
    assert "--ip=127.0.0.1" in lab
    assert "--port=9999" in lab
    assert "token" not in lab
    assert ("--allow-root" in lab) == (os.geteuid() == 0)


def test_other_versions_can_be_tested(tmp_path: Path) -> None:
    """The lowest from a file, the newest without one."""
    others = tmp_path / "lowest.txt"
    others.touch()
    (lowest,) = pip_lines("test", f"CONSTRAINTS={others}")
    (newest,) = pip_lines("test", "CONSTRAINTS=")
    assert f"--constraint {others} " in lowest
    assert "--constraint" not in newest


def pip_lines(*arguments: str) -> list[str]:
    commands = make("--dry-run", *arguments, "VENV=none").stdout.splitlines()
    return [line for line in commands if "pip install" in line]


def test_windows_has_its_own_folder_of_programs() -> None:
    commands = make("--dry-run", "test", "VENV=none", "OS=Windows_NT").stdout
    assert "none/Scripts/python -m pytest" in commands
    assert "none/bin" not in commands


def test_coverage_is_asked_of_the_whole_suite_only() -> None:
    """Some of the tests can't reach all lines, and would fail for that."""
    assert "--cov=hopfield_lessons" in make("--dry-run", "test", "VENV=none").stdout
    assert "--cov" not in make("--dry-run", "test", "VENV=none", "TESTS=tests/kernels").stdout


def test_lab_installs_neither_the_site_nor_the_tests() -> None:
    commands = make("--dry-run", "lab", "VENV=none").stdout
    assert "'.[lab]'" in commands
    assert "'.[test]'" not in commands
    assert "'.[book]'" not in commands
