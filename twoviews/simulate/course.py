"""Lay out a scratch course: its own solutions and settings, an exchange, and the class list."""

import csv
import shutil
from pathlib import Path

from traitlets.config import Config, ConfigFileNotFound, PyFileConfigLoader

from twoviews.grading.execution import possible
from twoviews.simulate.bank import SOLUTIONS, Bank
from twoviews.simulate.cast import Student
from twoviews.simulate.error import SimulationError

CONFIG = "nbgrader_config.py"
OWN = "course_config.py"
SETTINGS = f'''\
"""Written by `twoviews simulate`: the course's own settings, then what the class needs."""

from pathlib import Path

here = Path(__file__).resolve().parent
load_subconfig("{OWN}", path=str(here))
c = get_config()
c.Exchange.root = str(here.parent / "exchange")
c.ExchangeCollect.check_owner = False  # one account submits for every student
c.IsolatedExecute.isolation = "{{isolation}}"  # the class is our own: no sandbox will do
'''


def course_id(course: Path) -> str:
    """Read the name of the course from its settings.

    Raises
    ------
    SimulationError
        When the settings are missing, broken, or name no course.
    """
    path = course / CONFIG
    try:
        settings = PyFileConfigLoader(CONFIG, path=str(course)).load_config()
    except ConfigFileNotFound:
        raise SimulationError(f"There is no {path}: the course has no settings.") from None
    except Exception as error:  # whatever the settings' own code raises
        raise SimulationError(f"{path} cannot be loaded ({error}): repair it.") from None
    name = settings.get("CourseDirectory", Config()).get("course_id", "")
    if not name:
        raise SimulationError(f"{path} names no course: set c.CourseDirectory.course_id.")
    return name


def lay_out(home: Path, course: Path, banks: list[Bank], students: list[Student]) -> None:
    """Make the scratch course in `home`: course/, exchange/ and students/."""
    scratch = home / "course"
    for bank in banks:
        copy(course / SOLUTIONS / bank.assignment, scratch / SOLUTIONS / bank.assignment)
    shutil.copyfile(course / CONFIG, scratch / OWN)
    (scratch / CONFIG).write_text(SETTINGS.format(isolation=possible()), encoding="utf-8")
    with (scratch / "class_list.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["id"], *([student.name] for student in students)])
    for student in students:
        (home / "students" / student.name).mkdir(parents=True)


def copy(source: Path, target: Path) -> None:
    """Copy the files of a folder, writable whatever the original's permissions are."""
    target.mkdir(parents=True)
    for path in sorted(source.iterdir()):
        if path.name in (".ipynb_checkpoints", "__pycache__"):
            continue
        if path.is_dir():
            copy(path, target / path.name)
        else:
            shutil.copyfile(path, target / path.name)
