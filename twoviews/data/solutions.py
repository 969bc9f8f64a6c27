"""Read a model answer where the course's solutions are at hand."""

import json

from twoviews.data.error import DataError
from twoviews.data.package import HERE

SOLUTIONS = HERE.parents[1] / "solutions"


def solution(exercise: str, cell_id: str) -> str | None:
    """Give the source of a cell of an exercise's solution.

    Parameters
    ----------
    exercise : str
        The exercise's folder in solutions/.
    cell_id : str
        The id of the cell.

    Returns
    -------
    str or None
        The source; None where there are no solutions, as in a student's copy.

    Raises
    ------
    DataError
        When the solution is there but cannot be read, or lacks the cell.

    Examples
    --------
    >>> solution("ex0_nothing", "q1_answer") is None
    True
    """
    path = SOLUTIONS / exercise / f"{exercise}.ipynb"
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return next("".join(cell["source"]) for cell in cells if cell["id"] == cell_id)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, StopIteration) as error:
        raise DataError(
            f"{path} holds no readable cell {cell_id} ({error!r}): get the file again."
        ) from None
