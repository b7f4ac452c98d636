"""Figures show what they are given, and refuse what doesn't fit."""

import io

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from hopfield_lessons import letters, picture, pictures, plotting, random_patterns


def test_photographs_are_grey_squares_that_hold_something() -> None:
    for grey in plotting.sample_photographs().values():
        assert grey.shape[0] == grey.shape[1] >= 200
        assert grey.std() > 0.1 * np.ptp(grey)


def test_ink_is_plus_one() -> None:
    ax = plt.figure().subplots()
    plotting.draw_pattern(ax, picture("#. .."), (2, 2))
    (image,) = ax.images
    colours = image.to_rgba(image.get_array())[..., :3]
    assert np.allclose(colours[0, 0], to_rgb(plotting.INK))
    assert np.allclose(colours[1, 1], to_rgb(plotting.PAPER))


def test_crosses_stand_on_the_wrong_pixels() -> None:
    ax = plt.figure().subplots()
    plotting.draw_pattern(ax, picture("#. .#"), (2, 2), reference=picture("#. #."))
    (crosses,) = ax.lines
    assert sorted(zip(*crosses.get_data(), strict=True)) == [(0, 1), (1, 1)]  # (column, row)


@pytest.mark.parametrize("shape", [(2, 3), (4, 4)])
def test_a_pattern_must_fill_the_picture(shape: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="expected 4 pixels"):
        plotting.draw_pattern(plt.figure().subplots(), picture("#. .#"), shape)


def test_a_table_of_pictures_with_a_short_row() -> None:
    fig = plotting.show_patterns([letters("ABC"), letters("D")], (8, 8), columns=list("ABC"))
    shown = [ax for ax in fig.axes if ax.images]
    assert [ax.get_title() for ax in shown] == ["A", "B", "C", ""]


def test_weights_are_coloured_symmetrically_about_zero() -> None:
    image = plotting.show_weights([[0, 2.0], [-1, 0]]).images[0]
    assert image.get_clim() == (-2, 2)


def test_negative_weights_are_marked_for_those_who_see_no_colour() -> None:
    (dots,) = plotting.show_weights([[0, 2.0, -3], [-1, 0, 1], [0, 0, 0]]).lines
    assert list(zip(*dots.get_data(), strict=True)) == [(2, 0), (0, 1)]  # column, row


def test_a_frame_shows_state_overlaps_and_the_energy_so_far() -> None:
    names = list(pictures())
    stored = np.array(list(pictures().values()))
    path = stored[[1, 1, 0]]
    fig = plotting.recall_frame(stored, names, path, [3.0, 2.0, 1.0], 1, (8, 8))
    state, overlaps, energy = fig.axes
    assert np.array_equal(np.asarray(state.images[0].get_array()), path[1].reshape(8, 8))
    assert [bar.get_width() for bar in overlaps.patches] == [-0.25, 1.0, 0.0]
    assert energy.lines[1].get_ydata().tolist() == [3.0, 2.0]


@pytest.mark.parametrize(
    ("names", "energies", "step"),
    [(["a"], [1.0], 0), (["a", "b"], [1.0, 2.0], 0), (["a", "b"], [1.0], 1)],
)
def test_a_frame_refuses_what_does_not_fit(
    names: list[str], energies: list[float], step: int
) -> None:
    two = random_patterns(2, 4, rng=0)
    with pytest.raises(ValueError, match="expected one name"):
        plotting.recall_frame(two, names, two[:1], energies, step, (2, 2))


def test_the_same_figure_gives_the_same_bytes_and_is_closed() -> None:
    def draw() -> bytes:
        return plotting.png(plotting.show_patterns([letters("H")], (8, 8)))

    first = draw()
    assert first == draw()
    assert not plt.get_fignums()
    assert plt.imread(io.BytesIO(first)).ndim == 3
