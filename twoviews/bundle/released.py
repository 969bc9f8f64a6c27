"""Hold that the exercises are as nbgrader made them: nobody's answers are in them."""

from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from twoviews.bundle.error import BundleError
from twoviews.bundle.notebook import read

AGAIN = "run `make exercises`, then try again."


def hold_released(course: Path) -> None:
    """Hold that each assignment has its exercise, and that no exercise holds an answer.

    Raises
    ------
    BundleError
        When an exercise is missing, unreadable, or not as nbgrader made it.
    """
    for solution in sorted((course / "solutions").glob("*/*.ipynb")):
        exercise = course / "exercises" / solution.relative_to(course / "solutions")
        if not exercise.is_file():
            raise BundleError(f"There is no {exercise}: {AGAIN}")
    for path in sorted((course / "exercises").rglob("*.ipynb")):
        hold_unanswered(path)


def hold_unanswered(path: Path) -> None:
    """Hold that nobody has run or answered an exercise."""
    for cell in read(path, AGAIN).cells:
        if cell.get("outputs") or not untouched(cell):
            raise BundleError(f"{path} has been worked in (cell {cell.get('id')}): {AGAIN}")


def untouched(cell: NotebookNode) -> bool:
    """Tell whether a cell is as nbgrader made it; a cell that it does not know is.

    A notebook that nbgrader has not made, such as a solution, has no checksums.
    """
    mark = cell.metadata.get("nbgrader", {})
    if not any(mark.get(key) for key in ("grade", "solution", "locked")):
        return True
    return mark.get("checksum") == compute_checksum(cell)
