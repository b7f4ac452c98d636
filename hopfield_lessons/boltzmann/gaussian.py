"""Hopfield's network as a restricted machine with Gaussian hidden units, one for each pattern."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats, Seed, Spins

__all__ = ["GaussianMachine", "block_glauber", "hopfield_rbm"]

_MOST_BETA = 1e6  # far beyond it the noise of a hidden unit is lost in rounding


@dataclass(frozen=True, eq=False)  # arrays have no one answer to ==
class GaussianMachine:
    r"""Spins s and hidden units z that take any real value.

    Its energy, at beta = 1, is E(s, z) = z.z/2 - s.W.z.

    Attributes
    ----------
    weights : ndarray of float64, shape (N, P)
        W: a column for each hidden unit.
    """

    weights: Floats

    def hidden_mean(self, states: ArrayLike) -> Floats:
        """Return the mean of each hidden unit, given the spins; its variance is 1.

        States (N,) or (B, N) give (P,) or (B, P).
        """
        return self._checked(states) @ self.weights

    def visible_given(self, hidden: ArrayLike) -> Floats:
        """Return the probability that each spin is +1, given the hidden units.

        It is 1/(1 + exp(-2h)) with h = W z; numbers (P,) or (B, P) give (N,) or (B, N).
        """
        values = np.asarray(arguments.numeric(hidden, "hidden"), dtype=np.float64)
        count = self.weights.shape[1]
        if values.ndim not in (1, 2) or values.shape[-1] != count:
            raise ValueError(
                f"hidden: expected {count} numbers, or a batch (B, {count}), got {values.shape}"
            )
        return (1 + np.tanh(values @ self.weights.T)) / 2

    def free_energy(self, states: ArrayLike) -> float | Floats:
        """Return F(s) = -sum_mu (W's)_mu^2/2, where the hidden units are integrated out.

        One state (N,) gives a number, a batch (B, N) an array (B,). What does not depend on the
        state, P ln(2 pi)/2, is left out.
        """
        means = self.hidden_mean(states)
        values = -0.5 * np.square(means).sum(axis=-1)
        return float(values) if means.ndim == 1 else values

    def _checked(self, states: ArrayLike) -> Floats:
        return arguments.state(states, len(self.weights), "states").astype(np.float64)


def hopfield_rbm(patterns: ArrayLike, *, beta: float) -> GaussianMachine:
    r"""Return the restricted machine that is a Hopfield network with Hebb's weights.

    Hidden unit mu is coupled to the spins by sqrt(beta/N) xi^mu. Its integral over z turns
    (xi.s)^2 beta/2N into a product of the two, so that the machine's free energy is
    beta E(s) - beta P/2, with E of `hebbian`: the same probabilities. The inverse temperature
    lies in the couplings.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1.
    beta : float
        Inverse temperature, from 0 to 10^6.

    Returns
    -------
    GaussianMachine
        With `hidden_mean`, `visible_given` and `free_energy`.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If an entry is not +1 or -1, or `beta` is out of range.

    References
    ----------
    A. Barra, A. Bernacchia, E. Santucci & P. Contucci, Neural Netw. 34 (2012) 1,
    doi:10.1016/j.neunet.2012.06.003

    Examples
    --------
    >>> from hopfield_lessons import energy, hebbian
    >>> from hopfield_lessons.boltzmann import hopfield_rbm
    >>> patterns, state = [[1, 1, -1, 1], [1, -1, -1, -1]], [1, 1, 1, 1]
    >>> round(hopfield_rbm(patterns, beta=2).free_energy(state), 12)
    -2.0
    >>> 2 * energy(hebbian(patterns), state) - 2 * 2 / 2
    np.float64(-2.0)
    """
    return GaussianMachine(_couplings(arguments.patterns(patterns), _beta(beta)))


def block_glauber(
    patterns: ArrayLike,
    states: ArrayLike,
    *,
    beta: float,
    sweeps: int,
    external_field: ArrayLike = 0.0,
    rng: Seed,
) -> Spins:
    r"""Sample a Hopfield network with Hebb's weights, all its spins at once.

    In a sweep the hidden units of `hopfield_rbm` are drawn, z ~ N(W's, 1), then all spins, each
    +1 with probability 1/(1 + exp(-2(W z + beta b))). This leaves exp(-beta E)/Z unchanged, which
    to update all spins at once from their fields does not. A sweep is two matrix products. At low
    temperature it moves less than a sweep of `glauber`, since z ties the spins to the overlaps that
    they have.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1.
    states : array_like, shape (N,) or (B, N)
        Where the chains begin; each has noise of its own.
    beta : float
        Inverse temperature, from 0 to 10^6.
    sweeps : int
        How many, at least 0.
    external_field : float or array_like, shape (N,)
        b, in the units of the weights.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw from.

    Returns
    -------
    ndarray of int8, same shape as `states`
        The states after the last sweep.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If an entry is not +1 or -1, shapes don't match, or a number is out of its range.

    References
    ----------
    A. Barra, A. Bernacchia, E. Santucci & P. Contucci, Neural Netw. 34 (2012) 1,
    doi:10.1016/j.neunet.2012.06.003

    Examples
    --------
    >>> from hopfield_lessons import flip, overlap, random_patterns
    >>> from hopfield_lessons.boltzmann import block_glauber
    >>> patterns = random_patterns(5, 500, rng=0)
    >>> start = flip(patterns[0], 0.2, rng=1)
    >>> end = block_glauber(patterns, start, beta=4, sweeps=30, rng=2)
    >>> bool(overlap(patterns[0], end) > 0.95)
    True
    """
    stored, inverse = arguments.patterns(patterns), _beta(beta)
    given = arguments.state(states, stored.shape[1], "states")
    count = arguments.whole(sweeps, "sweeps", least=0)
    field = arguments.field(external_field, stored.shape[1])
    with np.errstate(over="ignore"):  # tanh of an infinite field is 1
        bias = inverse * field
    random = arguments.generator(rng)
    arguments.require_memory(32 * given.size, f"{given.size} spins and their fields")
    couplings = _couplings(stored, inverse)
    spins = np.atleast_2d(given).astype(np.float64)
    chances = np.empty_like(spins)
    for _ in range(count):
        hidden = spins @ couplings
        hidden += random.standard_normal(hidden.shape)
        fields = hidden @ couplings.T
        fields += bias
        np.tanh(fields, out=fields)
        random.random(out=chances)
        chances *= 2
        fields += 1
        np.subtract(fields, chances, out=fields)  # positive with probability (1 + tanh h)/2
        np.copysign(1.0, fields, out=spins)
    return spins.astype(np.int8).reshape(given.shape)


def _beta(value: object) -> float:
    why = "an infinite one would leave no noise, and block sampling stands still"
    return arguments.real(value, "beta", least=0.0, most=_MOST_BETA, why=why)


def _couplings(patterns: Spins, beta: float) -> Floats:
    """sqrt(beta/N) xi, as columns."""
    couplings: Floats = np.sqrt(beta / patterns.shape[1]) * patterns.T.astype(np.float64)
    return couplings
