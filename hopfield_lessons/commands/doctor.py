"""Is this machine ready for the lessons? Each problem comes with the command that mends it."""

import importlib.metadata
import io
import platform
import re
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from .. import __version__, _memory
from .shell import python_command, quoted
from .shipped import PACKAGE, normal_name, tested_versions

DISTRIBUTION = "hopfield-lessons"
NEEDED_FOR_LESSONS = "lab"  # the extra of pyproject.toml
WIDGETS = "@jupyter-widgets/jupyterlab-manager"  # the part of JupyterLab that draws sliders
KERNEL = "python3"  # the one that every lesson asks for
SECONDS_FOR_A_KERNEL = 60
WIDTH = 80

# The most that one kernel ever held while it ran a lesson, on Linux: 642 MiB in lesson 02, 213 MiB
# or less in the others. JupyterLab's server, with nothing open, takes 85 MiB more.
MEBIBYTES_FOR_A_LESSON = 800


@dataclass(frozen=True)
class Finding:
    """One line of the report: fine, or worth knowing, or a problem with the way to mend it."""

    says: str
    mend: str = ""
    mark: str = "ok"


def problem(says: str, mend: str) -> Finding:
    return Finding(says, mend, "MEND")


def note(says: str) -> Finding:
    return Finding(says, mark="note")


def pip_install(*words: str) -> str:
    return python_command("-m", "pip", "install", *words)


def diagnose() -> Iterator[Finding]:
    """Look at everything that the lessons rely on, one after the other."""
    yield Finding(version())
    first = attempt(installation)
    yield from first
    then = partial(attempt, installed=is_ready(first))
    homeless = attempt(home)
    yield from homeless
    if is_ready(homeless):
        yield from then(kernel, "jupyter_client", "ipykernel")
        yield from then(widgets, "ipywidgets", "jupyterlab")
    yield from then(figures, "matplotlib")
    yield from then(memory, "psutil")


def version() -> str:
    """What a report of a fault needs first."""
    return f"Hopfield Lessons {__version__} on {platform.platform(terse=True)}"


def attempt(
    check: Callable[[], Iterator[Finding]], *modules: str, installed: bool = True
) -> list[Finding]:
    """The findings of a check that needs some modules; however it breaks, that is a finding.

    Before all is `installed`, a missing module is no problem of its own: the rest brings it along.
    """
    if missing := [module for module in modules if find_spec(module) is None]:
        says = f"{check.__name__}: can't be tried without {' and '.join(missing)}"
        return [problem(says, pip_install(*missing)) if installed else note(says)]
    try:
        return list(check())
    except Exception as error:
        mend = pip_install("--force-reinstall", *modules) if modules else ""
        return [problem(f"{check.__name__}: {type(error).__name__}: {error}", mend)]


def what_to_install() -> str:
    """The command that brings what the lessons need, or nothing if JupyterLab is there."""
    if find_spec("jupyterlab"):
        return ""
    return next((found.mend for found in attempt(installation) if found.mend), "")


def installation() -> Iterator[Finding]:
    """Python and the packages, compared with the bounds in the package's own metadata."""
    try:
        metadata = importlib.metadata.metadata(DISTRIBUTION)
    except importlib.metadata.PackageNotFoundError:
        source = f"{PACKAGE.parent}[{NEEDED_FOR_LESSONS}]"
        says = "package: runs from its folder, but isn't installed for other folders"
        yield problem(says, pip_install("--editable", source))
        return
    pythons = re.findall(r":: (3\.\d+)", " ".join(metadata.get_all("Classifier") or ()))
    yield python(pythons)
    yield from packages(needed(metadata.get_all("Requires-Dist") or []))


def python(tested: list[str]) -> Finding:
    """This Python, beside those that the lessons were tested with."""
    says = f"Python {platform.python_version()}, tested with {' '.join(tested)}"
    if ".".join(platform.python_version_tuple()[:2]) in tested:
        return Finding(says)
    best = f"python{tested[-1]}"
    return problem(says, f"install Python {tested[-1]}, then: {best} -m venv hopfield")


def needed(requirements: list[str]) -> dict[str, str]:
    """The lowest version of each package that the lessons need.

    >>> needed(["numpy>=2.0", 'ipywidgets>=8.1; extra == "lab"', 'pytest>=8; extra == "test"'])
    {'numpy': '2.0', 'ipywidgets': '8.1'}
    """
    bounds = {}
    for requirement in requirements:
        extra = re.search(r"extra == ['\"]([\w-]+)", requirement)
        if extra is None or extra[1] == NEEDED_FOR_LESSONS:
            bounds[re.split(r"[^\w.-]", requirement)[0]] = lower_bound(requirement)
    return bounds


