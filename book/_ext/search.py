"""The search's own index: each section of each page, as words that can be quoted.

It is a script, not data to be fetched: so it is read from a plain folder too. Formulas stand in
it as one would read them, α_c instead of its TeX; code gives its names, drawings nothing.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η",
    "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
SIGNS = {
    "cdot": "·", "times": "×", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠",
    "approx": "≈", "pm": "±", "sum": "∑", "prod": "∏", "infty": "∞", "to": "→", "partial": "∂",
    "sqrt": "√", "in": "∈", "int": "∫", "ll": "≪", "gg": "≫", "equiv": "≡", "ldots": "…",
    "dots": "…",
    "cdots": "…", "top": "ᵀ", "tanh": "tanh", "ln": "ln", "log": "log", "exp": "exp", "sgn": "sgn",
    "quad": " ", "langle": "⟨", "rangle": "⟩", "varepsilon": "ε", "varphi": "φ", "iff": "⇔",
    "propto": "∝",
    "Rightarrow": "⇒", "forall": "∀", "mid": "|", "sim": "∼", "min": "min", "max": "max",
}  # fmt: skip
SILENT = (nodes.raw, nodes.comment, nodes.image, nodes.substitution_definition)


def readable(tex: str) -> str:
    r"""A formula in one line of plain letters.

    Examples
    --------
    >>> readable(r"\alpha_c \approx 0.138")
    'α_c ≈ 0.138'
    >>> readable(r"E = -\tfrac12 \sum_{i,j} w_{ij} s_i s_j \tag{3.1}")
    'E = -½ ∑_i,j w_ij s_i s_j (3.1)'
    """
    tex = re.sub(r"\\(?:begin|end)\{[^}]*\}|\\label\{[^}]*\}|\\\\|&|\\[,;:! ]", " ", tex)
    tex = re.sub(r"\\tag\{([^}]*)\}", r"(\1)", tex)
    tex = re.sub(r"\\[td]?frac\s*(?:\{1\}|1)\s*(?:\{2\}|2)", "½", tex)
    tex = re.sub(r"\\[td]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\1/\2", tex)
    names = GREEK | SIGNS
    tex = re.sub(r"\\([A-Za-z]+)", lambda name: names.get(name[1], ""), tex)
    return " ".join(re.sub(r"[{}\\$]", "", tex).split())


def words(node: nodes.Node) -> Iterator[str]:
    """What a reader reads in a part of a page, without the sections in it."""
    if isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite":
        return  # no more than a key of the bibliography, so far
    if isinstance(node, nodes.Text):
        yield str(node)
    elif isinstance(node, nodes.math | nodes.math_block):
        yield readable(node.astext())
    elif not isinstance(node, (*SILENT, nodes.section, nodes.literal_block)):
        apart = isinstance(node, nodes.Inline | nodes.TextElement) and not isinstance(
            node, nodes.paragraph
        )
        for child in node.children:
            yield from words(child)
        if not apart:
            yield " "


def text(parts: list[nodes.Node]) -> str:
    return " ".join("".join(word for part in parts for word in [*words(part), " "]).split())


def code(section: nodes.Element) -> str:
    """The names and numbers in the code of a section and in what it printed."""
    blocks = [
        block.astext() for part in section.children if not isinstance(part, nodes.section)
        for block in part.findall(nodes.literal_block)
    ]  # fmt: skip
    return " ".join(sorted(set(re.findall(r"[\w.]*\w", " ".join(blocks)))))


def read_sections(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the sections of a page, and its functions, each with the anchor that leads to it."""
    found = []
    for section in doctree.findall(nodes.section):
        own = [
            part for part in section.children if not isinstance(part, nodes.section | nodes.title)
        ]
        top = isinstance(section.parent, nodes.document)
        anchor = "" if top else section["ids"][0]
        found.append([anchor, text([section[0]]), text(own), code(section)])
    for signature in doctree.findall(addnodes.desc_signature):
        if signature["ids"]:
            body = [part for part in signature.parent.children if part is not signature]
            found.append([signature["ids"][0], signature["ids"][0], text(body)[:600], ""])
    kept: dict[str, list[list[str]]] = app.env.__dict__.setdefault("hl_sections", {})
    kept[app.env.docname] = found


def forget(_app: Sphinx, env: Any, docname: str) -> None:
    env.__dict__.setdefault("hl_sections", {}).pop(docname, None)


def write_index(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.format != "html":
        return
    kept = app.env.__dict__.get("hl_sections", {})
    pages = [
        [f"{page}.html", app.env.titles[page].astext(), kept[page]]
        for page in sorted(kept) if page in app.env.titles
    ]  # fmt: skip
    index = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    Path(app.outdir, "_static", "search_index.js").write_text(f"const PAGES = {index};\n", "utf-8")


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", read_sections, priority=950)
    app.connect("env-purge-doc", forget)
    app.connect("build-finished", write_index)
