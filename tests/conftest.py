"""What holds for all tests."""

import os
import tempfile
from pathlib import Path

import pytest
from run_notebooks import neutral_environment


def pytest_configure(config: pytest.Config) -> None:
    """Lessons run as on a fresh machine, whatever the person who tests has configured."""
    scratch = tempfile.TemporaryDirectory()
    config.add_cleanup(scratch.cleanup)
    os.environ |= neutral_environment(Path(scratch.name))
