"""A cost of yes and no, written term by term, and its weights."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats
from .forms import Form, spin_form


class Quadratic:
    """A cost of N yes-or-no variables x_i (1 or 0), with terms of one variable and of two.

    It is also called a QUBO. Terms are added one after another; each method changes this cost,
    and returns it, so that calls can be chained.

    Parameters
    ----------
    size : int
        Number of variables N.

    Raises
    ------
    TypeError
        If `size` is not a whole number.
    ValueError
        If it is below 1, or the terms would not fit in memory.

    References
    ----------
    A. Lucas, Front. Phys. 2 (2014) 5, doi:10.3389/fphy.2014.00005 (many problems as such a cost)

    Examples
    --------
    Three lamps, exactly one of them on; they cost 3, 1 and 2:

    >>> import numpy as np
    >>> from hopfield_lessons import anneal, to_bits
    >>> from hopfield_lessons.optimise import Quadratic
    >>> lamps = Quadratic(3).add(0, cost=3).add(1, cost=1).add(2, cost=2)
    >>> w, b, constant = lamps.exactly_one([0, 1, 2], penalty=5).weights_and_field()
    >>> cooling = np.linspace(4, 0, 50)
    >>> run = anneal(w, [-1, -1, -1], temperatures=cooling, external_field=b, rng=0)
    >>> to_bits(run.state), lamps.cost(to_bits(run.state))
    (array([0, 1, 0], dtype=int8), 1.0)
    """

    def __init__(self, size: int) -> None:
        self.size = arguments.whole(size, "size")
        arguments.require_memory(24 * self.size**2, f"the terms of {self.size} variables")
        self._pairs = np.zeros((self.size, self.size))  # i < j, each pair once
        self._single = np.zeros(self.size)
        self._constant = 0.0

    def __repr__(self) -> str:
        """Say how many terms there are."""
        terms = np.count_nonzero(self._single) + np.count_nonzero(self._pairs)
        return f"Quadratic(size={self.size}, terms={terms})"

    def add(self, first: int, second: int | None = None, *, cost: float) -> Quadratic:
        """Add `cost` if a variable is 1, or if both of two are.

        Parameters
        ----------
        first, second : int
            Variables, from 0 to N - 1. The same one twice is one variable: x^2 = x.
        cost : float
            What is added; a reward is negative.

        Returns
        -------
        Quadratic
            This cost.

        Raises
        ------
        TypeError
            If a variable is not a whole number, or `cost` not a number.
        ValueError
            If a variable does not exist, or `cost` is not finite.

        Examples
        --------
        >>> from hopfield_lessons.optimise import Quadratic
        >>> Quadratic(2).add(0, cost=-1).add(0, 1, cost=2).cost([[1, 0], [1, 1]])
        array([-1.,  1.])
        """
        i = self._variable(first, "first")
        j = i if second is None else self._variable(second, "second")
        more = arguments.finite(cost, "cost")
        if i == j:
            self._single[i] = _finite(float(self._single[i]) + more, "cost")
        else:
            pair = min(i, j), max(i, j)
            self._pairs[pair] = _finite(float(self._pairs[pair]) + more, "cost")
        return self

    def add_matrix(self, matrix: ArrayLike) -> Quadratic:
        """Add x.Q.x, the sum of Q_ij x_i x_j over all i and j.

        Parameters
        ----------
        matrix : array_like, shape (N, N)
            Q; a pair costs Q_ij + Q_ji, so it may be symmetric or triangular. Q_ii is the cost of
            one variable.

        Returns
        -------
        Quadratic
            This cost.

        Raises
        ------
        TypeError
            If `matrix` is not numeric.
        ValueError
            If it doesn't have N rows and columns, or a number is not finite.

        Examples
        --------
        >>> from hopfield_lessons.optimise import Quadratic
        >>> Quadratic(2).add_matrix([[1, 3], [0, 0]]).cost([1, 1])
        4.0
        """
        added = arguments.square(matrix, "matrix")
        if len(added) != self.size:
            raise ValueError(
                f"matrix: expected {self.size} rows and columns, one for each variable, got "
                f"{len(added)}"
            )
        with np.errstate(over="ignore", invalid="ignore"):
            pairs = np.triu(added, 1) + np.tril(added, -1).T
            return self._more("matrix", np.diag(added), pairs, 0.0)

    def square(self, coefficients: ArrayLike, *, target: float, penalty: float) -> Quadratic:
        """Add penalty (a.x - target)^2, which is 0 where a.x is what it should be.

        As x_i^2 = x_i, the squares a_i^2 are costs of single variables, and no unit hears itself.

        Parameters
        ----------
        coefficients : array_like, shape (N,)
            a.
        target : float
            What a.x should be.
        penalty : float
            P, at least 0.

        Returns
        -------
        Quadratic
            This cost.

        Raises
        ------
        TypeError
            If an argument is not numeric.
        ValueError
            If there are not N coefficients, or a number is not finite or negative.

        Examples
        --------
        >>> from hopfield_lessons.optimise import Quadratic
        >>> Quadratic(3).square([1, 2, 4], target=5, penalty=1).cost([[1, 0, 1], [0, 0, 1]])
        array([0., 1.])
        """
        given = arguments.numeric(coefficients, "coefficients")
        if given.shape != (self.size,):
            raise ValueError(
                f"coefficients: expected shape ({self.size},), one for each variable, got "
                f"{given.shape}"
            )
        a, aim = given.astype(np.float64), arguments.finite(target, "target")
        weight = arguments.real(penalty, "penalty", least=0.0, most=np.finfo(np.float64).max)
        with np.errstate(over="ignore", invalid="ignore"):
            single = weight * (a * a - 2 * aim * a)
            pairs = weight * 2 * np.triu(np.outer(a, a), 1)
            return self._more("penalty", single, pairs, weight * (aim * aim))

    def exactly_one(self, indices: ArrayLike, *, penalty: float) -> Quadratic:
        """Add penalty (1 - sum of x_i)^2: 0 if exactly one of these variables is 1.

        Parameters
        ----------
        indices : array_like of int, shape (n,)
            Which variables, each once.
        penalty : float
            P, at least 0.

        Returns
        -------
        Quadratic
            This cost.

        Raises
        ------
        TypeError
            If an index is not a whole number, or `penalty` not a number.
        ValueError
            If there is no index, one that does not exist, or one twice.

        Examples
        --------
        >>> from hopfield_lessons.optimise import Quadratic
        >>> Quadratic(3).exactly_one([0, 2], penalty=10).cost([[0, 0, 0], [1, 1, 0], [1, 0, 1]])
        array([10.,  0., 10.])
        """
        given = arguments.numeric(indices, "indices")
        if given.dtype.kind not in "iu" or given.ndim != 1 or not given.size:
            raise TypeError(
                f"indices: expected a list of whole numbers, got dtype {given.dtype}, shape "
                f"{given.shape}"
            )
        chosen = [self._variable(index, "indices") for index in given.tolist()]
        if len(set(chosen)) < len(chosen):
            raise ValueError(f"indices: expected each variable once, got {chosen}")
        members = np.zeros(self.size)
        members[chosen] = 1.0
        return self.square(members, target=1.0, penalty=penalty)

    def cost(self, bits: ArrayLike) -> float | Floats:
        """Return the cost of a choice.

        Parameters
        ----------
        bits : array_like, shape (N,) or (B, N)
            Zeros and ones, or flags.

        Returns
        -------
        float, or ndarray of float64, shape (B,) for a batch

        Raises
        ------
        TypeError
            If `bits` is not numeric.
        ValueError
            If an entry is not 0 or 1, or there are not N of them.

        Examples
        --------
        >>> from hopfield_lessons.optimise import Quadratic
        >>> Quadratic(2).add(0, 1, cost=5).cost([1, 1])
        5.0
        """
        x = arguments.bits(bits).astype(np.float64)
        if x.ndim not in (1, 2) or x.shape[-1] != self.size:
            raise ValueError(
                f"bits: expected shape ({self.size},) or (B, {self.size}), got {x.shape}"
            )
        total = np.vecdot(x @ self._pairs, x) + x @ self._single + self._constant
        return float(total) if x.ndim == 1 else total

    def weights_and_field(self, units: Literal["spins", "bits"] = "spins") -> Form:
        """Return the network whose energy is this cost.

        Parameters
        ----------
        units : {"spins", "bits"}
            Whether a unit is -1 or +1, as everywhere in this package, or 0 or 1.

        Returns
        -------
        Form
            Weights with zero diagonal, a field, and the constant that makes
            -1/2 x.w.x - b.x + c equal to the cost, for every state.

        Raises
        ------
        ValueError
            If `units` is another word.

        Examples
        --------
        >>> from hopfield_lessons.optimise import Quadratic
        >>> one = Quadratic(5).exactly_one(range(5), penalty=1)
        >>> for units in ("bits", "spins"):
        ...     weights, field, constant = one.weights_and_field(units)
        ...     print(weights[0, 1], field[0], constant)
        -2.0 1.0 1.0
        -0.5 -1.5 3.5
        """
        kind = arguments.choice(units, ("spins", "bits"), "units")
        weights = 0.0 - (self._pairs + self._pairs.T)
        field = 0.0 - self._single
        if kind == "bits":
            return Form(weights, field, self._constant)
        return spin_form(weights, field, constant=self._constant)

    def _more(self, name: str, single: Floats, pairs: Floats, constant: float) -> Quadratic:
        """Add terms, all of them or, if a sum would overflow, none."""
        sums = self._single + single, self._pairs + pairs, self._constant + constant
        for numbers in sums:
            _finite(float(np.abs(numbers).max()), name)
        self._single, self._pairs, self._constant = sums
        return self

    def _variable(self, index: object, name: str) -> int:
        number = arguments.whole(index, name, least=0)
        if number >= self.size:
            raise ValueError(f"{name}: expected a variable from 0 to {self.size - 1}, got {number}")
        return number


def _finite(number: float, name: str) -> float:
    if not np.isfinite(number):
        raise ValueError(f"{name}: would overflow a sum of terms; divide all costs by a factor")
    return number
