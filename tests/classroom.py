"""A course ready for grading: exercises generated for real, and a class's answers in submitted/."""

import shutil
import sqlite3
import subprocess
import sys
from argparse import Namespace
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from course import nbgrader

from twoviews.simulate import notebook
from twoviews.simulate.bank import Bank, find_banks
from twoviews.simulate.cast import cast

ROOT = Path(__file__).resolve().parents[1]
STOCK = """
import nbgrader.apps.api
import nbgrader.apps.autogradeapp
from nbgrader.converters import Autograde

nbgrader.apps.api.Autograde = nbgrader.apps.autogradeapp.Autograde = Autograde
for name in ("Autograde", "ExportApp", "ExchangeFactory", "ZipCollectApp"):
    c.pop(name, None)  # as nbgrader comes
"""
DUE = datetime(2026, 3, 1, 12, tzinfo=UTC)


def generated(folder: Path, *assignments: str) -> Path:
    """Lay out a course with some of the exercises, as the instructor has it before the class."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for name in assignments:
        shutil.copytree(ROOT / "solutions" / name, folder / "solutions" / name)
        command(folder, "generate_assignment", name)
        command(folder, "db", "assignment", "add", name, f"--duedate={DUE:%Y-%m-%d %H:%M:%S} UTC")
    return folder


def submitted(course: Path, students: int, *assignments: str, seed: int = 7) -> list[str]:
    """Hand in the answers of a class, one of it late and one with nothing: name the others."""
    banks = [bank for bank in find_banks(ROOT) if bank.assignment in assignments]
    people = [student for student in cast(banks, students + 1, seed) if not student.absent]
    for student in people:
        for bank in banks:
            hand_in(course, student, bank)
    return [student.name for student in people]


def handed_in(folder: Path, students: int, assignment: str) -> Path:
    """Lay out a course with its class's submissions, not graded."""
    course = generated(folder, assignment)
    submitted(course, students, assignment)
    return course


def hand_in(course: Path, student, bank: Bank) -> None:
    """Write one student's answers into a copy of the released notebook."""
    release = course / "exercises" / bank.assignment
    folder = course / "submitted" / student.name
    shutil.copytree(release, folder / bank.assignment)
    notebook.write(notebook.path_of(folder, bank.assignment), student.hands[bank.assignment])
    moment = DUE + timedelta(hours=1 if student.late else -1)
    stamp = folder / bank.assignment / "timestamp.txt"
    stamp.write_text(f"{moment:%Y-%m-%d %H:%M:%S.%f} UTC\n", encoding="utf-8")


def command(course: Path, *words: str) -> str:
    """Run one of nbgrader's commands, which must succeed; give what it said."""
    run = nbgrader(course, course.parent, *words)
    assert run.returncode == 0, run.stderr
    return run.stdout + run.stderr


GRADES = """
select student_id, assignment.name, base_cell.name, submitted_assignment.timestamp,
       late_submission_penalty, grade.auto_score, grade.manual_score, grade.extra_credit,
       grade.needs_manual_grade
from grade
join submitted_notebook on submitted_notebook.id = grade.notebook_id
join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
join assignment on assignment.id = submitted_assignment.assignment_id
join base_cell on base_cell.id = grade.cell_id
"""
COMMENTS = """
select student_id, assignment.name, base_cell.name, comment.auto_comment, comment.manual_comment
from comment
join submitted_notebook on submitted_notebook.id = comment.notebook_id
join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
join assignment on assignment.id = submitted_assignment.assignment_id
join base_cell on base_cell.id = comment.cell_id
"""


def rows(course: Path) -> list[tuple]:
    """Read every grade and comment of the gradebook, with the names of what they belong to."""
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        assert book.execute("pragma integrity_check").fetchone() == ("ok",)
        found = [*book.execute(GRADES), *book.execute(COMMENTS)]
        whose = book.execute("select student_id, assignment_id from submitted_assignment")
        assert len(set(whose)) == len(list(book.execute("select id from submitted_assignment")))
    return sorted(found, key=repr)


def graded(course: Path) -> list[str]:
    """List the submissions that have a file of grades, as a run writes them one by one."""
    return sorted(path.parent.name for path in (course / "autograded").glob("*/*/*.ipynb"))


def grade(course: Path, *words: str, **options) -> subprocess.CompletedProcess:
    """Run `twoviews grade` on a course."""
    return subprocess.run(
        [sys.executable, "-m", "twoviews.cli", "grade", "--course", str(course), *words],
        capture_output=True,
        text=True,
        timeout=600,
        **options,
    )


def folders(course: Path) -> dict[str, bytes]:
    """Read every file of the graded submissions, by its place."""
    graded = course / "autograded"
    return {str(p.relative_to(graded)): p.read_bytes() for p in graded.rglob("*") if p.is_file()}


def options(assignment: str, workers: int = 2, force: bool = False) -> Namespace:
    """Write the options of `twoviews grade`."""
    return Namespace(assignment=assignment, student=None, workers=workers, force=force)
