"""Begin a lesson: python tools/new_lesson.py 08 "Noise and temperature"

It writes a notebook, a package with its checks, and their tests, copied from `tools/template`. All
run and pass, except for the template's notes, which begin with ✎: the tests name each one that is
left. Nothing that exists is overwritten.
"""

import argparse
import json
import re
import sys
import unicodedata
from pathlib import Path

TEMPLATE = Path(__file__).parent / "template"
ROOT = Path(__file__).parents[1]


def new_lesson(number: str, title: str, root: Path = ROOT) -> dict[str, Path]:
    """Write the files of a lesson below `root`; return their paths by the template's names."""
    if not re.fullmatch(r"\d\d", number):
        raise ValueError(f"expected a number of two digits, such as 08, got {number!r}")
    if not slug(title):
        raise ValueError(f"expected a title with letters in it, got {title!r}")
    package = root / "hopfield_lessons" / "lessons" / f"lesson_{number}"
    files = {
        "lesson.ipynb": root / "notebooks" / f"{number}_{slug(title)}.ipynb",
        "package.py": package / "__init__.py",
        "checks.py": package / "checks.py",
        "test_checks.py": root / "tests" / "exercises" / f"test_lesson_{number}.py",
    }
    taken = [*(root / "notebooks").glob(f"{number}_*.ipynb"), *filter(Path.exists, files.values())]
    if taken:
        names = ", ".join(sorted({path.name for path in taken}))
        raise FileExistsError(f"lesson {number} exists: {names}. Choose another number.")
    for name, path in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(_filled_in(name, number, title), encoding="utf-8")
    return files


def slug(title: str) -> str:
    """The title as a file name has it: small letters without accents, joined by underscores."""
    letters = unicodedata.normalize("NFKD", title).lower()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "_".join(re.findall(r"[a-z0-9]+", plain))


def _filled_in(name: str, number: str, title: str) -> str:
    """A file of the template, with NN.1 as in an equation's number, NN, and TITLE put in."""
    text = (TEMPLATE / name).read_text(encoding="utf-8")
    text = re.sub(r"NN(?=\.\d)", str(int(number)), text).replace("NN", number)
    return text.replace("TITLE", json.dumps(title, ensure_ascii=False)[1:-1])


def main() -> int:
    parser = argparse.ArgumentParser(description="Begin a lesson with what each lesson has.")
    parser.add_argument("number", help="two digits, such as 08")
    parser.add_argument("title", help="in quotation marks")
    arguments = parser.parse_args()
    try:
        files = new_lesson(arguments.number, arguments.title)
    except (ValueError, FileExistsError) as error:
        print(error, file=sys.stderr)
        return 1
    notebook, _, checks, tests = (path.relative_to(ROOT) for path in files.values())
    print(
        f"{notebook}: write the lesson; each note that begins with ✎ asks for something\n"
        f"{checks}: the exercises, each with its wrong answers\n"
        f"{tests}: what learners write\n"
        "Then `make notebooks` runs and saves it, `.venv/bin/python tools/write_tables.py` puts\n"
        "its line into README.md, and `make test` says what is missing. Lead to it from the\n"
        "lesson before."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
