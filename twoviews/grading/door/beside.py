"""Find what a student wrote beside an empty written answer, so that it is no zero unread."""

from collections.abc import Iterator, Sequence

from nbformat import NotebookNode

from twoviews.grading.door.pieces import Piece
from twoviews.grading.door.words import Words
from twoviews.grading.record import Cell, Record

BESIDE = "Nothing stands in it, but there is text beside it: a person decides."
SIGN = "No answer stands in this cell. The student wrote beside it, which is for a person to grade."


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
