"""Exercises of lesson NN."""

from __future__ import annotations

import numpy as np

from hopfield_lessons import patterns
from hopfield_lessons.exercises.exercise import Exercise, Misconception, slip

_XI = patterns.random_patterns(4, 12, rng=1)
_STATE = patterns.flip(-_XI[2], 0.25, rng=2)
_TWO_STATES = ((_XI[0], _XI[1]), (_XI[1], _STATE))

overlap = Exercise(
    name="my_overlap",
    right=patterns.overlap,
    probes=_TWO_STATES,
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
    ),
    praise="It is 1 for equal states, and −1 for opposite ones.",
    shape="one number",
)

distance = Exercise(
    name="my_distance",
    right=patterns.distance,
    probes=_TWO_STATES,
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
    ),
    praise="A distance of 0 means equal, N means opposite.",
    shape="one number",
)

nearest = Exercise(
    name="my_nearest",
    right=lambda xi, s: np.argmax(patterns.overlap(xi, s)),
    probes=((_XI, _STATE), (_XI, _XI[1])),
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
    ),
    praise="And its negative would be the farthest.",
    shape="one number",
)
