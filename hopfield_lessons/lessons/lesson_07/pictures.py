"""The mean-field equation of capacity, solved by looking: two curves that meet, or don't."""

from __future__ import annotations

import math

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from ... import _arguments as arguments
from ...plotting.frame import Picture
from ...plotting.ink import BLUE, GREY, INK, VERMILION
from ...theory._special import erf
from .equation import load_of, meetings, other_side

_X = np.linspace(0.0, 5.4, 1081)  # at the smallest load, 0.02, the curves meet at x = 5


def draw_solution(load: float) -> Picture:
    """Draw the mean-field equation at one load, and the overlap that it gives.

    Left, erf(x) and x (sqrt(2 alpha) + 2/sqrt(pi) exp(-x^2)): where they meet, the equation is
    solved and m = erf(x). Right, m of every load; the full marker is the memory, which is stable,
    as is m = 0.

    Parameters
    ----------
    load : float
        alpha = P/N, from 0.02 to 0.25.

    Returns
    -------
    Picture
        The two curves, and the solutions on the way from 0 to larger loads.

    Raises
    ------
    TypeError
        If `load` is not a number.
    ValueError
        If it is out of range.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_07.pictures import draw_solution
    >>> draw_solution(0.1).words
    'Load 0.100: the curves meet at m = 0, 0.863 and 0.998; a memory stays at the largest.'
    >>> draw_solution(0.2).words
    'Load 0.200: the curves meet at m = 0 only; no memory stays.'
    >>> plt.close("all")
    """
    alpha = arguments.real(load, "load", least=0.02, most=0.25)
    places = meetings(alpha)
    fig, (left, right) = plt.subplots(1, 2, figsize=(8.2, 3.3))
    left.plot(_X, erf(_X), color=INK, label=r"$\mathrm{erf}(x)$")
    left.plot(_X, other_side(_X, alpha), color=BLUE, label="other side of the equation")
    left.set(xlim=(0, 5.4), ylim=(0, 1.35), xlabel="$x$", title="left and right of the equation")
    left.legend(loc="lower right")
    _draw_branches(right)
    right.axvline(alpha, color=GREY, linewidth=0.8)
    for number, x in enumerate(places):
        stable = number == len(places) - 1
        face = VERMILION if stable else "white"
        for ax, across in ((left, x), (right, alpha)):
            ax.plot(across, math.erf(x), "o", mfc=face, mec=VERMILION, markersize=8, zorder=5)
    if places:
        found = " and ".join(f"{math.erf(x):.3f}" for x in places)
        words = f"the curves meet at m = 0, {found}; a memory stays at the largest."
    else:
        words = "the curves meet at m = 0 only; no memory stays."
    return Picture(fig, f"Load {alpha:.3f}: {words}")


def _draw_branches(ax: Axes) -> None:
    x = np.linspace(1e-3, 16.0, 3201)
    loads, overlaps = load_of(x), erf(x)
    top = int(loads.argmax())
    ax.plot(loads[top:], overlaps[top:], color=INK, label="stable")
    ax.plot(loads[: top + 1], overlaps[: top + 1], ":", color=INK, label="unstable")
    ax.plot([0, 0.25], [0, 0], color=INK)  # m = 0 is stable at every load above 0
    ax.set(xlim=(0, 0.25), ylim=(-0.03, 1.35), xlabel=r"load $\alpha$", title="overlap $m$")
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1])
    ax.legend(loc="upper right", ncols=2)
