"""Where the pages lead: to a place inside the site that exists, or to a well-formed address."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from tests.project.names import PACKAGE, answering, public, written


class Links(HTMLParser):
    """The targets that a page links to or loads, and the ids that others may link to."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids.update(filter(None, (found.get("id"), tag == "a" and found.get("name"))))
        self.targets.extend(filter(None, (found.get("href"), found.get("src"))))


# --- to the functions -------------------------------------------------------------------------


def test_every_public_function_and_class_is_described(site: Path) -> None:
    places = set().union(*(Links(page).ids for page in site.glob("api*.html")))
    things = public() | answering()
    described = [thing for name, thing in things.items() if f"{PACKAGE}.{name}" in places]
    missing = [f"{PACKAGE}.{name}" for name, thing in things.items() if thing not in described]
    assert not missing, (
        "no page of the site describes them: in book/api_networks.md, api_theory.md or "
        "api_figures.md write a heading and `automodule` for a new module; or take them out of "
        "its __all__"
    )


def test_the_page_of_functions_lists_the_flat_names(site: Path) -> None:
    listed = {urlsplit(target).fragment for target in Links(site / "api.html").targets}
    flat = {name for name in public() if written(name) != name}
    missing = sorted(name for name in flat if f"{PACKAGE}.{name}" not in listed)
    assert not missing, "book/api.md: add them to the list of their subject"


# --- to other sites: their form only, there is no network in the tests ------------------------

PLACEHOLDERS = r"(.+\.)?(example\.\w+|localhost|.+\.(example|invalid|local|localhost|test))"
TRACKERS = r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref_src"


def malformed(target: str) -> str | None:
    """What is wrong with the form of an address outside the site, or None."""
    url = urlsplit(target)
    host = url.hostname or ""
    complaints = {
        "is not an https address": url.scheme != "https",
        "holds a space or another character that an address writes as %20 and the like": (
            not re.fullmatch(r"[!#-;=?-\[\]_a-z~]+", target)
        ),
        "has no host of the form name.domain": not re.fullmatch(r"([a-z\d-]+\.)+[a-z]{2,}", host),
        "names a host that stands for another": bool(re.fullmatch(PLACEHOLDERS, host)),
        "names a user or a port, which no public page needs": url.netloc != host,
        "took the end of its sentence along": (
            target.endswith((".", ",", ";", ":", "!", "?", "'"))
            or target.count(")") > target.count("(")
        ),
        "tells the other site where the reader comes from": any(
            re.fullmatch(TRACKERS, name) for name, _ in parse_qsl(url.query, keep_blank_values=True)
        ),
        "is not of a DOI's form, https://doi.org/10.1234/…": (
            "doi.org" in host and not re.fullmatch(r"https://doi\.org/10\.\d{4,9}/[^?#]+", target)
        ),
    }
    return next((words for words, wrong in complaints.items() if wrong), None)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("http://numpy.org/doc/", "https"),
        ("//numpy.org/doc/", "https"),
        ("ftp://numpy.org/doc/", "https"),
        ("https://numpy.org/a page", "space"),
        ("https://numpy.org/<page>", "space"),
        ("https://numpy", "host"),
        ("https:///doc", "host"),
        ("https://127.0.0.1/doc", "host"),
        ("https://www.example.com/doc", "stands for another"),
        ("https://localhost.localhost/doc", "stands for another"),
        ("https://hopfield.test/doc", "stands for another"),
        ("https://me@numpy.org/doc", "user or a port"),
        ("https://numpy.org:8000/doc", "user or a port"),
        ("https://numpy.org/doc.", "end of its sentence"),
        ("https://numpy.org/doc)", "end of its sentence"),
        ("https://numpy.org/doc?utm_source=course", "where the reader comes from"),
        ("https://doi.org/11.1073/pnas.79.8.2554", "DOI"),
        ("https://doi.org/10.1073/", "DOI"),
        ("https://dx.doi.org/10.1073/pnas.79.8.2554", "DOI"),
    ],
)
def test_an_address_in_bad_form_is_named(target: str, words: str) -> None:
    assert words in (malformed(target) or "nothing")


@pytest.mark.parametrize(
    "target",
    [
        "https://numpy.org",
        "https://doi.org/10.1016/0003-4916(87)90092-3",
        "https://doi.org/10.1016/0893-6080%2888%2990029-9",
        "https://numpy.org/doc/stable/search.html?q=random#results",
    ],
)
def test_an_address_in_good_form_passes(target: str) -> None:
    assert malformed(target) is None


# --- every link of every page ---------------------------------------------------------------


def broken(site: Path, page: Path, target: str, pages: dict[Path, Links]) -> str | None:
    """What is wrong with a link from `page` to `target`, or None."""
    url = urlsplit(target)
    if url.scheme in ("data", "mailto"):
        return None
    if url.scheme or url.netloc:
        return malformed(target)
    file = (page.parent / unquote(url.path)).resolve() if url.path else page
    if not file.is_file():
        return "leads nowhere"
    if not file.is_relative_to(site):
        return "leaves the site"
    if url.fragment and file in pages and unquote(url.fragment) not in pages[file].ids:
        return "names a place that its page doesn't have"
    return None


def test_every_link_resolves(site: Path) -> None:
    pages = {path: Links(path) for path in site.rglob("*.html") if "_static" not in path.parts}
    problems = [
        f"{page.relative_to(site)}: {target} {problem}"
        for page, links in pages.items()
        for target in links.targets
        if target != "#" and (problem := broken(site, page, target, pages))
    ]
    assert not problems, "\n".join(problems)
