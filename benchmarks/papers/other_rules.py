"""Weights that are not Hebb's, and weights that were damaged."""

import numpy as np

import hopfield_lessons as hl

from .redone import Floats, redone


def held(weights: Floats, patterns: Floats) -> Floats:
    """For each pattern, whether it is stable."""
    return np.all(hl.local_field(weights, patterns) * patterns >= 0, axis=1)


@redone("storkey1997", "stable at P = N/√(2 ln N), Storkey's rule", "1 for N → ∞", (0.9, 1), 100)
def storkey_holds(rng: np.random.Generator) -> float:
    """N = 200, P = 61: the share of patterns that are stable with Storkey's rule."""
    patterns = hl.random_patterns(61, 200, rng=rng)
    return float(held(hl.storkey(patterns), patterns).mean())


@redone("storkey1997", "the same, Hebb's rule", "fewer", (0, 0.5), 400)
def hebb_does_not(rng: np.random.Generator) -> float:
    """N = 200, P = 61: the share of patterns that are stable with Hebb's rule."""
    patterns = hl.random_patterns(61, 200, rng=rng)
    return float(held(hl.hebbian(patterns), patterns).mean())


@redone("kanter1987", "patterns are stable, α = 0.9", "all", (1, 1), 20)
def projection_holds(rng: np.random.Generator) -> float:
    """N = 200, P = 180, pseudo-inverse without its diagonal: the share of stable patterns."""
    patterns = hl.random_patterns(180, 200, rng=rng)
    return float(held(hl.pseudo_inverse(patterns), patterns).mean())


def healed(patterns: Floats, rng: np.random.Generator, *, keep_diagonal: bool) -> float:
    """The share of patterns that a run restores after one bit was changed."""
    weights = hl.pseudo_inverse(patterns, keep_diagonal=keep_diagonal)
    run = hl.recall(weights, hl.flip(patterns, count=1, rng=rng), rng=rng)
    return float(np.mean(np.all(run.state == patterns, axis=1)))


@redone("kanter1987", "one wrong bit is healed, α = 0.6, w_ii = 0", "for all α < 1", (0.95, 1), 20)
def projection_heals(rng: np.random.Generator) -> float:
    """N = 200, P = 120: a pattern with one wrong bit, and whether it is restored."""
    return healed(hl.random_patterns(120, 200, rng=rng), rng, keep_diagonal=False)


@redone("kanter1987", "the same, w_ii kept", "–", (0, 0.05), 20)
def projection_freezes(rng: np.random.Generator) -> float:
    """N = 200, P = 120: as before, with the diagonal.

    The wrong bit's field times the right sign is 1 - 2 w_ii, and w_ii is about P/N: above one
    half no wrong bit changes back.
    """
    return healed(hl.random_patterns(120, 200, rng=rng), rng, keep_diagonal=True)


LETTERS = (
    "####. .#..# .#..# .#..# ####.",  # D
    "##### ...#. ...#. #..#. ###..",  # J
    ".#### #.... #.... #.... .####",  # C
    "#...# ##.## #.#.# #...# #...#",  # M
)


def damaged(count: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """The four letters, and their weights with `count` of 300 pairs set to zero."""
    letters = np.array([hl.picture(rows) for rows in LETTERS])
    weights = hl.hebbian(letters)
    first, second = np.triu_indices(25, k=1)
    lost = rng.choice(300, count, replace=False)
    weights[first[lost], second[lost]] = weights[second[lost], first[lost]] = 0
    return letters, weights


@redone("mackay2003", "50 of 300 weights lost: a letter holds", "yes", (0.85, 1), 1000)
def fifty_lost(rng: np.random.Generator) -> float:
    """25 units, the letters D, J, C, M as we draw them: the share of letters that are stable."""
    letters, weights = damaged(50, rng)
    return float(held(weights, letters).mean())


@redone("mackay2003", "100 of 300 weights lost: a letter holds", "yes", (0.85, 1), 1000)
def hundred_lost(rng: np.random.Generator) -> float:
    """As before, with a third of the weights lost."""
    letters, weights = damaged(100, rng)
    return float(held(weights, letters).mean())
