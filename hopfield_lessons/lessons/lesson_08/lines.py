"""The lines of the map, for many temperatures at once, as the lesson computes them.

`theory` finds one point of a line to ten digits. Here a whole line is wanted to four, and at once.
With the width sigma of the crosstalk chosen, everything else follows without a search; so a phase
is a curve along sigma, and a line of the map is where such curves end or cross.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from ..._arguments import Floats
from ...theory.phases import critical_load, thermodynamic_load

_Z = np.linspace(-5, 5, 121)
_GAUSS = np.exp(-(_Z**2) / 2) / np.exp(-(_Z**2) / 2).sum()
_SIGMA = np.linspace(0.005, 1.25, 250)
_TEMPERATURES = np.linspace(0.08, 0.98, 31)


def phase(temperature: float, sigma: Floats, overlap: float) -> tuple[Floats, Floats, Floats]:
    """Return m, the load and the free energy along sigma; from overlap 1 a memory, from 0 none."""
    m = np.full(len(sigma), overlap)
    for _ in range(14):  # Newton's method comes down from 1 without overshooting
        field = m[:, None] + np.outer(sigma, _Z)
        t = np.tanh(field / temperature)
        q = t**2 @ _GAUSS
        c = (1 - q) / temperature
        if overlap:
            m = m - (m - t @ _GAUSS) / (1 - c)
    load = sigma**2 * (1 - c) ** 2 / q
    log_cosh = temperature * np.logaddexp(field / temperature, -field / temperature) @ _GAUSS
    with np.errstate(divide="ignore", invalid="ignore"):
        entropy = load * temperature * np.log(1 - c)
    free = (load + m**2 + entropy - sigma**2 * (1 - 2 * c)) / 2 - log_cosh
    sound = (c < 1) & ((m > 1e-3) if overlap else True)
    return m[sound], load[sound], free[sound]


def largest_loads(temperature: float) -> tuple[float, float]:
    """Return up to which load a memory exists, and up to which it is the lowest state."""
    _, load, free = phase(temperature, _SIGMA, 1.0)
    top = int(load.argmax())
    a, b, c = np.polyfit(_SIGMA[top - 1 : top + 2], load[top - 1 : top + 2], 2)  # a parabola
    most = float(c - b**2 / (4 * a))
    _, load_of_glass, free_of_glass = phase(temperature, _SIGMA, 0.0)
    load, free = load[: top + 1], free[: top + 1]
    gap = free - np.interp(load, load_of_glass, free_of_glass)
    after = int(np.argmax(gap > 0)) if (gap > 0).any() else len(gap) - 1
    pair = slice(max(after - 1, 0), after + 1)
    return most, float(np.interp(0, gap[pair], load[pair]))


@cache
def lines() -> tuple[Floats, Floats, Floats]:
    """Return temperatures from 0 to 1, and the largest loads of T_M and of T_c at each."""
    inside = np.transpose([largest_loads(float(heat)) for heat in _TEMPERATURES])
    both = [
        np.concatenate([[end], loads, [0.0]])
        for end, loads in zip((critical_load(), thermodynamic_load()), inside, strict=True)
    ]
    return np.concatenate([[0.0], _TEMPERATURES, [1.0]]), both[0], both[1]
