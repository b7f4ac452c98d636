"""Wrong answers made by a machine: right ones with one small thing changed in their source.

A mutant is a function and a few words on what was changed. It is stopped when it loops for long.
"""

import ast
import copy
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

MOST_STEPS = 8_000  # of all loops of a mutant together, in one call


class TooLongError(Exception):
    """A mutant that may never end."""


@dataclass(frozen=True)
class Mutant:
    """A changed function; `change` is the line before and after."""

    function: Callable[..., Any]
    change: str


def mutants(function: Callable[..., Any]) -> Iterator[Mutant]:
    """Each way of changing one thing in a function that can be compiled."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    original = ast.unparse(tree)
    seen = {original}
    for place, node in enumerate(ast.walk(tree)):
        for number in range(len(list(changes(node)))):
            changed = copy.deepcopy(tree)
            target = list(ast.walk(changed))[place]
            new = list(changes(target))[number]()
            changed = Replace(target, new).visit(changed) if new is not target else changed
            source = ast.unparse(ast.fix_missing_locations(changed))
            if source not in seen:
                seen.add(source)
                yield Mutant(compiled(source, function), difference(original, source))


class Replace(ast.NodeTransformer):
    """Puts another node, or none, in the place of one."""

    def __init__(self, old: ast.AST, new: ast.AST | None) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self.new if node is self.old else super().visit(node)


def difference(original: str, source: str) -> str:
    old, new = original.splitlines(), source.splitlines()
    gone = [line.strip() for line in old if line not in new]
    come = [line.strip() for line in new if line not in old]
    return f"{' ¶ '.join(gone) or '…'}  →  {' ¶ '.join(come) or 'another order'}"


def compiled(source: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function that a source defines, where the original's names mean what they mean there."""
    steps = [0]

    def tick() -> None:
        steps[0] += 1
        if steps[0] > MOST_STEPS:
            raise TooLongError("it loops for long")

    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.While):
            node.body.insert(0, ast.parse("__tick__()").body[0])
    names = {**inspect.unwrap(function).__globals__, "__tick__": tick}
    exec(compile(ast.fix_missing_locations(tree), "<mutant>", "exec"), names)
    made = names[function.__name__]

    def call(*arguments: Any) -> Any:
        steps[0] = 0
        return made(*arguments)

    return call


# --- what is changed ------------------------------------------------------------------------

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
COMPUTED: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
NAMES = {
    "any": "all",
    "all": "any",
    "min": "max",
    "max": "min",
    "argmin": "argmax",
    "argmax": "argmin",
    "sum": "mean",
    "mean": "sum",
    "triu": "tril",
    "abs": "sign",
    "erf": "erfc",
    "floor": "ceil",
    "ceil": "floor",
}
DROPPED = {"copy", "astype", "abs", "sign", "sqrt", "float", "isclose", "square", "reversed"}

Change = Callable[[], ast.AST | None]


def changes(node: ast.AST) -> Iterator[Change]:
    """What may be done to a node; each call changes it, or returns what comes in its place."""
    if isinstance(node, ast.Compare):
        for operator in COMPARED.get(type(node.ops[0]), ()):
            yield partial(put, node, "ops", [operator(), *node.ops[1:]])
    elif isinstance(node, ast.BinOp):
        for operator in COMPUTED.get(type(node.op), ()):
            yield partial(put, node, "op", operator())
        yield lambda: node.left  # a term or a factor is missing
        yield lambda: node.right
        if isinstance(node.op, ast.MatMult | ast.Sub | ast.Div):
            yield partial(put, node, "left", node.right, "right", node.left)
        if isinstance(node.op, ast.MatMult):
            yield partial(put, node, "left", ast.Attribute(node.left, "T", ast.Load()))
    elif isinstance(node, ast.AugAssign):
        for operator in COMPUTED.get(type(node.op), ()):
            yield partial(put, node, "op", operator())
        yield ast.Pass
    elif isinstance(node, ast.UnaryOp):
        yield lambda: node.operand
    elif isinstance(node, ast.BoolOp):
        yield partial(put, node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
        yield lambda: node.values[0]
        yield lambda: node.values[1]
    elif isinstance(node, ast.Constant):
        yield from constants(node)
    elif isinstance(node, ast.Attribute):
        if node.attr == "T":
            yield lambda: node.value
        if node.attr in NAMES:
            yield partial(put, node, "attr", NAMES[node.attr])
    elif isinstance(node, ast.Name):
        if node.id in NAMES:
            yield partial(put, node, "id", NAMES[node.id])
    elif isinstance(node, ast.Call):
        yield from calls(node)
    elif isinstance(node, ast.If):
        yield partial(put, node, "test", ast.UnaryOp(ast.Not(), node.test))
        yield ast.Pass
    elif isinstance(node, ast.For | ast.While | ast.FunctionDef):
        yield from blocks(node)
    elif isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
        yield ast.Pass  # a call such as np.fill_diagonal(w, 0)
    elif isinstance(node, ast.Return) and node.value is not None:
        yield partial(put, node, "value", None)


def put(node: ast.AST, *pairs: Any) -> ast.AST:
    for name, value in zip(pairs[::2], pairs[1::2], strict=True):
        setattr(node, name, value)
    return node


def constants(node: ast.Constant) -> Iterator[Change]:
    """One more, one less; a number with a point twice and half as large; an axis is turned."""
    value = node.value
    if isinstance(value, bool):
        yield partial(put, node, "value", not value)
    elif isinstance(value, int):
        yield partial(put, node, "value", value + 1)
        yield partial(put, node, "value", value - 1)
    elif isinstance(value, float):
        yield partial(put, node, "value", value * 2)
        yield partial(put, node, "value", value / 2)


def calls(node: ast.Call) -> Iterator[Change]:
    """A copy that isn't made, a function that isn't applied, an axis that isn't named."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in DROPPED:
        if node.args and name not in ("copy", "astype"):
            yield lambda: node.args[0]
        elif isinstance(node.func, ast.Attribute):
            receiver = node.func.value
            yield lambda: receiver
    for keyword in node.keywords:
        rest = [other for other in node.keywords if other is not keyword]
        yield partial(put, node, "keywords", rest)


def blocks(node: ast.For | ast.While | ast.FunctionDef) -> Iterator[Change]:
    """The return behind a loop, inside it; a loop that is run through in another order."""
    body = node.body
    if len(body) > 1 and isinstance(body[-1], ast.Return) and isinstance(body[-2], ast.For):
        loop = copy.deepcopy(body[-2])
        loop.body.append(body[-1])
        yield partial(put, node, "body", [*body[:-2], loop])
    if isinstance(node, ast.For) and isinstance(node.iter, ast.Call):
        turned = ast.Call(ast.Name("reversed", ast.Load()), [as_list(node.iter)], [])
        yield partial(put, node, "iter", turned)


def as_list(expression: ast.expr) -> ast.expr:
    return ast.Call(ast.Name("list", ast.Load()), [expression], [])
