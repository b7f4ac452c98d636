"""The checks of lesson 07: right answers in other words, and wrong ones as learners write."""

import math
from typing import Any

import numpy as np
import pytest
from scipy import optimize, special, stats

from hopfield_lessons import capacity_sweep, hebbian
from hopfield_lessons.lessons.lesson_07 import checks as check
from hopfield_lessons.lessons.lesson_07.measured import DIAGONAL, KNOWN, KNOWN_ERROR, SPREAD
from hopfield_lessons.theory import critical_load, exact_error_probability, retrieval_overlap

# ------------------------------------------------------------------- as learners write


def cut_by_enumeration(size: int, count: int, kept: int) -> tuple[float, float]:
    """A sum of independent signs: each adds 1 to the variance of the sum."""
    terms = [1 for _ in range(count - 1) for _ in range(kept)]
    return sum([1] * kept) / size, sum(terms) / size**2


def cut_of_all_signs(size: int, count: int, kept: int) -> Any:
    """The mean square of a sum of signs, by the chances of its values."""
    n = kept * (count - 1)
    square = sum((2 * k - n) ** 2 * math.comb(n, k) for k in range(n + 1)) / 2**n
    return np.array([kept, square / size]) / size


def cut_by_shares(size: int, count: int, kept: int) -> list[float]:
    signal = kept / size
    return [signal, signal**2 * (count - 1) / kept]


def error_by_scipy(kept: int, count: int) -> float:
    tosses = kept * (count - 1)
    strictly_below = math.ceil((tosses - kept) / 2) - 1
    return float(stats.binom.cdf(strictly_below, tosses, 0.5))


def error_with_fractions_of_two(kept: int, count: int) -> float:
    """2**tosses is far beyond an int64: the check must hand over Python's own integers."""
    n = kept * (count - 1)
    return sum(math.comb(n, wrong) for wrong in range(n + 1) if n - 2 * wrong < -kept) / 2**n


def end_on_a_grid(feedback: float) -> Any:
    x = np.arange(1e-3, 6, 1e-3)
    bracket = special.erf(x) / x - feedback * 2 / np.sqrt(np.pi) * np.exp(-(x**2))
    best = bracket.argmax()
    return bracket[best] ** 2 / 2, special.erf(x[best])


def end_by_scipy(feedback: float) -> list[float]:
    def minus(x: float) -> float:
        return -0.5 * (special.erf(x) / x - feedback * 2 / np.sqrt(np.pi) * np.exp(-x * x)) ** 2

    places = np.linspace(1e-4, 4, 200)
    start = min(places, key=minus)
    low, high = max(start - 0.1, 1e-5), start + 0.1
    found = optimize.minimize_scalar(minus, bounds=(low, high), method="bounded")
    return [-found.fun, math.erf(found.x)]


def end_by_slope(feedback: float) -> Any:
    """Where the slope of the bracket changes its sign, by halving; none at small shares."""

    def slope(x: float) -> float:
        bell = 2 / math.sqrt(math.pi) * math.exp(-x * x)
        return (bell - math.erf(x) / x) / x + 2 * feedback * bell * x

    if feedback < 1 / 3:
        return np.array([2 / np.pi * (1 - feedback) ** 2, 0])
    low, high = 0.05, 4.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    bell = 2 / math.sqrt(math.pi) * math.exp(-low * low)
    return np.array([(math.erf(low) / low - feedback * bell) ** 2 / 2, math.erf(low)])


RIGHT = [
    (check.cut, cut_by_enumeration),
    (check.cut, cut_of_all_signs),
    (check.cut, cut_by_shares),
    (check.error, error_by_scipy),
    (check.error, error_with_fractions_of_two),
    (check.error, lambda kept, count: exact_error_probability(count=count, size=kept + 1)),
    (check.end, end_on_a_grid),
    (check.end, end_by_scipy),
    (check.end, end_by_slope),
    (check.end, lambda feedback: np.round(end_by_slope(feedback), 3)),
]


def gaussian(kept: int, count: int) -> Any:
    return stats.norm.cdf(-1 / math.sqrt(count / kept))


