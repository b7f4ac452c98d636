"""Weights as a picture."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from .. import _arguments as arguments


def show_weights(weights: ArrayLike, ax: Axes | None = None) -> Axes:
    """Show weights as a picture: blue pulls units together, red and dotted apart.

    Parameters
    ----------
    weights : array_like, shape (N, N)
        Couplings.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If the weights are not a finite square matrix.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from hopfield_lessons import hebbian
    >>> from hopfield_lessons.plotting import show_weights
    >>> _ = show_weights(hebbian([[1, -1, 1]]))
    >>> plt.close()
    """
    matrix = arguments.square(weights)
    if ax is None:
        _, ax = plt.subplots(figsize=(4.6, 3.6))
    most = float(np.abs(matrix).max()) or 1.0
    image = ax.imshow(matrix, cmap="RdBu", vmin=-most, vmax=most)
    ax.set(xlabel="unit $j$", ylabel="unit $i$")
    ax.grid(False)
    assert ax.figure is not None
    rows, columns = np.nonzero(matrix < 0)  # without colour the two signs would look alike
    width = ax.get_window_extent().width / len(matrix) * 72 / ax.figure.dpi  # of a cell, in points
    ax.plot(columns, rows, "s", color="white", markeredgewidth=0, markersize=0.4 * width)
    ax.figure.colorbar(image, ax=ax, label="$w_{ij}$")
    return ax
