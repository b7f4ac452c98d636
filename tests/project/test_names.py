"""Names: few are flat, each means one thing, and no two arguments are swapped unseen."""

import ast
import inspect
import pkgutil
import re
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest

import hopfield_lessons as hl
from hopfield_lessons import _moved
from tests.project.names import APART, ROOMS, kernels, made_in, modules, public, written
from tests.project.pages import ROOT

# What notebooks, tests and users rely on, whether or not several lessons use it today.
PROMISED = set(
    re.findall(
        r"\w+",
        """
        random_patterns letters picture pictures binarise flip erase overlap distance to_spins
        to_bits hebbian pseudo_inverse storkey centred ferromagnet mattis lattice prepare Network
        spins_from_bits local_field energy energy_change lyapunov recall recall_patterns glauber
        anneal classify mixture fixed_points basins storable recall_curve capacity_sweep
        """,
    )
)
LESSONS = {path: path.read_text(encoding="utf-8") for path in ROOT.glob("notebooks/*.ipynb")}
IMPORTED = {  # by one module of the package from another
    alias.name
    for path in ROOT.glob("hopfield_lessons/**/*.py")
    if path.name != "__init__.py"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.ImportFrom)
    for alias in node.names
}


def flat() -> set[str]:
    return {name for name in hl.__all__ if not isinstance(getattr(hl, name), ModuleType)}


# --- few, and true -----------------------------------------------------------------------------


def test_promised_names_are_at_hand() -> None:
    assert flat() >= PROMISED, "hopfield_lessons/__init__.py"


@pytest.mark.parametrize("name", sorted(flat()))
def test_a_flat_name_is_promised_or_used_by_several_lessons(name: str) -> None:
    users = [path.name for path, text in LESSONS.items() if f"hl.{name}(" in text]
    assert name in PROMISED or len(users) > 1, (
        f"hl.{name} is used by {users or 'no lesson'}: leave it in its module, out of "
        "hopfield_lessons/__init__.py"
    )


def test_flat_names_are_few() -> None:
    assert len(flat()) < 45, (
        "let some live in their modules, and add them to hopfield_lessons/_moved.py"
    )


@pytest.mark.parametrize("room", sorted(set(ROOMS) - set(APART)))
def test_what_needs_numpy_only_is_shown_by_the_door(room: str) -> None:
    assert room in hl.__all__, (
        f"hl.{room} works only after an import of its own: import it in "
        "hopfield_lessons/__init__.py and add it to __all__"
    )


@pytest.mark.parametrize("room", ROOMS)
def test_all_that_a_room_shows_is_there(room: str) -> None:
    shown = getattr(ROOMS[room], "__all__", None)
    assert shown is not None, f"hopfield_lessons.{room}: give it __all__, so that a reader knows"
    missing = [name for name in shown if not hasattr(ROOMS[room], name)]
    assert not missing, f"hopfield_lessons.{room}.__all__ names what isn't there"


@pytest.mark.parametrize(("room", "module"), list(modules()))
def test_a_room_shows_what_its_modules_make(room: str, module: ModuleType) -> None:
    shown = getattr(ROOMS[room], "__all__", ())
    hidden = [name for name, _ in made_in(module) if name not in shown and name not in IMPORTED]
    assert not hidden, (
        f"nothing shows or uses {hidden}: add them to __all__ of hopfield_lessons.{room}, or let "
        "the names begin with an underscore"
    )


# --- one meaning -------------------------------------------------------------------------------


def packages() -> list[Path]:
    return sorted(ROOT.glob("hopfield_lessons/**/__init__.py"))