def ties_are_errors(kept: int, count: int) -> Any:
    return stats.binom.cdf((kept * (count - 1) - kept) // 2, kept * (count - 1), 0.5)


def fewer_than(bound: int, kept: int, count: int) -> float:
    tosses = kept * (count - 1)
    sums = 2 * np.arange(tosses + 1) - tosses
    return float(stats.binom.pmf(np.flatnonzero(sums < bound), tosses, 0.5).sum())


def with_a_floor(kept: int, count: int) -> float:
    n = kept * (count - 1)
    return sum(math.comb(n, k) for k in range((n - kept) // 2)) / 2**n


def end_of_the_lesson(_: float) -> Any:
    return critical_load(), retrieval_overlap(critical_load() - 1e-12)


def end_without_the_square(feedback: float) -> Any:
    x = np.linspace(0.001, 4, 4000)
    part, bell = special.erf(x) / x, 2 / np.sqrt(np.pi) * np.exp(-(x**2))
    loads = part**2 * (1 - feedback * bell / part) / 2
    return loads.max(), special.erf(x[loads.argmax()])


def end_on_the_grid_of_the_lesson(feedback: float) -> Any:
    x = np.linspace(0.01, 4, 4000)
    loads = (special.erf(x) / x - feedback * 2 / np.sqrt(np.pi) * np.exp(-(x**2))) ** 2 / 2
    return loads.max(), special.erf(x[loads.argmax()])


WRONG = [
    (check.cut, lambda n, p, k: ((n - 1) / n, (p - 1) * (n - 1) / n**2), "with all its weights"),
    (check.cut, lambda n, p, k: (k / n, p * k / n**2), "P − 1 others disturb it"),
    (check.cut, lambda n, p, k: (k / n, (p - 1) * k / n), "by N², not by N"),
    (check.cut, lambda n, p, k: (k / n, np.sqrt((p - 1) * k) / n), "standard deviation"),
    (check.cut, lambda n, p, k: (1, (p - 1) / k), "You divide by K"),
    (check.cut, lambda n, p, k: (k, (p - 1) * k), "sums of signs"),
    (check.cut, lambda n, p, k: (p - 1) * k / n**2, "Return two numbers"),
    (check.cut, lambda n, p, k: ((p - 1) * k / n**2, k / n), "wrong order"),
    (check.cut, lambda n, p, k: (k / n, 1 / n), "their number is its variance"),
    (check.cut, lambda n, p, k: (1 / n, (p - 1) * k / n**2), "the signal isn't yet"),
    (check.cut, lambda n, p, k: (1 / n, 1 / n), "should be"),
    (check.error, gaussian, "Gaussian limit"),
    (check.error, ties_are_errors, "ties as errors"),
    (check.error, lambda k, p: p * k, "between 0 and 1"),
    (check.error, lambda k, p: 1 / (k * p), "should be"),
    (check.error, lambda k, p: 1 - error_by_scipy(k, p), "stays"),
    (check.error, with_a_floor, "rounded down"),
    (check.error, lambda k, p: fewer_than(-k - 1, k, p), "threshold is K + 1"),
    (check.error, lambda k, p: fewer_than(0, k, p), "against the pattern at all"),
    (check.error, lambda k, p: 0, "k counts coins"),
    (check.error, lambda k, p: error_by_scipy(k - 1, p) if k > 1 else 0, "as if the unit itself"),
    (check.end, end_of_the_lesson, "whatever the share"),
    (check.end, end_without_the_square, "made of their squares"),
    (check.end, end_on_the_grid_of_the_lesson, "Begin nearer"),
    (check.end, lambda share: end_by_slope(1 - share), "the share that is lost"),
    (check.end, lambda share: end_by_slope(share)[::-1], "wrong order"),
    (check.end, lambda share: end_by_slope(share)[0], "Return the overlap"),
    (check.end, lambda share: (end_by_slope(share)[0], 0), "Asked is the one just below"),
    (check.end, lambda share: end_by_slope(share) * [2, 1], "twice too large"),
    (check.end, lambda share: (0.138, 0.967), "whatever the share"),
    (check.end, lambda share: (0.138 / share if share else 1, 0.967), "should be"),
    (check.end, lambda share: (0.138, end_by_slope(share)[1]), "the load isn't yet"),
    (check.end, lambda share: (end_by_slope(share)[0], 0.9), "the overlap isn't yet"),
]


def test_the_ends_between_nothing_and_all() -> None:
    assert check.end.right(1.0) == pytest.approx(end_of_the_lesson(1.0), abs=1e-4)
    assert check.end.right(0.0) == pytest.approx([2 / np.pi, 0], abs=1e-4)
    for share in (0.36, 0.5, 0.95):  # the jump begins at a third
        assert check.end.right(share) == pytest.approx(end_by_slope(share), abs=1e-3)


# ------------------------------------------------------------------- a measurement


def measured(networks: int = 200, rng: int = 3, **how: Any) -> Any:
    return capacity_sweep(300, 0.2, networks=networks, starts=1, rng=rng, **how).samples[0].ravel()


def handed_in(values: Any) -> tuple[Any, float, float]:
    return values, np.mean(values), 2 * np.std(values, ddof=1) / math.sqrt(len(values))


@pytest.mark.parametrize("rng", range(1, 4))
def test_a_measurement_agrees_within_its_error(rng: int) -> None:
    values, mean, error = handed_in(measured(rng=rng, networks=(100, 200)[rng % 2]))
    for attempt in (
        (values, mean, error),
        (values.tolist(), round(mean, 3), round(error, 3)),
        (values[:, None], [mean], 2 * np.std(values) / math.sqrt(len(values))),
        (iter(values), mean, error),
    ):
        assert check.measured(*attempt).status == "correct", check.measured(*attempt)
    several = capacity_sweep(300, 0.2, networks=100, starts=3, rng=rng).samples[0].mean(axis=1)
    assert check.measured(*handed_in(several)).status == "correct"


def test_what_is_known_was_measured() -> None:
    values = measured(500, rng=11)
    allowed = 3.5 * math.hypot(KNOWN_ERROR, SPREAD / math.sqrt(500))
    assert abs(values.mean() - KNOWN) < allowed
    assert values.std(ddof=1) == pytest.approx(SPREAD, rel=0.1)
    assert measured(60, rule=with_diagonal).mean() == pytest.approx(DIAGONAL, abs=0.01)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"rule": "with_diagonal", "networks": 100}, "With the diagonal kept"),
        ({"flipped": 0.2}, "damaged start"),
        ({"flipped": 0.25}, "damaged start"),
        ({"flipped": 0.1, "networks": 500}, "damaged start"),
        ({"flipped": 0.5}, "No memory at all"),
        ({"rule": "with_diagonal", "flipped": 0.265, "networks": 100}, "your runs differ by"),
    ],
)
def test_a_wrong_run_is_told_by_its_mean(how: dict[str, Any], words: str) -> None:
    how = how | ({"rule": with_diagonal} if "rule" in how else {})
    verdict = check.measured(*handed_in(measured(**how)))
    assert verdict.status == "not quite"
    assert words in verdict.message, verdict


