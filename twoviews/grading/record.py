"""What the gradebook knows of a notebook: the only version of it that grading trusts."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


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
