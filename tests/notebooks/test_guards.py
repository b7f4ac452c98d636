"""The guards themselves: each one passes a sound lesson, and names what was spoilt."""

import base64
import copy
import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output
from PIL import Image, ImageOps
from run_notebooks import run_and_save

from tests.notebooks import outputs, structure, texts
from tests.notebooks.guards import GUARDS
from tests.notebooks.lesson import Lesson, run
from tests.notebooks.pictures import difference
from tests.notebooks.prose import disagreements
from tests.notebooks.sample import code, sample, text

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample lesson, run and saved as `make notebooks` does it."""
    path = tmp_path_factory.mktemp("notebooks") / "sample.ipynb"
    nbformat.write(sample(), path)
    run_and_save(path)
    return path


@pytest.fixture(scope="module")
def sound(path: Path) -> Lesson:
    return run(path)


@pytest.fixture
def spoilt(sound: Lesson) -> Lesson:
    """A copy whose stored half a test may change."""
    return Lesson(copy.deepcopy(sound.stored), sound.fresh, sound.folder)


def cell(lesson: Lesson, beginning: str) -> NotebookNode:
    return next(c for c in lesson.stored.cells if c.source.startswith(beginning))


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_a_sound_lesson_passes(sound: Lesson, guard: Callable[[Lesson], list[str]]) -> None:
    assert guard(sound) == []


# ---------------------------------------------------------------------------- what nbval looks at


def nbval(path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", f"--config-file={ROOT / 'pyproject.toml'}", "-q"]
    return subprocess.run(
        [*command, f"--rootdir={ROOT}", str(path)], cwd=ROOT, capture_output=True, text=True
    )


def test_strict_nbval_passes_what_make_notebooks_saved(path: Path) -> None:
    done = nbval(path)
    assert done.returncode == 0, done.stdout


def test_strict_nbval_fails_on_an_edited_text_output(spoilt: Lesson, tmp_path: Path) -> None:
    cell(spoilt, "print(y.sum())").outputs[0].text = "328351\n"
    nbformat.write(spoilt.stored, tmp_path / "edited.ipynb")
    done = nbval(tmp_path / "edited.ipynb")
    assert done.returncode == 1
    assert "328351" in done.stdout
    assert "1 failed" in done.stdout


# ---------------------------------------------------------------- what nbval lets through: outputs


def test_stripped_outputs(spoilt: Lesson) -> None:
    cell(spoilt, "print(y.sum())").outputs = []
    (complaint,) = outputs.outputs_are_of_the_right_kinds(spoilt)
    assert complaint == "code cell [3] “print(y.sum())” lacks output: stdout"


def test_an_extra_figure(spoilt: Lesson) -> None:
    figure = cell(spoilt, "fig").outputs[0]
    cell(spoilt, "x =").outputs.append(figure)
    assert "has an extra output: image/png" in "\n".join(
        outputs.outputs_are_of_the_right_kinds(spoilt)
    )
    (complaint,) = outputs.figures_are_those_of_a_fresh_run(spoilt)
    assert "shows 1 pictures, a fresh run draws 0" in complaint


def test_a_cell_that_was_not_run(spoilt: Lesson) -> None:
    cell(spoilt, "print(y.sum())").execution_count = None
    (complaint,) = outputs.every_cell_ran_in_order(spoilt)
    assert complaint.startswith("code cell [ ] “print(y.sum())” should be [3]")


def test_cells_out_of_order(spoilt: Lesson) -> None:
    cell(spoilt, "x =").execution_count = 3
    cell(spoilt, "print(y.sum())").execution_count = 2
    assert len(outputs.every_cell_ran_in_order(spoilt)) == 2


def test_an_empty_cell(spoilt: Lesson) -> None:
    spoilt.stored.cells.append(text(" \n"))
    assert outputs.every_cell_ran_in_order(spoilt) == ["the text cell “” is empty"]


def test_an_error_output(spoilt: Lesson) -> None:
    error = new_output("error", ename="ValueError", evalue="no", traceback=[])
    cell(spoilt, "x =").outputs = [error]
    (complaint,) = outputs.nothing_went_wrong(spoilt)
    assert "shows an error: ValueError: no" in complaint


def test_a_warning(spoilt: Lesson) -> None:
    cell(spoilt, "x =").outputs = [new_output("stream", name="stderr", text="RuntimeWarning: oh")]
    (complaint,) = outputs.nothing_went_wrong(spoilt)
    assert "writes to stderr: RuntimeWarning: oh" in complaint


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ("Figure in /home/ada/lessons/x.png", "an absolute path: /home/ada/lessons/x.png"),
        ("<object at 0x7f73c1115790>", "an address in memory: 0x7f73c1115790"),
    ],
)
def test_outputs_of_one_machine(spoilt: Lesson, shown: str, words: str) -> None:
    cell(spoilt, "x =").outputs = [new_output("stream", text=shown)]
    (complaint,) = outputs.outputs_are_the_same_everywhere(spoilt)
    assert complaint.endswith(words)


def test_widget_state(spoilt: Lesson) -> None:
    spoilt.stored.metadata["widgets"] = {}
    assert "state of widgets" in outputs.outputs_are_the_same_everywhere(spoilt)[0]


def test_an_explorer_without_its_tags(spoilt: Lesson) -> None:
    cell(spoilt, "import ipywidgets").metadata.tags = ["explorer"]
    (complaint,) = outputs.explorers_are_tagged(spoilt)
    assert complaint.endswith("needs the tags nbval-ignore-output, remove-output too")


def test_a_cell_that_hides_from_nbval(spoilt: Lesson) -> None:
    cell(spoilt, "print(y.sum())").metadata.tags = ["nbval-ignore-output"]
    cell(spoilt, "x =").source += "\n# NBVAL_SKIP"
    hidden, comment = sorted(outputs.explorers_are_tagged(spoilt))
    assert "holds an nbval comment" in hidden
    assert "hides its outputs" in comment


# ---------------------------------------------------------------- what nbval lets through: figures


def photograph(*, sign: int = 1, title: str = "20 % of the pixels flipped") -> Image.Image:
    """A figure of 64 × 64 random pixels, the middle one times `sign`, beside a curve."""
    pixels = np.random.default_rng(1).choice([-1, 1], size=(64, 64))
    pixels[32, 32] *= sign
    figure, (left, right) = plt.subplots(1, 2, figsize=(6, 3))
    left.imshow(pixels, cmap="gray")
    left.set_title(title)
    right.plot(np.tanh(np.linspace(0, 4)))
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    plt.close(figure)
    return Image.open(buffer)


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format="png")
    return buffer.getvalue()


def test_antialiasing_is_tolerated() -> None:
    image = photograph()
    quarter_of_a_pixel = image.transform(
        image.size, Image.Transform.AFFINE, (1, 0, 0.25, 0, 1, 0), Image.Resampling.BILINEAR
    )
    assert png(quarter_of_a_pixel) != png(image)
    assert difference(png(image), png(quarter_of_a_pixel)) == ""


def test_one_flipped_pixel_of_a_photograph() -> None:
    words = difference(png(photograph()), png(photograph(sign=-1)))
    assert "differ most 30 % from the left and 51 % from the top" in words


def test_one_changed_digit_in_a_title() -> None:
    changed = photograph(title="26 % of the pixels flipped")
    assert "isn't what a fresh run draws" in difference(png(photograph()), png(changed))


def test_another_size() -> None:
    words = difference(png(photograph()), png(photograph().crop((0, 0, 599, 300))))
    assert words == "the stored picture is 600 × 300 pixels, but a fresh run draws 599 × 300"


def spoil_figure(lesson: Lesson, change: Callable[[Image.Image], Image.Image]) -> str:
    data = cell(lesson, "fig").outputs[0].data
    image = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
    data["image/png"] = base64.b64encode(png(change(image))).decode()
    (complaint,) = outputs.figures_are_those_of_a_fresh_run(lesson)
    return complaint


def test_a_replaced_figure(spoilt: Lesson) -> None:
    words = spoil_figure(spoilt, ImageOps.flip)
    assert words.startswith("code cell [5] “fig, (left, right)")
    assert "isn't what a fresh run draws" in words


def test_one_changed_panel(spoilt: Lesson) -> None:
    def change(image: Image.Image) -> Image.Image:
        half = (image.width // 2, 0, image.width, image.height)
        changed = image.copy()
        changed.paste(ImageOps.flip(image.crop(half)), half)
        return changed

    place = re.search(r"(\d+) % from the left", spoil_figure(spoilt, change))
    assert place
    assert int(place[1]) > 50


def test_a_replaced_frame_in_html(sound: Lesson) -> None:
    def lesson_with(image: Image.Image) -> NotebookNode:
        shown = copy.deepcopy(sound.stored)
        frame = f'<img src="data:image/png;base64,{base64.b64encode(png(image)).decode()}">'
        shown.cells[3].outputs = [new_output("display_data", {"text/html": frame})]
        return shown

    lesson = Lesson(
        lesson_with(photograph()), lesson_with(ImageOps.flip(photograph())), sound.folder
    )
    (words,) = outputs.figures_are_those_of_a_fresh_run(lesson)
    assert "isn't what a fresh run draws" in words
    assert "alt text needs" in texts.figures_are_described(lesson)[0]


def test_a_figure_without_description(spoilt: Lesson) -> None:
    cell(spoilt, "fig").metadata.mystnb = {"image": {"alt": "A plot."}}
    alt, caption = texts.figures_are_described(spoilt)
    assert "mystnb.image.alt" in alt
    assert "mystnb.figure.caption" in caption


# ------------------------------------------------------------------------------------- the prose


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("328,350", "328,351", "says 328,351, the kernel says y.sum() = 328350"),
        ("3283.5$", "3283.4$", "says 3283.4, the kernel says y.mean() = 3283.5"),
        ("10 %", "11 %", "the kernel says (y % 100 == 0).mean() = 10 %"),
        ("10 %<!-- = ", "10 %<!-- note: ", "has a number that nothing checks"),
        ("0.138<!-- cited -->", "0.138", "has a number that nothing checks: write 0.138<!--"),
        ("0.5<!-- given -->", "one half<!-- given -->", "has a marker with no number before it"),
    ],
)
def test_a_changed_number(spoilt: Lesson, right: str, wrong: str, words: str) -> None:
    prose_cell = cell(spoilt, "The sum is")
    assert right in prose_cell.source
    prose_cell.source = prose_cell.source.replace(right, wrong)
    probes = [p for p in spoilt.probes if "note" not in wrong or "%" not in p.source]
    (complaint,) = disagreements(spoilt.stored.cells, probes)
    assert words in complaint


def says(written: str, true: float) -> bool:
    """Whether `written` in a text passes, when the kernel says `true`."""
    probe = new_code_cell(outputs=[new_output("stream", text=f"{true!r}\n")])
    return not disagreements([text(f"It is {written}<!-- = f() -->.")], [probe])


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("24", 23.5, 24.5),
        ("−24.5", -24.55, -24.45),
        ("**-24.50**", -24.505, -24.495),
        ("$0.98$", 0.975, 0.985),
        ("$m = 0.98$", 0.975, 0.985),
        ("4,096", 4095.5, 4096.5),
        ("$4{,}096$", 4095.5, 4096.5),
        ("25 %", 24.5, 25.5),
        ("$12.5\\,\\%$", 12.45, 12.55),
        ("$1.7\\cdot 10^{-3}$", 0.00165, 0.00175),
        ("2–5", 4.5, 5.5),
    ],
)
def test_a_number_holds_to_half_a_unit_of_its_last_digit(
    written: str, low: float, high: float
) -> None:
    margin = 1e-4 * (high - low)
    assert says(written, low + margin)
    assert says(written, high - margin)
    assert not says(written, low - margin)
    assert not says(written, high + margin)
    assert not says(written, float("nan"))


def test_a_number_whose_expression_fails() -> None:
    error = new_output("error", ename="NameError", evalue="name 'f' is not defined")
    cells = [text("It is 5<!-- = f() -->.")]
    (complaint,) = disagreements(cells, [new_code_cell(outputs=[error])])
    assert complaint == "the text “It is 5”: f() raised NameError: name 'f' is not defined"


@pytest.mark.parametrize(
    "written",
    [
        "twelve of 12",
        "$0.138 N$ and $$x = 0.5$$",
        "`rng.random() < 0.5`",
        "```python\n0.5\n```",
        "# Half is 0.5",
        "[Amit 1985](https://doi.org/10.1103/PhysRevLett.55.1530)",
        "see equation (2.1)",
        "$$x = 1 \\tag{2.5}$$ and then (2.5)",
        '<p style="width: 50%">',
    ],
)
def test_numbers_that_need_no_marker(written: str) -> None:
    assert disagreements([text(written)], []) == []


@pytest.mark.parametrize("written", ["about 0.5", "**75 %** of", "12.5\u00a0%", "| a | 0.25 |"])
def test_numbers_that_need_a_marker(written: str) -> None:
    assert len(disagreements([text(written)], [])) == 1


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("```{note}\nHello\n```", "a MyST directive"),
        (":::{note}\nHello\n:::", "a MyST directive"),
        ("see {ref}`energy`", "a MyST role"),
        ("(energy)=\n## Energy", "a MyST label"),
        ("% not shown", "a MyST comment"),
    ],
)
def test_syntax_that_only_myst_knows(spoilt: Lesson, written: str, what: str) -> None:
    spoilt.stored.cells.append(text(written))
    (complaint,) = texts.text_is_plain_markdown(spoilt)
    assert what in complaint


def test_plain_markdown_is_left_alone(spoilt: Lesson) -> None:
    source = "```python\n{x}\n```\n> **Box** $\\frac{a}{b}$\n\n<details>\n\n`{}` 50 %\n\n</details>"
    spoilt.stored.cells.append(text(source))
    assert texts.text_is_plain_markdown(spoilt) == []


def test_a_link_to_a_missing_lesson(spoilt: Lesson) -> None:
    spoilt.stored.cells.append(text("[here](sample.ipynb#x), [there](99_nowhere.ipynb)"))
    (complaint,) = texts.links_lead_somewhere(spoilt)
    assert complaint.endswith("links to 99_nowhere.ipynb, which doesn't exist")


# ----------------------------------------------------------------------------------- the structure


def test_a_long_cell(spoilt: Lesson) -> None:
    spoilt.stored.cells += [code("x = 1\n\n" * 12), code("x = 1\n" * 13)]
    (complaint,) = structure.cells_are_short(spoilt)
    assert "has 13 lines" in complaint


def test_code_that_is_not_compared_with_the_package(spoilt: Lesson) -> None:
    cell(spoilt, "assert hl").source = "assert y[3] == 9"
    assert "no assert compares" in structure.code_agrees_with_the_package(spoilt)[0]


@pytest.mark.parametrize(
    ("beginning", "replacement", "words"),
    [
        ("# How", "## How", "should begin with the title"),
        ("> You will", "> You will **square**.", "doesn't say: able to, need, minutes"),
        ("## Summary", "## End", "no heading has the word summary"),
        ("## Reading", "## Books", "no heading has the word reading"),
        ("## Reading", "## Reading\n\nEuclid.", "links to no DOI"),
        ("**Next:**", "Goodbye.", "says what comes next"),
    ],
)
def test_a_missing_part(spoilt: Lesson, beginning: str, replacement: str, words: str) -> None:
    cell(spoilt, beginning).source = replacement
    (complaint,) = structure.lesson_is_complete(spoilt)
    assert words in complaint


def test_too_few_exercises(spoilt: Lesson) -> None:
    cell(spoilt, "answer2").metadata.tags = []
    (complaint,) = structure.exercises_are_complete(spoilt)
    assert complaint == "2 cells are tagged exercise; at least 3 should be"


def test_an_exercise_without_hint_or_solution(spoilt: Lesson) -> None:
    cell(spoilt, "<details>").source = "Think."
    cell(spoilt, "solution1").metadata.tags = []
    hint, solution = structure.exercises_are_complete(spoilt)
    assert "no <details> with a hint" in hint
    assert "no cell is tagged solution" in solution


def test_an_unfolded_solution(spoilt: Lesson) -> None:
    cell(spoilt, "solution1").metadata.jupyter = {}
    (complaint,) = structure.exercises_are_complete(spoilt)
    assert "should be folded" in complaint
