"""How likely each state of a small network is in equilibrium."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .. import _enumeration as enumeration
from .._arguments import Floats
from ..network import Network, tie_of
from .states import all_energies

_MOST_UNITS = 20


def boltzmann_distribution(
    weights: ArrayLike | Network, *, beta: float = 1.0, external_field: ArrayLike = 0.0
) -> Floats:
    r"""Return the Boltzmann distribution p(s) = exp(-beta E(s)) / Z, state by state.

    It is what `glauber` and `metropolis` sample in the long run, one unit at a time. Z is the sum
    over all 2^N states, which is why it can be computed for small networks only.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Symmetric couplings of at most 20 units. A diagonal adds the same to all energies, and
        changes nothing here.
    beta : float
        Inverse temperature, from 0 (all states alike) to infinity (the lowest states alone,
        all of them alike).
    external_field : float or array_like, shape (N,)
        b, in the units of the weights.

    Returns
    -------
    ndarray of float64, shape (2^N,)
        The probability of each row of `all_states`; their sum is 1. A state whose energy can't be
        told from the lowest, because of rounding, is as likely as the lowest.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If the weights are not symmetric, there are more than 20 units, shapes don't match, `beta`
        is negative or NaN, or another number is not finite.

    References
    ----------
    R. J. Glauber, J. Math. Phys. 4 (1963) 294, doi:10.1063/1.1703954 (dynamics that lead to it)

    Examples
    --------
    >>> from hopfield_lessons import ferromagnet
    >>> from hopfield_lessons.landscape import boltzmann_distribution
    >>> boltzmann_distribution(ferromagnet(2, strength=1), beta=0.7).round(4)
    array([0.4011, 0.0989, 0.0989, 0.4011])
    """
    inverse = arguments.real(beta, "beta", least=0.0, why="it is an inverse temperature")
    network = enumeration.small_network(
        weights, _MOST_UNITS, instead="For larger networks glauber or metropolis draws samples"
    )
    energies = all_energies(network, external_field=external_field)
    above = energies - energies.min()
    above[above <= _rounding(network, network.field(external_field), energies)] = 0.0
    with np.errstate(over="ignore"):  # infinitely far up: exp(-inf) is 0
        steps = np.multiply(inverse, above, where=above > 0, out=np.zeros_like(above))
    chances: Floats = np.exp(-steps)
    chances /= chances.sum()
    return chances


def _rounding(network: Network, field: Floats, energies: Floats) -> float:
    """How far apart two energies may come out that are the same.

    Without an external field the sums are whole numbers, and only the rounding of the weights is
    left. A field's own sums round, and so does adding them to those of the pairs.
    """
    of_weights = network.size * network.tie / network.scale
    of_field = tie_of(field).sum() + tie_of(energies).max() if field.any() else 0.0
    return float(of_weights + 2 * of_field)
