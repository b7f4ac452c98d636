"""Softmax retrieval: memories that are real vectors, and the step that is called attention."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import _arguments as arguments
from .._arguments import Floats

_LARGEST = 1e100  # of a component, or of beta: products of three of them are finite
_SMALLEST = 1e-100  # of beta
_EQUAL = 1e-9  # two norms that differ by less, relatively, are equal


def softmax_weights(patterns: ArrayLike, states: ArrayLike, *, beta: float) -> Floats:
    r"""Return how much each pattern has to say, p = softmax(beta X s).

    p_mu = e^{beta x^mu . s} / sum_nu e^{beta x^nu . s}: the nearer, the more, if all are of one
    length.

    Parameters
    ----------
    patterns : array_like, shape (K, d)
        Stored patterns, real vectors in rows.
    states : array_like, shape (d,) or (B, d)
        One state or a batch.
    beta : float
        Inverse temperature, from 1e-100 to 1e100.

    Returns
    -------
    ndarray of float64, shape (K,) or (B, K)
        Weights of at least 0, with sum 1.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, a number is not finite or beyond 1e100, or `beta` is out of range.

    Examples
    --------
    >>> from hopfield_lessons.modern import softmax_weights
    >>> softmax_weights([[1, 0], [0, 1]], [1, 0], beta=2).round(3)
    array([0.881, 0.119])
    """
    stored, given = _patterns(patterns), _vectors(states, "states")
    _match(given, stored.shape[1], "states")
    return _softmax(_beta(beta) * (given @ stored.T))


def softmax_retrieve(
    patterns: ArrayLike, states: ArrayLike, *, beta: float, steps: int = 1
) -> Floats:
    r"""Replace a state by the average of the patterns with their softmax weights, so many times.

    s <- X^T softmax(beta X s). A step lowers `softmax_energy` or leaves it, and leads into the
    convex hull of the patterns. Near a pattern that stands apart it ends close to it; if beta is
    small, or others are near, in an average of several. Slow where two memories are about to
    part: compare two numbers of steps before you call a state a rest.

    Parameters
    ----------
    patterns, states, beta
        As in `softmax_weights`.
    steps : int
        How many; 0 gives the state back.

    Returns
    -------
    ndarray of float64, shape (d,) or (B, d)
        The state after the last step.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, or a number is out of its range.

    References
    ----------
    H. Ramsauer et al., Int. Conf. Learn. Represent. (2021), doi:10.48550/arXiv.2008.02217

    Examples
    --------
    >>> from hopfield_lessons.modern import softmax_retrieve
    >>> softmax_retrieve([[1, 0], [0, 1]], [0.9, 0.3], beta=8).round(3)
    array([0.992, 0.008])
    """
    stored, state = _patterns(patterns), _vectors(states, "states")
    _match(state, stored.shape[1], "states")
    inverse = _beta(beta)
    for _ in range(arguments.whole(steps, "steps", least=0)):
        state = _softmax(inverse * (state @ stored.T)) @ stored
    return state


def softmax_energy(patterns: ArrayLike, states: ArrayLike, *, beta: float) -> Floats | float:
    r"""Return the energy that a step of `softmax_retrieve` lowers.

    E(s) = -(1/beta) ln sum_mu e^{beta x^mu . s} + s.s/2 + (1/beta) ln K + M^2/2, where M is the
    length of the longest pattern. The step is s - grad E. In the convex hull of the patterns
    0 <= E <= 2 M^2.

    Parameters
    ----------
    patterns, states, beta
        As in `softmax_weights`.

    Returns
    -------
    float, or ndarray of float64, shape (B,)
        E.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, or a number is out of its range.

    References
    ----------
    H. Ramsauer et al., Int. Conf. Learn. Represent. (2021), doi:10.48550/arXiv.2008.02217

    Examples
    --------
    >>> from hopfield_lessons.modern import softmax_energy
    >>> round(softmax_energy([[1, 0], [0, 1]], [1, 0], beta=2), 4)
    0.2831
    """
    stored, given = _patterns(patterns), _vectors(states, "states")
    _match(given, stored.shape[1], "states")
    inverse = _beta(beta)
    alike = given @ stored.T
    top = alike.max(axis=-1)
    means = np.expm1(inverse * (alike - top[..., None])).mean(axis=-1)  # a mean: ln K is in it
    longest = np.square(stored).sum(axis=1).max()
    energies = -np.log1p(means) / inverse - top + (np.square(given).sum(axis=-1) + longest) / 2
    return float(energies) if given.ndim == 1 else energies


def separation(patterns: ArrayLike) -> Floats:
    r"""Return how far each pattern stands out: Delta_mu = x^mu.x^mu - max_{nu != mu} x^mu.x^nu.

    Parameters
    ----------
    patterns : array_like, shape (K, d)
        At least two.

    Returns
    -------
    ndarray of float64, shape (K,)
        Negative for a pattern that a longer one hides, 0 if it comes twice.

    Raises
    ------
    TypeError
        If the patterns are not numeric.
    ValueError
        If there is one only, or a number is out of its range.

    Examples
    --------
    >>> from hopfield_lessons.modern import separation
    >>> separation([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]]).round(3)
    array([0.4, 0.2, 0.2])
    """
    stored = _patterns(patterns)
    if len(stored) < 2:
        raise ValueError(
            "patterns: expected at least two, got 1: it has nothing to stand apart from"
        )
    alike = stored @ stored.T
    own = np.diag(alike).copy()
    np.fill_diagonal(alike, -np.inf)
    apart: Floats = own - alike.max(axis=1)
    return apart


def retrieval_bound(patterns: ArrayLike, *, beta: float, distance: float = 0.0) -> Floats:
    r"""Return a bound on how far from each pattern one step can end.

    2 M (K - 1) e^{-beta (Delta_mu - 2 r M)}, for a start at most r from pattern mu. It is
    sufficient and loose: a step from inside the hull never ends further than 2 M anyway.

    Parameters
    ----------
    patterns : array_like, shape (K, d)
        At least two.
    beta : float
        As in `softmax_weights`.
    distance : float
        r, at least 0.

    Returns
    -------
    ndarray of float64, shape (K,)
        A length for each pattern; infinite where it says nothing.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If there is one pattern only, or a number is out of its range.

    References
    ----------
    H. Ramsauer et al., Int. Conf. Learn. Represent. (2021), doi:10.48550/arXiv.2008.02217

    Examples
    --------
    >>> from hopfield_lessons.modern import retrieval_bound
    >>> retrieval_bound([[1, 0], [0, 1]], beta=8).round(5)
    array([0.00067, 0.00067])
    """
    apart = separation(patterns)
    inverse = _beta(beta)
    radius = arguments.real(distance, "distance", least=0.0, most=_LARGEST)
    longest = math.sqrt(np.square(_patterns(patterns)).sum(axis=1).max())
    with np.errstate(over="ignore", under="ignore"):
        shrunk = np.exp(-inverse * (apart - 2 * radius * longest))
        bound: Floats = 2 * longest * (len(apart) - 1) * shrunk if longest else np.zeros(len(apart))
    return bound


def merge_beta(first: ArrayLike, second: ArrayLike) -> float:
    r"""Return the beta up to which two patterns of equal length are one memory, their mean.

    With their distance D, on the line s = mean + t (x^1 - x^2)/2, a step is
    t <- tanh(beta D^2 t / 4): the magnet's equation, critical at beta = 4/D^2. Patterns of
    different lengths act on each other as a field would: nothing parts at t = 0, and this
    function refuses them.

    Parameters
    ----------
    first, second : array_like, shape (d,)
        Two different vectors whose lengths agree to a part in 10^9.

    Returns
    -------
    float
        beta.

    Raises
    ------
    TypeError
        If a vector is not numeric.
    ValueError
        If shapes or lengths don't match, or the two are the same.

    Examples
    --------
    >>> from hopfield_lessons.modern import merge_beta
    >>> merge_beta([1, 0], [0, 1])
    2.0
    """
    one, other = _vector(first, "first"), _vector(second, "second")
    _match(other, len(one), "second")
    lengths = math.sqrt(one @ one), math.sqrt(other @ other)
    if abs(lengths[0] - lengths[1]) > _EQUAL * max(lengths):
        raise ValueError(
            f"first, second: expected vectors of equal length, got {lengths[0]:.6g} and "
            f"{lengths[1]:.6g}: half the difference of their squares acts as a field, and nothing "
            "parts; divide each by its length first, if only directions count"
        )
    apart = float(np.square(one - other).sum())
    if apart <= 4 / 1e300:
        raise ValueError("first, second: expected two different vectors, got the same one twice")
    return 4 / apart


def attention(
    queries: ArrayLike, keys: ArrayLike, values: ArrayLike, *, beta: float | None = None
) -> Floats:
    r"""Return softmax(beta Q K^T) V, with beta = 1/sqrt(d): the attention of a Transformer.

    With V = K it is one step of `softmax_retrieve`: queries are states, keys are patterns.

    Parameters
    ----------
    queries : array_like, shape (d,) or (B, d)
        What is asked.
    keys : array_like, shape (K, d)
        What it is compared with.
    values : array_like, shape (K, m)
        What is averaged.
    beta : float, optional
        By default 1/sqrt(d).

    Returns
    -------
    ndarray of float64, shape (m,) or (B, m)
        For each query a mean of the values.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, or a number is out of its range.

    References
    ----------
    A. Vaswani et al., Adv. Neural Inf. Process. Syst. 30 (2017), doi:10.48550/arXiv.1706.03762

    Examples
    --------
    >>> from hopfield_lessons.modern import attention
    >>> attention([2.0, 0.0], [[1, 0], [0, 1]], [[10.0], [20.0]]).round(3)
    array([11.956])
    """
    asked, stored = _vectors(queries, "queries"), _patterns(keys, "keys")
    _match(asked, stored.shape[1], "queries")
    averaged = _patterns(values, "values")
    if len(averaged) != len(stored):
        raise ValueError(
            f"values: expected one row for each of the {len(stored)} keys, got {len(averaged)}"
        )
    inverse = 1 / math.sqrt(stored.shape[1]) if beta is None else _beta(beta)
    return _softmax(inverse * (asked @ stored.T)) @ averaged


def _softmax(scores: Floats) -> Floats:
    """Along the last axis, over the patterns; the largest score becomes 0, so none overflows."""
    with np.errstate(under="ignore"):
        terms = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights: Floats = terms / terms.sum(axis=-1, keepdims=True)
    return weights


def _beta(value: object) -> float:
    why = "it is an inverse temperature"
    return arguments.real(value, "beta", least=_SMALLEST, most=_LARGEST, why=why)


def _vectors(values: ArrayLike, name: str) -> Floats:
    """Check one vector (d,) or a batch (B, d)."""
    array: NDArray[np.float64] = arguments.numeric(values, name).astype(np.float64)
    if array.ndim not in (1, 2) or array.size == 0:
        raise ValueError(
            f"{name}: expected one vector (d,) or a batch (B, d), got shape {array.shape}"
        )
    if np.abs(array).max() > _LARGEST:
        raise ValueError(f"{name}: expected numbers up to 1e100, got {np.abs(array).max():g}")
    return array


def _patterns(values: ArrayLike, name: str = "patterns") -> Floats:
    array = _vectors(values, name)
    if array.ndim != 2:
        raise ValueError(
            f"{name}: expected one vector in each row, shape (K, d), got {array.shape}; "
            "make a row of a single one with [None, :]"
        )
    return array


def _vector(values: ArrayLike, name: str) -> Floats:
    array = _vectors(values, name)
    if array.ndim != 1:
        raise ValueError(f"{name}: expected one vector (d,), got shape {array.shape}")
    return array


def _match(vectors: Floats, size: int, name: str) -> None:
    if vectors.shape[-1] != size:
        raise ValueError(
            f"{name}: expected vectors of length {size}, got {vectors.shape[-1]} "
            f"(shape {vectors.shape}); patterns are rows"
        )
