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


def test_an_alphabet_is_wrapped_and_a_narrow_table_is_not() -> None:
    alphabet = letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    fig = plotting.show_patterns([alphabet], (8, 8), columns="ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert fig.get_size_inches()[0] <= 12
    shown = [ax for ax in fig.axes if ax.images]
    assert "".join(ax.get_title() for ax in shown) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for ax, letter in zip(shown, alphabet, strict=True):
        assert np.array_equal(np.asarray(ax.images[0].get_array()).ravel(), letter)
    assert len(plotting.show_patterns([alphabet[:8]], (8, 8)).axes) == 8
    assert len(plotting.show_patterns([alphabet[:8]], (8, 8), wrap=3).axes) == 9


def test_a_wrapped_table_keeps_its_rows_together() -> None:
    table = [letters("ABC"), letters("DEF")]
    fig = plotting.show_patterns(table, (8, 8), columns="abc", names="12", wrap=2, marked=[2])
    first, _, second, _, third, off, *_ = fig.axes
    assert [ax.get_ylabel() for ax in (first, second, third)] == ["1", "2", "1"]
    assert third.get_title() == "c"
    assert not off.axison
    assert len(third.lines[0].get_xdata()) == np.sum(table[0][2] != table[0][0])


@pytest.mark.parametrize("count", [3, 20])
def test_overlaps_of_all_pairs(count: int) -> None:
    patterns = random_patterns(count, 10, rng=0)
    ax = plotting.show_overlaps(patterns)
    expected = patterns.astype(int) @ patterns.T / 10
    assert np.array_equal(np.asarray(ax.images[0].get_array()), expected)
    numbers = [text.get_text() for text in ax.texts]
    if count == 3:
        assert numbers == [f"{m:.2f}".replace("-", "−") for m in expected.ravel()]
    else:
        (dots,) = ax.lines
        assert len(dots.get_xdata()) == (expected < 0).sum()


def test_bars_stand_under_the_state_they_belong_to() -> None:
    stored = letters("HOP")
    fig = plotting.show_states(stored, letters("OPH"), (8, 8), names="HOP", titles="oph")
    pictures, charts = fig.axes[:3], fig.axes[3:]
    assert [ax.get_title() for ax in pictures] == ["o", "p", "h"]
    for place, chart in zip((1, 2, 0), charts, strict=True):
        assert [bar.get_width() for bar in chart.patches][place] == 1
    many = plotting.show_states(stored, np.tile(stored[:1], (20, 1)), (8, 8))
    assert many.get_size_inches()[0] <= 12
    with pytest.raises(ValueError, match="one for each of 3 patterns, got 2"):
        plotting.show_states(stored, stored, (8, 8), names="HO")


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
