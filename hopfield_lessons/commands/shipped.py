"""What comes with the package: the lessons, and the versions that they were tested with."""

import re

from .._shipped import PACKAGE, shipped

__all__ = ["PACKAGE", "lesson_files", "normal_name", "shipped", "tested_versions"]


def lesson_files() -> dict[str, bytes]:
    """The notebooks and their data, by names such as ``data/capacity.csv``, in order.

    >>> next(iter(lesson_files()))
    '00_start_here.ipynb'
    """
    folder = shipped("notebooks")
    paths = sorted(folder.glob("*.ipynb")) + sorted(folder.glob("data/*"))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()
    }


def tested_versions() -> dict[str, str]:
    """The version of each package that the lessons were tested with.

    >>> "numpy" in tested_versions()
    True
    """
    pins = shipped("constraints.txt").read_text(encoding="utf-8")
    return {
        normal_name(name): version
        for name, version in re.findall(r"^([\w.-]+)==(\S+)$", pins, re.MULTILINE)
    }


def normal_name(name: str) -> str:
    """The spelling of a package's name by which two names can be compared.

    >>> normal_name("Jupyter_Core")
    'jupyter-core'
    """
    return re.sub(r"[-_.]+", "-", name).lower()
