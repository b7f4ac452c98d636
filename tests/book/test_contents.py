"""The two tables of contents, Sphinx's and Jupyter Book 2's, say the same."""

from typing import Any

import yaml

from tests.book.contents import BOOK, contents, pages


def files(entries: list[dict[str, Any]]) -> list[str]:
    """The files of a Jupyter Book 2 table of contents, which is a tree, in reading order."""
    found: list[str] = []
    for entry in entries:
        for source in entry.keys() & {"file", "pattern"}:
            found += pages(entry[source])
        found += files(entry.get("children", []))
    return found


def test_jupyter_book_2_lists_the_same_pages_in_the_same_order() -> None:
    project = yaml.safe_load((BOOK / "myst.yml").read_text(encoding="utf-8"))["project"]
    assert files(project["toc"]) == contents(), "book/myst.yml and book/index.md differ"
