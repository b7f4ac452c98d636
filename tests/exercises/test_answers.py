"""What the machine behind all checks says: to nothing, to unusual clothes, to a case it can't name.

Functions here are written as learners write them, so that their source can be looked at.
"""
# ruff: noqa: RET503, RET504, F841, PIE790

import dataclasses
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from bs4 import BeautifulSoup

import hopfield_lessons as hl
from hopfield_lessons.exercises import card, draws, reading
from hopfield_lessons.exercises.exercise import Exercise, Misconception
from hopfield_lessons.exercises.verdict import Verdict
from hopfield_lessons.lessons.lesson_00 import checks as choices
from hopfield_lessons.lessons.lesson_02 import checks as pictures
from hopfield_lessons.lessons.lesson_06 import checks as states

TWICE = Exercise(
    name="my_double",
    right=lambda x: 2 * x,
    probes=((1.0,), (3.0,), (-2.0,)),
    misconceptions=(Misconception(lambda x: x**2, "This is the square."),),
    praise="Twice as much.",
    shape="one number",
)
HEBBIAN = Exercise(
    name="my_hebbian",
    right=hl.hebbian,
    probes=((np.array([[1, -1, 1], [1, 1, -1]]),),),
    draw=lambda rng: (draws.spins(rng, int(rng.integers(1, 5)), int(rng.integers(2, 5))),),
    misconceptions=(),
    praise="Symmetric, zero diagonal, every pattern counted.",
    shape="a matrix (N, N)",
)

# ------------------------------------------------------------------- nothing


def stub(x: Any) -> Any:
    """Dots, below a comment."""
    # return one number
    ...


def begun(x: Any) -> Any:
    y = 2 * x
    ...


def printed(x: Any) -> Any:
    print(2 * x)


def printed_and_returned(x: Any) -> Any:
    return print(2 * x)


def forgotten(x: Any) -> Any:
    y = 2 * x


def only_if_positive(x: Any) -> Any:
    if x > 0:
        return 2 * x


def never_reached(x: Any) -> Any:
    for _ in range(0):
        return 2 * x


def filled(patterns: Any) -> Any:
    weights = patterns.T @ patterns / patterns.shape[1]
    return np.fill_diagonal(weights, 0)


def filled_and_kept(patterns: Any) -> Any:
    weights = patterns.T @ patterns / patterns.shape[1]
    weights = np.fill_diagonal(weights, 0)
    return weights


def returned_by_a_helper(x: Any) -> Any:
    def helper(y: Any) -> Any:
        return 2 * y

    helper(x)


@pytest.mark.parametrize(
    ("check", "function", "status", "words"),
    [
        (TWICE, stub, "not yet", "replace the dots"),
        (TWICE, lambda x: ..., "not yet", "replace the dots"),
        (TWICE, begun, "not yet", "there are dots left"),
        (TWICE, printed, "almost", "Write return instead of print"),
        (TWICE, printed_and_returned, "almost", "print shows a value"),
        (TWICE, forgotten, "almost", "has no return"),
        (TWICE, returned_by_a_helper, "almost", "has no return"),
        (TWICE, only_if_positive, "not quite", "sometimes ends without"),
        (TWICE, never_reached, "not quite", "my_double ends without having met a return"),
        (TWICE, lambda x: 2 * x if x > 0 else None, "not quite", "gives back None"),
        (HEBBIAN, filled, "almost", "np.fill_diagonal changes what it is given"),
        (HEBBIAN, filled_and_kept, "almost", "np.fill_diagonal changes what it is given"),
    ],
)
def test_nothing_is_told_by_what_led_to_it(
    check: Exercise, function: Any, status: str, words: str
) -> None:
    verdict = check(function)
    assert verdict.status == status, verdict
    assert words in verdict.message, verdict
    assert ("dots" in verdict.message) == (status == "not yet")


def test_the_case_that_gave_nothing_is_shown() -> None:
    assert TWICE(only_if_positive).case == "my_double(-2.0)"


