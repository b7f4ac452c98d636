"""The checks of lesson 02: right answers in other words, and wrong ones as learners write them."""

import re
from typing import Any

import numpy as np
import pytest

import hopfield_lessons as hl
from hopfield_lessons.lessons.lesson_02 import checks as check

# ------------------------------------------------------------------- as learners write


def spins_of(ink: Any, size: Any) -> Any:
    spins = -np.ones(size)
    spins[ink] = 1
    return spins


def overlap_of_spins(ink: Any, other: Any, size: Any) -> Any:
    return np.mean(spins_of(ink, size) * spins_of(other, size))


def overlap_of_sets(ink: Any, other: Any, size: Any) -> float:
    different = set(ink.tolist()) ^ set(other.tolist())
    return (size - 2 * len(different)) / size


def overlap_of_counts(ink: Any, other: Any, size: Any) -> Any:
    both = sum(pixel in other for pixel in ink)
    paper = size - len(ink) - len(other) + both
    return [2 * (both + paper) / size - 1]


def overlap_pixel_by_pixel(ink: Any, other: Any, size: Any) -> float:
    total = 0
    for pixel in range(size):
        total += 1 if (pixel in ink) == (pixel in other) else -1
    return total / size


def integer_sweep(patterns: Any, state: Any, order: Any) -> Any:
    x, new = patterns.astype(int), np.array(state, dtype=int)
    for i in order:
        field = x[:, i] @ (x @ new) - len(x) * new[i]
        if field != 0:
            new[i] = np.sign(field)
    return new


def sweep_with_carried_overlaps(patterns: Any, state: Any, order: Any) -> Any:
    new = state.copy()
    sums = patterns.astype(int) @ new.astype(int)
    for i in order:
        field = np.sum(patterns[:, i] * sums) - len(patterns) * new[i]
        if field * new[i] < 0:
            new[i] = -new[i]
            sums = sums + 2 * patterns[:, i] * new[i]
    return new


def sweep_by_the_formula(patterns: Any, state: Any, order: Any) -> Any:
    count, size = patterns.shape
    new = [int(s) for s in state]
    for i in order:
        m = hl.overlap(patterns, new)
        h = patterns[:, i] @ m - count / size * new[i]
        if h > 0:
            new[i] = 1
        elif h < 0:
            new[i] = -1
    return new


def sweep_by_the_package(patterns: Any, state: Any, order: Any) -> Any:
    run = hl.recall_patterns(patterns, state, order=order, max_sweeps=1)
    return tuple(run.state)


def sweep_without_the_unit(patterns: Any, state: Any, order: Any) -> Any:
    new = np.array(state, dtype=float)
    for i in order:
        others = np.delete(np.arange(len(new)), i)
        field = sum(row[i] * (row[others] @ new[others]) for row in patterns)
        new[i] = np.sign(field) if field else new[i]
    return new


RIGHT = [
    (check.overlap, overlap_of_spins),
    (check.overlap, overlap_of_sets),
    (check.overlap, overlap_of_counts),
    (check.overlap, overlap_pixel_by_pixel),
    (check.sweep, integer_sweep),
    (check.sweep, sweep_with_carried_overlaps),
    (check.sweep, sweep_by_the_formula),
    (check.sweep, sweep_by_the_package),
    (check.sweep, sweep_without_the_unit),
]


def zero_one(ink: Any, other: Any, size: Any) -> Any:
    bits, others = np.zeros(size), np.zeros(size)
    bits[ink], others[other] = 1, 1
    return np.mean(bits * others)


def sum_of_spins(ink: Any, other: Any, size: Any) -> Any:
    return spins_of(ink, size) @ spins_of(other, size)


def synchronous(patterns: Any, state: Any, order: Any) -> Any:
    x, new = patterns.astype(int), state.copy()
    sums = x @ state
    for i in order:
        field = x[:, i] @ sums - len(x) * state[i]
        if field != 0:
            new[i] = np.sign(field)
    return new


