"""The measurement of lesson 07: does it agree with what is known, within its own error?"""

from __future__ import annotations

import math

import numpy as np

from ..._arguments import Floats
from ...exercises import reading
from ...exercises.task import Task
from ...exercises.verdict import AttemptError, Verdict, almost, correct, not_quite

SIZE, COUNT, LEAST = 300, 60, 200
# Mean, its standard error and the spread of single runs from the pattern, in 9000 networks:
# capacity_sweep(300, 0.2, starts=1), 3000 with rng=7 and 6000 with rng=21. The others are of 500
# networks, rng=8.
KNOWN, KNOWN_ERROR, SPREAD = 0.680, 0.003, 0.261
DIAGONAL, FIRST_STEP = 0.985, 0.976
DAMAGED = {"10 %": 0.60, "20 %": 0.46, "25 %": 0.40}
_STEP = 2 / SIZE  # overlaps of single runs are multiples of half of that
_FAR = 3.0  # standard errors; chance alone goes so far once in some hundred measurements
_BAD_LUCK = 4.5
_ROUNDS = 0.02  # two decimals change a number by a quarter of such an error at most


def _measured(overlaps: object, mean: object, error: object) -> Verdict:
    """Answer the overlaps of all networks, their mean, and two standard errors of it."""
    values = _overlaps(overlaps)
    told, bar = reading.number(mean, "my_mean"), reading.number(error, "my_error")
    middle, spread = float(values.mean()), float(values.std(ddof=1))
    wanted = 2 * spread / math.sqrt(len(values))
    if not _is(told, middle, wanted):
        return not_quite(_of_the_mean(told, values, wanted))
    if words := _of_the_network(middle, spread, values):
        return not_quite(words)
    if words := _of_the_error(bar, spread, len(values)):
        return almost(words)
    off = (middle - KNOWN) / math.hypot(wanted / 2, KNOWN_ERROR)
    agree = "The two agree within their errors." if abs(off) <= 2 else _of_the_odds(off)
    return correct(
        f"You measured {middle:.3f} ± {bar:.3f}; 9000 networks of ours gave {KNOWN:.3f} ± "
        f"{2 * KNOWN_ERROR:.3f}. {agree} The theory says 0: it is about N → ∞."
    )


def _of_the_odds(off: float) -> str:
    """How often chance alone leads so far, to two digits."""
    once = int(float(f"{1 / math.erfc(abs(off) / math.sqrt(2)):.2g}"))
    damaged = f", a damaged start ({DAMAGED['10 %']:.2f}) more easily" if off < 0 else ""
    return (
        f"Yours is {abs(off):.1f} standard errors from ours: chance does that once in {once} "
        f"times{damaged}; measure again with 400."
    )


def _is(told: float, value: float, error: float) -> bool:
    """Whether a number is meant; two decimals are enough where the error is larger by far."""
    rounded = math.isclose(told, round(value, 2)) and error >= _ROUNDS
    return abs(told - value) <= 0.0006 or rounded


def _overlaps(answer: object) -> Floats:
    """One final overlap for each network."""
    values = reading.numbers(answer, "my_overlaps", "a list of overlaps, one for each network")
    if not values.ndim:
        raise AttemptError("Hand in the overlaps of all networks in a list, not only their mean.")
    if values.ndim == 2 and 1 in values.shape:
        values = values.reshape(-1)
    if values.ndim > 1:
        raise AttemptError(
            "One number for each network. Runs of one network share its crosstalk: take their "
            "mean first, and let it count once.",
            "almost",
        )
    if not np.isfinite(values).all() or np.abs(values).max(initial=0) > 1 + 1e-9:
        raise AttemptError("An overlap lies between −1 and 1. Is the sum divided by N = 300?")
    if len(values) < LEAST:
        raise AttemptError(_too_few(len(values)))
    if np.isin(values, (-1, 1)).all() and np.ptp(values):
        raise AttemptError(
            "These are the agreements of single units, +1 and −1. Units of one network fail "
            "together, so they don't count one by one. Take their mean, one overlap for each "
            "network."
        )
    if np.isin(values, (0, 1)).all() and np.ptp(values):
        raise AttemptError("These say whether a run held. Hand in the overlap that it ended with.")
    return values


def _too_few(networks: int) -> str:
    if networks == 1:
        return (
            "One network alone can't say how much networks differ, so no error can be had from "
            f"it. Make new patterns in each round, at least {LEAST} times."
        )
    return (
        f"{networks} networks: so few can't tell one mistake from another. Take {LEAST} at least; "
        "they run in a few seconds."
    )


def _of_the_mean(told: float, values: Floats, error: float) -> str:
    middle = float(values.mean())
    if abs(told - float(np.median(values))) <= 0.0006:
        return (
            "my_mean is the median. Asked is the mean: the runs fall into two groups, and the "
            "median says only in which of them the middle run lies."
        )
    if _is(told, (1 + middle) / 2, error):
        return "my_mean is the share of right units, (1 + m)/2. Asked is the mean overlap m."
    if any(math.isclose(told, round(middle, digits)) for digits in (1, 2)):
        return f"my_mean is rounded too far: the mean of my_overlaps is {middle:.4f}."
    return f"my_mean isn't the mean of my_overlaps, which is {middle:.4f}."