def lower_bound(requirement: str) -> str:
    """The version after >=, or 0 if every version will do.

    >>> lower_bound('ipywidgets>=8.1; extra == "lab"')
    '8.1'
    """
    found = re.search(r">=\s*([\w.]+)", requirement)
    return found[1] if found else "0"


def release(version: str) -> tuple[int, ...]:
    """The numbers of a version, to compare it with another one.

    >>> release("3.10.0rc1") > release("3.9")
    True
    """
    found = re.match(r"\d+(\.\d+)*", version)
    return tuple(int(number) for number in found[0].split(".")) if found else ()


def packages(bounds: dict[str, str]) -> Iterator[Finding]:
    """What is missing or too old, all in one command; then what differs from the tested version."""
    found = {name: installed_version(name) for name in bounds}
    bad = {
        name: "is missing" if found[name] is None else f"{found[name]} is too old"
        for name in bounds
        if release(found[name] or "") < release(bounds[name])
    }
    if bad:
        says = ", ".join(f"{name} {what}" for name, what in bad.items())
        yield problem(f"packages: {says}", pip_install(*(f"{n}>={bounds[n]}" for n in bad)))
    good = {name: version for name, version in found.items() if version and name not in bad}
    tested = tested_versions()
    other = {
        name: version
        for name, version in good.items()
        if version != tested.get(normal_name(name), version)
    }
    if same := [f"{name} {version}" for name, version in good.items() if name not in other]:
        yield Finding(f"packages as tested: {', '.join(same)}")
    if other:
        pairs = [f"{n} {v} (tested: {tested[normal_name(n)]})" for n, v in other.items()]
        yield note(f"other versions than tested: {', '.join(pairs)}")


def installed_version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def home() -> Iterator[Finding]:
    """Jupyter keeps its settings in the home folder; some containers have none."""
    try:
        Path.home()
    except RuntimeError:
        says = "home: there is no home folder, and Jupyter needs one for its settings"
        yield problem(says, f"export HOME={quoted(tempfile.gettempdir())}")


def kernel() -> Iterator[Finding]:
    """Start the kernel of the lessons and see whether it is this Python, and can count."""
    started = time.monotonic()
    try:
        answer, prefix = ask_kernel("1 + 1", "__import__('sys').prefix")
    except Exception as error:  # a kernel may fail in many ways
        says = f"kernel: '{KERNEL}' doesn't answer ({first_line(error)})"
        yield problem(says, kernel_install())
        return
    seconds = time.monotonic() - started
    if answer != "2":
        yield problem(f"kernel: '{KERNEL}' says that 1 + 1 is {answer}", kernel_install())
    elif not same_path(prefix.strip("'"), sys.prefix):
        says = f"kernel: '{KERNEL}' is another Python, the one in {prefix}"
        yield problem(says, kernel_install())
    else:
        yield Finding(f"kernel: '{KERNEL}' is this Python and answered in {seconds:.1f} s")


def ask_kernel(*expressions: str) -> list[str]:
    """The values that a fresh kernel gives to some expressions, as Python writes them."""
    from subprocess import DEVNULL

    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(SECONDS_FOR_A_KERNEL, KERNEL, stdout=DEVNULL, stderr=DEVNULL)
    try:
        numbered = {str(i): expression for i, expression in enumerate(expressions)}
        reply = client.execute(
            "pass", user_expressions=numbered, reply=True, timeout=SECONDS_FOR_A_KERNEL
        )
        values = reply["content"]["user_expressions"]
        return [values[i]["data"]["text/plain"] for i in numbered]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def kernel_install() -> str:
    """What makes this Python the kernel: written over a wrong description, wherever that lies."""
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_core.paths import jupyter_data_dir

    described_in = Path(KernelSpecManager().get_kernel_spec(KERNEL).resource_dir)
    level = "--user" if Path(jupyter_data_dir()) in described_in.parents else "--sys-prefix"
    return python_command("-m", "ipykernel", "install", level)


