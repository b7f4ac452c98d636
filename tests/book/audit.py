"""What axe-core, an automated check of accessibility, says of a page, in words."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

COLOURS = ["color-contrast", "link-in-text-block"]  # rules that compare colours
IMPACTS = ("critical", "serious", "moderate", "minor")
AXE = Axe()  # its script comes with the package: nothing is fetched
VERSION = AXE.axe_script.partition("axe v")[2].partition("\n")[0]


class Finding(NamedTuple):
    """One element that breaks a rule, or of which axe-core can't say (`certain` is then False)."""

    impact: str
    rule: str
    element: str
    reason: str
    certain: bool

    def __str__(self) -> str:
        return f"{self.impact}, {self.rule}: {self.element}\n    {self.reason}"


UNFOLD = """async () => {
    const folds = [...document.querySelectorAll('details:not([open])')];
    await Promise.all(folds.map((fold) => new Promise((unfolded) => {
        fold.addEventListener('toggle', unfolded, { once: true });
        fold.open = true;
    })));
    // 0.3 s after that the theme lets the keyboard reach what has turned out to scroll.
    await new Promise((done) => setTimeout(done, 400));
}"""

# Most words of a page look like others; of each kind, one is looked at.
MARK_ONE_OF_A_KIND = """() => {
    const where = (e) => e === document.body ? ''
        : `${where(e.parentElement)} ${e.tagName} ${e.className} ${e.getAttribute('style')}`;
    const kind = (e) => {
        const { color, fontSize, fontWeight, opacity } = getComputedStyle(e);
        return [where(e), color, fontSize, fontWeight, opacity].join();
    };
    const hasWords = (e) => [...e.childNodes].some((c) => c.nodeType === 3 && c.data.trim());
    const seen = new Set();
    for (const e of document.body.querySelectorAll('*')) {
        e.toggleAttribute('data-one-of-a-kind', hasWords(e) && !seen.has(kind(e)));
        if (hasWords(e)) seen.add(kind(e));
    }
}"""


def audit(
    page: Page, *, contrast: bool = True, others: bool = True, unfold: bool = True
) -> list[Finding]:
    """Look at the page as it is now, with everything open that a reader can unfold, if asked to.

    Contrast, that of links with the words around them included, takes most of the time, and doesn't
    depend on the page's width; the other rules don't depend on its theme.
    """
    if unfold:
        page.evaluate(UNFOLD)
    findings: list[Finding] = []
    if contrast:
        page.evaluate(MARK_ONE_OF_A_KIND)
        findings += _found(page, "[data-one-of-a-kind]", {"runOnly": COLOURS})
    if others:
        rules = {rule: {"enabled": False} for rule in COLOURS} | {"target-size": {"enabled": True}}
        findings += _found(page, "html", {"rules": rules})
    return findings


def _found(page: Page, part: str, options: dict[str, Any]) -> list[Finding]:
    """What axe-core says of the elements that the selector `part` chooses."""
    quick = {"resultTypes": ["violations", "incomplete"], "preload": False, "selectors": False}
    answer = AXE.run(page, context={"include": [part]}, options=options | quick).response
    return [
        Finding(
            impact=rule["impact"],
            rule=rule["id"],
            element=node["html"],
            reason=" ".join(node["failureSummary"].split()),
            certain=outcome == "violations",
        )
        for outcome in ("violations", "incomplete")
        for rule in answer[outcome]
        for node in rule["nodes"]
    ]


def summary(audits: Sequence[tuple[str, Iterable[Sequence[Any]]]]) -> list[str]:
    """All audits in a few lines; each comes with its page's name, and pages may come repeatedly.

    Between two processes a finding becomes a plain sequence.
    """
    found = {(page, Finding(*finding)) for page, findings in audits for finding in findings}
    certain = [(page, finding) for page, finding in found if finding.certain]
    counts = [
        f"{sum(finding.impact == impact for _, finding in certain)} {impact}" for impact in IMPACTS
    ]
    lines = [
        f"{len({page for page, _ in audits})} pages, {len(audits)} audits",
        f"elements at fault: {', '.join(counts)}; undecided: {len(found) - len(certain)}",
    ]
    places: dict[str, set[str]] = {}
    for page, finding in found:
        kind = finding.impact if finding.certain else "undecided"
        places.setdefault(f"{kind}, {finding.rule}", set()).add(page)
    return lines + [
        f"  {what}: {', '.join(sorted(pages))}" for what, pages in sorted(places.items())
    ]


def assert_nobody_is_shut_out(findings: list[Finding]) -> None:
    """Minor findings are printed at the end of the test run; all others fail here."""
    faults = [finding for finding in findings if finding.certain and finding.impact != "minor"]
    assert not faults, "axe-core found:\n" + "\n".join(map(str, faults))
