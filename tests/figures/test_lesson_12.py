"""The explorer of lesson 12: what it draws and says."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from hopfield_lessons.explorers import explore, slider
from hopfield_lessons.lessons.lesson_12.pictures import (
    LEAST,
    MOST,
    NAMES,
    draw_beta,
    memories_and_query,
)


def weights(figure) -> np.ndarray:
    """The bars on the right: those of the first step, then those after 50."""
    return np.array([bar.get_height() for bar in figure.axes[3].patches]).reshape(2, len(NAMES))


def test_weights_are_drawn_as_the_formula_has_them() -> None:
    stored, query = memories_and_query()
    for beta in (1, 6, 16):
        scores = np.exp(beta * stored @ query)
        first, last = weights(draw_beta(beta).figure)
        assert np.allclose(first, scores / scores.sum())
        assert last.sum() == pytest.approx(1)


def test_an_average_then_a_cluster_then_the_letter() -> None:
    def late(beta: int) -> dict[str, float]:
        return dict(zip(NAMES, weights(draw_beta(beta).figure)[1], strict=True))

    assert max(late(1).values()) < 0.25
    assert late(6)["F"] + late(6)["E"] > 0.85
    assert max(late(6).values()) < 0.6
    assert late(16)["P"] > 0.99


def test_one_step_near_the_letter_is_no_fixed_point() -> None:
    first, last = weights(draw_beta(6).figure)[:, NAMES.index("P")]
    assert first > 0.7
    assert last < 0.1


def test_the_slider_changes_the_picture_and_the_words() -> None:
    beta = slider("beta", 4, LEAST, MOST)
    image = explore(draw_beta, beta=beta).children[-2]
    first = image.value
    beta.value = 16
    assert image.value != first
    assert image.value[16:24] == first[16:24]  # width and height in the PNG header
    assert draw_beta(16).words != draw_beta(4).words
    plt.close("all")


@pytest.mark.parametrize(
    ("beta", "error"), [(0, ValueError), (MOST + 1, ValueError), ("large", TypeError)]
)
def test_what_does_not_fit_is_refused(beta, error) -> None:
    with pytest.raises(error, match="beta"):
        draw_beta(beta)
