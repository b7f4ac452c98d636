"""How much damage a memory heals: runs from damaged patterns of one's own."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats, Seed, Spins
from ..dynamics.noiseless import recall, recall_patterns
from ..dynamics.runs import Recall
from ..network import prepare
from ..patterns import flip
from ._rules import Rule, checked_rule, learned


@dataclass(frozen=True, eq=False)
class RecallCurve:
    """The result of `recall_curve`: one row for each amount of damage.

    The errors say how far another draw of the damage, and of the orders of updates, would
    move a mean. They don't say what other patterns would do: these are the ones you gave.

    Attributes
    ----------
    flipped : ndarray of float64, shape (F,)
        The fraction of units flipped, as it could be done: a whole number of units.
    overlap, error : ndarray of float64, shape (F,)
        Mean final overlap with the pattern that the run started from, and its standard
        error; nan for fewer than two tries.
    perfect, perfect_error : ndarray of float64, shape (F,)
        The share of runs that ended exactly in their pattern, and its standard error. It is
        0 where all runs agree, though the share is then known to about 1/(number of runs).
    samples : ndarray of float64, shape (F, P, tries)
        The final overlaps.
    """

    flipped: Floats
    overlap: Floats
    error: Floats
    perfect: Floats
    perfect_error: Floats
    samples: Floats

    def __len__(self) -> int:
        return len(self.flipped)

    def recalled(self, least: float = 0.9) -> Floats:
        """Return the share of runs whose final overlap is at least `least`, shape (F,)."""
        enough = arguments.real(least, "least", least=-1.0, most=1.0)
        share: Floats = (self.samples >= enough).mean(axis=(1, 2))
        return share

    def __str__(self) -> str:
        columns = (self.flipped, self.overlap, self.error, self.perfect, self.perfect_error)
        lines = ["flipped  overlap ± error   perfect ± error"]
        lines += [
            f"{flipped:7.3f}  {overlap:7.4f} ± {error:.4f}  {perfect:7.3f} ± {uncertain:.3f}"
            for flipped, overlap, error, perfect, uncertain in zip(*columns, strict=True)
        ]
        return "\n".join(lines)

    __repr__ = __str__


def recall_curve(
    patterns: ArrayLike,
    *,
    flipped: ArrayLike = (0.0, 0.1, 0.2, 0.3, 0.4),
    rng: Seed,
    rule: Rule | None = None,
    tries: int = 10,
    update: str = "asynchronous",
    ties: str = "keep",
    max_sweeps: int = 1000,
) -> RecallCurve:
    """Measure how much damage your own patterns survive.

    The rule stores all patterns. Then each pattern is damaged `tries` times, by flips that
    chance chooses, and recalled. Whether they hold without any damage, `storable` tells first.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1.
    flipped : float or array_like, shape (F,)
        Fractions of the units that are flipped, from 0 to 1. Half of them leaves nothing of
        the pattern; with more, a network without a field finds the negative.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw one from. Each amount of damage has a seed of its
        own, made from this one, so that more values leave the others as they were.
    rule : callable, optional
        Makes weights (N, N), or weights and an external field, from the patterns, such as
        `pseudo_inverse` or `centred`. By default the Hebb rule without ever forming N x N.
    tries : int
        Damaged copies of each pattern, for each amount of damage.
    update, ties, max_sweeps
        As in `recall`.

    Returns
    -------
    RecallCurve
        Final overlaps and shares of perfect recall with their errors; printed as a table.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If a value is out of range, or an option is unknown.

    Examples
    --------
    >>> from hopfield_lessons import letters, pseudo_inverse, recall_curve
    >>> recall_curve(letters("HOPFIELD"), flipped=[0, 0.1, 0.2], rule=pseudo_inverse, rng=0)
    flipped  overlap ± error   perfect ± error
      0.000   1.0000 ± 0.0000    1.000 ± 0.000
      0.094   0.9984 ± 0.0016    0.988 ± 0.013
      0.203   0.9754 ± 0.0090    0.887 ± 0.036
    """
    stored = arguments.patterns(patterns)
    count, size = stored.shape
    flips = [round(share * size) for share in _shares(flipped)]
    repeats = arguments.whole(tries, "tries")
    options: dict[str, Any] = {
        "update": arguments.choice(update, arguments.UPDATES, "update"),
        "ties": arguments.choice(ties, arguments.TIES, "ties"),
        "max_sweeps": arguments.whole(max_sweeps, "max_sweeps", least=0),
    }
    entropy = int(arguments.generator(rng).integers(2**63))
    arguments.require_memory(64 * repeats * stored.size, f"{repeats} tries of {count} patterns")
    run = partial(_memory(stored, checked_rule(rule)), **options)
    samples = np.array([_final_overlaps(run, stored, number, repeats, entropy) for number in flips])
    return RecallCurve(
        np.array(flips) / size,
        *_mean_and_error(samples),
        *_mean_and_error((samples == 1).astype(np.float64)),
        samples,
    )


def _shares(flipped: ArrayLike) -> list[float]:
    array = arguments.numeric(flipped, "flipped")
    if array.ndim > 1 or array.size == 0:
        raise ValueError(f"flipped: expected one or more fractions, got shape {array.shape}")
    return [arguments.fraction(share, "flipped") for share in array.ravel().tolist()]


def _memory(stored: Spins, rule: Rule | None) -> Callable[..., Recall]:
    """A network that has learned, as a function of the states and how to run them."""
    if rule is None:
        return partial(recall_patterns, stored)
    weights, field = learned(rule, stored)
    return partial(recall, prepare(weights), external_field=field, energies=False)


def _final_overlaps(
    run: Callable[..., Recall], stored: Spins, number: int, tries: int, entropy: int
) -> Floats:
    """Flip so many units of each pattern, several times, and recall; shape (P, tries)."""
    random = np.random.default_rng(np.random.SeedSequence(entropy, spawn_key=(number,)))
    goals = np.repeat(stored, tries, axis=0)
    ends = run(flip(goals, count=number, rng=random), rng=random).state
    agreement = np.vecdot(ends.astype(np.int64), goals)
    overlaps: Floats = (agreement / stored.shape[1]).reshape(len(stored), tries)
    return overlaps


def _mean_and_error(samples: Floats) -> tuple[Floats, Floats]:
    """Means over patterns and tries, and their error from the spread of each pattern's tries."""
    _, count, tries = samples.shape
    means = samples.mean(axis=(1, 2))
    if tries < 2:
        return means, np.full_like(means, math.nan)
    return means, np.sqrt(samples.var(axis=2, ddof=1).mean(axis=1) / (count * tries))
