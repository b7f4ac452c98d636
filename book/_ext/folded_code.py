"""Code that only draws is folded on the site: a reader sees the figure, and opens how it was made.

Which cells these are is seen from them: their output is a figure or a film, and most of their lines
speak to matplotlib, or they call ``film``, whose alternative texts are for those who can't see it.
"""

import json
import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

PARTS = "plt|ax|axes|axs|fig|figure|left|right|top|bottom|colorbar"
DRAWS = re.compile(rf"\b(?:{PARTS})\b[.\[(, =]|\bax\w*\.")
FILM = re.compile(r"^(?:hl\.\w+\.)*film\(", re.M)
TAG = "hide-input"
KEPT = {"solution", "explorer", "exercise", "hide-cell", TAG}


def only_draws(cell: dict[str, Any]) -> bool:
    """Whether a code cell's lines are about its picture.

    Examples
    --------
    >>> picture = [{"output_type": "display_data", "data": {"image/png": "…"}}]
    >>> lines = ["fig, ax = plt.subplots()\\n", "ax.plot(x, y)\\n", "plt.show()"]
    >>> cell = {"cell_type": "code", "source": lines, "outputs": picture, "metadata": {}}
    >>> only_draws(cell)
    True
    >>> only_draws(cell | {"source": ["y = f(x)\\n", "z = g(y)\\n", "h(z)\\n", "plt.plot(y)"]})
    False
    """
    if cell["cell_type"] != "code" or KEPT & set(cell["metadata"].get("tags", ())):
        return False
    kinds = {kind for output in cell["outputs"] for kind in output.get("data", {})}
    printed = any(output["output_type"] == "stream" for output in cell["outputs"])
    source = "".join(cell["source"])
    if FILM.search(source):
        return "text/html" in kinds and "assert" not in source
    lines = [line for line in map(str.strip, source.splitlines()) if line and line[0] != "#"]
    drawing = sum(bool(DRAWS.search(line)) for line in lines)
    return "image/png" in kinds and not printed and len(lines) > 2 and drawing >= 0.6 * len(lines)


def tag_cells(_app: Sphinx, page: str, source: list[str]) -> None:
    if not page.startswith("notebooks/"):
        return
    notebook = json.loads(source[0])
    for cell in notebook["cells"]:
        if only_draws(cell):
            cell["metadata"]["tags"] = [*cell["metadata"].get("tags", ()), TAG]
    source[0] = json.dumps(notebook)


def name_folds(_app: Sphinx, doctree: nodes.document) -> None:
    for cell in doctree.findall(nodes.container):
        if f"tag_{TAG}" in cell["classes"]:
            cell["prompt_show"], cell["prompt_hide"] = "Show the code", "Hide the code"


def setup(app: Sphinx) -> None:
    app.connect("source-read", tag_cells)
    app.connect("doctree-read", name_folds)
