"""Runs of fixed length, and what the explorer of lesson 04 says about them."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba

from hopfield_lessons import energy, hebbian, lyapunov, random_patterns, recall
from hopfield_lessons.explorers import choose, explore, slider
from hopfield_lessons.lessons.lesson_04.pictures import (
    draw_mixture,
    mixed_tables,
    settle,
    show_double,
    show_runs,
)
from hopfield_lessons.lessons.lesson_04.runs import quadratic_energies, watch
from hopfield_lessons.plotting.ink import INK, VERMILION

PAIR = np.array([[0, 1], [1, 0]])
CHASE = np.array([[0, 1], [-1, 0]])
RING = np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0]])


def test_watch_is_recall_sweep_by_sweep() -> None:
    weights = hebbian(random_patterns(9, 30, rng=1))
    start = random_patterns(1, 30, rng=2)[0]
    for update in ("synchronous", "asynchronous"):
        run = recall(weights, start, update=update, order="sequential", record=True)
        path = watch(weights, start, update=update, sweeps=int(run.sweeps))
        np.testing.assert_array_equal(path, run.trajectory())


def test_watch_goes_on_after_a_cycle_was_recognised() -> None:
    path = watch(RING, [1, 1, -1], sweeps=9)
    assert path.shape == (10, 3)
    np.testing.assert_array_equal(path[::3], np.tile([1, 1, -1], (4, 1)))


def test_watch_draws_from_one_generator() -> None:
    """Coins differ from sweep to sweep, and the same seed gives the same run."""
    path = watch(np.zeros((5, 5)), np.ones(5), ties="random", sweeps=20, rng=3)
    assert len(np.unique(path, axis=0)) > 10
    again = watch(np.zeros((5, 5)), np.ones(5), ties="random", sweeps=20, rng=3)
    np.testing.assert_array_equal(path, again)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"sweeps": 0}, ValueError, "sweeps"),
        ({"update": "sideways"}, ValueError, "update"),
        ({"state": [[1, 1]]}, ValueError, "one pattern|state"),
        ({"state": [1, 1, 1]}, ValueError, "expected 2 spins"),
    ],
)
def test_watch_refuses_what_does_not_fit(change, error, words) -> None:
    options = {"state": [1, -1]} | change
    state = options.pop("state")
    with pytest.raises(error, match=words):
        watch(PAIR, state, **options)


def test_heights() -> None:
    weights = hebbian(random_patterns(5, 20, rng=4))
    path = watch(weights, random_patterns(1, 20, rng=5)[0], sweeps=12)
    np.testing.assert_allclose(quadratic_energies(weights, path), energy(weights, path))
    doubled = np.block([[0 * weights, weights], [weights, 0 * weights]])
    by_copies = energy(doubled, np.hstack([path[1:], path[:-1]]))
    heights = lyapunov(weights, path[1:], path[:-1])
    np.testing.assert_allclose(heights, by_copies)
    assert (np.diff(heights) <= 1e-12).all()
    assert (quadratic_energies(CHASE, [[1, 1], [1, -1]]) == 0).all()


@pytest.mark.parametrize(
    ("weights", "start", "update", "words"),
    [
        (PAIR, [1, -1], "synchronous", "x, synchronous: a cycle of 2 sweeps."),
        (PAIR, [1, -1], "asynchronous", "x, asynchronous: at rest after 1 sweep."),
        (PAIR, [1, 1], "synchronous", "x, synchronous: at rest after 0 sweeps."),
        (CHASE, [1, 1], "synchronous", "x, synchronous: a cycle of 4 sweeps."),
        (RING, [1, 1, -1], "synchronous", "x, synchronous: a cycle of 3 sweeps."),
    ],
)
def test_the_sentence_names_the_ending(weights, start, update, words) -> None:
    assert settle(weights, start, update=update, label="x").words == words


def test_the_sentence_admits_what_is_not_known() -> None:
    ring = np.roll(np.eye(9), 1, axis=0)
    start = np.where(np.arange(9) == 0, 1, -1)
    words = settle(ring, start, sweeps=5).words
    assert words == "Synchronous: no state has come back within 5 sweeps."


def test_show_runs_draws_one_panel_for_each_run() -> None:
    fig = show_runs([watch(RING, [1, 1, -1], sweeps=3)] * 5, list("abcde"))
    titles = [ax.get_title(loc="left") for ax in fig.axes]
    assert titles == [*"abcde", "", "", ""]
    with pytest.raises(ValueError, match="expected 1, one for each run, got 2"):
        show_runs([[[1, -1]]], ["a", "b"])


def test_every_control_changes_the_picture_and_none_changes_its_size() -> None:
    table = np.random.default_rng(6).normal(size=(12, 12)) / 5
    start = np.ones(12, dtype=int)

    def draw(mixture, update):
        weights = (1 - mixture) * (table + table.T) + mixture * (table - table.T)
        return settle(weights, start, update=update)

    update = choose("update", ["synchronous", "asynchronous"])
    box = explore(draw, mixture=slider("λ", 0.0, 0.0, 1.0, 0.05), update=update)
    mixture, update, image, _ = box.children
    seen = [image.value]
    mixture.value = 1.0
    seen.append(image.value)
    update.value = "asynchronous"
    seen.append(image.value)
    assert len(set(seen)) == 3
    assert len({frame[16:24] for frame in seen}) == 1  # width and height in the PNG header


def test_of_the_two_copies_one_moves() -> None:
    """Beside s(t) stands s(t - 1); the later of the two is framed, and the pictures are those."""
    weights = np.array([[0, 2, -1, 0], [2, 0, 1, 0], [-1, 1, 0, 1], [0, 0, 1, 0]])
    path = watch(weights, [1, -1, -1, 1], sweeps=3)
    fig = show_double(weights, [1, -1, -1, 1])
    (ax,) = fig.axes
    names = [text for text in ax.texts if text.get_text()]
    assert [text.get_text() for text in names] == [f"$s({t})$" for t in (0, 1, 2, 1, 2, 3)]
    framed = [text.get_text() for text in names if text.get_color() == VERMILION]
    assert framed == ["$s(2)$", "$s(3)$"]
    squares = [patch for patch in ax.patches if patch.get_fill() and patch.get_height() < 1]
    ink = [1 if patch.get_facecolor() == to_rgba(INK) else -1 for patch in squares]
    expected = [path[t] for t in (0, 1, 2, 1, 2, 3)]
    np.testing.assert_array_equal(np.reshape(ink, (6, 4)), expected)
    assert len(ax.lines) == 3 * np.count_nonzero(weights)


def test_every_rise_can_be_seen() -> None:
    """In a 2-cycle E swings a little; its panel is scaled so that dots don't lie on a flat line."""
    rng = np.random.default_rng(4)
    table = rng.normal(size=(30, 30)) / np.sqrt(60)
    fig = settle(table + table.T, rng.choice([-1, 1], size=30)).figure
    for ax in fig.axes[1:]:
        low, high = ax.get_ylim()
        for line in ax.lines:
            heights = np.asarray(line.get_ydata(), dtype=float)
            assert heights.size == 0 or low < heights.min() <= heights.max() < high
        spread = np.ptp(ax.lines[0].get_ydata())
        assert high - low == pytest.approx(max(1.2 * spread, 0.2))


def test_the_explorer_mixes_its_two_tables() -> None:
    symmetric, antisymmetric, start = mixed_tables()
    np.testing.assert_array_equal(symmetric, symmetric.T)
    np.testing.assert_array_equal(antisymmetric, -antisymmetric.T)
    weights = 0.75 * symmetric + 0.25 * antisymmetric
    expected = settle(weights, start, update="asynchronous", label="λ = 0.25")
    assert draw_mixture(0.25, "asynchronous").words == expected.words
    assert draw_mixture(0.0).words.endswith("a cycle of 2 sweeps.")


@pytest.mark.parametrize(
    ("mixture", "update", "words"),
    [(1.1, "synchronous", "mixture"), (0.5, "sideways", "update")],
)
def test_the_explorer_refuses_what_it_cannot_mix(mixture, update, words) -> None:
    with pytest.raises(ValueError, match=words):
        draw_mixture(mixture, update)
