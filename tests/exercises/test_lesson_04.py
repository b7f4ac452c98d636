"""The checks of lesson 04: right answers in other words, and wrong ones as learners write."""

from typing import Any

import numpy as np
import pytest

import hopfield_lessons as hl
from hopfield_lessons.lessons.lesson_04 import checks as check

# ------------------------------------------------------------------- as learners write


def period_of_lists(trajectory: Any) -> int:
    rows = [tuple(int(s) for s in row) for row in trajectory]
    earlier = rows[-2::-1]
    return earlier.index(rows[-1]) + 1 if rows[-1] in earlier else 0


def lyapunov_of_loops(weights: Any, trajectory: Any, field: Any) -> list[float]:
    values = []
    for t in range(1, len(trajectory)):
        now, before = trajectory[t].astype(int), trajectory[t - 1].astype(int)
        pairs = sum(
            weights[i, j] * now[i] * before[j] for i in range(len(now)) for j in range(len(now))
        )
        values.append(float(-pairs - np.sum(field * (now + before))))
    return values


def guarantee_by_cases(weights: Any, all_at_once: Any) -> int:
    symmetric, antisymmetric = (weights == weights.T).all(), (weights == -weights.T).all()
    if symmetric and not all_at_once and weights.diagonal().min() >= 0:
        return 1
    if symmetric and all_at_once:
        return 1 if (np.linalg.eigvalsh(weights) > -1e-12).all() else 2
    return 4 if antisymmetric and all_at_once else 0


def period_by_comparison(trajectory: Any) -> Any:
    same = (trajectory[:-1] == trajectory[-1]).all(axis=1)
    return np.argmax(same[::-1]) + 1 if same.any() else 0


def period_that_remembers(trajectory: Any) -> int:
    last: dict[bytes, int] = {}
    period = 0
    for t, state in enumerate(trajectory):
        period = t - last.get(state.tobytes(), t)
        last[state.tobytes()] = t
    return period


def lyapunov_of_rows(weights: Any, trajectory: Any, field: Any) -> Any:
    now, before = trajectory[1:], trajectory[:-1]
    return -np.einsum("ti,ij,tj->t", now, weights, before) - now @ field - before @ field


def lyapunov_of_the_fields(weights: Any, trajectory: Any, field: Any) -> Any:
    spins = trajectory.astype(float)
    heard = spins[:-1] @ weights.T + field
    return [-(s @ h) - field @ old for s, h, old in zip(spins[1:], heard, spins, strict=False)]


def guarantee_with_early_returns(weights: Any, all_at_once: Any) -> int:
    if not all_at_once:
        if np.allclose(weights, weights.T) and min(np.diag(weights)) >= 0:
            return 1
        return 0
    if np.allclose(weights, -weights.T):
        return 4
    if not np.allclose(weights, weights.T):
        return 0
    return 2 - int(np.linalg.eigvals(weights).real.min() > -1e-10)


def guarantee_by_table(weights: Any, all_at_once: Any) -> Any:
    even, odd = np.array_equal(weights, weights.T), np.array_equal(weights, -weights.T)
    definite = even and np.all(np.linalg.eigvalsh(weights) >= -1e-9)
    own = even and np.all(np.diagonal(weights) >= 0)
    return np.array([(4 * odd or 2 * even - definite) if all_at_once else int(own)])


RIGHT = [
    (check.period, period_of_lists),
    (check.period, period_by_comparison),
    (check.period, period_that_remembers),
    (check.lyapunov, lyapunov_of_loops),
    (check.lyapunov, lyapunov_of_rows),
    (check.lyapunov, lyapunov_of_the_fields),
    (check.guarantee, guarantee_by_cases),
    (check.guarantee, guarantee_with_early_returns),
    (check.guarantee, guarantee_by_table),
]


def only_the_step_before(trajectory: Any) -> int:
    return 1 if (trajectory[-1] == trajectory[-2]).all() else 0


def energy_instead(weights: Any, trajectory: Any, field: Any) -> Any:
    return [-0.5 * s @ weights @ s - field @ s for s in trajectory.astype(float)][1:]


def textbook(weights: Any, all_at_once: Any) -> int:
    if (weights != weights.T).any():
        return 0
    if all_at_once:
        return 2
    return 1 if (np.diag(weights) == 0).all() else 0


def one_state_short(trajectory: Any) -> int:
    for p in range(1, len(trajectory) - 1):
        if np.array_equal(trajectory[-1 - p], trajectory[-1]):
            return p
    return 0


def without_a_last_return(trajectory: Any) -> Any:  # noqa: RET503  forgotten: the point
    for p in range(1, len(trajectory)):
        if np.array_equal(trajectory[-1 - p], trajectory[-1]):
            return p


