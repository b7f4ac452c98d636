"""The strict content check of Jupyter Book 2, without a network, on a copy of the book.

It reads the same pages as Sphinx with another parser, and so finds what Sphinx lets through.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from tests.book.contents import BOOK

NODE = 20  # the oldest version of Node.js that mystmd accepts
THEME = {  # a theme of our own that shows nothing: the real one would have to be downloaded
    "template.yml": "myst: v1\nkind: site\ntitle: None\nbuild:\n  start: node --version\n",
    "package.json": '{"name": "none", "version": "0.0.0", "private": true}\n',
}


@pytest.fixture
def project(site: Path, tmp_path: Path) -> Path:  # noqa: ARG001, building it makes pages in book/
    """A copy of book/ as `make book` leaves it, with the theme above."""
    copy = tmp_path / "book"
    shutil.copytree(BOOK, copy, ignore=shutil.ignore_patterns("_build"))
    for lesson in copy.glob("notebooks/*.ipynb"):
        text = lesson.read_text(encoding="utf-8")
        # It finds DOIs in references.bib, and so needs no network, but not with %28 for "(".
        text = re.sub(r"https://doi\.org/[^)\s]+", lambda doi: unquote(doi[0]), text)
        lesson.write_text(text, encoding="utf-8")
    (copy / "theme").mkdir()
    for name, text in THEME.items():
        (copy / "theme" / name).write_text(text, encoding="utf-8")
    change_settings(copy, "site", template="./theme")
    return copy


def change_settings(project: Path, part: str, **changes: object) -> None:
    file = project / "myst.yml"
    settings = yaml.safe_load(file.read_text(encoding="utf-8"))
    settings[part] |= changes
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")


def needs_node() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Jupyter Book 2 needs Node.js, and there is no `node` on the path")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.removeprefix("v").partition(".")[0]) < NODE:
        pytest.skip(f"Jupyter Book 2 needs Node.js {NODE} or newer; here is {version.strip()}")


def check(project: Path) -> subprocess.CompletedProcess[str]:
    """Run the check; what it says is in `stdout`."""
    needs_node()
    nobody = "http://127.0.0.1:9"  # whatever it would ask the network ends here, at once
    return subprocess.run(
        [sys.executable, "-m", "mystmd_py.main", "build", "--site", "--strict"],
        cwd=project,
        env=os.environ | {"HTTPS_PROXY": nobody, "npm_config_registry": nobody},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


# Places in lessons to which our extensions of Sphinx give a name, and a heading with a ½, whose
# name differs here. A reader lands at the top of the lesson; on the site a test follows each link.
NAMED_BY_SPHINX = r"target was not found: (exercise-\d+|common-mistake-\d+|\S*%c2%bd)$"


def complaints(run: subprocess.CompletedProcess[str]) -> list[str]:
    """Errors and warnings; for the latter alone it wouldn't fail."""
    lines = [line.strip() for line in run.stdout.splitlines() if line.startswith(("⛔", "⚠"))]
    return [line for line in lines if not re.search(NAMED_BY_SPHINX, line)]


def test_every_page_passes(project: Path) -> None:
    run = check(project)
    assert complaints(run) == []
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(
    "fault",
    ["[](#nobody-made-this)", "[words](other.md#nobody-made-this)", "{cite}`nobody-made-this`"],
)
def test_a_broken_reference_is_found(project: Path, fault: str) -> None:
    (project / "page.md").write_text(f"See {fault}.\n", encoding="utf-8")
    (project / "other.md").write_text("# Another page\n", encoding="utf-8")
    change_settings(project, "project", toc=[{"file": "page.md"}, {"file": "other.md"}])
    assert any("nobody-made-this" in words for words in complaints(check(project)))
