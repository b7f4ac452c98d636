"""JupyterLab for the tests: a server of its own, and a lesson as its learner handles it."""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Locator, Page, WebSocket, expect

SETTINGS = Path(__file__).parents[2] / "tools" / "lab"  # those of make lab


# --- the server -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, which ends in a slash, its token, notebooks and log."""

    address: str
    token: str
    root: Path
    log: Path

    def page(self, notebook: str) -> str:
        """The address of one notebook, alone in the window."""
        return f"{self.address}doc/tree/{notebook}?token={self.token}"


@contextmanager
def running_lab(notebooks: Path, scratch: Path) -> Iterator[Lab]:
    """JupyterLab on a free port of this machine, on a copy of `notebooks`, set up as by make lab.

    Everything that it writes goes below `scratch`.
    """
    root, log = scratch / "notebooks", scratch / "jupyterlab.log"
    shutil.copytree(notebooks, root)
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    environment = os.environ | {name: str(scratch / folder) for name, folder in folders.items()}
    environment["JUPYTER_CONFIG_PATH"] = str(SETTINGS)
    token = secrets.token_hex(16)
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *("--ip=127.0.0.1", "--port=0", f"--IdentityProvider.token={token}"),
        *(f"--ServerApp.root_dir={root}", "--LabApp.expose_app_in_browser=True"),
    ]
    with log.open("w") as output:
        server = subprocess.Popen(
            command, env=environment, stdout=output, stderr=subprocess.STDOUT, cwd=scratch
        )
    try:
        yield Lab(_address(server, scratch / "runtime", log), token, root, log)
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _address(server: subprocess.Popen[bytes], runtime: Path, log: Path) -> str:
    """Wait for the file in which the server says where it will listen, and until it does."""
    end = time.monotonic() + 180
    while time.monotonic() < end:
        for file in runtime.glob("jpserver-*.json"):
            with suppress(json.JSONDecodeError, ConnectionRefusedError):  # half written, too early
                found = json.loads(file.read_text())
                socket.create_connection(("127.0.0.1", found["port"])).close()
                return found["url"]
        assert server.poll() is None, f"JupyterLab stopped at once:\n{log.read_text()}"
        time.sleep(0.1)
    raise AssertionError(f"JupyterLab didn't start within 180 s:\n{log.read_text()}")


# --- a lesson -------------------------------------------------------------------------------


MESSAGE = r'"msg_id": ?"(.*?)"'


def as_text(frame: str | bytes) -> str:
    return frame if isinstance(frame, str) else frame.decode("utf-8", "replace")


# JupyterLab needs seconds of processor time to start, and a tenth of one for another notebook.
OPEN = """async (path) => {
    await jupyterapp.commands.execute('docmanager:open', { path, factory: 'Notebook' });
}"""
CLOSE = """async () => {
    jupyterapp.shell.currentWidget.context.model.dirty = false;  // else it asks whether to save
    await jupyterapp.commands.execute('application:close');
    await jupyterapp.serviceManager.sessions.shutdownAll();
}"""


class Lesson:
    """One notebook in JupyterLab: open it, run it, and reach its explorers."""

    def __init__(self, page: Page, lab: Lab, notebook: str) -> None:
        self.page = page
        self.cells = json.loads((lab.root / notebook).read_text(encoding="utf-8"))["cells"]
        self.executed = 0
        self.unanswered: set[str] = set()
        self.kernel_errors: list[str] = []
        page.on("websocket", self._listen)
        if page.url.startswith(lab.address):
            page.evaluate(OPEN, notebook)
        else:
            page.goto(lab.page(notebook))
        expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(len(self.cells))
        # The toolbar's dot says idle even before there is a kernel; the status bar waits for it.
        expect(page.locator("#jp-main-statusbar")).to_contain_text("| Idle")

    def close(self) -> None:
        """Close it as it was opened, and end its kernel: the page is ready for another lesson."""
        self.page.evaluate(CLOSE)
        self.page.remove_listener("websocket", self._listen)
        expect(self.page.locator(".jp-Notebook")).to_have_count(0)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", self._say)
        socket.on("framereceived", self._hear)

    def _say(self, frame: str | bytes) -> None:
        """Note what a widget tells the kernel, until the kernel is done with it."""
        text = as_text(frame)
        if re.search(r'"msg_type": ?"comm_msg"', text):
            self.unanswered.add(re.search(MESSAGE, text)[1])

    def _hear(self, frame: str | bytes) -> None:
        """Follow the kernel's messages: an error in a widget's callback shows in no cell."""
        text = as_text(frame)
        if re.search(r'"execution_state": ?"idle"', text):
            self.unanswered.difference_update(re.findall(MESSAGE, text))
        self.executed += bool(re.search(r'"msg_type": ?"execute_input"', text))
        if re.search(r'"msg_type": ?"error"', text):
            name = re.search(r'"ename": ?"(.*?)"', text)
            value = re.search(r'"evalue": ?"(.*?)(?<!\\)"', text)
            self.kernel_errors.append(": ".join(found[1] for found in (name, value) if found))

    def run_all(self, limit: float) -> float:
        """Run all cells and return the seconds that it took; more than `limit` is an error."""
        for _ in range(3):  # JupyterLab can lose a command while the session settles
            self.page.get_by_role("menuitem", name="Run", exact=True).click()
            self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
            start = time.monotonic()
            while not self.executed and time.monotonic() < start + 30:
                self.page.wait_for_timeout(50)
            if self.executed:
                break
        assert self.executed, "the command Run All Cells was lost three times"
        waiting = self.page.locator(".jp-InputArea-prompt").filter(has_text="[*]")
        expect(waiting, f"Run All takes more than {limit} s").to_have_count(0, timeout=limit * 1000)
        self.wait_idle()
        return time.monotonic() - start

    def wait_idle(self, limit: float = 120) -> None:
        end = time.monotonic() + limit
        while self.unanswered and time.monotonic() < end:
            self.page.wait_for_timeout(20)
        assert not self.unanswered, "the kernel doesn't answer the widgets"
        dot = self.page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']")
        expect(dot.first, "the kernel is still busy").to_be_attached(timeout=limit * 1000)

    def explorers(self) -> list["Explorer"]:
        """One for each cell tagged ``explorer``."""
        return [
            Explorer(self, self._output(index))
            for index, cell in enumerate(self.cells)
            if "explorer" in cell["metadata"].get("tags", [])
        ]

    def players(self) -> list[Locator]:
        """One for each player among the stored outputs, drawn anew by this kernel."""
        return [
            self._output(index).locator(".hl-player")
            for index, cell in enumerate(self.cells)
            if "hl-player" in json.dumps(cell.get("outputs"))
        ]

    def _output(self, index: int) -> Locator:
        """Where a cell shows its outputs; in view, as JupyterLab draws others when it has time."""
        cell = self.page.locator(".jp-Notebook .jp-Cell").nth(index)
        cell.scroll_into_view_if_needed()
        return cell.locator(".jp-Cell-outputArea")

    def assert_no_errors(self, when: str) -> None:
        assert not self.kernel_errors, f"{when}, the kernel reported {self.kernel_errors}"


