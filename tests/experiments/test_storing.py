"""Will patterns hold? The report beside plain loops on whole numbers, and its words."""

from __future__ import annotations

import re
import time

import numpy as np
import pytest
from hypothesis import given

from hopfield_lessons import centred, hebbian, letters, random_patterns, storable, storkey
from hopfield_lessons.experiments import Holding
from tests.kernels import nets, oracle


def looked_at(patterns, weights, field, denominator):
    """Stable patterns, ends and the smallest aligned field, one unit and pattern after another."""
    runs = [
        oracle.recall(
            weights, xi, denominator=denominator, order="sequential", external_field=field
        )
        for xi in patterns
    ]
    stable = sum(run["sweeps"] == 0 for run in runs)
    fields = [xi * (weights @ xi + field) for xi in patterns]
    return stable / len(patterns), len({tuple(run["state"]) for run in runs}), np.min(fields)


@given(patterns=nets.pattern_sets())
def test_stable_patterns_and_ends_are_counted_one_by_one(patterns):
    count, size = patterns.shape
    report = storable(patterns)
    networks = {
        "hebbian": (hebbian(patterns), 0, size),
        "centred": (*centred(patterns), 2 * size * count**2),
        "storkey": (storkey(patterns), 0, size ** (2 * count)),
    }
    for name, network in networks.items():
        held = getattr(report, name)
        stable, ends, field = looked_at(patterns, *network)
        assert (held.stable, held.ends) == (stable, ends)
        assert held.smallest_field == pytest.approx(field, abs=1e-12)


@given(patterns=nets.pattern_sets())
def test_what_the_patterns_have_in_common(patterns):
    report = storable(patterns)
    count, size = patterns.shape
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count)]
    between = [float(patterns[i].astype(int) @ patterns[j] / size) for i, j in pairs]
    assert report.mean_overlap == pytest.approx(np.mean(between) if pairs else 0, abs=1e-12)
    assert report.common_crosstalk == pytest.approx((count - 1) * report.mean_overlap)
    assert report.distinct == len({tuple(xi) for xi in patterns.tolist()})
    assert report.rank == np.linalg.matrix_rank(patterns)
    assert len(report.alike) == min(3, len(pairs))
    assert [abs(m) for *_, m in report.alike] == sorted(np.abs(between), reverse=True)[:3]
    assert all(between[pairs.index((i, j))] == m for i, j, m in report.alike)


@given(patterns=nets.pattern_sets())
def test_overlaps_that_add_up_to_little_keep_all_patterns_stable_with_hebb(patterns):
    """The bound of the Notes, for any patterns."""
    count, size = patterns.shape
    report = storable(patterns)
    others = np.abs(report.overlaps).sum(axis=1) - 1
    assert report.hebbian.smallest_field >= 1 - count / size - others.max() - 1e-12
    if others.max() <= 1 - count / size:
        assert report.hebbian.stable == 1


ALIKE = random_patterns(10, 200, rng=0, bias=0.8)


def test_patterns_that_are_alike_merge_and_the_report_says_what_helps():
    report = storable(ALIKE)
    assert report.hebbian.ends == 1
    assert report.pseudo_inverse == Holding(1.0, 10, report.pseudo_inverse.smallest_field)
    assert not report.holds("hebbian")
    assert report.holds("pseudo_inverse")
    assert str(report).endswith("Hebb merges all 10 into one; pseudo_inverse holds all.")


SAID = {
    "one pattern": (ALIKE[:1], "1 pattern of 200 units.*Hebb holds all 1; centred, storkey and"),
    "two, one unit apart": ([[1, 1, 1], [1, 1, -1]], "holds all 2, but some units only by a tie"),
    "copies": ([*ALIKE, *ALIKE[:2]], "12 patterns .* 10 different.*others: 2. pseudo_inverse asks"),
    "a negative": ([ALIKE[0], -ALIKE[0]], r"0 and 1 \(-1.00\).*sums of others: 1\."),
    "as many as units": (2 * np.eye(4, dtype=int) - 1, "holds any state, and heals none"),
    "letters": (letters("HOPFIELD"), "Hebb holds 1 of 8, with 5 ends; pseudo_inverse holds all"),
    "far too many": (random_patterns(30, 20, rng=0), "no other rule holds all, so take fewer"),
}


@pytest.mark.parametrize("case", SAID)
def test_the_report_says_what_to_do(case):
    patterns, words = SAID[case]
    said = " ".join(str(storable(patterns)).split())
    assert re.search(words, said), said


def test_the_negative_of_a_pattern_changes_no_weights_but_the_common_crosstalk():
    """The number's limit: it counts signs, which Hebb's rule doesn't see."""
    turned = ALIKE * np.resize([1, -1], 10)[:, None]
    plain, other = storable(ALIKE), storable(turned)
    assert plain.common_crosstalk > 1 > 0 > other.common_crosstalk
    assert other.hebbian.smallest_field == plain.hebbian.smallest_field


def test_a_hundred_pictures_are_reported_in_two_seconds():
    pictures = random_patterns(100, 28 * 28, rng=1, bias=-0.6)
    for _ in range(3):  # one of them will do, since others may be at work here
        begin = time.thread_time()
        report = storable(pictures)
        if (taken := time.thread_time() - begin) < 2:
            break
    assert taken < 2
    assert report.hebbian.ends == 1
    assert report.pseudo_inverse.stable == 1
