"""Whatever is handed in, what is graded is the exercise, with the student's answers in it."""

import pytest
from course import model
from handing import (
    ANSWER,
    EXERCISE,
    IDS,
    NAME,
    RECORDS,
    at,
    came_in,
    hold,
    released,
    submit,
    without,
)

from twoviews.grading.door.admit import admit
from twoviews.grading.door.findings import Finding


def test_an_honest_notebook_comes_in_as_it_is(tmp_path):
    document = released()
    for name, source in model(NAME).items():
        at(document, name)["source"] = source.splitlines(keepends=True)
    at(document, "q1_check")["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "0.0"}
    ]
    cells, findings = came_in(tmp_path, document)
    assert findings == []
    assert [cell["id"] for cell in document["cells"]] == list(cells)
    assert {name: cells[name].source for name in model(NAME)} == model(NAME)


def test_a_deleted_test_comes_back_below_an_ungraded_locked_cell(tmp_path):
    cells, findings = came_in(tmp_path, without(released(), "q5_scheme", "q1_content", "q1_check"))
    order = list(cells)
    assert order.index("q1_answer") < order.index("q1_check") == order.index("q1_content") - 1
    assert findings[0] == "ada, cell q1_check: It is missing: it comes back."
    assert len(findings) == 3


def test_a_deleted_answer_comes_back_above_what_the_student_wrote_instead(tmp_path):
    document = without(released(), "q1_answer", "q1_look")
    place = next(n for n, cell in enumerate(document["cells"]) if cell["id"] == "q1_check")
    own = {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": [], "source": ANSWER}
    document["cells"].insert(place, own | {"execution_count": None})
    cells, findings = came_in(tmp_path, document)
    order = list(cells)
    assert order[order.index("q1_prompt") :][:4] == ["q1_prompt", "q1_answer", "mine", "q1_check"]
    assert findings == ["ada, cell q1_answer: It is missing: it comes back without an answer."]


def test_of_copied_answers_the_last_that_was_written_in_counts(tmp_path):
    document = released()
    first = at(document, "q1_answer")
    stub = dict(first, id="copy")
    first["source"] = ANSWER
    document["cells"].append(stub)
    cells, findings = came_in(tmp_path, document)
    assert cells["q1_answer"].source == ANSWER and "copy" not in cells
    assert findings == ["ada, cell q1_answer: There is a copy of it: it counts once."]

    document["cells"][-1] = dict(stub, source="q1_actors = {}")
    cells, findings = came_in(tmp_path, document)
    assert cells["q1_answer"].source == "q1_actors = {}"
    assert "ada, cell q1_answer: There are several: the last one counts." in findings
    assert ANSWER in [cell.source for cell in cells.values()]


def test_a_moved_cell_goes_back_and_the_students_own_order_stays(tmp_path):
    document = released()
    check = at(document, "q1_check")
    document = without(document, "q1_check")
    document["cells"].insert(0, check)
    cells, findings = came_in(tmp_path, document)
    assert list(cells) == [cell["id"] for cell in released()["cells"]]
    assert findings == ["ada, cell q1_check: It was moved: it goes back to its place."]


@pytest.mark.parametrize("kind", ["raw", "markdown", "heading", 7, None, ["code"]])
def test_a_retyped_cell_has_its_type_again_and_keeps_its_text(tmp_path, kind):
    document = released()
    at(document, "q1_answer").update(cell_type=kind, source=ANSWER)
    cells, findings = came_in(tmp_path, document)
    assert cells["q1_answer"].cell_type == "code" and cells["q1_answer"].source == ANSWER
    assert "its type is restored" in findings[0]


def test_a_changed_test_has_its_own_text(tmp_path):
    document = released()
    at(document, "q1_check")["source"] = "1.0"
    _, findings = came_in(tmp_path, document)
    assert findings == [
        "ada, cell q1_check: Its text was changed: the exercise's own text is used."
    ]


def test_labels_that_were_stripped_come_back(tmp_path):
    document = released()
    at(document, "q1_answer")["source"] = ANSWER
    for cell in document["cells"]:
        cell["metadata"] = {}
    cells, findings = came_in(tmp_path, document)
    assert cells["q1_answer"].source == ANSWER
    assert findings == [f"ada: {len(IDS)} cells lost their labels for nbgrader: they are put back."]


def test_a_changed_id_is_no_way_to_more_points(tmp_path):
    document = released()
    mark = at(document, "q1_check")["metadata"]["nbgrader"]
    mark.update(grade_id="q9_check", points=100, schema_version=99)
    at(document, "q1_check")["id"] = "other"
    cells, findings = came_in(tmp_path, document)
    assert "nbgrader" not in cells["other"].metadata
    assert any("cell q9_check: The exercise has no cell of this name" in each for each in findings)


@pytest.mark.parametrize("version", [0, 1, 2, 4, 99, None, "3", {}])
def test_metadata_of_any_schema_is_written_anew(tmp_path, version):
    document = released()
    for cell in document["cells"]:
        cell["metadata"].get("nbgrader", {})["schema_version"] = version
    assert came_in(tmp_path, document)[1] == []


def test_tags_kernels_and_outputs_stay_out(tmp_path):
    document = released()
    document["metadata"] = {"kernelspec": {"name": "bash"}, "widgets": {"x": 1}, "hooks": "x"}
    for cell in document["cells"]:
        cell["metadata"] |= {"tags": ["skip-execution", "raises-exception"], "jupyter": {"a": 1}}
    found = admit(submit(tmp_path, document), "ada", RECORDS)
    hold(found.notebooks[NAME])
    assert found.notebooks[NAME].metadata.kernelspec == EXERCISE.metadata.kernelspec
    assert set(found.notebooks[NAME].metadata) == {"kernelspec", "language_info"}


def test_only_images_are_attached(tmp_path):
    document = released()
    good, bad = {"image/png": "aGk="}, {"image/svg+xml": "PHN2Zz4="}
    forged = {"image/png": '"><script>alert(1)</script>'}
    at(document, "q5_answer")["attachments"] = {"a.png": good | bad, "b": bad, "c": forged, "d": 7}
    cells, _ = came_in(tmp_path, document)
    assert cells["q5_answer"].attachments == {"a.png": good}


def test_a_notebook_of_ten_megabytes_of_pictures_comes_in(tmp_path):
    document = released()
    pictures = {"a.png": {"image/png": "A" * 10_000_000}}
    at(document, "q5_answer")["attachments"] = pictures
    cells, _ = came_in(tmp_path, document)
    assert cells["q5_answer"].attachments == pictures


def test_a_raw_cell_is_shown_as_text(tmp_path):
    document = released()
    script = {"cell_type": "raw", "id": "mine", "source": "<script>\nx", "metadata": {}}
    document["cells"].append(script)
    assert came_in(tmp_path, document)[0]["mine"].source == "    <script>\n    x"


def test_half_characters_are_replaced(tmp_path):
    document = released()
    at(document, "q1_answer")["source"] = "q1_actors = '\ud800'"
    cells, _ = came_in(tmp_path, document)
    cells["q1_answer"].source.encode("utf-8")


def test_an_old_notebook_format_is_read(tmp_path):
    document = released()
    cells = [{**cell, "input": cell["source"]} for cell in document["cells"]]
    for cell in cells:
        del cell["source"]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}
    assert came_in(tmp_path, old)[1] == []


def test_a_merge_marker_in_an_answer_needs_a_person(tmp_path):
    document = released()
    at(document, "q5_answer")["source"] = "<<<<<<< local\nMine.\n=======\nYours.\n>>>>>>> remote"
    found = admit(submit(tmp_path, document), "ada", RECORDS).findings
    sentence = "Its text holds a merge marker: choose one side."
    assert found == (Finding("ada", "q5_answer", sentence, repaired=False),)
