"""The wheel is all that a learner needs: the lessons travel with it."""

import shlex
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from hopfield_lessons.commands.classroom import lessons
from tests.start.conftest import ROOT, Machine, build_wheel

PACKAGE = ROOT / "hopfield_lessons"
LESSONS = ROOT / "notebooks"


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def folder_contents(folder: Path, *patterns: str) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for pattern in patterns
        for path in folder.glob(pattern)
    }


def test_the_wheel_has_the_package_the_lessons_and_nothing_else(wheel: Path) -> None:
    package = folder_contents(PACKAGE, "**/*.py", "*.html", "*.mplstyle", "py.typed")
    lessons = folder_contents(LESSONS, "*.ipynb", "data/*")
    expected = {f"hopfield_lessons/{name}": content for name, content in package.items()}
    expected |= {f"hopfield_lessons/notebooks/{name}": lessons[name] for name in lessons}
    expected["hopfield_lessons/constraints.txt"] = (ROOT / "constraints.txt").read_bytes()
    found = contents(wheel)
    assert {name for name in found if ".dist-info/" not in name} == expected.keys()
    assert {name: found[name] for name in expected} == expected


def test_the_source_distribution_builds_the_same_wheel(
    source: Path, wheel: Path, tmp_path: Path
) -> None:
    build = f"import setuptools.build_meta as b; b.build_sdist({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=source, check=True, capture_output=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    # Python before 3.11.4 has no filters; from 3.12 on it asks for one.
    careful = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    with tarfile.open(archive) as files:
        files.extractall(tmp_path, **careful)
    again = build_wheel(tmp_path / archive.name.removesuffix(".tar.gz"), tmp_path)
    assert contents(again) == contents(wheel)


def test_an_installed_wheel_hands_out_its_own_lessons(machine: Machine) -> None:
    """From another folder, under a name with a space, in an environment with one too."""
    where = machine.run("-c", "import hopfield_lessons; print(hopfield_lessons.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(machine.python.parents[1])
    done = machine.hopfield_lessons("start", "meine Übungen")
    assert done.returncode == 0, done.stderr
    expected = lessons(folder_contents(LESSONS, "*.ipynb", "data/*"))
    assert f"{len(expected)} new." in done.stdout
    folder = machine.home / "meine Übungen"
    assert folder_contents(folder, "[!.]*.*", "data/*") == expected


def test_an_installed_wheel_lets_the_doctor_speak(machine: Machine) -> None:
    done = machine.hopfield_lessons("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert shlex.quote(str(machine.python)) in done.stdout.splitlines()[-1]
