"""The checks of lesson 04: right answers in other words, and wrong ones as learners write."""

from typing import Any

import numpy as np
import pytest

import hopfield_lessons as hl
from hopfield_lessons.lessons.lesson_04 import checks as check
from hopfield_lessons.lessons.lesson_04.runs import watch

# ------------------------------------------------------------------- as learners write


def period_of_lists(trajectory: Any) -> int:
    rows = [tuple(int(s) for s in row) for row in trajectory]
    earlier = rows[-2::-1]
    return earlier.index(rows[-1]) + 1 if rows[-1] in earlier else 0


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
    (check.guarantee, guarantee_by_cases),
    (check.guarantee, guarantee_with_early_returns),
    (check.guarantee, guarantee_by_table),
]


def only_the_step_before(trajectory: Any) -> int:
    return 1 if (trajectory[-1] == trajectory[-2]).all() else 0


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


WRONG = [
    (check.period, only_the_step_before, "every cycle is missed"),
    (check.period, len, "should be"),
    (check.period, lambda path: len(path) - 1, "number of steps in the trajectory"),
    (check.period, one_state_short, "one state too early"),
    (check.period, lambda path: len(np.unique(path, axis=0)), "counted the different states"),
    (check.period, lambda path: period_of_lists(path) or len(path) - 1, "return 0"),
    (check.period, lambda path: period_of_lists(path[::-1]), "first state to come back"),
    (check.period, without_a_last_return, "sometimes ends without having met a return"),
    (check.guarantee, textbook, "most textbooks stop"),
    (check.guarantee, lambda w, once: 1, "should be"),
    (check.guarantee, by_the_determinant, "determinant"),
    (check.guarantee, by_cholesky, "Cholesky"),
    (check.guarantee, eigenvalues_first, "symmetry first"),
    (check.guarantee, lambda w, once: guarantee_by_cases(np.abs(w), once), "should be"),
    (check.guarantee, lambda w, once: guarantee_by_cases(w, True), "should be"),
    (check.guarantee, lambda w, once: guarantee_by_cases(w, not once), "exchanged"),
]


# ------------------------------------------------------------------- on paper


def test_the_pair_rests_from_one_on() -> None:
    """What the check says, tried with the networks themselves."""
    verdicts = {d: check.self_coupling(d) for d in (-1.5, 0, 0.5, 0.99, 1, 1.01, 2)}
    for d, verdict in verdicts.items():
        run = hl.recall([[d, 1], [1, d]], [1, -1], update="synchronous")
        assert run.period == (1 if d >= 1 else 2)
        expected = "correct" if d == 1 else "almost" if d > 1 else "not quite"
        assert verdict.status == expected
    assert "it blinks" in verdicts[0].message
    assert "contradicts itself" in verdicts[-1.5].message
    assert "is −0.5, against" in verdicts[0.5].message
    assert "1.5 holds as well" in verdicts[2].message


@pytest.mark.parametrize("answer", [1, 1.0, np.float64(1), [1], np.array(1)])
def test_the_number_one_in_any_dress(answer: Any) -> None:
    assert check.self_coupling(answer).status == "correct"


@pytest.mark.parametrize("answer", [[1, 1], np.nan, np.inf, []])
def test_what_is_not_one_number(answer: Any) -> None:
    for one in (check.self_coupling, check.most_falls):
        assert "expected one number" in one(answer).message


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (30, "correct", "each fall costs at least 2"),
        ([30.0], "correct", "each fall costs at least 2"),
        (12, "correct", "Sharper"),
        (15, "almost", "stands in L twice"),
        (60, "almost", "One fall costs more than 1"),
        (31, "almost", "one more would lead below"),
        (18, "almost", "There are none"),
        (7.5, "almost", "halved once more"),
        (120, "almost", "divide"),
        (64, "not quite", "number of states"),
        (5, "not quite", "Two questions"),
    ],
)
def test_how_often_it_can_fall(answer: Any, status: str, words: str) -> None:
    verdict = check.most_falls(answer)
    assert verdict.status == status
    assert words in verdict.message


def test_no_run_of_six_units_falls_more_often() -> None:
    rng = np.random.default_rng(3)
    for _ in range(50):
        upper = np.triu(rng.choice([-1, 1], (6, 6)), 1)
        path = watch(upper + upper.T, rng.choice([-1, 1], 6), sweeps=20)
        heights = hl.lyapunov(upper + upper.T, path[1:], path[:-1])
        assert np.min(heights) >= -30
        assert np.max(heights) <= -6  # which makes 12 of 30
        assert np.sum(np.diff(heights) < 0) <= 12


# ------------------------------------------------------------------- four counter-examples

TURNED = ([[0, 0, -1], [1, 0, 0], [0, 1, 0]], [1, 1, 1])
CONTRARY = ([[-3, 1, 1], [1, 0, 2], [1, 2, 0]], [1, 1, 1])
OPPOSED = ([[1, -2, -2], [-2, 1, -2], [-2, -2, 1]], [1, 1, 1])
FIVE = (np.roll(np.eye(5), 1, axis=0), [1, -1, -1, -1, -1])
NETS = (TURNED, CONTRARY, OPPOSED, FIVE)


