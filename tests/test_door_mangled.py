"""Whatever is done to a notebook, no locked text moves, and no point."""

import json
import time

import nbformat
import pytest
from handing import IDS, RECORD, TEXT, hold, released
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twoviews.grading.door.pieces import TYPES, Piece
from twoviews.grading.door.read import read
from twoviews.grading.door.rebuild import rebuild
from twoviews.grading.errors import NotGraded
from twoviews.grading.record import Cell, Record

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
@given(st.lists(st.builds(Piece, st.sampled_from(sorted(TYPES)), st.text(), ANY_ID)))
def test_any_cells_at_all_give_the_exercise(pieces):
    hold(rebuild(pieces, RECORD)[0])


def test_names_that_are_no_cell_ids_still_give_a_valid_notebook():
    names = ["x" * 128, "free-1", "-"]
    cells = tuple(Cell(name, "code", "1", locked=True, checksum="x" * 32) for name in names)
    record = Record("a", "a", cells)
    hold(rebuild([Piece("code", "2", cell_id="free-1")] * 3, record)[0], record)


SLOW = {
    "many magics": "%pwd\n" * 499 + "a = 1\n" * 90_000,
    "deep brackets": "q9 = [" + "-a," * 300_000 + "]",
    "deep words": "if 0: " + "not " * 300_000 + "1",
    "equals signs": "q9 = " * 250_000,
    "one long name": "for " + "q" * 1_900_000,
    "walruses": "(" * 500_000 + ":=" * 500_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_no_text_keeps_the_door_long(name):
    """A student's text is not parsed here: that may take hours, or all memory."""
    answers = [cell.grade_id for cell in RECORD.cells if cell.answer]
    parts = [Piece("code", SLOW[name], answers[0]), Piece("code", "q2_stances = {}")]
    started = time.process_time()
    notebook, _ = rebuild(parts, RECORD)
    assert time.process_time() - started < 5
    hold(notebook)


@pytest.mark.parametrize(
    "binding",
    [
        "q1 = 2",
        "a, (b, q1) = 1, (2, 3)",
        "q1: int = 2",
        "q1 += [1]",
        "for q1 in (2,):\n    pass",
        "with open('x') as q1:\n    pass",
        "def q1():\n    pass",
        "from math import pi as q1",
        "print(q1 := 2)",
        "a = q1 = 2",
    ],
)
def test_a_stub_that_comes_back_wipes_nothing_that_is_bound_elsewhere(binding):
    stub = Cell("q1", "code", "q1 = None", solution=True)
    record = Record("sums", "sums", (stub, Cell("t", "code", "1", locked=True, grade=True)))
    sources = [cell.source for cell in rebuild([Piece("code", binding)], record)[0].cells]
    assert "# q1 = None" in sources and binding in sources
    for used in (
        "print(q1, end='')",
        "q1 == 2",
        "assert f(x=q1)",
        "sorted(q1, key=len)",
        "# q1 = 3",
    ):
        sources = [cell.source for cell in rebuild([Piece("code", used)], record)[0].cells]
        assert ("q1 = None" in sources) == (used != "# q1 = 3")
