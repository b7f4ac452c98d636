"""Problems as energies, against enumeration, derivatives, theorems and plain loops."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad, solve_ivp

import hopfield_lessons as hl
from hopfield_lessons import optimise

SEEDS = st.integers(0, 10**6)


def symmetric(size: int, seed: int) -> np.ndarray:
    values = np.random.default_rng(seed).normal(size=(size, size))
    return values + values.T


def distances(cities: int, seed: int) -> np.ndarray:
    places = np.random.default_rng(seed).random((cities, 2))
    return np.hypot(*(places[:, None] - places).transpose(2, 0, 1))


def all_bits(size: int) -> np.ndarray:
    return np.array(list(itertools.product((0, 1), repeat=size)))


# ---- units


@given(seed=SEEDS, size=st.integers(1, 7))
def test_a_form_of_other_units_has_the_same_energy_in_every_state(seed: int, size: int) -> None:
    """Catches a lost diagonal, a factor of 2 or 4, the ½ counted twice, a wrong constant."""
    rng = np.random.default_rng(seed)
    w, b, c = symmetric(size, seed), rng.normal(size=size), rng.normal()
    x = all_bits(size)
    s = 2 * x - 1

    def by_hand(weights: Any, field: Any, units: np.ndarray) -> np.ndarray:
        loops = range(size)
        return np.array(
            [
                -sum(weights[i][j] * u[i] * u[j] for i in loops for j in loops) / 2
                - sum(field[i] * u[i] for i in loops)
                for u in units
            ]
        )

    spins = optimise.spin_form(w, b, constant=c)
    np.testing.assert_allclose(by_hand(*spins[:2], s) + spins[2], by_hand(w, b, x) + c, atol=1e-12)
    bits = optimise.bit_form(w, b, constant=c)
    np.testing.assert_allclose(by_hand(*bits[:2], x) + bits[2], by_hand(w, b, s) + c, atol=1e-12)
    for form in (spins, bits):
        assert not np.diag(form.weights).any()


@given(seed=SEEDS, size=st.integers(1, 7))
def test_there_and_back(seed: int, size: int) -> None:
    w, b = symmetric(size, seed), np.arange(size) - 1.5
    np.fill_diagonal(w, 0)
    back = optimise.bit_form(*optimise.spin_form(w, b)[:2], constant=0.25)
    np.testing.assert_allclose(back.weights, w, atol=1e-12)
    np.testing.assert_allclose(back.field, b, atol=1e-12)
    there = optimise.spin_form(w, b, constant=3)
    np.testing.assert_allclose(optimise.bit_form(*there[:2], constant=there[2]).constant, 3)


def test_with_and_without_the_two_a_heat_bath_is_the_same() -> None:
    """1/(1 + exp(-h/T)) of units 0 and 1 is 1/(1 + exp(-2h/T)) of spins, in each state."""
    w, b = symmetric(5, 1), np.linspace(-1, 1, 5)
    np.fill_diagonal(w, 0)
    spins = optimise.spin_form(w, b)
    for x in all_bits(5):
        of_bits = w @ x + b
        of_spins = hl.local_field(spins.weights, 2 * x - 1, external_field=spins.field)
        np.testing.assert_allclose(
            1 / (1 + np.exp(-of_bits / 0.7)), 1 / (1 + np.exp(-2 * of_spins / 0.7)), atol=1e-12
        )


def test_the_form_of_spins_is_that_of_spins_from_bits() -> None:
    w = symmetric(6, 3)
    np.fill_diagonal(w, 0)
    weights, field = hl.spins_from_bits(w, thresholds=np.arange(6))
    form = optimise.spin_form(w, -np.arange(6))
    np.testing.assert_allclose(form.weights, weights, atol=1e-12)
    np.testing.assert_allclose(form.field, field, atol=1e-12)


def test_a_constant_that_would_overflow() -> None:
    with pytest.raises(ValueError, match="constant: would overflow"):
        optimise.bit_form([[0]], [4e307], constant=1.7e308)


# ---- costs


def random_cost(size: int, seed: int) -> tuple[optimise.Quadratic, np.ndarray]:
    """A cost made by each method, and its values by loops over all states."""
    rng = np.random.default_rng(seed)
    q, a = rng.normal(size=(size, size)), rng.normal(size=size)
    some = rng.permutation(size)[: rng.integers(1, size + 1)]
    problem = optimise.Quadratic(size).add(size - 1, 0, cost=2.5).add(0, cost=-1).add(0, 0, cost=3)
    problem.add_matrix(q).square(a, target=1.5, penalty=0.7).exactly_one(some, penalty=2)
    values = [
        2.5 * x[size - 1] * x[0]
        + 2 * x[0]
        + sum(q[i, j] * x[i] * x[j] for i in range(size) for j in range(size))
        + 0.7 * (sum(a * x) - 1.5) ** 2
        + 2 * (1 - sum(x[i] for i in some)) ** 2
        for x in all_bits(size)
    ]
    return problem, np.array(values)


@given(seed=SEEDS, size=st.integers(1, 6))
def test_a_cost_is_the_sum_of_its_terms(seed: int, size: int) -> None:
    problem, values = random_cost(size, seed)
    np.testing.assert_allclose(problem.cost(all_bits(size)), values, atol=1e-11)


@given(seed=SEEDS, size=st.integers(1, 6))
def test_the_energy_of_its_network_is_the_cost(seed: int, size: int) -> None:
    problem, values = random_cost(size, seed)
    weights, field, constant = problem.weights_and_field()
    energies = hl.all_energies(weights, external_field=field)
    np.testing.assert_allclose(energies + constant, values, atol=1e-11)
    assert not np.diag(weights).any()
    weights, field, constant = problem.weights_and_field("bits")
    x = all_bits(size)
    by_hand = -np.einsum("bi,ij,bj->b", x, weights, x) / 2 - x @ field + constant
    np.testing.assert_allclose(by_hand, values, atol=1e-11)


@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_exactly_one_as_on_paper(count: int) -> None:
    """w = -2P, b = P with 0 and 1; w = -P/2, b = -P (n - 2)/2 with spins."""
    one = optimise.Quadratic(count).exactly_one(range(count), penalty=3)
    off = ~np.eye(count, dtype=bool)
    for units, w, b in (("bits", -6, 3), ("spins", -1.5, -3 * (count - 2) / 2)):
        form = one.weights_and_field(units)  # type: ignore[arg-type]
        np.testing.assert_allclose(form.weights[off], w)
        np.testing.assert_allclose(form.field, b)


def test_what_is_refused_has_changed_nothing() -> None:
    problem = optimise.Quadratic(2).add(0, cost=1e308)
    for change in (
        lambda: problem.add(0, cost=1e308),
        lambda: problem.add_matrix([[1e308, 0], [0, 0]]),
        lambda: problem.square([1e200, 0], target=0, penalty=1),
    ):
        with pytest.raises(ValueError, match="would overflow"):
            change()
        assert problem.cost([[1, 0], [0, 1]]).tolist() == [1e308, 0]


@pytest.mark.parametrize(
    ("call", "kind", "words"),
    [
        (lambda q: q.add(3, cost=1), ValueError, "first: expected a variable from 0 to 2, got 3"),
        (lambda q: q.add(0, -1, cost=1), ValueError, "second: expected a whole number"),
        (lambda q: q.add(0.0, cost=1), TypeError, "first: expected a whole number"),
        (lambda q: q.add(0, cost=np.nan), ValueError, "cost: expected a number"),
        (lambda q: q.add_matrix(np.eye(2)), ValueError, "matrix: expected 3 rows"),
        (lambda q: q.square([1, 2], target=1, penalty=1), ValueError, r"expected shape \(3,\)"),
        (lambda q: q.square([1, 2, 3], target=1, penalty=-1), ValueError, "penalty: expected"),
        (lambda q: q.exactly_one([0, 0], penalty=1), ValueError, "each variable once"),
        (lambda q: q.exactly_one([0, 3], penalty=1), ValueError, "from 0 to 2"),
        (lambda q: q.exactly_one([], penalty=1), TypeError, "expected a list"),
        (lambda q: q.exactly_one([0.5], penalty=1), TypeError, "expected a list"),
        (lambda q: q.cost([1, -1, 1]), ValueError, "expected 0 and 1"),
        (lambda q: q.cost([1, 1]), ValueError, r"expected shape \(3,\)"),
        (lambda q: q.weights_and_field("ising"), ValueError, "units: expected one of"),
        (lambda q: optimise.Quadratic(0), ValueError, "size: expected a whole number"),
        (lambda q: optimise.Quadratic(10**7), ValueError, "would need"),
    ],
)
def test_a_cost_refuses_in_words(call: Any, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        call(optimise.Quadratic(3))


def test_a_cost_says_how_large_it_is() -> None:
    assert repr(optimise.Quadratic(3).exactly_one([0, 2], penalty=1)) == (
        "Quadratic(size=3, terms=3)"
    )


# ---- cuts


@given(seed=SEEDS, size=st.integers(2, 9))
def test_the_energy_of_a_split_is_all_edges_minus_twice_the_cut(seed: int, size: int) -> None:
    graph = np.abs(symmetric(size, seed))
    np.fill_diagonal(graph, 0)
    states = hl.all_states(size)
    pairs = list(itertools.combinations(range(size), 2))
    by_hand = [sum(graph[i, j] for i, j in pairs if s[i] != s[j]) for s in states]
    np.testing.assert_allclose(optimise.cut(graph, states), by_hand, atol=1e-12)
    energies = hl.all_energies(optimise.max_cut(graph))
    np.testing.assert_allclose(energies, graph.sum() / 2 - 2 * np.array(by_hand), atol=1e-12)


@given(seed=SEEDS, size=st.integers(2, 9), chance=st.floats(0, 1))
def test_every_resting_state_cuts_half_at_every_vertex(seed: int, size: int, chance: float) -> None:
    graph = optimise.random_graph(size, chance=chance, rng=seed)
    for state in hl.fixed_points(optimise.max_cut(graph)):
        cut_here = (graph * (state[:, None] != state)).sum(axis=1)
        assert (2 * cut_here >= graph.sum(axis=1)).all()


@pytest.mark.parametrize("seed", range(3))
def test_no_method_beats_the_optimum_of_16_vertices_and_many_descents_reach_it(seed: int) -> None:
    """The optimum by loops over edges and splits, one vertex held: the other half is the same."""
    graph = optimise.random_graph(16, chance=0.4, rng=seed)
    edges = np.argwhere(np.triu(graph))
    splits = (np.arange(2**15)[:, None] >> np.arange(16)) & 1
    optimum = sum((splits[:, i] != splits[:, j]).astype(int) for i, j in edges).max()
    w, starts = optimise.max_cut(graph), hl.random_patterns(300, 16, rng=seed)
    descents = optimise.cut(graph, hl.recall(w, starts, rng=seed).state)
    cooling = np.linspace(3, 0, 100)
    cold = hl.anneal(w, starts[:50], temperatures=cooling, rng=seed)
    anneals = optimise.cut(graph, cold.state)
    assert descents.max() == optimum == anneals.max()
    assert descents.mean() < anneals.mean() <= optimum


def test_half_is_attained_on_the_ring_of_four() -> None:
    ring = np.roll(np.eye(4), 1, axis=0) + np.roll(np.eye(4), -1, axis=0)
    halves = [s for s in hl.fixed_points(optimise.max_cut(ring)) if optimise.cut(ring, s) == 2]
    assert len(halves) == 4
    assert optimise.cut(ring, [1, 1, -1, -1]) == 2


def test_a_random_graph() -> None:
    graph = optimise.random_graph(400, chance=0.3, rng=1)
    assert (graph == graph.T).all()
    assert set(np.unique(graph)) == {0, 1}
    assert abs(graph.sum() / (400 * 399) - 0.3) < 4 * np.sqrt(0.21 / (200 * 399))
    assert not optimise.random_graph(5, chance=0, rng=0).any()


@pytest.mark.parametrize("graph", [np.eye(2), [[0, 1], [2, 0]], [[0, 1, 1]]])
def test_no_graph(graph: Any) -> None:
    with pytest.raises(ValueError, match=r"adjacency: expected|needs symmetric"):
        optimise.max_cut(graph)


# ---- tours


@pytest.mark.parametrize("cities", [3, 4, 7, 9])
def test_the_shortest_tour_is_the_shortest_of_all(cities: int) -> None:
    d = distances(cities, cities)
    every = min(
        sum(d[a, b] for a, b in itertools.pairwise((0, *rest, 0)))
        for rest in itertools.permutations(range(1, cities))
    )
    best = optimise.shortest_tour(d)
    assert sorted(best.tolist()) == list(range(cities))
    assert optimise.tour_length(d, best) == pytest.approx(every)


def test_heuristics_are_no_better_than_the_shortest_and_two_opt_ends_where_nothing_helps() -> None:
    for seed in range(20):
        d = distances(9, seed)
        near = optimise.nearest_neighbour(d, first=seed % 9)
        better = optimise.two_opt(d, near)
        lengths = [optimise.tour_length(d, t) for t in (optimise.shortest_tour(d), better, near)]
        assert lengths[0] <= lengths[1] + 1e-12
        assert lengths[1] <= lengths[2] + 1e-12
        for i, j in itertools.combinations(range(9), 2):
            turned = [*better[: i + 1], *better[i + 1 : j + 1][::-1], *better[j + 1 :]]
            assert optimise.tour_length(d, turned) >= lengths[1] - 1e-12


def test_nearest_neighbour_goes_to_the_nearest() -> None:
    line = np.abs(np.subtract.outer([0, 10, 1, 3], [0, 10, 1, 3]))
    assert optimise.nearest_neighbour(line).tolist() == [0, 2, 3, 1]


def board_cost(d: np.ndarray, board: np.ndarray, penalty: float) -> float:
    """By loops, from the words."""
    n = len(d)
    cost = penalty * sum((1 - board[x].sum()) ** 2 + (1 - board[:, x].sum()) ** 2 for x in range(n))
    for i in range(n):
        for x, y in itertools.product(range(n), repeat=2):
            cost += d[x, y] * board[x, i] * board[y, (i + 1) % n]
    return float(cost)


@given(seed=SEEDS, cities=st.integers(3, 6), penalty=st.floats(0, 9))
def test_the_cost_of_a_board(seed: int, cities: int, penalty: float) -> None:
    d = distances(cities, seed)
    bits = np.random.default_rng(seed).integers(0, 2, cities**2)
    problem = optimise.tour_problem(d, penalty=penalty)
    by_hand = board_cost(d, bits.reshape(cities, cities), penalty)
    assert problem.cost(bits) == pytest.approx(by_hand, abs=1e-10)


@given(seed=SEEDS, cities=st.integers(3, 7))
def test_a_tour_is_read_as_it_was_written(seed: int, cities: int) -> None:
    order = np.random.default_rng(seed).permutation(cities)
    board = np.zeros((cities, cities), dtype=int)
    board[order, range(cities)] = 1
    state = hl.to_spins(board.ravel())
    assert (optimise.decode_tour(state) == order).all()
    d = distances(cities, seed)
    cost = optimise.tour_problem(d, penalty=5).cost(board.ravel())
    assert cost == pytest.approx(optimise.tour_length(d, order))
    state[0] *= -1
    assert optimise.decode_tour(state) is None


def single_flips(form: optimise.Form) -> tuple[np.ndarray, np.ndarray]:
    """For every state of 16 units, whether all single flips raise the energy, or none lowers it."""
    energies = hl.all_energies(form.weights, external_field=form.field)
    numbers = np.arange(len(energies))
    rises = np.stack([energies[numbers ^ (1 << k)] - energies for k in range(16)])
    return (rises > 1e-9).all(axis=0), (rises >= -1e-9).all(axis=0)


@pytest.mark.parametrize("factor", [2, 2.5, 10])
@pytest.mark.parametrize("seed", range(2))
def test_the_theorem_about_the_penalty_on_all_boards_of_four_cities(
    seed: int, factor: float
) -> None:
    """From P = 2 max d on the strict minima are the 24 tours, and 12 more boards rest by a tie."""
    d = distances(4, seed) + (1 - np.eye(4)) * 0.01
    form = optimise.tour_problem(d, penalty=factor * d.max()).weights_and_field()
    strict, weak = single_flips(form)
    states = hl.all_states(16)
    assert strict.sum() == 24
    assert all(optimise.decode_tour(state) is not None for state in states[strict])
    assert (weak & ~strict).sum() == 12
    for state in states[weak & ~strict]:
        board = state.reshape(4, 4) > 0
        assert sorted(board.sum(axis=0).tolist()) == [0, 0, 2, 2]
        assert abs(np.diff(board.sum(axis=0))).tolist() == [2, 2, 2]
        assert (board.sum(axis=1) == 1).all()


def test_with_equal_distances_twelve_more_boards_rest_by_a_tie() -> None:
    form = optimise.tour_problem(1 - np.eye(4), penalty=2).weights_and_field()
    strict, weak = single_flips(form)
    assert (strict.sum(), weak.sum()) == (24, 36)


@given(seed=SEEDS, share=st.floats(0.3, 1.7))
def test_a_tour_rests_if_and_only_if_2p_is_at_least_the_two_roads(seed: int, share: float) -> None:
    d = distances(6, seed)
    order = np.random.default_rng(seed).permutation(6)
    ways = d[order, np.roll(order, -1)]
    roads = (ways + np.roll(ways, 1)).max()
    form = optimise.tour_problem(d, penalty=share * roads / 2).weights_and_field()
    board = -np.ones((6, 6), dtype=int)
    board[order, range(6)] = 1
    state = board.ravel()
    rests = (state * hl.local_field(form.weights, state, external_field=form.field) >= 0).all()
    if abs(share - 1) > 1e-9:
        assert rests == (share > 1)


def test_hopfield_and_tanks_energy_as_they_wrote_it() -> None:
    """The field is minus the derivative of their energy, by finite differences, in 0 to 1."""
    d, n = distances(4, 1), 4
    names = {"same_city": 5.0, "same_position": 7.0, "total": 2.0, "length": 3.0, "expected": 6.0}
    weights, field = optimise.hopfield_tank(d, **names)
    rng = np.random.default_rng(1)
    v = rng.random((n, n))

    def energy(v: np.ndarray) -> float:
        cities, places = range(n), range(n)
        rows = sum(v[x, i] * v[x, j] for x in cities for i in places for j in places if i != j)
        columns = sum(v[x, i] * v[y, i] for i in places for x in cities for y in cities if x != y)
        roads = sum(
            d[x, y] * v[x, i] * (v[y, (i + 1) % n] + v[y, (i - 1) % n])
            for x in cities
            for y in cities
            for i in places
        )
        return float(5 / 2 * rows + 7 / 2 * columns + 2 / 2 * (v.sum() - 6) ** 2 + 3 / 2 * roads)

    small = 1e-5
    by_hand = []
    for place in np.ndindex(n, n):
        step = np.zeros((n, n))
        step[place] = small
        by_hand.append(-(energy(v + step) - energy(v - step)) / (2 * small))
    inside = weights @ (2 * v.ravel() - 1) + field
    np.testing.assert_allclose(inside, by_hand, atol=1e-7)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: optimise.tour_problem(np.eye(3), penalty=1), "zero on the diagonal"),
        (lambda: optimise.tour_problem([[0, 1], [1, 0]], penalty=1), "at least 3 cities"),
        (lambda: optimise.tour_problem(1 - np.eye(3), penalty=-1), "penalty: expected"),
        (lambda: optimise.shortest_tour(1 - np.eye(14)), "at most 13 cities.*two_opt"),
        (lambda: optimise.tour_length(1 - np.eye(3), [0, 1, 1]), "each once"),
        (lambda: optimise.nearest_neighbour(1 - np.eye(3), first=3), "from 0 to 2"),
        (lambda: optimise.two_opt((1 - np.eye(3)) * 1e308, [0, 1, 2]), "would overflow"),
        (lambda: optimise.decode_tour([1, 1, 1]), "expected n.2 spins"),
        (lambda: optimise.hopfield_tank((1 - np.eye(3)) * 1e200, length=1e200), "would overflow"),
    ],
)
def test_tours_refuse_in_words(call: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()


def test_an_order_is_made_of_whole_numbers() -> None:
    with pytest.raises(TypeError, match="order: expected a list of city numbers"):
        optimise.two_opt(1 - np.eye(3), [0.0, 1.0, 2.0])


# ---- continuous units


def test_small_steps_follow_the_equation() -> None:
    """Against scipy's integrator, which shares no line with ours."""
    w, b, start = symmetric(6, 2), np.linspace(-1, 1, 6), np.linspace(1, -0.5, 6)

    def slope(_: float, u: np.ndarray) -> np.ndarray:
        return -u + w @ np.tanh(1.5 * u) + b

    exact = solve_ivp(slope, (0, 2), start, rtol=1e-10, atol=1e-10).y[:, -1]
    errors = []
    for steps in (2000, 4000):
        flow = optimise.continuous(w, start, gain=1.5, steps=steps, dt=2 / steps, external_field=b)
        errors.append(np.abs(flow.inputs - exact).max())
    assert errors[0] < 0.01
    assert errors[1] < 0.6 * errors[0]  # Euler's method is of first order


