"""J. J. Hopfield's paper of 1982, in his own units: 0 and 1, with threshold 0.

He draws each unit to be visited at random; we visit all of them, in a new order each time, which
comes to rest sooner. His weights, divided by N, are the Hebb rule's, and his n is our P. All that
is drawn is drawn anew for each network.
"""

import numpy as np

import hopfield_lessons as hl

from .redone import Floats, redone


def ends(weights: Floats, starts: Floats, rng: np.random.Generator) -> Floats:
    """Where units of 0 and 1 with threshold 0 come to rest, written as -1 and +1."""
    spins, field = hl.spins_from_bits(weights)
    return hl.recall(spins, starts, external_field=field, rng=rng).state


def wrong_bits(weights: Floats, memories: Floats, rng: np.random.Generator) -> Floats:
    """For each memory, how far from it a run ends that starts at it."""
    return (ends(weights, memories, rng) != memories).sum(axis=1)


@redone("hopfield1982", "a bit of a memory is unstable, n = 10", "0.0091", (0.0086, 0.0096), 2000)
def unstable_bit(rng: np.random.Generator) -> float:
    """N = 100, n = 10: the chance that one bit of a memory is told to change.

    His number is a Gaussian estimate.
    """
    memories = hl.random_patterns(10, 100, rng=rng)
    weights, field = hl.spins_from_bits(hl.hebbian(memories))
    fields = hl.local_field(weights, memories, external_field=field)
    return float(np.mean(fields * memories < 0))


@redone("hopfield1982", "a memory has no wrong bit, n = 10", "0.6", (0.55, 0.65), 1000)
def no_wrong_bit(rng: np.random.Generator) -> float:
    """N = 100, n = 10: the share of memories that stay as they are.

    If bits failed on their own it would be 0.4, as he says; they fail together.
    """
    memories = hl.random_patterns(10, 100, rng=rng)
    return float(np.mean(wrong_bits(hl.hebbian(memories), memories, rng) == 0))


@redone("hopfield1982", "fewer than 5 bits wrong, n = 15", "about half", (0.4, 0.6), 1000)
def half_are_lost(rng: np.random.Generator) -> float:
    """N = 100, n = 15: the share of memories that end with fewer than 5 wrong bits.

    It does not come out in his units as he describes them.
    """
    memories = hl.random_patterns(15, 100, rng=rng)
    return float(np.mean(wrong_bits(hl.hebbian(memories), memories, rng) < 5))


@redone("hopfield1982", "the same, if T_ii = n is kept", "about half", (0.4, 0.6), 1000)
def half_are_lost_with_diagonal(rng: np.random.Generator) -> float:
    """N = 100, n = 15: as before, but each unit also hears itself, with T_ii = n.

    His paper sets T_ii = 0. With it kept, his number comes out.
    """
    memories = hl.random_patterns(15, 100, rng=rng)
    weights = hl.hebbian(memories, keep_diagonal=True)
    return float(np.mean(wrong_bits(weights, memories, rng) < 5))


@redone("hopfield1982", "the same, with units of ±1", "better than half", (0.6, 1.0), 1000)
def half_are_lost_with_spins(rng: np.random.Generator) -> float:
    """N = 100, n = 15, and units of -1 and +1, as in all of our lessons.

    He says that twice as much can be stored then: the noise is half as large.
    """
    memories = hl.random_patterns(15, 100, rng=rng)
    end = hl.recall_patterns(memories, memories, rng=rng).state
    return float(np.mean((end != memories).sum(axis=1) < 5))


@redone("hopfield1982", "random starts that end in a memory, N = 30", "85 %", (0.8, 0.9), 400)
def random_starts(rng: np.random.Generator) -> float:
    """N = 30, n = 5: the share of 50 random starts that end in a memory, or in its reverse.

    With so few units most memories have moved by a few bits: we count the places where runs from
    the memories and from their reverses end.
    """
    memories = hl.random_patterns(5, 30, rng=rng)
    weights = hl.hebbian(memories)
    places = ends(weights, np.vstack([memories, -memories]), rng)
    end = ends(weights, hl.random_patterns(50, 30, rng=rng), rng)
    return float(np.mean(hl.overlap(places, end).max(axis=1) == 1))


def nearest(memories: Floats, end: Floats) -> float:
    """The share of runs that end nearest to their own memory, among all and their reverses."""
    overlaps = hl.overlap(memories, end)
    return float(np.mean(np.diag(overlaps) == np.abs(overlaps).max(axis=1)))


