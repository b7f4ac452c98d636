"""The lessons as pages: the committed notebooks below book/, numbered, and a table of them."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

BOOK = Path(__file__).parents[1]
LESSONS = BOOK.parent / "notebooks"


@dataclass(frozen=True)
class Card:
    """What a lesson's first cell says of it."""

    file: Path
    title: str
    need: str
    minutes: int

    @property
    def number(self) -> str:
        return self.file.name[:2]


def lesson_cards() -> list[Card]:
    """The cards of all lessons, in order."""
    return [read_card(lesson) for lesson in sorted(LESSONS.glob("*.ipynb"))]


def read_card(lesson: Path) -> Card:
    first_cell = json.loads(lesson.read_text(encoding="utf-8"))["cells"][0]
    text = "".join(first_cell["source"])
    lines = {
        "# Title": r"^# (.+)$",
        "> **You need** …": r"^> \*\*You need\*\* (.+)$",
        "> **Time:** about … minutes": r"^> \*\*Time:\*\* about (\d+) minutes",
    }
    found = {line: re.search(pattern, text, re.MULTILINE) for line, pattern in lines.items()}
    if missing := [line for line, match in found.items() if match is None]:
        raise ExtensionError(f"{lesson.name}: its first cell has no line {missing[0]!r}")
    title, need, minutes = (match[1] for match in found.values() if match)
    return Card(lesson, title, need, int(minutes))


def copy_lessons(_app: Sphinx) -> None:
    """Bring the notebooks below book/, where Sphinx looks, with a table of them for the cover."""
    target = BOOK / "notebooks"
    target.mkdir(exist_ok=True)
    cards = lesson_cards()
    for old in {path.name for path in target.glob("*.ipynb")} - {card.file.name for card in cards}:
        (target / old).unlink()
    for card in cards:
        copy = target / card.file.name
        if not copy.exists() or copy.read_bytes() != card.file.read_bytes():
            shutil.copyfile(card.file, copy)
    head = "| no. | lesson | you need | minutes |\n|---|---|---|---|\n"
    (target / "table.md").write_text(head + "".join(map(table_row, cards)), encoding="utf-8")


def table_row(card: Card) -> str:
    need = re.sub(r"\]\((\w+\.ipynb)", r"](notebooks/\1", card.need)
    link = f"[{card.title}](notebooks/{card.file.name})"
    return f"| {card.number} | {link} | {need} | {card.minutes} |\n"


def number_title(app: Sphinx, _doctree: nodes.document) -> None:
    """Put a lesson's number before its title where Sphinx lists it: lessons name each other so."""
    page = app.env.docname
    if not page.startswith("notebooks/"):
        return
    number = Path(page).name[:2]
    app.env.titles[page].insert(0, nodes.Text(f"{number} "))
    app.env.tocs[page].next_node(nodes.reference).insert(0, nodes.Text(f"{number} "))


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", copy_lessons)
    app.connect("doctree-read", number_title, priority=900)  # when Sphinx has collected the titles
