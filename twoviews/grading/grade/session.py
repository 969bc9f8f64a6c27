"""One call of the command: open the course, grade what changed, and print the table."""

from argparse import Namespace
from pathlib import Path
from typing import TextIO

from sqlalchemy.exc import SQLAlchemyError
from traitlets import TraitError

from twoviews.grading.door.findings import shown
from twoviews.grading.execution import Executor
from twoviews.grading.grade.book import Book
from twoviews.grading.grade.course import CONFIG, Course
from twoviews.grading.grade.error import GradingError
from twoviews.grading.grade.lock import only_run
from twoviews.grading.grade.results import Outcome, Score, read_scores, table
from twoviews.grading.grade.run import Run, grade_all
from twoviews.grading.preprocessors import IsolatedExecute
from twoviews.place.progress import Progress


def grade(folder: Path, options: Namespace, out: TextIO) -> int:
    """Grade what changed.

    Parameters
    ----------
    folder : Path
        The folder of the course.
    options : Namespace
        assignment, student, workers and force.
    out : TextIO
        Where the progress and the table go.

    Returns
    -------
    int
        0 when everything is graded, 1 when a submission is not.

    Raises
    ------
    GradingError, NoSandbox
        When the run cannot start, or the gradebook cannot be written to.
    """
    course = Course(folder)
    try:
        with only_run(course.root), start(course) as executor:
            outcomes, scores = work(course, executor, options, out)
    except TraitError as error:
        raise GradingError(f"A setting in {CONFIG} is not right: {error}") from None
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or type(error).__name__
        raise GradingError(f"The gradebook cannot be used ({cause}): put that right.") from None
    print(f"\n{table(outcomes, scores)}", file=out)
    return 1 if any(each.result == "not graded" for each in outcomes) else 0


def work(
    course: Course, executor: Executor, options: Namespace, out: TextIO
) -> tuple[list[Outcome], dict[str, Score]]:
    """Grade what changed: give what came of each submission, and the scores by student."""
    book = open_book(course)
    run = Run(course, book, options.assignment, options.workers)
    students = chosen(course, options)
    tasks = run.changed(students, options.force)
    if tasks:
        executor.wait()
    outcomes = {name: Outcome(name, "unchanged") for name in students}
    with Progress(1, out).step(f"grade {options.assignment}", len(tasks)) as show:
        for done, each in enumerate(grade_all(run, tasks, executor), start=1):
            outcomes[each.student] = each
            show(done)
    return list(outcomes.values()), read_scores(book, run.assignment)


def start(course: Course) -> Executor:
    """Start the processes that run the submissions, as the settings want them."""
    settings = IsolatedExecute(parent=course.autograde)
    return Executor(settings.isolation, settings.limits())


def open_book(course: Course) -> Book:
    """Open the gradebook, which must be there."""
    path = course.url.removeprefix("sqlite:///")
    if path != course.url and not Path(path).is_file():
        raise GradingError(
            f"There is no gradebook {path}: make the assignment with "
            "`nbgrader generate_assignment` first."
        )
    return Book(course.url, course.directory.course_id)


def chosen(course: Course, options: Namespace) -> list[str]:
    """Name the students whose submissions are looked at.

    Raises
    ------
    GradingError
        When there is no submission, or none of a student who was named.
    """
    found = course.students(options.assignment)
    missing = sorted(set(options.student or []) - set(found))
    if missing or not found:
        names = ", ".join(map(shown, missing)) or "anyone"
        place = course.submission(missing[0] if missing else "*", options.assignment)
        raise GradingError(f"There is no submission of {names}: looked for {place}.")
    return [name for name in found if not options.student or name in options.student]
