"""What came of each submission, as the table at the end of a run."""

from dataclasses import dataclass

from nbgrader.api import Assignment, Student, SubmittedAssignment

from twoviews.grading.door.findings import shown
from twoviews.grading.grade.book import Book

HEADINGS = ("student", "result", "score", "of", "needs a person", "notes")


@dataclass(frozen=True)
class Outcome:
    """What a run did with one submission.

    Parameters
    ----------
    student : str
        Whose it is.
    result : str
        graded, unchanged or not graded.
    notes : tuple of str
        One sentence for each thing that was found.
    """

    student: str
    result: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """What the gradebook says of a submission, a late penalty taken off."""

    points: float
    most: float
    waiting: bool


def read_scores(book: Book, assignment: str) -> dict[str, Score]:
    """Read the scores of an assignment, by student."""
    wanted = SubmittedAssignment
    columns = (wanted.score, wanted.late_submission_penalty, wanted.max_score)
    with book.whole():
        rows = (
            book.db.query(Student.id, *columns, wanted.needs_manual_grade)
            .join(Student, Student.id == wanted.student_id)
            .join(Assignment, Assignment.id == wanted.assignment_id)
            .filter(Assignment.name == assignment)
        )
        return {
            name: Score(max(0.0, points - (late or 0)), most, waiting)
            for name, points, late, most, waiting in rows
        }


def table(outcomes: list[Outcome], scores: dict[str, Score]) -> str:
    """Write the table: a row for each submission, and under it what was noted.

    Examples
    --------
    >>> print(table([Outcome("ada", "graded")], {"ada": Score(7.5, 10.0, waiting=True)}))
    student  result  score  of  needs a person  notes
    ada      graded  7.5    10  yes             -
    """
    rows = [HEADINGS, *(row(each, scores.get(each.student)) for each in outcomes)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, cells, widths)).rstrip() for cells in rows]
    return "\n".join(lines + remarks(outcomes))


def row(outcome: Outcome, score: Score | None) -> tuple[str, ...]:
    """Write the cells of one row: no number for what was not graded."""
    name, notes = shown(outcome.student), str(len(outcome.notes) or "-")
    if outcome.result == "not graded" or not score:
        return name, outcome.result, "-", "-", "-", notes
    waiting = "yes" if score.waiting else "-"
    return name, outcome.result, f"{score.points:g}", f"{score.most:g}", waiting, notes


def remarks(outcomes: list[Outcome]) -> list[str]:
    """Write each note once, with the students that it is about."""
    about: dict[str, list[str]] = {}
    for outcome in outcomes:
        for note in dict.fromkeys(map(printable, outcome.notes)):
            about.setdefault(note, []).append(shown(outcome.student))
    everyone = len(outcomes) > 1
    return [
        f"{'Everyone' if everyone and len(names) == len(outcomes) else ', '.join(names)}: {note}"
        for note, names in about.items()
    ]


def printable(text: str) -> str:
    """Write out what would move a terminal's cursor, or colour what follows.

    Examples
    --------
    >>> print(printable("cell \\x1b[2J"))
    cell \\x1b[2J
    """
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)