@pytest.mark.parametrize("door", packages(), ids=lambda door: door.parent.name)
def test_no_module_shares_its_name_with_a_function_beside_it(door: Path) -> None:
    """Else hl.energy is a module or a function, by what was imported last."""
    inside = {module.name for module in pkgutil.iter_modules([str(door.parent)])}
    brought = {
        alias.asname or alias.name
        for node in ast.walk(ast.parse(door.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    both = sorted(inside & brought)
    assert not both, f"{door.parent.name}: rename the modules or the functions {both}"


# --- names that have moved ---------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new"), _moved._NEW_PLACES.items())
def test_an_old_name_still_works_and_says_where_it_is_now(old: str, new: str) -> None:
    assert old not in hl.__all__
    with pytest.warns(DeprecationWarning, match=f"write hopfield_lessons.{new}$") as caught:
        assert getattr(hl, old) is public()[new]
    assert caught[0].filename == __file__, "the warning points at the line that is to be changed"


def test_a_name_that_never_was_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'hopfield'"):
        _ = hl.hopfield


# --- docstrings --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", kernels())
def test_a_docstring_describes_each_argument_and_ends_with_an_example(name: str) -> None:
    sections = re.split(r"^(\w+)\n-+\n", inspect.getdoc(kernels()[name]) or "", flags=re.MULTILINE)
    texts = dict(zip(sections[1::2], sections[2::2], strict=True))
    assert {"Returns", "Examples"} <= texts.keys(), f"docstring of hl.{name}: add the section"
    heads = re.findall(r"^\w.*", texts.get("Parameters", ""), re.MULTILINE)
    described = {word for head in heads for word in head.partition(" : ")[0].split(", ")}
    missing = sorted(inspect.signature(kernels()[name]).parameters.keys() - described)
    assert not missing, f"docstring of hl.{name}: describe {missing} under Parameters"


# --- arguments ---------------------------------------------------------------------------------

NUMBER = "a number"
KINDS = {"int": NUMBER, "float": NUMBER, "int | None": NUMBER, "float | None": NUMBER}
IN_ONE_ORDER = {  # pairs of one kind that go by position, and why
    "random_patterns: count, size": "the shape (P, N) that comes out, as numpy has it",
    "explorers.slider: value, low": "a value outside of its ends is refused",
    "explorers.slider: value, high": "a value outside of its ends is refused",
    "explorers.slider: low, high": "ends out of order are refused",
    "explorers.slider: value, step": "the step stands last, as in range",
    "explorers.slider: low, step": "the step stands last, as in range",
    "explorers.slider: high, step": "the step stands last, as in range",
    "overlap: patterns, state": "what is stored comes first, everywhere; m is symmetric",
    "distance: patterns, state": "what is stored comes first, everywhere; d is symmetric",
    "classify: patterns, state": "what is stored comes first, everywhere",
    "recall_patterns: patterns, states": "what is stored comes first, everywhere",
    "dynamics.anneal_patterns: patterns, states": "what is stored comes first, everywhere",
    "boltzmann.block_glauber: patterns, states": "what is stored comes first, everywhere",
    "modern.dense_energy: patterns, state": "what is stored comes first, everywhere",
    "modern.dense_recall: patterns, states": "what is stored comes first, everywhere",
    "modern.softmax_energy: patterns, states": "what is stored comes first, everywhere",
    "modern.softmax_retrieve: patterns, states": "what is stored comes first, everywhere",
    "modern.softmax_weights: patterns, states": "what is stored comes first, everywhere",
    "modern.merge_beta: first, second": "beta is symmetric",
    "modern.attention: queries, keys": "the order of the formula, softmax(Q K^T) V",
    "modern.attention: queries, values": "the order of the formula, softmax(Q K^T) V",
    "modern.attention: keys, values": "the order of the formula, softmax(Q K^T) V",
    "mixture: patterns, coefficients": "the shapes (P, N) and (P,) are refused if swapped",
    "erase: state, units": "one is of ±1, the other of True and False",
    "lyapunov: state, previous": "L is symmetric",
    "capacity_sweep: sizes, loads": "sizes are whole numbers, at least 2",
    "optimise.cut: adjacency, state": "a state has no zeros, a graph has them on its diagonal",
    "optimise.tour_length: distances, order": "the shapes (n, n) and (n,)",
    "optimise.two_opt: distances, order": "the shapes (n, n) and (n,)",
    "plotting.show_states: patterns, states": "what is stored comes first, everywhere",
    "plotting.show_hypercube: weights, first": "the shapes (N, N) and (N,)",
    "plotting.recall_frame: patterns, path": "names are counted against patterns",
    "plotting.recall_frame: patterns, energies": "the shapes (P, N) and (T,)",
    "plotting.recall_frame: path, energies": "the shapes (T, N) and (T,)",
}


def pairs_of_one_kind(name: str, function: object) -> list[str]:
    places = [
        parameter
        for parameter in inspect.signature(function).parameters.values()  # type: ignore[arg-type]
        if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    ]
    kinds = {place.name: KINDS.get(place.annotation, place.annotation) for place in places}
    return [f"{name}: {a}, {b}" for a, b in combinations(kinds, 2) if kinds[a] == kinds[b]]


FUNCTIONS = {written(name): thing for name, thing in public().items() if inspect.isfunction(thing)}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_two_arguments_of_one_kind_are_not_swapped_unseen(name: str) -> None:
    unseen = set(pairs_of_one_kind(name, FUNCTIONS[name])) - set(IN_ONE_ORDER)
    assert not unseen, "take them by keyword only, or say in IN_ONE_ORDER why a swap is seen"


def test_reasons_belong_to_arguments_that_exist() -> None:
    pairs = {pair for name in FUNCTIONS for pair in pairs_of_one_kind(name, FUNCTIONS[name])}
    assert set(IN_ONE_ORDER) <= pairs
