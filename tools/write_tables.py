"""Write what repeats or counts what stands elsewhere: python tools/write_tables.py

The minutes on a lesson's card are counted from its cells. The lessons in README.md come from the
cards, the dependencies in CONTRIBUTING.md from pyproject.toml and its comments. Only rows and
minutes change; a test says when they are behind.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from cards import LESSONS, lesson_cards, time_line
from minutes import minutes

ROOT = Path(__file__).parents[1]


def lessons() -> Iterator[str]:
    """A row for each lesson: number, title, minutes to read it, minutes of its exercises."""
    for card in lesson_cards():
        link = f"[{card.title}](notebooks/{card.file.name})"
        yield f"| {card.number} | {link} | {card.reading} | {card.exercises} |"


def dependencies() -> Iterator[str]:
    """A row for each package that is asked for: extra, package, reason."""
    extra = ""
    for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"(\w+) = \[", line):
            extra = "" if heading[1] == "dependencies" else heading[1]
        elif found := re.fullmatch(r' +"([\w-]+)>=([\w.]+)",(?:  # (.+))?', line):
            package, lowest, reason = found.groups()
            if not reason:
                raise ValueError(
                    f"{package}: a comment in pyproject.toml should say what it is for"
                )
            yield f"| {extra} | {package} ≥ {lowest} | {reason} |"


TABLES = {("README.md", "Lessons"): lessons, ("CONTRIBUTING.md", "Dependencies"): dependencies}


def with_rows(page: str, heading: str, rows: Iterator[str]) -> str:
    """The page with these rows in the first table below the heading."""
    before, found, section = page.partition(f"\n## {heading}\n")
    head = re.search(r"^\|.*\n\|[-| ]+\|\n", section, re.MULTILINE)
    if not found or head is None:
        raise ValueError(f"there is no table below the heading “## {heading}”")
    rest = re.sub(r"\A(?:\|.*\n)*", "", section[head.end() :])
    return before + found + section[: head.end()] + "".join(f"{row}\n" for row in rows) + rest


def with_minutes(notebook: str) -> str:
    """The notebook with the minutes that its cells take on its card."""
    counted = time_line(*minutes(json.loads(notebook)["cells"]))
    return re.sub(r'\*\*Time:\*\* about [^\\"]*', counted, notebook, count=1)


def main() -> None:
    for lesson in sorted(LESSONS.glob("*.ipynb")):
        written = with_minutes(lesson.read_text(encoding="utf-8"))
        lesson.write_text(written, encoding="utf-8")
    for (name, heading), rows in TABLES.items():
        path = ROOT / name
        page = with_rows(path.read_text(encoding="utf-8"), heading, rows())
        path.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
