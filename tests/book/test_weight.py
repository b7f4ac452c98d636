"""A page is light, and its text doesn't wait for anything."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect

from tests.book.contents import lessons
from tests.browser.chromium import watched_page

HEAVIEST = 3_000_000  # bytes
PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"


def loaded(page: Page, url: str) -> dict[str, int]:
    """The bytes, compressed as servers send them, of everything that a page loads, by kind."""
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(url, wait_until="load")
    for share in (0.25, 0.5, 0.75, 1):  # pictures and mathematics come to those who read on
        page.evaluate(f"scrollTo(0, {share} * document.body.scrollHeight)")
        page.wait_for_timeout(300)
    page.wait_for_function("document.querySelector('.math mjx-container')")
    page.wait_for_load_state("networkidle")
    weight: dict[str, int] = {}
    for response in responses:
        kind = response.request.resource_type
        weight[kind] = weight.get(kind, 0) + len(gzip.compress(response.body(), 6))
    return weight


def own_weight(site: Path, lesson: str) -> int:
    """The bytes that are a lesson's own: its text, with the frames of its players, and figures."""
    page = (site / "notebooks" / lesson).with_suffix(".html")
    figures = re.findall(r'<img[^>]* src="(\.\./_images/[^"]+)"', page.read_text(encoding="utf-8"))
    return sum(file.stat().st_size for file in [page, *(page.parent / src for src in figures)])


@pytest.mark.parametrize("lesson", lessons())
def test_a_lesson_is_light(site: Path, lesson: str) -> None:
    own = own_weight(site, lesson)
    assert own < HEAVIEST, f"{lesson} weighs {own / 1e6:.2f} MB"


def test_the_heaviest_lesson_is_light_with_all_that_it_loads(browser: Browser, site: Path) -> None:
    heaviest = max(lessons(), key=lambda lesson: own_weight(site, lesson))
    with watched_page(browser, "file:") as (page, _):
        weight = loaded(page, (site / "notebooks" / heaviest).with_suffix(".html").as_uri())
    assert {"document", "image", "script", "stylesheet", "font"} <= weight.keys()
    assert sum(weight.values()) < HEAVIEST, f"{heaviest} loads {weight}"


@pytest.mark.parametrize(
    "name", ["index.html", *(f"notebooks/{Path(n).stem}.html" for n in lessons())]
)
def test_before_the_reader_scrolls_less_than_a_megabyte_has_come(
    browser: Browser, address: str, name: str
) -> None:
    """As it lies on the disk, for a plain server doesn't compress.

    With a formula on its first screen a page needs MathJax at once: then as good servers send it.
    """
    came: list[Response] = []
    with watched_page(browser, address) as (page, watch):
        page.on("response", lambda response: came.append(response))
        page.goto(address + name, wait_until="load")
        page.wait_for_load_state("networkidle")
        names = [response.url for response in came]
        assert not [name for name in names if "fontawesome" in name]
        films = page.locator(".hl-player").evaluate_all(
            "all => all.some((film) => film.getBoundingClientRect().top < 2 * innerHeight)"
        )
        assert films or not [name for name in names if "/films/" in name]
        assert sum(".css" in name for name in names) == 1
        bodies = [response.body() for response in came]
        assert sum(len(gzip.compress(body, 6)) for body in bodies) < 700_000, names
        formula = any("mathjax/startup" in name for name in names)
        assert formula or sum(map(len, bodies)) < 1_000_000, names
        watch.assert_clean()


def test_the_text_waits_for_few_styles(site: Path) -> None:
    styles = (site / "_static" / "site.css").read_text(encoding="utf-8")
    assert len(styles) < 200_000
    assert "fa-solid-900" not in styles, "the icons are ours"
    for ours in (".hl-player", ".moving-picture", "section[id^=", "fa-bars", ".dropdown-menu.show"):
        assert ours in styles or ours == ".hl-player", f"a rule that is needed was left out: {ours}"


def test_films_lie_beside_their_page_and_come_when_they_are_shown(site: Path) -> None:
    for lesson in lessons():
        page = (site / "notebooks" / lesson).with_suffix(".html").read_text(encoding="utf-8")
        assert not re.search(r"data:image/\w+;base64,.{2000}", page)
        for name in set(re.findall(r"_static/films/(\w+\.\w+)", page)):
            assert (site / "_static" / "films" / name).stat().st_size > 0


def test_formulas_are_set_for_whoever_reads_on(browser: Browser, site: Path) -> None:
    """Without a formula on its screen a page leaves MathJax where it is, until it is scrolled."""
    with watched_page(browser, "file:") as (page, watch):
        page.goto((site / "index.html").as_uri())
        expect(page.locator("script[src$='startup.js']")).to_have_count(0)
        page.mouse.wheel(0, 3000)
        page.wait_for_function("document.querySelector('.math mjx-container')")
        watch.assert_clean()


@pytest.mark.parametrize("name", ["index.html", f"notebooks/{Path(lessons()[-1]).stem}.html"])
def test_text_is_painted_while_scripts_hang(browser: Browser, site: Path, name: str) -> None:
    hanging: list[Route] = []
    with watched_page(browser, "file:", color_scheme="dark") as (page, _):
        page.route("**/*.js*", lambda route: hanging.append(route))
        with page.expect_request("**/*.js*"):
            page.goto((site / name).as_uri(), wait_until="commit")
        page.wait_for_function(PAINTED)
        assert hanging, "no script was asked for, so none can have hung"
        expect(page.locator("article p").first).to_be_visible()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        for route in hanging:
            route.abort()


def test_without_scripts_a_page_has_a_theme(browser: Browser, site: Path) -> None:
    options = {"java_script_enabled": False, "color_scheme": "dark"}
    with watched_page(browser, "file:", **options) as (page, _):
        page.goto((site / "index.html").as_uri())
        expect(page.locator("html")).to_have_attribute("data-theme", "light")