def test_a_function_without_source() -> None:
    made: dict[str, Any] = {}
    exec("def f(x):\n    y = 2 * x\ndef g(x):\n    ...", made)
    assert "gives back None" in TWICE(made["f"]).message
    assert TWICE(made["g"]).status == "not yet"
    assert TWICE(dict).message.startswith("Your function stopped with TypeError")
    assert TWICE([].append).message.startswith("my_double gives back None")


def test_what_is_printed_on_the_way_is_shown_once(capsys: pytest.CaptureFixture[str]) -> None:
    def talks(x: Any) -> Any:
        print("x is", x)
        return 2 * x

    assert TWICE(talks).status == "correct"
    assert capsys.readouterr().out == "x is 1.0\n"


# ------------------------------------------------------------------- unusual clothes


@pytest.mark.parametrize(
    "clothes",
    [
        lambda x: [2 * x],
        lambda x: (2 * x,),
        lambda x: np.array([[2 * x]]),
        lambda x: (2 * x for _ in range(1)),
        lambda x: Fraction(2 * x),
        lambda x: int(2 * x),
        lambda x: np.float32(2 * x),
    ],
)
def test_a_number_in_unusual_clothes(clothes: Any) -> None:
    assert TWICE(clothes).status == "correct"


@pytest.mark.parametrize(
    "letters", ["BDE", "b;d;e", ["B", "D", "E"], ("B,", "D,", "E"), "B and D and E", "B, D & E",
                "(B) (D) (E)", {"B", "D", "E"}, np.array(["B", "D", "E"]), "B\nD\nE", ["BD", "e"]],
)  # fmt: skip
def test_letters_in_unusual_clothes(letters: Any) -> None:
    assert choices.content(letters).status == "correct"


@pytest.mark.parametrize("name", ["spin glass", "Spin-glass", "spin_glass", " SPIN  GLASS state."])
def test_names_in_unusual_clothes(name: str) -> None:
    assert states.names(dict(states.names.right) | {"C": name}).status == "correct"


def test_right_numbers_in_a_wrong_shape() -> None:
    right = pictures.sweep.right
    verdict = pictures.sweep(lambda x, s, order: right(x, s, order)[:, None])
    assert verdict.status == "almost"
    assert "The numbers are right, their shape isn't. Expected shape (" in verdict.message


def test_an_answer_of_unlike_parts() -> None:
    verdict = TWICE(lambda x: (np.ones(3), x))
    assert "got a tuple with parts of shapes (3,) and ()" in verdict.message


@pytest.mark.parametrize(
    ("answer", "came"), [([1.0, 2.0], "a list of 2 numbers"), ((1,), "a tuple of 1 number")]
)
def test_numbers_where_something_else_was_expected(answer: Any, came: str) -> None:
    assert f"got {came}." in reading.refused(answer, "my_name", "a word").verdict.message


def test_a_number_beyond_all_bounds() -> None:
    assert "a number beyond" in TWICE(lambda x: 10**400).message


# ------------------------------------------------------------------- a case to paste


def test_what_nobody_thought_of_is_told_with_the_smallest_case() -> None:
    verdict = TWICE(lambda x: 2 * x if x > 1 else 7)
    assert verdict == Verdict(
        "not quite",
        "Right in 1 of 3 cases. Here the answer should be 2, yours is 7:",
        "my_double(1.0)",
    )
    assert repr(verdict).endswith("yours is 7:\n    my_double(1.0)")


def test_an_exception_comes_with_its_case() -> None:
    verdict = TWICE(lambda x: 1 / (x - 3))
    assert "ZeroDivisionError: float division by zero" in verdict.message
    assert verdict.case == "my_double(3.0)"


def test_a_long_answer_is_told_by_one_entry() -> None:
    long = Exercise(
        name="my_row",
        right=lambda n: np.linspace(0, 1, n),
        probes=((50,),),
        misconceptions=(),
        praise="",
        shape="n numbers",
    )
    verdict = long(lambda n: np.linspace(0, 1, n) ** 2)
    assert verdict.message == "Here entry 1 should be 0.0204082, yours is 0.000416493:"


