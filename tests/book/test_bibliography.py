"""What the texts cite is in the bibliography, and what the look-up pages name exists."""

import inspect
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pybtex.database
import pytest

from tests.book.contents import BOOK, LESSONS, ROOT
from tests.project.names import public

BIBLIOGRAPHY = pybtex.database.parse_file(str(BOOK / "references.bib")).entries
PAGES = sorted(page for page in BOOK.glob("*.md"))


# --- reading the texts ----------------------------------------------------------------------


def lesson_text(path: Path) -> str:
    """The text cells of a lesson."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")


def texts() -> dict[str, str]:
    """All that may cite something: lessons, pages and the package's docstrings."""
    found = {path.name: lesson_text(path) for path in sorted(LESSONS.glob("*.ipynb"))}
    others = [*PAGES, *ROOT.glob("*.md"), *sorted((ROOT / "hopfield_lessons").rglob("*.py"))]
    return found | {str(p.relative_to(ROOT)): p.read_text(encoding="utf-8") for p in others}


def dois(text: str) -> Iterator[tuple[str, str]]:
    """Each DOI in the text, and the text before it; links may have percent signs in them."""
    text = unquote(text)
    for match in re.finditer(r"\b10\.\d{4,9}/[^\s\"<>\]`…]+", text):
        doi = match[0].rstrip(".,;:*")
        while doi.endswith(")") and doi.count("(") < doi.count(")"):
            doi = doi[:-1].rstrip(".,;:*")
        yield doi.lower(), text[: match.start()]


def plain(text: str) -> str:
    """Words only, in lower case: how a title reads, whatever its quotes and braces."""
    return " ".join(re.findall(r"\w+", re.sub(r"[{}]", "", text).lower()))


BY_DOI = {e.fields["doi"].lower(): e for e in BIBLIOGRAPHY.values() if "doi" in e.fields}
TITLES = [plain(entry.fields["title"]) for entry in BIBLIOGRAPHY.values()]


# --- the bibliography -----------------------------------------------------------------------


def test_every_doi_in_a_text_is_in_the_bibliography() -> None:
    cited = {(doi, name) for name, text in texts().items() for doi, _ in dois(text)}
    assert len(cited) > 40, "hardly any DOI was found: has the way of citing changed?"
    stray = sorted(f"{name}: {doi}" for doi, name in cited if doi not in BY_DOI)
    assert not stray, "these are missing in book/references.bib:\n" + "\n".join(stray)


def test_volume_year_and_page_beside_a_doi_are_those_of_the_bibliography() -> None:
    """As in “*Phys. Rev. Lett.* **55** (1985) 1530, doi.org/…”."""
    wrong, compared = [], 0
    for name, text in texts().items():
        for doi, before in dois(text):
            printed = re.search(r"(\w+)\*{0,2} \((\d{4})\)\s+(\w+)\D{0,20}\Z", before)
            if doi in BY_DOI and printed:
                fields = BY_DOI[doi].fields
                compared += 1
                first_page = fields["pages"].split("--")[0]
                if printed.groups() != (fields["volume"], fields["year"], first_page):
                    wrong.append(f"{name}: {' '.join(printed.groups())} beside {doi}")
    assert compared > 40, "hardly any citation was compared: has the way of citing changed?"
    assert not wrong, "book/references.bib says otherwise:\n" + "\n".join(wrong)


