"""The explorer of lesson 11: what it draws and says."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from hopfield_lessons import all_states, random_patterns
from hopfield_lessons.boltzmann import learn_boltzmann
from hopfield_lessons.explorers import explore, slider
from hopfield_lessons.landscape import state_number
from hopfield_lessons.lessons.lesson_11.pictures import MOST, draw_learning, draw_two_ways


def bars(figure) -> np.ndarray:
    return np.array([bar.get_height() for bar in figure.axes[0].patches])


@pytest.mark.parametrize("steps", [0, 1, 7, MOST])
def test_the_bars_are_the_distribution_of_the_packages_machine(steps: int) -> None:
    examples = random_patterns(3, 5, rng=11)
    same = learn_boltzmann(examples, steps=steps, rate=0.15)
    figure = draw_learning(steps).figure
    np.testing.assert_allclose(bars(figure), same.distribution(), atol=1e-12)
    curve = figure.axes[2].lines[0].get_ydata()
    np.testing.assert_allclose(curve[: steps + 1], same.divergence, atol=1e-12)
    plt.close(figure)


def test_circles_stand_at_the_patterns_and_bars_reach_them() -> None:
    figure = draw_learning(MOST).figure
    held = np.sort(state_number(random_patterns(3, 5, rng=11)))
    assert figure.axes[0].lines[0].get_xdata().tolist() == held.tolist()
    assert (abs(bars(figure)[held] - 1 / 3) < 0.03).all()


def test_the_reversed_rise_first_and_sink_later() -> None:
    """What the text below the film says of states 7 and 16."""
    reverse = state_number(-random_patterns(3, 5, rng=11))
    assert sorted(reverse) == [7, 16, 23]
    first, some, last = (bars(draw_learning(k).figure)[[7, 16]] for k in (0, 5, MOST))
    assert (some > 1.5 * first).all()
    assert (last < 0.5 * first).all()


def test_the_matrix_fades() -> None:
    shown = [draw_learning(k).figure.axes[1].images[0].get_array() for k in (0, 10, MOST)]
    sizes = [abs(matrix).max() for matrix in shown]
    assert sizes[0] > 0.9
    assert sizes[0] > 2 * sizes[1] > 4 * sizes[2]
    assert all((matrix == matrix.T).all() for matrix in shown)
    assert len(all_states(5)) == 32


def test_the_slider_changes_the_picture_and_the_words() -> None:
    steps = slider("steps", 0, 0, MOST)
    image = explore(draw_learning, steps=steps).children[-2]
    first = image.value
    steps.value = 20
    assert image.value != first
    assert image.value[16:24] == first[16:24]  # width and height in the PNG header
    assert draw_learning(20).words != draw_learning(0).words


@pytest.mark.parametrize(
    ("steps", "error"), [(-1, ValueError), (MOST + 1, ValueError), ("many", TypeError)]
)
def test_what_does_not_fit_is_refused(steps, error) -> None:
    with pytest.raises(error, match="steps"):
        draw_learning(steps)


def test_both_drawings_are_the_same_network() -> None:
    """A line for each coupling, dashed where it is negative."""
    patterns = random_patterns(2, 6, rng=2).astype(int)
    left, right = draw_two_ways(patterns).axes
    dashed = [line.get_linestyle() == "--" for line in left.lines]
    assert dashed == (patterns.ravel() < 0).tolist()
    sums = (patterns.T @ patterns)[np.triu_indices(6, 1)]
    assert [line.get_linestyle() == "--" for line in right.lines] == (sums[sums != 0] < 0).tolist()
    assert len(left.collections) == 2
