"""Every package that is imported is declared in the extra that needs it."""

import ast
import json
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = {"hopfield_lessons", "benchmarks", "tests"} | {
    path.stem for folder in ("tools", "book/_ext") for path in ROOT.glob(f"{folder}/*.py")
}
DOCTOR = ROOT / "hopfield_lessons/commands/doctor.py"  # asks which parts of JupyterLab are missing
NEEDS = [
    ("lab", ["hopfield_lessons/**/*.py", "notebooks/*.ipynb"]),
    ("book", ["book/*.py", "book/_ext/*.py"]),
    ("bench", ["benchmarks/*.py"]),
    ("test", ["tools/*.py", "tests/**/*.py"]),
]


def declared(extra: str) -> set[str]:
    """What installing the course with this extra certainly brings."""
    names = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    for line in PROJECT["optional-dependencies"][extra]:
        requirement = Requirement(line)
        if requirement.name == PROJECT["name"]:
            names |= set().union(*(declared(other) for other in requirement.extras))
        else:
            names.add(canonicalize_name(requirement.name))
    return names


def sources(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield text
    else:
        yield from (
            "".join(cell["source"])
            for cell in json.loads(text)["cells"]
            if cell["cell_type"] == "code"
        )


def imported(path: Path) -> set[str]:
    """The top-level modules that a file imports, without ours and the standard library's."""
    names: set[str] = set()
    for source in sources(path):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - OURS - set(sys.stdlib_module_names)


@pytest.mark.parametrize(("extra", "patterns"), NEEDS, ids=[extra for extra, _ in NEEDS])
def test_what_is_imported_is_declared(extra: str, patterns: list[str]) -> None:
    """Else it is there only as long as some other package happens to bring it."""
    providers = packages_distributions()
    paths = {path for pattern in patterns for path in ROOT.glob(pattern)} - {DOCTOR}
    assert paths
    undeclared = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in paths
        for name in imported(path)
        if declared(extra).isdisjoint(map(canonicalize_name, providers.get(name, [name])))
    }
    assert not undeclared, f"not in the extra {extra!r} of pyproject.toml"
