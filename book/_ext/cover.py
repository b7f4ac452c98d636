"""The moving picture on the cover, drawn into the page: so it takes the page's theme.

In Markdown it is a picture like any other, and stays one wherever this extension doesn't reach.
"""

from html import escape
from pathlib import Path
from string import Template

from docutils import nodes
from sphinx.application import Sphinx

PICTURE = "_static/recall.svg"
# The button is made by the script, so that a reader without scripts isn't shown a dead one.
FIGURE = Template("""
<div class="moving-picture">
$svg
<script>
  {
    const picture = document.currentScript.previousElementSibling;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Play again";
    button.onclick = () => {
      for (const motion of picture.getAnimations({ subtree: true })) {
        motion.cancel();
        motion.play();
      }
    };
    picture.after(button);
  }
</script>
</div>
""")


def draw_into_page(app: Sphinx, doctree: nodes.document) -> None:
    """Replace the paragraph that is the picture by its own code, with its alternative text."""
    for image in list(doctree.findall(nodes.image)):
        if image["uri"] == PICTURE:
            svg = Path(app.srcdir, PICTURE).read_text(encoding="utf-8").strip()
            named = f'<svg role="img" aria-label="{escape(image["alt"])}" '
            html = FIGURE.substitute(svg=svg.replace("<svg ", named, 1))
            image.parent.replace_self(nodes.raw("", html, format="html"))


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", draw_into_page)
