"""Machines that learn: sums by the definition, finite differences, exact chains, plain loops."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import root

from hopfield_lessons import (
    all_energies,
    all_states,
    energy,
    hebbian,
    overlap,
    random_patterns,
    spins_from_bits,
)
from hopfield_lessons.boltzmann import (
    RBM,
    block_glauber,
    divergence,
    empirical_distribution,
    hopfield_rbm,
    learn_boltzmann,
    moments,
)
from hopfield_lessons.landscape import boltzmann_distribution, state_number
from tests.kernels import chains, nets

PARITY = np.array([s for s in product([-1, 1], repeat=3) if math.prod(s) == 1])


def bars_and_stripes(side: int) -> np.ndarray:
    """Each picture once, also the two that are all paper and all ink."""
    lines = np.array(list(product([-1, 1], repeat=side)))
    across = np.repeat(lines, side, axis=1)
    down = np.tile(lines, side)
    return np.unique(np.vstack([across, down]), axis=0)


# --- tables -------------------------------------------------------------------------------------


@given(states=nets.spins((5, 3)), seed=st.integers(0, 99))
def test_moments_and_shares_by_the_definition(states, seed):
    chances = np.random.default_rng(seed).dirichlet(np.ones(5))
    law = empirical_distribution(states, probabilities=chances)
    found = moments(states, probabilities=chances)
    over_all = moments(all_states(3), probabilities=law)
    for number, row in enumerate(all_states(3)):
        share = sum(c for c, s in zip(chances, states, strict=True) if (s == row).all())
        assert law[number] == pytest.approx(share)
    for i in range(3):
        mean = sum(c * s[i] for c, s in zip(chances, states, strict=True))
        assert found.mean[i] == pytest.approx(mean)
        assert over_all.mean[i] == pytest.approx(mean)
        for j in range(3):
            pair = sum(c * s[i] * int(s[j]) for c, s in zip(chances, states, strict=True))
            assert found.correlations[i, j] == pytest.approx(pair)
            assert over_all.correlations[i, j] == pytest.approx(pair)
    np.testing.assert_allclose(moments(states).mean, states.mean(axis=0), atol=1e-15)


def test_divergence_in_nats_and_only_one_way_round():
    p, q = np.array([0.5, 0.25, 0.25]), np.array([0.1, 0.6, 0.3])
    assert divergence(p, model=q) == pytest.approx(
        sum(a * math.log(a / b) for a, b in zip(p, q, strict=True))
    )
    assert divergence(p, model=q) != pytest.approx(divergence(q, model=p))
    assert divergence(p, model=p) == 0
    assert divergence([1, 0], model=[0.5, 0.5]) == pytest.approx(math.log(2))
    assert divergence([0.5, 0.5], model=[1, 0]) == math.inf


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: divergence([1, 1], model=[0.5, 0.5]), "data: expected .*add up to 1, got 2"),
        (lambda: divergence([0.5, 0.5], model=[1]), r"model: expected .* shape \(2,\), got \(1,\)"),
        (lambda: divergence([1.5, -0.5], model=[0.5, 0.5]), "data: .*got -0.5"),
        (lambda: moments([[1, 1]], probabilities=[0.5, 0.5]), r"probabilities: .*\(1,\)"),
        (lambda: empirical_distribution(np.ones((1, 21))), "at most 20 units.*2.21"),
        (lambda: learn_boltzmann(np.ones((1, 9)), hidden=8, rng=0), "at most 16 units.* got 17"),
        (lambda: learn_boltzmann([[1]], rate=10, decay=0.2), "decay: .* to 0.1, got 0.2"),
        (lambda: RBM([1, 2]), r"weights: expected shape \(N, K\).*\(2,\)"),
        (lambda: RBM([[1, 2]], hidden=[1, 2, 3]), r"hidden: expected .*\(2,\)"),
        (lambda: RBM([[1e200]]), "weights: expected numbers up to 1e.100"),
        (lambda: RBM([[1]]).hidden_given([1, 1]), "states: expected 1 spins"),
        (lambda: RBM([[1]]).gradient([1]), r"states: expected shape \(P, N\)"),
        (lambda: RBM(np.ones((21, 1))).distribution(), "at most 20"),
        (lambda: block_glauber([[1]], [1], beta=np.inf, sweeps=1, rng=0), "beta: .*block"),
        (lambda: hopfield_rbm([[1]], beta=1).visible_given([1, 2]), "hidden: expected 1 numbers"),
    ],
)
def test_refusals_say_what_came(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_hidden_units_need_a_seed():
    with pytest.raises(TypeError, match=r"rng: expected a seed .* alike"):
        learn_boltzmann(PARITY, hidden=1)


# --- the fully connected machine ----------------------------------------------------------------


def test_the_first_step_is_hebbs_rule():
    patterns = random_patterns(3, 7, rng=0)
    step = learn_boltzmann(patterns, steps=1, rate=3 / 7)  # P/N: Hebb divides by N, a mean by P
    np.testing.assert_allclose(step.weights, hebbian(patterns), atol=1e-15)
    np.testing.assert_allclose(step.field, 3 / 7 * patterns.mean(axis=0), atol=1e-15)


def log_likelihood(data, weights, field, hidden):
    """sum_v q(v) ln p(v), with p by the definition."""
    law = chains.boltzmann(weights, field, 1.0).reshape(len(data), 2**hidden).sum(axis=1)
    return data @ np.log(law)


@pytest.mark.parametrize("hidden", [0, 1, 2])
def test_a_step_is_the_gradient_of_the_likelihood(hidden):
    """Central differences; a pair counts once: with both w_ij and w_ji moved, it is the step."""
    rng = np.random.default_rng(hidden)
    states, chances = random_patterns(5, 3, rng=rng), rng.dirichlet(np.ones(5))
    data = empirical_distribution(states, probabilities=chances)
    before, after = (
        learn_boltzmann(states, probabilities=chances, hidden=hidden, steps=n, rate=0.4, rng=9)
        for n in (3, 4)
    )
    size, eps = 3 + hidden, 1e-5
    for i, j in product(range(size), repeat=2):
        shift = np.zeros((size, size))
        shift[i, j] = shift[j, i] = eps
        bias = np.diagonal(shift)  # i = j: the field
        pairs = shift - np.diag(bias)
        up, down = (
            log_likelihood(data, before.weights + t * pairs, before.field + t * bias, hidden)
            for t in (1, -1)
        )
        moved = (
            (after.weights - before.weights)[i, j] if i != j else (after.field - before.field)[i]
        )
        assert moved / 0.4 == pytest.approx((up - down) / (2 * eps), abs=1e-8)
    entropy = -data[data > 0] @ np.log(data[data > 0])
    likelihood = log_likelihood(data, before.weights, before.field, hidden)
    assert before.divergence[-1] == pytest.approx(-entropy - likelihood, abs=1e-12)
    assert divergence(data, model=before.distribution()) == pytest.approx(before.divergence[-1])


def test_momentum_and_decay_by_hand():
    states = np.array([[1, 1], [1, -1], [1, 1]])
    found = learn_boltzmann(states, steps=2, rate=0.3, momentum=0.5, decay=0.2)
    mean, pair = states.mean(axis=0), (states[:, 0] * states[:, 1]).mean()
    w, b = np.float64(0), np.zeros(2)
    velocity, speed = np.float64(0), np.zeros(2)
    for _ in range(2):
        law = chains.boltzmann(np.array([[0, w], [w, 0]]), b, 1.0)
        s = all_states(2)
        velocity = 0.5 * velocity + 0.3 * (pair - law @ (s[:, 0] * s[:, 1]) - 0.2 * w)
        speed = 0.5 * speed + 0.3 * (mean - law @ s)
        w, b = w + velocity, b + speed
    assert found.weights[0, 1] == pytest.approx(w, rel=1e-12)
    np.testing.assert_allclose(found.field, b, rtol=1e-12)


def test_a_machine_is_found_again_and_all_moments_match():
    rng = np.random.default_rng(0)
    upper = np.triu(rng.normal(size=(4, 4)) / 2, 1)
    weights, field = upper + upper.T, rng.normal(size=4) / 2
    law = boltzmann_distribution(weights, external_field=field)
    found = learn_boltzmann(all_states(4), probabilities=law, steps=3000, rate=0.3)
    np.testing.assert_allclose(found.weights, weights, atol=1e-6)
    np.testing.assert_allclose(found.field, field, atol=1e-6)
    assert (np.diff(found.divergence) <= 1e-15).all()
    assert found.divergence[-1] < 1e-12


@pytest.mark.parametrize("hidden", [0, 1])
def test_parity_needs_one_hidden_unit(hidden):
    found = learn_boltzmann(PARITY, hidden=hidden, steps=3000, rate=0.1, momentum=0.9, rng=0)
    assert (abs(found.divergence[-1] - math.log(2)) < 1e-12) == (hidden == 0)
    assert (found.divergence[-1] < 0.005) == (hidden == 1)


@pytest.mark.parametrize("side", [2, 3])
def test_bars_and_stripes_need_none(side):
    """Ground states of a pair energy on 2 x 2 blocks; so KL goes to 0, like 1/steps."""
    pictures = bars_and_stripes(side)
    assert len(pictures) == 2 ** (side + 1) - 2
    weights = np.zeros((side * side, side * side))
    for r, c in product(range(side - 1), repeat=2):
        block = [r * side + c, r * side + c + 1, (r + 1) * side + c, (r + 1) * side + c + 1]
        edges = [(0, 1), (2, 3), (0, 2), (1, 3)]
        for (a, b), w in [(e, 1) for e in edges] + [(d, -1) for d in [(0, 3), (1, 2)]]:
            weights[block[a], block[b]] += w
            weights[block[b], block[a]] += w
    energies = all_energies(weights)
    lowest = np.flatnonzero(energies == energies.min())
    assert lowest.tolist() == sorted(state_number(pictures))
    found = learn_boltzmann(pictures, steps=2000, rate=0.1, momentum=0.9)
    assert found.divergence[-1] < 0.01


# --- the restricted machine ---------------------------------------------------------------------


def case(seed: int, size: int = 4, hidden: int = 3) -> tuple[RBM, np.ndarray, np.ndarray]:
    """A machine, examples, and how likely they are."""
    rng = np.random.default_rng(seed)
    machine = RBM(rng.normal(size=(size, hidden)), rng.normal(size=size), rng.normal(size=hidden))
    return machine, random_patterns(6, size, rng=rng), rng.dirichlet(np.ones(6))


def joint(machine: RBM) -> np.ndarray:
    """p(v, h) by the definition, from the energies of one machine with all its units."""
    size, hidden = machine.weights.shape
    weights = np.zeros((size + hidden, size + hidden))
    weights[:size, size:] = machine.weights
    weights[size:, :size] = machine.weights.T
    field = np.concatenate([machine.visible, machine.hidden])
    return chains.boltzmann(weights, field, 1.0).reshape(2**size, 2**hidden)


@pytest.mark.parametrize("seed", range(3))
def test_layers_and_free_energy_by_enumeration(seed):
    machine, _, _ = case(seed)
    table = joint(machine)
    visible, hidden = all_states(4), all_states(3)
    np.testing.assert_allclose(machine.distribution(), table.sum(axis=1), rtol=1e-12)
    down = table / table.sum(axis=1, keepdims=True)
    up = (table / table.sum(axis=0)).T
    np.testing.assert_allclose(machine.hidden_given(visible), down @ (hidden > 0), rtol=1e-12)
    np.testing.assert_allclose(machine.visible_given(hidden), up @ (visible > 0), rtol=1e-12)
    free = machine.free_energy(visible)
    np.testing.assert_allclose(free - free[0], -np.log(table.sum(1) / table.sum(1)[0]), atol=1e-12)
    assert machine.free_energy(visible[5]) == pytest.approx(free[5])
    assert isinstance(machine.free_energy(visible[5]), float)


def flat(change) -> np.ndarray:
    return np.concatenate([np.ravel(part) for part in change])


@pytest.mark.parametrize("seed", range(3))
def test_the_gradient_by_finite_differences(seed):
    machine, states, chances = case(seed)
    data = empirical_distribution(states, probabilities=chances)
    theta = flat((machine.weights, machine.visible, machine.hidden))

    def likelihood(shift: np.ndarray) -> float:
        w, b, c = np.split(theta + shift, [12, 16])
        return float(data @ np.log(joint(RBM(w.reshape(4, 3), b, c)).sum(axis=1)))

    eps = 1e-5
    expected = [
        (likelihood(eps * unit) - likelihood(-eps * unit)) / (2 * eps) for unit in np.eye(19)
    ]
    gradient = machine.gradient(states, probabilities=chances)
    np.testing.assert_allclose(flat(gradient), expected, atol=1e-8)
    higher = machine.moved(gradient, 0.01).distribution()
    assert divergence(data, model=higher) < divergence(data, model=machine.distribution())


@pytest.mark.parametrize("steps", [1, 3])
def test_contrastive_divergence_is_its_chain(steps):
    """Exact: <v h> of the data, less <v h> after k steps of the chain built from p(v, h)."""
    machine, states, chances = case(1)
    data, table = empirical_distribution(states, probabilities=chances), joint(machine)
    down, up = table / table.sum(axis=1, keepdims=True), (table / table.sum(axis=0)).T
    law = data @ np.linalg.matrix_power(down @ up, steps)
    v, h = all_states(4).astype(float), all_states(3).astype(float)
    expected = (v.T * (data - law)) @ down @ h, v.T @ (data - law), (data - law) @ down @ h
    found = machine.expected_contrastive_divergence(states, steps=steps, probabilities=chances)
    np.testing.assert_allclose(flat(found), flat(expected), atol=1e-13)


def test_long_contrastive_divergence_is_the_gradient_and_short_is_not():
    machine, states, _ = case(2)
    gradient = flat(machine.gradient(states))
    apart = [
        abs(flat(machine.expected_contrastive_divergence(states, steps=k)) - gradient).max()
        for k in (1, 10, 6000)
    ]
    assert apart[0] > apart[1] > apart[2]
    assert apart[0] > 0.05
    assert apart[2] < 1e-9


def test_drawn_contrastive_divergence_has_that_mean():
    machine, states, _ = case(3)
    many = np.repeat(states, 4000, axis=0)
    found = flat(machine.contrastive_divergence(many, steps=2, rng=0))
    expected = flat(machine.expected_contrastive_divergence(states, steps=2))
    np.testing.assert_allclose(found, expected, atol=5 / math.sqrt(len(many)))


def test_contrastive_divergence_is_the_gradient_of_nothing():
    """A gradient's derivatives are symmetric; the likelihood's are, and those of CD-1 are not."""
    data, eps = all_states(3), 1e-5
    chances = np.random.default_rng(5).dirichlet(np.ones(8))
    theta = np.random.default_rng(0).normal(size=11)

    def derivatives(rule: str) -> np.ndarray:
        def slope(at: np.ndarray) -> np.ndarray:
            w, b, c = np.split(at, [6, 9])
            return flat(getattr(RBM(w.reshape(3, 2), b, c), rule)(data, probabilities=chances))

        shifts = eps * np.eye(11)
        return np.array([slope(theta + d) - slope(theta - d) for d in shifts]) / (2 * eps)

    exact, one_step = map(derivatives, ("gradient", "expected_contrastive_divergence"))
    assert abs(exact - exact.T).max() < 1e-8
    assert abs(one_step - one_step.T).max() > 0.1


@pytest.mark.parametrize("hidden", [1, 2])
def test_with_one_hidden_unit_contrastive_divergence_rests_where_the_gradient_does(hidden):
    """Its chain over h has two states, so that an unchanged mean is equilibrium; not so with two.

    Two hidden units can choose 14 of 15 numbers: the data can't be met, so the rests differ.
    """
    data, chances = all_states(4), np.random.default_rng(5).dirichlet(np.ones(16))
    chances = 0.5 * chances + 0.5 / 16  # a top at finite weights

    def machine_of(theta: np.ndarray) -> RBM:
        w, b, c = np.split(theta, [4 * hidden, 4 * hidden + 4])
        return RBM(w.reshape(4, hidden), b, c)

    def one_step(theta: np.ndarray) -> np.ndarray:
        machine = machine_of(theta)
        return flat(machine.expected_contrastive_divergence(data, probabilities=chances))

    theta = np.random.default_rng(1).normal(size=4 * hidden + 4 + hidden)
    for _ in range(2000):
        theta = theta + one_step(theta)
    rest = root(one_step, theta, method="lm", tol=1e-13)
    assert abs(rest.fun).max() < 1e-9
    assert divergence(chances, model=machine_of(rest.x).distribution()) > 1e-4
    assert abs(rest.x).max() > 0.3
    slope = abs(flat(machine_of(rest.x).gradient(data, probabilities=chances))).max()
    assert (slope < 3e-9) == (hidden == 1)
    assert (slope > 1e-7) == (hidden == 2)


def test_samples_of_a_restricted_machine():
    """4 standard errors, by the exact distribution; and the start is forgotten and unchanged."""
    machine, _, _ = case(4)
    start = np.ones((20000, 4), dtype=np.int8)
    found = empirical_distribution(machine.sample(start, sweeps=60, rng=0))
    law = machine.distribution()
    assert (abs(found - law) < 4 * np.sqrt(law * (1 - law) / 20000)).all()
    assert (start == 1).all()
    assert machine.sample([1, 1, 1, 1], sweeps=0, rng=0).tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize("seed", range(5))
def test_spins_and_bits_are_as_likely(seed):
    """To 1e-12, with p(n) by the definition in units 0 and 1; and back."""
    machine, _, _ = case(seed)
    w, b, c = machine.to_bits()
    visible, hidden = (all_states(4) + 1) // 2, (all_states(3) + 1) // 2
    heights = visible @ w @ hidden.T + (visible @ b)[:, None] + hidden @ c
    law = np.exp(heights).sum(axis=1)
    np.testing.assert_allclose(machine.distribution(), law / law.sum(), rtol=1e-12)
    without_2 = 1 / (1 + np.exp(-(c + visible @ w)))
    np.testing.assert_allclose(machine.hidden_given(all_states(4)), without_2, rtol=1e-12)
    back = RBM.from_bits(w, b, c)
    np.testing.assert_allclose(back.weights, machine.weights, atol=1e-12)
    np.testing.assert_allclose(back.visible, machine.visible, atol=1e-12)
    np.testing.assert_allclose(back.hidden, machine.hidden, atol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_a_machine_of_bits_without_layers_too(seed):
    """exp(-E(n)) of T and theta is exp(-E(s)) of `spins_from_bits`, up to Z."""
    rng = np.random.default_rng(seed)
    upper = np.triu(rng.normal(size=(4, 4)), 1)
    t, theta = upper + upper.T, rng.normal(size=4)
    n = (all_states(4) + 1) // 2
    law = np.exp(0.5 * np.einsum("ki,ij,kj->k", n, t, n) - n @ theta)
    weights, field = spins_from_bits(t, thresholds=theta)
    found = boltzmann_distribution(weights, external_field=field)
    np.testing.assert_allclose(found, law / law.sum(), rtol=1e-12)


def test_enough_hidden_units_for_parity():
    """Without couplings between visible units: k = 2 stays at ln(2)/2, and k = 3 reaches 0."""
    data = empirical_distribution(PARITY)
    best = {}
    for hidden in (1, 2, 3):
        reached = []
        for seed in range(6):
            machine = RBM.random(3, hidden, spread=0.8, rng=seed)
            for _ in range(1500):
                machine = machine.moved(machine.gradient(PARITY), 0.5)
            reached.append(divergence(data, model=machine.distribution()))
        best[hidden] = min(reached)
    assert best[1] == pytest.approx(0.5757, abs=0.005)
    assert best[2] == pytest.approx(math.log(2) / 2, abs=0.005)
    assert best[3] < 0.02


# --- Hopfield's network -------------------------------------------------------------------------


@pytest.mark.parametrize("beta", [0.0, 0.7, 3.0])
def test_hopfields_network_is_a_restricted_machine(beta):
    patterns, states = random_patterns(3, 8, rng=0), all_states(8)
    machine = hopfield_rbm(patterns, beta=beta)
    expected = beta * energy(hebbian(patterns), states) - beta * 3 / 2
    np.testing.assert_allclose(machine.free_energy(states), expected, rtol=0, atol=3e-14)
    law = np.exp(-machine.free_energy(states))
    found = boltzmann_distribution(hebbian(patterns), beta=beta)
    np.testing.assert_allclose(found, law / law.sum(), rtol=1e-12)


def test_the_hidden_units_integrated_by_quadrature():
    """Gauss-Hermite, which is exact to rounding for one Gaussian unit."""
    patterns, states = random_patterns(1, 5, rng=1), all_states(5)
    machine = hopfield_rbm(patterns, beta=1.3)
    z, weight = np.polynomial.hermite_e.hermegauss(60)
    by_sum = np.exp(np.outer(states @ machine.weights[:, 0], z)) @ weight
    ratio = np.exp(-machine.free_energy(states)) / by_sum
    np.testing.assert_allclose(ratio, ratio[0], rtol=1e-10)


def test_a_block_sweep_leaves_boltzmann_unchanged():
    """The exact chain of one pattern: p(s'|s) = int dz N(z; W's, 1) p(s'|z), by quadrature."""
    patterns, states = random_patterns(1, 4, rng=2), all_states(4)
    machine = hopfield_rbm(patterns, beta=0.9)
    z, weight = np.polynomial.hermite_e.hermegauss(80)
    weight = weight / weight.sum()
    up = machine.visible_given((machine.hidden_mean(states) + z).reshape(-1, 1)).reshape(16, 80, 4)
    chain = np.zeros((16, 16))
    for k, s in enumerate(states):
        chain[:, k] = np.where(s > 0, up, 1 - up).prod(axis=2) @ weight
    law = boltzmann_distribution(hebbian(patterns), beta=0.9)
    np.testing.assert_allclose(law @ chain, law, atol=1e-10)
    starts = np.repeat(states, 3000, axis=0)
    ends = state_number(block_glauber(patterns, starts, beta=0.9, sweeps=1, rng=0))
    shares = np.zeros((16, 16))
    np.add.at(shares, (np.repeat(np.arange(16), 3000), ends), 1 / 3000)
    assert (abs(shares - chain) < 5 * np.sqrt(chain * (1 - chain) / 3000) + 1e-9).all()


@pytest.mark.parametrize("external", [0.0, 0.4])
def test_block_samples_have_the_boltzmann_distribution(external):
    patterns = random_patterns(3, 6, rng=3)
    field = external * np.arange(-2, 4)
    start = np.ones((20000, 6))
    ends = block_glauber(patterns, start, beta=0.8, sweeps=60, external_field=field, rng=0)
    law = boltzmann_distribution(hebbian(patterns), beta=0.8, external_field=field)
    spread = np.sqrt(law * (1 - law) / 20000)
    assert (abs(empirical_distribution(ends) - law) < 4.5 * spread).all()


@pytest.mark.parametrize("seed", range(5))
def test_block_sampling_is_the_plain_loop(seed):
    rng = np.random.default_rng(seed)
    patterns, states = random_patterns(2, 7, rng=rng), random_patterns(3, 7, rng=rng)
    field = rng.normal(size=7)
    draws, spins = np.random.default_rng(seed), states.astype(float).tolist()
    for _ in range(4):
        noise = draws.standard_normal((3, 2))
        chance = np.empty((3, 7))
        hidden = [
            [noise[k, mu] + math.sqrt(1.7 / 7) * sum(patterns[mu] * spins[k]) for mu in range(2)]
            for k in range(3)
        ]
        chance = draws.random((3, 7))
        for k, i in product(range(3), range(7)):
            h = math.sqrt(1.7 / 7) * sum(patterns[mu, i] * hidden[k][mu] for mu in range(2))
            up = 1 / (1 + math.exp(-2 * (h + 1.7 * field[i])))
            spins[k][i] = 1.0 if chance[k, i] < up else -1.0
    found = block_glauber(patterns, states, beta=1.7, sweeps=4, external_field=field, rng=seed)
    np.testing.assert_array_equal(found, np.array(spins))
    one = block_glauber(patterns, states[0], beta=1.7, sweeps=0, rng=seed)
    np.testing.assert_array_equal(one, states[0])


def test_a_memory_is_kept_below_its_temperature_and_lost_above():
    patterns = random_patterns(5, 400, rng=0)
    for beta, kept in ((4.0, True), (0.5, False)):
        ends = block_glauber(
            patterns, np.repeat(patterns[:1], 10, axis=0), beta=beta, sweeps=50, rng=1
        )
        assert ((overlap(patterns[0], ends) > 0.9) == kept).all()
