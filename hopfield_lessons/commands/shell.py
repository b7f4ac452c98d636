"""Commands as a person can type them, or paste them, on this machine."""

import os
import re
import shlex
import sys


def python_command(*arguments: str) -> str:
    """The command that runs this very Python with `arguments`.

    >>> python_command("-m", "pip").endswith(" -m pip")
    True
    """
    return " ".join(quoted(word) for word in (sys.executable, *arguments))


def quoted(word: str, *, windows: bool = os.name == "nt") -> str:
    """`word` as one word of a command line: for Windows in double quotes, if it needs them.

    >>> print(quoted("my lessons", windows=False), quoted("numpy>=2.0", windows=True))
    'my lessons' "numpy>=2.0"
    """
    if not windows:
        return shlex.quote(word)
    return word if re.fullmatch(r"[\w:\\/.,@=+-]+", word) else f'"{word}"'
