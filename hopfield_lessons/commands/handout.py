"""Hand out the lessons, or what a class needs of them, into a folder, and say what was done."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from .classroom import exercises, lessons, solutions
from .delivery import NOTE, Delivery, DeliveryError, Outcome, deliver
from .doctor import what_to_install
from .shell import python_command
from .shipped import PACKAGE, lesson_files, shipped

Files = Mapping[str, bytes]

MAKERS: dict[str, Callable[[Files], Files]] = {
    "lessons": lessons,
    "exercises": exercises,
    "solutions": solutions,
}


def hand_out(kind: str, folder: Path) -> str:
    """Bring `folder` up to date with the ``"lessons"``, ``"exercises"`` or ``"solutions"``.

    Returns what there is to say about it; raises `DeliveryError` if it can't be done.
    """
    _refuse_our_own(folder)
    delivery = deliver(MAKERS[kind](lesson_files()), folder, holds=kind)
    first = next(iter(delivery.outcomes))
    return "\n".join([*_told(delivery, folder), "", *_what_next(folder / first)])


def _refuse_our_own(folder: Path) -> None:
    """A copy among the originals would be taken for one of them."""
    ours = (PACKAGE, shipped("notebooks"))
    try:
        place = Path(os.path.realpath(folder))
    except FileNotFoundError as error:  # the shell stands in a folder that was removed
        raise DeliveryError(
            f"{folder}: the folder that you are in is gone. Go to another one (cd), and run the "
            "same command again."
        ) from error
    for parent in (folder, *place.parents):
        if os.path.exists(parent) and any(os.path.samefile(parent, own) for own in ours):
            raise DeliveryError(
                f"{folder} belongs to the package itself. Name a folder of your own, for example "
                f"{os.path.expanduser(os.path.join('~', 'hopfield'))}."
            )


def _told(delivery: Delivery, folder: Path) -> list[str]:
    """How many files fared how, then by name whatever a person may want to look at."""
    outcomes = delivery.outcomes
    counts = [
        f"{number} {outcome.value}"
        for outcome in Outcome
        if (number := list(outcomes.values()).count(outcome))
    ]
    lines = [f"{folder}: {', '.join(counts)}."]
    lines += [
        f"  {name}: {outcome.value}"
        + (f", as {delivery.beside[name]}" if name in delivery.beside else "")
        for name, outcome in outcomes.items()
        if outcome in (Outcome.UPDATED, Outcome.BROUGHT_BACK, Outcome.BESIDE, Outcome.KEPT)
    ]
    if {Outcome.BESIDE, Outcome.KEPT} & set(outcomes.values()):
        lines.append(
            "A lesson that you ran and saved counts as changed. For a fresh one, rename yours and\n"
            "run this command again."
        )
    if delivery.lost_note:
        lines.append(
            f"The note of what came from here, {NOTE}, couldn't be read; it is now called\n"
            f"{delivery.lost_note}. So every file that differs counted as changed by you."
        )
    return lines


def _what_next(lesson: Path) -> list[str]:
    name = os.fspath(lesson)
    lab = ["Open them in JupyterLab:", "  " + python_command("-m", "jupyterlab", name)]
    if install := what_to_install():
        return ["JupyterLab isn't here yet. This brings all that they need:", f"  {install}", *lab]
    return lab
