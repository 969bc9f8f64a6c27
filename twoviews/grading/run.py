"""Run a submission in two processes: the student's cells in one, the course's in another."""

from types import TracebackType

from nbformat.notebooknode import NotebookNode

from twoviews.grading.errors import NotGraded
from twoviews.grading.names import filled, looked_at, public
from twoviews.grading.record import Cell, Record
from twoviews.grading.sandbox.warm import Sandbox
from twoviews.grading.side import Side


def code(notebook: NotebookNode) -> list[NotebookNode]:
    """List the code cells that hold something."""
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


class Run:
    """One submission on its way through the two processes."""

    def __init__(
        self, sandbox: Sandbox, notebook: NotebookNode, record: Record, files: dict[str, bytes]
    ) -> None:
        self.record, self.seen = record, set()
        known = [cell for cell in record.cells if cell.cell_type == "code"]
        own = [cell.source for cell in known if cell.locked]
        stubs = [cell.source for cell in known if cell.answer]
        written = [cell.source for cell in code(notebook) if self.known(cell) is None]
        self.names, self.owned = looked_at(own, written), filled(stubs)
        self.student = Side(sandbox, files, course=False)
        self.course = Side(sandbox, files, course=True)
        self.sent: dict[str, str] = {}

    def __enter__(self) -> "Run":
        return self

    def __exit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.student.close()
        self.course.close()

    def cell(self, cell: NotebookNode, number: int) -> list[NotebookNode]:
        """Run one cell where it belongs, and give its outputs."""
        known = self.known(cell)
        if known is None:
            return self.student.run(cell.source, number, names=self.names)
        self.once(known.grade_id)
        given = {name: text for name, text in self.student.values.items() if name in self.names}
        changed = {name: text for name, text in given.items() if self.sent.get(name) != text}
        self.sent |= changed
        if not known.test:  # the student's cells build on it as well
            self.student.run(public(known.source), number, names=self.names, keep=True)
        return self.course.run(
            known.source,
            number,
            keep=not known.test,
            given=changed,
            owned=self.owned,
            binds=filled([known.source]),
        )

    def known(self, cell: NotebookNode) -> Cell | None:
        """Find the record of a cell of the course's; a student's cell has none."""
        known = self.record.by_id.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        return None if known is None or known.answer else known

    def once(self, name: str) -> None:
        """Hold that a cell of the course's stands in the notebook once."""
        if name in self.seen:
            raise NotGraded("A cell of the course's is there twice: take one out.", cell=name)
        self.seen.add(name)
