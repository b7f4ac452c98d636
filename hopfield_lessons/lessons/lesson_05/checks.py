"""Exercises of lesson 05, attractors and basins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ... import landscape
from ...dynamics.noiseless import recall
from ...patterns import distance, random_patterns
from ...rules import hebbian
from ..exercise import Exercise, Misconception, Verdict

Function = Callable[..., Any]

# Sizes that are powers of two, and whole numbers: here a tie is exactly zero in floats.
_TWINS = hebbian([[1, -1, -1, 1], [1, -1, -1, -1]])  # the last unit has no field
_THREE = hebbian([[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, 1, -1]])
_EIGHT = hebbian(random_patterns(3, 8, rng=2))
_TRIANGLE = np.array([[0, -1, -1], [-1, 0, -1], [-1, -1, 0]])


# ------------------------------------------------------------------- 1: fixed points


def _all(weights: Any) -> tuple[NDArray[Any], NDArray[Any]]:
    """All states, and what each unit's field says about its spin, s_i h_i."""
    w = np.asarray(weights, dtype=float)
    states = landscape.all_states(len(w)).astype(float)
    return states, states * (states @ w.T)


def _fixed_points(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    return states[np.all(aligned >= 0, axis=1)]


def _ties_are_unstable(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    return states[np.all(aligned > 0, axis=1)]


def _sign_of_zero_is_one(weights: Any) -> NDArray[Any]:
    states, _ = _all(weights)
    fields = states @ np.asarray(weights, dtype=float).T
    return states[np.all(np.where(fields >= 0, 1, -1) == states, axis=1)]


def _half(weights: Any, sign: int) -> NDArray[Any]:
    found = _fixed_points(weights)
    half: NDArray[Any] = found[found[:, 0] == sign]
    return half


def _deepest(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    energies = -0.5 * aligned.sum(axis=1)
    return np.asarray(states[np.isclose(energies, energies.min())])


def _content_on_the_whole(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    return np.asarray(states[aligned.sum(axis=1) >= 0])


def _somebody_content(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    return states[np.any(aligned >= 0, axis=1)]


def _field_positive(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    return states[np.all(aligned * states >= 0, axis=1)]


def _against(weights: Any) -> NDArray[Any]:
    states, aligned = _all(weights)
    return states[np.all(aligned <= 0, axis=1)]


_FIXED_POINTS = Exercise(
    name="my_fixed_points",
    right=_fixed_points,
    probes=((_THREE,), (_TWINS,), (_EIGHT,), (_TRIANGLE,)),
    misconceptions=(
        Misconception(
            _ties_are_unstable,
            "You count a tie as unstable. A unit whose field is zero keeps its spin, so it rests: "
            "s h ≥ 0, not > 0. (np.sign(h) == s has the same fault, for np.sign(0) is 0.)",
            status="almost",
        ),
        Misconception(
            _sign_of_zero_is_one,
            "A zero field asks for +1 in your function, so a tied unit that is −1 doesn't rest. "
            "In this course a tie keeps the spin.",
            status="almost",
        ),
        Misconception(
            lambda w: _half(w, 1),
            "Half of them are missing: with s its negative −s is a fixed point too. "
            "Look at all 2^N states.",
            status="almost",
        ),
        Misconception(
            lambda w: _half(w, -1),
            "Half of them are missing: with s its negative −s is a fixed point too. "
            "Look at all 2^N states.",
            status="almost",
        ),
        Misconception(
            _deepest,
            "These are the states of lowest energy. A fixed point needs only to be lower than "
            "its neighbours: there are valleys that are not the deepest.",
        ),
        Misconception(
            _content_on_the_whole,
            "You added up s_i h_i over the units. Every single unit must be content: "
            "np.all over the units, for each state.",
        ),
        Misconception(
            _somebody_content,
            "np.any asks for one content unit. Every unit must be content: np.all.",
        ),
        Misconception(
            _field_positive,
            "You look at the fields alone, h ≥ 0. A unit is content if its spin has the sign of "
            "its field: multiply, s h ≥ 0.",
        ),
        Misconception(
            lambda w: np.flatnonzero(np.all(_all(w)[1] >= 0, axis=1)),
            "These are the numbers of the right states. Return the states themselves, "
            "states[numbers].",
            status="almost",
        ),
        Misconception(
            _against,
            "The sign is turned round: a unit rests if its spin and its field agree, s h ≥ 0.",
        ),
        Misconception(
            lambda w: np.all(_all(w)[1] >= 0, axis=1),
            "You found out which states rest. Now return these states themselves: states[rests].",
            status="almost",
        ),
        Misconception(
            lambda w: (_fixed_points(w) + 1) / 2,
            "These are the right states in zeros and ones. Spins are +1 and −1.",
            status="almost",
        ),
    ),
    praise="Patterns, negatives, ties and whatever else is there: nothing is missing.",
    shape="one fixed point in each row, shape (K, N)",
)


def _sorted(rows: NDArray[Any]) -> NDArray[Any]:
    return np.array(sorted(rows.tolist())).reshape(rows.shape)


def _in_any_order(attempt: object) -> object:
    """Sort the rows of what a function returns, so that their order doesn't matter."""
    if not callable(attempt):
        return attempt

    def sorted_rows(*arguments: Any) -> Any:
        answer = attempt(*arguments)
        try:
            table = np.array(answer, dtype=float)
        except (TypeError, ValueError):
            return answer
        return _sorted(table) if table.ndim == 2 else answer

    return sorted_rows


def fixed_points(attempt: object) -> Verdict:
    """Check ``my_fixed_points(weights)`` of lesson 05."""
    return _FIXED_POINTS.check(_in_any_order(attempt))


# ------------------------------------------------------------------- 2: moves


def _flipped(state: Any, units: Any) -> NDArray[Any]:
    """One copy of the state for each unit, with that unit flipped."""
    rows = np.tile(np.asarray(state, dtype=float), (len(units), 1))
    rows[np.arange(len(units)), units] *= -1
    return _sorted(rows)


def _aligned(weights: Any, state: Any) -> NDArray[Any]:
    spins = np.asarray(state, dtype=float)
    return np.asarray(spins * (np.asarray(weights, dtype=float) @ spins))


def _moves(weights: Any, state: Any) -> NDArray[Any]:
    return _flipped(state, np.flatnonzero(_aligned(weights, state) < 0))


def _all_at_once(weights: Any, state: Any) -> NDArray[Any]:
    return np.asarray(np.where(_aligned(weights, state) < 0, -1.0, 1.0) * np.asarray(state))


def _along_a_run(weights: Any, state: Any) -> NDArray[Any]:
    """The states that one sweep from first to last passes through."""
    w, spins, passed = np.asarray(weights, dtype=float), np.array(state, dtype=float), []
    for unit in range(len(spins)):
        if spins[unit] * (w[unit] @ spins) < 0:
            spins[unit] *= -1
            passed.append(spins.copy())
    return _sorted(np.array(passed))


_MOVES = Exercise(
    name="my_moves",
    right=_moves,
    probes=(
        (_THREE, np.array([1, -1, -1, 1])),
        (_TWINS, np.array([-1, -1, -1, 1])),
        (_TWINS, np.array([1, -1, 1, -1])),
        (_EIGHT, np.array([1, 1, 1, -1, -1, -1, 1, -1])),
        (_EIGHT, np.array([-1, -1, -1, -1, -1, -1, -1, 1])),
    ),
    misconceptions=(
        Misconception(
            _all_at_once,
            "This is the synchronous update: all discontent units changed at once, and that is one "
            "state. A move flips one unit; each of them leads to a state of its own.",
        ),
        Misconception(
            lambda w, s: _all_at_once(w, s)[None],
            "This is the synchronous update: all discontent units changed at once, and that is one "
            "state. A move flips one unit; each of them leads to a state of its own.",
        ),
        Misconception(
            lambda w, s: _flipped(s, [int(_aligned(w, s).argmin())]),
            "This is steepest descent: only the flip that lowers the energy most. Any discontent "
            "unit may be the next to be visited, so list all of their flips.",
        ),
        Misconception(
            lambda w, s: _flipped(s, np.flatnonzero(_aligned(w, s) < 0)[:1]),
            "Only the first discontent unit moves here. Another order visits another one first: "
            "list all of them.",
        ),
        Misconception(
            _along_a_run,
            "You follow one run: after its flip the next unit looks at the new state. A move "
            "starts from the given state each time; put the spin back before you go on.",
        ),
        Misconception(
            lambda w, s: _flipped(s, np.arange(len(s))),
            "These are all N neighbours of the state. A move happens only where the field is "
            "against the spin, s h < 0.",
        ),
        Misconception(
            lambda w, s: _flipped(s, np.flatnonzero(_aligned(w, s) <= 0)),
            "A tied unit moves here. A zero field keeps the spin: s h < 0, not ≤ 0.",
            status="almost",
        ),
        Misconception(
            lambda w, s: _flipped(s, np.flatnonzero(_aligned(w, s) > 0)),
            "The sign is turned round: these units agree with their fields and stay.",
        ),
        Misconception(
            lambda w, s: np.flatnonzero(_aligned(w, s) < 0),
            "These are the units that flip. Return the states they lead to, one in each row.",
            status="almost",
        ),
        Misconception(
            lambda w, s: _sorted(_moves(w, s) - np.asarray(s)),
            "These rows hold the changes. Return the new states.",
            status="almost",
        ),
        Misconception(
            lambda w, s: _sorted(np.vstack([np.asarray(s)[None], _moves(w, s)])),
            "The state itself is among them. A move changes something.",
            status="almost",
        ),
    ),
    praise="Every arrow out of this state, and no other.",
    shape="one state in each row, shape (K, N)",
)


def moves(attempt: object) -> Verdict:
    """Check ``my_moves(weights, state)`` of lesson 05."""
    return _MOVES.check(_in_any_order(attempt))


# ------------------------------------------------------------------- 3 and 4: starts


def _read_start(answer: object, size: int, name: str) -> NDArray[np.int8] | Verdict:
    """A state, or what is wrong with it."""
    if answer is None or answer is Ellipsis:
        return Verdict("not yet", f"{name} is missing so far: replace the dots.")
    if callable(answer):
        return Verdict("not quite", f"{name}: expected a state, got a function; call it first.")
    try:
        start = np.array(answer, dtype=float)
    except (TypeError, ValueError):
        kind = type(answer).__name__
        return Verdict("not quite", f"{name}: expected {size} numbers, got something of {kind}.")
    if start.shape != (size,):
        return Verdict(
            "not quite", f"{name}: expected a state of shape ({size},), got shape {start.shape}."
        )
    if not np.isin(start, (-1, 1)).all():
        extra = " Zeros and ones become spins with hl.to_spins." if 0 in start else ""
        return Verdict("not quite", f"{name}: spins are +1 and −1, nothing else.{extra}")
    return start.astype(np.int8)


def _read_order(answer: object, size: int, name: str) -> list[int] | Verdict:
    """An order of the units, or what is wrong with it."""
    if answer is None or answer is Ellipsis:
        return Verdict("not yet", f"{name} is missing so far: replace the dots.")
    try:
        order = np.array(answer)
        correct = order.ndim == 1 and sorted(order.tolist()) == list(range(size))
    except (TypeError, ValueError):
        correct = False
    if not correct:
        return Verdict(
            "not quite",
            f"{name}: expected each of the unit numbers 0 to {size - 1} once, in a list.",
        )
    return [int(unit) for unit in order]


def _memory(patterns: NDArray[Any], state: NDArray[Any]) -> int | None:
    """Which stored pattern a state is, if any."""
    found = np.flatnonzero(np.all(patterns == state, axis=1))
    return int(found[0]) if found.size else None


def two_ends(patterns: ArrayLike, start: object, order: object, other_order: object) -> Verdict:
    """Check a start that two orders of updating take to two different stored patterns."""
    stored = np.array(patterns)
    size = stored.shape[1]
    state = _read_start(start, size, "my_start")
    if isinstance(state, Verdict):
        return state
    first = _read_order(order, size, "my_order")
    if isinstance(first, Verdict):
        return first
    second = _read_order(other_order, size, "my_other_order")
    if isinstance(second, Verdict):
        return second
    weights = hebbian(stored)
    runs = [recall(weights, state, order=visits) for visits in (first, second)]
    if runs[0].flips == 0:
        return Verdict(
            "not quite", "This start is a fixed point: no order moves it. Damage it a little more."
        )
    ends = [_memory(stored, run.state) for run in runs]
    if np.array_equal(runs[0].state, runs[1].state):
        place = f"pattern {ends[0]}" if ends[0] is not None else "the same state"
        hint = "the two orders are the same" if first == second else "the orders agree on this one"
        return Verdict(
            "not quite", f"Both runs end in {place}: {hint}. Try other orders, or another start."
        )
    lost = [f"run {k + 1}" for k, end in enumerate(ends) if end is None]
    if lost:
        return Verdict(
            "almost",
            f"The ends differ, but {' and '.join(lost)} doesn't end in a stored pattern. "
            "Wanted are two of the patterns themselves (no negatives, no mixtures).",
        )
    return Verdict(
        "correct",
        f"One start, and the order decides between pattern {ends[0]} and pattern {ends[1]}.",
    )


def losing_start(patterns: ArrayLike, start: object) -> Verdict:
    """Check a start whose nearest memory can't win, whatever the order, while another surely does.

    The memories are the patterns and their negatives.
    """
    stored = np.array(patterns)
    size = stored.shape[1]
    state = _read_start(start, size, "my_losing_start")
    if isinstance(state, Verdict):
        return state
    memories = np.vstack([stored, -stored])
    names = [f"{kind}pattern {k}" for kind in ("", "the negative of ") for k in range(len(stored))]
    away = np.asarray(distance(memories, state))
    fates = landscape.fates(hebbian(stored))
    chances = fates.chances[landscape.state_number(state)]
    at = [np.flatnonzero(np.all(fates.states == memory, axis=1)) for memory in memories]
    chance = np.array([chances[found[0]] if found.size else 0.0 for found in at])
    closest = np.flatnonzero(away == away.min())
    if away.min() == 0:
        return Verdict("not quite", "This start is a memory itself, so the nearest has won.")
    if closest.size > 1:
        both = " and ".join(names[k] for k in closest)
        return Verdict(
            "not quite",
            f"There is no nearest memory: {both} are equally far, {away.min()} units.",
        )
    nearest = int(closest[0])
    if chance[nearest] == 1:
        return Verdict("not quite", f"Here the nearest memory, {names[nearest]}, always wins.")
    if chance[nearest] > 0:
        return Verdict(
            "almost",
            f"The nearest memory, {names[nearest]}, still wins with chance {chance[nearest]:.3f}. "
            "One run that ends elsewhere isn't enough: no order may lead there.",
        )
    if chance.max() < 1:
        moving = (
            "the start is a fixed point that nobody stored"
            if chances.max() == 1 and np.array_equal(fates.states[chances.argmax()], state)
            else f"the best other memory wins with chance {chance.max():.3f}"
        )
        return Verdict(
            "almost",
            f"{names[nearest].capitalize()}, the nearest memory, can't win, but {moving}. "
            "Find a start that ends in one other memory for certain.",
        )
    winner = int(chance.argmax())
    return Verdict(
        "correct",
        f"{names[nearest].capitalize()} is {away[nearest]} units away, {names[winner]} "
        f"{away[winner]}, and the farther one wins whatever the order.",
    )


# ------------------------------------------------------------------- 5: the radius


def _crossing(overlaps: Any, success: Any, level: float = 0.5) -> float:
    m, q = np.asarray(overlaps, dtype=float), np.asarray(success, dtype=float)
    b = int(np.argmax(q >= level))
    return float(m[b - 1] + (level - q[b - 1]) / (q[b] - q[b - 1]) * (m[b] - m[b - 1]))


def _first_above(overlaps: Any, success: Any) -> float:
    return float(np.asarray(overlaps)[np.argmax(np.asarray(success) >= 0.5)])


def _last_below(overlaps: Any, success: Any) -> float:
    return float(np.asarray(overlaps)[np.argmax(np.asarray(success) >= 0.5) - 1])


def _last_crossing(overlaps: Any, success: Any) -> float:
    m, q = np.asarray(overlaps, dtype=float), np.asarray(success, dtype=float)
    a = int(np.flatnonzero(q < 0.5)[-1])
    return float(m[a] + (0.5 - q[a]) / (q[a + 1] - q[a]) * (m[a + 1] - m[a]))


def _radius(overlaps: Any, success: Any) -> float:
    return (1 - _crossing(overlaps, success)) / 2


_RADIUS = Exercise(
    name="my_radius",
    right=_radius,
    probes=(
        (np.array([0.0, 0.2, 0.4, 0.6, 1.0]), np.array([0.0, 0.1, 0.35, 0.85, 1.0])),
        (np.array([0.1, 0.3, 0.5, 0.7, 0.9]), np.array([0.05, 0.4, 0.9, 0.95, 1.0])),
        (np.array([0.0, 0.1, 0.3, 0.4, 0.8, 1.0]), np.array([0.0, 0.2, 0.7, 0.4, 0.8, 1.0])),
        # np.interp hits the first crossing above, and the last one here.
        (
            np.linspace(0.0, 0.9, 10),
            np.array([0.0, 0.05, 0.1, 0.16, 0.21, 0.56, 0.48, 0.71, 0.9, 1.0]),
        ),
    ),
    misconceptions=(
        Misconception(
            _crossing,
            "This is the critical initial overlap m_c. The radius is a fraction of wrong units: "
            "(1 − m_c)/2.",
            status="almost",
        ),
        Misconception(
            lambda m, q: 1 - _crossing(m, q),
            "An overlap of m means (1 − m)/2 wrong units, not 1 − m: a wrong unit costs the "
            "overlap twice.",
            status="almost",
        ),
        Misconception(
            lambda m, q: (1 - _first_above(m, q)) / 2,
            "You took the first measured point at or above one half. The crossing lies before it: "
            "draw a straight line from the point below.",
            status="almost",
        ),
        Misconception(
            lambda m, q: (1 - _last_below(m, q)) / 2,
            "You took the last measured point below one half. The crossing lies after it: "
            "draw a straight line to the next point.",
            status="almost",
        ),
        Misconception(
            lambda m, q: (1 - float(m[np.argmin(np.abs(q - 0.5))])) / 2,
            "You took the measured point nearest to one half. Draw a straight line between the "
            "two points on either side.",
            status="almost",
        ),
        Misconception(
            lambda m, q: (1 - float(np.interp(0.5, q, m))) / 2,
            "np.interp(0.5, success, overlaps) is right only while success never falls; with "
            "sampling errors it may. Find the first crossing, and interpolate there.",
            status="almost",
        ),
        Misconception(
            lambda m, q: (1 - _last_crossing(m, q)) / 2,
            "You took the last crossing. Where the curve wiggles, take the first point that "
            "reaches one half.",
            status="almost",
        ),
        Misconception(
            lambda m, q: float(np.interp(0.5, m, q)),
            "You read the success at overlap ½. It's the other way round: which overlap gives "
            "success ½?",
        ),
        Misconception(
            lambda m, q: (1 - _crossing(m, q, 0.9)) / 2,
            "This is where success reaches 0.9. The radius is where half of the runs succeed.",
        ),
    ),
    praise="That is how far chance may damage the pattern before it is lost half of the time.",
    shape="one number",
)


def radius(attempt: object) -> Verdict:
    """Check ``my_radius(overlaps, success)`` of lesson 05."""
    return _RADIUS.check(attempt)
