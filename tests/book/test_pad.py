"""The physics of the pad is the package's: same flips, ties and energies, to the last bit."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

import hopfield_lessons as hl
from tests.book.contents import ROOT

SCRIPT = (ROOT / "book/_static/pad.js").read_text(encoding="utf-8")
RUN = """cases => cases.map(([patterns, start, order, ties]) => {
    const run = hopfield.recall(patterns, start, order, ties, 20);
    const named = hopfield.classify(patterns, run.state);
    return [run.state, run.flipped, run.energies, run.sweeps, run.converged,
            hopfield.fields(patterns, run.state), named.name, named.coefficients.filter(Boolean)];
})"""


def cases() -> list[list[Any]]:
    """Networks of few and of even sizes, where ties are common, with random starts and orders."""
    rng = np.random.default_rng(17)
    drawn = []
    for number in range(300):
        size, count = rng.choice([4, 9, 16, 36, 64]), rng.integers(1, 7)
        patterns = hl.random_patterns(count, size, rng=rng)
        start = hl.flip(patterns[0], rng.choice([0.0, 0.25, 0.5]), rng=rng)
        ties = ["keep", "plus", "flip"][number % 3]
        drawn.append([patterns.tolist(), start.tolist(), rng.permutation(size).tolist(), ties])
    return drawn


def by_the_package(patterns: Any, start: Any, order: Any, ties: Any) -> list[Any]:
    weights = hl.hebbian(patterns)
    run = hl.recall(weights, start, order=order, ties=ties, max_sweeps=20, record=True)
    fields = np.rint(hl.local_field(weights, run.state) * len(start)).astype(int)
    named = hl.classify(patterns, run.state)
    return [
        run.state.tolist(),
        run.flipped_units.tolist(),
        run.energies.tolist(),
        int(run.sweeps),
        bool(run.converged),
        fields.tolist(),
        named.name,
        list(named.signs),
    ]


def in_the_page(page: Page, script: str) -> list[Any]:
    page.evaluate(script)
    answers: list[Any] = page.evaluate(RUN, cases())
    return answers


@pytest.fixture
def page(browser: Browser) -> Any:
    with browser.new_page() as page:
        yield page


def test_the_pad_computes_what_the_package_computes(page: Page) -> None:
    for case, answer in zip(cases(), in_the_page(page, SCRIPT), strict=True):
        assert answer == by_the_package(*case), case


def test_a_wrong_tie_rule_is_noticed(page: Page) -> None:
    wrong = SCRIPT.replace("keep: spin => spin", "keep: () => -1")
    assert wrong != SCRIPT
    answers = in_the_page(page, wrong)
    assert any(a != by_the_package(*c) for c, a in zip(cases(), answers, strict=True))


def test_keys_and_mouse_draw_the_address_keeps_it_and_the_text_is_that_of_picture(
    page: Page, tmp_path: Path
) -> None:
    alone = tmp_path / "pad.html"
    alone.write_text(f'<div class="hl-pad"></div><script>{SCRIPT}</script>', encoding="utf-8")
    page.goto(alone.as_uri())
    text = page.get_by_label("The drawing as text")
    before = hl.picture(text.input_value())
    page.locator("[data-unit='5']").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.reload()
    after = hl.picture(text.input_value())
    assert np.flatnonzero(before != after).tolist() == [5, 6]
