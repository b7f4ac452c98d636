r"""Numbered equations, and links to them, from what the lessons write in plain Markdown.

A formula with ``\tag{3.1}`` gets an anchor, and the words "equation (3.1)" or "(3.1)" anywhere in
the text become a link to it. A number that no formula carries is a warning of the build;
``(<!-- no equation -->0.5)`` is a number that isn't meant as one.
"""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util import logging

TAG = re.compile(r"\\tag\{(\d+\.\d+)\}")
MENTION = re.compile(r"(?:\b[Ee]quation |\b[Ff]ormula )?(?<!\w)\((\d+\.\d+)\)")
NOT_PROSE = (
    *(nodes.raw, nodes.literal, nodes.FixedTextElement, nodes.math),  # not words of ours
    *(nodes.reference, pending_xref, nodes.title),  # no link inside a link, none in a heading
)


def keep_formulas(_app: Sphinx, doctree: nodes.document) -> None:
    r"""Hand MathJax each formula as it was written.

    Sphinx would wrap one of several lines in ``split``, where a ``\tag`` is an error.
    """
    for formula in doctree.findall(nodes.math_block):
        if not formula["nowrap"]:
            formula["nowrap"] = True
            formula.children = [nodes.Text(rf"\[{formula.astext()}\]")]


def label(number: str) -> str:
    """The name by which an equation is known to the build."""
    return f"equation-{number}"


def anchor_equations(app: Sphinx, doctree: nodes.document) -> None:
    """Give each tagged formula an anchor, and make it known to all pages."""
    known = app.env.domains.standard_domain
    for formula in doctree.findall(nodes.math_block):
        for number in TAG.findall(formula.astext()):
            if label(number) in known.anonlabels:
                words = "equation (%s) stands twice, here and in %s: give one of them a new number"
                elsewhere = known.anonlabels[label(number)][0]
                logging.getLogger(__name__).warning(words, number, elsewhere, location=formula)
            anchor = nodes.make_id(label(number))
            formula["ids"].append(anchor)
            known.note_hyperlink_target(label(number), app.env.docname, anchor, f"({number})")


def link_mentions(app: Sphinx, doctree: nodes.document) -> None:
    """Turn each equation number in the prose into a link."""
    for text in list(doctree.findall(nodes.Text)):
        if MENTION.search(text) and not inside(text, NOT_PROSE):
            text.parent.replace(text, list(linked(str(text), app.env.docname)))


def inside(node: nodes.Node, kinds: tuple[type, ...]) -> bool:
    parent = node.parent
    return parent is not None and (isinstance(parent, kinds) or inside(parent, kinds))


def linked(text: str, docname: str) -> Iterator[nodes.Node]:
    """The text in pieces, its equation numbers as references that Sphinx will resolve."""
    end = 0
    for mention in MENTION.finditer(text):
        yield nodes.Text(text[end : mention.start()])
        yield pending_xref(
            "",
            nodes.inline("", mention[0]),
            refdoc=docname,
            refdomain="std",
            reftype="ref",
            reftarget=label(mention[1]),
            refexplicit=True,
            refwarn=True,
        )
        end = mention.end()
    yield nodes.Text(text[end:])


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", keep_formulas)
    app.connect("doctree-read", anchor_equations)
    app.connect("doctree-read", link_mentions)
