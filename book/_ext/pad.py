"""A memory to draw on: only a page that has one loads its script and style."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


def load_script(app: Sphinx, _page: str, _template: str, _context: Any, doctree: Any) -> None:
    """Load script and style on pages with an element of class ``hl-pad``."""
    raws = doctree.findall(nodes.raw) if doctree is not None else ()
    if any('class="hl-pad' in raw.astext() for raw in raws):
        app.add_js_file("pad.js", loading_method="defer")
        app.add_css_file("pad.css")


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("html-page-context", load_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
