"""The pages made from the lessons: nothing missing, nothing solved in the open, links that fit."""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import Tag
from excerpts import read_lesson, read_lessons
from generated import box, check_of, key_page, mistakes_page, recognised
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from status import Run, table

from tests.book.contents import BOOK, LESSONS, ROOT, lessons, parsed
from tests.notebooks.structure import FIRST_LINE

STEMS = [Path(name).stem for name in lessons()]


def words(part: Tag) -> str:
    return " ".join(part.get_text().replace("’", "'").split())


def cells(lesson: str) -> list[dict[str, Any]]:
    found = json.loads((LESSONS / f"{lesson}.ipynb").read_text(encoding="utf-8"))["cells"]
    return [cell | {"source": "".join(cell["source"])} for cell in found]


# --- common mistakes ------------------------------------------------------------------------


def boxes(site: Path) -> Iterator[tuple[Tag, str]]:
    """Each box of the page, and where the link above it leads."""
    for quote in parsed(site / "mistakes.html").select("blockquote.common-mistake"):
        above = quote.find_previous_sibling("p")
        assert isinstance(above, Tag)
        link = above.find("a")
        assert isinstance(link, Tag)
        yield quote, str(link["href"])


def test_every_box_is_there_in_order(site: Path) -> None:
    written = [
        lesson
        for lesson in STEMS
        for cell in cells(lesson)
        for _ in re.findall(r"^> \*\*Common mistake\.", cell["source"], re.M)
    ]
    places = [place for _, place in boxes(site)]
    assert [re.findall(r"notebooks/(\w+)\.html#", place)[0] for place in places] == written
    assert len(set(places)) == len(places)


def test_a_box_says_what_stands_where_its_link_leads(site: Path) -> None:
    for quote, place in boxes(site):
        file, _, anchor = place.partition("#")
        original = parsed(site / file).find(id=anchor)
        assert isinstance(original, Tag), f"{file} has no place {anchor}"
        copied = words(quote).replace(": see the lesson.", ":")
        assert copied.startswith(words(original)), f"{place}: other words"


def lesson_of(folder: Path, *sources: str | NotebookNode) -> Path:
    made = [each if isinstance(each, dict) else new_markdown_cell(each) for each in sources]
    path = folder / "04_small.ipynb"
    nbformat.write(new_notebook(cells=made), path)
    return path


def test_boxes_that_share_a_quote_and_long_ones(tmp_path: Path) -> None:
    source = (
        "# Small\n\n## One\n\n> **Common mistake.** First.\n>\n> **Common mistake.** Second.\n\n"
        "Text, no box: **Common mistake.** spoken of.\n\n## Two\n\n"
        "> **Common mistake.** Third,\n> on two lines.\n>\n> **Why.** More.\n\n> **Note.** Other."
    )
    found = read_lesson(lesson_of(tmp_path, source)).mistakes
    assert [(each.number, each.section, each.text) for each in found] == [
        (1, "One", "First."),
        (2, "One", "Second."),
        (3, "Two", "Third,\non two lines.\n\n**Why.** More."),
    ]


def test_a_box_outside_its_lesson(tmp_path: Path) -> None:
    source = "# Small\n\n## One\n\n> **Common mistake.** 3<!-- = n --> of [five](02_x.ipynb#a):"
    lesson = read_lesson(lesson_of(tmp_path, source))
    place = "notebooks/04_small.ipynb#common-mistake-1"
    assert box(lesson, lesson.mistakes[0]) == (
        f"In [One]({place}):\n\n"
        f"> **Common mistake.** 3 of [five](notebooks/02_x.ipynb#a): [see the lesson]({place})."
    )


# --- the key --------------------------------------------------------------------------------


def entries(site: Path) -> list[Tag]:
    return parsed(site / "key.html").select("section section section")


def headings(lesson: str) -> list[str]:
    return [
        heading
        for cell in cells(lesson)
        for heading in re.findall(r"^### (Exercise .+)$", cell["source"], re.M)
    ]


def test_every_exercise_is_in_the_key_in_order(site: Path) -> None:
    titles = [words(entry.select("h3")[0]).removesuffix("#") for entry in entries(site)]
    assert titles == [heading for lesson in STEMS for heading in headings(lesson)]


