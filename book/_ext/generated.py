"""What is made from the lessons each time the site is built: common mistakes, key, and counts.

All is written as Markdown beside the copied lessons, and included by the pages mistakes.md, key.md
and status.md. An entry leads to the very place in its lesson, which gets an anchor here.
"""

import base64
import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from docutils import nodes
from excerpts import MISTAKE, Exercise, Lesson, Mistake, read_lessons
from nbformat import NotebookNode
from sphinx.application import Sphinx

from hopfield_lessons.exercises.check import Check, checks_of
from hopfield_lessons.exercises.exercise import Exercise as Function
from hopfield_lessons.exercises.task import Task

TARGET = Path(__file__).parents[1] / "notebooks"
LID = "# A solution: open it when you have tried.\n"  # all that JupyterLab shows of a folded one


def write_pages(_app: Sphinx) -> None:
    """Write what the pages include."""
    lessons = read_lessons()
    TARGET.mkdir(exist_ok=True)
    for name, page in {"mistakes": mistakes_page, "key": key_page, "counts": counts}.items():
        (TARGET / f"{name}.md").write_text(page(lessons), encoding="utf-8")


def by_lesson(lessons: list[Lesson], parts: Callable[[Lesson], list[str]]) -> str:
    """A page with the parts that a lesson has, below its heading."""
    return "\n\n".join(
        part
        for lesson in lessons
        for part in (f"## Lesson {lesson.number}: {lesson.title}", *parts(lesson))
    )


def moved(markdown: str) -> str:
    """Text of a lesson for a page one folder higher: links follow, the tests' notes go."""
    markdown = re.sub(r"<!--.*?-->", "", markdown, flags=re.S)
    return re.sub(r"\]\((\w+\.ipynb)", r"](notebooks/\1", markdown)


# --- common mistakes ------------------------------------------------------------------------


def mistakes_page(lessons: list[Lesson]) -> str:
    """Every box of every lesson, in order."""
    return by_lesson(lessons, lambda lesson: [box(lesson, each) for each in lesson.mistakes])


def box(lesson: Lesson, mistake: Mistake) -> str:
    """A box as its lesson has it, below a link to it."""
    place = f"notebooks/{lesson.file}#{anchor_of_mistake(mistake.number)}"
    text = f"**{MISTAKE}** {moved(mistake.text)}"
    if text.endswith(":"):  # the code that it announces stands in the lesson
        text += f" [see the lesson]({place})."
    quote = "\n".join(f"> {line}".rstrip() for line in text.splitlines())
    return f"In [{mistake.section}]({place}):\n\n{quote}"


def anchor_of_mistake(number: int) -> str:
    return f"common-mistake-{number}"


# --- key to the exercises -------------------------------------------------------------------


def key_page(lessons: list[Lesson]) -> str:
    """Every exercise of every lesson, in order."""
    return by_lesson(lessons, lambda lesson: [entry(lesson, each) for each in lesson.exercises])


def entry(lesson: Lesson, exercise: Exercise) -> str:
    """Task, stub, what the check recognises, and the solution, the last two folded."""
    place = f"notebooks/{lesson.file}#{anchor_of_exercise(exercise.number)}"
    picture_names = (f"key-{lesson.number}-{exercise.number}-{k}.png" for k in range(9))
    parts = [
        f"({anchor_of_key(lesson, exercise)})=\n### {exercise.title}",
        moved(exercise.task),
        *(part for cell in exercise.given for part in shown(cell, picture_names)),
        python(exercise.stub),
        f"[To this exercise in the lesson, with its hints]({place}).",
        *recognised(exercise.check, check_of(lesson, exercise)),
        *fold(
            "The solution",
            [part for cell in exercise.solution for part in shown(cell, picture_names)],
        ),
    ]
    return "\n\n".join(parts)


def anchor_of_exercise(number: int) -> str:
    return f"exercise-{number}"


def anchor_of_key(lesson: Lesson, exercise: Exercise) -> str:
    return f"key-{lesson.number}-{exercise.number}"


def python(source: str) -> str:
    return f"```python\n{source}\n```"


def fold(summary: str, parts: list[str]) -> list[str]:
    return [f"<details><summary>{summary}</summary>", *parts, "</details>"]


