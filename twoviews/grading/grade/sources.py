"""Sum up what a grade is made from: the submission, the tests, the package and its tables."""

from collections.abc import Iterable
from pathlib import Path

from twoviews.grading.grade.book import Book
from twoviews.grading.grade.course import CONFIG, Course
from twoviews.grading.grade.ledger import digest
from twoviews.grading.record import Record

PACKAGE = Path(__file__).resolve().parents[2]
TABLES = PACKAGE.parent / "data"  # in a checkout; an installed package holds its own


def common(course: Course, book: Book, assignment: str, records: dict[str, Record]) -> str:
    """Sum up what all grades of an assignment are made from."""
    tables = [TABLES / "datapackage.json", *sorted(TABLES.glob("*.csv"))]
    shipped = course.shipped(assignment)
    due = book.find_assignment(assignment).duedate
    files = [course.root / CONFIG, *shipped.values(), PACKAGE, *tables]
    return digest(str(due), str(records), *shipped, *files)


def own(course: Course, assignment: str, student: str, shared: str, extension: object) -> str:
    """Sum up what one student's grades are made from."""
    return digest(shared, str(extension), course.submission(student, assignment))


def result(folder: Path, notebooks: Iterable[str]) -> str:
    """Sum up the graded notebooks in a folder."""
    return digest(*(folder / f"{name}.ipynb" for name in notebooks))
