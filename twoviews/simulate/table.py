"""Compare what each student got with what was expected, as a table and as text."""

import pandas as pd

from twoviews.simulate.cast import Student, expected
from twoviews.simulate.gradebook import Score

PLACES = 6  # decimals to which two sums of points are compared


def class_table(
    assignment: str,
    students: list[Student],
    released: dict[str, str],
    found: dict[str, Score | None],
    exported: dict[str, float | None],
) -> pd.DataFrame:
    """Lay an assignment's scores beside the expected ones.

    Parameters
    ----------
    assignment : str
        The assignment's name.
    students : list of Student
        The class.
    released : dict
        What each answer cell holds when it is released.
    found, exported : dict
        By student, the gradebook's score and the exported total, None for no submission.

    Returns
    -------
    DataFrame
        One row per student: assignment, student, each question's points as far as
        they are settled (empty while only a reader can give them), total, expected,
        equal, late, status. Without a submission there is no number. `equal` holds
        when every graded cell, the exported total and the lateness are the expected
        ones.
    """
    questions = sorted({cell.partition("_")[0] for cell in released})
    rows = []
    for student in students:
        wanted = None if student.absent else expected(student, assignment, released)
        score, total = found[student.name], exported.get(student.name)
        rows.append(
            {"assignment": assignment, "student": student.name}
            | by_question(questions, score)
            | {"total": sum_of(score and score.cells), "expected": sum_of(wanted)}
            | {"equal": same(student, wanted, score, total), "late": bool(score and score.late)}
            | {"status": status(score)}
        )
    figures = [*questions, "total", "expected"]
    return pd.DataFrame(rows).astype(dict.fromkeys(figures, float))


def by_question(questions: list[str], score: Score | None) -> dict[str, float | None]:
    """Add up the settled cells of each question, None where none is settled."""
    points: dict[str, float | None] = dict.fromkeys(questions)
    for cell, value in (score.cells if score else {}).items():
        question = cell.partition("_")[0]
        points[question] = round((points[question] or 0) + value, PLACES)
    return points


def sum_of(cells: dict[str, float] | None) -> float | None:
    """Add up points, None for no submission."""
    return None if cells is None else round(sum(cells.values()), PLACES)


def same(
    student: Student, wanted: dict[str, float] | None, score: Score | None, exported: float | None
) -> bool:
    """Say whether a student got what was expected, in the gradebook and in the export."""
    if wanted is None or score is None or exported is None:
        return wanted is score is exported is None
    told = round(exported, PLACES) == sum_of(score.cells)
    return score.cells == wanted and told and score.late == student.late


def status(score: Score | None) -> str:
    """Name the state of a submission.

    Examples
    --------
    >>> status(None), status(Score({"q1_check": 1.0}, waiting=True, late=False))
    ('not submitted', 'needs a reader')
    """
    if score is None:
        return "not submitted"
    return "needs a reader" if score.waiting else "graded"


def differing(table: pd.DataFrame) -> list[str]:
    """Name the students whose scores are not the expected ones.

    Examples
    --------
    >>> differing(pd.DataFrame({"student": ["a", "b"], "equal": [True, False]}))
    ['b']
    """
    return list(table.loc[~table["equal"], "student"])


def text(table: pd.DataFrame) -> str:
    """Write a table as plain text: a dash where there is no number, yes or no for a truth."""
    shown = table.drop(columns="assignment").rename(columns={"equal": "equal?"})
    yes_no = {True: "yes", False: "no"}
    for name in ("equal?", "late"):
        shown[name] = shown[name].map(yes_no)
    numbers = shown.select_dtypes("number").columns
    return shown.to_string(index=False, na_rep="-", formatters=dict.fromkeys(numbers, figure))


def figure(value: float) -> str:
    """Write points without idle zeros."""
    return "-" if pd.isna(value) else f"{value:g}"
