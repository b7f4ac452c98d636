"""Magnets, mixtures and noise; and what updating all units at once does."""

import numpy as np

import hopfield_lessons as hl

from .redone import redone


@redone("goles1985", "periods of synchronous runs, at most", "2", (1, 2), 200)
def longest_period(rng: np.random.Generator) -> float:
    """N = 60, symmetric weights drawn from a Gaussian: the longest period of 50 runs."""
    drawn = rng.normal(size=(60, 60))
    starts = hl.random_patterns(50, 60, rng=rng)
    run = hl.recall(drawn + drawn.T, starts, update="synchronous", energies=False)
    return float(max(run.period))


@redone("bruck1990", "the same, w_ij = −w_ji: always", "4", (4, 4), 200)
def antisymmetric_period(rng: np.random.Generator) -> float:
    """N = 60, antisymmetric weights drawn from a Gaussian: the mean period of 50 runs."""
    drawn = rng.normal(size=(60, 60))
    starts = hl.random_patterns(50, 60, rng=rng)
    run = hl.recall(drawn - drawn.T, starts, update="synchronous", energies=False)
    return float(np.mean(run.period.astype(float)))


def mixture_overlap(count: int, rng: np.random.Generator) -> float:
    """N = 10,000: the overlap of a mixture of `count` patterns with each, at rest."""
    patterns = hl.random_patterns(count, 10_000, rng=rng)
    run = hl.recall_patterns(patterns, hl.mixture(patterns, np.ones(count)), rng=rng)
    return float(np.mean(hl.overlap(patterns, run.state)))


@redone("amit1985finite", "overlap of a mixture of 3 with each", "1/2", (0.499, 0.501), 50)
def mixture_of_three(rng: np.random.Generator) -> float:
    """P = 3, N = 10,000: sgn(ξ¹ + ξ² + ξ³), left to run."""
    return mixture_overlap(3, rng)


@redone("amit1985finite", "of 5", "3/8", (0.374, 0.376), 50)
def mixture_of_five(rng: np.random.Generator) -> float:
    """P = 5, N = 10,000."""
    return mixture_overlap(5, rng)


@redone("amit1985finite", "mixtures of 3 melt at T", "0.46", (0.455, 0.465))
def melting(_rng: np.random.Generator) -> float:
    """N without end, a finite number of patterns."""
    return hl.theory.mixture_melting_temperature(3)


@redone("amit1985finite", "overlap with a pattern at T = 0.5", "0.9575", (0.956, 0.959), 20)
def overlap_in_heat(rng: np.random.Generator) -> float:
    """P = 3, N = 2000, heat bath: the mean over 50 sweeps. For N without end m = tanh(m/T)."""
    patterns = hl.random_patterns(3, 2000, rng=rng)
    weights = hl.hebbian(patterns)
    run = hl.glauber(weights, patterns[0], beta=2, sweeps=60, patterns=patterns, rng=rng)
    return float(run.overlaps[11:, 0].mean())


@redone(
    "onsager1944", "a square lattice's energy per unit, T = 2", "−1.7456", (-1.7466, -1.7446), 20
)
def lattice_energy(rng: np.random.Generator) -> float:
    """16 × 16 units, edges joined, heat bath from all +1: 20 magnets, the mean over 150 sweeps."""
    run = hl.glauber(hl.lattice((16, 16)), np.ones((20, 256)), beta=0.5, sweeps=200, rng=rng)
    return float(run.energies[:, 51:].mean()) / 256


@redone("barros2009", "quenched sheets that freeze into stripes", "0.339", (0.319, 0.359), 80)
def stripes(rng: np.random.Generator) -> float:
    """16 × 16 units, edges joined, T = 0, coins at ties, 25 random starts: those with stripes.

    That is, each row is of one sign, or each column, and not the whole sheet. The theory is for
    sheets without end.
    """
    starts = hl.random_patterns(25, 256, rng=rng)
    run = hl.glauber(hl.lattice((16, 16)), starts, beta=np.inf, sweeps=1000, rng=rng)
    sheets = run.state.reshape(25, 16, 16)
    rows = np.all(sheets == sheets[:, :, :1], axis=(1, 2))
    columns = np.all(sheets == sheets[:, :1, :], axis=(1, 2))
    return float(np.mean(rows ^ columns))
