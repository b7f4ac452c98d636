"""Sentences of lessons and glossary that no cell computes, each tried on small networks."""

import itertools
import math

import numpy as np
import pytest
from scipy import integrate

import hopfield_lessons as hl


def cured(count: int, temperature: float, networks: int = 8) -> float:
    """The share of ends which are neither memory nor mixture that heat turns into memories."""
    found = []
    for seed in range(networks):
        rng = np.random.default_rng([count, seed])
        patterns = hl.random_patterns(count, 200, rng=rng)
        network = hl.prepare(hl.hebbian(patterns))
        ends = hl.recall(network, hl.random_patterns(20, 200, rng=rng), rng=rng).state
        others = ends[[kind.name == "other" for kind in hl.classify(patterns, ends)]]
        if len(others):
            warm = hl.glauber(network, others, beta=1 / temperature, sweeps=40, rng=rng).state
            again = hl.classify(patterns, hl.recall(network, warm, rng=rng).state)
            found += [kind.name in ("pattern", "reversed") for kind in again]
    return float(np.mean(found))


@pytest.mark.long
def test_heat_leads_out_of_spurious_states_while_memories_are_the_lowest() -> None:
    """Lesson 06, its summary: loads 0.035 and 0.1, on both sides of about 0.05."""
    assert cured(7, 0.4) > 0.7
    assert cured(20, 0.2) < 0.4


def test_a_quenched_sheet_freezes_into_stripes_with_coins_only() -> None:
    """Lesson 01: about one in three with a coin for each tie, none where ties keep."""
    sheet, stripes = hl.prepare(hl.lattice((12, 12))), {"random": 0, "keep": 0}
    for ties, seed in itertools.product(stripes, range(30)):
        start = hl.random_patterns(1, 144, rng=seed)[0]
        run = hl.recall(sheet, start, ties=ties, max_sweeps=300, rng=seed, energies=False)
        end = run.state.reshape(12, 12)
        flat = (end == end[:1]).all(), (end == end[:, :1]).all()
        stripes[ties] += flat[0] != flat[1]  # both: a sheet of one colour
    assert 4 <= stripes["random"] <= 18
    assert stripes["keep"] <= 1


@pytest.mark.parametrize(("neighbours", "frustrated"), [(4, False), (8, True)])
def test_an_antiferromagnet_is_a_disguised_magnet_with_four_neighbours(
    neighbours: int, frustrated: bool
) -> None:
    """Glossary: is there a state that satisfies all bonds?"""
    weights = hl.lattice((4, 4), neighbours, strength=-1.0)
    satisfied = -np.abs(weights).sum() / 2
    assert (hl.all_energies(weights).min() > satisfied) == frustrated


@pytest.mark.parametrize("load", [0.05, 0.1, 0.137])
def test_what_a_unit_does_to_itself_adds_to_its_field_only(load: float) -> None:
    """Lesson 07: the mean aligned field is -2E/N, that of (7.4) and αC/(1 - C)."""
    phase = hl.theory.mean_field(load)
    width, lean = math.sqrt(load * phase.r), 1 - 1 / math.sqrt(phase.r)
    felt = integrate.quad(
        lambda z: abs(phase.overlap + width * z) * math.exp(-z * z / 2) / math.sqrt(2 * math.pi),
        -10,
        10,
        points=[-phase.overlap / width] if phase.overlap < 10 * width else None,
    )[0]
    assert -2 * phase.free_energy == pytest.approx(felt + load * lean / (1 - lean), abs=1e-8)


def test_replica_symmetry_gives_the_spin_glass_a_negative_entropy() -> None:
    """Lesson 07, glossary: the free energy rises with T, all the way down from the load 0.138."""
    for load in (0.01, 0.0519, 0.138):
        cold, warm = (
            hl.theory.mean_field(load, temperature=temperature, phase="glass").free_energy
            for temperature in (0, 1e-3)
        )
        assert warm > cold


def test_what_all_units_at_once_tend_to() -> None:
    """Glossary, Boltzmann distribution: not exp(-βE), but the product of cosh βh_i (Peretto)."""
    weights, beta = hl.hebbian(hl.random_patterns(2, 5, rng=3)), 0.8
    states = hl.all_states(5).astype(float)
    fields = states @ weights
    up = 1 / (1 + np.exp(-2 * beta * fields))  # of each state, of each unit
    step = np.prod(np.where(states[None] > 0, up[:, None], 1 - up[:, None]), axis=2)
    weight = np.cosh(beta * fields).prod(axis=1)
    boltzmann = np.exp(-beta * hl.all_energies(weights))
    assert np.allclose(weight @ step, weight)
    assert not np.allclose(boltzmann @ step, boltzmann, rtol=0.01)


def test_metropolis_is_in_detailed_balance_with_the_same_distribution() -> None:
    """Glossary: flip with probability 1 or exp(-βΔE), unit 0 of six."""
    weights, beta = hl.hebbian(hl.random_patterns(2, 6, rng=1)), 0.8
    energy = hl.all_energies(weights).reshape(2, -1)  # unit 0 down, and up
    change = energy[1] - energy[0]
    probability = np.exp(-beta * energy)
    up, down = np.minimum(1, np.exp(-beta * change)), np.minimum(1, np.exp(beta * change))
    assert np.allclose(probability[0] * up, probability[1] * down)


def test_the_hebb_rule_is_incremental_and_centring_is_not() -> None:
    """Lesson 02: what the third pattern adds, alone and beside two others."""

    def centred(patterns: np.ndarray) -> np.ndarray:
        deviation = patterns - patterns.mean(axis=0)
        return deviation.T @ deviation / patterns.shape[1] * (1 - np.eye(patterns.shape[1]))

    three = hl.letters("HOP")
    assert np.array_equal(hl.hebbian(three) - hl.hebbian(three[:2]), hl.hebbian(three[2:]))
    added, mean = centred(three) - centred(three[:2]), three.mean(axis=0)
    own = np.outer(three[2] - mean, three[2] - mean) / 64
    np.fill_diagonal(own, 0)
    assert not np.allclose(added, own)
