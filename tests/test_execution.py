"""A submission runs in two processes, and what one cell does is that cell's affair."""

import sys
import time
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader import utils

from twoviews.grading import Limits, NotGraded, shared
from twoviews.grading.execution import UNLOCKED, Executor, possible
from twoviews.grading.pages import markdown
from twoviews.grading.record import Cell, Record
from twoviews.grading.sandbox import process
from twoviews.grading.sandbox.kernel import children
from twoviews.grading.shown import outputs
from twoviews.grading.side import ROOM, Side
from twoviews.grading.values.decode import decode

ROOT = Path(__file__).resolve().parents[1]
EXERCISES = sorted(path.stem for path in (ROOT / "solutions").glob("*/*.ipynb"))
QUICK = Limits(cell_seconds=4, notebook_seconds=300, grace_seconds=1)
SHOW = "print(repr(q1))\nfloat(q1 == 3)"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


@pytest.fixture(scope="module")
def executor():
    with Executor(possible(), QUICK) as executor:
        executor.wait()
        yield executor


def locked(name: str, source: str, test: bool = False) -> Cell:
    """A cell of the course's."""
    points = 1.0 if test else None
    return Cell(name, "code", source, locked=True, grade=test, points=points)


def answer(name: str, source: str) -> Cell:
    """A cell that a student fills, as it was released."""
    return Cell(name, "code", source, solution=True)


def grade(executor: Executor, record: list[Cell], *cells: str, files: dict | None = None):
    """Run student's cells and, by their names, the course's; give the notebook and the notes."""
    known = {cell.grade_id: cell for cell in record}
    made = [
        new_code_cell("raise SystemExit", metadata={"nbgrader": {"grade_id": cell}})
        if cell in known and known[cell].locked
        else new_code_cell(cell)
        for cell in cells
    ]
    notebook = new_notebook(cells=made)
    return notebook, executor.run(notebook, Record("sums", "sums", tuple(record)), files)


def result(notebook) -> str:
    """Give the value that the last cell has shown, or the name of its error."""
    for each in notebook.cells[-1].outputs:
        if each.output_type == "execute_result":
            return each.data["text/plain"]
        if each.output_type == "error":
            return each.ename
    return ""


CHECK = [locked("setup", "q1 = None\nmost = 3"), locked("q1_check", SHOW, test=True)]


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


def test_a_slow_cell_is_stopped_and_the_rest_goes_on(executor):
    loop = "while True:\n    pass"
    notebook, notes = grade(executor, CHECK, "setup", "q1 = 3", loop, "'on'", "q1_check")
    assert notebook.cells[2].outputs[-1].ename == "CellTimeoutError"
    assert notebook.cells[3].outputs[0].data["text/plain"] == "'on'"
    assert result(notebook) == "1.0" and any("longer than 4 seconds" in note for note in notes)


def test_a_cell_that_is_deaf_or_kills_its_process_ends_alone(executor):
    deaf = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass"
    for ending, name in ((deaf, "CellTimeoutError"), ("import os\nos._exit(1)", "ProcessEnded")):
        notebook, notes = grade(executor, CHECK, "setup", "q1 = 3", ending, "most", "q1_check")
        assert notebook.cells[2].outputs[-1].ename == name and notes
        assert notebook.cells[3].outputs[0].data["text/plain"] == "3"  # the setup ran again
        assert result(notebook) == "1.0"


def test_what_the_setup_made_is_there_again_when_a_cell_has_ended_its_process(executor):
    setup = "from statistics import mean\ntools = {'mean': mean}\nq1 = q2 = None\nmost = 3"
    test = "float(tools['mean']([mean([most]), q1['a'], q2]) == 3)"
    record = [locked("setup", setup), locked("t", test, True)]
    crash = "import os\nos._exit(0)"
    first, second = "q1 = {'a': 4, 'f': print}\nmost = 9", "q2 = tools['mean']([mean([1, 3])])"
    notebook, _ = grade(executor, record, "setup", first, crash, second, "most", "t")
    assert notebook.cells[4].outputs[0].data["text/plain"] == "9"  # as the student left it
    assert result(notebook) == "1.0"


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


