"""The same sweep on a Dask cluster, with a worker killed in the middle."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import Client, LocalCluster
from distributed import Future as DaskFuture

from hopfield_lessons import capacity_sweep
from tests.capacity.test_sweep import same_bits

SWEEP = {"sizes": [200, 300], "loads": [0.1, 0.16], "networks": 30, "rng": 5, "flipped": 0.1}


def kill_a_busy_worker(client: Client, finished: list[int], report: dict[str, object]) -> None:
    """Wait until results come in, then kill one worker that has tasks."""
    pids, busy = client.run(os.getpid), {}
    while len(finished) < 5 or not busy:
        time.sleep(0.005)
        busy = {worker: tasks for worker, tasks in client.processing().items() if tasks}
    victim = next(iter(busy))
    os.kill(pids[victim], signal.SIGKILL)
    report |= {"pids": pids, "victim": victim, "tasks": len(busy[victim]), "at": len(finished)}


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
            dashboard_address=None,
            local_directory=folder,
            silence_logs=50,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@pytest.mark.filterwarnings("default")  # what the cluster says of a lost worker is its own affair
def test_a_lost_worker_leaves_no_trace(tmp_path):
    serial = capacity_sweep(**SWEEP)
    total = len(serial) * SWEEP["networks"]
    with two_workers(tmp_path) as client:
        assert len(client.scheduler_info()["workers"]) == 2
        assert all(address.startswith("tcp://127.0.0.1") for address in client.run(os.getpid))
        executor, finished, report = client.get_executor(), [], {}
        submit = executor.submit

        def counted(*args):
            future = submit(*args)
            future.add_done_callback(lambda _: finished.append(1))
            return future

        executor.submit = counted
        killer = threading.Thread(
            target=kill_a_busy_worker, args=(client, finished, report), daemon=True
        )
        killer.start()
        spread = capacity_sweep(**SWEEP, executor=executor)
        killer.join(timeout=30)
        assert report["tasks"] > 0
        assert report["at"] < total  # in the middle
        client.wait_for_workers(2, timeout=30)
        assert report["pids"][report["victim"]] not in client.run(os.getpid).values()
    assert spread.complete
    assert same_bits(serial, spread)


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
