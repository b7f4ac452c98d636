"""The book: the course's notebooks, as they were run and committed, turned into a site.

    python -m sphinx -W -n --keep-going -b html book book/_build/html

Nothing is executed here and nothing is fetched: outputs are the stored ones,
and mathematics, fonts and scripts come with the site.
"""

import json
import re
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

BOOK = Path(__file__).parent
LESSONS = BOOK.parent / "notebooks"

project = "Hopfield Lessons"
author = "the Hopfield Lessons contributors"
project_copyright = f"{author}. Text: CC BY 4.0. Code: BSD-3-Clause"
language = "en"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "sphinxcontrib.bibtex",
    "sphinx-mathjax-offline",
]
exclude_patterns = ["_build", "**.ipynb_checkpoints", "notebooks/table.md", "performance.table.md"]

# Plain Markdown with mathematics: a lesson looks the same here, in JupyterLab and on GitHub.
myst_enable_extensions = ["amsmath", "dollarmath"]
myst_heading_anchors = 3

nb_execution_mode = "off"  # the tests have checked the stored outputs
nb_merge_streams = True
nb_ipywidgets_js = {}  # a widget without a kernel only pretends: players stand in for it
nb_mime_priority_overrides = [("html", "application/vnd.jupyter.widget-view+json", None)]

copybutton_prompt_text = r"\$ |>>> |\.\.\. "  # is left behind when code is copied
copybutton_prompt_is_regexp = True

bibtex_bibfiles = ["references.bib"]

add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints = "none"  # the docstrings say what an array holds, which a type can't
autodoc_mock_imports = ["ipywidgets", "matplotlib"]  # not needed to read docstrings
napoleon_google_docstring = False
napoleon_use_param = napoleon_use_rtype = False  # "array of int8, shape (N,)" is no class to link
napoleon_custom_sections = [("Attributes", "params_style")]  # nor is it here

html_theme = "sphinx_book_theme"
html_title = project
html_logo = "_static/logo.svg"
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["book.css"]
html_sourcelink_suffix = ""  # a downloaded lesson is called x.ipynb, not x.ipynb.txt
html_show_sphinx = False
html_context = {"default_mode": "auto"}
html_theme_options = {
    "logo": {"text": project, "alt_text": f"{project}, to the cover page"},
    "navbar_persistent": [],  # one search box is enough, the one in the sidebar
    "toc_title": "On this page",
    "show_toc_level": 2,
}


def copy_lessons(_app: Sphinx) -> None:
    """Bring the notebooks below book/, where Sphinx looks, with a table of them for the cover."""
    target = BOOK / "notebooks"
    target.mkdir(exist_ok=True)
    lessons = sorted(LESSONS.glob("*.ipynb"))
    for old in {path.name for path in target.glob("*.ipynb")} - {path.name for path in lessons}:
        (target / old).unlink()
    for lesson in lessons:
        copy = target / lesson.name
        if not copy.exists() or copy.read_bytes() != lesson.read_bytes():
            shutil.copyfile(lesson, copy)
    head = "| no. | lesson | you need | minutes |\n|---|---|---|---|\n"
    (target / "table.md").write_text(head + "".join(map(table_row, lessons)), encoding="utf-8")


def table_row(lesson: Path) -> str:
    """What a lesson's first cell, its card, says of it: title, what you need, minutes."""
    first_cell = json.loads(lesson.read_text(encoding="utf-8"))["cells"][0]
    card = "".join(first_cell["source"])
    lines = {
        "# Title": r"^# (.+)$",
        "> **You need** …": r"^> \*\*You need\*\* (.+)$",
        "> **Time:** about … minutes": r"^> \*\*Time:\*\* about (\d+) minutes",
    }
    found = {line: re.search(pattern, card, re.MULTILINE) for line, pattern in lines.items()}
    if missing := [line for line, match in found.items() if match is None]:
        raise ExtensionError(f"{lesson.name}: its first cell has no line {missing[0]!r}")
    title, need, minutes = (match[1] for match in found.values() if match)
    need = re.sub(r"\]\((\w+\.ipynb)", r"](notebooks/\1", need)
    return f"| {lesson.name[:2]} | [{title}](notebooks/{lesson.name}) | {need} | {minutes} |\n"


def name_boxes(_app: Sphinx, doctree: nodes.document) -> None:
    """A quote that opens in bold gets a class of these words: ``> **Common mistake.** …``."""
    for quote in doctree.findall(nodes.block_quote):
        first = quote.next_node(nodes.strong)
        if first is not None and quote.astext().startswith(first.astext()):
            quote["classes"] += ["box", nodes.make_id(first.astext())]


def name_solutions(_app: Sphinx, doctree: nodes.document) -> None:
    """A folded cell tagged ``solution`` says what opens."""
    for cell in doctree.findall(nodes.container):
        if "tag_solution" in cell["classes"]:
            cell["prompt_show"], cell["prompt_hide"] = "Show the solution", "Hide the solution"


def keep_formulas(_app: Sphinx, doctree: nodes.document) -> None:
    r"""Hand MathJax each formula as it was written.

    Sphinx would wrap one of several lines in ``split``, where a ``\tag`` is an error.
    """
    for formula in doctree.findall(nodes.math_block):
        if not formula["nowrap"]:
            formula["nowrap"] = True
            formula.children = [nodes.Text(rf"\[{formula.astext()}\]")]


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", copy_lessons)
    app.connect("doctree-read", name_boxes)
    app.connect("doctree-read", name_solutions)
    app.connect("doctree-read", keep_formulas)