def test_steps_are_those_of_a_plain_loop_also_with_a_gain_for_each() -> None:
    w = np.random.default_rng(0).normal(size=(4, 4))  # asymmetric, with a diagonal
    starts, gains = np.random.default_rng(1).normal(size=(3, 4)), [0.5, 1.0, 4.0]
    flow = optimise.continuous(w, starts, gain=gains, steps=3, dt=0.3, record=True)
    for row, start in enumerate(starts):
        u = list(start)
        for gain in gains:
            v = [np.tanh(gain * x) for x in u]
            u = [x + 0.3 * (sum(w[i, j] * v[j] for j in range(4)) - x) for i, x in enumerate(u)]
        np.testing.assert_allclose(flow.inputs[row], u)
        np.testing.assert_allclose(flow.values[row], np.tanh(4 * np.array(u)))
        np.testing.assert_allclose(flow.trajectory[-1, row], flow.values[row])
        speed = max(
            abs(sum(w[i, j] * np.tanh(4 * u[j]) for j in range(4)) - u[i]) for i in range(4)
        )
        assert flow.speed[row] == pytest.approx(speed)


@pytest.mark.parametrize("value", [0.0, 0.3, -0.9, 0.999999, 1.0, -1.0])
def test_the_integral_is_the_integral(value: float) -> None:
    by_scipy = quad(np.arctanh, 0, value)[0]
    energy = optimise.continuous_energy([[0.0]], [value], gain=0.5)
    assert energy == pytest.approx(2 * by_scipy, abs=1e-9)


