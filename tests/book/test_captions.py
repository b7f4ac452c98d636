"""A caption, in a notebook a text of its own, belongs to its picture on the site."""

import re
from pathlib import Path

import nbformat
import pytest

from tests.book.contents import LESSONS, lessons, parsed
from tests.notebooks.lesson import CAPTION, tags
from tests.notebooks.texts import MARK


def words(text: str) -> str:
    """The text up to its first formula, as typeset, without comments for the tests."""
    shown = re.sub(r"<!--.*?-->", "", text.removeprefix(MARK), flags=re.DOTALL)
    return " ".join(shown.partition("$")[0].replace("*", "").replace("'", "’").split())


@pytest.mark.parametrize("lesson", lessons())
def test_each_stands_once_below_its_picture_and_under_its_cover(site: Path, lesson: str) -> None:
    cells = nbformat.read(LESSONS / lesson, as_version=4).cells
    captions = [cell for cell in cells if CAPTION in tags(cell)]
    page = site / "notebooks" / f"{Path(lesson).stem}.html"
    article = parsed(page).article
    figures = article.select("figure:not(.hl-player, .hl-explore)")
    assert captions
    for figure, caption in zip(figures, captions, strict=True):
        (image,), (shown,) = figure.select("img, svg.hl-figure"), figure.find_all("figcaption")
        assert image.get("alt") or image.get("aria-label")
        assert shown.get_text().strip().startswith(words(caption.source))
        assert article.get_text().count(words(caption.source)) == 1
        covered = figure.find_parent("details", class_="answer") is not None
        assert covered == ("answer" in tags(caption))
    assert MARK.strip(" *") not in {bold.get_text() for bold in article.find_all("strong")}
