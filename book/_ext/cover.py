"""The moving pictures of cover and lessons, drawn into the page: so they take its theme.

In Markdown it is a picture like any other, and stays one wherever this extension doesn't reach.
"""

import re
from html import escape, unescape
from pathlib import Path
from string import Template

from docutils import nodes
from sphinx.application import Sphinx

PICTURE = "_static/recall.svg"
OPENINGS = Path(__file__).parents[1] / "_static" / "openings"
START = '<a class="start" href="notebooks/00_start_here.html">Start with lesson 00</a>'
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
</script>$start
</div>
""")


def figure(svg: str, alt: str, start: str = "") -> nodes.raw:
    """A drawing as part of the page, with a button that plays it again."""
    named = f'<svg role="img" aria-label="{escape(alt)}" '
    html = FIGURE.substitute(svg=svg.replace("<svg ", named, 1), start=start)
    return nodes.raw("", html, format="html")


def open_lesson(app: Sphinx, doctree: nodes.document) -> None:
    """Put a lesson's own moving picture below its title; one that has none yet begins without."""
    file = OPENINGS / f"{Path(app.env.docname).name[:2]}.svg"
    if app.env.docname.startswith("notebooks/") and file.exists():
        svg = file.read_text(encoding="utf-8").strip()
        alt = unescape(re.findall("<desc>(.*)</desc>", svg)[0])
        svg = re.sub("<desc>.*</desc>\n", "", svg)
        title = doctree.next_node(nodes.title)
        title.parent.insert(1, figure(svg, alt))


def show_lessons(app: Sphinx, doctree: nodes.document) -> None:
    """Put the last frame of each lesson's picture beside its name in the table of the cover."""
    if app.env.docname != "index":
        return
    for row in doctree.findall(nodes.row):
        file = OPENINGS / f"{row[0].astext().strip()}.svg"
        if file.exists():
            svg = file.read_text(encoding="utf-8").strip()
            style = re.findall("<style>.*?(?=@media \\(prefers-reduced)", svg, re.S)[0] + "</style>"
            last = re.findall('<g class="frame">.*</g>', svg)[-1]
            head = svg.partition(">")[0].replace("<svg ", '<svg aria-hidden="true" ')
            row[1].insert(0, nodes.raw("", f"{head}>{style}{last}</svg>", format="html"))


def draw_into_page(app: Sphinx, doctree: nodes.document) -> None:
    """Replace the paragraph that is the picture by its own code, with its alternative text."""
    for image in list(doctree.findall(nodes.image)):
        if image["uri"] == PICTURE:
            svg = Path(app.srcdir, PICTURE).read_text(encoding="utf-8").strip()
            image.parent.replace_self(figure(svg, image["alt"], START))


def setup(app: Sphinx) -> None:
    for part in (draw_into_page, open_lesson, show_lessons):
        app.connect("doctree-read", part)
