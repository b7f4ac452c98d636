"""The cover: its moving picture, and what it says about starting, citing and copying."""

import numpy as np
from moving_picture import draw, heal

from tests.book.contents import BOOK

PICTURE = BOOK / "_static" / "recall.svg"
REDRAW = "python tools/moving_picture.py --out book/_static/recall.svg"


# --- the moving picture ---------------------------------------------------------------------


def test_the_committed_picture_is_the_one_that_the_tool_draws() -> None:
    committed = PICTURE.read_text(encoding="utf-8")
    assert committed == draw(heal()), f"draw the picture again: {REDRAW}"


def test_the_picture_is_small_and_asks_nobody_for_anything() -> None:
    committed = PICTURE.read_text(encoding="utf-8")
    assert len(committed) < 20_000
    assert "http" not in committed.replace("http://www.w3.org/2000/svg", "")
    assert "<script" not in committed


def test_the_story_is_that_of_a_memory_restoring_itself() -> None:
    story = heal()
    assert (story.overlaps[0, 0], story.overlaps[-1, 0]) == (0.5, 1.0)
    assert (np.diff(story.energies) < 0).all()
