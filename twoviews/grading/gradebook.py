"""Read the record of a notebook: from the gradebook, or from the notebook that was released."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook, Notebook
from nbgrader.utils import is_locked

from twoviews.grading.given import given, read_given
from twoviews.grading.record import Cell, Record


def read_record(
    book: Gradebook, assignment: str, notebook: str, released: Path | None = None
) -> Record:
    """Read the record of one notebook.

    Parameters
    ----------
    book : Gradebook
        nbgrader's gradebook, open.
    assignment, notebook : str
        Their names.
    released : Path, optional
        The folder with the released notebook, for the texts that nbgrader does not know.

    Returns
    -------
    Record
        Every cell, in the order of the notebook that the assignment was made from.

    Raises
    ------
    nbgrader.api.MissingEntry
        When the gradebook knows no such notebook.

    Examples
    --------
    >>> from nbgrader.api import SourceCell
    >>> title = SourceCell(name="title", cell_type="markdown", locked=True, source="# Sums")
    >>> class Book:  # as a gradebook that knows one notebook
    ...     def find_notebook(self, notebook, assignment):
    ...         return Notebook(name=notebook, source_cells=[title])
    >>> [cell.grade_id for cell in read_record(Book(), "sums", "sums").cells]
    ['title']
    """
    found = book.find_notebook(notebook, assignment)
    graded = points(found)
    solutions = {cell.name for cell in found.solution_cells}
    tasks = {cell.name for cell in found.task_cells}
    cells = tuple(
        Cell(
            grade_id=cell.name,
            cell_type=cell.cell_type,
            source=cell.source or "",
            checksum=cell.checksum,
            locked=cell.locked,
            grade=cell.name in graded and cell.name not in tasks,
            solution=cell.name in solutions,
            task=cell.name in tasks,
            points=graded.get(cell.name),
        )
        for cell in found.source_cells
    )
    kernelspec = json.loads(found.kernelspec or "{}")
    given = read_given(released / f"{notebook}.ipynb") if released else ()
    return Record(assignment, notebook, cells, kernelspec, given)


def released_record(notebook: NotebookNode, assignment: str, name: str) -> Record:
    """Read the record of a released notebook: what students see, without hidden tests.

    Parameters
    ----------
    notebook : NotebookNode
        As nbgrader made it.
    assignment, name : str
        Their names.

    Returns
    -------
    Record
        Every cell that nbgrader knows, in the notebook's order.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> mark = {"nbgrader": {"grade_id": "q1_check", "grade": True, "locked": True, "points": 1}}
    >>> released = new_notebook(cells=[new_code_cell("1.0", metadata=mark)])
    >>> released_record(released, "sums", "sums").cells[0].test
    True
    """
    cells = tuple(
        released_cell(cell, cell.metadata.nbgrader)
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id")
    )
    kernelspec = dict(notebook.metadata.get("kernelspec", {}))
    return Record(assignment, name, cells, kernelspec, given(notebook))


def released_cell(cell: NotebookNode, mark: Mapping[str, Any]) -> Cell:
    """Read one cell of a released notebook."""
    flags = {name: bool(mark.get(name)) for name in ("grade", "solution", "task")}
    return Cell(
        grade_id=mark["grade_id"],
        cell_type=cell.cell_type,
        source=cell.source,
        checksum=mark.get("checksum"),
        locked=is_locked(cell),
        points=mark.get("points"),
        **flags,
    )


def points(notebook: Notebook) -> dict[str, float]:
    """Give the most that each graded cell of a notebook gives."""
    return {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
