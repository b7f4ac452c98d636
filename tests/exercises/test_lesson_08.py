"""The checks of lesson 08: right answers in other words, and wrong ones as learners write them."""

import math
from typing import Any

import numpy as np
import pytest
from scipy import optimize, special

from hopfield_lessons import glauber, hebbian, random_patterns
from hopfield_lessons.lessons.lesson_08 import checks as check
from hopfield_lessons.lessons.lesson_08 import named
from hopfield_lessons.lessons.lesson_08.pictures import region
from hopfield_lessons.theory import (
    glass_temperature,
    mean_field,
    retrieval_temperature,
    thermodynamic_load,
)

# ------------------------------------------------------------------- as learners write


def temperature_by_artanh(field: float, chance: float) -> Any:
    return field / np.arctanh(2 * chance - 1)


def temperature_by_logit(field: float, chance: float) -> Any:
    return np.array([2 * field / special.logit(chance)])


def temperature_by_two_logarithms(field: float, chance: float) -> float:
    inverse = (math.log(chance) - math.log(1 - chance)) / (2 * field)
    return 1 / inverse


def temperature_by_search(field: float, chance: float) -> Any:
    """β from (8.1), by halving; T > 0 whatever the sign of h."""

    def gap(beta: float) -> float:
        return 1 / (1 + math.exp(-2 * beta * field)) - chance

    return 1 / optimize.brentq(gap, 1e-9, 60, xtol=1e-14)


def energy_by_beta(load: float, temperature: float) -> float:
    beta, small = 1 / temperature, 1e-4

    def weighted(b: float) -> float:
        return b * mean_field(load, temperature=1 / b).free_energy

    return (weighted(beta + small) - weighted(beta - small)) / (2 * small)


def energy_with(load: float, temperature: float, step: float) -> float:
    beta = 1 / temperature
    high, low = (b * mean_field(load, temperature=1 / b).free_energy for b in (beta + step, beta))
    before = (beta - step) * mean_field(load, temperature=1 / (beta - step)).free_energy
    return (high - before) / (2 * step) if low else math.nan


def energy_by_entropy(load: float, temperature: float) -> float:
    small = 1e-5
    warm, cold = (
        mean_field(load, temperature=temperature + d).free_energy for d in (small, -small)
    )
    entropy = -(warm - cold) / (2 * small)
    return mean_field(load, temperature=temperature).free_energy + temperature * entropy


def energy_by_overlaps(load: float, temperature: float) -> Any:
    """E/N = -(sum of all m² - α)/2, where the other overlaps last and tremble."""
    phase = mean_field(load, temperature=temperature)
    c = (1 - phase.q) / temperature
    squares = phase.overlap**2 + load * phase.r + load * (1 - phase.q) / (1 - c)
    return (-(squares - load) / 2,)


RIGHT = [
    (check.temperature, temperature_by_artanh),
    (check.temperature, temperature_by_logit),
    (check.temperature, temperature_by_two_logarithms),
    (check.temperature, temperature_by_search),
    (check.energy, energy_by_beta),
    (check.energy, energy_by_entropy),
    (check.energy, energy_by_overlaps),
    (check.energy, lambda a, t: energy_with(a, t, 1e-3)),
    (check.energy, lambda a, t: round(energy_by_beta(a, t), 4)),
    (check.rules, "BDG"),
    (check.rules, "g, b and d"),
    (check.rules, ["D", "G", "B"]),
    (check.schedule, np.linspace(0.6, 0.3, 15)),
    (check.schedule, [0.5] * 15),
    (check.schedule, [0.8, 0.7, 0.6, 0.55, 0.5, 0.5, 0.45, 0.4, 0.4, 0.35, 0.3, 0.2, 0.1, 0]),
    (check.schedule, (0.9 * 0.9**k for k in range(15))),
    (check.pins, *named.pins.right.values()),
    (check.pins, dict(named.pins.right)),
    (
        check.pins,
        "Lowest",
        "metastable",
        "meta-stable".replace("-", ""),
        "GLASS",
        "glass",
        "Paramagnet",
    ),
    (
        check.pins,
        "the lowest",
        "meta-stable",
        "meta stable",
        "spin glass",
        "spin-glass",
        "Paramagnetic",
    ),
    (check.pins, [*named.pins.right.values()]),
    (check.pins, np.array([*named.pins.right.values()])),
    (check.pins, {letter.upper(): name for letter, name in named.pins.right.items()}),
]


