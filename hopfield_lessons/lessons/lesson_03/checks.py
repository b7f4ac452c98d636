"""Exercises of lesson 03, the energy and its ½."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...exercises import draws
from ...exercises.exercise import Exercise, Function, Misconception, slip
from ...exercises.matching import Matching


def _symmetric(size: int, seed: int, *, diagonal: bool) -> NDArray[Any]:
    """Small whole numbers: sums are exact, and no two wrong answers agree by chance."""
    rng = np.random.default_rng(seed)
    weights = np.triu(rng.integers(-3, 4, size=(size, size)), 1).astype(float)
    weights += weights.T
    if diagonal:
        np.fill_diagonal(weights, rng.integers(1, 4, size=size))
    return weights


def _ordered(weights: Any, state: Any) -> float:
    """The sum of w_ij s_i s_j over all i != j: every pair twice."""
    happiness = weights * np.outer(state, state)
    return float(happiness.sum() - np.trace(happiness))


_FOUR, _FIVE = _symmetric(4, 1, diagonal=False), _symmetric(5, 2, diagonal=True)
_S4, _S5 = np.array([1, -1, -1, 1], np.int8), np.array([1, 1, -1, 1, -1], np.int8)


def _with_diagonal(rng: np.random.Generator) -> tuple[Any, ...]:
    size = int(rng.integers(2, 5))
    return draws.symmetric(rng, size, diagonal=True), draws.spins(rng, size)


energy = Exercise(
    name="my_energy",
    right=lambda w, s: -0.5 * _ordered(w, s),
    draw=_with_diagonal,
    probes=((_FOUR, _S4), (_FOUR, np.ones(4, np.int8)), (_FIVE, _S5)),
    misconceptions=(
        slip(
            lambda w, s: -_ordered(w, s),
            "Twice too much: your sum names every pair two times, as ij and as ji. "
            "Either multiply by ½, or add up only i < j.",
        ),
        slip(
            lambda w, s: -0.25 * _ordered(w, s),
            "Half of what it should be. If you add up only i < j, every pair is there once "
            "already: then no ½ belongs in front.",
        ),
        slip(
            lambda w, s: 0.5 * _ordered(w, s),
            "The sign is turned round: this is the happiness. The energy is its negative, "
            "so that recall goes down.",
        ),
        Misconception(
            lambda w, s: _ordered(w, s),
            "Two things: the energy is the negative of the happiness, and your sum names "
            "every pair twice.",
        ),
        slip(
            lambda w, s: -0.5 * s.astype(float) @ w @ s,
            "Right for w_ii = 0. Here the weights have a diagonal, and a unit is no pair with "
            "itself: your E has the extra constant −½ Σ w_ii. (hl.energy keeps it too: a constant "
            "changes no ΔE.) Leave it out here.",
        ),
        Misconception(
            lambda w, s: -s.astype(float) @ w @ s,
            "Your sum names every pair twice, and it counts the diagonal, which is no pair.",
        ),
        slip(
            lambda w, s: -0.5 * (_ordered(w, s) + 2 * np.trace(w)),
            "The diagonal is there, in full and with the wrong sign. Either your sum runs over "
            "i ≤ j (a pair has two different units: i < j), or you added the w_ii where they are "
            "to be taken away.",
        ),
        slip(
            lambda w, s: -0.25 * (_ordered(w, s) + 2 * np.trace(w)),
            "Two things: a sum over i ≤ j has the diagonal in it, and where every pair is there "
            "once no ½ belongs in front.",
        ),
        slip(
            lambda w, s: -0.5 * _ordered(w, s) / len(s),
            "This is the energy per unit, E/N. Don't divide.",
        ),
        slip(
            lambda w, s: -0.5 * _ordered(np.abs(w), s),
            "The weights keep their sign: a pair is unhappy if w_ij s_i s_j < 0.",
        ),
        Misconception(
            lambda w, s: -0.5 * s * (w @ s - np.diagonal(w) * s),
            "This is one number for each unit, its share of the energy. Add them up.",
        ),
        Misconception(
            lambda w, s: -0.5 * (w.sum() - np.trace(w)),
            "The state is missing: whether a pair is happy depends on s_i s_j, not only on w_ij.",
        ),
    ),
    praise="Every pair once, and happy pairs lower the energy.",
    shape="one number",
)


def _field(weights: Any, state: Any, unit: Any) -> float:
    return float(weights[unit] @ state.astype(float))


def _change(
    weights: Any, state: Any, unit: Any, *, spin: float = 2.0, self_term: float = -2.0
) -> float:
    """`spin` s_k h_k + `self_term` w_kk with the field before the flip; right with 2 and -2."""
    own = float(weights[unit, unit])
    return spin * float(state[unit]) * _field(weights, state, unit) + self_term * own


def _changes(**options: float) -> Function:
    return lambda w, s, k: _change(w, s, k, **options)


def _after(weights: Any, state: Any, unit: Any) -> float:
    """The energy of the flipped state."""
    return -0.5 * _ordered(weights, state) + _change(weights, state, unit)


_STRAY = (
    "Half of what it should be: a stray ½. The ½ of E is used up when row k and column k, "
    "which are equal, are added. None is left in ΔE = h_k (s_k − s_k')."
)
_DOUBLE = (
    "Twice too much. This is the ΔE of an energy without its ½, where row k and column k both "
    "count in full."
)
_TURNED = (
    "The sign is turned round: this is E(before) − E(after). A unit that stands against its "
    "field, s_k h_k < 0, lowers E by flipping."
)


def _with_unit(rng: np.random.Generator) -> tuple[Any, ...]:
    weights, state = _with_diagonal(rng)
    return weights, state, int(rng.integers(len(state)))


energy_change = Exercise(
    name="my_energy_change",
    right=_change,
    draw=_with_unit,
    probes=(
        *((_FOUR, _S4, k) for k in range(4)),
        *((_FIVE, _S5, k) for k in range(5)),
    ),
    misconceptions=(
        Misconception(_changes(spin=1, self_term=0), _STRAY),
        Misconception(_changes(spin=1, self_term=-1), _STRAY),
        Misconception(_changes(spin=4, self_term=0), _DOUBLE),
        Misconception(_changes(spin=4, self_term=-4), _DOUBLE),
        Misconception(_changes(spin=-2, self_term=0), _TURNED),
        Misconception(_changes(spin=-2, self_term=2), _TURNED),
        slip(
            _changes(spin=2, self_term=0),
            "Right for w_kk = 0. With a diagonal, your field contains w_kk s_k, the unit's word "
            "to itself, and that never changes E: subtract 2 w_kk.",
        ),
        slip(
            _changes(spin=2, self_term=-4),
            "This field was computed after the flip. With a diagonal, h_k contains w_kk s_k and "
            "changes with the flip: use the state before, without the self term.",
        ),
        slip(
            _changes(spin=2, self_term=-1),
            "The w_kk comes off once, but the 2 stands before it too: 2 s_k (h_k − w_kk s_k). A "
            "bracket is missing.",
        ),
        slip(
            _changes(spin=2, self_term=2),
            "The self term has the wrong sign: it is in your field, so it has to come off.",
        ),
        Misconception(
            lambda w, s, k: _after(w, s, k),
            "This is the energy after the flip. Subtract the energy before: all terms without "
            "unit k cancel.",
        ),
        Misconception(
            lambda w, s, k: _field(w, s, k),
            "This is the field. ΔE also asks where the unit stands: (s_k − s_k') h_k.",
        ),
        Misconception(
            _changes(spin=-2, self_term=4),
            "Spin and field were both taken after the flip, so this is the change on the way "
            "back. Take both before the flip.",
        ),
        Misconception(
            lambda w, s, k: -2 * abs(_change(w, s, k, spin=1, self_term=-1)),
            "Always downhill? Here somebody flips the unit, whatever its field says. If it "
            "stood with its field, E must rise.",
        ),
        Misconception(
            lambda w, s, k: 2 * (_field(w, s, k) - float(w[k, k] * s[k])),
            "The spin is missing: s_k − s_k' is 2 s_k, which is −2 for a unit that stands at −1.",
        ),
        Misconception(
            lambda w, s, k: 2 * _field(w, s, k),
            "The spin is missing: s_k − s_k' is 2 s_k, which is −2 for a unit that stands at −1.",
        ),
    ),
    praise="Field before the flip, no further ½, and no word of the unit to itself.",
    shape="one number",
)

_WHENCE = {
    "A": "A flip changes a spin by 2, and the ½ makes up for that.",
    "B": "The double sum names every pair twice, as ij and as ji; the ½ counts it once.",
    "C": "The Hebb rule stores the negative of each pattern too; the ½ shares the energy out.",
}
_WITHOUT = {
    "P": "E no longer falls at every flip, so recall ends elsewhere.",
    "Q": "E doubles, but ΔE = 2 s_k h_k stays as it is.",
    "R": "E and every ΔE double: recall is the same, but each temperature is off by 2.",
    "S": "Nothing: a constant factor can never matter.",
}


def questions() -> None:
    """Print the statements to choose from in exercise 3 of lesson 03."""
    print("Where the ½ comes from:")
    for letter, statement in _WHENCE.items():
        print(f"  {letter}  {statement}")
    print("Without it:")
    for letter, statement in _WITHOUT.items():
        print(f"  {letter}  {statement}")


half = Matching(
    name="where_from, without_it",
    right={"where_from": "B", "without_it": "R"},
    wrong={
        "where_from": {
            "A": "A: the 2 of the flip, s_k − s_k' = 2 s_k, stays in ΔE and is not cancelled by "
            "anything. The ½ stands in E, before any unit flips: look at figure “each pair twice”.",
            "C": "C: the ½ stands in front of any energy of pairs, Hebbian or not. Nothing was "
            "shared out; ask how often the sum over i and j meets the pair {1, 4}.",
        },
        "without_it": {
            "P": "P: 2E falls exactly where E falls. The states and the recall are the same.",
            "Q": "Q: this mixes two conventions. ΔE is a difference of two energies: if both "
            "double, so does it.",
            "S": "S: recall doesn't notice. But e^(−βE) does: doubling E is the same as doubling "
            "β.",
        },
    },
    praise=f"{_WHENCE['B']} {_WITHOUT['R']}",
    dots="Replace the dots by two letters in quotes, such as 'A'.",
    tried=('"A", "R"', '"C", "R"', '"B", "P"', '"B", "Q"', '"B", "S"'),
)


def _from_overlaps(m: Any, size: Any) -> float:
    return float(-size / 2 * (np.sum(np.square(m)) - len(m) / size))


def _some_overlaps(rng: np.random.Generator) -> tuple[Any, ...]:
    return rng.integers(-9, 10, int(rng.integers(1, 5))) / 10, int(rng.integers(2, 20))


energy_from_overlaps = Exercise(
    name="my_energy_from_overlaps",
    right=_from_overlaps,
    draw=_some_overlaps,
    probes=(
        (np.array([1.0]), 4),
        (np.array([0.5, -0.25, 0.0]), 8),
        (np.array([0.1, 0.9, -0.3, 0.2]), 20),
    ),
    misconceptions=(
        slip(
            lambda m, n: -n / 2 * np.sum(np.square(m)),
            "The load α = P/N is missing: the diagonal i = j was counted, and it gives P/2 in all.",
        ),
        slip(
            lambda m, n: 2 * _from_overlaps(m, n),
            "The factor ½ is missing: every pair has been counted twice.",
        ),
        slip(
            lambda m, n: -_from_overlaps(m, n),
            "The sign is turned round: a large overlap must give a low energy.",
        ),
        Misconception(
            lambda m, n: -n / 2 * (np.sum(m) ** 2 - len(m) / n),
            "Square each overlap first, then add. In the square of the sum, patterns with overlaps "
            "of opposite sign would cancel.",
        ),
        Misconception(
            lambda m, n: -n / 2 * (np.sum(m) - len(m) / n),
            "The squares are missing: a pattern and its negative must have the same energy.",
        ),
        slip(
            lambda m, n: _from_overlaps(m, n) / n,
            "This is the energy per unit, E/N: multiply by N.",
        ),
        slip(
            lambda m, n: -n / 2 * (np.sum(np.square(m)) - len(m)),
            "Subtract the load α = P/N in the brackets, not P itself.",
        ),
        slip(
            lambda m, n: -n / 2 * (np.sum(np.square(m)) + len(m) / n),
            "The α has the wrong sign: the diagonal was counted in Σ m², so it has to come off.",
        ),
        *(
            slip(
                lambda m, n, sign=sign: -n / 2 * np.sum(np.square(m)) + sign * len(m) / n,
                "The α stands outside the bracket. The factor −N/2 belongs to it too: "
                "−N/2 (Σ m² − α).",
            )
            for sign in (-1, 1)
        ),
        slip(
            lambda m, n: -n / 2 * (np.mean(np.square(m)) - len(m) / n),
            "You took the mean of the squares. Each pattern adds its own: take the sum.",
        ),
        slip(
            lambda m, n: -n / 2 * (np.max(np.square(m)) - len(m) / n),
            "Only the largest overlap was counted. Every pattern adds its square.",
        ),
        slip(
            lambda m, n: -n * np.sum(np.square(m)),
            "Two things are missing: the factor ½, and the load α that comes off.",
        ),
        slip(
            lambda m, n: -n / 2 * (np.sum(np.square(m)) - 1 / n),
            "The diagonal gives 1/N for each pattern, so P/N in all: α = P/N.",
        ),
    ),
    praise="P overlaps are enough: the N(N − 1)/2 pairs needn't be looked at.",
    shape="one number",
)

_SEVEN = _symmetric(3, 7, diagonal=False)


def _zero_one_network(rng: np.random.Generator) -> tuple[Any, ...]:
    size = int(rng.integers(2, 5))
    return draws.weights(rng, size), rng.integers(-6, 7, size) / 4


external_field = Exercise(
    name="my_external_field",
    right=lambda v, t: v.sum(axis=1) / 2 - t,
    draw=_zero_one_network,
    probes=(
        (_FOUR, np.array([1.0, 0.5, -2.0, 0.0])),
        (_SEVEN, np.array([0.25, 3.0, 1.0])),
    ),
    misconceptions=(
        slip(
            lambda v, t: v.sum(axis=1) / 2 + t,
            "The threshold has the wrong sign: a threshold is subtracted, so it enters b as −θ.",
        ),
        Misconception(
            lambda v, t: -t,
            "Only the thresholds: with n_j = (1 + s_j)/2 each sum over n_j also leaves a part "
            "that doesn't depend on the state.",
        ),
        slip(
            lambda v, t: v.sum(axis=1) - t,
            "The row sums of v enter with ½, as n_j = ½ s_j + ½ says.",
        ),
        slip(
            lambda v, t: (v.sum(axis=1) - t) / 2,
            "The ½ belongs to n_j, hence to the row sums only; the threshold comes in full.",
        ),
        slip(
            lambda v, t: v.sum(axis=1) / 2,
            "The thresholds are missing.",
        ),
        slip(
            lambda v, t: t - v.sum(axis=1) / 2,
            "This is the threshold of the ±1 network. The external field is its negative.",
        ),
        slip(
            lambda v, t: v.sum(axis=0) / 2 - t,
            "You added up the columns. The field of unit i has the row v_ij, j = 1 … N: "
            "v.sum(axis=1). (Only in symmetric weights the two are equal.)",
        ),
        slip(
            lambda v, t: v.mean(axis=1) / 2 - t,
            "You took the mean of each row. The field is a sum over j.",
        ),
        slip(
            lambda v, t: v.sum(axis=1) / 4 - t,
            "One ½ too many: it comes from n_j = (1 + s_j)/2, once.",
        ),
        slip(
            lambda v, t: v.sum(axis=1) / 4 - t / 2,
            "Half of what it should be. With w = v/2 the fields are the same, not half as large.",
        ),
        slip(
            lambda v, t: -v.sum(axis=1) / 2 - t,
            "The row sums have the wrong sign: n_j = (1 + s_j)/2 adds half of each v_ij.",
        ),
        Misconception(
            lambda v, t: v.sum() / 2 - t,
            "Every unit has a sum of its own: add up along the row, v.sum(axis=1).",
        ),
    ),
    praise="Now a 0/1 network and its ±1 twin feel the same fields, state by state.",
    shape="one number for each unit, shape (N,)",
)
