"""Hand in the second exercise, and hold what is true of every notebook that came in."""

import json
from pathlib import Path

import nbformat
import pytest
from course import ROOT
from nbgrader.nbgraderformat import MetadataValidator

from twoviews.grading.door.admit import admit
from twoviews.grading.errors import NotGraded
from twoviews.grading.gradebook import released_record
from twoviews.grading.record import Record

NAME = "ex2_actors"
RELEASED = ROOT / "exercises" / NAME / f"{NAME}.ipynb"
TEXT = RELEASED.read_text(encoding="utf-8")
EXERCISE = nbformat.read(RELEASED, as_version=4)
RECORD = released_record(EXERCISE, NAME, NAME)
RECORDS = {NAME: RECORD}
IDS = [cell.grade_id for cell in RECORD.cells]
ANSWER = "q1_actors = {'trump2018': []}"


def released() -> dict:
    """Give the released notebook as data that a test may change."""
    return json.loads(TEXT)


def at(document: dict, name: str) -> dict:
    """Find a cell by its id."""
    return next(cell for cell in document["cells"] if cell["id"] == name)


def without(document: dict, *names: str) -> dict:
    """Delete cells by their ids."""
    document["cells"] = [cell for cell in document["cells"] if cell["id"] not in names]
    return document


def submit(folder: Path, document: dict | bytes | str, name: str = f"{NAME}.ipynb") -> Path:
    """Lay out a submission; give its folder."""
    path = folder / "ada" / NAME / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(document, dict):
        document = json.dumps(document)
    path.write_bytes(document if isinstance(document, bytes) else document.encode("utf-8"))
    return path.parent


def came_in(folder: Path, document: dict | bytes | str):
    """Hand in a notebook: give the cells that are graded by their ids, and what was found."""
    found = admit(submit(folder, document), "ada", RECORDS)
    hold(found.notebooks[NAME])
    return {cell.id: cell for cell in found.notebooks[NAME].cells}, list(map(str, found.findings))


def hold(notebook, record: Record = RECORD) -> None:
    """Hold what is true of every notebook that came in through the door."""
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert [cell.metadata.nbgrader.grade_id for cell in cells] == [c.grade_id for c in record.cells]
    for cell, own in zip(cells, record.cells, strict=True):
        assert cell.metadata.nbgrader == own.mark and cell.cell_type == own.cell_type
        assert own.answer or cell.source == own.source
    assert all(set(cell.metadata) <= {"nbgrader", "deletable", "editable"} for cell in cells)
    assert not any(cell.metadata for cell in notebook.cells if cell not in cells)
    assert not any(cell.get("outputs") or "raw" in cell.cell_type for cell in notebook.cells)


def refused(folder: Path, document: dict | bytes | str) -> str:
    """Hand in a notebook that is not graded: give the reason."""
    with pytest.raises(NotGraded) as problem:
        came_in(folder, document)
    assert problem.value.student == "ada"
    return problem.value.reason
