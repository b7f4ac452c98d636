"""Names for what a lesson writes in plain Markdown, so that the style sheet can find it."""

from docutils import nodes
from sphinx.application import Sphinx


def name_boxes(_app: Sphinx, doctree: nodes.document) -> None:
    """A quote that opens in bold gets a class of these words: ``> **Common mistake.** …``."""
    for quote in doctree.findall(nodes.block_quote):
        first = quote.next_node(nodes.strong)
        if first is not None and quote.astext().startswith(first.astext()):
            quote["classes"] += ["box", nodes.make_id(first.astext())]


def name_solutions(_app: Sphinx, doctree: nodes.document) -> None:
    """A folded cell tagged ``solution`` says what opens."""
    for cell in doctree.findall(nodes.container):
        if "tag_solution" in cell["classes"]:
            cell["prompt_show"], cell["prompt_hide"] = "Show the solution", "Hide the solution"


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", name_boxes)
    app.connect("doctree-read", name_solutions)