@given(seed=SEEDS)
def test_the_slope_of_the_energy_is_minus_the_motion(seed: int) -> None:
    """dE/dV_i = -(du_i/dt) tau, by finite differences; without the integral it isn't."""
    rng = np.random.default_rng(seed)
    w, b, v = symmetric(5, seed), rng.normal(size=5), rng.uniform(-0.9, 0.9, 5)
    gain, small = 0.7, 1e-6
    motion = -np.arctanh(v) / gain + w @ v + b
    for i in range(5):
        step = small * np.eye(5)[i]
        up, down = optimise.continuous_energy(w, [v + step, v - step], gain=gain, external_field=b)
        assert -(up - down) / (2 * small) == pytest.approx(motion[i], abs=1e-5)


@given(seed=SEEDS, gain=st.floats(0.1, 20), share=st.floats(0.1, 1))
def test_the_energy_never_rises_with_steps_below_the_bound(
    seed: int, gain: float, share: float
) -> None:
    w, start = symmetric(6, seed), np.random.default_rng(seed).normal(size=(4, 6)) * 3
    lowest = max(0.0, -np.linalg.eigvalsh(w)[0])
    dt = share / (1 + gain * lowest)
    flow = optimise.continuous(w, start, gain=gain, steps=60, dt=dt, energies=True)
    scale = np.abs(flow.energies).max()
    assert (np.diff(flow.energies, axis=1) <= 1e-12 * scale).all()
    np.testing.assert_allclose(
        flow.energies[:, -1],
        optimise.continuous_energy(w, flow.values, gain=gain),
        atol=1e-9 * scale,
    )


