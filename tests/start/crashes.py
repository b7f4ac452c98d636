"""A crash of the machine after any number of file operations."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock


class PowerCut(BaseException):
    """Not an Exception: a program that is cut off handles nothing any more."""


@contextmanager
def power_for(operations: int) -> Iterator[None]:
    """Let so many operations happen; the next one is cut off, a write in its middle."""
    left = operations

    def limited(operation: Callable[..., Any]) -> Callable[..., Any]:
        def attempt(*arguments: Any, **options: Any) -> Any:
            nonlocal left
            if left == 0:
                if operation is write_bytes:
                    path, content = arguments
                    operation(path, content[: len(content) // 2])
                raise PowerCut
            left -= 1
            return operation(*arguments, **options)

        return attempt

    write_bytes = Path.write_bytes
    with (
        mock.patch.object(Path, "write_bytes", limited(Path.write_bytes)),
        mock.patch.object(Path, "mkdir", limited(Path.mkdir)),
        mock.patch.object(Path, "unlink", limited(Path.unlink)),
        mock.patch.object(os, "replace", limited(os.replace)),
    ):
        yield


def cut_off(action: Callable[[], Any], operations: int) -> bool:
    """Do `action` with power for so many operations; whether it was cut off."""
    with power_for(operations):
        try:
            action()
        except PowerCut:
            return True
    return False
