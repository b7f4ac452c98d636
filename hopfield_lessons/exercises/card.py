"""An answer as a card, for whatever shows HTML: a mark, a colour, and text that wraps.

All styles stand in the card itself, so that it looks the same in JupyterLab, in the classic
Notebook, in VS Code and on the site, in light and dark. Its words have the colour of the text
around them. What has a colour of its own is seen on white as on nearly black (3 : 1 or more), with
white on it (4.5 : 1 or more). Where a page allows no styles, the mark and the words are left.
"""

from __future__ import annotations

from html import escape

_COLOURS = {
    "not yet": "#6a737d",
    "not quite": "#cf222e",
    "almost": "#9a6700",
    "correct": "#1a7f37",
}
# The shade behind a card is the theme's, of JupyterLab or of the site, or a breath of grey.
_CARD = (
    "display:flex;gap:0.75em;align-items:flex-start;box-sizing:border-box;max-width:48em;"
    "margin:0.25em 0;padding:0.6em 0.8em;border-radius:0.25em;border-left:0.3em solid {colour};"
    "background:var(--jp-layout-color2,var(--pst-color-surface,rgba(127,127,127,0.1)));"
    "color:inherit;line-height:1.5;white-space:normal;overflow-wrap:anywhere"
)
_MARK = (
    "flex:none;width:1.6em;height:1.6em;border-radius:50%;background:{colour};color:#fff;"
    "text-align:center;line-height:1.6;font-weight:bold"
)
_WORDS = "flex:1;min-width:0"
_CASE = (
    "display:block;margin-top:0.4em;padding:0;border:0;background:none;color:inherit;"
    "white-space:pre-wrap;font-size:0.9em;"
    "font-family:var(--jp-code-font-family,var(--pst-font-family-monospace,monospace))"
)


def card(mark: str, status: str, message: str, case: str) -> str:
    """Return the HTML of an answer; a screen reader says it as it comes.

    Examples
    --------
    >>> card("◐", "almost", "1 < 2 is true.", "").partition("<strong>")[2]
    'Almost.</strong> 1 &lt; 2 is true.</div></div>'
    """
    colour = _COLOURS[status]
    words = f"<strong>{status.capitalize()}.</strong> {escape(message)}"
    code = f'<code style="{_CASE}">{escape(case)}</code>' if case else ""
    return (
        f'<div class="hl-answer" role="status" style="{_CARD.format(colour=colour)}">'
        f'<span aria-hidden="true" style="{_MARK.format(colour=colour)}">{mark}</span>'
        f'<div style="{_WORDS}">{words}{code}</div></div>'
    )
