"""Find what a student wrote outside the answer cells, so that no answer becomes a zero unread."""

import re
from collections.abc import Iterator, Sequence

from nbformat import NotebookNode

from twoviews.grading.door.pieces import Piece
from twoviews.grading.errors import NotGraded
from twoviews.grading.names import filled, looked_at
from twoviews.grading.record import Cell, Record

SENTENCE = 10  # words of a code cell that read as a text; fewer are a try of the course's own code
BESIDE = "Nothing stands in it, but there is text beside it: a person decides."
SIGN = "No answer stands in this cell. The student wrote beside it, which is for a person to grade."
LOST = (
    "No answer cell is found, but there is text: ask for the exercise with the answers in its "
    "own cells, or grade it by hand."
)


class Words:
    """Tells a student's own words from those of an exercise, line by line.

    Parameters
    ----------
    record : Record
        The exercise; where `given` is not known, all text of a free cell is the student's.

    Examples
    --------
    >>> words = Words(Record("sums", "sums", (), given=("Why is it so?",)))
    >>> words.own(Piece("markdown", "Why is it so?\\nBecause."))
    ['Because']
    >>> words.wrote(Piece("code", "q1 = 2"))
    False
    """

    def __init__(self, record: Record) -> None:
        texts = [*record.given, *(cell.source for cell in record.cells)]
        self._lines = {line.strip() for text in texts for line in text.splitlines()}

    def own(self, cell: Piece | NotebookNode) -> list[str]:
        """List the student's own words in a cell."""
        lines = [line for line in cell.source.splitlines() if line.strip() not in self._lines]
        return re.findall(r"\w+", "\n".join(lines))

    def wrote(self, cell: Piece | NotebookNode) -> bool:
        """Tell whether a student wrote a text into a cell."""
        return len(self.own(cell)) >= (SENTENCE if cell.cell_type == "code" else 1)


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


def asked(record: Record) -> set[str]:
    """Name the variables that answers are asked for in: those of the stubs and of the tests.

    Examples
    --------
    >>> test = Cell("q2_check", "code", "float(q2 == 3)", locked=True, grade=True)
    >>> sorted(asked(Record("sums", "sums", (Cell("q1", "code", "q1 = None"), test))))
    ['q1', 'q2']
    """
    code = [cell for cell in record.cells if cell.cell_type == "code"]
    tests = looked_at([cell.source for cell in code if cell.test], [])
    course = filled(cell.source for cell in code if cell.locked)
    return set(tests).difference(course).union(filled(c.source for c in code if c.answer))


def left_to_a_person(
    notebook: NotebookNode, pieces: Sequence[Piece], record: Record
) -> Iterator[str]:
    """Sign each empty written answer that has text beside it, and name it.

    nbgrader gives a zero to an answer that is as it was released; one that is signed
    waits for a person.

    Parameters
    ----------
    notebook : NotebookNode
        The submission, put together anew; an answer is signed in place.
    pieces : sequence of Piece
        The submitted cells, with their labels.
    record : Record
        What is known of the exercise.
    """
    words = Words(record)
    submitted = {piece.grade_id: piece for piece in pieces}
    known = [record.by_id.get(mark(cell)) for cell in notebook.cells]
    texts = [
        submitted.get(own.grade_id, cell) if own and own.locked else cell
        for cell, own in zip(notebook.cells, known, strict=True)
    ]
    for at, cell in enumerate(known):
        if cell is None or not (cell.answer and cell.grade) or words.own(texts[at]):
            continue
        near = question(known, at) if cell.grade_id in submitted else range(len(known))
        free = (texts[n] for n in near if known[n] is None or known[n].locked)
        if any(map(words.wrote, free)):
            notebook.cells[at].source += signed(cell)
            yield cell.grade_id


def mark(cell: NotebookNode) -> str | None:
    """Give the grade id of a cell."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def question(known: Sequence[Cell | None], at: int) -> range:
    """Bound the cells of a question: from the answer or test before it to the next one."""
    bounds = [n for n, cell in enumerate(known) if n != at and cell and (cell.answer or cell.test)]
    start = max((n + 1 for n in bounds if n < at), default=0)
    return range(start, min((n for n in bounds if n > at), default=len(known)))


def signed(cell: Cell) -> str:
    """Write the sign as text of a Markdown cell, or as a comment of a code cell."""
    return f"\n\n# {SIGN}" if cell.cell_type == "code" else f"\n\n*{SIGN}*"
