"""Copy files into somebody's folder, again and again, and never lose what they wrote there.

A hidden note in the folder keeps the digests of all that was ever delivered. A file whose bytes are
among them is untouched and may be replaced; any other file is theirs and stays. The note is written
before the first copy, so that after a crash a copied file is never taken for theirs, and once more
after the last, when everything that it promises has been done. Each file appears at once and whole:
it is written under another name, then renamed. So two commands may fill one folder at a time: both
write the same bytes, whoever comes second.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any

NOTE = ".hopfield-lessons.json"
PART = ".hopfield-lessons{}.part"


class DeliveryError(Exception):
    """Why nothing, or not everything, could be copied, in words for the person who asked for it."""


class Outcome(Enum):
    """What became of a file."""

    NEW = "new"
    UPDATED = "updated"
    BROUGHT_BACK = "brought back"
    SAME = "up to date"
    BESIDE = "new version put beside yours"
    KEPT = "kept as you changed it"


@dataclass(frozen=True)
class Note:
    """What the hidden file remembers.

    `holds` says what was delivered, `ours` has for each file the digests of all its versions, and
    `offered` the digest of the version that was last put in place, or beside a changed file.
    """

    holds: str
    ours: dict[str, list[str]] = field(default_factory=dict)
    offered: dict[str, str] = field(default_factory=dict)

    def promising(self, digests: Mapping[str, str]) -> "Note":
        known = {
            name: sorted({*self.ours.get(name, ()), digest}) for name, digest in digests.items()
        }
        return replace(self, ours=self.ours | known)

    def fulfilled(self, digests: Mapping[str, str]) -> "Note":
        return replace(self, offered={**self.offered, **digests})


@dataclass(frozen=True)
class Delivery:
    """What became of each file; `beside` names the new versions that lie beside changed files.

    `lost_note` is the name under which an unreadable note was kept, if there was one.
    """

    outcomes: dict[str, Outcome]
    beside: dict[str, str]
    lost_note: str | None


def deliver(files: Mapping[str, bytes], folder: Path, *, holds: str) -> Delivery:
    """Bring `folder` up to date with `files`, and leave every file alone that somebody changed.

    Parameters
    ----------
    files : mapping from str to bytes
        The content of each file, by its name in the folder, with ``/`` between subfolders.
    folder : Path
        Where to put them. It is created if it is missing.
    holds : str
        What `files` are, such as ``"lessons"``. One folder holds one kind.

    Returns
    -------
    Delivery
        What became of each file.

    Raises
    ------
    DeliveryError
        If the folder can't take the files. What is there already stays as it is.
    """
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise DeliveryError(f"{folder} is a file. Name a folder, there or not yet there.")
    try:
        return _deliver(files, folder, holds)
    except OSError as error:
        raise DeliveryError(
            f"{error.filename or folder}: {error.strerror or error}. Nothing of yours was touched. "
            "Put that right, or name another folder, and run the same command again."
        ) from error


def _deliver(files: Mapping[str, bytes], folder: Path, holds: str) -> Delivery:
    folder.mkdir(parents=True, exist_ok=True)
    old, lost_note = _read_note(folder, holds)
    digests = {name: digest(content) for name, content in files.items()}
    note = old.promising(digests)
    _write_note(folder, note)
    outcomes, beside = {}, {}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        outcomes[name] = _place(path, content, note.ours[name], old.offered.get(name))
        if outcomes[name] is Outcome.BESIDE:
            beside[name] = _put_beside(path, content).relative_to(folder).as_posix()
    _write_note(folder, note.fulfilled(digests))
    for parent in {(folder / name).parent for name in files}:
        _sweep(parent)
    return Delivery(outcomes, beside, lost_note)


def _place(path: Path, content: bytes, ours: list[str], offered: str | None) -> Outcome:
    """Put `content` under `path` if nothing of anybody's is lost by it, and say what to do else."""
    if not os.path.lexists(path):
        _write(path, content)
        return Outcome.BROUGHT_BACK if offered else Outcome.NEW
    if _has(path, content):
        return Outcome.SAME
    if path.is_file() and not path.is_symlink() and digest(path.read_bytes()) in ours:
        _write(path, content)
        return Outcome.UPDATED
    return Outcome.KEPT if offered == digest(content) else Outcome.BESIDE


def _put_beside(path: Path, content: bytes) -> Path:
    """Write `content` under the first name beside `path` that is free, unless it is there."""
    free_or_there = (
        other
        for other in _names_beside(path, "new")
        if not os.path.lexists(other) or _has(other, content)
    )
    other = next(free_or_there)
    if not os.path.lexists(other):
        _write(other, content)
    return other


def _names_beside(path: Path, word: str) -> Iterator[Path]:
    """x-new.ipynb, x-new-2.ipynb, … beside x.ipynb."""
    number = 1
    while True:
        ending = word if number == 1 else f"{word}-{number}"
        yield path.with_name(f"{path.stem}-{ending}{path.suffix}")
        number += 1


def _has(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(PART.format(f"-{secrets.token_hex(4)}"))
    while True:
        part.write_bytes(content)
        try:
            os.replace(part, path)
        except FileNotFoundError:  # swept away by another command
            continue
        return


def _sweep(folder: Path) -> None:
    """Remove what runs that were interrupted have left half-written."""
    for part in folder.glob(PART.format("*")):
        with suppress(OSError):  # another command may be writing just this one
            part.unlink()


def _read_note(folder: Path, holds: str) -> tuple[Note, str | None]:
    """The folder's note, and the name of the file that an unreadable one was moved to."""
    path = folder / NOTE
    if not path.exists():
        return Note(holds), None
    try:
        note = _checked(json.loads(path.read_bytes()))
    except ValueError:
        aside = next(p for p in _names_beside(path, "unreadable") if not os.path.lexists(p))
        os.replace(path, aside)
        return Note(holds), aside.name
    if note.holds != holds:
        raise DeliveryError(
            f"{folder} holds the {note.holds}. Name another folder for the {holds}."
        )
    return note, None


def _checked(data: Any) -> Note:
    match data:
        case {"holds": str(holds), "ours": dict(ours), "offered": dict(offered)} if all(
            isinstance(digests, list) and all(isinstance(digest, str) for digest in digests)
            for digests in ours.values()
        ):
            return Note(holds, ours, offered)
    raise ValueError("not a note of ours")


def _write_note(folder: Path, note: Note) -> None:
    text = json.dumps(asdict(note), indent=1, sort_keys=True) + "\n"
    _write(folder / NOTE, text.encode())


def digest(content: bytes) -> str:
    """What stands for `content` in the note."""
    return hashlib.sha256(content).hexdigest()
