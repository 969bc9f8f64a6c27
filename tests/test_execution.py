"""A submission runs in two processes, and the course's own is what its record says."""

import sys
import time
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbgrader import utils
from running import CHECK, QUICK, answer, grade, locked, result

from twoviews.grading import NotGraded
from twoviews.grading.execution import UNLOCKED, Executor
from twoviews.grading.record import Cell, Record
from twoviews.grading.side import ROOM, Side
from twoviews.grading.values.decode import decode

ROOT = Path(__file__).resolve().parents[1]
EXERCISES = sorted(path.stem for path in (ROOT / "solutions").glob("*/*.ipynb"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def test_an_answer_reaches_its_test(executor):
    assert result(grade(executor, CHECK, "setup", "q1 = 1 + 2", "q1_check")[0]) == "1.0"
    assert result(grade(executor, CHECK, "setup", "q1 = 4", "q1_check")[0]) == "0.0"
    assert result(grade(executor, CHECK, "setup", "other = 3", "q1_check")[0]) == "0.0"


def test_the_course_runs_what_its_record_says_and_not_what_was_handed_in(executor):
    notebook, _ = grade(executor, CHECK, "setup", "q1 = 3", "q1_check")
    assert notebook.cells[-1].source == "raise SystemExit" and result(notebook) == "1.0"


@pytest.mark.parametrize(
    "attack",
    [
        "import builtins\nbuiltins.float = builtins.repr = lambda value: 1.0\nq1 = 0",
        "class Lying(int):\n    def __eq__(self, other):\n        return True\nq1 = Lying(0)",
        "float = lambda value: 1.0\nrepr = str\nq1 = 0",
        "get_ipython().run_cell = lambda *a, **k: None\nget_ipython().ast_transformers.clear()",
        "import sys\nsys.modules['pandas'] = None\nq1 = 0",
        "import os, json, struct\nforged = {'outputs': [], 'values': {'float': '1'}}\n"
        "body = json.dumps(forged).encode()"
        "\nos.write(3, struct.pack('>I', len(body)) + body)",
        "import os\nos.write(3, b'\\xff' * 1000)",
    ],
)
def test_what_a_student_changes_stays_in_the_students_process(executor, attack):
    assert result(grade(executor, CHECK, "setup", attack, "q1_check")[0]) in ("0.0", "NameError")


def test_what_locked_cells_have_made_is_not_replaced(executor):
    record = [
        locked("setup", "most = 3\nimport math"),
        locked("t", "float(most + math.pi > 7)", True),
    ]
    early = grade(executor, record, "most = 9\nmath = 1", "setup", "most = 9", "t")[0]
    assert result(early) == "0.0"
    stub = [*record, answer("a", "most = None")]
    assert result(grade(executor, stub, "setup", "most = 9", "t")[0]) == "1.0"


def test_a_test_of_a_function_says_what_it_needs(executor):
    record = [answer("a", "def add(x, y): ..."), locked("t", "assert add(1, 2) == 3", True)]
    notebook, _ = grade(executor, record, "def add(x, y):\n    return x + y", "t")
    assert result(notebook) == "NeedsObject"
    assert "only plain data reaches the tests" in notebook.cells[-1].outputs[0].evalue


def test_the_grader_keeps_no_more_of_a_process_than_was_asked_for():
    idle = SimpleNamespace(open=lambda files: None, limits=QUICK)
    side = Side(idle, {}, course=False)
    for number in range(9):
        sent = {f"x{number}": "A" * 100, f"q{number}": "1" * 1_900_000, "odd": "\U0001f600"}
        side.keep(sent | {"number": 3}, ["q1", "q2", "q3", "odd", "number"])
    assert sorted(side.values) == ["odd", "q1", "q2", "q3"]
    assert sum(map(len, side.values.values())) < ROOM
    told = "<more data than an answer may hold: only plain data reaches the tests>"
    assert repr(decode(side.values["q2"])) == repr(decode(side.values["odd"])) == told
    side.keep({"q1": "3", "q2": "1" * 1_900_000}, ["q1", "q2"])
    assert side.values["q1"] == "3" and len(side.values["q2"]) == 1_900_000


def test_the_same_cell_twice_is_not_graded(executor):
    with pytest.raises(NotGraded, match="cell setup: .* twice"):
        grade(executor, CHECK, "setup", "setup", "q1_check")


def test_submissions_run_side_by_side(executor):
    from concurrent.futures import ThreadPoolExecutor

    wait = "import time\ntime.sleep(1)\nq1 = 3"
    started = time.monotonic()
    with ThreadPoolExecutor(6) as pool:
        runs = [pool.submit(grade, executor, CHECK, "setup", wait, "q1_check") for _ in range(6)]
        assert [result(run.result()[0]) for run in runs] == ["1.0"] * 6
    assert time.monotonic() - started < 60


def test_without_a_sandbox_every_report_says_so():
    with Executor("none", QUICK) as plain:
        notebook, notes = grade(plain, CHECK, "setup", "q1 = 3", "q1_check")
    assert result(notebook) == "1.0" and notes == [UNLOCKED]


def test_a_students_process_sees_nothing_of_what_is_hidden(executor):
    hidden = "### BEGIN HIDDEN TESTS\nsecret = 'heron'\n### END HIDDEN TESTS"
    record = [locked("setup", f"q1 = None\n{hidden}"), locked("t", "float(q1 == secret)", True)]
    search = """
import gc, sys
frame, found = sys._getframe(), []
while frame:
    found.append(str(frame.f_locals))
    frame = frame.f_back
q1 = "he" + "ron" if "he" + "ron" in str(found) or "secret" in globals() else "nothing"
"""
    assert result(grade(executor, record, "setup", search, "t")[0]) == "0.0"


@pytest.fixture(scope="module")
def patient(executor):
    with Executor(executor.isolation) as patient:
        yield patient


@pytest.mark.parametrize("name", EXERCISES)
def test_the_model_answers_earn_every_point(patient, name):
    notebook = nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", as_version=4)
    marks = [(cell, cell.metadata.get("nbgrader")) for cell in notebook.cells]
    record = [
        Cell(
            mark["grade_id"],
            cell.cell_type,
            cell.source,
            locked=utils.is_locked(cell),
            grade=mark["grade"],
            solution=mark["solution"],
            points=mark.get("points"),
        )
        for cell, mark in marks
        if mark
    ]
    assert patient.run(notebook, Record(name, name, tuple(record)))[:1] in ([], [UNLOCKED])
    for cell, mark in marks:
        if mark and mark["grade"] and not mark["solution"]:
            assert utils.determine_grade(cell) == (mark["points"], mark["points"]), cell.id
