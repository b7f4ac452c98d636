"""The benchmark compares like with like, and runs. Its times are never tested."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import __main__ as report
from benchmarks import contenders, measure
from hopfield_lessons import flip, glauber, hebbian, optimise, random_patterns, recall
from hopfield_lessons.boltzmann import block_glauber
from hopfield_lessons.dynamics import metropolis
from hopfield_lessons.modern import dense_recall, softmax_retrieve
from hopfield_lessons.rules import perceptron
from hopfield_lessons.unlearning import unlearn


def test_the_loop_and_the_kernels_do_the_same_work() -> None:
    """P odd and N even: no ties, which the loop would decide by rounding noise."""
    patterns = random_patterns(7, 100, rng=0)
    states = flip(patterns[:1], 0.3, rng=1)
    by_loop = contenders.loop(hebbian(patterns), states, 2)
    np.testing.assert_array_equal(by_loop, contenders.by_weights(hebbian(patterns), states, 2))
    np.testing.assert_array_equal(by_loop, contenders.by_patterns(patterns, states, 2))


def test_the_noisy_loop_and_the_kernels_agree_on_the_average() -> None:
    """They draw their chances in another order, so that only averages can be the same."""
    weights, start = hebbian([[1] * 30]), np.ones((300, 30))
    betas = np.full(3, 1.5)
    by_loop = contenders.noisy_loop(weights, start, betas, 0).mean()
    assert abs(by_loop - glauber(weights, start, beta=betas, rng=0).state.mean()) < 0.05
    by_loop = contenders.metropolis_loop(weights, start, betas, 0).mean()
    assert abs(by_loop - metropolis(weights, start, beta=betas, rng=0).state.mean()) < 0.05


def test_the_learning_loops_and_the_kernels_do_the_same_work() -> None:
    patterns = random_patterns(9, 20, rng=0)
    by_loop = contenders.perceptron_loop(patterns, 3, 0)
    learned = perceptron(patterns, max_epochs=3, rng=0)
    np.testing.assert_array_equal(by_loop, learned.weights)
    weights = hebbian(patterns)
    removed = [  # how much of the energies of what was dreamt; the draws are not the same
        np.sum(weights * (weights - left))
        for left in (
            contenders.dreaming_loop(weights, 200, 0.001, 0),
            unlearn(weights, dreams=200, strength=0.001, rng=0),
        )
    ]
    assert removed[0] == pytest.approx(removed[1], rel=0.05)


def test_the_loops_of_optimisation_and_the_kernels_do_the_same_work() -> None:
    graph = optimise.random_graph(30, chance=0.3, rng=0)
    cuts = [optimise.cut(graph, contenders.split_loop(graph, seed)) for seed in range(300)]
    run = recall(optimise.max_cut(graph), random_patterns(300, 30, rng=1), rng=1)
    assert np.mean(cuts) == pytest.approx(np.mean(optimise.cut(graph, run.state)), rel=0.01)
    weights, starts = hebbian(random_patterns(3, 20, rng=0)), np.linspace(-1, 1, 40).reshape(2, 20)
    flow = optimise.continuous(weights, starts, gain=2, steps=20)
    np.testing.assert_allclose(contenders.flow_loop(weights, starts, 2, 20), flow.inputs)


def test_the_block_loop_and_the_kernel_agree_on_the_average() -> None:
    patterns = random_patterns(1, 30, rng=0)
    starts = np.repeat(patterns, 400, axis=0)
    kept = [
        (ends @ patterns[0]).mean() / 30
        for ends in (
            contenders.block_loop(patterns, starts, 1.5, 3),
            block_glauber(patterns, starts, beta=1.5, sweeps=3, rng=0),
        )
    ]
    assert abs(kept[0] - kept[1]) < 0.04


def test_the_modern_loops_and_the_kernels_do_the_same_work() -> None:
    patterns, states = random_patterns(40, 20, rng=0), random_patterns(3, 20, rng=1)
    for state in states:
        by_loop = contenders.dense_loop(patterns, state[None], 4, 0)
        np.testing.assert_array_equal(
            by_loop[0], dense_recall(patterns, state, power=4, rng=0).state
        )
    np.testing.assert_allclose(
        contenders.softmax_loop(patterns, states, 0.3), softmax_retrieve(patterns, states, beta=0.3)
    )


@pytest.mark.long
def test_a_race_becomes_a_table() -> None:
    times = measure.many_states(rounds=1, count=4, sample=1)
    assert {contenders.LOOP, "recall", "recall_patterns"} <= set(times)
    text = report.table("A race", times)
    assert text.count("\n") == 3 + len(times)
    assert set(measure.with_noise(1, sweeps=2, size=40)) == {contenders.LOOP, "glauber"}
    assert set(measure.metropolis(1, sweeps=2, size=40)) == {contenders.LOOP, "metropolis"}
    cooled = measure.annealing(1, count=2, sweeps=2, size=40)
    assert "times faster than the loop" in report.table("Cooling", cooled)
    assert set(measure.learning(1, count=3, size=10)) == {contenders.LOOP, "perceptron"}
    assert set(measure.splitting(1, count=2, size=20)) == {contenders.LOOP, "recall"}
    assert set(measure.flowing(1, count=2, size=20, steps=2)) == {contenders.LOOP, "continuous"}
    assert contenders.LOOP in measure.dreaming(1, dreams=2, size=20)
    assert set(measure.blocks(1, count=2, size=20)) == {contenders.LOOP, "glauber", "block_glauber"}
    assert contenders.LOOP in measure.dense(1, states=2, count=5, size=10)
    assert contenders.LOOP in measure.softmax_step(1, states=2, count=5, size=4)
    plain = report.table("Energy", measure.energies(1, size=40), against=measure.NUMPY)
    assert "times faster than a line of numpy" in plain
    assert report.grid("Growth", "N", measure.against_size([50, 100], rounds=1)).count("|") > 20
    assert [report.duration(s) for s in (2.0, 0.0123, 4.5e-6)] == ["2 s", "12.3 ms", "4.5 µs"]
    assert "numpy" in report.machine()
