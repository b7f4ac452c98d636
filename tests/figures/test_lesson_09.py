"""The explorer of lesson 09 and its film: what they draw and say."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

import hopfield_lessons as hl
from hopfield_lessons.explorers import explore, slider
from hopfield_lessons.lessons.lesson_09.pictures import (
    MOST,
    STEP,
    SWEEPS,
    WORD,
    draw_dose,
    draw_word,
)


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


# ------------------------------------------------------------------- a word in a ring


def shown(sweep: int) -> list[np.ndarray]:
    """The two pictures, as states."""
    figure = draw_word(sweep).figure
    states = [np.ravel(ax.images[0].get_array()) for ax in figure.axes[::2]]
    plt.close(figure)
    return states


def test_all_at_once_a_word_is_spelled_and_one_at_a_time_it_is_not() -> None:
    stored = hl.letters(WORD)
    for sweep in range(1, SWEEPS + 1):
        at_once, one_by_one = shown(sweep)
        assert (at_once == stored[sweep % len(WORD)]).all()
        assert np.abs(hl.overlap(stored, one_by_one)).max() < 0.7
    assert (shown(SWEEPS)[1] == shown(SWEEPS - 1)[1]).all()  # it has come to rest
    assert (shown(0)[0] == shown(0)[1]).all()


def test_the_states_are_those_of_weights_written_by_hand() -> None:
    """From the formula, with plain loops for the visits in the order that the run drew."""
    stored = hl.letters(WORD).astype(float)
    weights = np.roll(stored, -1, axis=0).T @ stored / 64
    np.fill_diagonal(weights, 0)
    for sweep in range(SWEEPS):
        at_once, one_by_one = (state.astype(float) for state in shown(sweep))
        field = weights @ at_once
        next_at_once, next_one_by_one = shown(sweep + 1)
        assert (next_at_once == np.where(field == 0, at_once, np.sign(field))).all()
        for unit in np.random.default_rng(sweep).permutation(64):
            h = weights[unit] @ one_by_one
            one_by_one[unit] = np.sign(h) if abs(h) > 1e-12 else one_by_one[unit]
        assert (next_one_by_one == one_by_one).all()


def test_bars_and_words_are_the_overlaps_of_what_is_shown() -> None:
    figure, words = draw_word(2)
    for ax, state in zip(figure.axes[1::2], shown(2), strict=True):
        widths = [bar.get_width() for bar in ax.patches]
        np.testing.assert_allclose(widths, hl.overlap(hl.letters(WORD), state))
    assert "All at once: nearest to A, overlap 1.00." in words


@pytest.mark.parametrize(
    ("sweep", "error"), [(-1, ValueError), (SWEEPS + 1, ValueError), ("last", TypeError)]
)
def test_a_sweep_that_is_not_shown_is_refused(sweep, error) -> None:
    with pytest.raises(error, match="sweep"):
        draw_word(sweep)
