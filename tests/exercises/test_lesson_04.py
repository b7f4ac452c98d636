"""The checks of lesson 04: right answers in other words, and wrong ones as learners write."""

from typing import Any

import numpy as np
import pytest

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


RIGHT = [
    (check.period, period_of_lists),
    (check.lyapunov, lyapunov_of_loops),
    (check.guarantee, guarantee_by_cases),
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


WRONG = [
    (check.period, only_the_step_before, "every cycle is missed"),
    (check.period, len, "should be"),
    (check.period, lambda path: len(path) - 1, "number of steps in the trajectory"),
    (check.lyapunov, energy_instead, "energy E"),
    (check.lyapunov, lambda w, s, b: w @ s[-1], "one number for each step"),
    (check.guarantee, textbook, "most textbooks stop"),
    (check.guarantee, lambda w, once: 1, "should be"),
]


# ------------------------------------------------------------------- four counter-examples

CHASE = ([[0, 1], [-1, 0]], [1, 1])
CONTRARY = ([[-1]], [1])
BLINK = ([[0, 1], [1, 0]], [1, -1])
RING = ([[0, 0, 1], [1, 0, 0], [0, 1, 0]], [1, 1, -1])
NETS = (CHASE, CONTRARY, BLINK, RING)


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


def test_the_contrary_unit_may_have_company() -> None:
    """A negative diagonal that cycles although other units rest."""
    weights = [[-1, 0, 0], [0, 0, 1], [0, 1, 0]]
    assert check.counterexamples(CHASE, (weights, [1, 1, 1]), BLINK, RING).status == "correct"


# ------------------------------------------------------------------- a tie that decides


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (([[0, -1, -1], [-1, 0, -1], [-1, -1, 0]], [-1, 1, -1]), "correct", "two memories"),
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
