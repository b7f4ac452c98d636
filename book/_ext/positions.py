"""Draw every position of an explorer with its own function, for a page that has no kernel.

    python book/_ext/positions.py FOLDER

Each explorer gets a folder of its own below FOLDER, named after its lesson: a picture for each
position, `0-1.webp` for the first of the first control and the second of the second, and
`words.json` with what is said under each. What is there already isn't drawn again: FOLDER is named
after a digest of the package (see `explore`), so it never is stale.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

DPI, DEVICE_PIXELS = 90, 2


@dataclass(frozen=True)
class Control:
    """A control of an explorer: its argument, its label, what it may be and where it starts."""

    argument: str
    label: str
    values: tuple[Any, ...]
    start: int
    digits: int = 2

    @property
    def texts(self) -> list[str]:
        """How each value reads beside the control."""
        return [v if isinstance(v, str) else f"{v:.{self.digits}f}" for v in self.values]


@dataclass(frozen=True)
class Explorer:
    """What a lesson explores: its controls, and what draws, as ``lesson.module:function``."""

    draw: str
    controls: tuple[Control, ...]

    def function(self) -> Callable[..., Any]:
        module, name = self.draw.split(":")
        pictures = import_module(f"hopfield_lessons.lessons.{module}")
        found: Callable[..., Any] = getattr(pictures, name)
        return found

    def positions(self) -> Iterator[tuple[int, ...]]:
        """Where the controls may stand, together."""
        return product(*(range(len(control.values)) for control in self.controls))


def steps(first: float, last: float, step: float) -> tuple[float, ...]:
    """Return the positions of a slider, both ends included.

    Examples
    --------
    >>> steps(0.1, 0.3, 0.1)
    (0.1, 0.2, 0.3)
    """
    return tuple(round(first + k * step, 6) for k in range(round((last - first) / step) + 1))


# As fine as the lesson's own sliders, where a comment doesn't say otherwise.
EXPLORERS = {
    "01_magnetic_analogy": Explorer(
        "lesson_01.pictures:draw_magnet",  # half as many temperatures
        (
            Control("temperature", "T / zJ", steps(0.1, 1.5, 0.1), 4, 1),
            Control("reach", "z", ("4", "8", "20", "all"), 0),
        ),
    ),
    "03_energy_and_the_half": Explorer(
        "lesson_03.flips:draw_flip",
        (
            Control("state", "state", tuple(map("".join, product("−+", repeat=4))), 0),
            Control("unit", "unit", (1, 2, 3, 4), 3, 0),
        ),
    ),
    "04_symmetry_and_convergence": Explorer(
        "lesson_04.pictures:draw_mixture",
        (
            Control("mixture", "λ", steps(0.0, 1.0, 0.05), 0),
            Control("update", "update", ("synchronous", "asynchronous"), 0),
        ),
    ),
    "05_attractors_and_basins": Explorer(
        "lesson_05.pictures:draw_start",  # half as many starts
        (
            Control("load", "α", ("0.02", "0.05", "0.08", "0.10", "0.12"), 0),
            Control("start", "m₀", (*steps(0.0, 0.96, 0.08), 1.0), 4),
        ),
    ),
    "06_spurious_and_mixture_states": Explorer(
        "lesson_06.pictures:draw_melting",
        (
            Control("temperature", "T", steps(0.05, 1.25, 0.05), 3),
            Control("start", "start", ("mixture", "pattern 1"), 0),
        ),
    ),
    "07_capacity": Explorer(
        "lesson_07.pictures:draw_solution", (Control("load", "α", steps(0.02, 0.25, 0.005), 16, 3),)
    ),
    "08_noise_and_temperature": Explorer(
        "lesson_08.pictures:draw_pin",  # every task of the lesson has its pins
        (
            Control("load", "α", (0.005, 0.03, 0.06, 0.1, 0.13, 0.16, 0.2), 1, 3),
            Control("temperature", "T", (0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.4), 2),
        ),
    ),
    "09_better_learning_rules": Explorer(
        "lesson_09.pictures:draw_dose",
        (Control("dreams", "dreams", tuple(range(0, 801, 40)), 0, 0),),
    ),
    "10_optimisation": Explorer(
        "lesson_10.pictures:draw_window",
        (Control("percent", "P in % of max d", tuple(range(40, 131, 10)), 6, 0),),
    ),
    "11_boltzmann_machines": Explorer(
        "lesson_11.pictures:draw_learning",  # every second step
        (Control("steps", "steps", tuple(range(0, 61, 2)), 0, 0),),
    ),
    "12_modern_hopfield_networks": Explorer(
        "lesson_12.pictures:draw_beta", (Control("beta", "beta", tuple(range(1, 33)), 3, 0),)
    ),
}


def draw_all(explorer: Explorer, folder: Path) -> None:
    """Draw all positions of one explorer, and write down what is said under each."""
    import matplotlib.pyplot as plt

    from hopfield_lessons.plotting.frame import look

    folder.mkdir(parents=True, exist_ok=True)
    draw, words, places = explorer.function(), {}, None
    for position in explorer.positions():
        name = "-".join(map(str, position))
        chosen = zip(explorer.controls, position, strict=True)
        with look():
            figure, words[name] = draw(**{c.argument: c.values[at] for c, at in chosen})
            places = lay_out(figure, places)
            save(figure, folder / f"{name}.webp")
        width, height = (round(side * DPI) for side in figure.get_size_inches())
        plt.close(figure)
    whole = {"width": width, "height": height, "words": words}
    # Written last: a folder without it was left half done.
    (folder / "words.json").write_text(json.dumps(whole), encoding="utf-8")


def lay_out(figure: Figure, places: list[Bbox] | None) -> list[Bbox]:
    """Put the axes where they were in the first picture, and return where they are.

    A figure's own layout costs more than the figure, and finds the same places each time.
    """
    if places is None:
        figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for ax, place in zip(figure.axes, places or (), strict=places is not None):
        ax.set_position(place)
    return [ax.get_position(original=True) for ax in figure.axes]


def save(figure: Figure, path: Path) -> None:
    """Write a figure as a picture without loss; `savefig` would draw it twice."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    figure.set_dpi(DPI * DEVICE_PIXELS)
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    drawn = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba())
    # A greater effort (method) takes longer and saves nothing here.
    drawn.convert("RGB").save(path, lossless=True, method=1)


def main(target: Path) -> None:
    missing = [name for name in EXPLORERS if not (target / name / "words.json").exists()]
    with ProcessPoolExecutor(2) as pool:
        drawn = [pool.submit(draw_all, EXPLORERS[name], target / name) for name in missing]
    for each in drawn:
        each.result()  # raises what went wrong there


if __name__ == "__main__":
    main(Path(sys.argv[1]))
