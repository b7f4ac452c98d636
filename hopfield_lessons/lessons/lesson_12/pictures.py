"""Softmax retrieval of a damaged letter at one beta: an average, a cluster, or the letter."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from ... import _arguments as arguments
from ..._arguments import Floats
from ...drawings import letters
from ...modern import softmax_retrieve, softmax_weights
from ...patterns import flip
from ...plotting.frame import Picture
from ...plotting.ink import BLUE, GREY, VERMILION

NAMES = "HOPFIE"
LEAST, MOST = 1, 32
_SIDE = 8
_ASKED = NAMES.index("P")
_LATER = 50


def memories_and_query() -> tuple[Floats, Floats]:
    """Six letters as unit vectors, and a P of which 15 % of the pixels are flipped."""
    stored = letters(NAMES)
    damaged = flip(stored[_ASKED], 0.15, rng=1)
    return stored / _SIDE, damaged / _SIDE


def draw_beta(beta: int) -> Picture:
    """Draw what a damaged P becomes among six letters, after one step and after 50.

    Parameters
    ----------
    beta : int
        From 1 to 32; the letters are unit vectors.

    Returns
    -------
    Picture
        On the left the query and the two states, grey where patterns are averaged; on the right
        the softmax weights of the first step, and those after 50.

    Raises
    ------
    TypeError
        If `beta` is not a whole number.
    ValueError
        If it is not between 1 and 32.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons.lessons.lesson_12.pictures import draw_beta
    >>> draw_beta(16).words
    'beta = 16: the first step takes P with weight 0.99, after 50 steps the most is P with 1.00.'
    >>> plt.close()
    """
    inverse = arguments.whole(beta, "beta", least=LEAST)
    if inverse > MOST:
        raise ValueError(f"beta: expected at most {MOST}, got {inverse}")
    stored, query = memories_and_query()
    first = softmax_weights(stored, query, beta=inverse)
    late = softmax_retrieve(stored, query, beta=inverse, steps=_LATER)
    last = softmax_weights(stored, late, beta=inverse)
    fig, axes = plt.subplots(1, 4, figsize=(8.4, 2.5), gridspec_kw={"width_ratios": [1, 1, 1, 2.4]})
    pictures = {"query": query, "1 step": first @ stored, f"{_LATER} steps": late}
    for ax, (name, vector) in zip(axes[:3], pictures.items(), strict=True):
        ax.imshow(_SIDE * vector.reshape(_SIDE, _SIDE), cmap="gray_r", vmin=-1, vmax=1)
        ax.set(title=name, xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color=GREY)
    places = np.arange(len(NAMES))
    axes[3].bar(places - 0.2, first, 0.36, color=BLUE, label="1st step")
    axes[3].bar(
        places + 0.2, last, 0.36, color=VERMILION, label=f"after {_LATER}", hatch="//", alpha=0.85
    )
    axes[3].set_xticks(places, list(NAMES))
    axes[3].set(ylim=(0, 1.05), ylabel=r"weight $p_\mu$", title=rf"$\beta = {inverse}$")
    axes[3].legend(loc="upper left", fontsize="small")
    return Picture(
        fig,
        f"beta = {inverse}: the first step takes P with weight {first[_ASKED]:.2f}, after "
        f"{_LATER} steps the most is {NAMES[int(last.argmax())]} with {last.max():.2f}.",
    )
