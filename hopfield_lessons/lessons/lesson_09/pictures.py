"""The dose of unlearning, and what it is good for; a word that a network spells, or doesn't."""

from __future__ import annotations

from functools import cache

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from ... import _arguments as arguments
from ..._arguments import Floats, Spins
from ...drawings import letters
from ...dynamics import recall
from ...fields import stability
from ...patterns import flip, overlap, random_patterns
from ...plotting.frame import Picture
from ...plotting.ink import BLUE, GREY, INK, VERMILION
from ...plotting.overlaps import draw_bars
from ...plotting.patterns import draw_border, draw_spins
from ...rules import hebbian, sequence
from ...unlearning import unlearn

MOST, STEP = 800, 40
WORD, SWEEPS = "PLAY", 8
_SIZE, _COUNT, _NETWORKS, _STRENGTH = 60, 12, 5, 0.02


def draw_dose(dreams: int) -> Picture:
    """Draw five networks of 60 units and 12 random patterns, after so many dreams.

    Parameters
    ----------
    dreams : int
        From 0 to 800; rounded down to a multiple of 40. The strength is 0.02.

    Returns
    -------
    Picture
        On the left how many units of all patterns have which stability, divided by the length of
        the row; on the right the share of patterns that are fixed points, and of those that come
        back whole from 10 % damage, for all doses, with this one marked.

    Raises
    ------
    TypeError
        If `dreams` is not a whole number.
    ValueError
        If it is not between 0 and 800.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_09.pictures import draw_dose
    >>> draw_dose(0).words
    '0 dreams: 0.62 of the patterns are stable, 0.48 come back whole from 10 % damage.'
    >>> plt.close()
    """
    dose = arguments.whole(dreams, "dreams", least=0)
    if dose > MOST:
        raise ValueError(f"dreams: expected at most {MOST}, got {dose}")
    held, shares = _course()
    now = dose // STEP
    fig, (left, right) = plt.subplots(1, 2, figsize=(8.2, 3.1))
    left.hist(held[now], bins=np.linspace(-4.5, 5.5, 51).tolist(), color=BLUE)
    left.axvline(0, color=VERMILION, linewidth=1.2)
    left.set(xlabel=r"stability $\kappa_i^\mu$", ylabel="units", ylim=(0, 600), xlim=(-4.5, 5.5))
    doses = STEP * np.arange(len(shares))
    for k, (name, sign, colour) in enumerate([("stable", "o-", INK), ("come back", "s--", BLUE)]):
        right.plot(doses, shares[:, k], sign, color=colour, markersize=3.5, label=name)
    right.axvline(STEP * now, color=GREY, linewidth=4, alpha=0.5, zorder=0)
    right.set(xlabel="dreams", ylabel="share of the patterns", ylim=(-0.05, 1.1))
    right.legend(loc="lower left")
    stable, back = shares[now]
    return Picture(
        fig,
        f"{STEP * now} dreams: {stable:.2f} of the patterns are stable, "
        f"{back:.2f} come back whole from 10 % damage.",
    )


def draw_word(sweep: int) -> Picture:
    """Draw two runs of one network in which P calls L, L calls A, A calls Y, and Y calls P.

    Parameters
    ----------
    sweep : int
        After how many sweeps, from 0 to 8. Both runs begin in the same P with 15 % damage.

    Returns
    -------
    Picture
        On the left all units were updated at once, on the right one at a time; beside each state
        its overlaps with the four letters.

    Raises
    ------
    TypeError
        If `sweep` is not a whole number.
    ValueError
        If it is not between 0 and 8.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_09.pictures import draw_word
    >>> draw_word(2).words
    'Sweep 2. All at once: nearest to A, overlap 1.00. One at a time: nearest to Y, overlap 0.38.'
    >>> plt.close()
    """
    now = arguments.whole(sweep, "sweep", least=0)
    if now > SWEEPS:
        raise ValueError(f"sweep: expected at most {SWEEPS}, got {now}")
    fig, axes = plt.subplots(1, 4, figsize=(8.2, 2.4), width_ratios=[1, 1.1, 1, 1.1])
    told = []
    for (way, states), picture, bars in zip(_spelled().items(), axes[::2], axes[1::2], strict=True):
        near = np.asarray(overlap(letters(WORD), states[now]))
        _draw_letter(picture, states[now], way)
        draw_bars(bars, list(WORD), near)
        bars.set_xlabel("overlap")
        best = int(np.abs(near).argmax())
        told.append(f"{way}: nearest to {WORD[best]}, overlap {near[best]:.2f}.")
    return Picture(fig, f"Sweep {now}. {' '.join(told)}")


def _draw_letter(ax: Axes, state: Spins, title: str) -> None:
    draw_spins(ax, state.reshape(8, 8))
    draw_border(ax)
    ax.set(xticks=[], yticks=[], title=title)


@cache
def _spelled() -> dict[str, list[Spins]]:
    """The states after each sweep, all units at once and one at a time."""
    stored = letters(WORD)
    weights, runs = sequence(stored), {}
    for way, update in (("All at once", "synchronous"), ("One at a time", "asynchronous")):
        states = [flip(stored[0], 0.15, rng=1)]
        for number in range(SWEEPS):
            step = recall(
                weights,
                states[-1],
                update=update,  # type: ignore[arg-type]
                max_sweeps=1,
                energies=False,
                rng=number,
            )
            states.append(step.state)
        runs[way] = states
    return runs


@cache
def _course() -> tuple[list[Floats], Floats]:
    """For each dose all stabilities, and the two shares."""
    stored = [random_patterns(_COUNT, _SIZE, rng=90 + k) for k in range(_NETWORKS)]
    starts = [flip(xi, 0.1, rng=95) for xi in stored]
    weights = [hebbian(xi) for xi in stored]
    held, shares = [], []
    for step in range(MOST // STEP + 1):
        if step:
            weights = [
                unlearn(w, dreams=STEP, strength=_STRENGTH, together=10, rng=step) for w in weights
            ]
        pairs = list(zip(weights, stored, strict=True))
        firm = np.array([stability(w, xi, normalised=True) for w, xi in pairs])
        ends = [
            recall(w, s, rng=9, energies=False).state for w, s in zip(weights, starts, strict=True)
        ]
        whole = [(end == xi).all(axis=1) for end, xi in zip(ends, stored, strict=True)]
        held.append(firm.ravel())
        shares.append([(firm >= 0).all(axis=2).mean(), np.mean(whole)])
    return held, np.array(shares)
