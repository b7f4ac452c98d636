"""What the lessons say in their boxes and exercises, read from the notebooks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from cards import LESSONS
from nbformat import NotebookNode

MISTAKE = "Common mistake."


@dataclass(frozen=True)
class Mistake:
    """A box of a lesson. `number` counts the boxes of its lesson, as its anchor does."""

    number: int
    section: str
    text: str  # Markdown, without the label


@dataclass(frozen=True)
class Exercise:
    """An exercise with all that belongs to it, in the order of the lesson."""

    number: int
    title: str  # "Exercise 1: the overlap (easy, 5 minutes)"
    task: str
    given: tuple[NotebookNode, ...]  # code that the lesson runs for it, before the stub
    stub: str
    solution: tuple[NotebookNode, ...]  # code cells, and remarks between them

    @property
    def check(self) -> str:
        """The function of the lesson's checks that answers it."""
        return str(re.findall(r"^check\.(\w+)\(", self.stub, re.M)[-1])


@dataclass(frozen=True)
class Lesson:
    """A lesson's title, boxes and exercises, and how many figures and computed numbers it has."""

    file: str
    title: str
    mistakes: tuple[Mistake, ...]
    exercises: tuple[Exercise, ...]
    figures: int
    numbers: int

    @property
    def number(self) -> str:
        """That of its file name: "03"."""
        return self.file[:2]


def read_lessons(folder: Path = LESSONS) -> list[Lesson]:
    """Every lesson of a folder, in order."""
    return [read_lesson(path) for path in sorted(folder.glob("*.ipynb"))]


def read_lesson(path: Path) -> Lesson:
    """The lesson at `path`."""
    cells = nbformat.read(path, as_version=4).cells
    title = cells[0].source.splitlines()[0].removeprefix("# ")
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    return Lesson(
        file=path.name,
        title=title,
        mistakes=tuple(mistakes(cells)),
        exercises=tuple(exercises(cells)),
        figures=sum("image/png" in output.get("data", {}) for output in outputs),
        numbers=sum(cell.source.count("<!-- = ") for cell in texts(cells)),
    )


def mistakes(cells: list[NotebookNode]) -> Iterator[Mistake]:
    """The boxes of a lesson, in order."""
    number, section = 0, ""
    for line in (line for cell in texts(cells) for line in paragraphs(cell.source)):
        if heading := re.match(r"#+ (.+)", line):
            section = heading[1]
        for text in split_box(line):
            number += 1
            yield Mistake(number, section, text)


def texts(cells: list[NotebookNode]) -> list[NotebookNode]:
    return [cell for cell in cells if cell.cell_type == "markdown"]


def paragraphs(source: str) -> list[str]:
    """The parts of a text between blank lines; a quote of several paragraphs is one part."""
    return re.split(r"\n\s*\n", source.strip())


def split_box(quote: str) -> list[str]:
    """The mistakes in one quote. What follows a mistake in its quote belongs to it."""
    text = re.sub(r"^> ?", "", quote, flags=re.M) if quote.startswith(">") else ""
    return [part.strip() for part in text.split(f"**{MISTAKE}**")[1:]]


def exercises(cells: list[NotebookNode]) -> Iterator[Exercise]:
    """The exercises of a lesson, in order."""
    starts = [i for i, cell in enumerate(cells) if heading_of(cell)]
    for number, start in enumerate(starts, start=1):
        title = heading_of(cells[start])
        task = cells[start].source.partition(f"### {title}")[2].strip()
        rest = list(until_the_next_heading(cells[start + 1 :]))
        stub = next(i for i, cell in enumerate(rest) if tagged(cell, "exercise"))
        after = rest[stub + 1 :]
        yield Exercise(
            number=number,
            title=title,
            task=task,
            given=tuple(rest[:stub]),
            stub=rest[stub].source,
            solution=tuple(cell for cell in after if "<details>" not in cell.source),
        )


def heading_of(cell: NotebookNode) -> str:
    """The heading of the exercise that begins in this cell, if one does."""
    found = re.search(r"^### (Exercise .+)$", cell.source, re.M)
    return found[1] if found and cell.cell_type == "markdown" else ""


def until_the_next_heading(cells: list[NotebookNode]) -> Iterator[NotebookNode]:
    for cell in cells:
        if cell.cell_type == "markdown" and re.search(r"^##", cell.source, re.M):
            return
        yield cell


def tagged(cell: NotebookNode, tag: str) -> bool:
    return tag in cell.metadata.get("tags", ())