# Some memories held and some broke, as in such networks.
VALUES = np.concatenate([np.linspace(0.94, 1, 50), np.linspace(0.2, 0.86, 100)])
MEAN, SD = VALUES.mean(), VALUES.std(ddof=1)
BAR = 2 * SD / math.sqrt(150)
UNITS = np.where(np.arange(300) < 251, 1, -1)


@pytest.mark.parametrize(
    ("attempt", "status", "words"),
    [
        ((VALUES, MEAN, SD), "almost", "how much single networks differ"),
        ((VALUES, MEAN, 2 * SD), "almost", "how much single networks differ"),
        ((VALUES, MEAN, BAR / 2), "almost", "one standard error"),
        ((VALUES, MEAN, SD / math.sqrt(300)), "almost", "root of the number of units"),
        ((VALUES, MEAN, BAR / math.sqrt(300)), "almost", "root of the number of units"),
        ((VALUES, MEAN, SD / 150), "almost", "not by n"),
        ((VALUES, MEAN, SD**2), "almost", "the variance"),
        ((VALUES, MEAN, 0), "almost", "above 0"),
        ((VALUES, MEAN, 0.1), "almost", "divided by the root of their number, 150"),
        ((VALUES, np.median(VALUES), BAR), "not quite", "the median"),
        ((VALUES, (1 + MEAN) / 2, BAR), "not quite", "share of right units"),
        ((VALUES, 0.5, BAR), "not quite", "isn't the mean"),
        (handed_in((1 + VALUES) / 2), "not quite", "It would fit the share of right units"),
        (handed_in(-VALUES), "not quite", "sign is turned"),
        (handed_in(0.3 * VALUES + 0.6), "not quite", "Too high"),
        (handed_in(VALUES > 0.9), "not quite", "whether a run held"),
        (handed_in(300 * VALUES), "not quite", "divided by N"),
        (handed_in(VALUES[:20]), "not quite", "20 networks"),
        ((VALUES[:1], VALUES[0], 0.0), "not quite", "One network alone"),
        (handed_in(UNITS), "not quite", "agreements of single units"),
        ((np.ones(150), 1, 0), "not quite", "as if nothing had been updated"),
        (([0.7] * 150, 0.7, 0), "not quite", "one network again and again"),
        (handed_in(np.tile(VALUES[:3], 50)), "not quite", "the same networks"),
        ((VALUES.reshape(30, 5), MEAN, BAR), "almost", "Runs of one network share"),
        ((MEAN, MEAN, BAR), "not quite", "not only their mean"),
        ((VALUES, VALUES, BAR), "not quite", "expected one number, got shape (150,)"),
        ((VALUES, MEAN, math.nan), "not quite", "expected one number, got nan"),
        ((..., ..., ...), "not yet", "Replace the dots"),
        ((VALUES, MEAN, ...), "not yet", "Replace the dots"),
    ],
)
def test_a_measurement_is_told_what_is_wrong(attempt: Any, status: str, words: str) -> None:
    verdict = check.measured(*attempt)
    assert verdict.status == status, verdict
    assert words in verdict.message, verdict


