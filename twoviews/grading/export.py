"""Export the grades: what was not graded has no score, where nbgrader would write zero."""

import csv
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student, SubmittedAssignment
from nbgrader.plugins import CsvExportPlugin

from twoviews.grading.door.withdraw import ungraded

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
    "status",
)


class GradesExport(CsvExportPlugin):
    """nbgrader's table of grades, with a column that says what a row is.

    Its `status` is graded, needs a person (the score is that of the machine so far), not
    graded (something was handed in) or not submitted; the last two have no score.
    """

    def export(self, gradebook: Gradebook) -> None:
        """Write the table, one row per assignment and student."""
        with Path(self.to or "grades.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            table.writeheader()
            for assignment in gradebook.assignments:
                for student in gradebook.students:
                    if self._wanted(assignment, student):
                        table.writerow(self._row(gradebook, assignment, student))

    def _wanted(self, assignment: Assignment, student: Student) -> bool:
        assignments, students = map(str, self.assignment), map(str, self.student)
        return (not self.assignment or assignment.name in set(assignments)) and (
            not self.student or student.id in set(students)
        )

    def _row(self, book: Gradebook, assignment: Assignment, student: Student) -> dict[str, Any]:
        row = {"assignment": assignment.name, "duedate": assignment.duedate}
        row |= {"max_score": assignment.max_score, "student_id": student.id}
        row |= {name: getattr(student, name) for name in ("last_name", "first_name", "email")}
        try:
            found = book.find_submission(assignment.name, student.id)
        except MissingEntry:
            handed_in = self._handed_in(assignment.name, student.id)
            return row | {"status": "not graded" if handed_in else "not submitted"}
        row["timestamp"] = found.timestamp
        if ungraded(found):
            return row | {"status": "not graded"}
        return row | scores(found)

    def _handed_in(self, assignment: str, student: str) -> bool:
        course = self.parent.coursedir
        return Path(course.format_path(course.submitted_directory, student, assignment)).exists()


def scores(found: SubmittedAssignment) -> dict[str, Any]:
    """Give the columns of a submission that was graded."""
    penalty = found.late_submission_penalty
    return {
        "raw_score": found.score,
        "late_submission_penalty": penalty,
        "score": max(0.0, found.score - (penalty or 0.0)),
        "status": "needs a person" if found.needs_manual_grade else "graded",
    }