def test_an_exercise_has_task_check_and_solution(site: Path) -> None:
    shown = iter(entries(site))
    for lesson in STEMS:
        tagged = {tag: [] for tag in ("exercise", "solution")}  # type: dict[str, list[str]]
        for cell in cells(lesson):
            for tag in tagged.keys() & set(cell["metadata"].get("tags", ())):
                tagged[tag].append(cell["source"].removeprefix(f"{FIRST_LINE}\n"))
        text = "".join(next(shown).get_text() for _ in headings(lesson))
        for source in tagged["exercise"] + tagged["solution"]:
            assert source.strip() in text, f"{lesson}: the key lacks\n{source}"


def test_no_solution_lies_open(site: Path) -> None:
    for entry in entries(site):
        folds = [fold.get_text() for fold in entry.select("details")]
        assert "The solution" in folds[-1]
        assert "✓ Correct" in folds[-1]
        opened = entry.get_text()
        for fold in folds:
            opened = opened.replace(fold, "")
        assert "✓ Correct" not in opened
        assert "solution_" not in opened
        assert FIRST_LINE not in entry.get_text()


def test_lessons_and_key_lead_to_each_other(site: Path) -> None:
    for lesson in STEMS:
        links = parsed(site / "notebooks" / f"{lesson}.html").select("p.to-the-key a")
        assert len(links) == len(headings(lesson))
        for link in links:
            entry = parsed(site / "key.html").find(id=str(link["href"]).partition("#")[2])
            assert isinstance(entry, Tag), f"{lesson}: {link['href']}"
            section = entry.find_parent("section") if entry.name == "span" else entry
            assert isinstance(section, Tag)
            back = section.find("a", string=re.compile("To this exercise"))
            assert isinstance(back, Tag)
            there, _, anchor = str(back["href"]).partition("#")
            assert there == f"notebooks/{lesson}.html"
            original = parsed(site / there).find(id=anchor)
            assert original in [link, *link.parents, *siblings(link)]


def siblings(link: Tag) -> list[Tag]:
    """The elements beside the paragraph of a link: a second anchor of a section is one of them."""
    section = link.find_parent("section")
    assert isinstance(section, Tag)
    return section.find_all("span", recursive=False)


def test_the_key_shows_what_each_check_knows() -> None:
    shown = {
        (lesson.number, each.check): recognised(each.check, check_of(lesson, each))
        for lesson in read_lessons()
        for each in lesson.exercises
    }
    assert "the check names: 15<" in shown["02", "overlap"][0]
    assert "* ✗ Not quite. This is the Hamming distance d" in shown["02", "overlap"][1]
    assert "the check says to 4 wrong answers" in shown["00", "content"][0]
    assert (
        '* `check.content("BD")`<br>◐ Almost. All you chose are right.'
        in (shown["00", "content"][1])
    )
    assert "The check runs the network on what you hand in" in shown["05", "two_ends"][0]
    assert [place for place, (first, *_) in shown.items() if "The check runs" in first] == [
        ("05", "two_ends")
    ]


def test_an_exercise_of_all_parts(tmp_path: Path) -> None:
    def code(source: str, *tags: str) -> NotebookNode:
        cell = new_code_cell(source, metadata={"tags": list(tags)})
        cell.outputs = [NotebookNode(output_type="stream", name="stdout", text=f"out {source}\n")]
        return cell

    path = lesson_of(
        tmp_path,
        "# Small",
        "## Exercises\n\nIntroduction.\n\n### Exercise 1: try (easy, 5 minutes)\n\nThe task.",
        code("given"),
        code("my = ...\n\ncheck.period(my)", "exercise"),
        "<details><summary>Hint 1</summary>\n\nA hint.\n\n</details>",
        code("x = 42", "solution"),
        "A remark.",
        "## Summary\n\nThe end.",
    )
    lesson = read_lesson(path)
    text = key_page([lesson])
    order = [
        "(key-04-1)=",
        "### Exercise 1",
        "The task.",
        "out given",
        "my = ...",
        "the check names:",
    ]
    order += ["<details><summary>The solution", "x = 42", "out x = 42", "A remark."]
    positions = [text.index(part) for part in order]
    assert all(before < after for before, after in pairwise(positions)), positions
    assert "A hint" not in text
    assert "Introduction" not in text
    assert "The end" not in text
    assert not mistakes_page([lesson]).partition("Small")[2]


# --- for lecturers --------------------------------------------------------------------------

PLAN = r"^\*\*(\d+) minutes:\*\* (.+)$"
LABELS = (
    "45 minutes",
    "90 minutes",
    "Ask first",
    "Show live",
    "Set",
    "Goes wrong",
    "Short of time",
)