def by_the_determinant(weights: Any, all_at_once: Any) -> int:
    found = guarantee_by_cases(weights, all_at_once)
    if found in (1, 2) and all_at_once:
        return 1 if np.linalg.det(weights) > -1e-9 else 2
    return found


def by_cholesky(weights: Any, all_at_once: Any) -> int:
    found = guarantee_by_cases(weights, all_at_once)
    if found in (1, 2) and all_at_once:
        return 1 if np.linalg.eigvalsh(weights).min() > 1e-9 else 2
    return found


def eigenvalues_first(weights: Any, all_at_once: Any) -> int:
    if all_at_once and (weights == -weights.T).all():
        return 4
    if all_at_once and np.linalg.eigvalsh(weights).min() > -1e-9:
        return 1
    return guarantee_by_cases(weights, all_at_once)


def half_field(weights: Any, trajectory: Any, field: Any) -> Any:
    now, before = trajectory[1:], trajectory[:-1]
    return -np.sum(now * (before @ weights), axis=1) - (now + before) @ field / 2


WRONG = [
    (check.period, only_the_step_before, "every cycle is missed"),
    (check.period, len, "should be"),
    (check.period, lambda path: len(path) - 1, "number of steps in the trajectory"),
    (check.period, one_state_short, "one state too early"),
    (check.period, lambda path: len(np.unique(path, axis=0)), "counted the different states"),
    (check.period, lambda path: period_of_lists(path) or len(path) - 1, "return 0"),
    (check.period, lambda path: period_of_lists(path[::-1]), "first state to come back"),
    (check.period, without_a_last_return, "sometimes ends without having met a return"),
    (check.lyapunov, energy_instead, "energy E"),
    (check.lyapunov, lambda w, s, b: w @ s[-1], "one number for each step"),
    (check.lyapunov, half_field, "mean of the two moments"),
    (check.lyapunov, lambda w, s, b: lyapunov_of_rows(w / 2, s, b), "no ½ in L"),
    (check.lyapunov, lambda w, s, b: lyapunov_of_rows(w, s, -b), "field's term has the wrong sign"),
    (check.lyapunov, lambda w, s, b: lyapunov_of_rows(-w, s, b), "pairs have the wrong sign"),
    (check.lyapunov, lambda w, s, b: lyapunov_of_rows(w, s, 0 * b), "field is missing"),
    (check.lyapunov, lambda w, s, b: lyapunov_of_rows(w, s, b) + s[1:] @ b, "s(t − 1) alone"),
    (check.lyapunov, lambda w, s, b: lyapunov_of_rows(w, s, b) + s[:-1] @ b, "s(t) alone"),
    (check.guarantee, textbook, "most textbooks stop"),
    (check.guarantee, lambda w, once: 1, "should be"),
    (check.guarantee, by_the_determinant, "determinant"),
    (check.guarantee, by_cholesky, "Cholesky"),
    (check.guarantee, eigenvalues_first, "symmetry first"),
    (check.guarantee, lambda w, once: guarantee_by_cases(np.abs(w), once), "should be"),
    (check.guarantee, lambda w, once: guarantee_by_cases(w, True), "should be"),
    (check.guarantee, lambda w, once: guarantee_by_cases(w, not once), "exchanged"),
]


# ------------------------------------------------------------------- four counter-examples

CHASE = ([[0, 2], [-1, 0]], [1, 1])
CONTRARY = ([[-1]], [1])
BLINK = ([[1, -2], [-2, 1]], [1, 1])
RING = ([[0, 0, 2], [1, 0, 0], [0, 1, 0]], [1, 1, -1])
NETS = (CHASE, CONTRARY, BLINK, RING)
SHOWN = (
    ([[0, 1], [-1, 0]], [1, 1]),
    ([[-2, 0], [0, -2]], [1, -1]),
    ([[0, 0, 1], [1, 0, 0], [0, 1, 0]], [1, 1, -1]),
)


def test_counterexamples() -> None:
    assert check.counterexamples(*NETS).status == "correct"
    assert check.counterexamples(..., ..., ..., ...).status == "not yet"
    assert check.counterexamples(*(None,) * 4).status == "not yet"
    verdict = check.counterexamples(CHASE, CONTRARY, ..., ...)
    assert verdict.status == "not yet"
    assert verdict.message.startswith("no_symmetry, bad_diagonal: right. all_at_once is missing")


