"""Hold that no answer was lost on the way: to another notebook, or into another cell."""

from collections.abc import Sequence

from twoviews.grading.door.pieces import Piece
from twoviews.grading.door.words import Words
from twoviews.grading.errors import NotGraded
from twoviews.grading.names import filled, looked_at, written
from twoviews.grading.record import Record

LOST = (
    "No answer cell is found, but there is text: ask for the exercise with the answers in its "
    "own cells, or grade it by hand."
)


MERGED = (
    "Its answer seems to stand in a cell of the exercise's own, whose text is put back: ask for "
    "the answer in a cell of its own."
)


def hold_answers(pieces: Sequence[Piece], record: Record, student: str) -> None:
    """Hold that an answer is found where a student wrote at all: in its cell, or by its name.

    Parameters
    ----------
    pieces : sequence of Piece
        The submitted cells, with their labels.
    record : Record
        What is known of the exercise.
    student : str
        Whose they are.

    Raises
    ------
    NotGraded
        When there is none, as in another notebook or one that lost its labels.
    """
    answers = {cell.grade_id for cell in record.cells if cell.answer}
    if not answers or any(piece.grade_id in answers for piece in pieces):
        return
    words = Words(record)
    named = {word for piece in pieces if piece.cell_type == "code" for word in words.own(piece)}
    if named.isdisjoint(asked(record)) and any(map(words.wrote, pieces)):
        raise NotGraded(LOST, student)


def hold_apart(pieces: Sequence[Piece], record: Record, student: str) -> None:
    """Hold that no missing answer was merged into a cell of the exercise's own.

    Parameters
    ----------
    pieces : sequence of Piece
        The submitted cells, with their labels.
    record : Record
        What is known of the exercise.
    student : str
        Whose they are.

    Raises
    ------
    NotGraded
        When such a cell binds the variable of an answer cell that is not there.
    """
    words, known = Words(record), record.by_id
    own = [piece for piece in pieces if piece.grade_id in known and known[piece.grade_id].locked]
    bound = written(
        line for piece in own if piece.cell_type == "code" for line in words.lines(piece)
    )
    there = {piece.grade_id for piece in pieces}
    for cell in record.cells:  # in order: the first one is named
        missing = cell.answer and cell.cell_type == "code" and cell.grade_id not in there
        if missing and bound.intersection(filled([cell.source])):
            raise NotGraded(MERGED, student, cell.grade_id)


def asked(record: Record) -> set[str]:
    """Name the variables that answers are asked for in: those of the stubs and of the tests.

    Examples
    --------
    >>> from twoviews.grading.record import Cell
    >>> test = Cell("q2_check", "code", "float(q2 == 3)", locked=True, grade=True)
    >>> sorted(asked(Record("sums", "sums", (Cell("q1", "code", "q1 = None"), test))))
    ['q1', 'q2']
    """
    code = [cell for cell in record.cells if cell.cell_type == "code"]
    tests = looked_at([cell.source for cell in code if cell.test], [])
    course = filled(cell.source for cell in code if cell.locked)
    return set(tests).difference(course).union(filled(c.source for c in code if c.answer))
