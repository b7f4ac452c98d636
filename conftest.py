"""What holds for all tests, those of the lessons too, whichever of them are run."""

import os
import tempfile
from pathlib import Path

import nbval.plugin
import pytest
from hypothesis import HealthCheck, settings
from nbval.plugin import IPyNbCell
from run_notebooks import neutral_environment
from xdist.scheduler import LoadScopeScheduling

# First of all, as users do: if pytest imported the module `energy` for its doctests before the
# package, it would bind `hopfield_lessons.energy` to the module instead of the function.
import hopfield_lessons  # noqa: F401

# The same examples on every run, and no failure for being slow.
settings.register_profile(
    "course",
    derandomize=True,
    deadline=None,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("course")


# Coverage makes the loops of a lesson three times slower, and would tell nothing new: what a lesson
# reaches is reached by other tests too.
nbval.plugin.setup_coverage = nbval.plugin.teardown_coverage = lambda *_: None


def pytest_configure(config: pytest.Config) -> None:
    """Lessons run as on a fresh machine, whatever the person who tests has configured."""
    scratch = tempfile.TemporaryDirectory()
    config.add_cleanup(scratch.cleanup)
    os.environ |= neutral_environment(Path(scratch.name))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A kernel on a busy machine may need more than nbval's 5 seconds to hand over an output."""
    for item in items:
        if isinstance(item, IPyNbCell):
            item.output_timeout = 60


class ByFolder(LoadScopeScheduling):
    """Gives each process a whole folder of tests at a time, or a whole notebook.

    So a site is built once, and a wheel, and a notebook's cells meet one kernel, in their order.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file.endswith(".ipynb") else file.rpartition("/")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFolder:
    return ByFolder(config, log)
