"""What answers a guess waits under a cover that one click lifts.

In a notebook the cells from a guess to its answer are tagged ``answer``. Here they go into a
``<details>``, up to the next heading. Its own line of script puts the cover down before the text
below it is read, unless the reader has lifted it before; so without scripts all is open.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from string import Template

from docutils import nodes
from sphinx.application import Sphinx

TAG = "answer"
LIFT = "My guess is made: show me"  # as on answers in words, which fold themselves
BEGIN = Template("""
<details class="answer" id="answer-$cell" open><summary>$lift</summary>
<script>
  {
    const answer = document.currentScript.parentElement;
    answer.open = false;
    try {
      answer.open = localStorage.getItem(answer.id) === "lifted";
    } catch {} // a browser that remembers nothing
  }
</script>
""")
END = "</details>"
CELL = 10_000  # MyST-NB numbers the lines of cell k, which counts from 1, from k times this on


def cover_answers(app: Sphinx, doctree: nodes.document) -> None:
    """Put each run of tagged cells below a guess under one cover."""
    if not app.env.docname.startswith("notebooks/"):
        return
    names = tagged_cells(Path(app.srcdir, app.env.docname).with_suffix(".ipynb"))
    for section in list(doctree.findall(nodes.section)):
        for name, run in list(answers(section, names)):
            begin = BEGIN.substitute(cell=name, lift=LIFT)
            section.insert(section.index(run[0]), nodes.raw("", begin, format="html"))
            section.insert(section.index(run[-1]) + 1, nodes.raw("", END, format="html"))
    for fold in doctree.findall(nodes.raw):
        if f"<details><summary>{LIFT}" in fold.astext():
            fold[0] = nodes.Text(fold.astext().replace("<details>", '<details class="answer">'))


def tagged_cells(notebook: Path) -> dict[int, str]:
    """The cells that answer a guess: their names by their places, the first being 1."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return {
        place: cell["id"]
        for place, cell in enumerate(cells, start=1)
        if TAG in cell["metadata"].get("tags", ())
    }


def answers(
    section: nodes.section, names: dict[int, str]
) -> Iterator[tuple[str, list[nodes.Node]]]:
    """What the tagged cells put into a section, by the name of the first; not below a heading."""
    for covered, run in groupby(section.children, lambda node: place(node) in names):
        parts = list(run)
        if covered and not isinstance(parts[0], nodes.title):
            yield names[place(parts[0])], parts


def place(node: nodes.Node) -> int:
    """The place of the cell that a node comes from; what has a heading of its own has none."""
    return 0 if isinstance(node, nodes.section) else (node.line or 0) // CELL


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", cover_answers)
