"""The magnet of lesson 01: what it draws is what was simulated, and every control changes it."""

import numpy as np
import pytest

from hopfield_lessons.explorers import choose, explore, slider
from hopfield_lessons.lessons.lesson_01.pictures import REACH, draw_magnet


@pytest.mark.parametrize("reach", REACH)
def test_cold_magnets_stay_aligned_and_hot_ones_do_not(reach: str) -> None:
    for temperature, ordered in ((0.3, True), (1.4, False)):
        figure, words = draw_magnet(temperature, reach)
        state, magnetisation, energy = figure.axes
        m = magnetisation.lines[1].get_ydata()
        assert m[0] == 1
        assert bool(abs(m[-1]) > 0.9) == ordered
        assert m[-1] == pytest.approx(np.asarray(state.images[0].get_array()).mean())
        assert energy.lines[1].get_ydata()[0] == pytest.approx(-0.5, abs=0.002)
        assert f"m = {m[-1]:+.2f}" in words


@pytest.mark.long
def test_every_control_changes_the_picture() -> None:
    box = explore(
        draw_magnet, temperature=slider("T", 0.5, 0.1, 1.5, 0.05), reach=choose("z", REACH)
    )
    temperature, reach, image, words = box.children
    seen = [image.value]
    temperature.value = 0.8
    seen.append(image.value)
    for option in REACH[1:]:
        reach.value = option
        seen.append(image.value)
    assert len(set(seen)) == len(seen)
    assert words.value.startswith("Temperature 0.80, all neighbours")


def test_all_pictures_have_one_size_and_one_scale() -> None:
    figures = [
        draw_magnet(temperature, reach).figure for temperature, reach in [(0.2, "4"), (1.5, "all")]
    ]
    assert np.array_equal(*(figure.get_size_inches() for figure in figures))
    for one, other in zip(*(figure.axes for figure in figures), strict=True):
        assert one.get_xlim() == other.get_xlim()
        assert one.get_ylim() == other.get_ylim()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [((0.0,), "β = 1/T must be finite"), ((0.5, "5"), "expected one of '4', '8', '20', 'all'")],
)
def test_what_makes_no_magnet_is_refused(arguments: tuple[object, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        draw_magnet(*arguments)  # type: ignore[arg-type]
