"""The course as somebody gets it: a wheel, installed outside the repository."""

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from importlib.metadata import files
from pathlib import Path

import coverage
import matplotlib
import pytest

ROOT = Path(__file__).parents[2]
# A machine that is ready has memory, whatever else runs on this one just now.
PLENTY = (
    "import psutil, types; "
    "psutil.virtual_memory = lambda plenty=types.SimpleNamespace(available=2**33): plenty"
)
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
    (site / "here.pth").write_text("\n".join([*here, measured, PLENTY]), encoding="utf-8")
    return python


@pytest.fixture(scope="session")
def bare_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With numpy only, as after installing the package without its extra for the lessons."""
    import numpy

    python, site = new_python(tmp_path_factory.mktemp("bare") / "environment", wheel)
    for part in Path(numpy.__file__).parents[1].glob("numpy*"):
        (site / part.name).symlink_to(part)
    return python


def with_labextensions(folder: Path) -> Path:
    """A folder in which JupyterLab finds the widget extension of the Python that runs the tests."""
    extension = next(f for f in files("jupyterlab_widgets") or () if f.name == "package.json")
    labextensions = Path(extension.locate()).resolve().parents[2]
    folder.mkdir(parents=True)
    (folder / "labextensions").symlink_to(labextensions, target_is_directory=True)
    return folder


@pytest.fixture
def machine(full_python: Path, tmp_path: Path) -> Machine:
    """One that is ready."""
    home = tmp_path / "a home of its own"
    return Machine(full_python, home, {"JUPYTER_PATH": str(with_labextensions(home / "jupyter"))})


@pytest.fixture
def bare_machine(bare_python: Path, tmp_path: Path) -> Machine:
    return Machine(bare_python, tmp_path)
