"""Sweeps against plain loops, in this process and in others, whole and interrupted."""

from __future__ import annotations

import csv
import io
import math
import multiprocessing
import os
import signal
import statistics
import sys
import threading
import types
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue

import numpy as np
import pytest

from hopfield_lessons import capacity_sweep, hebbian
from hopfield_lessons.experiments import CapacitySweep, _tasks, capacity

GRID = {"sizes": [40, 61], "loads": [0.1, 0.25], "networks": 4, "rng": 7}


def same_bits(one: CapacitySweep, two: CapacitySweep) -> bool:
    """Whether two results are equal to the last bit."""
    equal = one.to_csv() == two.to_csv()
    samples = zip(one.samples, two.samples, strict=True)
    return equal and all(a.shape == b.shape and a.tobytes() == b.tobytes() for a, b in samples)


def plain_recall(patterns, states, rng):
    """Unit by unit in whole numbers; a batch shares the order of each sweep."""
    xi, states = patterns.astype(int), states.astype(int)
    weights = xi.T @ xi - len(xi) * np.eye(xi.shape[1], dtype=int)
    while any((s * (weights @ s) < 0).any() for s in states):
        for unit in rng.permutation(xi.shape[1]):
            for s in states:
                h = weights[unit] @ s
                s[unit] = np.sign(h) or s[unit]
    return states


@pytest.mark.parametrize("flipped", [0.0, 0.1])
def test_a_sweep_is_a_plain_loop(flipped):
    found = capacity_sweep([30, 41], [0.1, 0.2], networks=5, rng=3, starts=4, flipped=flipped)
    entropy = int(np.random.default_rng(3).integers(2**63))
    row = 0
    for size in (30, 41):
        for load in (0.1, 0.2):
            count = round(load * size)
            samples = []
            for number in range(5):
                seed = np.random.SeedSequence(entropy, spawn_key=(size, count, number))
                rng = np.random.default_rng(seed)
                patterns = 2 * rng.integers(0, 2, size=(count, size), dtype=np.int8) - 1
                states = patterns[:4].copy()
                for state in states:
                    state[rng.choice(size, round(flipped * size), replace=False)] *= -1
                ends = plain_recall(patterns, states, rng)
                samples.append([int(e @ p) / size for e, p in zip(ends, patterns, strict=False)])
            means = [statistics.fmean(runs) for runs in samples]
            assert found.samples[row].tolist() == samples
            assert (found.size[row], found.count[row]) == (size, count)
            assert found.load[row] == count / size
            assert found.overlap[row] == pytest.approx(statistics.fmean(means), abs=1e-14)
            error = statistics.stdev(means) / math.sqrt(5)
            assert found.error[row] == pytest.approx(error, abs=1e-14)
            runs = [m for runs in samples for m in runs]
            assert found.perfect[row] == pytest.approx(runs.count(1.0) / len(runs))
            assert found.networks[row] == 5
            assert found.converged[row] == 1
            row += 1
    assert found.complete
    assert len(found) == row == 4


def test_half_a_pattern_is_rounded_to_the_even_number():
    """0.05 of 30 and of 50 units is 1.5 and 2.5 patterns; the load says what was simulated."""
    found = capacity_sweep([30, 50], 0.05, networks=1, rng=0)
    assert found.count.tolist() == [2, 2]
    assert found.load.tolist() == [2 / 30, 2 / 50]


def test_errors_are_clustered_by_network():
    """Near the critical load networks differ; runs in one share their fate."""
    found = capacity_sweep(100, 0.15, networks=60, rng=0, starts=15)
    runs = found.samples[0]
    naive = runs.std(ddof=1) / math.sqrt(runs.size)
    assert found.error[0] > 1.3 * naive
    # Forty sweeps scatter as their errors say.
    parts = [capacity_sweep(100, 0.15, networks=8, rng=seed) for seed in range(40)]
    scatter = np.std([part.overlap[0] for part in parts], ddof=1)
    stated = math.sqrt(np.mean([part.error[0] ** 2 for part in parts]))
    assert 0.7 < scatter / stated < 1.4


def test_a_network_does_not_depend_on_the_rest_of_the_sweep():
    whole = capacity_sweep(**GRID)
    part = capacity_sweep(61, [0.25, 0.05], networks=6, rng=7)
    assert (part.samples[0][:4] == whole.samples[3]).all()
    assert not (whole.samples[2] == whole.samples[3][:, :1]).all()
    assert same_bits(whole, capacity_sweep(**GRID))
    assert not same_bits(whole, capacity_sweep(**{**GRID, "rng": 8}))
    assert same_bits(whole, capacity_sweep(**{**GRID, "rng": np.random.default_rng(7)}))


