"""Exercises that answer at once: how an attempt is read, compared, and answered in words.

Each check is an object that a lesson calls: an `Exercise` for a function, a `Choice` of letters, a
`Matching` of names, or a `Task` for anything else. What they share is in `check`, how they read
what a learner wrote in `reading`, what they say in `verdict`, how that looks in `card`. An
`Exercise` tries functions on `cases`, some of them made with `draws`, and `nothing` says why one
returned None.
"""

from . import draws, reading
from .check import Check, checks_of
from .choice import Choice
from .exercise import Exercise, Misconception, Telltale, slip
from .matching import Matching
from .task import Task
from .verdict import AttemptError, Verdict, almost, correct, not_quite, not_yet

__all__ = [
    "AttemptError",
    "Check",
    "Choice",
    "Exercise",
    "Matching",
    "Misconception",
    "Task",
    "Telltale",
    "Verdict",
    "almost",
    "checks_of",
    "correct",
    "draws",
    "not_quite",
    "not_yet",
    "reading",
    "slip",
]