STILL, LATE = 0.15, 0.6  # seconds without a change, after which a picture is believed


class Explorer:
    """The controls and the picture of one explorer."""

    def __init__(self, lesson: Lesson, output: Locator) -> None:
        self.lesson = lesson
        self.page = lesson.page
        self.output = output
        self.seen: str | None = None
        expect(output.get_by_role("slider").first, "the explorer shows no slider").to_be_visible()

    @cached_property
    def sliders(self) -> list["Slider"]:
        return [Slider(self, handle) for handle in self.output.get_by_role("slider").all()]

    @cached_property
    def buttons(self) -> list[Locator]:
        return self.output.locator("button.jupyter-button").all()

    @cached_property
    def dropdowns(self) -> list[Locator]:
        return self.output.locator("select").all()

    def picture(self) -> str:
        """A fingerprint of what the explorer's images show, whatever their addresses."""
        return self.output.locator("img").evaluate_all(
            """async (images) => {
                const read = async (image) => (await fetch(image.src)).arrayBuffer();
                const bytes = await new Blob(await Promise.all(images.map(read))).arrayBuffer();
                const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
                return Array.from(hash.slice(0, 8), (byte) => byte.toString(16)).join('-');
            }"""
        )

    def settled_picture(self, limit: float = 120) -> str:
        """The picture, once the kernel is idle and what it shows stands still.

        It is waited for a moment where it has changed since it was last asked for, and longer where
        it hasn't: on a busy machine it may be late, or there may be nothing new to show.
        """
        end = time.monotonic() + limit
        last, since = self.picture(), time.monotonic()
        while time.monotonic() < end:
            self.page.wait_for_timeout(40)
            self.lesson.wait_idle()
            if (now := self.picture()) != last:
                last, since = now, time.monotonic()
            elif time.monotonic() - since > (LATE if now == self.seen else STILL):
                self.seen = now
                return now
        raise AssertionError(f"the explorer's picture still changes after {limit} s")

    def pictures_after(self, *actions: Callable[[], object]) -> list[str]:
        """The picture before the first action, and after each."""
        seen = [self.settled_picture()]
        for action in actions:
            action()
            seen.append(self.settled_picture())
        return seen


class Slider:
    """One slider of an ipywidgets explorer."""

    def __init__(self, explorer: Explorer, handle: Locator) -> None:
        self.page = explorer.page
        self.handle = handle
        box = handle.locator("xpath=ancestor::*[contains(@class, 'widget-slider')]")
        self.name = box.locator(".widget-label").text_content()
        self.readout = box.locator(".widget-readout")

    @property
    def value(self) -> str:
        """The value as its learner reads it beside the slider."""
        return self.readout.text_content() or ""

    def press(self, key: str) -> None:
        """Press a key on the slider: an arrow is one step, Home and End are its two ends."""
        self.handle.press(key)

    @property
    def place(self) -> float:
        """Where the handle stands, from 0 at one end to 1 at the other."""
        low, now, high = (
            float(self.handle.get_attribute(f"aria-value{word}") or 0)
            for word in ("min", "now", "max")
        )
        return (now - low) / (high - low)

    def put_back(self, value: str, place: float) -> None:
        """Return to an earlier value: typed beside the slider, or step by step among words.

        Those are reached from the end that is nearer to where the handle stood, its `place`.
        """
        if self.readout.get_attribute("contenteditable") == "true":
            self.readout.fill(value)
            self.readout.press("Enter")
        else:
            end, step = ("Home", "ArrowRight") if place < 0.5 else ("End", "ArrowLeft")
            self.press(end)
            while (before := self.value) != value:
                self.press(step)
                assert self.value != before, f"the slider {self.name!r} never shows {value} again"
        assert self.value == value, f"the slider {self.name!r} shows {self.value}, not {value}"

    def drag(self, pixels: int) -> None:
        """Drag the handle sideways with the mouse."""
        self.handle.scroll_into_view_if_needed()
        box = self.handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + pixels, y, steps=5)
        self.page.mouse.up()