def _of_the_network(middle: float, spread: float, values: Floats) -> str:
    """What was run instead, told by the mean; nothing if it agrees."""
    if np.ptp(values) < 1e-9:
        same = "All your overlaps are equal. "
        if values[0] == 1:
            return f"{same}Each is 1, as if nothing had been updated: recall returns a new state."
        return f"{same}Is it one network again and again? Draw new patterns in each round."
    if len(np.unique(values)) <= 3:
        return (
            "Only a few values occur, again and again: the same networks. Draw new patterns in "
            "each round, from the one rng, which isn't made anew."
        )
    times = int(np.gcd.reduce(np.unique(values, return_counts=True)[1]))
    if times > 1:
        return (
            f"Each overlap occurs {times} times, or a multiple of that: every run stands in the "
            "list more than once. So it counts more than once, and the error comes out too small."
        )
    error = math.hypot(spread / math.sqrt(len(values)), KNOWN_ERROR)
    off = (middle - KNOWN) / error
    if abs(off) <= _FAR:
        single = np.allclose(values, np.round(values / _STEP * 2) * _STEP / 2, atol=1e-6)
        if single and spread < 0.7 * SPREAD:
            return (
                f"The mean fits, but your runs differ by {spread:.2f}, and those of such networks "
                f"differ by {SPREAD}. Is the diagonal cleared, and the start the pattern itself?"
            )
        return ""
    luck = " Or it is chance, about once in 300 measurements: then a new one will agree."
    return (
        f"Your mean is {middle:.3f}, {abs(off):.0f} standard errors from what is known. "
        + _of_the_mean_of_others(middle, error, values)
        + luck * (abs(off) < _BAD_LUCK)
    )


def _of_the_mean_of_others(middle: float, error: float, values: Floats) -> str:
    """What leads to a mean that isn't the known one."""
    if middle > (KNOWN + DIAGONAL) / 2 + 0.06:
        return (
            "Hardly any run has left its pattern. With the diagonal kept "
            f"it comes out like this, {DIAGONAL}; or if one step is taken for the end, "
            f"{FIRST_STEP}. Clear the diagonal, and go on until nothing changes. "
            "Or there are too few patterns: P is 60."
        )
    if abs(middle + KNOWN) <= _FAR * error:
        return "The sign is turned."
    if abs(middle - (1 + KNOWN) / 2) <= _FAR * error:
        return "It would fit the share of right units, (1 + m)/2. Asked is the overlap m."
    if values.min() >= 0 and abs(1 - 2 * middle - KNOWN) <= 2 * _FAR * error:
        return "It would fit the share of wrong units, (1 − m)/2. Asked is the overlap m."
    if abs(middle) < 0.25:
        return "No memory at all: start in a stored pattern, and compare with that same pattern."
    if middle < KNOWN:
        from_there = ", ".join(f"{share} flipped {m:.2f}" for share, m in DAMAGED.items())
        return (
            "Too low, as from a damaged start, which gives less at this load: with "
            f"{from_there}. Start in the pattern itself. (Or there are more than 60 patterns.)"
        )
    return "Too high: are there 60 patterns of 300 units, and is the diagonal cleared?"


def _of_the_error(bar: float, spread: float, networks: int) -> str:
    """What an error is instead of two standard errors; nothing if it is right."""
    root = math.sqrt(networks)

    def near(wanted: float) -> bool:
        return abs(bar - wanted) <= max(0.02 * wanted, 1e-5)

    exact = [times * spread / root for times in (2, 1.96)]  # 95 % of a bell curve: 1.96
    if any(near(wanted) or round(wanted, 3) == bar or _is(bar, wanted, wanted) for wanted in exact):
        return ""
    if near(4 * spread / root):
        return "The mean is fine. These are four standard errors; behind ± this course prints two."
    if near(spread / root):
        return "The mean is fine. This is one standard error; behind ± this course prints two."
    if near(spread) or near(2 * spread):
        return (
            "The mean is fine. This is the standard deviation: how much single networks differ, "
            "however many there are. The mean of n networks is better by the factor 1/√n."
        )
    if any(near(times * spread / math.sqrt(SIZE * of)) for times in (1, 2) for of in (1, networks)):
        return (
            "The mean is fine. You divide by the root of the number of units. Units of one network "
            "fail together; only networks are independent: divide by the root of their number."
        )
    if near(spread / networks) or near(2 * spread / networks):
        return "The mean is fine. Divide the standard deviation by √n, not by n."
    if near(spread**2) or near(spread**2 / networks) or near(2 * spread**2 / networks):
        return "The mean is fine. This is made of the variance; take its root, the deviation."
    if bar <= 0:
        return "The mean is fine. An error is above 0."
    return (
        "The mean is fine. Its error should be twice the standard deviation of the overlaps, "
        f"{spread:.4f}, divided by the root of their number, {networks}."
    )


measured = Task(
    name="my_overlaps, my_mean, my_error",
    judge=_measured,
    dots="Replace the dots by your measurement: a list of overlaps, their mean, and its error.",
    right="*(lambda m: (m, m.mean(), 2 * m.std(ddof=1) / 200**0.5))"
    "(hl.capacity_sweep(300, 0.2, networks=200, starts=1, rng=1).samples[0].ravel())",
    tried=(
        "[0.98], 0.98, 0.0",
        "np.linspace(0.9, 1, 200), 0.95, 0.004",
        "np.linspace(0.2, 0.8, 200), 0.5, 0.025",
        "np.linspace(0.3, 1, 200), 0.65, 0.203",
        "np.linspace(0.3, 1, 200), 0.65, 0.0235",
        "np.linspace(0.3, 1, 200), 0.65, 0.0144",
    ),
)
