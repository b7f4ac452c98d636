"""Exercise of lesson 03: which external field a 0/1 network hides."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...exercises import draws
from ...exercises.exercise import Exercise, Misconception, slip

_FOUR = np.array([[0, 2, -1, 3], [1, 0, 2, -2], [-1, 0, 0, 1], [3, 1, -2, 0]], dtype=float)
_THREE = np.array([[0, 3, 1], [3, 0, -2], [1, -2, 0]], dtype=float)


def _zero_one_network(rng: np.random.Generator) -> tuple[Any, ...]:
    size = int(rng.integers(2, 5))
    return draws.weights(rng, size), rng.integers(-6, 7, size) / 4


external_field = Exercise(
    name="my_external_field",
    right=lambda v, t: v.sum(axis=1) / 2 - t,
    draw=_zero_one_network,
    probes=(
        (_FOUR, np.array([1.0, 0.5, -2.0, 0.0])),
        (_THREE, np.array([0.25, 3.0, 1.0])),
    ),
    misconceptions=(
        slip(
            lambda v, t: v.sum(axis=1) / 2 + t,
            "The threshold has the wrong sign: a threshold is subtracted, so it enters b as −θ.",
        ),
        Misconception(
            lambda v, t: -t,
            "Only the thresholds: with n_j = (1 + s_j)/2 each sum over n_j also leaves a part "
            "that doesn't depend on the state.",
        ),
        slip(
            lambda v, t: v.sum(axis=1) - t,
            "The row sums of v enter with ½, as n_j = ½ s_j + ½ says.",
        ),
        slip(
            lambda v, t: (v.sum(axis=1) - t) / 2,
            "The ½ belongs to n_j, hence to the row sums only; the threshold comes in full.",
        ),
        slip(
            lambda v, t: v.sum(axis=1) / 2,
            "The thresholds are missing.",
        ),
        slip(
            lambda v, t: t - v.sum(axis=1) / 2,
            "This is the threshold of the ±1 network. The external field is its negative.",
        ),
        slip(
            lambda v, t: v.sum(axis=0) / 2 - t,
            "You added up the columns. The field of unit i has the row v_ij, j = 1 … N: "
            "v.sum(axis=1). (Only in symmetric weights the two are equal.)",
        ),
        slip(
            lambda v, t: v.mean(axis=1) / 2 - t,
            "You took the mean of each row. The field is a sum over j.",
        ),
        slip(
            lambda v, t: v.sum(axis=1) / 4 - t,
            "One ½ too many: it comes from n_j = (1 + s_j)/2, once.",
        ),
        slip(
            lambda v, t: v.sum(axis=1) / 4 - t / 2,
            "Half of what it should be. With w = v/2 the fields are the same, not half as large.",
        ),
        slip(
            lambda v, t: -v.sum(axis=1) / 2 - t,
            "The row sums have the wrong sign: n_j = (1 + s_j)/2 adds half of each v_ij.",
        ),
        Misconception(
            lambda v, t: v.sum() / 2 - t,
            "Every unit has a sum of its own: add up along the row, v.sum(axis=1).",
        ),
    ),
    praise="Now a 0/1 network and its ±1 twin feel the same fields, state by state.",
    shape="one number for each unit, shape (N,)",
)
