"""Sums over the patterns: Hebb's rule and its kin."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import _arguments as arguments
from .._arguments import Floats


def hebbian(patterns: ArrayLike, *, keep_diagonal: bool = False) -> Floats:
    r"""Return the Hebb rule's weights, w_ij = (1/N) sum_mu xi_i^mu xi_j^mu with w_ii = 0.

    The rule is local (w_ij needs only what units i and j see) and incremental
    (a new pattern is added to the sum). The zero diagonal is a choice: see
    `prepare` and lesson 04 for what a kept one does. Patterns that are alike, as
    pictures are, merge into one state: ask `storable` first.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1.
    keep_diagonal : bool
        Whether to keep w_ii, which is P/N for every unit.

    Returns
    -------
    ndarray of float64, shape (N, N)
        Symmetric; zero diagonal, unless you keep it.

    Raises
    ------
    TypeError
        If `patterns` is not numeric, or `keep_diagonal` not True or False.
    ValueError
        If `patterns` is not two-dimensional, has an entry other than +1 and -1, or the
        weights would not fit in memory.

    See Also
    --------
    hopfield_lessons.experiments.storable
        will these patterns hold, and under which rule?
    centred : the same rule for what makes the patterns differ.

    References
    ----------
    J. J. Hopfield, Proc. Natl. Acad. Sci. USA 79 (1982) 2554,
    doi:10.1073/pnas.79.8.2554

    Examples
    --------
    >>> from hopfield_lessons import hebbian
    >>> hebbian([[1, -1, -1, 1]])
    array([[ 0.  , -0.25, -0.25,  0.25],
           [-0.25,  0.  ,  0.25, -0.25],
           [-0.25,  0.25,  0.  , -0.25],
           [ 0.25, -0.25, -0.25,  0.  ]])
    """
    stored = arguments.patterns(patterns)
    keep = arguments.flag(keep_diagonal, "keep_diagonal")
    size = stored.shape[1]
    arguments.require_memory(16 * size**2, f"a {size} x {size} weight matrix")
    columns = stored.astype(np.float64)
    weights: Floats = columns.T @ columns
    if not keep:
        np.fill_diagonal(weights, 0.0)
    weights /= size
    return weights


def centred(patterns: ArrayLike) -> tuple[Floats, Floats]:
    r"""Return the centred Hebb rule's weights, and the external field that belongs to them.

    What all patterns share says nothing about which of them is seen. So their mean
    c_i = (1/P) sum_mu xi_i^mu is taken away, from the patterns and from the state:
    w_ij = (1/N) sum_mu (xi_i^mu - c_i)(xi_j^mu - c_j) with w_ii = 0, and
    h_i = sum_j w_ij (s_j - c_j) + c_i / 2. All of h_i that doesn't depend on the state is
    the external field, b_i = c_i / 2 - sum_j w_ij c_j. The push c_i / 2 brings back what
    all patterns share; its factor is our choice. With a field the negatives of the
    patterns are no memories any more, and a single pattern is the only one.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1.

    Returns
    -------
    weights : ndarray of float64, shape (N, N)
        Symmetric, zero diagonal.
    field : ndarray of float64, shape (N,)
        b, for the argument `external_field`.

    Raises
    ------
    TypeError
        If `patterns` is not numeric.
    ValueError
        If it is not two-dimensional, has an entry other than +1 and -1, or the
        weights would not fit in memory.

    See Also
    --------
    hopfield_lessons.experiments.storable
        will these patterns hold, and under which rule?

    References
    ----------
    D. J. Amit, H. Gutfreund & H. Sompolinsky, Phys. Rev. A 35 (1987) 2293,
    doi:10.1103/PhysRevA.35.2293 (patterns with one bias, subtracted from each spin)

    Examples
    --------
    >>> from hopfield_lessons import centred, hebbian, letters, recall
    >>> patterns = letters("HOPFI")
    >>> run = recall(hebbian(patterns), patterns, order="sequential")
    >>> (run.state == patterns).all(axis=1)
    array([ True,  True, False, False, False])
    >>> weights, field = centred(patterns)
    >>> run = recall(weights, patterns, external_field=field, order="sequential")
    >>> (run.state == patterns).all(axis=1)
    array([ True,  True,  True,  True,  True])
    """
    stored = arguments.patterns(patterns)
    count, size = stored.shape
    arguments.require_memory(40 * size**2, f"a {size} x {size} weight matrix")
    columns = stored.astype(np.float64)
    total = columns.sum(axis=0)
    # In units of 1/(N P) the weights are whole, and so is twice the field in units of 1/(N P^2).
    whole = count * (columns.T @ columns) - np.outer(total, total)
    np.fill_diagonal(whole, 0.0)
    field: Floats = (size * count * total - 2 * (whole @ total)) / (2 * size * count**2)
    return whole / (size * count), field


def covariance(bits: ArrayLike, *, activity: float) -> Floats:
    r"""Return the covariance rule's weights for units 0 and 1, of which few are active.

    With a the share of ones, T_ij = sum_mu (n_i^mu - a)(n_j^mu - a) / (N a (1 - a)), T_ii = 0. In a
    stored pattern with a N ones the field sum_j T_ij n_j is, but for the other patterns and a
    term of order 1/N, 1 - a at the ones and -a at the zeros. The threshold midway is 1/2 - a;
    the best one is higher if a is small. `spins_from_bits` makes the network of spins of it.

    Parameters
    ----------
    bits : array_like of 0 and 1, or of bool, shape (P, N)
        The patterns.
    activity : float
        a, above 0 and below 1: the share of ones that you expect, the same for all units.

    Returns
    -------
    ndarray of float64, shape (N, N)
        T, symmetric, zero diagonal; for units 0 and 1.

    Raises
    ------
    TypeError
        If an argument is not numeric.
    ValueError
        If `bits` is not two-dimensional, has an entry other than 0 and 1, `activity` is not
        between 0 and 1, or the weights would not fit in memory.

    See Also
    --------
    hopfield_lessons.network.spins_from_bits : the same network, of spins.

    References
    ----------
    M. V. Tsodyks & M. V. Feigel'man, Europhys. Lett. 6 (1988) 101,
    doi:10.1209/0295-5075/6/2/002

    Examples
    --------
    >>> import numpy as np
    >>> from hopfield_lessons import recall, spins_from_bits, to_bits, to_spins
    >>> from hopfield_lessons.rules import covariance
    >>> one = np.repeat([1, 0], [20, 380])
    >>> bits = np.random.default_rng(0).permuted(np.tile(one, (50, 1)), axis=1)
    >>> weights, field = spins_from_bits(covariance(bits, activity=0.05), thresholds=0.6)
    >>> run = recall(weights, to_spins(bits), external_field=field, rng=0)
    >>> bool((to_bits(run.state) == bits).all())
    True
    """
    stored = arguments.bits(bits)
    if stored.ndim != 2:
        raise ValueError(f"bits: expected shape (P, N), got {stored.shape}")
    share = arguments.fraction(activity, "activity")
    if share in (0, 1):
        raise ValueError(f"activity: expected a share between 0 and 1, got {share:g}")
    count, size = stored.shape
    arguments.require_memory(32 * size**2, f"a {size} x {size} weight matrix")
    columns = stored.astype(np.float64)
    ones = columns.sum(axis=0)
    # The products are whole numbers, so that no order of additions rounds.
    weights: Floats = columns.T @ columns - share * np.add.outer(ones, ones) + count * share**2
    np.fill_diagonal(weights, 0.0)
    weights /= size * (share * (1 - share))
    return weights


def sequence(patterns: ArrayLike, *, cyclic: bool = True) -> Floats:
    r"""Return weights that lead from each pattern to the next.

    w_ij = (1/N) sum_mu xi_i^(mu+1) xi_j^mu with w_ii = 0: Hebb's rule between what is and what
    comes next. They are not symmetric, so there is no energy. If all units move at once the
    patterns are played one after another; one unit at a time, mixtures of them.

    Parameters
    ----------
    patterns : array_like, shape (P, N)
        Spins +1 and -1, in the order in which they are to be played.
    cyclic : bool
        Whether the first follows the last. Otherwise nothing follows it, and at least two
        patterns are needed.

    Returns
    -------
    ndarray of float64, shape (N, N)
        Zero diagonal; whole multiples of 1/N.

    Raises
    ------
    TypeError
        If `patterns` is not numeric, or `cyclic` not True or False.
    ValueError
        If `patterns` is not two-dimensional, has an entry other than +1 and -1, holds too few
        patterns, or the weights would not fit in memory.

    References
    ----------
    S.-I. Amari (1972), IEEE Trans. Comput. C-21, 1197, doi:10.1109/T-C.1972.223477

    A. Düring, A. C. C. Coolen & D. Sherrington, J. Phys. A 31 (1998) 8607,
    doi:10.48550/arXiv.cond-mat/9805073 (its capacity)

    Examples
    --------
    >>> from hopfield_lessons import overlap, random_patterns, recall
    >>> from hopfield_lessons.rules import sequence
    >>> patterns = random_patterns(4, 200, rng=0)
    >>> weights = sequence(patterns)
    >>> run = recall(weights, patterns[0], update="synchronous", record=True)
    >>> run.period
    4
    >>> overlap(patterns, run.trajectory()[:4]).argmax(axis=1)
    array([0, 1, 2, 3])
    """
    stored = arguments.patterns(patterns)
    count, size = stored.shape
    if not arguments.flag(cyclic, "cyclic") and count < 2:
        raise ValueError("patterns: expected at least two, one after another, got 1")
    arguments.require_memory(16 * size**2, f"a {size} x {size} weight matrix")
    now = stored.astype(np.float64)
    after = np.roll(now, -1, axis=0)
    last = count if cyclic else count - 1
    weights: Floats = after[:last].T @ now[:last]
    np.fill_diagonal(weights, 0.0)
    weights /= size
    return weights
