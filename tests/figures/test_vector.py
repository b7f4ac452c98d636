"""Figures as SVG: the same text from each process, and every ink reads in both themes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure

import hopfield_lessons as hl
from hopfield_lessons.plotting.vector import INKS, svg

SHEET = Path(hl.__file__).parents[1] / "book" / "_static" / "figures.css"
DRAW = """
import matplotlib.pyplot as plt
from hopfield_lessons.plotting.vector import svg
plt.style.use("hopfield_lessons.lessons")
fig, ax = plt.subplots()
ax.plot([0, 1, 2], [0, 0.7, 1.1], "o--", label="$m$")
ax.legend()
print(svg(fig))
"""


def _line(height: float = 1.1) -> Figure:
    fig, ax = plt.subplots()
    ax.plot([0, 1, 2], [0, 0.7, height], "o--", label="$m$")
    ax.legend()
    return fig


def test_two_processes_write_the_same_text() -> None:
    runs = {subprocess.check_output([sys.executable, "-c", DRAW], text=True) for _ in range(2)}
    assert len(runs) == 1


def test_another_point_gives_another_text() -> None:
    assert svg(_line()) == svg(_line()) != svg(_line(1.12))


def test_the_last_digits_of_a_number_do_not_count() -> None:
    assert svg(_line()) == svg(_line(1.1 + 1e-12))


def test_ids_are_one_figures_own_and_each_pointer_finds_its_own() -> None:
    here, there = svg(_line()), svg(_line(2))
    ids = [set(re.findall(r' id="([^"]+)', text)) for text in (here, there)]
    assert not ids[0] & ids[1]
    assert set(re.findall(r'(?:href="|url\()#([^")]+)', here)) <= ids[0]
    ElementTree.fromstring(here)


def test_every_ink_of_a_line_figure_is_a_variable() -> None:
    bare = re.sub(r"var\([^)]*\)", "", svg(_line()))
    assert set(re.findall(r"#[0-9a-f]{6}\b", bare)) <= {"#cccccc"}  # frame of a legend


@pytest.mark.parametrize("name", sorted(set(INKS.values()) - {"ground", "grid"}))
def test_inks_read_on_the_dark_ground(name: str) -> None:
    dark = dict(re.findall(r"--hl-(\w+): (#\w{6})", SHEET.read_text()))
    assert _contrast(dark[name], dark["ground"]) >= (4.5 if name == "text" else 3)


def _contrast(one: str, other: str) -> float:
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return sum(w * x for w, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
