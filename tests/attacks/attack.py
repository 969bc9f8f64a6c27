"""One submission that is not what it should be."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

NAME = "sums"  # the assignment that all of them submit
FIRST = "q1_answer"  # the answer cell that runs before every test
OTHERS = ("q2_answer", "q3_answer", "q4_answer", "q6_answer")


@dataclass(frozen=True)
class Attack:
    """A submission that wants points, or harm.

    Parameters
    ----------
    name : str
        What it does in a few words; the student's id as well.
    way : str
        The way in: the module that it stands in.
    tries : str
        What it tries, in a sentence without a full stop.
    cells : mapping of str to str
        Sources of answer cells, by their ids.
    edit : callable
        What is done to the folder that is submitted, after the cells.
    due : float
        Points that its honest answers deserve.
    """

    name: str
    way: str
    tries: str
    cells: Mapping[str, str] = field(default_factory=dict)
    edit: Callable[[Path], None] = lambda folder: None
    due: float = 0.0


def coded(way: str, name: str, tries: str, source: str, due: float = 0.0) -> Attack:
    """Make an attack out of the code in the first answer cell; the others are emptied."""
    return Attack(name, way, tries, dict.fromkeys(OTHERS, "") | {FIRST: source}, due=due)


def path_of(folder: Path) -> Path:
    """Name the notebook in a folder of the assignment."""
    return folder / f"{NAME}.ipynb"


def changed(change: Callable[[nbformat.NotebookNode], None]) -> Callable[[Path], None]:
    """Make an edit of a folder out of a change to its notebook; nothing is validated."""

    def edit(folder: Path) -> None:
        notebook = nbformat.read(path_of(folder), as_version=4)
        change(notebook)
        path_of(folder).write_text(json.dumps(notebook))

    return edit


def cell_of(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    """Find a cell by nbgrader's id."""
    found = (c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)
    return next(found)
