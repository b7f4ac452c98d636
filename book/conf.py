"""The book: the course's notebooks, as they were run and committed, turned into a site.

    python -m sphinx -W -n --keep-going -b html book book/_build/html

No lesson is executed here and nothing is fetched: outputs are the stored ones, but for the
pictures of the explorers, which are drawn once for each position. Mathematics, fonts and scripts
come with the site.
"""

import sys
from pathlib import Path

BOOK = Path(__file__).parent
sys.path[:0] = [str(BOOK / "_ext"), str(BOOK.parent / "tools")]

project = "Hopfield Lessons"
author = "the Hopfield Lessons contributors"
project_copyright = f"{author}. Text: CC BY 4.0. Code: BSD-3-Clause"
language = "en"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "sphinxcontrib.bibtex",
    "sphinx-mathjax-offline",
    # Ours, in _ext:
    "lessons",
    "marks",
    "captions",
    "explore",
    "folded_code",
    "inline_figures",
    "answers",
    "equations",
    "first_paint",
    "weight",
    "after_lesson",
    "citation",
    "cover",
    "pad",
    "generated",
    "bibliography",
    "search",
]
# Sources that other pages include are no pages themselves.
exclude_patterns = ["_build", "**.ipynb_checkpoints", "notebooks/*.md", "*.table.md"]

# Plain Markdown with mathematics: a lesson looks the same here, in JupyterLab and on GitHub.
myst_enable_extensions = ["amsmath", "dollarmath"]
myst_heading_anchors = 3
mathjax_config_path = "mathjax.js"

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
templates_path = ["_templates"]
html_css_files = ["icons.css", "book.css", "figures.css"]
html_js_files = ["page.js"]
html_sourcelink_suffix = ""  # a downloaded lesson is called x.ipynb, not x.ipynb.txt
html_show_sphinx = False
html_context = {"default_mode": "light"}  # of readers without scripts; see _templates
html_theme_options = {
    "logo": {"text": project, "alt_text": f"{project}, to the cover page"},
    "navbar_persistent": [],  # one search box is enough, the one in the sidebar
    "toc_title": "On this page",
    "show_toc_level": 2,
}
