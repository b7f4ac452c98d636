"""Every figure is drawn as in a lesson, without a window, and closed."""

from collections.abc import Iterator

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest


@pytest.fixture(autouse=True)
def _lesson_style() -> Iterator[None]:
    with mpl.rc_context({"backend": "agg"}), plt.style.context("hopfield_lessons.lessons"):
        yield
    plt.close("all")
