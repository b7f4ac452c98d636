"""Exercises of lesson 04, symmetry and convergence."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ...dynamics.noiseless import recall
from ...fields import local_field
from ...patterns import random_patterns
from ..exercise import Exercise, Misconception, Verdict

_MOST_UNITS = 12


# ------------------------------------------------------------------- 1: the period


def _period(trajectory: Any) -> int:
    path = np.asarray(trajectory)
    for steps in range(1, len(path)):
        if np.array_equal(path[-1 - steps], path[-1]):
            return steps
    return 0


def _first_return(trajectory: Any) -> int:
    """When a state of the past comes up for the first time, counted from the start."""
    seen: dict[bytes, int] = {}
    for time, state in enumerate(np.asarray(trajectory)):
        if state.tobytes() in seen:
            return time
        seen[state.tobytes()] = time
    return 0


def _back_at_the_start(trajectory: Any) -> int:
    path = np.asarray(trajectory)
    back = np.flatnonzero((path[1:] == path[0]).all(axis=1))
    return int(back[0]) + 1 if back.size else 0


def _up_to_sign(trajectory: Any) -> int:
    path = np.asarray(trajectory)
    for steps in range(1, len(path)):
        if abs(int(path[-1].astype(int) @ path[-1 - steps])) == path.shape[1]:
            return steps
    return 0


def _longest_return(trajectory: Any) -> int:
    path = np.asarray(trajectory)
    back = np.flatnonzero((path[:-1] == path[-1]).all(axis=1))
    return len(path) - 1 - int(back[0]) if back.size else 0


def _walk(*marks: int) -> NDArray[np.int8]:
    """A trajectory through different states of four units, given by number."""
    return np.array([[2 * (mark >> unit & 1) - 1 for unit in range(4)] for mark in marks], np.int8)


_PERIOD = Exercise(
    name="my_period",
    right=_period,
    probes=(
        (_walk(1, 3, 7, 7, 7),),
        (_walk(1, 2, 7, 4, 7, 4, 7, 4),),
        (_walk(0, 1, 3, 12, 10, 3, 12, 10, 3, 12, 10),),
        (_walk(9, 5, 1, 14, 9, 5, 1, 14, 9),),
        (_walk(3, 5, 12, 10, 3, 5, 12, 10, 3),),
        (_walk(1, 2, 3, 4, 5),),
    ),
    misconceptions=(
        Misconception(
            lambda path: int(np.array_equal(path[-1], path[-2])),
            "You compare with the state one step back only, so every cycle is missed: "
            "a run that blinks between two states looks as if it never came back.",
        ),
        Misconception(
            lambda path: 1 if np.array_equal(path[-1], path[-2]) else 2,
            "Not at rest doesn't mean period 2. Compare with the state two steps back, "
            "then three, and so on.",
        ),
        Misconception(
            lambda path: next((p for p in (1, 2) if np.array_equal(path[-1], path[-1 - p])), 0),
            "Fixed points and 2-cycles are found, longer cycles are not: don't stop at two steps.",
            status="almost",
        ),
        Misconception(
            _first_return,
            "This is the time at which a state came up again, counted from the start, with the "
            "way into the cycle in it; the period is the number of steps from return to return.",
        ),
        Misconception(
            lambda path: len(path) - 1,
            "This is the number of steps in the trajectory. The period is how many steps ago "
            "the last state was there before.",
        ),
        Misconception(
            lambda path: _period(path) - 1 if _period(path) else 0,
            "One too few: a fixed point has period 1, because it is back after one step.",
            status="almost",
        ),
        Misconception(
            _back_at_the_start,
            "You wait for the first state to come back. Most runs never see their start again: "
            "compare with the last state.",
        ),
        Misconception(
            _up_to_sign,
            "You take a state and its negative for the same. s(t + 2) = −s(t) is half of a cycle "
            "of four.",
        ),
        Misconception(
            _longest_return,
            "You found the earliest visit of the last state. The period is the distance to the "
            "latest one before it.",
            status="almost",
        ),
    ),
    praise="Fixed points, blinkers, longer cycles, and runs that have not come back yet.",
    shape="one whole number",
)


# ------------------------------------------------------------------- 2: L(t)


def _lyapunov(
    weights: Any, trajectory: Any, field: Any, *, field_twice: bool = True, factor: float = 1.0
) -> NDArray[np.float64]:
    path = np.asarray(trajectory, dtype=float)
    w, b = np.asarray(weights, dtype=float), np.asarray(field, dtype=float)
    return np.array(
        [
            -factor * (after @ w @ before) - b @ (after + (before if field_twice else 0))
            for before, after in pairwise(path)
        ]
    )


def _energy_along(weights: Any, trajectory: Any, field: Any) -> NDArray[np.float64]:
    path = np.asarray(trajectory, dtype=float)
    return np.array([-0.5 * s @ np.asarray(weights) @ s - np.asarray(field) @ s for s in path])


def _probe_of_lyapunov(size: int, seed: int) -> tuple[Any, ...]:
    rng = np.random.default_rng(seed)
    half = rng.integers(-3, 4, (size, size))
    return half + half.T, random_patterns(5, size, rng=rng), rng.integers(1, 5, size)


_LYAPUNOV = Exercise(
    name="my_lyapunov",
    right=_lyapunov,
    probes=(_probe_of_lyapunov(4, 1), _probe_of_lyapunov(5, 2)),
    misconceptions=(
        Misconception(
            _energy_along,
            "This is the energy E of each state. L mixes two moments, s(t) and s(t − 1).",
        ),
        Misconception(
            lambda w, path, b: _energy_along(w, path, b)[1:],
            "This is the energy E of each state. L mixes two moments, s(t) and s(t − 1).",
        ),
        Misconception(
            lambda w, path, b: _lyapunov(w, path, b, factor=0.5),
            "There is no ½ in L: a pair i, j comes as s_i(t) s_j(t − 1) and as s_j(t) s_i(t − 1), "
            "two different products, so nothing is counted twice.",
            status="almost",
        ),
        Misconception(
            lambda w, path, b: _lyapunov(w, path, b, field_twice=False),
            "The field acts at both moments: Σ b_i (s_i(t) + s_i(t − 1)).",
            status="almost",
        ),
        Misconception(
            lambda w, path, b: _lyapunov(w, path, 0 * b),
            "The external field is missing: − Σ b_i (s_i(t) + s_i(t − 1)).",
            status="almost",
        ),
        Misconception(
            lambda w, path, b: -_lyapunov(w, path, b),
            "The sign is turned round: L falls, so both sums come with a minus.",
            status="almost",
        ),
        Misconception(
            lambda w, path, b: _lyapunov(w, path, b)[-1:],
            "Only the last value is there. Return L at every moment from t = 1 on.",
            status="almost",
        ),
    ),
    praise="Two moments, one number, and it never rises.",
    shape="one number for each step, shape (T,)",
)


# ------------------------------------------------------------------- 3: which theorem


def _guarantee(
    weights: Any,
    all_at_once: Any,
    *,
    least_diagonal: bool = True,
    zero_diagonal: bool = False,
    definite: bool = True,
    antisymmetric: bool = True,
) -> int:
    """The longest period that a theorem allows; 0: no theorem."""
    w = np.asarray(weights)
    diagonal = np.diagonal(w)
    if np.array_equal(w, -w.T) and antisymmetric:
        return 4 if all_at_once else 0
    if not np.array_equal(w, w.T):
        return 0
    if all_at_once:
        return 1 if definite and np.linalg.eigvalsh(w).min() > -1e-9 else 2
    if zero_diagonal:
        return int((diagonal == 0).all())
    return int((diagonal >= 0).all() or not least_diagonal)


_COPY = np.array([[0, 1], [1, 0]])
_CHASE = np.array([[0, 1], [-1, 0]])
_TRIANGLE = np.array([[0, -1, -1], [-1, 0, -1], [-1, -1, 0]])

_GUARANTEE = Exercise(
    name="my_guarantee",
    right=_guarantee,
    probes=tuple(
        (np.array(weights), np.array(all_at_once))
        for weights in (
            _COPY,
            _TRIANGLE,
            _CHASE,
            [[0, 1], [2, 0]],
            [[1, 2], [2, 1]],
            [[2, 1], [1, 2]],
            [[-1, 3], [3, 0]],
            [[0, 1, 0], [0, 0, 1], [1, 0, 0]],
        )
        for all_at_once in (False, True)
    ),
    misconceptions=(
        Misconception(
            lambda w, once: _guarantee(w, once, least_diagonal=False),
            "You forgot the diagonal: one by one, a negative w_ii can turn a unit again and again. "
            "N = 1, w = −1 is enough.",
            status="almost",
        ),
        Misconception(
            lambda w, once: _guarantee(w, once, zero_diagonal=True),
            "w_ii = 0 is not necessary. One by one, w_ii ≥ 0 is enough: the flip then costs "
            "−2|h| − 2w_ii, which is still negative.",
            status="almost",
        ),
        Misconception(
            lambda w, once: _guarantee(w, once, definite=False),
            "All at once there is one more theorem: a symmetric matrix without negative "
            "eigenvalues comes to rest.",
            status="almost",
        ),
        Misconception(
            lambda w, once: _guarantee(w, False),
            "All at once is another matter: E may rise there, and symmetric weights may blink.",
        ),
        Misconception(
            lambda w, once: _guarantee(w, once) or (4 if np.array_equal(w, -w.T) else 0),
            "Period 4 belongs to synchronous updates. One by one, antisymmetric weights have no "
            "theorem.",
            status="almost",
        ),
        Misconception(
            lambda w, once: _guarantee(w, once, antisymmetric=False),
            "You left out the antisymmetric matrices, w_ij = −w_ji: all at once they have "
            "period 4.",
            status="almost",
        ),
        Misconception(
            lambda w, once: (
                (2 if once else 1)
                if np.array_equal(w, w.T) and (once or not np.diagonal(w).any())
                else 0
            ),
            "Symmetric or not, and zero diagonal or not: that is where most textbooks stop. Two "
            "more theorems apply all at once, and one by one w_ii ≥ 0 is enough.",
        ),
    ),
    praise="You know which theorem speaks, and when none does.",
    shape="one of the numbers 0, 1, 2, 4",
)


# ------------------------------------------------------------------- 4: counter-examples

Net = tuple[NDArray[np.float64], NDArray[np.int8]]


def _read(answer: object, name: str) -> Net | Verdict:
    """A small network and a start, or what is wrong with them."""
    if answer is None or answer is Ellipsis:
        return Verdict("not yet", f"{name} is missing so far: replace the dots.")
    if callable(answer):
        return Verdict("not quite", f"{name}: expected a pair, got a function; call it first.")
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        return Verdict("not quite", f"{name}: expected the pair (weights, start).")
    try:
        weights = np.array(answer[0], dtype=float)
        start = np.array(answer[1], dtype=float)
    except (TypeError, ValueError):
        return Verdict("not quite", f"{name}: expected numbers in rows of equal length.")
    if weights.ndim != 2 or weights.shape[0] != weights.shape[1] or not np.isfinite(weights).all():
        return Verdict(
            "not quite", f"{name}: the weights should be (N, N), got shape {weights.shape}."
        )
    if start.shape != weights.shape[:1]:
        return Verdict(
            "not quite",
            f"{name}: the start needs {len(weights)} spins, one for each unit, "
            f"got shape {start.shape}.",
        )
    if not np.isin(start, (-1, 1)).all():
        return Verdict("not quite", f"{name}: spins are +1 and −1, nothing else.")
    if not 1 <= len(weights) <= _MOST_UNITS:
        return Verdict("not quite", f"{name}: a dozen units are plenty, got {len(weights)}.")
    return weights, start.astype(np.int8)


def _conditions(weights: NDArray[Any], name: str, *, symmetric: bool, diagonal: str) -> str:
    """What the weights must be so that only the condition in question is broken."""
    mirrored = np.array_equal(weights, weights.T)
    own = np.diagonal(weights)
    if symmetric and not mirrored:
        return f"{name}: the weights are not symmetric. Here symmetry holds; break the other thing."
    if not symmetric and mirrored:
        return f"{name}: the weights are symmetric, so the theorem still holds."
    if diagonal == "zero" and own.any():
        return f"{name}: leave the diagonal at zero, so that nothing but symmetry is broken."
    if diagonal == "negative" and not (own < 0).any():
        return f"{name}: no w_ii is negative, so the theorem still holds."
    if diagonal == "not negative" and (own < 0).any():
        return f"{name}: a w_ii is negative. Keep w_ii ≥ 0, so that only the update differs."
    return ""


def _moves_on(
    net: Net, name: str, update: Literal["asynchronous", "synchronous"], period: int | None
) -> str:
    """Whether the run goes round for ever (with this period), without the help of ties."""
    weights, start = net
    run = recall(
        weights,
        start,
        update=update,
        order="sequential",
        max_sweeps=4 * 2 ** len(weights),  # more than there are states: what moves, moves on
        energies=False,
    )
    if run.period == 1:
        return (
            f"{name}: this run comes to rest in {run.state.tolist()}. "
            "Find weights, or a start, that go on for ever."
        )
    if period is not None and run.period != period:
        return f"{name}: this run has period {run.period}; wanted is {period}."
    later = recall(
        weights,
        run.state,
        update=update,
        order="sequential",
        max_sweeps=8,
        energies=False,
        record=True,
    )
    seen = later.trajectory(1 if update == "asynchronous" else None)
    if (local_field(weights, seen) == 0).any():
        return (
            f"{name}: a field is exactly zero on the way, so the tie rule has a say. "
            "Find one that needs no tie rule."
        )
    return ""


_WANTED: tuple[tuple[str, bool, str, Literal["asynchronous", "synchronous"], int | None], ...] = (
    ("no_symmetry", False, "zero", "asynchronous", None),
    ("bad_diagonal", True, "negative", "asynchronous", None),
    ("all_at_once", True, "not negative", "synchronous", 2),
    ("three_in_turn", False, "any", "synchronous", 3),
)


def counterexamples(
    no_symmetry: object, bad_diagonal: object, all_at_once: object, three_in_turn: object
) -> Verdict:
    """Check the four counter-examples of lesson 04, each a pair (weights, start)."""
    answers = (no_symmetry, bad_diagonal, all_at_once, three_in_turn)
    right: list[str] = []
    wrong: list[Verdict] = []
    for answer, (name, symmetric, diagonal, update, period) in zip(answers, _WANTED, strict=True):
        net = _read(answer, name)
        if isinstance(net, Verdict):
            wrong.append(net)
            continue
        complaint = _conditions(net[0], name, symmetric=symmetric, diagonal=diagonal)
        complaint = complaint or _moves_on(net, name, update, period)
        if complaint:
            wrong.append(Verdict("not quite", complaint))
        else:
            right.append(name)
    if not wrong:
        return Verdict("correct", "Four theorems, four conditions, and none of them is for show.")
    if not right:
        return wrong[0]
    status = "almost" if wrong[0].status == "not quite" else wrong[0].status
    return Verdict(status, f"{', '.join(right)}: right. {wrong[0].message}")


# ------------------------------------------------------------------- 5: a tie that decides


def tie_that_decides(answer: object) -> Verdict:
    """Check the network and start of lesson 04 where the rules keep and plus end differently."""
    net = _read(answer, "my_tie")
    if isinstance(net, Verdict):
        return net
    weights, start = net
    if not np.array_equal(weights, weights.T):
        return Verdict(
            "not quite", "The weights are not symmetric: then a run need not end, ties or not."
        )
    if np.diagonal(weights).any():
        return Verdict("not quite", "Leave the diagonal at zero.")
    if not weights.any(axis=1).all():
        lonely = int(np.flatnonzero(~weights.any(axis=1))[0])
        return Verdict(
            "almost",
            f"True, but unit {lonely} (counted from 0) hears nobody at all. Find a tie between "
            "voices that cancel: give every unit at least one weight.",
        )
    kept = recall(weights, start, order="sequential", ties="keep", record=True, rng=0)
    plus = recall(weights, start, order="sequential", ties="plus", rng=0)
    if not np.array_equal(kept.state, plus.state):
        return Verdict(
            "correct",
            f"Keep ends in {kept.state.tolist()}, plus in {plus.state.tolist()}: the same weights "
            "and start, two memories. Without a rule the question has no answer.",
        )
    tied = (local_field(weights, kept.trajectory(1)) == 0).any(axis=0)
    if not tied.any():
        return Verdict(
            "not quite",
            "No field is ever zero on this run, so no rule is asked. "
            "Let the voices that a unit hears cancel.",
        )
    return Verdict(
        "not quite",
        f"There is a tie at unit {int(np.flatnonzero(tied)[0])} (counted from 0), but both rules "
        "end alike. A tied unit that is +1 already, or that is overruled later, decides nothing.",
    )


def period(attempt: object) -> Verdict:
    """Check ``my_period(trajectory)`` of lesson 04."""
    return _PERIOD.check(attempt)


def lyapunov(attempt: object) -> Verdict:
    """Check ``my_lyapunov(weights, trajectory, field)`` of lesson 04."""
    return _LYAPUNOV.check(attempt)


def guarantee(attempt: object) -> Verdict:
    """Check ``my_guarantee(weights, all_at_once)`` of lesson 04."""
    return _GUARANTEE.check(attempt)
