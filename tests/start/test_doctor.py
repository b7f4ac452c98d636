"""The doctor on machines with one planted fault each; where a command mends it, it does."""

import json
import platform
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from hopfield_lessons.commands import doctor
from hopfield_lessons.commands.shipped import shipped
from tests.start.conftest import ROOT, Machine

Ask = Callable[..., str]

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRA = PROJECT["optional-dependencies"]["lab"]
LESSONS_NEED = {
    requirement.name: str(requirement.specifier).removeprefix(">=")
    for requirement in map(Requirement, [*PROJECT["dependencies"], *EXTRA])
}
SCREEN = 24, 80
MEND = "     > "


def commands(report: str) -> list[list[str]]:
    """The words of each command that a report recommends, as a shell would read them."""
    return [
        shlex.split(line.removeprefix(MEND))
        for line in report.splitlines()
        if line.startswith(MEND)
    ]


def mend(report: str, machine: Machine) -> None:
    (command,) = commands(report)
    assert command[0] == str(machine.python)
    done = machine.run(*command[1:])
    assert done.returncode == 0, done.stderr


def test_a_bare_machine_hears_all_that_is_missing_on_one_screen(bare_machine: Machine) -> None:
    """Numpy alone is there; every problem has a command, and each command's Python is this one."""
    done = bare_machine.hopfield_lessons("doctor")
    assert done.returncode == 1
    assert done.stderr == ""
    for package in LESSONS_NEED.keys() - {"numpy"}:
        assert f"{package} is missing" in " ".join(done.stdout.split())
    lines = done.stdout.splitlines()
    assert len(lines) <= SCREEN[0]
    assert max(len(line) for line in lines if not line.startswith(MEND)) <= SCREEN[1]
    mended = commands(done.stdout)
    assert len(mended) == sum(line.startswith("MEND") for line in lines) == 5
    assert all(
        command[:4] == [str(bare_machine.python), *["-m", "pip", "install"]] for command in mended
    )
    bounds = {word for word in mended[0] if ">=" in word}
    assert bounds == {f"{name}>={LESSONS_NEED[name]}" for name in LESSONS_NEED if name != "numpy"}


def test_the_bounds_are_those_of_the_project() -> None:
    lines = [*PROJECT["dependencies"], *(f'{line}; extra == "lab"' for line in EXTRA)]
    others = ['pytest>=8; extra == "test"', 'matplotlib>=99; extra == "bench"']
    assert doctor.needed([*lines, *others]) == LESSONS_NEED


def test_an_old_package_is_a_problem(machine: Machine, ask: Ask) -> None:
    old = machine.with_version("ipywidgets", "7.9.9")
    report = ask("installation", on=old)
    assert "MEND packages: ipywidgets 7.9.9 is too old" in report
    assert commands(report)[0][1:] == ["-m", "pip", "install", "ipywidgets>=8.1"]


def test_another_version_than_tested_is_no_problem(machine: Machine, ask: Ask) -> None:
    report = ask("installation", on=machine.with_version("tqdm", "99.0"))
    assert re.search(r"note .*tqdm 99\.0 \(tested: [\d.]+\)", report)
    assert "MEND" not in report


def test_versions_are_compared_as_numbers() -> None:
    assert doctor.release("3.9.0") < doctor.release("3.10") < doctor.release("3.10.1rc2")


@pytest.mark.parametrize(
    ("running", "mark"),
    [("3.10.4", "MEND"), ("3.11.0", "ok"), ("3.13.9", "ok"), ("3.14.1", "note")],
)
def test_python_must_be_new_enough(
    monkeypatch: pytest.MonkeyPatch, running: str, mark: str
) -> None:
    monkeypatch.setattr(platform, "python_version", lambda: running)
    monkeypatch.setattr(platform, "python_version_tuple", lambda: running.split("."))
    tested = [line.rsplit(" ", 1)[1] for line in PROJECT["classifiers"] if ":: Python :: 3" in line]
    assert tested == ["3.11", "3.12", "3.13"]
    lowest = doctor.lower_bound(PROJECT["requires-python"])
    assert doctor.python(lowest, tested).mark == mark


