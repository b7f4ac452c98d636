"""A figure's caption, in a notebook a cell of its own, belongs to its picture here.

A text cell tagged ``caption``, below the cell that draws, is what JupyterLab shows. MyST-NB takes
captions from a cell's metadata, and puts them into the ``<figcaption>`` of a ``<figure>``: so they
are moved there before it reads a lesson. The notebook that a page offers keeps them as text.
"""

import json
from itertools import pairwise
from typing import Any

from sphinx.application import Sphinx

TAG = "caption"
MARK = "**Figure.** "  # for those who see a text cell; here the look of a caption says the same


def hand_over(_app: Sphinx, page: str, source: list[str]) -> None:
    """Give MyST-NB each caption of a lesson where it looks for it."""
    if page.startswith("notebooks/"):
        notebook = json.loads(source[0])
        join_captions(notebook["cells"])
        source[0] = json.dumps(notebook)


def join_captions(cells: list[dict[str, Any]]) -> None:
    """Move the words of each caption into the settings of the cell above.

    Its own cell stays, empty, because other extensions find cells by their places.

    Examples
    --------
    >>> code = {"cell_type": "code", "metadata": {}}
    >>> text = {"source": ["**Figure.** A line that falls."], "metadata": {"tags": ["caption"]}}
    >>> join_captions([code, text])
    >>> code["metadata"]
    {'mystnb': {'figure': {'caption': 'A line that falls.'}}}
    >>> text["source"]
    []
    """
    for above, cell in pairwise(cells):
        if TAG in cell["metadata"].get("tags", ()) and above["cell_type"] == "code":
            caption = "".join(cell["source"]).removeprefix(MARK)
            above["metadata"].setdefault("mystnb", {})["figure"] = {"caption": caption}
            cell["source"] = []


def setup(app: Sphinx) -> None:
    app.connect("source-read", hand_over)
