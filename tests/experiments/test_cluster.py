"""The same sweep on a Dask cluster, with a worker killed in the middle."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Semaphore, Thread

import pytest
from distributed import Client, LocalCluster
from distributed import Future as DaskFuture

from hopfield_lessons import capacity_sweep, hebbian
from hopfield_lessons._arguments import Floats, Spins
from tests.experiments.test_sweep import same_bits

SWEEP = {"sizes": [200, 300], "loads": [0.1, 0.16], "networks": 30, "rng": 5, "flipped": 0.1}
# What the cluster says of its ports and of a lost worker is its own affair.
pytestmark = [pytest.mark.filterwarnings("default"), pytest.mark.long]
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows has no other way to end a process


def hebbian_behind(gate: Path, patterns: Spins) -> Floats:
    """The Hebb rule; the largest networks wait until the file `gate` exists."""
    end = time.monotonic() + 120
    while len(patterns) == 48 and not gate.exists() and time.monotonic() < end:
        time.sleep(0.01)
    return hebbian(patterns)


def kill_a_busy_worker(client: Client, gate: Path, finished: Semaphore, report: dict) -> None:
    """Wait for a few results, kill a worker that has tasks, and only then let all others finish."""
    try:
        for _ in range(5):
            assert finished.acquire(timeout=120)
        pids = client.run(os.getpid)
        victim, tasks = next(pair for pair in client.processing().items() if pair[1])
        os.kill(pids[victim], KILL)
        report |= {"pid": pids[victim], "tasks": len(tasks)}
    finally:
        gate.touch()


@contextmanager
def two_workers(folder: Path) -> Iterator[Client]:
    """A client of a cluster of two processes that talk on this machine only."""
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            protocol="tcp",
            dashboard_address="127.0.0.1:0",
            local_directory=folder,
            silence_logs=50,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def test_a_lost_worker_leaves_no_trace(tmp_path):
    rule = partial(hebbian_behind, tmp_path / "gate")
    with two_workers(tmp_path) as client:
        assert len(client.scheduler_info()["workers"]) == 2
        assert all(address.startswith("tcp://127.0.0.1") for address in client.run(os.getpid))
        executor, finished, report = client.get_executor(), Semaphore(0), {}
        submit = executor.submit

        def counted(*args):
            future = submit(*args)
            future.add_done_callback(lambda _: finished.release())
            return future

        executor.submit = counted
        killer = Thread(target=kill_a_busy_worker, args=(client, rule.args[0], finished, report))
        killer.start()
        spread = capacity_sweep(**SWEEP, rule=rule, executor=executor)
        killer.join(timeout=120)
        assert report["tasks"] > 0  # lost in the middle of their work
        client.wait_for_workers(2, timeout=120)
        assert report["pid"] not in client.run(os.getpid).values()
    assert spread.complete
    assert same_bits(capacity_sweep(**SWEEP), spread)


def test_a_worker_lost_just_after_its_result_was_taken(tmp_path, monkeypatch):
    """Then Dask's executor mistakes the result for an error and can't unpack it."""
    taken, lost = DaskFuture._result, []

    async def taken_then_lost(self, raiseit=True):
        result = await taken(self, raiseit)
        if len(lost) < 3 and self.key not in lost:
            lost.append(self.key)
            self._state.lose()  # so says the scheduler when the worker dies
            self.client._send_to_scheduler({"op": "report-key", "key": self.key})
        return result

    monkeypatch.setattr(DaskFuture, "_result", taken_then_lost)
    with two_workers(tmp_path) as client:
        spread = capacity_sweep(**SWEEP, executor=client.get_executor())
    assert len(lost) == 3
    assert spread.complete
    assert same_bits(capacity_sweep(**SWEEP), spread)
