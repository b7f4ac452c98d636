"""Numbers in prose: each one is checked in the lesson's kernel, or says that it is cited or given.

An author writes, and no reader sees, a comment right after a number:

    the energy is **−24.5**<!-- = energy(w, xi) -->     compared at the digits written
    about 75 %<!-- = wrong / tried -->                  the expression is a fraction
    below 0.138<!-- cited -->, with 0.5<!-- given -->   from a source; chosen by the author

The number may be bold or in `$…$`, with a minus sign of any kind, separators between thousands,
and a factor such as `\\cdot 10^{-3}`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

_NUMBER = r"""(?P<number>
    (?P<sign>(?<![\w)\]}])[−+-])? (?<![\d.,])                           # not the tail of a number
    (?P<whole>\d{1,3}(?:(?:,|\{,\}|\\,|[\u00a0\u2009\u202f])\d{3})+(?!\d)|\d+)
    (?P<decimals>\.\d+)?
    (?:\s*(?:×|·|\\times|\\cdot)\s*10\^\{?(?P<exponent>[−-]?\d+)\}?)?
    (?P<percent>(?:\s|\\,|\\;|&nbsp;)*\\?%)?
)"""
_ANY_NUMBER = re.compile(_NUMBER, re.VERBOSE)
_NUMBER_AT_THE_END = re.compile(_NUMBER + r"[\s*_$]*\Z", re.VERBOSE)
_MARKER = re.compile(r"<!--\s*(?:=\s*(?P<expression>.+?)|cited|given)\s*-->", re.DOTALL)

# Where numbers need no marker.
_EXEMPT = re.compile(
    r"""^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)            # code
    | (?P<ticks>`+).*?(?P=ticks)
    | \$\$.*?\$\$ | \$(?:[^$\n]|\n(?!\s*\n))*\$          # formulas
    | ^[ ]{0,3}\#.*?$                                    # headings
    | \[[^\]]*\]\([^)]*\) | https?://\S+ | \b10\.\d{4,}/\S+   # links, addresses, DOIs
    | \b(?:[Ee]q(?:uation)?s?|[Ff]igures?|[Ee]xercises?)\.?\s*\(?\d+\.\d+\)?
    | <!--.*?--> | <[^>]*>                               # HTML
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Claim:
    """A number in the text of `cell`, and the expression that should give it."""

    cell: NotebookNode
    written: str
    value: float  # as written: 75 for "75 %"
    half_unit: float  # half a unit of its last digit
    expression: str


def probes(notebook: NotebookNode) -> list[NotebookNode]:
    """One code cell for each claim, to be run after the lesson: it prints what is true."""
    return [
        new_code_cell(
            f"print(100 * float({claim.expression}))"
            if claim.written.endswith("%")
            else f"print(float({claim.expression}))",
            metadata={"tags": ["raises-exception"]},  # a wrong expression fails alone
        )
        for claim in _read(notebook.cells)[0]
    ]


def disagreements(cells: Sequence[NotebookNode], probes: Sequence[NotebookNode]) -> list[str]:
    """What is wrong with the numbers in the text cells among `cells`, given the probes' outputs."""
    claims, complaints = _read(cells)
    for claim, probe in zip(claims, probes, strict=True):
        output = probe.outputs[-1]  # a warning may come before it
        place = f"the text {_around(claim.cell.source, claim.written)}"
        if output.output_type == "error":
            complaints.append(f"{place}: {claim.expression} raised {output.ename}: {output.evalue}")
            continue
        true = float(output.text)
        if not abs(true - claim.value) <= claim.half_unit * (1 + 1e-9):
            complaints.append(
                f"{place} says {claim.written}, the kernel says {claim.expression} = {true:.10g}"
                + (" %" if claim.written.endswith("%") else "")
            )
    return complaints


def _read(cells: Sequence[NotebookNode]) -> tuple[list[Claim], list[str]]:
    """All claims; complaints about markers without a number and numbers without a marker."""
    claims, complaints = [], []
    equations = [tag for cell in cells for tag in re.findall(r"\\tag\{([^}]*)\}", cell.source)]
    for cell in cells:
        if cell.cell_type != "markdown":
            continue
        text = unmarked = cell.source
        for marker in reversed(list(_MARKER.finditer(text))):
            number = _NUMBER_AT_THE_END.search(text, 0, marker.start())
            if number is None:
                complaints.append(
                    f"the text {_around(text, marker[0])} has a marker with no number before it"
                )
                continue
            unmarked = unmarked[: number.start("number")] + unmarked[number.end("number") :]
            if marker["expression"]:
                claims.append(_claim(cell, number, marker["expression"]))
        for equation in equations:
            unmarked = unmarked.replace(f"({equation})", " ")
        for number in _ANY_NUMBER.finditer(_EXEMPT.sub(" ", unmarked)):
            if number["decimals"] or number["percent"]:
                complaints.append(
                    f"the text {_around(text, number['number'])} has a number that nothing checks: "
                    f"write {number['number']}<!-- = expression -->, "
                    "or <!-- cited --> or <!-- given -->"
                )
    return claims, complaints


def _claim(cell: NotebookNode, number: re.Match[str], expression: str) -> Claim:
    decimals = number["decimals"] or ""
    unit = 10.0 ** int((number["exponent"] or "0").replace("−", "-"))
    value = float(re.sub(r"\D", "", number["whole"]) + decimals) * unit
    return Claim(
        cell=cell,
        written=number["number"],
        value=-value if number["sign"] in ("−", "-") else value,
        half_unit=0.5 * 10.0 ** -max(0, len(decimals) - 1) * unit,
        expression=expression,
    )


def _around(text: str, words: str) -> str:
    """Where in the text `words` stand, quoted with what comes before them."""
    end = text.find(words) + len(words)
    line = text[:end].rsplit("\n", 1)[-1]
    return f"“…{line[-60:]}”" if len(line) > 60 else f"“{line}”"
