"""Draw the pictures at the top of the lessons: python tools/openings.py --out book/_static/openings

Each shows the lesson's own physics, computed here by the package, in at most sixteen frames: they
play once, in less than five seconds, by style rules alone. A reader who asked for less motion sees
the last. A new lesson needs a function here that returns its frames, and a line in `OPENINGS`.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from svg_parts import FRAMES, axes, bars, chosen, dot, line, placed, squares, words

import hopfield_lessons as hl

WIDTH, HEIGHT = 520, 170
LASTING = 4.4  # seconds

# Written with room here, and without it in the files, which are parts of pages.
STYLE = """
.hl-opening{--ink:#1b2a41;--faint:#e3e7ec;--soft:#4e5b6c;--warm:#c24e00;--cool:#2f6f9f;
  font:15px var(--hl-font,system-ui,sans-serif);fill:var(--soft)}
@media (prefers-color-scheme:dark){.hl-opening{
  --ink:#e6ebf2;--faint:#2b333e;--soft:#b4bfcc;--warm:#ff9a4d;--cool:#7fb8e0}}
.hl-opening .ink{fill:var(--ink)}.hl-opening .faint{fill:var(--faint)}
.hl-opening .warm{fill:var(--warm)}.hl-opening .cool{fill:var(--cool)}
.hl-opening .line{fill:none;stroke:var(--warm);stroke-width:3;stroke-linejoin:round}
.hl-opening .two{stroke:var(--cool);stroke-dasharray:7 4}
.hl-opening .axis{fill:none;stroke:var(--soft);stroke-width:1.5}
.hl-opening .thin{fill:none;stroke:var(--soft);stroke-width:1.5;stroke-dasharray:3 3}
.hl-opening .frame{visibility:hidden}.hl-opening .frame:last-child{visibility:visible}
"""


@dataclass(frozen=True)
class Opening:
    """A lesson's picture: what one sees in it, and its frames as SVG."""

    alt: str
    frames: Sequence[str]


# --- the lessons ----------------------------------------------------------------------------


def start() -> Opening:
    memories = hl.pictures()
    patterns = np.array(list(memories.values()))
    run = hl.recall(
        hl.hebbian(patterns), hl.flip(memories["anchor"], 0.25, rng=4), rng=4, record=True
    )
    states = run.trajectory(1)
    frames = [
        squares(20, 14, 18, states[k], 8)
        + words(250, 30, "overlap with what was stored")
        + bars(345, 50, hl.overlap(patterns, states[k]), list(memories), 140)
        for k in chosen(len(states))
    ]
    return Opening(
        "A damaged anchor of 8 by 8 pixels becomes whole; its overlap grows to one.", frames
    )


def magnet() -> Opening:
    run = hl.recall(hl.lattice((14, 14)), hl.random_patterns(1, 196, rng=5)[0], rng=5, record=True)
    states = run.trajectory(1)
    share = [float(np.mean(state)) for state in states]
    picked = chosen(len(states))
    frames = []
    for k in picked:
        points = placed(share[: k + 1 : 3], 270, 30, 220, 110, -1, 1, -(-len(share) // 3))
        frames.append(
            squares(20, 8, 11, states[k], 14) + axes(270, 30, 220, 110, "flips", "m") + line(points)
        )
    return Opening(
        "Small magnets on a square lattice, up or down by chance, form domains, while the "
        "mean magnetisation m settles.",
        frames,
    )


def hebb() -> Opening:
    patterns = hl.random_patterns(6, 12, rng=3)
    frames = []
    for count in range(1, 7):
        weights = patterns[:count].T @ patterns[:count] / count
        np.fill_diagonal(weights, 0)
        signs = {"warm": "", "cool": ""}
        for (i, j), weight in np.ndenumerate(weights):
            if weight:
                half = 5.5 * abs(weight)
                signs["warm" if weight > 0 else "cool"] += (
                    f"M{296 + 13 * j - half:.1f} {13 + 13 * i - half:.1f}"
                    f"h{2 * half:.1f}v{2 * half:.1f}h{-2 * half:.1f}z"
                )
        table = "".join(f'<path class="{sign}" d="{d or "M0 0"}"/>' for sign, d in signs.items())
        rows = "".join(squares(24, 16 + 24 * row, 14, patterns[row], 12) for row in range(count))
        frames.append(rows + words(228, 86, "→") + table)
    return Opening(
        "Patterns of twelve units are stored one by one. Each adds its products to the table "
        "of weights, which stays symmetric.",
        frames,
    )


def descent() -> Opening:
    patterns = hl.random_patterns(4, 100, rng=1)
    weights = hl.hebbian(patterns)
    run = hl.recall(weights, hl.flip(patterns[0], 0.3, rng=1), rng=1, record=True)
    states = run.trajectory(1)
    energies = np.asarray(hl.energy(weights, states))
    points = placed(energies, 230, 26, 260, 116, energies.min(), energies.max(), len(energies))
    frames = [
        squares(20, 14, 14, states[k], 10)
        + axes(230, 20, 270, 122, "flips", "E")
        + line(points[: k + 1])
        + dot(*points[k])
        for k in chosen(len(states))
    ]
    return Opening(
        "A state of a hundred units changes unit by unit; its energy E falls at every flip "
        "and then rests.",
        frames,
    )


def symmetry() -> Opening:
    rng = np.random.default_rng(8)
    loose = rng.normal(size=(30, 30))
    np.fill_diagonal(loose, 0)
    even = (loose + loose.T) / 2
    curves = []
    for weights in (even, loose):
        state = np.where(rng.random(30) < 0.5, 1.0, -1.0)
        values = [float(state @ weights @ state) / -60]
        for _ in range(14):
            for unit in range(0, 30, 1):
                field = weights[unit] @ state
                state[unit] = np.sign(field) if field else state[unit]
                if unit % 10 == 9:
                    values.append(float(state @ weights @ state) / -60)
        curves.append(values)
    low, high = min(map(min, curves)), max(map(max, curves))
    total = len(curves[0])
    frames = [
        axes(40, 32, 200, 105, "time", "E")
        + words(140, 24, "symmetric", "middle")
        + line(placed(curves[0][: k + 1], 40, 36, 195, 96, low, high, total))
        + axes(300, 32, 200, 105, "time", "E")
        + words(400, 24, "not symmetric", "middle")
        + line(placed(curves[1][: k + 1], 300, 36, 195, 96, low, high, total), "two")
        for k in chosen(total)
    ]
    return Opening(
        "Two networks: with symmetric weights the energy falls and rests; with others the "
        "same sum goes up and down.",
        frames,
    )


def basin() -> Opening:
    patterns = hl.random_patterns(20, 200, rng=2)
    weights = hl.hebbian(patterns)
    paths = []
    for number, damage in enumerate((0.05, 0.15, 0.25, 0.35, 0.4, 0.45, 0.48)):
        run = hl.recall(weights, hl.flip(patterns[0], damage, rng=number), rng=number, record=True)
        overlaps = np.asarray(hl.overlap(patterns[0], run.trajectory(1))).ravel()
        paths.append(overlaps[np.linspace(0, len(overlaps) - 1, FRAMES).astype(int)])
    frames = [
        axes(60, 22, 430, 122, "way to rest", "m")
        + "".join(
            line(
                placed(path[: k + 1], 60, 24, 420, 118, -0.1, 1, FRAMES),
                "" if path[-1] > 0.9 else "two",
            )
            + dot(
                *placed(path[: k + 1], 60, 24, 420, 118, -0.1, 1, FRAMES)[-1],
                4,
                "warm" if path[-1] > 0.9 else "cool",
            )
            for path in paths
        )
        for k in range(FRAMES)
    ]
    return Opening(
        "Seven starts with more and more damage: their overlaps m with a stored pattern. "
        "Those near it reach one, others end elsewhere.",
        frames,
    )


def spurious() -> Opening:
    patterns = hl.random_patterns(3, 196, rng=6)
    start = hl.flip(hl.mixture(patterns, [1, 1, 1]), 0.3, rng=6)
    states = hl.recall(hl.hebbian(patterns), start, rng=6, record=True).trajectory(1)
    frames = [
        squares(20, 8, 11, states[k], 14)
        + words(250, 30, "overlap with three patterns")
        + bars(330, 50, hl.overlap(patterns, states[k]), ["first", "second", "third"], 150)
        + f'<path class="thin" d="M405 44v82"/>{words(405, 146, "½", "middle")}'
        for k in chosen(len(states))
    ]
    return Opening(
        "A state comes to rest where nothing was stored: its overlaps with three patterns all"
        " end near one half.",
        frames,
    )


def capacity() -> Opening:
    size = 150
    values = []
    for load in np.linspace(0.02, 0.3, FRAMES):
        patterns = hl.random_patterns(int(load * size), size, rng=7)
        end = hl.recall(hl.hebbian(patterns), patterns[:3], rng=7).state
        values.append(
            float(np.mean([hl.overlap(p, e) for p, e in zip(patterns[:3], end, strict=True)]))
        )
    points = placed(values, 60, 24, 420, 118, 0, 1, FRAMES)
    at = 60 + 420 * (0.138 - 0.02) / 0.28
    frames = [
        axes(60, 18, 430, 124, "load α = P/N", "m")
        + f'<path class="thin" d="M{at:.1f} 18v124"/>{words(at + 6, 34, "0.138")}'
        + line(points[: k + 1])
        + dot(*points[k])
        for k in range(FRAMES)
    ]
    return Opening(
        "More and more patterns are stored in 150 units. What is recalled keeps its overlap m"
        " near one, and loses it beyond a load of about 0.138.",
        frames,
    )


def noise() -> Opening:
    heart = hl.pictures()["heart"]
    weights = hl.hebbian(np.array(list(hl.pictures().values())))
    rng = np.random.default_rng(9)
    heats = np.linspace(0.05, 1.5, FRAMES)
    states, overlaps = [], []
    state = np.array(heart, dtype=float)
    for heat in heats:
        seen = []
        for _ in range(60):
            for unit in rng.permutation(64):
                up = 1 / (1 + np.exp(-2 * (weights[unit] @ state) / heat))
                state[unit] = 1.0 if rng.random() < up else -1.0
            seen.append(float(state @ heart) / 64)
        states.append(state.copy())
        overlaps.append(abs(float(np.mean(seen))))
    points = placed(overlaps, 240, 24, 240, 118, 0, 1, FRAMES)
    frames = [
        squares(20, 14, 18, states[k], 8)
        + axes(240, 18, 255, 124, "temperature", "m")
        + line(points[: k + 1])
        + dot(*points[k])
        for k in range(FRAMES)
    ]
    return Opening(
        "A remembered heart at rising temperature: pixels flicker, its mean overlap m sinks "
        "and is lost.",
        frames,
    )


def rules() -> Opening:
    size, counts = 60, np.linspace(2, 48, FRAMES).astype(int)
    curves: list[list[float]] = [[], []]
    for count in counts:
        patterns = hl.random_patterns(int(count), size, rng=10)
        for curve, rule in zip(curves, (hl.hebbian, hl.pseudo_inverse), strict=True):
            end = hl.recall(rule(patterns), patterns, rng=10).state
            curve.append(float(np.mean(np.sum(end * patterns, axis=1) / size)))
    frames = [
        axes(60, 22, 430, 120, "stored patterns P", "m")
        + line(placed(curves[0][: k + 1], 60, 26, 420, 114, 0, 1, FRAMES), "two")
        + line(placed(curves[1][: k + 1], 60, 26, 420, 114, 0, 1, FRAMES))
        + words(130, 134, "Hebb, dashed · pseudo-inverse, solid")
        for k in range(FRAMES)
    ]
    return Opening(
        "The same patterns stored by two rules: with Hebb's the overlap m of what is recalled"
        " sinks early, with the pseudo-inverse it stays one.",
        frames,
    )


def cut() -> Opening:
    rng = np.random.default_rng(3)
    size = 14
    pairs = [(i, j) for i in range(size) for j in range(i) if rng.random() < 0.32]
    weights = np.zeros((size, size))
    for i, j in pairs:
        weights[i, j] = weights[j, i] = -1
    states = hl.recall(weights, np.ones(size, dtype=np.int8), rng=3, record=True).trajectory(1)
    angle = 2 * np.pi * np.arange(size) / size
    x, y = 110 + 78 * np.cos(angle), 84 + 70 * np.sin(angle)
    cuts = [sum(bool(s[i] != s[j]) for i, j in pairs) for s in states]
    frames = []
    for k in chosen(len(states)):
        drawn: dict[bool, str] = {True: "", False: ""}
        for i, j in pairs:
            drawn[bool(states[k][i] != states[k][j])] += (
                f"M{x[i]:.0f} {y[i]:.0f}L{x[j]:.0f} {y[j]:.0f}"
            )
        points = placed(cuts[: k + 1], 270, 26, 220, 114, 0, len(pairs), len(states))
        frames.append(
            f'<path class="thin" d="{drawn[False] or "M0 0"}"/>'
            f'<path class="line" d="{drawn[True] or "M0 0"}"/>'
            + "".join(
                dot(x[i], y[i], 8, "ink" if s > 0 else "cool") for i, s in enumerate(states[k])
            )
            + axes(270, 22, 225, 120, "flips", "cut")
            + line(points)
            + dot(*points[-1])
        )
    return Opening(
        "A graph whose fourteen nodes take one of two sides: with every flip more of its "
        "edges run between the sides.",
        frames,
    )


def boltzmann() -> Opening:
    states = np.array([[1 if k >> b & 1 else -1 for b in range(3)] for k in range(8)], dtype=float)
    pairs = np.stack([states[:, i] * states[:, j] for i, j in ((0, 1), (0, 2), (1, 2))], axis=1)
    features = np.hstack([states, pairs])
    data = np.exp(features @ np.array([0.4, -0.5, 0.2, 0.9, -0.6, 0.7]))
    data /= data.sum()
    strengths = np.zeros(6)
    frames = []
    for step in range(121):
        model = np.exp(features @ strengths)
        model /= model.sum()
        if step % 8 == 0:
            frames.append(
                axes(50, 14, 450, 128, "the eight states of three units", "p")
                + "".join(
                    f'<rect class="warm" x="{70 + 52 * k}" y="{142 - 230 * p:.1f}" width="34" '
                    f'height="{230 * p:.1f}"/>'
                    f'<path class="axis" d="M{64 + 52 * k} {142 - 230 * q:.1f}h46"/>'
                    for k, (p, q) in enumerate(zip(model, data, strict=True))
                )
            )
        strengths += 0.12 * features.T @ (data - model)
    return Opening(
        "Bars are the probabilities that a Boltzmann machine gives to eight states; while it "
        "learns they reach the marks, those of the data.",
        frames,
    )


def softmax() -> Opening:
    x = np.linspace(-1.8, 1.8, 61)
    frames = []
    for beta in np.linspace(0.3, 4, FRAMES):
        energy = -np.logaddexp(beta * x, -beta * x) / beta + x**2 / 2
        energy -= energy.min()
        points = placed(energy, 50, 20, 430, 118, -0.05, 1.2, len(x))
        low = int(np.argmin(np.where(x >= 0, energy, 9)))
        frames.append(
            axes(50, 18, 445, 124, "x", "E")
            + line([p for p in points if p[1] > 12])
            + dot(points[low][0], points[low][1] - 7)
            + dot(points[60 - low][0], points[60 - low][1] - 7, 6, "cool")
            + words(265, 34, f"β = {beta:.1f}", "middle")
        )
    return Opening(
        "The energy of a softmax memory of two patterns, along the line through both: as beta"
        " rises its one valley parts into two.",
        frames,
    )


OPENINGS: dict[str, Callable[[], Opening]] = {
    "00": start,
    "01": magnet,
    "02": hebb,
    "03": descent,
    "04": symmetry,
    "05": basin,
    "06": spurious,
    "07": capacity,
    "08": noise,
    "09": rules,
    "10": cut,
    "11": boltzmann,
    "12": softmax,
}


def draw(opening: Opening) -> str:
    """The whole file."""
    last = len(opening.frames) - 1
    step = LASTING / (last + 1)
    delays = "".join(
        f".hl-opening .frame:nth-of-type({k + 1}){{animation:hl-shown {step:.3f}s {k * step:.3f}s}}"
        for k in range(last)
    )
    hidden = f".hl-opening .frame:last-child{{animation:hl-hidden {last * step:.3f}s}}"
    motion = "".join(
        f"@keyframes hl-{name}{{from,to{{visibility:{state}}}}}"
        for name, state in (("shown", "visible"), ("hidden", "hidden"))
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="hl-opening" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">\n'
        f"<desc>{opening.alt}</desc>\n<style>{STYLE}@media (prefers-reduced-motion:no-preference)"
        f"{{{motion}{delays}{hidden}}}</style>\n"
        + "\n".join(f'<g class="frame">{frame}</g>' for frame in opening.frames)
        + "\n</svg>\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="the folder for the SVG files")
    out = parser.parse_args().out
    for number, opening in OPENINGS.items():
        (out / f"{number}.svg").write_text(draw(opening()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
