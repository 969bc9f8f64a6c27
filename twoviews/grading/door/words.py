"""Tell a student's own words from those of an exercise."""

import re

from nbformat import NotebookNode

from twoviews.grading.door.pieces import Piece
from twoviews.grading.record import Record

SENTENCE = 10  # words of a code cell that read as a text; fewer are a try of the course's own code


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

    def lines(self, cell: Piece | NotebookNode) -> list[str]:
        """List the student's own lines in a cell."""
        return [line for line in cell.source.splitlines() if line.strip() not in self._lines]

    def own(self, cell: Piece | NotebookNode) -> list[str]:
        """List the student's own words in a cell."""
        return re.findall(r"\w+", "\n".join(self.lines(cell)))

    def wrote(self, cell: Piece | NotebookNode) -> bool:
        """Tell whether a student wrote a text into a cell."""
        return len(self.own(cell)) >= (SENTENCE if cell.cell_type == "code" else 1)
