"""Guards of what a lesson shows: it is all there, and it is what a fresh run shows."""

import re
from collections import Counter
from itertools import islice

from nbformat import NotebookNode

from hopfield_lessons.commands.doctor import MEBIBYTES_FOR_A_LESSON
from tests.notebooks.lesson import Lesson, name, tags
from tests.notebooks.pictures import difference, pictures

MOST_SECONDS = 60
EXPLORER_TAGS = {"explorer", "nbval-ignore-output", "remove-output"}


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
    """Each stored picture, embedded ones included, is the one that the code draws.

    Of several that differ in one cell, such as the frames of a player, the first is named.
    """
    complaints = []
    for stored, fresh in lesson.pairs:
        there, expected = pictures(stored), pictures(fresh)
        if len(there) != len(expected):
            complaints.append(
                f"{name(stored)} shows {len(there)} pictures, a fresh run draws {len(expected)}"
            )
        words = filter(None, map(difference, there, expected))
        complaints += [f"{name(stored)}: {first}" for first in islice(words, 1)]
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


def nobody_waits_for_long(lesson: Lesson) -> list[str]:
    """All cells together take half a minute on two cores, and less than twice that elsewhere.

    Counted in time of the processor: a clock on the wall also counts what other programs do.
    """
    if lesson.seconds <= MOST_SECONDS:
        return []
    return [f"running all cells takes {lesson.seconds:.0f} s; {MOST_SECONDS} are the most"]


def a_ready_machine_has_the_memory(lesson: Lesson) -> list[str]:
    """No lesson needs more than the doctor asks for."""
    mebibytes = (lesson.kilobytes or 0) / 1024
    if mebibytes < MEBIBYTES_FOR_A_LESSON:
        return []
    return [f"takes {mebibytes:.0f} MiB; the doctor asks for {MEBIBYTES_FOR_A_LESSON}"]
