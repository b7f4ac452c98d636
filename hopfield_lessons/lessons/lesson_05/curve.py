"""Exercise of lesson 05: a radius, read off a measured curve."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...exercises.exercise import Exercise, Misconception, slip


def _crossing(overlaps: Any, success: Any, level: float = 0.5) -> float:
    m, q = np.asarray(overlaps, dtype=float), np.asarray(success, dtype=float)
    b = int(np.argmax(q >= level))
    return float(m[b - 1] + (level - q[b - 1]) / (q[b] - q[b - 1]) * (m[b] - m[b - 1]))


def _first_above(overlaps: Any, success: Any) -> float:
    return float(np.asarray(overlaps)[np.argmax(np.asarray(success) >= 0.5)])


def _last_below(overlaps: Any, success: Any) -> float:
    return float(np.asarray(overlaps)[np.argmax(np.asarray(success) >= 0.5) - 1])


def _last_crossing(overlaps: Any, success: Any) -> float:
    m, q = np.asarray(overlaps, dtype=float), np.asarray(success, dtype=float)
    a = int(np.flatnonzero(q < 0.5)[-1])
    return float(m[a] + (0.5 - q[a]) / (q[a + 1] - q[a]) * (m[a + 1] - m[a]))


def _radius(overlaps: Any, success: Any) -> float:
    return (1 - _crossing(overlaps, success)) / 2


def _measured_curve(rng: np.random.Generator) -> tuple[Any, ...]:
    """Shares that rise, wiggle once in a while, and don't hit one half."""
    points = int(rng.integers(4, 7))
    overlaps = np.cumsum(rng.integers(1, 4, points)) / 20
    shares = np.sort(rng.permutation(np.delete(np.arange(1, 20), 9))[:points]) / 20
    shares[0], shares[-1] = 0.05, 0.95
    if rng.random() < 0.4:
        shares[1:-1] = rng.permutation(shares[1:-1])
    return overlaps, shares


radius = Exercise(
    name="my_radius",
    right=_radius,
    draw=_measured_curve,
    probes=(
        (np.array([0.0, 0.2, 0.4, 0.6, 1.0]), np.array([0.0, 0.1, 0.35, 0.85, 1.0])),
        (np.array([0.1, 0.3, 0.5, 0.7, 0.9]), np.array([0.05, 0.4, 0.9, 0.95, 1.0])),
        (np.array([0.0, 0.1, 0.3, 0.4, 0.8, 1.0]), np.array([0.0, 0.2, 0.7, 0.4, 0.8, 1.0])),
        # np.interp hits the first crossing above, and the last one here.
        (
            np.linspace(0.0, 0.9, 10),
            np.array([0.0, 0.05, 0.1, 0.16, 0.21, 0.56, 0.48, 0.71, 0.9, 1.0]),
        ),
    ),
    misconceptions=(
        slip(
            _crossing,
            "This is the critical initial overlap m_c. The radius is a fraction of wrong units: "
            "(1 − m_c)/2.",
        ),
        slip(
            lambda m, q: 1 - _crossing(m, q),
            "An overlap of m means (1 − m)/2 wrong units, not 1 − m: a wrong unit costs the "
            "overlap twice.",
        ),
        slip(
            lambda m, q: (1 - _first_above(m, q)) / 2,
            "You took the first measured point at or above one half. The crossing lies before it: "
            "draw a straight line from the point below.",
        ),
        slip(
            lambda m, q: (1 - _last_below(m, q)) / 2,
            "You took the last measured point below one half. The crossing lies after it: "
            "draw a straight line to the next point.",
        ),
        slip(
            lambda m, q: (1 - float(m[np.argmin(np.abs(q - 0.5))])) / 2,
            "You took the measured point nearest to one half. Draw a straight line between the "
            "two points on either side.",
        ),
        slip(
            lambda m, q: (1 - float(np.interp(0.5, q, m))) / 2,
            "np.interp(0.5, success, overlaps) is right only while success never falls; with "
            "sampling errors it may. Find the first crossing, and interpolate there.",
        ),
        slip(
            lambda m, q: (1 - _last_crossing(m, q)) / 2,
            "You took the last crossing. Where the curve wiggles, take the first point that "
            "reaches one half.",
        ),
        Misconception(
            lambda m, q: float(np.interp(0.5, m, q)),
            "You read the success at overlap ½. It's the other way round: which overlap gives "
            "success ½?",
        ),
        slip(
            lambda m, q: (1 + _crossing(m, q)) / 2,
            "This is the share of right units, (1 + m_c)/2. The radius is the share of wrong ones.",
        ),
        slip(
            lambda m, q: _crossing(m, q) / 2,
            "An overlap of m means (1 − m)/2 wrong units: at m = 1 none is wrong.",
        ),
        slip(
            lambda m, q: _crossing(m, q) - 1,
            "An overlap of m means (1 − m)/2 wrong units, and a share isn't negative.",
        ),
        slip(
            lambda m, q: (1 - (_first_above(m, q) + _last_below(m, q)) / 2) / 2,
            "You took the middle between the two points. Where the line crosses depends on how far "
            "each is from one half.",
        ),
        slip(
            lambda m, q: (1 - _first_above(m, q) - _last_below(m, q) + _crossing(m, q)) / 2,
            "The two ends are exchanged: the crossing lies nearer to the point that is nearer to "
            "one half.",
        ),
        Misconception(
            lambda m, q: (1 - _crossing(m, q, 0.9)) / 2,
            "This is where success reaches 0.9. The radius is where half of the runs succeed.",
        ),
    ),
    praise="That is how far chance may damage the pattern before it is lost half of the time.",
    shape="one number",
)
