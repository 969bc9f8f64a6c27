"""Grade the submissions of an assignment, several at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Semaphore

from nbgrader.api import MissingEntry, SubmittedAssignment
from sqlalchemy.exc import SQLAlchemyError

from twoviews.errors import unknown
from twoviews.grading.door.admit import admit
from twoviews.grading.door.findings import Finding, shown
from twoviews.grading.errors import NoSandbox, NotGraded
from twoviews.grading.execution import Executor
from twoviews.grading.grade import sources
from twoviews.grading.grade.book import Book
from twoviews.grading.grade.course import Course
from twoviews.grading.grade.error import GradingError
from twoviews.grading.grade.ledger import open_ledger
from twoviews.grading.grade.recorder import Recorder
from twoviews.grading.grade.results import Outcome
from twoviews.grading.grade.shelf import Shelf
from twoviews.grading.gradebook import read_record
from twoviews.grading.record import Record

STOPPING = (SQLAlchemyError, NoSandbox, OSError)  # what concerns the whole class

EXTRA = 1  # threads more than workers: one submission is recorded while others run


@dataclass(frozen=True)
class Task:
    """One submission to grade: whose it is, and the digest of what it is made from."""

    student: str
    taken: str


class Run:
    """One run over an assignment.

    Parameters
    ----------
    course : Course
        The course.
    book : Book
        Its gradebook.
    assignment : str
        The assignment's name.
    workers : int
        How many submissions run at a time.

    Raises
    ------
    GradingError
        When the gradebook knows no such assignment.
    """

    def __init__(self, course: Course, book: Book, assignment: str, workers: int) -> None:
        self.course, self.book, self.assignment = course, book, assignment
        self.records = read_records(book, assignment, course.released(assignment))
        self.workers, self.places = workers, Semaphore(workers)
        self.stopped = Event()

    def changed(self, students: list[str], force: bool) -> list[Task]:
        """List the submissions that are to be graded: all with force, else what changed."""
        ledger = open_ledger(self.book)
        with self.book.whole():
            shared = sources.common(self.course, self.book, self.assignment, self.records)
            known = {row.student_id: row for row in self._submissions()}
            extensions = {name: str(row.extension) for name, row in known.items()}
            entries = {name: ledger.get(row.id) for name, row in known.items()}
        tasks = []
        for name in students:
            taken = sources.own(self.course, self.assignment, name, shared, extensions.get(name))
            made = sources.result(self.course.graded(name, self.assignment), self.records)
            if force or entries.get(name) != (taken, made):
                tasks.append(Task(name, taken))
        return tasks

    def _submissions(self) -> list[SubmittedAssignment]:
        """Read the rows of those who have been graded before."""
        assignment = self.book.find_assignment(self.assignment)
        query = self.book.db.query(SubmittedAssignment)
        return query.filter(SubmittedAssignment.assignment_id == assignment.id).all()

    def grade(self, task: Task, executor: Executor, recorder: Recorder) -> Outcome:
        """Grade one submission: check it at the door, run it, record it."""
        try:
            notes = self._grade(task, executor, recorder)
            return Outcome(task.student, "graded", tuple(notes))
        except NotGraded as problem:
            why = said(problem)
        except STOPPING:
            raise
        except Exception as error:  # one submission never stops the others, whatever is in it
            cause = f"{type(error).__name__}: {shown(str(error))}"
            why = f"Grading it failed ({cause}): grade it by hand."
        if not self.stopped.is_set():
            recorder.withdraw(task.student)
        return Outcome(task.student, "not graded", (why,))

    def _grade(self, task: Task, executor: Executor, recorder: Recorder) -> list[str]:
        """Grade one submission, and give what is to be noted."""
        folder = self.course.submission(task.student, self.assignment)
        admitted = admit(folder, task.student, self.records, recorder.shipped)
        notes = [said(finding) for finding in admitted.findings]
        for name, notebook in admitted.notebooks.items():
            with self.places:
                notes += executor.run(notebook, self.records[name], recorder.shipped)
        if self.stopped.is_set():  # its processes were ended, which is no fault of its own
            raise NotGraded("The run was stopped.", task.student)
        recorder.record(admitted, task.taken)
        return notes


def said(found: Finding | NotGraded) -> str:
    """Write what was found in a student's submission as one sentence, with its cell."""
    sentence = found.reason if isinstance(found, NotGraded) else found.sentence
    return f"{shown(found.cell)}: {sentence}" if found.cell else sentence


def read_records(book: Book, assignment: str, released: Path) -> dict[str, Record]:
    """Read the notebooks of an assignment, released in a folder, by their names."""
    with book.whole():
        try:
            notebooks = [each.name for each in book.find_assignment(assignment).notebooks]
        except MissingEntry:
            known = unknown(assignment, [each.name for each in book.assignments])
            raise GradingError(
                f"The gradebook knows no assignment {assignment!r}. {known} Make it with "
                "`nbgrader generate_assignment`."
            ) from None
        return {name: read_record(book, assignment, name, released) for name in notebooks}


def grade_all(run: Run, tasks: list[Task], executor: Executor) -> Iterator[Outcome]:
    """Grade submissions several at once, and give what came of each as it is done."""
    with Shelf(run.course.autograded, run.course.permissions) as shelf:
        recorder = Recorder(run.course, run.book, shelf, run.assignment, run.records)
        pool = ThreadPoolExecutor(max_workers=run.workers + EXTRA)
        try:
            running = [pool.submit(run.grade, task, executor, recorder) for task in tasks]
            for future in as_completed(running):
                yield future.result()
        except BaseException:
            run.stopped.set()
            executor.close()
            raise
        finally:
            pool.shutdown(cancel_futures=True)
