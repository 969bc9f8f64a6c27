"""The steps of a course, as an instructor and the students take them with nbgrader."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from twoviews.simulate import gradebook, notebook
from twoviews.simulate.cast import Student
from twoviews.simulate.error import SimulationError
from twoviews.simulate.shell import Shell

DONE = "Setting destination file permissions"  # what a converter logs at the end of a submission
MOST = 8  # commands at a time, each of which takes some 100 MB
Show = Callable[[int], None]


@dataclass(frozen=True)
class Steps:
    """What a class needs to be played: its folder, its people, and nbgrader's commands."""

    home: Path
    course_id: str
    assignments: list[str]
    students: list[Student]
    shell: Shell

    @property
    def course(self) -> Path:
        """The scratch course, where the instructor works."""
        return self.home / "course"

    def submitting(self, late: bool | None = None) -> list[tuple[str, Student]]:
        """List what is submitted, assignment by assignment: all of it, or one side of the date."""
        there = [s for s in self.students if not s.absent and late in (None, s.late)]
        return list(product(self.assignments, there))

    def written(self) -> list[tuple[str, Student]]:
        """List the submissions whose prose the instructor reads."""
        return [(name, student) for name, student in self.submitting() if student.read]

    def page(self, assignment: str, student: Student) -> Path:
        """Name a student's page of feedback."""
        return self.course / "feedback" / student.name / assignment / f"{assignment}.html"

    def instruct(self, *arguments: str, watch: Callable[[str], None] | None = None) -> None:
        """Run a command of the instructor's."""
        name = "_".join(word for word in arguments if word.isidentifier())
        self.shell.run(name, *arguments, cwd=self.course, watch=watch)

    def study(self, student: Student, command: str, *arguments: str) -> None:
        """Run a command of a student's, in the student's own folder."""
        folder = self.home / "students" / student.name
        self.shell.run(
            f"{student.name}_{command}_{arguments[0]}",
            command,
            *arguments,
            f"--course={self.course_id}",
            f"--Exchange.root={self.home / 'exchange'}",
            f"--Exchange.cache={folder / 'submitted'}",
            cwd=folder,
        )

    def release(self, show: Show) -> None:
        """Enter the class list, then generate and release each assignment."""
        self.instruct("db", "student", "import", "class_list.csv")
        for done, assignment in enumerate(self.assignments, start=1):
            self.instruct("generate_assignment", assignment)
            self.instruct("release_assignment", assignment)
            show(done)

    def fetch(self, show: Show) -> None:
        """Let every student fetch every assignment."""
        side_by_side(
            lambda student: self.study(student, "fetch_assignment", *self.assignments),
            self.students,
            show,
        )

    def submit(self, show: Show, late: bool) -> None:
        """Let the students on one side of the due date write their answers and submit."""

        def one(part: tuple[str, Student]) -> None:
            assignment, student = part
            fetched = self.home / "students" / student.name
            notebook.write(notebook.path_of(fetched, assignment), student.hands[assignment])
            # one account submits for the whole class, which nbgrader allows by name
            self.study(student, "submit", assignment, f"--student={student.name}")

        side_by_side(one, self.submitting(late), show)

    def close(self, show: Show) -> None:
        """Let the due date of every assignment be now."""
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
        for done, assignment in enumerate(self.assignments, start=1):
            self.instruct("db", "assignment", "add", assignment, f"--duedate={now}")
            show(done)

    def each(self, command: str, show: Show) -> None:
        """Run a command of the instructor's on every assignment."""
        for done, assignment in enumerate(self.assignments, start=1):
            self.instruct(command, assignment)
            show(done)

    def convert(self, command: str, show: Show) -> None:
        """Autograde every submission, or write its feedback: one writer on the gradebook."""
        each = len(self.submitting()) // len(self.assignments)
        for i, assignment in enumerate(self.assignments):
            before = i * each
            self.instruct(
                command, assignment, watch=lambda log, b=before: show(b + log.count(DONE))
            )

    def read(self, show: Show) -> None:
        """Let the instructor grade the prose of some students."""
        for done, (assignment, student) in enumerate(self.written(), start=1):
            gradebook.read_prose(self.course, assignment, student)
            show(done)

    def export(self, show: Show) -> None:
        """Export the grades, and hold that every submission has its page of feedback."""
        self.instruct("export", "--to=grades.csv")
        for assignment, student in self.submitting():
            page = self.page(assignment, student)
            if not page.is_file():
                raise SimulationError(f"{student.name} has no feedback: {page} was not made.")
        show(1)


def side_by_side(work: Callable, items: Iterable, show: Show) -> None:
    """Do a piece of work for each item, as many at a time as there are processors, up to MOST."""
    pool = ThreadPoolExecutor(max_workers=min(MOST, os.cpu_count() or 1))
    try:
        running = [pool.submit(work, item) for item in items]
        for done, future in enumerate(as_completed(running), start=1):
            future.result()
            show(done)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
