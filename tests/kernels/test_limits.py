"""The memory of a container, read from folders as Linux lays them out."""

import os
from pathlib import Path

import pytest

from hopfield_lessons import _memory

MIB = 2**20
PHYSICAL = 16 * 2**30
FREE = 8 * 2**30
V1, V2 = "sys/fs/cgroup/memory", "sys/fs/cgroup"
UNLIMITED_V1 = 9223372036854771712  # what version 1 writes instead of "max"
OTHERS_V1 = "12:pids:/docker/ab\n9:name=systemd:/docker/ab\n"  # other things that are limited
OTHERS_V2 = "0::/docker/ab\n"  # version 2 without memory, as beside version 1 it often is


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same on every system that these tests run on."""
    monkeypatch.setattr(_memory, "_physical", lambda: PHYSICAL)


def linux(root: Path, groups: str) -> Path:
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/self/cgroup").write_text(groups)
    return root


def group_v2(folder: Path, most: int | str, held: int, cached: int = 0) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "memory.max").write_text(f"{most}\n")
    (folder / "memory.current").write_text(f"{held}\n")
    (folder / "memory.stat").write_text(
        f"anon {held - cached}\nfile {cached + 7}\n"
        f"inactive_file {cached - cached // 4}\nactive_file {cached // 4}\n"
    )


def group_v1(folder: Path, most: int, held: int, cached: int = 0) -> None:
    """What stands before the total is of this group alone, without those inside."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "memory.limit_in_bytes").write_text(f"{most}\n")
    (folder / "memory.usage_in_bytes").write_text(f"{held}\n")
    (folder / "memory.stat").write_text(
        "cache 5\ninactive_file 3\nactive_file 2\n"
        f"total_inactive_file {cached - cached // 4}\ntotal_active_file {cached // 4}\n"
    )


@pytest.mark.usefixtures("machine")
def test_a_container_sees_its_own_group_at_the_top(tmp_path: Path) -> None:
    """As with Docker today. Its page cache makes room when a lesson needs it."""
    root = linux(tmp_path, "0::/\n")
    group_v2(root / V2, 512 * MIB, held=300 * MIB, cached=100 * MIB)
    assert _memory.total(root) == 512 * MIB
    assert _memory.free(FREE, root) == 312 * MIB


@pytest.mark.usefixtures("machine")
def test_a_container_of_version_1_is_told_its_name_outside(tmp_path: Path) -> None:
    """The name leads nowhere here: the folder that it would lead to is the uppermost."""
    root = linux(tmp_path, f"{OTHERS_V1}4:memory:/docker/ab\n{OTHERS_V2}")
    group_v1(root / V1, 512 * MIB, held=300 * MIB, cached=100 * MIB)
    assert _memory.total(root) == 512 * MIB
    assert _memory.free(FREE, root) == 312 * MIB


@pytest.mark.usefixtures("machine")
def test_memory_may_share_its_tree_with_others(tmp_path: Path) -> None:
    root = linux(tmp_path, "4:cpuset,memory:/kube/pod:1\n")
    group_v1(root / V1 / "kube", 512 * MIB, held=0)
    assert _memory.total(root) == 512 * MIB


@pytest.mark.usefixtures("machine")
def test_the_groups_around_count_as_well(tmp_path: Path) -> None:
    """A user's on a shared machine has the limit, and its programs the least left."""
    root = linux(tmp_path, "0::/user/lab/kernel\n")
    group_v2(root / V2 / "user/lab/kernel", "max", held=10 * MIB)
    group_v2(root / V2 / "user/lab", 900 * MIB, held=50 * MIB)
    group_v2(root / V2 / "user", 1000 * MIB, held=700 * MIB)
    group_v2(root / V2 / "another", 1 * MIB, held=0)
    assert _memory.total(root) == 900 * MIB
    assert _memory.free(FREE, root) == 300 * MIB


@pytest.mark.usefixtures("machine")
def test_without_a_limit_the_machine_counts(tmp_path: Path) -> None:
    root = linux(tmp_path, "4:memory:/\n0::/a\n")
    group_v1(root / V1, UNLIMITED_V1, held=10 * MIB)
    group_v2(root / V2 / "a", "max", held=10 * MIB)
    assert _memory.total(root) == PHYSICAL
    assert _memory.free(FREE, root) == FREE


@pytest.mark.usefixtures("machine")
def test_a_machine_with_less_than_the_limit_counts(tmp_path: Path) -> None:
    root = linux(tmp_path, "0::/\n")
    group_v2(root / V2, 2 * PHYSICAL, held=0)
    assert _memory.total(root) == PHYSICAL
    assert _memory.free(100 * MIB, root) == 100 * MIB


def test_over_the_limit_nothing_is_free(tmp_path: Path) -> None:
    """A limit may be set below what is held."""
    root = linux(tmp_path, "0::/\n")
    group_v2(root / V2, 10 * MIB, held=20 * MIB)
    assert _memory.free(FREE, root) == 0


@pytest.mark.usefixtures("machine")
def test_without_control_groups_the_machine_counts(tmp_path: Path) -> None:
    """As on macOS and Windows."""
    assert _memory.total(tmp_path) == PHYSICAL
    assert _memory.free(FREE, tmp_path) == FREE


def test_a_system_may_not_tell_its_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no sysconf."""
    monkeypatch.delattr("os.sysconf", raising=False)
    assert _memory.total(tmp_path) is None


def test_this_machine_has_memory() -> None:
    """The real folders, whichever these are."""
    assert 0 < _memory.free(FREE) <= FREE
    if hasattr(os, "sysconf"):
        assert 0 < (_memory.total() or 0) <= (_memory._physical() or 0)
