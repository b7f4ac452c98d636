"""The story of one recall: a damaged pattern, frame by frame, with a sentence for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats, Spins
from ..dynamics.noiseless import recall
from ..fields import energy
from ..patterns import erase, flip, overlap
from ..player import Player
from ..plotting.frame import Picture
from ..plotting.recalls import recall_frame
from ..rules import hebbian
from .films import film

_SEED = 2


@dataclass(frozen=True)
class RecallStory:
    """One recall, frame by frame: make it with `recall_story`.

    Attributes
    ----------
    patterns : ndarray of int8, shape (P, N)
        The stored patterns.
    names : tuple of str
        Their names.
    path : ndarray of int8, shape (T, N)
        The states on the way.
    energies : ndarray of float64, shape (T,)
        Their energies.
    shape : (int, int)
        Rows and columns of the picture.
    """

    patterns: Spins
    names: tuple[str, ...]
    path: Spins
    energies: Floats
    shape: tuple[int, int]

    def draw(self, step: int) -> Picture:
        """Return a frame and the sentence that goes with it."""
        figure = recall_frame(self.patterns, self.names, self.path, self.energies, step, self.shape)
        return Picture(figure, self.label(step))

    def label(self, step: int) -> str:
        """Say in a sentence what the frame shows."""
        overlaps = np.atleast_1d(overlap(self.patterns, self.path[step]))
        nearest = int(np.abs(overlaps).argmax())
        return (
            f"Step {step} of {len(self.path) - 1}: overlap with {self.names[nearest]} "
            f"{overlaps[nearest]:+.2f}, energy {self.energies[step]:.1f}."
        )

    def play(self, name: str, alt: str) -> Player:
        """Return the frames as a player that needs no kernel."""
        return film(self.draw, range(len(self.path)), name=name, alt=alt)


def recall_story(
    patterns: ArrayLike,
    names: Sequence[str],
    shape: tuple[int, int],
    *,
    target: int,
    damage: float,
    kind: str = "flipped",
    most_frames: int = 24,
) -> RecallStory:
    """Damage a stored pattern and record how the network restores it, or doesn't.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        The patterns to store by the Hebb rule.
    names : sequence of str
        One name for each.
    shape : (int, int)
        Rows and columns of the picture.
    target : int
        Which pattern is damaged, from 0.
    damage : float
        The share of the units that is damaged.
    kind : {"flipped", "missing"}
        Flipped: units all over the picture. Missing: the lower part, left to chance.
    most_frames : int
        The flips are spread over at most this many steps.

    Returns
    -------
    RecallStory

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If `target` is not a stored pattern, names and patterns differ in number,
        or `kind` is unknown.

    Examples
    --------
    >>> from hopfield_lessons import letters, overlap
    >>> from hopfield_lessons.explorers import recall_story
    >>> story = recall_story(letters("LIX"), "LIX", (8, 8), target=2, damage=0.2)
    >>> float(overlap(letters("X")[0], story.path[-1]))
    1.0
    """
    stored = arguments.patterns(patterns)
    chosen = arguments.whole(target, "target", least=0)
    arguments.choice(kind, ("flipped", "missing"), "kind")
    if len(names) != len(stored) or chosen >= len(stored):
        raise ValueError(
            f"expected a name for each of {len(stored)} patterns and a target below that, "
            f"got {len(names)} names, target {target}"
        )
    start = _damaged(stored[chosen], arguments.fraction(damage, "damage"), kind)
    weights = hebbian(stored)
    run = recall(weights, start, rng=_SEED, record=True)
    per_frame = max(1, -(-int(np.max(run.flips)) // arguments.whole(most_frames, "most_frames")))
    path = run.trajectory(per_frame)
    return RecallStory(stored, tuple(names), path, np.asarray(energy(weights, path)), shape)


def _damaged(pattern: Spins, damage: float, kind: str) -> Spins:
    if kind == "flipped":
        return flip(pattern, damage, rng=_SEED)
    lower = np.arange(pattern.size) >= round((1 - damage) * pattern.size)
    return erase(pattern, lower, rng=_SEED)
