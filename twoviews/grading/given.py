"""Give the texts of an exercise that nbgrader does not know: those of its free cells."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode


def given(notebook: NotebookNode) -> tuple[str, ...]:
    """Give the texts of a released notebook's free cells.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> test = new_code_cell("1.0", metadata={"nbgrader": {"grade_id": "q1_check"}})
    >>> given(new_notebook(cells=[new_markdown_cell("A hint."), test]))
    ('A hint.',)
    """
    return tuple(
        cell.source
        for cell in notebook.cells
        if not cell.metadata.get("nbgrader", {}).get("grade_id")
    )


def read_given(path: Path) -> tuple[str, ...]:
    """Read the texts of a released notebook's free cells; none where it cannot be read."""
    try:
        return given(nbformat.read(path, as_version=4))
    except (OSError, ValueError, AttributeError, KeyError):
        return ()
