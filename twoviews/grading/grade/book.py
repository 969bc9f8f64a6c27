"""Keep nbgrader's gradebook open for a whole run, and what one submission changes in one commit."""

from collections.abc import Iterator
from contextlib import contextmanager

from nbgrader.api import BaseCell, Gradebook
from nbgrader.preprocessors import latesubmissions, saveautogrades
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, scoped_session, sessionmaker

PATIENCE = 60_000  # milliseconds to wait while another program writes to the gradebook
STEPS = (saveautogrades, latesubmissions)  # nbgrader's steps that write to the gradebook


class Whole(Session):
    """A session that keeps together what nbgrader commits step by step."""

    def commit(self) -> None:
        """Pass the changes on to the database, in a transaction that stays open."""
        self.flush()


class Book(Gradebook):
    """A gradebook that is opened once and written to one submission at a time.

    Parameters
    ----------
    url : str
        The database, as SQLAlchemy writes it.
    course_id : str
        The course, as the settings name it.
    """

    def __init__(self, url: str, course_id: str) -> None:
        super().__init__(url, course_id)
        self.close()
        if self.engine.dialect.name == "sqlite":
            patient(self.engine)
        self.db = scoped_session(sessionmaker(class_=Whole, bind=self.engine, future=True))
        self._found: dict[tuple, dict] = {}

    @contextmanager
    def whole(self) -> Iterator["Book"]:
        """Commit what a block writes when it ends well, and nothing of it when it does not."""
        session = self.db()
        try:
            yield self
            Session.commit(session)
        finally:
            self._found.clear()
            self.db.remove()

    @contextmanager
    def standing_in(self) -> Iterator[None]:
        """Give this gradebook to nbgrader's own steps, which would each open one of their own."""
        before = [module.Gradebook for module in STEPS]
        try:
            for module in STEPS:
                module.Gradebook = lambda url: Lent(self)
            yield
        finally:
            for module, opened in zip(STEPS, before, strict=True):
                module.Gradebook = opened

    def find_grade(self, grade_cell: str, notebook: str, assignment: str, student: str):
        """Find a grade, as nbgrader does, among those of the notebook at hand."""
        grades, _ = self._rows(notebook, assignment, student)
        return grades.get(grade_cell) or super().find_grade(
            grade_cell, notebook, assignment, student
        )

    def find_comment(self, solution_cell: str, notebook: str, assignment: str, student: str):
        """Find a comment, as nbgrader does, among those of the notebook at hand."""
        _, comments = self._rows(notebook, assignment, student)
        return comments.get(solution_cell) or super().find_comment(
            solution_cell, notebook, assignment, student
        )

    def _rows(self, *names: str) -> tuple[dict, dict]:
        """Read the grades and comments of a notebook by the name of their cell, once."""
        if names not in self._found:
            found = self.find_submission_notebook(*names)
            cells = self.db.query(BaseCell.id, BaseCell.name)
            name = dict(cells.filter(BaseCell.notebook_id == found.notebook_id).all())
            self._found[names] = (
                {name[grade.cell_id]: grade for grade in found.grades},
                {name[comment.cell_id]: comment for comment in found.comments},
            )
        return self._found[names]


class Lent:
    """A gradebook for one step of nbgrader's: what it closes stays open."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def __enter__(self) -> Book:
        return self.book

    def __exit__(self, *problem) -> None:
        """Leave it open."""

    def __getattr__(self, name: str):
        return getattr(self.book, name)


def patient(engine: Engine) -> None:
    """Let SQLite wait for its turn to write before a block reads, so that two never clash."""

    @event.listens_for(engine, "connect")
    def wait(connection, _) -> None:
        connection.isolation_level = None  # else the driver begins on its own, and too late
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")

    @event.listens_for(engine, "begin")
    def begin(connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
