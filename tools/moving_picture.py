"""Draw the course's moving picture: python tools/moving_picture.py --out FILE.svg

A stored heart with a quarter of its pixels turned over, restored by `recall` unit by unit, beside
its overlaps and its energy. The file is an SVG that moves by style rules alone: it plays once, in
less than five seconds, and stands still for a reader who asked for less motion. Then, and after
the last flip, it shows the whole story: what went in, what came out, and the way between.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import hopfield_lessons as hl

SEED = 2
DAMAGE = 0.25
SIDE = 8  # pixels of a picture

WIDTH, HEIGHT = 580, 244
PAUSE, STEP = 0.8, 0.22  # seconds: to look at the damage; from flip to flip

STYLE = """
.hl-recall { --paper: #fff; --ink: #1b2a41; --faint: #e3e7ec; --soft: #4e5b6c; --warm: #c24e00;
  font: 18px system-ui, sans-serif; fill: var(--soft); }
@media (prefers-color-scheme: dark) { .hl-recall {
  --paper: #14181e; --ink: #e6ebf2; --faint: #2b333e; --soft: #b4bfcc; --warm: #ff9a4d; } }
.hl-recall .paper { fill: var(--paper); }
.hl-recall .faint { fill: var(--faint); }
.hl-recall .ink { fill: var(--ink); }
.hl-recall .warm { fill: var(--warm); }
.hl-recall .off { opacity: 0; }
.hl-recall .line { fill: none; stroke: var(--warm); stroke-width: 3; stroke-linecap: round; }
.hl-recall .axis { fill: none; stroke: var(--soft); stroke-width: 1.5; }
"""
MOTION = """
.hl-recall .on, .hl-recall .off { animation: .18s both; }
.hl-recall .on { animation-name: hl-appear; }
.hl-recall .off { animation-name: hl-vanish; }
@keyframes hl-appear { from { opacity: 0; } }
@keyframes hl-vanish { from { opacity: 1; } }
"""


@dataclass(frozen=True)
class Story:
    """One recall: the states on its way, their overlaps with the memories, their energies."""

    names: tuple[str, ...]
    flipped_units: list[int]
    states: NDArray[np.int8]
    overlaps: NDArray[np.float64]
    energies: NDArray[np.float64]

    @property
    def flips(self) -> int:
        return len(self.flipped_units)


def heal() -> Story:
    """Damage the heart and let the network of three pictures restore it, as in lesson 00."""
    memories = hl.pictures()
    patterns = np.array(list(memories.values()))
    weights = hl.hebbian(patterns)
    cue = hl.flip(memories["heart"], DAMAGE, rng=SEED)
    run = hl.recall(weights, cue, rng=SEED, record=True)
    units = np.asarray(run.flipped_units).tolist()
    if len(set(units)) < len(units):
        raise ValueError(f"a unit flips twice, which this picture can't show: {units}")
    states = run.trajectory(1)
    overlaps, energies = hl.overlap(patterns, states), hl.energy(weights, states)
    return Story(tuple(memories), units, states, np.asarray(overlaps), np.asarray(energies))


def seconds(flip: int) -> str:
    """When the change made by flip number 1, 2, … becomes visible."""
    return f"{PAUSE + STEP * (flip - 1):.2f}s"


def delay(flip: int) -> str:
    return f'style="animation-delay:{seconds(flip)}"'


def squares(units: Iterable[int], cell: float) -> str:
    """The pixels of these units, as one outline."""
    gap = cell / 12
    return "".join(
        f"M{cell * (unit % SIDE) + gap:g} {cell * (unit // SIDE) + gap:g}"
        f"h{cell - 2 * gap:g}v{cell - 2 * gap:g}h{2 * gap - cell:g}z"
        for unit in units
    )


def grid(state: NDArray[np.int8], cell: float, *, left_out: Sequence[int] = ()) -> list[str]:
    """One state; `left_out` are the units that something else draws."""
    dark = [unit for unit, spin in enumerate(state) if spin > 0 and unit not in left_out]
    return [
        f'<path class="faint" d="{squares(range(len(state)), cell)}"/>',
        f'<path class="ink" d="{squares(dark, cell)}"/>',
    ]


def moving_grid(story: Story, cell: float) -> list[str]:
    """The state: units that flip come or go in their turn, the others stay."""
    parts = grid(story.states[-1], cell, left_out=story.flipped_units)
    for flip, unit in enumerate(story.flipped_units, 1):
        way = "on" if story.states[-1][unit] > 0 else "off"
        outline = squares([unit], cell)
        parts.append(f'<path class="ink {way}" {delay(flip)} d="{outline}"/>')
    return parts


def bars(story: Story, length: float, row: float) -> list[str]:
    """One bar for each memory, as long as its overlap in the end; names stay clear of all bars."""
    parts = []
    leftmost = length * min(0, story.overlaps.min())
    for place, (name, final) in enumerate(zip(story.names, story.overlaps[-1], strict=True)):
        top = place * row
        look = "warm" if final == story.overlaps[-1].max() else "ink"
        parts += [
            f'<text x="{leftmost - 9:g}" y="{top + row - 7:g}" text-anchor="end">{name}</text>',
            f'<rect class="{look}" id="hl-bar-{place}" x="0" y="{top + 4:g}" '
            f'width="{length:g}" height="{row - 8:g}" transform="scale({final:g} 1)"/>',
        ]
    return [*parts, f'<path class="axis" d="M0 0v{row * len(story.names):g}"/>']


def bar_motion(story: Story) -> str:
    """The style rules by which each bar follows its overlap, flip by flip."""
    rules = []
    for place, overlaps in enumerate(story.overlaps.T):
        stops = "".join(
            f"{100 * flip / story.flips:.3g}% {{ transform: scaleX({value:g}); }} "
            for flip, value in enumerate(overlaps)
        )
        rules.append(
            f"@keyframes hl-bar-{place} {{ {stops}}}\n"
            f"#hl-bar-{place} {{ animation: hl-bar-{place} {STEP * story.flips:.2f}s "
            f"{PAUSE - STEP:.2f}s step-end both; }}\n"
        )
    return "".join(rules)


def curve(story: Story, width: float, height: float) -> list[str]:
    """The energy: every flip adds a piece that goes down."""
    share = (story.energies[0] - story.energies) / np.ptp(story.energies)
    points = [
        f"{width * flip / story.flips:.1f} {height * down:.1f}" for flip, down in enumerate(share)
    ]
    pieces = [
        f'<path class="line on" {delay(flip)} d="M{start}L{end}"/>'
        for flip, (start, end) in enumerate(pairwise(points), 1)
    ]
    return [f'<path class="axis" d="M0 -8V{height + 10:g}H{width:g}"/>', *pieces]


def group(x: float, y: float, parts: Iterable[str]) -> str:
    return f'<g transform="translate({x:g} {y:g})">\n' + "\n".join(parts) + "\n</g>\n"


def label(x: float, y: float, words: str) -> str:
    return f'<text x="{x:g}" y="{y:g}">{words}</text>\n'


def draw(story: Story) -> str:
    """Return the whole picture as the text of an SVG file."""
    moving = MOTION + bar_motion(story)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="hl-recall" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"\n<style>{STYLE}@media (prefers-reduced-motion: no-preference) {{{moving}}}\n</style>\n"
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" rx="10"/>\n'
        + label(14, 28, "cue")
        + group(12, 38, grid(story.states[0], 10))
        + label(116, 28, "state")
        + group(114, 36, moving_grid(story, 24))
        + label(350, 28, "overlap")
        + group(474, 36, bars(story, 94, 26))
        + label(350, 148, "energy")
        + group(428, 142, curve(story, 140, 78))
        + "</svg>\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="the SVG file to write")
    parser.parse_args().out.write_text(draw(heal()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
