"""One energy in two kinds of units: 0 and 1, or -1 and +1."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats
from ..network import Network, external, prepare


class Form(NamedTuple):
    """An energy -1/2 x.w.x - b.x + c, in the units that it was asked for.

    Attributes
    ----------
    weights : ndarray of float64, shape (N, N)
        w, symmetric, with zero diagonal.
    field : ndarray of float64, shape (N,)
        b.
    constant : float
        c, which no state changes: with it the energy is the cost itself.
    """

    weights: Floats
    field: Floats
    constant: float


def spin_form(
    weights: ArrayLike | Network, field: ArrayLike = 0.0, *, constant: float = 0.0
) -> Form:
    r"""Turn an energy of units 0 and 1 into the same energy of spins, x = (1 + s)/2.

    -1/2 x.T.x - b.x + c, with x_i^2 = x_i for what stands on the diagonal of T, becomes
    -1/2 s.w.s - b'.s + c' with w_ij = T_ij/4 and b'_i = sum_j T_ij/4 + b_i/2: the field on a unit
    is half of what it was. So a heat bath's 1/(1 + exp(-h/T)) becomes 1/(1 + exp(-2h/T)).

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        T, symmetric.
    field : float or array_like, shape (N,)
        b.
    constant : float
        c.

    Returns
    -------
    Form
        Of spins. Each state has the energy that it had.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If the weights are not symmetric, shapes don't match, or a number is not finite.

    Examples
    --------
    >>> from hopfield_lessons.optimise import spin_form
    >>> spin_form([[0, -2], [-2, 0]], [1, 1], constant=1)  # (1 - x_1 - x_2)^2 = 1/2 + s_1 s_2 / 2
    Form(weights=array([[ 0. , -0.5],
           [-0.5,  0. ]]), field=array([0., 0.]), constant=0.5)
    """
    matrix, bias, start = _checked(weights, field, constant)
    bias = bias + np.diag(matrix) / 2  # x_i^2 = x_i
    np.fill_diagonal(matrix, 0.0)
    more = -float(matrix.sum() / 8) - float(bias.sum() / 2)
    return Form(matrix / 4, matrix.sum(axis=1) / 4 + bias / 2, _finite(start + more))


def bit_form(
    weights: ArrayLike | Network, field: ArrayLike = 0.0, *, constant: float = 0.0
) -> Form:
    r"""Turn an energy of spins into the same energy of units 0 and 1, s = 2x - 1.

    -1/2 s.w.s - b.s + c becomes -1/2 x.T.x - b'.x + c' with T_ij = 4 w_ij and
    b'_i = 2 b_i - 2 sum_j w_ij; a w_ii, for which s_i^2 = 1, goes into the constant.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        w, symmetric.
    field : float or array_like, shape (N,)
        b.
    constant : float
        c.

    Returns
    -------
    Form
        Of units 0 and 1. Each state has the energy that it had.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If the weights are not symmetric, shapes don't match, or a number is not finite.

    Examples
    --------
    >>> from hopfield_lessons.optimise import bit_form, spin_form
    >>> bit_form(*spin_form([[0, -2], [-2, 0]], [1, 1])[:2]).field
    array([1., 1.])
    """
    matrix, bias, start = _checked(weights, field, constant)
    more = float(bias.sum()) - float(np.trace(matrix) / 2)  # s_i^2 = 1
    np.fill_diagonal(matrix, 0.0)
    more -= float(matrix.sum() / 2)
    return Form(4 * matrix, 2 * bias - 2 * matrix.sum(axis=1), _finite(start + more))


def _checked(
    weights: ArrayLike | Network, field: ArrayLike, constant: object
) -> tuple[Floats, Floats, float]:
    network = prepare(weights)
    network.require_symmetric("an energy")
    return (
        network.weights.copy(),
        external(field, network.size, network.scale, "field"),
        arguments.finite(constant, "constant"),
    )


def _finite(constant: float) -> float:
    if not np.isfinite(constant):
        raise ValueError("constant: would overflow; leave it out, it is the same for all states")
    return constant
