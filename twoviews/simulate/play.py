"""Play a course from the first command to the last."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TextIO

import pandas as pd

from twoviews.place.progress import Progress
from twoviews.simulate import gradebook, notebook
from twoviews.simulate.bank import EXERCISES, SOLUTIONS, Bank, find_banks
from twoviews.simulate.cast import Student, cast
from twoviews.simulate.course import course_id, lay_out
from twoviews.simulate.folder import building
from twoviews.simulate.shell import Shell
from twoviews.simulate.steps import Steps
from twoviews.simulate.table import class_table


def play(course: Path, folder: Path, students: int, seed: int, out: TextIO) -> list[pd.DataFrame]:
    """Play every assignment that has a bank of answers, and leave the class in `folder`.

    Parameters
    ----------
    course : Path
        A checkout with solutions/, tests/answers/ and nbgrader_config.py.
    folder : Path
        Where the class is put; a class that was played there before is replaced.
    students : int
        Size of the class.
    seed : int
        The same seed gives the same class and the same tables.
    out : TextIO
        Where progress is shown.

    Returns
    -------
    list of DataFrame
        One table per assignment, one row per student: see `class_table`.

    Raises
    ------
    SimulationError
        When the course or a bank is malformed, the class is too small, the
        folder is not free, or a command fails.
    """
    banks = find_banks(course)
    for bank in banks:
        notebook.check(bank, course / SOLUTIONS)
    name = course_id(course)
    people = cast(banks, students, seed)
    with building(folder, out) as (home, lock):
        lay_out(home, course, banks, people)
        shell = Shell(home, lock)
        steps = Steps(home, name, [bank.assignment for bank in banks], people, shell)
        try:
            todo = agenda(steps)
            progress = Progress(len(todo), out)
            for title, count, step in todo:
                with progress.step(title, count) as show:
                    step(show)
        except BaseException:
            shell.stop()
            raise
        shutil.rmtree(home / "jupyter", ignore_errors=True)
        return compare(home / "course", banks, people)


def agenda(steps: Steps) -> list[tuple[str, int, Callable]]:
    """List the steps of a course in their order: name, how many things it does, the step."""
    each, on_time = len(steps.assignments), len(steps.submitting(late=False))
    late, submitted = len(steps.submitting(late=True)), len(steps.submitting())
    return [
        ("release", each, steps.release),
        ("fetch", len(steps.students), steps.fetch),
        ("submit", on_time, partial(steps.submit, late=False)),
        ("the due date passes", each, steps.close),
        ("submit late", late, partial(steps.submit, late=True)),
        ("collect", each, partial(steps.each, "collect")),
        ("autograde", submitted, partial(steps.convert, "autograde")),
        ("grade prose by hand", len(steps.written()), steps.read),
        ("write feedback", submitted, partial(steps.convert, "generate_feedback")),
        ("release feedback", each, partial(steps.each, "release_feedback")),
        ("export", 1, steps.export),
    ]


def compare(course: Path, banks: list[Bank], students: list[Student]) -> list[pd.DataFrame]:
    """Lay each assignment's scores beside the expected ones, and keep the tables as CSV."""
    tables = []
    for bank in banks:
        name = bank.assignment
        released = notebook.released(notebook.path_of(course / EXERCISES, name))
        found = gradebook.scores(course, name, students)
        table = class_table(name, students, released, found, gradebook.exported(course, name))
        table.to_csv(course.parent / f"{name}.csv", index=False)
        tables.append(table)
    return tables
