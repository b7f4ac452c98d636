"""The picture of the house in CONTRIBUTING: every module stands in it, and looks down only."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.pages import ROOT, text

PACKAGE = ROOT / "hopfield_lessons"
FLOORS = {
    module: int(floor)
    for floor, modules in re.findall(
        r"^ *(\d) +│ (\w+(?:  ?\w+)*?)(?: {3,}.*)?│$", text("CONTRIBUTING.md"), re.MULTILINE
    )
    for module in modules.split()
}
MODULES = sorted(
    path.stem
    for path in PACKAGE.iterdir()
    if path.suffix == ".py" or (path / "__init__.py").exists()
    if path.stem != "__init__"  # the door, which shows what all floors have
)


def files(module: str) -> list[Path]:
    return [*PACKAGE.glob(f"{module}.py"), *(PACKAGE / module).rglob("*.py")]


def imported(path: Path, *, later: bool = True) -> Iterator[str]:
    """Dotted names of everything that a file imports, also inside functions if `later`."""
    inside = ("hopfield_lessons", *path.relative_to(PACKAGE).parts[:-1])
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree) if later else tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = inside[: len(inside) + 1 - node.level] if node.level else ()
            start = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def neighbours(module: str) -> set[str]:
    """The other modules of the package that a module imports."""
    names = {name for path in files(module) for name in imported(path)}
    inside = {name.split(".")[1] for name in names if name.startswith("hopfield_lessons.")}
    return (inside - {module}) & set(MODULES)


def test_the_picture_shows_every_module_and_nothing_else() -> None:
    assert sorted(FLOORS) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_a_module_looks_down(module: str) -> None:
    upwards = {other for other in neighbours(module) if FLOORS[other] >= FLOORS[module]}
    assert upwards == set(), f"{module} imports from its own floor or above"


@pytest.mark.parametrize("module", [module for module in MODULES if FLOORS.get(module, 10) <= 5])
def test_the_lower_floors_need_numpy_only(module: str) -> None:
    """Only a bar is more, and its tqdm is imported when somebody asks for one."""
    heavy = {"matplotlib", "ipywidgets", "IPython", "PIL", "scipy", "dask"}
    for path in files(module):
        assert {name.split(".")[0] for name in imported(path)} & heavy == set()
        assert "tqdm" not in {name.split(".")[0] for name in imported(path, later=False)}


def test_sliders_are_made_by_explorers() -> None:
    """The doctor, among the commands, asks whether they would work."""
    users = {module for module in MODULES for path in files(module) if uses_widgets(path)}
    assert users == {"explorers", "commands"}


def uses_widgets(path: Path) -> bool:
    return any(name.split(".")[0] == "ipywidgets" for name in imported(path))
