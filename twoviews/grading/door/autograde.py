"""nbgrader's own autograding with the door before it: one submission never stops another."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbgrader.apps.api
import nbgrader.apps.autogradeapp
from nbgrader.converters import autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.utils import rmtree
from traitlets.config import Config

from twoviews.grading.door import times
from twoviews.grading.door.admit import admit
from twoviews.grading.door.exporter import DoorExporter
from twoviews.grading.door.files import OURS
from twoviews.grading.door.findings import shown
from twoviews.grading.door.listed import Listed
from twoviews.grading.door.wanted import Wanted
from twoviews.grading.door.withdraw import graded, reset, withdraw
from twoviews.grading.errors import NoSandbox, NotGraded
from twoviews.grading.opening import one_engine
from twoviews.grading.preprocessors import IsolatedExecute


class Autograde(Listed, autograde.Autograde, Wanted):
    """nbgrader's autograding; its settings and its steps are nbgrader's own."""

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Look at a submission before nbgrader reads anything of it."""
        if student_id in self.coursedir.student_id_exclude.split(","):
            return False
        folder = Path(self._format_source(assignment_id, student_id))
        with self._alone(student_id):
            self.admitted = admit(folder, student_id, self.records, self.shipped)
        self.notebooks = [str(folder / f"{name}.ipynb") for name in self.admitted.notebooks]
        self._clear_half(assignment_id, student_id)
        return super().init_destination(assignment_id, student_id)

    def _clear_half(self, assignment_id: str, student_id: str) -> None:
        """Remove what a run that was killed left behind: nbgrader would take it for graded."""
        folder = Path(self._format_dest(assignment_id, student_id))
        if folder.is_dir():
            with self._gradebook() as book:
                if not graded(book, assignment_id, student_id):
                    rmtree(folder)

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Lay out what is graded, without files that are not the assignment's."""
        for finding in self.admitted.findings:
            self.log.warning("%s", finding)
        with self._alone(student_id):
            super().init_assignment(assignment_id, student_id)
            with self._gradebook() as book:
                reset(book, assignment_id, student_id, self.admitted.notebooks)
        folder = Path(self._format_dest(assignment_id, student_id))
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name not in self.shipped | OURS:
                path.unlink()

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Grade one notebook; whatever goes wrong is this submission's alone."""
        with self._alone(self.admitted.student):
            super().convert_single_notebook(notebook_filename)

    @contextmanager
    def _alone(self, student: str) -> Iterator[None]:
        """Keep what goes wrong in a block to one submission."""
        try:
            yield
        except Exception as error:
            self.problems.append(in_words(error, student))
            with self._gradebook() as book:
                withdraw(book, self.coursedir.assignment_id, student)
                if self.create_student:  # so that the export names the student
                    book.update_or_create_student(student)
            cause = None if isinstance(error, NotGraded) else error
            raise self.problems[-1] from cause

    def convert_notebooks(self) -> None:
        """Grade one submission after the other, and say at the end which were not graded."""
        if self.assignments and IsolatedExecute in self.autograde_preprocessors:
            self._hold_sandbox()
        try:
            with one_engine():
                super().convert_notebooks()
        finally:
            for problem in self.problems:
                self.log.error("Not graded: %s", problem)
        if self.problems:
            raise NbGraderException(f"{len(self.problems)} submissions were not graded.")

    def _hold_sandbox(self) -> None:
        """Stop before anything is changed where students' code cannot be locked in."""
        try:
            IsolatedExecute(parent=self).runner.wait()
        except NoSandbox as problem:
            self.log.error("%s", problem)
            raise NbGraderException(str(problem)) from None


def in_words(error: Exception, student: str) -> NotGraded:
    """Say why a submission was not graded."""
    if isinstance(error, NotGraded):
        return error if error.student else NotGraded(error.reason, student, error.cell)
    if isinstance(error, NoSandbox):
        return NotGraded(str(error), student)
    return NotGraded(f"Grading stopped ({type(error).__name__}: {shown(str(error))}).", student)


def install(settings: Config) -> None:
    """Put the door before nbgrader's autograding, in its command and the formgrader's button.

    Parameters
    ----------
    settings : Config
        Those of the course, as nbgrader_config.py has them.
    """
    settings.Autograde.exporter_class = DoorExporter
    times.install()
    nbgrader.apps.autogradeapp.Autograde = Autograde
    nbgrader.apps.api.Autograde = Autograde