def widgets() -> Iterator[Finding]:
    """Sliders need ipywidgets in the kernel and an extension in JupyterLab that fits it."""
    import ipywidgets
    from jupyter_core.paths import jupyter_path
    from jupyterlab_server.config import get_federated_extensions

    folders = jupyter_path("labextensions")
    reinstall = pip_install("--force-reinstall", "ipywidgets", "jupyterlab_widgets")
    extension = get_federated_extensions(folders).get(WIDGETS)
    if extension is None:
        yield problem("widgets: JupyterLab lacks the extension that draws sliders", reinstall)
    elif wish := unmet_wish_of_ipywidgets():
        yield problem(f"widgets: {wish}", pip_install("--upgrade", "ipywidgets", wish.split()[-1]))
    elif disabled := disabled_widgets(folders):
        yield problem(f"widgets: {disabled} is switched off in JupyterLab", enabling(disabled))
    else:
        fits = f"ipywidgets {ipywidgets.__version__}, extension {extension['version']}"
        yield Finding(f"widgets: JupyterLab draws sliders ({fits})")


def unmet_wish_of_ipywidgets() -> str:
    """How the installed extension falls short of what ipywidgets asks for, or nothing."""
    from packaging.requirements import Requirement

    for line in importlib.metadata.requires("ipywidgets") or ():
        wish = Requirement(line)
        if normal_name(wish.name) == "jupyterlab-widgets":
            version = installed_version(wish.name)
            if version is None or not wish.specifier.contains(version, prereleases=True):
                return f"{wish.name} is {version}, but ipywidgets needs {wish}"
    return ""


def disabled_widgets(folders: list[str]) -> str:
    """The name under which JupyterLab was told not to load the extension, or a part of it."""
    from jupyterlab.commands import get_app_dir
    from jupyterlab_server.config import get_page_config

    config = get_page_config(folders, str(Path(get_app_dir(), "settings")))
    names: list[str] = config["disabledExtensions"]
    return next((n for n in names if n == WIDGETS or n.startswith(f"{WIDGETS}:")), "")


def enabling(name: str) -> str:
    """What switches `name` on again, at the level of settings where it was switched off."""
    from jupyterlab_server.config import get_static_page_config

    off = (
        level
        for level in ("user", "sys_prefix", "system")
        if get_static_page_config(level=level).get("disabledExtensions", {}).get(name)
    )
    level = next(off, "sys_prefix")
    return python_command("-m", "jupyterlab.labextensions", "enable", f"--level={level}", name)


def figures() -> Iterator[Finding]:
    """Draw one, in memory."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(1, 1))
    figure.subplots().plot([0, 1])
    figure.savefig(io.BytesIO(), format="png")
    yield Finding("figures: matplotlib draws")


def memory() -> Iterator[Finding]:
    """What is free, beside the most that a lesson takes."""
    import psutil

    machine = psutil.virtual_memory().available
    available = _memory.free(machine)
    free, where = available // 2**20, "free" if available == machine else "free in this container"
    says = f"memory: {free} MiB {where}, the largest lesson needs {MEBIBYTES_FOR_A_LESSON} MiB"
    if free >= MEBIBYTES_FOR_A_LESSON:
        yield Finding(says)
    elif available == machine:
        yield problem(says, "close other programs, and in JupyterLab: Kernel > Shut Down All")
    else:
        yield problem(says, "in JupyterLab: Kernel > Shut Down All; or give the container more")


def same_path(one: str, other: str) -> bool:
    return Path(one).resolve() == Path(other).resolve()


def first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


def line(finding: Finding) -> str:
    """The finding, no wider than a screen; its command stays in one piece, to be copied."""
    mark = f"{finding.mark:5}"
    text = textwrap.fill(
        finding.says,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_on_hyphens=False,  # a path or a name stays in one piece, too
        break_long_words=False,
    )
    return f"{text}\n     > {finding.mend}" if finding.mend else text


def verdict(findings: list[Finding]) -> str:
    """What all findings together mean, and what to do next."""
    problems = sum(finding.mark == "MEND" for finding in findings)
    if not problems:
        start = python_command("-m", "hopfield_lessons", "start", "my-lessons")
        return f"Ready. This copies the lessons into a folder of yours:\n     > {start}"
    count = "1 problem" if problems == 1 else f"{problems} problems"
    text = f"{count}. Run what stands after >, then ask the doctor again."
    if quoted(sys.executable).startswith('"'):
        text += "\n(In PowerShell, put & and a space before a command that begins with a quote.)"
    return text


def is_ready(findings: list[Finding]) -> bool:
    return all(finding.mark != "MEND" for finding in findings)
