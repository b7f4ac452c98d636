"""The course as somebody gets it: a wheel, installed outside the repository."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib.metadata import files
from pathlib import Path

import coverage
import matplotlib
import pytest

ROOT = Path(__file__).parents[2]
NOT_FOR_A_WHEEL = shutil.ignore_patterns(
    ".*", "__pycache__", "*.egg-info", "build", "book", "tests", "benchmarks", "tools"
)


def build_wheel(source: Path, folder: Path) -> Path:
    """Build with the setuptools that is installed here: pip would fetch another one."""
    wheel = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*wheel, "--wheel-dir", folder, source], check=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy to build in, because building leaves traces."""
    return shutil.copytree(
        ROOT, tmp_path_factory.mktemp("source") / "repository", ignore=NOT_FOR_A_WHEEL
    )


@pytest.fixture(scope="session")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(source, tmp_path_factory.mktemp("wheels"))


@dataclass(frozen=True)
class Machine:
    """A Python with the wheel, a folder to work in, and settings that are nobody's."""

    python: Path
    home: Path
    settings: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        folders = {
            "HOME": str(self.home),
            "JUPYTER_DATA_DIR": str(self.home / "data"),
            "JUPYTER_CONFIG_DIR": str(self.home / "config"),
            "MPLCONFIGDIR": matplotlib.get_cachedir(),  # else each would look for all fonts anew
            "IPYTHONDIR": str(self.home / "ipython"),
            "PYTHONIOENCODING": "utf-8",
        }
        if coverage.Coverage.current():  # what runs here counts as well
            folders["COVERAGE_PROCESS_START"] = str(ROOT / "pyproject.toml")
            folders["COVERAGE_FILE"] = str(ROOT / ".coverage")
        return subprocess.run(
            [self.python, *arguments],
            cwd=self.home,
            env=kept | folders | self.settings,
            capture_output=True,
            encoding="utf-8",
        )

    def hopfield_lessons(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "hopfield_lessons", *arguments)

    def with_settings(self, **settings: str) -> "Machine":
        return replace(self, settings=self.settings | settings)

    def with_file(self, name: str, content: str) -> "Machine":
        """The same machine with a file in a folder that Python looks into before all others."""
        path = self.home / "planted" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return self.with_settings(PYTHONPATH=str(self.home / "planted"))

    def with_version(self, package: str, version: str) -> "Machine":
        metadata = f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n"
        return self.with_file(f"{package}-{version}.dist-info/METADATA", metadata)

    def with_kernel(self, *command: str) -> None:
        """Let the kernel of the lessons be described, for this person, by `command`."""
        folder = self.home / "data" / "kernels" / "python3"
        folder.mkdir(parents=True)
        spec = {"argv": command, "display_name": "Python 3", "language": "python"}
        (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")


def new_python(folder: Path, wheel: Path) -> tuple[Path, Path]:
    """A fresh environment with nothing in it but the wheel: its Python, its site-packages."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    names = {"base": str(folder), "platbase": str(folder)}
    python = Path(sysconfig.get_path("scripts", "venv", names), "python")
    pip = [sys.executable, "-m", "pip", "--quiet", "--python", python, "install"]
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True)
    return python, Path(sysconfig.get_path("purelib", "venv", names))


@pytest.fixture(scope="session")
def full_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With all other packages of the Python that runs the tests."""
    python, site = new_python(tmp_path_factory.mktemp("full") / "its environment", wheel)
    here = [path for path in sys.path if Path(path).name == "site-packages"]
    measured = "import coverage; coverage.process_startup()"
    (site / "here.pth").write_text("\n".join([*here, measured]), encoding="utf-8")
    return python


@pytest.fixture(scope="session")
def bare_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With numpy only, as after installing the package without its extra for the lessons."""
    import numpy

    python, site = new_python(tmp_path_factory.mktemp("bare") / "environment", wheel)
    for part in Path(numpy.__file__).parents[1].glob("numpy*"):
        (site / part.name).symlink_to(part)
    return python


@pytest.fixture
def machine(full_python: Path, tmp_path: Path) -> Machine:
    """One that is ready: its JupyterLab has the widget extension of the tests' own."""
    extension = next(f for f in files("jupyterlab_widgets") or () if f.name == "package.json")
    labextensions = Path(extension.locate()).resolve().parents[2]
    home = tmp_path / "a home of its own"
    (home / "jupyter").mkdir(parents=True)
    (home / "jupyter" / "labextensions").symlink_to(labextensions, target_is_directory=True)
    return Machine(full_python, home).with_settings(JUPYTER_PATH=str(home / "jupyter"))


@pytest.fixture
def bare_machine(bare_python: Path, tmp_path: Path) -> Machine:
    return Machine(bare_python, tmp_path)


@pytest.fixture
def ask(machine: Machine) -> Callable[..., str]:
    """What one check of the doctor reports, without the others; on `machine`, if no other."""

    def report(check: str, *modules: str, on: Machine = machine, seconds: int = 30) -> str:
        done = on.run(
            "-c",
            "import sys; from hopfield_lessons.commands import doctor as d\n"
            f"d.SECONDS_FOR_A_KERNEL = {seconds}\n"
            "print(*map(d.line, d.attempt(getattr(d, sys.argv[1]), *sys.argv[2:])), sep='\\n')",
            check,
            *modules,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return report