@pytest.mark.parametrize("lesson", sorted(LESSONS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_reading_list_names_titles_of_the_bibliography(lesson: Path) -> None:
    reading = lesson_text(lesson).partition("\n## Further reading\n")[2]
    entries = re.findall(r"^\* (.+)$", reading, re.M)
    assert entries, "no list below “## Further reading”"
    for entry in entries:
        named = re.search(r"\"(?P<paper>.+?),?\"|\*(?P<book>[^*]+)\*", entry)
        assert named, f"neither a title in quotes nor a book in italics: {entry}"
        known = any(title.startswith(plain(named[0])) for title in TITLES)
        only_a_journal = not named["paper"] and any(dois(entry))
        assert known or only_a_journal, f"book/references.bib has no {named[0]}"


@pytest.mark.parametrize("key", BIBLIOGRAPHY)
def test_an_entry_says_who_what_when_and_where_to_find_it(key: str) -> None:
    entry = BIBLIOGRAPHY[key]
    assert entry.persons.get("author"), "no author"
    assert entry.fields.get("title"), "no title"
    assert re.fullmatch(r"(1[89]|20)\d\d", entry.fields.get("year", "")), "no year"
    assert {"doi", "isbn", "issn", "url"} & set(entry.fields.keys()), "no DOI, ISBN, ISSN or URL"
    assert re.fullmatch(rf"[a-z]+{entry.fields['year']}[a-z]*", key), "its key isn't name and year"
    if "doi" in entry.fields:
        assert re.fullmatch(r"10\.\d{4,9}/\S+", entry.fields["doi"]), "not of a DOI's form"
    if isbn := re.sub("-", "", entry.fields.get("isbn", "")):
        weights = itertools.cycle((1, 3))
        assert sum(int(digit) * next(weights) for digit in isbn) % 10 == 0, "a mistyped ISBN"


def test_entries_are_sorted_and_none_stands_twice() -> None:
    assert list(BIBLIOGRAPHY) == sorted(BIBLIOGRAPHY), "sort book/references.bib by key"
    printed = [e.fields["doi"].lower() for e in BIBLIOGRAPHY.values() if "doi" in e.fields]
    twice = {doi for doi in printed if printed.count(doi) > 1}
    assert not twice, f"twice in book/references.bib: {twice}"
    assert len(TITLES) == len(set(TITLES)), "one title twice in book/references.bib"


def test_the_bibliography_has_a_word_on_each_entry() -> None:
    page = (BOOK / "bibliography.md").read_text(encoding="utf-8")
    mentioned = itertools.chain(*(k.split(",") for k in re.findall(r"\{cite\}`([^`]+)`", page)))
    assert set(mentioned) == set(BIBLIOGRAPHY), "book/bibliography.md and references.bib differ"


# --- glossary and notation ------------------------------------------------------------------


def slug(heading: str) -> str:
    """The anchor of a heading, as Sphinx and GitHub make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def sections(page: str) -> dict[str, str]:
    """The second-level headings of a page of the book, and what stands below each."""
    text = (BOOK / page).read_text(encoding="utf-8")
    _, *parts = re.split(r"^## (.+)$", text, flags=re.M)
    return dict(zip(parts[::2], parts[1::2], strict=True))


TERMS = sections("glossary.md")


def test_the_glossary_is_in_alphabetical_order() -> None:
    assert list(TERMS) == sorted(TERMS, key=str.lower)


@pytest.mark.parametrize("term", TERMS)
def test_a_term_leads_to_the_section_of_a_lesson(term: str) -> None:
    links = re.findall(r"\]\(notebooks/(\S+?\.ipynb)(?:#(\S+?))?\)", TERMS[term])
    assert links, "it doesn't say where the word is met first"
    for lesson, anchor in links:
        assert (LESSONS / lesson).exists(), f"there is no lesson {lesson}"
        beginning, *sections = re.split(r"^##", lesson_text(LESSONS / lesson), flags=re.M)
        if anchor:
            headings = re.findall(r"^#* (.+)$", "\n".join(f"##{s}" for s in sections), re.M)
            assert anchor in map(slug, headings), f"{lesson} has no section {anchor}"
        else:
            explained = f"**{term.lower()}**"
            assert explained in beginning, f"{lesson} has no {explained} before its first section"


def test_every_term_that_a_page_links_to_is_in_the_glossary() -> None:
    known = {slug(term) for term in TERMS}
    linked = {("glossary.md", a) for a in re.findall(r"\]\(#([^)]+)\)", "".join(TERMS.values()))}
    for name, text in texts().items():
        linked |= {(name, anchor) for anchor in re.findall(r"glossary\.md#([\w-]+)", text)}
    missing = sorted(f"{name}: {anchor}" for name, anchor in linked if anchor not in known)
    assert not missing, "book/glossary.md has no such term:\n" + "\n".join(missing)


def names_in_code() -> set[str]:
    """Public names of the package, their parameters, and what is in their results."""
    names = set()
    for name, value in public().items():
        names |= {name.rpartition(".")[2], *inspect.signature(value).parameters}
        names |= set(getattr(value, "__dataclass_fields__", ()))
    return names


NUMPY = {"mean", "sum", "axis", "i", "mu", "B", "N", "P"}  # array methods, indices and shapes


def test_the_notation_names_what_the_package_names() -> None:
    page = (BOOK / "notation.md").read_text(encoding="utf-8")
    last_cells = [row.split(" | ")[2] for row in page.splitlines() if row.startswith("| $")]
    code = re.findall(r"`([^`]+)`", "\n".join(last_cells))
    used = set(re.findall(r"[A-Za-z_]+", " ".join(code)))
    assert len(used) > 30, "hardly any name in code was found: have the tables changed?"
    assert not used - names_in_code() - NUMPY, "not in the package"
