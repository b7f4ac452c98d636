"""Exercise of lesson 05: measure the radius of a basin, and say how well it is known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import AttemptError, Verdict, almost, correct, not_quite

# N = 200, P = 10: the mean of 200 networks, measured with the lesson's own functions, and what
# another number of patterns tried, or other initial overlaps, may add.
_CRITICAL, _SPARE = 0.186, 0.02
_LEAST_NETWORKS = 12
_AGREE = 0.06  # the divisor K or K - 1 is left open


def _networks(answer: object) -> NDArray[np.float64]:
    """One critical initial overlap for each of some networks."""
    name = "my_overlaps"
    measured = reading.numbers(answer, name, "one number for each network").squeeze()
    if measured.ndim != 1:
        raise AttemptError(
            f"{name}: expected one m_c for each network, in a row, got shape {measured.shape}."
        )
    if len(measured) < _LEAST_NETWORKS:
        raise AttemptError(
            f"{name}: {len(measured)} networks are too few to know an error from; measure "
            f"{_LEAST_NETWORKS} or more.",
            "almost",
        )
    if not ((measured > -1) & (measured < 1)).all():
        raise AttemptError(f"{name}: an overlap lies between −1 and 1.")
    if np.ptp(measured) == 0:
        raise AttemptError(
            f"{name}: all are the same. Each has to come from a network of its own, with other "
            "patterns and other damage."
        )
    return measured


def _radius(overlaps: object, radius: object, error: object) -> Verdict:
    """Answer the critical overlaps of some networks, the radius, and its two standard errors."""
    measured = _networks(overlaps)
    given, width = reading.number(radius, "my_radius"), reading.number(error, "my_error")
    middle = measured.mean()
    one = measured.std(ddof=1) / np.sqrt(len(measured))
    if abs(middle - _CRITICAL) > _SPARE + 3 * one:
        return _elsewhere(middle)
    if abs(given - (1 - middle) / 2) > 0.003:
        return _no_radius(given, middle)
    if abs(width / one - 1) <= _AGREE:
        return correct(
            f"{given:.3f} ± {width:.3f}, from {len(measured)} networks. The radius is half of "
            "1 − m_c, so its two standard errors are one of m_c. With 500 units the lesson found "
            "about 0.41, too."
        )
    return _no_error(width / one, len(measured))


def _elsewhere(middle: float) -> Verdict:
    """Critical overlaps that don't belong to this size and load."""
    if abs(middle - (1 - _CRITICAL) / 2) < 0.03:
        return not_quite("my_overlaps: these are radii. Hand in m_c, one for each network.")
    if abs(middle - 0.34) < 0.05:
        return not_quite(
            f"A mean m_c of {middle:.3f} belongs to load 0.1. At load 0.05, 200 units hold "
            "10 patterns."
        )
    return not_quite(
        f"Your mean m_c is {middle:.3f}; with 200 units and 10 patterns it should be near "
        f"{_CRITICAL}. Does a start with overlap m have (1 − m)/2 of its units wrong, and does a "
        "run count as a success from 0.9 on?"
    )


def _no_radius(given: float, middle: float) -> Verdict:
    if 0 < given <= 100 and abs(given / 100 - (1 - middle) / 2) < 0.006:
        return almost("my_radius: asked is a fraction of the units, not percent.")
    told = {
        middle: "my_radius: this is the critical overlap. The radius is the fraction of wrong "
        "units there, (1 − m_c)/2.",
        1 - middle: "my_radius: an overlap of m means (1 − m)/2 wrong units, not 1 − m.",
        (1 + middle) / 2: "my_radius: this is the fraction of right units. Asked is that of wrong "
        "ones, (1 − m_c)/2.",
    }
    for number, words in told.items():
        if abs(given - number) < 0.003:
            return almost(words)
    return not_quite(
        "my_radius: it should be (1 − m_c)/2 at the mean of your m_c, so "
        f"(1 − {middle:.3f})/2 here; yours is {given:.3f}."
    )


def _no_error(ratio: float, count: int) -> Verdict:
    """What an error is, seen from its ratio to the right one."""
    told = (  # pairs: at 16 networks two of the ratios are equal
        (
            2.0,
            "these are two standard errors of m_c. The radius is (1 − m_c)/2, and moves "
            "half as far.",
        ),
        (100.0, "this is in percent. Asked is a fraction, as for the radius."),
        (0.5, "this is one standard error of the radius. In this course ± is two."),
        (
            np.sqrt(count),
            "this is how much single networks differ. The mean of "
            f"{count} is known better, by a factor √{count}.",
        ),
        (
            np.sqrt(count) / 2,
            "this is how much the radii of single networks differ. The "
            f"mean of {count} is known better, by √{count}; and ± is two standard errors.",
        ),
        (
            2 * np.sqrt(count),
            "these are two standard deviations of m_c. Divide by "
            f"√{count} for the mean, and by 2 for the radius.",
        ),
    )
    fitting = [words for number, words in told if abs(ratio / number - 1) <= _AGREE]
    if fitting:  # of about 16 networks two ways lead to the same number
        return almost("my_error: " + " Or: ".join(fitting))
    return not_quite(
        "my_error: take the standard deviation of your m_c over networks, divide by the root of "
        "their number, double it for ±, and ask how far the radius moves when m_c moves."
    )


_TWELVE = "[0.16, 0.2, 0.15, 0.22, 0.19, 0.23, 0.17, 0.14, 0.2, 0.18, 0.21, 0.19]"

radius = Task(
    name="my_overlaps, my_radius, my_error",
    judge=_radius,
    right=f"{_TWELVE}, 0.407, 0.008",
    tried=(
        f"{_TWELVE[:20]}], 0.41, 0.01",
        f"{_TWELVE}, 0.187, 0.008",
        f"{_TWELVE}, 0.813, 0.008",
        f"{_TWELVE}, 0.407, 0.016",
        f"{_TWELVE}, 0.407, 0.028",
        f"{_TWELVE}, 0.407, 0.004",
        "[0.41, 0.4, 0.42, 0.43, 0.4, 0.41, 0.39, 0.4, 0.42, 0.41, 0.4, 0.41], 0.41, 0.006",
    ),
)
