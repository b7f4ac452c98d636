"""The house: its floors, which pyproject.toml declares, and their drawing in CONTRIBUTING."""

import tomllib

import pytest
from importlinter.cli import lint_imports

from tests.project.pages import ROOT, text

CONTRACTS = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
FLOORS = next(contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")


def test_every_module_keeps_to_the_declared_floors(capsys: pytest.CaptureFixture[str]) -> None:
    broken = lint_imports(str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert not broken, capsys.readouterr().out.rpartition("Broken contracts")[2]


def test_the_drawing_shows_the_declared_floors() -> None:
    drawing = text("CONTRIBUTING.md").partition("## The house")[2].split("```")[1]
    rows = [line.strip() for line in drawing.splitlines() if line.strip()[:1].isdigit()]
    drawn = [row.partition("   ")[0] for row in rows]  # without the words at its right
    declared = [
        f"{len(FLOORS) - 1 - below}  │ {floor.replace(' | ', '  ')}"
        for below, floor in enumerate(FLOORS)
    ]
    assert drawn == declared, "CONTRIBUTING.md, The house: draw the floors of pyproject.toml"