def test_a_notebook_that_uses_up_its_time_is_graded_for_what_it_did(executor):
    with Executor(executor.isolation, Limits(cell_seconds=2, notebook_seconds=2)) as short:
        notebook, _ = grade(
            short, CHECK, "setup", "q1 = 3", "import time\ntime.sleep(9)", "q1 = 4", "q1_check"
        )
    assert notebook.cells[3].outputs[0].ename == "NotRun" and result(notebook) == "1.0"


def test_floods_are_cut_off(executor):
    flood = "for _ in range(30_000):\n    print('x' * 100)"
    notebook, _ = grade(executor, CHECK, "setup", "q1 = 3", *[flood] * 12, "q1_check")
    assert len(str(notebook)) < 2_000_000 and result(notebook) == "1.0"


def test_what_a_notebook_does_honestly_shows_as_in_a_notebook(executor):
    cells = {
        "print('a')\n1 + 1": ["stream", "execute_result"],
        "import warnings\nwarnings.warn('b')": ["stream"],
        "1 / 0": ["error"],
        "!echo c": ["stream"],
        "%%timeit -n 1 -r 1\npass": ["stream"],
        "import asyncio\nawait asyncio.sleep(0)\n5": ["execute_result"],
        "display(1)\ndisplay(2)": ["display_data", "display_data"],
        "import helper\nhelper.value": ["execute_result"],
        "input()": ["error"],
        "exit()": [],
        "6;": [],
        "%autosave 60\n%edit x.py\n%connect_info\n%gui": [],
        "%recall": [],
        "import subprocess, sys\nsubprocess.run(['true'], stdout=sys.stdout).returncode": [
            "execute_result"
        ],
        'import pandas as pd\npd.read_csv("../../data/mentions.csv").shape': ["execute_result"],
        "_": ["execute_result"],
    }
    notebook, _ = grade(executor, [], *cells, files={"helper.py": b"value = 7"})
    shown = [[each.output_type for each in cell.outputs] for cell in notebook.cells]
    assert shown == list(cells.values())


def test_cells_share_a_loop_and_a_context(executor):
    slow = "import asyncio\nasync def slow():\n    await asyncio.sleep(0.1)\n    return 3"
    start = "import decimal\ndecimal.getcontext().prec = 4\ntask = asyncio.create_task(slow())"
    nested = "get_ipython().run_cell('here = 1')\nq1 = await task"
    cells = ["setup", slow, start, "decimal.getcontext().prec", nested, "q1_check"]
    notebook, _ = grade(executor, CHECK, *cells)
    assert notebook.cells[3].outputs[0].data["text/plain"] == "4" and result(notebook) == "1.0"


def test_a_cell_that_waits_is_stopped_and_the_loop_goes_on(executor):
    later = "import asyncio\nasync def later():\n    await asyncio.sleep(5)\n    return 3"
    wait = "task = asyncio.create_task(later())\nawait asyncio.sleep(60)"
    notebook, _ = grade(executor, CHECK, "setup", later, wait, "q1 = await task", "q1_check")
    assert notebook.cells[2].outputs[-1].ename == "CellTimeoutError" and result(notebook) == "1.0"


def test_the_outputs_of_the_students_cells_hold_no_script(executor):
    source = (
        "from IPython.display import HTML, Javascript\ndisplay(HTML('<script>'), Javascript('x'))"
    )
    notebook, _ = grade(executor, [], source)
    assert [list(each.data) for each in notebook.cells[0].outputs] == [["text/plain"]] * 2


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


def test_without_a_sandbox_no_daemon_is_left_either():
    source = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(300)\n"
    with Executor("none", QUICK) as plain:
        grade(plain, CHECK, "setup", source + "q1 = 3", "q1_check")
        end = time.monotonic() + 20
        while (left := children(plain.sandbox.process.pid)) and time.monotonic() < end:
            time.sleep(0.1)
        assert left == []


def test_a_warm_process_that_was_lost_is_started_again(executor):
    with Executor(executor.isolation, QUICK) as lost:
        lost.wait()
        lost.sandbox.process.kill()
        lost.sandbox.process.wait()
        assert result(grade(lost, CHECK, "setup", "q1 = 3", "q1_check")[0]) == "1.0"


