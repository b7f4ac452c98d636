"""What the explorer of lesson 05 draws and says about runs from damaged copies."""

import numpy as np
import pytest

from hopfield_lessons import flip, overlap, random_patterns, recall_curve, recall_patterns
from hopfield_lessons.explorers import explore, slider
from hopfield_lessons.lessons.lesson_05.pictures import SUCCESS, draw_start, follow, networks
from hopfield_lessons.plotting import VERMILION

FEW = random_patterns(3, 200, rng=1)
MANY = random_patterns(20, 200, rng=1)  # load 0.1


def test_words_count_the_runs_that_come_back() -> None:
    """The same runs, done here by hand."""
    rng = np.random.default_rng(5)
    starts = flip(np.tile(MANY[0], (30, 1)), 0.3, rng=rng)
    ends = recall_patterns(MANY, starts, rng=rng).state
    back = int(np.sum(overlap(MANY[0], ends) >= SUCCESS))
    words = follow(MANY, 0.4, (10, 20), rng=5, runs=30).words
    assert words == f"P = 20, N = 200, start at m = 0.40: {back} of 30 runs end near the pattern."
    assert 0 < back < 30


def test_every_run_has_a_line_and_the_lost_ones_look_different() -> None:
    figure, words = follow(MANY, 0.4, (10, 20), rng=5, runs=30)
    panels = {ax.get_title(loc="left"): ax for ax in figure.axes}
    lines = panels["overlap $m$ with the pattern"].lines
    assert len(lines) == len(panels["energy $E/N$"].lines) == 30
    lost = [line for line in lines if line.get_color() == VERMILION]
    assert f"{30 - len(lost)} of 30" in words
    assert all(line.get_linestyle() == "--" for line in lost)
    for line in lines:
        end = line.get_ydata()[-1]
        assert (end < SUCCESS) == (line.get_color() == VERMILION)
        np.testing.assert_allclose(line.get_ydata()[0], 0.4)


def test_energies_never_rise() -> None:
    figure, _ = follow(MANY, 0.4, (10, 20), rng=5)
    (ax,) = (ax for ax in figure.axes if "energy" in ax.get_title(loc="left"))
    for line in ax.lines:
        heights = np.asarray(line.get_ydata(), dtype=float)
        assert np.all(np.diff(heights[np.isfinite(heights)]) <= 0)


def test_a_curve_is_drawn_if_there_is_one() -> None:
    figure, _ = follow(FEW, 0.6, (10, 20), rng=5, curve=([0, 0.5, 1], [0, 0.8, 1]))
    curve = figure.axes[0].lines[0]
    assert curve.get_xdata().tolist() == [0, 0.5, 1]
    without, _ = follow(FEW, 0.6, (10, 20), rng=5)
    assert len(figure.axes[0].lines) == len(without.axes[0].lines) + 1


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"start_overlap": 1.5}, ValueError, "start_overlap"),
        ({"start_overlap": "much"}, TypeError, "start_overlap"),
        ({"runs": 0}, ValueError, "runs"),
        ({"shape": (3, 3)}, ValueError, "200 pixels"),
        ({"patterns": FEW + 1}, ValueError, "patterns"),
    ],
)
def test_bad_input(change: dict, error: type[Exception], words: str) -> None:
    arguments = {"patterns": FEW, "start_overlap": 0.5, "shape": (10, 20)} | change
    with pytest.raises(error, match=words):
        follow(**arguments, rng=0)


def test_the_slider_changes_the_picture() -> None:
    start = slider("m", 0.2, 0.0, 1.0, 0.1)
    box = explore(lambda start: follow(MANY, start, (10, 20), rng=2), start=start)
    image, words = box.children[-2:]
    before = image.value, words.value
    start.value = 0.9
    assert image.value != before[0]
    assert words.value != before[1]
    assert "m = 0.90" in words.value


@pytest.mark.parametrize("load", networks())
def test_the_explorers_curve_is_what_other_networks_give(load: str) -> None:
    """Six new networks, one run from near each pattern, within what networks differ."""
    line = draw_start(load, 0.4).figure.axes[0].lines[0]
    overlaps, stored = map(np.asarray, line.get_data())
    size = round(float(load) * 500)
    curves = [
        recall_curve(random_patterns(size, 500, rng=k), flipped=(1 - overlaps) / 2, tries=1, rng=k)
        for k in range(6)
    ]
    fresh = [curve.recalled(SUCCESS) for curve in curves]
    np.testing.assert_allclose(np.mean(fresh, axis=0), stored, atol=0.2)


def test_a_load_that_the_lesson_did_not_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="load"):
        draw_start("0.14", 0.4)
