"""What the site shows of it: the table, the comparison of ties, and each function, folded."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from math import floor, log10

from . import ties
from .redone import ALL, Measured, Redone, code_of, with_helpers

# In the order of the table.
AUTHORS = {
    "hopfield1982": "Hopfield 1982",
    "amit1987": "Amit, Gutfreund & Sompolinsky 1987",
    "hertz1991": "Hertz, Krogh & Palmer 1991",
    "mceliece1987": "McEliece and others 1987",
    "folli2017": "Folli, Leonetti & Ruocco 2017",
    "storkey1997": "Storkey 1997",
    "kanter1987": "Kanter & Sompolinsky 1987",
    "mackay2003": "MacKay 2003, chapter 42",
    "amit1985finite": "Amit, Gutfreund & Sompolinsky 1985",
    "goles1985": "Goles, Fogelman & Pellegrin 1985",
    "bruck1990": "Bruck 1990",
    "onsager1944": "Onsager 1944",
    "barros2009": "Barros, Krapivsky & Redner 2009",
}


def in_order() -> list[Redone]:
    """All numbers, those of one paper together."""
    return sorted(ALL, key=lambda each: list(AUTHORS).index(each.paper))


def table(measured: dict[str, Measured], machine: str) -> Iterator[str]:
    """A row for each paper, and below it a row for each of its numbers."""
    yield "| number | it says | ours | found | nets | sec. | lines |"
    yield "| --- | --- | --- | --- | --: | --: | --: |"
    above = ""
    for each in in_order():
        if each.paper != above:
            yield f"| **{AUTHORS[each.paper]}** {{cite}}`{each.paper}` | | | | | | |"
        above = each.paper
        yield row(each, measured[each.name])
    minutes = sum(ours.seconds for ours in measured.values()) / 60
    yield ""
    yield f"All of it takes {minutes:.1f} minutes of processor time. Measured on {machine}."


def row(each: Redone, ours: Measured) -> str:
    out = "–" if each.said == "–" else "yes" if each.comes_out(ours) else "**no**"
    drawn = f"{ours.networks:,}" if ours.networks > 1 else "–"
    cells = map(unbroken, (each.what, each.said, number(ours, percent="%" in each.said), out))
    return f"| {' | '.join(cells)} | {drawn} | {ours.seconds:.1f} | {each.lines} |"


def unbroken(text: str) -> str:
    """No line of a narrow column begins with a sign."""
    return re.sub(r" (?=[=±<%] ?)|(?<=[=±<]) ", "\N{NO-BREAK SPACE}", text)


def number(ours: Measured, *, percent: bool) -> str:
    """With its standard error, both to the error's first digit."""
    unit, times = (" %", 100) if percent else ("", 1)
    mean, error = times * ours.mean, times * ours.error
    if not error:
        return f"{mean:.4g}{unit}" if ours.networks == 1 else f"{mean:g}{unit}, each time"
    digits = max(0, -floor(log10(error)))
    return f"{mean:.{digits}f} ± {error:.{digits}f}{unit}".replace("-", "−")


def tied(differing: dict[str, int]) -> Iterator[str]:
    """A row for each package that took part."""
    yield f"| who | of {ties.RUNS} runs differ |"
    yield "| --- | --: |"
    yield from (f"| {name} | {count} |" for name, count in differing.items())


def functions() -> Iterator[str]:
    """What each function does, and its code with that of its helpers."""
    above = ""
    for each in in_order():
        if each.paper != above:
            yield f"### {AUTHORS[each.paper]}\n"
        above = each.paper
        yield f"**{each.what}.** {inspect.cleandoc(each.once.__doc__ or '')}\n"
        yield f"<details><summary>{each.name}, {each.lines} lines</summary>\n"
        code = "\n\n\n".join(code_of(part) for part in reversed(with_helpers(each.once)))
        yield f"```python\n{code}\n```\n\n</details>\n"
