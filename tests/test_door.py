"""Whatever is handed in, what is graded is the exercise, with the student's answers in it."""

import io
import json
import os
import tarfile
import zipfile
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from course import ROOT, model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import determine_grade

from twoviews.grading.door import read as reading
from twoviews.grading.door.admit import admit
from twoviews.grading.door.archives import members
from twoviews.grading.door.beside import BESIDE
from twoviews.grading.door.files import plain_name
from twoviews.grading.door.findings import Finding
from twoviews.grading.door.platform import known
from twoviews.grading.door.read import Piece, read
from twoviews.grading.door.rebuild import rebuild
from twoviews.grading.door.wanted import Wanted
from twoviews.grading.errors import NotGraded
from twoviews.grading.record import Cell, Record, released_record

NAME = "ex2_actors"
RELEASED = ROOT / "exercises" / NAME / f"{NAME}.ipynb"
EXERCISE = nbformat.read(RELEASED, as_version=4)
RECORD = released_record(EXERCISE, NAME, NAME)
RECORDS = {NAME: RECORD}
IDS = [cell.grade_id for cell in RECORD.cells]
ANSWER = "q1_actors = {'trump2018': []}"


def released() -> dict:
    """Give the released notebook as data that a test may change."""
    return json.loads(RELEASED.read_text(encoding="utf-8"))


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


# --- one departure after the other ---------------------------------------------------------------


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


def test_only_files_that_are_read_are_laid_out(tmp_path):
    folder = submit(tmp_path, TEXT)
    with (folder / "notes.dat").open("wb") as file:
        file.truncate(3 * 10**9)
    for name in ("data.csv", "own.py", "timestamp.txt"):
        (folder / name).write_text("2026-01-30 15:00:00 UTC", encoding="utf-8")
    laid = tmp_path / "laid"
    converter = SimpleNamespace(
        shipped={"data.csv", "own.py"},
        exclude_overwriting={NAME: ["own.py"]},
        admitted=admit(folder, "ada", RECORDS, {"data.csv", "own.py"}),
        _format_source=lambda *names: str(folder),
        _format_dest=lambda *names: str(laid),
    )
    Wanted.init_assignment(converter, NAME, "ada")
    assert {path.name for path in laid.iterdir()} == {"own.py", "timestamp.txt"}


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


# --- labels that are lost ------------------------------------------------------------------------


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


# --- text beside a written answer ----------------------------------------------------------------

ESSAY = "In paragraph 3 of the TRUMP article he mediates, in the BIDEN article he only looks on."


