"""The engine: sequential dynamics of many states, without idle work.

Visiting units one by one leaves a processor idle. There are two ways out, both exact.

*Windows*, for many flips: take the next L units of the order at once; their fields,
for all states, are one matrix product. Unit k of the window flips if and only if

    s_k (h_k - sum_{j<k} 2 w_kj d_j) < bound_k,

where d_j is the old spin of a unit j that flipped, and 0 if it didn't. We guess
which units flip, put the guess in, and get the next guess. Unit k depends on
earlier units only, so after k passes unit k is right for good: the recurrence has
one fixed point, reached in a few passes, and that is the sequential result.

*Jumps*, for few flips: keep all fields of a state, go straight to the next unit in the
order that wants to flip, flip it, and add its row of weights to the fields.

States are columns here, shape (N, B), so that the spins of one window lie side by
side. All fields are exact whole numbers of units (see `_exact`); the external field
("bias") and the bounds are in the same units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .._arguments import Floats
from ._couplings import ALL, FETCH, MULTIPLY, Columns, Couplings, Flags, Units

# bounds(visits, units, spins, states): below which s h a unit flips; broadcasts with spins,
# which is (L, B) for all states and (L,) for one
Bounds: TypeAlias = Callable[[slice, Units, Columns, slice | int], Any]

_GLANCE = 64  # visits that a jump looks ahead at the least
# Rough times in microseconds, to choose between jumps and windows: the numpy calls of one jump
# and of one window, a number fetched from memory, a multiplication inside a matrix product.
_JUMP, _WINDOW = 3.0, 100.0


@dataclass(frozen=True)
class Visited:
    """Which of these units flipped, in order, in which of the states."""

    units: Units
    flipped: Flags  # (L, states)
    states: slice


def simultaneous(couplings: Couplings, bias: Floats | None, bounds: Bounds) -> Flags:
    """Update all units at once; return which flipped, shape (N, B)."""
    spins = couplings.spins
    flipped = wants(spins, couplings.local, bias, bounds(ALL, np.arange(len(spins)), spins, ALL))
    couplings.flip(ALL, -2 * spins * flipped)
    return flipped


def wants(spins: Columns, fields: Columns, bias: Floats | None, bound: Any) -> Flags:
    """Which units would flip in these fields."""
    if bias is not None:
        fields = fields + along(bias, fields)
    flags: Flags = spins * fields < bound
    return flags


def along(values: NDArray[Any], spins: Columns) -> NDArray[Any]:
    """One value for each visit, shaped to go with `spins`, (L,) or (L, B)."""
    return values[:, None] if spins.ndim == 2 else values


def sequential(
    couplings: Couplings, bias: Floats | None, order: Units, bounds: Bounds, expected: float
) -> Iterator[Visited]:
    """Visit the units one after another in `order`, where about so many flips are expected."""
    batch = couplings.spins.shape[1]
    length = _window_length(batch, expected / (len(order) * batch))
    each_unit = _WINDOW / length + (FETCH + MULTIPLY * batch) * couplings.width
    looks = expected + 4 * batch  # a jump ends each look but the last few of every state
    if looks * _JUMP + expected * couplings.row_time < len(order) * each_unit:
        # Look about as far as the next flip; twice as far each time there is none.
        glance = max(_GLANCE, int(2 * batch * len(order) / (expected + batch)))
        once = np.bincount(order).max() == 1  # each unit; otherwise cut the order where one returns
        for visits in [ALL] if once else _windows(order, len(order)):
            for state in range(batch):
                yield _jump(couplings, state, bias, order[visits], visits, bounds, glance)
        return
    for visits in _windows(order, length):
        units = order[visits]
        flipped = _window(couplings, units, bias, visits, bounds)
        yield Visited(units, flipped, ALL)


def _jump(
    couplings: Couplings,
    state: int,
    bias: Floats | None,
    units: Units,
    visits: slice,
    bounds: Bounds,
    glance: int,
) -> Visited:
    """Take one state through different units, from flip to flip."""
    spins = couplings.spins[:, state].copy()
    half = couplings.local[:, state] / 2  # of the fields: a flip then adds a row or takes it away
    now = spins[units]  # and until its visit, because none comes twice
    bound = np.full(now.shape, bounds(visits, units, now, state))
    push = bias if bias is None else bias[units]
    twice = 2 * now
    flipped: list[np.intp] = []
    start, reach = 0, glance
    while start < len(units):
        look = slice(start, start + reach)
        fields = half[units[look]]
        if push is None:
            ahead = twice[look] * fields < bound[look]
        else:
            ahead = wants(now[look], 2 * fields, push[look], bound[look])
        first = int(ahead.argmax())
        if not ahead[first]:
            start, reach = start + reach, 2 * reach
            continue
        start, reach = start + first, glance
        unit = units[start]
        flipped.append(unit)
        if now[start] > 0:
            half -= couplings.row(unit)
        else:
            half += couplings.row(unit)
        start += 1
    changed = np.array(flipped, dtype=np.intp)
    if flipped:
        spins[changed] *= -1
        couplings.replace(state, spins, 2 * half)
    return Visited(changed, np.ones((len(changed), 1), dtype=bool), slice(state, state + 1))


def _window(
    couplings: Couplings, units: Units, bias: Floats | None, visits: slice, bounds: Bounds
) -> Flags:
    """Visit different units; return which flip, shape (L, B)."""
    spins, fields = couplings.spins[units], couplings.fields(units)
    bias = bias if bias is None else bias[units]
    bound = np.broadcast_to(bounds(visits, units, spins, ALL), spins.shape)
    flipped = wants(spins, fields, bias, bound)
    active = np.flatnonzero(flipped.any(axis=0))  # states whose guess may still change
    if not active.size:
        return flipped
    place = np.arange(len(units))
    while active.size:
        guess, now = flipped[:, active], spins[:, active]
        senders = np.flatnonzero(guess.any(axis=1))
        earlier = (place[:, None] > senders) * couplings.block(units, units[senders])
        shifted = fields[:, active] - earlier @ (2 * now * guess)[senders]
        better = wants(now, shifted, bias, bound[:, active])
        flipped[:, active] = better
        active = active[(better != guess).any(axis=0)]
    couplings.flip(units, -2 * spins * flipped)
    return flipped


def _window_length(batch: int, rate: float) -> int:
    """A long window saves calls, a short one passes: those grow with the states and the flips."""
    return int(np.clip(min(np.sqrt(6e5 / batch), 10 / max(rate, 1e-9)), 8, 1024))


def _windows(order: Units, length: int) -> Iterator[slice]:
    """Cut the order into windows in which no unit appears twice."""
    start = 0
    while start < len(order):
        count = _distinct(order[start : start + length])
        yield slice(start, start + count)
        start += count


def _distinct(units: Units) -> int:
    """How many units, from the start, are all different."""
    _, first = np.unique(units, return_index=True)
    repeats = np.ones(len(units), dtype=bool)
    repeats[first] = False
    return int(repeats.argmax()) if repeats.any() else len(units)
