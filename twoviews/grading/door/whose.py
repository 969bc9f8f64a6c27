"""Tell whose an entry of a learning platform's download is, and of when, by its name."""

import re
from collections.abc import Iterable
from datetime import datetime

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

# one folder, archive or notebook of each student, with the student's name in front, or before
# "_attempt_": bitdiddle.zip, bitdiddle_ex1.ipynb, ex1_bitdiddle_attempt_2026-01-30-15-00-00_ex1
NAMED = (
    r"(?:.*_)?(?P<student_id>[^_]+)_attempt_(?P<timestamp>[\d-]+)(?:_.*)?|"
    r"(?P<first>[^_]+)(?:_.*)?"
)
ENDING = re.compile(r"(?:\.ipynb|\.zip|\.tar|\.t?gz)+$", re.I)


def students(course: CourseDirectory) -> list[str]:
    """Name the students of a course."""
    with Gradebook(course.db_url, course.course_id) as book:
        return [student.id for student in book.students]


def known(entry: str, names: Iterable[str]) -> str | None:
    """Find the student whose name begins the platform's name of an entry.

    Examples
    --------
    >>> known("ben_bit_ex1.zip", ["ben", "ben_bit"])
    'ben_bit'
    """
    stem = ENDING.sub("", entry)
    found = [name for name in names if stem == name or stem.startswith(f"{name}_")]
    return max(found, key=len, default=None)


def moment(text: str | None) -> str | None:
    """Read the time in a platform's file name.

    Examples
    --------
    >>> moment("2026-01-30-15-00-00")
    '2026-01-30 15:00:00'
    >>> moment("2026")
    """
    try:
        return str(datetime.strptime(text or "", "%Y-%m-%d-%H-%M-%S"))
    except ValueError:
        return None
