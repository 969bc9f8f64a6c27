"""Make the cells of the notebook that is graded, with nothing in them that a student forged."""

import re
from itertools import count
from typing import Any

from nbformat import NotebookNode, from_dict

from twoviews.grading.door.match import Match
from twoviews.grading.door.pieces import Piece
from twoviews.grading.record import Cell, Record

CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Maker:
    """Makes the cells of one notebook, each with an id of its own."""

    def __init__(self, record: Record, found: Match) -> None:
        self._found = found
        self._used = set(record.by_id)
        self._numbers = count(1)

    def make(self, part: Cell | Piece) -> NotebookNode:
        """Make a cell that the record knows, or one that only the student has."""
        return self._known(part) if isinstance(part, Cell) else self._free(part)

    def _known(self, cell: Cell) -> NotebookNode:
        place = self._found.place.get(cell.grade_id)
        piece = None if place is None or cell.locked else self._found.pieces[place]
        fields = {"source": cell.source if piece is None else piece.source}
        fields["metadata"] = {"deletable": False, "nbgrader": cell.mark}
        if cell.locked:
            fields["metadata"]["editable"] = False
        name = cell.grade_id
        fields["id"] = name if CELL_ID.fullmatch(name) else self._unused()
        return new(cell.cell_type, fields, piece)

    def _free(self, piece: Piece) -> NotebookNode:
        wanted = piece.cell_id or ""
        allowed = CELL_ID.fullmatch(wanted) and wanted not in self._used
        fields = {
            "source": piece.source,
            "id": wanted if allowed else self._unused(),
            "metadata": {},
        }
        self._used.add(fields["id"])
        if piece.cell_type == "raw":  # a page would show it as it is, markup and scripts too
            fields["source"] = re.sub("^", "    ", piece.source, flags=re.M)
        return new(piece.cell_type, fields, piece)

    def _unused(self) -> str:
        """Give an id that no cell has."""
        name = next(name for name in map("free-{}".format, self._numbers) if name not in self._used)
        self._used.add(name)
        return name


def new(cell_type: str, fields: dict[str, Any], piece: Piece | None) -> NotebookNode:
    """Make a cell of a type; only text that is shown has images attached."""
    if cell_type == "code":
        fields |= {"outputs": [], "execution_count": None}
    elif piece is not None and piece.attachments:
        fields["attachments"] = piece.attachments
    return from_dict({"cell_type": "code" if cell_type == "code" else "markdown", **fields})


def metadata(record: Record) -> dict[str, Any]:
    """Give the metadata of the notebook: the instructor's kernel, and nothing else.

    Examples
    --------
    >>> metadata(Record("sums", "sums", (), {"name": "python3"}))["language_info"]
    {'name': 'python'}
    """
    kernel = {"kernelspec": dict(record.kernelspec)} if record.kernelspec else {}
    return kernel | {"language_info": {"name": record.kernelspec.get("language", "python")}}
