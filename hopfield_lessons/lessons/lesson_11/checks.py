"""Exercises of lesson 11."""

from __future__ import annotations

from typing import Any

import numpy as np

from hopfield_lessons import patterns
from hopfield_lessons.exercises import draws
from hopfield_lessons.exercises.exercise import Exercise, Misconception, slip

_XI = patterns.random_patterns(4, 12, rng=1)
_STATE = patterns.flip(-_XI[2], 0.25, rng=2)
_TWO_STATES = ((_XI[0], _XI[1]), (_XI[1], _STATE))


def _two_states(rng: np.random.Generator) -> tuple[Any, ...]:
    return tuple(draws.spins(rng, 2, int(rng.integers(1, 8))))


def _patterns_and_state(rng: np.random.Generator) -> tuple[Any, ...]:
    """One pattern is the nearest, and none is as far in the other direction."""
    while True:
        xi, state = draws.spins(rng, 3, 7), draws.spins(rng, 7)
        if len(np.unique(np.abs(patterns.overlap(xi, state)))) == len(xi):
            return xi, state


overlap = Exercise(
    name="my_overlap",
    right=patterns.overlap,
    probes=_TWO_STATES,
    draw=_two_states,
    misconceptions=(
        slip(
            lambda p, s: np.sum(p * s),
            "The factor 1/N is missing: the overlap of a state with itself must be 1.",
        ),
        Misconception(
            lambda p, s: np.mean(p == s),
            "This is the share of equal units. An overlap runs from −1 to 1.",
        ),
        Misconception(
            lambda p, s: np.sum(p != s),
            "This is the distance d, the number of units that differ: m = 1 − 2d/N.",
        ),
        slip(
            lambda p, s: np.abs(patterns.overlap(p, s)),
            "Keep the sign: opposite states have overlap −1.",
        ),
        slip(
            lambda p, s: -patterns.overlap(p, s),
            "The sign is turned round: equal states have overlap 1.",
        ),
        Misconception(
            lambda p, s: p * s,
            "This is one number for each unit. Take their mean.",
        ),
    ),
    praise="It is 1 for equal states, and −1 for opposite ones.",
    shape="one number",
)

distance = Exercise(
    name="my_distance",
    right=patterns.distance,
    probes=_TWO_STATES,
    draw=_two_states,
    misconceptions=(
        Misconception(
            lambda p, s: np.sum(p == s),
            "You counted the units that agree: d counts those that differ.",
        ),
        slip(
            lambda p, s: np.mean(p != s),
            "This is the share of units that differ. Count them: don't divide by N.",
        ),
        slip(
            lambda p, s: np.sum(np.abs(p - s)),
            "Two spins that differ are 2 apart, so this counts each of them twice.",
        ),
        slip(
            lambda p, s: np.abs(np.sum(p - s)),
            "Differences of opposite sign cancel here: take their size first, then add.",
        ),
        Misconception(
            lambda p, s: patterns.overlap(p, s),
            "This is the overlap m: d = N(1 − m)/2.",
        ),
        Misconception(
            lambda p, s: p != s,
            "You found out which units differ. Count them.",
        ),
    ),
    praise="A distance of 0 means equal, N means opposite.",
    shape="one number",
)

nearest = Exercise(
    name="my_nearest",
    right=lambda xi, s: np.argmax(patterns.overlap(xi, s)),
    probes=((_XI, _STATE), (_XI, _XI[1])),
    draw=_patterns_and_state,
    misconceptions=(
        Misconception(
            lambda xi, s: np.argmax(np.abs(patterns.overlap(xi, s))),
            "With the absolute value a negative counts as near, but most of its units differ.",
        ),
        Misconception(
            lambda xi, s: np.argmin(patterns.overlap(xi, s)),
            "This is the pattern that is farthest away: a large overlap means near.",
        ),
        slip(
            lambda xi, s: np.argmax(patterns.overlap(xi, s)) + 1,
            "You counted from 1. Rows of an array are counted from 0.",
        ),
        slip(
            lambda xi, s: np.max(patterns.overlap(xi, s)),
            "This is the largest overlap. Return the number of the pattern that has it.",
        ),
        slip(
            lambda xi, s: xi[np.argmax(patterns.overlap(xi, s))],
            "This is the pattern itself. Return its number.",
        ),
        Misconception(
            lambda xi, s: np.argmin(np.abs(patterns.overlap(xi, s))),
            "An overlap near 0 means unrelated. Look for the largest.",
        ),
    ),
    praise="And its negative would be the farthest.",
    shape="one number",
)
