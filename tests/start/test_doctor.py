"""The doctor on machines with one planted fault each; where a command mends it, it does."""

import json
import platform
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement

from hopfield_lessons import __version__, _memory
from hopfield_lessons.__main__ import main
from hopfield_lessons.commands import doctor
from hopfield_lessons.commands.shipped import shipped
from tests.start.conftest import ROOT, Machine, with_labextensions

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRA = PROJECT["optional-dependencies"]["lab"]
LESSONS_NEED = {
    requirement.name: str(requirement.specifier).removeprefix(">=")
    for requirement in map(Requirement, [*PROJECT["dependencies"], *EXTRA])
}
SCREEN = 24, 80
MEND = "     > "


@dataclass(frozen=True)
class Fault:
    """Where faults are planted: folders that Python and Jupyter look into before all others."""

    folder: Path

    def version(self, package: str, version: str) -> None:
        path = self.folder / f"{package}-{version}.dist-info" / "METADATA"
        path.parent.mkdir()
        path.write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n", "utf-8")

    def kernel(self, *command: str) -> None:
        spec = {"argv": command, "display_name": "Python 3", "language": "python"}
        self._write("data/kernels/python3/kernel.json", spec)

    def switched_off(self, extension: str) -> None:
        setting = {"disabledExtensions": {extension: True}}
        self._write("config/labconfig/page_config.json", setting)

    def _write(self, name: str, content: object) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def fault(tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch) -> Fault:
    """A ready machine to plant faults in, on which the wheel counts as installed."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path, [n for n in archive.namelist() if n.endswith("/METADATA")])
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    monkeypatch.setenv("JUPYTER_PATH", str(with_labextensions(tmp_path / "jupyter")))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    return Fault(tmp_path)


def report(check: Callable[[], Iterator[doctor.Finding]], *modules: str) -> str:
    return "\n".join(map(doctor.line, doctor.attempt(check, *modules)))


def commands(text: str) -> list[list[str]]:
    """The words of each command that a report recommends, as a shell would read them."""
    return [
        shlex.split(line.removeprefix(MEND)) for line in text.splitlines() if line.startswith(MEND)
    ]


def mend(text: str) -> None:
    (command,) = commands(text)
    assert command[0] == sys.executable
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_bare_machine_hears_all_that_is_missing_on_one_screen(bare_machine: Machine) -> None:
    """Numpy alone is there: one command brings the rest, into this very Python."""
    done = bare_machine.hopfield_lessons("doctor")
    assert done.returncode == 1
    assert done.stderr == ""
    for package in LESSONS_NEED.keys() - {"numpy"}:
        assert f"{package} is missing" in " ".join(done.stdout.split())
    lines = done.stdout.splitlines()
    assert len(lines) <= SCREEN[0]
    assert max(len(line) for line in lines if not line.startswith(MEND)) <= SCREEN[1]
    assert sum(line.startswith("note") and "can't be tried without" in line for line in lines) == 4
    assert "\n1 problem. " in done.stdout
    (mended,) = commands(done.stdout)
    assert mended == install_the_rest(bare_machine)


def install_the_rest(machine: Machine) -> list[str]:
    bounds = [f"{name}>={LESSONS_NEED[name]}" for name in LESSONS_NEED if name != "numpy"]
    return [str(machine.python), "-m", "pip", "install", *bounds]


@pytest.mark.parametrize("command", ["start", "exercises", "solutions"])
def test_a_bare_machine_gets_its_folder_and_hears_what_opens_it(
    command: str, bare_machine: Machine
) -> None:
    done = bare_machine.hopfield_lessons(command, "folder")
    assert done.returncode == 0, done.stderr
    *_, missing, install, _, lab = done.stdout.splitlines()
    assert missing.startswith("JupyterLab isn't here yet.")
    assert shlex.split(install) == install_the_rest(bare_machine)
    assert shlex.split(lab) == [
        str(bare_machine.python),
        "-m",
        "jupyterlab",
        str(Path("folder/00_start_here.ipynb")),
    ]


@pytest.mark.usefixtures("fault")
def test_a_healthy_machine_is_ready(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whatever else runs on this machine or in this container just now.
    monkeypatch.setattr(_memory, "free", lambda _machine: 2**33)
    status = main(["doctor"])
    said = capsys.readouterr().out
    assert status == 0, said
    assert said.startswith(f"ok   Hopfield Lessons {__version__} on ")
    assert platform.system() in said.splitlines()[0]
    assert "\nReady." in said
    assert f"numpy {version('numpy')}" in said
    assert len(said.splitlines()) <= SCREEN[0]
    (start,) = commands(said)
    assert start == [sys.executable, "-m", "hopfield_lessons", "start", "my-lessons"]


def test_one_problem_makes_the_machine_not_ready(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import hopfield_lessons.__main__ as module

    findings = [doctor.Finding("x"), doctor.note("y"), doctor.problem("z", "mend z")]
    monkeypatch.setattr(module, "diagnose", lambda: iter(findings))
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("ok   x\nnote y\nMEND z\n     > mend z\n\n1 problem. ")
    monkeypatch.setattr(module, "diagnose", lambda: iter(findings[:2]))
    assert main(["doctor"]) == 0


def test_the_bounds_are_those_of_the_project() -> None:
    lines = [*PROJECT["dependencies"], *(f'{line}; extra == "lab"' for line in EXTRA)]
    others = ['pytest>=8; extra == "test"', 'matplotlib>=99; extra == "bench"']
    assert doctor.needed([*lines, *others]) == LESSONS_NEED


def test_an_old_package_is_a_problem(fault: Fault) -> None:
    """Versions are compared as numbers: 9 comes before 10."""
    fault.version("matplotlib", "3.9.9")
    text = report(doctor.installation)
    assert "MEND packages: matplotlib 3.9.9 is too old" in text
    assert commands(text)[0][1:] == [
        "-m",
        "pip",
        "install",
        f"matplotlib>={LESSONS_NEED['matplotlib']}",
    ]


def test_a_missing_package_is_a_problem() -> None:
    findings = doctor.packages({"no-such-package": "1.0"})
    (command,) = commands("\n".join(map(doctor.line, findings)))
    assert command[-1] == "no-such-package>=1.0"


def test_another_version_than_tested_is_no_problem(fault: Fault) -> None:
    fault.version("tqdm", "99.0")
    text = report(doctor.installation)
    assert re.search(r"note .*tqdm 99\.0 \(tested: [\d.]+\)", " ".join(text.split()))
    assert "MEND" not in text


@pytest.mark.parametrize(
    ("running", "mark"),
    [("3.10.4", "MEND"), ("3.11.0", "ok"), ("3.14.9", "ok"), ("3.15.0", "MEND")],
)
def test_python_must_be_one_that_is_tested(
    monkeypatch: pytest.MonkeyPatch, running: str, mark: str
) -> None:
    monkeypatch.setattr(platform, "python_version", lambda: running)
    monkeypatch.setattr(platform, "python_version_tuple", lambda: running.split("."))
    tested = [line.rsplit(" ", 1)[1] for line in PROJECT["classifiers"] if ":: Python :: 3" in line]
    assert tested == ["3.11", "3.12", "3.13", "3.14"]
    finding = doctor.python(tested)
    assert finding.mark == mark
    assert finding.mend.startswith("install Python 3.14" if mark == "MEND" else "")


def test_a_checkout_that_isnt_installed_is_told_how(monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs from its own folder, but no kernel in another folder would find it."""
    monkeypatch.setattr(doctor, "DISTRIBUTION", "no-such-distribution")
    assert commands(report(doctor.installation)) == [
        [sys.executable, "-m", "pip", "install", "--editable", f"{ROOT}[lab]"]
    ]


