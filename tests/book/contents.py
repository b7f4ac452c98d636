"""What the book consists of, read from the one place that says so: the toctrees in index.md."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "book"
LESSONS = ROOT / "notebooks"


def contents() -> list[str]:
    """Every page's source, relative to book/, in order, the cover first."""
    index = (BOOK / "index.md").read_text(encoding="utf-8")
    trees = re.findall(r"^```\{toctree\}\n(.*?)^```", index, re.M | re.S)
    lines = "".join(trees).splitlines()
    return ["index.md", *(line for line in lines if line and not line.startswith(":"))]


def lessons() -> list[str]:
    """The file names of the lessons, in order."""
    return [page.removeprefix("notebooks/") for page in contents() if page.endswith(".ipynb")]
