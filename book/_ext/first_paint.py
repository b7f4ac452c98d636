"""A page paints its text before any script has come."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


def defer_scripts(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Let scripts wait for the text, not the text for scripts; they keep their order.

    The search page is its scripts: there is nothing else to show.
    """
    js_tag = context["js_tag"]
    if page != "search":
        context["js_tag"] = lambda script: deferred(js_tag(script))


def deferred(tag: str) -> str:
    """Return the tag of a script as one that waits; a line that uses a script waits with it.

    Examples
    --------
    >>> deferred('<script src="a.js"></script>')
    '<script defer src="a.js"></script>'
    >>> deferred('<script defer="defer" src="a.js"></script>')
    '<script defer="defer" src="a.js"></script>'
    >>> deferred('<script>DOCUMENTATION_OPTIONS.pagename = "a";</script>')
    '<script type="module">DOCUMENTATION_OPTIONS.pagename = "a";</script>'
    >>> deferred('<script>window.MathJax = {}</script>')
    '<script>window.MathJax = {}</script>'
    """
    return tag.replace("<script src=", "<script defer src=").replace(
        "<script>DOCUMENTATION_OPTIONS", '<script type="module">DOCUMENTATION_OPTIONS'
    )


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", defer_scripts)