def test_the_kernel_of_another_python_is_found_out_and_mended(
    fault: Fault, full_python: Path
) -> None:
    """It starts and counts well, but the lessons' packages may not be there."""
    fault.kernel(str(full_python), "-m", "ipykernel_launcher", "-f", "{connection_file}")
    text = report(doctor.kernel)
    assert f"another Python, the one in '{full_python.parents[1]}'" in " ".join(text.split())
    mend(text)
    assert report(doctor.kernel).startswith("ok   kernel")


@pytest.mark.parametrize(
    "command",
    [["/no/such/python"], [sys.executable, "-c", "import time; time.sleep(60)"]],
    ids=["gone", "mute"],
)
def test_a_kernel_that_doesnt_answer_is_a_problem(
    fault: Fault, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr(doctor, "SECONDS_FOR_A_KERNEL", 1)
    fault.kernel(*command)
    text = report(doctor.kernel)
    assert "MEND kernel: 'python3' doesn't answer" in text
    assert commands(text) == [[sys.executable, "-m", "ipykernel", "install", "--user"]]


@pytest.mark.usefixtures("fault")
def test_a_kernel_that_cant_count_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ask_kernel", lambda *_: ["3", repr(sys.prefix)])
    assert "MEND kernel: 'python3' says that 1 + 1 is 3" in report(doctor.kernel)


def test_a_switched_off_extension_is_found_and_switched_on(fault: Fault) -> None:
    fault.switched_off(doctor.WIDGETS)
    text = report(doctor.widgets)
    assert f"MEND widgets: {doctor.WIDGETS} is switched off" in text
    mend(text)
    assert report(doctor.widgets).startswith("ok   widgets")


def test_a_switched_off_part_of_the_extension_is_named(fault: Fault) -> None:
    fault.switched_off(f"{doctor.WIDGETS}:plugin")
    command = commands(report(doctor.widgets))[0]
    assert command[-2:] == ["--level=user", f"{doctor.WIDGETS}:plugin"]


@pytest.mark.usefixtures("fault")
def test_a_missing_extension_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda _: [])
    text = report(doctor.widgets)
    assert "MEND widgets: JupyterLab lacks the extension that draws sliders" in text
    assert commands(text)[0][-2:] == ["ipywidgets", "jupyterlab_widgets"]


