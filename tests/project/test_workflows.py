"""The files that make other machines run the tests say what is true of this repository.

What they start can't be tried here. What can: that the things they call exist, that they cover the
Pythons we promise, that nothing runs for hours, and that nothing may do more than it must.
"""

import re
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TARGETS = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

Yaml = dict[Any, Any]


def read(path: Path) -> Yaml:
    content: Yaml = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


WORKFLOWS = {path.stem: read(path) for path in (ROOT / ".github" / "workflows").glob("*.yml")}
JOBS = [
    pytest.param(job, id=f"{workflow}-{name}")
    for workflow, content in WORKFLOWS.items()
    for name, job in content["jobs"].items()
]
MATRIX = WORKFLOWS["test"]["jobs"]["test"]["strategy"]["matrix"]["include"]


def steps(job: Yaml, kind: str) -> list[str]:
    return [step[kind] for step in job["steps"] if kind in step]


@pytest.mark.parametrize("job", JOBS)
def test_what_a_job_calls_exists(job: Yaml) -> None:
    for line in chain.from_iterable(run.splitlines() for run in steps(job, "run")):
        for target in re.findall(r"\bmake ([a-z]+)", line):
            assert target in TARGETS, line
        for path in re.findall(r"(?<![\w./])(?:\.ci|tools|tests|notebooks)/?[\w./]*", line):
            assert (ROOT / path).exists(), line


@pytest.mark.parametrize("job", JOBS)
def test_a_job_ends(job: Yaml) -> None:
    assert 0 < job["timeout-minutes"] <= 60


@pytest.mark.parametrize("job", JOBS)
def test_actions_of_one_publisher_in_one_version(job: Yaml) -> None:
    """The platform's own; each version is named, so that none changes under us."""
    for action in steps(job, "uses"):
        assert re.fullmatch(r"actions/[a-z-]+@(v\d+|[0-9a-f]{40})", action), action


@pytest.mark.parametrize("job", JOBS)
def test_no_later_step_can_use_the_key_to_the_repository(job: Yaml) -> None:
    """A checkout leaves it in .git/config, where any package that is tested could read it."""
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step.get("with", {}).get("persist-credentials") is False, step


def test_nothing_may_do_more_than_it_must() -> None:
    """Reading is enough, but for the one job that publishes; secrets there are none."""
    more = {}
    for name, workflow in WORKFLOWS.items():
        assert workflow["permissions"] == {"contents": "read"}
        assert "secrets." not in str(workflow)
        for job in workflow["jobs"].values():
            if "permissions" in job:
                more[name] = job["permissions"]
                assert not steps(job, "run"), "a job that may write runs no code of the repository"
    assert more == {"site": {"pages": "write", "id-token": "write"}}


def test_the_pythons_are_those_we_promise() -> None:
    classifiers = [line.rpartition(" :: ")[2] for line in PROJECT["classifiers"]]
    promised = [version for version in classifiers if re.fullmatch(r"3\.\d+", version)]
    on_linux = [
        job["python"] for job in MATRIX if (job["system"], job["versions"]) == ("ubuntu", "pinned")
    ]
    assert on_linux == promised
    numbers = [int(version.removeprefix("3.")) for version in promised]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert PROJECT["requires-python"] == f">=3.{numbers[0]},<3.{numbers[-1] + 1}"
    assert {job["python"] for job in MATRIX} <= set(promised)


def test_the_ends_of_the_range_are_tried_together() -> None:
    """Lowest versions on the oldest Python, newest ones on the newest; each system once."""
    oldest, newest = MATRIX[0]["python"], MATRIX[-1]["python"]
    ends = {(job["versions"], job["python"]) for job in MATRIX if job["versions"] != "pinned"}
    assert ends == {("lowest", oldest), ("newest", newest)}
    assert {job["system"] for job in MATRIX} == {"ubuntu", "macos", "windows"}


def test_it_runs_every_week_and_on_every_proposal() -> None:
    when = WORKFLOWS["test"][True]  # YAML reads the key `on` as true
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", when["schedule"][0]["cron"])
    assert "pull_request" in when


def test_the_site_is_what_make_book_builds() -> None:
    build = WORKFLOWS["site"]["jobs"]["build"]
    (folder,) = [step["with"]["path"] for step in build["steps"] if "path" in step.get("with", {})]
    assert steps(build, "run") == ["make book"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"-b html book {folder}\n" in makefile


def test_before_a_commit_the_style_is_tested_as_make_test_does() -> None:
    (repository,) = read(ROOT / ".pre-commit-config.yaml")["repos"]
    (hook,) = repository["hooks"]
    assert repository["repo"] == "local"
    assert hook["language"] == "system"
    called = re.fullmatch(r'make test TESTS="-q ([\w/.]+)"', hook["entry"])
    assert called
    assert (ROOT / called[1]).exists()


def test_a_mistake_is_asked_for_in_few_words() -> None:
    form = read(ROOT / ".github" / "ISSUE_TEMPLATE" / "mistake.yml")
    asked = {part["id"]: part.get("validations", {}).get("required") for part in form["body"]}
    assert asked == {"place": True, "mistake": True, "machine": None}
    assert all(part["attributes"]["label"].endswith("?") for part in form["body"])
