"""Our figures are the same whatever stands in a person's matplotlibrc, or was set since."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure

import hopfield_lessons as hl
from hopfield_lessons import plotting
from hopfield_lessons.explorers import Picture, explore, film, slider

SHEET = Path(hl.__file__).with_name("lessons.mplstyle")
# of windows, files of other kinds and the system; `plt.style` takes no other of these from a sheet
NOT_OF_PICTURES = (
    *("animation.", "backend", "date.epoch", "docstring.", "figure.max_open_warning"),
    *("figure.raise_window", "interactive", "keymap.", "macosx.", "pdf.", "pgf.", "ps."),
    *("savefig.directory", "timezone", "tk.", "toolbar", "webagg."),
)

A_PERSONS = """
backend: no_such_backend
text.usetex: True
text.latex.preamble: \\usepackage{nothing}
text.color: red
text.hinting: none
text.antialiased: False
font.family: serif
font.size: 23
mathtext.fontset: cm
axes.unicode_minus: False
axes.formatter.use_locale: True
axes.facecolor: black
axes.edgecolor: green
axes.linewidth: 4
axes.xmargin: 0.4
axes.titleweight: bold
axes.labelpad: 20
figure.autolayout: True
figure.subplot.left: 0.4
figure.constrained_layout.w_pad: 1
figure.hooks: no_such_module:hook
figure.frameon: False
savefig.bbox: tight
savefig.pad_inches: 2
savefig.dpi: 300
savefig.transparent: True
savefig.facecolor: yellow
image.origin: lower
image.cmap: jet
image.aspect: auto
lines.linestyle: --
lines.marker: s
lines.antialiased: False
markers.fillstyle: none
patch.linewidth: 5
xtick.direction: in
xtick.top: True
xtick.minor.visible: True
ytick.major.size: 20
ytick.labelcolor: red
errorbar.capsize: 12
legend.loc: lower left
grid.linestyle: :
path.sketch: 4, 100, 2
path.effects: withStroke(linewidth=4, foreground='w')
agg.path.chunksize: 3
"""


def figures() -> Iterator[Figure]:
    """One of each kind: pictures, curves with error bars and a legend, weights, a hypercube."""
    weights = hl.hebbian(hl.letters("HO"))
    yield plotting.show_patterns([hl.letters("HI")], (8, 8), columns=["$H$", "I"], marked=[1])
    figure, axes = plt.subplots()
    axes.errorbar([0, 1, 2], [-1, 0, 1], [0.1, 0.2, 0.3], label="overlap $m$")
    axes.plot([0, 2], [1, -1], label="theory")
    axes.hist([1, 1, 2])
    axes.set(xlabel="load $\\alpha$", title="overlap")
    axes.legend()
    yield figure
    yield plotting.show_weights(weights).get_figure()
    yield plotting.show_hypercube(hl.hebbian([[1, -1, -1, 1]]), [1, -1, -1, 1], (2, 2))


def prints() -> list[str]:
    return [hashlib.sha256(plotting.png(figure)).hexdigest() for figure in figures()]


def test_figures_are_the_same_with_any_matplotlibrc(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text(A_PERSONS)
    code = (
        "import matplotlib; matplotlib.use('agg'); import matplotlib.pyplot as plt;"
        "plt.style.use('hopfield_lessons.lessons');"
        "from tests.figures.test_settings import prints; print(*prints())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "MATPLOTLIBRC": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == prints()


def draw(size: float) -> Picture:
    """A figure as a learner may draw it."""
    figure, axes = plt.subplots()
    axes.plot([0, size], [size, 0])
    axes.set_title("overlap $m$")
    return Picture(figure, "A line.")


OTHER_LOOKS: dict[str, AbstractContextManager[Any]] = {
    "dark": plt.style.context(["dark_background", {"savefig.bbox": "tight"}]),
    "sketch": plt.style.context({"path.sketch": (1, 100, 2)}),
    "classic": plt.style.context("classic"),
    "usetex": plt.style.context({"text.usetex": True}),
    "none at all": plt.style.context("default"),
}


@pytest.mark.long
@pytest.mark.parametrize("other", OTHER_LOOKS)
def test_films_and_explorers_keep_their_look_under_another_style(other: str) -> None:
    shown = []
    for context in (nullcontext(), OTHER_LOOKS[other]):
        with context:
            reel = film(draw, [1, 2], name="two", alt="Lines.")
            shown.append((*reel.frames, explore(draw, size=slider("N", 1, 0, 3)).children[1].value))
            after = plt.rcParams["savefig.bbox"]
    assert shown[0] == shown[1]
    assert after == ("tight" if other == "dark" else None)


def test_the_sheet_sets_all_that_can_change_a_picture() -> None:
    """Ours first, then the rest as matplotlib has it; what a new version brings is named here."""
    sheet = mpl.rc_params_from_file(SHEET, use_default_template=False)
    ours = SHEET.read_text(encoding="utf-8").split("# All the rest")[0]
    for key, default in mpl.rcParamsDefault.items():
        if key.startswith(NOT_OF_PICTURES):
            assert key not in sheet
        else:
            assert key in sheet, f"hopfield_lessons/lessons.mplstyle lacks {key}: {default}"
            assert sheet[key] == default or f"\n{key}: " in ours, key
