"""How much memory there is: the machine's, or less in a container that is held to a limit.

And how to pass over a large matrix: in `blocks`.

Linux keeps such limits, of Binder and CI for example, in control groups: folders with the limit and
with what is in use. A group's limit holds for all groups inside it. Version 1 gives the files other
names than version 2; most systems have left it, but not Red Hat 8 and its kin, on which clusters of
universities run until 2029. No small library reads both, and psutil reads neither.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path("/")


@dataclass(frozen=True)
class Limit:
    """The most bytes that a control group may hold, and those that it holds already."""

    most: int
    held: int


@dataclass(frozen=True)
class _Version:
    """Where a version of control groups keeps what; `caches` in its ``memory.stat``."""

    folder: str
    most: str
    held: str
    caches: tuple[str, str]


_V1 = _Version(
    "sys/fs/cgroup/memory",
    "memory.limit_in_bytes",
    "memory.usage_in_bytes",
    ("total_active_file", "total_inactive_file"),
)
_V2 = _Version(
    "sys/fs/cgroup",
    "memory.max",
    "memory.current",
    ("active_file", "inactive_file"),
)


@cache  # kernels ask often, and it stays
def total(root: Path = ROOT) -> int | None:
    """Bytes that this process can have at most; None where that isn't told, as on Windows."""
    machine = _physical()
    most = [limit.most for limit in limits(root)]
    return min(most if machine is None else [machine, *most], default=None)


def free(machine: int, root: Path = ROOT) -> int:
    """Bytes that this process can still have, where `machine` are free on the whole machine."""
    return max(0, min([machine, *(limit.most - limit.held for limit in limits(root))]))


def limits(root: Path = ROOT) -> Iterator[Limit]:
    """Those of each control group that this process is in."""
    for version, name in _groups(root / "proc/self/cgroup"):
        # Inside a container the name may be the one outside; its own folder is then the uppermost.
        for path in (name, *name.parents):
            folder = root / version.folder / path
            try:
                yield _limit(folder, version)
            except (OSError, ValueError):  # no such group to be seen from here, or its limit is max
                continue


def _groups(table: Path) -> Iterator[tuple[_Version, PurePosixPath]]:
    """This process's groups: lines such as ``4:memory:/name``, without a word in version 2."""
    try:
        lines = table.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # not Linux
        return
    for line in lines:
        _, controllers, name = line.split(":", 2)
        if controllers == "" or "memory" in controllers.split(","):
            yield _V1 if controllers else _V2, PurePosixPath(name.lstrip("/"))


def _limit(folder: Path, version: _Version) -> Limit:
    most = int((folder / version.most).read_text())
    held = int((folder / version.held).read_text())
    pairs = (line.split() for line in (folder / "memory.stat").read_text().splitlines())
    # Files in the cache count as held, yet make room when a program needs it.
    cached = sum(int(size) for name, size in pairs if name in version.caches)
    return Limit(most, held - cached)


def _physical() -> int | None:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return None


def blocks(size: int) -> Iterator[slice]:
    """A few rows at a time stay in the processor's cache: passing over them costs little."""
    return (slice(start, start + 32) for start in range(0, size, 32))