def forward(load: float, temperature: float) -> float:
    """The slope of βf by T."""
    small = 1e-5
    one, other = (
        mean_field(load, temperature=t).free_energy / t for t in (temperature + small, temperature)
    )
    return (one - other) / small


def free(load: float, temperature: float) -> float:
    return mean_field(load, temperature=temperature).free_energy


def one_sided(load: float, temperature: float) -> float:
    """With a step that is too large for one side."""
    beta, step = 1 / temperature, 1e-3
    return ((beta + step) * free(load, 1 / (beta + step)) - beta * free(load, temperature)) / step


def slope_by_temperature(load: float, temperature: float) -> float:
    one, other = temperature + 1e-4, temperature - 1e-4
    return (free(load, one) / one - free(load, other) / other) / 2e-4


WRONG = [
    (check.temperature, lambda h, p: h / np.log(p / (1 - p)), "units of 0 and 1"),
    (check.temperature, lambda h, p: np.arctanh(2 * p - 1) / h, "This is β"),
    (check.temperature, lambda h, p: np.log(p / (1 - p)) / h, "2β"),
    (check.temperature, lambda h, p: 2 * h / np.log(1 / p - 1), "sign is wrong"),
    (check.temperature, lambda h, p: abs(h) / np.arctanh(2 * p - 1), "two signs cancel"),
    (check.temperature, lambda h, p: h / (2 * p - 1), "small fields only"),
    (check.temperature, lambda h, p: 2 * h / np.log(p), "odds"),
    (check.temperature, lambda h, p: h / p, "isn't negative"),
    (check.temperature, lambda h, p: 1.0, "should be"),
    (check.temperature, lambda h, p: round(temperature_by_two_logarithms(h, p), 2), "rounded to 2"),
    (check.temperature, lambda h, p: str(temperature_by_two_logarithms(h, p)), "returns text"),
    (check.temperature, "Put my_temperature between"),
    (check.temperature, temperature_by_search, 0.5, "nothing else"),
    (check.energy, lambda a, t: mean_field(a, temperature=t).free_energy, "free energy"),
    (check.energy, lambda a, t: -0.5, "have errors|has errors"),
    (check.energy, lambda a, t: mean_field(a).free_energy, "at T = 0"),
    (check.energy, lambda a, t: -(mean_field(a, temperature=t).overlap ** 2) / 2, "one pattern"),
    (check.energy, lambda a, t: mean_field(a, temperature=t).free_energy / t, "This is βf"),
    (check.energy, forward, "should be"),
    (check.energy, lambda a, t: energy_by_beta(a, t) + 0.001, "should be"),
    (check.energy, lambda a, t: -energy_by_beta(a, t), "sign of the whole"),
    (check.energy, lambda a, t: 2 * energy_by_beta(a, t), "twice the step"),
    (check.energy, lambda a, t: energy_by_beta(a, t) / 2, "divided by that step"),
    (check.energy, lambda a, t: energy_with(a, t, 0.1), "smaller step"),
    (check.energy, one_sided, "on both sides"),
    (check.energy, lambda a, t: round(energy_by_beta(a, t), 3), "rounded to 3"),
    (check.energy, slope_by_temperature, "T by|by T"),
    (check.energy, lambda a, t: energy_by_entropy(a, t) - free(a, t), "T times the entropy"),
    (
        check.energy,
        lambda a, t: mean_field(a, temperature=t, phase="glass").free_energy,
        "of the glass",
    ),
    (check.rules, "B", "D", "G", "nothing else"),
    (check.schedule, [0.5], [0.4], "nothing else"),
    (check.rules, "B", "many rules"),
    (check.rules, "BD", "Look again"),
    (check.rules, "AC", "half of the change"),
    (check.rules, "BDEG", "half the temperature"),
    (check.rules, "BDFG", "coins at ties"),
    (check.rules, "ABCDEFG", "some don't fit"),
    (check.schedule, [0.0] * 15, "nearly a quench"),
    (check.schedule, np.full(15, 0.15), "nearly a quench"),
    (check.schedule, np.linspace(0.3, 1.0, 15), "colder at the end"),
    (check.schedule, np.linspace(1, 0, 40), "too many"),
    (check.schedule, [3.0] * 12 + [0.5] * 3, "Only a few"),
    (check.schedule, [-0.1, 0.5], "at least 0"),
    (check.schedule, [math.nan], "at least 0"),
    (check.schedule, [], "list of temperatures"),
    (check.schedule, 0.5, "arrived"),
    (check.schedule, [[0.5, 0.4]], "list of temperatures"),
    (check.pins, *["lowest"] * 6, "T_c"),
    (check.pins, *["glass"] * 6, "T_M"),
    (check.pins, "lowest", "glass", "metastable", "glass", "glass", "paramagnet", "T_c for T_M"),
    (check.pins, "lowest", "lowest", "lowest", "glass", "glass", "paramagnet", "was crossed"),
    (check.pins, *["lowest", "metastable"] * 2, "paramagnet", "glass", "T_M"),
    (check.pins, "metastable", *[*named.pins.right.values()][1:], "below it"),
]


