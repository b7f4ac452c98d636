"""The explorer of lesson 06: what it draws and says."""

import pytest

from hopfield_lessons.explorers import choose, explore, slider
from hopfield_lessons.lessons.lesson_06.pictures import STARTS, draw_melting


def final_overlaps(figure) -> list[float]:
    return [float(line.get_ydata()[-1]) for line in figure.axes[1].lines[:3]]


def test_cold_mixtures_stay_and_warm_ones_melt() -> None:
    assert min(final_overlaps(draw_melting(0.1).figure)) > 0.4
    warm = sorted(map(abs, final_overlaps(draw_melting(0.6).figure)))
    assert warm[-1] > 0.8
    assert warm[-2] < 0.2


def test_a_memory_stays_where_a_mixture_melts() -> None:
    first, *others = final_overlaps(draw_melting(0.6, "pattern 1").figure)
    assert first > 0.8
    assert max(map(abs, others)) < 0.2


def test_the_groups_show_who_is_outvoted() -> None:
    """At the start a mixture is all dark, and pattern 1 is light in its own group only."""
    for start, light in (("mixture", 0), ("pattern 1", 1)):
        groups = draw_melting(0.1, start).figure.axes[0]
        image = groups.images[0].get_array()
        first = round(groups.lines[0].get_ydata()[0])
        assert (image[:first, 0] == (-1 if light else 1)).all()
        assert (image[first:, 0] == 1).all()


def test_every_control_changes_the_picture_and_none_changes_its_size() -> None:
    temperature, start = slider("T", 0.2, 0.05, 1.25, 0.05), choose("start", STARTS)
    image = explore(draw_melting, temperature=temperature, start=start).children[-2]
    seen = [image.value]
    temperature.value = 0.6
    seen.append(image.value)
    start.value = "pattern 1"
    seen.append(image.value)
    assert len(set(seen)) == 3
    assert len({frame[16:24] for frame in seen}) == 1  # width and height in the PNG header


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ((0,), ValueError, "temperature"),
        (("warm",), TypeError, "temperature"),
        ((0.5, "heart"), ValueError, "start"),
    ],
)
def test_what_does_not_fit_is_refused(arguments, error, words) -> None:
    with pytest.raises(error, match=words):
        draw_melting(*arguments)
