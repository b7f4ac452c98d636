"""A page paints its text before any script has come."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


def defer_scripts(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Let scripts wait for the text, not the text for scripts; they keep their order.

    Sphinx's highlighter stays away: it would write into drawings and styles; page.js marks instead.
    """
    js_tag = context["js_tag"]
    context["script_files"] = [
        script
        for script in context["script_files"]
        if "sphinx_highlight" not in str(getattr(script, "filename", script))
    ]
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
