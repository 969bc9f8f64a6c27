"""The command `twoviews simulate`: its options, and what it tells at the end."""

import argparse
import signal
import sys
from pathlib import Path

from twoviews.simulate.bank import BANKS, SOLUTIONS
from twoviews.simulate.error import SimulationError, in_words

HERE = Path(__file__).resolve().parents[2]  # the checkout, when this package is in one


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
    course = (options.course or nearest(Path.cwd())).resolve()
    folder = (options.folder or course / "class").resolve()
    # ended from outside or interrupted at the keyboard: both tidy up
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return play_and_tell(course, folder, options)
    except SimulationError as problem:
        print(problem, file=sys.stderr)
    except OSError as error:
        print(in_words(error, folder), file=sys.stderr)
    except KeyboardInterrupt:
        print(f"\nStopped: nothing half-made was left, {folder} is as it was.", file=sys.stderr)
        return 130
    finally:
        signal.signal(signal.SIGTERM, before)
    return 1


def nearest(place: Path) -> Path:
    """Find the checkout that a place is in; else the one that this package is in."""
    for folder in (place, *place.parents):
        if (folder / SOLUTIONS).is_dir() and (folder / BANKS).is_dir():
            return folder
    return HERE


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
