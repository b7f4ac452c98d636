"""Mean-field theory of many patterns (Amit, Gutfreund and Sompolinsky): N to infinity, P = alpha N.

Replica-symmetric theory for random patterns and the Hebb rule with its factor 1/N.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats
from . import _saddle as saddle

_PHASES = ("retrieval", "glass")
_TINY = 1e-12  # a load or a temperature below this counts as 0
_HUGE = 1e6  # and above this nothing is left to compute


@dataclass(frozen=True)
class MeanField:
    """A phase of the network at a load and a temperature.

    Attributes
    ----------
    load, temperature : float
        alpha = P/N and T = 1/beta.
    overlap : float
        m with the retrieved pattern; 0 in the spin glass and the paramagnet.
    q : float
        Spin-glass order parameter, the mean of <s_i>^2; 1 at T = 0, 0 in the paramagnet.
    r : float
        Sum of the squares of the other overlaps, times N/P = 1/alpha.
    free_energy : float
        Per unit; at T = 0 the energy per unit.
    """

    load: float
    temperature: float
    overlap: float
    q: float
    r: float
    free_energy: float


def mean_field(load: float, *, temperature: float = 0.0, phase: str = "retrieval") -> MeanField:
    """Return the order parameters and the free energy of one phase.

    They solve m = <tanh((m + s z)/T)>, q = <tanh^2>, r = q/(1 - (1 - q)/T)^2 with
    s = sqrt(alpha r), where <...> is the mean over a Gaussian z.

    Parameters
    ----------
    load : float
        alpha = P/N, from 0 to 10^6; below 10^-12 it counts as 0.
    temperature : float
        T = 1/beta, from 0 to 10^6, where the patterns of an empty network melt at T = 1.
    phase : {"retrieval", "glass"}
        The phase with a pattern in it, or the one without; the latter is a paramagnet
        (q = 0) above T = 1 + sqrt(alpha), and only an approximation far below, where
        replica symmetry fails.

    Returns
    -------
    MeanField
        Overlap, q, r and free energy.

    Raises
    ------
    TypeError
        If `load` or `temperature` is not a number.
    ValueError
        If one is out of range, there is no retrieval phase, or the glass is asked for
        without load.

    References
    ----------
    D. J. Amit, H. Gutfreund and H. Sompolinsky, Phys. Rev. Lett. 55 (1985) 1530,
    doi:10.1103/PhysRevLett.55.1530; Ann. Phys. 173 (1987) 30,
    doi:10.1016/0003-4916(87)90092-3

    Examples
    --------
    >>> from hopfield_lessons.theory import mean_field
    >>> phase = mean_field(0.1)
    >>> print(f"m = {phase.overlap:.4f}, r = {phase.r:.3f}, E/N = {phase.free_energy:.4f}")
    m = 0.9980, r = 1.043, E/N = -0.5002
    """
    alpha, heat = _amount(load, "load"), _amount(temperature, "temperature")
    if arguments.choice(phase, _PHASES, "phase") == "glass":
        if alpha == 0 and heat < 1:
            raise ValueError("load: the spin glass needs a load above 0, got 0")
        found: tuple[float, float] | None = (0.0, saddle.glass(alpha, heat))
    else:
        found = saddle.retrieval(alpha, heat)
    if found is None:
        raise ValueError(
            f"load: there is no retrieval phase at load {alpha:g} and temperature {heat:g}; "
            f"the largest load at this temperature is {saddle.most(heat):.6g}"
        )
    return MeanField(
        alpha, heat, found[0], *saddle.order(*found, heat), saddle.free_energy(alpha, heat, *found)
    )


def retrieval_overlap(load: ArrayLike, *, temperature: ArrayLike = 0.0) -> Floats | float:
    """Return the overlap m of the retrieval phase, 0 where there is none.

    It falls little and then jumps: at T = 0 from 0.967 at `critical_load` to 0, where the
    valley itself ends (a spinodal). Above `thermodynamic_load` it is a metastable one.

    Parameters
    ----------
    load : float or array_like
        alpha = P/N, at least 0.
    temperature : float or array_like
        T = 1/beta, at least 0; broadcast against `load`.

    Returns
    -------
    float, or ndarray of float64 of the broadcast shape
        m from 0 to 1, where N is infinite.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If a value is negative or not finite, or the shapes don't match.

    References
    ----------
    D. J. Amit, H. Gutfreund and H. Sompolinsky, Phys. Rev. Lett. 55 (1985) 1530,
    doi:10.1103/PhysRevLett.55.1530

    Examples
    --------
    >>> from hopfield_lessons.theory import retrieval_overlap
    >>> [round(m, 4) for m in retrieval_overlap([0.05, 0.1, 0.137, 0.14]).tolist()]
    [1.0, 0.998, 0.9754, 0.0]
    """

    def overlap(alpha: float, heat: float) -> float:
        found = saddle.retrieval(alpha, heat)
        return found[0] if found else 0.0

    return _each(overlap, _amounts(load, "load"), _amounts(temperature, "temperature"))


def critical_load(temperature: float = 0.0) -> float:
    """Return the load up to which patterns can be retrieved, alpha_c = 0.137906 at T = 0.

    Replica-symmetric theory lets alpha_c rise a little, to 0.1382 at T = 0.02, before it falls
    to 0 at T = 1. Broken replica symmetry, too, gives 0.1382 at T = 0 (H. Steffan and R. Kühn,
    Z. Phys. B 95 (1994) 249).

    Parameters
    ----------
    temperature : float
        T = 1/beta, from 0 to 10^6.

    Returns
    -------
    float
        P/N where the retrieval phase ends; 0 from T = 1 on.

    Raises
    ------
    TypeError
        If `temperature` is not a number.
    ValueError
        If it is out of range.

    References
    ----------
    D. J. Amit, H. Gutfreund and H. Sompolinsky, Ann. Phys. 173 (1987) 30,
    doi:10.1016/0003-4916(87)90092-3

    Examples
    --------
    >>> from hopfield_lessons.theory import critical_load
    >>> round(critical_load(), 6)
    0.137906
    """
    return saddle.most(_amount(temperature, "temperature"))


def thermodynamic_load(temperature: float = 0.0) -> float:
    """Return the load up to which retrieval is the global minimum: about 0.05 at T = 0.

    Above it the lowest states are spin-glass states; the patterns are still there,
    as metastable valleys of higher free energy, up to `critical_load`. The number is
    that of replica-symmetric theory, which gives the spin glass a negative entropy at
    low temperature: its third digit means nothing.

    Parameters
    ----------
    temperature : float
        T = 1/beta, from 0 to 10^6.

    Returns
    -------
    float
        P/N where retrieval and the spin glass have equal free energy; 0 from T = 1 on.

    Raises
    ------
    TypeError
        If `temperature` is not a number.
    ValueError
        If it is out of range.

    References
    ----------
    D. J. Amit, H. Gutfreund and H. Sompolinsky, Ann. Phys. 173 (1987) 30,
    doi:10.1016/0003-4916(87)90092-3

    Examples
    --------
    >>> from hopfield_lessons.theory import thermodynamic_load
    >>> round(thermodynamic_load(), 4)
    0.0519
    """
    heat = _amount(temperature, "temperature")
    end = saddle.most(heat)
    return saddle.root(lambda alpha: saddle.gap(alpha, heat), 1e-3 * end, end) if end else 0.0


def retrieval_temperature(load: ArrayLike) -> Floats | float:
    """Return T_M(alpha), below which patterns can be retrieved.

    Parameters
    ----------
    load : float or array_like
        alpha = P/N, at least 0.

    Returns
    -------
    float, or ndarray of float64 of the same shape
        The highest temperature with a retrieval phase: 1 without load, 0 where there is
        none at any. Just above `critical_load` there is one, by replica-symmetric
        theory, in a window of temperatures that does not reach down to 0.

    Raises
    ------
    TypeError
        If `load` is not numeric.
    ValueError
        If a value is negative or not finite.

    References
    ----------
    D. J. Amit, H. Gutfreund and H. Sompolinsky, Ann. Phys. 173 (1987) 30,
    doi:10.1016/0003-4916(87)90092-3

    Examples
    --------
    >>> from hopfield_lessons.theory import retrieval_temperature
    >>> round(retrieval_temperature(0.05), 3)
    0.542
    """
    return _each(_retrieval_temperature, _amounts(load, "load"))


def thermodynamic_temperature(load: ArrayLike) -> Floats | float:
    """Return T_c(alpha), below which retrieval is the global minimum of the free energy.

    Parameters
    ----------
    load : float or array_like
        alpha = P/N, at least 0.

    Returns
    -------
    float, or ndarray of float64 of the same shape
        The highest such temperature: 1 without load, 0 where there is none. As with
        `retrieval_temperature`, there is a narrow window above `thermodynamic_load`.

    Raises
    ------
    TypeError
        If `load` is not numeric.
    ValueError
        If a value is negative or not finite.

    References
    ----------
    D. J. Amit, H. Gutfreund and H. Sompolinsky, Ann. Phys. 173 (1987) 30,
    doi:10.1016/0003-4916(87)90092-3

    Examples
    --------
    >>> from hopfield_lessons.theory import thermodynamic_temperature
    >>> round(thermodynamic_temperature(0.02), 3)
    0.591
    """
    return _each(_thermodynamic_temperature, _amounts(load, "load"))


def glass_temperature(load: ArrayLike) -> Floats | float:
    """Return T_g(alpha) = 1 + sqrt(alpha), below which spins freeze.

    Parameters
    ----------
    load : float or array_like
        alpha = P/N, at least 0.

    Returns
    -------
    float, or ndarray of float64 of the same shape
        The temperature between the paramagnet and the spin glass.

    Raises
    ------
    TypeError
        If `load` is not numeric.
    ValueError
        If a value is negative or not finite.

    References
    ----------
    D. J. Amit, H. Gutfreund and H. Sompolinsky, Phys. Rev. Lett. 55 (1985) 1530,
    doi:10.1103/PhysRevLett.55.1530

    Examples
    --------
    >>> from hopfield_lessons.theory import glass_temperature
    >>> glass_temperature(0.25)
    1.5
    """
    temperatures = 1 + np.sqrt(_amounts(load, "load"))
    return float(temperatures) if temperatures.ndim == 0 else temperatures


@lru_cache(maxsize=2)
def _top(line: Callable[[float], float]) -> tuple[float, float]:
    """Where a load as a function of temperature is largest, and that load.

    Not at T = 0: replica-symmetric theory bends both lines back a little.
    """
    heat = saddle.peak(line, 0.0, 0.3, tolerance=1e-5)
    return heat, line(heat)


def _retrieval_temperature(load: float) -> float:
    start, most = _top(saddle.most)
    if load == 0 or load > most:
        return float(load == 0)
    # Near T = 1 the load falls like (1 - T)^2, so its root is the straighter line.
    return saddle.root(lambda heat: saddle.most(heat) ** 0.5 - load**0.5, start, 1.0)


def _thermodynamic_temperature(load: float) -> float:
    if load == 0:
        return 1.0
    start, most = _top(thermodynamic_load)
    if load > most:
        return 0.0
    end = _retrieval_temperature(load) * (1 - 1e-9)  # inside, whatever the rounding
    return saddle.root(lambda heat: saddle.gap(load, heat), start, end)


def _amounts(values: ArrayLike, name: str) -> Floats:
    """Check numbers of any shape that may not be negative; next to nothing counts as nothing."""
    array = np.asarray(arguments.numeric(values, name), dtype=np.float64)
    if (array < 0).any():
        raise ValueError(f"{name}: expected numbers of at least 0, got {array.min():g}")
    return np.where(array < _TINY, 0.0, array)


def _amount(value: object, name: str) -> float:
    number = arguments.real(value, name, least=0.0, most=_HUGE)
    return 0.0 if number < _TINY else number


def _each(function: Callable[..., float], *values: Floats) -> Floats | float:
    """Apply a function of numbers to arrays, entry by entry."""
    try:
        arrays = np.broadcast_arrays(*values)
    except ValueError as error:
        shapes = " and ".join(str(array.shape) for array in values)
        raise ValueError(
            f"load and temperature: expected equal shapes, but {shapes} don't match"
        ) from error
    flat = zip(*(array.ravel().tolist() for array in arrays), strict=True)
    results = np.array([function(*numbers) for numbers in flat], dtype=np.float64)
    return float(results[0]) if arrays[0].ndim == 0 else results.reshape(arrays[0].shape)
