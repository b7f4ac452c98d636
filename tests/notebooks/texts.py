"""Guards of what a lesson says, and of how it says it."""

import re
from itertools import pairwise

from nbformat.v4 import new_markdown_cell

from tests.notebooks import prose
from tests.notebooks.guesses import ANSWER
from tests.notebooks.lesson import CAPTION, Lesson, name, tags

LETTERS_IN_AN_ALT_TEXT = 40
MARK = "**Figure.** "  # how a caption begins
NOTE = "✎"  # what the template asks an author for begins with it


def numbers_in_prose_are_true(lesson: Lesson) -> list[str]:
    """The kernel agrees with each number in the text; see prose.py for the markers."""
    return prose.disagreements(lesson.stored.cells, lesson.probes)


def figures_are_described(lesson: Lesson) -> list[str]:
    """A caption for all and an alternative text for those who can't see the picture."""
    complaints = []
    for cell, below in pairwise([*lesson.stored.cells, new_markdown_cell()]):
        if cell.cell_type != "code":
            continue
        shown = [kind for output in cell.outputs for kind in output.get("data", {})]
        if shown.count("image/png") > 1:
            complaints.append(f"{name(cell)} shows more than one figure: one message a figure")
        if "image/png" in shown:
            settings = cell.metadata.get("mystnb", {})
            if len(settings.get("image", {}).get("alt", "")) < LETTERS_IN_AN_ALT_TEXT:
                complaints.append(
                    f"{name(cell)} draws a figure; say what is to be seen in its metadata "
                    f"mystnb.image.alt, in {LETTERS_IN_AN_ALT_TEXT} letters or more"
                )
            elif cell.metadata.get("alt") != settings.image.alt:
                complaints.append(
                    f"{name(cell)} has another metadata alt, which nbconvert takes, than "
                    "mystnb.image.alt, which the site takes; tools/run_notebooks.py copies it"
                )
            if CAPTION not in tags(below):
                complaints.append(
                    f"{name(cell)} draws a figure without a caption: put a text cell below it, "
                    f"tagged {CAPTION}, that begins with {MARK}"
                )
        if "figure" in cell.metadata.get("mystnb", {}):
            complaints.append(
                f"{name(cell)} has mystnb.figure in its metadata, which JupyterLab doesn't show: "
                f"move its caption into a text cell below it, tagged {CAPTION}"
            )
        for output in cell.outputs:
            for image in re.findall(r"<img\b[^>]*>", output.get("data", {}).get("text/html", "")):
                alt = re.search(r'\balt="([^"]*)"', image)
                if alt is None or len(alt[1]) < LETTERS_IN_AN_ALT_TEXT:
                    complaints.append(
                        f"{name(cell)} embeds a picture; its alt text needs "
                        f"{LETTERS_IN_AN_ALT_TEXT} letters or more"
                    )
    return complaints


def captions_belong_to_figures(lesson: Lesson) -> list[str]:
    """Each is one paragraph right below a figure, known by its mark, and covered as that is."""
    complaints = []
    for above, cell in pairwise([new_markdown_cell(), *lesson.stored.cells]):
        if CAPTION in tags(cell):
            shown = [kind for output in above.get("outputs", ()) for kind in output.get("data", ())]
            if cell.cell_type != "markdown" or "image/png" not in shown:
                complaints.append(f"{name(cell)} is tagged {CAPTION}, but no figure is above it")
            elif (ANSWER in tags(above)) != (ANSWER in tags(cell)):
                complaints.append(
                    f"{name(cell)} and its figure should both be tagged {ANSWER}, or neither: on "
                    "the site one cover lies over both"
                )
            words = cell.source.removeprefix(MARK)
            if words == cell.source or not words.strip() or "\n\n" in words:
                complaints.append(f"{name(cell)} should be one paragraph that begins with {MARK}")
        elif cell.cell_type == "markdown" and MARK in cell.source:
            complaints.append(f"{name(cell)} has {MARK}in it, but isn't tagged {CAPTION}")
    return complaints


def cited_numbers_lead_to_a_source(lesson: Lesson) -> list[str]:
    """Beside each `<!-- cited -->` stand a name and a year that the reading list has too."""
    reading = "\n".join(cell.source for cell in lesson.texts).partition("## Further reading")[2]
    works = re.findall(r"^\* .+$", reading, re.M)
    return [
        f"{name(cell)} cites a number of nobody: write a name and a year of “Further reading” "
        f"into the paragraph “{paragraph.strip()[:60]}…”"
        for cell in lesson.texts
        for paragraph in re.split(r"\n>?\s*\n|\n(?=\* )", cell.source)
        if "<!-- cited -->" in paragraph and not any(_is_named(work, paragraph) for work in works)
    ]


def _is_named(work: str, paragraph: str) -> bool:
    """Whether the paragraph has a name and a year of an entry of a reading list."""
    authors = re.split(r'["“*]', work[2:])[0]
    names = [word for word in re.findall(r"[^\W\d_]{3,}", authors) if word[0].isupper()]
    years = re.findall(r"\((\d{4})\)", work)
    return any(n in paragraph for n in names) and any(year in paragraph for year in years)


def text_is_plain_markdown(lesson: Lesson) -> list[str]:
    """It looks right in JupyterLab, on GitHub and on the site: no MyST-only syntax."""
    return [
        f"{name(cell)} uses {what}, which plain Markdown shows as it stands: {found[0].strip()}"
        for cell in lesson.texts
        for what, pattern in _MYST.items()
        if (found := pattern.search(cell.source))
    ]


_MYST = {
    "a MyST directive": re.compile(r"^\s*(?:`{3,}|~{3,}|:{3,})\s*\{[^}\n]*\}.*$|^\s*:{3,}", re.M),
    "a MyST role": re.compile(r"\{[a-z][\w:.-]*\}`[^`\n]+`"),
    "a MyST label": re.compile(r"^\([\w:.-]+\)=\s*$", re.M),
    "a MyST comment": re.compile(r"^%.*$", re.M),
}


def links_lead_somewhere(lesson: Lesson) -> list[str]:
    """Every other lesson that this one links to exists."""
    return [
        f"{name(cell)} links to {target}, which doesn't exist"
        for cell in lesson.texts
        for target in re.findall(r"""(?:\]\(|href=["'])([^)"'#:]+\.ipynb)""", cell.source)
        if not (lesson.folder / target).exists()
    ]


def the_templates_notes_are_gone(lesson: Lesson) -> list[str]:
    """Each note of the template, ✎ …, has made way for the author's own words."""
    return [
        f"{name(cell)} has a note of the template left: {note[0]}"
        for cell in lesson.stored.cells
        for words in (cell.source, cell.metadata.get("mystnb", {}).get("image", {}).get("alt", ""))
        for note in re.finditer(rf"{NOTE}[^\n]{{0,60}}", words)
    ]
