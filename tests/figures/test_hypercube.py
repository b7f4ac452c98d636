"""The hypercube figures show every state where it belongs, and their controls do something."""

from collections.abc import Iterator

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.offsetbox import AnnotationBbox
from matplotlib.text import Annotation

from hopfield_lessons import all_energies, all_states, hebbian, plotting, recall
from hopfield_lessons.explorers import explore, slider
from hopfield_lessons.landscape import moves
from hopfield_lessons.lessons.lesson_00.pictures import cube_walk, show_bowl
from hopfield_lessons.plotting import show_hypercube

U = np.array([1, -1, -1, 1])
BLOCKS = np.ones((3, 6), dtype=int)
BLOCKS[[0, 1, 2], [0, 3, 4]] = -1
NAMES = ["A", "B", "C"]


@pytest.fixture(autouse=True)
def _lesson_style() -> Iterator[None]:
    with mpl.rc_context({"backend": "agg"}), plt.style.context("hopfield_lessons.lessons"):
        yield
    plt.close("all")


def test_every_state_stands_at_its_energy_and_every_move_has_an_arrow() -> None:
    weights = hebbian([U])
    (ax,) = show_hypercube(weights, U, (2, 2)).axes
    shown = [artist for artist in ax.artists if isinstance(artist, AnnotationBbox)]
    assert [box.xy[1] for box in shown] == all_energies(weights).tolist()
    images = [box.offsetbox.image.get_array() for box in shown]
    assert np.array_equal(np.reshape(images, (16, 4)), all_states(4))
    places = {tuple(box.xy): number for number, box in enumerate(shown)}
    assert len(places) == 16
    arrows = {
        (places[tuple(text.xyann)], places[tuple(text.xy)])
        for text in ax.texts
        if isinstance(text, Annotation)
    }
    assert arrows == set(map(tuple, moves(weights).tolist()))


def test_a_flip_that_no_unit_wants_is_a_plain_line() -> None:
    no_weights = np.zeros((3, 3))
    (ax,) = show_hypercube(no_weights, [1, 1, 1], (1, 3)).axes
    assert len(ax.lines) == 12
    assert not [text for text in ax.texts if isinstance(text, Annotation)]


def test_the_hypercube_refuses_what_it_cannot_draw() -> None:
    with pytest.raises(ValueError, match="5 units at most"):
        show_hypercube(hebbian(BLOCKS), BLOCKS[0], (3, 2))
    with pytest.raises(ValueError, match=r"in shape \(2, 3\), got 4"):
        show_hypercube(hebbian([U]), U, (2, 3))


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
        f"Stored: {', '.join(NAMES[:stored])}. After {run.flips} of {run.flips}"
    )
    picture = np.asarray(figure.axes[1].images[0].get_array())
    assert np.array_equal(picture.ravel(), run.state)


def test_words_say_what_kind_of_place_it_is() -> None:
    draw = cube_walk(BLOCKS, NAMES, (3, 2))
    assert draw(1, 31, 1, 0).words.endswith("in a valley: A.")
    assert draw(1, 32, 1, 0).words.endswith("the mirror image of A.")
    assert draw(3, 63, 1, 0).words.endswith("in a valley that nobody stored.")
    assert draw(1, 3, 1, 0).words.endswith("on the way.")


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
