"""What a release says about itself, in five places, and how the course wants to be cited."""

import datetime
import re
import tomllib

import nbformat
import yaml

import hopfield_lessons
from tests.notebooks.lesson import PATHS
from tests.project.pages import ROOT, text

PROJECT = tomllib.loads(text("pyproject.toml"))["project"]
CITATION = yaml.safe_load(text("CITATION.cff"))
RELEASES = re.findall(r"^## (\d+\.\d+\.\d+) \((.+)\)$", text("CHANGELOG.md"), re.MULTILINE)


def test_the_version_is_the_same_everywhere() -> None:
    newest, date = RELEASES[0]
    assert newest == PROJECT["version"] == hopfield_lessons.__version__ == CITATION["version"]
    assert date == CITATION["date-released"].isoformat()


def test_releases_stand_newest_first() -> None:
    numbers = [tuple(map(int, version.split("."))) for version, _ in RELEASES]
    dates = [datetime.date.fromisoformat(date) for _, date in RELEASES]
    assert numbers == sorted(set(numbers), reverse=True)
    assert dates == sorted(dates, reverse=True)


def test_the_citation_has_what_its_format_asks_for() -> None:
    """Required by the schema of version 1.2.0, and what makes a reference complete."""
    assert CITATION["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "version", "date-released"} <= CITATION.keys()
    assert CITATION["type"] == "software"
    for work in (CITATION, *CITATION["references"]):
        assert work["title"]
        assert all({"name"} <= author.keys() or _is_a_person(author) for author in work["authors"])
    for work in CITATION["references"]:
        assert work["type"] in {"article", "book"}
        assert re.fullmatch(r"10\.\d{4,}/\S+", work["doi"])


def _is_a_person(author: dict[str, str]) -> bool:
    return {"family-names", "given-names"} <= author.keys()


def test_the_citation_and_the_package_agree() -> None:
    assert " AND ".join(CITATION["license"]) == PROJECT["license"]
    assert CITATION["keywords"] == PROJECT["keywords"]
    assert CITATION["authors"] == PROJECT["authors"]


def test_what_is_cited_is_read_in_the_lessons() -> None:
    readings = "\n".join(nbformat.read(path, as_version=4).cells[-1].source for path in PATHS)
    for work in CITATION["references"]:
        assert f"doi.org/{work['doi']}" in readings


def test_files_that_go_with_every_copy_exist() -> None:
    for name in (*PROJECT["license-files"], PROJECT["readme"]):
        assert (ROOT / name).exists()
