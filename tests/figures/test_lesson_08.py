"""The map of lesson 08 and the pin on it."""

import math

import numpy as np
import pytest

from hopfield_lessons import theory
from hopfield_lessons.explorers import explore, slider
from hopfield_lessons.lessons.lesson_08.lines import largest_loads, lines, phase
from hopfield_lessons.lessons.lesson_08.pictures import REGIONS, draw_pin, region


def test_the_lines_are_those_of_the_packages_solver() -> None:
    temperatures, exists, lowest = lines()
    for k in (0, 1, 7, 16, 24, 31, 32):
        heat = float(temperatures[k])
        assert exists[k] == pytest.approx(theory.critical_load(heat), abs=2e-6)
        assert lowest[k] == pytest.approx(theory.thermodynamic_load(heat), abs=3e-5)
    assert (lowest <= exists).all()


def test_a_finer_grid_moves_no_line() -> None:
    assert largest_loads(0.43)[0] == pytest.approx(theory.critical_load(0.43), abs=1e-6)


@pytest.mark.parametrize("kind", ["retrieval", "glass"])
def test_a_phase_along_sigma(kind: str) -> None:
    start = 1.0 if kind == "retrieval" else 0.0
    sigma = np.array([0.2, 0.3]) if start else np.array([0.95, 1.05])
    overlaps, loads, frees = phase(0.4, sigma, start)
    for m, load, free in zip(overlaps, loads, frees, strict=True):
        known = theory.mean_field(float(load), temperature=0.4, phase=kind)
        assert (m, free) == pytest.approx((known.overlap, known.free_energy), abs=1e-5)


@pytest.mark.parametrize(
    ("load", "temperature", "name"),
    [
        (0.0, 0.9, "lowest"),
        (0.03, 0.47, "lowest"),
        (0.03, 0.49, "metastable"),
        (0.03, 0.64, "metastable"),
        (0.03, 0.66, "glass"),
        (0.03, 1.17, "glass"),
        (0.03, 1.18, "paramagnet"),
        (0.0518, 0.0, "lowest"),
        (0.0545, 0.1, "metastable"),
        (0.137, 0.0, "metastable"),
        (0.139, 0.0, "glass"),
        (0.0, 1.01, "paramagnet"),
    ],
)
def test_a_region(load: float, temperature: float, name: str) -> None:
    """T_c(0.03) = 0.479, T_M = 0.650, T_g = 1.173; the ends at T = 0 are 0.0519 and 0.1379."""
    assert region(load, temperature) == name


def heights(load: float, temperature: float) -> dict[str, float]:
    """Where the curves of the overlaps end."""
    figure = draw_pin(load, temperature).figure
    return {line.get_label(): float(line.get_ydata()[-1]) for line in figure.axes[2].lines}


def test_the_regions_look_as_they_should() -> None:
    assert heights(0.03, 0.3)["portrait"] > 0.95
    assert heights(0.03, 0.55)["portrait"] > 0.85
    for lost in ((0.03, 0.9), (0.1, 0.5), (0.03, 1.4)):
        assert heights(*lost)["portrait"] < 0.4
    assert heights(0.1, 0.3)["portrait"] > 0.4 > abs(heights(0.2, 1.55)["itself before"])
    assert heights(0.16, 0.1)["itself before"] > 0.6  # a cold glass moves slowly


def test_the_words_say_what_is_drawn() -> None:
    picture = draw_pin(0.1, 0.5)
    assert picture.words.startswith(f"α = 0.100, T = 0.50: {REGIONS['glass']}. After 40 sweeps")
    assert f"m = {heights(0.1, 0.5)['portrait']:.2f}".replace("-", "−") in picture.words
    pin = picture.figure.axes[0].lines[-1]
    assert (*pin.get_xdata(), *pin.get_ydata()) == (0.1, 0.5)


def test_both_sliders_move_the_picture_and_none_changes_its_size() -> None:
    load, temperature = slider("α", 0.03, 0.005, 0.2, 0.005), slider("T", 0.3, 0.05, 1.6, 0.05)
    image = explore(draw_pin, load=load, temperature=temperature).children[-2]
    seen = [image.value]
    load.value = 0.2
    seen.append(image.value)
    temperature.value = 1.6
    seen.append(image.value)
    assert len(set(seen)) == 3
    assert len({frame[16:24] for frame in seen}) == 1  # width and height in the PNG header


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ((0.0, 0.5), ValueError, "load"),
        ((0.3, 0.5), ValueError, "load"),
        ((0.1, 0.0), ValueError, "temperature"),
        ((0.1, math.nan), ValueError, "temperature"),
        (("full", 0.5), TypeError, "load"),
    ],
)
def test_what_does_not_fit_is_refused(arguments, error, words) -> None:
    with pytest.raises(error, match=words):
        draw_pin(*arguments)
    if error is TypeError:
        with pytest.raises(error, match=words):
            region(*arguments)
