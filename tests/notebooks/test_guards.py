"""The guards themselves: each one passes a sound lesson, and names what was spoilt.

The sound lesson is a throw-away one, made from the template for authors.
"""

import base64
import copy
import dataclasses
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from cards import read_card
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output
from new_lesson import new_lesson, slug
from PIL import Image, ImageOps
from run_notebooks import run_and_save

from hopfield_lessons import lessons
from tests.notebooks import guesses, outputs, structure, texts
from tests.notebooks.guards import GUARDS
from tests.notebooks.lesson import Lesson, run
from tests.notebooks.pictures import difference
from tests.notebooks.prose import disagreements
from tests.notebooks.sample import code, repository, sample, text

PACKAGE = "hopfield_lessons/lessons"
SOLUTION = f"{structure.FIRST_LINE}\ndef solution_overlap"
CHECKS = ("hopfield_lessons/lessons/lesson_99/checks.py", "tests/exercises/test_lesson_99.py")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A lesson made from the template in a copy of the repository, run as `make notebooks` does."""
    root = repository(tmp_path_factory.mktemp("repository"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lessons, "__path__", [*lessons.__path__, str(root / PACKAGE)])
        patch.setenv("PYTHONPATH", os.pathsep.join([str(root), str(root / "tools")]))
        path = sample(root)
        run_and_save(path)
        yield path


@pytest.fixture(scope="module")
def sound(path: Path) -> Lesson:
    return run(path)


@pytest.fixture
def spoilt(sound: Lesson) -> Lesson:
    """A copy whose stored half a test may change."""
    return dataclasses.replace(sound, stored=copy.deepcopy(sound.stored))


def cell(lesson: Lesson, beginning: str) -> NotebookNode:
    return next(c for c in lesson.stored.cells if c.source.startswith(beginning))


def replace(lesson: Lesson, old: str, new: str) -> None:
    """Put `new` for `old` in the one cell that has it."""
    (changed,) = [c for c in lesson.stored.cells if old in c.source]
    changed.source = changed.source.replace(old, new)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_a_sound_lesson_passes(sound: Lesson, guard: Callable[[Lesson], list[str]]) -> None:
    assert guard(sound) == []


# ---------------------------------------------------------------------------- what nbval looks at


def pytest_in(root: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "--color=no", *map(str, arguments)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True)


def test_nbval_and_the_tests_of_its_checks_pass_a_new_lesson_and_see_an_edited_output(
    sound: Lesson, path: Path
) -> None:
    """Only pytest can run what an author runs: nbval with our settings, and a new file of tests."""
    edited = copy.deepcopy(sound.stored)
    (output,) = [o for c in edited.cells if c.source.startswith("damaged =") for o in c.outputs]
    output.text = "units: 4096   overlap: 0.8\n"
    beside = path.with_name("99_edited.ipynb")
    nbformat.write(edited, beside)
    done = pytest_in(path.parents[1], path, beside, "tests/exercises", "-k", "99")
    beside.unlink()
    assert done.returncode == 1
    failed = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    assert failed == ["notebooks/99_edited.ipynb::Cell"], done.stdout
    assert "overlap: 0.8\n" in done.stdout


def test_a_new_lesson_is_in_style(path: Path) -> None:
    for command in ("check", "format --check"):
        ruff = [sys.executable, "-m", "ruff", *command.split(), "--no-cache", path, *CHECKS]
        assert subprocess.run(ruff, cwd=path.parents[1]).returncode == 0


# ---------------------------------------------------------------- what nbval lets through: outputs


def test_stripped_outputs(spoilt: Lesson) -> None:
    cell(spoilt, "damaged =").outputs = []
    (complaint,) = outputs.outputs_are_of_the_right_kinds(spoilt)
    assert complaint.endswith("lacks output: stdout")


def test_an_extra_figure(spoilt: Lesson) -> None:
    figure = cell(spoilt, "fig").outputs[0]
    cell(spoilt, "size =").outputs.append(figure)
    assert "has an extra output: image/png" in "\n".join(
        outputs.outputs_are_of_the_right_kinds(spoilt)
    )
    (complaint,) = outputs.figures_are_those_of_a_fresh_run(spoilt)
    assert "shows 1 pictures, a fresh run draws 0" in complaint


def test_a_cell_that_was_not_run(spoilt: Lesson) -> None:
    cell(spoilt, "damaged =").execution_count = None
    (complaint,) = outputs.every_cell_ran_in_order(spoilt)
    assert complaint.startswith(
        "code cell [ ] “damaged = hl.flip(state, 0.1, rng=rng)” should be [4]"
    )


def test_cells_out_of_order(spoilt: Lesson) -> None:
    cell(spoilt, "size =").execution_count = 3
    cell(spoilt, "damaged =").execution_count = 2
    assert len(outputs.every_cell_ran_in_order(spoilt)) == 2


def test_an_empty_cell(spoilt: Lesson) -> None:
    spoilt.stored.cells.append(text(" \n"))
    assert outputs.every_cell_ran_in_order(spoilt) == ["the text cell “” is empty"]


def test_an_error_output(spoilt: Lesson) -> None:
    error = new_output("error", ename="ValueError", evalue="no", traceback=[])
    cell(spoilt, "size =").outputs = [error]
    (complaint,) = outputs.nothing_went_wrong(spoilt)
    assert "shows an error: ValueError: no" in complaint


def test_a_warning(spoilt: Lesson) -> None:
    cell(spoilt, "size =").outputs = [
        new_output("stream", name="stderr", text="RuntimeWarning: oh")
    ]
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
    cell(spoilt, "size =").outputs = [new_output("stream", text=shown)]
    (complaint,) = outputs.outputs_are_the_same_everywhere(spoilt)
    assert complaint.endswith(words)


def test_widget_state(spoilt: Lesson) -> None:
    spoilt.stored.metadata["widgets"] = {}
    assert "state of widgets" in outputs.outputs_are_the_same_everywhere(spoilt)[0]


def test_an_explorer_without_its_tags(spoilt: Lesson) -> None:
    cell(spoilt, "def draw").metadata.tags = ["explorer"]
    (complaint,) = outputs.explorers_are_tagged(spoilt)
    assert complaint.endswith("needs the tags nbval-ignore-output, remove-output too")


def test_a_cell_that_hides_from_nbval(spoilt: Lesson) -> None:
    cell(spoilt, "damaged =").metadata.tags = ["nbval-ignore-output"]
    cell(spoilt, "size =").source += "\n# NBVAL_SKIP"
    hidden, comment = sorted(outputs.explorers_are_tagged(spoilt))
    assert "holds an nbval comment" in hidden
    assert "hides its outputs" in comment


def test_a_lesson_that_takes_long(sound: Lesson) -> None:
    slow = dataclasses.replace(sound, seconds=90.4)
    (complaint,) = outputs.nobody_waits_for_long(slow)
    assert "takes 90 s" in complaint
    assert 0 < sound.seconds < 60


def test_a_lesson_that_takes_much_memory(sound: Lesson) -> None:
    large = dataclasses.replace(sound, kilobytes=900 * 1024)
    assert outputs.a_ready_machine_has_the_memory(large) == [
        "takes 900 MiB; the doctor asks for 800"
    ]
    assert sound.kilobytes is None or 10_000 < sound.kilobytes < 800 * 1024


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
    assert words.startswith("code cell [3] “fig, ax = plt.subplots()”: ")
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

    lesson = dataclasses.replace(
        sound,
        stored=lesson_with(photograph()),
        fresh=lesson_with(ImageOps.flip(photograph())),
    )
    (words,) = outputs.figures_are_those_of_a_fresh_run(lesson)
    assert "isn't what a fresh run draws" in words
    assert "alt text needs" in texts.figures_are_described(lesson)[0]


def test_a_figure_without_description(spoilt: Lesson) -> None:
    cell(spoilt, "fig").metadata.mystnb = {"image": {"alt": "A plot."}}
    (alt,) = texts.figures_are_described(spoilt)
    assert "mystnb.image.alt" in alt
    cell(spoilt, "fig").metadata.mystnb.image.alt = "A line that falls from 1 to minus 1." * 3
    assert "which nbconvert takes" in texts.figures_are_described(spoilt)[0]


def test_a_figure_without_caption(spoilt: Lesson) -> None:
    spoilt.stored.cells.remove(cell(spoilt, texts.MARK))
    (complaint,) = texts.figures_are_described(spoilt)
    assert "draws a figure without a caption" in complaint


def test_a_caption_in_the_metadata(spoilt: Lesson) -> None:
    cell(spoilt, "fig").metadata.mystnb.figure = {"caption": "A line that falls."}
    (complaint,) = texts.figures_are_described(spoilt)
    assert "which JupyterLab doesn't show" in complaint


@pytest.mark.parametrize("moved_by", [-2, -1, 1])
def test_a_caption_without_figure(spoilt: Lesson, moved_by: int) -> None:
    """Above its figure, or with another text between the two."""
    cells, caption = spoilt.stored.cells, cell(spoilt, texts.MARK)
    place = cells.index(caption)
    cells.remove(caption)
    cells.insert(place + moved_by, caption)
    (complaint,) = texts.captions_belong_to_figures(spoilt)
    assert "no figure is above it" in complaint
    assert "draws a figure without a caption" in texts.figures_are_described(spoilt)[0]


@pytest.mark.parametrize("bare", ["fig", texts.MARK])
def test_a_caption_beside_the_cover_of_its_figure(spoilt: Lesson, bare: str) -> None:
    cell(spoilt, bare).metadata.tags.remove("answer")
    (complaint,) = texts.captions_belong_to_figures(spoilt)
    assert "one cover lies over both" in complaint


@pytest.mark.parametrize(
    ("old", "new"), [(texts.MARK, ""), (texts.MARK, "Figure. "), ("one state.", "one.\n\nState.")]
)
def test_a_caption_of_another_form(spoilt: Lesson, old: str, new: str) -> None:
    caption = cell(spoilt, texts.MARK)
    caption.source = caption.source.replace(old, new)
    (complaint,) = texts.captions_belong_to_figures(spoilt)
    assert "one paragraph that begins with **Figure.**" in complaint


def test_a_caption_without_its_tag(spoilt: Lesson) -> None:
    cell(spoilt, texts.MARK).metadata.tags = ["answer"]
    (complaint,) = texts.captions_belong_to_figures(spoilt)
    assert "isn't tagged caption" in complaint
    assert "draws a figure without a caption" in texts.figures_are_described(spoilt)[0]


def test_a_caption_is_read_in_the_minutes_of_its_figure(spoilt: Lesson) -> None:
    cell(spoilt, texts.MARK).source += " word" * 2500
    assert structure.minutes_are_counted(spoilt) == []
    assert structure.lesson_is_told_as_all_are(spoilt) == []


# ------------------------------------------------------------------------------------- the prose


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("4,096", "4,097", "says 4,097, the kernel says size = 4096"),
        ("0.80$", "0.79$", "says 0.79, the kernel says m = 0.7998"),
        ("10 %", "11 %", "the kernel says np.mean(state != damaged) = 10.0"),
        ("10 %<!-- = ", "10 %<!-- note: ", "has a number that nothing checks"),
        ("0.15<!-- cited -->", "0.15", "has a number that nothing checks: write 0.15<!--"),
        ("0.1<!-- given -->", "a tenth<!-- given -->", "has a marker with no number before it"),
    ],
)
def test_a_changed_number(spoilt: Lesson, right: str, wrong: str, words: str) -> None:
    replace(spoilt, right, wrong)
    probes = [p for p in spoilt.probes if "note" not in wrong or "!=" not in p.source]
    (complaint,) = disagreements(spoilt.stored.cells, probes)
    assert words in complaint


@pytest.mark.parametrize("missing", ["(Author, 1982)", "1982", "Author, "])
def test_a_cited_number_without_its_source(spoilt: Lesson, missing: str) -> None:
    (cited,) = [c for c in spoilt.stored.cells if "<!-- cited -->" in c.source]
    assert missing in cited.source
    cited.source = cited.source.replace(missing, "")
    (complaint,) = texts.cited_numbers_lead_to_a_source(spoilt)
    assert "a name and a year" in complaint


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
    spoilt.stored.cells.append(
        text("[here](99_how_alike_are_two_states.ipynb#x), [there](99_nowhere.ipynb)")
    )
    (complaint,) = texts.links_lead_somewhere(spoilt)
    assert complaint.endswith("links to 99_nowhere.ipynb, which doesn't exist")


# ----------------------------------------------------------------------------------- the structure


def test_a_long_cell(spoilt: Lesson) -> None:
    spoilt.stored.cells += [code("x = 1\n\n" * 12), code("x = 1\n" * 13)]
    (complaint,) = structure.cells_are_short(spoilt)
    assert "has 13 lines" in complaint


def test_code_that_is_not_compared_with_the_package(spoilt: Lesson) -> None:
    replace(spoilt, "assert m == hl.overlap(state, damaged)", "assert 0.7 < m < 0.9")
    assert "no assert compares" in structure.code_agrees_with_the_package(spoilt)[0]


@pytest.mark.parametrize(
    ("part", "replacement", "words"),
    [
        ("# How alike", "## How alike", "should begin with the title"),
        ("able to**", "see**", "no line such as “> **You will be able to** say …"),
        ("> **You need**", ">", "no line such as “> **You need** [lesson 02](02_….ipynb) and …”"),
        ("15 minutes", "an hour", "no line such as “> **Time:** about 60 minutes to read"),
        ("## Exercises", "## Try it", "no heading is “## Exercises”"),
        ("## Summary", "## End", "no heading has the word summary"),
        ("## Further reading", "## Books", "no heading has the word reading"),
        ("doi.org", "example.org", "links to no DOI"),
        (
            "**Next:** the question that the next lesson answers",
            "Goodbye",
            "nothing at the end says what comes next",
        ),
    ],
)
def test_a_missing_part(spoilt: Lesson, part: str, replacement: str, words: str) -> None:
    replace(spoilt, part, replacement)
    (complaint,) = structure.lesson_is_complete(spoilt)
    assert words in complaint


@pytest.mark.parametrize(
    ("part", "more", "counted"),
    [
        ("## Break it", "word " * 900, "20 minutes to read and run, 15 for"),
        ("size = 4096", "\nsize = 4096" * 50, "20 minutes to read and run, 15 for"),
        ("(medium, 5 minutes)", " and (hard, 15 minutes)", "15 minutes to read and run, 25 for"),
        ("## Summary", "\n\n$$N$$" * 4, "20 minutes to read and run, 15 for"),
    ],
)
def test_minutes_that_nobody_counted(spoilt: Lesson, part: str, more: str, counted: str) -> None:
    replace(spoilt, part, part + more)
    (complaint,) = structure.minutes_are_counted(spoilt)
    assert f"about {counted}" in complaint


@pytest.mark.parametrize(
    ("part", "replacement", "words"),
    [
        ("rng = np.random.default_rng(1)", "", "should make the one source of chance"),
        (
            "d = hl.distance",
            "rng = np.random.default_rng(2)\nd = hl.distance",
            "the first code cell, and no other",
        ),
        ("default_rng(1)", "default_rng()", "with a seed"),
        ("**Predict.**", "", "ask for a guess"),
        ("**Common mistake.**", "", "say what people get wrong"),
        ("> **Common mistake.**", "**Common mistake.**", "in a quoted paragraph"),
        ("## Break it", "word " * 2700, "2700 are the most"),
    ],
)
def test_a_lesson_told_differently(spoilt: Lesson, part: str, replacement: str, words: str) -> None:
    replace(spoilt, part, replacement)
    (complaint,) = structure.lesson_is_told_as_all_are(spoilt)
    assert words in complaint


def test_a_lesson_without_an_explorer(spoilt: Lesson) -> None:
    spoilt.stored.cells.remove(cell(spoilt, "def draw"))
    (complaint,) = structure.lesson_is_told_as_all_are(spoilt)
    assert "no cell is tagged explorer" in complaint


def test_a_note_of_the_template(spoilt: Lesson) -> None:
    replace(spoilt, "Ask for a guess", "✎ Ask for a guess")
    cell(spoilt, "fig").metadata.mystnb.image.alt = "✎ What one would see"
    note, alt = texts.the_templates_notes_are_gone(spoilt)
    assert note.endswith("left: ✎ Ask for a guess before the figure that answers it. Of a sta")
    assert alt.endswith("has a note of the template left: ✎ What one would see")


def test_too_few_exercises(spoilt: Lesson) -> None:
    cell(spoilt, "def my_distance").metadata.tags = []
    complaints = structure.exercises_are_complete(spoilt)
    assert "2 cells are tagged exercise; 3 to 6 should be" in complaints


def test_an_exercise_without_hint_or_solution(spoilt: Lesson) -> None:
    hints = cell(spoilt, "<details>")
    hints.source = hints.source.replace("<details><summary>Hint 2", "<details><summary>More")
    cell(spoilt, SOLUTION).metadata.tags = []
    hint, solution = structure.exercises_are_complete(spoilt)
    assert "there should be 2 hints, but there are 1 such as <details>" in hint
    assert "no cell is tagged solution" in solution


@pytest.mark.parametrize(
    "unfolded", [{}, {"source_hidden": True}, {"source_hidden": True, "outputs_hidden": False}]
)
def test_an_unfolded_solution(spoilt: Lesson, unfolded: dict[str, object]) -> None:
    cell(spoilt, SOLUTION).metadata.jupyter = unfolded
    (complaint,) = structure.exercises_are_complete(spoilt)
    assert "should be folded" in complaint


def test_a_solution_whose_first_line_says_it(spoilt: Lesson) -> None:
    solution = cell(spoilt, SOLUTION)
    solution.source = solution.source.partition("\n")[2]
    (complaint,) = structure.exercises_are_complete(spoilt)
    assert complaint.endswith("begin with the line # A solution: open it when you have tried.")


# ------------------------------------------------------------------- what comes before its guess


def test_a_guess_that_answers_itself(spoilt: Lesson) -> None:
    replace(spoilt, "fall?", "fall?\n\nIn a straight line.")
    (complaint,) = guesses.guesses_come_first(spoilt)
    assert "goes on after its guess" in complaint


def test_an_answer_without_a_cover(spoilt: Lesson) -> None:
    cell(spoilt, "size =").metadata.tags = []
    bare, without_guess = guesses.guesses_come_first(spoilt)
    assert "“size = 4096” answers a guess: let it be code, tagged answer" in bare
    assert "is tagged answer, but no guess stands above it" in without_guess


def test_an_answer_in_words_alone(spoilt: Lesson) -> None:
    """JupyterLab would show it; a fold is right."""
    at = spoilt.stored.cells.index(cell(spoilt, "size ="))
    spoilt.stored.cells.insert(at, answer := text("In a straight line."))
    answer.metadata.tags = ["answer"]
    (complaint,) = guesses.guesses_come_first(spoilt)
    assert "or a text that begins with <details>" in complaint
    answer.source = f"{guesses.FOLD}\n\nIn a straight line.\n\n</details>"
    assert guesses.guesses_come_first(spoilt) == []


def test_a_guess_below_the_cover_of_another_one(spoilt: Lesson) -> None:
    replace(spoilt, "Say aloud what came out", "**Predict.** Say aloud what came out")
    complaints = guesses.guesses_come_first(spoilt)
    assert "asks for a guess below the cover of another one" in complaints[0]


def test_an_answer_whose_words_stand_below_the_cover(spoilt: Lesson) -> None:
    words = cell(spoilt, "Say aloud what came out")
    words.metadata.tags = []
    (complaint,) = guesses.answers_have_words(spoilt)
    assert complaint.endswith("begins an answer without words: tag the text answer, too")


@pytest.mark.parametrize(
    ("part", "replacement", "words"),
    [
        ("\n\ncheck.overlap(my_overlap)", "", "doesn't end by asking a check of lesson_99"),
        ("check.overlap(my", "check.near(my", "there are overlap, distance, nearest"),
        ("check.overlap(my", "check.near(my", "test_lesson_99.py doesn't try check.near on wrong"),
        ("lessons.lesson_99 import", "lessons.lesson_98 import", "lesson_98/checks.py doesn't"),
        (
            "import checks as check",
            "import checks as ask",
            "no cell says: from hopfield_lessons.lessons",
        ),
    ],
)
def test_an_exercise_whose_check_is_not_tested(
    spoilt: Lesson, part: str, replacement: str, words: str
) -> None:
    replace(spoilt, part, replacement)
    assert words in "\n".join(structure.exercises_are_checked(spoilt))


@pytest.mark.parametrize(
    ("beginning", "shown", "words"),
    [
        (
            "def my_overlap",
            "✓ Correct. Well done.",
            "should be told “○ Not yet.” by its check, but",
        ),
        ("def my_overlap", "", "but doesn't show what that says"),
        (SOLUTION, "◐ Almost. 1/N is missing.", "is told: ◐ Almost. 1/N is missing."),
        (SOLUTION, "", "should be told “✓ Correct.” by its check, but doesn't show"),
    ],
)
def test_an_exercise_that_gets_the_wrong_answer(
    spoilt: Lesson, beginning: str, shown: str, words: str
) -> None:
    """A stub that gives its solution away; a solution that is wrong, or that nobody checked."""
    cell(spoilt, beginning).outputs = [
        new_output("execute_result", {"text/plain": line}) for line in [shown] if line
    ]
    (complaint,) = structure.exercises_are_answered(spoilt)
    assert words in complaint


def test_a_cell_that_says_more_after_a_solution(spoilt: Lesson) -> None:
    cell(spoilt, "def my_near").outputs[0].data["text/plain"] = "◐ Almost."
    (complaint,) = structure.exercises_need_no_solution(spoilt)
    assert "where no solution was run before it: ○ Not yet." in complaint


def test_a_cell_that_needs_a_solution(sound: Lesson, path: Path) -> None:
    """It runs in the lesson, but not in a class, whose copies have no solutions."""
    needy = copy.deepcopy(sound.stored)
    needy.cells.append(code("solution_overlap"))
    with_it = path.with_name("needy.ipynb")
    nbformat.write(needy, with_it)
    with pytest.raises(CellExecutionError, match="'solution_overlap' is not defined") as failure:
        run(with_it)
    with_it.unlink()
    assert failure.value.__notes__ == [
        "needy.ipynb ran with its solutions last: no other cell may need one."
    ]


# ------------------------------------------------------------------------------- how it begins


def test_a_new_lesson_has_a_card_before_its_notes_are_written(tmp_path: Path) -> None:
    """The README's table and the site read it."""
    for folder in ("notebooks", "hopfield_lessons/lessons", "tests/exercises"):
        (tmp_path / folder).mkdir(parents=True)
    card = read_card(new_lesson("98", "Noise", tmp_path)["lesson.ipynb"])
    assert (card.number, card.title, card.minutes) == ("98", "Noise", (15, 15, 0, 0))


@pytest.mark.parametrize(
    ("number", "title", "words"),
    [
        ("8", "Noise", "expected a number of two digits, such as 08, got '8'"),
        ("08", "…?", "expected a title with letters in it, got '…[?]'"),
        ("99", "Noise", "lesson 99 exists: 99_how_alike_are_two_states.ipynb, __init__.py, ch"),
    ],
)
def test_a_lesson_that_cannot_begin(path: Path, number: str, title: str, words: str) -> None:
    before = path.read_bytes()
    with pytest.raises((ValueError, FileExistsError), match=words):
        new_lesson(number, title, path.parents[1])
    assert path.read_bytes() == before
    assert len(list(path.parent.iterdir())) == 1


def test_file_names_are_plain() -> None:
    assert slug("The energy, and its “½”: Näher") == "the_energy_and_its_1_2_naher"
