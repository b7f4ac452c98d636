"""What ends every lesson: the way back and on, the lesson to take along, how to run it."""

import json
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from cards import LESSONS, Card, lesson_cards
from docutils import nodes
from sphinx.application import Sphinx

from hopfield_lessons.commands.classroom import lessons as unrun

BLOCK = Template("""
<nav class="after-lesson" aria-label="After this lesson">
<div class="ways">$back$next</div>$own
<p><strong>Take it along:</strong> $files</p>
<p><strong>Run it:</strong> <a href="../index.html#run-it-yourself">on your own computer</a>.</p>
</nav>
""")
PAGE = "your_own_data"
OWN = f"""
<p><strong>Use it:</strong> <a href="../{PAGE}.html">for your own data</a>.</p>"""
WAY = '<a class="{side}" rel="{rel}" href="{file}"><small>{word}</small> {title}</a>'
FIRST = WAY.format(side="back", rel="prev", file="../index.html", word="Back", title="All lessons")
LAST = WAY.format(
    side="on", rel="next", file="../index.html", word="The last lesson so far", title="All lessons"
)


def close_lesson(app: Sphinx, doctree: nodes.document) -> None:
    """Put the block below the last words of a lesson."""
    if not app.env.docname.startswith("notebooks/"):
        return
    cards = lesson_cards()
    place = [f"notebooks/{card.file.stem}" for card in cards].index(app.env.docname)
    before = cards[place - 1] if place else None
    html = block(cards[place], before, next(iter(cards[place + 1 :]), None))
    doctree.append(nodes.raw("", html, format="html"))


def block(card: Card, before: Card | None, following: Card | None) -> str:
    back = way("back", "prev", "Back", before) if before else FIRST
    onward = way("on", "next", "Next lesson", following) if following else LAST
    files = download(card.file.name)
    if data := data_files(card.file):
        files += f", with {' and '.join(map(download, data))} in a folder beside it"
    own = OWN if f"{PAGE}.md" in card.file.read_text(encoding="utf-8") else ""
    return BLOCK.substitute(back=back, next=onward, own=own, files=f"{files}.")


def way(side: str, rel: str, word: str, card: Card) -> str:
    """A link to a lesson beside this one."""
    title = f"{card.number} {escape(card.title)}"
    return WAY.format(side=side, rel=rel, file=f"{card.file.stem}.html", word=word, title=title)


def download(file: str) -> str:
    """A link to a file of the lessons, which has its place in the site beside the sources."""
    return f'<a href="../_sources/notebooks/{file}" download>{file}</a>'


def data_files(lesson: Path) -> list[str]:
    """The files in notebooks/data that the lesson's code reads, as it writes them."""
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    code = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    names = [f"data/{path.name}" for path in sorted((LESSONS / "data").iterdir())]
    return [name for name in names if name in code]


def offer_files(app: Sphinx, error: Exception | None) -> None:
    """Put what can be taken along where its links lead: the lessons as if nobody had run them."""
    if error is not None or app.builder.format != "html":
        return
    cards = lesson_cards()
    data = {name for card in cards for name in data_files(card.file)}
    files = {name: (LESSONS / name).read_bytes() for name in {*data, *(c.file.name for c in cards)}}
    for name, content in unrun(files).items():
        offered = app.outdir / "_sources" / "notebooks" / name
        offered.parent.mkdir(parents=True, exist_ok=True)
        offered.write_bytes(content)


def leave_out_arrows(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Below a lesson the block leads on, so the theme needn't."""
    if page.startswith("notebooks/"):
        context |= {"prev": None, "next": None}


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", close_lesson)
    app.connect("html-page-context", leave_out_arrows)
    app.connect("build-finished", offer_files)
