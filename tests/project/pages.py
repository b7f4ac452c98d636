"""What the pages for people say that a test can check: commands, links, tables."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "CONTRIBUTING.md")


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def links(page: str) -> Iterator[str]:
    """Files of this repository that a page links to or embeds, without what follows a #."""
    written = text(page)
    for link in re.findall(r"\]\(([^)\s]+)\)|\bsrc=\"([^\"]+)\"", written):
        path, _, _ = "".join(link).partition("#")
        if path and "://" not in path:
            yield path


def commands(page: str) -> Iterator[str]:
    """Lines of fenced blocks, and what stands between backticks."""
    written = text(page)
    fence = re.compile(r"^```(?:console|sh)\n(.*?)^```", re.M | re.S)
    for block in fence.findall(written):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", written, flags=re.M | re.S))
