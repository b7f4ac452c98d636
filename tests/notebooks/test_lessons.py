"""Every lesson against every guard; nbval runs the same notebooks beside these tests."""

from collections.abc import Callable

import pytest

from tests.notebooks.guards import GUARDS
from tests.notebooks.lesson import PATHS, Lesson, run


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    """Each lesson, run once for all guards."""
    return run(request.param)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_lesson(lesson: Lesson, guard: Callable[[Lesson], list[str]]) -> None:
    complaints = guard(lesson)
    if complaints:
        pytest.fail("\n".join([guard.__doc__ or "", *complaints]), pytrace=False)


def test_there_are_lessons() -> None:
    assert PATHS
