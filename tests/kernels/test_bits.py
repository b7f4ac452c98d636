"""A network of units 0 and 1 as one of spins: the same flips, the same ties, the same energies."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hopfield_lessons import (
    all_energies,
    all_states,
    hebbian,
    local_field,
    random_patterns,
    recall,
    spins_from_bits,
    to_bits,
    to_spins,
)
from tests.kernels import nets

RULES = ["keep", "plus", "flip"]


def plain_run(weights, thresholds, bits, ties, sweeps):
    """One unit of 0 or 1 after another."""
    n = [int(bit) for bit in bits]
    for _ in range(sweeps):
        for i, row in enumerate(weights):
            total = sum(w * other for w, other in zip(row, n, strict=True)) - thresholds[i]
            if total != 0:
                n[i] = int(total > 0)
            else:
                n[i] = {"keep": n[i], "plus": 1, "flip": 1 - n[i]}[ties]
    return n


@given(data=st.data(), ties=st.sampled_from(RULES), sweeps=st.integers(0, 4))
def test_runs_are_those_of_a_plain_loop_over_bits(data, ties, sweeps):
    size = data.draw(st.integers(1, 6))
    weights = data.draw(nets.whole((size, size)))  # asymmetric, with a diagonal
    thresholds = data.draw(nets.whole(size))
    bits = data.draw(nets.whole(size, 0, 1))
    spins, field = spins_from_bits(weights, thresholds=thresholds)
    run = recall(
        spins,
        to_spins(bits),
        external_field=field,
        order="sequential",
        ties=ties,
        max_sweeps=sweeps,
        energies=False,
    )
    assert to_bits(run.state).tolist() == plain_run(weights, thresholds, bits, ties, sweeps)


@given(weights=nets.symmetric(least_diagonal=-2, largest=6), data=st.data())
def test_energies_of_all_states_differ_by_one_number(weights, data):
    thresholds = data.draw(nets.whole(len(weights)))
    spins, field = spins_from_bits(weights, thresholds=thresholds)
    energies = all_energies(spins, external_field=field)
    of_bits = [
        thresholds @ n - n @ weights @ n / 2 for n in to_bits(all_states(len(weights))).astype(int)
    ]
    np.testing.assert_array_equal(energies - energies[0], np.array(of_bits) - of_bits[0])


@pytest.mark.parametrize("size", [7, 30, 49, 100])
def test_ties_survive_weights_divided_by_n(size):
    """Hopfield's units of 1982 with our 1/N: which sums are zero is asked of whole numbers."""
    patterns = random_patterns(4, size, rng=size)
    states = random_patterns(200, size, rng=size + 1)
    whole = (patterns.T.astype(int) @ patterns) * (1 - np.eye(size, dtype=int))
    spins, field = spins_from_bits(hebbian(patterns))
    fields = local_field(spins, states, external_field=field)
    exact = to_bits(states).astype(int) @ whole
    assert (exact == 0).any()
    np.testing.assert_array_equal(np.sign(fields), np.sign(exact))


def test_a_qubo_is_solved_by_looking_at_all_states():
    """min n.Q.n, here the largest set of nodes of a ring of five without two neighbours."""
    ring = np.roll(np.eye(5), 1, axis=1)
    qubo = 2 * ring - np.eye(5)
    weights, field = spins_from_bits(-(qubo + qubo.T))
    best = all_states(5)[all_energies(weights, external_field=field).argmin()]
    costs = {n: np.array(n) @ qubo @ n for n in product((0, 1), repeat=5)}
    assert costs[tuple(to_bits(best).tolist())] == min(costs.values()) == -2
