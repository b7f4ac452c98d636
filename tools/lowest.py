"""The lowest versions that pyproject.toml allows, as constraints for pip.

    python tools/lowest.py > lowest.txt
    make test CONSTRAINTS=lowest.txt VENV=.venv-lowest

It needs nothing but Python: it runs before anything is installed.
"""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


def requirements(pyproject: Path = PYPROJECT) -> Iterator[str]:
    """Every requirement of the package and of its extras."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    yield from project["dependencies"]
    for extra in project["optional-dependencies"].values():
        yield from extra


def lowest(requirements: Iterable[str]) -> list[str]:
    """``name>=bound`` as ``name==bound``; the course itself, which has no bound, is left out."""
    halves = (requirement.partition(">=") for requirement in requirements)
    return sorted({f"{name}=={bound}" for name, sign, bound in halves if sign})


if __name__ == "__main__":
    print("\n".join(lowest(requirements())))
