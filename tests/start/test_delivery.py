"""What a learner wrote is never lost, and what they didn't touch is never left behind."""

import errno
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hopfield_lessons.commands.delivery import NOTE, PART, DeliveryError, Outcome, deliver
from tests.start.crashes import cut_off

PARTS = PART.format("*")
V1 = {"a.ipynb": b"a1", "b.ipynb": b"b1", "c.ipynb": b"c1", "data/d.csv": b"d1"}
V2 = {**V1, "a.ipynb": b"a2", "b.ipynb": b"b2", "c.ipynb": b"c2", "e.ipynb": b"e2"}
V3 = {**V2, "a.ipynb": b"a3", "b.ipynb": b"b3", "e.ipynb": b"e3"}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def visible(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in contents(folder).items() if name != NOTE}


def start(files: dict[str, bytes], folder: Path) -> dict[str, Outcome]:
    return deliver(files, folder, holds="lessons").outcomes


def test_a_first_start_copies_everything(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "meine Übungen 学"
    assert set(start(V1, folder).values()) == {Outcome.NEW}
    assert visible(folder) == V1


def test_a_second_start_touches_nothing(tmp_path: Path) -> None:
    start(V1, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.ipynb")}
    assert set(start(V1, tmp_path).values()) == {Outcome.SAME}
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_several_starts_at_the_same_moment_all_succeed(tmp_path: Path) -> None:
    for round_ in range(20):
        folder, together = tmp_path / str(round_), threading.Barrier(3)

        def together_with_others(folder: Path = folder, together: Any = together) -> Any:
            together.wait()
            return start(V1, folder)

        with ThreadPoolExecutor(3) as pool:
            outcomes = [pool.submit(together_with_others) for _ in range(3)]
        for outcome in outcomes:
            assert set(outcome.result().values()) <= {Outcome.NEW, Outcome.SAME}
        assert visible(folder) == V1
        assert set(start(V1, folder).values()) == {Outcome.SAME}


def test_an_update_replaces_what_is_untouched_and_leaves_the_rest(tmp_path: Path) -> None:
    start(V1, tmp_path)
    (tmp_path / "b.ipynb").write_bytes(b"mine")
    (tmp_path / "c.ipynb").unlink()
    (tmp_path / "notes.txt").write_bytes(b"mine too")
    delivery = deliver(V2, tmp_path, holds="lessons")
    assert delivery.outcomes == {
        "a.ipynb": Outcome.UPDATED,
        "b.ipynb": Outcome.BESIDE,
        "c.ipynb": Outcome.BROUGHT_BACK,
        "data/d.csv": Outcome.SAME,
        "e.ipynb": Outcome.NEW,
    }
    assert delivery.beside == {"b.ipynb": "b-new.ipynb"}
    extra = {"b.ipynb": b"mine", "b-new.ipynb": b"b2", "notes.txt": b"mine too"}
    assert visible(tmp_path) == {**V2, **extra}


def test_a_changed_lesson_gets_no_copy_of_what_the_learner_has_already_seen(tmp_path: Path) -> None:
    """Before an update there is nothing newer; after it, one copy, which may be thrown away."""
    start(V1, tmp_path)
    (tmp_path / "b.ipynb").write_bytes(b"mine")
    assert start(V1, tmp_path)["b.ipynb"] is Outcome.KEPT
    assert start(V2, tmp_path)["b.ipynb"] is Outcome.BESIDE
    (tmp_path / "b-new.ipynb").unlink()
    assert start(V2, tmp_path)["b.ipynb"] is Outcome.KEPT
    assert visible(tmp_path) == {**V2, "b.ipynb": b"mine"}


def test_a_copy_beside_is_never_overwritten_either(tmp_path: Path) -> None:
    start(V1, tmp_path)
    (tmp_path / "b.ipynb").write_bytes(b"mine")
    start(V2, tmp_path)
    start(V3, tmp_path)
    (tmp_path / "b-new-2.ipynb").write_bytes(b"also mine")
    start({**V3, "b.ipynb": b"b4"}, tmp_path)
    found = {name: content for name, content in visible(tmp_path).items() if name[0] == "b"}
    assert found == {
        "b.ipynb": b"mine",
        "b-new.ipynb": b"b2",
        "b-new-2.ipynb": b"also mine",
        "b-new-3.ipynb": b"b4",
    }


def test_a_copy_beside_that_is_there_already_isnt_written_again(tmp_path: Path) -> None:
    """As after a lost note."""
    start(V1, tmp_path)
    (tmp_path / "b.ipynb").write_bytes(b"mine")
    start(V2, tmp_path)
    (tmp_path / NOTE).unlink()
    before = (tmp_path / "b-new.ipynb").stat()
    assert start(V2, tmp_path)["b.ipynb"] is Outcome.BESIDE
    after = (tmp_path / "b-new.ipynb").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not (tmp_path / "b-new-2.ipynb").exists()


def test_a_new_version_taken_over_by_the_learner_is_untouched_again(tmp_path: Path) -> None:
    start(V1, tmp_path)
    (tmp_path / "b.ipynb").write_bytes(b"mine")
    start(V2, tmp_path)
    os.replace(tmp_path / "b-new.ipynb", tmp_path / "b.ipynb")
    assert start(V3, tmp_path)["b.ipynb"] is Outcome.UPDATED


def prepared(folder: Path) -> None:
    """A folder after some work: one lesson changed, one thrown away."""
    start(V1, folder)
    (folder / "b.ipynb").write_bytes(b"mine")
    (folder / "c.ipynb").unlink()


@pytest.mark.parametrize("prepare", [prepared, lambda _: None], ids=["update", "first start"])
def test_after_a_crash_anywhere_the_next_start_finishes(
    tmp_path: Path, prepare: Callable[[Path], None]
) -> None:
    """As if there had been no crash, note included."""
    smooth = tmp_path / "smooth"
    prepare(smooth)
    start(V2, smooth)
    crashes = 0
    while True:
        folder = tmp_path / str(crashes)
        prepare(folder)
        if not cut_off(lambda folder=folder: start(V2, folder), crashes):
            break
        start(V2, folder)
        assert contents(folder) == contents(smooth)
        crashes += 1
    assert crashes > 15  # it was cut off after each operation


def test_an_update_that_crashed_may_be_overtaken_by_the_next_one(tmp_path: Path) -> None:
    """Half of version 2 has arrived; version 3 knows those files for untouched ones."""
    crashes = 0
    while True:
        folder = tmp_path / str(crashes)
        prepared(folder)
        if not cut_off(lambda folder=folder: start(V2, folder), crashes):
            break
        start(V3, folder)
        found = visible(folder)
        assert found.pop("b.ipynb") == b"mine"
        assert b"b3" in (found.pop("b-new.ipynb"), found.pop("b-new-2.ipynb", None))
        assert found == {name: content for name, content in V3.items() if name != "b.ipynb"}
        crashes += 1


def test_what_is_edited_after_a_crash_stays(tmp_path: Path) -> None:
    crashes = 0
    while True:
        folder = tmp_path / str(crashes)
        prepared(folder)
        if not cut_off(lambda folder=folder: start(V2, folder), crashes):
            break
        edited = {path: path.read_bytes() + b"!" for path in folder.glob("*.ipynb")}
        for path, content in edited.items():
            path.write_bytes(content)
        start(V3, folder)
        assert {path: path.read_bytes() for path in edited} == edited
        crashes += 1


def test_half_a_file_is_swept_up_when_nobody_needs_it_any_more(tmp_path: Path) -> None:
    """An update of the data was cut off; then the older package was installed again."""
    start(V1, tmp_path)
    crashes = 0
    while cut_off(lambda: start({**V1, "data/d.csv": b"d2"}, tmp_path), crashes):
        start(V1, tmp_path)
        assert not list(tmp_path.rglob(PARTS))
        crashes += 1


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"holds": 1}', '{"holds": "lessons", "ours": {"a": [1]}}', "\xff"]
)
def test_without_a_readable_note_everything_that_differs_is_the_learners(
    tmp_path: Path, text: str
) -> None:
    """And the file itself, whoever wrote it, is kept."""
    start(V1, tmp_path)
    (tmp_path / NOTE).write_bytes(text.encode("latin-1"))
    delivery = deliver(V2, tmp_path, holds="lessons")
    assert delivery.lost_note == ".hopfield-lessons-unreadable.json"
    assert (tmp_path / delivery.lost_note).read_bytes() == text.encode("latin-1")
    assert delivery.outcomes["a.ipynb"] is Outcome.BESIDE
    assert (tmp_path / "a.ipynb").read_bytes() == b"a1"
    assert set(start(V2, tmp_path).values()) == {Outcome.SAME, Outcome.KEPT}