def test_counterexamples() -> None:
    assert check.counterexamples(*NETS).status == "correct"
    assert check.counterexamples(..., ..., ..., ...).status == "not yet"
    assert check.counterexamples(*(None,) * 4).status == "not yet"
    verdict = check.counterexamples(TURNED, CONTRARY, ..., ...)
    assert verdict.status == "not yet"
    assert verdict.message.startswith("no_symmetry, bad_diagonal: right. all_at_once is missing")


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        (0, ([[0, 0, 3], [-1, 0, 0], [0, 2, 0]], (1, -1, 1))),
        (0, (np.roll(np.eye(6), 1, axis=0) * [1, 1, 1, 1, 1, -1], [1] * 6)),
        (1, (-5 * np.eye(4) + np.ones((4, 4)), np.array([1, -1, 1, 1]))),
        (1, (np.diag([-3.5, -0.5, 0]) + np.ones((3, 3)), [1, 1, 1])),
        (2, (np.kron([[0, 2], [2, 0]], np.eye(2)) + np.eye(4), [1, 1, -1, -1])),
        (2, (0.1 * np.eye(3) + np.eye(3) - np.ones((3, 3)), [-1, -1, -1])),
        (3, (-np.roll(np.eye(5), 1, axis=0), [1, -1, 1, -1, 1])),
        (3, (2.5 * np.eye(5)[[4, 2, 3, 0, 1]], [1, 1, -1, 1, 1])),
    ],
)
def test_counterexamples_in_other_dress(place: int, answer: Any) -> None:
    answers = [*NETS]
    answers[place] = answer
    verdict = check.counterexamples(*answers)
    period = hl.recall(
        *answer,
        update="asynchronous" if place < 2 else "synchronous",
        order="sequential",
        energies=False,
    ).period
    if place == 3 and period != 5:
        assert f"this run has period {period}" in verdict.message
        return
    assert verdict.status == "correct", verdict


@pytest.mark.parametrize(
    ("place", "answer", "words"),
    [
        (0, ([[0, 0], [0, 1]], [1, 1]), "one unit or two"),
        (0, lambda: TURNED, "got a function"),
        (0, [1, 2, 3], "expected the pair"),
        (0, ([[0, 1], [1]], [1, 1]), "rows of equal length"),
        (0, ([[0, 1]], [1, 1]), "should be (N, N), got shape (1, 2)"),
        (0, (TURNED[0], [1]), "shape (3,), got shape (1,)"),
        (0, (TURNED[0], [1, 0, 1]), "+1 and −1"),
        (0, (np.zeros((13, 13)), np.ones(13)), "a dozen units are plenty"),
        (0, ([[0, 1], [-1, 0]], [1, 1]), "a network of the lesson"),
        (0, ([[0, 1, 0], [-1, 0, 0], [0, 0, 0]], [1, 1, 1]), "unit 3 hears no other"),
        (0, OPPOSED, "are symmetric"),
        (0, (np.array(TURNED[0]) - np.eye(3), [1, 1, 1]), "leave the diagonal at zero"),
        (0, ([[0, 0, 1], [1, 0, 0], [0, 1, 0]], [1, 1, 1]), "comes to rest in [1, 1, 1]"),
        (1, ([[-1]], [1]), "one unit or two"),
        (1, (-np.eye(3), [1, 1, 1]), "unit 1 hears no other"),
        (1, TURNED, "not symmetric"),
        (1, OPPOSED, "no w_ii is negative"),
        (1, (np.ones((3, 3)) - 2 * np.eye(3), [1, 1, 1]), "comes to rest"),
        (2, CONTRARY, "w_ii > 0"),
        (2, (np.eye(3) * 3 - 1 - 2 * np.eye(3), [1, 1, 1]), "w_ii > 0"),
        (2, TURNED, "not symmetric"),
        (2, (np.ones((3, 3)), [1, 1, 1]), "comes to rest"),
        (2, (np.eye(4) - np.kron(np.eye(2) - 1, np.eye(2)), [1, 1, -1, -1]), "comes to rest"),
        (3, ([[0, 0, 1], [1, 0, 0], [0, 1, 0]], [1, 1, -1]), "period 3; wanted is 5"),
        (3, (FIVE[0], [1] * 5), "comes to rest"),
    ],
)
def test_a_wrong_counterexample_is_told_what_is_wrong(place: int, answer: Any, words: str) -> None:
    answers = [*NETS]
    answers[place] = answer
    verdict = check.counterexamples(*answers)
    assert verdict.status == "almost"
    assert words in verdict.message


def test_a_tie_on_the_way_is_seen() -> None:
    """Two units blink, and two others rest on fields of zero."""
    weights = [[0.5, 1, 0, 0], [1, 0.5, 0, 0], [0, 0, 1, -1], [0, 0, -1, 1]]
    verdict = check.counterexamples(TURNED, CONTRARY, (weights, [1, -1, 1, 1]), FIVE)
    assert "tie rule has a say" in verdict.message


def test_the_order_is_from_first_to_last() -> None:
    """This ring comes to rest so; visited backwards it never does."""
    slow = ([[0, 0, 2], [1, 0, 0], [0, 1, 0]], [1, -1, 1])
    assert hl.recall(*slow, order="sequential", energies=False).period == 1
    assert hl.recall(*slow, order=[2, 1, 0], energies=False).period != 1
    verdict = check.counterexamples(slow, CONTRARY, OPPOSED, FIVE)
    assert verdict.status == "almost"
    assert "it never does: give the units other numbers" in verdict.message
    turned_round = ([[0, 1, 0], [0, 0, 1], [2, 0, 0]], [1, -1, 1])
    assert check.counterexamples(turned_round, CONTRARY, OPPOSED, FIVE).status == "correct"


def test_a_large_network_is_tried_in_some_orders() -> None:
    weights = np.roll(np.eye(6), 1, axis=0)
    start = [1, -1, 1, -1, 1, -1]
    verdict = check.counterexamples((weights, start), CONTRARY, OPPOSED, FIVE)
    assert verdict.status == "almost"
    assert "from first to last this run comes to rest" in verdict.message


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