def test_without_the_integral_it_may_rise() -> None:
    """Two saturated units relax: -V.w.V/2 grows."""
    flow = optimise.continuous([[0, 1], [1, 0]], [9, 9], gain=2, steps=200, record=True)
    pairs = -flow.trajectory[:, 0] * flow.trajectory[:, 1]
    assert pairs[-1] > pairs[0] + 0.05


@pytest.mark.parametrize("share", [0.9, 1.1])
def test_zero_is_stable_below_the_critical_gain(share: float) -> None:
    w = hl.hebbian(hl.random_patterns(1, 50, rng=0))
    gain = share * 50 / 49
    flow = optimise.continuous(w, np.full(50, 1e-3), gain=gain, steps=5000)
    assert (np.abs(flow.values).max() > 0.1) == (share > 1)


def test_at_high_gain_the_corners_are_the_fixed_points() -> None:
    w = hl.hebbian(hl.random_patterns(3, 9, rng=4))
    starts = np.random.default_rng(1).normal(size=(50, 9))
    flow = optimise.continuous(w, starts, gain=1e4, steps=4000, dt=0.01)
    rests = {tuple(state) for state in hl.fixed_points(w)}
    settled = flow.values[(np.abs(flow.values) > 0.999).all(axis=1)]
    assert len(settled) > 30
    assert all(tuple(np.sign(state).astype(int)) in rests for state in settled)


