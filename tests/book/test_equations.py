"""Equations have numbers, and a number in the text leads to its equation."""

import io
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.book.contents import LESSONS, contents, lessons, parsed

NUMBER = re.compile(r"\((\d{1,2}\.\d{1,2})\)")
TAG = r"\tag{%s}"


# --- the extension, on small books ----------------------------------------------------------


def build(folder: Path, pages: dict[str, str]) -> tuple[dict[str, BeautifulSoup], str]:
    """The pages of a book made of these texts, and the warnings of its build."""
    (folder / "book").mkdir()
    for name, text in pages.items():
        (folder / "book" / f"{name}.md").write_text(text, encoding="utf-8")
    warnings = io.StringIO()
    out = folder / "html"
    with patch_docutils(), docutils_namespace():  # so that one build leaves nothing to the next
        Sphinx(
            folder / "book",
            confdir=None,
            outdir=out,
            doctreedir=folder / "doctrees",
            buildername="html",
            confoverrides={
                "extensions": ["myst_parser", "equations"],
                "myst_enable_extensions": ["dollarmath"],
                "suppress_warnings": ["toc.not_included"],
            },
            status=None,
            warning=warnings,
        ).build()
    return {name: parsed(out / f"{name}.html") for name in pages}, warnings.getvalue()


ONE = "# One\n\n$$a = b \\tag{1.1}$$\n\nBy (1.1) and equation (1.1), and (2.1).\n"
TWO = "# Two (1.1)\n\n$$c = d \\tag{2.1}$$\n\nEquation (1.1), `f (1.1)`, f(0.5), $(1.1)$.\n"


def test_a_number_becomes_a_link_to_its_equation(tmp_path: Path) -> None:
    pages, warnings = build(tmp_path, {"index": ONE, "two": TWO})
    assert not warnings
    links = {
        name: [
            (link.get_text(), link["href"])
            for link in page.select("p a")
            if "#equation" in link["href"]
        ]
        for name, page in pages.items()
    }
    assert links == {
        "index": [
            ("(1.1)", "#equation-1-1"),
            ("equation (1.1)", "#equation-1-1"),
            ("(2.1)", "two.html#equation-2-1"),
        ],
        "two": [("Equation (1.1)", "index.html#equation-1-1")],
    }
    assert TAG % "2.1" in pages["two"].find(id="equation-2-1").get_text()


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ({"index": ONE.replace("(2.1)", "(2.7)"), "two": TWO}, "undefined label: 'equation-2.7'"),
        ({"index": ONE, "two": TWO.replace("{2.1}", "{1.1}")}, r"equation \(1.1\) stands twice"),
    ],
    ids=["no such equation", "one number twice"],
)
def test_a_wrong_number_is_a_warning(tmp_path: Path, pages: dict[str, str], words: str) -> None:
    assert re.search(words, build(tmp_path, pages)[1])


# --- the site -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Every page that we write, by its address on the site."""
    names = [str(Path(source).with_suffix(".html")) for source in contents()]
    return {name: parsed(site / name) for name in names}


@pytest.mark.parametrize("lesson", lessons())
def test_every_numbered_equation_has_an_anchor(
    pages: dict[str, BeautifulSoup], lesson: str
) -> None:
    source = (LESSONS / lesson).read_text(encoding="utf-8")
    page = pages[f"notebooks/{Path(lesson).stem}.html"]
    for number in re.findall(r"\\\\tag\{(\d+\.\d+)\}", source):
        anchor = page.find(id=f"equation-{number.replace('.', '-')}")
        assert anchor is not None, f"equation ({number}) can't be linked to"
        assert TAG % number in anchor.get_text()


def prose(page: BeautifulSoup) -> BeautifulSoup:
    """A page's text without code and formulas; its own copy."""
    article = BeautifulSoup(str(page.find("article")), "html.parser")
    for other in article.select("pre, code, script, style, .math, h1, h2, h3, h4, dt"):
        other.decompose()
    for comment in article.find_all(string=" no equation "):
        comment.replace_with("no equation: ")
    return article


def test_every_number_in_the_text_leads_to_its_equation(pages: dict[str, BeautifulSoup]) -> None:
    links = 0
    for name, page in pages.items():
        article = prose(page)
        for link in article.select('a[href*="#equation-"]'):
            number = NUMBER.search(link.get_text())[1]
            path, _, anchor = link["href"].partition("#")
            target = pages[str((Path(name).parent / path) if path else Path(name))]
            assert TAG % number in target.find(id=anchor).get_text(), f"{name}: {link}"
            links += 1
            link.decompose()
        assert not NUMBER.search(article.get_text()), f"{name}: an equation number without a link"
    assert links > 0, "the site has no link to an equation"