def test_what_is_pasted_gives_what_was_told() -> None:
    """The call that is shown, evaluated as in a lesson, is indeed wrong as it says."""

    def my_overlap(ink: Any, other: Any, size: Any) -> Any:
        return (1 - 2 * len(np.setxor1d(ink, other)) / size) ** 3

    verdict = pictures.overlap(my_overlap)
    told = float(verdict.message.rpartition("yours is ")[2].rstrip(":"))
    assert eval(verdict.case, {"np": np, "my_overlap": my_overlap}) == pytest.approx(told, abs=1e-5)


def test_the_cases_are_the_same_each_time() -> None:
    again = dataclasses.replace(HEBBIAN)
    assert [case.typed for case in again.cases] == [case.typed for case in HEBBIAN.cases]
    assert len({case.typed for case in HEBBIAN.cases}) > 15


# ------------------------------------------------------------------- a card


@pytest.mark.parametrize("status", ["not yet", "not quite", "almost", "correct"])
def test_an_answer_is_a_card_with_a_line_of_text_for_others(status: str) -> None:
    verdict = Verdict(status, "Is 1 < 2 & 3?", 'f("a")')
    shown = verdict._repr_mimebundle_(include=None, exclude=None)
    assert set(shown) == {"text/plain", "text/html"}
    assert shown["text/plain"] == repr(verdict)
    page = BeautifulSoup(shown["text/html"], "html.parser")
    mark, words = page.select(".hl-answer[role=status] > *")
    assert (mark["aria-hidden"], mark.get_text()) == ("true", repr(verdict)[0])
    told = f"{status.capitalize()}. Is 1 < 2 & 3?"
    assert words.get_text() == told + 'f("a")'
    assert [code.get_text() for code in words.select("code")] == ['f("a")']
    assert not Verdict(status, "").at("")._repr_mimebundle_()["text/html"].count("<code")


def luminance(colour: str) -> float:
    """Of sRGB, as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return float(np.dot([0.2126, 0.7152, 0.0722], linear))


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", card._COLOURS.values())
def test_a_card_is_seen_in_light_and_dark(colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 4.5  # its mark is white on it
    assert min(contrast(colour, page) for page in ("#ffffff", "#111111", "#1e1e1e")) >= 3
    assert len({*card._COLOURS.values()}) == len(card._COLOURS)


# ------------------------------------------------------------------- nearly handed in


def test_rounded_numbers_are_told_so_and_whole_ones_are_right() -> None:
    root = dataclasses.replace(TWICE, right=lambda x: abs(x) ** 0.5, misconceptions=())
    assert root(lambda x: round(abs(x) ** 0.5, 3)).message.startswith(
        "The numbers are right, but rounded to 3 decimals."
    )
    assert TWICE(lambda x: round(2 * x, 1)).status == "correct"


def test_a_number_as_text_is_not_a_number() -> None:
    assert "returns text" in TWICE(lambda x: str(2 * x)).message
    assert "type str" in TWICE(lambda x: "two").message


@pytest.mark.parametrize("check", [TWICE, choices.content, states.cure])
def test_brackets_that_hold_nothing_or_too_much(check: Any) -> None:
    for attempt in ((), (1, 2), (1, 2, 3)):
        verdict = check(*attempt)
        assert verdict.status == "not quite"
        assert check.name in verdict.message


def test_names_in_a_list_or_with_keys_in_capitals() -> None:
    right = states.names.right
    assert states.names([*right.values()]) == states.names(np.array([*right.values()]))
    assert states.names([*right.values()]).status == "correct"
    assert states.names({question.lower(): name for question, name in right.items()}).status == (
        "correct"
    )
    assert "a dictionary with the keys" in states.names([*right.values()][1:]).message
    assert "a dictionary with the keys" in states.names([[*right.values()]]).message
