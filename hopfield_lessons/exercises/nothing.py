"""Why a learner's function returned nothing.

Its source is looked at for this alone, and only where there is one: without it the answer is
less precise, but never wrong.
"""

from __future__ import annotations

import ast
import dis
import inspect
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from .verdict import AttemptError

# What changes something in place, and returns nothing.
_IN_PLACE = {"append", "copyto", "extend", "fill", "fill_diagonal", "insert", "place", "put"}
_IN_PLACE |= {"putmask", "remove", "reverse", "shuffle", "sort", "update"}
_DOES_NOTHING = {"RESUME", "NOP", "LOAD_CONST", "POP_TOP", "RETURN_CONST", "RETURN_VALUE"}


def told(
    function: Callable[..., Any], name: str, *, printed: bool, always: bool, call: str
) -> AttemptError:
    """Say what led to nothing.

    Parameters
    ----------
    function : callable
        What the learner handed in.
    name : str
        How the exercise calls it.
    printed : bool
        Whether it printed something before it returned nothing.
    always : bool
        Whether it returned nothing for every case.
    call : str
        A call that returned nothing, to be pasted.

    Examples
    --------
    >>> def my_double(x): ...
    >>> told(my_double, "my_double", printed=False, always=True, call="my_double(3)").verdict
    ○ Not yet. my_double returns nothing so far: replace the dots.
    """
    if untouched(function):
        return AttemptError(f"{name} returns nothing so far: replace the dots.", "not yet")
    tree = definition(function)
    returns = [] if tree is None else [node.value for node in _own_returns(tree) if node.value]
    if tree is not None and not returns and _dots(tree):
        return AttemptError(
            f"{name} returns nothing so far: there are dots left. End with return, and your "
            "result behind it.",
            "not yet",
        )
    if words := _of_a_call(tree):
        return AttemptError(words, "almost")
    if printed and not returns:
        return AttemptError(
            f"{name} prints its answer, but returns nothing, so nobody can compute with it. "
            "Write return instead of print.",
            "almost",
        )
    if tree is not None and not returns:
        return AttemptError(
            f"{name} computes something, but has no return, so it gives back None. Let its last "
            "line be return, and the result behind it.",
            "almost",
        )
    if tree is None:
        return AttemptError(
            f"{name} gives back None. Let every way through it end with return and a value; and "
            "mind that some calls, such as np.fill_diagonal, return nothing. Here:",
            case=call,
        )
    often = "" if always else "sometimes "
    return AttemptError(
        f"{name} {often}ends without having met a return, and gives back None. Where it returns "
        "inside a loop or an if, it also needs a return at the end, for the other cases. Here:",
        case=call,
    )


def untouched(function: Callable[..., Any]) -> bool:
    """Whether a function does nothing at all.

    Examples
    --------
    >>> untouched(lambda x: ...), untouched(lambda x: print(x))
    (True, False)
    """
    try:
        steps = {step.opname for step in dis.get_instructions(function)}
    except TypeError:  # not written in Python
        return False
    return steps <= _DOES_NOTHING


def definition(function: Callable[..., Any]) -> ast.FunctionDef | None:
    """Return the tree of a function, or None where its source can't be read."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return None
    first = tree.body[0] if tree.body else None
    return first if isinstance(first, ast.FunctionDef) else None


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """Every node inside, but not those of functions inside."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            yield child
            yield from _own(child)


def _own_returns(tree: ast.FunctionDef) -> Iterator[ast.Return]:
    return (node for node in _own(tree) if isinstance(node, ast.Return))


def _dots(tree: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Constant) and node.value is ... for node in _own(tree))


def _of_a_call(tree: ast.FunctionDef | None) -> str:
    """What to say to ``return np.fill_diagonal(w, 0)``, and to ``w = np.fill_diagonal(w, 0)``."""
    for node in _own(tree) if tree is not None else ():
        if isinstance(node, ast.Return | ast.Assign) and isinstance(node.value, ast.Call):
            call = ast.unparse(node.value.func)
            if call == "print":
                return "print shows a value and returns None. Return the value itself."
            if call.rpartition(".")[2] in _IN_PLACE and "." in call:
                return (
                    f"{call} changes what it is given and returns None. Call it on a line of its "
                    "own, without = or return before it, and then return what it has changed."
                )
    return ""
