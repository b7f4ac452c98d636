"""Code that only draws is folded; all other code is open."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from folded_code import only_draws

from tests.book.contents import LESSONS, lessons


@pytest.mark.parametrize("lesson", lessons())
def test_what_only_draws_is_folded_and_nothing_else(site: Path, lesson: str) -> None:
    cells = json.loads((LESSONS / lesson).read_text(encoding="utf-8"))["cells"]
    drawing = [cell for cell in cells if only_draws(cell)]
    page = (site / "notebooks" / lesson).with_suffix(".html").read_text(encoding="utf-8")
    folded = BeautifulSoup(page, "html.parser").select(
        ".cell.tag_hide-input:not(.tag_explorer) details"
    )
    assert drawing
    assert len(folded) == len(drawing)
    for fold, cell in zip(folded, drawing, strict=True):
        assert "Show the code" in fold.summary.get_text()
        assert fold.pre.get_text().split() == "".join(cell["source"]).split()
        assert not fold.find("img"), "the figure is what one is to see"


def test_code_that_checks_or_computes_stays_open() -> None:
    film = [{"output_type": "display_data", "data": {"text/html": "…"}}]
    cell = {"cell_type": "code", "outputs": film, "metadata": {}}
    assert only_draws(cell | {"source": ["film(draw, [1], alt='a long text')"]})
    assert not only_draws(cell | {"source": ["assert x == 1\n", "film(draw, [1])"]})
    solution = {"metadata": {"tags": ["solution"]}}
    assert not only_draws(cell | solution | {"source": ["film(draw, [1])"]})
