"""Formulas, typeset by MathJax as the lessons wrote them."""

from docutils import nodes
from sphinx.application import Sphinx


def keep_formulas(_app: Sphinx, doctree: nodes.document) -> None:
    r"""Hand MathJax each formula as it was written.

    Sphinx would wrap one of several lines in ``split``, where a ``\tag`` is an error.
    """
    for formula in doctree.findall(nodes.math_block):
        if not formula["nowrap"]:
            formula["nowrap"] = True
            formula.children = [nodes.Text(rf"\[{formula.astext()}\]")]


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", keep_formulas)
