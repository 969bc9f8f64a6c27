"""Check an answer by the question's id: its form while working, its content when graded."""

import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd

from twoviews.checks.feedback import NEEDS_WORK, NOT_ATTEMPTED, RIGHT, Feedback
from twoviews.checks.parts import Part, Share, Task, known
from twoviews.checks.plain import Unreadable, blank
from twoviews.checks.tasks import summarized
from twoviews.checks.tasks.counted import SHARED
from twoviews.checks.tasks.faults import FAULTS
from twoviews.checks.tasks.figures import FIGURES
from twoviews.checks.tasks.hedged import CHANCES
from twoviews.checks.tasks.kinds import KINDS
from twoviews.checks.tasks.labelled import ROLES, VOICES
from twoviews.checks.tasks.listed import LISTED
from twoviews.checks.tasks.predicted import PREDICTED
from twoviews.checks.tasks.rated import MATRIX
from twoviews.checks.tasks.squared import MEANS, SCORES, SQUARES
from twoviews.checks.tasks.stated import KEY_POINTS, THESES
from twoviews.checks.tasks.testable import TRIALS
from twoviews.checks.tasks.verdicts import VERDICTS
from twoviews.checks.tasks.written import CONTRAST
from twoviews.data.error import DataError
from twoviews.errors import unknown

TASKS: dict[str, Task] = {
    "ex1.q1": THESES,
    "ex1.q2": KEY_POINTS,
    "ex1.q3": summarized.task("ex1.q3", "q3_summary"),
    "ex1.q4": summarized.task("ex1.q4", "q4_summary"),
    "ex1.q5": summarized.CONTRAST,
    "ex2.q1": LISTED,
    "ex2.q2": ROLES,
    "ex2.q3": VOICES,
    "ex2.q4": SHARED,
    "ex2.q5": CONTRAST,
    "ex3.q1": KINDS,
    "ex3.q2": TRIALS,
    "ex3.q3": FIGURES,
    "ex3.q4": VERDICTS,
    "ex3.q5": FAULTS,
    "ex3.q6": PREDICTED,
    "ex4.q1": CHANCES,
    "ex4.q2": SQUARES,
    "ex4.q3": MEANS,
    "ex4.q4": MATRIX,
    "ex4.q5": SCORES,
}
Sharing = Callable[[Task, str, Part], Share]
GRADED_LATER = ("The form is right; what your answer says is graded after you submit.",)
BY_A_PERSON = ("A person reads and grades this answer; a machine gives no points for it.",)
PLAINLY = "write it anew with plain text, numbers, lists, dictionaries or a table."


def form(question: str, answer: Any) -> Feedback:
    """Check the form of an answer: its shape, names and labels, but not whether it is right.

    Parameters
    ----------
    question : str
        The question's id, as in the questions table.
    answer : object
        What the student wrote; any value is taken.

    Returns
    -------
    Feedback
        With at most the question's form_points, half for each article.

    Raises
    ------
    DataError
        When there is no such question.

    Examples
    --------
    >>> print(form("ex2.q2", None))
    ex2.q2: not attempted (0 of 1 point)
    - q2_roles is still empty: put your answer in place of None and run the check again.
    """
    said = weigh(question, answer, "form_points", formed)
    after = GRADED_LATER if said.maximum and said.state == RIGHT else ()
    if said.state == NOT_ATTEMPTED:
        return said
    return replace(said, sentences=said.sentences + after + beside(TASKS[question], answer))


def content(question: str, answer: Any) -> Feedback:
    """Check what an answer says, item by item, against the tables.

    Parameters
    ----------
    question : str
        The question's id, as in the questions table.
    answer : object
        What the student wrote; any value is taken.

    Returns
    -------
    Feedback
        With at most the question's content_points, half for each article; none where a
        person grades.

    Raises
    ------
    DataError
        When there is no such question.

    Examples
    --------
    >>> content("ex2.q2", None).points
    0.0
    """
    if find(question)["graded_by"] == "person":
        said = form(question, answer)
        return replace(said, points=0.0, maximum=0.0, sentences=said.sentences + BY_A_PERSON)
    return weigh(question, answer, "content_points", judged)


def find(question: str) -> pd.Series:
    """Give a question's row in the questions table."""
    rows = asked()
    if type(question) is not str or question not in rows:
        raise DataError(f"There is no question {str(question)!r}. {unknown(question, rows)}")
    return rows[question]


@cache
def asked() -> dict[str, pd.Series]:
    """Give the rows of the questions table by the questions' ids."""
    return dict(known("questions").set_index("question_id").iterrows())


def weigh(question: str, answer: Any, worth: str, share: Sharing) -> Feedback:
    """Turn the shares of the articles into points and a state."""
    maximum, task = float(find(question)[worth]), TASKS[question]
    if blank(answer):
        return Feedback(question, NOT_ATTEMPTED, 0.0, maximum, (untouched(task),))
    shares = shares_of(task, answer, share)
    earned = sum(each.earned for each in shares) / len(shares)
    points = round(maximum * min(max(earned, 0.0), 1.0), 4)
    state = RIGHT if earned == 1 else NEEDS_WORK
    sentences = dict.fromkeys(sentence for each in shares for sentence in each.sentences)
    return Feedback(question, state, points, maximum, tuple(sentences))


def shares_of(task: Task, answer: Any, share: Sharing) -> list[Share]:
    """Read and judge an answer; whatever it is, the outcome is a sentence and never an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader takes a warning for a failure
        try:
            parts = task.read(answer)
            return [share(task, article_id, part) for article_id, part in parts.items()]
        except Unreadable as problem:
            return [Share(0.0, (str(problem),))]
        except Exception:  # a disguised object may fail in any way
            return [Share(0.0, (f"{task.variable} cannot be read; {PLAINLY}",))]


def formed(task: Task, article_id: str, part: Part) -> Share:
    """Give the whole share to a part without a problem of form."""
    if part.problems:
        return Share(0.0, part.problems)
    return Share(1.0, (part.summary,))


def judged(task: Task, article_id: str, part: Part) -> Share:
    """Judge what could be read, and repeat what could not."""
    share = task.judge(article_id, part.values)
    return Share(share.earned, (*share.sentences, *part.problems))


def beside(task: Task, answer: Any) -> tuple[str, ...]:
    """Say what costs nothing; where advice fails, it is left out and no point is lost."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader takes a warning for a failure
        try:
            return task.limits + task.advice(answer)
        except Exception:
            return task.limits


def untouched(task: Task) -> str:
    """Say how to begin."""
    return (
        f"{task.variable} is still empty: put your answer in place of None and run the check again."
    )
