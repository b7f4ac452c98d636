"""What a page loads before it is read: little. Styles as one file, pictures as files of their own.

The styles of the theme and of the extensions are joined when the site is built, and a rule that
names a class that no page and no script knows is left out. Pictures that a page holds as text, the
frames of its films, become files, which a browser asks for when they are shown.
"""

import base64
import hashlib
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

EMBEDDED = re.compile(r"data:image/(png|jpeg|webp|gif|svg\+xml);base64,([A-Za-z0-9+/=]{2000,})")
CLASS = re.compile(r"\.(-?[A-Za-z_](?:[\w-]|\\.)*)")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
IMPORT = re.compile(r"@import\s+(?:url\()?[\"']?([^\"');]+)[\"']?\)?\s*;")
SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.S)
GROUPS = ("@media", "@supports", "@layer", "@container")
FIRST = ["styles/theme.css", "styles/pydata-sphinx-theme.css"]  # before all others, as in the theme


# --- styles ---------------------------------------------------------------------------------


def rules(css: str) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet: what stands before the braces, and in them.

    Examples
    --------
    >>> list(rules('a{b:"}"} @media print{c{d:e}} @charset "x";'))
    [('a', 'b:"}"'), ('@media print', 'c{d:e}'), ('@charset "x"', '')]
    """
    start = depth = 0
    head, opened = "", 0
    for sign in re.finditer(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^\"')]*\)|[{};]", css):
        if sign[0] == "{":
            if not depth:
                head, opened = css[start : sign.start()].strip(), sign.end()
            depth += 1
        elif sign[0] == "}":
            depth -= 1
            if not depth:
                yield head, css[opened : sign.start()]
                start = sign.end()
        elif sign[0] == ";" and not depth:
            yield css[start : sign.start()].strip(), ""
            start = sign.end()


def needed(css: str, words: set[str]) -> str:
    """The style sheet without the rules that no element of the site can match.

    Examples
    --------
    >>> needed("a.b,.c{x:y}.c{x:y}@media print{.c{x:y}}", {"b"})
    'a.b{x:y}'
    """
    kept = []
    for head, body in rules(css):
        if head.startswith(GROUPS):
            if inner := needed(body, words):
                kept.append(f"{head}{{{inner}}}")
        elif "Font Awesome" in body or head.startswith("@charset"):
            continue  # our ten icons need none of its typefaces
        elif head.startswith("@"):
            kept.append(f"{head}{{{body}}}" if body else f"{head};")
        elif some := [each for each in selectors(head) if known(each, words)]:
            kept.append(f"{','.join(some)}{{{body}}}")
    return "".join(kept)


def selectors(head: str) -> list[str]:
    """The selectors of a list, which may hold commas in brackets.

    Examples
    --------
    >>> selectors("a,b:is(c,d)")
    ['a', 'b:is(c,d)']
    """
    found, depth = [""], 0
    for sign in head:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return [each.strip() for each in found]


def known(selector: str, words: set[str]) -> bool:
    """Whether all classes that a selector asks for occur; in brackets may stand a choice."""
    bare = re.sub(r"\[[^\]]*\]", "", selector)
    while (shorter := re.sub(r":[\w-]+\([^()]*\)", "", bare)) != bare:
        bare = shorter
    return all(name.replace("\\", "") in words for name in CLASS.findall(bare))


def collect_styles(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Remember the style sheets that pages ask for, in their order."""
    asked = [*FIRST, *(str(style.filename) for style in context["css_files"])]
    names = [name.removeprefix("_static/").partition("?")[0] for name in asked]
    styles: list[str] = app.__dict__.setdefault("styles_of_pages", [])
    styles += [name for name in names if name not in styles]


