"""Run a page's examples, draw its figures anew: python tools/run_page.py book/your_own_data.md

The examples are those of a Python session, in fences of `python`. They run one after the
other, as in one session, and what they print is compared with what the page shows. Each figure that
they draw belongs to the next picture of the page, in order.
"""

import doctest
import io
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt

from hopfield_lessons import plotting

FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"^```\{(?:image|figure)\} (\S+\.png)$", re.MULTILINE)


@dataclass
class Run:
    """What came of a page's examples."""

    complaints: str = ""  # of doctest, about outputs that differ
    figures: list[bytes] = field(default_factory=list)  # as PNG
    names: dict[str, Any] = field(default_factory=dict)  # what the examples defined


def run(page: Path) -> Run:
    """Run all examples of a page in one namespace, and leave matplotlib's settings as they were."""
    text = page.read_text(encoding="utf-8")
    result, heard = Run(), io.StringIO()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
    parser = doctest.DocTestParser()
    with plt.rc_context(), plt.ioff():
        plt.close("all")
        for fence in FENCE.finditer(text):
            line = text.count("\n", 0, fence.start(1))
            examples = parser.get_doctest(fence[1], result.names, page.name, str(page), line)
            runner.run(examples, out=heard.write, clear_globs=False)
            result.names |= examples.globs
            result.figures += [plotting.png(plt.figure(number)) for number in plt.get_fignums()]
    result.complaints = heard.getvalue()
    return result


def pictures(page: Path) -> list[Path]:
    """The files of a page's pictures, in order."""
    return [page.parent / name for name in PICTURE.findall(page.read_text(encoding="utf-8"))]


def main(names: list[str]) -> int:
    wrong = 0
    for page in map(Path, names):
        result = run(page)
        print(result.complaints, end="")
        wrong += bool(result.complaints)
        for file, figure in zip(pictures(page), result.figures, strict=True):
            file.write_bytes(figure)
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
