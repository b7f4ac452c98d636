"""What JupyterLab's Save and Export makes of a lesson, by nbconvert."""

import html
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from hopfield_lessons.lessons.data import stored_result
from tests.notebooks.lesson import FOLDER

LESSONS = sorted(FOLDER.glob("*.ipynb"))


def export(folder: Path, *options: str) -> None:
    command = [sys.executable, "-m", "nbconvert", *options, "--output-dir", folder, *LESSONS]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_script_is_a_python_file(tmp_path: Path) -> None:
    export(tmp_path, "--to", "script")
    assert {file.name for file in tmp_path.iterdir()} == {f"{path.stem}.py" for path in LESSONS}
    for file in tmp_path.iterdir():
        compile(file.read_text(encoding="utf-8"), file.name, "exec")


def test_a_page_describes_its_figures(tmp_path: Path) -> None:
    """In nbconvert's classic template: its other one, lab, has no place for such a text.

    As the page for lecturers says it: the texts are found beside the pixels, not beside SVG.
    """
    kinds = ("text/html", "image/png", "text/plain")
    first = [f"--NbConvertBase.display_data_priority={kind}" for kind in kinds]
    export(tmp_path, "--to", "html", "--template", "classic", *first)
    for path in LESSONS:
        page = html.unescape((tmp_path / f"{path.stem}.html").read_text(encoding="utf-8"))
        for cell in nbformat.read(path, as_version=4).cells:
            if alt := cell.metadata.get("mystnb", {}).get("image", {}).get("alt"):
                assert f'alt="{alt}"' in page, f"{path.name}: {alt}"
        assert "No description has been provided for this image" not in page


def test_a_stored_result_is_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shipped = stored_result("capacity.csv")
    assert shipped.read_bytes() == (FOLDER / "data/capacity.csv").read_bytes()
    (tmp_path / "data").mkdir()
    (tmp_path / "data/capacity.csv").write_bytes(b"my own")
    assert stored_result("capacity.csv").read_bytes() == b"my own"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_cell_reads_a_file_by_its_place(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        assert cell.cell_type != "code" or "data/" not in cell.source, "use stored_result"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_before_the_package_is_imported_stands_what_to_do_without_it(path: Path) -> None:
    sources = [cell.source for cell in nbformat.read(path, as_version=4).cells]
    first = "\n".join(sources).partition("import hopfield_lessons as hl")[0]
    assert "No module named 'hopfield_lessons'" in first
