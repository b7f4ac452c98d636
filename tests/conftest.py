"""What is printed at the end: a folder's own conftest is read by workers, which print nothing."""

import pytest


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
        from tests.book import audit  # brings a browser's driver along, which few runs need

        terminalreporter.section(f"accessibility, audited by axe-core {audit.VERSION}")
        for line in audit.summary(audits):
            terminalreporter.write_line(line)
