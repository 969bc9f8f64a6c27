"""The command `twoviews simulate`: its options, and what it tells at the end."""

import argparse
import sys
from functools import partial
from pathlib import Path

from twoviews.place.checkout import nearest
from twoviews.place.command import in_one_sentence
from twoviews.simulate.bank import BANKS, SOLUTIONS
from twoviews.simulate.error import SimulationError


def add(commands: argparse._SubParsersAction) -> None:
    """Add `simulate` to the commands of the command line."""
    command = commands.add_parser(
        "simulate",
        help="play a whole course with simulated students",
        description="Play a whole course with simulated students and nbgrader's own commands, "
        "and compare every score with the expected one.",
    )
    command.add_argument("--students", type=int, default=24, help="size of the class (24)")
    command.add_argument("--seed", type=int, default=0, help="same seed, same class (0)")
    command.add_argument("--folder", type=Path, help="where to put it (class, in the course)")
    command.add_argument("--course", type=Path, help="the checkout to play (the current one)")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Play a class, print its tables, and give 0 when every score is the expected one."""
    course = (options.course or nearest(Path.cwd(), [SOLUTIONS, BANKS])).resolve()
    folder = (options.folder or course / "class").resolve()
    work = partial(play_and_tell, course, folder, options)
    return in_one_sentence(work, folder, "The class could not be played")


def play_and_tell(course: Path, folder: Path, options: argparse.Namespace) -> int:
    """Play a class, and print its tables, where it is, and whose score is not as expected."""
    if sys.platform == "win32":
        raise SimulationError("nbgrader cannot submit on Windows: play the class in WSL or Linux.")
    from twoviews.simulate import play, table  # nbgrader takes seconds to import

    tables = play.play(course, folder, options.students, options.seed, sys.stdout)
    for each in tables:
        print(f"\n{each['assignment'].iat[0]}\n{table.text(each)}")
    page = min((folder / "course").glob("feedback/*/*/*.html"))
    print(f"\nFeedback pages: {page}, and so on.")
    print(f"The class, its gradebook and its exported grades.csv: {folder}/course")
    differing = sorted({name for each in tables for name in table.differing(each)})
    if differing:
        names = ", ".join(differing)
        raise SimulationError(f"Not as expected: {names}. Compare the table with {course / BANKS}.")
    print("Every score is the expected one.")
    return 0
