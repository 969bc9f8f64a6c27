"""The command `twoviews bundle`: its options, and what it tells at the end."""

import argparse
import sys
from functools import partial
from pathlib import Path

from twoviews.bundle.error import BundleError
from twoviews.place.checkout import nearest
from twoviews.place.command import in_one_sentence

NAME = "two-views-of-kim-student"
CHECKOUT = ("solutions", "exercises", "lessons")


def add(commands: argparse._SubParsersAction) -> None:
    """Add `bundle` to the commands of the command line."""
    command = commands.add_parser(
        "bundle",
        help="make a copy for students, without the solutions",
        description="Make a copy of this checkout for students: without solutions, hidden tests, "
        "mark schemes, tests, gradebook and the history of git.",
    )
    command.add_argument("--folder", type=Path, help=f"where to put it ({NAME}, in the checkout)")
    command.add_argument("--zip", action="store_true", help="make a zip file of it, too")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the copy and say where it is; give 0 when it is there."""
    course = nearest(Path.cwd(), CHECKOUT).resolve()
    folder = (options.folder or course / NAME).resolve()
    work = partial(make_and_tell, course, folder, options.zip)
    return in_one_sentence(work, folder, "The students' copy could not be made")


def make_and_tell(course: Path, folder: Path, zipped: bool) -> int:
    """Make the copy, and print how much it holds and where it is."""
    if sys.platform == "win32":
        raise BundleError("This command needs Linux or macOS: on Windows, run it in WSL.")
    from twoviews.bundle import make  # nbgrader takes a second to import

    files = make.bundle(course, folder, zipped, sys.stdout)
    print(f"The students' copy, {files} files without a solution among them: {folder}")
    if zipped:
        print(f"The same as one file: {make.zip_of(folder)}")
    print("What stays open in data/, and how to hand it out: docs/teaching.md.")
    return 0
