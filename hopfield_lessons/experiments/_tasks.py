"""Tasks that need nothing of each other: run in turn, or by any executor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import BrokenExecutor, Executor, Future
from queue import SimpleQueue
from typing import Any, TypeAlias, TypeVar

Outcome = TypeVar("Outcome")
Task: TypeAlias = tuple[int, int, tuple[Any, ...]]  # row of a table, number in it, arguments
Finished: TypeAlias = Generator[tuple[int, int, Outcome], None, None]  # row, number, outcome
Work: TypeAlias = Callable[..., Outcome]
_ATTEMPTS = 3  # at a network that an executor fails to bring


def run_tasks(
    work: Work[Outcome], tasks: Iterable[Task], executor: Executor | None
) -> Finished[Outcome]:
    """Do `work` with the arguments of each task, here or by an executor."""
    return _in_turn(work, tasks) if executor is None else _anywhere(work, tasks, executor)


def _in_turn(work: Work[Outcome], tasks: Iterable[Task]) -> Finished[Outcome]:
    for row, number, arguments in tasks:
        yield row, number, work(*arguments)


def _anywhere(work: Work[Outcome], tasks: Iterable[Task], executor: Executor) -> Finished[Outcome]:
    """Give all tasks to the executor; take them as they come, ask again for lost ones."""
    if not callable(getattr(executor, "submit", None)):
        raise TypeError(
            f"executor: expected a concurrent.futures.Executor, got {type(executor).__name__}; "
            f"from a Dask client take client.get_executor()"
        )
    waiting: dict[Future[Outcome], Task] = {}
    done: SimpleQueue[Future[Outcome]] = SimpleQueue()
    attempts: Counter[tuple[int, int]] = Counter()

    def ask(task: Task) -> None:
        row, number, arguments = task
        attempts[row, number] += 1
        future = executor.submit(work, *arguments)
        waiting[future] = task
        future.add_done_callback(done.put)

    try:
        for task in tasks:
            ask(task)
        while waiting:
            future = done.get()
            row, number, _ = task = waiting.pop(future)
            outcome = _brought(future, last=attempts[row, number] == _ATTEMPTS)
            if outcome is None:
                ask(task)
            else:
                yield row, number, outcome
    finally:
        for future in waiting:
            future.cancel()


def _brought(future: Future[Outcome], last: bool) -> Outcome | None:
    """Take the outcome; None if it failed and may be asked for again.

    A cluster can lose a result on its way, when the worker that holds it dies just then.
    Dask's executor then reports errors of several kinds, so all kinds are tried again.
    """
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except Exception:
        if last:
            raise
        return None


def with_bar(items: Finished[Outcome], total: int) -> Iterable[tuple[int, int, Outcome]]:
    """Show how many are finished while they come."""
    try:
        from tqdm.auto import tqdm  # an extra, asked for by name
    except ImportError as error:
        raise ImportError(
            "progress=True shows a bar drawn by tqdm, which is not installed: "
            "pip install tqdm, or pass progress=False"
        ) from error
    bar: Iterable[tuple[int, int, Outcome]] = tqdm(items, total=total, unit="network")
    return bar
