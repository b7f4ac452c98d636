"""Local fields and the energy they come from."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from . import _arguments as arguments
from ._arguments import Floats
from .network import Network, prepare

__all__ = ["energy", "energy_change", "local_field", "lyapunov", "stability"]


def local_field(
    weights: ArrayLike | Network, state: ArrayLike, *, external_field: ArrayLike = 0.0
) -> Floats:
    """Return the local fields h_i = sum_j w_ij s_j + b_i.

    Whole-number and Hebbian weights are summed exactly, others to within a rounding bound:
    a field that this can't tell from zero is returned as 0.0, so ``local_field(...) == 0``
    is a safe test for a tie. Sums are exact as long as 2 N times the largest abs(w_ij), in
    units of 1 or 1/N, stays below 2^50 (from 1024 units on, below 2^60 / N). Other weights
    are rounded to whole multiples of a unit, a 2^49th or less of the largest row's sum of
    abs(w_ij), so that a weight below 1e-16 of this sum is dropped.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings; a diagonal, if there is one, takes part.
    state : array_like, shape (N,) or (B, N)
        Spins +1 and -1, one state or a batch.
    external_field : float or array_like, shape (N,), optional
        b, in the units of the weights; a threshold is -b.

    Returns
    -------
    ndarray of float64, same shape as `state`
        h, in the units of the weights.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If shapes don't match, an entry of `state` is not +1 or -1, or a number is not finite.

    Examples
    --------
    >>> from hopfield_lessons import hebbian, local_field
    >>> local_field(hebbian([[1, -1, -1, 1]]), [1, -1, -1, -1])
    array([ 0.25, -0.25, -0.25,  0.75])
    """
    network = prepare(weights)
    present = arguments.state(state, size=network.size)
    return network.fields(present, network.field(external_field))


def energy(
    weights: ArrayLike | Network, state: ArrayLike, *, external_field: ArrayLike = 0.0
) -> Floats | np.float64:
    r"""Return the energy E = -1/2 sum_ij w_ij s_i s_j - sum_i b_i s_i.

    Every pair stands twice in the double sum; the factor 1/2 counts it once. A
    diagonal, if the weights have one, adds the constant -1/2 sum_i w_ii.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Symmetric couplings: for others the sum is no energy of the dynamics.
    state : array_like, shape (N,) or (B, N)
        Spins +1 and -1, one state or a batch.
    external_field : float or array_like, shape (N,), optional
        b, in the units of the weights; a threshold is -b.

    Returns
    -------
    float64, or ndarray of float64 of shape (B,) for a batch
        E, in the units of the weights.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If the weights are not symmetric, shapes don't match, an entry of `state`
        is not +1 or -1, or a number is not finite.

    References
    ----------
    J. J. Hopfield, Proc. Natl. Acad. Sci. USA 79 (1982) 2554,
    doi:10.1073/pnas.79.8.2554

    Examples
    --------
    >>> from hopfield_lessons import fields, hebbian
    >>> float(energy(hebbian([[1, -1, -1, 1]]), [1, -1, -1, 1]))  # -(N - 1)/2
    -1.5
    """
    network = prepare(weights)
    network.require_symmetric("an energy")
    present = arguments.state(state, size=network.size)
    return network.energies(present, network.field(external_field))


def energy_change(
    weights: ArrayLike | Network,
    state: ArrayLike,
    unit: int,
    *,
    external_field: ArrayLike = 0.0,
) -> Floats | np.float64:
    """Return Delta E = E(after) - E(before) of flipping one unit.

    Delta E = h_k (s_k - s_k') = 2 s_k h_k, with h_k taken before the flip. If the
    weights have a diagonal, h_k contains w_kk s_k and Delta E = 2 s_k h_k - 2 w_kk.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Symmetric couplings.
    state : array_like, shape (N,) or (B, N)
        The state before the flip, or a batch.
    unit : int
        The unit k that flips, from 0 to N - 1.
    external_field : float or array_like, shape (N,), optional
        b, in the units of the weights; a threshold is -b.

    Returns
    -------
    float64, or ndarray of float64 of shape (B,) for a batch
        Delta E, in the units of the weights; negative if the flip goes downhill.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If the weights are not symmetric, `unit` is not a unit of the network,
        shapes don't match, or an entry of `state` is not +1 or -1.

    Examples
    --------
    >>> from hopfield_lessons import energy_change, hebbian
    >>> float(energy_change(hebbian([[1, -1, -1, 1]]), [1, -1, -1, -1], 3))
    -1.5
    """
    network = prepare(weights)
    network.require_symmetric("an energy change")
    k = arguments.whole(unit, "unit", least=0)
    if k >= network.size:
        raise ValueError(f"unit: expected 0 to {network.size - 1}, got {k}")
    field = local_field(network, state, external_field=external_field)[..., k]
    spin = arguments.state(state)[..., k]
    change: Floats = 2 * spin * field - 2 * network.diagonal[k]
    return change


def lyapunov(
    weights: ArrayLike | Network,
    state: ArrayLike,
    previous: ArrayLike,
    *,
    external_field: ArrayLike = 0.0,
) -> Floats | np.float64:
    r"""Return L(t) = -sum_ij w_ij s_i(t) s_j(t-1) - sum_i b_i (s_i(t) + s_i(t-1)).

    What the energy is for updates one by one, L is for synchronous ones: with symmetric
    weights, whatever their diagonal, it never rises. The energy may.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings. They may be asymmetric: for antisymmetric ones without external
        field or ties L never rises either.
    state, previous : array_like, shape (N,) or (B, N)
        The states at t and at t - 1, or a batch of each.
    external_field : float or array_like, shape (N,), optional
        b, in the units of the weights.

    Returns
    -------
    float64, or ndarray of float64 of shape (B,) for a batch
        L, in the units of the weights.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If shapes don't match, an entry of a state is not +1 or -1, or a number is not finite.

    References
    ----------
    E. Goles, F. Fogelman and D. Pellegrin, Discrete Appl. Math. 12 (1985) 261,
    doi:10.1016/0166-218X(85)90029-0

    Examples
    --------
    >>> from hopfield_lessons import lyapunov, recall
    >>> path = recall([[0, 1], [1, 0]], [1, -1], update="synchronous", record=True).trajectory()
    >>> path
    array([[ 1, -1],
           [-1,  1],
           [ 1, -1]], dtype=int8)
    >>> lyapunov([[0, 1], [1, 0]], path[1:], path[:-1])
    array([-2., -2.])
    """
    network = prepare(weights)
    now = arguments.state(state, size=network.size)
    before = arguments.state(previous, name="previous")
    if now.shape != before.shape:
        raise ValueError(f"previous: expected shape {now.shape} as of state, got {before.shape}")
    field = network.field(external_field)
    h = local_field(network, before)
    result: Floats = -(now * h).sum(axis=-1) - ((now + before) * field).sum(axis=-1)
    return result


def stability(
    weights: ArrayLike | Network,
    patterns: ArrayLike,
    *,
    normalised: bool = False,
    external_field: ArrayLike = 0.0,
) -> Floats:
    r"""Return xi_i h_i for each unit of each pattern: how firmly it is held.

    Above 0 the field agrees with the pattern, at 0 it is a tie, below 0 the unit would flip.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        Couplings; a diagonal, if there is one, takes part.
    patterns : array_like, shape (P, N)
        Spins +1 and -1.
    normalised : bool
        Whether to divide by the length of the unit's row of weights, (sum_j w_ij^2)^(1/2). Then
        rules can be compared, for multiplying the weights changes nothing; it is the kappa of
        Gardner (1988). A unit that hears nobody has 0.
    external_field : float or array_like, shape (N,), optional
        b, in the units of the weights.

    Returns
    -------
    ndarray of float64, shape (P, N)
        In the units of the weights, or of the rows' lengths.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, an entry of `patterns` is not +1 or -1, or a number is not finite.

    References
    ----------
    E. Gardner, J. Phys. A 21 (1988) 257, doi:10.1088/0305-4470/21/1/030

    Examples
    --------
    >>> from hopfield_lessons import hebbian
    >>> from hopfield_lessons.fields import stability
    >>> patterns = [[1, -1, -1, 1], [1, 1, 1, 1]]
    >>> stability(hebbian(patterns), patterns)
    array([[0.5, 0.5, 0.5, 0.5],
           [0.5, 0.5, 0.5, 0.5]])
    """
    network = prepare(weights)
    stored = arguments.state(arguments.patterns(patterns), size=network.size, name="patterns")
    fields = local_field(network, stored, external_field=external_field)
    held: Floats = stored * fields + 0.0  # never -0.0
    if not arguments.flag(normalised, "normalised"):
        return held
    whole = network.whole.astype(np.float64)
    lengths = np.sqrt(np.vecdot(whole, whole)) / network.scale
    hearing = np.broadcast_to(lengths > 0, held.shape)
    relative: Floats = np.divide(held, lengths, where=hearing, out=np.zeros_like(held))
    return relative
