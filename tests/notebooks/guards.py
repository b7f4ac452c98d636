"""What every lesson must hold: each guard takes a lesson and returns its complaints, in words.

Strict nbval runs beside them. It compares text; it doesn't see figures, numbers in prose, cells
without outputs, the order of cells, or whether a reader of the site gets what a reader in
JupyterLab gets.
"""

import re
from collections import Counter
from itertools import pairwise

from nbformat import NotebookNode

from tests.notebooks import prose
from tests.notebooks.lesson import Lesson, name, tags
from tests.notebooks.pictures import difference, pictures

LINES_IN_A_CELL = 12
LETTERS_IN_AN_ALT_TEXT = 40
EXERCISES = 3
CELLS_BEFORE_THE_CARD_ENDS = 4
CELLS_OF_THE_ENDING = 4
EXPLORER_TAGS = {"explorer", "nbval-ignore-output", "remove-output"}

# ------------------------------------------------------------------------------------ the outputs


def every_cell_ran_in_order(lesson: Lesson) -> list[str]:
    """Run All on a fresh kernel gave this file: prompts 1, 2, 3 … and no empty cell."""
    empty = [f"{name(cell)} is empty" for cell in lesson.stored.cells if not cell.source.strip()]
    return empty + [
        f"{name(cell)} should be [{position}]: restart the kernel and run all cells"
        for position, cell in enumerate(lesson.codes, start=1)
        if cell.execution_count != position
    ]


def nothing_went_wrong(lesson: Lesson) -> list[str]:
    """No error and no warning among the stored outputs."""
    complaints = []
    for cell in lesson.codes:
        for output in cell.outputs:
            if output.output_type == "error":
                complaints.append(f"{name(cell)} shows an error: {output.ename}: {output.evalue}")
            elif output.get("name") == "stderr":
                complaints.append(f"{name(cell)} writes to stderr: {output.text.strip()[:200]}")
    return complaints


def outputs_are_of_the_right_kinds(lesson: Lesson) -> list[str]:
    """Each cell shows what a fresh run shows, kind for kind and picture for picture."""
    complaints = []
    for stored, fresh in lesson.pairs:
        there, expected = _kinds(stored), _kinds(fresh)
        for verb, kinds in (("lacks", expected - there), ("has an extra", there - expected)):
            complaints += [f"{name(stored)} {verb} output: {kind}" for kind in kinds.elements()]
    return complaints


def _kinds(cell: NotebookNode) -> Counter[str]:
    """How many outputs there are of each MIME type, stream, or other type."""
    return Counter(
        kind
        for output in cell.outputs
        for kind in output.get("data", [output.get("name", output.output_type)])
    )


def figures_are_those_of_a_fresh_run(lesson: Lesson) -> list[str]:
    """Each stored picture, embedded ones included, is the one that the code draws."""
    complaints = []
    for stored, fresh in lesson.pairs:
        there, expected = pictures(stored), pictures(fresh)
        if len(there) != len(expected):
            complaints.append(
                f"{name(stored)} shows {len(there)} pictures, a fresh run draws {len(expected)}"
            )
        complaints += [
            f"{name(stored)}: {words}"
            for before, now in zip(there, expected, strict=False)
            if (words := difference(before, now))
        ]
    return complaints


def outputs_are_the_same_everywhere(lesson: Lesson) -> list[str]:
    """No widget state, no path of somebody's machine, no address in memory."""
    complaints = []
    if "widgets" in lesson.stored.metadata:
        complaints.append("the metadata hold the state of widgets: save with `make notebooks`")
    for cell in lesson.codes:
        for output in cell.outputs:
            text = output.get("text", "") + "".join(
                content
                for kind, content in output.get("data", {}).items()
                if kind.startswith("text/")
            )
            text = _DATA.sub("", text)
            complaints += [
                f"{name(cell)} shows {what}: {found[0]}"
                for what, pattern in _OF_ONE_MACHINE.items()
                if (found := pattern.search(text))
            ]
    return complaints


_DATA = re.compile(r"data:[\w/+-]+;base64,[A-Za-z0-9+/=\s]+")
_OF_ONE_MACHINE = {
    "an absolute path": re.compile(r"(?<![\w./:<])/(?:[\w.@-]+/)+[\w.@-]+|\b[A-Z]:\\\w+"),
    "an address in memory": re.compile(r"\b0x[0-9a-f]{6,}"),
}


