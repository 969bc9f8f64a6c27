"""List the submissions that there are to grade, and what the gradebook knows of the assignment."""

import glob
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.utils import find_all_files

from twoviews.grading.door.admit import Admitted
from twoviews.grading.door.exporter import DoorExporter
from twoviews.grading.door.files import plain_name
from twoviews.grading.door.findings import harmless, shown
from twoviews.grading.errors import NotGraded
from twoviews.grading.gradebook import read_record
from twoviews.grading.record import Record

UNSET = "The settings in nbgrader_config.py were not taken: see the error above, and repair them."


class Listed(BaseConverter):
    """Stands in for the step of nbgrader's autograding that lists the submissions."""

    def init_notebooks(self) -> None:
        """List the submissions, also those whose notebook has another name or is not there.

        nbgrader goes on without settings that stop at an error: then nothing is run.
        """
        self.log.addFilter(harmless)
        if self.config.Autograde.get("exporter_class") is not DoorExporter:
            self.log.error(UNSET)
            raise NbGraderException(UNSET)
        self.admitted: Admitted | None = None
        self.problems: list[NotGraded] = []
        self.records = dict(self._read_records())
        if not self.records:
            why = f"The gradebook knows no notebook of {self.coursedir.assignment_id}: "
            self.log.error(why := f"{why}run `nbgrader generate_assignment` first.")
            raise NbGraderException(why)
        self.shipped = set(self._shipped())
        self._list_submissions()
        if not self.assignments and not self.problems:
            super().init_notebooks()  # it says what is missing

    def _list_submissions(self) -> None:
        self.assignments = {}
        for folder in self._folders():
            if plain_name(self._student(folder)):
                self.assignments[folder] = [str(Path(folder, f"{n}.ipynb")) for n in self.records]
            else:
                why = "This cannot be a student's name: rename the folder."
                self.problems.append(NotGraded(why, shown(self._student(folder))))

    def _folders(self) -> list[str]:
        where = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        return sorted(glob.glob(where))  # noqa: PTH207 (an absolute path)

    def _student(self, folder: str) -> str:
        where = self._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
        return re.match(where, folder, re.S)["student"]

    def _read_records(self) -> Iterator[tuple[str, Record]]:
        assignment, wanted = self.coursedir.assignment_id, self.coursedir.notebook_id
        step = self.coursedir.release_directory
        released = Path(self.coursedir.format_path(step, ".", assignment))
        with self._gradebook() as book:
            try:
                names = [notebook.name for notebook in book.find_assignment(assignment).notebooks]
            except MissingEntry:
                return
            for name in names:
                if fnmatch(name, wanted):
                    yield name, read_record(book, assignment, name, released)

    def _shipped(self) -> Iterator[str]:
        course, assignment = self.coursedir, self.coursedir.assignment_id
        source = course.format_path(course.source_directory, ".", assignment)
        for path in find_all_files(source, [*course.ignore, "*.ipynb"]):
            yield Path(path).relative_to(source).as_posix()

    def _gradebook(self) -> Gradebook:
        return Gradebook(self.coursedir.db_url, self.coursedir.course_id)
