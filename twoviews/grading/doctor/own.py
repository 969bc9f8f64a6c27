"""Examine a student's own notebook before it is handed in."""

from dataclasses import replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from twoviews.data import load
from twoviews.errors import PlainError
from twoviews.grading.doctor.keep import copy_aside, write
from twoviews.grading.door.admit import unsettled
from twoviews.grading.door.findings import Finding, shown
from twoviews.grading.door.read import read
from twoviews.grading.door.rebuild import rebuild
from twoviews.grading.gradebook import released_record
from twoviews.grading.record import Record
from twoviews.place.checkout import nearest

EXERCISES = "exercises"
GONE = "It is missing: get the exercise anew, and copy your answers into it."


class NoExercise(PlainError):
    """Say that a notebook is none of the course's exercises."""


def examine_own(path: Path) -> tuple[NotebookNode, list[Finding]]:
    """Compare a notebook with the exercise that was released.

    Where it is that file itself, which was worked in, what is known is what it says of
    itself, and which questions the exercise has: a cell that was deleted is told, but
    cannot come back.

    Parameters
    ----------
    path : Path
        The notebook.

    Returns
    -------
    notebook : NotebookNode
        The notebook put together anew.
    findings : list of Finding
        Every departure.

    Raises
    ------
    NotGraded
        When it cannot be read: it would not be graded.
    NoExercise
        When no exercise has its name.
    """
    pieces = read(path, shown(path.name))
    record = find_record(path)
    notebook, notes = rebuild(pieces, record)
    findings = [Finding(path.name, cell, sentence) for cell, sentence in notes]
    findings += [Finding(path.name, name, GONE, repaired=False) for name in gone(record)]
    findings += unsettled(pieces, path.name)
    if path.stem != record.notebook:
        sentence = f"It is collected only under the name {record.notebook}.ipynb: rename it."
        findings.append(Finding(path.name, None, sentence, repaired=False))
    return notebook, findings


def find_record(path: Path) -> Record:
    """Read the record of the exercise that a notebook was made from."""
    course = nearest(path.resolve().parent, [EXERCISES])
    found = sorted((course / EXERCISES).glob("*/*.ipynb"))
    released = [each for each in found if each.stem in path.stem]
    if not released:
        names = ", ".join(each.stem for each in found) or "none"
        raise NoExercise(f"{shown(path.name)} is none of the exercises, which are: {names}.")
    chosen = max(released, key=lambda each: len(each.stem))
    return read_released(chosen)


def gone(record: Record) -> list[str]:
    """Name the cells of an exercise's questions that its own file has lost.

    Examples
    --------
    >>> gone(Record("ex2_actors", "ex2_actors", ()))[:3]
    ['q1_answer', 'q1_check', 'q1_content']
    >>> gone(Record("sums", "sums", ()))
    []
    """
    wanted = []
    for row in load("questions").query("exercise == @record.notebook").itertuples():
        question = row.question_id.partition(".")[2]
        wanted.append(f"{question}_answer")
        wanted += [f"{question}_check"] * (row.form_points > 0)
        wanted += [f"{question}_content"] * (row.content_points > 0 and row.graded_by == "machine")
    return [name for name in wanted if name not in record.by_id]


def read_released(path: Path) -> Record:
    """Read the record of a released exercise; of copied cells the first counts.

    Raises
    ------
    NoExercise
        When it cannot be read, or nbgrader did not make it.
    """
    try:
        record = released_record(nbformat.read(path, as_version=4), path.parent.name, path.stem)
    except (OSError, ValueError, AttributeError, KeyError) as error:
        raise NoExercise(f"{path} cannot be read ({shown(str(error))}): get it anew.") from None
    if not record.cells:
        raise NoExercise(f"{path} holds no cell of nbgrader's: make it with `make exercises`.")
    first = {cell.grade_id: cell for cell in reversed(record.cells)}
    cells = tuple(cell for cell in record.cells if first[cell.grade_id] is cell)
    return replace(record, cells=cells)


def repair_own(path: Path, notebook: NotebookNode) -> Path:
    """Write a notebook anew; what it replaces stays beside it, and is named.

    Returns
    -------
    Path
        Where the original is: the same name with .bak.
    """
    original = copy_aside(path, path.with_name(f"{path.name}.bak"))
    write(path, nbformat.writes(notebook))
    return original
