"""Units with values between -1 and 1, which move along a differential equation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats
from ..network import Network, prepare

_LEAST_GAIN = 1e-290


@dataclass(frozen=True, eq=False)
class Flow:
    """Where continuous units went, for one start or a batch of B.

    Attributes
    ----------
    values : ndarray of float64, shape (N,) or (B, N)
        V = tanh(gain u) at the end.
    inputs : ndarray of float64, shape (N,) or (B, N)
        u at the end.
    speed : float, or ndarray of float64, shape (B,)
        The largest tau du/dt at the end, up or down: 0 at rest.
    energies : ndarray of float64, shape (T + 1,) or (B, T + 1), or None
        The energy at the start and after each step, of the gain with which the step was made.
        None if not recorded.
    trajectory : ndarray of float64, shape (T + 1, N) or (T + 1, B, N), or None
        V at the start and after each step. None if not recorded.
    """

    values: Floats
    inputs: Floats
    speed: float | Floats
    energies: Floats | None
    trajectory: Floats | None


def continuous(
    weights: ArrayLike | Network,
    start: ArrayLike,
    *,
    gain: ArrayLike,
    steps: int,
    dt: float = 0.1,
    external_field: ArrayLike = 0.0,
    energies: bool = False,
    record: bool = False,
) -> Flow:
    r"""Let continuous units move: tau du_i/dt = -u_i + sum_j w_ij V_j + b_i, V_i = tanh(gain u_i).

    The equation is followed in Euler's steps. For symmetric weights the energy with its integral,
    `continuous_energy`, falls along the equation. It falls in each step too if
    dt (1 + gain m) <= 1, where -m is the lowest eigenvalue of the weights, or m = 0 if none is
    negative: the steps are then those of mirror descent. Larger ones may not follow the equation.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        w. A diagonal acts as any other weight, and asymmetric weights move too, without an energy.
    start : array_like, shape (N,) or (B, N)
        u, any finite numbers.
    gain : float or array_like, shape (steps,)
        From 0 up; one number, or one for each step.
    steps : int
        How many, at least 1.
    dt : float
        A step, in units of tau, above 0 and at most 1.
    external_field : float or array_like, shape (N,)
        b, in the units of the weights.
    energies : bool
        Whether to record the energies; needs symmetric weights and gains of at least 1e-290.
    record : bool
        Whether to record all V.

    Returns
    -------
    Flow

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes don't match, a number is out of its range or not finite, or the record would
        not fit in memory.

    References
    ----------
    J. J. Hopfield, Proc. Natl. Acad. Sci. USA 81 (1984) 3088, doi:10.1073/pnas.81.10.3088

    H. H. Bauschke, J. Bolte & M. Teboulle, Math. Oper. Res. 42 (2017) 330,
    doi:10.1287/moor.2016.0817 (how long a step may be)

    Examples
    --------
    >>> from hopfield_lessons.optimise import continuous
    >>> pair = [[0, 1], [1, 0]]
    >>> continuous(pair, [0.1, 0.0], gain=2, steps=500).values.round(3)  # V = tanh 2V
    array([0.958, 0.958])
    >>> continuous(pair, [0.1, 0.0], gain=0.5, steps=500).values.round(3)
    array([0., 0.])
    """
    network = prepare(weights)
    w, b = network.weights, network.field(external_field)
    given = _inputs(start, network.size)
    count = arguments.whole(steps, "steps")
    gains = _gains(gain, count)
    step = arguments.real(dt, "dt", least=np.finfo(np.float64).tiny, most=1.0, why="tau is 1")
    noted, kept = arguments.flag(energies, "energies"), arguments.flag(record, "record")
    if noted:
        network.require_symmetric("an energy")
        _require_gain(gains)
    farthest = max(np.abs(given).max(), (np.abs(w).sum(axis=1) + np.abs(b)).max(), 1.0)
    if gains.max() > np.finfo(np.float64).max / 8 / farthest:
        raise ValueError(f"gain: {gains.max():g} would overflow with inputs up to {farthest:g}")
    if kept:
        arguments.require_memory(8 * (count + 1) * given.size, f"{count} steps of all values")
    u = np.atleast_2d(given).copy()
    values = np.tanh(gains.flat[0] * u)
    ways, costs = (
        [values] if kept else [],
        [_energies(w, b, u, values, gains.flat[0])] if noted else [],
    )
    for now in np.broadcast_to(gains, count):
        values = np.tanh(now * u)
        u += step * (values @ w.T + b - u)
        if kept or noted:
            values = np.tanh(now * u)
        if kept:
            ways.append(values)
        if noted:
            costs.append(_energies(w, b, u, values, now))
    values = np.tanh(gains.flat[-1] * u)
    speed = np.abs(values @ w.T + b - u).max(axis=1)
    return _flow(given.ndim == 1, values, u, speed, costs, ways)


def continuous_energy(
    weights: ArrayLike | Network, values: ArrayLike, *, gain: float, external_field: ArrayLike = 0.0
) -> float | Floats:
    r"""Return the energy of continuous units, with its integral.

    E = -1/2 V.w.V - b.V + (1/gain) sum_i [V_i artanh V_i + 1/2 ln(1 - V_i^2)]; the bracket is the
    integral of artanh from 0 to V_i, and ln 2 at V_i = ±1. A diagonal of w counts.

    Parameters
    ----------
    weights : array_like, shape (N, N), or Network
        w, symmetric.
    values : array_like, shape (N,) or (B, N)
        V, from -1 to 1.
    gain : float
        At least 1e-290; infinity leaves the integral out.
    external_field : float or array_like, shape (N,)
        b.

    Returns
    -------
    float, or ndarray of float64, shape (B,) for a batch

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If the weights are not symmetric, a value is not between -1 and 1, the gain is not above
        0, or shapes don't match.

    References
    ----------
    J. J. Hopfield, Proc. Natl. Acad. Sci. USA 81 (1984) 3088, doi:10.1073/pnas.81.10.3088

    Examples
    --------
    >>> from hopfield_lessons.optimise import continuous_energy
    >>> continuous_energy([[0, 1], [1, 0]], [[1, 1], [0, 0]], gain=2).round(4)
    array([-0.3069,  0.    ])
    """
    network = prepare(weights)
    network.require_symmetric("an energy")
    given = _inputs(values, network.size, "values")
    if (np.abs(given) > 1).any():
        raise ValueError(
            f"values: expected numbers from -1 to 1, got {given[np.abs(given) > 1][0]:g}; "
            "V is tanh(gain u)"
        )
    slope = arguments.real(gain, "gain", least=0.0)
    _require_gain(np.array([slope]))
    b = network.field(external_field)
    v = np.atleast_2d(given)
    energies = _pairs(network.weights, b, v) + _integral(v).sum(axis=1) / slope
    return float(energies[0]) if given.ndim == 1 else energies


def _pairs(weights: Floats, field: Floats, values: Floats) -> Floats:
    energies: Floats = 0.0 - 0.5 * np.vecdot(values @ weights, values) - values @ field
    return energies


def _integral(values: Floats) -> Floats:
    """The integral of artanh from 0 to V, written so that V = ±1 gives ln 2."""
    more, less = 1 + values, 1 - values
    logs = [x * np.log(np.where(x > 0, x, 1.0)) for x in (more, less)]
    half: Floats = (logs[0] + logs[1]) / 2
    return half


def _energies(weights: Floats, field: Floats, u: Floats, values: Floats, gain: float) -> Floats:
    """As `continuous_energy`; u knows how far V is from ±1 where V itself is rounded."""
    far = np.abs(gain * u)
    small = np.exp(-2 * far)  # 1 - |V| is 2 small / (1 + small)
    integral = np.log(2) - np.log1p(small) - 2 * far * small / (1 + small)
    energies: Floats = _pairs(weights, field, values) + integral.sum(axis=1) / gain
    return energies


def _inputs(values: ArrayLike, size: int, name: str = "start") -> Floats:
    given = np.asarray(arguments.numeric(values, name), dtype=np.float64)
    if given.ndim not in (1, 2) or given.shape[-1] != size or not given.size:
        raise ValueError(f"{name}: expected shape ({size},) or (B, {size}), got {given.shape}")
    return given


def _gains(gain: ArrayLike, steps: int) -> Floats:
    given = np.asarray(arguments.numeric(gain, "gain"), dtype=np.float64)
    if given.shape not in ((), (steps,)):
        raise ValueError(
            f"gain: expected one number, or one for each of the {steps} steps, got shape "
            f"{given.shape}"
        )
    if (given < 0).any():
        raise ValueError(f"gain: expected numbers of at least 0, got {given.min():g}")
    return given


def _require_gain(gains: Floats) -> None:
    if gains.min() < _LEAST_GAIN:
        raise ValueError(
            f"gain: expected at least {_LEAST_GAIN}, since the energy divides by it, got "
            f"{gains.min():g}"
        )


def _flow(
    single: bool, values: Floats, u: Floats, speed: Floats, costs: list[Floats], ways: list[Floats]
) -> Flow:
    energies = np.stack(costs, axis=-1) if costs else None
    trajectory = np.stack(ways) if ways else None
    if not single:
        return Flow(values, u, speed, energies, trajectory)
    return Flow(
        values[0],
        u[0],
        float(speed[0]),
        None if energies is None else energies[0],
        None if trajectory is None else trajectory[:, 0],
    )
