"""Let nbgrader's commands and lists read any file that stands for a time of submission.

nbgrader's own reading ends for the whole class at one student's file that is no time, and
waits for ever where it is a pipe.
"""

from datetime import datetime
from pathlib import Path

import nbgrader.apps.api
import nbgrader.coursedir

from twoviews.grading.door.files import TIMESTAMP, read_time


def existing(course: nbgrader.coursedir.CourseDirectory, folder: str) -> datetime | None:
    """Read the time that stands in a folder, in place of nbgrader's `get_existing_timestamp`."""
    return read_time(Path(folder, TIMESTAMP))


def submitted(
    api: nbgrader.apps.api.NbGraderAPI, assignment_id: str, student_id: str
) -> datetime | None:
    """Read when something was handed in, in place of nbgrader's `get_submitted_timestamp`."""
    course = api.coursedir
    return existing(
        course, course.format_path(course.submitted_directory, student_id, assignment_id)
    )


def install() -> None:
    """Put this reading in nbgrader's place."""
    nbgrader.coursedir.CourseDirectory.get_existing_timestamp = existing
    nbgrader.apps.api.NbGraderAPI.get_submitted_timestamp = submitted