def test_weights_of_another_rule():
    """The Hebb rule as a matrix gives what the Hebb rule without one gives."""
    plain = capacity_sweep(**GRID)
    assert same_bits(plain, capacity_sweep(**GRID, rule=hebbian))
    kept = capacity_sweep(**GRID, rule=with_diagonal)
    assert (kept.overlap >= plain.overlap).all()  # it holds on to whatever it is given
    assert kept.overlap[3] > plain.overlap[3]


def with_diagonal(patterns):
    """The Hebb rule that forgot to remove its diagonal."""
    weights = hebbian(patterns)
    np.fill_diagonal(weights, len(patterns) / weights.shape[0])
    return weights


def test_options_reach_the_runs():
    synchronous = capacity_sweep(61, 0.25, networks=4, rng=7, update="synchronous")
    assert not same_bits(synchronous, capacity_sweep(61, 0.25, networks=4, rng=7))
    cut = capacity_sweep(61, 0.5, networks=4, rng=7, max_sweeps=1)
    assert cut.converged[0] < 1
    still = capacity_sweep(61, 0.5, networks=4, rng=7, max_sweeps=0)
    assert still.overlap[0] == 1
    assert (capacity_sweep(40, 0.05, networks=2, rng=0).samples[0]).shape == (2, 2)  # P = 2 < 5
    assert math.isnan(capacity_sweep(40, 0.1, networks=1, rng=0).error[0])


def test_half_a_pattern_goes_to_the_even_number():
    found = capacity_sweep([25, 35], 0.1, networks=1, rng=0, starts=1)
    assert found.count.tolist() == [2, 4]


def test_tables():
    found = capacity_sweep(**GRID)
    rows = list(csv.DictReader(io.StringIO(found.to_csv())))
    assert [int(row["size"]) for row in rows] == found.size.tolist() == [40, 40, 61, 61]
    assert [float(row["overlap"]) for row in rows] == found.overlap.tolist()
    assert [float(row["error"]) for row in rows] == found.error.tolist()
    assert found.rows()[1]["load"] == found.load[1] == 0.25
    lines = str(found).splitlines()
    assert len(lines) == 5
    assert f"{found.overlap[3]:.4f} ± {found.error[3]:.4f}" in lines[4]
    assert "incomplete" not in repr(found)
    curve = found.of_size(61)
    assert curve.load.tolist() == found.load[2:].tolist()
    assert curve.samples[0] is found.samples[2]
    with pytest.raises(ValueError, match="40, 61"):
        found.of_size(50)


def test_a_table_goes_to_a_file(tmp_path):
    found = capacity_sweep(40, 0.1, networks=2, rng=0)
    text = found.to_csv(tmp_path / "sweep.csv")
    assert (tmp_path / "sweep.csv").read_text(encoding="utf-8") == text


def test_a_pool_of_processes_gives_the_same_bits():
    serial = capacity_sweep(**GRID, flipped=0.1)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        assert same_bits(serial, capacity_sweep(**GRID, flipped=0.1, executor=pool))


class Backwards(ThreadPoolExecutor):
    """Runs every task twice, the last submitted first, as a cluster under stress might."""

    def __init__(self) -> None:
        super().__init__(1)
        self.tasks: list = []

    def submit(self, function, /, *args):
        future: Future = Future()
        self.tasks.append((future, function, args))
        if len(self.tasks) == 16:
            for future_, function_, args_ in reversed(self.tasks):
                function_(*args_)
                future_.set_result(function_(*args_))
        return future


def test_the_order_of_tasks_and_repeats_do_not_matter():
    assert same_bits(capacity_sweep(**GRID), capacity_sweep(**GRID, executor=Backwards()))


def stop_at(monkeypatch, when, error):
    """Let the sweep be interrupted in its network number `when`."""
    count, real = iter(range(1000)), capacity.one_network

    def interrupted(*args):
        if next(count) == when:
            raise error
        return real(*args)

    monkeypatch.setattr(capacity, "one_network", interrupted)


def test_an_interrupted_sweep_keeps_what_is_finished(monkeypatch):
    whole = capacity_sweep(**GRID)
    stop_at(monkeypatch, 10, KeyboardInterrupt)
    with pytest.warns(RuntimeWarning, match=r"KeyboardInterrupt.*10 of 16"):
        part = capacity_sweep(**GRID)
    assert not part.complete
    assert part.networks.tolist() == [3, 3, 2, 2]
    for row in range(4):
        assert (part.samples[row] == whole.samples[row][: part.networks[row]]).all()
    assert str(part).count("incomplete, of 4") == 4