def join_styles(app: Sphinx, error: Exception | None) -> None:
    """Write the one style sheet of the site, when all pages and scripts are there to look at."""
    styles: list[str] = app.__dict__.get("styles_of_pages", [])
    if error is not None or app.builder.format != "html" or not styles:
        return
    static = Path(app.outdir, "_static")
    pages = [path.read_text(encoding="utf-8") for path in Path(app.outdir).rglob("*.html")]
    scripts = [
        path.read_text(encoding="utf-8")
        for path in (*static.glob("*.js"), *static.glob("scripts/*.js"))
        if path.name != "fontawesome.js"
    ]
    classes = (names for page in pages for names in re.findall(r'class="([^"]*)"', page))
    words = {word for names in classes for word in names.split()}
    scripts += [script[:20_000] for page in pages for script in SCRIPT.findall(page)]
    words |= {word for script in scripts for word in re.findall(r"[\w-]+", script)}
    ours = {
        f"fa-{name}" for name in re.findall(r"\.fa-([\w-]+)", (static / "icons.css").read_text())
    }
    parts = []
    for name in styles:
        theirs = words - ours - {"fas", "fa-solid", "fa", "fa-fw", "fa-lg"}
        parts.append(
            needed(sheet(static / name), words if name in ("icons.css", "book.css") else theirs)
        )
    (static / "site.css").write_text("\n".join(parts), encoding="utf-8")


def sheet(path: Path) -> str:
    """A style sheet with what it imports, its addresses as seen from the folder of all of them."""
    css = COMMENT.sub("", path.read_text(encoding="utf-8"))
    css = IMPORT.sub(lambda match: sheet((path.parent / match[1]).resolve()), css)
    if path.parent.name == "styles":
        css = re.sub(r"url\(([\"']?)\.\./(?!\.\./)", r"url(\1", css)
    return css


# --- pictures -------------------------------------------------------------------------------


def take_out_pictures(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Give the pictures that a page holds as text files of their own, and let all wait."""
    if "body" not in context:
        return
    folder = Path(app.outdir, "_static", "films")
    up = "../" * page.count("/")

    def take_out(picture: re.Match[str]) -> str:
        content = base64.b64decode(picture[2])
        ending = picture[1].partition("+")[0].replace("jpeg", "jpg")
        name = f"{hashlib.sha256(content).hexdigest()[:16]}.{ending}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        return f"{up}_static/films/{name}"

    body = EMBEDDED.sub(take_out, context["body"])
    context["body"] = re.sub(
        r"<img (?![^>]*\bloading=)[^>]*>", lambda tag: patient(app, tag[0]), body
    )


def patient(app: Sphinx, tag: str) -> str:
    """An image that is asked for when it comes near the screen, with its place kept free."""
    tag = tag.replace("<img ", '<img loading="lazy" decoding="async" ', 1)
    source = re.search(r'src="(?:\.\./)*([^"]+\.png)"', tag)
    if source is None or re.search(r"\b(width|height|style)=", tag):
        return tag
    for folder in (Path(app.outdir), Path(app.srcdir)):
        if (file := folder / source[1]).exists():
            width, height = size(file.read_bytes())
            return tag.replace("<img ", f'<img width="{width}" height="{height}" ', 1)
    original = next((s for s, (_, n) in app.env.images.items() if n == Path(source[1]).name), None)
    if original is None:
        return tag
    width, height = size(Path(app.srcdir, original).read_bytes())
    return tag.replace("<img ", f'<img width="{width}" height="{height}" ', 1)


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, which stand in its first bytes."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


# --- mathematics ----------------------------------------------------------------------------


def let_mathematics_wait(_app: Sphinx, config: Any) -> None:
    config.mathjax_path = "mathematics.js"
    config.mathjax_options = {"defer": "defer"}


def setup(app: Sphinx) -> None:
    app.connect("config-inited", let_mathematics_wait)
    app.connect("html-page-context", collect_styles, priority=900)
    app.connect("html-page-context", take_out_pictures)
    app.connect("build-finished", join_styles, priority=900)
