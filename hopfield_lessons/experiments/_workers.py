"""Whether other processes can get hold of a rule."""

from __future__ import annotations

import pickle
import sys
from concurrent.futures import Executor
from typing import Any

_WAY_OUT = (
    "write it into a file beside your notebook, for example with %%writefile my_rules.py, and "
    "import it from there; or leave the executor out"
)


def require_known_to_workers(rule: Any, executor: Executor | None) -> None:
    """Refuse a rule that no process of a pool could find; it would break the pool, unnamed."""
    context = getattr(executor, "_mp_context", None)  # only pools of processes have one
    if rule is None or context is None:
        return
    name = getattr(rule, "__name__", type(rule).__name__)
    try:
        begun_here = b"__main__" in pickle.dumps(rule)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise TypeError(
            f"rule: expected a function that other processes can import, got {name}, which has no "
            f"name in a module ({error}); {_WAY_OUT}"
        ) from error
    if begun_here and context.get_start_method() != "fork" and not _main_is_a_file():
        raise TypeError(
            f"rule: expected a function that other processes can import, got {name} of your "
            f"notebook, which they don't see; {_WAY_OUT}"
        )


def _main_is_a_file() -> bool:
    """Whether a new process runs our main program again, to find what was defined there."""
    main = sys.modules["__main__"]
    return hasattr(main, "__file__") or getattr(main, "__spec__", None) is not None
