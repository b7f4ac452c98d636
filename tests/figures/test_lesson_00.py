"""The landscapes of lesson 00: a walk ends where recall ends, and every control shows."""

import numpy as np
import pytest

from hopfield_lessons import all_states, hebbian, plotting, recall
from hopfield_lessons.explorers import explore, slider
from hopfield_lessons.lessons.lesson_00.pictures import cube_walk, show_bowl

BLOCKS = np.ones((3, 6), dtype=int)
BLOCKS[[0, 1, 2], [0, 3, 4]] = -1
NAMES = ["A", "B", "C"]


def test_the_bowl_is_drawn_in_three_dimensions() -> None:
    (ax,) = show_bowl().axes
    assert ax.name == "3d"


@pytest.mark.parametrize("stored", [1, 2, 3])
@pytest.mark.parametrize("order", [1, 9])
def test_a_walk_ends_where_recall_ends(stored: int, order: int) -> None:
    draw = cube_walk(BLOCKS, NAMES, (3, 2))
    run = recall(hebbian(BLOCKS[:stored]), all_states(6)[3], rng=order)
    figure, words = draw(stored, 3, order, 6)
    assert words.startswith(
        f"Stored: {', '.join(NAMES[:stored])}. Order {order}: after {run.flips} of {run.flips}"
    )
    picture = np.asarray(figure.axes[1].images[0].get_array())
    assert np.array_equal(picture.ravel(), run.state)


def test_words_say_what_kind_of_place_it_is() -> None:
    draw = cube_walk(BLOCKS, NAMES, (3, 2))
    assert draw(1, 31, 1, 0).words.endswith("in a valley: A.")
    assert draw(1, 32, 1, 0).words.endswith("the mirror image of A.")
    assert draw(3, 63, 1, 0).words.endswith("in a valley that nobody stored.")
    assert draw(1, 3, 1, 0).words.endswith("on the way.")


@pytest.mark.long
def test_every_slider_changes_the_picture_and_its_frame_stays() -> None:
    draw = cube_walk(BLOCKS, NAMES, (3, 2))
    ends = {"stored": (1, 3), "start": (0, 63), "order": (1, 9), "step": (0, 6)}
    start = {"stored": 1, "start": 3, "order": 1, "step": 6}
    controls = {name: slider(name, start[name], *ends[name]) for name in ends}
    box = explore(draw, **controls)
    image = box.children[-2]
    sizes = set()
    for name, control in controls.items():
        seen = []
        for value in ends[name]:
            control.value = value
            seen.append(image.value)
            sizes.add(image.value[16:24])
        assert seen[0] != seen[1], name
        control.value = start[name]
    assert len(sizes) == 1
    limits = {draw(stored, 3, 1, 0).figure.axes[0].get_ylim() for stored in (1, 2, 3)}
    assert len(limits) == 1


def test_a_walk_refuses_what_does_not_fit() -> None:
    with pytest.raises(ValueError, match="at most 6 units"):
        cube_walk(np.ones((1, 7), dtype=int), ["A"], (7, 1))
    with pytest.raises(ValueError, match="2 names"):
        cube_walk(BLOCKS, ["A", "B"], (3, 2))


def test_the_same_walk_gives_the_same_bytes() -> None:
    draw = cube_walk(BLOCKS, NAMES, (3, 2))
    assert plotting.png(draw(2, 5, 1, 2).figure) == plotting.png(draw(2, 5, 1, 2).figure)