@pytest.mark.parametrize(
    ("place", "answer", "words"),
    [
        (0, ([[0, 0], [0, 1]], [1, 1]), "are symmetric"),
        (0, lambda: CHASE, "got a function"),
        (0, [1, 2, 3], "expected the pair"),
        (0, ([[0, 1], [1]], [1, 1]), "rows of equal length"),
        (0, ([[0, 1]], [1, 1]), "should be (N, N), got shape (1, 2)"),
        (0, ([[0, 1], [-1, 0]], [1]), "shape (2,), got shape (1,)"),
        (0, ([[0, 1], [-1, 0]], [1, 0]), "+1 and −1"),
        (0, (np.zeros((13, 13)), np.ones(13)), "a dozen units are plenty"),
        (0, BLINK, "are symmetric"),
        (0, ([[-1, 1], [-1, 0]], [1, 1]), "leave the diagonal at zero"),
        (0, ([[0, 1], [2, 0]], [1, 1]), "comes to rest in [1, 1]"),
        (1, CHASE, "not symmetric"),
        (1, BLINK, "no w_ii is negative"),
        (1, ([[-1, 3], [3, -1]], [1, 1]), "comes to rest"),
        (1, ([[-1, 1], [1, -1]], [1, 1]), "comes to rest"),
        (2, CONTRARY, "a w_ii is negative"),
        (2, CHASE, "not symmetric"),
        (2, ([[0, 1], [1, 0]], [1, 1]), "comes to rest"),
        (2, (np.kron([[0, 1], [1, 0]], np.eye(2)) + np.diag([0, 0, 0, 0]), [1, 1, -1, 1]), ""),
        (2, ([[0, 1, 0], [1, 0, 0], [0, 0, 0]], [1, -1, 1]), "tie rule has a say"),
        (3, CHASE, "period 4; wanted is 3"),
        (3, ([[0, 0, 1], [1, 0, 0], [0, 1, 0]], [1, 1, 1]), "comes to rest"),
    ],
)
def test_a_wrong_counterexample_is_told_what_is_wrong(place: int, answer: Any, words: str) -> None:
    answers = [*NETS]
    answers[place] = answer
    verdict = check.counterexamples(*answers)
    if not words:
        assert verdict.status == "correct"
        return
    assert verdict.status == "almost"
    assert words in verdict.message


def test_a_network_of_the_lesson_is_not_ones_own() -> None:
    pair = ([[0, 5], [5, 0]], [1, -1])
    for place, shown in ((0, SHOWN[0]), (1, SHOWN[1]), (2, pair), (3, SHOWN[2])):
        answers = [*NETS]
        answers[place] = shown
        verdict = check.counterexamples(*answers)
        assert verdict.status == "almost"
        assert "the lesson shows it" in verdict.message


def test_some_order_never_rests() -> None:
    """From first to last this ring comes to rest; visited backwards it never does."""
    slow = ([[0, 0, 2], [1, 0, 0], [0, 1, 0]], [1, -1, 1])
    assert hl.recall(*slow, order="sequential", energies=False).period == 1
    assert hl.recall(*slow, order=[2, 1, 0], energies=False).period != 1
    assert check.counterexamples(slow, CONTRARY, BLINK, RING).status == "correct"


def test_a_large_network_is_tried_in_some_orders() -> None:
    weights = np.zeros((6, 6))
    weights[0, 1], weights[1, 0] = 2, -1
    weights[2:, 0] = 1
    assert check.counterexamples((weights, [1] * 6), CONTRARY, BLINK, RING).status == "correct"


def test_the_contrary_unit_may_have_company() -> None:
    """A negative diagonal that cycles although other units rest."""
    weights = [[-1, 0, 0], [0, 0, 1], [0, 1, 0]]
    assert check.counterexamples(CHASE, (weights, [1, 1, 1]), BLINK, RING).status == "correct"


# ------------------------------------------------------------------- a tie that decides


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (([[0, -1, -1], [-1, 0, -1], [-1, -1, 0]], [-1, 1, -1]), "almost", "triangle"),
        (([[0, -2, -2], [-2, 0, -2], [-2, -2, 0]], [-1, 1, -1]), "almost", "triangle"),
        ((np.eye(5, k=1) + np.eye(5, k=-1), [1, 1, -1, -1, -1]), "correct", "two memories"),
        (..., "not yet", "replace the dots"),
        (5, "not quite", "expected the pair"),
        (([[0, 1], [-1, 0]], [1, 1]), "not quite", "not symmetric"),
        (([[1, 1], [1, 1]], [1, 1]), "not quite", "diagonal"),
        (([[0, 0], [0, 0]], [1, -1]), "almost", "hears nobody"),
        (([[0, 1], [1, 0]], [1, -1]), "not quite", "No field is ever zero"),
        (([[0, 1, 0], [1, 0, -1], [0, -1, 0]], [1, 1, 1]), "not quite", "end alike"),
    ],
)
def test_a_tie_that_decides(answer: Any, status: str, words: str) -> None:
    verdict = check.tie_that_decides(answer)
    assert verdict.status == status, verdict
    assert words in verdict.message, verdict
