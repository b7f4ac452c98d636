"""Exercise of lesson 02: one sweep that knows the patterns, but has no weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ...exercises import draws
from ...exercises.exercise import Exercise, Misconception, slip

State: TypeAlias = NDArray[Any]
Field: TypeAlias = Callable[[Any, Any, int], float]


def _field(x: Any, s: Any, i: int) -> float:
    """N h_i, a whole number: a field of zero is exactly that."""
    return float(x[:, i] @ (x @ s) - len(x) * s[i])


def _with_itself(x: Any, s: Any, i: int) -> float:
    return float(x[:, i] @ (x @ s))


def _keep(spin: float) -> float:
    return spin


def _sweep(
    x: Any,
    s: Any,
    order: Any,
    *,
    field: Field = _field,
    tie: Callable[[float], float] = _keep,
    old: bool = False,
) -> State:
    """One sweep; `tie` says what a zero field does, `old` lets units see the state before it."""
    x, before, now = x.astype(float), np.array(s, dtype=float), np.array(s, dtype=float)
    for unit in order:
        h = field(x, before if old else now, unit)
        now[unit] = np.sign(h) if h else tie(now[unit])
    return now


def _with(field: Field) -> Callable[..., State]:
    return lambda x, s, order: _sweep(x, s, order, field=field)


def _with_tie(spin: float, *, old: bool = False) -> Callable[..., State]:
    return lambda x, s, order: _sweep(x, s, order, tie=lambda _: spin, old=old)


def _at_rest(x: Any, s: Any, order: Any) -> State:
    """Sweep after sweep until nothing changes, which it does after few: the weights are Hebb's."""
    now = np.array(s, dtype=float)
    while True:
        before, now = now, _sweep(x, now, order)
        if np.array_equal(before, now):
            return now


def _small_steps(x: Any, s: Any, order: Any, *, factor: float) -> State:
    """Overlaps that are carried along, and changed by `factor` times what a flip adds."""
    x, now = x.astype(float), np.array(s, dtype=float)
    sums = x @ now
    for unit in order:
        h = x[:, unit] @ sums - len(x) * now[unit]
        if h * now[unit] < 0:
            now[unit] *= -1
            sums += factor * 2 * x[:, unit] * now[unit]
    return now


def _first_flip(x: Any, s: Any, order: Any) -> State:
    now = np.array(s, dtype=float)
    for unit in order:
        if now[unit] * _field(x.astype(float), now, unit) < 0:
            now[unit] *= -1
            break
    return now


def _field_as_spin(x: Any, s: Any, order: Any) -> State:
    now = np.array(s, dtype=float)
    for unit in order:
        now[unit] = _field(x.astype(float), now, unit) / len(now)
    return now


def _nearest(x: Any, s: Any, _: Any) -> State:
    return np.asarray(x[np.argmax(x.astype(float) @ s)])


def _patterns_and_a_start(rng: np.random.Generator) -> tuple[Any, ...]:
    """Sizes that are powers of two, where floats divide exactly: a tie is one in every dress."""
    size = int(rng.choice([4, 8]))
    return (
        draws.spins(rng, int(rng.integers(1, 6)), size),
        draws.spins(rng, size),
        rng.permutation(size),
    )


_SYNCHRONOUS = (
    "This is the synchronous update: the overlaps were computed once, from the old state. A unit "
    "must see the units before it as they are now, so compute the overlaps anew, or change them "
    "with each flip."
)
_ITSELF = (
    "The last term of (2.8), −α s_i, is missing: without it a unit hears itself, and holds on to "
    "what it is."
)