def text_below(cells: list[dict], at: int) -> None:
    cells.insert(at + 1, {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": ESSAY})


def code_below(cells: list[dict], at: int) -> None:
    cells.insert(at + 1, {"cell_type": "code", "id": "mine", "metadata": {}, "source": ESSAY})


def text_instead(cells: list[dict], at: int) -> None:
    cells[at] = {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": ESSAY}


def text_in_the_draft(cells: list[dict], at: int) -> None:
    cells[at + 1]["source"] = f'q5_draft = """{ESSAY}"""\nform("ex2.q5", q5_draft)'


def text_in_the_prompt(cells: list[dict], at: int) -> None:
    cells[at - 1]["source"] += ["\n\n", ESSAY]


def text_in_a_locked_cell(cells: list[dict], at: int) -> None:
    cells[at + 2]["source"] += [ESSAY]


def text_at_the_end(cells: list[dict], at: int) -> None:
    text_below(cells, len(cells))


@pytest.mark.parametrize(
    "change",
    [
        text_below,
        code_below,
        text_instead,
        text_in_the_draft,
        text_in_the_prompt,
        text_in_a_locked_cell,
        text_at_the_end,
    ],
)
def test_text_beside_a_written_answer_waits_for_a_person(tmp_path, change):
    document = released()
    change(document["cells"], document["cells"].index(at(document, "q5_answer")))
    found = admit(submit(tmp_path, document), "ada", RECORDS)
    hold(found.notebooks[NAME])
    answer = next(cell for cell in found.notebooks[NAME].cells if cell.id == "q5_answer")
    assert determine_grade(answer) == (None, 4)
    assert "The student wrote beside it" in answer.source
    assert Finding("ada", "q5_answer", BESIDE, repaired=False) in found.findings


def test_no_text_beside_a_written_answer_is_a_zero_as_before(tmp_path):
    document = released()
    at(document, "q5_hint")["source"] = 'hint("ex2.q5", 3)'
    at(document, "q5_look")["source"] = 'form("ex2.q5", None)'
    at(document, "q1_answer")["source"] = ANSWER
    note = {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "A note to myself."}
    document["cells"].insert(document["cells"].index(at(document, "q1_check")), note)
    cells, findings = came_in(tmp_path, document)
    assert findings == [] and cells["q5_answer"].source == "YOUR ANSWER HERE"
    assert determine_grade(cells["q5_answer"]) == (0, 4)


# --- notebooks that cannot be read ---------------------------------------------------------------

TEXT = RELEASED.read_text(encoding="utf-8")
UNREADABLE = {
    "empty": (b"", "empty file"),
    "cut": (TEXT[:9000].encode(), "not valid JSON"),
    "merge": (
        TEXT.replace("\n", "\n<<<<<<< HEAD\n", 3).encode(),
        "Line 2 of the notebook is a merge",
    ),
    "latin": (TEXT.replace("Who", "Wh\u00f6", 1).encode("latin-1", "replace"), "is not UTF-8"),
    "list": (b"[]", "is no notebook"),
    "number": (b"1e999", "is no notebook"),
    "cells": (b'{"cells": {"a": 1}}', "is no notebook"),
    "deep": (b"[" * 200_000, "not valid JSON"),
    "digits": (b'{"cells": [' + b"9" * 6_000 + b"]}", "not valid JSON"),
    "large": (b" " * 20_000_001, "larger than 20 MB"),
    "many": (json.dumps({"cells": [{"source": ""}] * 2_001}).encode(), "more than 2000 cells"),
    "long": (json.dumps({"cells": [{"source": "x" * 2_000_001}]}).encode(), "characters of text"),
    "values": (b'{"x": [' + b'{"":[]},' * 700_000 + b'0], "cells": []}', "clear its outputs"),
    "pictures": (
        json.dumps(
            {"cells": [{"attachments": {"a": {"image/png": "A" * 6_000_001}}}] * 2}
        ).encode(),
        "save them smaller",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_notebook_that_cannot_be_read_is_not_graded_and_says_why(name, tmp_path):
    data, reason = UNREADABLE[name]
    assert reason in refused(tmp_path, data)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_unicode_is_read(encoding, tmp_path):
    assert came_in(tmp_path, TEXT.encode(encoding))[1] == []


def test_the_solution_itself_is_refused(tmp_path):
    solution = (ROOT / "solutions" / NAME / f"{NAME}.ipynb").read_bytes()
    assert "the solution's own file" in refused(tmp_path, solution)


# --- files ---------------------------------------------------------------------------------------


def test_links_pipes_and_folders_are_refused(tmp_path):
    for number, make in enumerate(
        [
            lambda path: path.symlink_to(RELEASED),
            lambda path: os.mkfifo(path),
            lambda path: path.mkdir(),
            lambda path: (path.parent / "more.txt").symlink_to("/etc/passwd"),
            lambda path: (path.parent / "sub").symlink_to("/"),
        ]
    ):
        folder = tmp_path / str(number) / "ada" / NAME
        folder.mkdir(parents=True)
        make(folder / f"{NAME}.ipynb")
        with pytest.raises(NotGraded):
            admit(folder, "ada", RECORDS)
    link = tmp_path / "ada"
    link.symlink_to(submit(tmp_path / "real", TEXT).parent)
    with pytest.raises(NotGraded):
        admit(link / NAME, "ada", RECORDS)


def test_a_renamed_notebook_is_found(tmp_path):
    for number, name in enumerate(["my answer.ipynb", f"{NAME}.IPYNB", f"{NAME}.ipynb.txt"]):
        folder = submit(tmp_path / str(number), TEXT, name)
        found = admit(folder, "ada", RECORDS)
        hold(found.notebooks[NAME])
        assert "it is taken for it" in str(found.findings[0])
    submit(tmp_path / "0", TEXT, "other.ipynb")
    with pytest.raises(NotGraded, match=r"but my answer.ipynb, other.ipynb: give the right one"):
        admit(tmp_path / "0" / "ada" / NAME, "ada", RECORDS)


def test_no_notebook_is_not_graded(tmp_path):
    folder = submit(tmp_path, "notes", "notes.txt")
    with pytest.raises(NotGraded, match=rf"There is no {NAME}.ipynb"):
        admit(folder, "ada", RECORDS)


def test_of_several_notebooks_one_may_be_missing(tmp_path):
    records = {NAME: RECORD, "second": Record(NAME, "second", ())}
    found = admit(submit(tmp_path, TEXT), "ada", records)
    assert list(found.notebooks) == [NAME]
    assert [finding.repaired for finding in found.findings] == [False]


def test_strange_files_stay_out_and_the_assignments_own_do_not(tmp_path):
    folder = submit(tmp_path, TEXT)
    for name in ("data.csv", "evil\n\x1b[2J.py", "submission_secret.txt", "timestamp.txt"):
        (folder / name).write_text("2026-01-30 15:00:00 UTC", encoding="utf-8")
    found = admit(folder, "ada", RECORDS, shipped={"data.csv"})
    assert list(map(str, found.findings)) == [
        "ada: evil\\n\\x1b[2J.py is no file of the assignment: it is left out."
    ]
    assert set(found.files) == {"submission_secret.txt", "timestamp.txt"}
    assert str(found.timestamp) == "2026-01-30 15:00:00"


@pytest.mark.parametrize("text", [b"yesterday", b"\xff\xfe", b"9" * 400, b"\x00", b"2026-99-99"])
def test_a_time_that_is_none_is_set_aside(tmp_path, text):
    folder = submit(tmp_path, TEXT)
    (folder / "timestamp.txt").write_bytes(text)
    found = admit(folder, "ada", RECORDS)
    assert found.timestamp is None and "holds no time" in str(found.findings[0])
    assert (folder / "timestamp.txt.bak").read_bytes() == text
    assert admit(folder, "ada", RECORDS).findings == ()


def test_names_that_lead_elsewhere_are_no_students():
    for name in (
        "..",
        ".",
        "a/b",
        "a\\b",
        "a\nb",
        "-f",
        "*",
        "",
        "x" * 101,
        "\u202egnp",
        "{a}",
        "~",
    ):
        assert not plain_name(name), name
    for name in ("bitdiddle", "Ben Bitdiddle", "김철수", "a.b@c.org", "x+y", "o'neil", "12345"):
        assert plain_name(name), name


# --- whatever is done to a notebook --------------------------------------------------------------

JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)
ANY_ID = st.one_of(st.sampled_from(IDS), st.text(max_size=9))
PLACE = st.integers(0, 200)
DEED = st.one_of(
    st.tuples(st.just("delete"), PLACE),
    st.tuples(st.just("copy"), PLACE, PLACE),
    st.tuples(st.just("move"), PLACE, PLACE),
    st.tuples(st.just("label"), PLACE, ANY_ID),
    st.tuples(st.just("id"), PLACE, ANY_ID),
    st.tuples(st.just("set"), PLACE, st.sampled_from(["source", "cell_type", "metadata"]), JUNK),
    st.tuples(st.just("mark"), PLACE, st.sampled_from(["grade", "locked", "points"]), JUNK),
    st.tuples(st.just("junk"), PLACE, JUNK),
)


def do(cells: list, deed: tuple) -> None:
    """Do something to the cells of a notebook."""
    verb, place, *more = deed
    if not cells:
        return
    place %= len(cells)
    cell = cells[place] if isinstance(cells[place], dict) else {}
    metadata = cell.get("metadata")
    mark = metadata.setdefault("nbgrader", {}) if isinstance(metadata, dict) else {}
    match verb:
        case "delete":
            del cells[place]
        case "copy":
            cells.insert(more[0] % len(cells), json.loads(json.dumps(cells[place])))
        case "move":
            cells.insert(more[0] % len(cells), cells.pop(place))
        case "label" if isinstance(mark, dict):
            mark["grade_id"] = more[0]
        case "id":
            cell["id"] = more[0]
        case "set":
            cell[more[0]] = more[1]
        case "mark" if isinstance(mark, dict):
            mark[more[0]] = more[1]
        case "junk":
            cells[place] = more[0]


ROOMY = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@ROOMY
@given(st.lists(DEED, max_size=12))
def test_no_mangling_moves_a_locked_text_or_a_point(tmp_path_factory, deeds):
    document = released()
    for deed in deeds:
        do(document["cells"], deed)
    path = tmp_path_factory.getbasetemp() / "mangled.ipynb"
    path.write_text(json.dumps(document), encoding="utf-8")
    notebook, _ = rebuild(read(path, "ada"), RECORD)
    hold(notebook)
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    again, notes = rebuild(read(path, "ada"), RECORD)
    assert again == notebook and notes == []


@ROOMY
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.binary(max_size=4)), max_size=6))
def test_broken_bytes_are_read_or_refused(tmp_path_factory, changes):
    data = bytearray(TEXT.encode("utf-8"))
    for place, new in changes:
        data[place : place + len(new)] = new
    path = tmp_path_factory.getbasetemp() / "broken.ipynb"
    path.write_bytes(data)
    try:
        hold(rebuild(read(path, "ada"), RECORD)[0])
    except NotGraded as problem:
        assert problem.reason.endswith((".", ":")) and problem.student == "ada"


@ROOMY
@given(st.lists(st.builds(Piece, st.sampled_from(sorted(reading.TYPES)), st.text(), ANY_ID)))
def test_any_cells_at_all_give_the_exercise(pieces):
    hold(rebuild(pieces, RECORD)[0])


def test_names_that_are_no_cell_ids_still_give_a_valid_notebook():
    names = ["x" * 128, "free-1", "-"]
    cells = tuple(Cell(name, "code", "1", locked=True, checksum="x" * 32) for name in names)
    record = Record("a", "a", cells)
    hold(rebuild([Piece("code", "2", cell_id="free-1")] * 3, record)[0], record)


# --- archives ------------------------------------------------------------------------------------


def zipped(packed: int = zipfile.ZIP_DEFLATED, **files: bytes) -> bytes:
    """Make a zip archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", packed) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def tarred(name: str, content: bytes = b"{}", **fields) -> bytes:
    """Make a compressed tar archive with one member."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        for field, value in fields.items():
            setattr(member, field, value)
        archive.addfile(member, io.BytesIO(content))
    return data.getvalue()


def linked() -> bytes:
    """Make a zip archive that holds a symbolic link."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        link = zipfile.ZipInfo("ex.ipynb")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return data.getvalue()


TRICKS = {
    "climbs": zipped(**{"../../ex.ipynb": b"{}"}),
    "absolute": zipped(**{"/tmp/ex.ipynb": b"{}"}),
    "drive": zipped(**{"C:ex.ipynb": b"{}"}),
    "link": linked(),
    "lzma": zipped(zipfile.ZIP_LZMA, **{"ex.ipynb": b"{}"}),
    "tar climbs": tarred("../ex.ipynb"),
    "tar link": tarred("ex.ipynb", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    "tar hard link": tarred("ex.ipynb", b"", type=tarfile.LNKTYPE, linkname="/etc/passwd"),
    "tar device": tarred("ex.ipynb", b"", type=tarfile.CHRTYPE),
    "bomb": zipped(**{"ex.ipynb": b" " * 20_000_001}),
    "crowd": zipped(**dict.fromkeys(map(str, range(20_001)), b"")),
    "broken": zipped(**{"ex.ipynb": b"{}"})[:-30],
    "no archive": b"{}",
}


@pytest.mark.parametrize("name", TRICKS)
def test_an_archive_with_a_trick_is_refused(name):
    with pytest.raises(NotGraded):
        list(members(TRICKS[name], "ada.zip"))


def test_only_notebooks_come_out_of_an_archive():
    inside = {"a/ex.ipynb": b"{}", "a/x.py": b"", ".ipynb_checkpoints/ex.ipynb": b"", "in.zip": b""}
    assert [path for path, _ in members(zipped(**inside), "ada.zip")] == ["a/ex.ipynb", "in.zip"]
    assert list(members(tarred("ex.ipynb"), "ada.tar.gz")) == [("ex.ipynb", b"{}")]


def test_the_longest_known_name_is_the_student():
    assert known("ben_b_ex1.ipynb", ["ben", "ben_b", "b"]) == "ben_b"
    assert known("benny.zip", ["ben"]) is None
