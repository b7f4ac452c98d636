"""One headless Chromium for the tests, and a page that remembers what went wrong on it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

# The first is Chromium without windows: its pages open four times as fast.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PATIENCE = 120_000  # milliseconds; a busy machine may need them, and they cost nothing otherwise
expect.set_options(timeout=PATIENCE)


def find_chromium() -> str:
    """The browser named by the environment variable CHROMIUM, or the first one installed."""
    chosen = os.environ.get("CHROMIUM")
    names = (chosen,) if chosen else NAMES
    for name in names:
        if path := shutil.which(name):
            return path
    pytest.fail(
        f"These tests drive a real browser and found none (tried: {', '.join(names)}). "
        "Install Chromium (Debian: apt install chromium-headless-shell, Ubuntu: chromium; "
        "macOS: brew install --cask chromium), "
        "or set the environment variable CHROMIUM to the browser's program.",
        pytrace=False,
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one module of tests.

    Not for the whole session: while playwright runs, its event loop counts as
    running, and tests that start one of their own (nbval's kernels do) would fail.
    """
    executable = find_chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()


class Watch:
    """Collects, in words, what goes wrong on a page.

    It may talk to `origin` only: the beginning of an address, or several.
    """

    def __init__(self, page: Page, origin: str | tuple[str, ...]) -> None:
        self.allowed = (*([origin] if isinstance(origin, str) else origin), "data:", "blob:")
        self.complaints: list[str] = []
        page.on("request", self._request)
        page.on("requestfailed", lambda r: self._complain(f"request failed ({r.failure}): {r.url}"))
        page.on("response", self._response)
        page.on("pageerror", lambda error: self._complain(f"script error: {error}"))
        page.on("console", self._console)

    def _complain(self, words: str) -> None:
        self.complaints.append(words[:500])

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complain(f"console error: {message.text} ({message.location.get('url')})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self.allowed):
            self._complain(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._complain(f"answer {response.status}: {response.url}")

    def assert_clean(self) -> None:
        assert not self.complaints, "the page complained:\n  " + "\n  ".join(self.complaints)


@contextmanager
def watched_page(
    browser: Browser | BrowserContext, origin: str | tuple[str, ...], **options: object
) -> Iterator[tuple[Page, Watch]]:
    """A fresh page, closed afterwards; `options` are those of playwright's `new_context`.

    Given a browser it knows nothing yet; given a context, what earlier pages of it have loaded.
    """
    context = browser.new_context(**options) if isinstance(browser, Browser) else browser
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    try:
        yield page, Watch(page, origin)
    finally:
        page.close() if context is browser else context.close()
