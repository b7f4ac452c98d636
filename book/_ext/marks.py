"""Names for what a lesson writes in plain Markdown, so that the style sheet can find it."""

import re

from docutils import nodes
from sphinx.application import Sphinx

OPENING = re.compile(r"[(\[“‘]+$")
CLOSING = re.compile(r"^[)\].,:;?!”’]+")
RUN_INS = {"predict": r"Predict\.", "step": r"(Step|Line) \d+"}
PRINTED = {"myst-ansi", "none", "text"}  # languages of what a cell printed, here and in the key
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


def name_sentences(_app: Sphinx, doctree: nodes.document) -> None:
    """What a cell prints on one line, as checks do, has no columns to keep in line: it may wrap."""
    for text in doctree.findall(nodes.literal_block):
        if text.get("language") in PRINTED and "\n" not in text.astext().strip():
            text["classes"].append("one-line")


def keep_with_formulas(_app: Sphinx, doctree: nodes.document) -> None:
    """No line ends between a formula and the bracket or comma that touches it.

    To a browser a formula is a picture, and it breaks lines before and after pictures.
    """
    for formula in list(doctree.findall(nodes.math)):
        line = formula.parent
        place = line.index(formula)
        before = cut(line, place - 1, OPENING) if place else ""
        after = cut(line, place + 1, CLOSING)
        if before or after:
            kept = [nodes.Text(before), formula, nodes.Text(after)]
            line.replace(formula, nodes.inline("", "", *kept, classes=["unbroken"]))


def cut(line: nodes.Element, place: int, touching: re.Pattern[str]) -> str:
    """Take the characters that touch a formula out of the text beside it."""
    text = next(iter(line.children[place : place + 1]), None)
    if not isinstance(text, nodes.Text) or not (found := touching.search(text)):
        return ""
    line.replace(text, nodes.Text(touching.sub("", text)))
    return found[0]


def setup(app: Sphinx) -> None:
    for mark in (
        name_boxes,
        name_paragraphs,
        name_efforts,
        name_solutions,
        name_sentences,
        keep_with_formulas,
    ):
        app.connect("doctree-read", mark)
