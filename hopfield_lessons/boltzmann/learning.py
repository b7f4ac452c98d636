"""A Boltzmann machine of few units, learned with exact sums over all states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats, Seed
from ..landscape import all_states, boltzmann_distribution
from .tables import empirical_distribution, shares, small

__all__ = ["Moments", "Trained", "learn_boltzmann", "moments"]

_MOST_UNITS = 16  # 2^16 states of 136 features take 71 MB
_START = 0.1  # spread of the first couplings, where a start has to be drawn


class Moments(NamedTuple):
    """The means of single units and of pairs.

    Attributes
    ----------
    mean : ndarray of float64, shape (N,)
        <s_i>.
    correlations : ndarray of float64, shape (N, N)
        <s_i s_j>, with ones on the diagonal.
    """

    mean: Floats
    correlations: Floats


def moments(states: ArrayLike, *, probabilities: ArrayLike | None = None) -> Moments:
    """Return the means <s_i> and <s_i s_j> of examples, or of a distribution.

    Parameters
    ----------
    states : array_like, shape (B, N)
        Spins +1 and -1: examples, samples, or `all_states`.
    probabilities : array_like, shape (B,)
        How likely each row is, as from `boltzmann_distribution`; without it all are alike.

    Returns
    -------
    Moments
        `mean` (N,) and `correlations` (N, N).

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If an entry is not +1 or -1, or the probabilities are negative, not one for each row, or
        don't add up to 1.

    Examples
    --------
    >>> from hopfield_lessons import all_states, ferromagnet
    >>> from hopfield_lessons.boltzmann import moments
    >>> from hopfield_lessons.landscape import boltzmann_distribution
    >>> law = boltzmann_distribution(ferromagnet(2, strength=1), beta=0.7)
    >>> moments(all_states(2), probabilities=law).correlations.round(4)  # tanh 0.7
    array([[1.    , 0.6044],
           [0.6044, 1.    ]])
    """
    rows = arguments.patterns(states, "states").astype(np.float64)
    chances = shares(probabilities, len(rows))
    return Moments(chances @ rows, rows.T @ (chances[:, None] * rows))


@dataclass(frozen=True, eq=False)  # arrays have no one answer to ==
class Trained:
    """A machine that has learned, at beta = 1.

    Attributes
    ----------
    weights : ndarray of float64, shape (N, N)
        Symmetric, zero diagonal; hidden units come after the visible ones.
    field : ndarray of float64, shape (N,)
        b, one for each unit.
    divergence : ndarray of float64, shape (steps + 1,)
        The Kullback-Leibler divergence of data and visible units, in nats, before the first
        step and after each.
    hidden : int
        How many of the N units are hidden.
    """

    weights: Floats
    field: Floats
    divergence: Floats
    hidden: int

    def distribution(self) -> Floats:
        """Return how likely each state of the visible units is: hidden units are summed out."""
        joint = boltzmann_distribution(self.weights, external_field=self.field)
        visible: Floats = joint.reshape(-1, 2**self.hidden).sum(axis=1)
        return visible


def learn_boltzmann(
    states: ArrayLike,
    *,
    probabilities: ArrayLike | None = None,
    hidden: int = 0,
    steps: int = 1000,
    rate: float = 0.1,
    momentum: float = 0.0,
    decay: float = 0.0,
    rng: Seed | None = None,
) -> Trained:
    r"""Let a Boltzmann machine learn examples, uphill in their likelihood.

    Each step adds `rate` times <s_i s_j>_data - <s_i s_j>_model to w_ij, and the same of single
    units to b_i. A pair counts once, beta is 1. Both means are exact sums. With hidden units
    the mean over the data lets these be as likely as the machine says they are, given the
    visible ones.

    Parameters
    ----------
    states : array_like, shape (B, N)
        Examples, spins +1 and -1.
    probabilities : array_like, shape (B,)
        How likely each example is; without it all are alike.
    hidden : int
        How many hidden units are added. They may be coupled to all others. N + `hidden` is 16
        at most.
    steps : int
        How many.
    rate : float
        How far each step goes, from 0 to 1000.
    momentum : float
        What share of the last step is taken once more, from 0 to 0.999.
    decay : float
        What share of each coupling, times `rate`, is taken away in a step, from 0 to 1/`rate`.
        Without it couplings may grow forever, if there are states that the data miss.
    rng : int or numpy.random.Generator
        A seed, or the generator to draw the first couplings from. Without hidden units learning
        begins at w = 0, b = 0, and nothing is drawn.

    Returns
    -------
    Trained
        `weights` and `field`, `divergence` after each step, and `distribution()`.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind, or `rng` is missing though there are hidden units.
    ValueError
        If an argument is out of its range, or there are more than 16 units.

    References
    ----------
    D. H. Ackley, G. E. Hinton & T. J. Sejnowski, Cogn. Sci. 9 (1985) 147,
    doi:10.1207/s15516709cog0901_7

    Examples
    --------
    >>> from hopfield_lessons.boltzmann import learn_boltzmann
    >>> parity = [[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]]
    >>> seen = learn_boltzmann(parity)
    >>> seen.divergence[-1].round(4)  # ln 2: pairs know nothing of three
    np.float64(0.6931)
    >>> learn_boltzmann(parity, hidden=1, steps=2000, momentum=0.9, rng=0).divergence[-1] < 0.01
    np.True_
    """
    data = empirical_distribution(states, probabilities=probabilities)
    visible = len(data).bit_length() - 1
    extra = arguments.whole(hidden, "hidden", least=0)
    size = visible + extra
    small(size, _MOST_UNITS)
    count = arguments.whole(steps, "steps", least=0)
    step = arguments.real(rate, "rate", least=0.0, most=1000.0)
    kept = arguments.real(momentum, "momentum", least=0.0, most=0.999)
    most = 1 / step if step else np.inf
    loss = arguments.real(decay, "decay", least=0.0, most=min(most, 1e6), why="1/rate is the most")

    first, second = np.triu_indices(size, 1)
    units = all_states(size).astype(np.float64)
    features = np.hstack([units[:, first] * units[:, second], units])
    pairs = len(first)
    theta = np.zeros(features.shape[1])
    if extra:
        theta[:pairs] = _START * _drawn(rng).standard_normal(pairs)
    velocity = np.zeros_like(theta)
    passed = np.empty(count + 1)
    for done in range(count + 1):
        joint, given, passed[done] = _phases(features @ theta, data)
        if done < count:
            change = (given - joint) @ features
            change[:pairs] -= loss * theta[:pairs]
            velocity = kept * velocity + step * change
            theta = theta + velocity
    weights = np.zeros((size, size))
    weights[first, second] = weights[second, first] = theta[:pairs]
    return Trained(weights, theta[pairs:], passed, extra)


def _drawn(rng: Seed | None) -> np.random.Generator:
    if rng is None:
        raise TypeError(
            "rng: expected a seed or a generator, got None; hidden units that begin alike stay so"
        )
    return arguments.generator(rng)


def _phases(heights: Floats, data: Floats) -> tuple[Floats, Floats, float]:
    """How likely each state is: of the free machine, with the data at the visible units; and KL."""
    joint = np.exp(heights - heights.max())
    joint /= joint.sum()
    by_visible = heights.reshape(len(data), -1)
    top = by_visible.max(axis=1)
    inside = np.exp(by_visible - top[:, None])
    sums = inside.sum(axis=1)
    logs = top + np.log(sums)
    logs -= logs.max() + np.log(np.exp(logs - logs.max()).sum())
    given = (data / sums)[:, None] * inside
    held = data > 0
    distance = float(data[held] @ (np.log(data[held]) - logs[held]))
    return joint, given.ravel(), max(0.0, distance)
