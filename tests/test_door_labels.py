"""Cells that lost their labels are known by their texts, where those are sure."""

import json

import nbformat
import pytest
from course import ROOT, model
from handing import ANSWER, NAME, RECORDS, at, came_in, refused, released, submit, without
from nbgrader.utils import determine_grade

from twoviews.grading.door.admit import admit
from twoviews.grading.door.pieces import Piece
from twoviews.grading.errors import NotGraded
from twoviews.grading.gradebook import released_record


def unlabelled(document: dict) -> dict:
    """Take away all that tells which cell is which, as a copy into a new notebook does."""
    for number, cell in enumerate(document["cells"]):
        cell["metadata"], cell["id"] = {}, f"new{number}"
    return document


def solved() -> dict:
    """Give the released notebook with every answer."""
    document = released()
    for name, source in model(NAME).items():
        at(document, name)["source"] = source
    return document


def test_a_notebook_without_labels_is_known_by_its_texts(tmp_path):
    cells, findings = came_in(tmp_path, unlabelled(solved()))
    order = [cell.source for cell in cells.values()]
    places = [order.index(source) for source in model(NAME).values()]
    tests = [list(cells).index(f"q{number}_check") for number in range(1, 5)]
    assert all(place < test for place, test in zip(places, tests, strict=False))
    assert all(test < place for place, test in zip(places[1:], tests, strict=True))
    assert len(cells) == len(released()["cells"]) + 5  # the answers come back without binding
    assert cells["q1_answer"].source.startswith("# q1_actors = None\n")
    assert "ada: 19 cells lost their labels for nbgrader: they are put back." in findings
    assert determine_grade(cells["q5_answer"]) == (None, 4)


def test_answers_alone_in_a_new_notebook_stand_above_all_tests(tmp_path):
    document = solved()
    document["cells"] = [at(document, name) for name in model(NAME)]
    cells, _ = came_in(tmp_path, unlabelled(document))
    order = list(cells)
    assert order.index("setup") < order.index("new0")
    assert order.index("new4") < order.index("q1_check")


def test_text_without_any_answer_is_not_graded(tmp_path):
    own = [Piece("markdown", "My essay."), Piece("code", "mine = 1")]
    document = {"cells": [{"cell_type": each.cell_type, "source": each.source} for each in own]}
    assert "No answer cell is found, but there is text" in refused(tmp_path, document)
    assert came_in(tmp_path, {"cells": []})[0]["q1_answer"].source.startswith("q1_actors = None")


def test_only_a_text_that_is_sure_makes_a_cell_the_courses(tmp_path):
    document = unlabelled(released())
    check = next(cell for cell in document["cells"] if "Is the form right" in cell["source"][0])
    document["cells"].insert(0, check | {"id": "copy"})
    cells, findings = came_in(tmp_path, document)
    assert "nbgrader" not in cells["copy"].metadata
    assert "ada, cell q1_check: It is missing: it comes back." in findings


def test_the_solution_without_labels_is_refused(tmp_path):
    path = ROOT / "solutions" / NAME / f"{NAME}.ipynb"
    record = released_record(nbformat.read(path, as_version=4), NAME, NAME)
    document = unlabelled(json.loads(path.read_text(encoding="utf-8")))
    with pytest.raises(NotGraded, match="the solution's own file"):
        admit(submit(tmp_path, document), "ada", {NAME: record})


def test_a_stub_that_comes_back_wipes_out_no_answer_above_it(tmp_path):
    document = without(released(), "q1_answer")
    own = {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": [], "source": ANSWER}
    place = next(n for n, cell in enumerate(document["cells"]) if cell["id"] == "q1_prompt")
    document["cells"].insert(place, own | {"execution_count": None})
    cells, _ = came_in(tmp_path, document)
    assert list(cells).index("mine") < list(cells).index("q1_answer")
    stub = at(released(), "q1_answer")["source"]
    assert cells["q1_answer"].source == f"# {''.join(stub)}"
    cells, _ = came_in(tmp_path, without(released(), "q1_answer"))
    assert cells["q1_answer"].source == "".join(stub)


@pytest.mark.parametrize("cell", ["setup", "q1_check"])
def test_an_answer_in_a_cell_of_the_exercises_own_is_no_zero(tmp_path, cell):
    document = without(released(), "q1_answer")
    at(document, cell)["source"] = ANSWER + "\n" + "".join(at(document, cell)["source"])
    with pytest.raises(NotGraded, match="q1_answer: Its answer seems to stand in a cell"):
        admit(submit(tmp_path, document), "ada", RECORDS)
    used = without(released(), "q1_answer")
    at(used, cell)["source"] = "".join(at(used, cell)["source"]) + "\nprint(q1_actors)"
    assert admit(submit(tmp_path, used), "ada", RECORDS).notebooks
