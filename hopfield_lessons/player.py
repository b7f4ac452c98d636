"""Show a run frame by frame, with no kernel behind it.

An ipywidgets explorer needs a running kernel. A reader of the site, of GitHub
or of a saved notebook has none. `player` packs frames that were drawn once into
a piece of HTML that plays them anywhere: in JupyterLab, on the site, from a
plain file. Without scripts it still shows the first frame and its label.

Only the standard library is used here: a frame comes in as the bytes of a PNG.
"""

import base64
import json
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

__all__ = ["Player", "player"]

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, repr=False)
class Player:
    """Frames to step and play through; made by `player`, displayed by the notebook."""

    frames: tuple[bytes, ...]
    labels: tuple[str, ...]
    alt: str
    name: str

    def __repr__(self) -> str:
        return f"<player: {len(self.frames)} frame{'s' if len(self.frames) > 1 else ''}>"

    def _repr_html_(self) -> str:
        width, height = _png_size(self.frames[0])
        first, *later = (_data_uri(frame) for frame in self.frames)
        return _template().substitute(
            name=self.name,
            alt=escape(self.alt),
            first_frame=first,
            first_label=escape(self.labels[0]),
            width=width,
            height=height,
            later_frames=_script_literal(later),
            labels=_script_literal(self.labels),
        )


def player(frames: Sequence[bytes], *, labels: Sequence[str], alt: str, name: str) -> Player:
    """Make a player of `frames`.

    Parameters
    ----------
    frames : sequence of bytes
        One PNG a frame, all of the same width and height.
    labels : sequence of str
        One sentence a frame: what one would see in it. It is the caption, and
        it is read aloud to those who can't see the picture.
    alt : str
        What the whole run shows, as alternative text of the picture.
    name : str
        A slug such as ``"recall-of-a-letter"``, used once a page. The player's
        element gets the id ``player-<name>``, so you can link to it.

    Returns
    -------
    Player
        Leave it as the last expression of a cell, and the notebook shows it.
    """
    frames, labels = tuple(frames), tuple(labels)
    _require_frames(frames)
    if len(labels) != len(frames):
        raise ValueError(
            f"{len(labels)} labels came for {len(frames)} frames; expected one label a frame"
        )
    for index, label in enumerate(labels):
        _require_sentence(label, f"labels[{index}]", "what one would see")
    _require_sentence(alt, "alt", "what the run shows")
    if not (isinstance(name, str) and _SLUG.fullmatch(name)):
        raise ValueError(
            f"name is {name!r}; expected lower-case letters, digits and single hyphens, "
            "such as 'recall-of-a-letter'"
        )
    return Player(frames, labels, alt, name)


def _require_frames(frames: tuple[bytes, ...]) -> None:
    if not frames:
        raise ValueError("frames is empty; expected at least one PNG")
    for index, frame in enumerate(frames):
        if not (isinstance(frame, bytes) and frame.startswith(_PNG_SIGNATURE) and len(frame) >= 24):
            came = f"bytes: {frame[:12]!r}…" if isinstance(frame, bytes) else type(frame).__name__
            raise ValueError(f"frames[{index}] is {came}; expected the bytes of a PNG")
        if _png_size(frame) != _png_size(frames[0]):
            raise ValueError(
                f"frames[{index}] is {_times(frame)} pixels and frames[0] {_times(frames[0])}; "
                "expected all frames to have one size"
            )


def _require_sentence(value: object, name: str, about: str) -> None:
    if not (isinstance(value, str) and value.strip()):
        raise ValueError(f"{name} is {value!r}; expected a sentence that says {about}")


@cache
def _template() -> Template:
    return Template(files(__package__).joinpath("player.html").read_text(encoding="utf-8"))


def _png_size(png: bytes) -> tuple[int, int]:
    """Width and height; every PNG holds them at bytes 16 to 23."""
    return struct.unpack(">II", png[16:24])


def _times(png: bytes) -> str:
    return "{}×{}".format(*_png_size(png))


def _data_uri(png: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")


def _script_literal(value: Sequence[str]) -> str:
    """`value` as JavaScript that may stand in a <script>: no ``<``, so no ``</script>``."""
    return json.dumps(value).replace("<", r"\u003c")