sweep = Exercise(
    name="my_sweep",
    right=_sweep,
    draw=_patterns_and_a_start,
    probes=(
        (np.array([[1, -1, -1, 1]]), np.array([-1, -1, 1, 1]), np.array([3, 1, 0, 2])),
        (
            np.array([[1, -1, -1, 1], [1, 1, -1, 1]]),
            np.array([1, -1, -1, -1]),
            np.array([1, 3, 2, 0]),
        ),
        (
            np.array([[1, -1, -1, 1], [1, 1, -1, 1], [-1, 1, 1, 1], [1, 1, 1, -1]]),
            np.array([-1, -1, 1, 1]),
            np.array([2, 3, 0, 1]),
        ),
        "hl.random_patterns(40, 256, rng=1), hl.random_patterns(1, 256, rng=2)[0], "
        "np.random.default_rng(3).permutation(256)",
    ),
    misconceptions=(
        Misconception(lambda x, s, order: _sweep(x, s, order, old=True), _SYNCHRONOUS),
        Misconception(_with_tie(1, old=True), _SYNCHRONOUS),
        Misconception(_with_tie(0, old=True), _SYNCHRONOUS),
        slip(
            lambda x, s, order: _small_steps(x, s, order, factor=0.5),
            "A flip changes ξ · s by 2 ξ_i s_i, with the new spin: from −1 to +1 is a step of 2.",
        ),
        slip(
            lambda x, s, order: _small_steps(x, s, order, factor=-1),
            "The overlaps move the wrong way when a unit flips: add 2 ξ_i s_i with the new spin.",
        ),
        slip(_with(_with_itself), _ITSELF),
        slip(
            _with(lambda x, s, i: float(x[:, i] @ (x @ s) + len(x) * s[i])),
            "The last term of (2.8) has the wrong sign: it takes the unit's own word away.",
        ),
        slip(
            _with(lambda x, s, i: float(x[:, i] @ (x @ s) - s[i])),
            "Too little is taken away for the unit itself. Each of the P patterns has put in one "
            "s_i: −P s_i beside the sums ξ · s, and −(P/N) s_i beside the overlaps.",
        ),
        slip(
            _with(lambda x, s, i: float(x[:, i] @ (x @ s) / len(s) - len(x) * s[i])),
            "Two scales in one sum: −(P/N) s_i belongs to the overlaps, −P s_i to the sums ξ · s.",
        ),
        slip(
            _with_tie(1),
            "A zero field sets the unit to +1 here. In this course a tie keeps the spin.",
        ),
        slip(
            _with_tie(-1),
            "A zero field sets the unit to −1 here. In this course a tie keeps the spin.",
        ),
        slip(
            _with_tie(0),
            "np.sign(0) is 0, and 0 is no spin. Where the field is zero, leave the unit alone.",
        ),
        Misconception(
            lambda x, s, order: _sweep(x, s, range(len(s))),
            "The units were visited as 0, 1, 2, …: use the order that came in.",
        ),
        Misconception(
            _at_rest,
            "You go on until nothing changes. Asked for is one sweep: visit each unit once, then "
            "return.",
        ),
        slip(
            lambda x, s, order: _sweep(x, s, order[::-1]),
            "You visit the units in the reverse of the given order.",
        ),
        slip(
            lambda x, s, order: _sweep(x, s, np.argsort(order)),
            "order[k] is the unit that is visited as number k, not the turn of unit k.",
        ),
        slip(
            lambda x, s, order: _sweep(x, s, order[:1]),
            "Only the first unit was visited. Is the return inside the loop? It ends the loop at "
            "once: move it to the left.",
        ),
        slip(_first_flip, "You stop after the first flip. A sweep visits every unit."),
        slip(
            lambda x, s, order: _sweep(x, s, order[:-1]),
            "The last unit of the order isn't visited.",
        ),
        Misconception(
            _nearest,
            "This is the stored pattern with the largest overlap, found by going through the list. "
            "The units know no list: each takes the sign of its field.",
        ),
        Misconception(
            _field_as_spin,
            "The field itself became the spin. A spin is its sign, and a tie keeps the spin.",
        ),
        Misconception(
            lambda x, s, order: s,
            "Nothing has moved: set the units in the copy, and return the copy.",
        ),
        Misconception(
            _with(lambda x, s, i: -_field(x, s, i)),
            "The units turn against their fields: a unit takes the sign of its field.",
        ),
    ),
    praise="The P overlaps stand for all N² weights: one number a pattern, changed by each flip.",
    shape="a state (N,)",
)
