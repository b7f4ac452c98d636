"""The engine: sequential dynamics of many states, without idle work.

Visiting units one by one leaves a processor idle. There are two ways out, both exact.

*Windows*, for many flips: take the next L units of the order at once; their fields,
for all states, are one matrix product. Unit k of the window flips if and only if

    s_k (h_k - sum_{j<k} 2 w_kj d_j) < bound_k,

where d_j is the old spin of a unit j that flipped, and 0 if it didn't. We guess
which units flip, put the guess in, and get the next guess. Unit k depends on
earlier units only, so after k passes unit k is right for good: the recurrence has
one fixed point, reached in a few passes, and that is the sequential result.

*One state at a time*, for few states or few flips: keep all fields of a state, and add a unit's
row of weights to them when it flips. Few flips: jump straight to the next unit in the order that
wants to. Many: look at one unit after another, as numbers of Python's.

States are columns here, shape (N, B), so that the spins of one window lie side by
side. All fields are exact whole numbers of units (see `network`); the external field
("bias") and the bounds are in the same units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .._arguments import Flags, Floats, Units
from ._couplings import ALL, FETCH, MULTIPLY, Columns, Couplings

# bounds(visits, units, spins, states): below which s h a unit flips; broadcasts with spins,
# which is (L, B) for all states and (L,) for one
Bounds: TypeAlias = Callable[[slice, Units, Columns, slice | int], Any]

_GLANCE = 64  # visits that a jump looks ahead at the least
# Rough times in microseconds, to choose between the ways: the numpy calls of one window and of one
# jump; one unit looked at alone, and what its flip takes beside the row of weights.
_WINDOW, _JUMP, _LOOK, _FLIP = 100.0, 3.0, 0.15, 0.7


@dataclass(frozen=True)
class Visited:
    """Which of these units flipped, in order, in which of the states."""

    units: Units
    flipped: Flags  # (L, states)
    states: slice

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many flipped in each of the states."""
        return np.asarray(self.flipped.sum(axis=0, dtype=np.int64))


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
    visits, batch = len(order), couplings.spins.shape[1]
    if visits == 0:
        return
    length = _window_length(batch, expected / (visits * batch))
    windows = visits * (_WINDOW / length + (FETCH + MULTIPLY * batch) * couplings.width)
    jumps = _JUMP * (expected + 4 * batch)  # one ends each look but the last few of every state
    looks = _LOOK * visits * batch + _FLIP * expected
    if min(jumps, looks) + expected * couplings.row_time > windows:
        for part in _windows(order, length):
            yield Visited(order[part], _window(couplings, order[part], bias, part, bounds), ALL)
        return
    # Look about as far as the next flip; twice as far each time there is none.
    glance = max(_GLANCE, int(2 * batch * visits / (expected + batch)))
    once = np.bincount(order).max() == 1  # each unit; otherwise cut the order where one returns
    for part in [ALL] if once else _windows(order, visits):
        for state in range(batch):
            lone = _Lone.of(couplings, state, bias, order[part], part, bounds)
            places = lone.look_at_each() if looks < jumps else lone.jump(glance)
            yield lone.settle(places)


@dataclass(frozen=True)
class _Lone:
    """One state, taken through different units. Each has the spin `now` until its visit."""

    couplings: Couplings
    state: int
    units: Units
    now: Columns
    bound: Floats
    push: Floats | None
    half: Columns  # of all fields: a flip then adds a row or takes it away

    @classmethod
    def of(
        cls,
        couplings: Couplings,
        state: int,
        bias: Floats | None,
        units: Units,
        visits: slice,
        bounds: Bounds,
    ) -> _Lone:
        now = couplings.spins[units, state]
        bound = np.full(now.shape, bounds(visits, units, now, state))
        push = bias if bias is None else bias[units]
        return cls(couplings, state, units, now, bound, push, couplings.local[:, state] / 2)

    def look_at_each(self) -> list[int]:
        """Go from unit to unit; return the places in the order where one flipped."""
        half = self.half.data
        push = [0.0] * len(self.units) if self.push is None else self.push.tolist()
        visits = zip(self.units.tolist(), self.now.tolist(), push, self.bound.tolist(), strict=True)
        places = []
        for place, (unit, spin, extra, bound) in enumerate(visits):
            if spin * (2 * half[unit] + extra) < bound:
                self._flip(unit, spin)
                places.append(place)
        return places

    def jump(self, glance: int) -> list[int]:
        """Go from flip to flip; return the places in the order where they were."""
        twice = 2 * self.now
        places = []
        start, reach = 0, glance
        while start < len(self.units):
            look = slice(start, start + reach)
            fields = self.half[self.units[look]]
            if self.push is None:
                ahead = twice[look] * fields < self.bound[look]
            else:
                ahead = wants(self.now[look], 2 * fields, self.push[look], self.bound[look])
            first = int(ahead.argmax())
            if not ahead[first]:
                start, reach = start + reach, 2 * reach
                continue
            place = start + first
            self._flip(self.units[place], self.now[place])
            places.append(place)
            start, reach = place + 1, glance
        return places

    def _flip(self, unit: np.intp | int, spin: float) -> None:
        half = self.half
        if spin > 0:
            half -= self.couplings.row(unit)
        else:
            half += self.couplings.row(unit)

    def settle(self, places: list[int]) -> Visited:
        """Put the state back, with the fields that are known."""
        changed = self.units[np.array(places, dtype=np.intp)]
        if places:
            spins = self.couplings.spins[:, self.state].copy()
            spins[changed] *= -1
            self.couplings.replace(self.state, spins, 2 * self.half)
        flipped = np.ones((len(changed), 1), dtype=bool)
        return Visited(changed, flipped, slice(self.state, self.state + 1))


@np.errstate(invalid="ignore")  # all is finite, but some BLAS read along what lies beside a matrix
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
    return int(max(8.0, min((6e5 / batch) ** 0.5, 10 / max(rate, 1e-9), 1024.0)))


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
