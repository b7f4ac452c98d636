"""The hypercube shows every state where it belongs, and every move."""

import numpy as np
import pytest
from matplotlib.offsetbox import AnnotationBbox
from matplotlib.text import Annotation

from hopfield_lessons import all_energies, all_states, hebbian
from hopfield_lessons.landscape import moves
from hopfield_lessons.plotting import show_hypercube

U = np.array([1, -1, -1, 1])


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


def test_the_ways_down_from_one_state_are_drawn_thicker() -> None:
    """From the middle: four flips lead half-way down, and one from each of these to an end."""
    weights = hebbian([U])
    (ax,) = show_hypercube(weights, U, (2, 2), start=[1, 1, 1, 1]).axes
    shown = [artist for artist in ax.artists if isinstance(artist, AnnotationBbox)]
    places = {tuple(box.xy): number for number, box in enumerate(shown)}
    thick = {
        (places[tuple(text.xyann)], places[tuple(text.xy)])
        for text in ax.texts
        if isinstance(text, Annotation) and text.arrow_patch.get_linewidth() > 1
    }
    half_way = {15 ^ 1 << unit for unit in range(4)}
    ends = {6: (7, 14), 9: (11, 13)}  # −U and U, and what leads there by one flip
    downs = {(state, end) for end, states in ends.items() for state in states}
    assert thick == {(15, state) for state in half_way} | downs


def test_a_flip_that_no_unit_wants_is_a_plain_line() -> None:
    no_weights = np.zeros((3, 3))
    (ax,) = show_hypercube(no_weights, [1, 1, 1], (1, 3)).axes
    assert len(ax.lines) == 12
    assert not [text for text in ax.texts if isinstance(text, Annotation)]


def test_the_hypercube_refuses_what_it_cannot_draw() -> None:
    with pytest.raises(ValueError, match="5 units at most"):
        show_hypercube(np.zeros((6, 6)), np.ones(6), (3, 2))
    with pytest.raises(ValueError, match=r"in shape \(2, 3\), got 4"):
        show_hypercube(hebbian([U]), U, (2, 3))
    with pytest.raises(ValueError, match="start: expected a state of 4 units, got 3"):
        show_hypercube(hebbian([U]), U, (2, 2), start=[1, 1, 1])