def lecturers(lesson: str) -> str:
    """What the lecturers' page says of a lesson."""
    text = (BOOK / "lecturers.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {lesson[:2]} .+?(?=^## )", text, re.M | re.S)
    assert found, f"book/lecturers.md has no section '## {lesson[:2]} …'"
    return found[0]


@pytest.mark.parametrize("lesson", STEMS)
def test_the_lecturers_page_knows_the_lesson(lesson: str) -> None:
    text = lecturers(lesson)
    assert [label for label in LABELS if f"**{label}:**" not in text] == []
    linked = set(re.findall(rf"\(notebooks/{lesson}\.ipynb#(exercise-\d)\)", text))
    assert linked == {f"exercise-{k}" for k in range(1, len(headings(lesson)) + 1)}


@pytest.mark.parametrize("lesson", STEMS)
def test_the_minutes_of_a_plan_add_up(lesson: str) -> None:
    for length, plan in re.findall(PLAN, lecturers(lesson), re.M):
        assert sum(map(int, re.findall(r"\((\d+)\)", plan))) == int(length), plan


def exercises_named(text: str) -> list[int]:
    """Those of "exercise 1 …; exercises 2, 4 and 5"."""
    lists = re.findall(r"exercises? (\d(?:(?:, | and | to )\d)*)", text)
    return [int(number) for each in lists for number in re.findall(r"\d", each)]


@pytest.mark.parametrize("row", range(1, 8))
def test_half_a_semester_holds_each_exercise_once(row: int) -> None:
    page = (BOOK / "lecturers.md").read_text(encoding="utf-8")
    found = re.search(rf"^\| {row} \| (\d\d), 90 minutes \| (.+) \|$", page, re.M)
    assert found, f"the plan for half a semester has no week {row}"
    lesson = next(stem for stem in STEMS if stem.startswith(found[1]))
    lecture = exercises_named(
        "".join(plan for _, plan in re.findall(PLAN, lecturers(lesson), re.M))
    )
    everything = list(range(1, len(headings(lesson)) + 1))
    assert sorted(lecture + exercises_named(found[2])) == everything


@pytest.mark.parametrize("lesson", STEMS)
def test_a_number_told_to_lecturers_stands_in_the_lesson(lesson: str) -> None:
    outputs = (
        "".join(output.get("text", ""))
        for cell in cells(lesson)
        for output in cell.get("outputs", ())
    )
    text = re.sub(r"<!--.*?-->", "", "\n".join([*(c["source"] for c in cells(lesson)), *outputs]))
    told = re.findall(r"\d+\.\d+|\d+,\d{3}|\d+ %", lecturers(lesson))
    strange = [number for number in told if not re.search(rf"(?<![\d.]){number}(?!\d)", text)]
    assert not strange, f"book/lecturers.md says {strange}, lesson {lesson[:2]} doesn't"


# --- status ---------------------------------------------------------------------------------

AGAIN = "run the lessons again and commit what they measure: make notebooks"


def test_the_status_table_lists_every_lesson_in_order() -> None:
    text = (BOOK / "status.table.md").read_text(encoding="utf-8")
    assert re.findall(r"\(notebooks/(\w+)\.ipynb\)", text) == STEMS, (
        f"book/status.table.md: {AGAIN}"
    )


def test_the_status_table_names_the_pinned_versions() -> None:
    first = (BOOK / "status.table.md").read_text(encoding="utf-8").splitlines()[0]
    pinned = dict(
        re.findall(r"^(\S+)==(\S+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.M)
    )
    used = re.findall(r", ([a-z]\w+) (\d[\w.]*\w)", first)
    assert "numpy" in dict(used)
    stale = [f"{name} {old}, pinned {pinned[name]}" for name, old in used if pinned[name] != old]
    assert not stale, f"measured with {stale}; {AGAIN}"


def test_a_table_of_runs(tmp_path: Path) -> None:
    lesson = new_notebook(cells=[new_markdown_cell("# Why?\n\nText.")])
    runs = [
        Run(tmp_path / "01_b.ipynb", lesson, 2.345, 150_400),
        Run(tmp_path / "00_a.ipynb", lesson, 1.0, None),
    ]
    text = table(runs, date(2026, 11, 22))
    assert text.startswith("Measured on 2026-11-22, ")
    assert text.endswith(
        "| 00 | [Why?](notebooks/00_a.ipynb) | 1.0 | – |\n"
        "| 01 | [Why?](notebooks/01_b.ipynb) | 2.3 | 150 |\n"
    )
