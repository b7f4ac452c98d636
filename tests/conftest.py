"""What holds for all tests."""

import os
import tempfile
from pathlib import Path

import pytest
from run_notebooks import neutral_environment

# First of all, as users do: if pytest imported the module `energy` for its doctests before the
# package, it would bind `hopfield_lessons.energy` to the module instead of the function.
import hopfield_lessons  # noqa: F401


def pytest_configure(config: pytest.Config) -> None:
    """Lessons run as on a fresh machine, whatever the person who tests has configured."""
    scratch = tempfile.TemporaryDirectory()
    config.add_cleanup(scratch.cleanup)
    os.environ |= neutral_environment(Path(scratch.name))