# ------------------------------------------------------------------- what the checks say is true


@pytest.mark.parametrize("letter", named.PINS)
def test_the_pins_lie_where_they_are_said_to_lie(letter: str) -> None:
    load, temperature = named.PINS[letter]
    if temperature > glass_temperature(load):
        name = "paramagnet"
    elif temperature > retrieval_temperature(load):
        name = "glass"
    else:
        name = "lowest" if load < thermodynamic_load(temperature) else "metastable"
    assert named.pins.right[letter] == name == region(load, temperature)


def rule(letter: str, x: float) -> float:
    return {
        "A": min(1.0, math.exp(-x / 2)),
        "B": math.exp(-x / 2) / (math.exp(x / 2) + math.exp(-x / 2)),
        "C": 1 / (1 + math.exp(x / 2)),
        "D": 0.5 * min(1.0, math.exp(-x)),
        "E": (1 - math.tanh(x)) / 2,
        "F": 1.0 if x < 0 else 0.5 if x == 0 else 0.0,
        "G": math.exp(-2 * x) if x > 0 else math.exp(x),
    }[letter]


@pytest.mark.parametrize("letter", "ABCDEFG")
def test_the_rules_by_an_exact_chain(letter: str) -> None:
    """Of three units, visited in random order: does exp(-E) stay?"""
    weights = np.array([[0, 0.7, -0.4], [0.7, 0, 0.9], [-0.4, 0.9, 0]])
    states = np.array(np.meshgrid(*[[-1, 1]] * 3, indexing="ij")).reshape(3, -1).T
    step = np.zeros((8, 8))
    for a, state in enumerate(states):
        for unit in range(3):
            other = state * np.where(np.arange(3) == unit, -1, 1)
            b = int(np.flatnonzero((states == other).all(axis=1))[0])
            step[a, b] = rule(letter, 2 * state[unit] * (weights[unit] @ state)) / 3
        step[a, a] = 1 - step[a].sum()
    boltzmann = np.exp(0.5 * np.einsum("ai,ij,aj->a", states, weights, states))
    assert np.allclose(boltzmann @ step, boltzmann) == (letter in named.rules.right)


def test_a_network_has_the_energy_of_the_free_energy() -> None:
    """By simulation, which is what exercise 5 promises: 1000 units, load 0.03."""
    found = []
    for seed in range(6):
        patterns = random_patterns(30, 1000, rng=seed)
        run = glauber(hebbian(patterns), patterns[0], beta=1 / 0.5, sweeps=40, rng=seed)
        found.append(run.energies[-25:].mean() / 1000)
    error = np.std(found, ddof=1) / math.sqrt(len(found))
    assert np.mean(found) == pytest.approx(energy_by_beta(0.03, 0.5), abs=4 * error)
    assert error < 0.003


def test_dots() -> None:
    for one in (check.rules, check.schedule):
        assert one(...).status == "not yet"
    assert check.pins(*(...,) * 6).message == "Still without a region: a, b, c, d, e, f."
