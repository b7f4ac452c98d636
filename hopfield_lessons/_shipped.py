"""Where the lessons and their data are: inside an installed package, in a checkout beside it."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The path of `name`, which came with the package.

    >>> shipped("notebooks").is_dir()
    True
    """
    inside, beside = PACKAGE / name, PACKAGE.parent / name
    return inside if inside.exists() else beside
