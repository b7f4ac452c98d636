"""How many patterns fit, with units of ±1 and the Hebb rule divided by N."""

import numpy as np

import hopfield_lessons as hl

from .redone import Floats, redone


def stable(patterns: Floats) -> Floats:
    """For each pattern, whether all of its bits stay."""
    fields = hl.local_field(hl.hebbian(patterns), patterns)
    return np.all(fields * patterns >= 0, axis=1)


@redone("hertz1991", "wrong bits after the first step, α = 0.138", "0.36 %", (0.0034, 0.0038), 20)
def first_step(rng: np.random.Generator) -> float:
    """N = 1000, P = 138: the share of a pattern's bits that its own fields would change."""
    patterns = hl.random_patterns(138, 1000, rng=rng)
    return float(np.mean(hl.local_field(hl.hebbian(patterns), patterns) * patterns < 0))


@redone("mceliece1987", "a pattern is stable, P = N/(2 ln N)", "1 for N → ∞", (0.85, 1), 50)
def one_is_stable(rng: np.random.Generator) -> float:
    """N = 1000, P = 72: the share of patterns without a wrong bit.

    The theorem is about N without end, and the way there is slow.
    """
    return float(stable(hl.random_patterns(72, 1000, rng=rng)).mean())


@redone("mceliece1987", "all patterns are stable, P = N/(4 ln N)", "1 for N → ∞", (0.85, 1), 200)
def all_are_stable(rng: np.random.Generator) -> float:
    """N = 1000, P = 36: whether no pattern has a wrong bit."""
    return float(stable(hl.random_patterns(36, 1000, rng=rng)).all())


@redone("amit1987", "the load at which memories are lost", "0.138", (0.1375, 0.1385))
def critical_load(_rng: np.random.Generator) -> float:
    """N without end, T = 0, replica symmetry: where the solution with an overlap ends."""
    return hl.theory.critical_load()


@redone("amit1987", "wrong bits at that load", "below 1.5 %", (0, 0.015))
def wrong_at_the_end(_rng: np.random.Generator) -> float:
    """N without end, T = 0: what is still wrong where the memories are lost, (1 - m)/2."""
    return float(1 - hl.theory.retrieval_overlap(hl.theory.critical_load() - 1e-9)) / 2


@redone("amit1987", "overlap where runs end, α = 0.12", "0.993 for N → ∞", (0.992, 0.995), 8)
def overlap_below(rng: np.random.Generator) -> float:
    """N = 3000, P = 360: 20 runs from patterns. Their equations, for N without end, give 0.993."""
    patterns = hl.random_patterns(360, 3000, rng=rng)
    end = hl.recall_patterns(patterns, patterns[:20], rng=rng).state
    return float(np.diag(hl.overlap(patterns[:20], end)).mean())


@redone("folli2017", "wrong bits after a step, w_ii kept, P = N", "2.3 %", (0.022, 0.0235), 20)
def diagonal_at_one(rng: np.random.Generator) -> float:
    """N = P = 400, with the diagonal: the error is largest at this load."""
    return wrong_with_diagonal(hl.random_patterns(400, 400, rng=rng))


@redone("folli2017", "wrong bits of a pattern, w_ii kept, P = 10 N", "below 1", (0, 1), 20)
def diagonal_at_ten(rng: np.random.Generator) -> float:
    """N = 200, P = 2000, with the diagonal: 200 times the share of wrong bits."""
    return 200 * wrong_with_diagonal(hl.random_patterns(2000, 200, rng=rng))


@redone("folli2017", "the same: one wrong bit is set right", "–", (0, 0.01), 20)
def diagonal_heals_nothing(rng: np.random.Generator) -> float:
    """N = 200, P = 2000: of a wrong bit in each of 100 patterns, the share that changes back.

    So what the diagonal keeps is whatever it is given, and that is no recall.
    """
    patterns = hl.random_patterns(2000, 200, rng=rng)
    starts = hl.flip(patterns[:100], count=1, rng=rng)
    fields = hl.local_field(hl.hebbian(patterns, keep_diagonal=True), starts)
    return float(np.mean((fields * starts < 0)[starts != patterns[:100]]))


def wrong_with_diagonal(patterns: Floats) -> float:
    """The share of bits that change in the first step, where each unit hears itself too."""
    fields = hl.local_field(hl.hebbian(patterns, keep_diagonal=True), patterns)
    return float(np.mean(fields * patterns < 0))
