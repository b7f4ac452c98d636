"""The one place where arguments are checked and errors are worded.

A wrong *kind* of thing is a ``TypeError``, a wrong *value* a ``ValueError``;
each says what came, what was expected and, where it helps, what to do.
The functions return arrays that may share memory with the argument only where
nothing writes to them afterwards, so no caller's array is ever changed.
"""

from __future__ import annotations

import numbers
from collections.abc import Iterable
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _memory

Spins: TypeAlias = NDArray[np.int8]
Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
Units: TypeAlias = NDArray[np.intp]  # unit numbers
Seed: TypeAlias = int | np.random.Generator
Update: TypeAlias = Literal["asynchronous", "synchronous"]
Ties: TypeAlias = Literal["keep", "plus", "random", "flip"]

UPDATES: tuple[Update, ...] = get_args(Update)
TIES: tuple[Ties, ...] = get_args(Ties)  # what a unit does whose field is zero

UPDATES = ("asynchronous", "synchronous")
ORDERS = ("random", "sequential", "replacement")
TIES = ("keep", "plus", "random", "flip")


def rectangular(values: ArrayLike, name: str) -> NDArray[Any]:
    """Return `values` as an array of any kind."""
    try:
        return np.asarray(values)
    except ValueError as error:
        raise ValueError(
            f"{name}: expected a rectangular array, got rows of different lengths"
        ) from error


def numeric(values: ArrayLike, name: str) -> NDArray[Any]:
    """Return `values` as a real numeric array without NaN or infinity."""
    array = rectangular(values, name)
    if array.dtype.kind not in "iuf":
        raise TypeError(
            f"{name}: expected an array of real numbers, got {_kind(values, array)}"
            + ("; convert it with to_spins" if array.dtype.kind == "b" else "")
        )
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        with np.errstate(over="ignore"):  # what float64 can't hold is refused as infinite below
            array = array.astype(np.float64)
    if array.dtype.kind == "f" and array.size and not np.isfinite([array.min(), array.max()]).all():
        bad = "NaN" if np.isnan(array).any() else "an infinite value"
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        raise ValueError(f"{name}: expected finite numbers, got {bad} at index {where}")
    return array


def _kind(values: object, array: NDArray[Any]) -> str:
    if isinstance(values, np.ndarray | list | tuple):
        return f"dtype {array.dtype}"
    return f"{type(values).__name__}"


def spins(values: ArrayLike, name: str) -> Spins:
    """Return a copy of `values` as int8 after checking that every entry is +1 or -1."""
    array = numeric(values, name)
    if array.size == 0:
        raise ValueError(f"{name}: expected at least one spin, got an empty array {array.shape}")
    wrong = np.abs(array) != 1
    if np.count_nonzero(wrong):
        found = np.unique(array)
        if np.isin(found, (0, 1)).all():
            raise ValueError(
                f"{name}: expected spins +1 and -1, got 0 and 1; convert them with to_spins"
            )
        first = tuple(int(i) for i in np.argwhere(wrong)[0])
        raise ValueError(
            f"{name}: expected spins +1 and -1, got {array[first]} at index {first} "
            f"({int(wrong.sum())} of {array.size} entries are neither)"
        )
    return array.astype(np.int8)


def state(values: ArrayLike, size: int | None = None, name: str = "state") -> Spins:
    """Check one state ``(N,)`` or a batch ``(B, N)``; `size` is the N of the network."""
    array = spins(values, name)
    if array.ndim not in (1, 2):
        raise ValueError(
            f"{name}: expected one state (N,) or a batch (B, N), got shape {array.shape}"
        )
    if size is not None and array.shape[-1] != size:
        raise ValueError(
            f"{name}: expected {size} spins, one for each unit of the network, "
            f"got {array.shape[-1]} (shape {array.shape})"
        )
    return array


def patterns(values: ArrayLike, name: str = "patterns") -> Spins:
    """Check patterns ``(P, N)``."""
    array = spins(values, name)
    if array.ndim != 2:
        advice = "; for a single pattern pass pattern[None, :]" if array.ndim == 1 else ""
        raise ValueError(f"{name}: expected shape (P, N), got {array.shape}{advice}")
    return array