def test_one_start_is_a_batch_of_one() -> None:
    w, start = symmetric(3, 1), np.array([0.1, -0.4, 0.2])
    one = optimise.continuous(w, start, gain=1, steps=5, energies=True, record=True)
    many = optimise.continuous(w, start[None], gain=1, steps=5, energies=True, record=True)
    assert one.values.shape == (3,)
    assert (one.energies == many.energies[0]).all()
    assert (one.trajectory == many.trajectory[:, 0]).all()
    assert one.speed == many.speed[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"gain": -1}, "gain: expected"),
        ({"gain": [1, 2]}, "one for each of the 5 steps"),
        ({"gain": 0, "energies": True}, "gain: expected at least"),
        ({"dt": 0}, "dt: expected"),
        ({"dt": 1.5}, "dt: expected"),
        ({"start": [0, 0, 0]}, r"start: expected shape \(2,\)"),
        ({"weights": [[0, 1], [2, 0]], "energies": True}, "needs symmetric"),
        ({"gain": 1e308, "start": [1e10, 0]}, "would overflow"),
        ({"steps": 10**12, "gain": 1, "record": True}, "would need"),
    ],
)
def test_continuous_units_refuse_in_words(change: dict[str, Any], words: str) -> None:
    good = {"weights": [[0, 1], [1, 0]], "start": [0.1, 0], "gain": 1, "steps": 5}
    with pytest.raises(ValueError, match=words):
        optimise.continuous(**(good | change))


def test_values_beyond_one_have_no_energy() -> None:
    with pytest.raises(ValueError, match=r"values: expected numbers from -1 to 1, got 1\.5"):
        optimise.continuous_energy([[0.0]], [1.5], gain=1)
