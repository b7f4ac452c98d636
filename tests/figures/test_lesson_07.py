"""The mean-field picture of lesson 07 against the package's solver."""

import math
import re

import numpy as np
import pytest
from scipy import optimize

from hopfield_lessons.explorers import explore, slider
from hopfield_lessons.lessons.lesson_07.equation import load_of, meetings, other_side
from hopfield_lessons.lessons.lesson_07.pictures import draw_solution
from hopfield_lessons.theory import critical_load, retrieval_overlap


@pytest.mark.parametrize("load", [0.02, 0.05, 0.1, 0.13, 0.1375, critical_load() - 1e-5])
def test_the_curves_meet_where_the_equation_is_solved(load: float) -> None:
    unstable, stable = meetings(load)
    for x in (unstable, stable):
        assert other_side(np.array(x), load) == pytest.approx(math.erf(x), abs=1e-5)
        assert load_of(np.array(x)) == pytest.approx(load, abs=1e-6)
    assert math.erf(stable) == pytest.approx(retrieval_overlap(load), abs=1e-4)
    # The other one, by another solver, from x = 0 to the top of the load.
    top = optimize.minimize_scalar(lambda x: other_side(x, load) - math.erf(x), (0.5, 1.5)).x
    found = optimize.brentq(lambda x: other_side(x, load) - math.erf(x), 1e-3, top)
    assert unstable == pytest.approx(found, abs=1e-3)


def test_above_the_critical_load_they_do_not_meet() -> None:
    assert meetings(critical_load() + 1e-5) == []
    assert draw_solution(0.1379).words.startswith("Load 0.138: the curves meet at m = 0, 0.9")
    assert draw_solution(0.138).words.endswith("m = 0 only; no memory stays.")


@pytest.mark.parametrize("load", [0.05, 0.12, 0.2])
def test_the_markers_are_what_the_words_say(load: float) -> None:
    figure, words = draw_solution(load)
    for ax in figure.axes:
        markers = [line for line in ax.lines if line.get_marker() == "o"]
        heights = [f"{float(line.get_ydata()[0]):.3f}" for line in markers]
        assert heights == re.findall(r"\d\.\d{3}", words)[1:]


@pytest.mark.parametrize("load", [0.02, 0.08, 0.136])
def test_every_marker_lies_inside_its_panel(load: float) -> None:
    for ax in draw_solution(load).figure.axes:
        markers = [line for line in ax.lines if line.get_marker() == "o"]
        assert len(markers) == 2
        for line in markers:
            assert ax.get_xlim()[0] <= line.get_xdata()[0] <= ax.get_xlim()[1]
            assert ax.get_ylim()[0] <= line.get_ydata()[0] <= ax.get_ylim()[1]


def test_every_position_of_the_slider_changes_the_picture() -> None:
    box = explore(draw_solution, load=slider("α", 0.1, 0.02, 0.25, 0.01))
    control, image, words = box.children
    seen = [image.value]
    for value in (0.02, 0.13, 0.14, 0.25):
        control.value = value
        seen.append(image.value)
    assert len(set(seen)) == 5
    assert words.value.startswith("Load 0.250")


def test_all_pictures_have_one_size_and_one_scale() -> None:
    one, other = (draw_solution(load).figure for load in (0.02, 0.25))
    assert np.array_equal(one.get_size_inches(), other.get_size_inches())
    for ax, twin in zip(one.axes, other.axes, strict=True):
        assert (ax.get_xlim(), ax.get_ylim()) == (twin.get_xlim(), twin.get_ylim())


@pytest.mark.parametrize("load", [0.0, 0.3, math.nan])
def test_loads_outside_the_picture_are_refused(load: float) -> None:
    with pytest.raises(ValueError, match="load"):
        draw_solution(load)
