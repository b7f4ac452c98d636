"""The site, built once for all tests of this folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.book.contents import ROOT
from tests.book.visit import address, tab
from tests.browser.chromium import browser

__all__ = ["address", "browser", "tab"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site; every warning of the build is an error, and is shown."""
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-n", "--keep-going", "-b", "html"]
    build = subprocess.run(
        [*command, "-d", out.with_name("doctrees"), "book", out],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if build.returncode:
        pytest.fail(f"the site does not build cleanly:\n{build.stderr}", pytrace=False)
    return out
