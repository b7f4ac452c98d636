"""The benchmark compares like with like, and runs. Its times are never tested."""

from __future__ import annotations

import numpy as np

from benchmarks import __main__ as report
from benchmarks import contenders, measure
from hopfield_lessons import flip, hebbian, random_patterns


def test_the_loop_and_the_kernels_do_the_same_work() -> None:
    """P odd and N even: no ties, which the loop would decide by rounding noise."""
    patterns = random_patterns(7, 100, rng=0)
    states = flip(patterns[:1], 0.3, rng=1)
    by_loop = contenders.loop(hebbian(patterns), states, 2)
    np.testing.assert_array_equal(by_loop, contenders.by_weights(hebbian(patterns), states, 2))
    np.testing.assert_array_equal(by_loop, contenders.by_patterns(patterns, states, 2))


def test_a_race_becomes_a_table() -> None:
    times = measure.many_states(rounds=1, count=4, sample=1)
    assert {contenders.LOOP, "recall", "recall_patterns"} <= set(times)
    text = report.table("A race", times)
    assert text.count("\n") == 3 + len(times)
    assert report.grid("Growth", "N", measure.against_size([50, 100], rounds=1)).count("|") > 20
    assert [report.duration(s) for s in (2.0, 0.0123, 4.5e-6)] == ["2 s", "12.3 ms", "4.5 µs"]
    assert "numpy" in report.machine()
