"""Puts the lessons and the versions they were tested with into the wheel.

Everything else is said in pyproject.toml. Lessons and constraints.txt stay at the top of the
repository, where readers, Binder and pip look for them, and are copied into the package only while
a wheel is built. An editable install (`make lab`, `make test`) copies nothing: it goes on reading
the files of the checkout, and neither tests nor type checker meet a second copy.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
TRAVELLING = ("constraints.txt", "notebooks/*.ipynb", "notebooks/data/*")


class BuildWithLessons(build_py):
    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        package = Path(self.build_lib, "hopfield_lessons")
        shutil.rmtree(package / "notebooks", ignore_errors=True)  # of an earlier build
        for source in sorted(file for pattern in TRAVELLING for file in HERE.glob(pattern)):
            target = package / source.relative_to(HERE)
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_file():
                shutil.copy(source, target)


setup(cmdclass={"build_py": BuildWithLessons})
