"""The public names of the package: what a user reads, and where it is found."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import hopfield_lessons
from hopfield_lessons import exercises

PACKAGE = "hopfield_lessons"
APART = ("exercises", "explorers", "player", "plotting")  # opened by an import of their own
ROOMS = {
    name: importlib.import_module(f"{PACKAGE}.{name}")
    for _, name, _ in pkgutil.iter_modules(hopfield_lessons.__path__)
    if not name.startswith("_") and name not in ("commands", "exercises", "lessons")
}


def is_code(thing: object) -> bool:
    return inspect.isfunction(thing) or inspect.isclass(thing)


def public() -> dict[str, Any]:
    """Functions and classes by room and name, as in ``theory.mean_field``."""
    return {
        f"{room}.{name}": thing
        for room, module in ROOMS.items()
        for name in getattr(module, "__all__", ())
        if is_code(thing := getattr(module, name))
    }


def answering() -> dict[str, Any]:
    """What answers a learner, as in ``exercises.choice.Choice``: each module is read by itself."""
    return {
        f"exercises.{inner.name}.{name}": thing
        for inner in pkgutil.iter_modules(exercises.__path__)
        for name, thing in made_in(importlib.import_module(f"{exercises.__name__}.{inner.name}"))
    }


def made_in(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The functions and classes that a module makes, without those it only imports."""
    for name, thing in vars(module).items():
        if is_code(thing) and thing.__module__ == module.__name__ and not name.startswith("_"):
            yield name, thing


def kernels() -> dict[str, Any]:
    """The functions that compute, as a lesson writes them."""
    return {
        written(name): thing
        for name, thing in public().items()
        if inspect.isfunction(thing) and name.partition(".")[0] not in APART
    }


def written(name: str) -> str:
    """How a lesson writes it after ``hl.``: a flat name without its room."""
    flat = name.rpartition(".")[2]
    return flat if flat in hopfield_lessons.__all__ else name


def modules() -> Iterator[tuple[str, ModuleType]]:
    """The modules of each room, also the inner ones, that have no underscore in front."""
    for name, room in ROOMS.items():
        yield name, room
        for inner in pkgutil.iter_modules(getattr(room, "__path__", ())):
            if not inner.name.startswith("_"):
                yield name, importlib.import_module(f"{room.__name__}.{inner.name}")
