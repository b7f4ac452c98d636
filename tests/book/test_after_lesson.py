"""Every lesson has its number in the lists, and ends with the way on."""

import json
import re
from pathlib import Path

import pytest
from bs4 import Tag

from hopfield_lessons.commands.classroom import lessons as unrun
from tests.book.contents import LESSONS, lessons, parsed


def ending(site: Path, lesson: str) -> Tag:
    """The block after the last words of a lesson."""
    (block,) = parsed((site / "notebooks" / lesson).with_suffix(".html")).select(
        "article nav.after-lesson"
    )
    return block


def links(block: Tag) -> list[str]:
    return [link["href"] for link in block.select("a")]


def data_of(lesson: str) -> set[str]:
    """The files beside it that a lesson's code names."""
    cells = json.loads((LESSONS / lesson).read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return set(re.findall(r"""["'](data/[^"']+)["']""", code))


def test_each_lesson_leads_back_and_on(site: Path) -> None:
    around = ["../index.html", *(f"{Path(name).stem}.html" for name in lessons()), "../index.html"]
    for place, lesson in enumerate(lessons()):
        assert links(ending(site, lesson))[:2] == [around[place], around[place + 2]]


def test_a_lesson_that_names_the_page_of_own_data_leads_there(site: Path) -> None:
    named = {
        name for name in lessons() if "book/your_own_data.md" in (LESSONS / name).read_text("utf-8")
    }
    leading = {name for name in lessons() if "../your_own_data.html" in links(ending(site, name))}
    assert {name[:2] for name in named} >= {"02", "07"}
    assert leading == named


@pytest.mark.parametrize("lesson", lessons())
def test_its_notebook_can_be_taken_along_with_its_data(site: Path, lesson: str) -> None:
    """The notebook as `start` hands it out: its reader is to guess before it is run."""
    offered = {link for link in links(ending(site, lesson)) if "_sources" in link}
    assert offered == {f"../_sources/notebooks/{name}" for name in {lesson, *data_of(lesson)}}
    files = {name: (LESSONS / name).read_bytes() for name in {lesson, *data_of(lesson)}}
    for name, content in unrun(files).items():
        assert (site / "_sources/notebooks" / name).read_bytes() == content


def test_lists_of_lessons_give_their_numbers(site: Path) -> None:
    listed = parsed(site / "index.html").select("nav.bd-links a[href^='notebooks/']")
    assert [link["href"][len("notebooks/") :][:2] for link in listed] == [
        link.get_text(strip=True)[:2] for link in listed
    ]
    assert len(listed) == len(lessons())