@redone("hopfield1982", "5 of 30 bits wrong: the nearest is found", "over 90 %", (0.9, 1.0), 400)
def near_starts(rng: np.random.Generator) -> float:
    """N = 30, n = 5: each memory with 5 bits changed, and whether the run ends nearest to it."""
    memories = hl.random_patterns(5, 30, rng=rng)
    end = ends(hl.hebbian(memories), hl.flip(memories, count=5, rng=rng), rng)
    return nearest(memories, end)


@redone("hopfield1982", "the same, with units of ±1", "over 90 %", (0.9, 1.0), 400)
def near_starts_with_spins(rng: np.random.Generator) -> float:
    """N = 30, n = 5: as before, with units of -1 and +1."""
    memories = hl.random_patterns(5, 30, rng=rng)
    starts = hl.flip(memories, count=5, rng=rng)
    return nearest(memories, hl.recall_patterns(memories, starts, rng=rng).state)


@redone(
    "hopfield1982", "±1 as weights, n = 9: wrong bits more than at n = 12", "similar", (-2, 2), 1000
)
def clipped(rng: np.random.Generator) -> float:
    """N = 100: wrong bits of a memory with the weights' signs at n = 9, less those at n = 12."""
    nine, twelve = hl.random_patterns(9, 100, rng=rng), hl.random_patterns(12, 100, rng=rng)
    with_signs = wrong_bits(np.sign(hl.hebbian(nine)), nine, rng)
    return float(with_signs.mean() - wrong_bits(hl.hebbian(twelve), twelve, rng).mean())


@redone("hopfield1982", "weights of 0, ±1, ±2, ±3: the newest two", "retained", (0.9, 1), 400)
def newest_memories(rng: np.random.Generator) -> float:
    """N = 100, 50 memories: the share of the newest two that end with fewer than 5 wrong bits."""
    memories = hl.random_patterns(50, 100, rng=rng)
    return float(
        np.mean(wrong_bits(hl.rules.palimpsest(memories, limit=3), memories[-2:], rng) < 5)
    )


@redone("hopfield1982", "the newest five, with units of ±1", "retained", (0.9, 1), 400)
def newest_with_spins(rng: np.random.Generator) -> float:
    """N = 100, 50 memories: the same for the newest five, with units of -1 and +1."""
    memories = hl.random_patterns(50, 100, rng=rng)
    end = hl.recall(hl.rules.palimpsest(memories, limit=3), memories[-5:], rng=rng).state
    return float(np.mean((end != memories[-5:]).sum(axis=1) < 5))


@redone("hopfield1982", "stored 20 before and more, and stable", "no longer", (0, 0.02), 400)
def distant_memories(rng: np.random.Generator) -> float:
    """N = 100, 50 memories: the share of those stored 20 and more before that are stable."""
    memories = hl.random_patterns(50, 100, rng=rng)
    return float(
        np.mean(wrong_bits(hl.rules.palimpsest(memories, limit=3), memories[:-20], rng) == 0)
    )


def pair(distance: int, rng: np.random.Generator) -> Floats:
    """Eight memories of 100 units; the last is the first with so many bits changed."""
    memories = hl.random_patterns(7, 100, rng=rng)
    return np.vstack([memories, hl.flip(memories[0], count=distance, rng=rng)])


@redone("hopfield1982", "memories 30 bits apart: both stable", "usually", (0.5, 1), 1000)
def thirty_apart(rng: np.random.Generator) -> float:
    """N = 100, n = 8, two of them 30 bits apart: whether both are stable."""
    memories = pair(30, rng)
    return float(not np.any(wrong_bits(hl.hebbian(memories), memories, rng)[[0, 7]]))


@redone("hopfield1982", "the same, with units of ±1", "usually", (0.5, 1), 1000)
def thirty_apart_with_spins(rng: np.random.Generator) -> float:
    """N = 100, n = 8: as before, with units of -1 and +1."""
    memories = pair(30, rng)
    end = hl.recall_patterns(memories, memories, rng=rng).state
    return float(np.array_equal(end[[0, 7]], memories[[0, 7]]))


@redone("hopfield1982", "20 apart: distinct, but displaced", "usually", (0.5, 1), 1000)
def twenty_apart(rng: np.random.Generator) -> float:
    """N = 100, n = 8, two of them 20 bits apart: whether runs end in two states, not the two."""
    memories = pair(20, rng)
    two = memories[[0, 7]]
    end = ends(hl.hebbian(memories), two, rng)
    return float(not np.array_equal(end[0], end[1]) and not np.array_equal(two, end))


@redone("hopfield1982", "10 apart: fused", "often", (0.3, 1), 1000)
def ten_apart(rng: np.random.Generator) -> float:
    """N = 100, n = 8, two of them 10 bits apart: whether runs from both end in one state."""
    memories = pair(10, rng)
    end = ends(hl.hebbian(memories), memories[[0, 7]], rng)
    return float(np.array_equal(end[0], end[1]))