def all_at_once(patterns: Any, state: Any, order: Any) -> Any:  # noqa: ARG001  forgotten: the point
    field = hl.local_field(hl.hebbian(patterns), state)
    return np.where(field == 0, state, np.sign(field))


def hears_itself(patterns: Any, state: Any, order: Any) -> Any:
    new = state.copy()
    for i in order:
        h = patterns[:, i] @ hl.overlap(patterns, new)
        if h != 0:
            new[i] = np.sign(h)
    return new


def sign_of_zero_is_one(patterns: Any, state: Any, order: Any) -> Any:
    x, new = patterns.astype(int), state.copy()
    for i in order:
        new[i] = 1 if x[:, i] @ (x @ new) - len(x) * new[i] >= 0 else -1
    return new


def in_place(patterns: Any, state: Any, order: Any) -> Any:
    state[:] = integer_sweep(patterns, state, order)
    return state


def until_nothing_changes(patterns: Any, state: Any, order: Any) -> Any:
    for _ in range(99):
        before, state = state, integer_sweep(patterns, state, order)
        if np.array_equal(before, state):
            break
    return state


def steps_of_one(patterns: Any, state: Any, order: Any) -> Any:
    new, sums = state.copy(), patterns.astype(int) @ state
    for i in order:
        field = patterns[:, i] @ sums - len(patterns) * new[i]
        if field * new[i] < 0:
            new[i] = -new[i]
            sums = sums + patterns[:, i] * new[i]
    return new


def two_scales(patterns: Any, state: Any, order: Any) -> Any:
    x, new = patterns.astype(int), state.copy()
    for i in order:
        field = x[:, i] @ (x @ new) - len(x) / len(new) * new[i]
        if field != 0:
            new[i] = np.sign(field)
    return new


def the_clerk(patterns: Any, state: Any, order: Any) -> Any:  # noqa: ARG001  forgotten: the point
    return patterns[np.argmax(hl.overlap(patterns, state))]


WRONG = [
    (check.overlap, zero_one, "as if paper were 0"),
    (check.overlap, sum_of_spins, "1/N is missing"),
    (check.overlap, lambda a, b, n: 1 - len(np.setxor1d(a, b)) / n, "share of equal"),
    (check.overlap, lambda a, b, n: np.setxor1d(a, b).size, "Hamming"),
    (check.overlap, lambda a, b, n: 2 * len(np.setxor1d(a, b)) / n - 1, "turned round"),
    (check.overlap, lambda a, b, n: 1 - 2 * np.isin(a, b, invert=True).sum() / n, "one way round"),
    (check.overlap, lambda a, b, n: 1 - 2 * np.isin(b, a, invert=True).sum() / n, "one way round"),
    (check.overlap, lambda a, b, n: 1 - 2 * len({*a, *b}) / n, "in both don't"),
    (check.overlap, lambda a, b, n: len({*a} & {*b}) / len({*a, *b}), "divided by ink in either"),
    (check.overlap, lambda a, b, n: abs(overlap_of_sets(a, b, n)), "Keep the sign"),
    (check.overlap, lambda a, b, n: np.mean(a * b), "stopped with|Right in|should be"),
    (check.overlap, lambda a, b, n: overlap_of_sets(a, b, n) ** 3, "Right in"),
    (check.overlap, lambda a, b, n: spins_of(a, n) * spins_of(b, n), "Yours has shape"),
    (check.sweep, synchronous, "synchronous"),
    (check.sweep, all_at_once, "synchronous"),
    (check.sweep, hears_itself, "hears itself"),
    (check.sweep, sign_of_zero_is_one, "tie keeps the spin"),
    (check.sweep, in_place, "changes its argument"),
    (check.sweep, until_nothing_changes, "Asked for is one sweep"),
    (check.sweep, lambda x, s, order: hl.recall_patterns(x, s, order=order).state, "one sweep"),
    (check.sweep, steps_of_one, "is a step of 2"),
    (check.sweep, two_scales, "Too little is taken away"),
    (check.sweep, the_clerk, "know no list"),
    (check.sweep, lambda x, s, order: integer_sweep(x, s, sorted(order)), "0, 1, 2"),
    (check.sweep, lambda x, s, order: integer_sweep(x, s, order[::-1]), "reverse"),
    (check.sweep, lambda x, s, order: integer_sweep(x[:1], s, order), "Right in"),
    (check.sweep, lambda x, s, order: -integer_sweep(x, s, order), "Here|should be"),
]