def pattern(values: ArrayLike, name: str = "pattern") -> Spins:
    """Check one pattern ``(N,)``."""
    array = spins(values, name)
    if array.ndim != 1:
        raise ValueError(f"{name}: expected one pattern of shape (N,), got shape {array.shape}")
    return array


def square(values: ArrayLike, name: str = "weights") -> Floats:
    """Check a weight matrix ``(N, N)`` of finite numbers."""
    array = numeric(values, name)
    if array.ndim != 2 or array.shape[0] != array.shape[1] or array.size == 0:
        raise ValueError(f"{name}: expected a square matrix (N, N), got shape {array.shape}")
    return np.asarray(array, dtype=np.float64)


def field(values: ArrayLike, size: int, name: str = "external_field") -> Floats:
    """Return the external field as ``(N,)``; a single number acts on every unit."""
    array = numeric(values, name)
    if array.shape not in ((), (size,)):
        raise ValueError(
            f"{name}: expected one number or an array of shape ({size},), got shape {array.shape}"
        )
    return np.full(size, array, dtype=np.float64)


def flag(value: object, name: str) -> bool:
    """Check a yes or no; 0 and 1 would be too easy to mistake for something else."""
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"{name}: expected True or False, got {value!r} ({type(value).__name__})")
    return bool(value)


def whole(value: object, name: str, *, least: int = 1) -> int:
    """Check a whole number of at least `least`."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Integral):
        raise TypeError(f"{name}: expected a whole number, got {value!r} ({type(value).__name__})")
    if value < least:
        raise ValueError(f"{name}: expected a whole number of at least {least}, got {value}")
    return int(value)


def visits(values: ArrayLike, size: int, free: Flags | None = None, *, advice: str = "") -> Units:
    """Check the order of a sweep: unit numbers, each unit that is `free` at least once."""
    array = numeric(values, "order")
    if array.dtype.kind not in "iu" or array.ndim != 1:
        raise TypeError(
            f"order: expected a word or a list of unit numbers, got dtype {array.dtype}, "
            f"shape {array.shape}"
        )
    foreign = np.setdiff1d(array, np.arange(size)).tolist()
    if foreign:
        raise ValueError(
            f"order: expected unit numbers 0 to {size - 1}, got {_some(foreign)} as well"
        )
    wanted = np.arange(size) if free is None else np.flatnonzero(free)
    missing = np.setdiff1d(wanted, array).tolist()
    if missing:
        raise ValueError(
            f"order: expected each unit at least once, but {_some(missing)} of the units 0 to "
            f"{size - 1} never come{advice}"
        )
    return array.astype(np.intp)


def _some(numbers: list[int]) -> str:
    """The first few of a list, in words."""
    shown = ", ".join(map(str, numbers[:5]))
    return shown if len(numbers) <= 5 else f"{shown} … ({len(numbers)} in all)"


def held(values: ArrayLike, shape: tuple[int, ...]) -> Flags:
    """Check which units of a state (N,) or a batch (B, N) are held: one flag for each."""
    array = rectangular(values, "hold")
    if array.dtype.kind != "b":
        raise TypeError(
            f"hold: expected True or False for each unit, got {_kind(values, array)}; "
            "from unit numbers make flags: np.isin(np.arange(N), numbers)"
        )
    if array.shape not in (shape, shape[-1:]):
        either = f"{shape[-1:]} or {shape}" if len(shape) > 1 else f"{shape}"
        raise ValueError(
            f"hold: expected one flag for each unit, shape {either}, got {array.shape}"
        )
    return np.array(array)


def inverse_temperatures(beta: ArrayLike, sweeps: int | None) -> Floats:
    """Check beta, a number or one for each sweep, and return one for each sweep."""
    betas = np.array(_not_negative(beta, "beta", "it is an inverse temperature"))
    if betas.ndim == 0:
        if sweeps is None:
            raise TypeError("sweeps: expected a whole number, or one beta for each sweep; got None")
        return np.broadcast_to(betas, whole(sweeps, "sweeps", least=0))
    if sweeps is not None and whole(sweeps, "sweeps", least=0) != len(betas):
        raise ValueError(
            f"beta: expected one number, or one for each of the {sweeps} sweeps, got {len(betas)}"
        )
    return betas


def temperatures(values: ArrayLike) -> Floats:
    """Check the temperatures of a schedule, one for each sweep."""
    array = _not_negative(values, "temperatures", "0 means without noise")
    if array.ndim != 1 or array.size == 0:
        raise ValueError(
            f"temperatures: expected one number for each sweep, such as np.linspace(1.2, 0, 50), "
            f"got shape {array.shape}"
        )
    return array


def _not_negative(values: ArrayLike, name: str, why: str) -> Floats:
    """Check numbers from 0 to infinity, both included; never NaN."""
    array = rectangular(values, name)
    if array.dtype.kind not in "iuf":
        raise TypeError(f"{name}: expected numbers, got {_kind(values, array)}")
    if array.ndim > 1:
        raise ValueError(f"{name}: expected a number or a row of them, got shape {array.shape}")
    with np.errstate(over="ignore"):
        numbers = array.astype(np.float64)
    wrong = ~(numbers >= 0)
    if wrong.any():
        raise ValueError(
            f"{name}: expected numbers from 0 to inf, got {numbers[wrong].flat[0]:g}; {why}"
        )
    return numbers


def real(
    value: object, name: str, *, least: float = -np.inf, most: float = np.inf, why: str = ""
) -> float:
    """Check a real number between `least` and `most`, both included; never NaN."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name}: expected a number, got {value!r} ({type(value).__name__})")
    try:
        number = float(value)
    except OverflowError:  # a whole number beyond 10^308
        number = np.nan
    if not least <= number <= most:
        reason = f"; {why}" if why else ""
        raise ValueError(f"{name}: expected a number from {least} to {most}, got {value}{reason}")
    return number