def test_an_extension_that_doesnt_fit_is_a_problem(fault: Fault) -> None:
    fault.version("jupyterlab_widgets", "1.0.0")
    text = report(doctor.widgets)
    assert re.search("jupyterlab[_-]widgets is 1.0.0, but ipywidgets needs", text)
    assert re.fullmatch(r"jupyterlab[_-]widgets~=[\d.]+", commands(text)[0][-1])


def test_a_part_of_jupyter_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda module: None if module == "b" else module)
    text = report(doctor.memory, "a", "b")
    assert text.startswith("MEND memory: can't be tried without b\n")
    assert commands(text)[0][1:] == ["-m", "pip", "install", "b"]


def test_matplotlib_that_cant_draw_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    text = report(doctor.figures, "matplotlib")
    assert "MEND figures: ModuleNotFoundError" in text
    assert commands(text)[0][-2:] == ["--force-reinstall", "matplotlib"]


MUCH, LITTLE = 5000, 100  # mebibytes


@pytest.mark.parametrize(
    ("machine", "container", "mark", "words", "advice"),
    [
        (MUCH, MUCH, "ok", f"{MUCH} MiB free, ", ""),
        (LITTLE, LITTLE, "MEND", f"{LITTLE} MiB free, ", "> close other programs"),
        (MUCH, LITTLE, "MEND", f"{LITTLE} MiB free in this container, ", "give the container more"),
    ],
)
def test_little_memory_is_a_problem(
    monkeypatch: pytest.MonkeyPatch,
    machine: int,
    container: int,
    mark: str,
    words: str,
    advice: str,
) -> None:
    free = SimpleNamespace(available=machine * 2**20)
    monkeypatch.setattr("psutil.virtual_memory", lambda: free)
    monkeypatch.setattr(_memory, "free", lambda bytes: min(bytes, container * 2**20))
    text = report(doctor.memory)
    assert text.startswith(f"{mark:5}memory: {words}")
    assert advice in text
    assert ("container" in text) == (container < machine)


def test_a_quoted_python_needs_one_more_sign_in_powershell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "quoted", lambda word: f'"{word}"')
    assert "PowerShell" in doctor.verdict([doctor.problem("x", "y")])


def test_tested_versions_are_the_pins() -> None:
    tested = doctor.tested_versions()
    assert tested.keys() >= {doctor.normal_name(name) for name in LESSONS_NEED}
    pins = shipped("constraints.txt").read_text(encoding="utf-8").splitlines()
    assert len(tested) == sum("==" in line for line in pins)
