"""How to cite the course, for the cover: CITATION.cff as a sentence and as BibTeX."""

from typing import Any

import yaml
from lessons import BOOK
from sphinx.application import Sphinx

SOURCE = BOOK.parent / "CITATION.cff"


def write_citation(_app: Sphinx) -> None:
    """Write what the cover includes."""
    cff = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    target = BOOK / "notebooks" / "citation.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text(f"> {sentence(cff)}\n\n```bibtex\n{bibtex(cff)}\n```\n", encoding="utf-8")


def sentence(cff: dict[str, Any]) -> str:
    """Return the citation as it stands in a list of references.

    Examples
    --------
    >>> sentence({"authors": [{"name": "The Editors"}], "title": "A Course", "version": "1.0",
    ...           "date-released": "2001-02-03"})
    'The Editors: *A Course*, version 1.0 (2001).'
    """
    people = ", ".join(map(author, cff["authors"]))
    return f"{people}: *{cff['title']}*, version {cff['version']} ({year(cff)})."


def bibtex(cff: dict[str, Any]) -> str:
    """Return the citation for a bibliography in BibTeX's form.

    Examples
    --------
    >>> print(bibtex({"authors": [{"family-names": "Doe", "given-names": "Jo"}],
    ...               "title": "A Course", "version": "1.0", "date-released": "2001-02-03"}))
    @software{hopfield_lessons,
      author  = {Jo Doe},
      title   = {{A Course}},
      version = {1.0},
      year    = {2001},
    }
    """
    people = " and ".join(map(braced, cff["authors"]))
    return (
        "@software{hopfield_lessons,\n"
        f"  author  = {{{people}}},\n"
        f"  title   = {{{{{cff['title']}}}}},\n"
        f"  version = {{{cff['version']}}},\n"
        f"  year    = {{{year(cff)}}},\n"
        "}"
    )


def author(entry: dict[str, str]) -> str:
    """A person's name, or a group's."""
    return entry.get("name") or f"{entry['given-names']} {entry['family-names']}"


def braced(entry: dict[str, str]) -> str:
    """The same for BibTeX, which would take a group's name apart."""
    return f"{{{author(entry)}}}" if "name" in entry else author(entry)


def year(cff: dict[str, Any]) -> str:
    return str(cff["date-released"])[:4]


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", write_citation)