def explorers_are_tagged(lesson: Lesson) -> list[str]:
    """A cell with widgets says so; no other cell hides its outputs from the tests."""
    complaints = []
    for stored, fresh in lesson.pairs:
        marks = set(tags(stored))
        if "explorer" in marks:
            if missing := EXPLORER_TAGS - marks:
                complaints.append(f"{name(stored)} needs the tags {', '.join(sorted(missing))} too")
        elif any("widget" in kind for kind in _kinds(fresh)):
            complaints.append(
                f"{name(stored)} shows a widget: tag it {', '.join(sorted(EXPLORER_TAGS))}"
            )
        elif marks & {"nbval-ignore-output", "nbval-skip", "raises-exception", "remove-output"}:
            complaints.append(f"{name(stored)} hides its outputs, but isn't tagged explorer")
        if re.search(r"^\s*#\s*(NBVAL|PYTEST_VALIDATE)_", stored.source, re.MULTILINE):
            complaints.append(f"{name(stored)} holds an nbval comment: use tags")
    return complaints


# -------------------------------------------------------------------------------------- the prose


def numbers_in_prose_are_true(lesson: Lesson) -> list[str]:
    """The kernel agrees with each number in the text; see prose.py for the markers."""
    return prose.disagreements(lesson.stored.cells, lesson.probes)


def figures_are_described(lesson: Lesson) -> list[str]:
    """A caption for all and an alternative text for those who can't see the picture."""
    complaints = []
    for cell in lesson.codes:
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
            if not settings.get("figure", {}).get("caption", "").strip():
                complaints.append(
                    f"{name(cell)} draws a figure without mystnb.figure.caption in its metadata"
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


# ---------------------------------------------------------------------------------- the structure


def cells_are_short(lesson: Lesson) -> list[str]:
    """One idea a cell: at most a dozen lines of code, solutions aside."""
    return [
        f"{name(cell)} has {lines} lines; split it, {LINES_IN_A_CELL} are the most"
        for cell in lesson.codes
        if "solution" not in tags(cell)
        if (lines := sum(1 for line in cell.source.splitlines() if line.strip())) > LINES_IN_A_CELL
    ]


def lesson_is_complete(lesson: Lesson) -> list[str]:
    """A title and a card at the start; a summary, reading with DOIs and a way on at the end."""
    cells, text = lesson.stored.cells, "\n\n".join(cell.source for cell in lesson.texts)
    opening = "\n".join(cell.source for cell in cells[:CELLS_BEFORE_THE_CARD_ENDS]).lower()
    ending = "\n".join(cell.source for cell in cells[-CELLS_OF_THE_ENDING:]).lower()
    reading = _section(text, "reading")
    complaints = []
    if not cells[0].source.startswith("# ") or len(re.findall(r"^# ", text, re.M)) != 1:
        complaints.append("the first cell should begin with the title, '# …', the only one")
    if missing := [word for word in ("able to", "need", "minutes") if word not in opening]:
        complaints.append(f"the card at the start doesn't say: {', '.join(missing)}")
    if not _section(text, "summary"):
        complaints.append("no heading has the word summary")
    if not reading:
        complaints.append("no heading has the word reading")
    elif "doi.org/10." not in reading:
        complaints.append("the reading list links to no DOI")
    if "next" not in ending:
        complaints.append("nothing at the end says what comes next")
    return complaints


def _section(text: str, word: str) -> str:
    """From the heading that has `word` in it to the next heading."""
    found = re.search(rf"^#+ [^\n]*{word}.*?(?=^#+ |\Z)", text, re.I | re.M | re.S)
    return found[0] if found else ""


def exercises_are_complete(lesson: Lesson) -> list[str]:
    """Each exercise has a stub, then hints in a fold, then a folded solution that was run."""
    cells = lesson.stored.cells
    stubs = [i for i, cell in enumerate(cells) if "exercise" in tags(cell)]
    complaints = []
    if len(stubs) < EXERCISES:
        complaints.append(f"{len(stubs)} cells are tagged exercise; at least {EXERCISES} should be")
    for start, end in pairwise([*stubs, len(cells)]):
        stub, after = cells[start], cells[start + 1 : end]
        folds = [c for c in after if "<details>" in c.source and "hint" in c.source.lower()]
        solutions = [c for c in after if "solution" in tags(c)]
        if not folds:
            complaints.append(f"after {name(stub)} there is no <details> with a hint")
        if not solutions:
            complaints.append(f"after {name(stub)} no cell is tagged solution")
        complaints += [
            f"{name(solution)} should be folded: tag hide-cell, metadata jupyter.source_hidden true"
            for solution in solutions
            if "hide-cell" not in tags(solution)
            or solution.metadata.get("jupyter", {}).get("source_hidden") is not True
        ]
    return complaints


GUARDS = (
    every_cell_ran_in_order,
    nothing_went_wrong,
    outputs_are_of_the_right_kinds,
    figures_are_those_of_a_fresh_run,
    outputs_are_the_same_everywhere,
    explorers_are_tagged,
    numbers_in_prose_are_true,
    figures_are_described,
    text_is_plain_markdown,
    links_lead_somewhere,
    cells_are_short,
    lesson_is_complete,
    exercises_are_complete,
)
