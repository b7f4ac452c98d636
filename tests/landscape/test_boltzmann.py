"""The Boltzmann distribution of small networks, beside sums by the definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hopfield_lessons import all_energies, all_states, ferromagnet, hebbian, prepare
from hopfield_lessons.landscape import boltzmann_distribution
from tests.kernels import chains, nets


@given(weights=nets.symmetric(least_diagonal=-3, largest=5), data=st.data())
def test_probabilities_by_the_definition(weights, data):
    field = data.draw(nets.whole(len(weights)))
    beta = data.draw(st.sampled_from([0.0, 0.1, 1.0, 3.0]))
    law = boltzmann_distribution(weights, beta=beta, external_field=field)
    np.testing.assert_allclose(law, chains.boltzmann(weights, field, beta), rtol=1e-12, atol=1e-300)
    assert law.sum() == pytest.approx(1, rel=1e-14)


def test_means_of_two_units_in_closed_form():
    """<s1 s2> = tanh(beta w), and a unit alone has <s> = tanh(beta b)."""
    law = boltzmann_distribution(ferromagnet(2, strength=0.8), beta=1.3)
    assert law @ all_states(2).prod(axis=1) == pytest.approx(np.tanh(1.3 * 0.8))
    law = boltzmann_distribution([[5.0]], beta=1.3, external_field=0.4)
    assert law @ all_states(1)[:, 0] == pytest.approx(np.tanh(1.3 * 0.4))


def test_the_ends_of_the_scale():
    weights = hebbian([[1, -1, -1, 1, 1]])
    assert (boltzmann_distribution(weights, beta=0) == 2.0**-5).all()
    frozen = boltzmann_distribution(weights, beta=np.inf)
    energies = all_energies(weights)
    assert frozen.tolist() == np.where(energies == energies.min(), 0.5, 0.0).tolist()
    np.testing.assert_array_equal(boltzmann_distribution(weights, beta=1e6), frozen)
    np.testing.assert_array_equal(boltzmann_distribution(weights * 1e-290, beta=1e300), frozen)


@pytest.mark.parametrize("beta", [1e17, np.inf])
def test_lowest_states_that_rounding_parts_are_alike(beta):
    """Whether unit 0 obeys its field or the three others: 0.1 + 0.2 against 0.3."""
    weights = np.zeros((3, 3))
    weights[0, 1] = weights[1, 0] = 0.1
    weights[0, 2] = weights[2, 0] = 0.2
    field = np.array([0.3, -9.0, -9.0])
    law = boltzmann_distribution(weights, beta=beta, external_field=field)
    assert law.tolist() == [0.5, 0, 0, 0, 0.5, 0, 0, 0]


def test_twenty_units_and_no_more():
    law = boltzmann_distribution(prepare(ferromagnet(20)), beta=1.2)
    assert law.shape == (2**20,)
    ups = np.bitwise_count(np.arange(2**20))
    by_hand = np.bincount(ups, weights=law)
    magnet = np.arange(-20, 21, 2.0)
    ways = np.array([float(w) for w in np.bincount(ups)])
    expected = ways * np.exp(1.2 * (magnet**2 - 20) / 40)
    np.testing.assert_allclose(by_hand, expected / expected.sum(), rtol=1e-10)
    with pytest.raises(ValueError, match=r"21 units have 2\^21 .* up to 20 units.* glauber"):
        boltzmann_distribution(ferromagnet(21))
