"""The command `twoviews grade`: its options, and what it tells at the end."""

import argparse
import gc
import os
import sys
from functools import partial
from pathlib import Path

from twoviews.errors import PlainError
from twoviews.grading.errors import NoSandbox
from twoviews.place.command import in_one_sentence


def add(commands: argparse._SubParsersAction) -> None:
    """Add `grade` to the commands of the command line."""
    command = commands.add_parser(
        "grade",
        help="grade a class, several submissions at once and each in a sandbox",
        description="Grade the submissions of an assignment that changed since the last run. "
        "The exit status is 1 when one could not be graded.",
    )
    command.add_argument("assignment", help="its name, such as ex2_actors")
    command.add_argument("--student", action="append", help="only this one; may be repeated")
    command.add_argument(
        "--workers", type=whole, default=os.cpu_count() or 1, help="submissions at a time"
    )
    command.add_argument("--force", action="store_true", help="grade what did not change, too")
    command.add_argument("--course", type=Path, help="the folder of the course (the current one)")
    command.set_defaults(run=run)


def whole(text: str) -> int:
    """Read a number of workers."""
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 64")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Grade, print the table, and give 0 when everything was graded."""
    folder = (options.course or Path.cwd()).resolve()
    return in_one_sentence(partial(told, folder, options), folder, "The class could not be graded")


def told(folder: Path, options: argparse.Namespace) -> int:
    """Grade; what stops the run is one sentence."""
    try:
        if sys.platform == "win32":
            raise NoSandbox("Students' code cannot be locked in on Windows: grade in WSL or Linux.")
        gc.disable()  # nbgrader takes a second to import, and none of it is waste
        from twoviews.grading.grade.session import grade

        gc.freeze()
        gc.enable()
        return grade(folder, options, sys.stdout)
    except PlainError as problem:
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped: what was graded is kept, run again to go on.", file=sys.stderr)
        return 130
    return 1