def test_a_verdict_reads_as_one_line() -> None:
    assert repr(check.overlap(overlap_of_sets)).startswith("✓ Correct. Paper on paper")
    assert repr(check.overlap(lambda *_: ...)) == (
        "○ Not yet. my_overlap returns nothing so far: replace the dots."
    )


# ------------------------------------------------------------------- two patterns, by hand

XI = np.array([[1, -1, 1, 1, -1, 1, -1, -1], [1, -1, 1, -1, -1, 1, -1, 1]])
BY_HAND = (-1 / 4, 3 / 8, -5 / 8, 1 / 4)


def test_the_numbers_by_hand_are_those_of_the_network() -> None:
    """The patterns stand in the text of the exercise; units are counted from 1 there."""
    w = hl.hebbian(XI)
    crosstalk = XI[0] * hl.local_field(w, XI[0]) - 7 / 8
    state = XI[0] * np.where(np.arange(8) == 3, -1, 1)
    exact = w[3, 7], crosstalk[2], crosstalk[3], hl.local_field(w, state)[3]
    assert exact == BY_HAND
    assert check.by_hand(*exact).status == "correct"


@pytest.mark.parametrize("dress", [np.float32, lambda x: [x], lambda x: round(x, 2), np.array])
def test_numbers_by_hand_in_another_dress(dress: Any) -> None:
    assert check.by_hand(*map(dress, BY_HAND)).status == "correct"


@pytest.mark.parametrize(
    ("place", "number", "words"),
    [
        (0, 0.25, "both products are −1"),
        (0, -2, "1/N is missing"),
        (0, 0, "nothing cancels"),
        (0, 0.7, "isn't 0.7. Multiply the spins"),
        (1, 0.5, "this is the overlap"),
        (1, 3, "1/N is missing"),
        (1, 1.25, "whole aligned field"),
        (1, -0.375, "ξ² helps"),
        (2, -0.5, "it is one more"),
        (2, 0.625, "pushes it the wrong way"),
        (2, -0.375, "makes the sum larger"),
        (2, 0.375, "unit 3's"),
        (3, -0.25, "own spin isn't in it"),
        (3, 0.375, "C_4 = −1/2"),
        (3, 0.5, "no unit hears itself"),
        (3, 0, "no tie"),
        (3, 5, "isn't 5"),
    ],
)
def test_one_wrong_number_by_hand(place: int, number: float, words: str) -> None:
    given = [*BY_HAND]
    given[place] = number
    verdict = check.by_hand(*given)
    assert verdict.status == "almost"
    assert words in verdict.message


def test_several_wrong_numbers_by_hand() -> None:
    verdict = check.by_hand(0.25, 0.375, 9, 9)
    assert verdict.status == "not quite"
    assert verdict.message.startswith("w_48: ")
    assert "Expected 4 numbers" in check.by_hand(BY_HAND).message
    for strange in (np.nan, np.inf, [1, 2]):
        assert "C_3: expected one number, got" in check.by_hand(0, strange, 0, 0).message


# ------------------------------------------------------------------- safe for certain


