"""Run a few cells, the student's and the course's, as a submission."""

from nbformat.v4 import new_code_cell, new_notebook

from twoviews.grading import Limits
from twoviews.grading.execution import Executor
from twoviews.grading.record import Cell, Record

QUICK = Limits(cell_seconds=4, notebook_seconds=300, grace_seconds=1)
SHOW = "print(repr(q1))\nfloat(q1 == 3)"


def locked(name: str, source: str, test: bool = False) -> Cell:
    """A cell of the course's."""
    points = 1.0 if test else None
    return Cell(name, "code", source, locked=True, grade=test, points=points)


def answer(name: str, source: str) -> Cell:
    """A cell that a student fills, as it was released."""
    return Cell(name, "code", source, solution=True)


def grade(executor: Executor, record: list[Cell], *cells: str, files: dict | None = None):
    """Run student's cells and, by their names, the course's; give the notebook and the notes."""
    known = {cell.grade_id: cell for cell in record}
    made = [
        new_code_cell("raise SystemExit", metadata={"nbgrader": {"grade_id": cell}})
        if cell in known and known[cell].locked
        else new_code_cell(cell)
        for cell in cells
    ]
    notebook = new_notebook(cells=made)
    return notebook, executor.run(notebook, Record("sums", "sums", tuple(record)), files)


def result(notebook) -> str:
    """Give the value that the last cell has shown, or the name of its error."""
    for each in notebook.cells[-1].outputs:
        if each.output_type == "execute_result":
            return each.data["text/plain"]
        if each.output_type == "error":
            return each.ename
    return ""


CHECK = [locked("setup", "q1 = None\nmost = 3"), locked("q1_check", SHOW, test=True)]