def test_the_sandbox_of_nbgraders_commands_ends_when_nothing_comes(executor, monkeypatch):
    monkeypatch.setattr(shared, "IDLE", 0.5)
    kept = shared.Shared(executor.isolation, QUICK)
    record = Record("sums", "sums", ())
    first, second = (new_notebook(cells=[new_code_cell("1")]) for _ in range(2))
    kept.run(first, record, {})
    started = kept.executor
    kept.run(second, record, {})
    assert kept.executor is started and second.cells[0].outputs
    end = time.monotonic() + 20
    while kept.executor is not None and time.monotonic() < end:
        time.sleep(0.1)
    assert kept.executor is None and started.sandbox.ended


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


def test_a_test_that_does_not_end_is_no_zero(executor):
    record = [locked("t", "while q1:\n    pass", test=True)]
    with pytest.raises(NotGraded, match="cell number 2: .* longer than 4 seconds .* look at the"):
        grade(executor, record, "q1 = 1", "t")


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


@pytest.mark.parametrize(
    "sent",
    [
        None,
        {},
        [None, 3, "x", {}],
        [{"output_type": "stream", "name": "stdin", "text": "x"}],
        [{"output_type": "display_data", "data": {"text/html": "<script>", "image/svg+xml": "x"}}],
        [{"output_type": "display_data", "data": {"image/png": 'x" onerror="alert(1)'}}],
        [{"output_type": "update_display_data", "data": {"text/plain": "x"}}],
    ],
    ids=repr,
)
def test_outputs_of_no_known_kind_are_left_out(sent):
    assert outputs(sent, course=False, count=1) == []


def test_outputs_can_always_be_written_to_a_file():
    sent = [{"output_type": "stream", "name": "stdout", "text": "a\ud800", "metadata": {"x": 1}}]
    assert outputs(sent, False, 1) == [new_output("stream", name="stdout", text="a?")]


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)></svg>",
        "[a](javascript:alert(1))",
        "<a href=' data:text/html,x'>a</a>",
        "![seen](http://127.0.0.1/seen.png)",
        "<style>@import url(http://127.0.0.1/)</style>",
        "<form action='/'><button>Go</button></form>",
        "<div class='modal' style='position: fixed' id='score'>x</div>",
        "<base href='http://127.0.0.1/'><meta http-equiv='refresh' content='0'>",
        "$\\href{javascript:alert(1)}{x}$",
    ],
)
def test_what_students_write_only_shows(source):
    page = markdown(source)
    for acting in (
        "<script",
        "onerror=alert(1)>",
        "<svg",
        "<form",
        "<style",
        "<base",
        "class=",
        "id=",
    ):
        assert acting not in page
    for attribute in ("href=", "src=", 'style="pos', "\\href"):
        assert attribute not in page.replace("&lt;base href=", "").replace("url(", "")


def test_what_an_exercise_looks_like_stays():
    source = (
        "# T\n\n| a | b |\n|:-:|---|\n| 1 | `x` |\n\n"
        "<details><summary>Hint</summary>\n\n*so*\n</details>"
    )
    page = markdown(source)
    for tag in (
        "<h1>T</h1>",
        "<th style",
        "<code>x</code>",
        "<details>",
        "<summary>",
        "<em>so</em>",
    ):
        assert tag in page


def test_a_process_that_does_not_start_is_started_again(executor, monkeypatch):
    begun, begin = [], process.Process.begin

    def late(one: process.Process) -> None:
        if not one.begun:
            begun.append(one)
            if len(begun) < 3:  # the student's and the course's first
                one.close()
                raise process.Died
        begin(one)

    monkeypatch.setattr(process.Process, "begin", late)
    record = [answer("q1_answer", "q1 = None"), locked("q1_check", SHOW, test=True)]
    notebook, notes = grade(executor, record, "q1 = 3", "q1_check")
    assert result(notebook) == "1.0" and len(begun) == 4
    assert not [note for note in notes if note != UNLOCKED]
