"""README and CONTRIBUTING: what they name exists, and their tables agree with what they list."""

import re
import subprocess
import sys
from importlib.metadata import files

import pytest
from write_tables import TABLES, with_rows

from tests.project.pages import PAGES, ROOT, commands, links, text

EXTRA = re.compile(r"\.\[(\w+)\]")


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_linked_exists(page: str) -> None:
    assert [path for path in links(page) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_command_takes_exists(page: str) -> None:
    """Folders that the command makes, or the reader names, aside."""
    named = re.findall(
        r"(?<![\w./\\-])(?:tests|tools|notebooks|book|hopfield_lessons|benchmarks)/[\w./]*\w"
        r"|\b[\w-]+\.(?:txt|yml|toml|cff)\b",
        "\n".join(commands(page)),
    )
    assert named
    missing = {path for path in named if not (ROOT / path).exists()}
    assert missing <= {"book/_build/html", "lowest.txt"}


@pytest.mark.parametrize("page", PAGES)
def test_every_target_of_make_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    called = {t for line in commands(page) for t in re.findall(r"^make ([a-z]+)", line)}
    assert called
    assert called <= targets


@pytest.mark.parametrize("page", PAGES)
def test_every_variable_of_make_is_read(page: str) -> None:
    """CHROMIUM is read by the tests."""
    variables = set(re.findall(r"^([A-Z_]+) *\?=", text("Makefile"), re.MULTILINE)) | {"CHROMIUM"}
    for line in commands(page):
        if line.startswith("make "):
            assert set(re.findall(r"\b([A-Z_]+)=", line)) <= variables, line


def test_every_command_of_the_course_exists() -> None:
    """And the README tells about each one."""
    called = {
        command
        for line in commands("README.md")
        for command in re.findall(r"-m hopfield_lessons (\w+)", line)
    }
    course = [sys.executable, "-m", "hopfield_lessons"]
    shown = subprocess.run([*course, "--help"], capture_output=True, text=True, check=True).stdout
    offered = set(re.findall(r"^ {4}(\w+)(?: |$)", shown, re.MULTILINE))
    assert called == offered


def test_the_warning_that_the_readme_explains_is_still_given() -> None:
    """Each kernel writes it where a learner started JupyterLab."""
    (quoted,) = re.findall(r'terminal warns of a kernel "([^"]+)"', text("README.md"))
    (source,) = (f for f in files("ipykernel") or () if str(f) == "ipykernel/kernelapp.py")
    assert quoted in source.read_text(encoding="utf-8")


def test_contributors_run_the_python_that_make_prepared() -> None:
    """Debian and macOS have no command `python`, and theirs lacks what our tools import."""
    assert [line for line in commands("CONTRIBUTING.md") if line.startswith("python")] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_extra_exists(page: str) -> None:
    named = {extra for line in commands(page) for extra in EXTRA.findall(line)}
    assert all(f"\n{extra} = [" in text("pyproject.toml") for extra in named)


@pytest.mark.parametrize(("page", "heading"), TABLES)
def test_tables_are_those_of_what_they_list(page: str, heading: str) -> None:
    written = with_rows(text(page), heading, TABLES[page, heading]())
    assert written == text(page), "behind: .venv/bin/python tools/write_tables.py writes it"
