"""The pictures of lesson 10: a graph cut by flips, and the window of the penalty."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from hopfield_lessons.explorers import explore, slider
from hopfield_lessons.lessons.lesson_10.pictures import (
    PERCENTS,
    draw_cut,
    draw_window,
    maps,
    people,
    roads,
)


def solid(figure) -> int:
    """How many edges are drawn as cut."""
    return sum(line.get_linestyle() == "-" for line in figure.axes[0].lines)


def test_each_flip_cuts_more_edges_until_half_at_every_vertex_are_cut() -> None:
    cuts = []
    for flips in range(7):
        figure = draw_cut(flips).figure
        cuts.append(solid(figure))
        assert len(figure.axes[0].lines) == people().sum() / 2
        titles = [figure.axes[0].get_title(loc=place) for place in ("left", "center")]
        assert f"{cuts[-1]} of" in "".join(titles)
        plt.close(figure)
    assert cuts[0] == 0
    assert (np.diff(cuts) > 0).all()
    assert cuts[-1] >= people().sum() / 4


def test_beyond_the_last_flip_nothing_changes() -> None:
    assert draw_cut(6).words == draw_cut(60).words != draw_cut(5).words


def curves(figure) -> dict[str, np.ndarray]:
    """The middle of each curve on the right, by axis and sign."""
    _, _, shares, lengths = figure.axes
    found = {}
    for name, ax in (("valid", shares), ("length", lengths)):
        for bars, method in zip(ax.containers, ("descent", "annealing"), strict=True):
            found[f"{name}, {method}"] = np.array(bars.lines[0].get_ydata(), dtype=float)
    return found


def test_the_two_curves_rise_together() -> None:
    seen = curves(draw_window(100).figure)
    for method in ("descent", "annealing"):
        valid, length = seen[f"valid, {method}"], seen[f"length, {method}"]
        assert valid[0] < 0.05
        assert valid[-1] > 0.95
        known = length[np.isfinite(length)]
        assert known.min() >= 1
        assert known[-1] > known[0] + 0.2
    assert (seen["valid, annealing"] >= seen["valid, descent"] - 0.02).all()


def test_the_slider_changes_the_picture_and_the_words() -> None:
    percent = slider("P in % of max d", 100, 40, 130, 10)
    image = explore(draw_window, percent=percent).children[-2]
    first = image.value
    percent.value = 60
    assert image.value != first
    assert image.value[16:24] == first[16:24]  # width and height in the PNG header
    assert draw_window(60).words != draw_window(100).words


def test_every_stop_of_the_slider_can_be_drawn() -> None:
    assert tuple(range(40, 131, 10)) == PERCENTS


def test_roads_are_distances() -> None:
    d = roads(maps()[0])
    assert (d == d.T).all()
    assert d[0, 1] == pytest.approx(np.linalg.norm(maps()[0][0] - maps()[0][1]))


@pytest.mark.parametrize(
    ("draw", "value", "error"),
    [
        (draw_cut, -1, ValueError),
        (draw_cut, 0.5, TypeError),
        (draw_window, 55, ValueError),
        (draw_window, "100", ValueError),
    ],
)
def test_what_does_not_fit_is_refused(draw, value, error) -> None:
    with pytest.raises(error, match=r"flips|percent"):
        draw(value)
