"""Watch one recall: choose a picture, its damage, and how many pictures are stored."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import ipywidgets as widgets
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from ..plotting.frame import look
from .controls import Screen, choose, slider
from .stories import RecallStory, recall_story


def recall_explorer(
    patterns: ArrayLike, names: Sequence[str], shape: tuple[int, int]
) -> widgets.VBox:
    """Choose a picture, its damage and how many are stored; step or play the recall.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Pictures in the order in which they are stored.
    names : sequence of str
        One name for each.
    shape : (int, int)
        Rows and columns of one picture.

    Returns
    -------
    ipywidgets.VBox
        Show it as the last expression of a cell.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If `patterns` are not patterns, or names and patterns differ in number.

    Examples
    --------
    >>> from hopfield_lessons import letters
    >>> from hopfield_lessons.explorers import recall_explorer
    >>> type(recall_explorer(letters("LIX"), "LIX", (8, 8))).__name__
    'VBox'
    """
    library = arguments.patterns(patterns)
    if len(names) != len(library):
        raise ValueError(f"expected {len(library)} names, one for each picture, got {len(names)}")

    stored = slider("stored", min(3, len(library)), 1, max(2, len(library)))
    target = choose("picture", names[:1])
    kind = choose("damage", ["flipped", "missing"])
    damage = slider("share", 0.2, 0.0, 0.5, 0.05)
    step = slider("step", 0, 0, 1)
    play = widgets.Play(value=0, min=0, max=1, interval=300)
    screen = Screen()
    widgets.jslink((play, "value"), (step, "value"))

    @lru_cache(maxsize=1)
    def story(count: int, which: str, share: float, how: str) -> RecallStory:
        here = list(names[:count])
        return recall_story(
            library[:count], here, shape, target=here.index(which), damage=share, kind=how
        )

    def current() -> RecallStory:
        return story(stored.value, target.value, damage.value, kind.value)

    def offer_stored(_: object) -> None:
        kept = target.value
        target.options = list(names[: stored.value])
        target.value = kept if kept in target.options else target.options[0]

    def restart(_: object) -> None:
        last = len(current().path) - 1
        step.value = play.value = 0
        step.max = play.max = max(last, 1)
        step.disabled = play.disabled = last == 0
        draw(None)

    def draw(_: object) -> None:
        with screen.announcing(), look():
            screen.show(current().draw(min(step.value, len(current().path) - 1)))

    stored.observe(offer_stored, "value")
    for control in (stored, target, damage, kind):
        control.observe(restart, "value")
    step.observe(draw, "value")
    offer_stored(None)
    restart(None)
    wide = widgets.Layout(width=f"{screen.image.width}px", max_width="100%")
    columns = [widgets.VBox(pair) for pair in ([target, stored], [kind, damage])]
    for column in columns:
        column.layout.width = "50%"
        for control in column.children:
            control.layout.width = "auto"
    step.layout.flex = "1"
    player = widgets.HBox([play, step], layout=wide)
    return widgets.VBox([widgets.HBox(columns, layout=wide), player, screen.image, screen.words])
