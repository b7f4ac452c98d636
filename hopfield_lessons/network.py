"""Local fields without rounding, so that a tie is a tie.

With Hebbian weights k/N most fields that should be exactly zero come out as
1e-17 or so, and the sign of that dust depends on the order of the additions,
hence on the machine. Here the weights become whole multiples of one unit:
sums of whole numbers below 2^53 are exact in float64 whatever their order, so
every machine, every BLAS and every batch size gives the same bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _arguments as arguments
from ._arguments import Floats, Spins
from ._memory import blocks

__all__ = ["Network", "prepare", "spins_from_bits"]

_EPS = float(np.finfo(np.float64).eps)
_MOST = float(np.finfo(np.float64).max)


@dataclass(frozen=True, eq=False)
class Network:
    """Weights checked once and kept as whole multiples of `unit`.

    Pass it wherever a function takes `weights`: the checks, which read the whole
    matrix, are then not repeated at every call. Make one with `prepare`.

    Attributes
    ----------
    weights : ndarray of float64, shape (N, N)
        A read-only copy of the weights.
    whole : ndarray of float32 or float64, shape (N, N)
        The weights times `scale`, every entry a whole number.
    scale : float
        1 or N where that makes the weights whole; otherwise a power of two so
        large that the error of `whole` is below the rounding of a dot product.
    tie : float
        A field of at most this many units can't be told from zero:
        0 where the weights are exactly whole, N where they were rounded.
    """

    weights: Floats
    whole: NDArray[Any]
    scale: float
    tie: float

    def __post_init__(self) -> None:
        """Nobody can write to what was checked: not through the Network, nor through a copy."""
        for name in ("weights", "whole"):
            locked = getattr(self, name).view()
            locked.flags.writeable = False
            object.__setattr__(self, name, locked)

    def __reduce__(self) -> tuple[type[Network], tuple[Floats, NDArray[Any], float, float]]:
        """Pickle and copy what was checked; the copy is locked as well."""
        return Network, (self.weights, self.whole, self.scale, self.tie)

    @property
    def size(self) -> int:
        """The number of units N."""
        return len(self.whole)

    @property
    def unit(self) -> float:
        """What the whole numbers are multiples of: 1/scale."""
        return 1 / self.scale

    @cached_property
    def symmetric(self) -> bool:
        """Whether w_ij = w_ji everywhere, to within the rounding of the weights."""
        allowed = 2 * min(self.tie, 1)
        return all(
            (np.abs(self.whole[rows] - self.whole[:, rows].T) <= allowed).all()
            for rows in blocks(self.size)
        )

    @cached_property
    def diagonal(self) -> Floats:
        """The self-couplings w_ii; read-only, as all of a Network."""
        return np.diagonal(self.weights)

    @property
    def without_diagonal(self) -> Network:
        """The same couplings between different units, and no unit hears itself."""
        # Not cached as a whole: a network that holds itself stays in memory when it is done with.
        return self._cleared if self.diagonal.any() else self

    @cached_property
    def _cleared(self) -> Network:
        weights, whole = self.weights.copy(), self.whole.copy()
        np.fill_diagonal(weights, 0.0)
        np.fill_diagonal(whole, 0.0)
        return Network(weights, whole, self.scale, self.tie)

    def require_symmetric(self, purpose: str) -> None:
        """Raise a ValueError, naming the worst pair, unless the weights are symmetric."""
        if self.symmetric:
            return
        gap = np.abs(self.weights - self.weights.T)
        i, j = (int(k) for k in np.unravel_index(gap.argmax(), gap.shape))
        raise ValueError(
            f"weights: {purpose} needs symmetric weights, got w[{i}, {j}] = "
            f"{self.weights[i, j]:g} and w[{j}, {i}] = {self.weights[j, i]:g}"
        )

    def field(self, external_field: ArrayLike) -> Floats:
        """The external field, shape (N,), checked."""
        return external(external_field, self.size, self.scale)

    def fields(self, states: Spins, field: Floats) -> Floats:
        """Local fields of the rows of `states`; a tie is exactly 0."""
        bias = field * self.scale
        exact = states.astype(self.whole.dtype) @ self.whole.T
        fields = exact.astype(np.float64) + bias
        fields[np.abs(fields) <= self.tie + tie_of(bias)] = 0.0
        local: Floats = fields / self.scale
        return local

    def energies(self, states: Spins, field: Floats) -> Floats:
        """-1/2 s.w.s - b.s of the rows of `states`; the quadratic part has no rounding."""
        own = states.astype(self.whole.dtype) @ self.whole.T
        pairs = np.vecdot(own.astype(np.int64), states)
        total: Floats = 0.0 - 0.5 * pairs / self.scale
        return total - (states * field).sum(axis=-1) if np.count_nonzero(field) else total


def prepare(weights: ArrayLike | Network) -> Network:
    """Check weights once and keep them in a form whose sums are exact.

    Parameters
    ----------
    weights : array_like, shape (N, N)
        Couplings; w_ij is the weight from unit j to unit i. They may be
        asymmetric and may have a diagonal.

    Returns
    -------
    Network
        Accepted by every function that takes `weights`.

    Raises
    ------
    TypeError
        If the weights are not real numbers.
    ValueError
        If they are not a square matrix, or not finite.

    Examples
    --------
    >>> import numpy as np
    >>> from hopfield_lessons import hebbian, prepare
    >>> network = prepare(hebbian([[1, -1, -1, 1], [1, 1, -1, -1]]))
    >>> network.unit
    0.25
    >>> network.whole[0]
    array([ 0.,  0., -2.,  0.], dtype=float32)
    """
    if isinstance(weights, Network):
        return weights
    return _recent.find(weights) or _recent.keep(_checked(weights))


def spins_from_bits(weights: ArrayLike, *, thresholds: ArrayLike = 0.0) -> tuple[Floats, Floats]:
    r"""Return the network of spins that does what a network of units 0 and 1 does.

    There a unit becomes 1 if sum_j T_ij n_j > theta_i and 0 if it is smaller. With
    n = (1 + s)/2 that sum minus theta_i is twice the field h_i of w_ij = T_ij / 4 and
    b_i = sum_j T_ij / 4 - theta_i / 2. So the same units flip, the same units are tied, and
    for symmetric weights -1/2 sum_ij T_ij n_i n_j + sum_i theta_i n_i, which a QUBO minimises,
    differs from the energy by a number that is the same for all states.

    Parameters
    ----------
    weights : array_like, shape (N, N)
        T; T_ij is the weight from unit j to unit i. They may be asymmetric and may have a
        diagonal. A QUBO that minimises n.Q.n has T = -(Q + Q^T).
    thresholds : float or array_like, shape (N,)
        theta; a single number holds for every unit.

    Returns
    -------
    weights : ndarray of float64, shape (N, N)
        w.
    field : ndarray of float64, shape (N,)
        b, for the argument `external_field`.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If the weights are not a square matrix, shapes don't match, or a number is not
        finite.

    References
    ----------
    J. J. Hopfield, Proc. Natl. Acad. Sci. USA 79 (1982) 2554,
    doi:10.1073/pnas.79.8.2554 (units 0 and 1, thresholds 0)

    Examples
    --------
    >>> from hopfield_lessons import recall, spins_from_bits, to_bits, to_spins
    >>> weights, field = spins_from_bits([[0, 1, -1], [1, 0, 1], [-1, 1, 0]])
    >>> run = recall(weights, to_spins([1, 0, 0]), external_field=field, order="sequential")
    >>> to_bits(run.state)
    array([1, 1, 0], dtype=int8)
    """
    network = prepare(weights)
    theta = external(thresholds, network.size, network.scale, "thresholds")
    sums = network.whole.sum(axis=1, dtype=np.float64) / network.scale  # without rounding
    return network.weights / 4, sums / 4 - theta / 2


def _checked(weights: ArrayLike) -> Network:
    # The copy keeps a Network true to its weights even if the caller's array changes later.
    given = arguments.square(weights)
    arguments.require_memory(
        24 * given.size, f"a checked copy of {len(given)} x {len(given)} weights"
    )
    matrix = np.array(given)
    largest = float(max(matrix.max(), -matrix.min()))
    _refuse_overflow(largest, len(matrix))
    for divisor in (1, len(matrix)):
        for kind in (np.float32, np.float64):
            whole = _whole_multiples(matrix, divisor, largest * divisor, kind)
            if whole is not None:
                return Network(matrix, whole, float(divisor), 0.0)
    scale = _fine_scale(matrix)
    return Network(matrix, np.rint(matrix * scale), scale, float(len(matrix)))


class _Recent:
    """The networks that were prepared last, because beginners pass weights again and again.

    To compare weights with those of a network, every entry of them, takes a tenth of the time that
    it takes to check them. So nothing but time depends on what is remembered here.
    """

    def __init__(self, count: int, most_bytes: int) -> None:
        self.count, self.most_bytes = count, most_bytes
        self.networks: tuple[Network, ...] = ()  # replaced as a whole: threads see old or new

    def find(self, weights: ArrayLike) -> Network | None:
        """The network of these weights, the same in every entry; NaN equals nothing."""
        if type(weights) is not np.ndarray or weights.dtype.char != "d" or not weights.size:
            return None
        for network in self.networks:
            if network.weights.shape == weights.shape and _equal(network.weights, weights):
                return network
        return None

    def keep(self, network: Network) -> Network:
        """Remember a network, and forget the oldest."""
        if network.weights.nbytes <= self.most_bytes:
            self.networks = (network, *self.networks)[: self.count]
        return network


def _equal(left: Floats, right: Floats) -> bool:
    """Whether every entry is the same; two matrices that differ mostly do so in the first row."""
    return not np.count_nonzero(left[0] != right[0]) and not np.count_nonzero(left != right)


_recent = _Recent(count=4, most_bytes=2**25)


def external(
    external_field: ArrayLike, size: int, scale: float, name: str = "external_field"
) -> Floats:
    """Return the external field, shape (N,), if sums in units of 1/scale can hold it."""
    if type(external_field) is float and external_field == 0:  # as nearly always
        return np.zeros(size)
    field = arguments.field(external_field, size, name)
    largest = float(np.abs(field).max())
    if largest > _MOST / (4 * size) / max(scale, 1.0):
        raise ValueError(
            f"{name}: {largest:g} would overflow in sums with weights as small as these; "
            "divide it, or multiply the weights, by a common factor"
        )
    return field


def tie_of(bias: Floats) -> Floats:
    """The rounding, in units, that the external field itself brings into a sum."""
    return 2 * _EPS * np.abs(bias)


def tie_of_sum(coefficients: Floats) -> float:
    """A sum of ±c_mu of at most this size can't be told from zero: 0.1 + 0.2 - 0.3 is a tie."""
    return len(coefficients) * _EPS * float(np.abs(coefficients).sum())