def test_a_checkout_that_isnt_installed_is_told_how(tmp_path: Path) -> None:
    """Run by its path, with numpy from elsewhere: other folders won't find the package."""
    find = (
        "from hopfield_lessons.commands import doctor as d; print(*map(d.line, d.installation()))"
    )
    alone = f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(numpy_alone(tmp_path))!r}]; {find}"
    done = subprocess.run(
        [sys.executable, "-S", "-c", alone],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert commands(done.stdout) == [
        [sys.executable, "-m", "pip", "install", "--editable", f"{ROOT}[lab]"]
    ]


def numpy_alone(folder: Path) -> Path:
    import numpy

    (folder / "numpy").symlink_to(Path(numpy.__file__).parent)
    for libraries in Path(numpy.__file__).parents[1].glob("numpy.libs"):
        (folder / "numpy.libs").symlink_to(libraries)
    return folder


KERNEL = ("kernel", "jupyter_client", "ipykernel")


def test_the_kernel_of_another_python_is_found_out_and_mended(machine: Machine, ask: Ask) -> None:
    """It starts and counts well, but the lessons' packages may not be there."""
    machine.with_kernel(sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}")
    report = ask(*KERNEL)
    assert f"another Python, the one in '{sys.prefix}'" in " ".join(report.split())
    mend(report, machine)
    assert ask(*KERNEL).startswith("ok   kernel")


@pytest.mark.parametrize(
    "command",
    [["/no/such/python"], [sys.executable, "-c", "import time; time.sleep(60)"]],
    ids=["gone", "mute"],
)
def test_a_kernel_that_doesnt_answer_is_mended(
    machine: Machine, ask: Ask, command: list[str]
) -> None:
    machine.with_kernel(*command)
    report = ask(*KERNEL, seconds=1)
    assert "MEND kernel: 'python3' doesn't answer" in report
    mend(report, machine)
    assert ask(*KERNEL).startswith("ok   kernel")


WIDGETS = ("widgets", "ipywidgets", "jupyterlab")


def switch_off(machine: Machine, name: str) -> None:
    settings = machine.home / "config" / "labconfig" / "page_config.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"disabledExtensions": {name: True}}), encoding="utf-8")


def test_a_switched_off_extension_is_found_and_switched_on(machine: Machine, ask: Ask) -> None:
    switch_off(machine, doctor.WIDGETS)
    report = ask(*WIDGETS)
    assert f"MEND widgets: {doctor.WIDGETS} is switched off" in report
    mend(report, machine)
    assert ask(*WIDGETS).startswith("ok   widgets")


def test_a_switched_off_part_of_the_extension_is_named(machine: Machine, ask: Ask) -> None:
    switch_off(machine, f"{doctor.WIDGETS}:plugin")
    assert commands(ask(*WIDGETS))[0][-2:] == ["--level=user", f"{doctor.WIDGETS}:plugin"]


def test_a_missing_extension_is_a_problem(machine: Machine, ask: Ask) -> None:
    report = ask(*WIDGETS, on=machine.with_settings(JUPYTER_PATH=""))
    assert "MEND widgets: JupyterLab lacks the extension that draws sliders" in report
    assert commands(report)[0][-2:] == ["ipywidgets", "jupyterlab_widgets"]


def test_an_extension_that_doesnt_fit_is_a_problem(machine: Machine, ask: Ask) -> None:
    report = ask(*WIDGETS, on=machine.with_version("jupyterlab_widgets", "1.0.0"))
    assert "jupyterlab_widgets is 1.0.0, but ipywidgets needs" in report
    assert re.fullmatch(r"jupyterlab_widgets~=[\d.]+", commands(report)[0][-1])


def test_matplotlib_that_cant_draw_is_a_problem(machine: Machine, ask: Ask) -> None:
    broken = machine.with_file("matplotlib/__init__.py", "raise OSError('no such library')")
    report = ask("figures", "matplotlib", on=broken)
    assert "MEND figures: OSError: no such library" in report
    assert commands(report)[0][-2:] == ["--force-reinstall", "matplotlib"]


@pytest.mark.parametrize(("mebibytes", "mark"), [(100, "MEND"), (5000, "ok")])
def test_little_memory_is_a_problem(machine: Machine, ask: Ask, mebibytes: int, mark: str) -> None:
    psutil = f"class virtual_memory:\n    available = {mebibytes} * 2**20\n"
    report = ask("memory", "psutil", on=machine.with_file("psutil.py", psutil))
    assert report.startswith(f"{mark:5}memory: {mebibytes} MiB free")


def test_a_quoted_python_needs_one_more_sign_in_powershell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "quoted", lambda word: f'"{word}"')
    assert "PowerShell" in doctor.verdict([doctor.problem("x", "y")])


def test_tested_versions_are_the_pins() -> None:
    tested = doctor.tested_versions()
    assert tested.keys() >= {doctor.normal_name(name) for name in LESSONS_NEED}
    pins = shipped("constraints.txt").read_text(encoding="utf-8").splitlines()
    assert len(tested) == sum("==" in line for line in pins)


def test_a_healthy_machine_is_ready(machine: Machine) -> None:
    done = machine.hopfield_lessons("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert "Ready." in done.stdout
    assert f"numpy {version('numpy')}" in done.stdout
    assert len(done.stdout.splitlines()) <= SCREEN[0]
    (start,) = commands(done.stdout)
    assert start == [str(machine.python), "-m", "hopfield_lessons", "start", "my-lessons"]
