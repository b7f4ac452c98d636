"""The explorer of lesson 09: what it draws and says."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from hopfield_lessons.explorers import explore, slider
from hopfield_lessons.lessons.lesson_09.pictures import MOST, STEP, draw_dose


def shares(figure) -> np.ndarray:
    """The two curves on the right, one in each column."""
    return np.array([line.get_ydata() for line in figure.axes[1].lines[:2]]).T


def below_zero(figure) -> float:
    """How many units the histogram on the left shows left of 0."""
    bars = figure.axes[0].patches
    return sum(bar.get_height() for bar in bars if bar.get_x() + bar.get_width() < 1e-9)


def test_a_rise_a_plateau_and_ruin() -> None:
    stable, back = shares(draw_dose(0).figure).T
    assert len(stable) == MOST // STEP + 1
    assert stable[0] < 0.8
    assert stable[5:11].min() > 0.97
    assert stable[-1] < 0.1
    assert (back <= stable + 1e-12).all()


@pytest.mark.parametrize(("dose", "most"), [(240, 0), (400, 4), (0, 100)])
def test_the_tail_left_of_zero(dose: int, most: int) -> None:
    """Of 3600 units: some at first, hardly any in the plateau."""
    assert below_zero(draw_dose(dose).figure) <= most
    assert below_zero(draw_dose(0).figure) > 20


def test_no_unit_lies_outside_of_the_picture() -> None:
    for dose in range(0, MOST + 1, STEP):
        figure = draw_dose(dose).figure
        assert sum(bar.get_height() for bar in figure.axes[0].patches) == 5 * 12 * 60
        plt.close(figure)


def test_the_slider_changes_the_picture_and_the_words() -> None:
    dreams = slider("dreams", 0, 0, MOST, STEP)
    image = explore(draw_dose, dreams=dreams).children[-2]
    first = image.value
    dreams.value = 600
    assert image.value != first
    assert image.value[16:24] == first[16:24]  # width and height in the PNG header
    assert draw_dose(600).words != draw_dose(0).words


@pytest.mark.parametrize(
    ("dreams", "error"), [(-1, ValueError), (MOST + 1, ValueError), ("many", TypeError)]
)
def test_what_does_not_fit_is_refused(dreams, error) -> None:
    with pytest.raises(error, match="dreams"):
        draw_dose(dreams)
