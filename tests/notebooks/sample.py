"""A lesson that passes every guard, for the tests of the guards to spoil.

It is what `tools/new_lesson.py` makes for an author, once the notes of the template are written
out. It lies in a repository of its own, so that no throw-away file ever stands among the lessons.
"""

import shutil
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from new_lesson import new_lesson

from tests.notebooks.texts import NOTE

ROOT = Path(__file__).parents[2]
TITLE = 'How alike are "two" states?'


def repository(root: Path) -> Path:
    """Copy what a lesson needs to be run and tested, the other lessons aside, to `root`."""
    for folder in ("hopfield_lessons", "tests", "tools"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / file, root)
    (root / "notebooks").mkdir()
    return root


def sample(root: Path) -> Path:
    """Begin a lesson in the repository at `root` and write it, as an author in a hurry would."""
    path = new_lesson("99", TITLE, root)["lesson.ipynb"]
    path.write_text(path.read_text(encoding="utf-8").replace(f"{NOTE} ", ""), encoding="utf-8")
    return path


def text(source: str) -> NotebookNode:
    return new_markdown_cell(source)


def code(source: str, **metadata: Any) -> NotebookNode:
    return new_code_cell(source, metadata=metadata)
