"""The lessons as pages: the committed notebooks below book/, and a table of them for the cover."""

import json
import re
import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

BOOK = Path(__file__).parents[1]
LESSONS = BOOK.parent / "notebooks"


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


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", copy_lessons)
