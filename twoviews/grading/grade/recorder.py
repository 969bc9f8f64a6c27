"""Write a graded submission to the gradebook and to its folder, as nbgrader does."""

import json
from datetime import datetime
from pathlib import Path
from threading import Lock

from nbformat import NotebookNode
from nbgrader.api import SubmittedAssignment, SubmittedNotebook

from twoviews.grading.door.admit import Admitted
from twoviews.grading.door.findings import shown
from twoviews.grading.door.withdraw import withdraw
from twoviews.grading.errors import NotGraded
from twoviews.grading.grade.book import Book
from twoviews.grading.grade.course import Course
from twoviews.grading.grade.ledger import enter
from twoviews.grading.grade.shelf import Shelf
from twoviews.grading.grade.sources import result
from twoviews.grading.record import Record


class Recorder:
    """Records the submissions of one assignment, one at a time.

    A kill at any moment leaves a submission either as it was, or with its grades
    committed and its folder not yet in place: the ledger knows by the folder, and
    the next run grades it again.

    Parameters
    ----------
    course, book, shelf
        Where to record.
    assignment : str
        The assignment's name.
    records : dict
        Its notebooks as the gradebook knows them, by name.
    """

    def __init__(
        self,
        course: Course,
        book: Book,
        shelf: Shelf,
        assignment: str,
        records: dict[str, Record],
    ) -> None:
        self.course, self.book, self.shelf = course, book, shelf
        self.assignment, self.records = assignment, records
        shipped = course.shipped(assignment)
        self.shipped = {name: path.read_bytes() for name, path in shipped.items()}
        self._one_at_a_time = Lock()

    def record(self, admitted: Admitted, taken: str) -> None:
        """Record a submission whose notebooks have been run.

        Parameters
        ----------
        admitted : Admitted
            The submission, its notebooks with their outputs.
        taken : str
            The digest of what it was made from.

        Raises
        ------
        NotGraded
            When nbgrader cannot score it.
        """
        with self._one_at_a_time:
            with self.book.whole(), self.book.standing_in():
                made = self._enter(admitted, taken)
            self.shelf.place(made, self.course.graded(admitted.student, self.assignment))

    def _enter(self, admitted: Admitted, taken: str) -> Path:
        """Write to the gradebook, and give the folder that is to be put in place."""
        submission = self.enrol(admitted.student, admitted.timestamp)
        done = {name: self.score(name, admitted) for name in admitted.notebooks}
        for notebook in submission.notebooks:
            if notebook.name not in done:
                nothing(notebook)
        files = {f"{name}.ipynb": written(notebook) for name, notebook in done.items()}
        made = self.shelf.prepare(self.shipped | admitted.files | files)
        enter(self.book, submission.id, taken, result(made, self.records))
        return made

    def withdraw(self, student: str) -> None:
        """Take a submission out that could not be graded, with what an earlier run made of it."""
        with self._one_at_a_time:
            with self.book.whole():
                withdraw(self.book, self.assignment, student)
            self.shelf.discard(self.course.graded(student, self.assignment))

    def enrol(self, student: str, moment: datetime | None) -> SubmittedAssignment:
        """Find or make the student and the submission in the gradebook."""
        if not (self.course.autograde.create_student or self.known(student)):
            raise NotGraded("The gradebook has no such student: add them first.", student)
        when = {"timestamp": moment} if moment else {}
        with self.book.db.no_autoflush:
            self.book.update_or_create_student(student)
            return self.book.update_or_create_submission(self.assignment, student, **when)

    def known(self, student: str) -> bool:
        """Tell whether the gradebook has a student."""
        return any(student == each.id for each in self.book.students)

    def score(self, name: str, admitted: Admitted) -> NotebookNode:
        """Take nbgrader's own steps: cut long output, save scores and comments, late penalty."""
        names = {"student": admitted.student, "assignment": self.assignment, "notebook": name}
        resources = {"nbgrader": names | {"db_url": self.course.url}, "unique_key": name}
        notebook = admitted.notebooks[name]
        try:
            for step in self.course.steps:
                notebook, resources = step(notebook, resources)
        except (KeyError, ValueError) as error:  # such as more points than the cell has
            why = f"nbgrader cannot score {name} ({shown(str(error))}): look at its tests."
            raise NotGraded(why, admitted.student) from error
        return notebook


def written(notebook: NotebookNode) -> bytes:
    """Write a notebook to bytes, without the spaces that take longest to write."""
    return json.dumps(notebook, ensure_ascii=False, sort_keys=True).encode()


def nothing(notebook: SubmittedNotebook) -> None:
    """Give no points for a notebook that was left out of a submission, as nbgrader does."""
    for grade in notebook.grades:
        grade.auto_score, grade.needs_manual_grade = 0, False
