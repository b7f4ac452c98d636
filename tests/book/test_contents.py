"""The tables of contents: Sphinx's, Jupyter Book 2's and the reader's say the same."""

import re
from typing import Any

import yaml

from tests.book.contents import BOOK, LESSONS, contents, lessons


def files(entries: list[dict[str, Any]]) -> list[str]:
    """The files of a Jupyter Book 2 table of contents, which is a tree, in reading order."""
    found = []
    for entry in entries:
        found += [entry["file"]] if "file" in entry else []
        found += files(entry.get("children", []))
    return found


def test_jupyter_book_2_lists_the_same_pages_in_the_same_order() -> None:
    project = yaml.safe_load((BOOK / "myst.yml").read_text(encoding="utf-8"))["project"]
    assert files(project["toc"]) == contents(), "book/myst.yml and book/index.md differ"


def test_every_notebook_is_a_lesson_of_the_book() -> None:
    there = sorted(path.name for path in LESSONS.glob("*.ipynb"))
    assert there == lessons(), "the lessons in book/index.md are not the files in notebooks/"


def test_the_table_on_the_cover_lists_every_lesson() -> None:
    rows = re.findall(
        r"^\| *\d.*\]\(notebooks/(.+?)\)", (BOOK / "index.md").read_text("utf-8"), re.M
    )
    assert rows == lessons(), "the table on the cover and the table of contents differ"
