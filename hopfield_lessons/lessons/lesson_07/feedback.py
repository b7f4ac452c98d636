"""The last exercise of lesson 07: where the memory ends if only part of the lean comes back."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from ..._arguments import Floats
from ...exercises.exercise import Answer, Exercise, Misconception, Telltale, slip
from ...theory._special import erf

_X = np.linspace(1e-4, 5.0, 50_000)
_PART = erf(_X) / _X  # √(2αr)
_BELL = 2 / math.sqrt(math.pi) * np.exp(-(_X**2))


def _loads(share: float) -> Floats:
    loads: Floats = (_PART - share * _BELL) ** 2 / 2
    return loads


def _top(loads: Floats) -> tuple[float, float]:
    """The largest load and its x; at small shares it lies at x = 0."""
    k = int(np.argmax(loads))
    return float(loads[k]), float(_X[k]) if k else 0.0


@cache
def _end(share: float) -> tuple[float, float]:
    load, x = _top(_loads(share))
    return load, math.erf(x)


def _of(loads: Callable[[float], Floats]) -> Callable[[float], list[float]]:
    """The answer of whoever has another function of x instead of the load."""

    def answer(share: float) -> list[float]:
        load, x = _top(loads(share))
        return [load, math.erf(x)]

    return answer


def _from(first: float) -> Callable[[float], list[float]]:
    """The answer on a grid that begins at `first`."""

    def answer(share: float) -> list[float]:
        load, m = _end(share)
        if m:
            return [load, m]
        return [float(_loads(share)[np.searchsorted(_X, first)]), math.erf(first)]

    return answer


def _right(which: int) -> Callable[[Sequence[Answer], Sequence[Answer]], bool]:
    """Whether one of the two numbers is right, whatever the other."""
    return lambda given, right: all(
        a.shape == b.shape and abs(a[which] - b[which]) <= 3e-3
        for a, b in zip(given, right, strict=True)
    )


end = Exercise(
    name="my_end",
    right=lambda share: list(_end(share)),
    probes=((1.0,), (0.0,), (0.5,), (0.9,)),
    draw=lambda rng: (int(rng.choice([0, 1, 2, 5, 6, 7, 8, 9, 10])) / 10,),
    draws=8,
    tolerance=3e-3,
    misconceptions=(
        slip(
            lambda share: list(_end(share))[::-1],
            "Both numbers are right, in the wrong order: return the load, then the overlap.",
        ),
        Misconception(
            lambda share: list(_end(1.0)),
            "This is the whole lean, η = 1, whatever the share. Put ηχ in the place of χ in step 3 "
            "and follow it down to α(x).",
        ),
        Misconception(
            lambda share: list(_end(0.0)),
            "This is no feedback at all, η = 0, whatever the share.",
        ),
        slip(
            lambda share: list(_end(1 - share)),
            "η is the share that comes back. You have taken it for the share that is lost.",
        ),
        slip(
            lambda share: [_end(share)[0], _top(_loads(share))[1]],
            "The load is right. Behind it stands x; the overlap is m = erf(x).",
        ),
        slip(
            lambda share: [_end(share)[0], math.erf(1 / math.sqrt(2 * _end(share)[0]))],
            "The load is right. The overlap is that after the first step, 1 − 2 P_err; the run "
            "goes on from there. At the top you know x: m = erf(x).",
        ),
        slip(
            lambda share: [_end(share)[0], 0.0],
            "The load is right. Above it the overlap is 0. Asked is the one just below.",
        ),
        slip(
            lambda share: [_end(share)[0], (1 - _end(share)[1]) / 2],
            "The load is right. Behind it stands the share of wrong bits; the overlap is m.",
        ),
        slip(
            _of(lambda share: (_PART - share * _BELL) ** 2),
            "The overlap is right, the load is twice too large: √(2α) is the bracket, so α has ½ "
            "in front.",
        ),
        slip(
            _of(lambda share: _PART - share * _BELL),
            "The overlap is right. This is √(2α), not yet α.",
        ),
        slip(
            _of(lambda share: _PART**2 * (1 - share * _BELL / _PART) / 2),
            "In your equation r = 1/(1 − ηχ). The others' overlaps are larger by that factor, and "
            "r is made of their squares.",
        ),
        Misconception(
            _of(lambda share: share * (_PART - _BELL) ** 2 / 2),
            "You let η multiply the load of the lesson. It belongs to χ: follow step 3 with ηχ, "
            "and see where it stands in α(x).",
        ),
        Misconception(
            _of(lambda share: (_PART - share**2 * _BELL) ** 2 / 2),
            "η enters twice in your equation, as η². It belongs to χ, once.",
        ),
        slip(
            _from(0.01),
            "Nearly: at small η the top lies at x → 0, and your x begin at 0.01. Begin nearer.",
        ),
        slip(
            lambda share: _end(share)[0],
            "The load is right. Return the overlap just below it too.",
        ),
    ),
    telltales=(
        Telltale(
            _right(0),
            "The load is right, the overlap isn't yet. Where the load is largest you know x, and "
            "m = erf(x).",
            "almost",
        ),
        Telltale(
            _right(1),
            "The overlap is right, the load isn't yet. √(2α) is what the bracket of α(x) holds.",
            "almost",
        ),
    ),
    praise="Without feedback the memory holds 2/π = 0.64 patterns per unit and fades without a "
    "jump. The feedback of the lean takes nearly four fifths of that, and makes the jump.",
    shape="two numbers, the load at the top and the overlap there",
)