def test_a_sweep_interrupted_at_once_is_empty(monkeypatch):
    stop_at(monkeypatch, 0, KeyboardInterrupt)
    with pytest.warns(RuntimeWarning, match="0 of 16"):
        part = capacity_sweep(**GRID)
    assert part.networks.tolist() == [0, 0, 0, 0]
    assert np.isnan(part.overlap).all()
    assert "nan" in part.to_csv()


class Stuck(ThreadPoolExecutor):
    """Does six tasks and hangs at the rest."""

    def __init__(self) -> None:
        super().__init__(2)
        self.submitted = 0
        self.begun, self.released = threading.Semaphore(0), threading.Event()

    def submit(self, function, /, *args):
        self.submitted += 1
        return super().submit(function, *args) if self.submitted <= 6 else super().submit(self.hang)

    def hang(self):
        self.begun.release()
        assert self.released.wait(60)

    def wait_until_both_hang(self):
        for _ in range(2):
            assert self.begun.acquire(timeout=60)


def raise_ctrl_c(pool: Stuck) -> None:
    """What the wait for a result does when somebody presses the keys."""
    pool.wait_until_both_hang()
    raise KeyboardInterrupt


def press_ctrl_c(pool: Stuck) -> None:
    """Press the keys themselves, while the sweep waits."""

    def press() -> None:
        pool.wait_until_both_hang()
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

    threading.Thread(target=press).start()


INTERRUPTS = [raise_ctrl_c]
if hasattr(signal, "pthread_kill"):  # Windows heeds the keys when the next result comes: here never
    INTERRUPTS.append(press_ctrl_c)


class SevenQuestions(SimpleQueue):
    """Where the sweep waits for results; whoever asks for a seventh is interrupted."""

    def __init__(self, pool: Stuck, interrupt: Callable[[Stuck], None]) -> None:
        self.pool, self.interrupt, self.asked = pool, interrupt, 0

    def get(self):
        self.asked += 1
        if self.asked == 7:
            self.interrupt(self.pool)
        return super().get()


