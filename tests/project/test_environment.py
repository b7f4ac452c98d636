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

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
BUILD = PYPROJECT["build-system"]["requires"]
EXTRAS = PROJECT["optional-dependencies"]
DIRECT = [
    requirement
    for line in [*PROJECT["dependencies"], *(line for extra in EXTRAS.values() for line in extra)]
    if (requirement := Requirement(line)).name != PROJECT["name"]
]
NOT_FOR_TESTS = {"hopfieldkit", "hopfieldnetwork", "uv"}  # of the benchmark, and of lowest.txt
INSTALLED = [requirement for requirement in DIRECT if requirement.name not in NOT_FOR_TESTS]


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


OURS = re.findall(r"^(\w+) *[?:]?=", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
MAKES_OWN = ["MAKEFLAGS", "MAKEOVERRIDES", "MAKELEVEL", "MAKEFILES", "MFLAGS", "GNUMAKEFLAGS"]


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make as from a shell of its own: the make of the tests exports what it was given."""
    env = {name: value for name, value in os.environ.items() if name not in {*OURS, *MAKES_OWN}}
    return subprocess.run(["make", *arguments], cwd=ROOT, env=env, capture_output=True, text=True)


@pytest.mark.parametrize("name", [*OURS, *MAKES_OWN])
def test_what_make_was_given_changes_no_test(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in `make test TESTS=tests/project PYTHON=python3.12`."""
    monkeypatch.setenv(name, "7")
    commands = make("--dry-run", "lab", "test", "VENV=none").stdout
    monkeypatch.delenv(name)
    assert commands == make("--dry-run", "lab", "test", "VENV=none").stdout


def fake_python(folder: Path, script: str) -> str:
    path = folder / "python3"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_missing_python_is_named(tmp_path: Path) -> None:
    done = make("lab", "PYTHON=no-such-python", f"VENV={tmp_path}/venv")
    assert done.returncode != 0
    assert "There is no 'no-such-python' here: install Python 3.11 to 3.14" in done.stderr


def make_with(version: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run make with a stand-in for a Python of that version, which can't create environments."""
    numbers = tuple(map(int, version.split(".")))
    pose = f"import sys; sys.version_info = {numbers}; sys.version = '{version}'; exec(sys.argv[1])"
    refuse = 'case "$*" in *ensurepip*) exit 1;; esac'
    pretend = f'{refuse}; exec "{sys.executable}" -c "{pose}" "$2"'
    return make("test", f"PYTHON={fake_python(folder, pretend)}", f"VENV={folder}/venv")


@pytest.mark.parametrize("version", ["2.7.18", "3.9.2", "3.10.13", "3.15.0", "3.110.0"])
def test_a_python_that_isnt_supported_is_named(version: str, tmp_path: Path) -> None:
    """Before pip begins to compile what has no wheel for it."""
    done = make_with(version, tmp_path)
    assert done.returncode != 0
    assert f"is Python {version}. Name another one: make PYTHON=python3.14" in done.stderr
    assert "Python 3.11 to 3.14 is needed" in done.stderr


@pytest.mark.parametrize("version", ["3.11.2", "3.12.0", "3.13.9", "3.14.1"])
def test_a_supported_python_is_taken(version: str, tmp_path: Path) -> None:
    assert "cannot create environments" in make_with(version, tmp_path).stderr


@pytest.mark.parametrize(
    "page", ["README.md", "book/index.md", "book/lecturers.md", "book/status.md"]
)
def test_every_page_names_the_same_pythons(page: str) -> None:
    written = (ROOT / page).read_text(encoding="utf-8")
    assert set(re.findall(r"Python (3\.\d+ (?:to|or) \S+\b)", written)) == {"3.11 to 3.14"}


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


@pytest.mark.parametrize(
    ("given", "folder", "is_a_copy"),
    [
        ((), "my-lessons", True),
        (("LESSONS=my course",), "my course", True),
        (("LESSONS=notebooks",), "notebooks", False),
    ],
)
def test_lab_opens_the_first_lesson(
    given: tuple[str, ...], folder: str, is_a_copy: bool, tmp_path: Path
) -> None:
    """Of a folder that start has brought up to date first, or of those that were run."""
    program = fake_python(tmp_path, 'echo "$0 $JUPYTER_CONFIG_PATH"; printf "%s\\n" "$@"')
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python").symlink_to(program)
    (tmp_path / ".installed-lab").touch()
    done = make("lab", f"VENV={tmp_path}", *given)
    assert done.returncode == 0, done.stderr
    *started, lab = done.stdout.split(f"{tmp_path}/bin/python ")[1:]
    assert bool(started) == is_a_copy
    for words in started:
        assert words.splitlines()[1:] == ["-m", "hopfield_lessons", "start", folder]
    settings, *words = lab.splitlines()
    assert settings == str(ROOT / "tools/lab")
    assert words[:2] == ["-m", "jupyterlab"]
    assert words[-1] == f"{folder}/00_start_here.ipynb"


def test_a_learners_copy_is_no_part_of_the_repository() -> None:
    assert "\n/my-lessons/\n" in (ROOT / ".gitignore").read_text(encoding="utf-8")


def test_other_versions_can_be_tested(tmp_path: Path) -> None:
    """The lowest from a file, the newest without one."""
    others = tmp_path / "lowest.txt"
    others.touch()
    (lowest,) = pip_lines("test", f"CONSTRAINTS={others}")
    (newest,) = pip_lines("test", "CONSTRAINTS=")
    assert f"--constraint {others} " in lowest
    assert "--constraint" not in newest


def test_the_lowest_versions_are_found_anew() -> None:
    """Of all extras that the tests and the benchmark use, and not those of an earlier file."""
    found = make("--dry-run", "--always-make", "lowest.txt", "VENV=none").stdout.replace("\\\n", "")
    (compile_,) = [line.split() for line in found.splitlines() if "-m uv pip compile" in line]
    assert compile_[-3:] == ["--output-file", "lowest.txt", "pyproject.toml"]
    assert compile_[compile_.index("--resolution") + 1] == "lowest-direct"
    assert [compile_[i + 1] for i, word in enumerate(compile_) if word == "--extra"] == [
        "test",
        "bench",
    ]
    assert "--upgrade" in compile_
    assert not [word for word in compile_ if "index" in word or "links" in word]


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
