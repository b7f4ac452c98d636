"""The figures of lesson 03 show the pairs, the levels and the flip that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Rectangle

import hopfield_lessons as hl
from hopfield_lessons import plotting
from hopfield_lessons.explorers import choose, explore, slider
from hopfield_lessons.lessons.lesson_03.flips import draw_flip, flip_picture
from hopfield_lessons.lessons.lesson_03.pictures import draw_pairs, show_levels, show_pairs
from hopfield_lessons.lessons.lesson_03.words import signs, state_of

U = np.array([1, -1, -1, 1])
W = hl.hebbian([U])


@pytest.mark.parametrize("state", hl.all_states(4), ids=signs)
def test_a_word_of_signs_is_a_state(state: np.ndarray) -> None:
    assert np.array_equal(state_of(signs(state)), state)
    assert np.array_equal(state_of(signs(state).replace("−", "-")), state)


@pytest.mark.parametrize("word", ["", "+1", "+ −"])
def test_other_words_are_refused(word: str) -> None:
    with pytest.raises(ValueError, match="expected plus and minus signs"):
        state_of(word)


def test_the_table_holds_each_pair_twice() -> None:
    state = state_of("+−−−")
    ax = plt.figure().subplots()
    draw_pairs(ax, W, state, pair=(0, 3))
    table = np.asarray(ax.images[0].get_array())
    assert np.array_equal(table, W * np.outer(state, state))
    assert -0.5 * table.sum() == hl.energy(W, state)
    numbers = [float(text.get_text().replace("−", "-")) for text in ax.texts]
    assert sum(numbers) == table.sum()
    assert len(numbers) == 12
    frames = [p for p in ax.patches if isinstance(p, Rectangle) and not p.get_fill()]
    assert sorted(frame.get_xy() for frame in frames) == [(-0.5, 2.5), (2.5, -0.5)]


def test_large_tables_show_signs_instead_of_numbers() -> None:
    weights = hl.hebbian(hl.random_patterns(2, 8, rng=0))
    states = hl.random_patterns(3, 8, rng=1)
    fig = show_pairs(weights, states, titles=["a", "b", "c"], unit=2)
    assert [ax.get_title() for ax in fig.axes] == ["a", "b", "c"]
    for ax, state in zip(fig.axes, states, strict=True):
        signs = np.sign(weights * np.outer(state, state))
        assert len(ax.texts) == 8 * 7  # all but the diagonal
        for text in ax.texts:
            column, row = text.get_position()
            assert text.get_text() == {1: "+", 0: "0", -1: "−"}[signs[row, column]]


def test_every_state_stands_at_its_energy_and_every_line_goes_downhill() -> None:
    (ax,) = show_levels(W, U).axes
    (dots,) = ax.collections
    assert np.array_equal(np.asarray(dots.get_offsets())[:, 1], hl.all_energies(W))
    assert len(ax.lines) == len(hl.landscape.moves(W)) == 32
    assert all(np.diff(line.get_ydata())[0] < 0 for line in ax.lines)
    assert len({text.get_text() for text in ax.texts}) == 16


def test_too_many_units_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 5 units to draw, got 6"):
        show_levels(np.zeros((6, 6)), np.ones(6))


@pytest.mark.parametrize("unit", range(4))
def test_the_sentence_tells_the_change(unit: int) -> None:
    for state in hl.all_states(4)[unit::3]:
        words = flip_picture(W, U, state, unit).words
        change = float(hl.energy_change(W, state, unit))
        assert ("lowers" if change < 0 else "raises") in words
        assert f"{abs(change):.2f} (without the ½: {2 * abs(change):.2f})" in words
        plt.close("all")


def test_a_flip_that_costs_nothing() -> None:
    figure, words = flip_picture(np.zeros((2, 2)), [1, 1], [1, -1], 0)
    assert "flipping it costs nothing, and the state becomes −−" in words
    assert len(figure.axes) == 3


def test_every_control_changes_a_picture_of_one_size() -> None:
    options = [signs(state) for state in hl.all_states(4)]
    box = explore(draw_flip, state=choose("state", options), unit=slider("unit", 4, 1, 4))  # type: ignore[arg-type]
    state, unit, image, _ = box.children
    seen = [image.value]
    unit.value = 1
    seen.append(image.value)
    state.value = "+−−+"
    seen.append(image.value)
    assert len(set(seen)) == 3
    assert len({frame[16:24] for frame in seen}) == 1  # width and height in the PNG's header


def test_the_explorer_counts_units_from_one_in_the_lessons_network() -> None:
    assert draw_flip("+−−−", 4).words == flip_picture(W, U, [1, -1, -1, -1], 3).words
    for unit in (0, 5):
        with pytest.raises(ValueError, match=f"unit: expected.*got {unit}"):
            draw_flip("+−−−", unit)
    with pytest.raises(ValueError, match="expected 4 spins"):
        draw_flip("+−−", 1)


def test_bad_units_and_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="unit: expected 0 to 3, got 4"):
        flip_picture(W, U, U, 4)
    with pytest.raises(ValueError, match="needs symmetric weights"):
        flip_picture([[0, 1], [-1, 0]], [1, 1], [1, 1], 0)
    assert plotting.png(flip_picture(W, U, U, 0).figure)
