"""A small lesson that passes every guard, for the tests of the guards to spoil."""

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

FIGURE = {
    "image": {"alt": "Two panels: a straight line through the origin, and a parabola above it."},
    "figure": {"caption": "Linear and quadratic."},
}
EXPLORER_TAGS = ["explorer", "nbval-ignore-output", "remove-output"]


def sample() -> NotebookNode:
    """The lesson before it was run."""
    return new_notebook(
        cells=[
            text("# How do squares grow?\n\nBy the end you will see it."),
            text("> You will be able to **square**. You need **nothing**. 5 minutes."),
            code(
                "import matplotlib.pyplot as plt\nimport numpy as np\nimport hopfield_lessons as hl"
            ),
            code("x = np.arange(100)\ny = x**2"),
            code("print(y.sum())"),
            code("assert hl.overlap(np.ones(4), np.ones(4)) == 1"),
            text(
                "The sum is **328,350**<!-- = y.sum() -->, "
                "$\\langle y\\rangle = 3283.5$<!-- = y.mean() -->, "
                "and 10 %<!-- = (y % 100 == 0).mean() --> end in two zeros. "
                "A limit is 0.138<!-- cited -->, a choice 0.5<!-- given -->."
            ),
            code(
                "fig, (left, right) = plt.subplots(1, 2, figsize=(6, 3))\n"
                "left.plot(x, x)\nright.plot(x, y)\nplt.show()",
                mystnb=FIGURE,
            ),
            code(
                "import ipywidgets as widgets\n"
                "out, slider = widgets.Output(), widgets.IntSlider(value=3, max=9)\n"
                "def show(_=None):\n"
                "    with out:\n"
                "        out.clear_output(wait=True)\n"
                "        print(y[slider.value])\n"
                "slider.observe(show, 'value')\nshow()\ndisplay(slider, out)",
                tags=EXPLORER_TAGS,
            ),
            *(cell for number in (1, 2, 3) for cell in exercise(number)),
            text("## Summary\n\nSquares grow. Faster than lines. That is all."),
            text("## Reading\n\n* Euclid, [Elements](https://doi.org/10.1000/1), on squares."),
            text("**Next:** how do cubes grow?"),
        ]
    )


def exercise(number: int) -> list[NotebookNode]:
    return [
        text(f"## Exercise {number}\n\nWrite `answer{number}`."),
        code(f"answer{number} = ...", tags=["exercise"]),
        text("<details><summary>Hint</summary>\n\nCount.\n\n</details>"),
        code(
            f"solution{number} = {number}",
            tags=["solution", "hide-cell"],
            jupyter={"source_hidden": True},
        ),
    ]


def text(source: str) -> NotebookNode:
    return new_markdown_cell(source)


def code(source: str, **metadata: Any) -> NotebookNode:
    return new_code_cell(source, metadata=metadata)
