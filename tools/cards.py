"""What the first cell of each lesson, its card, says of it, for the tables that repeat it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from minutes import Minutes

LESSONS = Path(__file__).parents[1] / "notebooks"


@dataclass(frozen=True)
class Card:
    """What a lesson's first cell says of it."""

    file: Path
    title: str
    need: str
    minutes: Minutes

    @property
    def number(self) -> str:
        return self.file.name[:2]

    @property
    def reading(self) -> str:
        """Minutes to read and run it, for a table."""
        return _with_optional(self.minutes.reading, self.minutes.optional_reading)

    @property
    def exercises(self) -> str:
        """Minutes of its exercises, for a table."""
        return _with_optional(self.minutes.exercises, self.minutes.optional_exercises)


def _with_optional(minutes: int, more: int) -> str:
    """Minutes, and those of an optional half where a lesson has one."""
    return f"{minutes}, optional {more}" if more else f"{minutes}"


def lesson_cards() -> list[Card]:
    """The cards of all lessons, in order."""
    return [read_card(lesson) for lesson in sorted(LESSONS.glob("*.ipynb"))]


def read_card(lesson: Path) -> Card:
    first_cell = json.loads(lesson.read_text(encoding="utf-8"))["cells"][0]
    text = "".join(first_cell["source"])
    lines = {
        "# Title": r"^# (.+)$",
        "> **You need** …": r"^> \*\*You need\*\* (.+)$",
        "> **Time:** about …": r"^> \*\*Time:\*\* about (\d+) minutes .+, (\d+) for the exercises"
        r"(?:; the optional half takes (\d+) and (\d+) more)?",
    }
    found = {line: re.search(pattern, text, re.MULTILINE) for line, pattern in lines.items()}
    if missing := [line for line, match in found.items() if match is None]:
        raise ValueError(f"{lesson.name}: its first cell has no line {missing[0]!r}")
    (title,), (need,), times = (match.groups() for match in found.values() if match)
    return Card(lesson, title, need, Minutes(*(int(time or 0) for time in times)))


def time_line(reading: int, exercises: int, more: int = 0, more_exercises: int = 0) -> str:
    """How a card says the minutes; `more` are those of an optional half.

    >>> time_line(50, 25)
    '**Time:** about 50 minutes to read and run, 25 for the exercises.'
    >>> time_line(45, 30, 40, 20)[55:]
    'exercises; the optional half takes 40 and 20 more.'
    """
    core = f"**Time:** about {reading} minutes to read and run, {exercises} for the exercises"
    half = f"; the optional half takes {more} and {more_exercises} more" if more else ""
    return f"{core}{half}."
