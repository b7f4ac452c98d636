"""Visiting the built site as a reader does: in a browser, over http, from this machine only."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.book.contents import contents
from tests.browser.chromium import watched_page

PAGES = [str(Path(source).with_suffix(".html")) for source in contents()] + ["search.html"]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Don't print every request into the test's output."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site on a free port of this machine."""
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    with watched_page(browser, address) as (page, watch):
        yield page
        watch.assert_clean()


def open_page(page: Page, url: str, *, covers: bool = False) -> None:
    """Open `url` and wait until its mathematics is typeset, in its own fonts.

    What answers a guess is uncovered, to be looked at, unless the `covers` are to stay.
    """
    page.goto(url)
    if not covers:
        uncover(page)
    page.evaluate("dispatchEvent(new Event('scroll'))")  # mathematics comes to those who read on
    page.wait_for_function("!document.querySelector('.math') || window.MathJax?.startup?.promise")
    page.evaluate("window.MathJax?.startup?.promise")
    page.evaluate("document.fonts.ready.then(() => null)")


def uncover(page: Page) -> None:
    """Show what answers the guesses."""
    page.locator("details.answer").evaluate_all("all => all.forEach((a) => (a.open = true))")


def assert_typeset(page: Page) -> None:
    state = page.evaluate(
        """() => ({
            untouched: [...document.querySelectorAll('.math')]
                .filter((m) => !m.querySelector('mjx-container')).map((m) => m.textContent),
            broken: [...document.querySelectorAll('mjx-merror')]
                .map((m) => m.getAttribute('data-mjx-error') || m.textContent),
            formulas: document.querySelectorAll('.math').length,
            typeset: document.querySelectorAll('mjx-container').length,
        })"""
    )
    assert not state["untouched"], f"not typeset: {state['untouched']}"
    assert not state["broken"], f"MathJax could not read: {state['broken']}"
    assert state["typeset"] == state["formulas"], f"formulas and typeset formulas differ: {state}"