# ------------------------------------------------------------------- which capacity?

CAPACITIES = ("all", "most", "one", "most", "none")


def test_capacities() -> None:
    assert check.capacities(*CAPACITIES).status == "correct"
    assert check.capacities(*CAPACITIES[:4], None).message.startswith("Sentence e has no answer")
    assert check.capacities(*(...,) * 5).message.startswith("Sentence a has no answer")
    assert "expected one of all, most, none, one" in check.capacities(3, *CAPACITIES[1:]).message
    assert "got 'half'" in check.capacities("half", *CAPACITIES[1:]).message
    assert "got <function" in check.capacities(test_capacities, *CAPACITIES[1:]).message


@pytest.mark.parametrize("place", range(5))
def test_a_wrong_choice_is_told_by_its_sentence(place: int) -> None:
    wrong = check.capacities.wrong["abcde"[place]]
    assert set(wrong) == set(CAPACITIES) - {CAPACITIES[place]}
    assert all(words.startswith(f"Sentence {'abcde'[place]}: ") for words in wrong.values())
    assert len(set(wrong.values())) >= 2


def test_five_times_the_same_is_a_guess() -> None:
    assert check.capacities(*("one",) * 5).status == "not quite"


# ------------------------------------------------------------------- who kept the diagonal?


def with_diagonal(patterns: Any) -> Any:
    weights = hebbian(patterns)
    np.fill_diagonal(weights, len(patterns) / patterns.shape[1])
    return weights


@pytest.mark.long
@pytest.mark.parametrize("name", check.CURVES)
def test_the_curves_are_what_they_say(name: str) -> None:
    measured = capacity_sweep(
        200,
        check.CURVE_LOADS,
        networks=8,
        rng=7,
        rule=with_diagonal if name in check.kept_diagonal.right else None,
        flipped=0.1 if name in "AD" else 0.0,
    )
    assert tuple(measured.overlap.round(3).tolist()) == check.CURVES[name]
    assert measured.error.max() < 0.07  # as the figure's caption says


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        ("BD", "correct", "neither shows a capacity"),
        ("d, b", "correct", "neither shows a capacity"),
        (..., "not yet", "replace the dots"),
        (None, "not yet", "replace the dots"),
        (2, "not quite", "letters from A to D"),
        ("BE", "not quite", "letters from A to D"),
        (" ", "not yet", "At least one"),
        ("B", "almost", "look at D"),
        ("D", "almost", "too good"),
        ("AC", "not quite", "other way round"),
        ("ABD", "not quite", "A falls to the remnant"),
        ("ABC", "not quite", "A falls to the remnant"),
        ("CD", "not quite", "C falls to the remnant"),
        ("ABCD", "not quite", "some don't fit"),
    ],
)
def test_kept_diagonal(answer: object, status: str, words: str) -> None:
    verdict = check.kept_diagonal(answer)
    assert verdict.status == status
    assert words in verdict.message
