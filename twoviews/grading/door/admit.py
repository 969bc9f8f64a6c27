"""Let one submission in: its notebooks put together anew, and every departure that was found."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbformat import NotebookNode

from twoviews.grading.door.beside import BESIDE, left_to_a_person
from twoviews.grading.door.files import OURS, Submission, set_time_aside, submission, time_of
from twoviews.grading.door.findings import Finding, shown
from twoviews.grading.door.lost import hold_answers, hold_apart
from twoviews.grading.door.match import relabelled
from twoviews.grading.door.pieces import Piece
from twoviews.grading.door.read import MARKERS, raw, read
from twoviews.grading.door.rebuild import rebuild
from twoviews.grading.errors import NotGraded
from twoviews.grading.record import Record

PRIVATE = re.compile("#{3} BEGIN (SOLUTION|HIDDEN TESTS)")  # no released notebook has them


@dataclass(frozen=True)
class Admitted:
    """What came in through the door of one submission.

    Parameters
    ----------
    student : str
        Whose it is.
    notebooks : dict of str to NotebookNode
        What is graded, by the notebook's name: no outputs, metadata of the record.
    files : dict of str to bytes
        What may be copied beside: the time of submission and nbgrader's own secret.
    timestamp : datetime or None
        When it was submitted, in universal time without a zone, as nbgrader keeps it.
    findings : tuple of Finding
        Every departure from the exercise.
    """

    student: str
    notebooks: dict[str, NotebookNode]
    files: dict[str, bytes]
    timestamp: datetime | None
    findings: tuple[Finding, ...]


def admit(
    folder: Path, student: str, records: Mapping[str, Record], shipped: Collection[str] = ()
) -> Admitted:
    """Look at a submission, and put its notebooks together anew.

    Parameters
    ----------
    folder : Path
        submitted/<student>/<assignment>.
    student : str
        Whose it is.
    records : dict of str to Record
        What the gradebook knows of each of the assignment's notebooks, by its name.
    shipped : collection of str
        The other files that the assignment comes with, seen from its folder.

    Returns
    -------
    Admitted
        What is graded, and what was found.

    Raises
    ------
    NotGraded
        When it holds links, pipes or too many files, no notebook that can be read, or
        text in which no answer is found.
    """
    try:
        found = submission(folder, student)
        findings = set_time_aside(found)
        notebooks = {}
        for name, record in records.items():
            path, said = notebook(found, name, records)
            findings += said
            if path is not None:
                pieces = read(path, student)
                labelled, _ = relabelled(pieces, record)
                hold_own_work(labelled, record, student)
                hold_answers(labelled, record, student)
                hold_apart(labelled, record, student)
                notebooks[name], notes = rebuild(pieces, record)
                findings += [Finding(student, cell, sentence) for cell, sentence in notes]
                findings += unsettled(pieces, student)
                waiting = left_to_a_person(notebooks[name], labelled, record)
                findings += [Finding(student, cell, BESIDE, repaired=False) for cell in waiting]
    except OSError as error:
        why = f"The submission cannot be read ({error.strerror}): look at its folder."
        raise NotGraded(why, student) from None
    ours = [name for name in found.files if name in OURS and (folder / name).is_file()]
    files = {name: raw(folder / name, student) for name in ours}
    findings += strangers(found, shipped)
    return Admitted(student, notebooks, files, time_of(found), tuple(findings))


def notebook(
    found: Submission, name: str, names: Collection[str]
) -> tuple[Path | None, list[Finding]]:
    """Find a notebook; None where an assignment has several and this one was left out."""
    others = [other for other in names if other != name]
    try:
        return found.notebook(name, others)
    except NotGraded as problem:
        if not any(f"{other}.ipynb" in found.files for other in others):
            raise
        return None, [Finding(found.student, None, problem.reason, repaired=False)]


def hold_own_work(pieces: Iterable[Piece], record: Record, student: str) -> None:
    """Hold that a notebook was made from the released one, and not from the solution's file.

    A student may write such a mark into an answer; the file has them in the course's cells,
    or in every answer.
    """
    marked = {piece.grade_id for piece in pieces if PRIVATE.search(piece.source)}
    answers = {cell.grade_id for cell in record.cells if cell.answer}
    own = marked & record.by_id.keys() - answers
    if own or (answers and answers <= marked):
        why = "The notebook is the solution's own file: find out how it came there."
        raise NotGraded(why, student, min(own or answers))


def unsettled(pieces: Iterable[Piece], student: str) -> list[Finding]:
    """Say which cells hold the two sides of a merge."""
    sentence = "Its text holds a merge marker: choose one side."
    found = [piece for piece in pieces if MARKERS.search(piece.source)]
    return [Finding(student, piece.grade_id, sentence, repaired=False) for piece in found]


def strangers(found: Submission, shipped: Collection[str]) -> list[Finding]:
    """Say which files are none of the assignment's."""
    return [
        Finding(found.student, None, f"{shown(name)} is no file of the assignment: it is left out.")
        for name in found.foreign(shipped)
        if ".ipynb" not in name.casefold() and not name.endswith(".bak")
    ]
