"""What can stop grading: no sandbox to be had, or one submission that cannot be graded."""

from twoviews.errors import PlainError


class NoSandbox(PlainError):
    """Say why students' code cannot be locked in on this machine, and how to change that."""


class NotGraded(PlainError):
    """Say why one submission could not be graded; the others are graded all the same.

    Parameters
    ----------
    reason : str
        One sentence: what was wrong and what to do.
    student : str, optional
        Whose submission it is.
    cell : str, optional
        The id of the cell where it stopped.

    Examples
    --------
    >>> print(NotGraded("The notebook is empty.", student="ada", cell="q1_answer"))
    ada, cell q1_answer: The notebook is empty.
    """

    def __init__(self, reason: str, student: str = "", cell: str = "") -> None:
        self.reason, self.student, self.cell = reason, student, cell
        where = ", ".join(filter(None, [student, cell and f"cell {cell}"]))
        super().__init__(f"{where}: {reason}" if where else reason)