@pytest.fixture
def heeding_ctrl_c() -> Iterator[None]:
    """Ctrl-C interrupts even tests that a shell runs in the background, which ignore it else."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeding_ctrl_c")
@pytest.mark.parametrize("interrupt", INTERRUPTS)
def test_an_interrupted_pool_keeps_what_is_finished_and_drops_the_rest(monkeypatch, interrupt):
    whole = capacity_sweep(**GRID)
    with Stuck() as pool:
        monkeypatch.setattr(_tasks, "SimpleQueue", lambda: SevenQuestions(pool, interrupt))
        with pytest.warns(RuntimeWarning, match=r"KeyboardInterrupt.*6 of 16"):
            part = capacity_sweep(**GRID, executor=pool)
        pool.released.set()
    assert pool.submitted == 16
    assert not pool.begun.acquire(blocking=False)  # the others were cancelled
    assert part.networks.tolist() == [2, 2, 1, 1]
    assert (part.samples[0] == whole.samples[0][:2]).all()


def die(_):
    """A rule that takes its worker with it."""
    os._exit(1)


def test_a_dead_pool_is_reported():
    context = multiprocessing.get_context("spawn")
    with (
        ProcessPoolExecutor(1, mp_context=context) as pool,
        pytest.warns(RuntimeWarning, match=r"BrokenProcessPool.*0 of 2.*load the rule"),
    ):
        part = capacity_sweep(40, 0.1, networks=2, rng=0, rule=die, executor=pool)
    assert not part.complete


class Pool:
    """A pool of processes, as far as the sweep can tell before it gives it work."""

    def __init__(self, method):
        self._mp_context = multiprocessing.get_context(method)

    def submit(self, *_):
        raise AssertionError("nothing may be begun")


def of_a_notebook(monkeypatch, rule):
    """Let a rule be one that was typed in: its module is a main program without a file."""
    main = types.ModuleType("__main__")
    main.rule = rule
    monkeypatch.setitem(sys.modules, "__main__", main)
    monkeypatch.setattr(rule, "__module__", "__main__")
    monkeypatch.setattr(rule, "__qualname__", "rule")


@pytest.mark.parametrize("wrapped", [lambda rule: rule, partial], ids=["plain", "partial"])
def test_spawned_workers_are_not_given_a_rule_of_the_notebook(monkeypatch, wrapped):
    def rule(patterns):
        return hebbian(patterns)

    of_a_notebook(monkeypatch, rule)
    with pytest.raises(TypeError, match=r"rule: .*of your notebook.*%%writefile"):
        capacity_sweep(40, 0.1, networks=2, rng=0, rule=wrapped(rule), executor=Pool("spawn"))
    monkeypatch.setattr(sys.modules["__main__"], "__file__", "script.py", raising=False)
    with pytest.raises(AssertionError, match="begun"):  # a script is run again by each worker
        capacity_sweep(40, 0.1, networks=2, rng=0, rule=wrapped(rule), executor=Pool("spawn"))


def test_no_process_is_given_a_rule_without_a_name():
    for rule in (lambda p: hebbian(p), partial(lambda p: hebbian(p))):
        with pytest.raises(TypeError, match=r"rule: .*no name in a module.*%%writefile"):
            capacity_sweep(40, 0.1, networks=2, rng=0, rule=rule, executor=Pool("spawn"))
        with ThreadPoolExecutor(1) as threads:  # which need no name
            assert capacity_sweep(40, 0.1, networks=2, rng=0, rule=rule, executor=threads).complete


def fail(_):
    """A rule with a mistake in it."""
    raise ZeroDivisionError("mistake")


def test_mistakes_in_a_rule_are_not_swallowed():
    with pytest.raises(ZeroDivisionError, match="mistake"):
        capacity_sweep(40, 0.1, networks=2, rng=0, rule=fail)


class Losing(ThreadPoolExecutor):
    """Does the work, but brings an error or nothing instead of the result so many times."""

    def __init__(self, times: int) -> None:
        super().__init__(2)
        self.asked: Counter[tuple] = Counter()
        self.times = times

    def submit(self, function, /, size, count, entropy, number, settings):
        task = size, count, number
        self.asked[task] += 1
        if number == 0 or self.asked[task] > self.times:
            return super().submit(function, size, count, entropy, number, settings)
        lost: Future = Future()
        if number == 1:
            lost.cancel()
            lost.set_running_or_notify_cancel()
        else:
            lost.set_exception(ValueError("lost on its way"))
        return lost


def test_results_that_get_lost_are_asked_for_again():
    with Losing(2) as pool:
        assert same_bits(capacity_sweep(**GRID), capacity_sweep(**GRID, executor=pool))
    assert {(number, times) for (_, _, number), times in pool.asked.items()} == {
        (0, 1), (1, 3), (2, 3), (3, 3)
    }  # fmt: skip


def test_results_that_never_come_are_an_error_soon():
    with Losing(1000) as pool, pytest.raises((ValueError, CancelledError)):
        capacity_sweep(**GRID, executor=pool)
    assert max(pool.asked.values()) == 3


def test_mistakes_in_a_rule_are_not_swallowed_elsewhere():
    with (
        ThreadPoolExecutor(1) as pool,
        pytest.raises(ZeroDivisionError, match="mistake"),
    ):
        capacity_sweep(40, 0.1, networks=2, rng=0, rule=fail, executor=pool)


def test_a_progress_bar(capsys):
    shown = capacity_sweep(**GRID, progress=True)
    assert "16/16" in capsys.readouterr().err
    assert same_bits(shown, capacity_sweep(**GRID))


def test_a_progress_bar_without_tqdm(monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(ImportError, match="pip install tqdm"):
        capacity_sweep(**GRID, progress=True)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"loads": 0.01}, ValueError, "expected at least one pattern, got 0.01 of "),
        ({"loads": [0.1, -0.1]}, ValueError, "loads"),
        ({"loads": []}, (TypeError, ValueError), "loads"),
        ({"loads": [[0.1]]}, ValueError, "loads"),
        ({"loads": 1e300}, ValueError, "would need"),
        ({"sizes": 10**9}, ValueError, "would need"),
        ({"sizes": 400_000, "loads": 1e-4, "rule": hebbian}, ValueError, "would need"),
        ({"sizes": [40.5]}, TypeError, "sizes"),
        ({"sizes": [0]}, ValueError, "sizes"),
        ({"sizes": []}, (TypeError, ValueError), "sizes"),
        ({"networks": 0}, ValueError, "networks"),
        ({"networks": 2.0}, TypeError, "networks"),
        ({"starts": 0}, ValueError, "starts"),
        ({"flipped": 20}, ValueError, "flipped"),
        ({"rng": None}, TypeError, "rng"),
        ({"rule": "hebb"}, TypeError, "rule"),
        ({"update": "both"}, ValueError, "update"),
        ({"ties": "never"}, ValueError, "ties"),
        ({"max_sweeps": -1}, ValueError, "max_sweeps"),
        ({"executor": 4}, TypeError, "get_executor"),
        ({"progress": "yes"}, TypeError, "progress"),
    ],
)
def test_bad_input_is_refused_before_any_work(change, error, message, monkeypatch):
    stop_at(monkeypatch, 0, AssertionError("work was begun"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(error, match=message):
            capacity_sweep(**{**GRID, **change})
