"""An SVG figure stands in the page itself: in an ``<img>`` no page's colours reach it."""

from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

OPENING = '<svg class="hl-figure'


def put_in(app: Sphinx, tree: nodes.document, _page: str) -> None:
    """Put the drawing where its picture was, with the alt text as its name."""
    if app.builder.format != "html":
        return
    for image in list(tree.findall(nodes.image)):
        file = Path(app.srcdir, image["uri"])
        if file.suffix == ".svg" and file.is_file():
            drawing = file.read_text(encoding="utf-8")
            if drawing.startswith(OPENING):
                named = _named(drawing, image.get("alt", ""))
                image.replace_self(nodes.raw("", named, format="html"))


def _named(drawing: str, words: str) -> str:
    """Give a drawing a role and its alt text.

    Examples
    --------
    >>> _named('<svg class="hl-figure">', 'It "falls".')
    '<svg role="img" aria-label="It &quot;falls&quot;." class="hl-figure">'
    """
    return drawing.replace("<svg", f'<svg role="img" aria-label="{escape(words)}"', 1)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("doctree-resolved", put_in)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
