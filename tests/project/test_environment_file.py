"""environment.yml, as conda and Binder read it, gives an environment in which a lesson runs.

There is no conda here. What it does with the section `pip` is known: it writes the lines into a
file beside environment.yml, and runs `pip install -r` on that file in the same folder. So do we, in
a copy of the repository, with an environment that has nothing in it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml
from nbformat import NotebookNode
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project.pages import ROOT, text
from tests.project.test_environment import PINS, PROJECT

LESSON = "notebooks/02_patterns_and_the_hebb_rule.ipynb"
BROUGHT_ALONG = {"pip", "setuptools"}  # by a new environment, in its Python's versions
NOT_IN_A_CLONE = shutil.ignore_patterns(
    ".git", ".venv*", ".coverage*", "_build", "__pycache__", ".*_cache"
)

ENVIRONMENT = yaml.safe_load(text("environment.yml"))


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clone") / "hopfield"
    shutil.copytree(ROOT, folder, ignore=NOT_IN_A_CLONE)
    return folder


@pytest.fixture(scope="module")
def python(clone: Path) -> Path:
    """The Python of a new environment, with what the section `pip` asks for."""
    venv = clone.with_name("environment")
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    python = venv / ("Scripts" if os.name == "nt" else "bin") / "python"
    (section,) = (entry["pip"] for entry in ENVIRONMENT["dependencies"] if isinstance(entry, dict))
    (clone / "condaenv.requirements.txt").write_text("\n".join(section), encoding="utf-8")
    install = ("install", "-q", "--no-compile", "-r", "condaenv.requirements.txt")
    run(python, "-m", "pip", *install, folder=clone)
    return python


def run(python: Path, *arguments: str, folder: Path) -> str:
    """Run Python in `folder`, with nothing of the environment that runs this test."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [python, *arguments]
    done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"{' '.join(arguments)}\n{done.stdout}{done.stderr}", pytrace=False)
    return done.stdout


def test_its_python_is_one_that_we_test() -> None:
    asked = ENVIRONMENT["dependencies"][0].removeprefix("python=")
    assert f"Programming Language :: Python :: {asked}" in PROJECT["classifiers"]


def test_it_installs_the_versions_that_we_test(python: Path, clone: Path) -> None:
    listed = json.loads(run(python, "-m", "pip", "list", "--format=json", folder=clone))
    installed = {
        canonicalize_name(package["name"]): package["version"]
        for package in listed
        if package["name"] not in BROUGHT_ALONG
    }
    assert installed.pop(canonicalize_name(PROJECT["name"])) == PROJECT["version"]
    for line in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["lab"]):
        requirement = Requirement(line)
        assert requirement.specifier.contains(installed[canonicalize_name(requirement.name)])
    pinned = {name: installed[name] for name in installed.keys() & PINS.keys()}
    assert pinned == {name: re.sub("^==", "", str(PINS[name].specifier)) for name in pinned}
    assert installed.keys() <= PINS.keys()
    assert "pytest" not in installed
    run(python, "-m", "pip", "check", folder=clone)


def test_a_lesson_runs_in_it_and_says_what_it_said(python: Path, clone: Path) -> None:
    committed = nbformat.read(ROOT / LESSON, as_version=4)
    run(python, "tools/run_notebooks.py", LESSON, folder=clone)
    fresh = nbformat.read(clone / LESSON, as_version=4)
    assert said(fresh) == said(committed)
    assert any(said(fresh))


def said(lesson: NotebookNode) -> list[list[str]]:
    """The text outputs of each code cell."""
    return [
        [
            output["text"] if "text" in output else output["data"].get("text/plain", "")
            for output in cell.outputs
        ]
        for cell in lesson.cells
        if cell.cell_type == "code"
    ]
