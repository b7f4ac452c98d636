"""Exercises of lesson 08, noise and temperature."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from ...exercises.exercise import Answer, Exercise, Misconception, Telltale, slip
from ...theory.phases import MeanField, mean_field
from .named import pins, rules
from .schedules import schedule

__all__ = ["energy", "pins", "rules", "schedule", "temperature"]

# ------------------------------------------------------------------- 1: a thermometer


def _log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


def _heat_bath(rng: np.random.Generator) -> tuple[float, float]:
    """A field and the chance that goes with it, both of one sign or not."""
    heat = float(rng.integers(2, 30)) / 10
    field = round(heat * float(rng.choice([-1, 1]) * rng.integers(2, 20)) / 10, 3)
    return field, round(1 / (1 + math.exp(-2 * field / heat)), 5)


temperature = Exercise(
    name="my_temperature",
    right=lambda field, chance: 2 * field / _log_odds(chance),
    probes=((0.5, 0.9), (1.0, 0.75), (-0.5, 0.2), (-1.5, 0.3), (2.0, 0.98), (0.1, 0.55)),
    draw=_heat_bath,
    misconceptions=(
        slip(
            lambda field, chance: field / _log_odds(chance),
            "Half of the temperature: this belongs to units of 0 and 1. For ±1 the odds are "
            "e^(2h/T).",
        ),
        slip(
            lambda field, chance: 4 * field / _log_odds(chance),
            "Twice the temperature. Take the odds of (8.1): they are e^(2βh), with one 2.",
        ),
        slip(
            lambda field, chance: _log_odds(chance) / (2 * field),
            "This is β. The temperature is 1/β.",
        ),
        Misconception(
            lambda field, chance: _log_odds(chance) / field,
            "This is 2β. Solve p/(1 − p) = e^(2h/T) for T.",
        ),
        slip(
            lambda field, chance: -2 * field / _log_odds(chance),
            "The sign is wrong: you took the odds of −1 against +1.",
        ),
        slip(
            lambda field, chance: abs(2 * field) / _log_odds(chance),
            "Right for positive fields. With a negative field p is below ½, its log odds are "
            "negative, and the two signs cancel.",
        ),
        Misconception(
            lambda field, chance: 2 * field / math.log(chance),
            "ln p isn't enough: divide p by 1 − p first. These are the odds.",
        ),
        Misconception(
            lambda field, chance: -2 * field / math.log(1 - chance),
            "ln(1 − p) isn't enough: the odds are p/(1 − p).",
        ),
        slip(
            lambda field, chance: 2 * field / math.log10(chance / (1 - chance)),
            "The logarithm has to be the natural one, np.log: it undoes e.",
        ),
        slip(
            lambda field, chance: field / (2 * chance - 1),
            "Right for small fields only, where tanh x is nearly x. Undo the tanh: artanh.",
        ),
        slip(
            lambda field, chance: field / math.tanh(2 * chance - 1),
            "2p − 1 is tanh(h/T). To undo a tanh, use artanh, np.arctanh.",
        ),
        Misconception(
            lambda field, chance: 2 * field * _log_odds(chance),
            "Divide by the logarithm: a unit that hardly follows its field is hot.",
        ),
    ),
    telltales=(
        Telltale(
            lambda given, right: any(one < 0 for one in given),
            "A temperature isn't negative. If h is below 0, p is below ½, and so the logarithm of "
            "p/(1 − p) is below 0 too.",
        ),
    ),
    praise="T = 2h / ln[p/(1 − p)], or h / artanh(2p − 1), whatever the sign of the field.",
    shape="one number",
)


# ------------------------------------------------------------------- 5: energy from free energy

_STEP = 1e-4


@cache
def _phase(load: float, heat: float) -> MeanField:
    return mean_field(load, temperature=heat)


def _free(load: float, heat: float) -> float:
    return _phase(load, heat).free_energy


def _of_the_glass(load: float, heat: float) -> float:
    return mean_field(load, temperature=heat, phase="glass").free_energy


def _coarse(given: tuple[Answer, ...], right: tuple[Answer, ...]) -> bool:
    """Near everywhere, and as near as asked for where the curve is straight."""
    off = np.abs(np.ravel(given) - np.ravel(right))
    return bool((off < 1e-4).any() and (off < 5e-3).all())


def _by_temperature(load: float, heat: float) -> float:
    """The slope of the free energy, which is minus the entropy."""
    return (_free(load, heat + _STEP) - _free(load, heat - _STEP)) / (2 * _STEP)


def _energy(load: float, heat: float) -> float:
    """The squares of all overlaps, by hand: lasting, (m, r), and trembling, (1 - q)/(1 - C)."""
    found = _phase(load, heat)
    trembling = (1 - found.q) / (1 - (1 - found.q) / heat)
    return -0.5 * found.overlap**2 - 0.5 * load * (found.r + trembling - 1)


energy = Exercise(
    name="my_energy",
    right=_energy,
    probes=((0.03, 0.55), (0.05, 0.4), (0.1, 0.25), (0.01, 0.7), (0.05, 0.2), (0.12, 0.15)),
    tolerance=1e-4,
    misconceptions=(
        Misconception(
            _free,
            "This is the free energy. It is below the energy, by T times the entropy.",
        ),
        Misconception(
            lambda load, heat: -_by_temperature(load, heat),
            "This is the entropy, −∂f/∂T. Asked is the energy: the derivative of βf by β.",
        ),
        Misconception(
            _by_temperature,
            "This is ∂f/∂T, minus the entropy. Take the derivative of βf, by β.",
        ),
        Misconception(
            lambda load, heat: -(heat**2) * _by_temperature(load, heat),
            "This is ∂f/∂β. The product β f has to be differentiated, not f alone.",
        ),
        slip(
            lambda load, heat: _free(load, heat) + heat * _by_temperature(load, heat),
            "A sign is wrong: the entropy is −∂f/∂T, and so E/N = f − T ∂f/∂T.",
        ),
        slip(
            lambda load, heat: -_free(load, heat) + heat * _by_temperature(load, heat),
            "The sign of the whole is wrong: βf is minus the logarithm of the sum, so its "
            "derivative is plus the mean energy.",
        ),
        slip(
            lambda load, heat: (_free(load, heat) - heat * _by_temperature(load, heat)) / heat,
            "Your answer is divided by T: take the derivative by β, not by ln β or T.",
        ),
        Misconception(
            lambda load, heat: _free(load, heat) / heat,
            "This is βf. Its derivative by β is asked for.",
        ),
        Misconception(
            lambda load, heat: -0.5,
            "−½ is the energy of the pattern itself. Warm, the state has errors, and they cost.",
        ),
        Misconception(
            lambda load, heat: -0.5 * _phase(load, heat).overlap ** 2,
            "This is the part of the one pattern. The other overlaps are small but many, and the "
            "cleared diagonal counts too. Differentiate βf.",
        ),
        slip(
            lambda load, heat: (
                -0.5 * _phase(load, heat).overlap ** 2 - 0.5 * load * (_phase(load, heat).r - 1)
            ),
            "Right at T = 0. With noise the other overlaps also tremble, and their squares count. "
            "Differentiate βf instead.",
        ),
        slip(
            lambda load, heat: -_energy(load, heat) / heat**2,
            "This is the derivative of βf by T. By β it is −T² times that, as β = 1/T.",
        ),
        Misconception(
            lambda load, heat: heat * -_by_temperature(load, heat),
            "This is T times the entropy. The energy is f and this: E/N = f + T S/N.",
        ),
        slip(
            lambda load, heat: 2 * _energy(load, heat),
            "Twice the energy: a difference over both sides is divided by twice the step.",
        ),
        slip(
            lambda load, heat: _energy(load, heat) / 2,
            "Half the energy: a difference over one step is divided by that step, over both sides "
            "by twice the step.",
        ),
        Misconception(
            _of_the_glass,
            "This is the free energy of the glass. Wanted is the energy of a memory, which is "
            'what `mean_field` gives without `phase="glass"`.',
        ),
        Misconception(
            lambda load, heat: _free(load, 0.0),
            "This is the energy at T = 0. Take the temperature into account.",
        ),
    ),
    telltales=(
        Telltale(
            _coarse,
            "Near, but not to four digits everywhere. Take a smaller step of β, such as 1e-4, and "
            "take it on both sides.",
            "almost",
        ),
    ),
    praise="∂(βf)/∂β. Runs of a network of 1000 units measure the same to two digits or three.",
    shape="one number",
)
