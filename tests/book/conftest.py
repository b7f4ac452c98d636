"""The site, built once for all tests of this folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.book import audit
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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the audits of accessibility found, whether their tests passed or not."""
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    audits = [
        value
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, value in report.user_properties
        if name == "accessibility"
    ]
    if audits:
        terminalreporter.section(f"accessibility, audited by axe-core {audit.VERSION}")
        for line in audit.summary(audits):
            terminalreporter.write_line(line)
