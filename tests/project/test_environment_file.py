"""environment.yml, as conda and Binder read it, gives an environment in which a lesson runs.

There is no conda here. What it does with the section `pip` is known: it writes the lines into a
file beside environment.yml, and runs `pip install -r` on that file in the same folder. So do we, in
a copy of the repository. No network is needed: what the lessons need lies in the new environment
already, linked from the one that runs the tests. pip has to find that it is enough, and as pinned.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib.metadata import files, requires
from pathlib import Path

import nbformat
import pytest
import yaml
from nbformat import NotebookNode
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project.pages import ROOT, text
from tests.project.test_environment import ASKED, BUILD, EXTRAS, PROJECT, pins

LESSON = "notebooks/02_patterns_and_the_hebb_rule.ipynb"
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
    python = new_python(clone.with_name("environment"), [*PROJECT["dependencies"], *EXTRAS["lab"]])
    asked = (ROOT / ASKED).read_text(encoding="utf-8") if ASKED else ""
    (clone / "constraints.txt").write_text(asked, encoding="utf-8")
    (section,) = (entry["pip"] for entry in ENVIRONMENT["dependencies"] if isinstance(entry, dict))
    (clone / "condaenv.requirements.txt").write_text("\n".join(section), encoding="utf-8")
    offline = ("--no-index", "--no-build-isolation")
    pip(python, "install", *offline, "-r", "condaenv.requirements.txt", folder=clone)
    return python


def new_python(folder: Path, requirements: list[str]) -> Path:
    """A Python that has these packages and what they need, and setuptools to build the course."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    paths = sysconfig.get_paths("venv", {"base": str(folder), "platbase": str(folder)})
    for name in with_all_they_need([*requirements, *BUILD]):
        for file in files(name) or ():
            target = Path(os.path.normpath(Path(paths["purelib"], file)))
            if target.parent != Path(paths["scripts"]):  # a program names the Python it belongs to
                target.parent.mkdir(parents=True, exist_ok=True)
                target.symlink_to(file.locate())
    return Path(paths["scripts"], "python")


def with_all_they_need(requirements: Iterable[str]) -> set[str]:
    """The names of these packages, of those that they need, and so on."""
    found = set()
    waiting = [Requirement(line) for line in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras} - {extra for known, extra in found if known == name}:
            found.add((name, extra))
            needs = map(Requirement, requires(name) or ())
            waiting += [n for n in needs if n.marker is None or n.marker.evaluate({"extra": extra})]
    return {name for name, _ in found}


def pip(python: Path, *arguments: str, folder: Path) -> str:
    """Run the pip that is here on that Python, without anybody's settings."""
    here = Path(sys.executable)
    return run(here, "-m", "pip", "--isolated", "--python", python, *arguments, folder=folder)


def run(python: Path, *arguments: str | Path, folder: Path) -> str:
    """Run Python in `folder`, with nothing of the environment that runs this test."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [str(python), *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"{' '.join(command)}\n{done.stdout}{done.stderr}", pytrace=False)
    return done.stdout


def test_its_python_is_one_that_we_test() -> None:
    asked = ENVIRONMENT["dependencies"][0].removeprefix("python=")
    assert f"Programming Language :: Python :: {asked}" in PROJECT["classifiers"]


def test_it_installs_the_versions_that_we_test(python: Path, clone: Path) -> None:
    listed = json.loads(pip(python, "list", "--format=json", folder=clone))
    installed = {canonicalize_name(package["name"]): package["version"] for package in listed}
    assert installed.pop(canonicalize_name(PROJECT["name"])) == PROJECT["version"]
    assert installed.pop("setuptools")
    for line in (*PROJECT["dependencies"], *EXTRAS["lab"]):
        requirement = Requirement(line)
        assert requirement.specifier.contains(installed[canonicalize_name(requirement.name)])
    if ASKED:
        pinned = {name: str(pin.specifier) for name, pin in pins(ROOT / ASKED).items()}
        asked = {name: pinned.get(name, "is not pinned") for name in installed}
        assert asked == {name: f"=={version}" for name, version in installed.items()}
    assert "pytest" not in installed
    pip(python, "check", folder=clone)


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
