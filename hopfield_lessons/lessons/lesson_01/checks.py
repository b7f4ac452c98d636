"""Exercises of lesson 01, the magnetic analogy."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...exercises.exercise import Exercise, Function, Misconception, Telltale, slip
from ...exercises.number import Wrong, number
from .loops import knot, unfrustrated

__all__ = ["crossing", "flat", "knot", "temperature", "unfrustrated", "wait"]

# ------------------------------------------------------------------------ a thermometer


def _temperature(w0: Any, ups: Any, downs: Any, share: Any) -> float:
    return float(2 * w0 * (ups - downs) / np.log(share / (1 - share)))


def _watched_spin(rng: np.random.Generator) -> tuple[Any, ...]:
    """Weight, neighbours up and down, and how often a spin that hears them is up."""
    w0 = float(rng.choice([-0.5, 0.1, 0.25, 0.4, 1.0, 2.0]))
    downs, extra = int(rng.integers(0, 5)), int(rng.integers(1, 5))
    ups, downs = (downs + extra, downs) if rng.random() < 0.6 else (downs, downs + extra)
    share = float(rng.choice([0.55, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99]))
    return w0, ups, downs, share if w0 * (ups - downs) > 0 else round(1 - share, 2)


temperature = Exercise(
    name="my_temperature",
    right=_temperature,
    probes=((0.25, 4, 0, 0.9), (0.5, 3, 1, 0.8), (0.2, 1, 3, 0.3), (1.0, 6, 2, 0.95)),
    draw=_watched_spin,
    draws=12,
    misconceptions=(
        slip(
            lambda w0, up, down, q: 1 / _temperature(w0, up, down, q),
            "This is β. The temperature is T = 1/β.",
        ),
        slip(
            lambda w0, up, down, q: _temperature(w0, up, down, q) / 2,
            "Half of it: the odds are e^(2βh), with a 2, because a spin that turns over changes "
            "by 2.",
        ),
        slip(
            lambda w0, up, down, q: -_temperature(w0, up, down, q),
            "Negative: your odds are down against up. In a field that points up, up is likelier.",
        ),
        Misconception(
            lambda w0, up, down, q: 2 * w0 * (up - down) / np.log(q),
            "You take the logarithm of the share. The rule is about the odds, up against down: "
            "share / (1 − share).",
        ),
        Misconception(
            lambda w0, up, down, q: 2 * w0 * (up - down) / (q / (1 - q)),
            "You divide by the odds themselves. They are e^(2βh): their logarithm is 2βh.",
        ),
        slip(
            lambda w0, up, down, q: 2 * w0 * (up - down) / np.log10(q / (1 - q)),
            "log10 is the logarithm to base 10. The odds are a power of e: np.log.",
        ),
        Misconception(
            lambda w0, up, down, q: 2 * w0 * up / np.log(q / (1 - q)),
            "Only the spins that are up were counted. A spin that is down pulls down: it enters "
            "the field as −1.",
        ),
        Misconception(
            lambda w0, up, down, q: 2 * w0 * (up + down) / np.log(q / (1 - q)),
            "This takes all neighbours as up. A spin that is down enters the field as −1.",
        ),
        Misconception(
            lambda w0, up, down, q: 2 * w0 * (up - down) / (up + down) / np.log(q / (1 - q)),
            "This takes the mean of the neighbours. The field is their sum, each times w0.",
        ),
        slip(
            lambda w0, up, down, q: 2 * (up - down) / np.log(q / (1 - q)),
            "The weight w0 is missing from the field.",
        ),
        Misconception(
            lambda w0, up, down, q: w0 * (up - down) / np.arctanh(q),
            "You set the share equal to tanh βh. That is the mean of the spin, 2·share − 1.",
        ),
        Misconception(
            lambda w0, up, down, q: 2 * w0 * (up - down) * np.log(q / (1 - q)),
            "You multiply by the logarithm. 2βh = ln(odds), so T = 1/β = 2h / ln(odds).",
        ),
        Misconception(
            lambda w0, up, down, q: w0 * (up - down),
            "This is the field. From it and the share follows the temperature.",
        ),
    ),
    telltales=(
        Telltale(
            lambda given, right: any(one < 0 for one in given),
            "A temperature is positive, and some of yours aren't. Which odds belong to a positive "
            "field?",
        ),
    ),
    praise="Field and odds give β, whatever the spins around: a thermometer made of one spin.",
    shape="one number",
)


# ------------------------------------------------------------- a spin that may also lie flat

flat = number(
    name="my_critical",
    right=2 / 3,
    tolerance=7e-3,  # 0.66 and 0.67 as well
    wrong=(
        Wrong(
            1,
            "This is the temperature of spins that can't lie flat. A flat spin pulls nobody, so "
            "order is lost earlier.",
        ),
        Wrong(
            1 / 3,
            "Half of it. The mean is up minus down, e^(βh) − e^(−βh), divided by all three odds. "
            "Its slope at h = 0 has 2β on top.",
            "almost",
        ),
        Wrong(
            1.5,
            "This is β. The temperature is 1/β.",
            "almost",
        ),
        Wrong(
            4 / 3,
            "Twice as much. The odds here are e^(βh) : 1 : e^(−βh), without a 2 in the exponent.",
            "almost",
        ),
        Wrong(
            2,
            "The slope of e^(βh) − e^(−βh) at 0 is 2β, but the sum of the odds stands below it.",
        ),
        Wrong(
            0.5,
            "Are the three odds equally large at h = 0? Then their sum is 3, not 4.",
        ),
        Wrong(
            3,
            "3 is the sum of the odds at h = 0. What stands above it?",
        ),
        Wrong(0, "Cold spins do agree: at T = 0 none of them lies flat in a field."),
    ),
    praise="The mean is (e^(βh) − e^(−βh))/(e^(βh) + 1 + e^(−βh)), its slope at m = 0 is 2βJ/3, "
    "and that is 1 at T = 2J/3.",
    below="Too cold: there it still orders. What is the slope of ⟨s⟩ at m = 0, with h = Jm?",
    above="Too warm: there it no longer orders. What is the slope of ⟨s⟩ at m = 0, with h = Jm?",
)


# ------------------------------------------------------------------ how long it will wait

_FORTY, _FIFTY = 350, 766  # sweeps between reversals, as the lesson measures them
_EIGHTY = 11_500  # the same times (probability of m* / of 0), from 50 spins to 80

wait = number(
    name="my_sweeps",
    right=_EIGHTY,
    tolerance=0.4 * _EIGHTY,
    wrong_tolerance=80,
    wrong=(
        Wrong(
            _FIFTY + 3 * (_FIFTY - _FORTY),
            "You went on along a straight line. Look at the ratios: ten more spins multiply the "
            "time.",
        ),
        Wrong(
            _FIFTY * 80 / 50,
            "You took the time as proportional to N. From 10 spins to 50 it grew by almost forty "
            "times, not five.",
        ),
        Wrong(
            _FIFTY * 3 * 2.4,
            "Three steps of ten spins, each by the factor 2.4: that is 2.4³, not 3 · 2.4.",
            "almost",
        ),
        Wrong(
            _FIFTY * 2.4,
            "That is the time of 60 spins. Two more steps of ten are missing.",
            "almost",
        ),
        Wrong(
            _FIFTY * 2.4**2,
            "That is the time of 70 spins. One more step of ten is missing.",
            "almost",
        ),
        Wrong(
            _FIFTY * 2.4**4,
            "That is the time of 90 spins: one step of ten too many.",
            "almost",
        ),
        Wrong(_FIFTY, "That is the time of 50 spins."),
    ),
    praise="Three steps of ten spins multiply the time by about 2.4³ or 2.5³: some 11,500 sweeps.",
    below="Too short. By which factor does the time grow from 40 spins to 50? And how many such "
    "steps are there to 80?",
    above="Too long. By which factor does the time grow from 40 spins to 50? And how many such "
    "steps are there to 80?",
)


# ------------------------------------------------------------------- where two curves cross


def _bracket(small: Any, large: Any) -> tuple[int, float]:
    """The last point at which the small magnet is above, and how far behind it they cross."""
    gap = np.asarray(small) - np.asarray(large)
    k = int(np.flatnonzero((gap[:-1] > 0) & (gap[1:] <= 0))[0])
    return k, float(gap[k] / (gap[k] - gap[k + 1]))


def _crossing(temperatures: Any, small: Any, large: Any) -> float:
    k, part = _bracket(small, large)
    return float(temperatures[k] + part * (temperatures[k + 1] - temperatures[k]))


def _root_of_a_line(temperatures: Any, gap: Any) -> float:
    slope, offset = np.polyfit(temperatures, gap, 1)
    return float(-offset / slope)


def _at(place: Function) -> Function:
    """What `place` makes of the temperatures, the bracket and the part."""
    return lambda t, small, large: place(t, *_bracket(small, large))


def _two_curves(rng: np.random.Generator) -> tuple[Any, ...]:
    """Two curves that cross once, anywhere from the first interval to the last."""
    points = int(rng.integers(3, 6))
    temperatures = np.cumsum(rng.integers(1, 6, points)) / 4
    gap = np.cumsum(rng.integers(1, 6, points)[::-1])[::-1] / 20
    gap -= gap[-1] + (gap - gap[-1])[rng.integers(points - 1)] - 0.02
    small = np.round(1 + np.cumsum(rng.integers(1, 9, points)) / 50, 2)
    return temperatures, small, np.round(small - gap, 2)


crossing = Exercise(
    name="my_crossing",
    right=_crossing,
    draw=_two_curves,
    probes=(
        (
            np.array([1.0, 1.5, 2.0, 3.0]),
            np.array([1.10, 1.18, 1.25, 1.40]),
            np.array([1.02, 1.08, 1.35, 1.52]),
        ),
        (
            np.array([0.6, 0.8, 0.9, 1.2, 1.4]),
            np.array([1.20, 1.26, 1.30, 1.42, 1.46]),
            np.array([1.05, 1.14, 1.22, 1.44, 1.53]),
        ),
        (
            np.array([2.0, 2.2, 2.5]),
            np.array([1.30, 1.36, 1.43]),
            np.array([1.28, 1.42, 1.50]),
        ),
    ),
    misconceptions=(
        slip(
            lambda t, small, large: t[np.argmin(np.abs(small - large))],
            "This is the measured temperature at which the two are closest. They cross between "
            "two measured temperatures: draw straight lines.",
        ),
        slip(
            _at(lambda t, k, part: (t[k] + t[k + 1]) / 2),
            "The right pair of temperatures, but not always their middle: the crossing lies "
            "nearer to the one with the smaller gap.",
        ),
        slip(
            _at(lambda t, k, part: t[k + 1] - part * (t[k + 1] - t[k])),
            "The two ends are swapped: the crossing lies nearer to the smaller gap.",
        ),
        slip(
            _at(lambda t, k, part: t[k]),
            "This is the last measured temperature before the crossing. Go on from there by "
            "straight lines.",
        ),
        slip(
            _at(lambda t, k, part: t[k + 1]),
            "This is the first measured temperature after the crossing: the lines have crossed "
            "before it.",
        ),
        Misconception(
            _at(lambda t, k, part: k),
            "This is a position in the array. Return a temperature.",
        ),
        slip(
            _at(lambda t, k, part: t[k] + part),
            "Right if the temperatures were 1 apart: multiply the part by their distance.",
        ),
        slip(
            lambda t, small, large: float(
                np.interp(_crossing(t, small, large), t, small),
            ),
            "This is the height R at which the lines cross. Return the temperature below it.",
        ),
        Misconception(
            lambda t, small, large: _root_of_a_line(t, small - large),
            "This draws one line through all points. Join neighbours: only the two on either side "
            "of the crossing count.",
        ),
    ),
    praise="Straight lines between the points, and the temperature at which they meet.",
    shape="one temperature",
)
