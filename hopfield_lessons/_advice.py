"""What to do about an array that was refused: a few words for the end of an error message.

Each function returns words that begin with "; ", or nothing where no advice fits.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isqrt, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

Shape = tuple[int, ...]

_MISSING = ("NoneType", "NAType", "NaTType")  # two of them are of pandas
_OTHER_KINDS = {
    "c": "; choose a part of complex numbers, .real or .imag",
    "mM": "; make numbers of times first, by dividing by a unit such as np.timedelta64(1, 's')",
    "V": "; choose one column of a table, values['name']",
}


def for_kind(values: object, array: NDArray[Any]) -> str:
    """`values` became an `array` that doesn't hold real numbers."""
    if isinstance(values, str) or (array.dtype.kind in "US" and "#" in str(array.flat[:1])):
        return "; for pictures and letters in text there are picture and letters"
    if array.dtype.kind in "US":
        return f"; make numbers of text with {_converted(values, float)}"
    if array.dtype == object:
        return _for_objects(values, array)
    return next((advice for kind, advice in _OTHER_KINDS.items() if array.dtype.kind in kind), "")


def _for_objects(values: object, array: NDArray[Any]) -> str:
    if values is None:
        return "; a function that changes its argument in place returns None"
    if hasattr(values, "toarray"):  # scipy's sparse matrices
        return "; make a full array of a sparse one with .toarray()"
    if array.ndim == 0:
        items = "values.values()" if isinstance(values, dict) else "values"
        return f"; numpy needs a list: list({items})" if isinstance(values, Iterable) else ""
    entries = array.ravel().tolist()
    if any(isinstance(entry, np.ndarray | list | tuple) for entry in entries):
        return "; an array of arrays becomes one array with np.stack(list(values))"
    missing = [entry for entry in entries if type(entry).__name__ in _MISSING]
    if missing:
        return f"; {len(missing)} of {array.size} are missing ({missing[0]}): fill them first"
    flags = all(isinstance(entry, bool | np.bool_) for entry in entries)
    return f"; make plain numbers of objects with {_converted(values, bool if flags else float)}"


def _converted(values: object, kind: type) -> str:
    if hasattr(values, "astype"):
        return f".astype({kind.__name__})"
    return f"np.array(values, dtype={kind.__name__})"


def for_flags(values: object, array: NDArray[Any]) -> str:
    """`values` became an `array` that doesn't hold True and False."""
    if array.dtype.kind not in "iuf":
        return for_kind(values, array)
    bits = f"from 0 and 1 make flags with {_converted(values, bool)}; "
    numbers = "from unit numbers make flags: np.isin(np.arange(N), numbers)"
    return f"; {bits if np.isin(array, (0, 1)).all() else ''}{numbers}"


def for_spins(array: NDArray[Any]) -> str:
    """A numeric `array` holds something else than +1 and -1."""
    found = np.unique(array)
    if not found.any():
        return "; fill an array of np.zeros first, or make spins of bits with to_spins"
    if np.isin(found, (0, 1)).all():
        return "; convert them with to_spins"
    if np.isin(found, (-1, 0, 1)).all():
        return (
            "; np.sign is 0 where a sum is zero, so say what a tie becomes: "
            "np.where(sums >= 0, 1, -1); for a unit that nobody knows erase draws a spin"
        )
    if array.dtype.kind == "u" and np.isin(found, (1, np.iinfo(array.dtype).max)).all():
        return f"; that is how {array.dtype} keeps -1: make the array with dtype=np.int8"
    if found.size == 2:
        return f"; two values become spins with to_spins(values == {found[1]})"
    return (
        "; numbers become spins with np.where(values > threshold, 1, -1), "
        "a grey picture with binarise"
    )


def for_bits(array: NDArray[Any]) -> str:
    """A numeric `array` holds something else than 0 and 1."""
    if array.size and (np.abs(array) == 1).all():
        return "; these are spins already"
    return "; make bits of numbers with values > threshold" if array.size else ""


def for_states(shape: Shape, size: int | None = None) -> str:
    """An array of this `shape` is neither a state nor a batch; the network has `size` units."""
    if size is not None and prod(shape) == size:
        return "; make a row of it with .ravel()"
    if len(shape) == 2 and shape[0] == size:
        return "; a batch has one state in each row: .T"
    if size is not None and (shape[-1:] == (size,) or (len(shape) == 1 and shape[0] % size == 0)):
        return f"; a batch of states would be .reshape(-1, {size})"
    if len(shape) > 2:
        return f"; make a row of each picture with .reshape({shape[0]}, -1)"
    return ""


def for_patterns(shape: Shape) -> str:
    """An array of this `shape` is no set of patterns (P, N)."""
    if len(shape) == 1:
        return "; for a single pattern pass pattern[None, :]"
    return for_states(shape)


def for_weights(array: NDArray[Any]) -> str:
    """An `array` is not square."""
    if array.ndim == 1 and array.size and isqrt(array.size) ** 2 == array.size:
        return f"; make a matrix of it with .reshape({isqrt(array.size)}, -1)"
    if array.ndim == 2 and array.size and (np.abs(array) == 1).all():
        return "; weights are made of patterns by hebbian(patterns)"
    if array.ndim == 3 and array.shape[1] == array.shape[2]:
        return "; pass one network at a time"
    return ""
