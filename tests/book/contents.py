"""What the book consists of, read from the one place that says so: the toctrees in index.md."""

import re
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "book"
LESSONS = ROOT / "notebooks"


def contents() -> list[str]:
    """Every page's source, relative to book/, in order, the cover first."""
    index = (BOOK / "index.md").read_text(encoding="utf-8")
    trees = re.findall(r"^```\{toctree\}\n(.*?)^```", index, re.M | re.S)
    lines = "".join(trees).splitlines()
    entries = [line for line in lines if line and not line.startswith(":")]
    return ["index.md", *(page for entry in entries for page in pages(entry))]


def pages(entry: str) -> list[str]:
    """The pages of one entry, which for the lessons is a pattern."""
    return [f"notebooks/{name}" for name in lessons()] if "*" in entry else [entry]


def lessons() -> list[str]:
    """The file names of the lessons, in order."""
    return sorted(path.name for path in LESSONS.glob("*.ipynb"))


@cache
def parsed(page: Path) -> BeautifulSoup:
    """A page of a built book, read once for all tests, which leave it as it is."""
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
