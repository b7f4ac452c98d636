"""The commands as people type them."""

import os
import platform
import sys
from pathlib import Path

import pytest

from hopfield_lessons import __version__
from hopfield_lessons.__main__ import main
from hopfield_lessons.commands import classroom, delivery, handout, shell, shipped

LESSONS = shipped.lesson_files()


def test_without_a_command_there_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert all(command in said for command in ("doctor", "start", "exercises", "solutions"))


@pytest.mark.parametrize("command", ["doctor", "start", "exercises", "solutions"])
def test_help_explains_the_exit_status(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([command, "--help"])
    assert "Exit status: 0" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(("typed", "meant"), [("strat", "start"), ("docter", "doctor")])
def test_a_misspelt_command_is_answered_by_the_nearest(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([typed])
    assert f"there is no command '{typed}'; did you mean {meant}?" in capsys.readouterr().err


def test_a_command_like_no_other_gets_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["zyzzyva"])
    assert "choose from" in capsys.readouterr().err


def test_start_says_how_to_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "my lessons"
    assert main(["start", str(folder)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{folder}: {len(LESSONS)} new.\n")
    first = str(folder / "00_start_here.ipynb")
    assert said.endswith(f"{shell.python_command('-m', 'jupyterlab', first)}\n")


def test_start_hands_out_lessons_that_were_not_run(tmp_path: Path) -> None:
    main(["start", str(tmp_path)])
    handed_out = {name: (tmp_path / name).read_bytes() for name in LESSONS}
    assert handed_out == classroom.lessons(LESSONS) != LESSONS


def test_start_names_what_it_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"a.csv": b"a1", "b.csv": b"b1", "c.csv": b"c1", "d.csv": b"d1"}
    monkeypatch.setattr(handout, "lesson_files", lambda: files)
    main(["start", str(tmp_path)])
    (tmp_path / "a.csv").write_bytes(b"mine")
    (tmp_path / "b.csv").write_bytes(b"mine")
    (tmp_path / "c.csv").unlink()
    files |= {"a.csv": b"a2", "d.csv": b"d2"}
    capsys.readouterr()
    main(["start", str(tmp_path)])
    said = capsys.readouterr().out
    assert "1 updated, 1 brought back, 1 new version put beside yours, 1 kept" in said
    assert "a.csv: new version put beside yours, as a-new.csv" in said
    assert "b.csv: kept as you changed it" in said
    assert "c.csv: brought back" in said
    assert "d.csv: updated" in said
    assert "ran and saved counts as changed" in said


def test_a_folder_without_a_name_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As from "$MY_LESSONS", never set: the lessons would be strewn over the current folder."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="2"):
        main(["start", ""])
    assert "the name is empty" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_lost_note_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / delivery.NOTE).write_text("?", encoding="utf-8")
    assert main(["start", str(tmp_path)]) == 0
    assert ".hopfield-lessons-unreadable.json" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["start", "exercises", "solutions"])
@pytest.mark.parametrize("below", ["", "deeper"])
def test_our_own_folders_are_refused(
    command: str,
    below: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Also by way of a link, to them or into them."""
    package, notebooks = tmp_path / "package", tmp_path / "notebooks"
    monkeypatch.setattr(handout, "PACKAGE", package)
    monkeypatch.setattr(handout, "shipped", {"notebooks": notebooks}.get)
    package.mkdir()
    (notebooks / "data").mkdir(parents=True)
    (tmp_path / "to").symlink_to(notebooks, target_is_directory=True)
    (tmp_path / "into").symlink_to(notebooks / "data", target_is_directory=True)
    before = sorted(tmp_path.rglob("*"))
    for folder in (notebooks, package, tmp_path / "to", tmp_path / "into"):
        assert main([command, str(folder / below)]) == 1
        assert "belongs to the package itself" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("command", ["exercises", "solutions"])
def test_a_class_gets_its_folder_by_the_same_rules(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(tmp_path / "class")]) == 0
    lesson = tmp_path / "class" / "00_start_here.ipynb"
    assert lesson.read_bytes() != LESSONS["00_start_here.ipynb"]
    assert (tmp_path / "class" / "data" / "capacity.csv").exists()
    lesson.write_bytes(b"mine")
    assert main([command, str(tmp_path / "class")]) == 0
    assert lesson.read_bytes() == b"mine"
    assert main(["start", str(tmp_path / "class")]) == 1
    assert f"holds the {command}" in capsys.readouterr().err


def test_commands_can_be_pasted_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/my python/bin/python")
    assert shell.python_command("-m", "pip").startswith("'/opt/my python/bin/python' -m pip")
    assert shell.quoted("numpy>=2.0", windows=True) == '"numpy>=2.0"'  # else > opens a file
    assert shell.quoted(r"C:\Users\Jo\python.exe", windows=True) == r"C:\Users\Jo\python.exe"
    assert shell.quoted(r"C:\Program Files\x", windows=True) == r'"C:\Program Files\x"'


@pytest.mark.parametrize("command", [[], ["doctor"], ["start"]])
def test_each_command_knows_its_version(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([*command, "--version"])
    assert f"Hopfield Lessons {__version__} on {platform.system()}" in capsys.readouterr().out


def test_without_a_home_a_folder_is_asked_for_and_the_doctor_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A container may run with a number of a user who has no name."""
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    for name in ("~/lessons", "~nobody-of-this-name/lessons"):
        with pytest.raises(SystemExit, match="2"):
            main(["start", name])
        assert "write the path without ~" in capsys.readouterr().err
    assert main(["start", str(shipped.shipped("notebooks"))]) == 1
    assert "Name a folder of your own" in capsys.readouterr().err
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "\n     > export HOME=" in said
    assert "reinstall" not in said


def test_in_a_folder_that_is_gone_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "getcwd", Path("no such folder").stat)
    assert main(["start", "lessons"]) == 1
    assert "the folder that you are in is gone" in capsys.readouterr().err