def _whole_multiples(
    matrix: Floats, divisor: int, largest: float, kind: type[np.floating[Any]]
) -> NDArray[Any] | None:
    """Return `matrix` times `divisor` if that is whole to within its own rounding.

    `kind` must hold every partial sum of a field exactly. float32 is twice as fast.
    """
    size = len(matrix)
    most = 2.0**24 if kind is np.float32 else 2.0 ** _largest_bits(size)
    if largest >= most or (kind is np.float64 and largest * size >= most):
        return None
    whole = np.empty(matrix.shape, dtype=kind)
    for rows in blocks(size):
        scaled = matrix[rows] * divisor
        whole[rows] = near = np.rint(scaled)
        scaled -= near
        if max(scaled.max(), -scaled.min()) > _EPS * size * largest:
            return None
        if 2 * np.abs(near).sum(axis=1).max() >= most:
            return None
    return whole


def _fine_scale(matrix: Floats) -> float:
    """A power of two that keeps every sum of weights a whole number without rounding."""
    largest_row = float(np.abs(matrix).sum(axis=1).max())
    exponent = _largest_bits(len(matrix)) - int(np.frexp(largest_row)[1])
    return float(np.ldexp(1.0, min(exponent, 1022)))


def _largest_bits(size: int) -> int:
    """Bits of a row's sum, so that it fits float64 and the sum of all rows int64."""
    return min(50, 61 - size.bit_length())


def _refuse_overflow(largest: float, size: int) -> None:
    if largest > _MOST / (4 * size**2):
        raise ValueError(
            f"weights: entries up to {largest:g} would overflow in a sum over {size} units; "
            "divide the weights, and the external field, by a common factor"
        )
