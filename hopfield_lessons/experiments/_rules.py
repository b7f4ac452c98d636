"""Learning rules of the caller's: patterns become weights, with an external field or without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from numpy.typing import ArrayLike

from .._arguments import Floats, Spins

Rule: TypeAlias = Callable[[Spins], Floats | tuple[Floats, Floats]]


def checked_rule(rule: Any) -> Rule | None:
    """Check that a rule can be called; None stands for Hebb's."""
    if rule is not None and not callable(rule):
        raise TypeError(f"rule: expected a function of the patterns, got {type(rule).__name__}")
    return rule  # type: ignore[no-any-return]


def learned(rule: Rule, patterns: Spins) -> tuple[ArrayLike, ArrayLike]:
    """Return the weights and the external field that a rule makes, the field 0 if it makes none."""
    made = rule(patterns)
    return made if isinstance(made, tuple) else (made, 0.0)
