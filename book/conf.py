"""The book: the course's notebooks, as they were run and committed, turned into a site.

    python -m sphinx -W -n --keep-going -b html book book/_build/html

Nothing is executed here and nothing is fetched: outputs are the stored ones,
and mathematics, fonts and scripts come with the site.
"""

import shutil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

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
exclude_patterns = ["_build", "**.ipynb_checkpoints"]

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
    """Bring the notebooks below book/, where Sphinx looks; touch only what changed."""
    target = BOOK / "notebooks"
    target.mkdir(exist_ok=True)
    lessons = {path.name: path for path in LESSONS.glob("*.ipynb")}
    for old in target.glob("*.ipynb"):
        if old.name not in lessons:
            old.unlink()
    for name, lesson in lessons.items():
        copy = target / name
        if not copy.exists() or copy.read_bytes() != lesson.read_bytes():
            shutil.copyfile(lesson, copy)


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


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", copy_lessons)
    app.connect("doctree-read", name_boxes)
    app.connect("doctree-read", name_solutions)
