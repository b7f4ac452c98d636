"""The pictures in a cell's outputs, and how far two of them are apart."""

import base64
import io
import re

import numpy as np
from nbformat import NotebookNode
from PIL import Image

# Two drawings of the same figure may differ in how they smooth edges. The mean over a block evens
# that out: a shift by a quarter of a pixel gives up to 0.06 of full scale, one changed letter in a
# title 0.2, one flipped pixel of a photograph 0.2.
BLOCK = 4
TOLERANCE = 0.1

_EMBEDDED = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")


def pictures(cell: NotebookNode) -> list[bytes]:
    """Each PNG that a code cell shows, as an output of its own or embedded in HTML."""
    encoded: list[str] = []
    for output in cell.outputs:
        data = output.get("data", {})
        encoded += filter(None, [data.get("image/png")])
        encoded += _EMBEDDED.findall(data.get("text/html", ""))
    return [base64.b64decode(text) for text in encoded]


def difference(stored: bytes, fresh: bytes) -> str:
    """In words, how the two pictures differ; empty if they are the same figure."""
    before, now = _pixels(stored), _pixels(fresh)
    if before.shape != now.shape:
        return (
            f"the stored picture is {before.shape[1]} × {before.shape[0]} pixels, "
            f"but a fresh run draws {now.shape[1]} × {now.shape[0]}"
        )
    distance = np.abs(_block_means(before) - _block_means(now)).max(axis=2)
    if distance.max() <= TOLERANCE:
        return ""
    row, column = np.unravel_index(distance.argmax(), distance.shape)
    return (
        "the stored picture isn't what a fresh run draws: they differ most "
        f"{100 * (column + 0.5) / distance.shape[1]:.0f} % from the left and "
        f"{100 * (row + 0.5) / distance.shape[0]:.0f} % from the top, "
        f"by {distance.max():.2f} of full scale, more than {TOLERANCE}"
    )


def _pixels(png: bytes) -> np.ndarray:
    """Red, green, blue (each times opacity) and opacity, from 0 to 1."""
    with Image.open(io.BytesIO(png)) as image:
        pixels = np.asarray(image.convert("RGBA"), dtype=float) / 255
    return pixels * np.where(np.arange(4) < 3, pixels[..., 3:], 1.0)


def _block_means(pixels: np.ndarray) -> np.ndarray:
    height, width, channels = pixels.shape
    padding = [(0, -height % BLOCK), (0, -width % BLOCK), (0, 0)]
    padded = np.pad(pixels, padding, mode="edge")
    return padded.reshape(
        padded.shape[0] // BLOCK, BLOCK, padded.shape[1] // BLOCK, BLOCK, channels
    ).mean(axis=(1, 3))