def test_lessons_and_exercises_dont_share_a_folder(tmp_path: Path) -> None:
    start(V1, tmp_path)
    before = contents(tmp_path)
    with pytest.raises(DeliveryError, match=r"holds the lessons\. Name another folder for the ex"):
        deliver(V2, tmp_path, holds="exercises")
    assert contents(tmp_path) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"mine")
    with pytest.raises(DeliveryError, match=r"is a file\. Name a folder"):
        start(V1, path)
    with pytest.raises(DeliveryError, match=os.strerror(errno.ENOTDIR)):
        start(V1, path / "below")
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC, errno.EROFS])
def test_a_folder_that_cant_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(path: Path, _: bytes) -> int:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(DeliveryError, match=f"{os.strerror(number)}.*run the same command again"):
        start(V1, tmp_path)


def test_a_link_is_the_learners_and_so_is_what_it_leads_to(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "folder", tmp_path / "elsewhere.ipynb"
    start(V1, folder)
    os.replace(folder / "a.ipynb", elsewhere)
    (folder / "a.ipynb").symlink_to(elsewhere)
    (folder / "b.ipynb").unlink()
    (folder / "b.ipynb").symlink_to("nowhere")
    start(V2, folder)
    assert elsewhere.read_bytes() == b"a1"
    assert (folder / "a.ipynb").readlink() == elsewhere
    assert (folder / "b.ipynb").readlink() == Path("nowhere")
    assert (folder / "a-new.ipynb").read_bytes() == b"a2"


def test_a_folder_reached_by_a_link_is_as_good_as_any(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real", target_is_directory=True)
    start(V1, tmp_path / "link")
    assert visible(tmp_path / "real") == V1


def test_something_else_under_a_lessons_name_stays(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").mkdir()
    assert start(V1, tmp_path)["a.ipynb"] is Outcome.BESIDE
    assert (tmp_path / "a-new.ipynb").read_bytes() == b"a1"


def test_the_note_is_small_and_can_be_read_by_people(tmp_path: Path) -> None:
    start(V1, tmp_path)
    note = json.loads((tmp_path / NOTE).read_text(encoding="utf-8"))
    assert note["holds"] == "lessons"
    assert set(note["offered"]) == set(V1)


class Learning(RuleBasedStateMachine):
    """Updates, starts, crashes and a learner who edits and deletes, in any order.

    The model is two dictionaries: what the learner wrote, and which version of each lesson they
    were last given by a start that ran to its end.
    """

    names = st.sampled_from(["a.ipynb", "b.ipynb", "data/c.csv"])

    def __init__(self) -> None:
        super().__init__()
        self.scratch = tempfile.mkdtemp()
        self.folder = Path(self.scratch, "lessons")
        self.shipped = {"a.ipynb": b"a0"}
        self.theirs: dict[Path, bytes] = {}
        self.given: dict[str, bytes] = {}
        self.count = 0

    def teardown(self) -> None:
        shutil.rmtree(self.scratch)

    def fresh(self, text: str) -> bytes:
        self.count += 1
        return f"{text} {self.count}".encode()

    def present(self) -> list[str]:
        """What a file manager shows."""
        names = map(Path, contents(self.folder))
        return sorted(n.as_posix() for n in names if n.name != NOTE and not n.match(PARTS))

    @rule(name=names)
    def ship(self, name: str) -> None:
        self.shipped[name] = self.fresh("shipped")

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        if present := self.present():
            path = self.folder / data.draw(st.sampled_from(present))
            self.theirs[path] = self.fresh("edited")
            path.write_bytes(self.theirs[path])

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if present := self.present():
            path = self.folder / data.draw(st.sampled_from(present))
            path.unlink()
            self.theirs.pop(path, None)

    @rule(operations=st.integers(0, 12))
    def start_and_crash(self, operations: int) -> None:
        if not cut_off(lambda: start(self.shipped, self.folder), operations):
            self.check_start()

    @rule()
    def start(self) -> None:
        start(self.shipped, self.folder)
        self.check_start()

    def check_start(self) -> None:
        for name, content in self.shipped.items():
            path = self.folder / name
            if path not in self.theirs:
                assert path.read_bytes() == content
            elif self.given.get(name) != content:
                beside = path.parent.glob(f"{path.stem}-new*")
                assert content in [other.read_bytes() for other in beside]
        self.given = dict(self.shipped)
        assert not list(self.folder.rglob(PARTS))

    @invariant()
    def nothing_of_theirs_is_lost(self) -> None:
        assert {path: path.read_bytes() for path in self.theirs} == self.theirs


TestLearning = Learning.TestCase
TestLearning.settings = settings(max_examples=40, stateful_step_count=20)