def shown(cell: NotebookNode, picture_names: Iterator[str]) -> list[str]:
    """A cell as Markdown: its text, or its code and what it printed or drew."""
    if cell.cell_type == "markdown":
        return [moved(cell.source)]
    parts = [python(cell.source.removeprefix(LID))]
    for output in cell.outputs:
        data = output.get("data", {})
        if "image/png" in data:
            name, alt = next(picture_names), cell.metadata["mystnb"]["image"]["alt"]
            (TARGET / name).write_bytes(base64.b64decode(data["image/png"]))
            parts.append(f"![{alt}](notebooks/{name})")
        else:
            text = output["text"] if output.output_type == "stream" else data["text/plain"]
            parts.append(f"```text\n{text.rstrip()}\n```")
    return parts


def recognised(called: str, check: Check) -> list[str]:
    """What a check says to wrong answers: to those it knows, or to a few tried on it."""
    if isinstance(check, Function):
        known = list(dict.fromkeys(str(wrong.verdict) for wrong in check.misconceptions))
        items = "\n".join(f"* {plain(verdict)}" for verdict in known)
        return fold(f"Wrong answers that the check names: {len(known)}", [items])
    if isinstance(check, Task) and check.of_the_lesson:
        return [
            "The check runs the network on what you hand in, and its answer says what it found."
        ]
    tried = [
        f"* `check.{called}({typed})`<br>{plain(str(check.typed(typed)))}" for typed in check.tried
    ]
    return fold(f"What the check says to {len(tried)} wrong answers", ["\n".join(tried)])


def check_of(lesson: Lesson, exercise: Exercise) -> Check:
    module = importlib.import_module(f"hopfield_lessons.lessons.lesson_{lesson.number}.checks")
    return checks_of(module)[exercise.check]


def plain(text: str) -> str:
    """Text of a check, in which no sign means anything to Markdown, nor a number an equation."""
    text = re.sub(r"([\\`*_\[\]<>$|])", r"\\\1", text)
    return re.sub(r"(?<!equation )\((?=\d+\.\d+\))", "(<!-- no equation -->", text)


# --- status ---------------------------------------------------------------------------------


def counts(lessons: list[Lesson]) -> str:
    """What there is to check in each lesson, as a table."""
    head = "| lesson | figures | computed numbers | exercises | common mistakes |"
    rows = (
        f"| [{each.number}](notebooks/{each.file}) | {each.figures} | {each.numbers} "
        f"| {len(each.exercises)} | {len(each.mistakes)} |"
        for each in lessons
    )
    return "\n".join([head, "|---|--:|--:|--:|--:|", *rows])


# --- places in the lessons ------------------------------------------------------------------


def name_places(app: Sphinx, doctree: nodes.document) -> None:
    """Give the boxes and the exercises of a lesson anchors that a link may name."""
    if app.env.docname == "key":
        for _, section in exercise_sections(doctree):
            section["ids"].sort()  # the style sheet knows an exercise by its first id
    if not app.env.docname.startswith("notebooks/"):
        return
    # Where MyST looks up what follows the # in a link to another page.
    known = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for anchor, node in [*boxes(doctree), *exercise_sections(doctree)]:
        node["ids"].append(anchor)
        known[anchor] = (None, anchor, "")


def boxes(doctree: nodes.document) -> Iterator[tuple[str, nodes.Element]]:
    number = 0
    for quote in doctree.findall(nodes.block_quote):
        for paragraph in quote.findall(nodes.paragraph):
            if paragraph.astext().startswith(MISTAKE):
                number += 1
                yield anchor_of_mistake(number), paragraph


def exercise_sections(doctree: nodes.document) -> Iterator[tuple[str, nodes.Element]]:
    for section in doctree.findall(nodes.section):
        if found := re.match(r"Exercise (\d+)", section[0].astext()):
            yield anchor_of_exercise(int(found[1])), section


def link_to_key(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Lead from each exercise of a lesson to its place in the key."""
    if not docname.startswith("notebooks/"):
        return
    key = app.builder.get_relative_uri(docname, "key")
    lesson = docname.removeprefix("notebooks/")[:2]
    for anchor, section in list(exercise_sections(doctree)):
        uri = f"{key}#key-{lesson}-{anchor.removeprefix('exercise-')}"
        link = nodes.reference("", "In the key", refuri=uri, internal=True)
        section += nodes.paragraph("", "", link, classes=["to-the-key"])


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", write_pages)
    app.connect("doctree-read", name_places)
    app.connect("doctree-resolved", link_to_key)