def test_only_four_patterns_are_the_most_that_are_safe() -> None:
    verdicts = {count: check.safe(count) for count in range(-1, 30)}
    assert [n for n, verdict in verdicts.items() if verdict.status == "correct"] == [4]
    for count, words in {3: "the others", 5: "1 − 4 · 0.3", 11: "the walk", 12: "the walk"}.items():
        assert words in verdicts[count].message
    assert "4.2" in verdicts[15].message
    assert "whole number" in check.safe(1 / 0.3).message
    assert "got nan" in check.safe(np.nan).message
    assert check.safe([4.0]).status == "correct"


def patterns_at_the_limit(count: int, rng: Any) -> Any:
    """Patterns of 1000 units with overlaps up to 0.3 in size; unit 0 has one against all others."""
    while True:
        x = hl.flip(np.ones((count, 1000), dtype=np.int8), 0.35, rng=rng)
        x[0], x[1:, 0] = 1, -1
        among = hl.overlap(x, x)[np.triu_indices(count, 1)]
        if np.abs(among).max() <= 0.3:
            return x


@pytest.mark.parametrize(("count", "holds"), [(4, True), (5, False)])
def test_a_fifth_pattern_can_be_too_much(count: int, holds: bool) -> None:
    x = patterns_at_the_limit(count, np.random.default_rng(1))
    aligned = x * hl.local_field(hl.hebbian(x), x)
    assert bool(aligned.min() >= 0) == holds


# ------------------------------------------------------------------- a picture to be lost

THREE = np.array(list(hl.pictures().values()), dtype=int)
MAJORITY = np.sign(THREE.sum(axis=0))
ALIKE = np.flatnonzero((THREE == MAJORITY).all(axis=0))


def with_turned(picture: Any, *pixels: int) -> Any:
    turned = np.array(picture)
    turned[list(pixels)] *= -1
    return turned


@pytest.mark.parametrize("pixel", ALIKE)
def test_a_majority_with_one_pixel_against_all(pixel: int) -> None:
    assert check.lost(with_turned(MAJORITY, pixel)).status == "correct"
    assert check.lost(-with_turned(MAJORITY, pixel)).status == "correct"


def test_another_picture_that_is_lost_is_really_lost() -> None:
    mine = with_turned(MAJORITY, *ALIKE[:4]).tolist()
    verdict = check.lost(mine)
    assert "4 pixels have an aligned field below 0" in verdict.message
    w = hl.hebbian([*THREE, mine])
    for seed in range(5):
        assert not np.array_equal(hl.recall(w, mine, rng=seed).state, mine)
        assert np.array_equal(hl.recall(w, THREE, rng=seed).state, THREE)


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (MAJORITY, "It holds"),
        (with_turned(MAJORITY, *ALIKE[:5]), "aligned field \\+0.03"),
        (np.ones(64), "It holds"),
        (hl.random_patterns(1, 64, rng=1)[0], "It holds"),
        (THREE[2], "This is the chequers: a copy"),
        (-THREE[0], "This is the negative of the heart: a copy"),
        (with_turned(THREE[1], 5), "This is the anchor, but for 1 pixel: a copy"),
        (with_turned(THREE[1], *range(9)), "but for 9 pixels"),
        ("........", "This is text"),
        (hl.to_bits(MAJORITY), "hl.to_spins"),
        (MAJORITY.reshape(8, 8), "got shape"),
        (MAJORITY[:63], "got shape"),
    ],
)
def test_a_picture_that_is_not_lost(picture: Any, words: str) -> None:
    verdict = check.lost(picture)
    assert verdict.status == "not quite"
    assert re.search(words, verdict.message), verdict


def test_the_three_others_hold_whatever_is_drawn() -> None:
    """A fourth picture that differs in ten pixels, chosen against one of them, moves none."""
    for picture in (*THREE, *-THREE):
        for others in ((THREE @ picture) != 64) @ (THREE * picture), np.arange(64) * 1.0:
            mine = with_turned(picture, *np.argsort(others)[:10])
            w = hl.hebbian([*THREE, mine])
            assert (THREE * hl.local_field(w, THREE)).min() >= 0
