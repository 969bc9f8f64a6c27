"""Read what the gradebook knows of a notebook: the only version of it that grading trusts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook, Notebook
from nbgrader.utils import is_locked

from twoviews.grading.given import given, read_given


@dataclass(frozen=True)
class Cell:
    """One cell that nbgrader knows, as it was when the assignment was made.

    Parameters
    ----------
    grade_id : str
        Its name, one of its kind in the notebook.
    cell_type : str
        code or markdown.
    source : str
        Its text: of a locked cell the one that runs, hidden tests and all; of an
        answer cell the stub that students start from.
    checksum : str
        nbgrader's sum over all of it: an answer with this sum is untouched.
    locked, grade, solution, task : bool
        nbgrader's flags: a test is locked and graded.
    points : float or None
        The most it gives, None where it is not graded.
    """

    grade_id: str
    cell_type: str
    source: str
    checksum: str | None = None
    locked: bool = False
    grade: bool = False
    solution: bool = False
    task: bool = False
    points: float | None = None

    @property
    def answer(self) -> bool:
        """Whether its source is the student's."""
        return not self.locked

    @property
    def test(self) -> bool:
        """Whether running it gives points."""
        return self.locked and self.grade

    @property
    def mark(self) -> dict[str, Any]:
        """Its metadata for nbgrader, written anew.

        Examples
        --------
        >>> Cell("q1_check", "code", "1.0", locked=True, grade=True, points=1.0).mark["points"]
        1.0
        """
        mark = {name: getattr(self, name) for name in ("grade", "grade_id", "locked", "solution")}
        mark |= {"schema_version": 3, "task": self.task, "cell_type": self.cell_type}
        mark |= {"checksum": self.checksum} if self.checksum else {}
        return mark | ({} if self.points is None else {"points": self.points})


@dataclass(frozen=True)
class Record:
    """A notebook as the gradebook knows it.

    Parameters
    ----------
    assignment, notebook : str
        Their names.
    cells : tuple of Cell
        Every cell that nbgrader knows, in the notebook's order.
    kernelspec : dict
        The kernel that the instructor chose.
    given : tuple of str
        The texts of the released notebook's other cells, which nbgrader does not know.
    """

    assignment: str
    notebook: str
    cells: tuple[Cell, ...]
    kernelspec: dict[str, str] = field(default_factory=dict)
    given: tuple[str, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Cell]:
        """The cells by their grade ids."""
        return {cell.grade_id: cell for cell in self.cells}


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
