"""What the first cell of each lesson, its card, says of it, for the tables that repeat it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

LESSONS = Path(__file__).parents[1] / "notebooks"


@dataclass(frozen=True)
class Card:
    """What a lesson's first cell says of it."""

    file: Path
    title: str
    need: str
    minutes: int

    @property
    def number(self) -> str:
        return self.file.name[:2]


def lesson_cards() -> list[Card]:
    """The cards of all lessons, in order."""
    return [read_card(lesson) for lesson in sorted(LESSONS.glob("*.ipynb"))]


def read_card(lesson: Path) -> Card:
    first_cell = json.loads(lesson.read_text(encoding="utf-8"))["cells"][0]
    text = "".join(first_cell["source"])
    lines = {
        "# Title": r"^# (.+)$",
        "> **You need** …": r"^> \*\*You need\*\* (.+)$",
        "> **Time:** about … minutes": r"^> \*\*Time:\*\* about (\d+) minutes",
    }
    found = {line: re.search(pattern, text, re.MULTILINE) for line, pattern in lines.items()}
    if missing := [line for line, match in found.items() if match is None]:
        raise ValueError(f"{lesson.name}: its first cell has no line {missing[0]!r}")
    title, need, minutes = (match[1] for match in found.values() if match)
    return Card(lesson, title, need, int(minutes))
