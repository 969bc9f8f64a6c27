"""Put a submission together anew: the record's own cells, and the student's answers in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nbformat import NotebookNode, from_dict
from nbgrader.utils import compute_checksum

from twoviews.grading.door.cells import Maker, metadata
from twoviews.grading.door.match import Match, in_place, match
from twoviews.grading.door.pieces import Piece
from twoviews.grading.names import filled, written
from twoviews.grading.record import Cell, Record

BACK = {
    True: "It is missing: it comes back without an answer.",
    False: "It is missing: it comes back.",
}


def rebuild(
    pieces: Sequence[Piece], record: Record
) -> tuple[NotebookNode, list[tuple[str | None, str]]]:
    """Build the notebook that is graded.

    Every cell of the record is in it once, in the record's order, with the record's
    type, flags and points; only an answer cell has the student's text. The student's
    other cells stay where they were among them, with no metadata at all.

    Parameters
    ----------
    pieces : sequence of Piece
        The submitted cells.
    record : Record
        What the gradebook knows of the notebook.

    Returns
    -------
    notebook : NotebookNode
        A valid notebook of format 4.5, without outputs.
    notes : list of (str or None, str)
        Each departure from the record: the cell, and a sentence.

    Examples
    --------
    >>> test = Cell("q1_check", "code", "1.0", locked=True, grade=True, points=1.0)
    >>> record = Record("sums", "sums", (Cell("q1", "code", "q1 = None", solution=True), test))
    >>> notebook, notes = rebuild([Piece("code", "q1 = 2", "q1")], record)
    >>> [cell.source for cell in notebook.cells], notes
    (['q1 = 2', '1.0'], [('q1_check', 'It is missing: it comes back.')])
    """
    found = match(pieces, record)
    numbers = {cell.grade_id: number for number, cell in enumerate(record.cells)}
    order = [numbers[name] for name in sorted(found.place, key=found.place.__getitem__)]
    answers = [number for number, cell in enumerate(record.cells) if cell.answer]
    fixed = in_place(order, answers)
    notes = [*found.notes, *departures(found, record, fixed)]
    record = without_wiping(record, found)
    maker = Maker(record, found)
    cells = [maker.make(part) for part in merged(found, record, fixed)]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata(record)}
    return from_dict(notebook | {"cells": cells}), notes


def departures(found: Match, record: Record, fixed: set[int]) -> Iterator[tuple[str, str]]:
    """Say of each known cell how it departs from the record."""
    for number, cell in enumerate(record.cells):
        if cell.grade_id not in found.place:
            yield cell.grade_id, BACK[cell.answer]
            continue
        piece = found.pieces[found.place[cell.grade_id]]
        if number not in fixed:
            yield cell.grade_id, "It was moved: it goes back to its place."
        if piece.cell_type != cell.cell_type:
            yield cell.grade_id, f"It has become a {piece.cell_type} cell: its type is restored."
        elif cell.locked and edited(piece, cell):
            yield cell.grade_id, "Its text was changed: the exercise's own text is used."


def without_wiping(record: Record, found: Match) -> Record:
    """Comment out the stubs that come back and would wipe out an answer in another cell."""
    missing = [
        cell
        for cell in record.cells
        if cell.answer and cell.cell_type == "code" and cell.grade_id not in found.place
    ]
    if not missing:
        return record
    locked = {cell.grade_id for cell in record.cells if cell.locked}
    own = [piece for piece in found.pieces if piece.grade_id not in locked]
    bound = written(piece.source for piece in own if piece.cell_type == "code")
    wiping = {cell.grade_id for cell in missing if bound.intersection(filled([cell.source]))}
    cells = (commented(cell) if cell.grade_id in wiping else cell for cell in record.cells)
    return replace(record, cells=tuple(cells))


def commented(cell: Cell) -> Cell:
    """Turn a stub into comments, which bind nothing.

    Examples
    --------
    >>> commented(Cell("q1", "code", "q1 = None\\n# Write here.", solution=True)).source
    '# q1 = None\\n# Write here.'
    """
    return replace(cell, source=re.sub(r"^(?!#)", "# ", cell.source, flags=re.M))


def edited(piece: Piece, cell: Cell) -> bool:
    """Tell whether a locked cell's text no longer fits the sum that it was released with."""
    if piece.checksum is None:
        return False
    metadata = NotebookNode(nbgrader=NotebookNode(cell.mark))
    sent = NotebookNode(cell_type=cell.cell_type, source=piece.source, metadata=metadata)
    return compute_checksum(sent) != piece.checksum


def merged(found: Match, record: Record, fixed: set[int]) -> Iterator[Cell | Piece]:
    """Give the cells of the new notebook in order.

    Cells that were moved or missing go between their neighbours in the record: answers
    and set-up before what the student has put there, the first test and all below it after.
    """
    at = {found.place[record.cells[number].grade_id]: number for number in fixed}
    taken = set(found.place.values())
    first, late = split(record.cells, 0, fixed)
    yield from first
    for place, piece in enumerate(found.pieces):
        if place in at:
            yield from late
            yield record.cells[at[place]]
            first, late = split(record.cells, at[place] + 1, fixed)
            yield from first
        elif place not in taken:
            yield piece
    yield from late


def split(
    cells: Sequence[Cell], start: int, fixed: set[int]
) -> tuple[Sequence[Cell], Sequence[Cell]]:
    """Split the cells from a number to the next fixed one: up to the last that tests need."""
    end = next((number for number in range(start, len(cells)) if number in fixed), len(cells))
    tests = next((number for number in range(start, end) if cells[number].test), end)
    needed = [
        number
        for number in range(start, tests)
        if cells[number].answer or cells[number].cell_type == "code"
    ]
    middle = needed[-1] + 1 if needed else start
    return cells[start:middle], cells[middle:end]