def finite(value: object, name: str) -> float:
    """Check a finite number."""
    most = float(np.finfo(np.float64).max)
    return real(value, name, least=-most, most=most)


def pair(values: object, name: str) -> tuple[int, int]:
    """Check rows and columns."""
    if not isinstance(values, tuple | list) or len(values) != 2:
        raise TypeError(f"{name}: expected (rows, columns), got {values!r}")
    return whole(values[0], name), whole(values[1], name)


def fraction(value: object, name: str) -> float:
    """Check a fraction from 0 to 1."""
    return real(value, name, least=0.0, most=1.0, why="20 % is written 0.2")


def choice(value: object, options: Iterable[str], name: str) -> str:
    """Check that `value` is one of the words in `options`."""
    words = tuple(options)
    if not isinstance(value, str) or value not in words:
        raise ValueError(f"{name}: expected one of {', '.join(map(repr, words))}, got {value!r}")
    return value


def generator(rng: object) -> np.random.Generator:
    """Return a generator: the one given, or a new one from a seed."""
    if isinstance(rng, np.random.Generator):
        return rng
    if isinstance(rng, bool | np.bool_) or not isinstance(rng, numbers.Integral):
        raise TypeError(
            "rng: expected a seed (a whole number) or a numpy.random.Generator, "
            f"got {rng!r} ({type(rng).__name__})"
        )
    if rng < 0:
        raise ValueError(f"rng: expected a seed of at least 0, got {rng}")
    return np.random.default_rng(int(rng))


def generator_or_fresh(rng: object) -> np.random.Generator:
    """Like `generator`, but None draws fresh entropy, as it does in numpy."""
    return np.random.default_rng() if rng is None else generator(rng)


def coefficients(values: ArrayLike, count: int | None = None) -> Floats:
    """Check coefficients; only their ratios matter, so return them with the largest at ±1."""
    array = np.asarray(numeric(values, "coefficients"), dtype=np.float64)
    if array.ndim != 1 or array.size == 0 or (count is not None and array.size != count):
        expected = "(n,)" if count is None else f"({count},), one for each pattern"
        raise ValueError(f"coefficients: expected shape {expected}, got {array.shape}")
    largest = np.abs(array).max()
    if largest == 0:
        raise ValueError("coefficients: expected at least one that is not zero")
    return np.ldexp(array, -int(np.frexp(largest)[1]))


def require_memory(needed: int, what: str) -> None:
    """Refuse, before anything is allocated, what this machine or its container can't hold."""
    present = _memory.total()
    if present is not None and needed > present:
        whole, tenth = divmod(
            (10 * needed + 2**29) // 2**30, 10
        )  # no float could hold some of these
        raise ValueError(
            f"{what} would need {whole}.{tenth} GiB, this machine or container "
            f"has {present / 2**30:.1f} GiB; choose a smaller size"
        )
