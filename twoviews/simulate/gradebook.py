"""Write marks into a course's gradebook, and read scores from it and from the export."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy.exc import OperationalError

from twoviews.simulate.cast import Student
from twoviews.simulate.error import SimulationError


@dataclass(frozen=True)
class Score:
    """What the gradebook holds on one submission; `cells` is the score of each settled cell."""

    cells: dict[str, float]
    waiting: bool  # whether a cell still needs a reader
    late: bool


@contextmanager
def open_gradebook(course: Path) -> Iterator[Gradebook]:
    """Open the gradebook of a course for the length of a block."""
    path = course / "gradebook.db"
    try:
        with Gradebook(f"sqlite:///{path}") as book:
            yield book
    except OperationalError as error:
        raise SimulationError(f"{path} cannot be used ({error.orig}).") from None


def read_prose(course: Path, assignment: str, student: Student) -> None:
    """Give a student's prose the marks of the bank, as an instructor does in the formgrader."""
    with open_gradebook(course) as book:
        for answer in student.hands[assignment].values():
            if answer.by_hand:
                grade = book.find_grade(answer.cell, assignment, assignment, student.name)
                grade.manual_score = answer.worth[answer.cell]
                grade.needs_manual_grade = False
        book.db.commit()


def scores(course: Path, assignment: str, students: list[Student]) -> dict[str, Score | None]:
    """Read an assignment's scores: one entry per student, None for no submission."""
    with open_gradebook(course) as book:
        return {student.name: score(book, assignment, student.name) for student in students}


def score(book: Gradebook, assignment: str, name: str) -> Score | None:
    """Read one student's score."""
    try:
        submission = book.find_submission(assignment, name)
    except MissingEntry:
        return None
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    return Score(
        cells={grade.name: grade.score for grade in grades if not grade.needs_manual_grade},
        waiting=any(grade.needs_manual_grade for grade in grades),
        late=submission.total_seconds_late > 0,
    )


def exported(course: Path, assignment: str) -> dict[str, float | None]:
    """Read the totals of an export: one entry per student, None for no submission.

    The export writes 0.0 for a student who did not submit, so that only the
    empty time of submission tells it from an earned zero.
    """
    with (course / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["assignment"] == assignment]
    return {row["student_id"]: float(row["score"]) if row["timestamp"] else None for row in rows}
