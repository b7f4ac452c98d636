"""The glossary's table of common crosstalk is the one that its command makes."""

import re
from pathlib import Path

import pytest
from collapse import COUNTS, CROSSTALKS, cell, table

GLOSSARY = (Path(__file__).parents[2] / "book" / "glossary.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d\.\d) \| (.+) \|$", GLOSSARY, flags=re.MULTILINE)
SHOWN = {float(crosstalk): cells.split(" | ") for crosstalk, cells in ROWS}


def test_the_table_is_whole() -> None:
    assert tuple(SHOWN) == CROSSTALKS
    assert all(len(cells) == len(COUNTS) for cells in SHOWN.values())
    assert all(line in GLOSSARY for line in table(crosstalks=[]).splitlines())


@pytest.mark.long
@pytest.mark.no_cover  # other tests reach the same lines, in half the time
@pytest.mark.parametrize(("count", "crosstalk"), [(5, 0.8), (5, 2.0), (10, 1.0)])
def test_a_cell_measured_again_gives_the_same_digits(count: int, crosstalk: float) -> None:
    assert cell(count, crosstalk) == SHOWN[crosstalk][COUNTS.index(count)]
