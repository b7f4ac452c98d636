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

from . import _advice, _memory

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
    if isinstance(values, np.ma.MaskedArray) and np.any(values.mask):
        raise ValueError(
            f"{name}: expected a value everywhere, got an array with {np.sum(values.mask)} entries "
            "masked; say what stands there with .filled(value)"
        )
    try:
        return np.asarray(values)
    except ValueError as error:
        raise ValueError(
            f"{name}: expected a rectangular array, got rows of different lengths; "
            "binarise makes pictures of one size"
        ) from error


def numeric(
    values: ArrayLike, name: str, *, of_flags: str = "; make them 0 and 1 with .astype(float)"
) -> NDArray[Any]:
    """Return `values` as a real numeric array without NaN or infinity.

    `of_flags` is what to do about True and False.
    """
    array = rectangular(values, name)
    if array.dtype.kind not in "iuf":
        flags = array.dtype.kind == "b"
        raise TypeError(
            f"{name}: expected an array of real numbers, got {_kind(values, array)}"
            + (of_flags if flags else _advice.for_kind(values, array))
        )
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        with np.errstate(over="ignore"):  # what float64 can't hold is refused as infinite below
            array = array.astype(np.float64)
    if array.dtype.kind == "f" and array.size and not np.isfinite([array.min(), array.max()]).all():
        bad = "NaN" if np.isnan(array).any() else "an infinite value"
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        raise ValueError(
            f"{name}: expected finite numbers, got {bad} at index {where}; "
            "fill what is missing, or see what was divided by zero"
        )
    return array


def _kind(values: object, array: NDArray[Any]) -> str:
    if isinstance(values, np.ndarray | list | tuple):
        return f"dtype {array.dtype}"
    return f"{type(values).__name__}"


def spins(values: ArrayLike, name: str) -> Spins:
    """Return a copy of `values` as int8 after checking that every entry is +1 or -1."""
    array = numeric(values, name, of_flags="; convert it with to_spins")
    if array.size == 0:
        raise ValueError(f"{name}: expected at least one spin, got an empty array {array.shape}")
    wrong = np.abs(array) != 1
    if np.count_nonzero(wrong):
        raise ValueError(
            f"{name}: expected spins +1 and -1, got {_no_spins(array, wrong)}"
            f"{_advice.for_spins(array)}"
        )
    return array.astype(np.int8)


def bits(values: ArrayLike, name: str = "bits") -> NDArray[np.int8]:
    """Return a copy of `values` as int8 after checking that every entry is 0 or 1."""
    array = rectangular(values, name)
    if array.dtype != np.bool_:
        array = numeric(values, name)
    wrong = ~((array == 0) | (array == 1))
    if array.size == 0 or wrong.any():
        came = "an empty array" if array.size == 0 else f"{array[wrong].ravel()[0]}"
        raise ValueError(f"{name}: expected 0 and 1, got {came}{_advice.for_bits(array)}")
    return array.astype(np.int8)


def _no_spins(array: NDArray[Any], wrong: Flags) -> str:
    """What came instead of spins."""
    if not array.any():
        return "zeros only"
    if np.isin(array, (0, 1)).all():
        return "0 and 1"
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    count = np.count_nonzero(wrong)
    return f"{array[first]} at index {first} ({count} of {array.size} entries are neither)"


def state(values: ArrayLike, size: int | None = None, name: str = "state") -> Spins:
    """Check one state ``(N,)`` or a batch ``(B, N)``; `size` is the N of the network."""
    array = spins(values, name)
    if array.ndim not in (1, 2):
        raise ValueError(
            f"{name}: expected one state (N,) or a batch (B, N), got shape {array.shape}"
            f"{_advice.for_states(array.shape, size)}"
        )
    if size is not None and array.shape[-1] != size:
        raise ValueError(
            f"{name}: expected {size} spins, one for each unit of the network, "
            f"got {array.shape[-1]} (shape {array.shape}){_advice.for_states(array.shape, size)}"
        )
    return array


def patterns(values: ArrayLike, name: str = "patterns") -> Spins:
    """Check patterns ``(P, N)``."""
    array = spins(values, name)
    if array.ndim != 2:
        advice = _advice.for_patterns(array.shape)
        raise ValueError(f"{name}: expected shape (P, N), got {array.shape}{advice}")
    return array


def pattern(values: ArrayLike, name: str = "pattern") -> Spins:
    """Check one pattern ``(N,)``."""
    array = spins(values, name)
    if array.ndim != 1:
        raise ValueError(
            f"{name}: expected one pattern of shape (N,), got shape {array.shape}; "
            "make a row of a picture with .ravel(), or choose one of several"
        )
    return array


def square(values: ArrayLike, name: str = "weights") -> Floats:
    """Check a weight matrix ``(N, N)`` of finite numbers."""
    array = numeric(values, name)
    if array.ndim != 2 or array.shape[0] != array.shape[1] or array.size == 0:
        raise ValueError(
            f"{name}: expected a square matrix (N, N), got shape {array.shape}"
            f"{_advice.for_weights(array)}"
        )
    return np.asarray(array, dtype=np.float64)


def field(values: ArrayLike, size: int, name: str = "external_field") -> Floats:
    """Return the external field as ``(N,)``; a single number acts on every unit."""
    array = numeric(values, name)
    if array.shape not in ((), (size,)):
        raise ValueError(
            f"{name}: expected one number or an array of shape ({size},), got shape {array.shape}"
            f"{_advice.for_states(array.shape, size) if array.size == size else ''}"
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
        advice = "; round(value) makes it whole" if isinstance(value, float) else ""
        raise TypeError(
            f"{name}: expected a whole number, got {value!r} ({type(value).__name__}){advice}"
        )
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


def flags(values: ArrayLike, name: str, *shapes: tuple[int, ...]) -> Flags:
    """Check flags, one for each unit, of one of the `shapes`; the last is that of all units."""
    array = rectangular(values, name)
    if array.dtype.kind != "b":
        raise TypeError(
            f"{name}: expected True or False for each unit, got {_kind(values, array)}"
            f"{_advice.for_flags(values, array)}"
        )
    if array.shape not in shapes:
        either = " or ".join(str(shape) for shape in dict.fromkeys(shapes))
        raise ValueError(
            f"{name}: expected one flag for each unit, shape {either}, got {array.shape}"
            f"{_advice.for_states(array.shape, shapes[0][-1])}"
        )
    return np.array(array)


def held(values: ArrayLike, shape: tuple[int, ...]) -> Flags:
    """Check which units of a state (N,) or a batch (B, N) are held."""
    return flags(values, "hold", shape[-1:], shape)


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
        advice = _advice.for_kind(values, array)
        raise TypeError(f"{name}: expected numbers, got {_kind(values, array)}{advice}")
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
