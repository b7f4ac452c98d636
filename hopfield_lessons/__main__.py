"""The commands of the course: python -m hopfield_lessons."""

import argparse
import difflib
import io
import sys
from pathlib import Path

from .commands.delivery import DeliveryError
from .commands.doctor import diagnose, is_ready, line, verdict, version
from .commands.handout import hand_out

HANDOUTS = {
    "start": ("lessons", "copy the lessons into a folder of yours, or bring it up to date"),
    "exercises": ("exercises", "for a class: the lessons without solutions, into a folder"),
    "solutions": ("solutions", "for you who teach: the lessons with all solutions unfolded"),
}
SAFE = (
    "Run it again after an update: it brings what is new, and never overwrites a file that you "
    "changed; a newer version is put beside it, as NAME-new. Exit status: 0 done, 1 not done."
)
READY = (
    "Looks at Python, packages, kernel, widgets, figures and memory, and gives for each problem "
    "the command that mends it. Exit status: 0 ready, 1 problems."
)


def main(arguments: list[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # not every terminal can show every folder's name
    parser = parser_of_commands()
    if meant := near(sys.argv[1:] if arguments is None else arguments):
        parser.error(meant)
    given = parser.parse_args(arguments)
    if given.command is None:
        parser.print_help()
        return 0
    if given.command == "doctor":
        return doctor()
    try:
        print(hand_out(HANDOUTS[given.command][0], given.folder))
    except DeliveryError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def near(arguments: list[str]) -> str:
    """What to say to a command that is misspelt; nothing if it isn't."""
    known = ["doctor", *HANDOUTS]
    if not arguments or arguments[0].startswith("-") or arguments[0] in known:
        return ""
    close = difflib.get_close_matches(arguments[0], known, n=1)
    return f"there is no command {arguments[0]!r}; did you mean {close[0]}?" if close else ""


def doctor() -> int:
    """Print each finding as soon as it is there; the kernel takes a while."""
    findings = []
    for finding in diagnose():
        findings.append(finding)
        print(line(finding), flush=True)
    print(f"\n{verdict(findings)}")
    return 0 if is_ready(findings) else 1


def folder(name: str) -> Path:
    """The folder of that name; an empty one is a variable of the shell that has no value."""
    if not name.strip():
        raise argparse.ArgumentTypeError(
            "the name is empty; the folder that you are in is called ."
        )
    try:
        return Path(name).expanduser()
    except RuntimeError as error:  # nobody of that name, or a machine without home folders
        raise argparse.ArgumentTypeError(
            f"no home folder is known for {Path(name).parts[0]}; write the path without ~"
        ) from error


def parser_of_commands() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m hopfield_lessons",
        description="Hopfield Lessons: an executable course on Hopfield networks.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    commands.add_parser("doctor", help="is this machine ready for the lessons?", description=READY)
    for command, (_, what) in HANDOUTS.items():
        handout = commands.add_parser(
            command, help=what, description=f"{what[0].upper()}{what[1:]}. {SAFE}"
        )
        handout.add_argument(
            "folder", metavar="FOLDER", type=folder, help="there, or not yet there"
        )
    for each in (parser, *commands.choices.values()):
        each.add_argument("--version", action="version", version=version())
    return parser


if __name__ == "__main__":
    sys.exit(main())
