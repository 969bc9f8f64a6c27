"""Take out of the gradebook what would read as a grade where none was given."""

from collections.abc import Collection

from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment, SubmittedNotebook


def withdraw(book: Gradebook, assignment: str, student: str) -> None:
    """Mark a submission as not graded.

    It leaves the gradebook, where it would count as zero; where a person has given
    points, a comment or more time, that stays, and only the scores of tests are taken back.

    Parameters
    ----------
    book : Gradebook
        nbgrader's gradebook, open.
    assignment, student : str
        Whose submission to what.
    """
    book.db.rollback()  # whatever the failed grading had begun
    try:
        found = book.find_submission(assignment, student)
    except MissingEntry:
        return
    kept = found.extension or any(map(read_by_a_person, found.notebooks))
    if not kept:
        book.remove_submission(assignment, student)
        return
    for notebook in found.notebooks:
        for grade in notebook.grades:
            grade.auto_score = None
            grade.needs_manual_grade = True
    book.db.commit()


def reset(book: Gradebook, assignment: str, student: str, notebooks: Collection[str]) -> None:
    """Forget the scores of tests that are run again, so that a killed run leaves none of them."""
    for notebook in book.find_submission(assignment, student).notebooks:
        if notebook.name in notebooks:
            for grade in notebook.grades:
                grade.auto_score = None
    book.db.commit()


def graded(book: Gradebook, assignment: str, student: str) -> bool:
    """Tell whether every test of a student's submission has a score."""
    try:
        return not ungraded(book.find_submission(assignment, student))
    except MissingEntry:
        return False


def read_by_a_person(notebook: SubmittedNotebook) -> bool:
    """Tell whether a person has graded or commented anything in a notebook."""
    return any(
        grade.manual_score is not None or grade.extra_credit is not None
        for grade in notebook.grades
    ) or any(comment.manual_comment for comment in notebook.comments)


def ungraded(found: SubmittedAssignment) -> bool:
    """Tell whether a test of a submission has neither its own score nor a person's."""
    for notebook in found.notebooks:
        answers = {cell.name for cell in notebook.notebook.solution_cells}
        for grade in notebook.grades:
            scored = grade.auto_score is not None or grade.manual_score is not None
            if grade.cell.cell_type == "code" and grade.name not in answers and not scored:
                return True
    return False
