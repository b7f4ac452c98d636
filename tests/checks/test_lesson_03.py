"""The checks of lesson 03: right answers in other words, and wrong ones as learners write them."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest

import hopfield_lessons as hl
from hopfield_lessons.checks import lesson_03 as check
from tests.checks.attempts import answers_every_kind_of_attempt, every_misconception_is_named

EXERCISES = {
    check.energy: check._ENERGY,
    check.energy_change: check._ENERGY_CHANGE,
    check.energy_from_overlaps: check._OVERLAPS,
    check.external_field: check._EXTERNAL_FIELD,
}


@pytest.mark.parametrize("ask", EXERCISES)
def test_every_kind_of_attempt(ask: Any) -> None:
    answers_every_kind_of_attempt(ask)


@pytest.mark.parametrize("ask", EXERCISES)
def test_every_misconception(ask: Any) -> None:
    every_misconception_is_named(EXERCISES[ask])
    assert ask(EXERCISES[ask].right).status == "correct"


# ------------------------------------------------------------------- as learners write


def pair_by_pair(weights: Any, state: Any) -> float:
    total = 0.0
    for i, j in combinations(range(len(state)), 2):
        total -= weights[i, j] * state[i] * state[j]
    return total


def two_energies(weights: Any, state: Any, k: Any) -> float:
    after = state.copy()
    after[k] = -after[k]
    return pair_by_pair(weights, after) - pair_by_pair(weights, state)


def without_the_unit_itself(weights: Any, state: Any, k: Any) -> float:
    h = sum(weights[k, j] * state[j] for j in range(len(state)) if j != k)
    return h * (state[k] - (-state[k]))


def through_pairs_of_patterns(overlaps: Any, size: Any) -> float:
    return (len(overlaps) - size * sum(m * m for m in overlaps)) / 2


def unit_by_unit(weights: Any, threshold: Any) -> list[float]:
    return [sum(row) / 2 - t for row, t in zip(weights, threshold, strict=True)]


@pytest.mark.parametrize(
    ("ask", "attempt"),
    [
        (check.energy, pair_by_pair),
        (check.energy_change, two_energies),
        (check.energy_change, without_the_unit_itself),
        (check.energy_change, hl.energy_change),
        (check.energy_from_overlaps, through_pairs_of_patterns),
        (check.external_field, unit_by_unit),
    ],
)
def test_right_answers_written_in_another_way(ask: Any, attempt: Any) -> None:
    assert ask(attempt).status == "correct"


def with_half_over_each_pair_once(weights: Any, state: Any) -> float:
    return pair_by_pair(weights, state) / 2


def in_place(weights: Any, state: Any, k: Any) -> float:
    before = pair_by_pair(weights, state)
    state[k] *= -1
    return pair_by_pair(weights, state) - before


@pytest.mark.parametrize(
    ("ask", "attempt", "words"),
    [
        (check.energy, lambda w, s: -np.sum(np.triu(w, 1) * np.outer(s, s)) * 2, "two times"),
        (check.energy, with_half_over_each_pair_once, "no ½ belongs"),
        (check.energy, lambda w, s: -pair_by_pair(w, s), "happiness"),
        (check.energy, hl.energy, "hl.energy keeps it too"),
        (check.energy, lambda w, s: pair_by_pair(w, s) / len(s), "should be"),
        (check.energy_change, lambda w, s, k: s[k] * (w[k] @ s), "stray ½"),
        (check.energy_change, lambda w, s, k: 4 * s[k] * (w[k] @ s), "without its ½"),
        (check.energy_change, lambda w, s, k: -two_energies(w, s, k), "turned round"),
        (check.energy_change, lambda w, s, k: 2 * s[k] * (w[k] @ s), "subtract 2 w_kk"),
        (check.energy_change, lambda w, s, k: -2 * abs(two_energies(w, s, k)) / 2, "downhill"),
        (check.energy_change, in_place, "changes its argument"),
        (check.energy_from_overlaps, lambda m, n: -n / 2 * (m @ m), "load"),
        (check.energy_from_overlaps, lambda m, n: -n * (m @ m - len(m) / n), "twice"),
        (check.energy_from_overlaps, lambda m, n: m.sum() * n, "should be"),
        (check.external_field, lambda v, t: v.sum(axis=0) - t, "with ½"),
        (check.external_field, lambda v, t: -t, "Only the thresholds"),
    ],
)
def test_wrong_answers_are_recognised(ask: Any, attempt: Any, words: str) -> None:
    verdict = ask(attempt)
    assert verdict.status in ("not quite", "almost")
    assert words in verdict.message, verdict


# ------------------------------------------------------------------- two letters


def test_only_one_pair_of_letters_is_right() -> None:
    verdicts = {(a, b): check.half(a, b) for a in check._WHENCE for b in check._WITHOUT}
    assert [key for key, verdict in verdicts.items() if verdict.status == "correct"] == [("B", "R")]
    assert len({verdict.message for verdict in verdicts.values()}) == len(verdicts)
    assert verdicts["B", "P"].status == verdicts["A", "R"].status == "almost"
    assert verdicts["A", "Q"].status == "not quite"
    assert verdicts["C", "R"].message.startswith("C: ")


def test_letters_may_be_small() -> None:
    assert check.half(" b", "r").status == "correct"


@pytest.mark.parametrize(
    ("answers", "status", "words"),
    [
        ((..., ...), "not yet", "two letters"),
        (("B", None), "not yet", "two letters"),
        ((2, "R"), "not quite", "Expected a letter, A, B, C; got something of int"),
        (("B", "T"), "not quite", "Expected one of P, Q, R, S, got 'T'"),
        (("BR", "R"), "not quite", "got 'BR'"),
        ((np.ones(2), "R"), "not quite", "ndarray"),
    ],
)
def test_what_is_no_letter(answers: Any, status: str, words: str) -> None:
    verdict = check.half(*answers)
    assert verdict.status == status
    assert words in verdict.message


def test_the_questions_show_every_letter(capsys: pytest.CaptureFixture[str]) -> None:
    check.questions()
    shown = capsys.readouterr().out
    assert all(f"  {letter}  " in shown for letter in "ABCPQRS")
