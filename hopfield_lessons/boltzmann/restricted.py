"""The restricted Boltzmann machine: couplings only between visible and hidden units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats, Seed, Spins
from ..landscape import all_states
from .tables import empirical_distribution, small

__all__ = ["RBM", "Change"]

_MOST = 1e100


class Change(NamedTuple):
    """One number for each parameter of an `RBM`: a gradient, or an estimate of it.

    Attributes
    ----------
    weights : ndarray of float64, shape (N, K)
    visible : ndarray of float64, shape (N,)
    hidden : ndarray of float64, shape (K,)
    """

    weights: Floats
    visible: Floats
    hidden: Floats


@dataclass(frozen=True, eq=False)  # arrays have no one answer to ==
class RBM:
    r"""A restricted Boltzmann machine of spins, at beta = 1.

    Its energy is E(v, h) = -b.v - c.h - v.W.h. Given the visible units v the hidden ones h are
    independent, and the other way round: a whole layer may be drawn at once.

    Parameters
    ----------
    weights : array_like, shape (N, K)
        W: rows are visible units, columns hidden ones.
    visible : float or array_like, shape (N,)
        b.
    hidden : float or array_like, shape (K,)
        c.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If shapes don't match, or a number is not finite or beyond 1e100.

    References
    ----------
    A. Fischer & C. Igel, Pattern Recognit. 47 (2014) 25, doi:10.1016/j.patcog.2013.05.025 (units
    0 and 1: see `to_bits`)

    Examples
    --------
    >>> from hopfield_lessons.boltzmann import RBM
    >>> machine = RBM([[0.7], [0.7]])  # two visible units, one hidden
    >>> machine.hidden_given([1, 1]).round(4)
    array([0.9427])
    >>> machine.distribution().round(4)
    array([0.3413, 0.1587, 0.1587, 0.3413])
    """

    weights: Floats
    visible: Floats
    hidden: Floats

    def __init__(
        self, weights: ArrayLike, visible: ArrayLike = 0.0, hidden: ArrayLike = 0.0
    ) -> None:
        matrix = np.array(arguments.numeric(weights, "weights"), dtype=np.float64)
        if matrix.ndim != 2 or matrix.size == 0:
            raise ValueError(
                f"weights: expected shape (N, K), a row for each visible unit, got {matrix.shape}"
            )
        first = arguments.field(visible, matrix.shape[0], "visible")
        second = arguments.field(hidden, matrix.shape[1], "hidden")
        if max(np.abs(values).max() for values in (matrix, first, second)) > _MOST:
            raise ValueError(
                f"weights: expected numbers up to {_MOST:g}; their sums would overflow"
            )
        for name, value in (("weights", matrix), ("visible", first), ("hidden", second)):
            object.__setattr__(self, name, value)

    @classmethod
    def random(cls, size: int, hidden: int, *, spread: float = 0.1, rng: Seed) -> RBM:
        """Draw the couplings of a first machine; b and c are 0.

        Parameters
        ----------
        size : int
            N, the visible units.
        hidden : int
            K.
        spread : float
            Their standard deviation; from 0, where all hidden units begin, and stay, alike.
        rng : int or numpy.random.Generator
            A seed, or the generator to draw from.
        """
        shape = arguments.whole(size, "size"), arguments.whole(hidden, "hidden")
        width = arguments.real(spread, "spread", least=0.0, most=1e100)
        return cls(width * arguments.generator(rng).standard_normal(shape))

    @classmethod
    def from_bits(cls, weights: ArrayLike, visible: ArrayLike, hidden: ArrayLike) -> RBM:
        """Return the machine of spins that is as likely in each state as one of units 0 and 1.

        The arguments are what `to_bits` returns.
        """
        there = cls(weights, visible, hidden)
        quarter = there.weights / 4
        return cls(
            quarter,
            there.visible / 2 + quarter.sum(axis=1),
            there.hidden / 2 + quarter.sum(axis=0),
        )

    def to_bits(self) -> Change:
        """Return W, b and c for units 0 and 1, with which each state is as likely as here.

        They are 4W, 2b - 2W1 and 2c - 2W'1, where 1 is a column of ones. There a unit is 1 with
        probability 1/(1 + exp(-a)), without the 2 of spins.
        """
        return Change(
            4 * self.weights,
            2 * self.visible - 2 * self.weights.sum(axis=1),
            2 * self.hidden - 2 * self.weights.sum(axis=0),
        )

    def hidden_given(self, states: ArrayLike) -> Floats:
        """Return the probability that each hidden unit is +1, given the visible ones.

        It is 1/(1 + exp(-2a)) with a_j = c_j + sum_i v_i w_ij; states (N,) or (B, N) give (K,)
        or (B, K).
        """
        return _up(self._toward_hidden(self._checked(states)))

    def visible_given(self, hidden: ArrayLike) -> Floats:
        """Return the probability that each visible unit is +1, given the hidden ones.

        States (K,) or (B, K) give (N,) or (B, N).
        """
        units = arguments.state(hidden, self.weights.shape[1], "hidden").astype(np.float64)
        return _up(self._toward_visible(units))

    def free_energy(self, states: ArrayLike) -> float | Floats:
        """Return F(v) = -b.v - sum_j ln 2cosh(c_j + sum_i v_i w_ij).

        exp(-F(v)) is the sum of exp(-E(v, h)) over all h, so that p(v) = exp(-F(v))/Z. One state
        (N,) gives a number, a batch (B, N) an array (B,).
        """
        units = self._checked(states)
        values = self._free_energy(units)
        return float(values) if units.ndim == 1 else values

    def distribution(self) -> Floats:
        """Return p(v) for each row of `all_states`: at most 20 visible units."""
        small(len(self.visible))
        return self._law(all_states(len(self.visible)).astype(np.float64))

    def gradient(self, states: ArrayLike, *, probabilities: ArrayLike | None = None) -> Change:
        """Return the exact gradient of the mean log-likelihood of examples.

        For a coupling it is <v_i h_j> with v from the examples, less <v_i h_j> of the machine; h
        is averaged over p(h|v) in both. At most 20 visible units.

        Parameters
        ----------
        states : array_like, shape (B, N)
            Examples.
        probabilities : array_like, shape (B,)
            How likely each is; without it all are alike.
        """
        data, all_visible = self._data(states, probabilities)
        return self._means(all_visible, data - self._law(all_visible))

    def contrastive_divergence(self, states: ArrayLike, *, steps: int = 1, rng: Seed) -> Change:
        """Return what contrastive divergence, CD-k, takes for the gradient.

        The chain begins at the examples instead of running into equilibrium: `steps` times the
        hidden units are drawn, then the visible ones. In the last mean h is averaged, not drawn.

        Parameters
        ----------
        states : array_like, shape (B, N)
            Examples, all of them alike.
        steps : int
            k.
        rng : int or numpy.random.Generator
            A seed, or the generator to draw from.
        """
        data = self._checked(states, many=True)
        sweeps, random = arguments.whole(steps, "steps"), arguments.generator(rng)
        ends = self._sampled(data, sweeps, random)
        both, chances = np.vstack([data, ends]), np.repeat([1.0, -1.0], len(data)) / len(data)
        return self._means(both, chances)

    def expected_contrastive_divergence(
        self, states: ArrayLike, *, steps: int = 1, probabilities: ArrayLike | None = None
    ) -> Change:
        """Return the mean of `contrastive_divergence` over its draws, exactly.

        At most 20 units in all, visible and hidden.
        """
        small(sum(self.weights.shape))
        sweeps = arguments.whole(steps, "steps")
        data, all_visible = self._data(states, probabilities)
        all_hidden = all_states(len(self.hidden)).astype(np.float64)
        down = _of_layer(all_hidden, self._toward_hidden(all_visible))
        up = _of_layer(all_visible, self._toward_visible(all_hidden))
        law = data
        for _ in range(sweeps):
            law = law @ down @ up
        return self._means(all_visible, data - law)

    def sample(self, states: ArrayLike, *, sweeps: int, rng: Seed) -> Spins:
        """Draw visible states, a layer at once, in chains that begin at the given states.

        Parameters
        ----------
        states : array_like, shape (N,) or (B, N)
            Where they begin.
        sweeps : int
            How often hidden and then visible units are drawn.
        rng : int or numpy.random.Generator
            A seed, or the generator to draw from.

        Returns
        -------
        ndarray of int8, same shape as `states`
            The ends of the chains.
        """
        units = self._checked(states)
        count = arguments.whole(sweeps, "sweeps", least=0)
        return self._sampled(units, count, arguments.generator(rng)).astype(np.int8)

    def moved(self, change: Change, rate: float) -> RBM:
        """Return the machine after a step: each parameter plus `rate` times its change."""
        step = arguments.finite(rate, "rate")
        return RBM(
            self.weights + step * change.weights,
            self.visible + step * change.visible,
            self.hidden + step * change.hidden,
        )

    def _checked(self, states: ArrayLike, many: bool = False) -> Floats:
        check = arguments.patterns(states, "states") if many else states
        return arguments.state(check, len(self.visible), "states").astype(np.float64)

    def _data(self, states: ArrayLike, probabilities: ArrayLike | None) -> tuple[Floats, Floats]:
        small(len(self.visible))
        self._checked(states, many=True)
        data = empirical_distribution(states, probabilities=probabilities)
        return data, all_states(len(self.visible)).astype(np.float64)

    def _toward_hidden(self, visible: Floats) -> Floats:
        return self.hidden + visible @ self.weights

    def _toward_visible(self, hidden: Floats) -> Floats:
        return self.visible + hidden @ self.weights.T

    def _free_energy(self, visible: Floats) -> Floats:
        fields = np.abs(self._toward_hidden(visible))
        logs: Floats = (fields + np.log1p(np.exp(-2 * fields))).sum(axis=-1)  # ln 2cosh
        return -logs - visible @ self.visible

    def _law(self, all_visible: Floats) -> Floats:
        heights = -self._free_energy(all_visible)
        chances: Floats = np.exp(heights - heights.max())
        chances /= chances.sum()
        return chances

    def _means(self, visible: Floats, chances: Floats) -> Change:
        """Sums over states with chances that may be negative, h averaged given v."""
        hidden = np.tanh(self._toward_hidden(visible))
        weighted = chances[:, None] * visible
        return Change(weighted.T @ hidden, weighted.sum(axis=0), chances @ hidden)

    def _sampled(self, visible: Floats, sweeps: int, random: np.random.Generator) -> Floats:
        for _ in range(sweeps):
            hidden = _drawn(self._toward_hidden(visible), random)
            visible = _drawn(self._toward_visible(hidden), random)
        return visible


def _up(fields: Floats) -> Floats:
    """1/(1 + exp(-2a)), also where exp would overflow."""
    chances: Floats = np.exp(-np.logaddexp(0.0, -2 * fields))
    return chances


def _drawn(fields: Floats, random: np.random.Generator) -> Floats:
    """Spins that are +1 with probability 1/(1 + exp(-2a)) = (1 + tanh a)/2."""
    return np.where(2 * random.random(fields.shape) - 1 < np.tanh(fields), 1.0, -1.0)


def _of_layer(layer: Floats, fields: Floats) -> Floats:
    """Row: a state of one layer, by its fields; column: how likely each state of the other is."""
    heights = fields @ layer.T
    chances: Floats = np.exp(heights - heights.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    return chances
