"""Colours and signs have one home, and it holds what its names say."""

import re
from collections import Counter
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

import hopfield_lessons
from hopfield_lessons.plotting import BLUE, GREY, INK, ORANGE, VERMILION
from hopfield_lessons.plotting.ink import minus, sign

PACKAGE = Path(hopfield_lessons.__file__).parent
SOURCE = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]


def test_a_colour_is_written_once() -> None:
    """Else two figures drift apart when one of them is changed."""
    written = Counter(re.findall(r"#[0-9a-f]{6}\b", "\n".join(SOURCE), re.IGNORECASE))
    assert {INK, GREY} <= set(written)
    assert [colour for colour, times in written.items() if times > 1] == []


def test_curves_of_the_style_sheet_have_the_same_colours() -> None:
    cycle = map(to_hex, plt.rcParams["axes.prop_cycle"].by_key()["color"])
    assert {INK, VERMILION, BLUE, ORANGE} <= set(cycle)


def test_minus_signs_are_made_in_one_place() -> None:
    makers = [text for text in SOURCE if re.search(r"""replace\(["']-["']""", text)]
    assert len(makers) == 1
    assert minus("-1.5 and +2") == "−1.5 and +2"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(np.int8(1), "+"), (np.int8(-1), "−"), (0.25, "+"), (-0.25, "−"), (0.0, "0"), (-0.0, "0")],
)
def test_the_sign_of_a_spin_or_a_number(number: float, expected: str) -> None:
    assert sign(number) == expected
