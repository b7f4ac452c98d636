"""Parts of a small drawing, as SVG: spins, axes, lines, dots and bars."""

from collections.abc import Sequence
from typing import Any

import numpy as np

FRAMES = 16  # at most, in a picture that moves


def squares(x: float, y: float, side: float, state: Any, columns: int) -> str:
    """Spins as squares, those up in ink."""
    cells = []
    up = np.asarray(state) > 0
    for row in range(0, len(up), columns):
        for run in range(row, row + columns):  # neighbours that are up are one outline
            if up[run] and (run == row or not up[run - 1]):
                length = next(
                    (k for k in range(row + columns - run) if not up[run + k]), row + columns - run
                )
                px, py, wide = x + side * (run - row), y + side * row // columns, side * length - 1
                cells.append(f"M{px:g} {py:g}h{wide:g}v{side - 1:g}h{-wide:g}z")
    width, height = side * columns - 1, side * -(-len(state) // columns) - 1
    return (
        f'<path class="faint" d="M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}z"/>'
        f'<path class="ink" d="{"".join(cells) or "M0 0"}"/>'
    )


def words(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{text}</text>'


def axes(x: float, y: float, width: float, height: float, across: str, up: str) -> str:
    return (
        f'<path class="axis" d="M{x:g} {y:g}v{height:g}h{width:g}"/>'
        + words(x + width, y + height + 18, across, "end")
        + words(x, y - 8, up, "middle")
    )


def line(points: Sequence[tuple[float, float]], kind: str = "") -> str:
    return f'<path class="line {kind}" d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in points)}"/>'


def dot(x: float, y: float, radius: float = 6, kind: str = "warm") -> str:
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


def placed(values: Any, x: float, y: float, width: float, height: float, low: float, high: float,
           total: int) -> list[tuple[float, float]]:  # fmt: skip
    """Values as points of a diagram whose left upper corner is (x, y)."""
    span = max(total - 1, 1)
    return [
        (x + width * k / span, y + height * (high - v) / (high - low)) for k, v in enumerate(values)
    ]


def chosen(steps: int) -> list[int]:
    """At most so many of the steps as there are frames, the first and the last among them."""
    return sorted(set(np.linspace(0, steps - 1, min(steps, FRAMES)).astype(int).tolist()))


def bars(x: float, y: float, values: Any, names: Sequence[str], length: float) -> str:
    parts = [f'<path class="axis" d="M{x:g} {y - 4:g}v{26 * len(names) + 2:g}"/>']
    for row, (value, name) in enumerate(zip(values, names, strict=True)):
        left = x + min(0, value) * length
        parts.append(
            f'<rect class="{"warm" if value > 0 else "cool"}" x="{left:.1f}" y="{y + 26 * row:g}" '
            f'width="{abs(value) * length:.1f}" height="18"/>'
            + words(x - 62, y + 26 * row + 14, name, "end")
        )
    return "".join(parts)
