"""Explorers without a browser: every control reaches the picture. Real hands: tests/browser."""

import io

import matplotlib.pyplot as plt
import numpy as np
import pytest

from hopfield_lessons import letters, overlap, pictures
from hopfield_lessons.explorers import (
    Picture,
    choose,
    explore,
    film,
    recall_explorer,
    recall_story,
    slider,
)

XI = np.array(list(pictures().values()))
NAMES = list(pictures())


def line(size: int, kind: str = "rising") -> Picture:
    fig, ax = plt.subplots()
    ax.plot(range(size) if kind == "rising" else range(size, 0, -1))
    return Picture(fig, f"{kind} line of {size} points")


def test_explore_redraws_for_every_control() -> None:
    box = explore(line, size=slider("N", 3, 2, 9), kind=choose("kind", ["rising", "falling"]))
    size, kind, image, words = box.children
    seen = {image.value}
    size.value = 7
    seen.add(image.value)
    kind.value = "falling"
    seen.add(image.value)
    assert len(seen) == 3
    assert words.value == image.alt == "falling line of 7 points"


def test_a_film_has_the_explorers_pictures() -> None:
    """The film's has a pixel for each of the page, the explorer's four."""
    box = explore(line, size=slider("N", 3, 2, 9))
    made = film(line, [3, 4], name="a-line", alt="A line that grows.")
    assert made.labels == ("rising line of 3 points", "rising line of 4 points")
    small, large = (
        plt.imread(io.BytesIO(data)) for data in (made.frames[0], box.children[1].value)
    )
    height, width = (2 * (side // 2) for side in small.shape[:2])
    blocks = large[: 2 * height, : 2 * width].reshape(height, 2, width, 2, -1).mean(axis=(1, 3))
    assert large.shape[1] == 2 * int(box.children[1].width)
    assert np.abs(blocks - small[:height, :width]).mean() < 0.01


def test_sliders_report_while_the_hand_moves_and_are_as_wide_as_the_picture() -> None:
    box = explore(
        lambda size, share: line(size), size=slider("N", 3, 2, 9), share=slider("f", 0.5, 0.0, 1.0)
    )
    sliders = box.children[:2]
    assert all(each.continuous_update for each in sliders)
    assert {each.layout.width for each in sliders} == {f"{box.children[2].width}px"}
    assert {each.layout.height for each in sliders} == {"44px"}
    assert len({each.style.description_width for each in sliders}) == 1


def test_a_slow_explorer_says_that_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hopfield_lessons.explorers.controls._PATIENCE", -1.0)
    said: list[str] = []

    def draw(size: int) -> Picture:
        said.append(box.children[-1].value if box else "")
        if size == 9:
            raise ArithmeticError
        return line(size)

    box = None
    box = explore(draw, size=slider("N", 3, 2, 9))
    box.children[0].value = 4
    assert said == ["", "Working …"]
    assert box.children[-1].value == "rising line of 4 points"
    with pytest.raises(ArithmeticError):
        box.children[0].value = 9
    assert box.children[-1].value == "rising line of 4 points"


def test_sliders_of_whole_numbers_and_of_others() -> None:
    assert slider("P", 3, 1, 9).step == 1
    assert slider("β", 1.0, 0.0, 4.0, 0.5).step == 0.5
    assert slider("α", 0.1, 0.02, 0.25, 0.002).readout_format == ".3f"
    with pytest.raises(ValueError, match="β: expected a number from 0"):
        slider("β", 5.0, 0.0, 4.0)
    with pytest.raises(ValueError, match="expected low < high"):
        slider("P", 1, 1, 1)


def test_a_story_runs_from_the_damage_to_the_picture() -> None:
    story = recall_story(XI, NAMES, (8, 8), target=1, damage=0.2)
    assert np.sum(story.path[0] != XI[1]) == 13
    assert np.array_equal(story.path[-1], XI[1])
    assert np.all(np.diff(story.energies) < 0)
    assert story.label(0).startswith(f"Step 0 of {len(story.path) - 1}: overlap with anchor +0.59")


def test_missing_means_the_lower_part() -> None:
    story = recall_story(XI, NAMES, (8, 8), target=1, damage=0.5, kind="missing")
    assert np.array_equal(story.path[0][:32], XI[1][:32])
    assert not np.array_equal(story.path[0][32:], XI[1][32:])


def test_a_story_never_has_too_many_frames() -> None:
    story = recall_story(XI, NAMES, (8, 8), target=0, damage=0.4, most_frames=5)
    assert 2 <= len(story.path) <= 6


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"target": 3}, "target below that"),
        ({"names": ["heart"]}, "got 1 names"),
        ({"kind": "lost"}, "expected one of 'flipped', 'missing'"),
        ({"damage": 1.5}, "expected a number from 0.0 to 1.0, got 1.5"),
    ],
)
def test_a_story_refuses_what_does_not_fit(change: dict[str, object], words: str) -> None:
    options: dict[str, object] = {"names": NAMES, "target": 0, "damage": 0.1, "kind": "flipped"}
    options |= change
    names = options.pop("names")
    with pytest.raises(ValueError, match=words):
        recall_story(XI, names, (8, 8), **options)  # type: ignore[arg-type]


@pytest.mark.long
def test_every_control_of_the_recall_explorer_changes_the_picture() -> None:
    box = recall_explorer(np.vstack([XI, letters("HO")]), [*NAMES, "H", "O"], (8, 8))
    ((target, stored), (kind, damage)) = (column.children for column in box.children[0].children)
    _, step = box.children[1].children
    image, words = box.children[2:]
    seen = [image.value]
    for control, value in [(step, 2), (target, "anchor"), (stored, 5), (kind, "missing")]:
        control.value = value
        seen.append(image.value)
    damage.value = 0.5
    seen.append(image.value)
    assert len(set(seen)) == len(seen)
    assert target.options == (*NAMES, "H", "O")
    stored.value = 1
    assert target.options == ("heart",)
    assert target.value == "heart"
    assert "overlap with heart" in words.value


def test_an_undamaged_picture_has_nothing_to_step_through() -> None:
    box = recall_explorer(XI, NAMES, (8, 8))
    damage = box.children[0].children[1].children[1]
    play, step = box.children[1].children
    damage.value = 0.0
    assert step.disabled
    assert play.disabled
    assert overlap(XI[0], recall_story(XI, NAMES, (8, 8), target=0, damage=0).path[-1]) == 1
