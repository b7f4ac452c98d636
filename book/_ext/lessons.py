"""The lessons as pages: the committed notebooks below book/, numbered, and a table of them."""

import re
import shutil
from pathlib import Path

from cards import Card, lesson_cards
from docutils import nodes
from sphinx.application import Sphinx

BOOK = Path(__file__).parents[1]


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
    head = "| no. | lesson | you need | minutes | exercises |\n|---|---|---|--:|--:|\n"
    (target / "table.md").write_text(head + "".join(map(table_row, cards)), encoding="utf-8")


def table_row(card: Card) -> str:
    need = re.sub(r"\]\((\w+\.ipynb)", r"](notebooks/\1", card.need)
    link = f"[{card.title}](notebooks/{card.file.name})"
    return f"| {card.number} | {link} | {need} | {card.reading} | {card.exercises} |\n"


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
