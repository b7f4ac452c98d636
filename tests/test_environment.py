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
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
DIRECT = [
    requirement
    for line in [*PROJECT["dependencies"], *(line for extra in EXTRAS.values() for line in extra)]
    if (requirement := Requirement(line)).name != PROJECT["name"]
]
COMPARED = {"hopfieldkit", "hopfieldnetwork"}
PINS = {
    canonicalize_name(pin.name): pin
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for pin in [Requirement(line)]
}


def test_constraints_are_plain_pins() -> None:
    """One exact version each, and no address of a registry or a file."""
    for pin in PINS.values():
        assert re.fullmatch(r"==[\w.]+", str(pin.specifier)), pin
        assert pin.url is None, pin


@pytest.mark.parametrize("requirement", DIRECT, ids=lambda requirement: requirement.name)
def test_every_dependency_is_pinned_and_installed_as_pinned(requirement: Requirement) -> None:
    pin = PINS[canonicalize_name(requirement.name)]
    if requirement.name in COMPARED:  # the benchmark's opponents; `make test` doesn't need them
        assert requirement.specifier.contains(str(pin.specifier).removeprefix("=="))
        return
    installed = version(requirement.name)
    assert pin.specifier.contains(installed), f"{installed} is installed: run `make test` again"
    assert requirement.specifier.contains(installed)


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
    """The lowest from a file, the newest without one; `make` installs anew when the file changes."""
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


def test_lab_installs_neither_the_site_nor_the_tests() -> None:
    commands = make("--dry-run", "lab", "VENV=none").stdout
    assert "'.[lab]'" in commands
    assert "'.[test]'" not in commands
    assert "'.[book]'" not in commands
