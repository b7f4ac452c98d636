"""Where ink ends and paper begins, among the blocks of one picture.

Each function takes one number for each block, smaller for more ink, and returns which are ink.
None of them tells apart what only rounding tells apart.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_DUST = 1e-9  # of the largest number: means of equal pixels differ by less
_FEW = 0.01  # of all blocks: a photograph of 256 greys has that many equal ones


def by_share(blocks: NDArray[np.float64], share: float) -> NDArray[np.bool_]:
    """Ink in round(share * N) blocks. Raises ValueError if that parts many equal ones."""
    count = round(share * blocks.size)
    order = np.argsort(blocks, kind="stable")
    ink = np.zeros(blocks.size, dtype=bool)
    ink[order[:count]] = True
    if not 0 < count < blocks.size:
        return ink
    dust = _dust(blocks)
    last, next_one = blocks[order[count - 1]], blocks[order[count]]
    alike = np.abs(blocks - last) <= dust
    if alike.all():
        return np.zeros_like(ink)  # a blank sheet
    if next_one - last <= dust and alike.sum() > _FEW * blocks.size:
        raise ValueError(_parted(share, alike, blocks < last - dust))
    return ink


def _parted(share: float, alike: NDArray[np.bool_], before: NDArray[np.bool_]) -> str:
    """What to say of a share that parts equal blocks, with the nearest ones that don't."""
    ends = (before.sum(), before.sum() + alike.sum())
    shares = " or ".join(f"ink={end / alike.size:.6g}" for end in ends if 0 < end < alike.size)
    return (
        f"expected a cut between blocks of different brightness, got ink={share:g}, which parts "
        f"{alike.sum()} equal ones of {alike.size}; take {shares}, or let ink='otsu' find a cut"
    )


def by_threshold(blocks: NDArray[np.float64], level: float) -> NDArray[np.bool_]:
    """Ink in all blocks below `level`."""
    return blocks < level - max(_dust(blocks), _DUST * abs(level))


def by_half(blocks: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Ink in all blocks below the middle of the smallest and the largest."""
    return by_threshold(blocks, (blocks.min() + blocks.max()) / 2)


def by_otsu(blocks: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Ink in the blocks of the first class, of the two whose means lie furthest apart.

    Furthest is meant as Otsu means it: the variance between the classes is largest.
    """
    levels = np.sort(blocks)
    steps = np.flatnonzero(np.diff(levels) > _dust(blocks)) + 1  # sizes that the first may have
    if steps.size == 0:
        return np.zeros(blocks.size, dtype=bool)
    levels = (levels - levels[0]) / (levels[-1] - levels[0])
    share = steps / blocks.size
    gap = levels.mean() * share - np.cumsum(levels)[steps - 1] / blocks.size
    between = gap**2 / (share * (1 - share))
    best = np.flatnonzero(between >= between.max() * (1 - _DUST))[0]  # the least ink of equals
    ink: NDArray[np.bool_] = blocks <= np.partition(blocks, steps[best] - 1)[steps[best] - 1]
    return ink


def _dust(blocks: NDArray[np.float64]) -> float:
    return float(_DUST * np.abs(blocks).max())
