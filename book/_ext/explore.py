"""Explorers work on a page: each position is a picture, drawn beforehand, loaded when asked for.

An explorer's cell has no stored output. Here it gets one: native controls, and a picture that
follows them, from files beside the page, so that it works from a folder too. The notebook that a
page offers stays as it is. Without scripts the first picture stands there, and the film below it.
The cell of an explorer whose positions are too many is folded; its film stands in for it.
"""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from positions import EXPLORERS, Control, Explorer
from sphinx.application import Sphinx

BOOK = Path(__file__).parents[1]
STORE = BOOK / "_build" / "explore"  # outside of any one build, so that a second one is quick
FOLDER = "_explore"


@cache
def digest() -> str:
    """Return a name for what the pictures depend on: the package, and where the controls stand."""
    package = BOOK.parent / "hopfield_lessons"
    sources = sorted([*package.rglob("*.py"), *package.rglob("*.mplstyle")])
    found = sha256()
    for path in [*sources, Path(__file__).with_name("positions.py")]:
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def draw_positions(_app: Sphinx) -> None:
    """Draw what isn't there, in a process of its own: here matplotlib is mocked for autodoc."""
    store = STORE / digest()
    for old in STORE.glob("*"):
        if old != store:
            shutil.rmtree(old, ignore_errors=True)  # of a package that has changed since
    script = Path(__file__).with_name("positions.py")
    path = os.pathsep.join(filter(None, [str(BOOK.parent), os.environ.get("PYTHONPATH")]))
    settings = os.environ | {"MPLBACKEND": "agg", "PYTHONPATH": path}
    subprocess.run([sys.executable, str(script), str(store)], check=True, env=settings)


def give_output(_app: Sphinx, page: str, source: list[str]) -> None:
    """Put an explorer where a lesson has one, and fold the cells of those that have none."""
    lesson = page.removeprefix("notebooks/")
    if lesson == page or page.endswith("table"):
        return
    notebook = json.loads(source[0])
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", [])
        if "explorer" not in tags:
            continue
        tags[:] = [tag for tag in tags if tag != "remove-output"] + ["hide-input"]
        if lesson in EXPLORERS:
            drawn = json.loads((STORE / digest() / lesson / "words.json").read_text("utf-8"))
            html = as_html(EXPLORERS[lesson], f"../{FOLDER}/{lesson}", drawn)
            data = {"text/html": html, "text/plain": "<explorer>"}
            cell["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]
    source[0] = json.dumps(notebook)


def as_html(explorer: Explorer, folder: str, drawn: dict[str, Any]) -> str:
    """Return an explorer as its page holds it; `explore.js` brings it to life."""
    start = "-".join(str(control.start) for control in explorer.controls)
    controls = "".join(map(control_html, explorer.controls))
    words = json.dumps(drawn["words"]).replace("<", r"\u003c")
    return (
        f'<figure class="hl-explore" data-frames="{folder}">'
        f'<div class="hl-explore-controls" hidden>{controls}</div>'
        f'<img src="{folder}/{start}.webp" alt="{escape(drawn["words"][start])}" loading="lazy" '
        f'width="{drawn["width"]}" height="{drawn["height"]}">'
        f'<figcaption aria-live="polite">{escape(drawn["words"][start])}</figcaption>'
        f'<script type="application/json">{words}</script></figure>'
    )


def control_html(control: Control) -> str:
    """Return a native control: a list of words, or a slider that says its value.

    Examples
    --------
    >>> control_html(Control("reach", "z", ("4", "all"), 1)).partition("off")[2]
    '"><option>4</option><option selected>all</option></select></label>'
    """
    label, start = escape(control.label), control.start
    if isinstance(control.values[0], str):
        options = "".join(
            f"<option{' selected' if at == start else ''}>{escape(text)}</option>"
            for at, text in enumerate(control.texts)
        )
        return f'<label><span>{label}</span><select autocomplete="off">{options}</select></label>'
    return (
        f'<label><span>{label}</span><input type="range" min="0" max="{len(control.values) - 1}" '
        f'value="{start}" step="1" autocomplete="off" '
        f'data-texts="{escape(json.dumps(control.texts))}">'
        f"<output>{control.texts[start]}</output></label>"
    )


def copy_pictures(app: Sphinx, error: Exception | None) -> None:
    """Bring the pictures beside the pages."""
    if error is None and app.builder.format == "html":
        shutil.copytree(STORE / digest(), Path(app.outdir) / FOLDER, dirs_exist_ok=True)


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", draw_positions)
    app.connect("source-read", give_output)
    app.connect("build-finished", copy_pictures)
    app.add_css_file("explore.css")
    app.add_js_file("explore.js")
