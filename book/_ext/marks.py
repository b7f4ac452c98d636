"""Names for what a lesson writes in plain Markdown, so that the style sheet can find it."""

import re

from docutils import nodes
from sphinx.application import Sphinx

RUN_INS = {"predict": r"Predict\.", "step": r"(Step|Line) \d+"}
EFFORT = re.compile(r"(Exercise .+) (\(.+ minutes\))")


def opening(node: nodes.Element) -> str:
    """The words in bold with which a piece of text begins, if it does."""
    first = node.next_node(nodes.strong)
    words: str = first.astext() if first is not None else ""
    return words if node.astext().startswith(words) else ""


def name_boxes(_app: Sphinx, doctree: nodes.document) -> None:
    """A quote that opens in bold gets a class of these words: ``> **Common mistake.** …``."""
    for quote in doctree.findall(nodes.block_quote):
        if words := opening(quote):
            quote["classes"] += ["box", nodes.make_id(words)]


def name_paragraphs(_app: Sphinx, doctree: nodes.document) -> None:
    """A paragraph that opens ``**Predict.**`` or ``**Step 2.**`` gets a class."""
    for paragraph in doctree.findall(nodes.paragraph):
        words = opening(paragraph)
        paragraph["classes"] += [name for name, way in RUN_INS.items() if re.match(way, words)]


def name_efforts(_app: Sphinx, doctree: nodes.document) -> None:
    """What stands in brackets behind an exercise's name: how hard it is and how long it takes."""
    for title in doctree.findall(nodes.title):
        last = title.children[-1]
        if isinstance(last, nodes.Text) and (parts := EFFORT.fullmatch(str(last))):
            effort = nodes.inline("", parts[2], classes=["effort"])
            title.replace(last, [nodes.Text(f"{parts[1]} "), effort])


def name_solutions(_app: Sphinx, doctree: nodes.document) -> None:
    """A folded cell tagged ``solution`` says what opens."""
    for cell in doctree.findall(nodes.container):
        if "tag_solution" in cell["classes"]:
            cell["prompt_show"], cell["prompt_hide"] = "Show the solution", "Hide the solution"


def setup(app: Sphinx) -> None:
    for name in (name_boxes, name_paragraphs, name_efforts, name_solutions):
        app.connect("doctree-read", name)
